"""For every test: no display, and folders of its own in place of the person's."""

import gc
import os
import shutil
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.support.patience import qtbot  # noqa: F401 - the patient one, in place of the plugin's own

os.environ["QT_QPA_PLATFORM"] = "offscreen"

# Where Python was told to keep no compiled sources, every worker and every program that a test starts would compile
# the whole house again.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Every save of a store waits until the disk has it, four times for a sign-in: a third of the time on the clock. In
# memory there is nothing to wait for, where the system has a folder there (Linux) with room; what passed is cleared
# away after each test.
MEMORY = Path("/dev/shm")
if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > 2**30:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

pytest_plugins = ["tests.support.house", "tests.support.demo"]

# Most of what a test makes lives until it ends. Looking through it all again and again for what holds each other
# takes an eighth of the whole time; small_heap looks at the end of every module.
gc.set_threshold(10_000, 20, 100)

# make and its set-up are for a checkout on Linux or macOS; elsewhere pip installs the wheel.
collect_ignore = [] if os.name == "posix" else ["journeys/test_set_up.py"]


@pytest.fixture(scope="module", autouse=True)
def small_heap() -> None:
    """Keep what was there before the module out of what is looked through for objects that hold each other.

    The window looks at every lock, and where a million syntax trees of other tests stand about that takes a second.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """New folders, all in one: beside the folders of the tests each would be looked for among all of them."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in count())


@pytest.fixture(autouse=True)
def private_folders(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point every folder a program may ask the system for into a new one, so that no test touches real ones."""
    home = next(homes)
    home.mkdir()
    for name, folder in {
        "HOME": "",
        "USERPROFILE": "",
        "XDG_CONFIG_HOME": ".config",
        "XDG_DATA_HOME": ".local/share",
        "XDG_STATE_HOME": ".local/state",
        "XDG_CACHE_HOME": ".cache",
        "APPDATA": "AppData/Roaming",
        "LOCALAPPDATA": "AppData/Local",
        "WIN_PD_OVERRIDE_APPDATA": "AppData/Roaming",
        "WIN_PD_OVERRIDE_LOCAL_APPDATA": "AppData/Local",
    }.items():
        monkeypatch.setenv(name, str(home / folder))
    monkeypatch.delenv("SECURECARE_PASSWORD", raising=False)
    return home
