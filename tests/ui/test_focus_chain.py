"""Asking for the order of Tab leaves every widget whole, also when the one that was asked goes first."""

import gc

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from securecare_desktop.ui.focus_chain import next_in_chain, previous_in_chain


class Marked(QLineEdit):
    """Holds itself, as a widget does whose button calls a method of it."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words, self.itself = words, self


@pytest.fixture
def page(dressed: QApplication, qtbot: QtBot) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    for words in ("first", "second", "third"):
        column.addWidget(Marked(words))
    qtbot.addWidget(page)
    return page


def words_in(page: QWidget) -> list[str]:
    return [one.words for one in page.children() if isinstance(one, Marked)]


@pytest.mark.parametrize(("asked", "ask"), [(0, next_in_chain), (2, previous_in_chain)])
def test_what_stands_beside_a_widget_that_goes_stays_whole(page: QWidget, asked: int, ask: object) -> None:
    fields = [one for one in page.children() if isinstance(one, Marked)]
    assert callable(ask)
    assert ask(fields[asked]) is fields[1]
    gone = fields[asked]
    del fields
    gone.setParent(None)
    del gone
    gc.collect()
    assert words_in(page) == [words for at, words in enumerate(("first", "second", "third")) if at != asked]


def test_walking_all_of_it_leaves_everybody_with_their_parent(page: QWidget) -> None:
    step = next_in_chain(page)
    walked = [step]
    while step is not page:
        step = next_in_chain(step)
        walked.append(step)
    assert len(walked) == 4
    assert all(shiboken6.isValid(one) for one in walked)
    assert [one.parentWidget() for one in walked] == [page, page, page, None]
    owners = [line for one in walked[:3] for line in shiboken6.dump(one).splitlines() if "parent" in line]
    assert len(owners) == 3
    assert all(hex(id(page))[2:] in line for line in owners)
