"""Two ways through the whole window: somebody else's young person for a reason, and looking up what was done."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.staff import Role
from securecare_desktop.ui import notify
from tests.journeys.conftest import Opens
from tests.journeys.steps import Person, nameless
from tests.support.house import PASSWORD, STAFF, House

WORKER, MANAGER = STAFF[Role.RESIDENTIAL_WORKER], STAFF[Role.UNIT_MANAGER]
WHY = "I cover for the shift lead on Birch tonight."


def manage_birch_too(house: House) -> None:
    """Let the unit manager of Rowan manage Birch, where Mia lives, as well."""
    services = house.signed_in(Role.UNIT_MANAGER)
    with services.session.writing(Action.MANAGE_UNIT) as work:
        birch = next(u for u in work.units.find() if u.name == "Birch")
        work.staff._required(services.session.actor.id).other_unit_ids = (birch.id,)
    services.session.lock()


def test_records_are_opened_for_a_reason_and_the_manager_reads_it(
    open_window: Opens, house: House, qtbot: QtBot, notices: notify.Recorder
) -> None:
    manage_birch_too(house)
    me = Person(open_window(house.services(), house.folder), qtbot)
    me.sign_in(WORKER, PASSWORD)
    me.wait_for("Kai", "Dev")
    assert "Mia" not in me.reads()
    me.press("Open the records of somebody else's young person")
    me.wait_for("Somebody else's young person", "Mia", "Birch")
    assert nameless(me.window) == []
    me.open_row("Young people out of your reach", "Mia")
    me.press("Open and say why")
    me.wait_for("Write in a few words why you need it now.")
    me.write("Why these records are needed now", WHY)
    me.press("Open and say why")
    me.wait_for("Opened anyway until", "The unit manager sees why.")
    me.see(lambda: me.all(QAbstractButton, "Mia"))  # for as long, the rail has her name
    me.press("Switch")
    me.sign_in(MANAGER, PASSWORD)
    me.wait_for("Opened anyway", f"{WORKER} opened Mia's records", WHY)
    me.press(f"Seen: {WORKER}, Mia")
    me.wait_until_gone(WHY)
    assert notices.defects == []


def test_the_manager_looks_up_what_was_done_and_takes_it_away_as_a_file(
    open_window: Opens, house: House, qtbot: QtBot, notices: notify.Recorder, tmp_path: Path
) -> None:
    me = Person(open_window(house.services(), house.folder), qtbot)
    me.sign_in(MANAGER, PASSWORD)
    me.press("What was done")
    me.wait_for(f"{MANAGER} signed in.", "The newest event is")
    assert nameless(me.window) == []
    me.choose("About", "Kai")
    me.wait_until_gone(f"{MANAGER} signed in.")
    me.open_row("What was done", "added a person in their life")
    me.wait_for("Field by field", "What they call them", "Nan")
    me.press("Everything about this record")
    me.wait_for("Only one record is shown.")
    me.press("Show everything again")
    me.press("Close")
    me.press("Check the trail")
    me.wait_for("The store is sound. The audit trail is unbroken")
    line = me.write("Mark from a paper copy", "0123 4567 89ab")
    QTest.keyClick(line, Qt.Key.Key_Return)
    me.wait_for("No event in the trail has this number.")
    me.press("Save as CSV…")
    me.press("Choose where")
    me.save_file(tmp_path / "log.csv")
    me.see((tmp_path / "log.csv").exists)
    me.wait_for("The file is not encrypted.")
    assert "Nan" in (tmp_path / "log.csv").read_text("utf-8-sig")
    me.press("Kai")
    me.press("Who looked")
    me.wait_for("In the last 30 days", f"{MANAGER} looked at the young person's page")
    assert notices.defects == []
