"""What is done with a family beside visits: the form fits its kind, and a question waits in sight until it is answered."""

import pytest
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.family_engagement import CameTo, EngagementKind, FamilyEngagement
from securecare_desktop.domain.people import Circle, NetworkPerson
from securecare_desktop.domain.staff import Role
from securecare_desktop.ui.page import Place
from securecare_desktop.ui.widgets.form import Form
from tests.support.house import KAI, TODAY, House, change_id, person_id
from tests.ui.record_pages import Tabs, buttons, choose, form_of, offered, rows, save, type_into

pytestmark = pytest.mark.usefixtures("inline_tasks")
NEW = Place("young_person", KAI, "family_time", part="new:engagement")


@pytest.fixture
def tabs(qtbot: QtBot, house: House) -> Tabs:
    return Tabs(qtbot, house)


def shown(form: Form) -> set[str]:
    return {name for name in form.values() if not form.row(name).isHidden()}


def a_question(tabs: Tabs) -> FamilyEngagement:
    asked = FamilyEngagement(
        young_person_id=KAI, person_id=person_id(KAI), with_whom="", kind=EngagementKind.QUESTION, on=TODAY,
        what="Is he warm?",
    )  # fmt: skip
    return tabs.services.family_engagement.save(asked).record


@pytest.mark.parametrize(
    ("kind", "asks", "here", "not_here"),
    [
        ("Question", "What they asked", {"answer", "answered_on", "answered_by"}, {"came"}),
        ("Complaint", "What they are not content with", {"answer", "answered_on", "answered_by"}, {"came"}),
        ("Invitation to a review", "What they were invited to, and for when", {"came"}, {"answer"}),
        ("Update given", "What they were told", set(), {"came", "answer", "answered_on", "answered_by"}),
        ("Help with travel or money", "What help they got", set(), {"came", "answer"}),
    ],
)
def test_the_form_asks_for_what_its_kind_has(
    tabs: Tabs, kind: str, asks: str, here: set[str], not_here: set[str]
) -> None:
    form = form_of(tabs.family_time(NEW))
    choose(form, "kind", kind)
    assert form.row("what").field.label == asks
    assert here <= shown(form)
    assert not_here.isdisjoint(shown(form))


def test_an_entry_is_written_and_stands_in_the_list(tabs: Tabs) -> None:
    page = tabs.family_time(NEW)
    form = form_of(page)
    choose(form, "kind", "Invitation to a review")
    choose(form, "person_id", "Nan (Pauline)")
    type_into(form, "what", "Review on 27 May")
    choose(form, "came", "Sent word")
    save(page.sheet)
    (stored,) = tabs.services.family_engagement.list_for(KAI)
    assert (stored.with_whom, stored.came, stored.done_by) == ("Nan", CameTo.SENT_WORD, tabs.me())
    assert rows(page, "engagement")[0][1:] == [
        "Invitation to a review",
        "Nan",
        "Review on 27 May",
        "Sent word",
    ]


def test_what_a_family_says_about_a_change_of_worker_leads_to_that_change(tabs: Tabs) -> None:
    page = tabs.family_time(NEW)
    form = form_of(page)
    choose(form, "kind", "About a change of worker")
    choose(form, "person_id", "Nan (Pauline)")
    type_into(form, "what", "She is glad that he was told first.")
    (change,) = offered(form, "about_id")
    assert change.startswith("Change of key worker, ")
    choose(form, "about_id", change)
    save(page.sheet)
    (stored,) = tabs.services.family_engagement.list_for(KAI)
    assert (stored.about_kind, stored.about_id) == ("worker_changes", change_id(KAI))


def test_a_question_waits_in_sight_until_its_answer_is_written_down(tabs: Tabs) -> None:
    asked = a_question(tabs)
    page = tabs.family_time(Place("young_person", KAI, "family_time", asked.id))
    card = page.cards["engagement"]
    assert rows(page, "engagement")[0][4] == "Waits for an answer"
    assert card.second.text() == "1 waits for an answer"
    page.sheet.acts["answer"].click()
    type_into(form_of(page), "answer", "Yes, he has his coat.")
    save(page.sheet)
    (stored,) = tabs.services.family_engagement.list_for(KAI)
    assert (stored.answer, stored.answered_on, stored.answered_by) == (
        "Yes, he has his coat.",
        TODAY,
        tabs.me(),
    )
    assert rows(page, "engagement")[0][4].startswith("Answered")
    assert card.second.text() == "1"


def test_an_answer_in_an_entry_that_becomes_another_kind_stays_in_sight_and_is_asked_about(
    tabs: Tabs,
) -> None:
    asked = a_question(tabs)
    page = tabs.family_time(Place("young_person", KAI, "family_time", asked.id))
    form = form_of(page)
    type_into(form, "answer", "Yes.")
    choose(form, "kind", "Update given")
    assert "answer" in shown(form)
    save(page.sheet)
    assert "only a question or complaint" in form.row("kind").error
    assert tabs.services.family_engagement.list_for(KAI) == (asked,)


def test_somebody_whose_tie_has_ended_can_still_be_named(tabs: Tabs) -> None:
    tabs.services.people.save_person(
        NetworkPerson(
            young_person_id=KAI, name="Sue", who_they_are="Foster carer", circle=Circle.OWN_PEOPLE,
            until=TODAY.replace(day=1), why_ended="She moved.",
        )
    )  # fmt: skip
    names = offered(form_of(tabs.family_time(NEW)), "person_id")
    assert names[0] == "Nan (Pauline)"
    assert names[1].startswith("Sue, until 1 May")


def test_whoever_only_reads_is_offered_nothing_to_write(qtbot: QtBot, house: House) -> None:
    asked = a_question(Tabs(qtbot, house))
    page = Tabs(qtbot, house, Role.INSPECTOR).family_time(Place("young_person", KAI, "family_time", asked.id))
    assert "Record the answer" not in buttons(page.sheet)
    assert "Add an entry" not in buttons(page.cards["engagement"])
