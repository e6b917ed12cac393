"""The main job by hand: a change of worker from the first plan to the printed pack, and what the store keeps of it."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from securecare_desktop.domain.staff import Role
from securecare_desktop.services.bundle import Services
from securecare_desktop.ui import notify
from securecare_desktop.ui.widgets import hand_out
from tests.journeys.steps import Person, said
from tests.support.house import KAI, PASSWORD, STAFF, House

LEAD = STAFF[Role.SHIFT_LEAD]
FILE_PASSWORD = "open the gate"
REASON = "Hannah starts another job in June. It is not because of anything you did."


def missing(at: Person) -> int:
    """Return how many things the panel at the right says are missing."""
    at.see(lambda: at.all(QLabel, "Missing, ", starts=True))
    return int(at.all(QLabel, "Missing, ", starts=True)[0].accessibleName().rpartition(" ")[2])


def go_to_changes(at: Person, name: str) -> None:
    at.press(name)
    at.tab("Changes of worker")


def plan_another(at: Person) -> None:
    at.press("What can be done with this change")
    at.choose_from_menu("Plan another change")


def save_step(at: Person, step: str, still_missing: int) -> None:
    at.press("Save step")
    at.wait_for(f"{step} is saved.")
    at.see(lambda: missing(at) == still_missing)


def plan_the_change(at: Person) -> None:
    """Plan a change of key worker; the reason is forgotten at first."""
    plan_another(at)
    at.wait_for("A change of worker for Kai")
    at.write("Who is leaving", "Hannah Whitlock")
    at.write("Who is coming", "Femi Oduya")
    at.choose("As", "Key worker")
    at.write("Day of the change", "27 May")
    at.press("Plan the change")
    at.wait_for(
        "One thing to put right before this can be saved.",
        "Write the reason. The young person's copy and the pack both use it.",
    )
    reason = "The reason for Kai, in plain words"
    at.press(reason)  # the link in the banner leads to the field
    at.see(lambda: at.field(reason).hasFocus())
    at.write(reason, REASON)
    at.press("Plan the change")
    at.wait_for("Step 8, Start, 27 May", "Save step")


def decide(at: Person) -> None:
    at.press("Step 1, ", starts=True)
    at.write("What else falls near this day", "A birthday on 2 June")
    at.write("Who stays", "Marek and Denise")
    at.write("Agreed by, as manager", "Graham Pell")
    at.write("Agreed on", "12 May")
    save_step(at, "Decide", 10)


def tell(at: Person) -> None:
    at.press("Step 2, ", starts=True)
    at.press("Record telling Kai")
    at.write("Told on", "13 May, 16:30")
    at.write("Told by", "Hannah Whitlock")
    at.answer("Before anybody else heard it", "yes")
    at.press("Save")
    at.see(lambda: missing(at) == 9)
    at.write("What Kai said to it", "Who will do the bike with me now?")
    at.press("Save step")
    at.wait_for("Choose how these words were given.")
    at.tick("What Kai said to it", "said it")
    save_step(at, "Tell", 8)
    at.press("Somebody else who is told")
    at.choose("Who is it", "Family")
    at.write("Name", "Pauline")
    at.write("Told on", "13 May, 18:00")
    at.write("Told by", "Graham Pell")
    at.press("Save")
    at.see(lambda: missing(at) == 7)


def choose_and_prepare(at: Person) -> None:
    at.press("Step 3, ", starts=True)
    at.write("Who should be next, in Kai's words", "Femi. He listens.")
    at.tick("Who should be next, in Kai's words", "wrote it")
    at.answer("Was the wish followed", "Yes")
    save_step(at, "Choose", 5)
    at.press("Step 4, ", starts=True)
    at.write("Record brought up to date on", "today")
    save_step(at, "Prepare", 4)


def meet(at: Person) -> None:
    """Plan a joint meeting with a time; three are wanted, so it stays missing and says what comes next."""
    at.press("Step 5, ", starts=True)
    at.press("Another meeting")
    at.write("What they do", "Tea and 20 minutes")
    at.write("When", "16 May, 15:00")
    at.write("Where", "Kitchen")
    at.press("Save meeting")
    at.wait_for("Tea and 20 minutes", "0 of 3, next is")
    assert missing(at) == 4


def hand_over_and_say_goodbye(at: Person) -> None:
    at.press("Step 6, ", starts=True)
    at.write("Spoken handover on", "14 May, 09:00")
    at.write("Read-back: what the new worker said back", "Kai hears news first. Nan rings on Sundays.")
    save_step(at, "Hand over", 3)
    at.press("Step 7, ", starts=True)
    at.write("When", "26 May, 17:00")
    at.write("The young person was told this on", "14 May")
    at.write("The goodbye Kai would like", "Fish and chips at the harbour")
    at.tick("The goodbye Kai would like", "drew it")
    save_step(at, "Goodbye", 1)


def save_pack(at: Person, file: Path, password: str) -> None:
    at.press("Save as PDF")
    if password:
        at.write("Password for this PDF", password)
        at.write("The same password once more", password)
        at.press("Save with this password")
    else:
        at.press("Save without a password")
    at.save_file(file)
    at.see(file.exists)


def test_a_change_of_key_worker_from_the_plan_to_the_saved_pack(
    at: Person, house: House, services: Services, notices: notify.Recorder, tmp_path: Path
) -> None:
    at.press(LEAD, starts=True)
    at.try_password("not the password")
    at.wait_for("Name and password do not fit together.")
    at.try_password(PASSWORD)
    go_to_changes(at, "Kai")
    plan_the_change(at)
    assert missing(at) == 13
    decide(at)
    tell(at)
    choose_and_prepare(at)
    meet(at)
    hand_over_and_say_goodbye(at)

    at.press("Handover pack")
    at.wait_for("Page 1 of ", "1 thing is missing. Page 1 will say DRAFT, page ")
    pages = int(at.all(QLabel, "Page 1 of ", starts=True)[0].text().rpartition(" ")[2])
    assert pages > 1
    at.press("Next page")
    at.wait_for(f"Page 2 of {pages}")
    at.write("Destroy by", "27 June")
    closed, open_file = tmp_path / "closed.pdf", tmp_path / "open.pdf"
    save_pack(at, closed, FILE_PASSWORD)
    at.wait_for("Copy 1 for Femi Oduya is saved.", "How planned and explained is this change?")
    at.press("Handover pack")
    at.wait_for("Page 1 of ")
    save_pack(at, open_file, "")
    at.wait_for("Copy 2 for Femi Oduya is saved.")

    guarded = PdfReader(closed)
    assert guarded.is_encrypted
    assert b"/AESV3" in closed.read_bytes()
    assert guarded.decrypt("wrong") == 0
    assert guarded.decrypt(FILE_PASSWORD) != 0
    text = "\n".join(page.extract_text() for page in PdfReader(open_file).pages)
    assert len(PdfReader(open_file).pages) == pages == len(guarded.pages)
    flowing = " ".join(text.split())
    assert "DRAFT" in flowing
    for words in (REASON, "Who will do the bike with me now?", "Tea and 20 minutes", "Nan rings on Sundays."):
        assert words in flowing, words

    at.press("Kai")
    at.tab("Packs")
    at.wait_for("2 copies in the register", "Femi Oduya", "Change of key worker", "Saved as PDF")
    assert notices.defects == []
    at.press("Lock")
    at.see(lambda: not services.session.signed_in)
    seen = house.signed_in(Role.UNIT_MANAGER)
    done = [e for e in seen.audit.log(young_person_id=KAI) if e.actor_name == LEAD]
    assert [e.action for e in done].count("pack_saved") == 2
    kinds = [e.record_kind for e in done if e.action == "added"]
    assert kinds.count("pack_copies") == 2
    assert {"worker_changes", "change_steps", "tellings", "joint_meetings", "own_words"} <= set(kinds)
    assert seen.audit.check().sound


class PrinterDialog(QObject):
    """Stands for the system's print dialog, where somebody chooses a printer that writes to `paper`."""

    accepted = Signal()
    finished = Signal()
    paper = Path()

    def __init__(self, printer: QPrinter, parent: QWidget) -> None:
        super().__init__(parent)
        self._printer = printer

    def setOption(self, option: object, on: bool) -> None:
        """The options of the real dialog are kept by it."""

    def setWindowModality(self, modality: object) -> None:
        """It is over the window that asks."""

    def show(self) -> None:
        self._printer.setOutputFileName(str(self.paper))
        self.accepted.emit()
        self.finished.emit()


class Printers:
    """Stands for the printers that the system knows."""

    @staticmethod
    def availablePrinterNames() -> list[str]:
        return ["Office"]


def test_the_printed_pages_are_the_previewed_ones_and_stand_in_the_register(
    at: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = tmp_path / "paper.pdf"
    monkeypatch.setattr(PrinterDialog, "paper", paper)
    monkeypatch.setattr(hand_out, "QPrintDialog", PrinterDialog)
    monkeypatch.setattr(hand_out, "QPrinterInfo", Printers)
    at.sign_in(LEAD, PASSWORD)
    go_to_changes(at, "Kai")
    at.press("Handover pack")
    at.wait_for("Page 1 of ")
    pages = int(at.all(QLabel, "Page 1 of ", starts=True)[0].text().rpartition(" ")[2])
    at.press("Print")
    at.wait_for("Copy 1 for Sam Adeyemi is printed.")
    at.tab("Packs")
    at.wait_for("1 copy in the register", "Printed")
    assert len(PdfReader(paper).pages) == pages


def test_without_a_printer_a_sentence_says_what_else_there_is_and_nothing_is_registered(
    at: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Printers, "availablePrinterNames", staticmethod(list))
    monkeypatch.setattr(hand_out, "QPrinterInfo", Printers)
    at.sign_in(LEAD, PASSWORD)
    at.press("Kai")
    at.press("Handover pack")
    at.wait_for("Page 1 of ")
    at.press("Print")
    at.wait_for("No printer is set up on this computer. Save it as PDF", "Page 1 of ")
    at.press("Cancel")
    at.wait_for("About me")
    at.tab("Packs")
    at.wait_for("No copies yet.")


def test_somebody_suddenly_gone_has_a_stand_in_a_reason_and_a_later_goodbye(at: Person) -> None:
    at.sign_in(LEAD, PASSWORD)
    go_to_changes(at, "Dev")
    plan_another(at)
    at.wait_for("A change of worker for Dev")
    at.answer("How it comes about", "Somebody is suddenly gone")
    at.write("Who is gone", "Hannah Whitlock")
    at.press("Plan the change")
    at.wait_for("Choose who stands in.")
    at.write("Who stands in", "Femi Oduya")
    at.choose("As", "Key worker")
    at.choose("Why it was not planned", "Left at short notice")
    at.write("Responsible from", "13 May")
    at.write("Later goodbye, by", "28 May")
    at.write(
        "The reason for Dev, in plain words", "Hannah had to stop on Tuesday. Nobody here is angry with you."
    )
    at.press("Plan the change")
    at.wait_for("Unplanned", "Hannah had to stop on Tuesday.", "Step 7, Goodbye")
    assert missing(at) == 13
    goodbye = at.find(QAbstractButton, "Step 7, ", starts=True)
    assert "28 May" in said(goodbye)
    at.press("Step 2, ", starts=True)
    at.wait_for("Record telling Dev")
