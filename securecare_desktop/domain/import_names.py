"""Who is meant by a name in a list: one of the young people, or somebody in the life of one of them."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from ..core.text import _, given_name, quoted
from .import_values import Wrong, called_and_name, folded
from .people import NetworkPerson
from .young_people import YoungPerson

P = TypeVar("P")

_SAME = (
    ("mum", "mother", "mam", "mom", "birth mother", "mummy", "mama"),
    ("dad", "father", "birth father", "daddy", "da"),
    ("nan", "gran", "grandma", "grandmother", "nana", "granny", "nain"),
    ("grandad", "granddad", "grandfather", "grandpa", "taid", "tadcu"),
    ("brother", "bro"),
    ("sister", "sis"),
    ("social worker", "sw", "allocated social worker"),
    ("aunt", "auntie", "aunty"),
)


def found_young_person(text: str, known: Sequence[YoungPerson]) -> YoungPerson | Wrong:
    """Return the young person that a text names: name used, full name, "Surname, First", first name, initials."""
    for forms in (
        lambda p: (p.name_used, p.legal_name, f"{p.name_used} {p.legal_name.rpartition(' ')[2]}"),
        lambda p: (f"{p.legal_name.rpartition(' ')[2]} {p.legal_name.rpartition(' ')[0]}",),
        lambda p: (given_name(p.legal_name),),
        lambda p: (_initials(p.legal_name), _initials(f"{p.name_used} {p.legal_name.rpartition(' ')[2]}")),
    ):
        found = _meant(text, known, forms)
        if len(found) == 1:
            return found[0]
        if found:
            return Wrong(
                _("{name} may be more than one young person. Write the full name.").format(name=quoted(text))
            )
    sentence = _("{name} is none of the young people you may write for. Write the name as it stands here.")
    return Wrong(sentence.format(name=quoted(text)))


def found_person(text: str, people: Iterable[NetworkPerson]) -> NetworkPerson | Wrong | None:
    """Return who in a young person's life is meant: by name, by what they are called, by who they are.

    None where nobody is, Wrong where several may be. A tie that goes on comes before one that has ended.
    """
    known = tuple(people)
    called, name = called_and_name(text)
    for words, forms in (
        (text, lambda p: (p.name, p.called, p.shown_name)),
        (name, lambda p: (p.name,)),
        (called, lambda p: (p.called,)),
        (
            text,
            lambda p: (f"{p.called} {p.name}", f"{p.name} {p.who_they_are}", f"{p.who_they_are} {p.name}"),
        ),
        (text, lambda p: (p.who_they_are, p.role)),
        (called, lambda p: (p.who_they_are,)),
        (text, lambda p: (given_name(p.name),)),
    ):
        found = _meant(words, known, forms)
        going_on = [p for p in found if p.until is None]
        if len(found) == 1 or len(going_on) == 1:
            return (going_on or found)[0]
        if found:
            return Wrong(
                _("{name} may be more than one person. Write the full name.").format(name=quoted(text))
            )
    return None


def _meant(text: str, known: Iterable[P], forms: Callable[[P], Iterable[str]]) -> list[P]:
    wanted = _usual(text)
    return [one for one in known if wanted and any(_usual(form) == wanted for form in forms(one))]


def _usual(text: str) -> str:
    """Return a text by which two ways to say the same are equal."""
    plain = folded(text)
    return next((words[0] for words in _SAME if plain in words), plain)


def _initials(name: str) -> str:
    return "".join(part[0] for part in name.split())
