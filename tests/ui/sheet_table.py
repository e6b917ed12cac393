"""Every kind of record sheet, as a table for tests: how one is opened, a text in it, and where that is stored."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from securecare_desktop.domain.actions import PlannedAction
from securecare_desktop.domain.family_time import (
    Arrangement,
    FamilyTimeKind,
)
from securecare_desktop.domain.own_words import HowGiven, OwnWords
from securecare_desktop.domain.people import KeyAdult, KeyRole
from securecare_desktop.domain.plans import Decision, ReviewOutcome, Scenario
from securecare_desktop.domain.promises import Promise
from securecare_desktop.services.bundle import Services
from securecare_desktop.ui.page import Place
from securecare_desktop.ui.widgets.form import Form
from securecare_desktop.ui.widgets.record_sheet import RecordSheet
from tests.support.house import KAI, TODAY, occasion_id, person_id
from tests.ui.goal_steps import a_goal, at, goals_of
from tests.ui.plan_steps import press, share
from tests.ui.record_pages import Tabs, save, type_into
from tests.unit.services.permission_calls import family_limit, question
from tests.unit.services.permission_plans import aid_session, limit_looked_at, restriction, review

FIRST, THEN = "Ring Nan on Monday.", "Ring Nan on Monday. She is in after six."


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
    return services.arrangements.save_arrangement(made).record


def _limit_on_family_time(services: Services) -> Any:
    made = family_limit(
        KAI, what="No calls after nine", authorised_by="Graham Pell", review_on=TODAY, told_on=TODAY
    )
    return services.limits.save_limit(made).record


def _shared_version(tabs: Tabs) -> RecordSheet:
    services = tabs.services
    share(services, services.plans.start_version(KAI).record)
    page = tabs.plan()
    press(page.head, "How it was shared")
    return page.sheet


def _checklist_item(tabs: Tabs) -> RecordSheet:
    return tabs.checklists(Place("young_person", KAI, "checklists", item_of(tabs.services).id)).sheet


def item_of(services: Services) -> Any:
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
        _tab("family_time", _arrangement), "purpose", lambda s: s.arrangements.arrangements(KAI)[0]
    ),
    "an occasion": Entry(
        _tab("family_time", lambda s: s.family_time.occasions(KAI)[0]),
        "why",
        lambda s: next(o for o in s.family_time.occasions(KAI) if o.id == occasion_id(KAI)),
    ),
    "a limit on family time": Entry(
        _tab("family_time", _limit_on_family_time), "what", lambda s: s.limits.limits(KAI)[0]
    ),
    "something done with the family": Entry(
        _tab("family_time", lambda s: s.family_engagement.save(question(KAI)).record),
        "young_person_knows",
        lambda s: s.family_engagement.list_for(KAI)[0],
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
        item_of,
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
        _act(_checklist_item, "Done"), "evidence", lambda s: [item_of(s).evidence]
    ),
    "a question of the family is answered": Done(
        _act(ENTRIES["something done with the family"].open, "Record the answer"),
        "answer",
        lambda s: [one.answer for one in s.family_engagement.list_for(KAI)],
    ),
    "they were told that family time falls away": Done(
        _act(ENTRIES["an occasion"].open, "Record that they were told"),
        "told_by",
        lambda s: [s.family_time.occasions(KAI)[0].told_by],
    ),
}


def _done_for_a_goal(tabs: Tabs) -> RecordSheet:
    sheet = ACTS["something to do for a goal"].open(tabs)
    type_into(form_in(sheet), "what", "Ring the college.")
    save(sheet)
    press(sheet, "Done: Ring the college.")
    return sheet


ACTS["something to do for a goal is done"] = Done(
    _done_for_a_goal, "outcome", lambda s: [one.outcome for one in s.actions.for_goals(KAI)]
)
