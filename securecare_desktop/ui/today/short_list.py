"""A list of a card that is short at first: its first rows, and a link to all of them. Nothing is left out in silence."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...core.text import _
from ..focus_chain import TabPlace
from ..widgets.buttons import LinkButton
from ..widgets.card import EmptyState, clear_layout


def stops_in(rows: Iterable[QWidget]) -> list[QWidget]:
    """Return what Tab stops at in these rows: the row itself, or what stands in it."""
    widgets = (one for row in rows for one in (row, *row.findChildren(QWidget)))
    return [one for one in widgets if one.focusPolicy() & Qt.FocusPolicy.TabFocus]


class ShortList(QWidget):
    """Rows under each other, at most `most` of them until somebody asks for all. The last one has no line under it."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most, self._all = most, False
        self._shown: object = None
        self._fill: Callable[[], None] = lambda: None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column.addLayout(self._rows)
        self._place = TabPlace(self)
        self.more = LinkButton("", self._turn, small=True)
        self._below = QWidget()
        below = QHBoxLayout(self._below)
        below.setContentsMargins(16, 6, 16, 8)
        below.addWidget(self.more)
        below.addStretch(1)
        column.addWidget(self._below)
        column.addStretch(1)

    def show_lines(
        self,
        lines: Sequence[Any],
        make: Callable[[Any], QWidget],
        nothing: str | Callable[[], QWidget],
        as_of: object = None,
    ) -> None:
        """Show a row for each line as `make` makes it, or that there is `nothing`.

        The same lines as before, `as_of` the same day, stay as they are: whoever stands on a row does not lose it.
        """
        if self._shown == (tuple(lines), as_of):
            return
        self._shown = tuple(lines), as_of

        def fill() -> None:
            shown = lines if self._all else lines[: self._most]
            clear_layout(self._rows)
            rows = [make(line) for line in shown] or [
                EmptyState(nothing) if isinstance(nothing, str) else nothing()
            ]
            is_whole = len(lines) <= self._most
            for row in rows:
                row.setProperty("place", "last" if is_whole and row is rows[-1] else "")
                self._rows.addWidget(row)
            self._place.put_here(*stops_in(rows))
            self._below.setVisible(not is_whole)
            words = _("Show the first {n}") if self._all else _("Show all {n}")
            self.more.setText(words.format(n=self._most if self._all else len(lines)))

        self._fill = fill
        fill()

    def _turn(self) -> None:
        self._all = not self._all
        self._fill()
