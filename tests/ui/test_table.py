"""The one table."""

from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from securecare_desktop.core.text import day_short
from securecare_desktop.ui import theme
from securecare_desktop.ui.tables.model import OBJECT_ROLE, Column, SortProxy, TableModel
from securecare_desktop.ui.tables.view import Table


@dataclass(frozen=True)
class Due:
    id: int
    who: str
    day: date | None
    count: int = 0


COLUMNS = (
    Column("who", "For", lambda due: due.who, strong=True),
    Column(
        "day",
        "Due",
        lambda due: day_short(due.day, date(2026, 5, 14)) if due.day else "No day",
        sort=lambda due: due.day,
        tone=lambda due: "late" if due.day and due.day < date(2026, 5, 14) else "",
        icon=lambda due: "circle-alert" if due.day and due.day < date(2026, 5, 14) else "",
    ),
    Column("count", "Count", lambda due: str(due.count), sort=lambda due: due.count, stretch=True),
)
DUES = (
    Due(1, "Dev", date(2026, 5, 18), 2**40),
    Due(2, "Callum", None, 9),
    Due(3, "Amira", date(2026, 5, 12), 10),
)


@pytest.fixture
def table(qtbot: QtBot) -> Table:
    made = Table(COLUMNS, says="Late and due", grows=False)
    qtbot.addWidget(made)
    made.set_rows(DUES)
    made.resize(700, 300)
    made.show()
    return made


def names(table: Table) -> list[str]:
    return [table.proxy.index(row, 0).data() for row in range(table.proxy.rowCount())]


def test_model_and_proxy_keep_qts_rules(qtmodeltester: ModelTester, table: Table) -> None:
    qtmodeltester.check(TableModel(COLUMNS))
    qtmodeltester.check(table.rows_model)
    qtmodeltester.check(table.proxy)


def test_sorting_compares_values_and_puts_what_has_none_last(table: Table) -> None:
    table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert names(table) == ["Amira", "Dev", "Callum"]
    table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert names(table) == ["Dev", "Amira", "Callum"]
    table.sortByColumn(2, Qt.SortOrder.AscendingOrder)
    assert names(table) == ["Callum", "Amira", "Dev"]


def test_a_row_gives_its_object_back_through_the_proxy(table: Table) -> None:
    table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert table.proxy.index(0, 2).data(OBJECT_ROLE) is DUES[2]


def test_a_cell_says_its_column_to_a_screen_reader_and_shows_its_state(table: Table) -> None:
    cell = table.rows_model.index(2, 1)
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "Due: Tue 12 May"
    assert cell.data(Qt.ItemDataRole.ForegroundRole) == theme.colour("late")
    assert not cell.data(Qt.ItemDataRole.DecorationRole).isNull()
    assert table.rows_model.index(0, 1).data(Qt.ItemDataRole.DecorationRole) is None


def test_enter_and_a_click_open_the_row_and_a_double_click_opens_it_once(table: Table, qtbot: QtBot) -> None:
    table.select(2)
    with qtbot.waitSignal(table.opened) as opened:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [DUES[1]]
    table.select(3)
    place = table.visualRect(table.currentIndex()).center()
    found: list[object] = []
    table.opened.connect(found.append)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert found == [DUES[2]]
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert found == [DUES[2]]


def test_the_current_row_stays_when_rows_come_anew(table: Table) -> None:
    table.select(3)
    table.set_rows((Due(3, "Amira", None), *DUES[:2], Due(4, "Tia", None)))
    assert table.current() == Due(3, "Amira", None)


def test_rows_that_come_while_a_cell_is_edited_wait(table: Table) -> None:
    class Editing(Table):
        busy = True

        def state(self) -> QAbstractItemView.State:
            kind = QAbstractItemView.State
            return kind.EditingState if self.busy else kind.NoState

    editing = Editing(COLUMNS, says="Late and due")
    editing.set_rows(DUES)
    assert names(editing) == []
    editing.busy = False
    editing.rows_arrive_now()
    assert names(editing) == ["Dev", "Callum", "Amira"]
    editing.deleteLater()


def test_a_filter_hides_rows_and_gives_them_back(table: Table) -> None:
    table.keep_only(lambda due: due.day is not None)
    assert names(table) == ["Dev", "Amira"]
    table.keep_only(None)
    assert len(names(table)) == 3


def test_focus_is_seen_as_soon_as_the_table_has_it(table: Table, qtbot: QtBot) -> None:
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    assert table.current() is DUES[0]
    assert table.selectionModel().hasSelection()


def test_tab_goes_on_from_a_table(table: Table) -> None:
    assert not table.tabKeyNavigation()


def test_a_narrow_table_has_one_column_with_rows_of_two_lines(table: Table) -> None:
    wide = table.rowHeight(0)
    table.resize(320, 300)
    assert table.is_narrow()
    assert [table.isColumnHidden(at) for at in range(3)] == [False, True, True]
    assert table.rowHeight(0) > wide
    table.resize(700, 300)
    assert not table.isColumnHidden(2)
    assert table.rowHeight(0) == wide


def test_rows_grow_with_the_text(table: Table) -> None:
    assert table.rowHeight(0) == 32
    theme.use("light", 200)
    assert table.rowHeight(0) >= 64


def test_a_table_that_grows_is_as_high_as_its_rows(qtbot: QtBot) -> None:
    made = Table(COLUMNS, says="Late and due")
    qtbot.addWidget(made)
    made.resize(700, 200)
    made.set_rows(DUES)
    assert made.sizeHint().height() == 28 + 3 * 32


def test_a_proxy_of_its_own_sorts_the_same_way(qtbot: QtBot) -> None:
    model, proxy = TableModel(COLUMNS), SortProxy()
    proxy.setSourceModel(model)
    model.set_rows(DUES)
    proxy.sort(2, Qt.SortOrder.DescendingOrder)
    assert [proxy.index(row, 0).data() for row in range(3)] == ["Dev", "Amira", "Callum"]


def test_what_a_row_is_about_is_not_squeezed_before_rows_have_two_lines(
    dressed: QApplication, qtbot: QtBot
) -> None:
    table = Table(
        (
            Column("what", "What was promised", lambda due: due.who, stretch=True),
            Column("who", "Who keeps it", lambda due: due.who, width=170),
            Column("by", "By", lambda due: due.who, width=140),
            Column("state", "State", lambda due: due.who, width=140),
        ),
        says="Promises",
    )
    qtbot.addWidget(table)
    table.resize(620, 200)
    assert table.is_narrow()
    table.resize(720, 200)
    assert not table.is_narrow()


def test_a_state_is_drawn_on_the_tint_of_its_tone_and_no_state_is_not(qtbot: QtBot) -> None:
    def late(due: Due) -> str:
        return "Late" if due.id == 3 else ""

    state = Column("state", "State", late, tone=lambda due: "late", chip=True, stretch=True)
    made = Table((COLUMNS[0], state), says="Late", grows=False)
    qtbot.addWidget(made)
    made.set_rows(DUES)
    made.resize(500, 300)
    made.show()
    seen = {}
    for row in range(made.proxy.rowCount()):
        index = made.proxy.index(row, 1)
        picture = made.viewport().grab(made.visualRect(index)).toImage()
        # as wide as its word: the tint is there at the left, and not in the middle of the cell
        at = [picture.pixelColor(x, picture.height() // 2) for x in (12, picture.width() // 2)]
        seen[index.data(OBJECT_ROLE).id] = [colour == theme.colour("late-tint") for colour in at]
    assert seen == {1: [False, False], 2: [False, False], 3: [True, False]}
