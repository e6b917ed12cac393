"""Time limits run from what starts them, chain from the day held, and never disappear while they are late."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from securecare_desktop.core import working_days
from securecare_desktop.core.working_days import is_working_day
from securecare_desktop.domain.checklists import ItemState
from securecare_desktop.domain.clock_running import (
    ClockFacts,
    ClockState,
    RunningClock,
    main_stay,
    running_clocks,
    stay_notices,
)
from securecare_desktop.domain.clocks import ClockKind, ClockSetting, OrderPlace, Trigger
from securecare_desktop.domain.legal_orders import OrderKind
from securecare_desktop.domain.source_marks import SourceMark
from securecare_desktop.domain.staff import Jurisdiction
from securecare_desktop.domain.time_limits import Counting
from securecare_desktop.domain.young_people import LegalBasis, Stage
from securecare_desktop.services.clock_file import clock_files
from tests.unit.domain.clock_house import (
    ARRIVED,
    NOW,
    clocks,
    done,
    facts,
    held,
    hours,
    limits,
    order,
    rule,
    run,
    stay,
    with_runs,
)

S = ClockState
CHAIN = rule(steps=("7 days", "1 months"), kind=ClockKind.CHAIN)


def only(found: list[RunningClock]) -> RunningClock:
    (clock,) = found
    return clock


# -- each kind ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("steps", "counting", "due"),
    [
        ("7 days", Counting.EXCLUSIVE, date(2026, 6, 8)),
        ("7 days", Counting.INCLUSIVE, date(2026, 6, 7)),
        ("5 working_days", Counting.EXCLUSIVE, date(2026, 6, 8)),
        ("1 months", Counting.EXCLUSIVE, date(2026, 7, 1)),
        ("0 days", Counting.EXCLUSIVE, date(2026, 6, 1)),
    ],
)
def test_a_deadline_counts_from_its_day(steps: str, counting: Counting, due: date) -> None:
    clock = only(clocks(rule(steps=(steps,), counting=counting), facts()))
    assert clock.due is not None
    assert clock.due.on == due


def test_what_is_to_be_done_at_once_is_due_at_that_moment_and_late_until_it_is_done() -> None:
    at_once = rule(steps=("0 hours",))
    late = only(clocks(at_once, facts()))
    assert late.due is not None
    assert (late.state, late.due.at) == (S.LATE, ARRIVED)
    finished = only(clocks(at_once, with_runs(facts(), done(ARRIVED + hours(1)))))
    assert (finished.state, finished.was_late) == (S.DONE, True)


def test_hours_pass_alike_in_the_night_in_which_the_clocks_change() -> None:
    arrived = datetime(2026, 10, 24, 22, 0, tzinfo=UTC)
    clock = only(clocks(rule(steps=("12 hours",)), facts(stays=(stay(arrived_at=arrived),)), arrived))
    assert clock.due is not None
    assert clock.due.at == arrived + hours(12)


def test_a_limit_warns_before_its_time_and_is_late_after_it() -> None:
    seven = rule()
    moments = {
        datetime(2026, 6, 2, 9, tzinfo=UTC): S.RUNNING,
        datetime(2026, 6, 7, 9, tzinfo=UTC): S.DUE_SOON,
        datetime(2026, 6, 8, 20, tzinfo=UTC): S.DUE_SOON,
        datetime(2026, 6, 9, 9, tzinfo=UTC): S.LATE,
        datetime(2031, 6, 9, 9, tzinfo=UTC): S.LATE,
    }
    assert {now: only(clocks(seven, facts(), now)).state for now in moments} == moments
    warned = only(clocks(rule(warn=limits("5 days")[0]), facts(), datetime(2026, 6, 4, 9, tzinfo=UTC)))
    assert warned.state is S.DUE_SOON


def test_a_chain_counts_from_the_day_held_also_where_that_was_late() -> None:
    late = done(datetime(2026, 6, 20, 9, tzinfo=UTC))
    first, second = clocks(CHAIN, with_runs(facts(), late), datetime(2026, 6, 21, tzinfo=UTC))
    assert (first.state, first.was_late) == (S.DONE, True)
    assert second.due is not None
    assert (second.step, second.due.on, second.state) == (2, date(2026, 7, 20), S.RUNNING)


def test_a_step_that_does_not_apply_is_followed_from_its_own_day() -> None:
    first, second = clocks(CHAIN, with_runs(facts(), run(state=ItemState.NOT_APPLICABLE)))
    assert first.state is S.NOT_APPLICABLE
    assert second.due is not None
    assert second.due.on == date(2026, 7, 8)


def test_later_steps_that_were_done_stay_when_an_earlier_one_is_opened_again() -> None:
    known = with_runs(facts(), run(), done(NOW, step=2))
    assert [(c.step, c.state) for c in clocks(CHAIN, known)] == [(1, S.LATE), (2, S.DONE)]


def test_a_rule_can_count_from_the_end_of_another_one() -> None:
    rules = (
        rule("A1"),
        rule("A2", ("1 months",), after="A1"),
        rule("A3", ("1 months",), after="A2", kind=ClockKind.CHAIN),
    )
    assert [c.state for c in clocks(rules, facts())] == [S.LATE, S.WAITING, S.WAITING]
    known = with_runs(facts(), done(datetime(2026, 6, 9, 9, tzinfo=UTC), "A1"))
    first, second, third = clocks(rules, known)
    assert second.due is not None
    assert (first.state, second.due.on, third.state) == (S.DONE, date(2026, 7, 9), S.WAITING)
    assert "Rule A2" in third.waits_for


def test_an_event_starts_a_limit_each_time_it_happens() -> None:
    restraint = rule(steps=("24 hours",), trigger=Trigger.EVENT)
    waiting = only(clocks(restraint, facts()))
    assert (waiting.state, waiting.due) == (S.WAITING, None)
    events = [run(id=name, series=name, starts_at=NOW - hours(n)) for name, n in (("one", 30), ("two", 2))]
    found = clocks(restraint, with_runs(facts(), *events))
    assert [(c.series, c.state) for c in found if c.run] == [("one", S.LATE), ("two", S.RUNNING)]
    assert sum(c.state is S.WAITING for c in found) == 1


def test_what_follows_from_an_event_runs_in_the_series_of_that_event() -> None:
    rules = (
        rule("P1", ("28 days",), trigger=Trigger.EVENT),
        rule("P2", ("15 working_days",), trigger=Trigger.EVENT, after="P1"),
    )
    meeting = done(NOW, "P1", id="one", series="one", starts_at=NOW - timedelta(days=3))
    core_group = next(c for c in clocks(rules, with_runs(facts(), meeting)) if c.rule.key == "P2")
    assert core_group.due is not None
    assert (core_group.series, core_group.due.on) == ("one", date(2026, 7, 1))


def test_an_order_starts_a_limit_that_ends_with_the_next_order() -> None:
    first = rule("O1", ("3 months",), trigger=Trigger.ORDER_MADE, order_place=OrderPlace.FIRST)
    later = rule("O2", ("6 months",), trigger=Trigger.ORDER_MADE, order_place=OrderPlace.LATER)
    assert [c.state for c in clocks((first, later), facts())] == [S.WAITING, S.WAITING]
    one = order(made_on=date(2026, 6, 3))
    alone = clocks((first, later), facts(orders=(one,)))[0]
    assert alone.due is not None
    assert (alone.series, alone.due.on) == ("order", date(2026, 9, 3))
    two = order(id="second", made_on=date(2026, 8, 20))
    ended, running = clocks((first, later), facts(orders=(two, one)), datetime(2026, 8, 25, tzinfo=UTC))
    assert running.due is not None
    assert (ended.state, ended.finished) == (S.DONE, date(2026, 8, 20))
    assert (running.series, running.due.on) == ("second", date(2027, 2, 20))


def test_an_order_that_ends_earlier_is_due_on_its_own_last_day_and_stays_late_without_another() -> None:
    lasts = rule(steps=("3 months",), trigger=Trigger.ORDER_MADE, orders=(OrderKind.SECURE_ORDER,))
    known = facts(orders=(order(ends_on=date(2026, 6, 5)), order(id="care", kind=OrderKind.CARE_ORDER)))
    clock = only(clocks(lasts, known))
    assert clock.due is not None
    assert (clock.due.on, clock.state) == (date(2026, 6, 5), S.LATE)


def test_nobody_is_late_with_a_right_that_ends() -> None:
    appeal = rule(steps=("21 days",), trigger=Trigger.ORDER_MADE, lapses=True)
    known = facts(orders=(order(appeal_by=date(2026, 6, 30)),))
    running = only(clocks(appeal, known))
    assert running.due is not None
    assert running.due.on == date(2026, 6, 30)
    assert only(clocks(appeal, known, datetime(2026, 7, 2, tzinfo=UTC))).state is S.OVER


def test_rules_without_a_date_and_how_long_records_are_kept_stand_there_once() -> None:
    rules = (
        rule("N1", (), kind=ClockKind.NO_DATE),
        rule("K1", ("900 months",), kind=ClockKind.KEPT_UNTIL, trigger=Trigger.BIRTH),
        rule("K2", ("180 months",), kind=ClockKind.KEPT_UNTIL, trigger=Trigger.MOVED_ON),
    )
    before = stay(id="before", arrived_at=ARRIVED - timedelta(days=90), ended_at=ARRIVED - timedelta(days=60))
    birth, moved, none = clocks(rules, facts(stays=(stay(), before)))
    assert birth.due is not None
    assert (birth.state, birth.due.on) == (S.KEPT, date(2085, 2, 28))
    assert (moved.state, moved.due) == (S.KEPT, None)
    assert none.state is S.NO_DATE


def test_a_plan_review_shows_a_limit_so_that_nothing_is_written_twice() -> None:
    reviews = rule(steps=("7 days", "1 months"), kind=ClockKind.CHAIN, rhythm="secure")
    first, second = clocks(
        reviews,
        facts(reviews=(held("secure", 1, date(2026, 6, 9)), held("secure", 2, None, date(2026, 7, 20)))),
    )
    assert (first.state, first.was_late, first.finished) == (S.DONE, True, date(2026, 6, 9))
    assert second.due is not None
    assert (second.due.on, second.review is not None) == (date(2026, 7, 9), True)
    assert "20 July" in second.notices[0]


def test_reviews_of_the_stay_before_show_no_limit_of_this_one() -> None:
    reviews = rule(rhythm="secure")
    clock = only(clocks(reviews, facts(reviews=(held("secure", 1, date(2026, 5, 20)),))))
    assert (clock.state, clock.review) == (S.LATE, None)


# -- what may be wrong or missing ------------------------------------------------------------------------------


def test_a_stay_without_arrival_says_what_is_missing_and_keeps_what_was_done() -> None:
    gone = facts(stays=(stay(arrived_at=None),))
    clock = only(clocks(rule(), gone))
    assert (clock.state, clock.due) == (S.MISSING, None)
    assert "arrival" in clock.missing
    assert stay_notices(gone.stays) == ("The arrival is not written down. Most limits count from it.",)
    assert only(clocks(rule(), with_runs(gone, done(NOW)))).state is S.DONE


def test_two_open_stays_are_said_and_the_limits_of_both_stand_there() -> None:
    stays = (stay(), stay(id="second", arrived_at=ARRIVED + timedelta(days=2)))
    found = clocks(rule(), facts(stays=stays))
    assert {c.stay_id for c in found} == {"stay", "second"}
    assert "Two stays are open" in stay_notices(stays)[0]
    newest = main_stay(stays)
    assert newest is not None
    assert newest.id == "second"


def test_a_stay_that_ends_before_it_begins_is_said_and_goes_on() -> None:
    wrong = stay(ended_at=ARRIVED - timedelta(days=1))
    assert "end before it begins" in stay_notices((wrong,))[0]
    assert only(clocks(rule(), facts(stays=(wrong,)))).state is S.LATE


def test_what_was_late_when_a_stay_ended_stays_late_and_the_rest_is_over() -> None:
    ended = facts(stays=(stay(ended_at=datetime(2026, 6, 10, tzinfo=UTC)),))
    rules = (rule("A1"), rule("A2", ("28 days",)), rule("A3", ("0 days",), trigger=Trigger.MOVED_ON))
    late, over, leaving = clocks(rules, ended, datetime(2027, 1, 1, tzinfo=UTC))
    assert late.state is S.LATE
    assert "The stay has ended" in late.notices[-1]
    assert over.state is S.OVER
    assert leaving.state is S.LATE


def test_more_time_that_was_allowed_counts_only_while_it_is_later() -> None:
    more = run(extended_until=datetime(2026, 6, 12, 9, tzinfo=UTC), extended_because="The court")
    clock = only(clocks(rule(), with_runs(facts(), more)))
    assert clock.extended
    assert clock.due is not None
    assert (clock.state, clock.due.at) == (S.DUE_SOON, more.extended_until)
    later = facts(stays=(stay(arrived_at=ARRIVED + timedelta(days=10)),))
    assert not only(clocks(rule(), with_runs(later, more))).extended


def test_a_year_without_bank_holidays_gives_an_early_day_and_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def nothing_known(nation: str, year: int) -> frozenset[date]:
        raise working_days.NoBankHolidays("unknown")

    monkeypatch.setattr(working_days, "bank_holidays", nothing_known)
    arrived = datetime(2026, 12, 22, 10, tzinfo=UTC)
    clock = only(clocks(rule(steps=("5 working_days",)), facts(stays=(stay(arrived_at=arrived),)), arrived))
    assert clock.due is not None
    assert clock.due.on == date(2026, 12, 29)
    assert "bank holidays" in clock.notices[0]


def test_a_day_beyond_every_calendar_is_said_and_the_limit_stands_there() -> None:
    last = facts(stays=(stay(arrived_at=datetime(9999, 12, 30, tzinfo=UTC)),))
    clock = only(clocks(rule(steps=("3 months",)), last))
    assert (clock.state, clock.due) == (S.MISSING, None)
    assert "beyond every calendar" in clock.notices[0]


def test_reviews_from_before_the_arrival_are_asked_for() -> None:
    looked_after = rule(
        steps=("20 working_days", "3 months"), kind=ClockKind.CHAIN, trigger=Trigger.LOOKED_AFTER
    )
    long_ago = facts(stays=(stay(looked_after_since=date(2020, 1, 1)),))
    assert only(clocks(looked_after, long_ago)).state is S.MISSING
    before = done(datetime(2026, 5, 4, 9, tzinfo=UTC))
    assert clocks(looked_after, with_runs(long_ago, before))[1].state is S.RUNNING
    lately = facts(stays=(stay(looked_after_since=date(2026, 5, 28)),))
    assert only(clocks(looked_after, lately)).state is S.RUNNING


def test_looked_after_reviews_go_on_from_one_stay_to_the_next() -> None:
    looked_after = rule(
        steps=("20 working_days", "3 months"),
        kind=ClockKind.CHAIN,
        trigger=Trigger.LOOKED_AFTER,
        rhythm="looked_after",
    )
    known = facts(
        stays=(stay(looked_after_since=date(2026, 1, 5)),),
        reviews=(held("looked_after", 1, date(2026, 1, 30)), held("looked_after", 2, date(2026, 4, 28))),
    )
    third = clocks(looked_after, known)[-1]
    assert third.due is not None
    assert (third.step, third.due.on) == (3, date(2026, 7, 28))


# -- which rules run -------------------------------------------------------------------------------------------


def test_a_rule_runs_in_its_nation_or_where_its_law_holds() -> None:
    scottish = rule(jurisdictions=(Jurisdiction.SCOTLAND,))
    assert clocks(scottish, facts()) == []
    assert only(clocks(scottish, facts(nation=Jurisdiction.SCOTLAND)))
    assert only(clocks(scottish, facts(stays=(stay(legal_basis=LegalBasis.SCOTLAND_HEARING),))))
    remand = rule(legal_bases=(LegalBasis.REMAND,))
    assert clocks(remand, facts()) == []


def test_a_rule_runs_from_the_day_the_law_is_in_force() -> None:
    assert clocks(rule(in_force_from=date(2026, 6, 2)), facts()) == []
    assert only(clocks(rule(in_force_from=date(2026, 6, 1), in_force_until=date(2026, 6, 1)), facts()))
    assert clocks(rule(in_force_until=date(2026, 5, 31)), facts()) == []


def setting(**other: object) -> dict[str, ClockSetting]:
    return {"X01": ClockSetting(unit_id="rowan", rule="X01", **other)}  # type: ignore[arg-type]


def test_a_local_procedure_runs_where_a_manager_switched_it_on() -> None:
    local = rule(usually_off=True)
    assert clocks(local, facts()) == []
    assert only(clocks(local, facts(settings=setting())))
    assert clocks(rule(), facts(settings=setting(in_use=False))) == []


def test_what_was_written_down_of_a_rule_that_is_gone_stays() -> None:
    event = run(id="one", series="one", starts_at=ARRIVED)
    for rules, known in (
        ((), facts()),
        ((rule(trigger=Trigger.EVENT),), facts(settings=setting(in_use=False))),
        ((rule(trigger=Trigger.EVENT, legal_bases=(LegalBasis.REMAND,)),), facts()),
    ):
        found = clocks(rules, with_runs(known, event, done(NOW, series="two", id="two")))
        assert {(c.series, c.state is S.DONE) for c in found} == {("one", False), ("two", True)}


def test_a_figure_that_was_not_seen_is_to_be_checked_until_a_manager_confirmed_it() -> None:
    memory = rule(mark=SourceMark.FROM_MEMORY)
    assert not only(clocks(memory, facts())).figure_confirmed
    confirmed = setting(confirmed_on=date(2026, 6, 1), confirmed_steps=("3 days",), confirmed_by="Grace")
    clock = only(clocks(memory, facts(settings=confirmed)))
    assert clock.due is not None
    assert (clock.figure_confirmed, clock.due.on) == (True, date(2026, 6, 4))
    broken = only(clocks(memory, facts(settings=setting(confirmed_on=NOW.date(), confirmed_steps=("soon",)))))
    assert broken.due is not None
    assert (broken.figure_confirmed, broken.due.on) == (False, date(2026, 6, 8))
    assert "cannot be read" in broken.notices[0]


# -- whatever the dates are ------------------------------------------------------------------------------------

MOMENTS = st.datetimes(datetime(2015, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))
BASES = st.sampled_from(tuple(LegalBasis))
NATIONS = st.sampled_from(tuple(Jurisdiction))
RULES = clock_files().rules


@given(MOMENTS, MOMENTS, BASES, NATIONS, st.one_of(st.none(), MOMENTS))
def test_every_rule_of_a_stay_stands_there_exactly_once_per_step(
    arrived: datetime, now: datetime, basis: LegalBasis, nation: Jurisdiction, ended: datetime | None
) -> None:
    here = stay(arrived_at=arrived, legal_basis=basis, ended_at=ended, looked_after_since=arrived.date())
    known = facts(stays=(here,), nation=nation)
    found = running_clocks(RULES, known, now)
    keys = [clock.key for clock in found]
    assert len(keys) == len(set(keys))
    for one in RULES:
        applies = not one.usually_off and (nation in one.jurisdictions or basis.nation in one.jurisdictions)
        applies = applies and (not one.legal_bases or basis in one.legal_bases)
        starts = one.trigger in (Trigger.ARRIVAL, Trigger.LOOKED_AFTER) and not one.after
        if applies and starts and one.kind not in (ClockKind.NO_DATE, ClockKind.KEPT_UNTIL):
            states = [c.state for c in found if c.rule is one]
            assert len(states) == 1
            assert states[0].is_open or (states[0] is S.OVER and ended is not None)


@given(
    MOMENTS, st.timedeltas(timedelta(days=-700), timedelta(days=700)), BASES, st.lists(MOMENTS, max_size=4)
)
def test_moving_the_arrival_back_and_forth_gives_the_same_dates(
    arrived: datetime, by: timedelta, basis: LegalBasis, held_at: list[datetime]
) -> None:
    runs = tuple(done(at, "E08", step=n) for n, at in enumerate(held_at, 1))
    known = with_runs(facts(stays=(stay(arrived_at=arrived, legal_basis=basis),)), *runs)
    now = arrived + timedelta(days=30)

    def moved(to: datetime) -> ClockFacts:
        return replace(known, stays=(replace(known.stays[0], arrived_at=to),))

    assert running_clocks(RULES, known, now) == running_clocks(
        RULES, moved(moved(arrived + by).stays[0].arrived_at - by), now
    )  # type: ignore[operator]
    assert {c.run for c in running_clocks(RULES, moved(arrived + by), now)} >= set(runs)


@given(st.lists(st.timedeltas(timedelta(0), timedelta(days=120)), max_size=8))
def test_each_step_of_a_chain_counts_from_the_one_before_and_the_last_is_open(gaps: list[timedelta]) -> None:
    at, runs = ARRIVED, []
    for step, gap in enumerate(gaps, 1):
        at += gap
        runs.append(done(at, step=step))
    found = clocks(CHAIN, with_runs(facts(), *runs), at + timedelta(days=1))
    assert [c.step for c in found] == list(range(1, len(gaps) + 2))
    assert [c.state is S.DONE for c in found] == [True] * len(gaps) + [False]
    for before, after in zip(found, found[1:], strict=False):
        assert after.starts == before.finished


@given(MOMENTS, st.integers(0, 60), NATIONS)
def test_a_limit_in_working_days_is_never_due_on_a_holiday(
    arrived: datetime, count: int, nation: Jurisdiction
) -> None:
    counted = rule(steps=(f"{count} working_days",), jurisdictions=(nation,))
    clock = only(clocks(counted, facts(nation=nation, stays=(stay(arrived_at=arrived),)), arrived))
    assert clock.due is not None
    assert is_working_day(clock.due.on, nation.value)


@given(MOMENTS, MOMENTS)
def test_what_is_late_stays_late_however_much_time_passes(now: datetime, later: datetime) -> None:
    early, late = sorted((now, later))
    known = facts(stays=(stay(arrived_at=datetime(2014, 6, 1, tzinfo=UTC)),))
    was = {c.key for c in running_clocks(RULES, known, early) if c.state is S.LATE}
    assert was <= {c.key for c in running_clocks(RULES, known, late) if c.state is S.LATE}


def test_somebody_born_on_29_february_has_a_day_in_every_year() -> None:
    kept = rule(steps=("1200 months",), kind=ClockKind.KEPT_UNTIL, trigger=Trigger.BIRTH)
    clock = only(clocks(kept, facts(born=date(2012, 2, 29))))
    assert clock.due is not None
    assert clock.due.on == date(2112, 2, 29)
    arrived = facts(stays=(stay(arrived_at=datetime(2028, 2, 29, 9, tzinfo=UTC)),))
    yearly = only(clocks(rule(steps=("12 months",)), arrived))
    assert yearly.due is not None
    assert yearly.due.on == date(2029, 2, 28)


def test_the_limits_of_somebody_who_is_still_to_come_wait_for_the_arrival() -> None:
    to_come = facts(stays=(stay(arrived_at=None, stage=Stage.BEFORE),))
    assert stay_notices(to_come.stays) == ()
    clock = only(clocks(rule(), to_come))
    assert (clock.state, clock.waits_for) == (S.WAITING, "Counts from: the placement")


KEYS = st.sampled_from((*(one.key for one in RULES), "X99"))


@given(
    st.dictionaries(
        st.tuples(KEYS, st.sampled_from(("", "one", "order")), st.integers(1, 4)),
        st.tuples(st.sampled_from(tuple(ItemState)), MOMENTS),
        max_size=8,
    ),
    BASES,
    NATIONS,
    st.one_of(st.none(), MOMENTS),
    st.one_of(st.none(), MOMENTS),
)
def test_whatever_was_written_down_stands_there_exactly_once(
    written: dict[tuple[str, str, int], tuple[ItemState, datetime]],
    basis: LegalBasis,
    nation: Jurisdiction,
    arrived: datetime | None,
    ended: datetime | None,
) -> None:
    runs = tuple(
        run(key, series=series, step=step, state=state, done_at=at, starts_at=at, id=f"{key}{series}{step}")
        for (key, series, step), (state, at) in written.items()
    )
    here = stay(arrived_at=arrived, ended_at=ended, legal_basis=basis)
    known = facts(stays=(here,), runs=runs, nation=nation, orders=(order(),))
    found = running_clocks(RULES, known, datetime(2090, 1, 1, tzinfo=UTC))
    assert sorted(c.run.id for c in found if c.run is not None) == sorted(one.id for one in runs)
    assert len({c.key for c in found if c.state is not S.WAITING}) == sum(
        c.state is not S.WAITING for c in found
    )
