"""Written, signed with one key, locked for everybody, added to by a colleague, and on paper as it was signed."""

import io

from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit

from securecare_desktop.domain.editions import Edition
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.staff import Role
from securecare_desktop.services.bundle import Services
from securecare_desktop.services.packs import PackRequest
from securecare_desktop.ui import notify
from tests.journeys.steps import Person
from tests.support.house import KAI, PASSWORD, STAFF

LEAD, WORKER, MANAGER = (
    STAFF[role] for role in (Role.SHIFT_LEAD, Role.RESIDENTIAL_WORKER, Role.UNIT_MANAGER)
)
SENTENCE = "He made pancakes for everybody."


def note_how_things_are(at: Person) -> None:
    at.press("Kai")
    at.press("Change how things are right now")
    at.write("In one sentence", SENTENCE)


def told(at: Person, notices: notify.Recorder, words: str) -> None:
    at.see(lambda: any(said == words for _kind, said in notices.told))
    notices.told.clear()


def wait_for_the_dialog(at: Person) -> None:
    at.see(lambda: isinstance(at.top(), QDialog))
    at.wait_for("The young person may read this one day.")


def open_the_signed_entry(at: Person) -> None:
    at.press("Kai")
    at.press("Signed")
    at.wait_for(f"Signed by {LEAD}, shift lead")


def on_paper(services: Services) -> str:
    request = PackRequest(
        young_person_id=KAI, edition=Edition.INCOMING_WORKER, recipient="Sam", purpose="Handover"
    )
    pages = PdfReader(io.BytesIO(services.packs.preview(request).pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_an_entry_from_the_first_word_to_the_printed_page(
    at: Person, services: Services, notices: notify.Recorder
) -> None:
    at.sign_in(LEAD, PASSWORD)
    note_how_things_are(at)
    at.control(Qt.Key.Key_Return)
    wait_for_the_dialog(at)
    at.key(Qt.Key.Key_Escape)
    told(at, notices, "Saved, not signed yet.")
    at.wait_for("Not signed yet")
    assert f"{SENTENCE} Not signed yet." in on_paper(services)
    at.click(at.field("In one sentence"))  # a desktop gives the window its keys back by itself
    at.control(Qt.Key.Key_Return)
    wait_for_the_dialog(at)
    at.wait_for(SENTENCE)
    at.key(Qt.Key.Key_Return)
    told(at, notices, "Signed.")
    at.press("Switch")

    at.sign_in(WORKER, PASSWORD)
    open_the_signed_entry(at)
    field = at.field("In one sentence")
    assert isinstance(field, QPlainTextEdit)
    assert field.isReadOnly()
    assert not at.all(QLabel, "Save and sign")
    at.press("Add an addendum")
    at.write("What has to be added", "Nan had some as well.")
    at.control(Qt.Key.Key_Return)
    wait_for_the_dialog(at)
    at.key(Qt.Key.Key_Return)
    at.wait_for(SENTENCE, "Nan had some as well.", f"Signed by {WORKER}, residential worker")
    paper = on_paper(services)
    assert "Nan had some as well." in paper
    assert f"{SENTENCE} Added by {WORKER}, residential worker" in paper
    assert notices.defects == []


def test_what_waits_is_signed_one_after_the_other_with_one_key(
    at: Person, services: Services, notices: notify.Recorder
) -> None:
    at.sign_in(LEAD, PASSWORD)
    for name in ("Kai", "Dev"):
        at.press(name)
        at.press("Change how things are right now")
        at.write("In one sentence", f"{SENTENCE} {name}.")
        at.press("Save")
        told(at, notices, "Saved.")
    at.press("Today")
    at.wait_for("Waiting for a signature", "2, oldest today")
    at.press("Sign yours")
    for name in ("Kai", "Dev"):
        at.wait_for(f"{SENTENCE} {name}.")
        at.see(lambda: at.stands_on("Sign"))
        at.key(Qt.Key.Key_Return)
    at.wait_for("Nothing of yours waits for a signature.")
    at.press("Back to Today")
    at.wait_for("Every entry is signed.")
    with services.session.reading(Action.READ_RECORDS) as work:
        assert {s.signed_name for s in work.statuses.find()} == {LEAD}
    assert notices.defects == []


def test_a_lock_over_the_signing_dialog_signs_nothing_and_keeps_what_was_saved(
    at: Person, services: Services, notices: notify.Recorder
) -> None:
    at.sign_in(LEAD, PASSWORD)
    note_how_things_are(at)
    at.control(Qt.Key.Key_Return)
    wait_for_the_dialog(at)
    at.control(Qt.Key.Key_L)
    at.see(lambda: not services.session.signed_in)
    assert SENTENCE not in at.reads()
    at.try_password(PASSWORD)
    at.see(lambda: services.session.signed_in)
    assert len(services.signatures.waiting().yours) == 1
    assert notices.defects == []
