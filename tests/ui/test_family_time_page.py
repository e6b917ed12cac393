"""The Family time tab: light calls, cancelled visits and who told the young person, limits with a lawful ground."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.family_time import FamilyTimeKind, Occasion, OccasionState
from securecare_desktop.domain.own_words import HowGiven
from securecare_desktop.domain.people import Circle, NetworkPerson
from securecare_desktop.domain.staff import Role
from securecare_desktop.ui import notify
from securecare_desktop.ui.page import Place
from securecare_desktop.ui.widgets.own_words import OwnWordsEditor
from tests.support.house import DEV, KAI, NOW, House, occasion_id, person_id
from tests.ui.reading import texts
from tests.ui.record_pages import Tabs, buttons, choose, form_of, rows, save, type_into

pytestmark = pytest.mark.usefixtures("inline_tasks")


@pytest.fixture
def tabs(qtbot: QtBot, house: House) -> Tabs:
    return Tabs(qtbot, house)


def new(kind: str) -> Place:
    return Place("young_person", KAI, "family_time", part=f"new:{kind}")


def test_a_light_call_needs_no_more_than_who_what_kind_and_when(tabs: Tabs) -> None:
    page = tabs.family_time(new("occasion"))
    choose(form_of(page), "person_id", "Nan (Pauline)")
    save(page.sheet)
    stored = tabs.services.family_time.occasions(KAI)[-1]
    assert (stored.with_whom, stored.person_id) == ("Nan", person_id(KAI))
    assert (stored.kind, stored.state) == (FamilyTimeKind.PHONE, OccasionState.HAPPENED)
    assert stored.planned_at == NOW - timedelta(minutes=2)
    assert page.sheet.isHidden()


def test_without_anybody_chosen_it_says_so_at_the_field(tabs: Tabs) -> None:
    page = tabs.family_time(new("occasion"))
    save(page.sheet)
    assert form_of(page).row("person_id").error
    assert len(tabs.services.family_time.occasions(KAI)) == 1


def test_what_is_asked_fits_what_happened(tabs: Tabs) -> None:
    page = tabs.family_time(new("occasion"))
    form = form_of(page)

    def asked() -> set[str]:
        return {
            name
            for name in ("warm_moments", "own_view", "cancelled_by", "why")
            if not form.row(name).isHidden()
        }

    assert asked() == {"warm_moments", "own_view"}
    assert "It did not take place" not in texts(form)
    choose(form, "state", "Cancelled")
    assert asked() == {"own_view", "cancelled_by", "why"}
    assert "Behaviour is never a ground to cancel." in texts(form)
    choose(form, "state", "Planned")
    assert asked() == set()


def test_something_still_to_come_cannot_have_happened(tabs: Tabs) -> None:
    page = tabs.family_time(new("occasion"))
    form = form_of(page)
    choose(form, "person_id", "Nan (Pauline)")
    type_into(form, "planned_at", "20 May, 14:00")
    save(page.sheet)
    assert "still to come" in form.row("state").error
    choose(form, "state", "Planned")
    save(page.sheet)
    assert [row[:3] for row in rows(page, "to_come")] == [["Wed 20 May, 14:00", "Nan", "Phone call"]]
    assert [row[3] for row in rows(page, "occasion")] == ["Cancelled"]


def visit(tabs: Tabs, days: int, state: OccasionState) -> Occasion:
    made = Occasion(
        young_person_id=KAI, person_id=person_id(KAI), with_whom="", kind=FamilyTimeKind.VISIT_HERE, state=state,
        planned_at=NOW + timedelta(days=days),
    )  # fmt: skip
    return tabs.services.family_time.save_occasion(made).record


def test_what_is_planned_stands_soonest_first_and_what_was_newest_first(tabs: Tabs) -> None:
    planned = [visit(tabs, days, OccasionState.PLANNED) for days in (9, 0, 2)]
    was = [visit(tabs, days, OccasionState.HAPPENED) for days in (-9, -2)]
    missed = visit(tabs, -1, OccasionState.PLANNED)
    page = tabs.family_time()

    def ids(entry: str) -> list[str]:
        return [o.id for o in page.cards[entry].list.rows_model.rows()]

    assert ids("to_come") == [planned[1].id, planned[2].id, planned[0].id]
    assert ids("occasion") == [occasion_id(KAI), missed.id, was[1].id, was[0].id]


def test_long_lists_begin_short_and_one_click_shows_all(tabs: Tabs) -> None:
    oldest = [visit(tabs, -days, OccasionState.HAPPENED) for days in range(1, 15)][-1]
    page = tabs.family_time()
    card = page.cards["occasion"]
    assert len(rows(page, "occasion")) == 10
    assert card.more.text() == "Show all 15"
    QTest.mouseClick(card.more, Qt.MouseButton.LeftButton)
    assert len(rows(page, "occasion")) == 15
    assert card.more.isHidden() or not card.more.isVisible()
    page.open_place(Place("young_person", DEV, "family_time"))
    page.open_place(Place("young_person", KAI, "family_time"))
    assert len(rows(page, "occasion")) == 10
    page.open_place(Place("young_person", KAI, "family_time", oldest.id))
    assert card.list.current().id == oldest.id
    assert form_of(page).values()["kind"] == "visit_here"


def test_a_cancelled_visit_stands_there_until_the_young_person_was_told(tabs: Tabs) -> None:
    page = tabs.family_time()
    assert rows(page, "occasion")[0][1:6] == [
        "Nan", "Phone call", "Cancelled", "by Nan: Her phone is broken.", "Still to be told",
    ]  # fmt: skip
    assert page.cards["occasion"].second.text() == "1 still to be told"


def test_the_way_from_today_opens_the_form_that_says_who_told_them(
    tabs: Tabs, notices: notify.Recorder
) -> None:
    page = tabs.family_time(Place("young_person", KAI, "family_time", occasion_id(KAI), "tell"))
    form = form_of(page)
    assert form.values()["told_by"] == "Denise Okafor"
    type_into(form, "words", "Can I ring her?")
    words = form.editor("words")
    assert isinstance(words, OwnWordsEditor)
    assert words.way(HowGiven.NOT_ASKED).isHidden()
    words.way(HowGiven.SAID).click()
    save(page.sheet)
    assert notices.told == [("done", "Written down that they were told.")]
    stored = tabs.services.family_time.occasion(KAI, occasion_id(KAI))
    assert (stored.told_by, stored.own_view, stored.own_view_how) == (
        "Denise Okafor", "Can I ring her?", HowGiven.SAID,
    )  # fmt: skip
    assert not stored.still_to_tell
    assert rows(page, "occasion")[0][5].startswith("told why, Denise")
    assert rows(page, "occasion")[0][6] == "Not signed yet"


def test_telling_without_words_is_enough(tabs: Tabs) -> None:
    page = tabs.family_time(Place("young_person", KAI, "family_time", occasion_id(KAI), "tell"))
    save(page.sheet)
    assert not tabs.services.family_time.occasion(KAI, occasion_id(KAI)).still_to_tell


def test_family_time_that_was_with_somebody_else_takes_their_name(tabs: Tabs) -> None:
    tyler = NetworkPerson(
        young_person_id=KAI,
        name="Tyler Renshaw",
        called="Tyler",
        who_they_are="Brother",
        circle=Circle.OWN_PEOPLE,
    )
    tabs.services.people.save_person(tyler)
    page = tabs.family_time(Place("young_person", KAI, "family_time", occasion_id(KAI)))
    assert form_of(page).values()["person_id"] == person_id(KAI)
    choose(form_of(page), "person_id", "Tyler (Tyler Renshaw)")
    save(page.sheet)
    assert rows(page, "occasion")[0][1] == "Tyler"


def test_an_occasion_of_somebody_else_is_not_opened(tabs: Tabs) -> None:
    page = tabs.family_time(Place("young_person", KAI, "family_time", occasion_id(DEV), "tell"))
    assert page.sheet.isHidden()


def test_an_arrangement_is_stored_with_the_name_the_young_person_uses(tabs: Tabs) -> None:
    page = tabs.family_time(new("arrangement"))
    form = form_of(page)
    choose(form, "person_id", "Nan (Pauline)")
    type_into(form, "how_often", "Thursdays 14:00")
    save(page.sheet)
    assert rows(page, "arrangement")[0][:3] == ["Nan", "Visit", "Thursdays 14:00"]


def test_a_residential_worker_writes_family_time_but_sets_no_limit(qtbot: QtBot, house: House) -> None:
    page = Tabs(qtbot, house, Role.RESIDENTIAL_WORKER).family_time()
    assert buttons(page.cards["occasion"]) == ["Add family time"]
    assert buttons(page.cards["limit"]) == []
