"""The pack dialog prints a map of people, for somebody or for the young person, where one has been drawn."""

from pathlib import Path

import pytest

from securecare_desktop.domain.editions import Edition
from securecare_desktop.ui.packs.file_names import file_name
from securecare_desktop.ui.packs.pack_dialog import PackDialog
from securecare_desktop.ui.packs.packs_page import PacksPage
from securecare_desktop.ui.page import Place
from tests.ui.change_facts import KAI
from tests.ui.pack_fakes import Answers, PacksInMemory, save_without


@pytest.fixture
def map_dialog(page: PacksPage, packs: PacksInMemory) -> PackDialog:
    packs.has_map = True
    page.open_place(Place("packs", KAI, record_id="map2", part="new:map"))
    assert page.dialog is not None
    return page.dialog


def test_the_map_that_was_asked_for_is_printed_for_whoever_is_named(
    map_dialog: PackDialog, packs: PacksInMemory
) -> None:
    assert map_dialog.windowTitle() == "Map of people on paper"
    asked = packs.asked[-1]
    assert (asked.edition, asked.people_map_id, asked.change_id, asked.plan_version_id) == (
        Edition.PEOPLE_MAP, "map2", "", "",
    )  # fmt: skip
    assert asked.recipient == "Sam Adeyemi"
    assert map_dialog.tiles[Edition.PEOPLE_MAP].second.text() == "6 pages, drawing and list"


def test_their_own_copy_asks_for_no_recipient_and_is_in_the_register(
    map_dialog: PackDialog, packs: PacksInMemory, answers: Answers, tmp_path: Path
) -> None:
    map_dialog.tiles[Edition.PEOPLE_MAP_YOUNG_PERSON].click()
    assert not map_dialog.form.isVisible()
    answers.file = tmp_path / "map.pdf"
    save_without(map_dialog)
    copy = packs.copies[-1]
    assert (copy.edition, copy.recipient) == (Edition.PEOPLE_MAP_YOUNG_PERSON, "Kai")
    assert packs.handed_out[-1].recipient == ""
    assert packs.handed_out[-1].people_map_id == "map2"


def test_other_packs_know_nothing_of_the_map(map_dialog: PackDialog, packs: PacksInMemory) -> None:
    map_dialog.tiles[Edition.PLAN].click()
    assert packs.asked[-1].people_map_id == ""


def test_without_a_map_none_is_offered(page: PacksPage) -> None:
    page.open_place(Place("packs", KAI, part="new"))
    assert page.dialog is not None
    assert Edition.PEOPLE_MAP not in page.dialog.tiles


def test_the_file_of_a_map_names_nobody() -> None:
    assert file_name(Edition.PEOPLE_MAP, 4) == "map-of-people-copy-4.pdf"
    assert file_name(Edition.PEOPLE_MAP_YOUNG_PERSON, 4) == "my-map-of-people.pdf"
