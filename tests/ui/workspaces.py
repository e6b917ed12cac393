"""Opens the workspace of a change for the screen tests, and does what a person does in it."""

from collections.abc import Collection

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from securecare_desktop.core.clock import FixedClock
from securecare_desktop.domain.permissions import Action
from securecare_desktop.ui.page import Place
from securecare_desktop.ui.worker_changes.step_lists import LineList
from securecare_desktop.ui.worker_changes.workspace_page import WorkspacePage
from tests.ui.change_facts import CHANGE, KAI, moment
from tests.ui.change_fakes import ChangesInMemory, KeptDrafts

CLOCK = FixedClock(moment(5, 14, 9, 42))


def workspace_of(
    qtbot: QtBot,
    changes: ChangesInMemory,
    drafts: KeptDrafts,
    *,
    part: str = "",
    width: int = 1174,
    may: Collection[Action] = frozenset(Action),
) -> WorkspacePage:
    """Return the workspace of Kai's change, shown at a step or at the one to work on now."""
    page = WorkspacePage(changes, drafts, CLOCK, lambda: "Denise Okafor", lambda action: action in may)
    qtbot.addWidget(page)
    page.resize(width, 900)
    page.open_place(Place("worker_changes", KAI, record_id=CHANGE, part=part))
    page.show()
    return page


def list_of(page: WorkspacePage, says: str) -> LineList:
    """Return a list of the step by its name."""
    return page.card.list_of(says)


def rows(page: WorkspacePage, says: str) -> list[str]:
    """Return what a screen reader says of each row of a list."""
    return [row.accessibleName() for row in list_of(page, says).rows()]


def type_into(page: WorkspacePage, name: str, text: str) -> None:
    """Type into a field of the step."""
    field = page.card.form.editor(name).inputs()[0]
    field.setFocus()
    QTest.keyClicks(field, text)
