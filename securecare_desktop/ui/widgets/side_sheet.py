"""The sheet at the right: 400 wide, pushes the page and never floats. Esc closes it; a draft in it is kept."""

from collections.abc import Callable, Iterable
from typing import Any, Protocol

import shiboken6
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ...core.text import _
from ...domain.audit import ToldEvent
from ...domain.audit_words import kind_of
from .. import actions, theme
from ..focus_home import FocusHome
from .buttons import Button
from .flow import FlowLayout
from .form import Form
from .history import History, HistoryPart
from .labels import label
from .page_scroll import PageScroll

Where = Callable[[str], tuple[str, str]]
"""Says of a form's field which record it belongs to (its id) and which field of the record it is."""


class SaysWithheld(Protocol):
    """What a sheet has say above a form that something of its records is not for everybody (widgets/withholding)."""

    def beside(
        self,
        form: Form,
        sheet: "SideSheet",
        records: tuple[Any, ...],
        where: Where | None,
        leave: Callable[[], object],
    ) -> None:
        """Say it, and offer to leave something out."""
        ...

    def missing(
        self, parent: QWidget, young_person_id: str, nouns: Iterable[str], place: QVBoxLayout
    ) -> None:
        """Say that whole entries of some features are not shown to the reader."""
        ...


class Foot(QFrame):
    """The line at the foot of a sheet or page: primary button, further buttons, then the draft line at the right.

    Where they do not fit beside each other they go on in the next line; no word of a button is ever cut.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "foot")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 9, 16, 10)
        self._row = FlowLayout(gap=8)
        column.addLayout(self._row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def add_button(
        self, text: str, on_click: Callable[[], object], *, icon: str = "", kind: str = ""
    ) -> Button:
        """Put a button after those already there."""
        made = Button(text, on_click, icon=icon, kind=kind)
        self._row.addWidget(made)
        return made

    def add_at_right(self, widget: QWidget) -> None:
        """Put something (the draft line, why a button cannot be used yet) at the right."""
        self._row.add_at_right(widget)


class SideSheet(QFrame):
    """A sheet to stand at the right of a page's layout: `show_form` or `show_body`, then `open_sheet`.

    `opened` is sent when it has come up; `closed` when it has gone; then the focus goes back where it was.
    """

    opened = Signal()
    closed = Signal()
    history: History | None = None
    """Where what happened to a record is asked for; none where nobody has said so."""
    withholder: SaysWithheld | None = None
    """What says and does that something is not for everybody; none where nobody has said so."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "sheet")
        self._focus_before = FocusHome(None)
        self._form: Form | None = None
        self.setFixedWidth(theme.width("side_sheet"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.setSpacing(0)
        head = QFrame()
        head.setProperty("role", "sheet-head")
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 8, 12, 8)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.title = label("", "sheet-title", wrap=True)
        self.when = label("", "caption", wrap=True)
        words.addWidget(self.title)
        words.addWidget(self.when)
        row.addLayout(words, 1)
        self.close_button = Button("", self.close_sheet, icon="x", kind="quiet", says=_("Close"))
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        outer.addWidget(head)
        self._scroll = PageScroll(margin=16)
        outer.addWidget(self._scroll, 1)
        self._foot_place = QVBoxLayout()
        outer.addLayout(self._foot_place)
        self.foot: Foot | None = None
        self.sign_button: Button | None = None
        self._save_button: Button | None = None
        self.hide()

    def show_form(
        self,
        title: str,
        when: str,
        form: Form,
        primary: tuple[str, Callable[[], object]],
        *,
        primary_icon: str = "",
        sign: Callable[[], object] | None = None,
    ) -> Button:
        """Fill the sheet with a form and the foot that belongs to it; return the primary button.

        With `sign`, `let_sign` turns it into the quiet one beside "Save and sign".
        """
        self.show_body(title, when, form)
        self._form = form
        foot = self._new_foot()
        if sign is not None:
            self.sign_button = foot.add_button(
                actions.text("sign"), sign, icon=actions.act("sign").icon, kind="primary"
            )
            self.sign_button.setToolTip(actions.keys_in_words("sign"))
            self.sign_button.hide()
        button = self._save_button = foot.add_button(
            primary[0], primary[1], icon=primary_icon, kind="primary"
        )
        self._close_in_foot = foot.add_button(_("Close"), self.close_sheet)
        foot.add_at_right(form.draft_line)
        form.draft_line.show()
        return button

    def let_sign(self, can_sign: bool) -> None:
        """Offer "Save and sign", with saving as the quiet way beside it; the cross in the head closes the sheet."""
        if self.sign_button is not None and self._save_button is not None:
            self.sign_button.setVisible(can_sign)
            self._save_button.turn("quiet" if can_sign else "primary")
            self._close_in_foot.setVisible(not can_sign)

    def show_body(self, title: str, when: str, body: QWidget) -> None:
        """Fill the sheet with something to read, without a foot."""
        self.title.setText(title)
        self.when.setText(when)
        self.when.setVisible(bool(when))
        self.setAccessibleName(title)
        self._drop_foot()
        self._form = None
        self._scroll.show_page(body)

    def leave(self) -> None:
        """Let go of what is shown, with its draft kept: another form takes the sheet."""
        if self._form is not None:
            self._form.keep_draft_now()

    def say_withheld(
        self,
        form: Form,
        *records: Any,
        where: Where | None = None,
        leave: Callable[[], object] | None = None,
    ) -> None:
        """Say above a form what of its records (those that are stored) is not for everybody, and offer to say so.

        `leave` is called before another form takes the place of this one.
        """
        if self.withholder is not None:
            stored = tuple(r for r in records if getattr(r, "id", ""))
            self.withholder.beside(form, self, stored, where, leave or self.leave)

    def offer_history(self, young_person_id: str, *records: Any) -> None:
        """Offer under what is shown what happened to these records (those that are stored)."""
        known = [(kind_of(r), r.id) for r in records if getattr(r, "id", "") and kind_of(r)]
        history = self.history
        if history is None or not known:
            return

        def ask() -> tuple[ToldEvent, ...]:
            found = [
                event for kind, record_id in known for event in history(young_person_id, kind, record_id)
            ]
            return tuple(sorted(found, key=lambda event: event.seq, reverse=True))

        part = HistoryPart(ask)
        part.shown.connect(lambda: self._scroll.scroll_to(part.y()))
        self._scroll.column.addWidget(part)
        self._scroll.column.addStretch(1)

    def open_sheet(self) -> None:
        """Show the sheet with the focus in its first field."""
        now = QApplication.focusWidget()
        if self.isHidden() or (now is not None and not self.isAncestorOf(now)):
            self._focus_before = FocusHome(now)
        self.show()
        if self._form is not None:
            self._form.focus_first()
        else:
            self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.opened.emit()

    def close_sheet(self) -> None:
        """Hide the sheet, keep the draft, and put the focus back."""
        if self.isHidden():
            return
        if self._form is not None:
            self._form.keep_draft_now()
        now = QApplication.focusWidget()
        was_here = now is None or self.isAncestorOf(now)  # whoever is elsewhere by now stays there
        self.hide()
        before, self._focus_before = self._focus_before, FocusHome(None)
        self.closed.emit()  # the page first takes its room again; what gave way to the sheet comes back
        if was_here:
            before.give_back()

    def stand_beside(self, page: QWidget, rest: QWidget, *, narrow: bool) -> None:
        """While it is open, take the place of the rest of a narrow page, or stand at its right."""
        is_open = not self.isHidden()
        rest.setVisible(not (narrow and is_open))
        if is_open:
            self.setFixedWidth(max(280, page.width()) if narrow else theme.width("side_sheet"))

    def keep_draft_now(self) -> None:
        """Keep the draft of the form that stands here, open or not."""
        if self._form is not None and shiboken6.isValid(self._form):
            self._form.keep_draft_now()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """In a narrow window the sheet takes what there is."""
        room = self.window().width()
        self.setFixedWidth(min(theme.width("side_sheet"), max(280, room)))

    def _new_foot(self) -> Foot:
        self._drop_foot()
        self.foot = Foot()
        self._foot_place.addWidget(self.foot)
        return self.foot

    def _drop_foot(self) -> None:
        if self._form is not None and shiboken6.isValid(self._form):
            # the form may come back, after two versions were compared; its draft line must not go with the foot
            self._form.draft_line.hide()
            self._form.draft_line.setParent(self._form)
        if self.foot is not None:
            self.foot.hide()
            self.foot.deleteLater()
            self.foot = self.sign_button = self._save_button = None
