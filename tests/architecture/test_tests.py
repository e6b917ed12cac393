"""Tests use real parts and wait for what happens, not for the clock; none is switched off."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.source_tree import Source, called, dotted, imported, parse, sources

SWITCHED_OFF = {
    f"{owner}.{name}"
    for owner in ("pytest", "pytest.mark", "unittest")
    for name in ("skip", "skipif", "skipIf", "xfail", "importorskip", "flaky")
}
CLOCK_WAITS = {"time.sleep", "qtbot.wait", "QTest.qWait", "QThread.msleep", "QThread.sleep", "qtest.qWait"}
MOCKS = {"unittest.mock", "mock", "pytest_mock"}


def bad_habits(source: Source) -> Iterator[str]:
    """Yield tests switched off, waits by the clock, and mocks."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and dotted(node) in SWITCHED_OFF:
            yield source.at(node, f"{dotted(node)} switches a test off")
        if isinstance(node, ast.Call) and ".".join(dotted(node.func).split(".")[-2:]) in CLOCK_WAITS:
            yield source.at(node, f"{dotted(node.func)} waits by the clock; wait for what shall happen")
        if isinstance(node, ast.Call) and called(node) == "processEvents":
            yield source.at(node, "processEvents; let qtbot wait for what shall happen")
    for node, name in imported(source):
        if name in MOCKS or name.startswith("unittest.mock."):
            yield source.at(node, "a mock; use the real part, or a plain fake with the same methods")


def test_tests_use_real_parts_and_do_not_wait_by_the_clock() -> None:
    faults = [fault for source in sources("tests") for fault in bad_habits(source)]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    "line",
    [
        "@pytest.mark.skipif(True, reason='')\ndef test_a(): ...",
        "pytest.importorskip('x')",
        "time.sleep(1)",
        "qtbot.wait(100)",
        "from unittest.mock import patch",
        "import unittest.mock",
        "QApplication.processEvents()",
    ],
)
def test_the_rule_sees_each_bad_habit(line: str) -> None:
    assert list(bad_habits(parse(line, "tests/sample.py")))
