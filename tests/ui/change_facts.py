"""Records for the screen tests: Kai's planned change of key worker on Thursday 14 May 2026, as real dataclasses."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from securecare_desktop.domain.own_words import About, HowGiven, OwnWords
from securecare_desktop.domain.people import Answer, KeyRole
from securecare_desktop.domain.readiness import readiness
from securecare_desktop.domain.worker_changes import (
    Audience,
    ChangeFile,
    ChangeKind,
    ChangeState,
    ChangeStep,
    ChangeSummary,
    JointMeeting,
    Question,
    Step,
    StepTemplate,
    Telling,
    WorkerChange,
    current_step,
    step_dates,
)
from securecare_desktop.services.worker_changes import Workspace

if TYPE_CHECKING:
    from collections.abc import Mapping

TODAY = date(2026, 5, 14)
DAY = date(2026, 5, 27)
KAI = "kai"
CHANGE = "kai-change"
OFFSETS = (
    (1, -28, -28, None), (2, -27, -27, None), (3, -21, -21, None), (4, -14, -14, None), (5, -12, -7, None),
    (6, -5, -5, None), (7, -3, 0, None), (8, 0, 0, None), (9, 7, 7, 28), (10, 42, 42, None),
)  # fmt: skip


def moment(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """Return an aware moment of 2026 in this computer's time."""
    return datetime(2026, month, day, hour, minute).astimezone()


def kai_change() -> WorkerChange:
    """Return the plan of the change."""
    return WorkerChange(
        id=CHANGE,
        version=1,
        young_person_id=KAI,
        role=KeyRole.KEY_WORKER,
        outgoing_name="Hannah Whitlock",
        outgoing_staff_id="hannah",
        incoming_name="Sam Adeyemi",
        incoming_staff_id="sam",
        day=DAY,
        reason_for_young_person=(
            "Hannah is leaving to train as a teacher on 1 June. It is not because of anything you did."
        ),
        decided_on=date(2026, 4, 29),
        manager_name="Graham Pell",
    )


def kai_steps() -> tuple[ChangeStep, ...]:
    """Return the ten steps: three done, the fourth a day late."""
    templates = [
        StepTemplate(number, first, last, unplanned_offset=0, second_offset=second)
        for number, first, last, second in OFFSETS
    ]
    answers: Mapping[int, Mapping[str, str]] = {
        1: {
            "agreed_by": "Graham Pell",
            "agreed_on": "2026-04-29",
            "clash": "Nan's birthday on 2 June.",
            "who_stays": "Femi and Denise.",
        },
        3: {"wish_followed": "yes"},
    }
    steps = []
    for number, starts, due, second in step_dates(templates, DAY, ChangeKind.PLANNED, date(2026, 4, 29)):
        # picture 04 has Prepare on 13 May and Decide and Tell in the past, done
        due_on = date(2026, 4, 30) if number == 2 else due
        starts_on = due_on if number == 2 else starts
        steps.append(
            ChangeStep(
                id=f"step-{number}",
                version=1,
                young_person_id=KAI,
                change_id=CHANGE,
                number=number,
                starts_on=starts_on,
                due_on=due_on,
                second_due_on=second,
                done_on=due_on if number < 4 else None,
                done_by="Denise Okafor" if number < 4 else "",
                answers=answers.get(number, {}),
            )
        )
    return tuple(steps)


def words(text: str, about: About, day: date, to: str, step: int, ident: str) -> OwnWords:
    """Return something Kai said."""
    return OwnWords(
        id=ident,
        version=1,
        young_person_id=KAI,
        given_how=HowGiven.SAID,
        words=text,
        given_to=to,
        given_on=day,
        about=about,
        about_id=CHANGE,
        step=step,
    )


def kai_file() -> ChangeFile:
    """Return the whole change."""
    return ChangeFile(
        change=kai_change(),
        young_person_name="Kai",
        pronouns="he/him",
        steps=kai_steps(),
        tellings=(
            Telling(
                id="t1", version=1, young_person_id=KAI, change_id=CHANGE, audience=Audience.YOUNG_PERSON, who="Kai",
                told_by="Hannah Whitlock", told_at=moment(4, 30, 16, 20), where="Garden",
                words_used="Hannah is leaving to train as a teacher.", first_reaction="Quiet, then questions.",
                before_others=Answer.YES,
            ),
            Telling(
                id="t2", version=1, young_person_id=KAI, change_id=CHANGE, audience=Audience.FAMILY, who="Nan",
                told_by="Hannah Whitlock", told_at=moment(5, 1, 11),
            ),
            Telling(
                id="t3", version=1, young_person_id=KAI, change_id=CHANGE, audience=Audience.FAMILY, who="Mum",
                tries="Two calls tried", next_try_on=date(2026, 5, 15),
            ),
        ),
        meetings=(
            JointMeeting(
                id="m1", version=1, young_person_id=KAI, change_id=CHANGE, what="Tea and 20 minutes",
                who_is_there="with Hannah", at=moment(5, 15, 15), where="Kitchen",
            ),
            JointMeeting(
                id="m2", version=1, young_person_id=KAI, change_id=CHANGE, what="Mend the house bike",
                who_is_there="with Hannah", at=moment(5, 17, 11), where="Workshop",
            ),
            JointMeeting(
                id="m3", version=1, young_person_id=KAI, change_id=CHANGE, what="Sam and Kai",
                who_is_there="Hannah close by", by_day=date(2026, 5, 20), where="Kai chooses",
            ),
        ),
        questions=(
            Question(
                id="q1", version=1, young_person_id=KAI, change_id=CHANGE,
                question="will Hannah stay in touch?", asked_by="Kai", asked_on=date(2026, 4, 30),
            ),
            Question(
                id="q2", version=1, young_person_id=KAI, change_id=CHANGE,
                question="Does Sam know about bikes?", asked_by="Kai", asked_on=date(2026, 5, 6),
                answer="Yes, he mends his own.", answered_by="Femi Oduya", answered_on=date(2026, 5, 6),
            ),
        ),
        own_words=(
            words("So is Femi going too, or just her?", About.WORKER_CHANGE, date(2026, 4, 30), "Hannah Whitlock", 2, "w1"),
            words("Sam's alright. He can do bikes.", About.WISH, date(2026, 5, 6), "Femi Oduya", 3, "w2"),
            words("Don't ask about my dad. Ask about bikes.", About.FOR_NEW_WORKER, date(2026, 5, 13), "Hannah Whitlock", 5, "w3"),
            words("Why I'm here. That's mine to say.", About.TELLS_THEMSELF, date(2026, 5, 13), "Hannah Whitlock", 5, "w4"),
            words("I want it to be fair.", About.WORKER_CHANGE, date(2026, 5, 1), "Hannah Whitlock", 2, "w5"),
        ),
    )  # fmt: skip


def workspace(file: ChangeFile | None = None, today: date = TODAY) -> Workspace:
    """Return the change as the workspace shows it on `today`."""
    shown = file or kai_file()
    return Workspace(shown, readiness(shown, today), current_step(shown.steps, today), today)


def with_answers(file: ChangeFile, step: Step, **answers: str) -> ChangeFile:
    """Return the file with these answers in one of its steps."""
    steps = tuple(
        replace(s, answers={**s.answers, **answers}, version=s.version + 1) if s.number == step else s
        for s in file.steps
    )
    return replace(file, steps=steps)


def summaries() -> tuple[ChangeSummary, ...]:
    """Return the three open changes of the house."""
    return (
        ChangeSummary(
            id="robyn-change", young_person_id="robyn", young_person_name="Robyn", outgoing_name="Priya Raman",
            incoming_name="Owen Hale", role=KeyRole.SOCIAL_WORKER, role_text="", kind=ChangeKind.PLANNED,
            state=ChangeState.OPEN, day=date(2026, 5, 19), days_late=2,
            late=("Robyn has not been told, due Tue 12 May",), open=("Goodbye not planned",),
        ),
        ChangeSummary(
            id=CHANGE, young_person_id=KAI, young_person_name="Kai", outgoing_name="Hannah Whitlock",
            incoming_name="Sam Adeyemi", role=KeyRole.KEY_WORKER, role_text="", kind=ChangeKind.PLANNED,
            state=ChangeState.OPEN, day=DAY, days_late=1, late=("Record not up to date, due Wed 13 May",),
            open=("Mum not told", "Goodbye not chosen"), young_person_told=True,
        ),
        ChangeSummary(
            id="tia-change", young_person_id="tia", young_person_name="Tia", outgoing_name="Lewis Marr",
            incoming_name="Femi Oduya", role=KeyRole.KEY_WORKER, role_text="", kind=ChangeKind.UNPLANNED,
            state=ChangeState.OPEN, day=TODAY - timedelta(days=3), days_late=0, late=(),
            open=("Reason not written down", "Later goodbye not planned"), done_note="Told the same day",
            young_person_told=True,
        ),
    )  # fmt: skip
