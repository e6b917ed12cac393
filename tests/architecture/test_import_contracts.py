"""The floors of the house, held by import-linter, and that its contracts leave no part of the tree out."""

import configparser
import os
import subprocess
import sys

import pytest

from tests.architecture.source_tree import PACKAGE, ROOT, floors, imported

KIT_FOLDERS = {"widgets", "tables"}


def contract(name: str) -> configparser.SectionProxy:
    settings = configparser.ConfigParser()
    settings.read(ROOT / "setup.cfg", "utf-8")
    return settings[f"importlinter:contract:{name}"]


def test_imports_keep_to_the_floors() -> None:
    """Run apart, because import-linter switches off every logger of the process that it runs in."""
    script = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    command = [sys.executable, "-c", script, "--no-logo", "--no-cache"]
    wide = {**os.environ, "COLUMNS": "200", "PYTHONUTF8": "1"}
    done = subprocess.run(
        command, cwd=ROOT, env=wide, capture_output=True, encoding="utf-8", timeout=100, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_screen_stands_beside_the_others_and_none_among_the_kit() -> None:
    folders = (ROOT / PACKAGE / "ui").iterdir()
    screens = {f.name for f in folders if (f / "__init__.py").exists()} - KIT_FOLDERS
    (line,) = [line for line in contract("screens")["layers"].splitlines() if "|" in line]
    assert set(line.split(" | ")) == screens


@pytest.mark.parametrize("name", ["qt", "sql", "paper", "keys"])
def test_a_library_that_belongs_to_one_floor_is_forbidden_on_all_others(name: str) -> None:
    homes = {
        "qt": {"ui", "app"}, "sql": {"db"}, "paper": {"documents"}, "keys": {"security"},
    }[name]  # fmt: skip
    everywhere = {s.floor for s in floors() if s.floor not in {"__init__", "__main__"}}
    named = {module.removeprefix(f"{PACKAGE}.") for module in contract(name)["source_modules"].split()}
    assert named == everywhere - homes


@pytest.mark.parametrize("library", ["sqlcipher3", "argon2", "platformdirs"])
def test_a_library_kept_by_few_people_has_one_importer(library: str) -> None:
    users = {s.path for s in floors() for _, name in imported(s) if name.split(".")[0] == library}
    assert len(users) <= 1, sorted(users)


def test_migrations_import_nothing_of_ours() -> None:
    ours = [
        source.at(node, f"imports {name}")
        for source in floors("db")
        if "/migrations/versions/" in source.path
        for node, name in imported(source)
        if name.split(".")[0] == PACKAGE
    ]
    assert not ours, "\n".join(ours)
