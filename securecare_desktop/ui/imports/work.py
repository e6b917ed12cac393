"""How far work on a list is, and the button that stops it; it stands where the result will stand."""

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ...core.text import _
from .. import notify, tasks
from ..widgets.buttons import Button
from ..widgets.labels import label


class WorkRow(QWidget):
    """A bar, per cent and a button. Hidden until something is at work."""

    def __init__(self) -> None:
        super().__init__()
        self._task: tasks.Task | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.says = label("", "strong", wrap=True)
        column.addWidget(self.says)
        row = QHBoxLayout()
        row.setSpacing(12)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        row.addWidget(self.bar, 1)
        self.percent = label("", "strong")
        row.addWidget(self.percent)
        self.stop_button = Button(_("Cancel"), self.stop, icon="x")
        row.addWidget(self.stop_button)
        column.addLayout(row)
        column.addWidget(
            label(_("Until it is done it can be cancelled, and nothing has changed then."), "hint", wrap=True)
        )
        self.hide()

    @property
    def at_work(self) -> bool:
        """Whether something is at work."""
        return self._task is not None

    def begin(self, task: tasks.Task, says: str) -> None:
        """Start a task that reports how far it is, and show it."""
        self._task = task
        self.says.setText(says)
        self.bar.setAccessibleName(says)
        self._show(0)
        self.show()
        self.stop_button.setEnabled(True)
        self.stop_button.setFocus()
        notify.announce(self, says)
        task.progress(self._show).always(self.end).start()

    def stop(self) -> None:
        """Stop it; what was done so far is taken back by the store."""
        if self._task is not None:
            self._task.stop()
            self.stop_button.setEnabled(False)

    def end(self) -> None:
        """Nothing is at work any more."""
        self._task = None
        self.hide()

    def _show(self, percent: int) -> None:
        self.bar.setValue(percent)
        self.percent.setText(_("{n} %").format(n=percent))
