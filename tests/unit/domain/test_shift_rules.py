"""Which shift is on, when it ends, which notes are unread and which still stand."""

import time as clock_of_the_computer
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from securecare_desktop.core.clock import local
from securecare_desktop.domain.shift_rules import (
    ORDER,
    USUAL_STARTS,
    problems_in_handover,
    problems_in_note,
    problems_in_shift_starts,
    read_ids,
    shift_after,
    shift_at,
    shift_before,
    shift_on,
    shift_to_take_over,
    still_stands,
)
from securecare_desktop.domain.shifts import Shift, ShiftHandover, ShiftNote

TODAY = date(2026, 5, 14)
MOMENTS = st.datetimes(datetime(2020, 1, 3), datetime(2035, 12, 28), timezones=st.just(UTC))
MINUTES = st.lists(st.integers(0, 24 * 60 - 1), min_size=3, max_size=3, unique=True)
STARTS = MINUTES.map(lambda found: tuple(f"{m // 60:02}:{m % 60:02}" for m in sorted(found)))


@pytest.fixture(autouse=True)
def london(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Where the clocks change."""
    if hasattr(clock_of_the_computer, "tzset"):
        monkeypatch.setenv("TZ", "Europe/London")
        clock_of_the_computer.tzset()
    yield
    if hasattr(clock_of_the_computer, "tzset"):
        monkeypatch.undo()
        clock_of_the_computer.tzset()


def at(text: str) -> datetime:
    """Return a local time as an aware moment."""
    return datetime.fromisoformat(text).astimezone()


@pytest.mark.parametrize(
    ("moment", "on", "shift"),
    [
        ("2026-05-14 07:00", TODAY, Shift.EARLY),
        ("2026-05-14 13:59", TODAY, Shift.EARLY),
        ("2026-05-14 14:00", TODAY, Shift.LATE),
        ("2026-05-14 21:29", TODAY, Shift.LATE),
        ("2026-05-14 21:30", TODAY, Shift.NIGHT),
        ("2026-05-15 00:01", TODAY, Shift.NIGHT),
        ("2026-05-15 06:59", TODAY, Shift.NIGHT),
        ("2026-05-15 07:00", date(2026, 5, 15), Shift.EARLY),
        ("2027-01-01 03:00", date(2026, 12, 31), Shift.NIGHT),
    ],
)
def test_the_night_belongs_to_the_day_on_which_it_begins(moment: str, on: date, shift: Shift) -> None:
    assert shift_at(USUAL_STARTS, at(moment)).key == (on, shift)


@pytest.mark.parametrize(
    ("on", "hours"),
    [(date(2026, 5, 14), 9.5), (date(2026, 3, 28), 8.5), (date(2026, 10, 24), 10.5)],
    ids=["a usual night", "the clocks go forward", "the clocks go back"],
)
def test_a_night_in_which_the_clocks_change_ends_in_the_morning_all_the_same(on: date, hours: float) -> None:
    night = shift_on(USUAL_STARTS, on, Shift.NIGHT)
    assert local(night.ends).time() == time(7)
    if hasattr(clock_of_the_computer, "tzset"):  # elsewhere the zone is the computer's own
        assert (night.ends - night.begins) / timedelta(hours=1) == hours


@given(STARTS, MOMENTS)
def test_one_shift_is_on_at_any_moment(starts: tuple[str, ...], moment: datetime) -> None:
    now = shift_at(starts, moment)
    assert now.begins <= moment < now.ends
    assert shift_on(starts, now.on, now.shift) == now


@given(MOMENTS)
def test_each_shift_begins_when_the_one_before_ends(moment: datetime) -> None:
    now = shift_at(USUAL_STARTS, moment)
    after = shift_after(USUAL_STARTS, now)
    assert after.begins == now.ends
    assert shift_before(USUAL_STARTS, after) == now
    assert ORDER.index(after.shift) == (ORDER.index(now.shift) + 1) % 3


@given(MOMENTS)
def test_whoever_takes_over_begins_this_shift_or_the_next(moment: datetime) -> None:
    now = shift_at(USUAL_STARTS, moment)
    assert shift_to_take_over(USUAL_STARTS, moment) in (now, shift_after(USUAL_STARTS, now))


@pytest.mark.parametrize(
    ("moment", "shift"), [("19:59", Shift.LATE), ("20:00", Shift.NIGHT), ("21:31", Shift.NIGHT)]
)
def test_shortly_before_a_shift_begins_it_is_the_one_that_is_taken_over(moment: str, shift: Shift) -> None:
    assert shift_to_take_over(USUAL_STARTS, at(f"2026-05-14 {moment}")).shift is shift


@pytest.mark.parametrize(
    ("starts", "fine"),
    [
        (("07:00", "14:00", "21:30"), True),
        (("7:00", "14:00", "21:30"), True),
        (("07:00", "14:00"), False),
        (("07:00", "14:00", "21:30", "23:00"), False),
        (("14:00", "07:00", "21:30"), False),
        (("07:00", "07:00", "21:30"), False),
        (("07:00", "14:00", "25:00"), False),
        (("07:00", "14:00", "in the evening"), False),
        ((), False),
    ],
)
def test_shifts_begin_at_three_times_in_their_order(starts: tuple[str, ...], fine: bool) -> None:
    found = problems_in_shift_starts(starts)
    assert [p.field for p in found] == ([] if fine else ["shift_starts"])


def test_what_cannot_be_read_falls_back_to_the_usual_times() -> None:
    assert shift_at(("x",), at("2026-05-14 14:00")) == shift_at(USUAL_STARTS, at("2026-05-14 14:00"))


def note(note_id: str = "n1", writer: str = "femi", **other: object) -> ShiftNote:
    given = {"unit_id": "rowan", "what": "The lamp", "shift_on": TODAY, "shift": Shift.LATE, **other}
    return ShiftNote(id=note_id, version=1, written_by=writer, **given)  # type: ignore[arg-type]


def handover(by: str, *note_ids: str) -> ShiftHandover:
    return ShiftHandover(
        unit_id="rowan", shift_on=TODAY, shift=Shift.NIGHT, taken_over_by=by, written_by=by,
        taken_over_at=datetime(2026, 5, 14, 21, tzinfo=UTC), note_ids=note_ids,
    )  # fmt: skip


def test_reading_back_ones_own_note_does_not_count_as_read() -> None:
    notes = (note("n1", "femi"), note("n2", "denise"))
    assert read_ids(notes, (handover("femi", "n1", "n2"),)) == {"n2"}
    assert read_ids(notes, (handover("femi", "n1"), handover("denise", "n1"))) == {"n1"}
    assert read_ids(notes, (handover("denise", "of another unit"),)) == frozenset()


@pytest.mark.parametrize(
    ("until", "read", "settled", "stands"),
    [
        (None, False, None, True),
        (None, True, None, False),
        (TODAY, True, None, True),
        (TODAY + timedelta(days=3), True, None, True),
        (TODAY - timedelta(days=1), True, None, False),
        (TODAY - timedelta(days=1), False, None, True),
        (TODAY + timedelta(days=3), False, TODAY, False),
    ],
)
def test_a_note_stands_until_it_was_read_and_then_as_long_as_it_says(
    until: date | None, read: bool, settled: date | None, stands: bool
) -> None:
    one = note(until=until, settled_on=settled, shift_on=TODAY - timedelta(days=2))
    assert still_stands(one, ("n1",) if read else (), TODAY) is stands


@given(st.dates(date(2026, 1, 1), date(2027, 1, 1)), st.none() | st.dates(date(2026, 1, 1), date(2027, 1, 1)))
def test_nothing_unread_ever_disappears_by_itself(today: date, until: date | None) -> None:
    assert still_stands(note(until=until), (), today)


@pytest.mark.parametrize(
    ("other", "fields"),
    [
        ({}, []),
        ({"what": "  "}, ["what"]),
        ({"until": TODAY}, []),
        ({"until": TODAY - timedelta(days=1)}, ["until"]),
        ({"what": "", "until": TODAY - timedelta(days=1)}, ["what", "until"]),
    ],
)
def test_what_has_to_be_put_right_in_a_note(other: dict[str, object], fields: list[str]) -> None:
    assert [p.field for p in problems_in_note(note(**other))] == fields


def test_a_shift_is_taken_over_with_what_was_heard() -> None:
    assert [p.field for p in problems_in_handover(" ")] == ["said_back"]
    assert problems_in_handover("Kai was told about Hannah.") == ()
