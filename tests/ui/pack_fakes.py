"""A pack service for the screen tests, a real PDF of a few pages and a register in memory; and the page over it."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QMainWindow, QWidget
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from securecare_desktop.core.clock import FixedClock
from securecare_desktop.core.errors import InputError
from securecare_desktop.domain.editions import Edition, HandedOut
from securecare_desktop.domain.messages import Changed
from securecare_desktop.domain.packs import LeftOut, PackCopy
from securecare_desktop.domain.plans import PlanState, PlanVersion
from securecare_desktop.services.packs import (
    Issued,
    PackOffer,
    PackRequest,
    Preview,
    Recipient,
    problems_in_request,
)
from securecare_desktop.services.results import Saved
from securecare_desktop.ui.packs.pack_dialog import PackDialog
from securecare_desktop.ui.packs.packs_page import PacksPage
from securecare_desktop.ui.widgets.file_password import FilePasswordDialog
from tests.ui import change_facts

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from securecare_desktop.domain.withholding import Whom


CLOCK = FixedClock(change_facts.moment(5, 14, 9, 42))


def pdf_of(*pages: str) -> bytes:
    """Return a PDF with one line of text on each page."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4)
    for text in pages:
        canvas.setFillColorRGB(0.1, 0.3, 0.4)
        canvas.rect(60, 700, 475, 60, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.drawString(72, 640, text)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def version_of(version_id: str, number: int, state: PlanState) -> PlanVersion:
    """Return a version of Kai's plan."""
    made = date(2026, 5, number)
    return PlanVersion(id=version_id, young_person_id="kai", number=number, state=state, made_on=made)


class PacksInMemory:
    """Registers copies in a list. `journal` says what happened in which order."""

    def __init__(self) -> None:
        self.copies: list[PackCopy] = []
        self.journal: list[str] = []
        self.asked: list[PackRequest] = []
        self.handed_out: list[PackRequest] = []
        self.pdf = pdf_of(*(f"Page {n} of the pack for Sam" for n in range(1, 7)))
        self.own = pdf_of("Kai, your worker is changing")
        self.refusal: Exception | None = None
        self.told = True
        self.not_told: tuple[str, ...] = ()
        self.has_map = self.has_stay = False
        self.plan_versions = (
            version_of("plan4", 4, PlanState.DRAFT),
            version_of("plan3", 3, PlanState.CURRENT),
            version_of("plan2", 2, PlanState.SUPERSEDED),
        )
        self.known = ("", "Sam Adeyemi", "Femi Oduya")
        self.shut_out: tuple[Whom, ...] = ()

    def offer(self, young_person_id: str, change_id: str = "") -> PackOffer:
        return PackOffer(
            young_person_name="Kai",
            change_id=change_id,
            recipients=(
                Recipient("Sam Adeyemi", "incoming key worker"),
                Recipient("Femi Oduya", "senior worker"),
            ),
            recipient="Sam Adeyemi",
            purposes=("Change of key worker", "Review meeting"),
            copy_number=len(self.copies) + 3,
            destroy_by=date(2026, 6, 10),
            missing=change_facts.workspace().readiness.missing,
            left_out=(
                LeftOut(what="2 family entries", why="about another person"),
                LeftOut(what="1 note from Kai", why="Kai wants to tell Sam himself"),
            ),
            read_back_on=date(2026, 5, 22),
            young_person_told=self.told,
            plan_purpose="To work with the plan",
            stay_purpose="The record that the law asks for",
            plan_versions=self.plan_versions,
            plan_version_id=next((v.id for v in self.plan_versions if v.state is PlanState.CURRENT), ""),
            photos=1,
            has_map=self.has_map,
            has_stay=self.has_stay,
        )

    def preview(self, request: PackRequest) -> Preview:
        self.asked.append(request)
        own = request.edition.is_theirs
        return Preview(
            pdf=self.own if own else self.pdf,
            pages=1 if own else 6,
            boxed_characters=0,
            missing=change_facts.workspace().readiness.missing,
            missing_page=0 if own else 6,
            left_out=() if own else self.offer("").left_out,
            may_be_for=self.shut_out if request.recipient not in self.known else (),
            not_told=self.not_told if request.edition is Edition.PLAN_YOUNG_PERSON else (),
        )

    def hand_out(self, request: PackRequest, how: HandedOut) -> Issued:
        problems = problems_in_request(request, change_facts.TODAY)
        if problems:
            raise InputError(problems)
        if self.refusal is not None:
            raise self.refusal
        copy = PackCopy(
            id=f"copy-{len(self.copies) + 3}",
            version=1,
            young_person_id=request.young_person_id,
            edition=request.edition,
            number=7,
            copy_number=len(self.copies) + 3,
            recipient=request.recipient or "Kai",
            purpose=request.purpose,
            destroy_by=request.destroy_by,
            handed_out=how,
            made_by="Denise Okafor",
            made_at=change_facts.moment(5, 14, 9, 42),
            pages=6,
            draft=True,
            missing=6,
        )
        self.copies.append(copy)
        self.handed_out.append(request)
        self.journal.append(f"registered as {how.value}")
        return Issued(
            pdf=self.own if request.edition.is_theirs else self.pdf,
            copy=copy,
            boxed_characters=0,
            changed=Changed(frozenset({"packs"}), request.young_person_id),
        )

    def not_made(self, copy: PackCopy, why: str) -> Saved[PackCopy]:
        noted = replace(copy, not_made_because=why)
        self.copies = [noted if c.id == copy.id else c for c in self.copies]
        self.journal.append("noted as not made")
        return Saved(noted, Changed(frozenset({"packs"}), copy.young_person_id))

    def register(self, young_person_id: str = "") -> tuple[PackCopy, ...]:
        return tuple(c for c in self.copies if not young_person_id or c.young_person_id == young_person_id)


class Answers:
    """Stands for the system's file and print dialogs: what the person chooses in them, None for Cancel."""

    def __init__(self) -> None:
        self.file: Path | None = None
        self.printer: QPrinter | None = None
        self.names: list[str] = []

    def ask_file(self, _parent: QWidget, name: str, on_chosen: Callable[[Path], object]) -> None:
        self.names.append(name)
        if self.file is not None:
            on_chosen(self.file)

    def ask_printer(self, _parent: QWidget, on_chosen: Callable[[QPrinter], object]) -> None:
        if self.printer is not None:
            on_chosen(self.printer)


def packs_page(qtbot: "QtBot", packs: PacksInMemory, answers: Answers) -> PacksPage:
    """Return the register in a window, with the system's dialogs answered."""
    window = QMainWindow()
    qtbot.addWidget(window)
    shown = PacksPage(
        packs,
        CLOCK,
        lambda: {change_facts.KAI: "Kai"},
        ask_file=answers.ask_file,
        ask_printer=answers.ask_printer,
    )
    window.setCentralWidget(shown)
    window.resize(1366, 696)
    window.show()
    shown.window_kept = window  # type: ignore[attr-defined] - the window must live as long as the page
    return shown


def password_dialog(dialog: PackDialog) -> FilePasswordDialog:
    dialog.save.click()
    return dialog.findChild(FilePasswordDialog)


def save_without(dialog: PackDialog) -> None:
    password_dialog(dialog).without.click()
