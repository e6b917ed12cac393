"""One page for somebody of the family about one occasion of family time: what happened, warm moments, how it ended.

It says neither where the young person lives nor who was there; only what was written to be shared stands on it.
"""

from ..core.clock import local
from ..core.labels import label
from ..core.text import _, clock_time, day_full, quoted
from ..domain.packs import PackContent
from ..domain.people import Answer
from .pack_words import paragraphs
from .tree import Document, Furniture, Heading, Look, Manner, PageTitle, Paragraph, Part, Voice


def shared_occasion(content: PackContent) -> Document:
    """Return the page of a version to share; it is theirs to keep, so it has no marking and no number."""
    return Document(
        title=_("Family time"),
        furniture=Furniture(foot_left=_("This page is yours to keep.")),
        parts=_parts(content),
        look=Look.OWN_PAGE,
        made_at=content.made_at,
    )


def _parts(content: PackContent) -> tuple[Part, ...]:
    shared, occasion = content.shared_occasion, content.occasion
    assert shared is not None, "collected with it"
    assert occasion is not None, "collected with it"
    name, at = content.young_person.name_used, local(occasion.planned_at)
    when = f"{day_full(at.date())}, {clock_time(occasion.planned_at)}"
    words: tuple[Part, ...] = ()
    if shared.own_words.strip() and shared.agreed is Answer.YES:
        title = _("In {name}'s own words").format(name=name)
        words = (Voice(title=title, quote=quoted(shared.own_words.strip())),)
    return (
        PageTitle(
            _("Family time with {name}").format(name=name),
            above_left=_("For {name}").format(name=shared.for_whom),
            above_right=day_full(shared.made_on),
        ),
        Paragraph(f"{label(occasion.kind)}, {when}", leads=True),
        *words,
        *_section(_("What happened"), "users", shared.what_they_did),
        *_section(_("Warm moments"), "heart", shared.warm_moments),
        *_section(_("How it ended"), "hand-heart", shared.ending),
        Paragraph(
            _("Ask us whatever you want to know. Not everything that was written down stands here."),
            Manner.SMALL,
        ),
    )


def _section(title: str, icon: str, text: str) -> tuple[Part, ...]:
    said = paragraphs(text)
    return (Heading(title, icon), *(Paragraph(line) for line in said)) if said else ()
