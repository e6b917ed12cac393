"""Changing the key of the store: when one does it, the password, how far it is, and what is left to do."""

from collections.abc import Callable

import shiboken6
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from ...core.errors import AppError, Stopped
from ...core.text import _
from ...services.store_key import KeyChanged
from .. import notify, tasks, theme
from ..widgets.card import Banner
from ..widgets.dialog import Dialog
from ..widgets.fields import Field
from ..widgets.form import Form
from ..widgets.labels import label

ChangeKey = Callable[..., KeyChanged]
"""StoreKeyService.change_key, which gets the password and how to report."""


class KeyDialog(Dialog):
    """Asks, works and tells. Closing it stops the work, as a lock does, as long as that is possible."""

    def __init__(self, parent: QWidget, change_key: ChangeKey) -> None:
        super().__init__(parent, _("Change the key of the store"))
        self._page, self._change_key = parent, change_key
        self._task: tasks.Task | None = None
        room = parent.window().width() - 40
        self.setFixedWidth(min(theme.px(560), max(320, room)))
        self.body.addWidget(label(_("Change the key of the store"), "sheet-title", wrap=True))
        when = _(
            "Do this when somebody left on bad terms and may have kept a copy of the store: it is encrypted anew, "
            "and whoever has no open account cannot read what is written from now on. "
            "Everybody who works here keeps their own password, and the recovery key in the safe stays as it is."
        )
        self._when = label(when, wrap=True)
        self.body.addWidget(self._when)
        field = Field("password", _("Your password"), "password", hint=_("So that nobody else does this."))
        self.form = Form((field,))
        self.body.addWidget(self.form)
        self._work = QWidget()
        row = QHBoxLayout(self._work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(_("How far the store is encrypted anew"))
        self.bar.setTextVisible(False)
        row.addWidget(self.bar, 1)
        self.percent = label("", "strong")
        row.addWidget(self.percent)
        self.body.addWidget(self._work)
        self.says = label("", "hint", wrap=True)
        self.body.addWidget(self.says)
        self.cancel = self.add_button(_("Cancel"), self.reject)
        self.change = self.add_button(_("Change the key"), self.start, kind="primary", default=True)
        self._show_work(False)
        self.form.focus_first()

    def start(self) -> None:
        """Begin, if a password was written."""
        if self._task is not None or not self.form.is_ready():
            return
        self._show_work(True)
        task = tasks.command(self._page, self._change_key, self.form.values()["password"])
        task.progress(self._show_percent).done(self._done).failed(self._failed).form(self.form)
        self._task = task
        task.start()
        self.form.set_values({"password": ""})  # the task has it; nothing else needs to

    def reject(self) -> None:
        """Close; work that can still be stopped leaves everything as it was."""
        if self._task is not None:
            self._task.stop()
        super().reject()

    def _show_work(self, working: bool) -> None:
        self.form.setVisible(not working)
        self._work.setVisible(working)
        self.says.setVisible(working)
        self.change.setEnabled(not working)
        self.cancel.setEnabled(True)
        self.cancel.show_text(_("Stop") if working else _("Cancel"))
        self._show_percent(0)
        self.says.setText(_("Until the last moment it can be stopped; a lock stops it too. Nothing is lost."))
        if working:
            self.cancel.setFocus()
            notify.announce(self, _("The store is encrypted anew"))

    def _show_percent(self, percent: int) -> None:
        if not shiboken6.isValid(self):
            return
        self.bar.setValue(percent)
        self.percent.setText(_("{n} %").format(n=percent))
        if percent == 100:
            self.cancel.setEnabled(False)
            self.says.setText(_("The new file takes the place of the old one."))

    def _done(self, changed: KeyChanged) -> None:
        self._task = None
        if not shiboken6.isValid(self) or not self.isVisible():
            notify.tell(_("The store has a new key."), "done", _in_words(changed))
            return
        for over in (self._when, self._work, self.form, self.says, self.change):
            over.hide()
        words = _("Everybody who works here signs in as before.")
        self.body.addWidget(Banner(_("The store has a new key."), words, "done"))
        self.body.addWidget(label(_in_words(changed), wrap=True))
        self.body.addStretch(1)
        self.cancel.show_text(_("Close"))
        self.cancel.setEnabled(True)
        self.cancel.setFocus()
        notify.announce(self, _("The store has a new key."))

    def _failed(self, error: AppError) -> object:
        self._task = None
        if isinstance(error, Stopped):
            notify.tell(error.text, "info")
            return None
        if shiboken6.isValid(self) and self.isVisible():
            self._show_work(False)
            self.form.set_values({"password": ""})
            self.form.focus_first()
        return False  # the sentence stands at the field or in the bar


def _in_words(changed: KeyChanged) -> str:
    """Say which copies the old key still opens."""
    elsewhere = _(
        "Backups that were made before today open with the old passwords; destroy those you can spare."
    )
    if not changed.older_copies:
        return elsewhere
    named = _("So do these copies in the folder of the store: {names}.")
    return f"{elsewhere} {named.format(names=', '.join(changed.older_copies))}"
