"""Time limits of law and guidance for one young person, what became of each, and what the unit has made of their figures."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, TypeVar

from ..core.errors import Gone, InputError
from ..core.identity import new_id
from ..core.text import N_, _
from ..domain.checklists import ItemState
from ..domain.clock_running import (
    WITHOUT_DATE,
    ClockFacts,
    ClockState,
    RunningClock,
    applies,
    is_confirmed,
    is_used,
    main_stay,
    running_clocks,
    stay_notices,
)
from ..domain.clock_state import beginning
from ..domain.clock_validation import (
    problems_in_event,
    problems_in_run,
    problems_in_setting,
)
from ..domain.clocks import ClockRule, ClockRun, ClockSetting, Trigger
from ..domain.messages import Changed
from ..domain.permissions import Action
from ..domain.young_people import Stay
from .clock_file import clock_files
from .evidence import require_evidence
from .results import Saved
from .saving import refuse_a_second, require_own, tidied
from .session import Session

if TYPE_CHECKING:
    from ..db.unit_of_work import Work

NOUN = "clocks"


class _AboutOne(Protocol):
    @property
    def young_person_id(self) -> str: ...


R = TypeVar("R", bound=_AboutOne)

AN_AID = N_("Worked out by this program as an aid. It is not legal advice.")
"""Stands beside every date that is worked out; to be shown with `_`."""

TO_CHECK = N_("Check against the current text.")
"""Stands beside a figure that nobody has confirmed; to be shown with `_`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockEvent:
    """Something that starts limits when it happens: `key` names it, `what` says it, `rules` are started by it."""

    key: str
    what: str
    rules: tuple[ClockRule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockBoard:
    """All limits of one young person. `stay` is the stay that goes on, else the last one.

    `clocks` are open (late ones first, then by their due day), `waiting` start when something happens, `past` were
    done, do not apply or are over (newest first), `without_date` are rules that have none and how long records are
    kept. `events` are what can be written down as having happened, `notices` sentences about the stay itself.
    """

    stay: Stay | None
    clocks: tuple[RunningClock, ...] = ()
    waiting: tuple[RunningClock, ...] = ()
    past: tuple[RunningClock, ...] = ()
    without_date: tuple[RunningClock, ...] = ()
    events: tuple[ClockEvent, ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFigure:
    """One rule as a unit uses it. `setting` is a new one where nothing was said of it yet."""

    rule: ClockRule
    setting: ClockSetting
    in_use: bool
    confirmed: bool


class ClocksService:
    """What a signed-in person can do with time limits."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def board(self, young_person_id: str) -> ClockBoard:
        """Return all limits of a young person, of every stay."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            facts = facts_about(work, young_person_id)
        return board_of(facts, self._session.clock.now())

    def save(self, run: ClockRun) -> Saved[ClockRun]:
        """Save what became of a limit: done, not applicable because, extended, or open again.

        Raises InputError for what is missing, EditConflict as every save, Gone for a stay of somebody else.
        """
        now = self._session.clock.now()
        with self._session.writing(Action.WRITE_ENTRIES, run.young_person_id) as work:
            stored = _stored(work, run, now)
        return Saved(stored, Changed(frozenset({NOUN}), run.young_person_id))

    def hold(
        self, run: ClockRun, done_at: datetime, done_by: str, evidence: str = "", late_reason: str = ""
    ) -> Saved[ClockRun]:
        """Write a limit down as kept: what follows counts from `done_at`, also where that was late."""
        return self.save(
            replace(
                run,
                state=ItemState.DONE,
                done_at=done_at,
                done_by=done_by,
                evidence=evidence or run.evidence,
                late_reason=late_reason or run.late_reason,
            )
        )

    def not_applicable(self, run: ClockRun, because: str) -> Saved[ClockRun]:
        """Write down why a limit does not apply."""
        return self.save(replace(run, state=ItemState.NOT_APPLICABLE, not_applicable_because=because))

    def extend(self, run: ClockRun, until: datetime, because: str) -> Saved[ClockRun]:
        """Write down that somebody allowed more time."""
        return self.save(replace(run, extended_until=until, extended_because=because))

    def set_aside(
        self, young_person_id: str, runs: tuple[ClockRun, ...], because: str
    ) -> Saved[tuple[ClockRun, ...]]:
        """Write down at once why several limits do not apply, such as those of before the unit kept them here."""
        now = self._session.clock.now()
        with self._session.writing(Action.WRITE_ENTRIES, young_person_id) as work:
            stored = tuple(
                _stored(
                    work,
                    replace(
                        run,
                        young_person_id=young_person_id,
                        state=ItemState.NOT_APPLICABLE,
                        not_applicable_because=because,
                    ),
                    now,
                )
                for run in runs
            )
        return Saved(stored, Changed(frozenset({NOUN}), young_person_id))

    def record_event(
        self, young_person_id: str, event: str, happened_at: datetime | None, who: str = ""
    ) -> Saved[tuple[ClockRun, ...]]:
        """Write down that something happened that starts limits; `event` is the key of a ClockEvent.

        Raises InputError without the moment and for one that is still to come, Gone for an event that is not known or a
        young person without a stay.
        """
        now = self._session.clock.now()
        with self._session.writing(Action.WRITE_ENTRIES, young_person_id) as work:
            problems = problems_in_event(happened_at, now)
            if problems:
                raise InputError(problems)
            facts = facts_about(work, young_person_id)
            found = next((one for one in events_of(facts, now) if one.key == event), None)
            stay = main_stay(facts.stays)
            if found is None or stay is None:
                raise Gone(
                    _("There is nothing that this starts for this young person."),
                    _("Look at their stay, and at the limits that the unit works with."),
                )
            stored = []
            for rule in found.rules:
                series = new_id()
                run = ClockRun(
                    id=series,
                    young_person_id=young_person_id,
                    stay_id=stay.id,
                    rule=rule.key,
                    series=series,
                    starts_at=happened_at,
                    who=who,
                )
                stored.append(work.clock_runs.add(run))
        return Saved(tuple(stored), Changed(frozenset({NOUN}), young_person_id))

    def figures(self, unit_id: str = "") -> tuple[RuleFigure, ...]:
        """Return every rule as a unit uses it, those of its nation first; by default of one's own unit."""
        with self._session.reading(Action.MANAGE_UNIT, looked_at=NOUN) as work:
            unit = work.units.require(self._own_unit(unit_id))
            settings = {s.rule: s for s in work.clock_settings.find(unit_id=unit.id)}
        rules = sorted(clock_files().rules, key=lambda rule: unit.jurisdiction not in rule.jurisdictions)
        return tuple(
            RuleFigure(
                rule=rule,
                setting=setting or ClockSetting(unit_id=unit.id, rule=rule.key, in_use=not rule.usually_off),
                in_use=is_used(rule, setting),
                confirmed=is_confirmed(rule, setting),
            )
            for rule in rules
            for setting in (settings.get(rule.key),)
        )

    def save_setting(self, setting: ClockSetting) -> Saved[ClockSetting]:
        """Save whether a unit works with a rule, and the figure that a manager has looked up.

        Raises InputError for what is missing, Gone for a rule no file has or what another unit has said of one,
        PermissionRefused for another unit.
        """
        with self._session.writing(Action.MANAGE_UNIT) as work:
            self._own_unit(setting.unit_id)
            if setting.version and work.clock_settings.plain(setting.id, "unit_id") != setting.unit_id:
                raise Gone(_("This record is no longer there."), _("Open the list of limits again."))
            rule = clock_files().get(setting.rule)
            if rule is None:
                raise Gone(_("This rule is no longer in the files."), _("Open the list of limits again."))
            problems = problems_in_setting(setting, rule, self._session.clock.today())
            if problems:
                raise InputError(problems)
            known = work.clock_settings.find(unit_id=setting.unit_id, rule=setting.rule)
            stored = work.clock_settings.save(tidied(refuse_a_second(setting, known)))
        return Saved(stored, Changed(frozenset({NOUN}), ""))

    def _own_unit(self, unit_id: str) -> str:
        """Return a unit of the signed-in person; their own where none is named. Raises PermissionRefused."""
        member = self._session.actor
        if unit_id and unit_id not in member.unit_ids:
            raise self._session.refused(Action.MANAGE_UNIT)
        return unit_id or member.unit_id


def _stored(work: "Work", run: ClockRun, now: datetime) -> ClockRun:
    """Save what became of one limit. Raises InputError, Gone, EditConflict."""
    require_own(work, lambda w: w.stays, run.stay_id, run.young_person_id)
    require_own(work, lambda w: w.clock_runs, run.id if run.version else "", run.young_person_id)
    require_evidence(work, run.evidence_kind, run.evidence_id, run.young_person_id)
    facts = facts_about(work, run.young_person_id)
    clock = next((one for one in running_clocks(clock_files().book, facts, now) if _is_of(one, run)), None)
    due = (clock.due_before or clock.due) if clock is not None else None
    problems = problems_in_run(run, now, due, facts.runs)
    if problems:
        raise InputError(problems)
    known = tuple(r for r in facts.runs if _same(r, run)) if not run.version else ()
    return work.clock_runs.save(tidied(refuse_a_second(run, known)))


def _is_of(clock: RunningClock, run: ClockRun) -> bool:
    return (clock.rule.key, clock.stay_id, clock.series, clock.step) == (
        run.rule,
        run.stay_id,
        run.series,
        run.step,
    )


def _same(one: ClockRun, other: ClockRun) -> bool:
    return (one.rule, one.stay_id, one.series, one.step) == (
        other.rule,
        other.stay_id,
        other.series,
        other.step,
    )


def facts_of(work: "Work", stays: Iterable[Stay]) -> dict[str, ClockFacts]:
    """Return what the limits of these stays are worked out from, by young person: one question a table for all."""
    of_whom: dict[str, list[Stay]] = {}
    stay_ids = []
    for stay in stays:
        of_whom.setdefault(stay.young_person_id, []).append(stay)
        stay_ids.append(stay.id)
    nations = {unit.id: unit.jurisdiction for unit in work.units.find()}
    settings: dict[str, dict[str, ClockSetting]] = {}
    for setting in work.clock_settings.find():
        settings.setdefault(setting.unit_id, {})[setting.rule] = setting
    orders = _by_person(work.legal_orders.among("stay_id", stay_ids))
    runs = _by_person(work.clock_runs.among("stay_id", stay_ids))
    reviews = _by_person(work.plan_reviews.among("young_person_id", of_whom))
    return {
        person.id: ClockFacts(
            young_person_id=person.id,
            born=person.date_of_birth,
            nation=nations[person.unit_id],
            stays=tuple(of_whom[person.id]),
            orders=tuple(orders.get(person.id, ())),
            runs=tuple(runs.get(person.id, ())),
            reviews=tuple(reviews.get(person.id, ())),
            settings=settings.get(person.unit_id, {}),
        )
        for person in work.young_people.among("id", of_whom)
    }


def facts_about(work: "Work", young_person_id: str) -> ClockFacts:
    """Return what the limits of one young person are worked out from, of every stay."""
    stays = work.stays.find(young_person_id=young_person_id)
    found = facts_of(work, stays).get(young_person_id)
    return found or _nothing_yet(work, young_person_id)


def _nothing_yet(work: "Work", young_person_id: str) -> ClockFacts:
    """Return the facts of somebody who has no stay, so that nothing runs."""
    person = work.young_people.require(young_person_id)
    nation = work.units.require(person.unit_id).jurisdiction
    return ClockFacts(young_person_id=young_person_id, born=person.date_of_birth, nation=nation)


def _by_person(records: Iterable[R]) -> dict[str, list[R]]:
    found: dict[str, list[R]] = {}
    for record in records:
        found.setdefault(record.young_person_id, []).append(record)
    return found


def board_of(facts: ClockFacts, now: datetime) -> ClockBoard:
    """Return the board that follows from facts."""
    clocks = running_clocks(clock_files().book, facts, now)
    past = sorted((c for c in clocks if c.state.is_finished), key=_when_finished, reverse=True)
    return ClockBoard(
        stay=main_stay(facts.stays),
        clocks=tuple(c for c in clocks if c.state.is_open),
        waiting=tuple(c for c in clocks if c.state is ClockState.WAITING),
        past=tuple(past),
        without_date=tuple(c for c in clocks if c.state in (ClockState.NO_DATE, ClockState.KEPT)),
        events=events_of(facts, now),
        notices=stay_notices(facts.stays),
    )


def events_of(facts: ClockFacts, now: datetime) -> tuple[ClockEvent, ...]:
    """Return what can be written down as having happened, by what the unit works with."""
    stay = main_stay(facts.stays)
    if stay is None:
        return ()
    found: dict[str, list[ClockRule]] = {}
    for rule in clock_files().rules:
        starts = rule.trigger is Trigger.EVENT and not rule.after and rule.kind not in WITHOUT_DATE
        used = is_used(rule, facts.settings.get(rule.key))
        if starts and used and applies(rule, stay, facts.nation, now.astimezone().date()):
            found.setdefault(rule.event or rule.key, []).append(rule)
    return tuple(
        ClockEvent(key=key, what=rules[0].from_what, rules=tuple(rules)) for key, rules in found.items()
    )


def _when_finished(clock: RunningClock) -> float:
    at = clock.finished or (clock.due.last_moment if clock.due is not None else None) or clock.starts
    if at is None:
        return 0.0
    return (at if isinstance(at, datetime) else beginning(at)).timestamp()
