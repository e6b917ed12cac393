"""The pack dialog offers the plan by itself and the young person's copy of it, also where no worker changes."""

import pytest
from PySide6.QtWidgets import QComboBox

from securecare_desktop.domain.editions import Edition
from securecare_desktop.ui.packs.pack_dialog import PackDialog
from securecare_desktop.ui.packs.packs_page import PacksPage
from securecare_desktop.ui.page import Place
from tests.ui.change_facts import KAI
from tests.ui.pack_fakes import Answers, PacksInMemory, save_without
from tests.ui.reading import texts


@pytest.fixture
def plan_dialog(page: PacksPage) -> PackDialog:
    page.open_place(Place("packs", KAI, part="new:plan"))
    assert page.dialog is not None
    return page.dialog


def test_the_plan_is_offered_by_itself_without_a_change_of_worker(
    plan_dialog: PackDialog, packs: PacksInMemory
) -> None:
    assert plan_dialog.edition() is Edition.PLAN
    request = packs.asked[-1]
    assert (request.edition, request.plan_version_id, request.change_id) == (Edition.PLAN, "plan3", "")
    assert request.recipient == "Sam Adeyemi"
    assert not request.with_photos
    assert plan_dialog.tiles[Edition.PLAN].second.text() == "6 pages, fourteen sections"
    assert not any(text.startswith("Draft.") for text in texts(plan_dialog._left))


def test_another_version_of_the_plan_can_be_printed_and_the_dialog_says_what_it_is(
    plan_dialog: PackDialog, packs: PacksInMemory
) -> None:
    versions = plan_dialog.plan.form.editor("version")
    words = [versions.combo.itemText(at) for at in range(versions.combo.count())]
    assert words[1:] == [
        "Version 4, draft",
        "Version 3, the one that counts",
        "Version 2, replaced by a newer one",
    ]
    choose(versions.combo, "plan4")
    assert packs.asked[-1].plan_version_id == "plan4"
    assert any("not signed by two people yet" in text for text in texts(plan_dialog._left))
    choose(versions.combo, "plan2")
    assert packs.asked[-1].plan_version_id == "plan2"
    assert any("A newer version has taken its place." in text for text in texts(plan_dialog._left))


def choose(combo: QComboBox, key: str) -> None:
    """Choose in a drop-down as a person does."""
    combo.setCurrentIndex(combo.findData(key))
    combo.activated.emit(combo.currentIndex())


def test_a_version_that_was_asked_for_is_chosen(page: PacksPage, packs: PacksInMemory) -> None:
    page.open_place(Place("packs", KAI, record_id="plan2", part="new:plan"))
    assert page.dialog.plan.version_id() == "plan2"
    assert packs.asked[-1].plan_version_id == "plan2"


def test_where_no_version_is_written_there_is_none_to_choose_and_the_dialog_says_so(
    page: PacksPage, packs: PacksInMemory
) -> None:
    packs.plan_versions = ()
    page.open_place(Place("packs", KAI, part="new:plan"))
    assert page.dialog.plan.form.isHidden()
    assert packs.asked[-1].plan_version_id == ""
    assert any("No version of the plan is written yet." in text for text in texts(page.dialog._left))


def test_photos_are_printed_only_where_somebody_says_so(
    plan_dialog: PackDialog, packs: PacksInMemory
) -> None:
    assert not plan_dialog.plan.photos.isChecked()
    plan_dialog.plan.photos.click()
    assert packs.asked[-1].with_photos


def test_the_choices_of_a_plan_are_gone_for_other_packs(dialog: PackDialog, packs: PacksInMemory) -> None:
    assert dialog.plan.isHidden()
    dialog.tiles[Edition.PLAN].click()
    assert dialog.plan.isVisible()
    dialog.tiles[Edition.INCOMING_WORKER].click()
    assert dialog.plan.isHidden()
    assert packs.asked[-1].plan_version_id == ""


def test_the_purpose_fits_the_plan_unless_somebody_chose_another(dialog: PackDialog) -> None:
    purpose = dialog.form.editor("purpose")
    dialog.tiles[Edition.PLAN].click()
    assert dialog.form.values()["purpose"] == "To work with the plan"
    dialog.tiles[Edition.INCOMING_WORKER].click()
    assert dialog.form.values()["purpose"] == "Change of key worker"
    purpose.set_value("Review meeting")
    dialog.tiles[Edition.PLAN].click()
    assert dialog.form.values()["purpose"] == "Review meeting"


def test_the_young_persons_copy_of_the_plan_asks_for_nothing_and_is_theirs(
    dialog: PackDialog, packs: PacksInMemory, answers: Answers
) -> None:
    dialog.tiles[Edition.PLAN_YOUNG_PERSON].click()
    assert dialog.form.isHidden()
    assert dialog.plan.isVisible()
    request = packs.asked[-1]
    assert (request.edition, request.recipient, request.destroy_by) == (Edition.PLAN_YOUNG_PERSON, "", None)
    save_without(dialog)
    assert answers.names == ["my-plan.pdf"]


def test_their_copy_of_the_plan_waits_until_they_were_told_what_is_in_it(
    dialog: PackDialog, packs: PacksInMemory
) -> None:
    packs.not_told = ("No phone calls",)
    dialog.tiles[Edition.PLAN_YOUNG_PERSON].click()
    assert not dialog.print.isEnabled()
    assert not dialog.save.isEnabled()
    said = [text for text in texts(dialog._left) if "has not been told of this yet" in text]
    assert said[0].startswith("Kai has not been told of this yet: No phone calls.")
    dialog.tiles[Edition.PLAN].click()
    assert dialog.print.isEnabled()
