"""Another resources/ folder for one test, so that a file in it can have a mistake."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from securecare_desktop.core import paths
from securecare_desktop.services import (
    clock_file,
    framework_files,
    ground_file,
    language_file,
    people_roles,
    resource_faults,
    rhythm_file,
    step_file,
    template_file,
)

READ_ONCE = (
    clock_file.clock_files,
    framework_files.framework_files,
    ground_file.ground_file,
    language_file.language_file,
    people_roles.role_file,
    rhythm_file.rhythm_file,
    step_file.step_file,
    template_file.template_files,
    resource_faults.faults_in_resources,
)


def own_resources(folder: Path, monkeypatch: pytest.MonkeyPatch, *copied: str) -> Path:
    """Use `folder`/resources from now on, with the folders named in `copied` as they ship, and return it."""
    root = folder / "resources"
    root.mkdir()
    for name in copied:
        shutil.copytree(paths.resource_root() / name, root / name)
    monkeypatch.setattr(paths, "resource_root", lambda: root)
    return root


def all_resources(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Use a whole copy of the resources from now on, and return it."""
    every = [one.name for one in paths.resource_root().iterdir() if one.is_dir()]
    return own_resources(folder, monkeypatch, *every)


@contextmanager
def read_anew() -> Iterator[None]:
    """Have files that are read once read anew inside the block, and once more after it."""
    for reads in READ_ONCE:
        reads.cache_clear()
    try:
        yield
    finally:
        for reads in READ_ONCE:
            reads.cache_clear()
