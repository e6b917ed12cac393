"""Wrong passwords are counted for each name and slow down whoever goes on guessing."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from securecare_desktop.security.tries import TRIES_FILE, Tries

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
        waits.append(Tries.read(tmp_path).wait_seconds("anna", NOW))
        wrong(tmp_path, 1)
    assert waits == [30, 60, 120, 240, 480, 900, 900, 900]


def test_the_wait_passes(tmp_path: Path) -> None:
    wrong(tmp_path, 5)
    tries = Tries.read(tmp_path)
    assert tries.wait_seconds("anna", NOW + timedelta(seconds=20)) == 10
    assert tries.wait_seconds("anna", NOW + timedelta(seconds=31)) == 0


def test_a_clock_that_was_set_back_does_not_lengthen_the_wait(tmp_path: Path) -> None:
    wrong(tmp_path, 5)
    assert Tries.read(tmp_path).wait_seconds("anna", NOW - timedelta(days=300)) == 30


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
        b'{"anna": 7}',
        b'{"anna": ["many", "now"]}',
        b'{"anna": [7, 7]}',
        b"\xff\xfe",
        b"null",
    ],
)
def test_a_damaged_count_is_treated_as_fresh(tmp_path: Path, content: bytes) -> None:
    (tmp_path / TRIES_FILE).write_bytes(content)
    assert Tries.read(tmp_path).wait_seconds("anna", NOW) == 0
    wrong(tmp_path, 6)
    assert Tries.read(tmp_path).wait_seconds("anna", NOW) == 60


def test_a_folder_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    wrong(tmp_path / "nowhere", 6)
    assert Tries.read(tmp_path / "nowhere").clear("anna") == 0


def test_the_file_does_not_grow_without_end(tmp_path: Path) -> None:
    for number in range(520):
        wrong(tmp_path, 1, f"name {number}")
    tries = Tries.read(tmp_path)
    assert tries.clear("name 0") == 0
    assert tries.clear("name 519") == 1
