"""Something is not for everybody: marked by one person, missing for another at the same window, and from their pack."""

from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from securecare_desktop.domain.family_time import FamilyTimeKind, Occasion, OccasionState
from securecare_desktop.domain.staff import Role
from securecare_desktop.services.bundle import Services
from securecare_desktop.ui import notify
from tests.journeys.steps import Person
from tests.support.house import DEV, NOW, PASSWORD, STAFF, House, person_id

LEAD, AGENCY = STAFF[Role.SHIFT_LEAD], STAFF[Role.AGENCY_WORKER]
SAID = "He told the zither story. The orchard wall came up too."
BECAUSE = "It is a matter of the court."


@pytest.fixture
def services(house: House) -> Services:
    lead = house.signed_in(Role.SHIFT_LEAD)
    lead.family_time.save_occasion(
        Occasion(
            young_person_id=DEV, person_id=person_id(DEV), with_whom="Nan", kind=FamilyTimeKind.PHONE,
            state=OccasionState.HAPPENED, planned_at=NOW - timedelta(days=1), what_was_said=SAID,
        )
    )  # fmt: skip
    lead.session.lock()
    return house.services()


def open_the_call(at: Person) -> QPlainTextEdit:
    at.press("Dev")
    at.tab("Family time")
    at.press("List")
    at.settle()
    at.open_row("Family time", "Happened")
    field = at.field("What was said that matters")
    assert isinstance(field, QPlainTextEdit)
    return field


def mark(field: QPlainTextEdit, words: str) -> None:
    start = field.toPlainText().index(words)
    cursor = field.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + len(words), QTextCursor.MoveMode.KeepAnchor)
    field.setTextCursor(cursor)


def test_a_passage_is_left_out_for_somebody_on_screen_in_find_and_on_paper(
    at: Person, house: House, notices: notify.Recorder, tmp_path: Path
) -> None:
    at.sign_in(LEAD, PASSWORD)
    mark(open_the_call(at), "the zither story")
    at.press("Not for everybody…")
    at.write("Not for", AGENCY)
    at.write("Because", BECAUSE)
    at.press("Leave out")
    at.wait_for(f"Left out for {AGENCY}.")
    open_the_call(at)
    at.wait_for(f"Not for {AGENCY}", "the zither story", "Show again")
    at.control(Qt.Key.Key_L)
    at.wait_until_gone("zither")

    at.press("Switch")
    at.sign_in(AGENCY, PASSWORD)
    field = open_the_call(at)
    at.wait_for(f"Something here is not shown to you: {BECAUSE}")
    assert field.toPlainText() == "He told [left out]. The orchard wall came up too."
    assert "zither" not in at.reads()
    at.write("What you make of it", "A good hour.")
    at.press("Save")
    at.wait_for("Saved.")
    at.control(Qt.Key.Key_K)
    at.type("zither")
    at.settle()
    assert "zither story" not in at.reads()
    at.key(Qt.Key.Key_Escape)
    at.control(Qt.Key.Key_L)

    at.press("Switch")
    at.sign_in(LEAD, PASSWORD)
    field = open_the_call(at)
    assert field.toPlainText() == SAID
    at.press("Dev")
    at.tab("Packs")
    at.press("Handover pack")
    at.write("Recipient", AGENCY)
    at.wait_for("Left out of this copy, and why", "1 passage", "It is a matter of the court")
    file = tmp_path / "pack.pdf"
    at.press("Save as PDF")
    at.press("Save without a password")
    at.save_file(file)
    at.see(file.exists)
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(file).pages).split())
    assert "zither" not in text
    assert b"zither" not in file.read_bytes()
    assert "What was left out, and why" in text
    assert BECAUSE.rstrip(".") in text
    assert notices.defects == []
    seen = house.signed_in(Role.SHIFT_LEAD).family_time.occasions(DEV)
    assert any(o.what_was_said == SAID and o.opinion == "A good hour." for o in seen)
