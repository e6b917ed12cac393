"""The banner of a form that counts what is to put right: its links, in the order of Tab and all in sight."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from securecare_desktop.core.clock import FixedClock
from securecare_desktop.ui.widgets.form import Field, Form
from securecare_desktop.ui.widgets.page_scroll import PageScroll

CLOCK = FixedClock(datetime(2026, 5, 14, 8, 42, tzinfo=UTC))


def fields_to_fill(count: int) -> tuple[Field, ...]:
    return tuple(Field(f"f{n}", f"What is written in field {n}") for n in range(count))


def test_tab_goes_from_the_banner_to_its_links_and_then_to_the_first_field(qtbot: QtBot) -> None:
    page, form = QWidget(), Form(fields_to_fill(4), clock=CLOCK)
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    for one in (QPushButton("Lock"), form, QPushButton("Save")):
        column.addWidget(one)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    form.is_ready()
    assert form.banner is not None
    for expected in (*form.banner.links, form.editor("f0").inputs()[0]):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is expected


def test_every_link_of_the_banner_has_room_where_they_take_several_lines(qtbot: QtBot) -> None:
    form = Form(fields_to_fill(4), clock=CLOCK)
    page = PageScroll(form)
    qtbot.addWidget(page)
    page.resize(400, 500)
    page.show()
    form.is_ready()
    assert form.banner is not None
    first, last = form.banner.links[0], form.banner.links[-1]
    room = last.parentWidget()
    qtbot.waitUntil(lambda: first.geometry().bottom() < last.geometry().bottom() < room.height())
