"""Two windows on one store: both versions side by side, nobody's text lost, and a busy store says so."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from securecare_desktop.db import engine
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.staff import Role
from securecare_desktop.ui import notify
from tests.journeys.conftest import Opens
from tests.journeys.steps import Person
from tests.support.house import KAI, PASSWORD, STAFF, House

LEAD, WORKER = STAFF[Role.SHIFT_LEAD], STAFF[Role.RESIDENTIAL_WORKER]


@pytest.fixture
def desk_for(open_window: Opens, house: House, qtbot: QtBot) -> Callable[[str], Person]:
    def sign_in(name: str) -> Person:
        person = Person(open_window(house.services(), house.folder), qtbot)
        person.sign_in(name, PASSWORD)
        return person

    return sign_in


def open_promise(at: Person, words: str) -> None:
    at.press("Kai")
    at.tab("Promises")
    at.open_row("Promises", words)
    at.wait_for("In the words it was promised in.")


def add_promise(at: Person, words: str) -> None:
    at.press("Kai")
    at.tab("Promises")
    at.press("Add a promise")
    at.write("What was promised", words)
    at.press("Save")
    at.wait_for(words)


@pytest.mark.parametrize("kept", ["Keep mine", "Take theirs"])
def test_the_second_to_save_a_record_sees_both_versions_and_chooses(
    desk_for: Callable[[str], Person], house: House, notices: notify.Recorder, kept: str
) -> None:
    lead, worker = desk_for(LEAD), desk_for(WORKER)
    add_promise(lead, "A bike magazine")
    open_promise(lead, "A bike magazine")
    open_promise(worker, "A bike magazine")
    lead.write("What was promised", "A bike magazine on Fridays")
    worker.write("What was promised", "Two bike magazines")
    lead.press("Save")
    lead.wait_until_gone("In the words it was promised in.")
    worker.press("Save")
    worker.wait_for("Two versions", "Mine", "Two bike magazines", "Theirs", "A bike magazine on Fridays")
    worker.press(kept)
    if kept == "Take theirs":
        worker.wait_for("In the words it was promised in.")
        worker.press("Close")
    worker.wait_until_gone("Two versions")
    read = house.signed_in(Role.UNIT_MANAGER)
    stands = [p.what for p in read.promises.list_for(KAI)]
    assert stands == ["Two bike magazines" if kept == "Keep mine" else "A bike magazine on Fridays"]
    history = [
        c.after for e in read.audit.log(record_kind="promises") for c in e.changes if c.field == "what"
    ]
    assert "A bike magazine on Fridays" in history
    assert notices.defects == []


def test_two_people_in_the_same_step_of_a_change_lose_nothing(
    desk_for: Callable[[str], Person], house: House, notices: notify.Recorder
) -> None:
    lead, worker = desk_for(LEAD), desk_for(WORKER)
    for one, words in ((lead, "Denise and Marek"), (worker, "Nobody knows yet")):
        one.press("Kai")
        one.tab("Changes of worker")
        one.press("Step 1, ", starts=True)
        one.write("Who stays", words)
    lead.press("Save step")
    lead.see(lambda: notices.told)  # in the window that was opened last, as both are one program here
    assert notices.told[0][1] == "Decide is saved."
    worker.press("Save step")
    worker.wait_for("Two versions", "Nobody knows yet", "Denise and Marek")
    worker.press("Take theirs")
    worker.see(lambda: worker.field("Who stays").toPlainText() == "Denise and Marek")
    assert notices.defects == []


def test_a_store_that_is_busy_says_who_is_saving_and_keeps_the_text(
    desk_for: Callable[[str], Person],
    house: House,
    notices: notify.Recorder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.3)
    at = desk_for(LEAD)
    add_promise(at, "A bike magazine")
    at.press("Add a promise")
    other = house.signed_in(Role.UNIT_MANAGER)
    with other.session.writing(Action.WRITE_ENTRIES, KAI):
        at.write("What was promised", "A walk to the harbour")
        at.press("Save")
        at.see(lambda: any("Another window is saving" in text for _kind, text in notices.told))
        told = next(text for _kind, text in notices.told if "Another window is saving" in text)
        assert STAFF[Role.UNIT_MANAGER] in told
        assert "Your text is kept." in told
        field = at.field("What was promised")
        assert isinstance(field, QPlainTextEdit)
        assert field.toPlainText() == "A walk to the harbour"
    at.press("Save")
    at.wait_until_gone("In the words it was promised in.")
    at.wait_for("A walk to the harbour", "A bike magazine")
    assert notices.defects == []
