"""Time limits in a real store: what the stay starts, what became of it, what a manager makes of the figures."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from securecare_desktop.core.errors import EditConflict, Gone, InputError, PermissionRefused
from securecare_desktop.domain.attachments import Attachment
from securecare_desktop.domain.checklists import ItemState
from securecare_desktop.domain.clock_running import ClockState, RunningClock
from securecare_desktop.domain.clocks import ClockRun, ClockSetting
from securecare_desktop.domain.legal_orders import LegalOrder, OrderKind
from securecare_desktop.domain.people import Answer
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.plan_reviews import PlanReview
from securecare_desktop.domain.staff import Role
from securecare_desktop.domain.today import DueLine
from securecare_desktop.domain.withholding import FromWhom, Withholding
from securecare_desktop.services.bundle import Services
from securecare_desktop.services.clocks import ClockBoard
from securecare_desktop.services.today_clocks import clock_lines
from securecare_desktop.services.today_look import Look
from tests.support.house import KAI, MIA, NOW, TODAY, House
from tests.unit.services.permission_clocks import done, setting

S = ClockState
EVENING = NOW + timedelta(hours=4)


def clock(board: ClockBoard, rule: str, step: int = 1) -> RunningClock:
    every = (*board.clocks, *board.waiting, *board.past, *board.without_date)
    return next(one for one in every if (one.rule.key, one.step) == (rule, step))


def lines(services: Services) -> tuple[DueLine, ...]:
    session = services.session
    with session.reading() as work:
        look = Look(work, session.actor, session.visible_names(work), NOW, TODAY, TODAY + timedelta(days=7))
        return tuple(clock_lines(look))


def faults(error: pytest.ExceptionInfo[InputError]) -> set[str]:
    return {problem.field for problem in error.value.problems}


def test_the_board_holds_what_the_stay_starts_late_ones_first(house: House) -> None:
    board = house.signed_in().clocks.board(KAI)
    states = [one.state for one in board.clocks]
    assert states == sorted(states, key=lambda state: state is not S.LATE and state is not S.RUNNING)
    assert states[0] is S.LATE
    assert {"E02", "E08", "E12", "E15"} <= {one.rule.key for one in board.clocks}
    assert {one.rule.key[0] for one in (*board.clocks, *board.waiting, *board.without_date)} == {"E"}
    assert "E14" not in {one.rule.key for one in board.clocks}
    assert board.past == ()
    assert {event.key for event in board.events} == {"restraint", "E25", "E26"}


def test_what_was_done_is_past_and_the_next_step_counts_from_then(house: House) -> None:
    services = house.signed_in()
    visit = clock(services.clocks.board(KAI), "E15")
    held = NOW - timedelta(days=3)
    with pytest.raises(InputError) as refused:
        services.clocks.hold(visit.as_run(), held, "")
    assert faults(refused) == {"done_by", "evidence", "late_reason"}
    services.clocks.hold(visit.as_run(), held, "Ruth Calloway", "Her note", late_reason="She was ill.")
    board = services.clocks.board(KAI)
    assert [(one.rule.key, one.was_late) for one in board.past] == [("E15", True)]
    second = clock(board, "E15", 2)
    assert second.due is not None
    assert second.due.on == held.date() + timedelta(weeks=6)
    corrected = clock(board, "E15").as_run()
    services.clocks.save(replace(corrected, done_at=NOW - timedelta(days=10)))
    moved = clock(services.clocks.board(KAI), "E15", 2)
    assert moved.due is not None
    assert moved.due.on == (NOW - timedelta(days=10)).date() + timedelta(weeks=6)


def test_a_limit_that_two_people_write_down_at_once_is_not_there_twice(house: House) -> None:
    services = house.signed_in()
    services.clocks.save(done(services, KAI))
    with pytest.raises(EditConflict):
        services.clocks.save(replace(done(services, KAI), id="", version=0))


def test_nothing_is_written_beside_somebody_elses_stay_record_or_file(house: House) -> None:
    services = house.signed_in(Role.UNIT_MANAGER)
    with services.session.writing(Action.MANAGE_UNIT) as work:
        of_mia = work.stays.find(young_person_id=MIA)[0]
        file = work.attachments.add(
            Attachment(
                young_person_id=MIA, record_kind="stays", record_id=of_mia.id, name="a.txt",
                media_type="text/plain", data=b"a",
            )
        )  # fmt: skip
    with pytest.raises(Gone):
        services.clocks.save(replace(done(services, KAI), stay_id=of_mia.id))
    linked = replace(done(services, KAI), evidence_kind="attachments", evidence_id=file.id)
    with pytest.raises(Gone):
        services.clocks.save(linked)
    with pytest.raises(Gone):
        services.clocks.save(replace(linked, evidence_kind="nothing_of_the_kind"))


def test_a_linked_record_shows_that_it_was_done(house: House) -> None:
    services = house.signed_in()
    with services.session.reading() as work:
        stay = work.stays.current(KAI)
    assert stay is not None
    run = replace(done(services, KAI), evidence="", evidence_kind="stays", evidence_id=stay.id)
    assert services.clocks.save(run).record.evidence_id == stay.id


def test_more_time_is_only_a_later_moment_and_needs_its_reason(house: House) -> None:
    services = house.signed_in()
    late = clock(services.clocks.board(KAI), "E12").as_run()
    with pytest.raises(InputError) as refused:
        services.clocks.extend(late, NOW - timedelta(days=69), "")
    assert faults(refused) == {"extended_until", "extended_because"}
    services.clocks.extend(late, EVENING, "The council asked for today.")
    extended = clock(services.clocks.board(KAI), "E12")
    assert (extended.state, extended.extended) == (S.DUE_SOON, True)
    house.clock.moment = EVENING + timedelta(minutes=1)
    assert clock(services.clocks.board(KAI), "E12").state is S.LATE


def test_several_limits_are_set_aside_at_once_with_one_reason(house: House) -> None:
    services = house.signed_in()
    late = [one for one in services.clocks.board(KAI).clocks if one.state is S.LATE]
    with pytest.raises(InputError):
        services.clocks.set_aside(KAI, tuple(one.as_run() for one in late), " ")
    assert len(services.clocks.board(KAI).past) == 0
    because = "Kept on paper until June."
    services.clocks.set_aside(KAI, tuple(one.as_run() for one in late), because)
    board = services.clocks.board(KAI)
    assert {one.rule.key for one in late} == {one.rule.key for one in board.past}
    assert all(one.run is not None and one.run.not_applicable_because == because for one in board.past)


def test_one_event_starts_all_its_limits_each_with_its_own_end(house: House) -> None:
    services = house.signed_in()
    with pytest.raises(InputError):
        services.clocks.record_event(KAI, "restraint", EVENING)
    with pytest.raises(InputError):
        services.clocks.record_event(KAI, "restraint", None)
    with pytest.raises(Gone):
        services.clocks.record_event(KAI, "S04", NOW)
    started = services.clocks.record_event(KAI, "restraint", NOW - timedelta(hours=30), "Femi").record
    assert [run.series == run.id for run in started] == [True] * 3
    board = services.clocks.board(KAI)
    states = {one.rule.key: one.state for one in board.clocks if one.rule.event}
    assert states == {"E19": S.LATE, "E20": S.DUE_SOON, "E21": S.RUNNING}
    record = next(one for one in board.clocks if one.rule.key == "E19")
    services.clocks.hold(record.as_run(), NOW, "Femi", "The record", "The night was busy.")
    left = services.clocks.board(KAI)
    assert {one.rule.key for one in left.clocks if one.rule.event} == {"E20", "E21"}
    assert {one.rule.key for one in left.waiting if one.rule.event} == {"E19", "E20", "E21"}


def test_an_order_pauses_the_total_and_one_that_is_not_secure_does_not(house: House) -> None:
    services = house.signed_in(Role.UNIT_MANAGER)
    board = services.clocks.board(KAI)
    assert board.stay is not None
    late = clock(board, "E02")
    assert (late.state, late.figure_confirmed) == (S.LATE, False)
    with services.session.writing(Action.MANAGE_UNIT) as work:
        work.legal_orders.add(
            LegalOrder(
                young_person_id=KAI, stay_id=board.stay.id, kind=OrderKind.SECURE_ORDER,
                made_on=(NOW - timedelta(days=80)).date(), secure=Answer.YES,
            )
        )  # fmt: skip
    assert clock(services.clocks.board(KAI), "E02").state is S.PAUSED


def test_a_figure_that_a_manager_looked_up_counts_in_the_unit(house: House) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    figures = {one.rule.key: one for one in manager.clocks.figures()}
    assert next(iter(figures)) == "E01"
    assert not figures["E11"].confirmed
    assert not figures["E14"].in_use
    looked_up = replace(
        figures["E11"].setting, confirmed_steps=("36 hours",), confirmed_on=TODAY, confirmed_by="Grace Osei"
    )
    with pytest.raises(InputError) as refused:
        manager.clocks.save_setting(looked_up)
    assert faults(refused) == {"checked_against"}
    stored = manager.clocks.save_setting(replace(looked_up, checked_against="Regulation 13")).record
    told = clock(manager.clocks.board(KAI), "E11")
    assert told.due is not None
    assert (told.figure_confirmed, told.due.at) == (True, NOW - timedelta(days=69) + timedelta(hours=36))
    with pytest.raises(EditConflict):
        manager.clocks.save_setting(replace(stored, id="", version=0))
    with pytest.raises(InputError) as wrong:
        manager.clocks.save_setting(replace(stored, confirmed_steps=("soon",), confirmed_on=date(2099, 1, 1)))
    assert faults(wrong) == {"confirmed_steps", "confirmed_on"}


@pytest.mark.parametrize("steps", [("72 hours",), ("3 days", "1 months"), ("72 hours", "often")])
def test_a_total_is_confirmed_with_both_its_figures(house: House, steps: tuple[str, ...]) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    total = next(one for one in manager.clocks.figures() if one.rule.key == "E02").setting
    looked_up = replace(
        total, confirmed_on=TODAY, confirmed_by="Grace Osei", checked_against="Regulation 10",
        confirmed_steps=("48 hours", "4 weeks"),
    )  # fmt: skip
    with pytest.raises(InputError) as refused:
        manager.clocks.save_setting(replace(looked_up, confirmed_steps=steps))
    assert faults(refused) == {"confirmed_steps"}
    manager.clocks.save_setting(looked_up)
    found = clock(manager.clocks.board(KAI), "E02")
    assert found.due is not None
    assert (found.figure_confirmed, found.due.at) == (True, NOW - timedelta(days=69) + timedelta(hours=48))


def test_law_is_switched_off_only_with_a_reason_and_a_local_procedure_without(house: House) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    manager.clocks.save_setting(setting(manager))
    assert clock(manager.clocks.board(KAI), "E14").state is S.LATE
    off = ClockSetting(unit_id=manager.session.actor.unit_id, rule="E12", in_use=False)
    with pytest.raises(InputError):
        manager.clocks.save_setting(off)
    manager.clocks.save_setting(replace(off, checked_against="The council does it before every arrival."))
    assert "E12" not in {one.rule.key for one in manager.clocks.board(KAI).clocks}


def test_a_manager_changes_no_figures_of_another_unit(house: House) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    with manager.session.reading() as work:
        other = next(unit.id for unit in work.units.find() if unit.id != manager.session.actor.unit_id)
    with pytest.raises(PermissionRefused):
        manager.clocks.save_setting(ClockSetting(unit_id=other, rule="E14"))
    with pytest.raises(PermissionRefused):
        manager.clocks.figures(other)
    with pytest.raises(Gone):
        manager.clocks.save_setting(replace(setting(manager), rule="X99"))


def test_a_figure_of_another_unit_does_not_become_one_of_the_own(house: House) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    own = manager.session.actor.unit_id
    with manager.session.writing(Action.MANAGE_UNIT) as work:
        other = next(unit.id for unit in work.units.find() if unit.id != own)
        theirs = work.clock_settings.add(ClockSetting(unit_id=other, rule="E14", in_use=True))
    with pytest.raises(Gone):
        manager.clocks.save_setting(replace(theirs, unit_id=own))
    with manager.session.reading() as work:
        assert [s.unit_id for s in work.clock_settings.find(id=theirs.id)] == [other]


def test_what_shows_it_is_withheld_from_whom_it_is_withheld(house: House) -> None:
    worker = house.signed_in(Role.RESIDENTIAL_WORKER)
    stored = worker.clocks.save(done(worker, KAI)).record
    manager = house.signed_in(Role.UNIT_MANAGER)
    manager.withholding.withhold(
        Withholding(
            young_person_id=KAI, record_kind="clock_runs", record_id=stored.id, field="evidence",
            from_whom=FromWhom.STAFF, from_id=worker.session.actor.id, from_name=worker.session.actor.name,
            because="It is about somebody else.",
        )
    )  # fmt: skip
    seen = clock(worker.clocks.board(KAI), "E12").run
    assert seen is not None
    assert stored.evidence not in seen.evidence
    whole = clock(manager.clocks.board(KAI), "E12").run
    assert whole is not None
    assert whole.evidence == stored.evidence


# -- Today -----------------------------------------------------------------------------------------------------


def test_a_limit_stays_done_for_whoever_does_not_see_the_record_that_shows_it(house: House) -> None:
    worker = house.signed_in(Role.RESIDENTIAL_WORKER)
    shows = worker.checklists.items(KAI)[0]
    run = replace(done(worker, KAI), evidence_kind="checklist_items", evidence_id=shows.id)
    stored = worker.clocks.save(run).record
    house.signed_in(Role.UNIT_MANAGER).withholding.withhold(
        Withholding(
            young_person_id=KAI, record_kind="checklist_items", record_id=shows.id, from_whom=FromWhom.ROLE,
            from_id=Role.RESIDENTIAL_WORKER, from_name="Residential workers", because="A surprise.",
        )
    )  # fmt: skip
    worker = house.signed_in(Role.RESIDENTIAL_WORKER)
    assert stored.id in {one.run.id for one in worker.clocks.board(KAI).past if one.run is not None}
    with pytest.raises(EditConflict):
        worker.clocks.save(run)


def test_today_says_what_is_late_for_long_in_one_line_and_what_is_due_in_its_own(house: House) -> None:
    services = house.signed_in()
    of_kai = [line for line in lines(services) if line.young_person_id == KAI]
    together = [line for line in of_kai if not line.record_id]
    assert len(together) == 1
    assert "time limits late since before" in together[0].what
    services.clocks.record_event(KAI, "restraint", NOW - timedelta(hours=30), "Femi")
    record = next(line for line in lines(services) if "restraint written" in line.what)
    assert (record.record_kind, record.who, record.due_at) == ("clocks", "Femi", NOW - timedelta(hours=6))
    assert record.record_id in {one.key for one in services.clocks.board(KAI).clocks}


def test_today_says_of_a_review_which_rhythm_shows_it_and_of_an_order_nothing(house: House) -> None:
    services = house.signed_in(Role.UNIT_MANAGER)
    stay = services.clocks.board(KAI).stay
    assert stay is not None
    made = NOW.date() - timedelta(days=60)
    with services.session.writing(Action.MANAGE_UNIT) as work:
        work.plan_reviews.add(
            PlanReview(young_person_id=KAI, rhythm="england_secure_criteria", step=1, due_on=TODAY)
        )
        work.clock_settings.add(
            ClockSetting(unit_id=services.session.actor.unit_id, rule="E08", confirmed_steps=("69 days",))
        )
        work.legal_orders.add(
            LegalOrder(
                young_person_id=KAI, stay_id=stay.id, kind=OrderKind.SECURE_ORDER, made_on=made, ends_on=TODAY,
            )
        )  # fmt: skip
    of_kai = [line for line in lines(services) if line.young_person_id == KAI]
    review = next(line for line in of_kai if "criteria review" in line.what)
    assert (review.rhythm, review.due_on) == ("england_secure_criteria", TODAY)
    assert not any("order ends" in line.what for line in of_kai)


def test_today_says_what_has_to_be_put_right_in_a_stay(house: House) -> None:
    services = house.signed_in(Role.UNIT_MANAGER)
    stay = services.clocks.board(KAI).stay
    assert stay is not None
    with services.session.writing(Action.EDIT_PROFILE, KAI) as work:
        work.stays.save(replace(stay, arrived_at=None))
    said = [line for line in lines(services) if line.record_kind == "stays"]
    assert [(line.young_person_id, line.record_id) for line in said] == [(KAI, stay.id)]
    assert "arrival is not written down" in said[0].what
    board = services.clocks.board(KAI)
    assert board.notices == (said[0].what,)
    assert {one.state for one in board.clocks} == {S.MISSING}


def test_a_step_is_not_done_before_the_one_it_follows(house: House) -> None:
    services = house.signed_in()
    first = services.clocks.hold(done(services, KAI, "E15"), NOW - timedelta(days=64), "Ruth", "Note").record
    second = clock(services.clocks.board(KAI), "E15", 2).as_run()
    with pytest.raises(InputError) as too_early:
        services.clocks.hold(second, NOW - timedelta(days=65), "Ruth", "Note")
    assert faults(too_early) == {"done_at"}
    services.clocks.hold(second, NOW - timedelta(days=40), "Ruth", "Note")
    with pytest.raises(InputError) as too_late:
        services.clocks.hold(first, NOW - timedelta(days=39), "Ruth", "Note", "She was ill.")
    assert faults(too_late) == {"done_at"}


def test_today_holds_nobody_out_of_reach(house: House) -> None:
    assert MIA not in {line.young_person_id for line in lines(house.signed_in())}


def test_a_late_limit_of_a_stay_that_ended_stands_on_the_board_and_on_today(house: House) -> None:
    services = house.signed_in(Role.UNIT_MANAGER)
    services.clocks.record_event(KAI, "restraint", NOW - timedelta(hours=30))
    stay = services.clocks.board(KAI).stay
    assert stay is not None
    with services.session.writing(Action.EDIT_PROFILE, KAI) as work:
        work.stays.save(replace(stay, ended_at=NOW - timedelta(hours=1)))
    assert clock(services.clocks.board(KAI), "E19").state is S.LATE
    assert any("restraint written" in line.what for line in lines(services))


def test_somebody_without_a_stay_has_no_limits(house: House) -> None:
    services = house.signed_in(Role.UNIT_MANAGER)
    with services.session.writing(Action.MANAGE_UNIT) as work:
        known = work.young_people.require(KAI)
        new = work.young_people.add(replace(known, id="", version=0, name_used="New"))
    assert services.clocks.board(new.id) == ClockBoard(stay=None)
    with pytest.raises(Gone):
        services.clocks.record_event(new.id, "restraint", NOW)


def test_what_became_of_a_limit_can_be_opened_again(house: House) -> None:
    services = house.signed_in()
    stored = services.clocks.save(done(services, KAI)).record
    services.clocks.save(replace(stored, state=ItemState.OPEN, done_at=None))
    opened = clock(services.clocks.board(KAI), "E12")
    assert opened.state is S.LATE
    assert isinstance(opened.as_run(), ClockRun)


def test_what_runs_is_among_the_next_dates_and_what_an_order_says_is_not_said_twice(house: House) -> None:
    services = house.signed_in(Role.UNIT_MANAGER)
    stay = services.clocks.board(KAI).stay
    assert stay is not None
    with services.session.writing(Action.MANAGE_UNIT) as work:
        work.legal_orders.add(
            LegalOrder(
                young_person_id=KAI, stay_id=stay.id, kind=OrderKind.SECURE_ORDER, secure=Answer.YES,
                made_on=TODAY - timedelta(days=69), ends_on=TODAY + timedelta(days=10),
            )
        )  # fmt: skip
    dates = services.young_people.overview(KAI).next_dates
    again = next(one for one in dates if one.what == "Mental health looked at again")
    assert (again.rests_on, again.day > TODAY) == ("guidance", True)
    assert [one.what for one in dates if "order" in one.what] == ["The order ends on 24 May"]
