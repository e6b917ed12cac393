"""A text field grows with what is written in it, or scrolls by itself from a height on."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from securecare_desktop.ui import theme
from securecare_desktop.ui.widgets.fields import Field
from securecare_desktop.ui.widgets.form import Form
from securecare_desktop.ui.widgets.growing_text import MEASURED, GrowingText
from securecare_desktop.ui.widgets.page_scroll import PageScroll

LINE = "She goes home on Friday to see gran"


def shown(qtbot: QtBot, **more: int) -> tuple[GrowingText, PageScroll]:
    form = Form((Field("text", "Text", "text", **more),))  # type: ignore[arg-type]
    page = PageScroll(form)
    qtbot.addWidget(page)
    page.resize(500, 400)
    page.show()
    text: GrowingText = form.editor("text").text  # type: ignore[attr-defined]
    text.setFocus()
    return text, page


def all_is_seen(text: GrowingText) -> bool:
    return text.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize("size", [100, 150, 200])
@pytest.mark.parametrize("rows", [1, 2, 3])
def test_every_line_can_be_seen_as_it_is_written(qtbot: QtBot, rows: int, size: int) -> None:
    theme.use("light", size)
    text, _page = shown(qtbot, rows=rows)
    qtbot.waitUntil(lambda: all_is_seen(text))
    for number in range(1, 6):
        QTest.keyClicks(text, LINE)
        QTest.keyClick(text, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: all_is_seen(text))
        assert text.toPlainText().count("\n") == number


@pytest.mark.parametrize(
    "words",
    [f"{LINE} " * 40, "\n".join([LINE] * 60), "سلام، این یک آزمایش است\n" * 12, "x\n" * (MEASURED + 20)],
)
def test_every_line_of_a_text_that_was_there_can_be_seen(qtbot: QtBot, words: str) -> None:
    theme.load_scripts()
    text, _page = shown(qtbot)
    text.setPlainText(words)
    qtbot.waitUntil(lambda: all_is_seen(text))


def test_a_field_with_most_rows_scrolls_by_itself_from_there(qtbot: QtBot) -> None:
    text, page = shown(qtbot, rows=2, most_rows=5)
    text.setPlainText("\n".join(["Friday"] * 4))
    qtbot.waitUntil(lambda: all_is_seen(text))
    text.setPlainText("\n".join(["Friday"] * 50))
    qtbot.waitUntil(lambda: not all_is_seen(text))
    assert text.height() < page.height()


def turn_wheel(text: GrowingText, down: bool) -> bool:
    """Turn the wheel over the text; say whether the text took it."""
    at = QPointF(10, 10)
    event = QWheelEvent(
        at, text.viewport().mapToGlobal(at), QPoint(), QPoint(0, -120 if down else 120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(text.viewport(), event)
    return event.isAccepted()


def test_the_wheel_scrolls_the_page_where_the_text_has_no_further_to_go(qtbot: QtBot) -> None:
    text, _page = shown(qtbot, rows=2, most_rows=5)
    text.setPlainText("\n".join(["Friday"] * 50))
    qtbot.waitUntil(lambda: not all_is_seen(text))
    bar = text.verticalScrollBar()
    bar.setValue(0)
    turn_wheel(text, down=False)
    assert bar.value() == 0
    turn_wheel(text, down=True)
    assert bar.value() > 0
