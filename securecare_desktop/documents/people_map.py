"""The map of people on paper: the drawing, the young person's words with it, and the same in a list.

Where each name is drawn follows the rule of the screen (domain/people_map_layout). Black and white first: a tie is
told by the form of its line and by a word.
"""

from dataclasses import replace

from ..core.labels import label
from ..core.text import _, day_in_words, quoted
from ..domain.own_words import HowGiven
from ..domain.packs import PackContent
from ..domain.people import Answer
from ..domain.people_map import MapPlace, PeopleMap, Ring, Tie
from ..domain.people_map_layout import Box, Ground, ground_for, laid_out, ring_names, zigzag
from .drawing import Drawing, Ellipse, Label, Line, Rect, Shape
from .fonts import Weight
from .lines import text_width
from .own_page import left_out as said_left_out
from .pack_handover import left_out
from .pack_words import joined
from .setting import Setting
from .tree import (
    Column,
    Heading,
    KeepTogether,
    Manner,
    PageTitle,
    Paragraph,
    Part,
    Picture,
    Table,
    Voice,
    Words,
    with_icon,
)

NAME_WIDTH = 92.0
"""In points; a longer name takes a second line."""


def map_parts(content: PackContent, *, own: bool) -> tuple[Part, ...]:
    """Return the parts of a map: for the young person (`own`) in plain words, else with who must not know where."""
    sitting = content.people_map
    name = content.young_person.name_used
    if sitting is None:
        title = PageTitle(_("The people around me") if own else name)
        return (title, Paragraph(_("No map of people has been drawn yet.")))
    day = day_in_words(sitting.on, content.today)
    drawn = joined(day, _("drawn with {who}").format(who=sitting.drawn_with) if sitting.drawn_with else "")
    if own:
        head = PageTitle(
            _("The people around me"), above_left=_("For {name}").format(name=name), above_right=day
        )
    else:
        head = PageTitle(name, _("Map of people, {drawn}").format(drawn=drawn))
    picture = map_drawing(
        sitting, name, width=499.0, height=540.0 if own else 430.0, size=11.0 if own else 10.0
    )
    left = said_left_out(content) if own else left_out(content)
    listed = () if own else _list(sitting, content)
    return (
        head,
        Picture(picture),
        *_said(sitting, content, own=own),
        *listed,
        *left,
    )


def _said(sitting: PeopleMap, content: PackContent, *, own: bool) -> tuple[Part, ...]:
    if sitting.own_words.strip():
        how = label(sitting.own_words_how).lower() if sitting.own_words_how.has_words else ""
        day = day_in_words(sitting.on, content.today)
        meta = "" if own else joined(how, day, sitting.drawn_with)
        name = content.young_person.name_used
        title = _("What you said") if own else _("{name}’s words").format(name=name)
        return (Voice(title=title, quote=quoted(sitting.own_words), meta=meta),)
    if sitting.own_words_how is HowGiven.CHOSE_NOT_TO and not own:
        said = _("{name} chose not to say anything with it.")
        return (Paragraph(said.format(name=content.young_person.name_used), Manner.SMALL),)
    return ()


def _list(sitting: PeopleMap, content: PackContent) -> tuple[Part, ...]:
    """Return who stands where in words, ring by ring, with the lock of who must not know where they live."""
    order = sorted(sitting.places, key=lambda place: list(Ring).index(place.ring))
    locked = {person.id for person in content.people if person.knows_where is Answer.NO}
    name = content.young_person.name_used
    not_to_know = _("must not know where {name} lives").format(name=name)

    def who(place: MapPlace) -> Words:
        return (place.name, " ", with_icon("lock", not_to_know)) if place.person_id in locked else place.name

    rows = tuple((who(p), label(p.ring), label(p.tie)) for p in order)
    table = Table((Column(_("Who"), 2.4), Column(_("Ring")), Column(_("Tie"))), rows)
    return (KeepTogether((Heading(_("Who stands where")), table)),)


def map_drawing(sitting: PeopleMap, name: str, *, width: float, height: float, size: float) -> Drawing:
    """Return the drawing of a sitting with its key below; `size` is that of the names in points."""
    bold, small = Setting(size, size, weight=Weight.BOLD), Setting(9, 9)
    names = [_lines_of(place.name, bold) for place in sitting.places]
    sizes = [_size_of(lines, place, bold, small) for lines, place in zip(names, sitting.places, strict=True)]
    middle = (text_width(name, replace(bold, size=size + 4)) + 24, size + 18)
    ground = ground_for(width, height, middle, sizes)
    boxes = laid_out(ground, sitting.places, sizes)
    shapes = _rings(ground)
    for place, box in zip(sitting.places, boxes, strict=True):
        shapes += _tie(place.tie, ground.middle.x, ground.middle.y, box.x, box.y)
    shapes += _ring_names(ground, boxes, small)
    area = ground.middle
    shapes.append(_rounded(area, area.height / 2, fill="bar", stroke="bar"))
    baseline = area.y + (size + 4) * 0.36
    shapes.append(Label(name, area.x, baseline, size + 4, bold=True, colour="paper", anchor="middle"))
    for place, lines, box in zip(sitting.places, names, boxes, strict=True):
        shapes += _name(place, lines, box, size)
    shapes += _key(height + 16, width, small)
    said = _("Map of the people around {name}: {who}.")
    words = said.format(name=name, who="; ".join(place.in_words for place in sitting.places))
    return Drawing(width, height + 30, tuple(shapes), words)


def _rings(ground: Ground) -> list[Shape]:
    shapes: list[Shape] = []
    for ring in Ring:
        across, down = ground.edge(ring)
        shapes.append(Ellipse(ground.middle.x, ground.middle.y, across, down, stroke="ink-2", line_width=0.7))
    return shapes


def _ring_names(ground: Ground, boxes: tuple[Box, ...], small: Setting) -> list[Shape]:
    sizes = {ring: (text_width(label(ring), small) + 8, 12.0) for ring in Ring}
    shapes: list[Shape] = []
    for ring, box in ring_names(ground, sizes, boxes).items():
        shapes.append(_rounded(box, 0, fill="paper", stroke=""))
        shapes.append(Label(label(ring), box.x, box.y + 3.2, 9, colour="ink-2", anchor="middle"))
    return shapes


def _tie(tie: Tie, x1: float, y1: float, x2: float, y2: float) -> list[Shape]:
    """Return the line of a tie: strong is thick, strained has teeth, ended is thin and broken."""
    if tie is Tie.STRAINED:
        corners = zigzag(x1, y1, x2, y2, 7)
        return [Line(*a, *b, line_width=1) for a, b in zip(corners, corners[1:], strict=False)]
    if tie is Tie.ENDED:
        return [Line(x1, y1, x2, y2, line_width=0.8, dash=(4, 4))]
    return [Line(x1, y1, x2, y2, line_width=3.6 if tie is Tie.STRONG else 1.1)]


def _name(place: MapPlace, lines: tuple[str, ...], box: Box, size: float) -> list[Shape]:
    left, top = box.x - box.width / 2 + 5, box.y - box.height / 2
    shapes: list[Shape] = [_rounded(box, 3, fill="paper", stroke="ink-2")]
    for number, line in enumerate(lines):
        baseline = top + 4 + (number + 0.8) * (size + 2)
        shapes.append(Label(line, left, baseline, size, bold=True))
    shapes.append(Label(label(place.tie), left, box.y + box.height / 2 - 5, 9, colour="ink-2"))
    return shapes


def _lines_of(name: str, bold: Setting) -> tuple[str, ...]:
    """Return a name in as many lines as its width asks for; a line breaks between words alone."""
    lines: list[str] = []
    for word in name.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, bold) <= NAME_WIDTH:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines) or (name,)


def _size_of(lines: tuple[str, ...], place: MapPlace, bold: Setting, small: Setting) -> tuple[float, float]:
    widest = max(text_width(label(place.tie), small), *(text_width(line, bold) for line in lines))
    return widest + 10, len(lines) * (bold.size + 2) + 17


def _key(y: float, width: float, small: Setting) -> list[Shape]:
    """Return the four kinds of line with their words, side by side below the map."""
    shapes: list[Shape] = []
    room = [30 + 6 + text_width(label(tie), small) for tie in Tie]
    gap = 22.0
    x = (width - sum(room) - gap * (len(room) - 1)) / 2
    for tie, wide in zip(Tie, room, strict=True):
        shapes += _tie(tie, x, y, x + 30, y)
        shapes.append(Label(label(tie), x + 36, y + 3.2, 9, colour="ink-2"))
        x += wide + gap
    return shapes


def _rounded(box: Box, radius: float, *, fill: str, stroke: str) -> Rect:
    left, top = box.x - box.width / 2, box.y - box.height / 2
    return Rect(left, top, box.width, box.height, radius=radius, fill=fill, stroke=stroke, line_width=0.8)
