"""What is planned and explained, and what is missing: the facts of Kai's change in the design picture."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from securecare_desktop.domain.own_words import About, HowGiven, OwnWords
from securecare_desktop.domain.people import Answer, KeyRole
from securecare_desktop.domain.readiness import Side, readiness, still_to_tell
from securecare_desktop.domain.worker_changes import (
    Audience,
    ChangeFile,
    ChangeKind,
    ChangeStep,
    JointMeeting,
    MeetingState,
    Question,
    Step,
    Telling,
    WorkerChange,
    step_dates,
)
from securecare_desktop.services.step_file import step_templates

TODAY = date(2026, 5, 14)
DAY = date(2026, 5, 27)


def at(day: int, hour: int, month: int = 5) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


def words(
    about: About, text: str = "Fine.", how: HowGiven = HowGiven.SAID, step: Step = Step.TELL
) -> OwnWords:
    return OwnWords(young_person_id="kai", given_how=how, words=text, about=about, about_id="c", step=step)


def kais_change() -> ChangeFile:
    change = WorkerChange(
        id="c",
        young_person_id="kai",
        role=KeyRole.KEY_WORKER,
        outgoing_name="Hannah Whitlock",
        incoming_name="Sam Adeyemi",
        day=DAY,
        reason_for_young_person="Hannah is leaving to train as a teacher on 1 June.",
    )
    answers = {
        Step.DECIDE: {
            "agreed_by": "Graham Pell",
            "agreed_on": "2026-04-29",
            "clash": "Court on 5 June, so the goodbye comes well before.",
            "who_stays": "Femi and Eleri.",
        },
        Step.CHOOSE: {"wish_followed": "yes"},
    }
    steps = tuple(
        ChangeStep(
            young_person_id="kai",
            change_id="c",
            number=n,
            starts_on=s,
            due_on=d,
            second_due_on=second,
            answers=answers.get(Step(n), {}),
        )
        for n, s, d, second in step_dates(step_templates(), DAY, ChangeKind.PLANNED, date(2026, 4, 29))
    )
    kai = Telling(
        young_person_id="kai",
        change_id="c",
        audience=Audience.YOUNG_PERSON,
        who="Kai",
        told_by="Hannah",
        told_at=at(30, 15, 4),
        before_others=Answer.YES,
    )
    nan = replace(kai, audience=Audience.FAMILY, who="Nan", told_at=at(1, 10), before_others=Answer.NOT_KNOWN)
    mum = replace(
        nan, who="Mum", told_at=None, told_by="", tries="Two calls tried", next_try_on=date(2026, 5, 15)
    )
    meetings = tuple(
        JointMeeting(young_person_id="kai", change_id="c", what="Tea", at=at(15 + 2 * n, 14))
        for n in range(3)
    )
    question = Question(
        young_person_id="kai",
        change_id="c",
        question="will Hannah stay in touch?",
        asked_by="Kai",
        asked_on=date(2026, 4, 30),
    )
    return ChangeFile(
        change=change,
        young_person_name="Kai",
        pronouns="he/him",
        steps=steps,
        tellings=(kai, nan, mum),
        meetings=meetings,
        questions=(question,),
        own_words=(
            words(About.WORKER_CHANGE, "So is Femi going too, or just her?"),
            words(About.WISH, "Sam's alright. He can do bikes.", step=Step.CHOOSE),
        ),
    )


def missing_keys(file: ChangeFile, today: date = TODAY) -> list[str]:
    return [f.key for f in readiness(file, today).missing]


def test_kais_change_stands_as_in_the_picture() -> None:
    found = readiness(kais_change(), TODAY)
    assert (found.met(Side.PLANNED), len(found.of(Side.PLANNED))) == (4, 8)
    assert (found.met(Side.EXPLAINED), len(found.of(Side.EXPLAINED))) == (4, 6)
    assert [(f.title, f.detail) for f in found.missing] == [
        ("Record brought up to date", "Due Wed 13 May, 1 day late"),
        ("Mum told, and their questions", "Two calls tried, next Fri 15 May"),
        ("Three meetings with Sam", "0 of 3, next is tomorrow"),
        ("Spoken handover and read-back", "Due Fri 22 May"),
        ("Goodbye that Kai has chosen", "Due Sun 24 May"),
        ("Answer: will Hannah stay in touch?", "Kai asked on Thu 30 Apr"),
    ]
    assert len(found.in_place) == 8


def filled_step(file: ChangeFile, step: Step, **answers: str) -> ChangeFile:
    steps = tuple(replace(s, answers={**s.answers, **answers}) if s.number == step else s for s in file.steps)
    return replace(file, steps=steps)


def test_each_gap_closes_when_its_place_is_filled() -> None:
    file = kais_change()
    file = filled_step(file, Step.PREPARE, record_current_on="2026-05-14")
    assert "record" not in missing_keys(file)
    file = replace(file, tellings=tuple(replace(t, told_at=t.told_at or at(14, 8)) for t in file.tellings))
    assert "family" not in missing_keys(file)
    file = replace(file, meetings=tuple(replace(m, state=MeetingState.HAPPENED) for m in file.meetings))
    assert "meetings" not in missing_keys(file)
    file = filled_step(file, Step.HAND_OVER, handed_over_at="2026-05-22T14:00:00+01:00")
    assert "read_back" in missing_keys(file), "a handover that nobody said back is not whole"
    file = filled_step(file, Step.HAND_OVER, said_back="Bikes first. Court on 5 June. Offer the yard.")
    assert "read_back" not in missing_keys(file)
    file = replace(
        file, own_words=(*file.own_words, words(About.GOODBYE, "Fish and chips.", step=Step.GOODBYE))
    )
    assert "goodbye" in missing_keys(file), "a goodbye without a time is a wish"
    file = filled_step(file, Step.GOODBYE, at="2026-05-26T18:00:00+01:00")
    assert "goodbye" not in missing_keys(file)
    file = replace(
        file, questions=tuple(replace(q, answer="She will write until Christmas.") for q in file.questions)
    )
    assert readiness(file, TODAY).missing == ()


def test_telling_the_young_person_after_the_family_counts_as_not_first() -> None:
    file = kais_change()
    kai, nan, mum = file.tellings
    late = replace(file, tellings=(replace(kai, before_others=Answer.NOT_KNOWN, told_at=at(2, 9)), nan, mum))
    assert "told_first" in missing_keys(late)
    honest = replace(file, tellings=(replace(kai, before_others=Answer.NO), nan, mum))
    assert "told_first" in missing_keys(honest)
    early = replace(file, tellings=(replace(kai, before_others=Answer.NOT_KNOWN), nan, mum))
    assert "told_first" not in missing_keys(early)


def test_chose_not_to_is_a_complete_answer_and_not_asked_is_not() -> None:
    file = kais_change()
    quiet = words(About.WISH, "", HowGiven.CHOSE_NOT_TO, Step.CHOOSE)
    assert "wish" not in missing_keys(replace(file, own_words=(quiet,)))
    unasked = words(About.WISH, "", HowGiven.NOT_ASKED, Step.CHOOSE)
    assert "wish" in missing_keys(replace(file, own_words=(unasked,)))


def test_late_things_come_first_and_the_latest_of_them_on_top() -> None:
    found = readiness(kais_change(), DAY + timedelta(days=3)).missing
    late = [f.days_late for f in found if f.days_late]
    assert late == sorted(late, reverse=True)
    assert [f.days_late > 0 for f in found] == sorted((f.days_late > 0 for f in found), reverse=True)


def test_family_that_was_tried_and_not_reached_is_late_only_after_the_next_try() -> None:
    file = kais_change()
    assert "family" in [f.key for f in readiness(file, date(2026, 5, 16)).missing if f.days_late == 1]
    untried = replace(file, tellings=tuple(replace(t, next_try_on=None) for t in file.tellings))
    assert "family" in [f.key for f in readiness(untried, TODAY).missing if f.days_late == 14]


def test_an_unplanned_change_keeps_its_goodbye_open_until_its_own_day() -> None:
    file = kais_change()
    change = replace(file.change, kind=ChangeKind.UNPLANNED, later_goodbye_by=date(2026, 6, 30))
    goodbye = next(f for f in readiness(replace(file, change=change), DAY).missing if f.key == "goodbye")
    assert goodbye.due_on == date(2026, 6, 30)
    assert goodbye.days_late == 0


def test_whoever_has_not_been_told_is_still_to_tell() -> None:
    file = kais_change()
    assert still_to_tell([file]) == ()
    untold = replace(file, tellings=file.tellings[1:])
    assert still_to_tell([file, untold]) == (untold,)


@given(today=st.dates(min_value=date(2026, 1, 1), max_value=date(2027, 12, 31)))
def test_nothing_disappears_whatever_the_day(today: date) -> None:
    found = readiness(kais_change(), today)
    assert len(found.findings) == 14
    assert len(found.missing) + len(found.in_place) == 14
    assert all(f.detail and f.why for f in found.missing)
