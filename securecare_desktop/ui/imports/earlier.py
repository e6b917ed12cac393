"""The lists that were brought in before, each with the button that takes it back."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from ...core.labels import label as words_for
from ...core.text import _, day_and_time, ngettext
from ...services.imports import EarlierImport
from ..widgets.buttons import Button
from ..widgets.card import Card, EmptyState
from ..widgets.labels import label


class EarlierCard(Card):
    """The card. `take_back(EarlierImport)` is called when somebody wants a list taken back."""

    def __init__(self, take_back: Callable[[EarlierImport], object]) -> None:
        super().__init__(_("Brought in before"), icon="file-text")
        self._take_back = take_back
        self.buttons: dict[str, Button] = {}

    def show_imports(self, found: tuple[EarlierImport, ...]) -> None:
        """Show these lists, the newest first."""
        self.buttons = {}
        if not found:
            self.show_rows([EmptyState(_("No list was brought in yet."))])
            return
        self.show_rows([self._row(one) for one in found])

    def _row(self, one: EarlierImport) -> QFrame:
        batch = one.batch
        row = QFrame()
        row.setProperty("role", "row")
        across = QHBoxLayout(row)
        across.setContentsMargins(16, 8, 16, 8)
        across.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(batch.file_name, "strong", wrap=True))
        count = ngettext("{n} record", "{n} records", batch.rows).format(n=f"{batch.rows:,}")
        when = day_and_time(batch.written_at) if batch.written_at else ""
        told = ", ".join(part for part in (words_for(batch.kind), count, when, one.by) if part)
        words.addWidget(label(told, "second", wrap=True))
        across.addLayout(words, 1)
        if batch.taken_back_at is not None:
            across.addWidget(
                label(
                    _("Taken back {when}").format(when=day_and_time(batch.taken_back_at)), "hint", wrap=True
                )
            )
            return row
        says = _("Take back {file}").format(file=batch.file_name)
        button = Button(
            _("Take back"), lambda: self._take_back(one), icon="rotate-ccw", size="small", says=says
        )
        self.buttons[batch.id] = button
        across.addWidget(button)
        return row
