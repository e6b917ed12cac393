"""The register of packs in a window, over a pack service in memory, and its dialog for the change of Kai's worker."""

import pytest
from pytestqt.qtbot import QtBot

from securecare_desktop.ui.packs.pack_dialog import PackDialog
from securecare_desktop.ui.packs.packs_page import PacksPage
from securecare_desktop.ui.page import Place
from tests.ui.change_facts import KAI
from tests.ui.pack_fakes import Answers, PacksInMemory, packs_page


@pytest.fixture
def packs() -> PacksInMemory:
    return PacksInMemory()


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def page(qtbot: QtBot, inline_tasks: None, packs: PacksInMemory, answers: Answers) -> PacksPage:
    return packs_page(qtbot, packs, answers)


@pytest.fixture
def dialog(page: PacksPage) -> PackDialog:
    page.open_place(Place("packs", KAI, record_id="kai-change", part="new"))
    assert page.dialog is not None
    return page.dialog
