"""What belongs to no version of the plan: limits that are looked at again, and decisions."""

from dataclasses import replace
from datetime import timedelta

import pytest

from securecare_desktop.core.errors import Gone, InputError
from securecare_desktop.domain.plans import Decision, LiveRestriction, RestrictionReview, ReviewOutcome
from securecare_desktop.domain.staff import Role
from securecare_desktop.domain.withholding import FromWhom, Withholding
from securecare_desktop.services.bundle import Services
from tests.support.house import DEV, KAI, TODAY, House
from tests.unit.services.permission_plans import restriction

NEXT = TODAY + timedelta(days=28)


def limit(services: Services, **other: object) -> LiveRestriction:
    return services.plans.save_restriction(restriction(KAI, **other)).record


def looked_at(known: LiveRestriction, **other: object) -> RestrictionReview:
    given = {
        "young_person_id": KAI, "restriction_id": known.id, "held_on": TODAY, "outcome": ReviewOutcome.KEPT,
        "because": "Two finds in March", "held_by": "Graham Pell", "considered": "Once a month", "next_on": NEXT,
    }  # fmt: skip
    return RestrictionReview(**{**given, **other})


def now(services: Services) -> LiveRestriction:
    (found,) = services.plans.restrictions(KAI)
    return found


@pytest.mark.parametrize("outcome", [ReviewOutcome.KEPT, ReviewOutcome.EASED])
def test_a_limit_that_was_looked_at_goes_on_to_its_next_day(house: House, outcome: ReviewOutcome) -> None:
    services = house.signed_in()
    known = limit(services)
    services.plans.review_restriction(looked_at(known, outcome=outcome))
    assert (now(services).review_on, now(services).ended_on) == (NEXT, None)
    assert [r.outcome for r in services.plans.restriction_reviews(KAI)] == [outcome]


def test_a_limit_is_not_looked_at_before_it_began(house: House) -> None:
    services = house.signed_in()
    known = limit(services, starts=TODAY)
    before = TODAY - timedelta(days=1)
    with pytest.raises(InputError) as told:
        services.plans.review_restriction(looked_at(known, held_on=before, outcome=ReviewOutcome.ENDED))
    assert [problem.field for problem in told.value.problems] == ["held_on"]
    assert now(services) == known


def test_a_limit_that_is_ended_says_why_and_is_not_looked_at_again(house: House) -> None:
    services = house.signed_in()
    known = limit(services)
    services.plans.review_restriction(
        looked_at(known, outcome=ReviewOutcome.ENDED, because="It is quiet since March.")
    )
    assert (now(services).ended_on, now(services).ended_because) == (TODAY, "It is quiet since March.")
    with pytest.raises(InputError, match="has ended"):
        services.plans.review_restriction(looked_at(known))


def test_only_the_newest_look_at_a_limit_moves_it(house: House) -> None:
    services = house.signed_in()
    known = limit(services, starts=TODAY - timedelta(days=40))
    early = looked_at(known, held_on=TODAY - timedelta(days=20), next_on=TODAY)
    first = services.plans.review_restriction(early).record
    services.plans.review_restriction(looked_at(known))
    services.plans.review_restriction(replace(first, next_on=TODAY + timedelta(days=2)))
    assert now(services).review_on == NEXT
    newest = services.plans.restriction_reviews(KAI)[0]
    services.plans.review_restriction(replace(newest, next_on=NEXT + timedelta(days=1)))
    assert now(services).review_on == NEXT + timedelta(days=1)


def test_putting_an_old_look_right_opens_no_limit_that_was_ended_since(house: House) -> None:
    services = house.signed_in()
    known = limit(services)
    kept = services.plans.review_restriction(looked_at(known)).record
    ended = replace(now(services), ended_on=TODAY, ended_because="The court took it off.")
    services.plans.save_restriction(ended)
    services.plans.review_restriction(replace(kept, held_by="Graham Pell, Femi Oduya"))
    assert (now(services).ended_on, now(services).ended_because) == (TODAY, "The court took it off.")


def test_putting_an_old_look_right_takes_back_no_day_that_was_chosen_since(house: House) -> None:
    services = house.signed_in()
    known = limit(services)
    kept = services.plans.review_restriction(looked_at(known)).record
    sooner = TODAY + timedelta(days=7)
    services.plans.save_restriction(replace(now(services), review_on=sooner))
    services.plans.review_restriction(replace(kept, because="Two finds in March, one in April"))
    assert now(services).review_on == sooner


def test_a_look_that_ended_a_limit_by_mistake_can_be_put_right(house: House) -> None:
    services = house.signed_in()
    known = limit(services)
    mistaken = services.plans.review_restriction(looked_at(known, outcome=ReviewOutcome.ENDED)).record
    services.plans.review_restriction(replace(mistaken, outcome=ReviewOutcome.KEPT))
    assert (now(services).review_on, now(services).ended_on, now(services).ended_because) == (NEXT, None, "")


def test_no_gap_of_what_somebody_does_not_see_is_written_into_the_limit(house: House) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    ended = looked_at(limit(manager), outcome=ReviewOutcome.ENDED, because="Nan told us of the zither.")
    review = manager.plans.review_restriction(ended).record
    manager.withholding.withhold(
        Withholding(
            young_person_id=KAI, record_kind="restriction_reviews", record_id=review.id, field="because",
            words="of the zither", from_whom=FromWhom.ROLE, from_id="shift_lead", from_name="", because="He asked.",
        )
    )  # fmt: skip
    lead = house.signed_in()
    (seen,) = lead.plans.restriction_reviews(KAI)
    lead.plans.review_restriction(replace(seen, held_by="Graham Pell, Femi Oduya"))
    assert now(house.signed_in(Role.UNIT_MANAGER)).ended_because == "Nan told us of the zither."


def test_a_limit_ends_today_or_earlier_and_is_in_force_until_then(house: House) -> None:
    services = house.signed_in()
    known = limit(services)
    later = replace(known, ended_on=TODAY + timedelta(days=1), ended_because="The order runs out.")
    with pytest.raises(InputError) as told:
        services.plans.save_restriction(later)
    assert [p.field for p in told.value.problems] == ["ended_on"]
    assert now(services).ended_on is None


def test_nobody_was_told_of_a_limit_on_a_day_to_come(house: House) -> None:
    services = house.signed_in()
    known = limit(services)
    with pytest.raises(InputError) as told:
        services.plans.save_restriction(replace(known, told_how="At tea", told_on=TODAY + timedelta(days=1)))
    assert [p.field for p in told.value.problems] == ["told_on"]


def test_nothing_is_written_of_a_look_that_does_not_say_enough(house: House) -> None:
    services = house.signed_in()
    known = limit(services)
    with pytest.raises(InputError) as told:
        services.plans.review_restriction(looked_at(known, because="", next_on=None))
    assert [p.field for p in told.value.problems] == ["because", "next_on"]
    with pytest.raises(Gone):
        services.plans.review_restriction(looked_at(known, young_person_id=DEV))
    assert services.plans.restriction_reviews(KAI) == ()
    assert now(services) == known


def test_decisions_made_without_agreement_are_listed_by_themselves(house: House) -> None:
    services = house.signed_in()
    services.plans.save_decision(Decision(young_person_id=KAI, what="Bike trip on Sunday"))
    services.plans.save_decision(
        Decision(
            young_person_id=KAI, what="No phone at night", with_agreement=False, not_followed="His phone at night",
            not_followed_because="The order says so.",
        )
    )  # fmt: skip
    assert [d.what for d in services.plans.decisions_without_agreement(KAI)] == ["No phone at night"]
    assert len(services.plans.decisions(KAI)) == 2
