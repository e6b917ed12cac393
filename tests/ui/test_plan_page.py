"""The Plan tab: fourteen sections of the version that counts, new versions as copies, goals, if-then, decisions."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.own_words import HowGiven
from securecare_desktop.domain.plans import PlanState
from securecare_desktop.domain.staff import Role
from securecare_desktop.ui import notify
from securecare_desktop.ui.page import Place
from securecare_desktop.ui.plans.page import PlanPage
from tests.support.house import KAI, House
from tests.ui.record_pages import Tabs, buttons, choose, form_of, rows, save, type_into

pytestmark = pytest.mark.usefixtures("inline_tasks")


@pytest.fixture
def tabs(qtbot: QtBot, house: House) -> Tabs:
    return Tabs(qtbot, house)


@pytest.fixture
def page(tabs: Tabs) -> PlanPage:
    tabs.services.plans.start_version(KAI)
    return tabs.plan()


def write_section(page: PlanPage, section: int, text: str, said: str = "") -> None:
    page.edit(page.kinds[0], page.cards["plan_part"].list.rows_model.rows()[section - 1])
    form = form_of(page)
    type_into(form, "text", text)
    if said:
        type_into(form, "own_words", said)
        form.editor("own_words").way(HowGiven.SAID).click()  # type: ignore[attr-defined]
    save(page.sheet)


def test_without_a_plan_one_button_starts_the_first_version(tabs: Tabs) -> None:
    page = tabs.plan()
    assert rows(page, "plan_part") == []
    QTest.mouseClick(page.cards["plan_part"].empty.button, Qt.MouseButton.LeftButton)
    assert len(rows(page, "plan_part")) == 14
    assert [row[:2] for row in rows(page, "plan_version")] == [["Version 1", "Current"]]
    assert buttons(page.cards["plan_part"]) == []


def test_a_section_is_written_with_what_the_young_person_says_about_it(page: PlanPage, tabs: Tabs) -> None:
    write_section(
        page, 4, "Up at quarter to eight. Toast, then talk.", "Don't knock and open at the same time."
    )
    part = tabs.services.plans.parts(KAI)[0]
    assert (part.section, part.given_how) == (4, HowGiven.SAID)
    assert rows(page, "plan_part")[3] == [
        "4  How I am looked after day to day",
        "Up at quarter to eight. Toast, then talk.",
        "“Don't knock and open at the same time.”",
    ]
    assert page.cards["plan_part"].second.text() == "1 of 14 sections written"


def test_the_form_of_a_section_that_is_not_written_yet_is_called_by_its_section(page: PlanPage) -> None:
    page.edit(page.kinds[0], page.cards["plan_part"].list.rows_model.rows()[3])
    assert page.sheet.title.text() == "4  How I am looked after day to day"


def test_a_section_where_nobody_was_asked_can_be_saved_again(page: PlanPage, tabs: Tabs) -> None:
    write_section(page, 2, "Kai came in March.")
    write_section(page, 2, "Kai came on 6 March.")
    assert tabs.services.plans.parts(KAI)[0].text == "Kai came on 6 March."


def test_a_new_version_is_asked_about_and_copies_the_last(
    page: PlanPage, tabs: Tabs, notices: notify.Recorder, qtbot: QtBot
) -> None:
    write_section(page, 12, "Near Nan.")
    QTest.mouseClick(page.cards["plan_version"].action_button, Qt.MouseButton.LeftButton)
    assert len(tabs.services.plans.versions(KAI)) == 1
    assert len(notices.asked) == 1
    question = next(d for d in page.window().findChildren(object) if hasattr(d, "yes"))
    QTest.mouseClick(question.yes, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    versions = tabs.services.plans.versions(KAI)
    assert [(v.number, v.state) for v in versions] == [(2, PlanState.CURRENT), (1, PlanState.SUPERSEDED)]
    assert rows(page, "plan_part")[11][1] == "Near Nan."


def test_a_version_says_how_it_was_shared_and_signed(page: PlanPage, tabs: Tabs) -> None:
    page.edit(page.kinds[-1], tabs.services.plans.versions(KAI)[0])
    form = form_of(page)
    choose(form, "state", "Signed")
    type_into(form, "shared_how", "On the yard with Femi.")
    type_into(form, "next_review", "5 June")
    save(page.sheet)
    row = rows(page, "plan_version")[0]
    assert (row[1], row[5], row[6]) == ("Signed", "5 Jun", "On the yard with Femi.")
    assert page.cards["plan_part"].title.text() == "The plan, version 1: signed"


@pytest.mark.parametrize(
    ("entry", "typed", "listed"),
    [
        ("goal", {"title": "The mechanics course", "who": "Hannah"}, ["The mechanics course", "Hannah"]),
        ("scenario", {"what": "Bad news in the evening", "what_helps": "Femi, and the workshop"},
         ["Bad news in the evening", "", "Femi, and the workshop"]),
        ("restriction", {"what": "Phone kept in the office", "ground": "Court order"},
         ["Phone kept in the office", "Court order"]),
        ("decision", {"what": "School in the house", "why": "Safer"}, ["School in the house", "agreed"]),
    ],
)  # fmt: skip
def test_each_part_of_the_plan_is_entered_and_listed(
    page: PlanPage, entry: str, typed: dict[str, str], listed: list[str]
) -> None:
    page.open_place(Place("young_person", KAI, "plan", part=f"new:{entry}"))
    for name, text in typed.items():
        type_into(form_of(page), name, text)
    save(page.sheet)
    assert page.sheet.isHidden()
    assert rows(page, entry)[0][: len(listed)] == listed


def test_a_limit_or_decision_nobody_explained_is_marked(page: PlanPage) -> None:
    for entry, field, column, words in (
        ("restriction", "what", 3, "not told yet"),
        ("decision", "what", 3, "not explained yet"),
    ):
        page.open_place(Place("young_person", KAI, "plan", part=f"new:{entry}"))
        type_into(form_of(page), field, "Something")
        if entry == "restriction":
            type_into(form_of(page), "ground", "Court order")
        save(page.sheet)
        assert rows(page, entry)[0][column] == words


def test_an_inspector_reads_the_plan_and_changes_nothing(qtbot: QtBot, house: House, page: PlanPage) -> None:
    write_section(page, 1, "Nan first.")
    read = Tabs(qtbot, house, Role.INSPECTOR).plan()
    assert buttons(read) == []
    read.edit(read.kinds[0], read.cards["plan_part"].list.rows_model.rows()[0])
    assert form_of(read).values()["text"] == "Nan first."
    assert "Save" not in buttons(read.sheet)
