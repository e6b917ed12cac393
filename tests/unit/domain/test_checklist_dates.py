"""When items of a checklist are due: counted from their anchor or from another item, over all dates and back again."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from securecare_desktop.core.clock import local
from securecare_desktop.core.working_days import is_working_day
from securecare_desktop.domain.checklist_dates import Dated, chosen_by_hand, dated_anew, due_of
from securecare_desktop.domain.checklists import Anchor, Checklist, ChecklistItem, ItemState
from securecare_desktop.domain.staff import Jurisdiction
from securecare_desktop.domain.time_limits import TimeUnit

ENGLAND = Jurisdiction.ENGLAND
ARRIVED = datetime(2026, 5, 14, 9, 30, tzinfo=UTC)
MOVE, LATER = date(2026, 6, 5), date(2026, 6, 12)
DAYS = st.dates(date(2020, 1, 1), date(2090, 12, 31))
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2090, 12, 31)).map(lambda m: m.replace(tzinfo=UTC))
UNITS = st.sampled_from(TimeUnit)
OFFSETS = st.integers(-400, 400)


def running(anchor: Anchor = Anchor.PLANNED_MOVE, on: date | None = None) -> Checklist:
    return Checklist(young_person_id="kai", template_id="t", title="Moving on", anchor=anchor, anchor_on=on)


def item(key: str = "F01", offset: int | None = -7, **more: object) -> ChecklistItem:
    given: dict[str, object] = {
        "id": key, "young_person_id": "kai", "checklist_id": "c", "key": key, "what": key, "offset": offset,
    }  # fmt: skip
    return ChecklistItem(**{**given, **more})  # type: ignore[arg-type]


def anew(
    items: tuple[ChecklistItem, ...], anchors: Mapping[Anchor, date | datetime], before: date | None = None
) -> tuple[ChecklistItem, ...]:
    """Return all items, those that moved as they are now."""
    moved = {i.id: i for i in dated_anew(items, running(on=before), anchors, ENGLAND)}
    return tuple(moved.get(i.id, i) for i in items)


def due(what: ChecklistItem, start: date | datetime, nation: Jurisdiction = ENGLAND) -> Dated:
    return due_of(what, Anchor.ARRIVAL, {Anchor.ARRIVAL: start}, {}, nation)


# -- one item --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("offset", "unit", "day"),
    [
        (-7, TimeUnit.DAYS, date(2026, 5, 7)),
        (0, TimeUnit.DAYS, date(2026, 5, 14)),
        (72, TimeUnit.HOURS, date(2026, 5, 17)),
        (7, TimeUnit.WORKING_DAYS, date(2026, 5, 26)),  # 25 May is a bank holiday
        (12, TimeUnit.WEEKS, date(2026, 8, 6)),
        (3, TimeUnit.MONTHS, date(2026, 8, 14)),
    ],
)
def test_each_unit_counts_from_the_arrival(offset: int, unit: TimeUnit, day: date) -> None:
    found = due(item(offset=offset, offset_unit=unit), ARRIVED).due
    assert found is not None
    assert found.on == day
    assert (found.at is not None) == (unit is TimeUnit.HOURS)


def test_hours_from_a_day_without_a_moment_make_up_none() -> None:
    found = due(item(offset=72, offset_unit=TimeUnit.HOURS), MOVE).due
    assert found is not None
    assert (found.on, found.at) == (date(2026, 6, 8), None)


@pytest.mark.parametrize("night", [datetime(2026, 3, 28, 20, 0), datetime(2026, 10, 24, 20, 0)])
def test_hours_pass_alike_in_a_night_in_which_the_clocks_change(night: datetime) -> None:
    start = night.astimezone()
    found = due(item(offset=24, offset_unit=TimeUnit.HOURS), start).due
    assert found is not None
    assert found.at is not None
    assert found.at - start.astimezone(UTC) == timedelta(hours=24)
    assert found.on == local(found.at).date()


@pytest.mark.parametrize(
    ("start", "months", "day"),
    [
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 2, 29), -48, date(2024, 2, 29)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_one(start: date, months: int, day: date) -> None:
    found = due(item(offset=months, offset_unit=TimeUnit.MONTHS), start).due
    assert found is not None
    assert found.on == day


@settings(deadline=None)  # the first of all loads the bank holidays
@given(DAYS, OFFSETS, st.sampled_from(Jurisdiction))
@example(date(2026, 4, 2), 1, Jurisdiction.SCOTLAND)
@example(date(2026, 11, 27), 1, Jurisdiction.SCOTLAND)
def test_working_days_never_end_on_a_holiday_of_the_nation(
    start: date, count: int, nation: Jurisdiction
) -> None:
    found = due(item(offset=count, offset_unit=TimeUnit.WORKING_DAYS), start, nation).due
    assert found is not None
    assert is_working_day(found.on, nation.value)


def test_bank_holidays_that_nobody_knows_are_said_and_the_day_is_there() -> None:
    found = due(item(offset=3, offset_unit=TimeUnit.WORKING_DAYS), date(2150, 1, 1))
    assert found.due is not None
    assert found.due.on == date(2150, 1, 6)
    assert "2150" in found.sentence


def test_what_no_calendar_has_is_said_and_stays_in_the_list() -> None:
    found = due(item(offset=999, offset_unit=TimeUnit.MONTHS), date(9990, 1, 1))
    assert found.due is None
    assert "No calendar has this day" in found.sentence


def test_without_its_anchor_an_item_says_what_is_missing() -> None:
    found = due_of(item(), Anchor.PLANNED_MOVE, {}, {}, ENGLAND)
    assert found == Dated(None, "Counts from the day of the move, which is not known.")


# -- one after another -----------------------------------------------------------------------------------------

FIRST = item("D01", 7)
SECOND = item("K04", 1, offset_unit=TimeUnit.MONTHS, after="D01")


def test_what_follows_is_due_only_once_the_other_is_done() -> None:
    before = anew((FIRST, SECOND), {Anchor.PLANNED_MOVE: MOVE})
    assert before[1].due_on is None
    done = replace(before[0], state=ItemState.DONE, done_on=date(2026, 6, 10))
    after = anew((done, before[1]), {Anchor.PLANNED_MOVE: MOVE})
    assert after[1].due_on == date(2026, 7, 10)
    assert after[1].moved_from is None
    again = replace(done, state=ItemState.OPEN, done_on=None)
    opened = anew((again, after[1]), {Anchor.PLANNED_MOVE: MOVE})
    assert opened[1].due_on is None
    assert opened[1].moved_because == "What it follows is open again."


def test_what_follows_moves_when_the_other_was_done_on_another_day() -> None:
    done = replace(FIRST, state=ItemState.DONE, done_on=date(2026, 6, 10))
    (_one, second) = anew((done, SECOND), {})
    (_one, moved) = anew((replace(done, done_on=date(2026, 6, 12)), second), {})
    assert (moved.due_on, moved.moved_from) == (date(2026, 7, 12), date(2026, 7, 10))
    assert moved.moved_because == "What it follows was done on 12 June 2026."


# -- anchors that move -----------------------------------------------------------------------------------------


def test_open_items_move_and_say_so_and_done_ones_stay() -> None:
    items = (item("A"), item("B", state=ItemState.DONE, due_on=date(2026, 5, 29)), item("C", None, due_on=MOVE),
             item("D", state=ItemState.NOT_APPLICABLE, due_on=date(2026, 5, 29)))  # fmt: skip
    first = anew(items, {Anchor.PLANNED_MOVE: MOVE})
    then = anew(first, {Anchor.PLANNED_MOVE: LATER}, before=MOVE)
    assert [i.due_on for i in then] == [date(2026, 6, 5), date(2026, 5, 29), MOVE, date(2026, 5, 29)]
    assert then[0].moved_from == date(2026, 5, 29)
    assert then[0].moved_because == "The day of the move is 12 June 2026 now. It was 5 June 2026."
    assert [i.moved_because for i in then[1:]] == ["", "", ""]


def test_an_anchor_that_is_cleared_leaves_the_item_in_its_list_with_the_day_it_had() -> None:
    first = anew((item(),), {Anchor.PLANNED_MOVE: MOVE})
    (cleared,) = anew(first, {}, before=MOVE)
    assert (cleared.due_on, cleared.moved_from) == (None, date(2026, 5, 29))
    assert cleared.moved_because == "The day of the move is not known any more."
    (again,) = anew((cleared,), {Anchor.PLANNED_MOVE: MOVE})
    assert again == first[0]
    (other,) = anew((cleared,), {Anchor.PLANNED_MOVE: LATER})
    assert (other.due_on, other.moved_from) == (date(2026, 6, 5), date(2026, 5, 29))
    assert other.moved_because == "The day of the move is 12 June 2026 now."


STATES = st.sampled_from((ItemState.OPEN, ItemState.OPEN, ItemState.DONE, ItemState.NOT_APPLICABLE))
MANY = st.lists(
    st.tuples(OFFSETS | st.none(), UNITS, st.sampled_from((None, *Anchor)), STATES), min_size=1, max_size=8
)
STARTS = st.dictionaries(st.sampled_from(Anchor), DAYS | MOMENTS)


def made(drawn: list[tuple[int | None, TimeUnit, Anchor | None, ItemState]]) -> tuple[ChecklistItem, ...]:
    return tuple(
        item(f"F{n:02}", offset, offset_unit=unit, anchor=anchor, state=state)
        for n, (offset, unit, anchor, state) in enumerate(drawn)
    )


@settings(deadline=None)
@given(MANY, STARTS, st.lists(STARTS, max_size=4))
def test_whatever_anchors_do_nothing_disappears_and_back_again_gives_the_same_days(
    drawn: list[tuple[int | None, TimeUnit, Anchor | None, ItemState]],
    home: dict[Anchor, date | datetime],
    ways: list[dict[Anchor, date | datetime]],
) -> None:
    first = anew(made(drawn), home)
    there = first
    for anchors in (*ways, {}):
        moved = {i.id: i for i in dated_anew(there, running(), anchors, ENGLAND)}
        assert set(moved) <= {i.id for i in there}
        there = tuple(moved.get(i.id, i) for i in there)
    back = anew(there, home)
    assert [(i.id, i.due_on, i.due_at) for i in back] == [(i.id, i.due_on, i.due_at) for i in first]
    assert [i.state for i in back] == [i.state for i in first]


@settings(deadline=None)
@given(MANY, STARTS, STARTS)
def test_what_moved_remembers_its_day_and_why(
    drawn: list[tuple[int | None, TimeUnit, Anchor | None, ItemState]],
    home: dict[Anchor, date | datetime],
    away: dict[Anchor, date | datetime],
) -> None:
    first = {i.id: i for i in anew(made(drawn), home)}
    for moved in anew(tuple(first.values()), away):
        before = first[moved.id].due_on
        if before is not None and moved.due_on != before:
            assert moved.moved_from == before
            assert moved.moved_because


# -- by hand ---------------------------------------------------------------------------------------------------


@given(DAYS, DAYS, DAYS)
def test_a_day_chosen_by_hand_keeps_its_distance_and_comes_back(
    move: date, chosen: date, other: date
) -> None:
    anchors = {Anchor.PLANNED_MOVE: move}
    by_hand = chosen_by_hand(item(due_on=chosen), Anchor.PLANNED_MOVE, anchors)
    assert anew((by_hand,), anchors) == (by_hand,)
    away = anew((by_hand,), {Anchor.PLANNED_MOVE: other}, before=move)
    assert away[0].due_on == other + (chosen - move)
    assert anew(away, anchors, before=other)[0].due_on == chosen


def test_a_day_chosen_where_nothing_is_known_stands_for_itself() -> None:
    by_hand = chosen_by_hand(item(after="D01", due_on=LATER), Anchor.PLANNED_MOVE, {})
    assert (by_hand.offset, by_hand.after, by_hand.due_on) == (None, "", LATER)
    assert anew((by_hand,), {Anchor.PLANNED_MOVE: MOVE}) == (by_hand,)
