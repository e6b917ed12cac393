"""What a pack says of an arrangement for family time."""

import io
from dataclasses import replace

from pypdf import PdfReader

from securecare_desktop.documents.packs import incoming_worker_pack, young_persons_copy
from securecare_desktop.documents.renderer import render
from securecare_desktop.domain.family_time import HolidayRule

from .example import content


def text_of(document) -> str:
    """Return the words of a document in one line."""
    pages = PdfReader(io.BytesIO(render(document).pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def arranged(**more):
    """Return the example with other values in its second arrangement, Mum's calls."""
    whole = content()
    first, second = whole.arrangements
    return replace(whole, arrangements=(first, replace(second, **more)))


def test_rhythm_level_purpose_and_help_with_costs_are_printed():
    text = text_of(incoming_worker_pack(arranged(cost_help="We book the ticket", purpose="To stay close")))
    assert (
        "Video call, Sundays 17:00, supervised. To stay close. Help with costs: We book the ticket." in text
    )


def test_what_a_court_directs_stands_before_everything_else_of_its_arrangement():
    directed = "Section 34, 9 March: one call each Sunday"
    text = text_of(incoming_worker_pack(arranged(directed_by_court=True, direction=directed)))
    assert f"{directed}. Video call, Sundays 17:00, supervised." in text
    text = text_of(incoming_worker_pack(arranged(directed_by_court=True)))
    assert "A court or hearing directs it. Video call" in text
    assert "directs" not in text_of(incoming_worker_pack(arranged(direction="Not any more")))


def test_the_time_and_the_school_holidays_are_said_once():
    said = {"how_often": "Every second Saturday, 17:00, not in school holidays", "at_time": "17:00"}
    outside = arranged(**said, only_in=HolidayRule.OUTSIDE_HOLIDAYS)
    assert "Every second Saturday, 17:00, not in school holidays, supervised" in text_of(
        incoming_worker_pack(outside)
    )
    plain = arranged(how_often="Saturdays", only_in=HolidayRule.OUTSIDE_HOLIDAYS)
    assert "Saturdays 17:00, not in school holidays, supervised" in text_of(incoming_worker_pack(plain))
    assert "every second Saturday, 17:00" in text_of(young_persons_copy(outside))
