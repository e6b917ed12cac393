"""How far the entries in a pack are signed: what stands beside one that is not, and the addenda to those that are.

A young person's own copy says none of this: it is theirs, and holds no signatures.
"""

from ..core.text import _, day_and_time, ngettext
from ..domain.packs import PackContent
from ..domain.record import Entry
from ..domain.signatures import addenda_to, can_be_signed, kind_of, signed_words
from .tree import Paragraph, Part, Run


def not_signed(entry: Entry) -> str:
    """Return "not signed yet" for an entry that waits for its author, else the empty text."""
    return _("not signed yet") if can_be_signed(entry) else ""


def added(content: PackContent, entry: Entry) -> tuple[str, ...]:
    """Return the addenda to an entry, each with who signed it and when."""
    return tuple(
        _("Added by {who}: {words}").format(who=signed_words(addendum), words=addendum.words.strip())
        for addendum in addenda_to(entry, kind_of(entry), content.addenda)
    )


def beside(content: PackContent, entry: Entry) -> tuple[Run, ...]:
    """Return what follows the words of an entry in running text: that it is not signed yet, and its addenda."""
    said = not_signed(entry)
    mark = (Run(f" {said[:1].upper()}{said[1:]}.", quiet=True),) if said else ()
    return (*mark, *(Run(f"\n{text}") for text in added(content, entry)))


def under(content: PackContent, *entries: Entry) -> tuple[Part, ...]:
    """Return the addenda to several entries as paragraphs, for what holds nothing but the young person's words."""
    return tuple(Paragraph(text) for entry in entries for text in added(content, entry))


def rests_on(content: PackContent) -> tuple[str, ...]:
    """Return up to when entries are signed and how many are not, as sentences without their full stops."""
    name, made = content.young_person.name_used, content.made_at
    signed = (
        _("Rests on entries signed up to {moment}").format(
            moment=day_and_time(content.signed_up_to, made.date())
        )
        if content.signed_up_to
        else _("No entry about {name} is signed yet").format(name=name)
    )
    if not content.unsigned:
        return (signed,)
    waiting = ngettext(
        "{n} entry about {name} is not signed yet",
        "{n} entries about {name} are not signed yet",
        content.unsigned,
    )
    return (signed, waiting.format(n=content.unsigned, name=name))
