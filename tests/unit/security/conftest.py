"""A keyring with two people: in memory, and written to a folder with a recovery slot and an anchor."""

from pathlib import Path

import pytest

from securecare_desktop.security.keyslots import Keyring
from tests.unit.security.rings import ANCHOR, KEY, whole_ring


@pytest.fixture(scope="session")
def ring() -> Keyring:
    """A keyring with two people."""
    return whole_ring()


@pytest.fixture
def written(ring: Keyring, tmp_path: Path) -> Path:
    """The folder of a store with a whole keyring."""
    ring.with_recovery_slot(KEY)[0].with_anchor(KEY, ANCHOR).write(tmp_path, KEY)
    return tmp_path
