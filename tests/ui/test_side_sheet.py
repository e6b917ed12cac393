"""The sheet at the right: what a form in it keeps when something else takes its place for a while."""

import shiboken6
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

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
