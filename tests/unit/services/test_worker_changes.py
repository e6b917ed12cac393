"""A change of worker through the service: planned, filled in, moved, ended; and two people at once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from securecare_desktop.core.errors import EditConflict, Gone, InputError
from securecare_desktop.domain.own_words import About, HowGiven, OwnWords
from securecare_desktop.domain.people import Answer, KeyAdult, KeyRole
from securecare_desktop.domain.promises import Promise
from securecare_desktop.domain.staff import Role
from securecare_desktop.domain.worker_changes import (
    Audience,
    ChangeKind,
    ChangeState,
    Question,
    Step,
    Telling,
    WorkerChange,
)
from tests.support.house import DEV, KAI, NOW, TODAY, House, change_id


def a_plan(**other: object) -> WorkerChange:
    values = {
        "young_person_id": KAI,
        "role": KeyRole.SOCIAL_WORKER,
        "outgoing_name": "Priya Raman",
        "incoming_name": "Owen Hale",
        "day": TODAY + timedelta(days=30),
        "reason_for_young_person": "Priya moves to another town.",
    }
    return WorkerChange(**{**values, **other})


def test_a_planned_change_gets_ten_dated_steps_in_one_go(house: House) -> None:
    services = house.signed_in()
    saved = services.worker_changes.plan(a_plan())
    workspace = services.worker_changes.workspace(saved.record.id)
    assert [s.number for s in workspace.file.steps] == list(range(1, 11))
    assert workspace.now is Step.DECIDE
    assert saved.changed.nouns == {"worker_changes"}
    assert saved.record.id in {c.id for c in services.worker_changes.open_changes()}


def test_a_change_without_a_reason_is_not_planned_and_nothing_is_kept_of_it(house: House) -> None:
    services = house.signed_in()
    before = services.worker_changes.changes_of(KAI)
    with pytest.raises(InputError) as told:
        services.worker_changes.plan(a_plan(reason_for_young_person=""))
    assert [p.field for p in told.value.problems] == ["reason_for_young_person"]
    assert services.worker_changes.changes_of(KAI) == before


def test_an_unplanned_change_keeps_its_goodbye_for_its_own_day(house: House) -> None:
    services = house.signed_in()
    later = TODAY + timedelta(days=40)
    saved = services.worker_changes.plan(
        a_plan(kind=ChangeKind.UNPLANNED, day=TODAY - timedelta(days=3), later_goodbye_by=later)
    )
    file = services.worker_changes.workspace(saved.record.id).file
    assert file.step(Step.GOODBYE).due_on == later
    assert file.step(Step.TELL).due_on == TODAY - timedelta(days=3)


def test_moving_the_day_moves_open_steps_and_leaves_done_ones(house: House) -> None:
    services = house.signed_in()
    file = services.worker_changes.workspace(change_id(KAI)).file
    services.worker_changes.save_step(file.step(Step.DECIDE), done=True)
    services.worker_changes.change_plan(replace(file.change, day=file.change.day + timedelta(days=7)))
    moved = services.worker_changes.workspace(change_id(KAI)).file
    assert moved.step(Step.DECIDE).due_on == file.step(Step.DECIDE).due_on
    assert moved.step(Step.DECIDE).done_by == "Denise Okafor"
    for step in list(Step)[1:]:
        assert moved.step(step).due_on == file.step(step).due_on + timedelta(days=7)


def test_what_is_filled_in_shows_in_what_is_missing(house: House) -> None:
    services = house.signed_in(Role.RESIDENTIAL_WORKER)
    changes = services.worker_changes
    before = {f.key for f in changes.workspace(change_id(KAI)).readiness.missing}
    assert {"told_first", "reaction", "record", "questions"} <= before
    changes.save_telling(
        Telling(
            young_person_id=KAI, change_id=change_id(KAI), audience=Audience.YOUNG_PERSON, who="Kai",
            told_by="Hannah", told_at=NOW - timedelta(hours=1), before_others=Answer.YES,
        )
    )  # fmt: skip
    changes.save_words(
        OwnWords(
            young_person_id=KAI, given_how=HowGiven.SAID, words="So is Femi going too?", given_to="Hannah",
            about=About.WORKER_CHANGE, about_id=change_id(KAI), step=int(Step.TELL),
        )
    )  # fmt: skip
    step = changes.workspace(change_id(KAI)).file.step(Step.PREPARE)
    changes.save_step(replace(step, answers={"record_current_on": TODAY.isoformat()}))
    asked = changes.save_question(
        Question(young_person_id=KAI, change_id=change_id(KAI), question="Will she write?", asked_on=TODAY)
    ).record
    answered = changes.save_question(replace(asked, answer="Until Christmas.")).record
    assert (answered.answered_on, answered.answered_by) == (TODAY, "Femi Oduya")
    after = {f.key for f in changes.workspace(change_id(KAI)).readiness.missing}
    assert before - after == {"told_first", "reaction", "record", "questions"}


def test_answers_keep_markup_and_scripts_and_lose_only_control_signs(house: House) -> None:
    services = house.signed_in()
    typed = "<b>نور</b> & “Żaneta” 🧁\r\n<script>'; DROP TABLE unit;--\x07"
    step = services.worker_changes.workspace(change_id(KAI)).file.step(Step.DECIDE)
    services.worker_changes.save_step(replace(step, answers={"clash": typed}))
    kept = services.worker_changes.workspace(change_id(KAI)).file.step(Step.DECIDE).text("clash")
    assert kept == "<b>نور</b> & “Żaneta” 🧁\n<script>'; DROP TABLE unit;--"


def test_two_people_at_one_step_both_keep_their_text(house: House) -> None:
    denise, femi = house.signed_in(), house.signed_in(Role.RESIDENTIAL_WORKER)
    seen = denise.worker_changes.workspace(change_id(KAI)).file.step(Step.DECIDE)
    femi.worker_changes.save_step(replace(seen, answers={"who_stays": "Femi and Eleri"}))
    mine = replace(seen, answers={"who_stays": "Everybody but Hannah"})
    with pytest.raises(EditConflict) as both:
        denise.worker_changes.save_step(mine)
    assert both.value.mine.answers == {"who_stays": "Everybody but Hannah"}
    assert both.value.theirs.answers == {"who_stays": "Femi and Eleri"}
    stored = denise.worker_changes.workspace(change_id(KAI)).file.step(Step.DECIDE)
    assert stored.answers == {"who_stays": "Femi and Eleri"}


def test_a_step_and_the_words_said_in_it_are_saved_together_or_not_at_all(house: House) -> None:
    denise, femi = house.signed_in(), house.signed_in(Role.RESIDENTIAL_WORKER)
    seen = denise.worker_changes.workspace(change_id(KAI)).file.step(Step.CHOOSE)
    wish = OwnWords(
        young_person_id=KAI, given_how=HowGiven.SAID, words="Sam. He can do bikes.", about=About.WISH,
        about_id=change_id(KAI), step=int(Step.CHOOSE),
    )  # fmt: skip
    femi.worker_changes.save_step(replace(seen, answers={"matching": "Bikes"}))
    with pytest.raises(EditConflict):
        denise.worker_changes.save_step(replace(seen, answers={"matching": "Quiet"}), (wish,))
    assert denise.own_words.list_for(KAI) == ()
    with pytest.raises(InputError):
        denise.worker_changes.save_step(seen, (replace(wish, words=" "),))
    newer = denise.worker_changes.workspace(change_id(KAI)).file.step(Step.CHOOSE)
    saved = denise.worker_changes.save_step(newer, (wish,), done=True)
    assert saved.record.done_by == "Denise Okafor"
    assert [w.words for w in denise.own_words.list_for(KAI)] == ["Sam. He can do bikes."]
    with pytest.raises(Gone):
        denise.worker_changes.save_step(saved.record, (replace(wish, young_person_id=DEV),))


def test_a_step_cannot_end_before_it_starts(house: House) -> None:
    services = house.signed_in()
    step = services.worker_changes.workspace(change_id(KAI)).file.step(Step.DECIDE)
    with pytest.raises(InputError) as told:
        services.worker_changes.save_step(replace(step, due_on=step.starts_on - timedelta(days=1)))
    assert told.value.problems[0].field == "due_on"


def test_open_promises_are_seen_by_whoever_leaves(house: House) -> None:
    services = house.signed_in()
    services.promises.save(Promise(young_person_id=KAI, what="Ring the college", made_by="Hannah"))
    services.promises.save(Promise(young_person_id=DEV, what="A photo", made_by="Hannah"))
    promises = services.worker_changes.workspace(change_id(KAI)).file.open_promises
    assert [(p.what, p.keeper) for p in promises] == [("Ring the college", "Hannah")]


def test_calling_a_change_off_needs_a_reason_and_keeps_it(house: House) -> None:
    services = house.signed_in()
    with pytest.raises(InputError):
        services.worker_changes.call_off(change_id(KAI), "  ")
    called_off = services.worker_changes.call_off(change_id(KAI), "Hannah stays after all.").record
    assert called_off.state is ChangeState.CALLED_OFF
    assert "Hannah stays after all." in called_off.internal_reason
    assert change_id(KAI) not in {c.id for c in services.worker_changes.open_changes()}
    assert change_id(KAI) in {c.id for c in services.worker_changes.changes_of(KAI)}


def test_those_who_may_leave_are_todays_key_adults_and_those_who_may_come_work_here(house: House) -> None:
    services = house.signed_in()
    for name, until in (("Hannah Whitlock", None), ("Aaron Pike", TODAY - timedelta(days=1))):
        services.people.save_key_adult(
            KeyAdult(young_person_id=KAI, role=KeyRole.KEY_WORKER, name=name, until=until)
        )
    found = services.worker_changes.candidates(KAI)
    assert [c.name for c in found.outgoing] == ["Hannah Whitlock"]
    assert "Femi Oduya" in {c.name for c in found.incoming}


def test_today_says_first_who_still_has_to_be_told(house: House) -> None:
    services = house.signed_in()
    today = services.today.load()
    kinds = [t.record_kind for t in today.still_to_tell]
    assert kinds == ["family_time", "family_time", "worker_changes", "worker_changes"]
    services.family_time.record_telling(KAI, KAI[:-1] + "3", "Femi", NOW, "Tell her hello.", HowGiven.SAID)
    left = services.today.load().still_to_tell
    assert [t.young_person_name for t in left if t.record_kind == "family_time"] == ["Dev"]
    assert [d.young_person_name for d in today.due if d.record_kind == "checklists"] == ["Dev", "Kai"]
