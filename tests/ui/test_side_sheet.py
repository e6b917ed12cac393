"""The sheet at the right: what a form in it keeps when something else takes its place for a while."""

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QWidget
from pytestqt.qtbot import QtBot

from securecare_desktop.ui import theme
from securecare_desktop.ui.widgets.buttons import Button
from securecare_desktop.ui.widgets.form import Field, Form
from securecare_desktop.ui.widgets.side_sheet import SideSheet


def test_a_form_that_gives_way_to_two_versions_can_still_be_saved(qtbot: QtBot) -> None:
    sheet = SideSheet()
    qtbot.addWidget(sheet)
    form = Form((Field("what", "What was promised"),))
    sheet.show_form("A promise", "", form, ("Save", lambda: None))
    gone: list[bool] = []
    assert sheet.foot is not None
    sheet.foot.destroyed.connect(lambda: gone.append(True))
    form.hide()
    form.setParent(sheet)
    sheet.show_body("Two versions", "", QLabel("Mine and theirs"))
    qtbot.waitUntil(lambda: bool(gone))
    form.saved()
    assert shiboken6.isValid(form.draft_line)
    sheet.show_form("A promise", "", form, ("Save", lambda: None))
    assert sheet.foot.isAncestorOf(form.draft_line)
    assert not form.draft_line.isHidden()


@pytest.mark.parametrize(
    ("words", "text_size"),
    [
        ("Start a new version", 100),
        ("Start a new version", 200),
        ("Įňŧřøđųçė ŧħė ñęẅ ṽęŕşįøñ ñøẅ", 100),
        ("Įňŧřøđųçė ŧħė ñęẅ ṽęŕşįøñ ñøẅ", 150),
    ],
)
def test_no_button_in_the_foot_is_cut_off_beside_the_draft_line(
    qtbot: QtBot, dressed: QApplication, words: str, text_size: int
) -> None:
    theme.use("light", text_size)
    page = QWidget()
    qtbot.addWidget(page)
    row = QHBoxLayout(page)
    row.addStretch(1)
    sheet = SideSheet()
    row.addWidget(sheet)
    form = Form((Field("why", "Why there is a new version"),))
    sheet.show_form("A new version", "", form, (words, lambda: None), primary_icon="plus")
    page.resize(1366, 696)
    page.show()
    sheet.open_sheet()
    form.draft_line.show_found()
    foot = sheet.foot
    assert foot is not None
    standing = [*foot.findChildren(Button), form.draft_line]

    def all_there() -> bool:
        whole = all(one.width() >= one.sizeHint().width() for one in standing)
        return whole and all(foot.rect().contains(one.geometry()) for one in standing)

    qtbot.waitUntil(all_there)
    areas = [one.geometry() for one in standing]
    assert not any(a.intersects(b) for at, a in enumerate(areas) for b in areas[at + 1 :])
