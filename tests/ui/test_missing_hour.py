"""The hour that the clock change in spring leaves out cannot be typed, and the field says so."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from pytestqt.qtbot import QtBot

from securecare_desktop.core.clock import FixedClock, is_skipped
from securecare_desktop.ui.widgets.date_editors import MomentEditor
from securecare_desktop.ui.widgets.typed_dates import read_moment

TODAY = date(2026, 4, 2)


@pytest.fixture
def british_time(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let this computer stand in Britain, where the clock goes from 01:00 to 02:00 on 29 March 2026."""
    monkeypatch.setenv("TZ", "GMT0BST,M3.5.0/1,M10.5.0/2")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("british_time")
def test_a_time_in_the_missing_hour_is_no_moment_and_the_hours_beside_it_are() -> None:
    assert is_skipped(datetime(2026, 3, 29, 1, 30))
    assert not is_skipped(datetime(2026, 10, 25, 1, 30)), "this one is there twice"
    assert read_moment("29 Mar, 01:30", TODAY) is None
    assert read_moment("29 Mar, 00:59", TODAY) == datetime(2026, 3, 29, 0, 59, tzinfo=UTC)
    assert read_moment("29 Mar, 02:00", TODAY) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


@pytest.mark.usefixtures("british_time")
def test_the_field_says_what_to_do_and_keeps_what_was_typed(qtbot: QtBot) -> None:
    editor = MomentEditor(FixedClock(datetime(2026, 4, 2, 9, tzinfo=UTC)))
    qtbot.addWidget(editor)
    editor.set_draft_text("29 Mar, 01:30")
    assert editor.trouble() == ("The clocks go forward then: 01:30 is not on the clock. Write another time.")
    assert editor.draft_text() == "29 Mar, 01:30"
    editor.set_draft_text("29 Mar, 02:30")
    assert editor.trouble() == ""


def test_a_year_before_all_clocks_is_not_read_as_a_moment() -> None:
    assert read_moment("0001-01-01 10:00", TODAY) is None
    assert read_moment("1/1/1969 10:00", TODAY) is None
