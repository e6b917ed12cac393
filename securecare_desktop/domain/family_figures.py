"""Honest figures on family time: counts with what each one means, and never a percentage, a score or a rank.

They say what became of what was expected and whose doing it was, as it was written down; what nobody said is counted
as not said. Which occasion answers to which expected one is family_calendar.py.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ..core.clock import local
from ..core.labels import label
from ..core.text import N_, _, ngettext
from .expected import Answered
from .family_time import DIRECT, FamilyTimeKind, Occasion, OccasionState, WhoseDoing


class KindGroup(StrEnum):
    """Kinds of family time that are counted together."""

    CALLS = "calls"
    TOGETHER = "together"
    LETTERS = "letters"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What became of so many occasions. `cancelled` says by whom, only where there were any, in the order of WhoseDoing."""

    happened: int = 0
    cancelled: tuple[tuple[WhoseDoing, int], ...] = ()
    did_not_come: int = 0
    declined: int = 0
    not_reached: int = 0
    not_written: int = 0

    @property
    def all(self) -> int:
        """How many there were: every one is counted once."""
        return (
            self.happened
            + self.all_cancelled
            + self.did_not_come
            + self.declined
            + self.not_reached
            + self.not_written
        )

    @property
    def all_cancelled(self) -> int:
        """How many were cancelled, by whomever."""
        return sum(count for _whose, count in self.cancelled)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What became of what was expected, and what was there besides it."""

    expected: Counts = Counts()
    besides: Counts = Counts()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to count."""
        return not (self.expected.all or self.besides.all)


def group_of(kind: FamilyTimeKind) -> KindGroup:
    """Return what a kind is counted with."""
    if kind in (FamilyTimeKind.PHONE, FamilyTimeKind.VIDEO):
        return KindGroup.CALLS
    return KindGroup.TOGETHER if kind in DIRECT else KindGroup.LETTERS


def is_due(answered: Answered, today: date) -> bool:
    """Say whether an expected occasion counts yet: it is past, or of today and what came of it is written down."""
    day = local(answered.expected.at).date()
    if day != today:
        return day < today
    return answered.occasion is not None and answered.occasion.state is not OccasionState.PLANNED


def figures(answered: Iterable[Answered], besides: Iterable[Occasion], today: date) -> Figures:
    """Return the figures of what was expected up to today, and of occasions that answer to nothing expected.

    What is planned for today or later is left out; what was planned for a day that is past and was not followed
    up counts as not written down.
    """
    due = [one.occasion for one in answered if is_due(one, today)]
    past = [o for o in besides if o.state is not OccasionState.PLANNED or local(o.planned_at).date() < today]
    return Figures(expected=_counts(due), besides=_counts(past))


def _counts(occasions: Iterable[Occasion | None]) -> Counts:
    by_state: dict[str, int] = {}
    by_whom: dict[WhoseDoing, int] = {}
    for one in occasions:
        name = "not_written" if one is None else _COUNTED_AS[one.state]
        if one is not None and name == "cancelled":
            by_whom[one.whose_doing] = by_whom.get(one.whose_doing, 0) + 1
        else:
            by_state[name] = by_state.get(name, 0) + 1
    cancelled = tuple((whose, by_whom[whose]) for whose in _ORDER if whose in by_whom)
    return Counts(cancelled=cancelled, **by_state)


_COUNTED_AS = {
    OccasionState.PLANNED: "not_written",
    OccasionState.HAPPENED: "happened",
    OccasionState.CUT_SHORT: "happened",
    OccasionState.CANCELLED: "cancelled",
    OccasionState.DID_NOT_COME: "did_not_come",
    OccasionState.OFFERED_AND_DECLINED: "declined",
    OccasionState.NOT_REACHED: "not_reached",
}
_ORDER = (
    WhoseDoing.US,
    WhoseDoing.FAMILY,
    WhoseDoing.YOUNG_PERSON,
    WhoseDoing.AUTHORITY,
    WhoseDoing.NOBODY,
    WhoseDoing.NOT_SAID,
)
_CANCELLED = {
    WhoseDoing.US: N_("{n} cancelled by us"),
    WhoseDoing.FAMILY: N_("{n} cancelled by the family"),
    WhoseDoing.YOUNG_PERSON: N_("{n} cancelled by the young person"),
    WhoseDoing.AUTHORITY: N_("{n} cancelled by the authority or a court"),
    WhoseDoing.NOBODY: N_("{n} cancelled by nobody (weather, illness, travel)"),
    WhoseDoing.NOT_SAID: N_("{n} cancelled, not said by whom"),
}


# -- in words -------------------------------------------------------------------------------------------------


def definitions() -> tuple[tuple[str, str], ...]:
    """Return what each word of the figures means, as (word, meaning), to stand beside them."""
    return (
        (
            _("Expected"),
            _("What the arrangements lay out up to today. An arrangement without a rule expects nothing."),
        ),
        (
            _("Happened"),
            _("It is written down as happened or cut short, also where it was moved to another day."),
        ),
        (
            _("Cancelled by"),
            _("Whose doing it was, as whoever wrote it down said. “Not said” is counted as such."),
        ),
        (_("Nothing written"), _("The day is past and nobody wrote down what came of it.")),
        (_("Besides"), _("Family time that no arrangement laid out.")),
        (_("What they are not"), _("They describe days. They are no measure of a young person or a family.")),
    )


def in_words(group: KindGroup, found: Figures) -> tuple[str, ...]:
    """Return the figures of one group of kinds as sentences; none where there is nothing to count."""
    return tuple(
        f"{sentence}."
        for sentence in (_expected_words(group, found.expected), _besides_words(group, found.besides))
        if sentence
    )


def of_month(found: Figures) -> str:
    """Return the figures of a month as words for tips and screen readers: "4 expected, 3 happened, ..."."""
    expected, besides = found.expected, found.besides
    parts = [_("{n} expected").format(n=expected.all)] if expected.all else []
    parts += _what_became(expected)
    if besides.all:
        parts.append(_("besides: {what}").format(what=", ".join(_what_became(besides))))
    return ", ".join(parts) or _("nothing expected, nothing written")


def _expected_words(group: KindGroup, counts: Counts) -> str:
    if not counts.all:
        return ""
    first = {
        KindGroup.CALLS: ngettext(
            "{happened} of {n} expected call happened",
            "{happened} of {n} expected calls happened",
            counts.all,
        ),
        KindGroup.TOGETHER: ngettext(
            "{happened} of {n} expected visit or other time together happened",
            "{happened} of {n} expected visits and other times together happened",
            counts.all,
        ),
        KindGroup.LETTERS: ngettext(
            "{happened} of {n} expected letter, message or gift happened",
            "{happened} of {n} expected letters, messages and gifts happened",
            counts.all,
        ),
    }[group].format(happened=counts.happened, n=counts.all)
    rest = ", ".join(_what_became(counts, happened=False))
    return f"{first}; {rest}" if rest else first


def _besides_words(group: KindGroup, counts: Counts) -> str:
    if not counts.all:
        return ""
    what = ", ".join(_what_became(counts))
    return _("{kind} besides: {what}").format(kind=label(group), what=what)


def _what_became(counts: Counts, *, happened: bool = True) -> list[str]:
    parts = [_("{n} happened").format(n=counts.happened)] if happened and counts.happened else []
    parts += [_(_CANCELLED[whose]).format(n=count) for whose, count in counts.cancelled]
    for count, words in (
        (counts.did_not_come, _("{n} where nobody came")),
        (counts.declined, _("{n} offered, and the young person chose not to")),
        (counts.not_reached, _("{n} tried and not reached")),
        (counts.not_written, _("{n} with nothing written")),
    ):
        if count:
            parts.append(words.format(n=count))
    return parts
