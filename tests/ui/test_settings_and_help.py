"""A person's own settings hold at once and are kept; Help has every key and the guide."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from securecare_desktop.core.settings import PersonSettings
from securecare_desktop.ui import actions, theme
from securecare_desktop.ui.admin.settings_page import SettingsPage
from securecare_desktop.ui.help.page import HelpPage


@pytest.fixture
def kept() -> list[PersonSettings]:
    return []


@pytest.fixture
def settings(qtbot: QtBot, dressed: QApplication, kept: list[PersonSettings]) -> SettingsPage:
    page = SettingsPage(PersonSettings("light", 100), kept.append, 5)
    qtbot.addWidget(page)
    page.show()
    return page


def test_a_choice_of_colours_holds_at_once_and_is_kept(
    settings: SettingsPage, kept: list[PersonSettings], qtbot: QtBot
) -> None:
    qtbot.mouseClick(settings.theme.button("dark"), Qt.MouseButton.LeftButton)
    assert theme.current().name == "dark"
    assert kept == [PersonSettings("dark", 100)]


def test_text_grows_at_once_and_keeps_the_colours(
    settings: SettingsPage, kept: list[PersonSettings], qtbot: QtBot
) -> None:
    qtbot.mouseClick(settings.theme.button("dark"), Qt.MouseButton.LeftButton)
    before = QApplication.font().pointSizeF()
    qtbot.mouseClick(settings.text_size.button("200"), Qt.MouseButton.LeftButton)
    assert QApplication.font().pointSizeF() == pytest.approx(2 * before)
    assert kept[-1] == PersonSettings("dark", 200)


def test_settings_can_be_changed_by_keyboard_alone(
    settings: SettingsPage, kept: list[PersonSettings], qtbot: QtBot
) -> None:
    button = settings.text_size.button("100")
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Right)
    assert kept == [PersonSettings("light", 115)]


def test_only_those_who_may_choose_when_the_computer_locks(
    settings: SettingsPage, qtbot: QtBot, kept: list[PersonSettings]
) -> None:
    assert settings.minutes is None
    chosen: list[int] = []
    page = SettingsPage(PersonSettings("light", 100), kept.append, 5, chosen.append)
    qtbot.addWidget(page)
    page.show()
    assert page.minutes is not None
    qtbot.mouseClick(page.minutes.button("10"), Qt.MouseButton.LeftButton)
    assert chosen == [10]
    assert page.locks.text().startswith("This computer locks after 10 minutes without use")


@pytest.fixture
def help_page(qtbot: QtBot, dressed: QApplication) -> HelpPage:
    page = HelpPage()
    qtbot.addWidget(page)
    page.resize(1100, 600)
    page.show()
    return page


def test_help_lists_every_key_of_the_program(help_page: HelpPage) -> None:
    shown = help_page.text.toPlainText()
    for act in actions.ACTS:
        if not act.id.startswith("young_person_"):
            assert actions.keys_in_words(act.id) in shown
            assert actions.text(act.id) in shown
    assert "Ctrl 1 to 9" in shown


@pytest.mark.parametrize(
    "topic",
    ["Signing in", "Own words", "Planning a change of worker", "Printing and saving a pack", "Drafts"],
)
def test_a_heading_at_the_left_leads_to_its_part_of_the_guide(
    help_page: HelpPage, topic: str, qtbot: QtBot
) -> None:
    link = next(button for button in help_page.topics if button.text() == topic)
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert help_page.text.textCursor().block().text() == topic
    assert help_page.text.cursorRect().top() < help_page.text.viewport().height()


def test_help_grows_with_the_text_size(help_page: HelpPage) -> None:
    before = help_page.text.document().size().height()
    theme.use("light", 200)
    assert help_page.text.document().size().height() > 1.4 * before  # gaps between paragraphs stay
