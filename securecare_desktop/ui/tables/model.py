"""One table model for every list: columns as data, rows as whatever frozen objects a service gave."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from .. import icons, theme
from ..markup import tip

SORT_ROLE = Qt.ItemDataRole.UserRole + 1
OBJECT_ROLE = Qt.ItemDataRole.UserRole + 2

AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Column:
    """One column. Each function gets the row's object.

    `text` is what is shown, `sort` a native value to sort by (the text without it; None sorts last), `icon` the
    name of an icon, `tone` a colour token for text and icon ("late", "soon", "text-2" ...; "" for text).
    `strong` shows names in 600; `width` is in px at 100 % text size, and one column stretches. A column that
    `gives_way` is left out where there is no room for all, the last one first. With `chip` the text is a state,
    drawn with its icon on the tint of its tone (late, soon, done, info or quiet); an empty text is no state.
    With `wraps` the text goes on in a second line where the column is too narrow for it.
    """

    key: str
    title: str
    text: Callable[[Any], str]
    sort: Callable[[Any], Any] | None = None
    tooltip: Callable[[Any], str] | None = None
    icon: Callable[[Any], str] | None = None
    tone: Callable[[Any], str] | None = None
    alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
    strong: bool = False
    width: int = 120
    stretch: bool = False
    gives_way: bool = False
    chip: bool = False
    wraps: bool = False


class TableModel(QAbstractTableModel):
    """Rows of objects under columns. A row's object comes back through OBJECT_ROLE, also through a proxy."""

    def __init__(self, columns: tuple[Column, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = columns
        self._rows: tuple[Any, ...] = ()

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows instead."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rows(self) -> tuple[Any, ...]:
        """Return the rows shown, in the order they were given."""
        return self._rows

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's name and form
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's name and form
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.columns[section].alignment | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not (0 <= index.row() < len(self._rows)):
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == OBJECT_ROLE:
            return row
        if role == SORT_ROLE:
            return column.sort(row) if column.sort is not None else column.text(row).casefold()
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}: {column.text(row)}" if column.title else column.text(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(column.tooltip(row)) or None if column.tooltip is not None else None
        return self._look(row, column, role)

    def _look(self, row: Any, column: Column, role: int) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.alignment | Qt.AlignmentFlag.AlignVCenter
        tone = column.tone(row) if column.tone is not None else ""
        if role == Qt.ItemDataRole.DecorationRole:
            name = column.icon(row) if column.icon is not None else ""
            return icons.icon(name, tone or "text-2") if name else None
        if role == Qt.ItemDataRole.ForegroundRole:
            return theme.colour(tone) if tone else None
        if role == Qt.ItemDataRole.FontRole:
            return theme.font(10.5, 600) if column.strong or tone in ("late", "soon") else None
        return None


class SortProxy(QSortFilterProxyModel):
    """Sorts by native values in Python: Qt would cut large numbers and not know dates. None comes last."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setSortRole(SORT_ROLE)
        self.setDynamicSortFilter(True)
        self._keep: Callable[[Any], bool] | None = None

    def keep_only(self, keep: Callable[[Any], bool] | None) -> None:
        """Show only the rows for which `keep` is true; None shows all."""
        self.beginFilterChange()
        self._keep = keep
        self.endFilterChange()

    def filterAcceptsRow(self, source_row: int, source_parent: AnyIndex) -> bool:
        if self._keep is None:
            return True
        index = self.sourceModel().index(source_row, 0, source_parent)
        return self._keep(self.sourceModel().data(index, OBJECT_ROLE))

    def lessThan(self, left: AnyIndex, right: AnyIndex) -> bool:
        model = self.sourceModel()
        first, second = model.data(left, SORT_ROLE), model.data(right, SORT_ROLE)
        if first is None or second is None:
            last = self.sortOrder() == Qt.SortOrder.AscendingOrder
            return (first is not None) == last and (first is None) != (second is None)
        return bool(first < second)
