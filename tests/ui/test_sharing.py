"""Versions of family time to share: written from an occasion, looked through for names, led to paper, and given."""

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.editions import Edition
from securecare_desktop.domain.family_time import FamilyTimeKind, Occasion, OccasionState, SupportLevel
from securecare_desktop.domain.people import Answer
from securecare_desktop.domain.staff import Role
from securecare_desktop.services.packs import PackRequest
from securecare_desktop.ui.family_time.page import FamilyTimePage
from securecare_desktop.ui.packs.pack_dialog import PackDialog
from securecare_desktop.ui.packs.packs_page import PacksPage
from securecare_desktop.ui.page import Place
from tests.support.house import KAI, NOW, House, occasion_id, person_id
from tests.ui.reading import texts
from tests.ui.record_pages import Tabs, choose, form_of, save, type_into

pytestmark = pytest.mark.usefixtures("inline_tasks")


@pytest.fixture
def tabs(qtbot: QtBot, house: House) -> Tabs:
    return Tabs(qtbot, house)


def visit(tabs: Tabs, **other: Any) -> Occasion:
    values: dict[str, Any] = {
        "young_person_id": KAI, "person_id": person_id(KAI), "with_whom": "",
        "kind": FamilyTimeKind.VISIT_HERE, "state": OccasionState.HAPPENED, "planned_at": NOW - timedelta(days=4),
        "level": SupportLevel.SUPERVISED, "what_they_did": "Cards with Dev.", "opinion": "OPINION",
        "own_view": "Best day!",
    }  # fmt: skip
    return tabs.services.family_time.save_occasion(Occasion(**{**values, **other})).record


def open_visit(tabs: Tabs, record_id: str) -> FamilyTimePage:
    return tabs.family_time(Place("young_person", KAI, "family_time", record_id))


def press(widget: QWidget, words: str) -> None:
    shown = [b for b in widget.findChildren(QPushButton) if b.text() == words and b.isVisible()]
    assert shown, words
    shown[0].click()


def test_a_version_is_written_looked_through_and_given(tabs: Tabs) -> None:
    occasion = visit(tabs)
    page = open_visit(tabs, occasion.id)
    assert "Nothing is written to be given to anybody yet." not in texts(
        page.sheet
    )  # there is a day to share by
    assert any(text.startswith("In England, notes of supervised family time") for text in texts(page.sheet))
    press(page.sheet, "Write a version to share")
    form = form_of(page)
    assert form.values()["for_whom"] == "Nan"
    assert form.values()["what_they_did"] == "Cards with Dev."
    assert "OPINION" not in " ".join(texts(form))
    assert not form.row("agreed").isHidden()
    assert form.row("names_may_stay").isHidden()
    save(page.sheet)
    assert "Dev (another young person) is named here" in form.row("what_they_did").error
    assert form.row("agreed").error
    type_into(form, "what_they_did", "Cards with a friend.")
    type_into(form, "own_words", "")
    assert form.row("agreed").isHidden()
    save(page.sheet)
    assert any(text.startswith("For Nan, written on") for text in texts(page.sheet))
    press(page.sheet, "Record that it was given")
    type_into(form_of(page), "given_how", "Read to her")
    save(page.sheet)
    stored = tabs.services.family_sharing.versions(KAI, occasion.id).versions[0]
    assert (stored.what_they_did, stored.own_words, stored.given_how) == (
        "Cards with a friend.",
        "",
        "Read to her",
    )
    assert "Change" not in [b.text() for b in page.sheet.findChildren(QPushButton) if b.isVisible()]


def test_names_may_stay_once_somebody_says_so_and_the_team_reads_it(tabs: Tabs) -> None:
    occasion = visit(tabs)
    page = open_visit(tabs, occasion.id)
    press(page.sheet, "Write a version to share")
    form = form_of(page)
    choose(form, "agreed", "yes")
    save(page.sheet)
    assert not form.row("names_may_stay").isHidden()
    choose(form, "names_may_stay", "Yes")
    save(page.sheet)
    stored = tabs.services.family_sharing.versions(KAI, occasion.id).versions[0]
    assert (stored.agreed, stored.left_out) == (Answer.YES, "Named on purpose: Dev.")
    press(page.sheet, "Change")
    type_into(form_of(page), "ending", "A hug.")
    save(page.sheet)  # the name still stands there, so it is asked about again
    choose(form_of(page), "names_may_stay", "Yes")
    save(page.sheet)
    assert tabs.services.family_sharing.versions(KAI, occasion.id).versions[0].ending == "A hug."


@pytest.mark.parametrize("which", ["cancelled", "protected"])
def test_there_is_nothing_to_share_of_what_fell_away_or_is_private(tabs: Tabs, which: str) -> None:
    record = occasion_id(KAI)
    if which == "protected":
        record = visit(
            tabs,
            protected="advocate",
            level=SupportLevel.UNSUPPORTED,
            what_they_did="",
            opinion="",
            own_view="",
        ).id
    page = open_visit(tabs, record)
    assert "Versions to share" not in texts(page.sheet)


def test_a_version_leads_to_its_pages_and_is_for_one_person(tabs: Tabs, qtbot: QtBot) -> None:
    occasion = visit(tabs, what_they_did="Cards.", own_view="")
    page = open_visit(tabs, occasion.id)
    press(page.sheet, "Write a version to share")
    save(page.sheet)
    with qtbot.waitSignal(page.go) as gone:
        press(page.sheet, "Print or save")
    stored = tabs.services.family_sharing.versions(KAI, occasion.id).versions[0]
    place = Place("packs", KAI, record_id=stored.id, part="new:shared")
    assert gone.args == [place]
    packs = PacksPage(tabs.services.packs, tabs.services.session.clock, dict, may_issue=True)
    qtbot.addWidget(packs)
    packs.resize(1174, 624)
    packs.show()
    assert packs.opens_over(place)
    packs.open_place(place)
    dialog = packs.dialog
    assert isinstance(dialog, PackDialog)
    assert list(dialog.tiles) == [Edition.SHARED_OCCASION]
    request = dialog.request()
    assert isinstance(request, PackRequest)
    assert (request.recipient, request.shared_occasion_id) == ("Nan", stored.id)
    assert dialog.form.row("destroy_by").isHidden()
    assert dialog.preview.place.text() == "Page 1 of 1"
    dialog.reject()


def test_a_signed_visit_can_still_be_told_to_the_family(tabs: Tabs) -> None:
    occasion = visit(tabs, what_they_did="Cards.", own_view="")
    tabs.services.signatures.sign(occasion)
    page = open_visit(tabs, occasion.id)
    press(page.sheet, "Write a version to share")
    save(page.sheet)
    assert tabs.services.family_sharing.versions(KAI, occasion.id).versions[0].what_they_did == "Cards."


def test_an_inspector_reads_versions_and_writes_none(qtbot: QtBot, house: House) -> None:
    writer = Tabs(qtbot, house)
    occasion = visit(writer, what_they_did="Cards.", own_view="")
    page = open_visit(Tabs(qtbot, house, Role.INSPECTOR), occasion.id)
    assert "Versions to share" in texts(page.sheet)
    assert "Write a version to share" not in [b.text() for b in page.sheet.findChildren(QPushButton)]
