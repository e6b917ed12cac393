"""The end of a shift: two notes in a minute, read and said back by whoever takes over, and the sheet for the night."""

from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from securecare_desktop.domain.staff import Role
from securecare_desktop.services.bundle import Services
from securecare_desktop.ui.widgets import hand_out
from tests.journeys.steps import Person
from tests.journeys.test_main_job import PrinterDialog, Printers
from tests.support.house import NOW, PASSWORD, STAFF, House

LATE, NIGHT = STAFF[Role.SHIFT_LEAD], STAFF[Role.UNIT_MANAGER]
TEN_TO_TEN = timedelta(hours=21 - NOW.astimezone().hour, minutes=50 - NOW.astimezone().minute)


def test_the_late_lead_writes_the_night_lead_says_it_back_and_the_sheet_is_one_page(
    at: Person, house: House, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = tmp_path / "paper.pdf"
    monkeypatch.setattr(PrinterDialog, "paper", paper)
    monkeypatch.setattr(hand_out, "QPrintDialog", PrinterDialog)
    monkeypatch.setattr(hand_out, "QPrinterInfo", Printers)
    house.clock.advance(TEN_TO_TEN)  # ten to ten in the evening: the night has begun, and everybody is tired
    at.sign_in(LATE, PASSWORD)
    at.press("Shift notes")
    at.write("What the next shift must know", "The boiler man comes at seven.")
    at.key(Qt.Key.Key_Return)
    at.wait_for("The boiler man comes at seven.", "1 unread")
    at.choose("About whom", "Kai")
    at.write("What the next shift must know", "He wants the lamp on.")
    at.control(Qt.Key.Key_S)
    at.wait_for("He wants the lamp on.", "2 unread", "Unread")
    at.press("Switch")

    at.sign_in(NIGHT, PASSWORD)
    at.find(QAbstractButton, "Shift notes, 2")
    at.press("Shift notes", starts=True)
    at.wait_for("2 unread")
    at.press("Take over the shift")
    at.wait_for("Say in your own words what you heard.")
    at.write("What was said back", "Boiler at seven, and the lamp stays on for Kai.")
    at.press("I take over")
    at.wait_for("You have taken over the shift.", "Boiler at seven, and the lamp stays on for Kai.")
    at.wait_until_gone("Unread")
    at.find(QAbstractButton, "Shift notes")

    at.press("Today")
    at.press("Print shift sheet")
    at.wait_for("Page 1 of 1")
    at.write("For whom", "Femi Oduya")
    at.press("Print")
    at.wait_for("Copy 1 for Femi Oduya is printed.")
    (page,) = PdfReader(paper).pages
    assert page.mediabox.width > page.mediabox.height
    (copy,) = services.shifts.view().copies
    assert (copy.for_whom, copy.made_by) == ("Femi Oduya", NIGHT)


def test_a_note_is_found_and_opened_and_the_key_for_paper_opens_the_sheet(at: Person) -> None:
    at.sign_in(LATE, PASSWORD)
    at.press("Shift notes")
    at.choose("About whom", "Kai")
    at.write("What the next shift must know", "The saxophone is in the office.")
    at.key(Qt.Key.Key_Return)
    at.wait_for("1 unread")
    at.press("Today")
    at.control(Qt.Key.Key_K)
    at.type("saxophone")
    at.press("Shift note, Thu 14 May", starts=True)
    at.wait_for("The saxophone is in the office.", "Settled")
    at.press("Today")
    at.wait_for("Print shift sheet")
    at.control(Qt.Key.Key_P)
    at.wait_for("Who is on shift", "Page 1 of 1")
    at.key(Qt.Key.Key_Escape)
    at.wait_for("New entry")
