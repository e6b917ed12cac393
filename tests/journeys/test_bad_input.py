"""What goes wrong, as a person at the window meets it: one sentence that says what happened and what to do."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.staff import Role
from securecare_desktop.services.bundle import Services
from securecare_desktop.ui import notify
from tests.journeys.conftest import Opens
from tests.journeys.steps import Person, said
from tests.support.house import PASSWORD, STAFF, House

LEAD = STAFF[Role.SHIFT_LEAD]
TABS = ("Overview", "Plan", "Family time", "People", "Checklists", "Changes of worker", "Promises", "Packs")
CHANGES_SOMETHING = (
    "Add ", "Plan ", "Write ", "Edit ", "Note ", "Start ", "New entry", "Handover pack", "Save", "Step done",
    "Another ", "Somebody else who", "Answer it", "Choose a time", "Record telling", "Change ", "Record that",
)  # fmt: skip


@pytest.fixture
def flashes() -> None:
    """All that comes up here comes up in other journeys too, which watch for windows that flash up."""


@pytest.fixture
def open_house(
    open_window: Opens, services: Services, house: House, qtbot: QtBot, notices: notify.Recorder
) -> Callable[[], Person]:
    return lambda: Person(open_window(services, house.folder), qtbot)


def take_away(house: House, what: str) -> None:
    store = house.folder / "store.db"
    if what == "folder":
        shutil.rmtree(house.folder)
    elif what == "keyring.json":
        (house.folder / "keyring.json").unlink()
    elif what == "store.db":
        store.unlink()
    elif what == "end of store.db":
        for beside in house.folder.glob("store.db-*"):
            beside.unlink()
        store.write_bytes(store.read_bytes()[: store.stat().st_size // 2 + 100])
    elif what == "start of store.db":
        store.write_bytes(b"SQLite format 3\0" + store.read_bytes()[16:])


@pytest.mark.parametrize(
    ("what", "says"),
    [
        ("folder", "The folder of the store is not there. Connect the disk that it is on,"),
        ("keyring.json", "There is no keyring in this folder, so nobody can sign in to a store here."),
        ("store.db", "There is no store in this folder."),
    ],
)
def test_a_store_with_something_missing_is_said_instead_of_the_names(
    open_house: Callable[[], Person], house: House, what: str, says: str
) -> None:
    at = open_house()
    at.sign_in(LEAD, PASSWORD)
    at.press("Switch")
    at.see(lambda: at.all(QAbstractButton, LEAD, starts=True))
    take_away(house, what)
    at.window.close()
    again = open_house()
    again.wait_for("The records cannot be opened", says, str(house.folder))
    for way_on in ("Look again", "Choose another folder", "Make a new store"):
        again.find(QAbstractButton, way_on)


@pytest.mark.parametrize("what", ["end of store.db", "start of store.db"])
def test_a_damaged_store_file_is_said_after_the_password_and_stays_as_it_is(
    open_house: Callable[[], Person], house: House, notices: notify.Recorder, what: str
) -> None:
    at = open_house()
    at.see(lambda: at.all(QAbstractButton, LEAD, starts=True))
    take_away(house, what)
    damaged = (house.folder / "store.db").read_bytes()
    at.press(LEAD, starts=True)
    at.try_password(PASSWORD)
    at.wait_for("The records cannot be opened", "backup")
    assert (house.folder / "store.db").read_bytes() == damaged
    assert notices.defects == []


def test_a_store_that_is_back_is_found_by_looking_again(
    open_house: Callable[[], Person], house: House, tmp_path: Path
) -> None:
    at = open_house()
    at.sign_in(LEAD, PASSWORD)
    at.press("Switch")
    at.see(lambda: at.all(QAbstractButton, LEAD, starts=True))
    at.window.close()
    house.folder.rename(tmp_path / "unplugged")
    again = open_house()
    again.wait_for("The records cannot be opened")
    (tmp_path / "unplugged").rename(house.folder)
    again.press("Look again")
    again.sign_in(LEAD, PASSWORD)


def open_pack(at: Person) -> None:
    at.press("Kai")
    at.press("Handover pack")
    at.wait_for("Page 1 of ")
    at.press("Save as PDF")
    at.press("Save without a password")


def test_a_pack_that_cannot_be_written_is_one_sentence_and_stands_as_not_made(
    open_house: Callable[[], Person],
    notices: notify.Recorder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The disk is full: seen only after the copy has its number, so the register says what became of it."""

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    at = open_house()
    at.sign_in(LEAD, PASSWORD)
    open_pack(at)
    monkeypatch.setattr(os, "replace", full)
    at.save_file(tmp_path / "pack.pdf")
    at.see(lambda: notices.told)
    assert notices.told == [
        (
            "late",
            "The file could not be written to this folder. "
            "Choose another folder, or look whether the disk is full. Nothing was saved.",
        )
    ]
    assert [f for f in tmp_path.iterdir() if "pdf" in f.name] == []
    at.wait_for("The file could not be written to this folder.")
    at.press("Cancel")
    at.tab("Packs")
    at.wait_for("1 copy in the register", "Not made")
    assert notices.defects == []


def test_a_folder_that_is_a_file_is_said_before_anything_is_registered(
    open_house: Callable[[], Person], services: Services, notices: notify.Recorder, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    at = open_house()
    at.sign_in(LEAD, PASSWORD)
    open_pack(at)
    at.save_file(tmp_path / "file" / "pack.pdf")
    at.see(lambda: notices.told)
    assert "Choose another folder." in notices.told[0][1]
    at.press("Cancel")
    at.tab("Packs")
    at.wait_for("No copies yet.")


def offers(at: Person) -> set[str]:
    """Return the buttons on screen that would change something."""
    at.settle()
    names = {said(button) for button in at.all(QAbstractButton, "", starts=True) if button.isEnabled()}
    return {name for name in names if name.startswith(CHANGES_SOMETHING)}


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.AGENCY_WORKER])
def test_what_a_role_may_not_do_is_not_offered(
    open_house: Callable[[], Person], notices: notify.Recorder, role: Role
) -> None:
    at = open_house()
    at.sign_in(STAFF[role], PASSWORD)
    offered = set()
    for entry in ("Today", "Changes of worker", "Packs", "Staff", "Dev"):
        at.press(entry, starts=True)
        offered |= offers(at)
    for tab in TABS:
        at.tab(tab)
        offered |= offers(at)
    at.tab("Changes of worker")
    for step in (2, 5, 7):  # those with lists of what is still to do
        at.press(f"Step {step}, ", starts=True)
        offered |= offers(at)
    assert not offered & {"Add a young person", "Add staff", "Plan a change"}
    if role is Role.INSPECTOR:
        assert offered == set()
    if role is Role.AGENCY_WORKER:
        assert {"New entry", "Add a promise"} <= offered
        assert not offered & {"Handover pack", "Save step", "Add a person", "Start the plan"}
    assert notices.told == []
    assert notices.defects == []
