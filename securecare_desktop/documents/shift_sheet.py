"""The shift sheet: A4 landscape, one row for each young person, always one page for the people of a house.

Where not everything fits, each cell is shortened in the same defined way (`LEVELS`) and says how much more there
is in the program. No row is ever dropped, and nothing that somebody still has to be told.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ..core.clock import local
from ..core.labels import label
from ..core.text import _, clock_time, day_full, day_long, day_short, ngettext, quoted
from ..domain.shift_sheet import SheetPlan, SheetRow, ShiftSheetContent
from ..domain.young_people import StatusKind
from .pack_words import joined, sentences
from .tree import (
    Cell,
    CellLine,
    Column,
    Document,
    Furniture,
    Look,
    Manner,
    Masthead,
    NoticeBox,
    OnePage,
    Paragraph,
    Part,
    Run,
    Table,
    Words,
    bold,
    runs_of,
    with_icon,
)

_SHARES = (0.78, 2.1, 1.6, 1.35, 2.05)
_TIGHT = (1.15, 1.85, 1.75, 1.3, 1.75)
"""How wide the columns are; where much has to fit, no name needs a second line."""
STATUS_ICONS = {
    StatusKind.SETTLED: "circle-check",
    StatusKind.NEEDS_WATCHING: "eye",
    StatusKind.FRAGILE: "triangle-alert",
}


@dataclass(frozen=True, slots=True)
class Level:
    """How much of each cell is printed: how many entries, and how many letters of one and of news.

    `repeats` says on the row too what is still to be told, `chip` gives how things are a line of its own, `tight` gives
    the names a wider column and counts what is left out on the line of the last entry.
    """

    plans: int
    to_do: int
    helps: int
    notes: int
    letters: int
    news: int
    small: bool = True
    repeats: bool = True
    chip: bool = True
    tight: bool = False


LEVELS = (
    Level(plans=9, to_do=9, helps=2, notes=6, letters=600, news=600, small=False),
    Level(plans=9, to_do=9, helps=2, notes=6, letters=600, news=600),
    Level(plans=9, to_do=9, helps=2, notes=6, letters=600, news=600, repeats=False),
    Level(plans=9, to_do=9, helps=1, notes=6, letters=600, news=600, repeats=False),
    Level(plans=9, to_do=9, helps=2, notes=6, letters=600, news=600, repeats=False, chip=False),
    Level(plans=7, to_do=7, helps=2, notes=4, letters=220, news=240, repeats=False, chip=False),
    Level(plans=6, to_do=6, helps=2, notes=3, letters=140, news=180, repeats=False, chip=False),
    Level(plans=5, to_do=5, helps=1, notes=2, letters=100, news=140, repeats=False, chip=False),
    Level(plans=3, to_do=3, helps=1, notes=1, letters=72, news=110, repeats=False, chip=False),
    Level(plans=2, to_do=2, helps=1, notes=1, letters=46, news=90, repeats=False, chip=False, tight=True),
    Level(plans=1, to_do=1, helps=1, notes=0, letters=26, news=70, repeats=False, chip=False, tight=True),
)
"""The fullest first; the first one that a page holds is printed."""


def shift_sheet(content: ShiftSheetContent) -> Document:
    """Return the sheet. Beyond what the last level can hold on one page it runs on to a second one."""
    return Document(
        title=_("Shift sheet"),
        furniture=_furniture(content),
        parts=(OnePage(tuple(_page(content, level) for level in LEVELS)),),
        look=Look.SHEET,
        landscape=True,
        made_at=content.made_at,
    )


def _furniture(content: ShiftSheetContent) -> Furniture:
    copy = _("Copy {number}").format(number=content.copy_number)
    shift = label(content.time.shift).lower()
    destroy = ""
    if content.destroy_at is not None:
        destroy = _("Destroy at {moment}").format(
            moment=_moment(content.destroy_at, local(content.made_at).date())
        )
    return Furniture(
        marking=content.unit.marking,
        head_left=(bold(copy), " ", _("for"), " ", bold(content.for_whom), f", {shift}"),
        head_right=sentences(destroy, _("Keep it on you or locked away"), _("Do not copy")),
        foot_left=(
            bold(_("Said back by:")), " _______________________\u2003 ", bold(_("Time:")), " _________\u2003 ",
            bold(_("Questions asked:")), " ________________________________________",
        ),
        foot_second=_made_line(content),
    )  # fmt: skip


def _moment(at: datetime, today: date) -> str:
    day = local(at).date()
    if day == today:
        return _("{time} today").format(time=clock_time(at))
    return _("{time} on {day}").format(time=clock_time(at), day=day_short(day, today))


def _made_line(content: ShiftSheetContent) -> str:
    made = local(content.made_at)
    parts = [
        _("Made by {name}").format(name=content.made_by),
        f"{day_full(made.date())} {clock_time(content.made_at)}",
    ]
    if content.signed_up_to is not None:
        signed = local(content.signed_up_to)
        day = "" if signed.date() == made.date() else f"{day_short(signed.date(), made.date())} "
        parts.append(
            _("from entries signed up to {moment}").format(moment=f"{day}{clock_time(content.signed_up_to)}")
        )
    left_out = _("Some words are not for whoever this copy is for") if content.left_out else ""
    return sentences(", ".join(parts), left_out, _("Lawyers, advocates and inspectors may ring at any time"))


# -- the page ---------------------------------------------------------------------------------------------------


def _page(content: ShiftSheetContent, level: Level) -> tuple[Part, ...]:
    time = content.time
    hours = _("{start} to {end}").format(start=clock_time(time.begins), end=clock_time(time.ends))
    titles = (
        _("Young person"),
        _("How things are"),
        _("Family time and plans, this shift"),
        _("What helps, in their words"),
        _("To do and promised, this shift"),
    )
    columns = tuple(map(Column, titles, _TIGHT if level.tight else _SHARES))
    rows = tuple(_row(row, level) for row in content.rows)
    nobody: tuple[Part, ...] = () if rows else (Paragraph(_("Nobody lives here just now.")),)
    return (
        Masthead(
            _("Shift sheet, {unit}").format(unit=content.unit.name),
            (joined(day_long(time.on), hours),),
            (_("Chosen names only. No birth dates, no reasons for being here."),),
        ),
        _still_to_tell(content, level),
        *_house_notes(content.house_notes, level),
        Table(columns, rows, ruled=True, small=level.small),
        *nobody,
    )


def _still_to_tell(content: ShiftSheetContent, level: Level) -> NoticeBox:
    """Return the box that stands first. Long news is cut, but nothing in it is ever left out."""
    words: list[str | Run] = []
    for row in content.rows:
        for news in row.untold:
            words += [" · "] if words else []
            words += [bold(row.name), f": {sentences(_cut(news, level.news))}"]
    on_shift = _("On shift: {names}").format(names=content.on_shift) if content.on_shift else ""
    nothing = (_("Nobody is waiting to hear something."),)
    return NoticeBox(
        "message-circle-warning", _("Still to be told:"), tuple(words) or nothing, on_shift, small=level.small
    )


def _house_notes(notes: Sequence[str], level: Level) -> tuple[Part, ...]:
    if not notes:
        return ()
    shown = [sentences(_cut(note, level.letters)) for note in notes[: level.notes]]
    words: tuple[str | Run, ...] = (
        with_icon("clipboard-list", _("Shift notes for the house:"), heavy=True),
        " ",
        " · ".join(shown),
        *_more(len(notes) - len(shown)),
    )
    return (Paragraph(words, Manner.SMALL if level.small else Manner.BODY),)


def _row(row: SheetRow, level: Level) -> tuple[Cell, ...]:
    who: Words = (Run(joined(row.pronouns, str(row.age)), quiet=True),)
    helps = level.letters - 7 if level.tight else level.letters  # the bars take some room
    return (
        Cell(words=(bold(row.name), "\n", *runs_of(who))) if level.tight else Cell(title=row.name, words=who),
        _how_things_are(row, level),
        Cell(lines=tuple(_lines(map(_plan, row.plans), level.plans, level))),
        Cell(voice="\n".join(quoted(_cut(words, helps)) for words in row.helps[: level.helps])),
        Cell(lines=tuple(_lines((CellLine(what, checkbox=True) for what in row.to_do), level.to_do, level))),
    )


def _how_things_are(row: SheetRow, level: Level) -> Cell:
    """Return state and sentence, what they have not been told, and the notes about them."""
    lines = _not_told(row, level) if level.repeats else []
    notes = [CellLine((with_icon("clipboard-list", ""), note)) for note in row.notes]
    if level.notes:
        lines += _lines(notes, level.notes, level)
    elif notes:
        said = ngettext("{n} note in the program", "{n} notes in the program", len(notes))
        lines.append(CellLine((with_icon("clipboard-list", ""), Run(said.format(n=len(notes)), quiet=True))))
    icon, word = (STATUS_ICONS[row.status], label(row.status)) if row.status is not None else ("", "")
    words = _sentence(row, level, word)
    if word and not level.chip:
        return Cell(words=(with_icon(icon, word, heavy=True), ". ", *words), lines=tuple(lines))
    return Cell(words=words, status=(icon, word), lines=tuple(lines))


def _sentence(row: SheetRow, level: Level, word: str) -> tuple[str | Run, ...]:
    """Return the sentence of how things are and, where the row does not repeat the news, that there is some above."""
    if level.tight and row.untold:
        return (bold(_("Not told yet.")),)
    said = _cut(row.sentence, level.letters)
    if not level.notes:
        said = _cut(said, max(13, level.letters - len(word) + 4))  # so that it is one line
    words: list[str | Run] = [said] if said else [Run(_("Nothing noted yet"), quiet=True)]
    if row.untold and not level.repeats:
        words += [" ", bold(_("Not told yet: see above."))]
    return tuple(words)


def _not_told(row: SheetRow, level: Level) -> list[CellLine]:
    told = [
        CellLine((bold(_("Has not been told:")), f" {_cut(news, level.letters)}")) for news in row.untold[:1]
    ]
    if len(row.untold) > 1:
        told.append(CellLine((Run(_("and what else stands above"), quiet=True),)))
    return told


def _plan(plan: SheetPlan) -> CellLine:
    words: list[str | Run] = []
    if plan.cancelled:
        words.append(with_icon("x", ""))
    elif plan.goodbye:
        words.append(with_icon("hand-heart", ""))
    words.append(plan.what)
    return CellLine(tuple(words), lead=clock_time(plan.at) if plan.at is not None else _("today"))


def _lines(lines: Iterable[CellLine], most: int, level: Level) -> list[CellLine]:
    """Return the first lines, cut, and how many more there are in the program."""
    every = tuple(lines)
    shown = [
        CellLine(_cut_words(line.words, level.letters), line.lead, line.checkbox) for line in every[:most]
    ]
    more = _more(len(every) - len(shown))
    if more and shown and level.tight and most > 1:  # on the line of the last one
        last = shown.pop()
        return [*shown, CellLine((*runs_of(last.words), *more), last.lead, last.checkbox)]
    return [*shown, *([CellLine(more)] if more else [])]


def _more(count: int) -> tuple[Run, ...]:
    if count <= 0:
        return ()
    said = ngettext("{n} more in the program", "{n} more in the program", count)
    return (Run(f" {said.format(n=count)}", quiet=True),)


def _cut_words(words: Words, letters: int) -> Words:
    """Return words with the last of them cut; what leads in is kept."""
    if isinstance(words, str):
        return _cut(words, letters)
    *first, last = words
    return (*first, _cut(last, letters) if isinstance(last, str) else last)


def _cut(text: str, letters: int) -> str:
    """Return a text on one line, shortened at the end of a word; three dots mean that there is more in the program."""
    plain = " ".join(text.split())
    if len(plain) <= letters:
        return plain
    kept = plain[: letters - 1]
    whole = kept.rpartition(" ")[0]
    return (whole if len(whole) > letters // 2 else kept).rstrip(" ,;:.") + "…"
