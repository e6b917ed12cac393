"""How questions look, what is told where there is no bar, and the dialog for a defect of ours."""

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ...core.text import _
from ..notify import Action
from .dialog import Dialog
from .labels import label


class NoticeDialogs:
    """Opens the dialogs that notify asks for, and can close them all."""

    def __init__(self) -> None:
        self._open: list[Dialog] = []

    def message(self, window: QWidget, text: str, hint: str) -> None:
        """Show one thing to know."""
        self._show(_Message(window, text, hint))

    def question(self, parent: QWidget, title: str, text: str, yes: Action, *, danger: bool, no: str) -> None:
        """Ask; do `yes` where it is agreed to."""
        self._show(_Question(parent, title, text, yes, danger=danger, no=no or _("Cancel")))

    def defect(self, window: QWidget, reference: str) -> None:
        """Show that something of ours is broken; once, however often it is told."""
        if not any(shiboken6.isValid(known) and isinstance(known, _Defect) for known in self._open):
            self._show(_Defect(window, reference))

    def close_all(self) -> None:
        """Close everything that is open, with no answer."""
        for dialog in tuple(self._open):
            if shiboken6.isValid(dialog):
                dialog.reject()
        self._open.clear()

    def _show(self, dialog: Dialog) -> None:
        self._open = [known for known in self._open if shiboken6.isValid(known)]
        self._open.append(dialog)
        dialog.open()


class _Message(Dialog):
    """One thing to know, where there is no bar to say it in."""

    def __init__(self, parent: QWidget, text: str, hint: str) -> None:
        super().__init__(parent, text)
        self.setMinimumWidth(400)
        self.body.addWidget(label(text, "sheet-title", wrap=True))
        if hint:
            self.body.addWidget(label(hint, wrap=True))
        self.add_button(_("Close"), self.reject, kind="primary", default=True).setFocus()


class _Question(Dialog):
    """A question with two answers."""

    def __init__(self, parent: QWidget, title: str, text: str, yes: Action, *, danger: bool, no: str) -> None:
        super().__init__(parent, title)
        self.setMinimumWidth(420)
        self.body.addWidget(label(title, "sheet-title", wrap=True))
        self.body.addWidget(label(text, wrap=True))
        verb, self._on_yes = yes
        self.yes = self.add_button(
            verb, self._agree, kind="danger" if danger else "primary", default=not danger
        )
        self.no = self.add_button(no, self.reject, default=danger)
        (self.no if danger else self.yes).setFocus(Qt.FocusReason.OtherFocusReason)

    def _agree(self) -> None:
        self.accept()
        self._on_yes()


class _Defect(Dialog):
    """Something of ours is broken: what it means for the person, and the reference to pass on."""

    def __init__(self, parent: QWidget, reference: str) -> None:
        super().__init__(parent, _("Something went wrong"))
        self.setMinimumWidth(440)
        self.reference = reference
        self.body.addWidget(label(_("Something went wrong in the program"), "sheet-title", wrap=True))
        self.body.addWidget(
            label(_("It is not your doing. What was saved before is safe, and drafts are kept."), wrap=True)
        )
        self.body.addWidget(
            label(_("Reference {reference}").format(reference=reference), "strong", selectable=True)
        )
        told = _(
            "Pass the reference on to whoever looks after this computer. It holds nothing from any record."
        )
        self.body.addWidget(label(told, "hint", wrap=True))
        self.copy = self.add_button(_("Copy the reference"), self._copy)
        self.add_button(_("Close"), self.reject, kind="primary", default=True).setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.reference)
        self.copy.setText(_("Copied"))
