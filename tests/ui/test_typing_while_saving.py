"""Whoever goes on typing while the store is still at work: what they typed stays, and is not saved yet."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.actions import PlannedAction
from securecare_desktop.domain.family_time import (
    Arrangement,
    FamilyTimeKind,
    Limit,
    LimitGround,
)
from securecare_desktop.domain.own_words import HowGiven, OwnWords
from securecare_desktop.domain.people import KeyAdult, KeyRole
from securecare_desktop.domain.plans import Decision, GoalState, ReviewOutcome, Scenario
from securecare_desktop.domain.promises import Promise
from securecare_desktop.domain.staff import Role
from securecare_desktop.services.bundle import Services
from securecare_desktop.ui import notify
from securecare_desktop.ui.page import Place
from securecare_desktop.ui.widgets.form import Form
from securecare_desktop.ui.widgets.record_sheet import RecordSheet
from tests.support.house import KAI, TODAY, House, occasion_id, person_id
from tests.ui.goal_steps import a_goal, at, goals_of, signed
from tests.ui.plan_steps import press, share
from tests.ui.record_pages import Tabs, meanwhile, save, type_into
from tests.unit.services.permission_plans import aid_session, limit_looked_at, restriction, review

pytestmark = pytest.mark.usefixtures("inline_tasks")
FIRST, THEN = "Ring Nan on Monday.", "Ring Nan on Monday. She is in after six."


@pytest.fixture
def tabs(qtbot: QtBot, house: House) -> Tabs:
    return Tabs(qtbot, house, Role.UNIT_MANAGER)


@pytest.fixture
def author(house: House) -> Services:
    """Somebody else, who writes a plan for a manager to sign."""
    return house.signed_in(Role.SHIFT_LEAD)


@dataclass(frozen=True)
class Entry:
    """One kind of entry: how one is opened, a field of text in it, and what the store has of that field."""

    open: Callable[[Tabs], RecordSheet]
    field: str
    stored: Callable[[Services], Any]


def _tab(name: str, make: Callable[[Services], Any]) -> Callable[[Tabs], RecordSheet]:
    def open_one(tabs: Tabs) -> RecordSheet:
        record = make(tabs.services)
        return getattr(tabs, name)(Place("young_person", KAI, name, record.id)).sheet  # type: ignore[no-any-return]

    return open_one


def _view(name: str, make: Callable[[Services], Any]) -> Callable[[Tabs], RecordSheet]:
    def open_one(tabs: Tabs) -> RecordSheet:
        record = make(tabs.services)
        view: Any = tabs.plan(at(name, record.id)).view(name)
        return view.sheet  # type: ignore[no-any-return]

    return open_one


def _first(found: Callable[[Services], Any]) -> Callable[[Services], Any]:
    return lambda services: found(services)[0]


def _look_at_a_limit(services: Services) -> Any:
    looked = replace(
        limit_looked_at(services, KAI), outcome=ReviewOutcome.KEPT, considered="Every other week."
    )
    return services.plans.review_restriction(replace(looked, next_on=date(2026, 6, 14))).record


def _arrangement(services: Services) -> Any:
    made = Arrangement(
        young_person_id=KAI, person_id=person_id(KAI), with_whom="Nan", kind=FamilyTimeKind.PHONE,
        how_often="Every Monday", starts=TODAY,
    )  # fmt: skip
    return services.family_time.save_arrangement(made).record


def _limit_on_family_time(services: Services) -> Any:
    made = Limit(
        young_person_id=KAI, person_id=person_id(KAI), with_whom="Nan", what="No calls after nine",
        ground=LimitGround.COURT_ORDER, ground_details="Order of 3 May", starts=TODAY, authorised_by="Graham Pell",
        review_on=TODAY, told_on=TODAY,
    )  # fmt: skip
    return services.family_time.save_limit(made).record


def _shared_version(tabs: Tabs) -> RecordSheet:
    services = tabs.services
    share(services, services.plans.start_version(KAI).record)
    page = tabs.plan()
    press(page.head, "How it was shared")
    return page.sheet


def _checklist_item(tabs: Tabs) -> RecordSheet:
    return tabs.checklists(Place("young_person", KAI, "checklists", _item(tabs.services).id)).sheet


def _item(services: Services) -> Any:
    return services.checklists.items(KAI)[0]


ENTRIES = {
    "a person": Entry(
        _tab("people", _first(lambda s: s.people.network(KAI))),
        "ask_about",
        lambda s: s.people.network(KAI)[0],
    ),
    "a key adult": Entry(
        _tab(
            "people",
            lambda s: (
                s.people.save_key_adult(
                    KeyAdult(young_person_id=KAI, role=KeyRole.KEY_WORKER, name="Femi Oduya", since=TODAY)
                ).record
            ),
        ),
        "role_text",
        lambda s: s.people.key_adults(KAI)[0],
    ),
    "an arrangement": Entry(
        _tab("family_time", _arrangement), "purpose", lambda s: s.family_time.arrangements(KAI)[0]
    ),
    "an occasion": Entry(
        _tab("family_time", lambda s: s.family_time.occasions(KAI)[0]),
        "why",
        lambda s: next(o for o in s.family_time.occasions(KAI) if o.id == occasion_id(KAI)),
    ),
    "a limit on family time": Entry(
        _tab("family_time", _limit_on_family_time), "what", lambda s: s.family_time.limits(KAI)[0]
    ),
    "a promise": Entry(
        _tab(
            "promises",
            lambda s: s.promises.save(Promise(young_person_id=KAI, what="A photo", made_by="Femi")).record,
        ),
        "what",
        lambda s: s.promises.list_for(KAI)[0],
    ),
    "something to do": Entry(
        _tab(
            "promises",
            lambda s: s.actions.save(PlannedAction(young_person_id=KAI, what="Ring", who="Femi")).record,
        ),
        "outcome",
        lambda s: s.actions.list_for(KAI)[0],
    ),
    "own words": Entry(
        _tab(
            "promises",
            lambda s: (
                s.own_words.save(
                    OwnWords(young_person_id=KAI, given_how=HowGiven.SAID, words="Fine.", given_on=TODAY)
                ).record
            ),
        ),
        "given_to",
        lambda s: s.own_words.list_for(KAI)[0],
    ),
    "an item of a checklist": Entry(
        _checklist_item,
        "evidence",
        _item,
    ),
    "a goal": Entry(_view("goals", a_goal), "need", lambda s: s.plans.goals(KAI)[0]),
    "an if-then plan": Entry(
        _view(
            "if_then",
            lambda s: (
                s.plans.save_scenario(
                    Scenario(young_person_id=KAI, what="He leaves at night", agreed_response="Go along")
                ).record
            ),
        ),
        "first_signs",
        lambda s: s.plans.scenarios(KAI)[0],
    ),
    "a limit": Entry(
        _view("limits", lambda s: s.plans.save_restriction(restriction(KAI)).record),
        "tried_first",
        lambda s: s.plans.restrictions(KAI)[0],
    ),
    "a look at a limit": Entry(
        _view("limits", _look_at_a_limit), "because", lambda s: s.plans.restriction_reviews(KAI)[0]
    ),
    "a decision": Entry(
        _view(
            "decisions",
            lambda s: (
                s.plans.save_decision(
                    Decision(young_person_id=KAI, what="School", decided_on=TODAY, with_agreement=True)
                ).record
            ),
        ),
        "why",
        lambda s: s.plans.decisions(KAI)[0],
    ),
    "a review": Entry(
        _view("reviews", lambda s: review(s, KAI)), "prepared_with", lambda s: s.plan_reviews.reviews(KAI)[0]
    ),
    "a session with an aid": Entry(
        _view("voice", lambda s: aid_session(s, KAI)),
        "what_follows",
        lambda s: s.communication_aids.sessions(KAI)[0],
    ),
    "how a version was shared": Entry(_shared_version, "shared_how", lambda s: s.plans.being_written(KAI)),
    "how things are": Entry(
        lambda tabs: tabs.overview(Place("young_person", KAI, "overview", part="new:status")).sheet,
        "sentence",
        lambda s: s.young_people.overview(KAI).status,
    ),
}


def form_in(sheet: RecordSheet) -> Form:
    assert not sheet.isHidden()
    assert sheet.form is not None
    return sheet.form


@pytest.mark.parametrize("name", ENTRIES)
def test_what_is_typed_while_an_entry_is_being_saved_stays_to_be_saved_next(
    tabs: Tabs, notices: notify.Recorder, name: str
) -> None:
    entry = ENTRIES[name]
    sheet = entry.open(tabs)
    type_into(form_in(sheet), entry.field, FIRST)
    with meanwhile():
        save(sheet)
        type_into(form_in(sheet), entry.field, THEN)
    assert getattr(entry.stored(tabs.services), entry.field) == FIRST
    assert form_in(sheet).values()[entry.field] == THEN
    assert notices.told[-1] == ("done", "Saved. What you typed since is not saved yet.")
    save(sheet)
    assert sheet.isHidden()
    assert getattr(entry.stored(tabs.services), entry.field) == THEN
    assert tabs.services.drafts.waiting() == 0


# -- what is done with an entry -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Done:
    """Something done with an entry: its form is open, what has to be filled in is, and where its text is stored."""

    open: Callable[[Tabs], RecordSheet]
    field: str
    stored: Callable[[Services], list[str]]


def _goal_act(words: str, *filled: tuple[str, str]) -> Callable[[Tabs], RecordSheet]:
    def open_act(tabs: Tabs) -> RecordSheet:
        goal = a_goal(tabs.services)
        view = goals_of(tabs.plan(at("goals", goal.id)))
        press(view.sheet, words)
        for name, text in filled:
            type_into(form_in(view.sheet), name, text)
        return view.sheet

    return open_act


def _review_act(words: str, *filled: tuple[str, str]) -> Callable[[Tabs], RecordSheet]:
    def open_act(tabs: Tabs) -> RecordSheet:
        view: Any = tabs.plan(at("reviews", review(tabs.services, KAI).id)).view("reviews")
        press(view.sheet, words)
        for name, text in filled:
            type_into(form_in(view.sheet), name, text)
        return view.sheet  # type: ignore[no-any-return]

    return open_act


def _act(open_one: Callable[[Tabs], RecordSheet], words: str) -> Callable[[Tabs], RecordSheet]:
    def open_act(tabs: Tabs) -> RecordSheet:
        sheet = open_one(tabs)
        press(sheet, words)
        return sheet

    return open_act


def _goal_reason(services: Services) -> list[str]:
    return [goal.state_reason for goal in services.plans.goals(KAI)]


ACTS = {
    "a goal is met": Done(_goal_act("Met"), "state_reason", _goal_reason),
    "a goal has changed": Done(_goal_act("Changed"), "state_reason", _goal_reason),
    "a goal is stopped": Done(_goal_act("Stopped"), "state_reason", _goal_reason),
    "a note on a goal": Done(
        _goal_act("Add a note"), "text", lambda s: [note.text for note in s.plans.notes(KAI)]
    ),
    "something to do for a goal": Done(
        _goal_act("Add something to do", ("who", "Femi Oduya"), ("by", "20 May")),
        "what",
        lambda s: [action.what for action in s.actions.for_goals(KAI)],
    ),
    "a review was held": Done(
        _review_act("It was held", ("took_part", "All the time.")),
        "outcomes",
        lambda s: [one.outcomes for one in s.plan_reviews.reviews(KAI)],
    ),
    "a review is moved": Done(
        _review_act("Move it", ("due_on", "20 May")),
        "moved_because",
        lambda s: [one.moved_because for one in s.plan_reviews.reviews(KAI)],
    ),
    "a promise could not be kept": Done(
        _act(ENTRIES["a promise"].open, "Could not be kept"),
        "explanation",
        lambda s: [one.explanation for one in s.promises.list_for(KAI)],
    ),
    "something to do is done": Done(
        _act(ENTRIES["something to do"].open, "Done"),
        "outcome",
        lambda s: [one.outcome for one in s.actions.list_for(KAI)],
    ),
    "an item of a checklist is done": Done(
        _act(_checklist_item, "Done"), "evidence", lambda s: [_item(s).evidence]
    ),
    "they were told that family time falls away": Done(
        _act(ENTRIES["an occasion"].open, "Record that they were told"),
        "told_by",
        lambda s: [s.family_time.occasions(KAI)[0].told_by],
    ),
}


@pytest.mark.parametrize("name", ACTS)
def test_what_is_typed_while_something_is_being_done_stays_and_is_added_to_the_same_thing(
    tabs: Tabs, notices: notify.Recorder, name: str
) -> None:
    act = ACTS[name]
    sheet = act.open(tabs)
    type_into(form_in(sheet), act.field, FIRST)
    with meanwhile():
        save(sheet)
        type_into(form_in(sheet), act.field, THEN)
    assert act.stored(tabs.services) == [FIRST]
    assert form_in(sheet).values()[act.field] == THEN
    assert notices.told[-1] == ("done", "Saved. What you typed since is not saved yet.")
    save(sheet)
    assert act.stored(tabs.services) == [THEN]
    assert tabs.services.drafts.waiting() == 0


def _done_for_a_goal(tabs: Tabs) -> RecordSheet:
    sheet = ACTS["something to do for a goal"].open(tabs)
    type_into(form_in(sheet), "what", "Ring the college.")
    save(sheet)
    press(sheet, "Done: Ring the college.")
    return sheet


ACTS["something to do for a goal is done"] = Done(
    _done_for_a_goal, "outcome", lambda s: [one.outcome for one in s.actions.for_goals(KAI)]
)


def test_what_can_be_done_only_once_takes_no_more_typing_while_it_is_done(
    tabs: Tabs, author: Services
) -> None:
    goal = a_goal(tabs.services)
    signed(author, tabs.services)
    view = goals_of(tabs.plan(at("goals", goal.id)))
    press(view.sheet, "Start a new version to change it")
    type_into(form_in(view.sheet), "why", FIRST)
    with meanwhile():
        save(view.sheet)
        type_into(form_in(view.sheet), "why", THEN)
        assert form_in(view.sheet).values()["why"] == FIRST
    version = tabs.services.plans.being_written(KAI)
    assert version is not None
    assert version.why == FIRST


def test_what_could_not_be_done_takes_typing_again(tabs: Tabs, author: Services) -> None:
    goal = a_goal(tabs.services)
    signed(author, tabs.services)
    view = goals_of(tabs.plan(at("goals", goal.id)))
    press(view.sheet, "Start a new version to change it")
    type_into(form_in(view.sheet), "why", FIRST)
    with meanwhile():
        save(view.sheet)
        author.plans.start_version(KAI, "Somebody was first.")
    type_into(form_in(view.sheet), "why", THEN)
    assert form_in(view.sheet).values()["why"] == THEN


# -- who leaves meanwhile -------------------------------------------------------------------------------------


def test_a_new_entry_is_added_once_and_then_changed(tabs: Tabs) -> None:
    page = tabs.promises(Place("young_person", KAI, "promises", part="new:promise"))
    type_into(form_in(page.sheet), "what", FIRST)
    with meanwhile():
        save(page.sheet)
        type_into(form_in(page.sheet), "what", THEN)
    assert page.sheet.title.text() == FIRST
    (stored,) = tabs.services.promises.list_for(KAI)
    page.sheet.close_sheet()
    page.add(page.kinds[0])
    assert form_in(page.sheet).values()["what"] == ""
    page.edit(page.kinds[0], stored)
    assert form_in(page.sheet).values()["what"] == THEN
    save(page.sheet)
    assert [one.what for one in tabs.services.promises.list_for(KAI)] == [THEN]


@pytest.mark.parametrize("more", [True, False])
def test_who_opens_another_entry_meanwhile_finds_in_the_first_what_was_typed_after_it_was_sent(
    tabs: Tabs, more: bool
) -> None:
    other = tabs.services.promises.save(Promise(young_person_id=KAI, what="A photo", made_by="Femi")).record
    page = tabs.promises(Place("young_person", KAI, "promises", part="new:promise"))
    type_into(form_in(page.sheet), "what", FIRST)
    form_in(page.sheet).keep_draft_now()
    with meanwhile():
        save(page.sheet)
        if more:
            type_into(form_in(page.sheet), "what", THEN)
        page.edit(page.kinds[0], other)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    stored = next(one for one in tabs.services.promises.list_for(KAI) if one.what == FIRST)
    assert page.sheet.title.text() == "A photo"
    page.edit(page.kinds[0], stored)
    assert form_in(page.sheet).values()["what"] == (THEN if more else FIRST)
    assert tabs.services.drafts.waiting() == int(more)


def test_what_is_typed_while_an_entry_is_saved_to_be_signed_is_not_signed(tabs: Tabs) -> None:
    sheet = ENTRIES["a decision"].open(tabs)
    type_into(form_in(sheet), "why", FIRST)
    with meanwhile():
        sheet.save_and_sign()
        type_into(form_in(sheet), "why", THEN)
    assert form_in(sheet).values()["why"] == THEN
    assert tabs.services.plans.decisions(KAI)[0].signed_at is None


def test_what_is_done_with_one_click_leaves_what_is_typed_beside_it_to_be_saved_next(tabs: Tabs) -> None:
    goal = a_goal(tabs.services)
    tabs.services.plans.close_goal(goal, GoalState.MET, "", TODAY)
    view = goals_of(tabs.plan(at("goals", goal.id)))
    type_into(form_in(view.sheet), "need", FIRST)
    press(view.sheet, "Open it again")
    assert form_in(view.sheet).values()["need"] == FIRST
    save(view.sheet)
    (stored,) = tabs.services.plans.goals(KAI)
    assert (stored.need, stored.state) == (FIRST, GoalState.OPEN)


def test_what_is_done_with_another_entry_on_the_page_takes_nothing_from_the_one_that_is_open(
    tabs: Tabs,
) -> None:
    goal, other = a_goal(tabs.services), a_goal(tabs.services, "Sleep at night")
    tabs.services.plans.close_goal(other, GoalState.MET, "", TODAY)
    view = goals_of(tabs.plan(at("goals", goal.id)))
    type_into(form_in(view.sheet), "need", FIRST)
    kind = view.sheet._open.kind  # type: ignore[union-attr] - as the page itself asks it
    shut = next(one for one in tabs.services.plans.goals(KAI) if one.id == other.id)
    view.sheet.act(kind, shut, kind.act("open", shut), KAI)  # type: ignore[arg-type]
    assert {one.state for one in tabs.services.plans.goals(KAI)} == {GoalState.OPEN}
    assert form_in(view.sheet).values()["need"] == FIRST
