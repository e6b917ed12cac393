"""Planning a change of worker, filling in its steps, and seeing what is missing.

The dates and the fourteen findings are worked out in domain; this service reads, writes and allows.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from ..core.errors import Gone, InputError, Problem
from ..core.labels import label
from ..core.text import _, day_short, ngettext, tidy
from ..domain.messages import Changed
from ..domain.own_words import OwnWords, problems_in_own_words
from ..domain.people import Circle, KeyRole
from ..domain.permissions import Action
from ..domain.promises import Promise, PromiseState
from ..domain.readiness import Readiness, readiness, young_person_told
from ..domain.worker_changes import (
    Audience,
    ChangeFile,
    ChangeKind,
    ChangeState,
    ChangeStep,
    ChangeSummary,
    JointMeeting,
    Question,
    Step,
    Telling,
    WorkerChange,
    current_step,
    moved_steps,
    problems_in_plan,
    problems_in_telling,
    step_dates,
)
from ..domain.young_people import YoungPerson
from .checklist_anchors import anchors_moved
from .grouping import grouped
from .promises import keeps
from .results import Saved
from .saving import tidied
from .session import Session
from .step_file import step_templates

if TYPE_CHECKING:
    from ..db.unit_of_work import Work

NOUN = "worker_changes"

R = TypeVar("R", WorkerChange, ChangeStep, Telling, JointMeeting, Question)


@dataclass(frozen=True, slots=True)
class Workspace:
    """One change as the workspace shows it on `today`; `now` is the step to work on."""

    file: ChangeFile
    readiness: Readiness
    now: Step
    today: date


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may leave or come: a member of staff or a person from the young person's network."""

    key: str
    name: str
    role_text: str
    key_role: KeyRole | None = None
    staff_id: str = ""
    person_id: str = ""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Who may be chosen in a plan: key adults who may leave, and everybody who may come."""

    outgoing: tuple[Candidate, ...]
    incoming: tuple[Candidate, ...]


class WorkerChangesService:
    """What a signed-in person can do with changes of worker."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # -- reading --------------------------------------------------------------------------------------

    def open_changes(self) -> tuple[ChangeSummary, ...]:
        """Return the open changes of everybody the signed-in person may see: the latest gap first."""
        with self._session.reading() as work:
            files = open_files(work, self._session.visible_names(work))
        return summaries(files, self._session.clock.today())

    def count_open(self) -> int:
        """Return how many changes are open of everybody the signed-in person may see, without gathering them."""
        with self._session.reading() as work:
            seen = self._session.visible_names(work)
            found = work.worker_changes.find(state=ChangeState.OPEN)
            return sum(change.young_person_id in seen for change in found)

    def changes_of(self, young_person_id: str) -> tuple[ChangeSummary, ...]:
        """Return one young person's changes: open ones first, then ended ones, newest first."""
        today = self._session.clock.today()
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            person = work.young_people.require(young_person_id)
            found = work.worker_changes.find(young_person_id=young_person_id)
            ordered = sorted(found, key=lambda c: (c.state is not ChangeState.OPEN, -c.day.toordinal()))
            return tuple(summary(file, today) for file in _files(work, tuple(ordered), {person.id: person}))

    def workspace(self, change_id: str) -> Workspace:
        """Return one change with everything in it. Raises Gone, PermissionRefused."""
        today = self._session.clock.today()
        young_person_id = self._young_person_of(change_id)
        with self._session.reading(
            Action.READ_RECORDS, young_person_id, looked_at=NOUN, record_id=change_id
        ) as work:
            change = work.worker_changes.require(change_id)
            file = change_file(work, change, work.young_people.require(young_person_id))
        return Workspace(file, readiness(file, today), current_step(file.steps, today), today)

    def candidates(self, young_person_id: str) -> Candidates:
        """Return who may leave (key adults of today) and who may come (staff, and professionals around)."""
        today = self._session.clock.today()
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            person = work.young_people.require(young_person_id)
            ties = [a for a in work.key_adults.find(young_person_id=young_person_id) if a.holds_on(today)]
            staff = [m for m in work.staff.of_units((person.unit_id,)) if m.works_on(today)]
            people = work.network_people.find(young_person_id=young_person_id)
        outgoing = tuple(
            Candidate(a.id, a.name, a.role_text or label(a.role), a.role, a.staff_id, a.person_id)
            for a in ties
        )
        incoming = tuple(Candidate(m.id, m.name, m.job_title or label(m.role), None, m.id) for m in staff)
        incoming += tuple(
            Candidate(p.id, p.name, p.who_they_are, None, "", p.id)
            for p in people
            if p.circle is Circle.PROFESSIONAL and not p.has_ended(today)
        )
        return Candidates(outgoing, incoming)

    # -- planning -------------------------------------------------------------------------------------

    def plan(self, wanted: WorkerChange) -> Saved[WorkerChange]:
        """Start a change and lay out its ten dated steps.

        Raises InputError with what has to be put right (domain.worker_changes.problems_in_plan).
        """
        today = self._session.clock.today()
        wanted = _tidied(wanted)
        problems = problems_in_plan(wanted, today)
        with self._session.writing(Action.PLAN_CHANGE_OF_WORKER, wanted.young_person_id) as work:
            if problems:
                raise InputError(problems)
            decided = wanted.decided_on or (wanted.day if wanted.kind is ChangeKind.UNPLANNED else today)
            change = work.worker_changes.add(replace(wanted, decided_on=decided, state=ChangeState.OPEN))
            for number, starts, due, second in step_dates(step_templates(), change.day, change.kind, decided):
                if number == Step.GOODBYE and change.later_goodbye_by is not None:
                    due = change.later_goodbye_by  # noqa: PLW2901 - the later goodbye has its own day
                work.change_steps.add(
                    ChangeStep(
                        young_person_id=change.young_person_id,
                        change_id=change.id,
                        number=number,
                        starts_on=min(starts, due),
                        due_on=due,
                        second_due_on=second,
                    )
                )
        return self._saved(change)

    def change_plan(self, wanted: WorkerChange) -> Saved[WorkerChange]:
        """Save a changed plan. When the day moved, open steps move by as much and done ones stay.

        Raises InputError, EditConflict when somebody else saved first.
        """
        wanted = _tidied(wanted)
        problems = problems_in_plan(wanted, self._session.clock.today())
        with self._session.writing(Action.PLAN_CHANGE_OF_WORKER, wanted.young_person_id) as work:
            if problems:
                raise InputError(problems)
            before = self._own(work, wanted.id, wanted.young_person_id)
            change = work.worker_changes.save(wanted)
            steps = work.change_steps.find(change_id=change.id)
            for step in moved_steps(steps, before.day, change.day):
                work.change_steps.save(step)
            if before.day != change.day:
                anchors_moved(work, change.young_person_id)
        return self._saved(change)

    def finish(self, change_id: str, *, promises_known: bool = False) -> Saved[WorkerChange]:
        """Close a change that is over. What is missing stays named in it.

        Raises InputError while promises of whoever leaves are open, unless the one
        who closes it knows of them and says so (`promises_known`).
        """
        if not promises_known:
            file = self.workspace(change_id).file
            found = unseen_promises(file)
            if found:
                sentence = ngettext(
                    "{name} still keeps {n} open promise. Keep it, hand it over or explain it first.",
                    "{name} still keeps {n} open promises. Keep them, hand them over or explain them first.",
                    len(found),
                )
                words = sentence.format(name=file.change.outgoing_name, n=len(found))
                raise InputError((Problem("promises", words),))
        return self._close(change_id, ChangeState.DONE, "")

    def call_off(self, change_id: str, why: str) -> Saved[WorkerChange]:
        """Call a change off, saying why. Raises InputError when no reason is given."""
        if not why.strip():
            raise InputError((Problem("why", _("Write why it is called off. It stays in the record.")),))
        return self._close(change_id, ChangeState.CALLED_OFF, why)

    # -- filling in -----------------------------------------------------------------------------------

    def save_step(
        self, step: ChangeStep, words: tuple[OwnWords, ...] = (), done: bool | None = None
    ) -> Saved[ChangeStep]:
        """Save the dates and answers of one step with what the young person said in it, all or nothing.

        `done` marks the step as done today by whoever is signed in, or as open again; None leaves it as it is.
        Raises InputError for a step that ends before it starts or words that are not whole, EditConflict when
        somebody else saved the step or the words.
        """
        problems = tuple(p for entry in words for p in problems_in_own_words(entry))
        if step.due_on < step.starts_on:
            problems += (Problem("due_on", _("This is before the step starts. Choose a later day.")),)
        if done is not None:
            step = replace(
                step,
                done_on=self._session.clock.today() if done else None,
                done_by=self._session.actor.name if done else "",
            )
        answers = {name: tidy(value) for name, value in step.answers.items() if value.strip()}
        with self._session.writing(Action.RECORD_CHANGE_STEP, step.young_person_id) as work:
            if problems:
                raise InputError(problems)
            self._own(work, step.change_id, step.young_person_id)
            for entry in words:
                if (entry.about_id, entry.young_person_id) != (step.change_id, step.young_person_id):
                    raise Gone(_("This record is no longer there."), _("Open it again from the list."))
                work.own_words.save(tidied(entry))
            stored = work.change_steps.save(replace(step, answers=answers))
        return Saved(stored, Changed(frozenset({NOUN, "own_words"}), step.young_person_id))

    def save_telling(self, telling: Telling) -> Saved[Telling]:
        """Save that somebody was told, or was tried to reach. Raises InputError, EditConflict."""
        problems = problems_in_telling(telling, self._session.clock.now())
        with self._session.writing(Action.RECORD_CHANGE_STEP, telling.young_person_id) as work:
            if problems:
                raise InputError(problems)
            self._own(work, telling.change_id, telling.young_person_id)
            return self._saved(work.tellings.save(telling))

    def save_meeting(self, meeting: JointMeeting) -> Saved[JointMeeting]:
        """Save a joint meeting. Raises InputError, EditConflict."""
        with self._session.writing(Action.RECORD_CHANGE_STEP, meeting.young_person_id) as work:
            if not meeting.what.strip():
                raise InputError((Problem("what", _("Write what they do together.")),))
            self._own(work, meeting.change_id, meeting.young_person_id)
            return self._saved(work.joint_meetings.save(meeting))

    def save_question(self, question: Question) -> Saved[Question]:
        """Save a question about the change, or its answer. Raises InputError, EditConflict."""
        with self._session.writing(Action.RECORD_CHANGE_STEP, question.young_person_id) as work:
            if not question.question.strip():
                raise InputError(
                    (Problem("question", _("Write the question in the words it was asked in.")),)
                )
            self._own(work, question.change_id, question.young_person_id)
            if question.answer.strip() and question.answered_on is None:
                question = replace(
                    question,
                    answered_on=self._session.clock.today(),
                    answered_by=question.answered_by or self._session.actor.name,
                )
            return self._saved(work.questions.save(question))

    def save_words(self, words: OwnWords) -> Saved[OwnWords]:
        """Save what the young person said about this change. Raises InputError, EditConflict."""
        problems = problems_in_own_words(words)
        with self._session.writing(Action.RECORD_CHANGE_STEP, words.young_person_id) as work:
            if problems:
                raise InputError(problems)
            if words.about_id:
                self._own(work, words.about_id, words.young_person_id)
            stored = work.own_words.save(replace(words, words=tidy(words.words)))
            return Saved(stored, Changed(frozenset({NOUN, "own_words"}), words.young_person_id))

    # -- inside ---------------------------------------------------------------------------------------

    def _young_person_of(self, change_id: str) -> str:
        with self._session.reading() as work:
            return work.worker_changes.require(change_id).young_person_id

    @staticmethod
    def _own(work: "Work", change_id: str, young_person_id: str) -> WorkerChange:
        """Return the change, if it is this young person's; else nobody's permission was asked for it."""
        change = work.worker_changes.require(change_id)
        if change.young_person_id != young_person_id:
            raise Gone(_("This change of worker is not in the store."), _("Open it again from the list."))
        return change

    def _close(self, change_id: str, state: ChangeState, why: str) -> Saved[WorkerChange]:
        young_person_id = self._young_person_of(change_id)
        with self._session.writing(Action.PLAN_CHANGE_OF_WORKER, young_person_id) as work:
            change = work.worker_changes.require(change_id)
            reason = "\n".join(part for part in (change.internal_reason, tidy(why).strip()) if part)
            change = work.worker_changes.save(
                replace(change, state=state, closed_on=self._session.clock.today(), internal_reason=reason)
            )
        return self._saved(change)

    @staticmethod
    def _saved(record: R) -> Saved[R]:
        return Saved(record, Changed(frozenset({NOUN}), record.young_person_id))


def _tidied(change: WorkerChange) -> WorkerChange:
    return replace(
        change,
        outgoing_name=tidy(change.outgoing_name).strip(),
        incoming_name=tidy(change.incoming_name).strip(),
        reason_for_young_person=tidy(change.reason_for_young_person).strip(),
        internal_reason=tidy(change.internal_reason).strip(),
    )


def unseen_promises(file: ChangeFile) -> tuple[Promise, ...]:
    """Return the open promises that whoever leaves made or keeps: that they were listed hands none of them over."""
    change = file.change
    return tuple(
        p
        for p in file.open_promises
        if keeps(p, change.outgoing_staff_id, change.outgoing_name)
        or _is_same(p.made_by_id, p.made_by, change)
        and p.handed_over_on is None
    )


def _is_same(staff_id: str, name: str, change: WorkerChange) -> bool:
    if staff_id and change.outgoing_staff_id:
        return staff_id == change.outgoing_staff_id
    return name.casefold() == change.outgoing_name.casefold()


def change_file(work: "Work", change: WorkerChange, person: YoungPerson) -> ChangeFile:
    """Gather everything about one change; for the services of this floor only."""
    return _files(work, (change,), {person.id: person})[0]


def open_files(work: "Work", young_person_ids: Collection[str]) -> tuple[ChangeFile, ...]:
    """Gather everything about the open changes of these young people, as many questions as for one of them."""
    found = work.worker_changes.among("state", (ChangeState.OPEN,))
    changes = tuple(change for change in found if change.young_person_id in young_person_ids)
    people = work.young_people.among("id", {change.young_person_id for change in changes})
    return _files(work, changes, {person.id: person for person in people})


def _files(
    work: "Work", changes: tuple[WorkerChange, ...], people: Mapping[str, YoungPerson]
) -> tuple[ChangeFile, ...]:
    ids = {change.id for change in changes}
    steps = grouped(work.change_steps.among("change_id", ids), "change_id")
    tellings = grouped(work.tellings.among("change_id", ids), "change_id")
    meetings = grouped(work.joint_meetings.among("change_id", ids), "change_id")
    questions = grouped(work.questions.among("change_id", ids), "change_id")
    words = grouped(work.own_words.among("about_id", ids), "about_id")
    promises = grouped(
        work.promises.among("young_person_id", people, state=PromiseState.OPEN), "young_person_id"
    )
    return tuple(
        ChangeFile(
            change=change,
            young_person_name=people[change.young_person_id].name_used,
            pronouns=people[change.young_person_id].pronouns,
            steps=steps.get(change.id, ()),
            tellings=tuple(sorted(tellings.get(change.id, ()), key=_young_person_first)),
            meetings=meetings.get(change.id, ()),
            questions=questions.get(change.id, ()),
            own_words=tuple(
                w for w in words.get(change.id, ()) if w.young_person_id == change.young_person_id
            ),
            open_promises=promises.get(change.young_person_id, ()),
        )
        for change in changes
    )


def _young_person_first(telling: Telling) -> int:
    return list(Audience).index(telling.audience)


def summary(file: ChangeFile, today: date) -> ChangeSummary:
    """Return one change as a list row: what is late first, then what else is open."""
    found = readiness(file, today)
    missing = found.missing
    late = tuple(f for f in missing if f.days_late > 0)
    told = young_person_told(file)
    change = file.change
    return ChangeSummary(
        id=change.id,
        young_person_id=change.young_person_id,
        young_person_name=file.young_person_name,
        outgoing_name=change.outgoing_name,
        incoming_name=change.incoming_name,
        role=change.role,
        role_text=change.role_text or label(change.role),
        kind=change.kind,
        state=change.state,
        day=change.day,
        days_late=max((f.days_late for f in late), default=0),
        late=tuple(_("{gap}, due {day}").format(gap=f.gap, day=day_short(f.due_on, today)) for f in late),
        open=tuple(f.gap for f in missing if f.days_late == 0),
        done_note=_told_note(file) if told else "",
        young_person_told=told,
    )


def _told_note(file: ChangeFile) -> str:
    first = min(
        t.told_at.astimezone().date()
        for t in file.tellings_of(Audience.YOUNG_PERSON)
        if t.told_at is not None
    )
    if first == file.change.day and file.change.kind is ChangeKind.UNPLANNED:
        return _("Told the same day")
    return ""


def summaries(files: Iterable[ChangeFile], today: date) -> tuple[ChangeSummary, ...]:
    """Return changes as list rows: untold first, then late ones, then by day."""
    return tuple(sorted((summary(file, today) for file in files), key=_cannot_wait))


def _cannot_wait(change: ChangeSummary) -> tuple[bool, bool, date]:
    return (change.young_person_told, change.kind is ChangeKind.UNPLANNED, change.day)
