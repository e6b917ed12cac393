"""Another resources/ folder for one test, so that a file in it can have a mistake."""

import shutil
from pathlib import Path

import pytest

from securecare_desktop.core import paths


def own_resources(folder: Path, monkeypatch: pytest.MonkeyPatch, *copied: str) -> Path:
    """Use `folder`/resources from now on, with the folders named in `copied` as they ship, and return it."""
    root = folder / "resources"
    root.mkdir()
    for name in copied:
        shutil.copytree(paths.resource_root() / name, root / name)
    monkeypatch.setattr(paths, "resource_root", lambda: root)
    return root
