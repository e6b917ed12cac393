"""The dialog of the shift sheet over a real store: the real page, registered before it leaves, noted where it did not."""

import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pypdf
import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.editions import HandedOut
from securecare_desktop.domain.staff import Role
from securecare_desktop.services.bundle import Services
from securecare_desktop.ui import notify, theme
from securecare_desktop.ui.shifts.sheet_dialog import SheetDialog, open_sheet_dialog
from securecare_desktop.ui.widgets import hand_out, pages
from securecare_desktop.ui.widgets.file_password import FilePasswordDialog
from tests.support.house import House

pytestmark = pytest.mark.usefixtures("inline_tasks")


class Desk:
    """A window with the dialog over it, and where files and prints go."""

    def __init__(self, window: QWidget, services: Services, folder: Path) -> None:
        self.window, self.services, self.folder = window, services, folder
        self.file = folder / "sheet.pdf"
        self.printed = folder / "printed.pdf"
        self.dialog = SheetDialog(
            window,
            services.shift_sheet,
            services.shift_sheet.offer(),
            services.session.clock,
            ask_file=lambda _parent, _name, chosen: chosen(self.file),
            ask_printer=self._printer,
        )

    def _printer(self, _parent: QWidget, chosen: Callable[[QPrinter], object]) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.printed))
        pages.fit_to_paper(printer, landscape=True)
        chosen(printer)

    def copies(self) -> list[tuple[int, str, HandedOut]]:
        found = self.services.shifts.view().copies
        return [(c.copy_number, c.for_whom, c.handed_out) for c in found]


@pytest.fixture
def desk(house: House, qtbot: QtBot, tmp_path: Path, notices: notify.Recorder) -> Desk:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1366, 696)
    window.show()
    made = Desk(window, house.signed_in(Role.SHIFT_LEAD), tmp_path)
    made.dialog.open()
    return made


def test_it_begins_with_the_shift_and_its_end_and_shows_the_real_page(desk: Desk) -> None:
    values = desk.dialog.form.values()
    assert values["shift"] == "2026-05-14 early"
    assert values["destroy_at"] == desk.dialog.time().ends
    assert desk.dialog.preview.drawn_picture() is not None
    assert desk.dialog.preview.place.text() == "Page 1 of 1"
    assert desk.copies() == []


def test_another_shift_ends_at_another_time(desk: Desk) -> None:
    form = desk.dialog.form
    form.editor("shift").set_value("2026-05-14 night")
    form.editor("shift").changed.emit()
    assert form.values()["destroy_at"] == desk.dialog.time().ends
    own = desk.dialog.time().ends - timedelta(hours=1)
    form.editor("destroy_at").set_value(own)
    form.editor("shift").set_value("2026-05-14 late")
    form.editor("shift").changed.emit()
    assert form.values()["destroy_at"] == own  # what somebody chose stays


def test_without_a_name_nothing_leaves_and_the_field_says_so(desk: Desk) -> None:
    desk.dialog.print.click()
    assert desk.dialog.form.row("for_whom").error == "Write who this copy is for."
    assert desk.copies() == []


def test_a_printed_copy_stands_in_the_register_and_is_on_its_side(
    desk: Desk, notices: notify.Recorder
) -> None:
    desk.dialog.form.editor("for_whom").set_value("Femi Oduya")
    desk.dialog.print.click()
    assert desk.copies() == [(1, "Femi Oduya", HandedOut.PRINTED)]
    (page,) = pypdf.PdfReader(desk.printed).pages
    assert page.mediabox.width > page.mediabox.height
    assert notices.told[-1][1].startswith("Copy 1 for Femi Oduya is printed.")


def test_a_saved_copy_asks_for_a_password(desk: Desk) -> None:
    desk.dialog.form.editor("for_whom").set_value("Femi Oduya")
    desk.dialog.save.click()
    asks = desk.dialog._password_dialog
    assert isinstance(asks, FilePasswordDialog)
    for name in ("password", "again"):
        asks.form.editor(name).set_value("tea and toast")
    asks.go_on.click()
    assert desk.copies() == [(1, "Femi Oduya", HandedOut.SAVED)]
    assert pypdf.PdfReader(desk.file).is_encrypted


def test_a_copy_that_could_not_be_written_is_noted_as_not_made(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, notices: notify.Recorder
) -> None:
    def full(_target: Path, _data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(hand_out, "replace_file", full)
    desk.dialog.form.editor("for_whom").set_value("Femi Oduya")
    desk.dialog.save.click()
    desk.dialog._password_dialog.without.click()
    assert "The file could not be written" in notices.told[-1][1]
    with desk.services.session._opened().reading() as work:
        assert "shift_sheet_not_made" in [event.action for event in work.audit.events()]


def test_for_an_agency_worker_it_says_whom_the_sheet_holds(desk: Desk) -> None:
    desk.dialog.form.editor("for_whom").set_value("Ana Lima")
    desk.dialog._ask_for_page()
    said = [w.accessibleName() for w in desk.dialog.findChildren(QWidget)]
    assert "Only those this person works with: Dev." in said


def test_in_a_narrow_window_form_and_page_take_turns(desk: Desk) -> None:
    theme.use("light", 200)
    desk.dialog.resize(660, 380)
    assert not desk.dialog.show_page.isHidden()
    assert desk.dialog.preview.isHidden()
    desk.dialog.show_page.click()
    assert not desk.dialog.preview.isHidden()


def test_it_opens_over_the_page_where_it_was_wanted(
    house: House, qtbot: QtBot, notices: notify.Recorder
) -> None:
    services = house.signed_in(Role.RESIDENTIAL_WORKER)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    open_sheet_dialog(window, services.shift_sheet, house.clock)
    (dialog,) = window.findChildren(SheetDialog)
    assert dialog.isVisible()
    dialog.reject()


def test_the_preview_is_what_is_printed(desk: Desk) -> None:
    preview = desk.services.shift_sheet.preview(desk.dialog.request())
    assert pypdf.PdfReader(io.BytesIO(preview.pdf)).pages[0].mediabox.width > 800
