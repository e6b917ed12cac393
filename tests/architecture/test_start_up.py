"""The sign-in window comes up fast: nothing heavy is loaded before somebody has typed a password."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from securecare_desktop.domain.staff import Role
from tests.architecture.source_tree import PACKAGE, ROOT, Source, floors, names_of_import, parse
from tests.support.house import PASSWORD, STAFF, House

HEAVY = (
    "sqlalchemy",
    "alembic",
    "sqlcipher3",
    "reportlab",
    "uharfbuzz",
    "cryptography",
    "argon2",
    "hunspell",
)
NO_RECORD_YET = {"editions", "messages", "permissions", "pins", "record", "staff"}
"""What the sign-in window and the command line know of the domain: who somebody is, and what they may do."""
LATER = {f"{PACKAGE}.{floor}" for floor in ("db", "documents", "security")}


def at_the_top(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield the statements that run when a module is imported, looking into `if` and `try` but not types."""
    for node in body:
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            yield from at_the_top(node.orelse)
            continue
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for part in ("body", "orelse", "finalbody"):
                yield from at_the_top(getattr(node, part, []))


def heavy_imports(source: Source) -> Iterator[str]:
    """Yield imports at the top of a module that would load the store, the paper or the keys."""
    for statement in at_the_top(source.tree.body):
        for node, name in names_of_import(source, statement):
            if name.split(".")[0] in HEAVY or ".".join(name.split(".")[:2]) in LATER:
                yield source.at(
                    node, f"loads {name} before the sign-in window is up; import it in the function"
                )


def test_no_module_that_the_sign_in_window_needs_loads_anything_heavy() -> None:
    light = floors("core", "domain", "services", "ui", "app", "cli")
    faults = sorted({fault for source in light for fault in heavy_imports(source)})
    assert not faults, "\n".join(faults)


WINDOW = """
import sys
from pathlib import Path
from securecare_desktop import cli
from securecare_desktop.core.clock import SystemClock
from securecare_desktop.services.preferences import PreferencesService
from securecare_desktop.services.session import Session
from securecare_desktop.ui.application import build_application
from securecare_desktop.ui.main_window import MainWindow
application = build_application(sys.argv[:1])
folder = Path(sys.argv[1])
window = MainWindow(Session(SystemClock()), PreferencesService(folder / "settings.json"), folder)
window.show()
window.grab()
"""


CHEAP_KEYS = """
from securecare_desktop.security import wrapping
wrapping.FLOOR = wrapping.KeyCost(64, 1, 1)
"""
TODAY = """
from PySide6.QtCore import QTimer
from sqlalchemy import event
from sqlalchemy.orm import Mapper
from securecare_desktop import app
from securecare_desktop.ui import tasks
app._warm()
before = set(sys.modules)
event.listen(Mapper, "before_configured", lambda: print("rows-joined-to-tables"))
window._let_in(window._session.sign_in_named(sys.argv[2], sys.argv[3]), ("", ""))
def look():
    if tasks.hub().running:
        QTimer.singleShot(5, look)
        return
    window.grab()
    print(window.desk.place.screen, *(set(sys.modules) - before))
    window.close()
    application.quit()
QTimer.singleShot(0, look)
application.exec()
"""


def said_by(script: str, *arguments: str) -> set[str]:
    """Return the words that a new Python prints when it runs `script`."""
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def loaded_by(script: str, *arguments: str) -> set[str]:
    """Return which heavy libraries a new Python has loaded after `script`."""
    return said_by(f"{script}\nprint(*sorted(set(sys.modules) & {set(HEAVY)!r}))", *arguments)


def test_importing_the_program_loads_nothing_heavy() -> None:
    assert not loaded_by(f"import sys, {PACKAGE}.cli, {PACKAGE}.app")


def test_the_window_is_up_before_anything_heavy_is_loaded(tmp_path: Path) -> None:
    assert not loaded_by(WINDOW, str(tmp_path))


def test_the_window_is_up_before_the_vocabulary_of_records_is_loaded(tmp_path: Path) -> None:
    (
        tmp_path / "keyring.json"
    ).touch()  # a folder that holds something of a store: the sign-in page, not the first run
    loaded = said_by(f"{WINDOW}\nprint(*sys.modules)", str(tmp_path))
    early = {f"{PACKAGE}.domain.{name}" for name in NO_RECORD_YET}
    assert {name for name in loaded if name.startswith(f"{PACKAGE}.domain.")} <= early


def test_no_module_of_the_program_is_read_as_text_beside_being_loaded(tmp_path: Path) -> None:
    """PySide6 reads the source of whatever is imported after it, to look for a switch that nobody here uses."""
    read = said_by(f"{WINDOW}\nimport linecache\nprint(*linecache.cache, sep='\\n')", str(tmp_path))
    assert not {file for file in read if PACKAGE in file}


def test_what_today_takes_is_loaded_while_somebody_chooses_their_name(house: House) -> None:
    who = (STAFF[Role.SHIFT_LEAD], PASSWORD)
    said = said_by(CHEAP_KEYS + WINDOW + TODAY, str(house.folder), *who)
    assert said == {"today"}, "loaded after the password, so that whoever came in waits for it"


def test_what_is_loaded_late_would_be_seen() -> None:
    assert loaded_by("import sys, sqlalchemy") == {"sqlalchemy"}


@pytest.mark.parametrize(
    "text",
    [
        "import reportlab.platypus",
        "from ..db import store",
        "try:\n    import sqlalchemy\nfinally:\n    pass",
    ],
)
def test_the_rule_sees_a_heavy_import(text: str) -> None:
    assert list(heavy_imports(parse(text, f"{PACKAGE}/services/sample.py")))


@pytest.mark.parametrize(
    "text",
    [
        "def f():\n    import reportlab",
        "if TYPE_CHECKING:\n    from ..db import store",
        "from ..domain import staff",
    ],
)
def test_the_rule_lets_late_and_typing_imports_through(text: str) -> None:
    assert not list(heavy_imports(parse(text, f"{PACKAGE}/services/sample.py")))
