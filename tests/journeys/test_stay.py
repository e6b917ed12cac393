"""A stay from its order to its record: written down, told, a time alone signed, the stay ended, and on paper as it was."""

import io
from datetime import timedelta

from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from securecare_desktop.core.text import day_and_time
from securecare_desktop.domain.editions import Edition
from securecare_desktop.domain.staff import Role
from securecare_desktop.services.bundle import Services
from securecare_desktop.services.packs import PackRequest
from securecare_desktop.ui import notify
from tests.journeys.steps import Person
from tests.support.house import KAI, NOW, PASSWORD, STAFF

LEAD = STAFF[Role.SHIFT_LEAD]


def told(at: Person, notices: notify.Recorder, words: str) -> None:
    at.see(lambda: any(said == words for _kind, said in notices.told))
    notices.told.clear()


def write_the_order(at: Person) -> None:
    at.press("Kai")
    at.tab("Stay")
    at.press("Add an order")
    at.choose("What it is", "Secure accommodation order")
    at.write("Its name and length", "Section 25 order, three months")
    at.write("Made on", "9 March 2026")
    at.write("Ends on", "8 June 2026")
    at.press("Save")


def tell_the_young_person(at: Person) -> None:
    at.press("Section 25 order, three months", starts=True)
    at.write("Who told the young person", "Femi Oduya")
    at.write("When they were told", "10 March 2026")
    at.press("Save")


def write_a_time_alone(at: Person) -> None:
    at.press("Write down a time alone")
    at.write("Door locked at", day_and_time(NOW - timedelta(minutes=50)))
    at.write("Door opened at", day_and_time(NOW - timedelta(minutes=30)))
    at.write("Why", "A chair was thrown and others were in the way.")
    at.write("Who authorised it", LEAD)
    at.control(Qt.Key.Key_Return)


def end_the_stay(at: Person) -> None:
    at.press("End this stay")
    at.write("Went to", "Home to Nan")
    at.write("Who authorised the end", "Wexcombe Council")
    at.press("End this stay", nth=-1)


def on_paper(services: Services) -> str:
    request = PackRequest(
        young_person_id=KAI, edition=Edition.STAY_RECORD, recipient="Ruth Kemp", purpose="Inspection"
    )
    pages = PdfReader(io.BytesIO(services.packs.preview(request).pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_stay_from_its_order_to_its_record(
    at: Person, services: Services, notices: notify.Recorder
) -> None:
    at.sign_in(LEAD, PASSWORD)
    write_the_order(at)
    told(at, notices, "Saved.")
    at.wait_for("in force until 8 Jun", "not told yet")
    tell_the_young_person(at)
    told(at, notices, "Saved.")
    at.wait_for("told 10 Mar, Femi Oduya")

    write_a_time_alone(at)
    at.see(lambda: isinstance(at.top(), QDialog))
    at.wait_for("The young person may read this one day.", "A chair was thrown")
    at.key(Qt.Key.Key_Return)
    told(at, notices, "Signed.")
    at.wait_for("1 time, 20 minutes altogether", f"signed by {LEAD}")

    end_the_stay(at)
    told(at, notices, "Written down that the stay has ended.")
    at.wait_for("Why Kai was here", "Home to Nan")

    at.press("Print the record")
    at.see(lambda: isinstance(at.top(), QDialog))
    at.wait_for("Record of the stay", "2 pages, what the law asks for")
    at.press("Cancel")
    paper = on_paper(services)
    for words in (
        "Section 25 order, three months", "A chair was thrown", "(20 minutes)", f"Signed by {LEAD}",
        "Home to Nan", "Wexcombe Council",
    ):  # fmt: skip
        assert words in paper
    assert notices.defects == []
