"""The views Limits and If-then of the Plan tab: what is in force and on what ground, looks again, who was told."""

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.own_words import HowGiven
from securecare_desktop.domain.plans import LiveRestriction, RestrictionReview, ReviewOutcome, Scenario
from securecare_desktop.domain.staff import Role
from securecare_desktop.ui import theme
from securecare_desktop.ui.page import Place
from securecare_desktop.ui.plans.limits import LimitsView
from securecare_desktop.ui.plans.page import PlanPage
from securecare_desktop.ui.plans.register import EntryPaper
from securecare_desktop.ui.plans.scenarios import ScenariosView
from securecare_desktop.ui.widgets.card import Card, Chip
from securecare_desktop.ui.widgets.form import Form
from securecare_desktop.ui.widgets.own_words import OwnWordsEditor
from tests.support.house import DEV, KAI, TODAY, House
from tests.ui.plan_steps import press, reads
from tests.ui.record_pages import Tabs, buttons, choose, form_of, save, type_into

pytestmark = pytest.mark.usefixtures("inline_tasks")
PHONE = "No phone after 22:00"


@pytest.fixture
def tabs(qtbot: QtBot, house: House) -> Tabs:
    return Tabs(qtbot, house)


def at(view: str, record_id: str = "") -> Place:
    return Place("young_person", KAI, "plan", record_id, view)


def limits_of(page: PlanPage) -> LimitsView:
    view = page.view("limits")
    assert isinstance(view, LimitsView)
    return view


def a_limit(tabs: Tabs, what: str = PHONE, **other: object) -> LiveRestriction:
    given = {
        "ground": "House rule 4, agreed on 3 March",
        "authorised_by": "Graham Pell",
        "tried_first": "The phone on silent",
        "starts": date(2026, 3, 9),
        "review_on": TODAY + timedelta(days=20),
    }
    limit = LiveRestriction(young_person_id=KAI, what=what, **{**given, **other})  # type: ignore[arg-type]
    return tabs.services.plans.save_restriction(limit).record


def chips(paper: EntryPaper) -> list[str]:
    return [chip.word.text() for chip in paper.findChildren(Chip)]


def cards(view: LimitsView | ScenariosView) -> list[str]:
    return [card.title.text() for card in view.findChildren(Card)]


def give(form: Form, name: str, words: str, how: HowGiven) -> None:
    """Write somebody's own words and say how they were given."""
    if words:
        type_into(form, name, words)
    editor = form.editor(name)
    assert isinstance(editor, OwnWordsEditor)
    editor.way(how).click()


# -- what is in force ------------------------------------------------------------------------------------------


def test_a_limit_says_its_ground_who_decided_it_and_what_less_was_tried(tabs: Tabs) -> None:
    limit = a_limit(
        tabs, told_on=date(2026, 3, 9), told_by="Eleri", told_how="Read together", own_view="Not fair.",
        own_view_how=HowGiven.SAID, own_view_on=date(2026, 3, 9), planned_end=date(2026, 9, 9),
    )  # fmt: skip
    said = reads(limits_of(tabs.plan(at("limits"))).papers[limit.id])
    for words in (
        "House rule 4, agreed on 3 March", "Graham Pell", "The phone on silent", "Mon 9 Mar", "Wed 9 Sep",
        "Kai was told Mon 9 Mar by Eleri", "Read together", "“Not fair.”", "Kai said it, Mon 9 Mar",
    ):  # fmt: skip
        assert words in said


@pytest.mark.parametrize(
    ("days", "chip"),
    [
        (-3, "Late: look again since Mon 11 May"),
        (0, "Look again today"),
        (4, "Look again Mon 18 May"),
        (20, "Look again Wed 3 Jun"),
    ],
)
def test_a_look_again_that_is_due_is_marked_in_words(tabs: Tabs, days: int, chip: str) -> None:
    limit = a_limit(tabs, review_on=TODAY + timedelta(days=days))
    paper = limits_of(tabs.plan(at("limits"))).papers[limit.id]
    assert chips(paper) == [chip]


def test_a_limit_that_nobody_told_them_of_says_so(tabs: Tabs) -> None:
    limit = a_limit(tabs)
    said = reads(limits_of(tabs.plan(at("limits"))).papers[limit.id])
    assert "Kai was not told yet" in said
    assert "Kai was not asked yet." in said


@pytest.mark.parametrize(
    ("how", "why", "line"),
    [
        (HowGiven.CHOSE_NOT_TO, "", "Kai chose not to say anything about this. Asked again on Fri 15 May."),
        (
            HowGiven.NOT_ASKED,
            "Kai slept",
            "Kai was not asked, because: Kai slept. Asked again on Fri 15 May.",
        ),
    ],
)
def test_why_there_are_no_words_and_when_they_are_asked_again(
    tabs: Tabs, how: HowGiven, why: str, line: str
) -> None:
    limit = a_limit(tabs, own_view_how=how, why_not_asked=why, ask_again_on=TODAY + timedelta(days=1))
    assert line in reads(limits_of(tabs.plan(at("limits"))).papers[limit.id])


def test_words_of_which_nobody_wrote_down_how_they_were_given_are_shown_and_kept(tabs: Tabs) -> None:
    limit = a_limit(tabs, own_view="Not fair.")
    page = tabs.plan(at("limits", limit.id))
    view = limits_of(page)
    assert "“Not fair.”" in reads(view.papers[limit.id])
    save(view.sheet)
    assert "Choose how these words were given." in reads(view.sheet)
    give(form_of(view), "own_view", "", HowGiven.WROTE)
    save(view.sheet)
    (stored,) = tabs.services.plans.restrictions(KAI)
    assert (stored.own_view, stored.own_view_how) == ("Not fair.", HowGiven.WROTE)


def test_the_next_to_be_looked_at_stands_first_and_what_has_ended_below(tabs: Tabs) -> None:
    later = a_limit(tabs, "Later")
    soon = a_limit(tabs, "Soon", review_on=TODAY)
    ended = a_limit(tabs, "Ended", ended_on=date(2026, 4, 1), ended_because="He sleeps well.")
    view = limits_of(tabs.plan(at("limits")))
    assert list(view.papers) == [soon.id, later.id]
    assert list(view.rows) == [ended.id]
    assert view.rows[ended.id].accessibleName() == "Ended, He sleeps well., ended Wed 1 Apr"
    assert cards(view) == ["Limits in force", "Limits that have ended"]


def test_limits_on_family_time_are_not_repeated_but_linked(tabs: Tabs) -> None:
    page = tabs.plan(at("limits"))
    went: list[Place] = []
    page.go.connect(went.append)
    press(limits_of(page), "Family time")
    assert went == [Place("young_person", KAI, "family_time")]


def test_another_young_persons_limits_are_never_shown(tabs: Tabs) -> None:
    a_limit(tabs)
    page = tabs.plan(at("limits"))
    page.open_place(Place("young_person", DEV, "plan", part="limits"))
    assert PHONE not in reads(page)
    assert limits_of(page).papers == {}


# -- the form --------------------------------------------------------------------------------------------------


def test_a_limit_is_written_with_all_that_the_register_asks_for(tabs: Tabs) -> None:
    page = tabs.plan(at("limits"))
    view = limits_of(page)
    press(view, "Add a limit")
    form = form_of(view)
    for name, text in (
        ("what", PHONE), ("ground", "House rule 4"), ("authorised_by", "Graham Pell"),
        ("tried_first", "The phone on silent"), ("review_on", "28 May 2026"), ("told_on", "14 May 2026"),
        ("told_by", "Eleri"), ("told_how", "Read together"),
    ):  # fmt: skip
        type_into(form, name, text)
    give(form, "own_view", "Not fair.", HowGiven.SAID)
    save(view.sheet)
    (stored,) = tabs.services.plans.restrictions(KAI)
    assert (stored.what, stored.ground, stored.starts) == (PHONE, "House rule 4", TODAY)
    assert (stored.review_on, stored.told_by) == (date(2026, 5, 28), "Eleri")
    assert (stored.own_view, stored.own_view_how, stored.own_view_on) == ("Not fair.", HowGiven.SAID, TODAY)
    assert list(view.papers) == [stored.id]


def test_without_its_ground_a_limit_is_not_saved(tabs: Tabs) -> None:
    view = limits_of(tabs.plan(at("limits")))
    press(view, "Add a limit")
    type_into(form_of(view), "what", PHONE)
    save(view.sheet)
    assert tabs.services.plans.restrictions(KAI) == ()
    assert form_of(view).row("ground").error
    assert form_of(view).row("tried_first").error


def test_a_day_to_ask_again_is_asked_for_where_there_are_no_words(tabs: Tabs) -> None:
    limit = a_limit(tabs)
    view = limits_of(tabs.plan(at("limits", limit.id)))
    form = form_of(view)
    assert form.row("ask_again_on").isHidden()
    give(form, "own_view", "", HowGiven.CHOSE_NOT_TO)
    assert not form.row("ask_again_on").isHidden()
    assert form.row("own_view_on").isHidden()
    type_into(form, "ask_again_on", "1 June 2026")
    save(view.sheet)
    (stored,) = tabs.services.plans.restrictions(KAI)
    assert (stored.own_view_how, stored.ask_again_on) == (HowGiven.CHOSE_NOT_TO, date(2026, 6, 1))


def test_who_may_not_change_a_plan_reads_the_register(qtbot: QtBot, house: House, tabs: Tabs) -> None:
    limit = a_limit(tabs)
    read = limits_of(Tabs(qtbot, house, Role.INSPECTOR).plan(at("limits")))
    assert buttons(read.papers[limit.id]) == ["Open"]
    assert "Add a limit" not in buttons(read)


# -- looking again ---------------------------------------------------------------------------------------------


def look_again(view: LimitsView, outcome: str, **typed: str) -> None:
    press(view, "Look at it again")
    form = form_of(view)
    choose(form, "outcome", outcome)
    for name, text in typed.items():
        type_into(form, name, text)


def test_a_look_again_moves_the_limit_to_its_next_day(tabs: Tabs) -> None:
    limit = a_limit(tabs, review_on=TODAY)
    view = limits_of(tabs.plan(at("limits")))
    look_again(view, "Eased", considered="Until 23:00", because="A quiet month", next_on="11 June 2026")
    give(form_of(view), "own_view", "Weekends would be ok.", HowGiven.SAID)
    save(view.sheet)
    (review,) = tabs.services.plans.restriction_reviews(KAI)
    assert (review.outcome, review.considered, review.held_by) == (
        ReviewOutcome.EASED, "Until 23:00", "Denise Okafor",
    )  # fmt: skip
    assert tabs.services.plans.restrictions(KAI)[0].review_on == date(2026, 6, 11)
    assert chips(view.papers[limit.id]) == ["Look again Thu 11 Jun"]
    said = reads(view.papers[limit.id])
    assert "A quiet month" in said
    assert "“Weekends would be ok.”" in said


def test_a_limit_ends_by_a_look_at_it(tabs: Tabs) -> None:
    limit = a_limit(tabs, review_on=TODAY)
    view = limits_of(tabs.plan(at("limits")))
    look_again(view, "Ended", because="He sleeps well.")
    assert form_of(view).row("next_on").isHidden()
    assert form_of(view).row("considered").isHidden()
    save(view.sheet)
    assert tabs.services.plans.restrictions(KAI)[0].ended_on == TODAY
    assert view.papers == {}
    assert list(view.rows) == [limit.id]


def test_what_less_was_thought_about_is_asked_for_where_it_is_kept(tabs: Tabs) -> None:
    a_limit(tabs, review_on=TODAY)
    view = limits_of(tabs.plan(at("limits")))
    look_again(view, "Kept", because="Two calls in April")
    save(view.sheet)
    assert tabs.services.plans.restriction_reviews(KAI) == ()
    assert form_of(view).row("considered").error
    assert form_of(view).row("next_on").error


def test_looks_stand_newest_first_and_can_be_put_right(tabs: Tabs) -> None:
    limit = a_limit(tabs)
    made = [
        tabs.services.plans.review_restriction(
            RestrictionReview(
                young_person_id=KAI, restriction_id=limit.id, held_on=day, held_by="Graham Pell",
                outcome=ReviewOutcome.KEPT, because=why, considered="Less", next_on=date(2026, 6, 1),
            )
        ).record
        for day, why in ((date(2026, 4, 1), "The first"), (date(2026, 5, 1), "The second"))
    ]  # fmt: skip
    page = tabs.plan(at("limits", made[0].id))
    view = limits_of(page)
    assert list(view.review_rows) == [made[1].id, made[0].id]
    assert form_of(view).values()["because"] == "The first"
    type_into(form_of(view), "because", "The first one")
    save(view.sheet)
    assert [r.because for r in tabs.services.plans.restriction_reviews(KAI)] == [
        "The second",
        "The first one",
    ]


def test_a_look_that_was_begun_is_found_again_at_its_own_limit(tabs: Tabs) -> None:
    first, second = a_limit(tabs, "First"), a_limit(tabs, "Second")
    page = tabs.plan(at("limits"))
    view = limits_of(page)
    view.look_again(first)
    type_into(form_of(view), "because", "Begun here")
    here = page.here(Place("young_person", KAI, "plan"))
    view.look_again(second)
    assert form_of(view).values()["because"] == ""
    view.sheet.close_sheet()
    page.open_place(here)
    assert view.sheet.title.text() == "Look again: First"
    assert form_of(view).values()["because"] == "Begun here"


def test_after_saving_the_focus_is_where_it_was(tabs: Tabs) -> None:
    limit = a_limit(tabs)
    view = limits_of(tabs.plan(at("limits")))
    again = view.papers[limit.id].acts[0]
    assert again.accessibleName() == f"Look at it again: {PHONE}"
    again.setFocus()
    look_again(view, "Kept", considered="Less", because="Still needed", next_on="11 June 2026")
    save(view.sheet)
    now = QApplication.focusWidget()
    assert now is view.papers[limit.id].acts[0]


# -- if-then ---------------------------------------------------------------------------------------------------


def a_scenario(tabs: Tabs, **other: object) -> Scenario:
    given = {"what": "A visit is cancelled", "what_helps": "Say it at once"}
    scenario = Scenario(young_person_id=KAI, **{**given, **other})  # type: ignore[arg-type]
    return tabs.services.plans.save_scenario(scenario).record


def scenarios_of(page: PlanPage) -> ScenariosView:
    view = page.view("if_then")
    assert isinstance(view, ScenariosView)
    return view


def test_an_if_then_plan_is_words_and_never_a_score(tabs: Tabs) -> None:
    made = a_scenario(
        tabs, first_signs="Hood up", agreed_response="One adult stays near", who_might_be_hurt="Kai himself",
        more_likely_when="On Sundays", less_likely_when="After a call with Nan", owner="Femi Oduya",
        review_on=TODAY - timedelta(days=1), own_view="Leave me be.", own_view_how=HowGiven.SAID,
    )  # fmt: skip
    paper = scenarios_of(tabs.plan(at("if_then"))).papers[made.id]
    said = reads(paper)
    for words in (
        "A visit is cancelled", "Hood up", "Say it at once", "One adult stays near", "Kai himself", "On Sundays",
        "After a call with Nan", "looked after by Femi Oduya", "“Leave me be.”",
    ):  # fmt: skip
        assert words in said
    assert chips(paper) == ["Late: look again since Wed 13 May"]


def test_an_if_then_plan_is_written_and_ends(tabs: Tabs) -> None:
    view = scenarios_of(tabs.plan(at("new:scenario")))
    form = form_of(view)
    for name, text in (
        ("what", "A visit is cancelled"), ("who_might_be_hurt", "Nobody"), ("less_likely_when", "On weekdays"),
        ("agreed_response", "One adult stays near"), ("owner", "Femi Oduya"),
    ):  # fmt: skip
        type_into(form, name, text)
    give(form, "own_view", "Ask about the dog.", HowGiven.DREW)
    save(view.sheet)
    (stored,) = tabs.services.plans.scenarios(KAI)
    assert (stored.less_likely_when, stored.owner) == ("On weekdays", "Femi Oduya")
    assert (stored.own_view_how, stored.own_view_on) == (HowGiven.DREW, TODAY)
    press(view.papers[stored.id], f"Change: {stored.what}")
    type_into(form_of(view), "ended_on", "14 May 2026")
    save(view.sheet)
    assert view.papers == {}
    assert list(view.rows) == [stored.id]


def test_without_what_helps_an_if_then_plan_is_not_saved(tabs: Tabs) -> None:
    view = scenarios_of(tabs.plan(at("new:scenario")))
    type_into(form_of(view), "what", "A visit is cancelled")
    save(view.sheet)
    assert tabs.services.plans.scenarios(KAI) == ()
    assert form_of(view).row("agreed_response").error == "Write what helps then."


def test_a_long_register_shows_the_first_and_all_when_asked(tabs: Tabs) -> None:
    for number in range(15):
        a_scenario(tabs, what=f"Number {number}")
    view = scenarios_of(tabs.plan(at("if_then")))
    assert len(view.papers) == 12
    press(view, "Show all 15")
    assert len(view.papers) == 15
    assert QApplication.focusWidget() is list(view.papers.values())[12].acts[0]  # the first further one


@pytest.mark.parametrize(("text_size", "width"), [(100, 683), (200, 1174)])
def test_with_little_room_nothing_is_wider_than_the_page(tabs: Tabs, text_size: int, width: int) -> None:
    theme.use("light", text_size)
    a_limit(tabs, ground="A long ground. " * 20, review_on=TODAY)
    page = tabs.plan(at("limits"))
    page.resize(width, 384)
    view = limits_of(page)
    assert page.minimumSizeHint().width() <= width
    assert view.scroll.widget().minimumSizeHint().width() <= view.scroll.viewport().width()


def test_the_focus_stays_in_the_sheet_that_was_opened_last(tabs: Tabs) -> None:
    limit = a_limit(tabs)
    page = tabs.plan(at("if_then"))
    page.view_row.focus_current()
    page.open_place(at("new:scenario"))
    page.open_place(at("limits", limit.id))
    now = QApplication.focusWidget()
    assert now is not None
    assert limits_of(page).sheet.isAncestorOf(now)
    assert scenarios_of(page).sheet.isHidden()


def test_of_many_looks_at_a_limit_the_newest_stand_first_and_all_when_asked(tabs: Tabs) -> None:
    limit = a_limit(tabs, starts=date(2026, 1, 2))
    for month in range(1, 6):
        tabs.services.plans.review_restriction(
            RestrictionReview(
                young_person_id=KAI, restriction_id=limit.id, held_on=date(2026, month, 10), held_by="Graham Pell",
                outcome=ReviewOutcome.KEPT, because=f"Month {month}", considered="Less", next_on=date(2026, 6, 1),
            )
        )  # fmt: skip
    view = limits_of(tabs.plan(at("limits")))
    assert "Month 2" in reads(view)
    assert "Month 1" not in reads(view)
    press(view, "Show all 5")
    assert "Month 1" in reads(view)
