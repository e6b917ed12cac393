"""The order of Tab: others are put at a place in it, a region is entered at its first stop, and no widget changes owner."""

import gc

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from securecare_desktop.ui.focus_chain import TabPlace, focus_first
from securecare_desktop.ui.widgets.fields import Field
from securecare_desktop.ui.widgets.form import Form

REASON = Qt.FocusReason.ShortcutFocusReason


class Marked(QLineEdit):
    """Holds itself, as a widget does whose button calls a method of it."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words, self.itself = words, self
        self.setAccessibleName(words)


def column_of(*widgets: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    for one in widgets:
        column.addWidget(one)
    return made


def shown(qtbot: QtBot, page: QWidget) -> QWidget:
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def walk(page: QWidget, first: QWidget, steps: int) -> list[str]:
    first.setFocus(Qt.FocusReason.TabFocusReason)
    seen = []
    for _step in range(steps):
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        seen.append(page.focusWidget().accessibleName())
    return seen


def test_what_is_put_at_a_place_is_where_tab_goes_on_from_there(dressed: QApplication, qtbot: QtBot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    first = Marked("first")
    column.addWidget(first)
    place = TabPlace(page)
    for words in ("second", "third"):
        column.addWidget(Marked(words))
    late = [Marked("put there"), Marked("beside it")]
    for one in late:
        column.insertWidget(1, one)
    place.put_here(*late)
    shown(qtbot, page)
    assert walk(page, first, 5) == ["put there", "beside it", "second", "third", "first"]


def test_a_region_is_entered_at_its_first_stop(dressed: QApplication, qtbot: QtBot) -> None:
    region = column_of(QLabel("words"), Marked("first there"), Marked("second there"))
    page = shown(qtbot, column_of(Marked("before"), region, Marked("after")))
    assert focus_first(region, REASON)
    assert page.focusWidget().accessibleName() == "first there"


def test_a_region_without_a_stop_leaves_the_focus_where_it_was(dressed: QApplication, qtbot: QtBot) -> None:
    before, region = Marked("before"), column_of(QLabel("words"))
    page = shown(qtbot, column_of(before, region, Marked("after")))
    before.setFocus()
    assert not focus_first(region, REASON)
    assert page.focusWidget() is before


def owners_beside_their_widgets(page: QWidget) -> list[str]:
    """Return every widget whose owner is neither one that it stands in nor the label that names it."""
    found, around = [], {page: [page]}
    waiting = [page]
    while waiting:
        parent = waiting.pop()
        for one in parent.children():
            if isinstance(one, QWidget):
                around[one] = [*around[parent], one]
                waiting.append(one)
                owners = [line for line in shiboken6.dump(one).splitlines() if line.startswith("parent")]
                if (
                    owners
                    and "_Words" not in owners[0]
                    and not any(f"{id(up):x}" in owners[0] for up in around[parent])
                ):
                    found.append(f"{type(one).__name__}: {owners[0]}")
    return found


@pytest.mark.usefixtures("dressed")
def test_what_is_put_above_a_form_leaves_every_widget_with_an_owner_that_it_stands_in(qtbot: QtBot) -> None:
    form = Form((Field("what", "What"), Field("why", "Why", "text")))
    page = shown(qtbot, column_of(QLineEdit(), form))
    form.put_above(column_of(QLabel("a line"), Marked("with an input")))
    form.put_above(column_of(QLabel("one above it"), Marked("with another")))
    gc.collect()
    assert owners_beside_their_widgets(page) == []
