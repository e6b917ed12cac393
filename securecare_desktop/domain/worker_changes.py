"""A change of worker as a record of its own: who leaves, who comes, ten dated steps and what was said.

The dates come from a template with offsets from the day of the change (domain report, 5.2). What is still
missing is worked out in readiness.py.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import IntEnum, StrEnum

from ..core.errors import Problem
from ..core.text import N_, _
from .own_words import OwnWords
from .people import Answer, KeyRole
from .promises import Promise
from .record import Entry, Record


class Step(IntEnum):
    """The ten steps, in order."""

    DECIDE = 1
    TELL = 2
    CHOOSE = 3
    PREPARE = 4
    INTRODUCE = 5
    HAND_OVER = 6
    GOODBYE = 7
    START = 8
    CHECK = 9
    LEARN = 10


class ChangeKind(StrEnum):
    """Planned ahead, or somebody is suddenly gone. An honest emergency is not an offence."""

    PLANNED = "planned"
    UNPLANNED = "unplanned"


class ChangeState(StrEnum):
    """Whether the change is still under way."""

    OPEN = "open"
    DONE = "done"
    CALLED_OFF = "called_off"


class ReasonCategory(StrEnum):
    """Why the worker changes, for the unit's own learning; never shown to others than staff."""

    WORKER_LEAVES = "worker_leaves"
    LONG_ABSENCE = "long_absence"
    YOUNG_PERSON_ASKED = "young_person_asked"
    TIE_DID_NOT_GROW = "tie_did_not_grow"
    NEEDED_ELSEWHERE = "needed_elsewhere"
    AWAY_AT_SHORT_NOTICE = "away_at_short_notice"
    LEFT_AT_SHORT_NOTICE = "left_at_short_notice"
    MANAGER_DECIDED = "manager_decided"
    OTHER = "other"


class Audience(StrEnum):
    """Who was told. The young person comes first."""

    YOUNG_PERSON = "young_person"
    FAMILY = "family"
    LEAD_PROFESSIONAL = "lead_professional"
    SCHOOL = "school"
    HEALTH = "health"
    ADVOCATE = "advocate"
    OTHER = "other"


class MeetingState(StrEnum):
    """What became of a planned meeting."""

    PLANNED = "planned"
    HAPPENED = "happened"
    CANCELLED = "cancelled"


class StepState(StrEnum):
    """How the stepper shows a step."""

    DONE = "done"
    LATE = "late"
    NOW = "now"
    LATER = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerChange(Record):
    """A change of worker. `reason_for_young_person` is in the words they are given; `internal_reason` is
    for the team and never printed in the young person's copy.

    The leaving and the coming worker are named by text and, where known, by the id of a member of staff or
    of a person from the network.
    """

    young_person_id: str
    role: KeyRole
    outgoing_name: str
    incoming_name: str
    day: date
    kind: ChangeKind = ChangeKind.PLANNED
    role_text: str = ""
    outgoing_staff_id: str = ""
    outgoing_person_id: str = ""
    incoming_staff_id: str = ""
    incoming_person_id: str = ""
    reason_category: ReasonCategory = ReasonCategory.OTHER
    reason_for_young_person: str = ""
    internal_reason: str = ""
    decided_on: date | None = None
    manager_name: str = ""
    later_goodbye_by: date | None = None
    state: ChangeState = ChangeState.OPEN
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeStep(Record):
    """One of the ten steps of one change: its dates, whether it is done, and its evidence.

    `answers` holds the step's own fields by name (STEP_FIELDS) as text: dates in ISO form, yes_no as "yes"
    or "no", moments as ISO with offset.
    """

    young_person_id: str
    change_id: str
    number: int
    starts_on: date
    due_on: date
    second_due_on: date | None = None
    done_on: date | None = None
    done_by: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)

    @property
    def step(self) -> Step:
        """The step as a member of Step."""
        return Step(self.number)

    def text(self, name: str) -> str:
        """Return one answer as text, empty when it was not given."""
        return self.answers.get(name, "").strip()

    def day(self, name: str) -> date | None:
        """Return one answer as a day, None when it was not given."""
        given = self.text(name)
        return date.fromisoformat(given) if given else None

    def moment(self, name: str) -> datetime | None:
        """Return one answer as an aware moment, None when it was not given."""
        given = self.text(name)
        return datetime.fromisoformat(given) if given else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling(Entry):
    """Somebody was told of the change (or it was tried): by whom, when, in which words, how they took it."""

    young_person_id: str
    change_id: str
    audience: Audience
    who: str
    told_by: str = ""
    told_at: datetime | None = None
    where: str = ""
    words_used: str = ""
    first_reaction: str = ""
    before_others: Answer = Answer.NOT_KNOWN
    their_questions: str = ""
    tries: str = ""
    next_try_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JointMeeting(Entry):
    """A meeting in which the young person gets to know the new worker."""

    young_person_id: str
    change_id: str
    what: str
    who_is_there: str = ""
    at: datetime | None = None
    by_day: date | None = None
    where: str = ""
    state: MeetingState = MeetingState.PLANNED
    how_it_went: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Record):
    """A question about the change and the true answer that was given."""

    young_person_id: str
    change_id: str
    question: str
    asked_by: str = ""
    asked_on: date | None = None
    answer: str = ""
    answered_by: str = ""
    answered_on: date | None = None


@dataclass(frozen=True, slots=True)
class StepTemplate:
    """One step as the template file gives it: offsets in days from the day of the change.

    `second_offset` is a second date of the same step (the check after 28 days).
    """

    number: int
    first_offset: int
    last_offset: int
    unplanned_offset: int
    second_offset: int | None = None
    rests_on: str = "team"
    source: str = ""


@dataclass(frozen=True, slots=True)
class StepField:
    """One field of a step's form: name in `answers`, label, kind of the form kit, hint."""

    name: str
    label: str
    kind: str = "text"
    hint: str = ""


STEP_FIELDS: Mapping[Step, tuple[StepField, ...]] = {
    Step.DECIDE: (
        StepField("could_be_avoided", N_("Could it be avoided, and what was tried"), "text"),
        StepField("clash", N_("What else falls near this day"), "text",
                  N_("A hearing, a review, a move, a birthday, an anniversary, an exam.")),
        StepField("who_stays", N_("Who stays"), "text", N_("The adults who go on being there, by name.")),
        StepField("agreed_by", N_("Agreed by, as manager"), "line"),
        StepField("agreed_on", N_("Agreed on"), "date"),
    ),
    Step.TELL: (
        StepField("who_tells", N_("Who tells, and why this person"), "line",
                  N_("The adult the young person trusts most.")),
        StepField("words_agreed", N_("The words that were agreed"), "text"),
    ),
    Step.CHOOSE: (
        StepField("wish_followed", N_("Was the wish followed"), "yes_no"),
        StepField("why_not", N_("If not, why not, and how that was explained"), "text"),
        StepField("matching", N_("Why these two fit"), "text"),
    ),
    Step.PREPARE: (
        StepField("record_current_on", N_("Record brought up to date on"), "date",
                  N_("Story so far, plan, actions and signposted papers.")),
        StepField("about_me_agreed_on", N_("“About me” agreed with the young person on"), "date"),
        StepField("promises_listed_on", N_("Open promises gone through on"), "date"),
        StepField("still_to_find", N_("What we still have to find"), "text"),
    ),
    Step.INTRODUCE: (
        StepField("how_it_goes", N_("How it is going"), "text"),
    ),
    Step.HAND_OVER: (
        StepField("handed_over_at", N_("Spoken handover on"), "datetime"),
        StepField("face_to_face", N_("Face to face"), "yes_no"),
        StepField("said_back", N_("Read-back: what the new worker said back"), "text",
                  N_("In the new worker's own words: what matters, what comes next, what to do if.")),
        StepField("questions", N_("The new worker's questions"), "text"),
        StepField("question_answers", N_("Answers to them"), "text"),
        StepField("manager_there", N_("Manager who was there or signs"), "line"),
        StepField("outgoing_signed_on", N_("Signed by the leaving worker on"), "date"),
        StepField("incoming_signed_on", N_("Signed by the new worker on"), "date"),
        StepField("manager_signed_on", N_("Signed by the manager on"), "date"),
    ),
    Step.GOODBYE: (
        StepField("plan", N_("What the goodbye will be"), "text"),
        StepField("at", N_("When"), "datetime"),
        StepField("where", N_("Where"), "line"),
        StepField("with_whom", N_("Who is there"), "line"),
        StepField("stay_in_touch", N_("Staying in touch, truthfully"), "text",
                  N_("Whether, how and until when. Promise only what will be kept.")),
        StepField("stay_in_touch_told_on", N_("The young person was told this on"), "date"),
        StepField("memory_item", N_("Letter, photo or other thing to keep"), "line"),
        StepField("happened_on", N_("It happened on"), "date"),
        StepField("how_it_went", N_("How it went"), "text"),
    ),
    Step.START: (
        StepField("started_on", N_("New worker in charge since"), "date"),
        StepField("young_person_knows", N_("The young person knows from which day"), "yes_no"),
        StepField("first_plan_talk_on", N_("First talk about the plan on"), "date"),
    ),
    Step.CHECK: (
        StepField("first_asked_on", N_("Asked how it feels, after a week"), "date"),
        StepField("second_asked_on", N_("Asked again, after four weeks"), "date"),
        StepField("promises_kept", N_("Promises: which were kept, which wait"), "text"),
        StepField("pack_gaps", N_("What the pack had missed"), "text"),
        StepField("family_asked_on", N_("Family asked on"), "date"),
    ),
    Step.LEARN: (
        StepField("reviewed_on", N_("Looked back on it together on"), "date"),
        StepField("planned_and_felt", N_("How it was planned, how it felt"), "text"),
        StepField("next_time", N_("What we do differently next time"), "text"),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeFile:
    """Everything about one change in one piece: what the workspace shows and the pack prints."""

    change: WorkerChange
    young_person_name: str
    pronouns: str
    steps: tuple[ChangeStep, ...]
    tellings: tuple[Telling, ...] = ()
    meetings: tuple[JointMeeting, ...] = ()
    questions: tuple[Question, ...] = ()
    own_words: tuple[OwnWords, ...] = ()
    open_promises: tuple[Promise, ...] = ()

    def step(self, step: Step) -> ChangeStep:
        """Return one of the ten steps."""
        return next(s for s in self.steps if s.number == step)

    def words(self, *steps: Step) -> tuple[OwnWords, ...]:
        """Return what the young person said in these steps, or in all when none is named."""
        return tuple(w for w in self.own_words if not steps or w.step in steps)

    def tellings_of(self, audience: Audience) -> tuple[Telling, ...]:
        """Return who of this audience was told, or is still to be told."""
        return tuple(t for t in self.tellings if t.audience is audience)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSummary:
    """One change as a list row and as Today's card shows it.

    `late` and `open` name what is not done (late first); `done_note` may say one thing that is.
    """

    id: str
    young_person_id: str
    young_person_name: str
    outgoing_name: str
    incoming_name: str
    role: KeyRole
    role_text: str
    kind: ChangeKind
    state: ChangeState
    day: date
    days_late: int
    late: tuple[str, ...]
    open: tuple[str, ...]
    done_note: str = ""
    young_person_told: bool = False


def step_dates(
    templates: Sequence[StepTemplate], day: date, kind: ChangeKind, decided_on: date
) -> tuple[tuple[int, date, date, date | None], ...]:
    """Return (number, starts_on, due_on, second_due_on) of each step.

    Offsets count calendar days from `day`. When the decision comes late, no step is due before the day of
    the decision: the steps that should already lie behind are pushed up to it, in order.
    """
    dates = []
    for template in templates:
        if kind is ChangeKind.UNPLANNED:
            first = last = day + timedelta(days=template.unplanned_offset)
        else:
            first = day + timedelta(days=template.first_offset)
            last = day + timedelta(days=template.last_offset)
        second = None if template.second_offset is None else day + timedelta(days=template.second_offset)
        dates.append((template.number, max(first, decided_on), max(last, decided_on), second))
    return tuple(dates)


def moved_steps(steps: Sequence[ChangeStep], from_day: date, to_day: date) -> tuple[ChangeStep, ...]:
    """Return the steps after the day of the change moved: open ones move by as much, done ones stay."""
    by = to_day - from_day
    return tuple(
        s if s.done_on is not None else replace(
            s, starts_on=s.starts_on + by, due_on=s.due_on + by,
            second_due_on=None if s.second_due_on is None else s.second_due_on + by,
        )
        for s in steps
    )  # fmt: skip


def current_step(steps: Sequence[ChangeStep], today: date) -> Step:
    """Return the step to work on now: the first that is open and not late, else the first open, else the last."""
    still_open = [s for s in steps if s.done_on is None]
    in_time = [s for s in still_open if s.due_on >= today]
    chosen = in_time or still_open or list(steps[-1:])
    return Step(chosen[0].number)


def step_state(step: ChangeStep, now: Step, today: date) -> StepState:
    """Return how the stepper shows a step when `now` is the current one."""
    if step.done_on is not None:
        return StepState.DONE
    if step.due_on < today:
        return StepState.LATE
    return StepState.NOW if step.number == now else StepState.LATER


def problems_in_plan(change: WorkerChange, today: date) -> tuple[Problem, ...]:
    """Return what has to be put right before a change can be planned, in the order of the form."""
    found = []
    if not change.outgoing_name.strip():
        found.append(Problem("outgoing", _("Choose who is leaving.")))
    if not change.incoming_name.strip():
        sentence = (
            _("Choose who is coming.") if change.kind is ChangeKind.PLANNED else _("Choose who stands in.")
        )
        found.append(Problem("incoming", sentence))
    elif change.incoming_name.strip() == change.outgoing_name.strip():
        found.append(Problem("incoming", _("Choose somebody else: this person is the one who is leaving.")))
    if not change.reason_for_young_person.strip():
        found.append(
            Problem(
                "reason_for_young_person",
                _("Write the reason. The young person's copy and the pack both use it."),
            )
        )
    if change.kind is ChangeKind.PLANNED and change.id == "" and change.day < today:
        found.append(
            Problem("day", _("This day has passed. Choose a day to come, or record an unplanned change."))
        )
    if change.kind is ChangeKind.UNPLANNED and change.day > today:
        found.append(
            Problem("day", _("This day is still to come. Plan the change, or choose the day it happened."))
        )
    if change.later_goodbye_by is not None and change.later_goodbye_by < change.day:
        found.append(Problem("later_goodbye_by", _("This is before the change. Choose a day after it.")))
    return tuple(found)


def problems_in_telling(telling: Telling, now: datetime) -> tuple[Problem, ...]:
    """Return what has to be put right before a telling can be saved. A planned one has no time yet."""
    found = []
    if not telling.who.strip():
        found.append(Problem("who", _("Write who was told.")))
    if telling.told_at is not None:
        if telling.told_at > now:
            found.append(Problem("told_at", _("This is still to come. Leave it empty until they were told.")))
        if not telling.told_by.strip():
            found.append(Problem("told_by", _("Write who told them.")))
    return tuple(found)
