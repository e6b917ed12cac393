"""Somebody has changed a file under resources/ and made a mistake: it is named, and everything else goes on."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.staff import Role
from securecare_desktop.services.resource_faults import faults_in_resources
from securecare_desktop.ui import notify
from tests.journeys.conftest import Opens
from tests.journeys.steps import Person
from tests.support.house import PASSWORD, STAFF, House
from tests.support.resource_root import all_resources, read_anew


@pytest.fixture
def resources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the resources that the program reads from now on."""
    with read_anew():
        yield all_resources(tmp_path, monkeypatch)


def break_line(file: Path, was: str, becomes: str) -> int:
    """Put a mistake into a file and return its line."""
    text = file.read_text("utf-8")
    assert was in text
    file.write_text(text.replace(was, becomes, 1), "utf-8")
    return text[: text.index(was)].count("\n") + 1


def test_a_mistake_is_named_on_today_and_the_other_frameworks_work(
    open_window: Opens, house: House, qtbot: QtBot, notices: notify.Recorder, resources: Path
) -> None:
    line = break_line(resources / "frameworks" / "nine_steps.toml", "sections = [9]", "sections = [19]")
    at = Person(open_window(house.services(), house.folder), qtbot)
    at.sign_in(STAFF[Role.UNIT_MANAGER], PASSWORD)
    fault = f'frameworks/nine_steps.toml, line {line}: "sections" has to be from 1 to 14.'
    at.wait_for("There is a mistake in a file of the program.", fault, "The rest of the program works.")
    at.press("Frameworks")
    at.wait_for(fault, "8 items", "Wellbeing indicators (SHANARRI)")
    assert at.find(QAbstractButton, "In use: Nine steps of relational care").isChecked()
    assert notices.defects == []


@pytest.mark.parametrize(
    "role", [Role.SHIFT_LEAD, Role.RESIDENTIAL_WORKER, Role.AGENCY_WORKER, Role.INSPECTOR]
)
def test_everybody_who_reads_records_is_told(
    open_window: Opens, house: House, qtbot: QtBot, resources: Path, role: Role
) -> None:
    (resources / "frameworks" / "shanarri.toml").write_text('key = "shanarri\n', "utf-8")
    at = Person(open_window(house.services(), house.folder), qtbot)
    at.sign_in(STAFF[role], PASSWORD)
    at.wait_for("frameworks/shanarri.toml, line 1: None of the file is used, because a text has no closing")


def test_with_right_files_nobody_is_told_anything(
    open_window: Opens, house: House, qtbot: QtBot, resources: Path
) -> None:
    at = Person(open_window(house.services(), house.folder), qtbot)
    at.sign_in(STAFF[Role.SHIFT_LEAD], PASSWORD)
    at.wait_for("Late and due", "Every entry is signed.")
    assert "mistake" not in at.reads()


def test_the_log_has_file_and_line_of_each_mistake(resources: Path, caplog: pytest.LogCaptureFixture) -> None:
    line = break_line(resources / "frameworks" / "nine_steps.toml", 'evidence = "V"', 'evidence = "x"')
    reviews = break_line(resources / "clocks" / "plan_reviews.toml", '"7 days"', '"7 moons"')
    (resources / "checklists" / "change_of_worker.toml").unlink()
    with caplog.at_level(logging.WARNING):
        found = faults_in_resources()
    assert len(found) == 3
    assert [record.getMessage() for record in caplog.records] == [
        "a mistake in a file of the program's resources, at checklists/change_of_worker.toml:0",
        f"a mistake in a file of the program's resources, at clocks/plan_reviews.toml:{reviews}",
        f"a mistake in a file of the program's resources, at frameworks/nine_steps.toml:{line}",
    ]
    assert faults_in_resources() is found, "told once, not with every look at Today"
