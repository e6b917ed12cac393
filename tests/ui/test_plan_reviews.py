"""The view Reviews of the Plan tab: what is due and what that rests on, holding one, moving one, the next one planned."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.own_words import HowGiven
from securecare_desktop.domain.people import Answer
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.plan_reviews import Guest, PlanReview
from securecare_desktop.domain.staff import Role
from securecare_desktop.ui import notify, tasks
from securecare_desktop.ui.page import Place
from securecare_desktop.ui.plans.needs import PlanTools
from securecare_desktop.ui.plans.reviews import ReviewsView, steps_in_words
from securecare_desktop.ui.widgets.records import Offer
from securecare_desktop.ui.widgets.row_list import RowListEditor
from tests.support.house import DEV, KAI, TODAY, House
from tests.ui.plan_steps import press, reads
from tests.ui.record_pages import Tabs, buttons, choose, form_of, save, type_into

pytestmark = pytest.mark.usefixtures("inline_tasks")
LOOKED_AFTER = "england_looked_after"
HELD = "It was held: Looked-after review, number 1"


class Shown:
    """The view over one signed-in person's services."""

    def __init__(self, qtbot: QtBot, house: House, role: Role = Role.SHIFT_LEAD) -> None:
        self.tabs = Tabs(qtbot, house, role)
        self.services = self.tabs.services

    def view(self, record_id: str = "", part: str = "", young_person_id: str = KAI) -> ReviewsView:
        """Show the view as the Plan tab does."""
        services, session = self.services, self.services.session
        tools = PlanTools(
            services.plans,
            services.frameworks,
            services.drafts,
            session.clock,
            session.may,
            self.tabs.signing(),
            name_of=lambda who: services.young_people.get(who).name_used,
            me=self.tabs.me,
        )
        view = ReviewsView(tools, services.plan_reviews, lambda _who: (Offer("1", "Femi Oduya"),))
        return self.tabs.show(view, Place("young_person", young_person_id, "plan", record_id, part))

    def planned(self) -> PlanReview:
        """Plan the first looked-after review from three weeks ago."""
        return self.services.plan_reviews.plan_first(KAI, LOOKED_AFTER, date(2026, 4, 23)).record

    def kept(self) -> list[PlanReview]:
        """Return what is stored, in the order of the rhythm."""
        return sorted(self.services.plan_reviews.reviews(KAI), key=lambda review: review.step)


@pytest.fixture
def shown(qtbot: QtBot, house: House) -> Shown:
    return Shown(qtbot, house)


def invite(view: ReviewsView, name: str, came: Answer) -> None:
    """Write somebody into the list of guests."""
    guests = form_of(view).editor("guests")
    assert isinstance(guests, RowListEditor)
    QTest.mouseClick(guests.add_button, Qt.MouseButton.LeftButton)
    line, combo = guests.cell(len(guests.rows) - 1, "name"), guests.cell(len(guests.rows) - 1, "came")
    assert isinstance(line, QLineEdit)
    assert isinstance(combo, QComboBox)
    QTest.keyClicks(line, name)
    combo.setCurrentIndex(combo.findData(came.value))
    combo.activated.emit(combo.currentIndex())


def test_the_first_review_is_planned_by_a_rhythm_that_says_what_it_rests_on(shown: Shown) -> None:
    view = shown.view()
    assert "No review is planned." in reads(view)
    press(view, "Plan a review")
    form = form_of(view)
    choose(form, "rhythm", "Looked-after review")
    assert form.row("from_day").field.label == "The day they became looked after"
    assert form.row("due_on").isHidden()
    said = reads(form)
    assert "Law" in said
    assert (
        "20 working days after the day they became looked after, then after 3 months, "
        "then 6 months after each one that was held." in said
    )
    assert "proceduresonline.com" in said
    type_into(form, "from_day", "23 April")
    assert "The first is due on Fri 22 May." in reads(form)
    save(view.sheet)
    assert [(r.rhythm, r.step, r.due_on) for r in shown.kept()] == [
        (LOOKED_AFTER, 1, date(2026, 5, 22))
    ]  # the fourth of May is a bank holiday
    said = reads(view)
    assert "Looked-after review, number 1" in said
    assert "Due Fri 22 May" in said
    assert "Counted 20 working days from the day they became looked after." in said
    assert "Dates are an aid, not legal advice" in said


def test_what_one_rhythm_says_is_gone_when_another_is_chosen(shown: Shown) -> None:
    form = form_of(shown.view(part="new:plan_review"))
    choose(form, "rhythm", "Looked-after review")
    choose(form, "rhythm", "The team's own look at the plan")
    assert "Team" in reads(form)
    assert "proceduresonline.com" not in reads(form)


def test_a_team_can_plan_one_review_on_a_day_of_its_own(shown: Shown) -> None:
    view = shown.view(part="new:plan_review")
    form = form_of(view)
    choose(form, "rhythm", "Once, on a day you choose")
    assert form.row("from_day").isHidden()
    type_into(form, "due_on", "1 June")
    save(view.sheet)
    assert [(r.rhythm, r.due_on) for r in shown.kept()] == [("", date(2026, 6, 1))]
    assert "A day the team chose." in reads(view)


def test_one_that_was_held_keeps_who_came_and_what_was_said_and_plans_the_next(shown: Shown) -> None:
    shown.planned()
    view = shown.view()
    press(view, HELD)
    form = form_of(view)
    invite(view, "Nan", Answer.YES)
    invite(view, "Eleri Vaughan", Answer.NO)
    type_into(form, "took_part", "There all the time, with Femi.")
    type_into(form, "own_words", "Better than last time.")
    form.editor("own_words").way(HowGiven.SAID).click()  # type: ignore[attr-defined]
    type_into(form, "outcomes", "School from June.")
    save(view.sheet)
    held, following = shown.kept()
    assert (held.held_on, held.own_words, held.given_how) == (TODAY, "Better than last time.", HowGiven.SAID)
    assert held.guests == (
        Guest(name="Nan", came=Answer.YES),
        Guest(name="Eleri Vaughan", came=Answer.NO),
    )
    assert (following.step, following.due_on) == (2, date(2026, 8, 14))
    said = reads(view)
    assert "held Thu 14 May" in said
    assert "Better than last time." in said
    assert "did not come" in said
    assert "Counted 3 months from Thu 14 May, the day the one before was held." in said


def test_what_is_said_after_holding_names_the_day_the_time_and_the_basis(
    shown: Shown, notices: notify.Recorder
) -> None:
    shown.planned()
    view = shown.view()
    press(view, HELD)
    type_into(form_of(view), "took_part", "There.")
    type_into(form_of(view), "outcomes", "Nothing new.")
    save(view.sheet)
    assert [text for _kind, text in notices.told] == [
        "The next one is planned for Fri 14 Aug: 3 months after the day this one was held (Law)."
    ]


def test_without_how_they_took_part_nothing_is_written_down_as_held(shown: Shown) -> None:
    shown.planned()
    view = shown.view()
    press(view, HELD)
    save(view.sheet)
    assert form_of(view).row("took_part").error
    assert [review.held_on for review in shown.kept()] == [None]


def test_why_nobody_asked_is_an_answer_and_has_a_day_to_ask_again(shown: Shown) -> None:
    shown.planned()
    view = shown.view()
    press(view, HELD)
    form = form_of(view)
    assert form.row("ask_again_on").isHidden()
    editor = form.editor("own_words")
    editor.way(HowGiven.NOT_ASKED).click()  # type: ignore[attr-defined]
    QTest.keyClicks(editor.why, "He was asleep.")  # type: ignore[attr-defined]
    type_into(form, "ask_again_on", "16 May")
    type_into(form, "took_part", "Not at all.")
    type_into(form, "outcomes", "Nothing new.")
    save(view.sheet)
    held = shown.kept()[0]
    assert (held.given_how, held.why_not_asked, held.ask_again_on) == (
        HowGiven.NOT_ASKED,
        "He was asleep.",
        date(2026, 5, 16),
    )
    assert "Kai was not asked, because: He was asleep. Asked again on Sat 16 May." in reads(view)


def test_a_review_is_moved_with_a_reason(shown: Shown) -> None:
    shown.planned()
    view = shown.view()
    press(view, "Move it: Looked-after review, number 1")
    form = form_of(view)
    type_into(form, "due_on", "28 May")
    save(view.sheet)
    assert form.row("moved_because").error
    type_into(form, "moved_because", "Nan can come then.")
    save(view.sheet)
    moved = shown.kept()[0]
    assert (moved.due_on, moved.moved_because, moved.step) == (date(2026, 5, 28), "Nan can come then.", 1)
    assert "Nan can come then." in reads(view)


def test_a_late_one_says_so_with_a_word(shown: Shown) -> None:
    shown.services.plan_reviews.plan_first(KAI, LOOKED_AFTER, date(2026, 3, 6))
    assert "Late: due Tue 7 Apr" in reads(shown.view())


def test_a_planned_one_asks_for_nothing_that_only_a_held_one_has(shown: Shown) -> None:
    review = shown.planned()
    view = shown.view(record_id=review.id)
    form = form_of(view)
    assert form.row("took_part").isHidden()
    type_into(form, "prepared_with", "Femi, with the picture cards.")
    save(view.sheet)
    assert shown.kept()[0].prepared_with == "Femi, with the picture cards."


def test_a_place_leads_back_into_what_was_being_done(shown: Shown) -> None:
    review = shown.planned()
    place = Place("young_person", KAI, "plan")
    view = shown.view(record_id=review.id, part="held")
    assert view.sheet.title.text() == "It was held"
    assert view.here(place) == Place("young_person", KAI, "plan", review.id, "held")
    here = shown.view(part="new:plan_review").here(place)
    assert shown.view(here.record_id, here.part).sheet.title.text() == "Plan a review"


def test_an_agency_worker_holds_a_review_and_plans_none(qtbot: QtBot, house: House, shown: Shown) -> None:
    shown.services.plan_reviews.plan_first(DEV, LOOKED_AFTER, date(2026, 4, 23))
    agency = Shown(qtbot, house, Role.AGENCY_WORKER)
    assert not agency.services.session.may(Action.EDIT_PLAN)
    found = buttons(agency.view(young_person_id=DEV))
    assert "It was held" in found
    assert not {"Plan a review", "Move it", "Change"} & set(found)


def test_the_steps_of_every_rhythm_can_be_read_as_a_sentence(shown: Shown) -> None:
    rhythms = shown.services.plan_reviews.rhythms(KAI)
    assert rhythms
    for rhythm in rhythms:
        words = steps_in_words(rhythm)
        assert words.startswith(rhythm.step(1).words)
        assert words.endswith("after each one that was held")


def test_changes_elsewhere_are_heard(shown: Shown) -> None:
    view = shown.view()
    tasks.announce(shown.services.plan_reviews.plan_first(KAI, LOOKED_AFTER, TODAY))
    assert "Looked-after review, number 1" in reads(view)
