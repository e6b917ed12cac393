"""One thread, one loop, one place for messages: what a widget never does."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.source_tree import PACKAGE, Source, called, dotted, floors, parse

NOTIFY = f"{PACKAGE}/ui/notify"
APP = f"{PACKAGE}/app.py"
STATIC_DIALOGS = {"QFileDialog", "QInputDialog", "QColorDialog", "QFontDialog"}
SLEEPS = {"time.sleep", "QThread.sleep", "QThread.msleep", "QTest.qWait"}


def bad_habits(source: Source) -> Iterator[str]:
    """Yield message boxes outside notify, nested event loops, sleeps and widgets that get a wrong owner."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Name | ast.alias):
            name = node.id if isinstance(node, ast.Name) else node.name
            if name == "QMessageBox" and not source.path.startswith(NOTIFY):
                yield source.at(node, "a message box outside ui/notify")
            if name == "QEventLoop":
                yield source.at(node, "a nested event loop")
        if isinstance(node, ast.Attribute) and node.attr == "processEvents":
            yield source.at(node, "processEvents")
        if isinstance(node, ast.Attribute) and node.attr.endswith("InFocusChain"):
            yield source.at(node, "its neighbour gets a wrong owner; ui/focus_chain has another way")
        if isinstance(node, ast.Call):
            name, owner = called(node), dotted(node.func).split(".")[-2:][0]
            if name in {"exec", "exec_"} and isinstance(node.func, ast.Attribute) and source.path != APP:
                yield source.at(node, f"{dotted(node.func)}(): open() shows it without a nested loop")
            if owner in STATIC_DIALOGS and name.startswith("get"):
                yield source.at(node, f"{owner}.{name}() runs a nested loop")
            if any(dotted(node.func).endswith(sleep) for sleep in SLEEPS) or dotted(node.func) == "sleep":
                yield source.at(node, "a sleep")


def test_no_message_box_nested_loop_or_sleep() -> None:
    faults = [fault for source in floors() for fault in bad_habits(source)]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    "line",
    [
        "QMessageBox.warning(self, 'a', 'b')",
        "from PySide6.QtWidgets import QMessageBox",
        "QApplication.processEvents()",
        "loop = QEventLoop()",
        "dialog.exec()",
        "QFileDialog.getSaveFileName(self)",
        "time.sleep(1)",
        "QThread.msleep(10)",
        "first.previousInFocusChain()",
    ],
)
def test_the_rule_sees_each_bad_habit(line: str) -> None:
    assert list(bad_habits(parse(line)))


def test_the_rule_lets_the_program_run_its_one_loop_and_notify_show_its_box() -> None:
    assert not list(bad_habits(parse("application.exec()", APP)))
    assert not list(bad_habits(parse("QMessageBox()", f"{NOTIFY}.py")))
    assert not list(bad_habits(parse("dialog.open()")))
