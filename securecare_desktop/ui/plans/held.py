"""What the program holds anyway for the sections of the plan that are lists: people, family time, goals and so on.

The text of such a section says what the list does not; the list is kept in its own place, and shown here in short.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from ...core.clock import Clock, local
from ...core.labels import label
from ...core.text import _, day_short, lines
from ...domain.family_time import Arrangement, Limit
from ...domain.packs import PackCopy
from ...domain.people import NetworkPerson
from ...domain.plans import Decision, Goal, GoalState, LiveRestriction, Scenario, Section

MOST_LINES = 8
"""How many lines stand under a section; the rest is counted and stands behind the link."""


LONG = 40
"""From so many characters on a second text stands under the first one, not beside it."""


@dataclass(frozen=True, slots=True)
class HeldLine:
    """One line of such a list: words, and a second line. `late` for what is overdue or was not told yet."""

    words: str
    second: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class HeldList:
    """The list under one section. `to` is where it is kept: a view of the plan, or a tab of the page with `is_tab`.

    `load(young_person_id, version_id)` is asked on the store worker.
    """

    title: str
    icon: str
    to: str
    link: str
    empty: str
    load: Callable[[str, str], tuple[HeldLine, ...]]
    is_tab: bool = False


class HeldPlans(Protocol):
    """What this needs of the plans service."""

    def goals(self, young_person_id: str, version_id: str = "", /) -> tuple[Goal, ...]:
        """Return the goals of a version."""
        ...

    def scenarios(self, young_person_id: str, /) -> tuple[Scenario, ...]:
        """Return what could happen."""
        ...

    def restrictions(self, young_person_id: str, /) -> tuple[LiveRestriction, ...]:
        """Return the limits other than on family time."""
        ...

    def decisions(self, young_person_id: str, /) -> tuple[Decision, ...]:
        """Return the decisions."""
        ...


class HeldLimits(Protocol):
    """What this needs of the service of limits on family time."""

    def limits(self, young_person_id: str, /) -> tuple[Limit, ...]:
        """Return the limits on family time."""
        ...


class HeldArrangements(Protocol):
    """What this needs of the arrangements service."""

    def arrangements(self, young_person_id: str, /) -> tuple[Arrangement, ...]:
        """Return what is arranged, what a court directs first."""
        ...


class HeldPeople(Protocol):
    """What this needs of the people service."""

    def network(self, young_person_id: str, /) -> tuple[NetworkPerson, ...]:
        """Return everybody around a young person."""
        ...


class HeldPacks(Protocol):
    """What this needs of the packs service."""

    def register(self, young_person_id: str = "", /) -> tuple[PackCopy, ...]:
        """Return the copies that were handed out."""
        ...


def held_lists(
    plans: HeldPlans,
    family_limits: HeldLimits,
    arrangements: HeldArrangements,
    people: HeldPeople,
    packs: HeldPacks | None,
    clock: Clock,
) -> Mapping[int, HeldList]:
    """Return the lists by section. Without `packs` nothing is said of copies: this person does not see the register."""

    def day(when: date | None, words: str) -> str:
        return words.format(day=day_short(when, clock.today())) if when is not None else ""

    def goals(who: str, version_id: str) -> tuple[HeldLine, ...]:
        return tuple(
            HeldLine(
                goal.title,
                day(goal.by, _("by {day}")) if goal.state is GoalState.OPEN else label(goal.state),
                late=goal.state is GoalState.OPEN and goal.by is not None and goal.by < clock.today(),
            )
            for goal in plans.goals(who, version_id)
        )

    def scenarios(who: str, _version_id: str) -> tuple[HeldLine, ...]:
        found = (one for one in plans.scenarios(who) if one.ended_on is None)
        return tuple(
            HeldLine(_first(one.what), _first(one.agreed_response or one.what_helps)) for one in found
        )

    def limits(who: str, _version_id: str) -> tuple[HeldLine, ...]:
        running: tuple[Any, ...] = (*plans.restrictions(who), *family_limits.limits(who))
        return tuple(
            HeldLine(
                one.what,
                day(one.review_on, _("looked at again {day}")),
                late=one.review_on is not None and one.review_on < clock.today(),
            )
            for one in running
            if one.ended_on is None
        )

    def decisions(who: str, _version_id: str) -> tuple[HeldLine, ...]:
        return tuple(
            HeldLine(
                one.what,
                day(one.explained_on, _("explained {day}")) or _("not explained yet"),
                late=one.explained_on is None,
            )
            for one in plans.decisions(who)
            if not one.with_agreement
        )

    def arranged(who: str, _version_id: str) -> tuple[HeldLine, ...]:
        found = (one for one in arrangements.arrangements(who) if one.ended_on is None)
        return tuple(HeldLine(f"{one.with_whom}: {label(one.kind).lower()}", one.how_often) for one in found)

    def network(who: str, _version_id: str) -> tuple[HeldLine, ...]:
        found = (one for one in people.network(who) if one.until is None)
        return tuple(HeldLine(one.called or one.name, one.who_they_are) for one in found)

    def copies(who: str, version_id: str) -> tuple[HeldLine, ...]:
        assert packs is not None
        return tuple(
            HeldLine(
                copy.recipient, day(local(copy.made_at).date() if copy.made_at else None, _("given {day}"))
            )
            for copy in packs.register(who)
            if copy.plan_version_id == version_id and not copy.not_made_because
        )

    made = {
        Section.PEOPLE: HeldList(
            _("Who is in their life"), "contact-round", "people", _("All people"),
            _("Nobody is written down yet."), network, is_tab=True,
        ),
        Section.FAMILY_TIME: HeldList(
            _("What is arranged"), "calendar-heart", "family_time", _("Family time"),
            _("Nothing is arranged yet."), arranged, is_tab=True,
        ),
        Section.SAFETY: HeldList(
            _("If something happens, then"), "git-branch", "if_then", _("All if-then plans"),
            _("No if-then plan yet."), scenarios,
        ),
        Section.GOALS: HeldList(
            _("Goals"), "milestone", "goals", _("Goals and actions"), _("No goals yet."), goals
        ),
        Section.LIMITS: HeldList(
            _("Limits in force"), "shield", "limits", _("All limits"), _("No limits."), limits
        ),
        Section.DECISIONS: HeldList(
            _("Decided without their agreement"), "scale", "decisions", _("All decisions"),
            _("Nothing was decided without their agreement."), decisions,
        ),
    }  # fmt: skip
    if packs is not None:
        made[Section.SIGN_OFF] = HeldList(
            _("Copies of this version"),
            "printer",
            "packs",
            _("All packs"),
            _("No copy of this version was made yet."),
            copies,
            is_tab=True,
        )
    return {int(section): held for section, held in made.items()}


def _first(text: str) -> str:
    found = lines(text)
    return found[0] if found else ""
