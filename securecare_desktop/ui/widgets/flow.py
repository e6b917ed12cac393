"""A row of small widgets that goes on in the next line where the width ends."""

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget


class FlowLayout(QLayout):
    """Puts its widgets side by side, then in the next line."""

    def __init__(self, parent: QWidget | None = None, gap: int = 16) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._right: list[QWidget] = []
        self._heights: dict[int, int] = {}
        self._hint: QSize | None = None
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def add_at_right(self, widget: QWidget) -> None:
        """Put a widget after all others, at the right of the last line."""
        self._right.append(widget)
        self.addWidget(widget)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def invalidate(self) -> None:
        self._heights.clear()
        self._hint = None
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        # Qt asks for the same width again and again while it lays out a page: fifty times a row on Today.
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        if self._hint is None:
            hints = [item.sizeHint() for item in self._items]
            wide = sum(hint.width() for hint in hints) + self._gap * max(0, len(hints) - 1)
            self._hint = QSize(wide, max((hint.height() for hint in hints), default=0))
        return self._hint

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._items]
        return QSize(
            max((size.width() for size in sizes), default=0),
            max((size.height() for size in sizes), default=0),
        )

    def _place(self, rect: QRect, move: bool) -> int:
        """Lay the widgets out in `rect`; return the height they need."""
        shown = [item for item in self._items if not item.isEmpty()]
        shown.sort(key=lambda item: item.widget() in self._right)
        at, line_height, top = rect.x(), 0, rect.y()
        line: list[tuple[QLayoutItem, QRect]] = []

        def settle() -> None:
            room = rect.right() - line[-1][1].right() if line else 0
            for item, place in line:
                if item.widget() in self._right:
                    place.translate(max(0, room), 0)
                if move:
                    place.moveTop(top + (line_height - place.height()) // 2)
                    item.setGeometry(place)

        for item in shown:
            hint = item.sizeHint().boundedTo(QSize(max(rect.width(), item.minimumSize().width()), 16777215))
            if line and at + hint.width() > rect.right() + 1:
                settle()
                top, at, line_height, line = top + line_height + 4, rect.x(), 0, []
            line.append((item, QRect(QPoint(at, top), hint)))
            at += hint.width() + self._gap
            line_height = max(line_height, hint.height())
        settle()
        return top + line_height - rect.y()


class Flow(QWidget):
    """A widget that holds others in a FlowLayout; those `at_right` stand at the right of its last line."""

    def __init__(
        self, widgets: Iterable[QWidget] = (), gap: int = 16, at_right: Iterable[QWidget] = ()
    ) -> None:
        super().__init__()
        flow = FlowLayout(self, gap)
        for widget in widgets:
            flow.addWidget(widget)
        for widget in at_right:
            flow.add_at_right(widget)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
