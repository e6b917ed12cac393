"""The Stay tab: what is read first, what is written in its forms, one stay after another, and where Places lead."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.legal_orders import LegalOrder, Notification, OrderKind, TimeAlone
from securecare_desktop.domain.people import Answer
from securecare_desktop.domain.staff import Role
from securecare_desktop.domain.young_people import LegalBasis, Stage, Stay, YoungPerson
from securecare_desktop.ui.find.places import place_of
from securecare_desktop.ui.page import Place
from securecare_desktop.ui.stays.page import StayPage
from securecare_desktop.ui.widgets.card import Banner
from securecare_desktop.ui.widgets.rows import ListRow
from tests.support.house import DEV, KAI, NOW, TODAY, House
from tests.ui.record_pages import Tabs, buttons, choose, focused, form_of, save, type_into

pytestmark = pytest.mark.usefixtures("inline_tasks")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def tabs(qtbot: QtBot, house: House) -> Tabs:
    return Tabs(qtbot, house)


def the_stay(tabs: Tabs, who: str = KAI) -> Stay:
    stay = tabs.services.stays.current(who)
    assert stay is not None
    return stay


def order(tabs: Tabs, **other: object) -> LegalOrder:
    given = {
        "young_person_id": KAI, "stay_id": the_stay(tabs).id, "kind": OrderKind.SECURE_ORDER,
        "details": "Three months", "made_on": TODAY - 60 * DAY, "secure": Answer.YES, "ends_on": TODAY + 30 * DAY,
    }  # fmt: skip
    return tabs.services.stays.save_order(LegalOrder(**{**given, **other})).record


def told(tabs: Tabs, **other: object) -> Notification:
    given = {"young_person_id": KAI, "stay_id": the_stay(tabs).id, "who": "Eleri Vaughan"}
    return tabs.services.stays.save_notification(Notification(**{**given, **other})).record


def alone(tabs: Tabs, **other: object) -> TimeAlone:
    given = {
        "young_person_id": KAI, "stay_id": the_stay(tabs).id, "started_at": NOW - 2 * HOUR,
        "ended_at": NOW - HOUR, "reason": "A chair was thrown.", "authorised_by": "Denise Okafor",
    }  # fmt: skip
    return tabs.services.stays.save_time_alone(TimeAlone(**{**given, **other})).record


def read(widget: QWidget) -> str:
    """Return all words in sight, as they stand."""
    said = [w.text() for w in widget.findChildren(QLabel) if w.isVisibleTo(widget)]
    return " ".join(part for part in said if part)


def rows(widget: QWidget) -> list[str]:
    return [row.accessibleName() for row in widget.findChildren(ListRow)]


def press(page: StayPage, words: str) -> None:
    QCoreApplication.sendPostedEvents()  # what was built anew in a page that stands there is shown by one
    found = [b for b in page.findChildren(QAbstractButton) if words in (b.accessibleName(), b.text())]
    button = next(b for b in found if b.isVisibleTo(page))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


# -- read from the top -----------------------------------------------------------------------------------------


def test_why_they_are_here_stands_first_with_what_nobody_explained_yet(tabs: Tabs) -> None:
    page = tabs.stay()
    said = read(page.why)
    assert "Why Kai is here" in said
    assert "Nobody has written yet why, in words that Kai can follow." in said
    for missing in ("Kai has not been told yet why", "rights not explained yet", "no advocate offered yet"):
        assert missing in said
    cards = [page.why, page.law, page.told, page.moves, page.times]
    assert [c.y() for c in cards] == sorted(c.y() for c in cards)


def test_the_words_for_them_and_who_explained_them_stand_there(tabs: Tabs) -> None:
    stay = replace(
        the_stay(tabs), reasons_for_young_person="You were not safe there.", reasons_told_on=TODAY - 69 * DAY,
        reasons_told_by="Femi Oduya", rights_explained_on=TODAY - 68 * DAY, rights_explained_by="Denise Okafor",
        how_to_appeal="Jo helps you.", advocate_offered=TODAY - 68 * DAY,
    )  # fmt: skip
    tabs.services.stays.save(stay)
    said = read(tabs.stay().why)
    for words in ("You were not safe there.", "6 Mar, Femi Oduya", "7 Mar, Denise Okafor", "Jo helps you."):
        assert words in said
    assert "not" not in said.replace("not safe", "")


def test_the_order_in_force_stands_first_with_its_end(tabs: Tabs) -> None:
    order(tabs, details="First order", ends_on=TODAY - 5 * DAY)
    order(tabs, details="Second order", made_on=TODAY - 5 * DAY)
    order(tabs, details="Care order", secure=Answer.NO, ends_on=None, made_on=TODAY - DAY)
    first, second, third = rows(tabs.stay().law)
    assert first.startswith("Second order")
    assert "in force until 13 Jun" in first
    assert "in force" in second
    assert third.startswith("First order")
    assert third.endswith("ended 9 May")


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        (TODAY + 30 * DAY, "in force until 13 Jun"),
        (TODAY + 3 * DAY, "in force until 17 May"),
        (TODAY, "in force until 14 May"),
        (TODAY - DAY, "ended 13 May, nothing newer is written down"),
        (None, "in force"),
    ],
)
def test_how_long_the_law_still_carries_is_said(tabs: Tabs, ends: object, words: str) -> None:
    order(tabs, ends_on=ends)
    (row,) = rows(tabs.stay().law)
    assert row.endswith(words)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"secure": Answer.YES, "from_at": NOW - DAY}, "allows secure care from Wed 13 May"),
        ({"secure": Answer.YES}, "allows secure care,"),
        ({"secure": Answer.NO}, "does not allow secure care,"),
    ],
)
def test_whether_an_order_allows_secure_care_and_since_when(
    tabs: Tabs, given: dict[str, object], words: str
) -> None:
    order(tabs, **given)
    (row,) = rows(tabs.stay().law)
    assert words in row


def test_who_is_still_to_be_told_stands_first_and_is_told_from_the_row(tabs: Tabs) -> None:
    told(tabs, who="Nan", told_at=NOW - 60 * DAY, told_by="Femi Oduya", how="By phone")
    told(tabs, who="School")
    page = tabs.stay()
    assert page.told.second.text() == "1 still to be told"
    first, second = rows(page.told)
    assert first == "School, of the arrival, still to be told"
    assert second == "Nan, of the arrival, Sun 15 Mar, 08:42, by Femi Oduya, by phone"
    press(page, "They were told: School")
    form = form_of(page)
    assert form.values()["told_by"] == "Denise Okafor"
    save(page.sheet)
    assert page.told.second.text() == ""
    assert all(one.told_at for one in tabs.services.stays.notifications(KAI))


def test_times_alone_are_told_in_words_and_say_how_far_they_are_signed(tabs: Tabs) -> None:
    alone(tabs)
    alone(tabs, started_at=NOW - 5 * HOUR, ended_at=NOW - 4.75 * HOUR)
    page = tabs.stay()
    assert page.times.second.text() == "2 times, 1 hour 15 minutes altogether"
    first, second = rows(page.times)
    assert "1 hour" in first
    assert "15 minutes" in second
    assert all("not signed yet" in row for row in rows(page.times))


def test_many_are_shown_when_somebody_asks(tabs: Tabs) -> None:
    for n in range(8):
        told(tabs, who=f"Person {n}", told_at=NOW - n * DAY, told_by="Femi")
    page = tabs.stay()
    assert len(rows(page.told)) == 7
    press(page, "Show all 8")
    assert len(rows(page.told)) == 8


# -- written ---------------------------------------------------------------------------------------------------


def test_the_stay_is_changed_in_its_form_and_its_dates_have_to_make_sense(tabs: Tabs) -> None:
    page = tabs.stay(Place("young_person", KAI, "stay", part="stay"))
    form = form_of(page)
    type_into(form, "arrived_at", "20 May 2026 10:00")
    save(page.sheet)
    assert "still to come" in form.row("arrived_at").error
    choose(form, "stage", "Before")
    save(page.sheet)
    assert the_stay(tabs).stage is Stage.BEFORE
    assert len(tabs.services.stays.list_for(KAI)) == 1


def test_somebody_without_a_stay_gets_their_first_one(tabs: Tabs) -> None:
    zoe = tabs.services.young_people.save(
        YoungPerson(unit_id="", name_used="Zoë", legal_name="Zoë Lind", date_of_birth=TODAY - 5900 * DAY)
    ).record
    empty = tabs.stay(Place("young_person", zoe.id, "stay"))
    assert buttons(empty) == ["Begin a stay"]
    page = tabs.stay(Place("young_person", zoe.id, "stay", part="stay"))
    choose(form_of(page), "stage", "Before")
    save(page.sheet)
    assert the_stay(tabs, zoe.id).stage is Stage.BEFORE


def test_an_order_is_written_down_and_the_young_person_told(tabs: Tabs) -> None:
    page = tabs.stay(Place("young_person", KAI, "stay", part="new:legal_order"))
    form = form_of(page)
    choose(form, "kind", "Secure accommodation order")
    choose(form, "secure", "Yes")
    type_into(form, "made_on", "9 March")
    type_into(form, "ends_on", "8 March")
    save(page.sheet)
    assert form.row("ends_on").error == "This is before it was made. Choose a later day."
    type_into(form, "ends_on", "8 June")
    type_into(form, "told_by", "Femi Oduya")
    type_into(form, "told_on", "10 March")
    save(page.sheet)
    (row,) = rows(page.law)
    assert "in force until 8 Jun" in row
    assert "told 10 Mar, Femi Oduya" in row


def test_where_today_leads_the_telling_of_an_order_is_written_down(tabs: Tabs) -> None:
    found = order(tabs)
    page = tabs.stay(Place("young_person", KAI, "stay", found.id, "told"))
    form = form_of(page)
    assert (form.values()["told_by"], form.values()["told_on"]) == ("Denise Okafor", TODAY)
    save(page.sheet)
    (stored,) = tabs.services.stays.orders(KAI)
    assert (stored.told_by, stored.told_on, stored.own_view) == ("Denise Okafor", TODAY, "")
    assert "not told yet" not in rows(page.law)[0]


def test_where_today_leads_somebody_else_is_told(tabs: Tabs) -> None:
    found = told(tabs, who="School")
    page = tabs.stay(Place("young_person", KAI, "stay", found.id, "told"))
    save(page.sheet)
    (stored,) = tabs.services.stays.notifications(KAI)
    assert stored.told_by == "Denise Okafor"
    assert stored.told_at is not None


def test_a_time_alone_over_another_is_stopped_at_its_field(tabs: Tabs) -> None:
    alone(tabs)
    page = tabs.stay(Place("young_person", KAI, "stay", part="new:time_alone"))
    form = form_of(page)
    type_into(form, "started_at", "14 May 2026 07:00")
    type_into(form, "reason", "A plate.")
    type_into(form, "authorised_by", "Denise Okafor")
    save(page.sheet)
    assert "over another time alone" in form.row("started_at").error
    assert len(tabs.services.stays.times_alone(KAI)) == 1


def test_a_stay_ends_from_the_page_and_a_new_one_can_begin(tabs: Tabs) -> None:
    page = tabs.stay()
    press(page, "End this stay")
    form = form_of(page)
    type_into(form, "ended_where_to", "Home to Nan")
    save(page.sheet)
    assert form.row("ended_authorised_by").error
    type_into(form, "ended_authorised_by", "Wexcombe Council")
    save(page.sheet)
    assert tabs.services.stays.current(KAI) is None
    assert "Home to Nan" in read(page.moves)
    assert "Why Kai was here" in read(page.why)
    press(page, "Begin a new stay")
    choose(form_of(page), "stage", "Before")
    save(page.sheet)
    assert len(tabs.services.stays.list_for(KAI)) == 2


def test_an_earlier_stay_is_read_and_led_back_from(tabs: Tabs) -> None:
    first = the_stay(tabs)
    found = order(tabs, details="Of the first stay")
    tabs.services.stays.save(replace(first, ended_at=NOW - HOUR))
    now = Stay(young_person_id=KAI, stage=Stage.DURING, legal_basis=LegalBasis.REMAND, arrived_at=NOW)
    tabs.services.stays.save(now)
    page = tabs.stay()
    assert rows(page.law) == []
    press(page, "6 March 2026 to 14 May 2026, Secure accommodation order, section 25 Children Act 1989")
    assert rows(page.law)[0].startswith("Of the first stay")
    assert page.findChildren(Banner)[0].accessibleName() == "This stay has ended."
    assert page.here(Place("young_person", KAI, "stay")).record_id == first.id
    press(page, "Back to the stay now")
    assert rows(page.law) == []
    there = tabs.stay(Place("young_person", KAI, "stay", record_id=found.id))
    assert rows(there.law)[0].startswith("Of the first stay")
    assert form_of(there).values()["details"] == "Of the first stay"


# -- who, and where from ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "wanted"),
    [
        (
            Role.SHIFT_LEAD,
            {"Change", "Add an order", "Add who is told", "Write down a time alone", "End this stay"},
        ),
        (Role.AGENCY_WORKER, {"Add who is told", "Write down a time alone"}),
        (Role.INSPECTOR, set()),
    ],
)
def test_nobody_is_offered_what_they_may_not_do(
    qtbot: QtBot, house: House, role: Role, wanted: set[str]
) -> None:
    page = Tabs(qtbot, house, role).stay(Place("young_person", DEV, "stay"))
    assert set(buttons(page)) - {"Print the record"} == wanted
    assert ("Print the record" in buttons(page)) == (role is Role.SHIFT_LEAD)


def test_what_find_finds_is_opened_here(tabs: Tabs) -> None:
    entry = alone(tabs, reason="A zinnia pot flew.")
    found = [one.hit for one in tabs.services.search.find("zinnia")]
    (place,) = [place_of(hit) for hit in found]
    assert (place.tab, place.record_id) == ("stay", entry.id)
    page = tabs.stay(place)
    assert form_of(page).values()["reason"] == "A zinnia pot flew."


def test_the_record_is_printed_for_the_stay_that_is_shown(tabs: Tabs) -> None:
    page = tabs.stay()
    went: list[Place] = []
    page.go.connect(went.append)
    press(page, "Print the record")
    assert went == [Place("packs", KAI, record_id=the_stay(tabs).id, part="new:stay")]


def test_the_focus_comes_back_to_what_was_used_when_the_page_is_built_anew(tabs: Tabs) -> None:
    told(tabs, who="School")
    page = tabs.stay()
    row = page.told.findChildren(ListRow)[0]
    row.setFocus()
    page.reload()
    now = focused()
    assert isinstance(now, ListRow)
    assert now.accessibleName().startswith("School")
    assert now is not row


def test_a_draft_of_a_time_alone_is_kept(tabs: Tabs) -> None:
    page = tabs.stay(Place("young_person", KAI, "stay", part="new:time_alone"))
    type_into(form_of(page), "reason", "Half a sentence")
    page.keep_drafts()
    again = tabs.stay(Place("young_person", KAI, "stay", part="new:time_alone"))
    assert form_of(again).values()["reason"] == "Half a sentence"
