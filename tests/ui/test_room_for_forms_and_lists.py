"""What gives way where there is little room: columns of a table, fields side by side, headings without fields."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from securecare_desktop.ui import theme
from securecare_desktop.ui.tables.model import Column
from securecare_desktop.ui.tables.view import Table
from securecare_desktop.ui.widgets.card import Chip
from securecare_desktop.ui.widgets.form import Field, Form, Heading, Row
from securecare_desktop.ui.widgets.page_scroll import PageScroll
from tests.ui.reading import texts


@dataclass(frozen=True)
class Visit:
    """A row."""

    id: str
    who: str


COLUMNS = (
    Column("who", "Who", lambda v: v.who, width=200),
    Column("what", "What", lambda v: "tea", width=300, stretch=True),
    Column("state", "State", lambda v: "planned", width=200),
    Column("phone", "Phone", lambda v: "01632", width=200, gives_way=True),
    Column("until", "Until", lambda v: "June", width=100, gives_way=True),
)


@pytest.fixture
def table(qtbot: QtBot) -> Table:
    made = Table(COLUMNS, says="Visits")
    made.set_rows((Visit("1", "Nan"),))
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("width", "left_out"),
    [(900, set()), (800, {"until"}), (700, {"phone", "until"}), (600, {"phone", "until"})],
)
def test_columns_that_give_way_are_left_out_from_the_last_one(
    table: Table, width: int, left_out: set[str]
) -> None:
    table.resize(width, 200)
    assert not table.is_narrow()
    hidden = {column.key for at, column in enumerate(COLUMNS) if table.isColumnHidden(at)}
    assert hidden == left_out


def test_where_the_others_do_not_fit_either_each_row_takes_two_lines(qtbot: QtBot) -> None:
    wide = Table((*COLUMNS[:3], Column("more", "More", lambda v: "more", width=300)), says="Visits")
    qtbot.addWidget(wide)
    wide.resize(900, 200)
    wide.show()
    assert not wide.is_narrow()
    wide.resize(700, 200)
    assert wide.is_narrow()
    assert [wide.isColumnHidden(at) for at in range(4)] == [False, True, True, True]


Shows = Callable[..., Form]


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Shows]:
    holders: list[QWidget] = []

    def make(items: tuple[Field | Heading, ...], width: int = 500, **more: Any) -> Form:
        holder = QWidget()
        form = Form(items, **more)
        QVBoxLayout(holder).addWidget(form)
        qtbot.addWidget(holder)
        holder.resize(width, 400)
        holder.show()
        holders.append(holder)
        return form

    yield make
    holders.clear()


def test_fields_that_do_not_fit_beside_each_other_stand_under_one_another(show: Shows, qtbot: QtBot) -> None:
    items = (
        Field("appeal", "May appeal until, as the court said", optional=True),
        Field("offered", "Advocate offered on this day", optional=True),
    )
    form = show(items, rows=(Row("appeal", "offered"),), width=700)

    def beside() -> bool:
        return form.row("appeal").y() == form.row("offered").y()

    assert beside()
    form.window().resize(380, 400)
    qtbot.waitUntil(lambda: not beside())
    assert form.window().width() == 380


def test_a_heading_goes_with_its_fields_and_comes_back_with_one_of_them(show: Shows) -> None:
    form = show(
        (
            Field("state", "State"),
            Heading("Why not", "In plain words."),
            Field("by", "Cancelled by"),
            Field("why", "Why"),
            Heading("How it was"),
            Field("how", "How"),
        ),
        rows=(Row("by", "why"),),
    )
    form.show_fields(False, "by", "why")
    assert {"Why not", "In plain words."}.isdisjoint(texts(form))
    assert "How it was" in texts(form)
    gap_without = form.sizeHint().height()
    form.show_fields(True, "why")
    assert {"Why not", "In plain words."} <= set(texts(form))
    assert form.sizeHint().height() > gap_without


def test_a_widget_of_the_screen_stands_above_the_fields(show: Shows, qtbot: QtBot) -> None:
    form = show((Field("state", "State"),))
    above = QLabel("above")
    form.put_above(above)
    qtbot.waitUntil(lambda: above.y() < form.row("state").y())


def test_a_chip_that_shows_another_state_takes_its_colour(qtbot: QtBot) -> None:
    chip, plain = Chip("circle-check", "Settled", "done"), Chip("eye", "Needs watching", "soon")
    for one in (chip, plain):
        qtbot.addWidget(one)
        one.show()
    chip.show_state("eye", "Needs watching", "soon")
    assert chip.word.palette().windowText().color() == plain.word.palette().windowText().color()
    assert chip.accessibleName() == "Needs watching"


class LowerWhereNarrower(QWidget):
    """Something that needs no scroll bar as soon as one makes it narrower, as a list that turns into short rows."""

    def __init__(self, wide: int) -> None:
        super().__init__()
        self._wide = wide
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, _width: int) -> int:
        return 100 if self.width() < self._wide else 700

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()


def test_a_page_that_is_lower_where_it_is_narrower_is_shown_all_the_same(qtbot: QtBot) -> None:
    scroll = PageScroll(margin=0)
    qtbot.addWidget(scroll)
    page = LowerWhereNarrower(500)
    scroll.column.addWidget(page)
    scroll.resize(400, 400)
    scroll.show()
    qtbot.waitUntil(page.isVisible)
    for width in (500, 450, 500):
        scroll.resize(width, 400)  # without an end to it, the program ends here
        assert width - 40 < page.width() <= width


def test_a_page_uses_the_room_that_there_is_with_large_text(qtbot: QtBot) -> None:
    scroll = PageScroll(QWidget(), most_wide=960)
    qtbot.addWidget(scroll)
    scroll.resize(1366, 400)
    scroll.show()
    page = scroll.widget()
    assert page is not None
    assert page.width() == 960 + 48
    theme.use("light", 200)
    qtbot.waitUntil(lambda: page.width() == scroll.viewport().width())


def test_a_text_that_wraps_makes_its_row_as_high_as_it_needs_and_no_other(qtbot: QtBot) -> None:
    words = "Version 4 of the plan waits for a manager’s signature"
    columns = (
        Column("what", "What", lambda v: words if v.id == "1" else "tea", stretch=True, wraps=True),
        Column("who", "Who", lambda v: v.who, sort=lambda v: v.who, width=200),
    )
    table = Table(columns, says="Visits")
    table.set_rows((Visit("1", "Nan"), Visit("2", "Aunt")))
    qtbot.addWidget(table)
    table.resize(420, 200)
    table.show()
    line = table.fontMetrics().height()
    qtbot.waitUntil(lambda: table.rowHeight(0) >= 2 * line)
    assert table.rowHeight(1) < 2 * line + 12
    assert table.sizeHint().height() >= table.rowHeight(0) + table.rowHeight(1)
    table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert table.rowHeight(1) >= 2 * line > table.rowHeight(0) - 12
    table.resize(1000, 200)
    qtbot.waitUntil(lambda: table.rowHeight(1) == table.rowHeight(0))
