"""What the shifts of the demo unit left each other, and the sheet of its late shift."""

from datetime import timedelta
from pathlib import Path

import pytest

from securecare_desktop.domain.shift_rules import problems_in_handover, problems_in_note
from securecare_desktop.domain.shifts import Shift
from securecare_desktop.services.bundle import Services
from securecare_desktop.services.demo import DEMO_PASSWORD, DEMO_SHIFT_LEAD
from securecare_desktop.services.shift_sheet import SheetRequest
from tests.support.demo import NOW, copy_of_demo
from tests.support.house import let_keys_be_cheap
from tests.unit.services.test_shift_sheet import text_of


@pytest.fixture
def services(demo_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Services:
    """The demo unit with its shift lead signed in."""
    let_keys_be_cheap(monkeypatch)
    made = copy_of_demo(demo_template, tmp_path / "store")
    made.session.sign_in_named(DEMO_SHIFT_LEAD, DEMO_PASSWORD)
    return made


def test_the_last_shift_left_notes_that_nobody_has_said_back(services: Services) -> None:
    view = services.shifts.view()
    assert {line.about for line in view.unread} == {"", "Dev", "Kai"}
    assert [line.note.what[:10] for line in view.notes if not line.unread] == ["The shower"]
    assert [p for line in view.notes for p in problems_in_note(line.note)] == []
    (earlier,) = view.handovers
    assert earlier.handover.taken_over_by == "Denise Okafor"
    assert problems_in_handover(earlier.handover.said_back) == ()
    assert {line.about for line in earlier.notes} == {"", "Callum"}


def test_the_sheet_of_the_late_shift_is_one_page_with_everybody_on_it(services: Services) -> None:
    unit = services.shifts.view().unit
    request = SheetRequest(
        unit_id=unit.id, on=NOW.date(), shift=Shift.LATE, for_whom="Femi Oduya", destroy_at=NOW + timedelta(1)
    )
    preview = services.shift_sheet.preview(request)
    said = text_of(preview.pdf)
    assert preview.pages == 1
    for name in ("Amira", "Callum", "Dev", "Kai", "Robyn", "Tia"):
        assert name in said
    for words in (
        "Visit with Nan, Garden Room",
        "cancelled by Mum 08:50",
        "Dev was awake at four",
        "The key of the music",
    ):
        assert words in said, words
    services.session.lock()
