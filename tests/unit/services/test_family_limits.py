"""Limits on family time: what each nation lets one rest on, what the service refuses, who has to hear, and reviews."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from securecare_desktop.core.errors import EditConflict, Gone, InputError
from securecare_desktop.domain.checklists import RestsOn
from securecare_desktop.domain.family_time import (
    FamilyTimeKind,
    Limit,
    LimitGround,
    LimitReview,
    Notified,
    NotifyWithin,
)
from securecare_desktop.domain.people import Answer, Circle, NetworkPerson
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.plans import ReviewOutcome
from securecare_desktop.domain.staff import Jurisdiction, Role
from securecare_desktop.domain.withholding import words_of
from securecare_desktop.domain.young_people import LegalBasis
from securecare_desktop.services.bundle import Services
from tests.support.house import DEV, KAI, NOW, TODAY, House, person_id
from tests.unit.services.permission_calls import family_limit, family_limit_looked_at
from tests.unit.services.test_plan_withholding import withhold

G, J = LimitGround, Jurisdiction


def of_nation(house: House, nation: Jurisdiction) -> None:
    """Have the house work under the law of a nation, and everybody be here under no law of another."""
    with house.signed_in(Role.UNIT_MANAGER).session.writing(Action.MANAGE_UNIT) as work:
        for unit in work.units.find():
            work.units.save(replace(unit, jurisdiction=nation))
        for stay in work.stays.find():
            work.stays.save(replace(stay, legal_basis=LegalBasis.OTHER))


@pytest.fixture
def services(house: House) -> Services:
    return house.signed_in()


def refused(services: Services, limit: Limit) -> dict[str, str]:
    """Return what the service says to a limit, by field."""
    with pytest.raises(InputError) as told:
        services.limits.save_limit(limit)
    return {problem.field: problem.sentence for problem in told.value.problems}


GROUNDS = {
    J.ENGLAND: {G.COURT_ORDER, G.AUTHORITY_URGENT, G.REGULATION_22, G.YOUNG_PERSONS_CHOICE},
    J.SCOTLAND: {G.COURT_ORDER, G.HEARING_DIRECTION, G.HEAD_OF_UNIT, G.YOUNG_PERSONS_CHOICE},
    J.WALES: {G.COURT_ORDER, G.AUTHORITY_URGENT, G.YOUNG_PERSONS_CHOICE},
}


@pytest.mark.parametrize(
    ("nation", "ground"), [(nation, ground) for nation in Jurisdiction for ground in LimitGround]
)
def test_a_limit_rests_on_a_ground_of_its_nation_only(
    house: House, nation: Jurisdiction, ground: Any
) -> None:
    of_nation(house, nation)
    services = house.signed_in()
    limit = family_limit(KAI, ground=ground)
    if ground in GROUNDS[nation]:
        assert services.limits.save_limit(limit).record.ground is ground
    else:
        assert "is no ground in " + nation.value.title() in refused(services, limit)["ground"]


def test_the_law_somebody_is_under_counts_beside_the_nation_of_the_house(services: Services) -> None:
    stay = services.stays.current(KAI)
    assert stay is not None
    services.stays.save(replace(stay, legal_basis=LegalBasis.SCOTLAND_HEARING))
    assert {ground.key for ground in services.limits.rules(KAI).grounds} == GROUNDS[J.ENGLAND] | GROUNDS[
        J.SCOTLAND
    ]


def test_a_limit_from_before_a_move_keeps_its_ground(house: House) -> None:
    saved = house.signed_in().limits.save_limit(family_limit(KAI, ground=G.REGULATION_22)).record
    of_nation(house, J.WALES)
    services = house.signed_in()
    again = services.limits.save_limit(replace(saved, review_by="Graham Pell")).record
    assert again.ground is G.REGULATION_22
    assert "ground" in refused(services, family_limit(KAI, ground=G.REGULATION_22))


@pytest.mark.parametrize(
    ("nation", "mark"),
    [
        (J.ENGLAND, "regulation 19(2); from memory, not checked"),
        (J.SCOTLAND, "seen in its source"),
        (J.WALES, "a suggestion of this program and no rule"),
    ],
)
def test_a_sanction_is_refused_with_the_rule_of_the_nation_and_its_mark(
    house: House, nation: Jurisdiction, mark: str
) -> None:
    of_nation(house, nation)
    said = refused(house.signed_in(), family_limit(KAI, linked_to_sanction=Answer.YES))["linked_to_sanction"]
    assert said.startswith("Family time is never limited as a sanction")
    assert f"In {nation.value.title()}:" in said
    assert mark in said


def test_not_to_have_answered_is_refused_as_well(services: Services) -> None:
    assert refused(services, family_limit(KAI, linked_to_sanction=Answer.NOT_KNOWN)) == {
        "linked_to_sanction": "Choose yes or no."
    }


def test_the_days_of_a_ground_bind_the_planned_end(services: Services) -> None:
    urgent = family_limit(KAI, ground=G.AUTHORITY_URGENT, planned_end=TODAY + timedelta(days=8))
    said = refused(services, urgent)["planned_end"]
    assert "runs out on 21 May 2026" in said
    assert "7 days at most" in said
    services.limits.save_limit(replace(urgent, planned_end=TODAY + timedelta(days=7)))
    services.limits.save_limit(replace(urgent, ground=G.COURT_ORDER))


PROTECTED = (
    "Solicitor", "Advocate", "Social worker", "Inspector", "Independent visitor", "Complaints manager",
    "Independent person (regulation 44)", "Children’s guardian (Cafcass)", "Children’s Commissioner",
)  # fmt: skip


@pytest.mark.parametrize("role", PROTECTED)
def test_a_protected_visitor_cannot_be_limited(services: Services, role: str) -> None:
    saved = services.people.save_person(
        NetworkPerson(young_person_id=KAI, name="Jo Tennant", who_they_are="Comes here", role=role,
                      circle=Circle.PROFESSIONAL)
    ).record  # fmt: skip
    said = refused(services, family_limit(KAI, person_id=saved.id, with_whom=""))
    assert role in said["person_id"]


@pytest.mark.parametrize(
    ("role", "circle"), [("Parent", Circle.OWN_PEOPLE), ("Teacher", Circle.PROFESSIONAL), ("Police inspector", Circle.PROFESSIONAL)]
)  # fmt: skip
def test_anybody_else_can(services: Services, role: str, circle: Circle) -> None:
    person = NetworkPerson(
        young_person_id=KAI, name="Sam", who_they_are="Mum, a social worker", role=role, circle=circle
    )
    saved = services.people.save_person(person).record
    assert (
        services.limits.save_limit(family_limit(KAI, person_id=saved.id, with_whom="")).record.with_whom
        == "Sam"
    )


def test_a_limit_on_somebody_who_became_protected_can_still_be_ended(services: Services) -> None:
    limit = services.limits.save_limit(family_limit(KAI)).record
    [nan] = services.people.network(KAI)
    services.people.save_person(replace(nan, role="Advocate", circle=Circle.PROFESSIONAL))
    assert "person_id" in refused(services, limit)
    services.limits.save_limit(replace(limit, ended_on=TODAY, why_ended="She is his advocate now."))


def lines(services: Services) -> list[tuple[str, Any, RestsOn]]:
    due = services.today.load().due
    return [(line.what, line.due_on, line.rests_on) for line in due if line.record_kind == "limits"]


COUNCIL = Notified(who="Wexcombe Council", within=NotifyWithin.DAY)


@pytest.mark.parametrize(
    ("waited", "words"),
    [
        (timedelta(0), "Wexcombe Council must hear by Fri 15 May, {at}, within 24 hours"),
        (timedelta(hours=20), "Wexcombe Council must hear by {at}, within 24 hours"),
        (timedelta(hours=25), "Wexcombe Council should have heard by {at}, within 24 hours"),
    ],
)
def test_who_must_hear_within_a_time_stands_on_today_until_they_have(
    house: House, waited: timedelta, words: str
) -> None:
    services = house.signed_in()
    notified = (Notified(who="Mum"), COUNCIL)
    saved = services.limits.save_limit(
        family_limit(KAI, ground=G.REGULATION_22, told_on=TODAY, notified=notified)
    ).record
    house.clock.moment = NOW + waited
    due = NOW.astimezone() + timedelta(days=1)
    said = words.format(at=f"{due:%H:%M}") + ": An adult is in the room"
    assert lines(services) == [(said, TODAY + timedelta(days=1), RestsOn.LAW)]
    told = replace(COUNCIL, told_at=(NOW + waited).isoformat())
    services.limits.save_limit(replace(saved, notified=(Notified(who="Mum"), told)))
    assert lines(services) == [], "for Mum no time is set; she stands in the list"


def test_several_who_must_hear_take_one_line_the_first_by_name(services: Services) -> None:
    mum = Notified(who="Mum", within=NotifyWithin.AT_ONCE)
    services.limits.save_limit(family_limit(KAI, told_on=TODAY, notified=(COUNCIL, mum)))
    assert lines(services) == [
        ("Mum must hear at once, and 1 more: An adult is in the room", TODAY, RestsOn.LAW)
    ]


def test_a_limit_with_fixed_days_stands_on_today_before_it_runs_out(services: Services) -> None:
    saved = services.limits.save_limit(family_limit(KAI, ground=G.AUTHORITY_URGENT, told_on=TODAY)).record
    last = TODAY + timedelta(days=7)
    assert lines(services) == [("Limit runs out: An adult is in the room", last, RestsOn.LAW)]
    services.limits.save_limit(replace(saved, planned_end=last - timedelta(days=1)))
    assert lines(services) == [
        ("Limit planned to end: An adult is in the room", last - timedelta(days=1), RestsOn.LAW)
    ]


def test_a_limit_nobody_told_them_of_is_still_to_tell(services: Services) -> None:
    limit = services.limits.save_limit(family_limit(KAI)).record
    told = next(one for one in services.today.load().still_to_tell if one.record_kind == "limits")
    assert (told.record_id, told.news) == (
        limit.id,
        "There is a limit on time with Nan since Thu 14 May: An adult is in the room",
    )
    services.limits.save_limit(replace(limit, told_on=TODAY, told_by="Femi"))
    assert not any(one.record_kind == "limits" for one in services.today.load().still_to_tell)


# -- looked at again ------------------------------------------------------------------------------------------


def looked_at(services: Services, **other: Any) -> LimitReview:
    return replace(family_limit_looked_at(services, KAI), **other)


def limit_of(services: Services, review: LimitReview) -> Limit:
    return next(one for one in services.limits.limits(KAI) if one.id == review.limit_id)


@pytest.mark.parametrize("outcome", [ReviewOutcome.KEPT, ReviewOutcome.EASED])
def test_a_limit_that_goes_on_has_its_next_day(services: Services, outcome: ReviewOutcome) -> None:
    next_on = TODAY + timedelta(days=28)
    review = looked_at(services, outcome=outcome, considered="Less of it.", next_on=next_on)
    services.limits.save_review(review)
    assert limit_of(services, review).review_on == next_on


def test_a_limit_that_has_ended_has_its_day_and_reason_and_is_not_looked_at_again(services: Services) -> None:
    review = looked_at(services)
    stored = services.limits.save_review(review).record
    ended = limit_of(services, review)
    assert (ended.ended_on, ended.why_ended) == (TODAY, "The calls have been quiet.")
    with pytest.raises(InputError, match="has ended"):
        services.limits.save_review(replace(review, because="Once more."))
    services.limits.save_review(replace(stored, because="All calls have been quiet."))
    assert limit_of(services, review).why_ended == "All calls have been quiet."


@pytest.mark.parametrize(
    ("other", "wrong"),
    [
        ({"held_on": TODAY + timedelta(days=1)}, "held_on"),
        ({"held_on": TODAY - timedelta(days=29)}, "held_on"),
        ({"held_by": ""}, "held_by"),
        ({"because": ""}, "because"),
        ({"outcome": ReviewOutcome.KEPT, "next_on": TODAY + timedelta(days=1)}, "considered"),
        ({"outcome": ReviewOutcome.KEPT, "considered": "Less."}, "next_on"),
        ({"outcome": ReviewOutcome.KEPT, "considered": "Less.", "next_on": TODAY}, "next_on"),
    ],
)
def test_a_look_again_that_cannot_be_is_asked_about(services: Services, other: Any, wrong: str) -> None:
    with pytest.raises(InputError) as told:
        services.limits.save_review(looked_at(services, **other))
    assert [problem.field for problem in told.value.problems] == [wrong]


def test_an_earlier_look_that_is_put_right_moves_nothing(services: Services) -> None:
    first = looked_at(
        services, outcome=ReviewOutcome.KEPT, considered="Less.", next_on=TODAY + timedelta(days=7)
    )
    stored = services.limits.save_review(replace(first, held_on=TODAY - timedelta(days=1))).record
    services.limits.save_review(replace(first, next_on=TODAY + timedelta(days=20)))
    services.limits.save_review(replace(stored, next_on=TODAY + timedelta(days=3)))
    assert limit_of(services, first).review_on == TODAY + timedelta(days=20)


def test_a_limit_of_somebody_else_is_not_looked_at(services: Services) -> None:
    review = looked_at(services)
    with pytest.raises(Gone):
        services.limits.save_review(replace(review, young_person_id=DEV))


def test_two_who_write_the_same_look_again_see_both(services: Services) -> None:
    stored = services.limits.save_review(looked_at(services)).record
    services.limits.save_review(replace(stored, because="Quiet."))
    with pytest.raises(EditConflict):
        services.limits.save_review(replace(stored, because="Calm."))


def test_somebody_who_is_nobody_of_theirs_cannot_be_limited(services: Services) -> None:
    with pytest.raises(Gone):
        services.limits.save_limit(family_limit(KAI, person_id=person_id(DEV)))


# -- what somebody is not to see ------------------------------------------------------------------------------


def found(services: Services, words: str) -> set[str]:
    return {found.hit.record_kind for found in services.search.find(words)}


def test_a_look_again_is_found_by_its_words_until_it_is_withheld(house: House) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    review = manager.limits.save_review(looked_at(manager, because="The zither was quiet.")).record
    assert found(house.signed_in(), "zither") == {"limit_reviews", "limits"}
    withhold(manager, "limit_reviews", review)
    lead = house.signed_in()
    assert lead.limits.reviews(KAI) == ()
    assert "limit_reviews" not in found(lead, "zither")
    assert manager.limits.reviews(KAI) == (review,)


def test_a_limit_that_is_withheld_hides_the_looks_at_it_and_is_not_on_today(house: House) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    saved = manager.limits.save_limit(
        family_limit(KAI, starts=TODAY - timedelta(days=9), notified=(COUNCIL,), review_on=TODAY)
    ).record
    review = looked_at(manager, limit_id=saved.id, outcome=ReviewOutcome.KEPT, considered="Less.")
    manager.limits.save_review(replace(review, next_on=TODAY + timedelta(days=1)))
    assert lines(house.signed_in())
    withhold(manager, "limits", saved)
    lead = house.signed_in()
    assert saved.id not in [limit.id for limit in lead.limits.limits(KAI)]
    assert lead.limits.reviews(KAI) == ()
    assert not any(line.record_id == saved.id for line in lead.today.load().due)


def test_who_heard_is_found_but_no_moment_counts_as_words(services: Services) -> None:
    told = Notified(who="Wexcombe Zither Council", told_at=NOW.isoformat(), how="by phone")
    saved = services.limits.save_limit(family_limit(KAI, notified=(told,))).record
    assert found(services, "zither") == {"limits"}
    assert words_of(saved)["notified"] == "Wexcombe Zither Council, by phone"


# -- in the log -----------------------------------------------------------------------------------------------


def test_who_heard_too_late_is_told_in_the_log_once(house: House) -> None:
    services = house.signed_in(Role.UNIT_MANAGER)
    saved = services.limits.save_limit(family_limit(KAI, notified=(COUNCIL,))).record
    house.clock.advance(timedelta(hours=26))
    late = replace(COUNCIL, told_at=house.clock.now().isoformat(), how="by phone")
    saved = services.limits.save_limit(replace(saved, notified=(late,))).record
    services.limits.save_limit(replace(saved, review_by="Graham"))
    told = services.audit.of_record(KAI, "limits", saved.id)
    [event] = [one for one in told if one.action == "heard_late"]
    assert "heard too late of a limit on family time" in event.sentence
    [change] = event.told
    assert change.field == "Who has to hear of it"
    assert change.after == f"{late.in_words}"
    assert change.after.startswith("Wexcombe Council, within 24 hours, Fri 15 May")


def test_who_heard_in_time_is_no_news(house: House) -> None:
    services = house.signed_in(Role.UNIT_MANAGER)
    saved = services.limits.save_limit(family_limit(KAI, notified=(COUNCIL,))).record
    told = replace(COUNCIL, told_at=NOW.isoformat())
    services.limits.save_limit(replace(saved, notified=(told,)))
    assert "heard_late" not in {one.action for one in services.audit.of_record(KAI, "limits", saved.id)}


def test_the_log_says_kinds_and_who_still_has_to_hear_in_words(house: House) -> None:
    services = house.signed_in(Role.UNIT_MANAGER)
    kinds = (FamilyTimeKind.PHONE, FamilyTimeKind.VIDEO)
    saved = services.limits.save_limit(family_limit(KAI, kinds=kinds, notified=(COUNCIL,))).record
    [added] = services.audit.of_record(KAI, "limits", saved.id)
    said = {change.field: change.after for change in added.told}
    assert said["Which kinds of family time"] == "Phone call, Video call"
    assert said["Who has to hear of it"] == "Wexcombe Council, within 24 hours, not told yet"
    assert said["Is it linked to a sanction?"] == "no"


def test_a_planned_end_is_among_the_next_dates(services: Services) -> None:
    services.limits.save_limit(family_limit(KAI, planned_end=TODAY + timedelta(days=3)))
    dates = services.young_people.overview(KAI).next_dates
    assert ("Limit planned to end: An adult is in the room", TODAY + timedelta(days=3)) in [
        (one.what, one.day) for one in dates
    ]


def a_solicitor(services: Services) -> str:
    """Add somebody whose visits are protected to Kai's people and return their id."""
    return services.people.save_person(
        NetworkPerson(
            young_person_id=KAI, name="Ms Law", who_they_are="Solicitor", role="Solicitor",
            circle=Circle.PROFESSIONAL,
        )
    ).record.id  # fmt: skip


def test_a_new_limit_on_a_protected_visitor_is_refused_also_as_one_that_has_ended(services: Services) -> None:
    over = {"starts": TODAY - timedelta(days=2), "ended_on": TODAY, "why_ended": "A mistake."}
    limit = family_limit(KAI, person_id=a_solicitor(services), with_whom="Ms Law", **over)
    assert "person_id" in refused(services, limit)


def test_a_protected_visitor_is_not_limited_by_somebody_who_is_not_shown_them(house: House) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    law = a_solicitor(manager)
    withhold(manager, "network_people", next(p for p in manager.people.network(KAI) if p.id == law))
    told = refused(house.signed_in(), family_limit(KAI, person_id=law, with_whom="Somebody"))
    assert "Law" not in told["person_id"]
