"""One change of worker in memory, the drafts beside it, and its workspace."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from securecare_desktop.ui.worker_changes.workspace_page import WorkspacePage
from tests.ui.change_fakes import ChangesInMemory, KeptDrafts
from tests.ui.workspaces import workspace_of


@pytest.fixture
def changes() -> ChangesInMemory:
    return ChangesInMemory()


@pytest.fixture
def drafts() -> KeptDrafts:
    return KeptDrafts()


@pytest.fixture
def open_workspace(
    qtbot: QtBot, inline_tasks: None, changes: ChangesInMemory, drafts: KeptDrafts
) -> Callable[..., WorkspacePage]:
    return lambda **how: workspace_of(qtbot, changes, drafts, **how)
