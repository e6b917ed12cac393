"""How planned and how explained a change of worker is: fourteen things to look for, and which are missing.

Counts and names, never a score. Nothing here blocks anything: a pack with gaps says DRAFT and lists them.
The criteria follow the domain report, 5.1 and 5.2 (standards 14, 17 and 42 of the secure care standards,
transfer guidance, and the read-back of I-PASS in 5.4).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ..core.text import N_, _, day_short, given_name, ngettext
from .own_words import About, HowGiven
from .people import Answer
from .worker_changes import Audience, ChangeFile, ChangeKind, MeetingState, Step

MEETINGS_WANTED = 3


class Side(StrEnum):
    """The two halves of the question."""

    PLANNED = "planned"
    EXPLAINED = "explained"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to look for: whether it is in place, what it is called, and which step fills it.

    `gap` says the same as `title` while it is missing ("Record not up to date"); `detail` says when it is due or
    how far it has come; `why` says why it matters to the young person.
    """

    key: str
    side: Side
    title: str
    gap: str
    met: bool
    detail: str
    why: str
    step: Step
    due_on: date
    days_late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """All findings of one change, in the order of the steps."""

    findings: tuple[Finding, ...]

    def of(self, side: Side) -> tuple[Finding, ...]:
        """Return the findings of one half."""
        return tuple(f for f in self.findings if f.side is side)

    def met(self, side: Side) -> int:
        """Return how many of one half are in place."""
        return sum(f.met for f in self.of(side))

    @property
    def missing(self) -> tuple[Finding, ...]:
        """What is not in place: late things first, the latest of them on top, then by day."""
        gaps = [f for f in self.findings if not f.met]
        return tuple(sorted(gaps, key=lambda f: (-f.days_late, f.due_on, f.step)))

    @property
    def in_place(self) -> tuple[Finding, ...]:
        """What is in place."""
        return tuple(f for f in self.findings if f.met)


@dataclass(frozen=True, slots=True)
class _Criterion:
    key: str
    side: Side
    step: Step
    title: Callable[[ChangeFile], str]
    met: Callable[[ChangeFile], bool]
    why: str
    progress: Callable[[ChangeFile, date], str] | None = None
    due: Callable[[ChangeFile], date] | None = None
    """When it is due, where that is not the last day of its step."""


def _young_person_told(file: ChangeFile) -> bool:
    return any(t.told_at is not None for t in file.tellings_of(Audience.YOUNG_PERSON))


def _told_first(file: ChangeFile) -> bool:
    own = [t for t in file.tellings_of(Audience.YOUNG_PERSON) if t.told_at is not None]
    if not own:
        return False
    if any(t.before_others is Answer.YES for t in own):
        return True
    others = [t.told_at for t in file.tellings if t.audience is Audience.FAMILY and t.told_at is not None]
    first = min(t.told_at for t in own if t.told_at is not None)
    return all(t.before_others is not Answer.NO for t in own) and bool(others) and first <= min(others)


def _family_told(file: ChangeFile) -> bool:
    family = file.tellings_of(Audience.FAMILY)
    return bool(family) and all(t.told_at is not None for t in family)


def _family_title(file: ChangeFile) -> str:
    waiting = [t.who for t in file.tellings_of(Audience.FAMILY) if t.told_at is None]
    if len(waiting) == 1:
        return _("{name} told, and their questions").format(name=waiting[0])
    return _("Family told, and their questions")


def _family_progress(file: ChangeFile, today: date) -> str:
    waiting = [t for t in file.tellings_of(Audience.FAMILY) if t.told_at is None]
    if len(waiting) != 1:
        return ""
    parts = [waiting[0].tries.strip()] if waiting[0].tries.strip() else []
    if waiting[0].next_try_on is not None:
        parts.append(_("next {day}").format(day=day_short(waiting[0].next_try_on, today)))
    return ", ".join(parts)


def _family_due(file: ChangeFile) -> date:
    """A family member who was tried and not reached is due at the next try, not since the first."""
    waiting = [t for t in file.tellings_of(Audience.FAMILY) if t.told_at is None]
    tries = [t.next_try_on for t in waiting if t.next_try_on is not None]
    return min(tries) if waiting and len(tries) == len(waiting) else file.step(Step.TELL).due_on


def _goodbye_due(file: ChangeFile) -> date:
    """A goodbye is chosen before its days begin; an unplanned change keeps it open until its own day."""
    step = file.step(Step.GOODBYE)
    if file.change.kind is ChangeKind.UNPLANNED:
        return file.change.later_goodbye_by or step.due_on
    return step.starts_on


def _words_recorded(file: ChangeFile) -> bool:
    return any(
        w.given_how.has_words and w.words.strip() or w.given_how is HowGiven.CHOSE_NOT_TO
        for w in file.own_words
        if w.about is About.WORKER_CHANGE
    )


def _wish_heard(file: ChangeFile) -> bool:
    return any(w.about is About.WISH and w.given_how is not HowGiven.NOT_ASKED for w in file.own_words)


def _meetings_held(file: ChangeFile) -> int:
    return sum(m.state is MeetingState.HAPPENED for m in file.meetings)


def _meetings_progress(file: ChangeFile, today: date) -> str:
    said = _("{held} of {wanted}").format(held=_meetings_held(file), wanted=MEETINGS_WANTED)
    coming = sorted(m.at for m in file.meetings if m.state is MeetingState.PLANNED and m.at is not None)
    if not coming:
        return said
    day = coming[0].astimezone().date()
    when = _("tomorrow") if (day - today).days == 1 else day_short(day, today)
    return _("{said}, next is {when}").format(said=said, when=when)


def _goodbye_chosen(file: ChangeFile) -> bool:
    chosen = any(w.about is About.GOODBYE and w.given_how is not HowGiven.NOT_ASKED for w in file.own_words)
    step = file.step(Step.GOODBYE)
    return chosen and (step.moment("at") is not None or step.day("happened_on") is not None)


def _open_questions(file: ChangeFile) -> tuple[str, ...]:
    return tuple(q.question for q in file.questions if not q.answer.strip())


def _questions_title(file: ChangeFile) -> str:
    waiting = _open_questions(file)
    if len(waiting) == 1:
        return _("Answer: {question}").format(question=waiting[0])
    if waiting:
        return ngettext("{n} question answered", "{n} questions answered", len(waiting)).format(
            n=len(waiting)
        )
    return _("{name}'s questions answered").format(name=file.young_person_name)


def _questions_progress(file: ChangeFile, today: date) -> str:
    waiting = [q for q in file.questions if not q.answer.strip()]
    if len(waiting) != 1 or waiting[0].asked_on is None:
        return ""
    return _("{name} asked on {day}").format(
        name=waiting[0].asked_by or file.young_person_name, day=day_short(waiting[0].asked_on, today)
    )


def _handed_over(file: ChangeFile) -> bool:
    step = file.step(Step.HAND_OVER)
    return step.moment("handed_over_at") is not None and step.text("said_back") != ""


_CRITERIA: tuple[_Criterion, ...] = (
    _Criterion("agreed", Side.PLANNED, Step.DECIDE,
        lambda f: _("Agreed with the manager"),
        lambda f: f.step(Step.DECIDE).text("agreed_by") != "" and f.step(Step.DECIDE).day("agreed_on") is not None,
        N_("A change that nobody weighed up is a change that could have been avoided.")),
    _Criterion("no_clash", Side.PLANNED, Step.DECIDE,
        lambda f: _("Other big days looked at"),
        lambda f: f.step(Step.DECIDE).text("clash") != "",
        N_("A change beside a hearing, a move or an anniversary is two losses at once.")),
    _Criterion("who_stays", Side.PLANNED, Step.DECIDE,
        lambda f: _("Who stays is named"),
        lambda f: f.step(Step.DECIDE).text("who_stays") != "",
        N_("“Is everybody going?” is often the first question.")),
    _Criterion("reason", Side.EXPLAINED, Step.DECIDE,
        lambda f: _("A reason in plain words"),
        lambda f: f.change.reason_for_young_person.strip() != "",
        N_("Without a reason, young people find one in themselves.")),
    _Criterion("told_first", Side.EXPLAINED, Step.TELL,
        lambda f: _("{name} told first, before others").format(name=f.young_person_name),
        _told_first,
        N_("Hearing it last, or from somebody else, breaks trust in everybody.")),
    _Criterion("reaction", Side.EXPLAINED, Step.TELL,
        lambda f: _("What {name} said is written down").format(name=f.young_person_name),
        _words_recorded,
        N_("Their words, or that they chose not to say anything, belong in the record.")),
    _Criterion("family", Side.EXPLAINED, Step.TELL, _family_title, _family_told,
        N_("Family can help with the change only when they know of it."), _family_progress, _family_due),
    _Criterion("wish", Side.EXPLAINED, Step.CHOOSE,
        lambda f: _("{name} asked who should be next").format(name=f.young_person_name),
        _wish_heard,
        N_("A say in who comes next is the part of the change that can be theirs.")),
    _Criterion("matched", Side.PLANNED, Step.CHOOSE,
        lambda f: _("New worker chosen with the wish in mind"),
        lambda f: f.change.incoming_name.strip() != "" and f.step(Step.CHOOSE).text("wish_followed") != "",
        N_("Whether the wish was followed, and why not, is owed to the young person.")),
    _Criterion("record", Side.PLANNED, Step.PREPARE,
        lambda f: _("Record brought up to date"),
        lambda f: f.step(Step.PREPARE).day("record_current_on") is not None,
        N_("What is not written down, the young person has to tell again.")),
    _Criterion("meetings", Side.PLANNED, Step.INTRODUCE,
        lambda f: _("Three meetings with {name}").format(name=given_name(f.change.incoming_name)),
        lambda f: _meetings_held(f) >= MEETINGS_WANTED,
        N_("A new worker met together with the old one is a person, not a replacement."),
        _meetings_progress),
    _Criterion("read_back", Side.PLANNED, Step.HAND_OVER,
        lambda f: _("Spoken handover and read-back"),
        _handed_over,
        N_("Saying it back shows what was heard. It is the step that is left out most often.")),
    _Criterion("goodbye", Side.PLANNED, Step.GOODBYE,
        lambda f: _("Goodbye that {name} has chosen").format(name=f.young_person_name),
        _goodbye_chosen,
        N_("An ending that was said is easier to carry than one that was not."), due=_goodbye_due),
    _Criterion("questions", Side.EXPLAINED, Step.GOODBYE, _questions_title,
        lambda f: bool(f.questions) and not _open_questions(f)
            or not f.questions and f.step(Step.GOODBYE).day("stay_in_touch_told_on") is not None,
        N_("“Will I hear from you?” deserves a true answer before the last day."), _questions_progress, _goodbye_due),
)  # fmt: skip


def _told_gap(file: ChangeFile) -> str:
    said = _("{name} was not told first") if _young_person_told(file) else _("{name} has not been told")
    return said.format(name=file.young_person_name)


def _family_gap(file: ChangeFile) -> str:
    waiting = [t.who for t in file.tellings_of(Audience.FAMILY) if t.told_at is None]
    return _("{name} not told").format(name=waiting[0]) if len(waiting) == 1 else _("Family not told")


def _goodbye_gap(file: ChangeFile) -> str:
    if file.change.kind is ChangeKind.UNPLANNED:
        return _("Later goodbye not planned")
    return _("Goodbye not chosen")


_GAPS: dict[str, Callable[[ChangeFile], str]] = {
    "agreed": lambda f: _("Not agreed with the manager"),
    "no_clash": lambda f: _("Other big days not looked at"),
    "who_stays": lambda f: _("Who stays is not named"),
    "reason": lambda f: _("Reason not written down"),
    "told_first": _told_gap,
    "reaction": lambda f: _("What {name} said is not written down").format(name=f.young_person_name),
    "family": _family_gap,
    "wish": lambda f: _("{name} not asked who should be next").format(name=f.young_person_name),
    "matched": lambda f: _("Whether the wish was followed is not written down"),
    "record": lambda f: _("Record not up to date"),
    "meetings": lambda f: _("Meetings with {name} not all held").format(
        name=given_name(f.change.incoming_name)
    ),
    "read_back": lambda f: _("No read-back yet"),
    "goodbye": _goodbye_gap,
    "questions": lambda f: _("A question waits for its answer"),
}


def _detail(due_on: date, late: int, today: date) -> str:
    due = _("Due {day}").format(day=day_short(due_on, today))
    if late <= 0:
        return due
    return due + ", " + ngettext("{n} day late", "{n} days late", late).format(n=late)


def readiness(file: ChangeFile, today: date) -> Readiness:
    """Look at one change and say what is in place and what is missing on `today`.

    An unplanned change is measured by the same fourteen things; their dates are the compressed ones.
    """
    findings = []
    for criterion in _CRITERIA:
        due = criterion.due(file) if criterion.due else file.step(criterion.step).due_on
        met = criterion.met(file)
        late = 0 if met else max(0, (today - due).days)
        progress = criterion.progress(file, today) if criterion.progress and not met and not late else ""
        findings.append(
            Finding(
                key=criterion.key,
                side=criterion.side,
                title=criterion.title(file),
                gap=_GAPS[criterion.key](file),
                met=met,
                detail="" if met else progress or _detail(due, late, today),
                why=_(criterion.why),
                step=criterion.step,
                due_on=due,
                days_late=late,
            )
        )
    return Readiness(findings=tuple(findings))


def young_person_told(file: ChangeFile) -> bool:
    """Say whether the young person has been told of the change."""
    return _young_person_told(file)


def still_to_tell(files: Sequence[ChangeFile]) -> tuple[ChangeFile, ...]:
    """Return the changes that the young person has not heard of yet; they come before everything else."""
    return tuple(f for f in files if not _young_person_told(f))
