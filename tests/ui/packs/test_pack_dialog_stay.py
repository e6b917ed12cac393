"""The pack dialog prints the record of a stay, for somebody who is named anew, where there is a stay."""

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
def stay_dialog(page: PacksPage, packs: PacksInMemory) -> PackDialog:
    packs.has_stay = True
    page.open_place(Place("packs", KAI, record_id="stay2", part="new:stay"))
    assert page.dialog is not None
    return page.dialog


def test_the_record_of_the_stay_that_was_asked_for_is_shown(
    stay_dialog: PackDialog, packs: PacksInMemory
) -> None:
    assert stay_dialog.windowTitle() == "Record of the stay"
    asked = packs.asked[-1]
    assert (asked.edition, asked.stay_id, asked.people_map_id, asked.change_id) == (
        Edition.STAY_RECORD, "stay2", "", "",
    )  # fmt: skip
    assert stay_dialog.tiles[Edition.STAY_RECORD].second.text() == "6 pages, what the law asks for"


def test_it_is_for_nobody_until_somebody_is_named_and_says_what_it_is_for(
    stay_dialog: PackDialog, packs: PacksInMemory, answers: Answers, tmp_path: Path
) -> None:
    values = stay_dialog.form.values()
    assert (values["recipient"], values["purpose"]) == ("", "The record that the law asks for")
    answers.file = tmp_path / "record.pdf"
    stay_dialog.form.set_values({"recipient": "Femi Oduya"})
    save_without(stay_dialog)
    copy = packs.copies[-1]
    assert (copy.edition, copy.recipient) == (Edition.STAY_RECORD, "Femi Oduya")


def test_other_packs_begin_as_they_always_do(stay_dialog: PackDialog, packs: PacksInMemory) -> None:
    stay_dialog.tiles[Edition.INCOMING_WORKER].click()
    values = stay_dialog.form.values()
    assert (values["recipient"], values["purpose"]) == ("Sam Adeyemi", "Change of key worker")
    assert packs.asked[-1].stay_id == ""
    stay_dialog.tiles[Edition.PLAN].click()
    assert stay_dialog.form.values()["purpose"] == "To work with the plan"


def test_what_somebody_chose_stays_whatever_is_printed(stay_dialog: PackDialog) -> None:
    stay_dialog.form.set_values({"recipient": "Femi Oduya", "purpose": "For the court"})
    stay_dialog.tiles[Edition.PLAN].click()
    stay_dialog.tiles[Edition.STAY_RECORD].click()
    values = stay_dialog.form.values()
    assert (values["recipient"], values["purpose"]) == ("Femi Oduya", "For the court")


def test_without_a_stay_there_is_no_record_of_one(page: PacksPage) -> None:
    page.open_place(Place("packs", KAI, part="new"))
    assert page.dialog is not None
    assert Edition.STAY_RECORD not in page.dialog.tiles


def test_the_file_of_a_record_names_nobody() -> None:
    assert file_name(Edition.STAY_RECORD, 4) == "record-of-stay-copy-4.pdf"
