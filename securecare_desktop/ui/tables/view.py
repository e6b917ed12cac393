"""The one table view: rows of 32, head of 28, lines between rows only, opened by Enter or a click.

In a narrow window each row has two lines: the first column, and what else there is under it.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from .. import icons, theme
from .model import OBJECT_ROLE, Column, SortProxy, TableModel

NARROW = 560
"""Under this width, in px at 100 % text size, a row has two lines."""
INDENT = 8
LEAST = 120
"""The least width of the column that stretches, in px at 100 % text size."""
LEAST_FIRST = 200
"""The same for a first column that stretches: it says what the row is."""


class Table(QTableView):
    """A table of objects. `opened(object)`: Enter, a click; `chosen(object)`: the current row is another.

    `key` tells which row is which when new rows come, so that the current row stays. With `grows` the table is
    as high as its rows and the page scrolls; without, it scrolls itself.
    """

    opened = Signal(object)
    chosen = Signal(object)

    def __init__(
        self,
        columns: tuple[Column, ...],
        *,
        says: str,
        key: Callable[[Any], object] | None = None,
        sort_by: str = "",
        grows: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = columns
        self._key = key or (lambda row: getattr(row, "id", row))
        self._waiting: tuple[Any, ...] | None = None
        self._grows = grows
        self._head_height = 0
        self.rows_model = TableModel(columns, self)
        self.proxy = SortProxy(self)
        self.proxy.setSourceModel(self.rows_model)
        self.setModel(self.proxy)
        self.setAccessibleName(says)
        self.setItemDelegate(_Cells(self))
        self._set_up()
        if sort_by:
            self.sortByColumn([c.key for c in columns].index(sort_by), Qt.SortOrder.AscendingOrder)
        self.clicked.connect(self._open)  # one click, as everywhere else; the second of two opens nothing
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self._fit()

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(any(column.wraps for column in self.columns))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setSortIndicatorShown(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        head.setMinimumSectionSize(40)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if self.wordWrap():
            self._rows_later = QTimer(
                self, singleShot=True, interval=0
            )  # a column that stretches has its width later
            self._rows_later.timeout.connect(self._fit_rows)
            head.geometriesChanged.connect(self._rows_later.start)
            head.sectionResized.connect(lambda *_at: self._rows_later.start())
        self.setSortingEnabled(True)
        if self._grows:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self.proxy.layoutChanged.connect(self._fit_rows)
            self.proxy.layoutChanged.connect(self.updateGeometry)
            self.proxy.modelReset.connect(self.updateGeometry)

    # rows

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows; the current one stays current if it is among them. Waits while a cell is edited."""
        if self.state() == QAbstractItemView.State.EditingState:
            self._waiting = tuple(rows)
            return
        self._waiting = None
        current = self.current()
        at = self.verticalScrollBar().value()
        self.rows_model.set_rows(rows)
        if current is not None:
            self.select(self._key(current))
        self.verticalScrollBar().setValue(at)
        self._fit_rows()
        self.updateGeometry()

    def closeEditor(self, editor: QWidget, hint: Any) -> None:
        super().closeEditor(editor, hint)
        self.rows_arrive_now()

    def rows_arrive_now(self) -> None:
        """Show rows that waited for an edit to end, if there are any."""
        if self._waiting is not None:
            self.set_rows(self._waiting)

    def keep_only(self, keep: Callable[[Any], bool] | None) -> None:
        """Show only the rows for which `keep` is true; None shows all."""
        self.proxy.keep_only(keep)
        self.updateGeometry()

    def current(self) -> Any | None:
        """Return the object of the current row, or None."""
        return self.currentIndex().data(OBJECT_ROLE) if self.currentIndex().isValid() else None

    def select(self, key: object) -> bool:
        """Make the row with this key current; False where there is none."""
        for row in range(self.proxy.rowCount()):
            index = self.proxy.index(row, 0)
            if self._key(index.data(OBJECT_ROLE)) == key:
                self._make_current(index)
                return True
        return False

    def _make_current(self, index: QModelIndex) -> None:
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(index.data(OBJECT_ROLE))

    def _on_current(self, now: QModelIndex, before: QModelIndex) -> None:
        if now.isValid():
            self.chosen.emit(now.data(OBJECT_ROLE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        if not self.selectionModel().hasSelection() and self.proxy.rowCount():
            self._make_current(self.proxy.index(0, 0))  # so that the focus can be seen

    def wheelEvent(self, event: Any) -> None:
        if self._grows:
            event.ignore()  # the page scrolls
        else:
            super().wheelEvent(event)

    # sizes

    def is_narrow(self) -> bool:
        """Whether rows have two lines."""
        if len(self.columns) < 3:
            return False
        return self.width() < max(
            theme.px(NARROW), self._room_for(c for c in self.columns if not c.gives_way)
        )

    def _room_for(self, columns: Iterable[Column]) -> int:
        """Return the least width that these columns need."""
        stretched = LEAST_FIRST if self.columns[0].stretch else LEAST
        return sum(theme.px(stretched if column.stretch else column.width) for column in columns)

    def _left_out(self) -> set[str]:
        """Return the columns that give way at this width."""
        shown = list(self.columns)
        for column in reversed(self.columns):
            if column.gives_way and self._room_for(shown) > self.width():
                shown.remove(column)
        return {column.key for column in self.columns if column not in shown}

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        if self.wordWrap():
            self._rows_later.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "columns"):
            self._fit()

    def sizeHint(self) -> QSize:
        if not self._grows:
            return super().sizeHint()
        head = 0 if self.horizontalHeader().isHidden() else self._head_height
        return QSize(320, head + self.verticalHeader().length())

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height() if self._grows else 96)

    def _fit(self) -> None:
        """Give heights and widths for the room and the text size there are."""
        narrow = self.is_narrow()
        line = self.fontMetrics().height()
        row = max(theme.height("table_row"), line + 12)
        self.verticalHeader().setDefaultSectionSize(row if not narrow else 2 * line + 16)
        head = self.horizontalHeader()
        self._head_height = max(theme.height("table_head"), QFontMetrics(theme.font(9, 600)).height() + 12)
        head.setFixedHeight(self._head_height)
        head.setVisible(not narrow)
        left_out = self._left_out()
        for at, column in enumerate(self.columns):
            self.setColumnHidden(at, at > 0 if narrow else column.key in left_out)
            stretches = column.stretch or (narrow and at == 0)
            mode = QHeaderView.ResizeMode.Stretch if stretches else QHeaderView.ResizeMode.Interactive
            if head.sectionResizeMode(at) != mode:
                head.setSectionResizeMode(at, mode)
            if not stretches:
                head.resizeSection(at, theme.px(column.width))
        self.setIconSize(QSize(theme.px(16), theme.px(16)))
        self._fit_rows()
        self.updateGeometry()

    def _fit_rows(self) -> None:
        """Let rows be as high as their wrapped text is at this width."""
        if not self.wordWrap():
            return
        heights = self.verticalHeader()
        narrow = self.is_narrow()  # rows have two lines of their own then
        wrapping = [at for at, column in enumerate(self.columns) if column.wraps and not narrow]
        for row in range(self.proxy.rowCount()):
            most = heights.defaultSectionSize()
            for at in wrapping:
                room = QRect(0, 0, self.columnWidth(at) - 2 * (INDENT if at == 0 else 6), 10_000)
                text = str(self.proxy.index(row, at).data() or "")
                high = self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, text).height()
                most = max(most, high + 12)
            self.setRowHeight(row, most)
        self.updateGeometry()


class _Cells(QStyledItemDelegate):
    """Draws cells: the edge of the current one in the focus colour, and rows of two lines where it is narrow."""

    def __init__(self, table: Table) -> None:
        super().__init__(table)
        self._table = table

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        if self._table.columns[index.column()].chip:  # drawn on its tint
            option.text = ""
            option.features &= ~QStyleOptionViewItem.ViewItemFeature.HasDecoration

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if self._table.is_narrow():
            self._paint_two_lines(painter, option, index)
        else:
            self._paint_cell(painter, option, index)
        has_focus = self._table.hasFocus() and index == self._table.currentIndex()
        if has_focus:
            painter.save()
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -2))
            painter.restore()

    def _paint_cell(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell; the first column begins 16 px from the edge, as the head of a card does."""
        inner = QStyleOptionViewItem(option)
        if index.column() == 0:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            edge = QRect(option.rect.left(), option.rect.top(), INDENT, option.rect.height())
            painter.fillRect(edge, theme.colour("accent-tint" if chosen else "surface"))
            painter.fillRect(QRect(edge.left(), edge.bottom(), INDENT, 1), theme.colour("line"))
            inner.rect = option.rect.adjusted(INDENT, 0, 0, 0)
        super().paint(painter, inner, index)
        column, row = self._table.columns[index.column()], index.data(OBJECT_ROLE)
        if column.chip and column.text(row):
            self._paint_chip(painter, inner.rect.adjusted(8, 0, -8, 0), column, row)

    @staticmethod
    def _paint_chip(painter: QPainter, area: QRect, column: Column, row: Any) -> None:
        """Draw a state as Chip shows it: icon and word on a tint, as wide as they are."""
        tone = (column.tone(row) if column.tone is not None else "") or "quiet"
        name = column.icon(row) if column.icon is not None else ""
        metrics, side = QFontMetrics(theme.font(9, 600)), theme.px(14)
        before = 6 + (side + 4 if name else 0)
        words = metrics.elidedText(column.text(row), Qt.TextElideMode.ElideRight, area.width() - before - 8)
        chip = QRect(
            0, 0, before + metrics.horizontalAdvance(words) + 8, max(theme.px(22), metrics.height() + 4)
        )
        chip.moveCenter(area.center())
        chip.moveLeft(area.left())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour(f"{tone}-line"))
        painter.setBrush(theme.colour(f"{tone}-tint"))
        painter.drawRoundedRect(QRectF(chip).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if name:
            icons.paint(
                painter, name, QRect(chip.left() + 6, chip.center().y() - side // 2, side, side), tone
            )
        painter.setFont(theme.font(9, 600))
        painter.setPen(theme.colour(tone))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(chip.adjusted(before, 0, 0, 0), flags, words)
        painter.restore()

    def _paint_two_lines(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(OBJECT_ROLE)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(option.rect, theme.colour("accent-tint" if chosen else "surface"))
        painter.fillRect(
            QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), theme.colour("line")
        )
        area = option.rect.adjusted(8 + INDENT, 4, -8, -5)
        first, others = self._table.columns[0], self._table.columns[1:]
        upper = QRect(area.topLeft(), QSize(area.width(), area.height() // 2))
        self._line(painter, upper, ((first, first.text(row)),), row, 600 if first.strong else 400)
        lower = QRect(upper.bottomLeft(), upper.size())
        parts = tuple((column, text) for column in others if (text := column.text(row)))
        self._line(painter, lower, parts, row, 400)
        painter.restore()

    def _line(
        self, painter: QPainter, area: QRect, parts: tuple[tuple[Column, str], ...], row: Any, weight: int
    ) -> None:
        """Draw the texts side by side, each in its colour with its icon, cut off where the room ends."""
        at = area.left()
        for column, text in parts:
            tone = column.tone(row) if column.tone is not None else ""
            name = column.icon(row) if column.icon is not None else ""
            font = theme.font(10.5 if column is self._table.columns[0] else 9, 600 if tone else weight)
            metrics = QFontMetrics(font)
            if name:
                side = theme.px(14)
                icons.paint(
                    painter, name, QRect(at, area.center().y() - side // 2, side, side), tone or "text-2"
                )
                at += side + 4
            room = area.right() - at
            if room < 24:
                return
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.setFont(font)
            painter.setPen(theme.colour(tone or ("text" if column is self._table.columns[0] else "text-2")))
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRect(at, area.top(), room, area.height()), flags, shown)
            at += metrics.horizontalAdvance(shown) + 16
