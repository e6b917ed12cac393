"""What a family is given about one occasion of family time: a text of its own, without anybody else's details.

Nothing is shared by itself: somebody writes it, looks for other people's names in it, and hands it over.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ..core.clock import local
from ..core.errors import Problem
from ..core.labels import label
from ..core.text import _, ngettext
from .family_time import Occasion
from .occasion_validation import TOOK_PLACE, is_private
from .people import Answer
from .record import Record
from .validation import needs


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedOccasion(Record):
    """A shareable version of one occasion. `own_words` are in it only where the young person agreed to that.

    `left_out` says for the team what was left out and why; it is never shared. `given_on` is empty until it was
    given to `for_whom`.
    """

    young_person_id: str
    occasion_id: str
    for_whom: str
    made_on: date
    what_they_did: str = ""
    warm_moments: str = ""
    ending: str = ""
    own_words: str = ""
    agreed: Answer = Answer.NOT_KNOWN
    left_out: str = ""
    given_on: date | None = None
    given_how: str = ""


# -- what may be in it ---------------------------------------------------------------------------------------------

SHARED_TEXTS = ("what_they_did", "warm_moments", "ending", "own_words")
"""The only words that go out; everything else of an occasion stays with the team (domain report, 4.4)."""
MONTHS_IN_ENGLAND = 3
"""Notes of supervised family time are shared with parents (domain report, E25: local procedure, seen there)."""
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "the", "of", "my", "and"})
_ALSO_WORDS = frozenset(
    {
        "art", "bill", "dawn", "drew", "faith", "frank", "grace", "grant", "hope", "joy", "mark", "may", "page",
        "rob", "rose", "sue", "will",
    }
)  # fmt: skip
"""Names that are everyday words: only with a capital they are taken for a name."""


class Whose(StrEnum):
    """Whose name it is that stands in a text that goes out."""

    AROUND_THEM = "around_them"
    YOUNG_PERSON = "young_person"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class KnownName:
    """Somebody who is not to be named without thinking: what they are called, in all ways, and who they are."""

    names: tuple[str, ...]
    whose: Whose

    def words(self) -> frozenset[str]:
        """Return each word that would give them away, in small letters."""
        return frozenset(word for name in self.names for word in _words(name))


@dataclass(frozen=True, slots=True)
class NamedIn:
    """A name as it stands in one of the texts, and whose it is."""

    field: str
    name: str
    whose: Whose


def can_be_shared(occasion: Occasion) -> bool:
    """Whether there is something to share: it took place, and was no protected visit."""
    return occasion.state in TOOK_PLACE and not is_private(occasion)


def begin_shared(occasion: Occasion, today: date) -> SharedOccasion:
    """Return a version to start from: what they did, warm moments, the ending, and their own words to ask about.

    Opinion, worries, the days after and who supervised are not taken over.
    """
    return SharedOccasion(
        young_person_id=occasion.young_person_id,
        occasion_id=occasion.id,
        for_whom=occasion.with_whom,
        made_on=today,
        what_they_did=occasion.what_they_did,
        warm_moments=occasion.warm_moments,
        ending=occasion.ending,
        own_words=occasion.own_view,
    )


def names_in(
    shared: SharedOccasion, known: Iterable[KnownName], not_counted: Iterable[str]
) -> tuple[NamedIn, ...]:
    """Return who is named in the texts that go out; `not_counted` are the names of the young person and the reader."""
    let_be = frozenset(word for name in not_counted for word in _words(name))
    owners: dict[str, Whose] = {}
    for one in known:
        for word in one.words() - let_be:
            owners.setdefault(word, one.whose)
    found: dict[tuple[str, str], NamedIn] = {}
    for field in SHARED_TEXTS:
        for word in re.findall(r"[^\W\d_]+", getattr(shared, field)):
            small = word.casefold()
            also_a_word = small in _ALSO_WORDS or len(small) == 2
            if small in owners and not (also_a_word and word.islower()):
                found.setdefault((field, small), NamedIn(field, word, owners[small]))
    return tuple(found.values())


def problems_in_shared(
    shared: SharedOccasion, occasion: Occasion, today: date, named: Iterable[NamedIn] = ()
) -> tuple[Problem, ...]:
    """Return what has to be put right in a version before it is kept; `named` are names nobody has confirmed."""
    found = [*needs("for_whom", shared.for_whom, _("Write who this version is for."))]
    if not any(getattr(shared, name).strip() for name in SHARED_TEXTS):
        found.append(Problem("what_they_did", _("Write what can be shared.")))
    if shared.own_words.strip() and shared.agreed is not Answer.YES:
        sentence = _("Their words go out only where they agreed. Ask them, or take the words out.")
        found.append(Problem("agreed", sentence))
    found += _problems_in_names(tuple(named))
    if shared.given_on is not None:
        if shared.given_on > today:
            found.append(Problem("given_on", _("This is still to come. Leave it empty until it was given.")))
        elif shared.given_on < local(occasion.planned_at).date():
            found.append(Problem("given_on", _("This is before the day it tells of. Look at the day again.")))
        found += needs("given_how", shared.given_how, _("Write how it was given."))
    return tuple(found)


def _problems_in_names(named: tuple[NamedIn, ...]) -> Iterator[Problem]:
    for field in dict.fromkeys(one.field for one in named):
        here = [one for one in named if one.field == field]
        sentence = ngettext(
            "{names} is named here. Take the name out, or say below that it may stay.",
            "{names} are named here. Take the names out, or say below that they may stay.",
            len(here),
        )
        yield Problem(field, sentence.format(names=_listed(here)))
    if named:
        yield Problem("names_may_stay", _("Choose yes only where each of them may be named."))


def _listed(named: Iterable[NamedIn]) -> str:
    return ", ".join(f"{one.name} ({label(one.whose)})" for one in named)


def kept_on_purpose(named: Iterable[NamedIn]) -> str:
    """Return the line for the team that says which names were let stand."""
    names = ", ".join(dict.fromkeys(one.name for one in named))
    return _("Named on purpose: {names}.").format(names=names) if names else ""


def share_by(occasion: Occasion) -> date:
    """Return the day by which local procedures in England share notes of supervised family time (E25)."""
    day = local(occasion.planned_at).date()
    year, month = divmod(day.year * 12 + day.month - 1 + MONTHS_IN_ENGLAND, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


_BETWEEN_NAMES = frozenset({"de", "la", "le", "di", "da", "du", "van", "von", "bin"})


def _words(name: str) -> Iterator[str]:
    for word in re.findall(r"[^\W\d_]+", name):
        small = word.casefold()
        if len(small) > 1 and small not in _TITLES | _BETWEEN_NAMES:
            yield small
