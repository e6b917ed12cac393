"""The packs of the whole demo unit, as they would be printed on the day of the design pictures."""

import io
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from pypdf import PdfReader

from securecare_desktop.domain.packs import Edition
from securecare_desktop.services.bundle import Services
from securecare_desktop.services.demo import DEMO_PASSWORD, DEMO_SHIFT_LEAD
from securecare_desktop.services.packs import PackRequest
from tests.support.demo import copy_of_demo
from tests.support.house import let_keys_be_cheap

PagesOf = Callable[[str, Edition], list[str]]
NAMES = ("Amira", "Callum", "Dev", "Kai", "Robyn", "Tia")


@pytest.fixture(scope="module")
def services(demo_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    with pytest.MonkeyPatch.context() as patch:
        let_keys_be_cheap(patch)
        made = copy_of_demo(demo_template, tmp_path_factory.mktemp("packs") / "store")
        made.session.sign_in_named(DEMO_SHIFT_LEAD, DEMO_PASSWORD)
        yield made
        made.session.lock()


@pytest.fixture(scope="module")
def pages_of(services: Services) -> PagesOf:
    """Return a function that gives the text of every page; each pack is drawn once."""
    return cache(lambda name, edition: drawn_pages(services, name, edition))


def drawn_pages(services: Services, name: str, edition: Edition) -> list[str]:
    person = next(p for p in services.young_people.list() if p.name_used == name)
    offer = services.packs.offer(person.id)
    request = PackRequest(
        young_person_id=person.id, edition=edition, recipient=offer.recipient or "Femi Oduya", purpose=offer.purposes[0]
    )  # fmt: skip
    preview = services.packs.preview(request)
    return [" ".join(p.extract_text().split()) for p in PdfReader(io.BytesIO(preview.pdf)).pages]


@pytest.mark.parametrize("name", NAMES)
def test_page_one_holds_the_young_person_for_everybody_in_the_house(pages_of: PagesOf, name: str) -> None:
    pages = pages_of(name, Edition.INCOMING_WORKER)
    for heading in ("What helps", "What does not", "Promises made and not yet kept", "Next dates"):
        assert heading in pages[0]
    assert "The story so far" not in pages[0]
    assert "Next dates" not in pages[1]
    second = pages[1].split("OFFICIAL-SENSITIVE")[-1].strip()
    assert second.startswith(f"{name} Handover pack, from the story so far to the read-back The story so far")


@pytest.mark.parametrize(("name", "most"), [("Kai", 10), ("Amira", 9), ("Dev", 9), ("Robyn", 9), ("Tia", 9)])
def test_a_pack_can_be_read_before_a_shift(pages_of: PagesOf, name: str, most: int) -> None:
    assert len(pages_of(name, Edition.INCOMING_WORKER)) <= most


@pytest.mark.parametrize(("name", "most"), [(name, 1 if name == "Kai" else 2) for name in NAMES])
def test_the_young_persons_own_copy_is_short(pages_of: PagesOf, name: str, most: int) -> None:
    assert len(pages_of(name, Edition.YOUNG_PERSON)) <= most
