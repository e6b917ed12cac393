"""Wrong passwords are counted for each name; whoever goes on guessing is slowed down, and then paused."""

import json
import math
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from securecare_desktop.security.tries import PAUSED_AT, TRIES_FILE, Tries, WrongTry

NOW = datetime(2026, 11, 22, 22, 15, tzinfo=UTC)


def wrong(folder: Path, times: int, staff_id: str = "anna", now: datetime = NOW) -> None:
    for _ in range(times):
        Tries.read(folder).note_wrong(staff_id, now)


def test_the_first_five_wrong_tries_cost_nothing(tmp_path: Path) -> None:
    wrong(tmp_path, 4)
    assert Tries.read(tmp_path).wait_seconds("anna", NOW) == 0


def test_after_five_the_wait_grows_to_a_quarter_of_an_hour_at_most(tmp_path: Path) -> None:
    wrong(tmp_path, 5)
    waits = []
    for _ in range(8):
        waits.append(Tries.read(tmp_path).wait_seconds("anna", NOW, never_paused=True))
        wrong(tmp_path, 1)
    assert waits == [30, 60, 120, 240, 480, 900, 900, 900]


def test_ten_wrong_tries_in_a_row_pause_an_account_until_somebody_lifts_it(tmp_path: Path) -> None:
    wrong(tmp_path, PAUSED_AT - 1)
    tries = Tries.read(tmp_path)
    assert not tries.paused("anna")
    assert tries.wait_seconds("anna", NOW) == 480
    wrong(tmp_path, 1)
    wrong(tmp_path, 9, "ben")
    assert tries.paused("anna")
    assert not tries.paused("ben")
    assert tries.paused_ids() == ("anna",)
    assert tries.wait_seconds("anna", NOW + timedelta(days=30)) == math.inf
    tries.lift("anna")
    assert not tries.paused("anna")
    assert tries.wait_seconds("anna", NOW) == 0
    assert tries.clear("ben") == 9


def test_whoever_is_never_paused_waits_a_quarter_of_an_hour_at_most(tmp_path: Path) -> None:
    wrong(tmp_path, 60)
    tries = Tries.read(tmp_path)
    assert tries.wait_seconds("anna", NOW, never_paused=True) == 900
    assert tries.wait_seconds("anna", NOW + timedelta(minutes=15), never_paused=True) == 0


def test_the_recovery_key_lifts_every_pause(tmp_path: Path) -> None:
    for name in ("anna", "ben", "cleo"):
        wrong(tmp_path, PAUSED_AT, name)
    tries = Tries.read(tmp_path)
    assert tries.paused_ids() == ("anna", "ben", "cleo")
    tries.lift_all()
    assert tries.paused_ids() == ()
    assert tries.wait_seconds("anna", NOW) == 0
    assert len(tries.unreported()) == 30


def test_the_right_password_in_between_starts_the_row_anew(tmp_path: Path) -> None:
    wrong(tmp_path, 9)
    Tries.read(tmp_path).clear("anna")
    wrong(tmp_path, 9)
    assert not Tries.read(tmp_path).paused("anna")


def test_going_through_the_names_slows_the_whole_computer(tmp_path: Path) -> None:
    for number in range(19):
        wrong(tmp_path, 1, f"name {number}")
    tries = Tries.read(tmp_path)
    assert tries.wait_seconds("somebody else", NOW) == 0
    waits = []
    for number in range(5):
        wrong(tmp_path, 1, f"next {number}")
        waits.append(tries.wait_seconds("somebody else", NOW))
    assert waits == [15, 30, 60, 120, 120]
    assert tries.wait_seconds("somebody else", NOW + timedelta(seconds=30)) == 90
    assert tries.wait_seconds("somebody else", NOW + timedelta(seconds=120)) == 0
    assert tries.paused_ids() == ()


def test_signing_in_oneself_does_not_make_room_for_more_guesses_at_others(tmp_path: Path) -> None:
    for number in range(25):
        wrong(tmp_path, 1, f"name {number}")
    wrong(tmp_path, 1, "mine")
    Tries.read(tmp_path).clear("mine")
    assert Tries.read(tmp_path).wait_seconds("somebody else", NOW) == 120


def test_many_guesses_at_one_name_slow_that_name_alone(tmp_path: Path) -> None:
    wrong(tmp_path, 80)
    assert Tries.read(tmp_path).wait_seconds("ben", NOW) == 0


def test_yesterdays_slips_slow_nobody(tmp_path: Path) -> None:
    for number in range(30):
        wrong(tmp_path, 2, f"name {number}")
    later = NOW + timedelta(hours=1)
    wrong(tmp_path, 1, "anna", later)
    assert Tries.read(tmp_path).wait_seconds("ben", later) == 0


def test_every_wrong_try_is_kept_until_the_audit_trail_has_it(tmp_path: Path) -> None:
    tries = Tries.read(tmp_path)
    tries.note_wrong("anna", NOW, "OFFICE-2")
    tries.note_wrong("ben", NOW + timedelta(seconds=4), "OFFICE-1")
    tries.note_wrong("", NOW + timedelta(seconds=9))
    seen = Tries.read(tmp_path).unreported()
    assert seen == (
        WrongTry("anna", NOW, "OFFICE-2"),
        WrongTry("ben", NOW + timedelta(seconds=4), "OFFICE-1"),
        WrongTry("", NOW + timedelta(seconds=9), ""),
    )
    tries.note_wrong("anna", NOW + timedelta(seconds=20), "OFFICE-2")  # while the others are written down
    tries.reported(seen)
    assert tries.unreported() == (WrongTry("anna", NOW + timedelta(seconds=20), "OFFICE-2"),)
    assert tries.clear("anna") == 2
    assert len(tries.unreported()) == 1


def test_the_file_holds_ids_times_and_computers_and_nothing_else(tmp_path: Path) -> None:
    Tries.read(tmp_path).note_wrong("5" * 32, NOW, "OFFICE-2")
    at = "2026-11-22T22:15:00+00:00"
    assert json.loads((tmp_path / TRIES_FILE).read_bytes()) == {
        "counts": {"5" * 32: [1, at]},
        "unreported": [["5" * 32, at, "OFFICE-2"]],
    }


def test_the_wait_passes(tmp_path: Path) -> None:
    wrong(tmp_path, 5)
    tries = Tries.read(tmp_path)
    assert tries.wait_seconds("anna", NOW + timedelta(seconds=20)) == 10
    assert tries.wait_seconds("anna", NOW + timedelta(seconds=31)) == 0


def test_a_clock_that_was_set_back_does_not_lengthen_the_wait(tmp_path: Path) -> None:
    wrong(tmp_path, 5)
    back = NOW - timedelta(days=300)
    assert Tries.read(tmp_path).wait_seconds("anna", back) == 30
    assert Tries.read(tmp_path).wait_seconds("anna", back + timedelta(seconds=10)) == 20
    assert Tries.read(tmp_path).wait_seconds("anna", back + timedelta(seconds=30)) == 0


def test_each_name_is_counted_by_itself(tmp_path: Path) -> None:
    wrong(tmp_path, 9)
    wrong(tmp_path, 1, "ben")
    assert Tries.read(tmp_path).wait_seconds("ben", NOW) == 0


def test_the_right_password_says_how_many_were_wrong_and_starts_afresh(tmp_path: Path) -> None:
    wrong(tmp_path, 7)
    wrong(tmp_path, 2, "ben")
    assert Tries.read(tmp_path).clear("anna") == 7
    assert Tries.read(tmp_path).clear("anna") == 0
    assert Tries.read(tmp_path).wait_seconds("anna", NOW) == 0
    assert Tries.read(tmp_path).clear("ben") == 2


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        b'{"anna": [7, "2026-11-22T22:15:00+00:00"]}',
        b'{"counts": {"anna": 7}, "unreported": []}',
        b'{"counts": {"anna": ["many", "now"]}, "unreported": []}',
        b'{"counts": {"anna": [7, 7]}, "unreported": []}',
        b'{"counts": {"anna": [1e999, "2026-11-22T22:15:00+00:00"]}, "unreported": []}',
        b'{"counts": [], "unreported": []}',
        b'{"counts": {"anna": [9, "2026-11-22T22:15:00+00:00"]}, "unreported": [[1, 2]]}',
        b'{"counts": {"anna": [9, "2026-11-22T22:15:00+00:00"]}, "unreported": [[1, "2026-11-22", ""]]}',
        b'{"counts": {"anna": [9, "0001-01-01T00:00:00+14:00"]}, "unreported": []}',
        b"\xff\xfe",
        b"null",
        b"[" * 100_000,
        b'{"counts": {}, "unreported": [], "more": "' + b"x" * 2_000_000 + b'"}',
    ],
    ids=range(17),
)
def test_a_damaged_count_is_treated_as_fresh(tmp_path: Path, content: bytes) -> None:
    (tmp_path / TRIES_FILE).write_bytes(content)
    assert Tries.read(tmp_path).wait_seconds("anna", NOW) == 0
    wrong(tmp_path, 6)
    assert Tries.read(tmp_path).wait_seconds("anna", NOW) == 60


def test_a_folder_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    wrong(tmp_path / "nowhere", 6)
    assert Tries.read(tmp_path / "nowhere").clear("anna") == 0


def test_a_count_beyond_belief_still_counts(tmp_path: Path) -> None:
    beyond = b'{"counts": {"anna": [%s, "2026-11-22T22:15:00+00:00"]}, "unreported": []}' % (b"9" * 4300)
    (tmp_path / TRIES_FILE).write_bytes(beyond)
    wrong(tmp_path, 1)
    assert Tries.read(tmp_path).wait_seconds("anna", NOW, never_paused=True) == 900
    assert Tries.read(tmp_path).paused("anna")


def filled(folder: Path, names: int, times: int) -> None:
    """Write the file that so many names with so many wrong tries each leave behind."""
    at = (NOW - timedelta(hours=2)).isoformat()
    raw = {
        "counts": {f"name {number}": [times, at] for number in range(names)},
        "unreported": [[f"name {number}", at, "PC"] for number in range(500)],
    }
    (folder / TRIES_FILE).write_text(json.dumps(raw), "ascii")


def test_the_file_does_not_grow_without_end(tmp_path: Path) -> None:
    filled(tmp_path, names=500, times=1)
    full = (tmp_path / TRIES_FILE).stat().st_size
    for number in range(20):
        wrong(tmp_path, 1, f"{number} " + "x" * 5000)
    assert (tmp_path / TRIES_FILE).stat().st_size < full + 20 * 200
    tries = Tries.read(tmp_path)
    assert len(tries.unreported()) == 500
    assert tries.unreported()[-1].staff_id.startswith("19 x")
    assert tries.clear("19 " + "x" * 5000) == 1


def test_made_up_names_do_not_push_out_a_paused_one(tmp_path: Path) -> None:
    wrong(tmp_path, PAUSED_AT, now=NOW - timedelta(days=1))
    kept = json.loads((tmp_path / TRIES_FILE).read_bytes())["counts"]
    filled(tmp_path, names=499, times=2)
    raw = json.loads((tmp_path / TRIES_FILE).read_bytes())
    raw["counts"] = {**kept, **raw["counts"]}
    (tmp_path / TRIES_FILE).write_text(json.dumps(raw), "ascii")
    for number in range(10):
        wrong(tmp_path, 1, f"made up {number}")
    assert Tries.read(tmp_path).paused_ids() == ("anna",)
    assert Tries.read(tmp_path).clear("made up 9") == 1
