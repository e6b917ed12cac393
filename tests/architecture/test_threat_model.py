"""docs/threat-model.md says what is so: every test it names is there, and its figures are those of the program."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from securecare_desktop.core.settings import IDLE_MINUTES, Settings
from securecare_desktop.domain import open_anyway, passwords, pins, validation
from securecare_desktop.security import pin, recovery, tries, wrapping
from securecare_desktop.services import session

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "threat-model.md").read_text("utf-8")
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)


@cache
def found_in(file: str) -> frozenset[str]:
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_every_test_that_is_named_is_there() -> None:
    assert len(NAMED) > 60
    missing = [f"{file}::{test}" for file, test in NAMED if test not in found_in(file)]
    assert missing == []


def test_whatever_looks_like_a_test_is_written_so_that_it_is_looked_up() -> None:
    assert PAGE.count("::test_") == len(NAMED)


def rows(heading: str) -> list[list[str]]:
    """Return the cells of the table rows under a heading, without its head."""
    part = PAGE.split(f"{heading}\n", 1)[1].split("\n#", 1)[0]
    found = [line.strip().strip("|").split(" | ") for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in found[2:]]


@pytest.mark.parametrize("heading", re.findall(r"^### .+$", PAGE, re.MULTILINE))
def test_every_claim_names_its_test(heading: str) -> None:
    assert rows(heading)
    for claim, *tests in rows(heading):
        assert "::test_" in " ".join(tests), claim


FIGURES = {
    "Store": f"random key of {8 * wrapping.KEY_BYTES} bits",
    "A password gives a key by": (
        f"Argon2id, {wrapping.STANDARD_COST.memory_kib // 1024} MiB of memory, {wrapping.STANDARD_COST.passes} passes,"
        f" {wrapping.STANDARD_COST.lanes} lanes"
    ),
    "Password": f"at least {passwords.SHORTEST} characters",
    "Recovery key": f"{8 * recovery._SECRET_BYTES} random bits and {8 * recovery._CHECK_BYTES} bits",
    "PIN for one's own lock": (
        f"{pins.FEWEST} to {pins.MOST} digits, {pin.WRONG_TRIES} wrong tries, {pin.MINUTES} minutes"
        f" (0 to {validation.LONGEST_PIN_MINUTES}"
    ),
    "Wrong tries": (
        f"{tries._FREE_TRIES} free, then {tries._FIRST_WAIT:.0f} s doubling to {tries._LONGEST_WAIT / 60:.0f} minutes;"
        f" paused at {tries.PAUSED_AT} in a row"
    ),
    "Wrong tries over many names": (
        f"beyond {tries._SPRAY_FREE} within an hour everybody at this store waits {tries._SPRAY_FIRST_WAIT:.0f} s"
        f" to {tries._SPRAY_LONGEST_WAIT / 60:.0f} minutes"
    ),
    "Lock by itself": (
        f"after {Settings().idle_minutes} minutes without use; {IDLE_MINUTES[0]} to {IDLE_MINUTES[-1]} can be set"
    ),
    "A look at a record": f"within {session.READ_AGAIN.seconds // 60} minutes count as one",
    "Opened anyway": f"{open_anyway.OPEN_FOR.seconds // 3600} hours",
    "Where the log ends is vouched for": f"every {session._WRITES_TO_AN_ANCHOR} changes",
    "A PDF with a password": "AES-256",
}


def test_the_figures_are_those_of_the_program() -> None:
    found = dict(rows("## The figures"))
    assert found.keys() == FIGURES.keys()
    wrong = {what: found[what] for what, figure in FIGURES.items() if figure not in found[what]}
    assert wrong == {}


def test_the_short_answer_has_the_same_figures() -> None:
    short = " ".join(PAGE.split("## In short", 1)[1].split("\n## ", 1)[0].split())
    for words in (
        f"at least {passwords.SHORTEST} characters",
        f"{wrapping.STANDARD_COST.memory_kib // 1024} MiB for each guess",
        f"after {tries.PAUSED_AT} wrong tries in a row",
        f"after {Settings().idle_minutes} minutes without use ({IDLE_MINUTES[0]} to {IDLE_MINUTES[-1]}",
        f"for {open_anyway.OPEN_FOR.seconds // 3600} hours",
    ):
        assert words in short
