"""The dialog of the shift sheet: for whom, which shift, until when; the real page beside it; then print or save.

What stands on the sheet is the service's; how a copy leaves stands in widgets/hand_out.
"""

from functools import partial
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ...core.clock import Clock
from ...core.errors import AppError, Problem
from ...core.text import _
from ...domain.editions import HandedOut
from ...domain.shift_rules import ShiftTime
from ...services.shift_sheet import (
    SheetIssued,
    SheetOffer,
    SheetPreview,
    SheetRequest,
    problems_in_sheet,
)
from .. import notify, tasks, theme
from ..widgets import hand_out, pages
from ..widgets.card import Banner, clear_layout
from ..widgets.dialog import Dialog
from ..widgets.fields import Field
from ..widgets.file_password import FilePasswordDialog
from ..widgets.form import Form
from ..widgets.labels import IconText
from ..widgets.preview import PackPreview
from ..widgets.save_file import AskFile
from .lines import time_words

PAUSE_MS = 400
LEFT_WIDTH = 360
NARROW = 820
ask_landscape = partial(hand_out.ask_printer, landscape=True)


class ShiftSheets(Protocol):
    """What the dialog needs of the shift sheet service."""

    def offer(self, unit_id: str = "", /) -> SheetOffer:
        """Return what the dialog starts from."""
        ...

    def preview(self, request: SheetRequest, /) -> SheetPreview:
        """Return the real page."""
        ...

    def hand_out(self, request: SheetRequest, how: HandedOut, /) -> SheetIssued:
        """Register a copy and return its bytes."""
        ...

    def not_made(self, copy: Any, /) -> object:
        """Note that a copy never came to be."""
        ...


def open_sheet_dialog(parent: QWidget, sheets: ShiftSheets, clock: Clock, unit_id: str = "") -> None:
    """Ask what the dialog starts from and open it over the window of `parent`."""

    def show(offer: SheetOffer) -> None:
        SheetDialog(parent, sheets, offer, clock).open()

    tasks.query(parent, sheets.offer, unit_id).done(show).start()


class SheetDialog(Dialog):
    """One copy of the shift sheet. `ask_file` and `ask_printer` show the system's dialogs and call back."""

    def __init__(
        self,
        parent: QWidget,
        sheets: ShiftSheets,
        offer: SheetOffer,
        clock: Clock,
        ask_file: AskFile = hand_out.ask_file,
        ask_printer: hand_out.AskPrinter = ask_landscape,
    ) -> None:
        super().__init__(parent, _("Shift sheet"))
        self._sheets, self._offer, self._clock = sheets, offer, clock
        self._ask_file, self._ask_printer = ask_file, ask_printer
        self._asked: SheetRequest | None = None
        self._showing_page = False
        self._end = offer.chosen.ends
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask_for_page)
        self.body.setContentsMargins(0, 0, 0, 0)
        beside = QHBoxLayout()
        beside.setSpacing(0)
        self.preview = PackPreview()
        self._left = self._make_left()
        beside.addWidget(self._left)
        beside.addWidget(self.preview, 1)
        self.body.addLayout(beside, 1)
        self._make_foot()
        self._fit_window()
        self._fit()
        self._ask_for_page()
        self.form.focus_first()

    # building

    def _make_left(self) -> QScrollArea:
        inside = QWidget()
        inside.setProperty("role", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        self.form = self._make_form()
        column.addWidget(self.form)
        self._banners = QVBoxLayout()
        self._banners.setSpacing(12)
        column.addLayout(self._banners)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        return scroll

    def _make_form(self) -> Form:
        offer, today = self._offer, self._clock.today()
        form = Form(
            (
                Field("for_whom", _("For whom"), "suggest", choices=offer.staff),
                Field(
                    "shift",
                    _("Shift"),
                    "choice",
                    choices=tuple((_key(time), time_words(time, today)) for time in offer.times),
                ),
                Field(
                    "on_shift",
                    _("Who is on shift"),
                    optional=True,
                    hint=_("Printed on this copy and kept nowhere."),
                ),
                Field("destroy_at", _("Destroy at"), "datetime"),
            ),
            check=self._problems,
            clock=self._clock,
        )
        form.set_values({"shift": _key(offer.chosen), "destroy_at": offer.chosen.ends})
        form.changed.connect(self._changed)
        return form

    def _make_foot(self) -> None:
        goes = _("Goes into the register under your name. A saved PDF asks for a password.")
        note = IconText("scroll-text", goes, "text-2", role="second", size=16)
        note.words.setWordWrap(True)
        self._register_note = note
        self.foot.insertWidget(0, note, 100)
        self.show_page = self.add_button(_("Show the page"), self._turn_page, icon="eye")
        self.cancel = self.add_button(_("Cancel"), self.reject)
        self.save = self.add_button(_("Save as PDF"), self._begin_saving, icon="file-down")
        self.print = self.add_button(_("Print"), self._begin_printing, icon="printer", kind="primary")

    def _fit_window(self) -> None:
        """Be nearly as large as the window behind, and leave its edges in sight."""
        behind = self.parentWidget()
        room = behind.size() if behind is not None else QSize(1366, 696)
        wide = min(1222, room.width() - (144 if room.width() > 1100 else 16))
        high = min(720, room.height() - (40 if room.height() > 600 else 8))
        self.setMinimumSize(min(wide, 320), min(high, 240))
        self.resize(wide, high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the form or the page where both do not fit beside each other."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = theme.room(self) < NARROW
        self.show_page.setVisible(narrow)
        self.show_page.setText(_("Back to the choices") if self._showing_page else _("Show the page"))
        self._register_note.setVisible(not narrow)
        self._left.setVisible(not narrow or not self._showing_page)
        self.preview.setVisible(not narrow or self._showing_page)
        self._left.setMinimumWidth(0 if narrow else min(theme.px(LEFT_WIDTH), self.width() // 2))
        self._left.setMaximumWidth(16777215 if narrow else theme.px(LEFT_WIDTH))

    def _turn_page(self) -> None:
        self._showing_page = not self._showing_page
        self._fit()

    # what was chosen

    def time(self) -> ShiftTime:
        """Return the chosen shift."""
        chosen = self.form.values()["shift"]
        return next((time for time in self._offer.times if _key(time) == chosen), self._offer.chosen)

    def request(self, password: str = "") -> SheetRequest:
        """Return the sheet as it is chosen now."""
        values, time = self.form.values(), self.time()
        return SheetRequest(
            unit_id=self._offer.unit.id,
            on=time.on,
            shift=time.shift,
            for_whom=values["for_whom"],
            on_shift=values["on_shift"],
            destroy_at=values["destroy_at"],
            password=password,
        )

    def _problems(self, _values: dict[str, Any]) -> tuple[Problem, ...]:
        return problems_in_sheet(self.request(), self._clock.now())

    def _changed(self) -> None:
        """With another shift the copy ends with that one, as long as nobody has said otherwise."""
        end = self.time().ends
        if end != self._end and self.form.values()["destroy_at"] == self._end:
            self._end = end
            self.form.editor("destroy_at").set_value(end)
        self._pause.start()

    # the page

    def _ask_for_page(self) -> None:
        self._pause.stop()
        wanted = self.request()
        if wanted == self._asked:
            return
        self._asked = wanted
        asking = tasks.query(self, self._sheets.preview, wanted).busy(self.preview.scroll)
        asking.done(lambda preview: self._show_page(wanted, preview)).start()

    def _show_page(self, wanted: SheetRequest, preview: SheetPreview) -> None:
        if wanted != self._asked:
            return  # something else was chosen since
        self.preview.show_pdf(preview.pdf, preview.pages)
        clear_layout(self._banners)
        if preview.left_out:
            words = _("Some words are not for whoever this copy is for.")
            said = _("They are left out, and the page says so.")
            self._banners.addWidget(Banner(words, said, icon="scissors"))
        if preview.only:
            words = _("Only those this person works with:")
            self._banners.addWidget(Banner(words, ", ".join(preview.only) + ".", icon="info"))
        if preview.pages > 1:
            words = _("There is too much for one page.")
            said = _("Everything is shortened as far as it goes; the rest stands on the next page.")
            self._banners.addWidget(Banner(words, said, "soon"))

    # out of the program

    def _begin_saving(self) -> None:
        if self.form.is_ready():
            self._password_dialog = FilePasswordDialog(self, self._choose_file)
            self._password_dialog.open()

    def _choose_file(self, password: str) -> None:
        self._ask_file(self, _("shift-sheet.pdf"), lambda target: self._save(target, password))

    def _save(self, target: Path, password: str) -> None:
        problem = hand_out.problem_with(target)
        if problem is not None:
            notify.error(problem)
            return
        registering = tasks.command(self, self._sheets.hand_out, self.request(password), HandedOut.SAVED)
        registering.busy(self.save).form(self.form).done(lambda issued: self._write(target, issued)).start()

    def _write(self, target: Path, issued: SheetIssued) -> None:
        writing = tasks.render(self, hand_out.write_copy, target, issued.pdf).busy(self.save)
        writing.done(lambda _none: self._done(issued, _("saved"))).failed(
            lambda error: self._not_made(issued, error)
        ).start()

    def _begin_printing(self) -> None:
        if self.form.is_ready():
            self._ask_printer(self, self._print)

    def _print(self, printer: QPrinter) -> None:
        registering = tasks.command(self, self._sheets.hand_out, self.request(), HandedOut.PRINTED)
        registering.busy(self.print).form(self.form).done(lambda issued: self._send(printer, issued)).start()

    def _send(self, printer: QPrinter, issued: SheetIssued) -> None:
        printing = tasks.render(self, pages.print_pages, issued.pdf, printer).busy(self.print)
        printing.done(lambda _none: self._done(issued, _("printed"))).failed(
            lambda error: self._not_made(issued, error)
        ).start()

    def _done(self, issued: SheetIssued, how: str) -> None:
        said = _("Copy {n} for {who} is {how}.").format(
            n=issued.copy.copy_number, who=issued.copy.for_whom, how=how
        )
        self.accept()
        notify.tell(said, "done", _("It stands on the page of shift notes."))

    def _not_made(self, issued: SheetIssued, _error: AppError) -> bool:
        """Note the copy that never came to be, then have the error shown."""
        tasks.command(self, self._sheets.not_made, issued.copy).start()
        return False


def _key(time: ShiftTime) -> str:
    return f"{time.on.isoformat()} {time.shift.value}"
