"""The demo unit in a real store, as it is on the day of the design pictures.

Made once for a run and copied for each test or module. Key derivation is cheap here, and nothing else differs.
"""

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from securecare_desktop.core.clock import FixedClock
from securecare_desktop.services.bundle import Services, build_services
from securecare_desktop.services.demo import make_demo_store
from tests.support.house import let_keys_be_cheap

NOW = datetime(2026, 5, 14, 9, 42).astimezone()
"""The moment of the design pictures, a Thursday."""


@pytest.fixture(scope="session")
def demo_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the demo unit once."""
    folder = tmp_path_factory.mktemp("demo") / "store"
    with pytest.MonkeyPatch.context() as patch:
        let_keys_be_cheap(patch)
        made = build_services(FixedClock(NOW), folder)
        make_demo_store(made, folder)
        made.session.lock()
    return folder


def copy_of_demo(template: Path, folder: Path) -> Services:
    """Return services on a copy of the demo unit, with nobody signed in; keys have to be cheap meanwhile."""
    shutil.copytree(template, folder)
    return build_services(FixedClock(NOW), folder)
