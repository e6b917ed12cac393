"""Asks for the password of a PDF before it is saved, or for the plain decision to save it without one."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from ...core.errors import Problem
from ...core.text import _
from .card import Banner
from .dialog import Dialog
from .fields import Field
from .form import Form
from .labels import label

SHORTEST = 8
"""Characters at least. The file leaves the house, so it is the only thing that protects what is in it."""


def problems_in_file_password(values: dict[str, Any]) -> tuple[Problem, ...]:
    """Return what has to be put right in the two fields."""
    if len(values["password"]) < SHORTEST:
        return (Problem("password", _("Choose at least {n} characters.").format(n=SHORTEST)),)
    if values["password"] != values["again"]:
        return (Problem("again", _("This is not the same password. Write it once more.")),)
    return ()


class FilePasswordDialog(Dialog):
    """Calls `on_password` with the password of the file, or with an empty one when that was chosen."""

    def __init__(self, parent: QWidget, on_password: Callable[[str], object]) -> None:
        super().__init__(parent, _("A password for the file"))
        self._on_password = on_password
        self.setMinimumWidth(460)
        self.body.addWidget(label(_("A password for the file"), "sheet-title"))
        told = _("Whoever opens the PDF is asked for it. Pass it on by another way than the file.")
        self.body.addWidget(label(told, "second", wrap=True))
        self.form = Form(
            (
                Field("password", _("Password for this PDF"), "password"),
                Field("again", _("The same password once more"), "password"),
            ),
            check=problems_in_file_password,
        )
        self.body.addWidget(self.form)
        warning = Banner(
            _("Without a password"),
            _("anybody who gets hold of the file can read all of it, and it cannot be called back."),
            "soon",
            icon="lock-open",
        )
        self.body.addWidget(warning)
        self.without = self.add_button(_("Save without a password"), self._without, kind="danger")
        self.cancel = self.add_button(_("Cancel"), self.reject)
        self.go_on = self.add_button(_("Save with this password"), self._with, kind="primary", default=True)
        self.form.focus_first()

    def _with(self) -> None:
        if self.form.is_ready():
            self._close_with(self.form.values()["password"])

    def _without(self) -> None:
        self._close_with("")

    def _close_with(self, password: str) -> None:
        self.accept()
        self._on_password(password)
