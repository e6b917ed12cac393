"""The overview: About me in honey, how things are, next dates, what is open, and the forms behind them."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.checklists import ChecklistItem, RestsOn
from securecare_desktop.domain.own_words import HowGiven
from securecare_desktop.domain.promises import Promise
from securecare_desktop.domain.staff import Role
from securecare_desktop.domain.young_people import (
    AboutMeKind,
    AboutMePart,
    Status,
    StatusKind,
)
from securecare_desktop.ui.page import Place
from securecare_desktop.ui.widgets.rows import ListRow
from securecare_desktop.ui.young_people.about_me import ALWAYS, Part
from securecare_desktop.ui.young_people.overview import OverviewPage, moment_words
from tests.support.house import DEV, KAI, NOW, TODAY, House, change_id
from tests.ui.reading import texts
from tests.ui.record_pages import Tabs, buttons, choose, form_of, save, type_into
from tests.unit.services.permission_calls import family_limit

pytestmark = pytest.mark.usefixtures("inline_tasks")


@pytest.fixture
def tabs(qtbot: QtBot, house: House) -> Tabs:
    return Tabs(qtbot, house)


def says(tabs: Tabs, kind: AboutMeKind, text: str, **more: object) -> AboutMePart:
    part = AboutMePart(
        young_person_id=KAI,
        kind=kind,
        text=text,
        written_with="Hannah Whitlock",
        given_on=TODAY,
        copy_given=True,
    )
    return tabs.services.young_people.save_about_me(replace(part, **more)).record  # type: ignore[arg-type]


def parts(page: OverviewPage) -> dict[str, list[str]]:
    """Return what each part of the card says below its title."""
    return {p.accessibleName(): texts(p)[1:] for p in page.about_me.findChildren(Part)}


def open_rows(page: OverviewPage) -> list[ListRow]:
    return page.open_things.findChildren(ListRow)


# -- about me ---------------------------------------------------------------------------------------------------


def test_before_anything_is_written_the_card_says_whose_page_it_is(tabs: Tabs) -> None:
    page = tabs.overview()
    assert "This page is Kai’s own. Write it together, in Kai’s words." in texts(page.about_me)
    assert buttons(page.about_me) == ["Write it with Kai"]


def test_each_line_is_a_point_and_the_first_four_parts_have_their_place(tabs: Tabs) -> None:
    says(tabs, AboutMeKind.WHAT_MATTERS, "My nan.\nTyler, my little brother.\n")
    says(tabs, AboutMeKind.HOPES, "", given_how=HowGiven.CHOSE_NOT_TO)
    page = tabs.overview()
    assert parts(page) == {
        "What matters to me": ["My nan.", "Tyler, my little brother."],
        "What helps": ["Not written yet."],
        "What does not help": ["Not written yet."],
        "How I like to be told things": ["Not written yet."],
        "What I hope for": ["Chose not to say."],
    }


def test_the_card_says_with_whom_and_when_it_was_written_and_who_has_a_copy(tabs: Tabs) -> None:
    says(tabs, AboutMeKind.WHAT_HELPS, "A joke.", given_on=TODAY - timedelta(days=5))
    assert tabs.overview().about_me.meta.text() == "Kai’s words, with Hannah, 9 May 2026. Kai has a copy."
    says(tabs, AboutMeKind.WHAT_MATTERS, "Bikes.", copy_given=False)
    assert tabs.overview().about_me.meta.text() == "Kai’s words, with Hannah, 14 May 2026."


def test_about_me_is_written_part_by_part_with_how_it_was_given(tabs: Tabs) -> None:
    kept = says(tabs, AboutMeKind.WHAT_HELPS, "A joke.")
    page = tabs.overview(Place("young_person", KAI, "overview", part="new:about_me"))
    form = page.about_me_form.form
    assert form is not None
    assert form.values()["what_helps"].words == "A joke."
    type_into(form, "what_matters", "My nan.")
    save(page.sheet)
    assert form.row("what_matters").error == "Choose how these words were given."
    form.editor("what_matters").way(HowGiven.DREW).click()  # type: ignore[attr-defined]
    save(page.sheet)
    stored = {p.kind: p for p in tabs.services.young_people.about_me(KAI)}
    matters = stored[AboutMeKind.WHAT_MATTERS]
    assert (matters.text, matters.given_how, matters.written_with, matters.given_on) == (
        "My nan.", HowGiven.DREW, "Denise Okafor", TODAY,
    )  # fmt: skip
    assert stored[AboutMeKind.WHAT_HELPS] == kept
    assert len(stored) == 2
    assert page.sheet.isHidden()
    assert parts(page)["What matters to me"] == ["My nan."]


def test_words_that_were_found_are_shown_to_read_not_to_change(tabs: Tabs) -> None:
    part = says(tabs, AboutMeKind.WHAT_HELPS, "A joke.")
    page = tabs.overview(Place("young_person", KAI, "overview", part.id, "about_me"))
    assert page.sheet.isHidden()


def test_what_was_typed_into_about_me_waits_as_a_draft(tabs: Tabs) -> None:
    page = tabs.overview(Place("young_person", KAI, "overview", part="new:about_me"))
    assert page.about_me_form.form is not None
    type_into(page.about_me_form.form, "hopes", "Level 2")
    page.sheet.close_sheet()
    page.change_about_me()
    assert page.about_me_form.form.values()["hopes"].words == "Level 2"


# -- right now, dates, open -------------------------------------------------------------------------------------


def test_how_things_are_is_a_word_a_sentence_and_who_said_it_when(tabs: Tabs) -> None:
    noted = datetime(2026, 5, 13, 21, 10).astimezone()
    status = Status(
        young_person_id=KAI, kind=StatusKind.NEEDS_WATCHING, sentence="Sleep has been short.", noted_at=noted
    )
    tabs.services.young_people.note_status(status)
    page = tabs.overview()
    assert page.right_now.chip.word.text() == "Needs watching"
    assert page.right_now.chip.property("chip") == "soon"
    assert page.right_now.sentence.text() == "Sleep has been short."
    assert page.right_now.when.text() == f"Denise Okafor, {moment_words(noted, TODAY)}"
    assert moment_words(noted, TODAY).startswith("yesterday ")


def test_a_new_status_is_noted_and_shown(tabs: Tabs) -> None:
    page = tabs.overview(Place("young_person", KAI, "overview", part="new:status"))
    choose(form_of(page), "kind", "Fragile")
    save(page.sheet)
    assert form_of(page).row("sentence").error
    type_into(form_of(page), "sentence", "Hard news today.")
    save(page.sheet)
    assert (page.right_now.chip.word.text(), page.right_now.sentence.text()) == (
        "Fragile",
        "Hard news today.",
    )
    assert tabs.services.young_people.statuses(KAI)[0].noted_at == NOW


def test_before_the_first_status_nobody_is_called_settled(tabs: Tabs) -> None:
    page = tabs.overview()
    assert page.right_now.chip.isHidden()
    assert page.right_now.sentence.text() == "Nobody has noted yet how things are."


def test_next_dates_begin_with_today_and_all_are_one_click_away(tabs: Tabs) -> None:
    checklist = tabs.services.checklists.list_for(KAI)[0]
    for days in range(8):
        tabs.services.checklists.save_item(
            ChecklistItem(
                young_person_id=KAI, checklist_id=checklist.id, key="own", what=f"Part {days}",
                due_on=TODAY + timedelta(days=days), rests_on=RestsOn.LAW,
            )
        )  # fmt: skip
    page = tabs.overview()
    everything = tabs.services.young_people.overview(KAI).next_dates
    assert len(everything) > 8
    shown = page.dates.findChildren(ListRow)
    assert shown[0].accessibleName() == "Today, Part 0, Law"
    assert len(shown) == 5
    assert page.dates.action_button is not None
    page.dates.action_button.click()
    assert len(page.dates.findChildren(ListRow)) == len(everything)
    page.dates.action_button.click()
    assert len(page.dates.findChildren(ListRow)) == 5


def test_what_is_open_is_counted_and_leads_to_its_tab(tabs: Tabs, qtbot: QtBot) -> None:
    for due in (TODAY, None):
        tabs.services.promises.save(Promise(young_person_id=KAI, what="A photo", made_by="Femi", due_on=due))
    tabs.services.limits.save_limit(
        family_limit(KAI, what="short calls", review_on=TODAY + timedelta(days=7))
    )
    page = tabs.overview()
    assert [r.accessibleName() for r in open_rows(page)] == [
        "2 promises not yet kept, 1 today",
        "1 limit on family time, next review 21 May",
        "1 change of worker",
    ]
    went: list[Place] = []
    page.go.connect(went.append)
    for row in open_rows(page):
        QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert went == [
        Place("young_person", KAI, "promises"),
        Place("young_person", KAI, "family_time"),
        Place("young_person", KAI, "worker_changes", change_id(KAI)),
    ]


def test_a_late_promise_is_named_before_one_for_today(tabs: Tabs) -> None:
    for days in (0, 1):
        due = TODAY - timedelta(days=days)
        tabs.services.promises.save(Promise(young_person_id=KAI, what="A photo", made_by="Femi", due_on=due))
    assert open_rows(tabs.overview())[0].accessibleName() == "2 promises not yet kept, 1 late"


def test_the_overview_follows_what_is_saved_elsewhere(tabs: Tabs) -> None:
    page = tabs.overview()
    before = [r.accessibleName() for r in open_rows(page)]
    promises = tabs.promises(Place("young_person", KAI, "promises", part="new:promise"))
    type_into(form_of(promises), "what", "A photo")
    save(promises.sheet)
    after = [r.accessibleName() for r in open_rows(page)]
    assert after == ["1 promise not yet kept", *before]


# -- details -------------------------------------------------------------------------------------------


def test_details_are_changed_from_the_overview(tabs: Tabs) -> None:
    page = tabs.overview(Place("young_person", KAI, "overview", part="details"))
    assert form_of(page).values()["legal_name"] == "Kai Renshaw"
    type_into(form_of(page), "allergies", "Penicillin")
    save(page.sheet)
    assert tabs.services.young_people.get(KAI).allergies == "Penicillin"


def test_an_inspector_reads_the_overview_and_is_offered_nothing(qtbot: QtBot, house: House) -> None:
    page = Tabs(qtbot, house, Role.INSPECTOR).overview(
        Place("young_person", KAI, "overview", part="new:about_me")
    )
    assert buttons(page.about_me) == []
    assert page.right_now.change.isHidden()
    assert page.sheet.isHidden()


def test_an_agency_worker_notes_how_things_are_but_does_not_change_the_profile(
    qtbot: QtBot, house: House
) -> None:
    page = Tabs(qtbot, house, Role.AGENCY_WORKER).overview(Place("young_person", DEV, "overview"))
    assert buttons(page.about_me) == []
    assert not page.right_now.change.isHidden()


def test_where_there_is_little_room_everything_stands_in_one_column(tabs: Tabs, qtbot: QtBot) -> None:
    says(tabs, AboutMeKind.WHAT_MATTERS, "My nan.")
    says(tabs, AboutMeKind.WHAT_HELPS, "A joke.")
    page = tabs.overview()
    card, right = page.about_me, page.right_now

    def at(widget: object) -> tuple[int, int]:
        point = widget.mapTo(page._body, widget.rect().topLeft())  # type: ignore[attr-defined]
        return point.x(), point.y()

    assert at(right)[0] > card.width() * 0.9
    page.resize(683, 400)
    page.scroll.widget().layout().activate()
    assert at(right)[1] >= at(card)[1] + card.height()
    qtbot.waitUntil(lambda: len({p.y() for p in card.findChildren(Part)}) == len(ALWAYS))
    assert page.scroll.horizontalScrollBar().maximum() == 0
