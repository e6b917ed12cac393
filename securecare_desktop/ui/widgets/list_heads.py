"""The headings of a list that is drawn row by row: over its columns, and over a group of its rows."""

from collections.abc import Iterable

from PySide6.QtWidgets import QFrame, QHBoxLayout

from .. import theme
from .labels import label


def column_heads(mark: int, first: str, columns: Iterable[tuple[str, int]]) -> QFrame:
    """Return the heads over the columns: the first takes the room there is, the others have widths at 100 % text size.

    `mark` is the width of what stands before the first column, such as a box to tick.
    """
    made, row = _head(6, 12, left=16 + theme.px(mark) + 12)
    row.addWidget(label(first, "caption-strong"), 1)
    for words, wide in columns:
        one = label(words, "caption-strong")
        one.setFixedWidth(theme.px(wide))
        row.addWidget(one)
    return made


def group_head(title: str, second: str) -> QFrame:
    """Return the heading of a group with its counts."""
    made, row = _head(5, 8)
    row.addWidget(label(title, "card-title"))
    row.addWidget(label(second, "caption-strong", wrap=True), 1)
    return made


def _head(high: int, gap: int, left: int = 16) -> tuple[QFrame, QHBoxLayout]:
    made = QFrame()
    made.setProperty("role", "list-head")
    row = QHBoxLayout(made)
    row.setContentsMargins(left, high, 16, high)
    row.setSpacing(gap)
    return made, row
