"""Signing on screen: saved and signed with one key, locked afterwards, addenda beside the old words, one after another."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.family_time import Occasion, OccasionState
from securecare_desktop.domain.own_words import About, HowGiven, OwnWords
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.staff import Role
from securecare_desktop.domain.worker_changes import Audience, JointMeeting, MeetingState, Telling
from securecare_desktop.domain.young_people import Status, StatusKind
from securecare_desktop.ui import notify
from securecare_desktop.ui.family_time.page import FamilyTimePage
from securecare_desktop.ui.page import Place
from securecare_desktop.ui.signatures.page import SignaturesPage
from securecare_desktop.ui.widgets.rows import ListRow
from securecare_desktop.ui.widgets.sign_dialog import SignDialog
from securecare_desktop.ui.widgets.signing import AddendaPart, SignatureLine
from securecare_desktop.ui.worker_changes.workspace_page import WorkspacePage
from tests.support.house import DEV, KAI, NOW, PASSWORD, TODAY, House, change_id, person_id
from tests.ui.reading import texts
from tests.ui.record_pages import Tabs, choose, form_of, save, type_into
from tests.unit.services.test_signatures import ask_for_the_password, beside, call

pytestmark = pytest.mark.usefixtures("inline_tasks")


@pytest.fixture
def tabs(qtbot: QtBot, house: House) -> Iterator[Tabs]:
    made = Tabs(qtbot, house)
    yield made
    for dialog in open_dialogs():
        dialog.reject()


def open_dialogs() -> list[SignDialog]:
    return [d for d in QApplication.topLevelWidgets() if isinstance(d, SignDialog) and d.isVisible()]


def read(widget: QWidget) -> str:
    return " | ".join(texts(widget))


def the_dialog(qtbot: QtBot) -> SignDialog:
    qtbot.waitUntil(lambda: len(open_dialogs()) == 1)
    return open_dialogs()[0]


def newest(tabs: Tabs) -> Occasion:
    found = [o for o in tabs.services.family_time.occasions(KAI) if o.state is OccasionState.HAPPENED]
    return max(found, key=lambda o: o.id)


def open_entry(tabs: Tabs, record_id: str, part: str = "") -> FamilyTimePage:
    return tabs.family_time(Place("young_person", KAI, "family_time", record_id, part))


def sign_key(widget: object) -> None:
    QTest.keyClick(widget, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


# -- save and sign ------------------------------------------------------------------------------------------


def test_a_whole_entry_is_saved_and_signed_with_two_keys(
    tabs: Tabs, qtbot: QtBot, notices: notify.Recorder
) -> None:
    page = tabs.family_time(Place("young_person", KAI, "family_time", part="new:occasion"))
    form = form_of(page)
    choose(form, "person_id", "Nan (Pauline)")
    type_into(form, "what_they_did", "They sang the zebra song.")
    sign_key(form.editor("what_they_did").focus_target())
    dialog = the_dialog(qtbot)
    said = read(dialog)
    assert "The young person may read this one day." in said
    assert "They sang the zebra song." in said
    assert newest(tabs).signed_at is None
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert newest(tabs).signed_name == "Denise Okafor"
    assert page.sheet.isHidden()
    assert notices.told[-1][1] == "Signed."


def test_whoever_goes_back_finds_it_saved_and_not_signed(
    tabs: Tabs, qtbot: QtBot, notices: notify.Recorder
) -> None:
    page = tabs.family_time(Place("young_person", KAI, "family_time", part="new:occasion"))
    choose(form_of(page), "person_id", "Nan (Pauline)")
    page.sheet.sign_button.click()
    QTest.keyClick(the_dialog(qtbot), Qt.Key.Key_Escape)
    assert notices.told[-1][1] == "Saved, not signed yet."
    stored = newest(tabs)
    assert (stored.version, stored.signed_at) == (1, None)
    assert "Not signed yet" in read(page.sheet)
    type_into(form_of(page), "what_they_did", "They sang.")
    page.sheet.sign_button.click()
    the_dialog(qtbot).sign_button.click()
    assert newest(tabs).signed_at is not None
    assert (
        len([o for o in tabs.services.family_time.occasions(KAI) if o.state is OccasionState.HAPPENED]) == 1
    )


def test_saving_alone_stays_possible_and_leaves_it_unsigned(tabs: Tabs) -> None:
    page = tabs.family_time(Place("young_person", KAI, "family_time", part="new:occasion"))
    choose(form_of(page), "person_id", "Nan (Pauline)")
    save(page.sheet)
    assert newest(tabs).signed_at is None
    assert page.sheet.isHidden()
    assert open_dialogs() == []


def test_signing_is_offered_for_what_has_happened_and_only_then(tabs: Tabs) -> None:
    page = tabs.family_time(Place("young_person", KAI, "family_time", part="new:occasion"))
    assert page.sheet.sign_button.isVisible()
    assert page.sheet.primary.property("kind") == "quiet"
    choose(form_of(page), "state", "Planned")
    assert not page.sheet.sign_button.isVisible()
    assert page.sheet.primary.property("kind") == "primary"


def test_an_entry_of_a_colleague_can_be_signed_once_one_has_changed_it(house: House, qtbot: QtBot) -> None:
    theirs = call(house.signed_in(Role.RESIDENTIAL_WORKER))
    tabs = Tabs(qtbot, house)
    page = open_entry(tabs, theirs.id)
    assert not page.sheet.sign_button.isVisible()
    type_into(form_of(page), "worries", "None at all.")
    assert page.sheet.sign_button.isVisible()


def test_who_signs_nothing_is_offered_nothing(house: House, qtbot: QtBot) -> None:
    lead = house.signed_in()
    signed = lead.signatures.sign(call(lead)).record
    tabs = Tabs(qtbot, house, Role.INSPECTOR)
    page = open_entry(tabs, signed.id)
    assert "Signed by Denise Okafor, shift lead" in read(page.sheet)
    assert page.sheet.addenda.button is None
    assert page.sheet.sign_button is None


def test_where_the_unit_wants_it_the_dialog_asks_for_the_password(house: House, qtbot: QtBot) -> None:
    ask_for_the_password(house)
    tabs = Tabs(qtbot, house)
    entry = call(tabs.services)
    page = open_entry(tabs, entry.id)
    page.sheet.sign_button.click()
    dialog = the_dialog(qtbot)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.form.row("password").error
    type_into(dialog.form, "password", "wrong")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert "This is not your password" in dialog.form.row("password").error
    type_into(dialog.form, "password", PASSWORD)
    QTest.keyClick(dialog.form.editor("password").focus_target(), Qt.Key.Key_Return)
    assert newest(tabs).signed_at is not None


# -- signed ---------------------------------------------------------------------------------------------------


@pytest.fixture
def signed(tabs: Tabs) -> Occasion:
    return tabs.services.signatures.sign(call(tabs.services)).record


def test_a_signed_entry_says_by_whom_and_can_only_be_read(tabs: Tabs, signed: Occasion) -> None:
    page = open_entry(tabs, signed.id)
    assert "Signed by Denise Okafor, shift lead, Thu 14 May 2026" in read(page.sheet)
    form = form_of(page)
    assert page.sheet.primary is None
    assert form.editor("what_they_did").focus_target().isReadOnly()
    assert form.row("worries").isHidden()


def test_the_list_says_of_each_entry_how_far_it_is_signed(tabs: Tabs, signed: Occasion) -> None:
    call(tabs.services, what_they_did="They were quiet.")
    page = tabs.family_time()
    model = page.cards["occasion"].list.model()
    last = model.columnCount() - 1
    assert {model.index(row, last).data() for row in range(model.rowCount())} == {
        "Signed",
        "Not signed yet",
        "",
    }


def test_an_addendum_is_written_signed_and_stands_under_the_old_words(
    tabs: Tabs, signed: Occasion, qtbot: QtBot
) -> None:
    page = open_entry(tabs, signed.id)
    page.sheet.addenda.button.click()
    form = form_of(page)
    type_into(form, "words", "He rang again at nine.")
    sign_key(form.editor("words").focus_target())
    dialog = the_dialog(qtbot)
    assert "He rang again at nine." in read(dialog)
    dialog.sign_button.click()
    said = read(page.sheet)
    assert "They sang." in form_of(page).values()["what_they_did"]
    assert "He rang again at nine." in said
    assert said.count("Signed by Denise Okafor") == 2
    assert [a.words for a in tabs.services.signatures.addenda_of(KAI)] == ["He rang again at nine."]


def test_a_half_written_addendum_is_kept_and_comes_back(tabs: Tabs, signed: Occasion) -> None:
    page = open_entry(tabs, signed.id)
    page.sheet.addenda.button.click()
    type_into(form_of(page), "words", "He rang")
    assert page.sheet.leads_to() == (signed.id, "addendum")
    page.keep_drafts()
    again = open_entry(tabs, signed.id, "addendum")
    assert form_of(again).values()["words"] == "He rang"


def test_an_addendum_without_words_says_so(tabs: Tabs, signed: Occasion) -> None:
    page = open_entry(tabs, signed.id, "addendum")
    save_and_sign = next(b for b in page.sheet.foot.findChildren(QPushButton) if b.text() == "Save and sign")
    save_and_sign.click()
    assert form_of(page).row("words").error
    assert open_dialogs() == []


# -- how things are, and a change of worker -------------------------------------------------------------------


def test_how_things_are_can_be_signed_from_the_overview(tabs: Tabs, qtbot: QtBot) -> None:
    noted = Status(
        young_person_id=KAI, kind=StatusKind.SETTLED, sentence="A good day.", noted_at=NOW - timedelta(1)
    )
    tabs.services.young_people.note_status(noted)
    page = tabs.overview()
    assert page.right_now.signature.text() == "Not signed yet"
    page.right_now.signature.click()
    page.sheet.sign_button.click()
    the_dialog(qtbot).sign_button.click()
    assert page.right_now.signature.text() == "Signed"
    assert tabs.services.young_people.statuses(KAI)[0].noted_at == NOW - timedelta(1)


def test_the_place_of_how_things_are_opens_it(tabs: Tabs) -> None:
    noted = Status(young_person_id=KAI, kind=StatusKind.SETTLED, sentence="A good day.", noted_at=NOW)
    status = tabs.services.young_people.note_status(noted).record
    page = tabs.overview(Place("young_person", KAI, "overview", status.id))
    assert form_of(page).values()["sentence"] == "A good day."


def test_a_telling_is_signed_from_its_sheet_and_its_row_says_so(tabs: Tabs, qtbot: QtBot) -> None:
    services = tabs.services
    telling = Telling(
        young_person_id=KAI, change_id=change_id(KAI), audience=Audience.FAMILY, who="Nan", told_by="Femi",
        told_at=NOW - timedelta(hours=1),
    )  # fmt: skip
    stored = services.worker_changes.save_telling(telling).record
    page = workspace(tabs, f"2:telling:{stored.id}")
    assert "Not signed yet" in page.card.list_of("Who was told").rows()[-1].accessibleName()
    sign_key(page.sheet)
    the_dialog(qtbot).sign_button.click()
    assert "Signed by Denise Okafor" in page.card.list_of("Who was told").rows()[-1].accessibleName()


def test_a_meeting_that_is_signed_is_read_and_added_to(tabs: Tabs, qtbot: QtBot) -> None:
    services = tabs.services
    meeting = JointMeeting(
        young_person_id=KAI, change_id=change_id(KAI), what="Tea", state=MeetingState.HAPPENED
    )
    stored = services.signatures.sign(services.worker_changes.save_meeting(meeting).record).record
    page = workspace(tabs, f"5:meeting:{stored.id}")
    assert page.sheet.foot is None
    page.sheet.findChild(AddendaPart).button.click()
    form = page.sheet._form
    type_into(form, "words", "Cake as well.")
    sign_key(page.sheet)
    the_dialog(qtbot).sign_button.click()
    assert [a.words for a in services.signatures.addenda_of(KAI)] == ["Cake as well."]


def test_own_words_of_a_change_are_signed_where_they_are_all_read(tabs: Tabs, qtbot: QtBot) -> None:
    services = tabs.services
    words = OwnWords(
        young_person_id=KAI, given_how=HowGiven.SAID, words="Sam is fine.", about=About.WISH, about_id=change_id(KAI)
    )  # fmt: skip
    services.own_words.save(words)
    page = workspace(tabs, "2:all_words")
    line = page.sheet.findChild(SignatureLine)
    line.sign.click()
    the_dialog(qtbot).sign_button.click()
    assert services.own_words.list_for(KAI)[0].signed_at is not None


def test_words_written_over_signed_ones_are_new_words(tabs: Tabs) -> None:
    services = tabs.services
    words = OwnWords(
        young_person_id=KAI, given_how=HowGiven.SAID, words="Not fair.", about=About.WORKER_CHANGE,
        about_id=change_id(KAI), given_on=TODAY,
    )  # fmt: skip
    old = services.signatures.sign(services.own_words.save(words).record).record
    page = workspace(tabs, "2")
    editor = page.card.form.editor("words_worker_change")
    editor.text.setPlainText("It is all right.")
    page.card.save_button.click()
    said = services.own_words.list_for(KAI)
    assert {w.words for w in said} == {"Not fair.", "It is all right."}
    assert old in said
    assert editor.value().words == "It is all right."


def workspace(tabs: Tabs, part: str) -> WorkspacePage:
    services = tabs.services
    page = WorkspacePage(
        services.worker_changes, services.drafts, services.session.clock, tabs.me, services.session.may,
        tabs.signing(),
    )  # fmt: skip
    return tabs.show(page, Place("worker_changes", KAI, record_id=change_id(KAI), part=part))


# -- sign yours -------------------------------------------------------------------------------------------------


@pytest.fixture
def two(tabs: Tabs, house: House) -> tuple[Occasion, Occasion]:
    first = call(tabs.services)
    house.clock.moment = NOW + timedelta(minutes=3)
    return first, call(
        tabs.services, young_person_id=DEV, person_id=person_id(DEV), what_they_did="They danced."
    )


def sign_yours(tabs: Tabs) -> SignaturesPage:
    services = tabs.services
    return tabs.show(SignaturesPage(services.signatures, services.session.clock), Place("signatures"))


def left(page: SignaturesPage) -> list[str]:
    return [row.accessibleName() for row in page.rest.findChildren(ListRow)] if page.rest.isVisible() else []


def test_each_entry_is_read_and_signed_with_one_key_then_the_next_comes(
    tabs: Tabs, two: tuple[Occasion, Occasion], qtbot: QtBot
) -> None:
    page = sign_yours(tabs)
    assert "They sang." in read(page.card)
    assert "The young person may read this one day." in read(page.card)
    assert [name.split(",")[0] for name in left(page)] == ["Dev: Phone call with Nan"]
    qtbot.waitUntil(page.sign_button.hasFocus)
    QTest.keyClick(page.sign_button, Qt.Key.Key_Return)
    assert "They danced." in read(page.card)
    qtbot.waitUntil(page.sign_button.hasFocus)
    sign_key(page)
    assert "Nothing of yours waits for a signature." in read(page)
    assert not page.sign_button.isVisible()
    assert tabs.services.signatures.waiting().yours == ()


def test_one_that_is_not_done_is_left_for_later_or_changed_first(
    tabs: Tabs, two: tuple[Occasion, Occasion], qtbot: QtBot
) -> None:
    page = sign_yours(tabs)
    page.later_button.click()
    assert "They danced." in read(page.card)
    assert [name.split(":")[0] for name in left(page)] == ["Kai"]
    with qtbot.waitSignal(page.go) as going:
        page.change_button.click()
    assert going.args == [Place("young_person", DEV, "family_time", two[1].id)]


def test_an_entry_changed_meanwhile_is_not_signed_unread(
    tabs: Tabs, two: tuple[Occasion, Occasion], notices: notify.Recorder
) -> None:
    page = sign_yours(tabs)
    tabs.services.family_time.save_occasion(replace(two[0], worries="He was pale."))
    page.sign()
    assert tabs.services.family_time.occasion(KAI, two[0].id).signed_at is None
    assert "Read it again" in notices.told[-1][1]
    page.reload()
    assert "He was pale." in read(page.card)


def test_the_password_is_asked_for_every_entry(house: House, qtbot: QtBot) -> None:
    ask_for_the_password(house)
    tabs = Tabs(qtbot, house)
    call(tabs.services)
    call(tabs.services, what_they_did="They danced.")
    page = sign_yours(tabs)
    for _entry in range(2):
        type_into(page.form, "password", PASSWORD)
        QTest.keyClick(page.form.editor("password").focus_target(), Qt.Key.Key_Return)
    assert tabs.services.signatures.waiting().yours == ()


def test_an_entry_of_every_kind_leads_to_the_place_where_it_is_changed(tabs: Tabs) -> None:
    from securecare_desktop.ui.signatures.page import place_of
    from tests.unit.services.test_signatures import one_of_each

    made = one_of_each(tabs.services)
    places = {w.record_kind: place_of(w) for w in tabs.services.signatures.waiting().yours}
    assert {kind: (p.tab, p.record_id) for kind, p in places.items()} == {
        "occasions": ("family_time", made["occasions"].id),
        "own_words": ("promises", made["own_words"].id),
        "tellings": ("worker_changes", change_id(KAI)),
        "joint_meetings": ("worker_changes", change_id(KAI)),
        "statuses": ("overview", made["statuses"].id),
        "decisions": ("plan", made["decisions"].id),
        "times_alone": ("stay", made["times_alone"].id),
    }


def test_a_manager_reads_addenda_too(house: House, qtbot: QtBot) -> None:
    lead = house.signed_in()
    entry = lead.signatures.sign(call(lead)).record
    lead.signatures.add_addendum(beside(entry))
    page = open_entry(Tabs(qtbot, house, Role.UNIT_MANAGER), entry.id)
    assert "He rang again at nine." in read(page.sheet)
    assert house.signed_in(Role.UNIT_MANAGER).session.may(Action.SIGN_ENTRIES)
