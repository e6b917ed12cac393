"""The pack dialog and the register: real pages, a password or a plain no, and no copy without its entry."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QFileDialog
from pytestqt.qtbot import QtBot

from securecare_desktop.core.errors import StoreBusy
from securecare_desktop.domain.editions import Edition, HandedOut
from securecare_desktop.domain.withholding import FromWhom, Whom
from securecare_desktop.ui import notify
from securecare_desktop.ui.packs.pack_dialog import PackDialog
from securecare_desktop.ui.packs.packs_page import PacksPage
from securecare_desktop.ui.page import Place
from securecare_desktop.ui.widgets import hand_out, pages
from securecare_desktop.ui.widgets.file_password import FilePasswordDialog
from tests.ui.change_facts import KAI
from tests.ui.pack_fakes import (
    CLOCK,
    Answers,
    PacksInMemory,
    password_dialog,
    pdf_of,
    save_without,
)
from tests.ui.reading import texts


def printer_into(file: Path) -> QPrinter:
    """Return a real printer that prints into a file."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    printer.setResolution(96)
    pages.fit_to_paper(printer)
    return printer


# -- choosing -----------------------------------------------------------------------------------------


def test_the_dialog_begins_with_who_the_change_is_for(dialog: PackDialog) -> None:
    values = dialog.form.values()
    assert dialog.edition() is Edition.INCOMING_WORKER
    assert (values["recipient"], values["purpose"]) == ("Sam Adeyemi", "Change of key worker")
    assert values["copy"] == "3, from Kai's register"
    assert values["destroy_by"] == date(2026, 6, 10)
    assert dialog.form.editor("copy").inputs()[0].isReadOnly()


def test_what_is_left_out_is_named_with_its_reason(dialog: PackDialog) -> None:
    said = texts(dialog._left_out)
    assert said[1:] == [
        "2 family entries",
        "about another person",
        "1 note from Kai",
        "Kai wants to tell Sam himself",
    ]


def test_missing_things_are_counted_and_listed_on_wish(dialog: PackDialog) -> None:
    said = texts(dialog._left)
    assert "Draft. 6 things are missing. Page 1 will say DRAFT, page 6 will list them." in said
    assert not any(text.startswith("Record brought up to date") for text in said)
    dialog._turn_missing()
    assert "Record brought up to date  Due Wed 13 May, 1 day late" in texts(dialog._left)


def test_missing_things_never_hold_a_pack_back(dialog: PackDialog) -> None:
    assert dialog.print.isEnabled()
    assert dialog.save.isEnabled()


def test_the_young_persons_own_copy_asks_for_nothing_and_is_theirs(
    dialog: PackDialog, packs: PacksInMemory
) -> None:
    dialog.tiles[Edition.YOUNG_PERSON].click()
    assert dialog.form.isHidden()
    assert any(text.startswith("Kai's to keep.") for text in texts(dialog._left))
    request = packs.asked[-1]
    assert (request.edition, request.recipient, request.destroy_by) == (Edition.YOUNG_PERSON, "", None)
    assert dialog.preview.place.text() == "Page 1 of 1"


def test_the_own_copy_waits_until_the_young_person_was_told(page: PacksPage, packs: PacksInMemory) -> None:
    packs.told = False
    page.open_place(Place("packs", KAI, record_id="kai-change", part="new"))
    dialog = page.dialog
    assert dialog.print.isEnabled()
    dialog.tiles[Edition.YOUNG_PERSON].click()
    assert not dialog.print.isEnabled()
    assert not dialog.save.isEnabled()
    assert any(text.startswith("Kai has not been told yet.") for text in texts(dialog._left))
    dialog.tiles[Edition.INCOMING_WORKER].click()
    assert dialog.print.isEnabled()


def test_the_tile_says_how_many_pages_it_came_to(dialog: PackDialog) -> None:
    assert dialog.tiles[Edition.INCOMING_WORKER].second.text() == "6 pages, all sections"


def test_a_changed_recipient_gets_new_pages_after_a_pause_in_typing(
    dialog: PackDialog, packs: PacksInMemory, qtbot: QtBot
) -> None:
    asked = len(packs.asked)
    line = dialog.form.editor("recipient").combo.lineEdit()
    line.selectAll()
    QTest.keyClicks(line, "Femi Oduya")
    assert len(packs.asked) == asked
    qtbot.waitUntil(lambda: len(packs.asked) == asked + 1)
    assert packs.asked[-1].recipient == "Femi Oduya"
    assert packs.asked[-1].recipient_role == "senior worker"


def test_for_a_name_that_nobody_knows_it_is_asked_who_else_reads_the_copy(
    dialog: PackDialog, packs: PacksInMemory, qtbot: QtBot
) -> None:
    nan, agency = Whom(FromWhom.PERSON, "n", "Nan"), Whom(FromWhom.ROLE, "agency_worker", "Agency worker")
    packs.shut_out = (nan, agency)
    assert dialog.may_be_for.isHidden()
    assert dialog.request().also_for is None
    dialog.form.set_values({"recipient": "Eleri Vaughan"})
    dialog._ask_for_pages()
    qtbot.waitUntil(dialog.may_be_for.isVisible)
    assert dialog.may_be_for.title.text().startswith("Nobody here is known as “Eleri Vaughan”.")
    boxes = {box.text(): box for box in dialog.may_be_for.findChildren(QCheckBox)}
    assert {name: box.isChecked() for name, box in boxes.items()} == {"Nan": True, "Agency worker": True}
    boxes["Nan"].click()
    assert packs.asked[-1].also_for == (agency,)
    boxes["Agency worker"].click()
    assert packs.asked[-1].also_for == ()
    dialog.form.set_values({"recipient": "Femi Oduya"})
    assert dialog.request().also_for is None
    dialog._ask_for_pages()
    qtbot.waitUntil(dialog.may_be_for.isHidden)


def test_looking_at_the_pages_registers_nothing(dialog: PackDialog, packs: PacksInMemory) -> None:
    dialog.preview.turn(1)
    dialog.reject()
    assert packs.copies == []


# -- the pages ----------------------------------------------------------------------------------------


def test_the_pages_are_those_of_the_pdf(dialog: PackDialog) -> None:
    assert dialog.preview.place.text() == "Page 1 of 6"
    assert dialog.preview.scroll.accessibleDescription().strip() == "Page 1 of the pack for Sam"
    dialog.preview.next.click()
    assert dialog.preview.place.text() == "Page 2 of 6"
    assert dialog.preview.scroll.accessibleDescription().strip() == "Page 2 of the pack for Sam"
    dialog.preview.previous.click()
    assert not dialog.preview.previous.isEnabled()


def test_a_page_is_shown_in_its_colours_or_in_grey(dialog: PackDialog) -> None:
    def has_colour(picture: QImage) -> bool:
        x, y = picture.width() // 2, round(picture.height() * 0.12)
        colour = picture.pixelColor(x, y)
        return not colour.red() == colour.green() == colour.blue()

    assert has_colour(dialog.preview.drawn_picture())
    dialog.preview.grey.click()
    assert not has_colour(dialog.preview.drawn_picture())


def test_zoom_makes_the_page_larger_and_back_to_the_width(dialog: PackDialog, qtbot: QtBot) -> None:
    def fills_its_place() -> bool:
        return dialog.preview.drawn_picture().width() == dialog.preview.scroll.viewport().width() - 48

    qtbot.waitUntil(fills_its_place)
    fits = dialog.preview.drawn_picture().width()
    dialog.preview.larger.click()
    assert dialog.preview.drawn_picture().width() > fits
    dialog.preview.fit.click()
    assert dialog.preview.drawn_picture().width() == fits
    dialog.preview.smaller.click()
    assert dialog.preview.drawn_picture().width() < fits


def test_page_down_at_the_end_of_a_page_turns_to_the_next(dialog: PackDialog) -> None:
    bar = dialog.preview.scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    QTest.keyClick(dialog.preview.scroll, Qt.Key.Key_PageDown)
    assert dialog.preview.shown_page() == 2
    assert bar.value() == 0


def test_pages_are_drawn_at_the_height_their_paper_has(dialog: PackDialog) -> None:
    drawn = pages.draw_page(pages.PageWanted(pdf_of("one"), 0, 400))
    assert (drawn.picture.width(), drawn.picture.height(), drawn.pages) == (400, 566, 1)


# -- saving -------------------------------------------------------------------------------------------


def test_a_saved_pdf_is_registered_first_and_then_written(
    dialog: PackDialog, packs: PacksInMemory, answers: Answers, tmp_path: Path, notices: notify.Recorder
) -> None:
    answers.file = tmp_path / "pack.pdf"
    save_without(dialog)
    assert answers.file.read_bytes() == packs.pdf
    assert packs.journal == ["registered as saved"]
    assert notices.told == [("done", "Copy 3 for Sam Adeyemi is saved. It stands in the pack register.")]
    assert list(tmp_path.iterdir()) == [answers.file]


def test_the_password_is_asked_for_twice(
    dialog: PackDialog, packs: PacksInMemory, answers: Answers, tmp_path: Path
) -> None:
    answers.file = tmp_path / "pack.pdf"
    asking = password_dialog(dialog)
    QTest.keyClicks(asking.form.editor("password").line, "three wet bicycles")
    QTest.keyClicks(asking.form.editor("again").line, "three wet bicycle")
    asking.go_on.click()
    assert asking.form.row("again").error == "This is not the same password. Write it once more."
    assert packs.copies == []
    QTest.keyClicks(asking.form.editor("again").line, "s")
    asking.go_on.click()
    assert packs.handed_out[0].password == "three wet bicycles"


def test_a_short_password_is_refused_and_none_is_a_choice_of_its_own(
    dialog: PackDialog, packs: PacksInMemory
) -> None:
    asking = password_dialog(dialog)
    QTest.keyClicks(asking.form.editor("password").line, "abc")
    asking.go_on.click()
    assert asking.form.row("password").error == "Choose at least 8 characters."
    assert any("can read all of it" in text for text in texts(asking))
    assert packs.copies == []


def test_no_young_person_is_named_by_the_file(dialog: PackDialog, answers: Answers) -> None:
    save_without(dialog)
    for edition in (Edition.YOUNG_PERSON, Edition.PLAN, Edition.PLAN_YOUNG_PERSON):
        dialog.tiles[edition].click()
        save_without(dialog)
    assert answers.names == [
        "handover-pack-copy-3.pdf", "my-change-of-worker.pdf", "plan-copy-3.pdf", "my-plan.pdf",
    ]  # fmt: skip


def test_leaving_the_file_dialog_registers_nothing(dialog: PackDialog, packs: PacksInMemory) -> None:
    save_without(dialog)
    assert packs.journal == []
    assert dialog.isVisible()


def test_a_folder_that_is_not_there_is_one_sentence_and_nothing_registered(
    dialog: PackDialog, packs: PacksInMemory, answers: Answers, tmp_path: Path, notices: notify.Recorder
) -> None:
    answers.file = tmp_path / "gone" / "pack.pdf"
    save_without(dialog)
    assert notices.told == [("late", "The folder is not there (any more). Choose another folder.")]
    assert packs.journal == []
    assert dialog.isVisible()


def test_a_copy_that_could_not_be_written_is_noted_as_not_made(
    dialog: PackDialog,
    packs: PacksInMemory,
    answers: Answers,
    tmp_path: Path,
    notices: notify.Recorder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(_target: Path, _pdf: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(hand_out, "replace_file", full)
    answers.file = tmp_path / "pack.pdf"
    save_without(dialog)
    assert packs.journal == ["registered as saved", "noted as not made"]
    assert packs.copies[0].not_made_because == "The file could not be written to this folder."
    assert [kind for kind, _text in notices.told] == ["late"]
    assert not answers.file.exists()
    assert dialog.isVisible()


def test_when_the_register_refuses_nothing_is_written(
    dialog: PackDialog, packs: PacksInMemory, answers: Answers, tmp_path: Path, notices: notify.Recorder
) -> None:
    packs.refusal = StoreBusy("Somebody else is making packs.", "Try again.")
    answers.file = tmp_path / "pack.pdf"
    save_without(dialog)
    assert not answers.file.exists()
    assert notices.told == [("late", "Somebody else is making packs. Try again.")]


def test_who_it_is_for_has_to_be_said_before_it_is_saved(dialog: PackDialog, packs: PacksInMemory) -> None:
    dialog.form.editor("recipient").set_value("")
    dialog.save.click()
    assert dialog.form.row("recipient").error == "Write who this copy is for."
    assert dialog.findChild(FilePasswordDialog) is None


def test_the_systems_file_dialog_does_not_hold_the_program_up(
    dialog: PackDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    chosen: list[Path] = []
    hand_out.ask_file(dialog, "pack.pdf", chosen.append)
    shown = dialog.findChild(QFileDialog)
    assert shown.isVisible()
    shown.setDirectory(str(tmp_path))
    shown.selectFile(str(tmp_path / "mine"))
    shown.accept()
    assert chosen == [tmp_path / "mine.pdf"]


# -- printing -----------------------------------------------------------------------------------------


def test_a_printed_copy_is_registered_before_it_reaches_the_printer(
    dialog: PackDialog,
    packs: PacksInMemory,
    answers: Answers,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers.printer = printer_into(tmp_path / "paper.pdf")
    real = pages.print_pages

    def watched(pdf: bytes, printer: QPrinter) -> None:
        packs.journal.append("printed")
        real(pdf, printer)

    monkeypatch.setattr(pages, "print_pages", watched)
    dialog.print.click()
    assert packs.journal == ["registered as printed", "printed"]
    assert packs.copies[0].handed_out is HandedOut.PRINTED
    printed = pypdf.PdfReader(io.BytesIO((tmp_path / "paper.pdf").read_bytes()))
    assert len(printed.pages) == 6
    assert abs(float(printed.pages[0].mediabox.width) - 595) < 2


def test_only_the_pages_asked_for_are_printed(packs: PacksInMemory, dressed: object, tmp_path: Path) -> None:
    printer = printer_into(tmp_path / "paper.pdf")
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    pages.print_pages(packs.pdf, printer)
    assert len(pypdf.PdfReader(tmp_path / "paper.pdf").pages) == 2


def test_a_page_is_never_drawn_finer_than_an_eye_sees(dressed: object, tmp_path: Path) -> None:
    printer = printer_into(tmp_path / "paper.pdf")
    printer.setResolution(1200)
    pages.print_pages(pdf_of("one"), printer)
    paper = pypdf.PdfReader(tmp_path / "paper.pdf").pages[0]
    assert abs(float(paper.mediabox.width) - 595) < 2
    assert [image.image.width for image in paper.images] == [round(595.28 * 400 / 72)]


def test_a_cancelled_print_dialog_registers_nothing(dialog: PackDialog, packs: PacksInMemory) -> None:
    dialog.print.click()
    assert packs.journal == []


@pytest.mark.qt_log_ignore("QPainter::begin", "This plugin does not support", extend=True)
def test_a_printer_that_takes_nothing_leaves_a_note_in_the_register(
    dialog: PackDialog, packs: PacksInMemory, answers: Answers, tmp_path: Path, notices: notify.Recorder
) -> None:
    answers.printer = printer_into(tmp_path / "no" / "such" / "paper.pdf")
    dialog.print.click()
    assert packs.journal == ["registered as printed", "noted as not made"]
    assert notices.told[0][1].startswith("The printer did not take the pages.")


def test_each_copy_has_its_own_number_so_one_is_printed_at_a_time(
    tmp_path: Path, dressed: object, notices: notify.Recorder
) -> None:
    printer = printer_into(tmp_path / "paper.pdf")
    printer.setCopyCount(3)
    assert hand_out.one_copy(printer).copyCount() == 1
    assert notices.told[0][1].startswith("One copy is printed.")


# -- the register -------------------------------------------------------------------------------------


def test_the_register_says_who_has_a_copy_why_and_until_when(
    page: PacksPage, packs: PacksInMemory, dialog: PackDialog, answers: Answers, tmp_path: Path
) -> None:
    answers.file = tmp_path / "pack.pdf"
    save_without(dialog)
    packs.copies.append(replace(packs.copies[0], id="late", copy_number=2, destroy_by=date(2026, 5, 1)))
    page.mark_stale()
    model = page.table.model()
    shown = [[model.index(row, column).data() for column in range(7)] for row in range(model.rowCount())]
    assert shown[0] == [
        "Kai", "3", "Sam Adeyemi", "Change of key worker", "Thu 14 May, 09:42", "Saved as PDF", "Wed 10 Jun",
    ]  # fmt: skip
    assert page.second.text() == "2 copies in the register"
    tone = page.table.columns[6].tone
    assert [tone(row) for row in page.table.rows_model.rows()] == ["", "late"]


def test_an_empty_register_says_what_will_be_here(page: PacksPage) -> None:
    page.open_place(Place("packs"))
    assert "No copies yet. Every pack that is printed or saved stands here." in texts(page)
    assert page.new_button.isHidden()


def test_a_pack_can_be_made_from_a_young_persons_register(page: PacksPage) -> None:
    page.open_place(Place("young_person", KAI, tab="packs"))
    page.new_button.click()
    assert page.dialog is not None


def test_who_may_not_issue_packs_reads_the_register_only(
    qtbot: QtBot, inline_tasks: None, packs: PacksInMemory
) -> None:
    page = PacksPage(packs, CLOCK, dict, may_issue=False)
    qtbot.addWidget(page)
    page.show()
    page.open_place(Place("packs", KAI, part="new"))
    page.act("print_pack")
    assert page.dialog is None
    assert page.new_button.isHidden()


def test_in_a_narrow_window_choices_and_pages_take_turns(page: PacksPage, qtbot: QtBot) -> None:
    page.window().resize(683, 320)
    page.open_place(Place("packs", KAI, part="new"))
    dialog = page.dialog
    qtbot.waitUntil(dialog.isVisible)
    assert dialog.preview.isHidden()
    dialog.show_pages.click()
    assert dialog.preview.isVisible()
    assert dialog._left.isHidden()
    dialog.show_pages.click()
    assert dialog._left.isVisible()
