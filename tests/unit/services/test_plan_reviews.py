"""Reviews of the plan follow each other from the day they are held, as the file of rhythms says."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from securecare_desktop.core import resource_files
from securecare_desktop.core.errors import EditConflict, InputError
from securecare_desktop.core.paths import resource
from securecare_desktop.domain.checklists import RestsOn
from securecare_desktop.domain.plan_reviews import Guest, PlanReview
from securecare_desktop.domain.staff import Jurisdiction, Role
from securecare_desktop.domain.time_limits import months_later
from securecare_desktop.domain.withholding import FromWhom, Withholding
from securecare_desktop.domain.young_people import LegalBasis
from securecare_desktop.services.bundle import Services
from securecare_desktop.services.rhythm_file import FILE, read_rhythm_file
from tests.support.house import KAI, TODAY, House
from tests.unit.services.permission_plans import held


def planned(services: Services) -> tuple[PlanReview, ...]:
    return tuple(r for r in services.plan_reviews.reviews(KAI) if r.held_on is None)


def test_the_first_review_is_planned_and_the_next_one_from_the_day_it_was_held(house: House) -> None:
    services = house.signed_in()
    first = services.plan_reviews.plan_first(KAI, "scotland_secure_placement", TODAY).record
    assert (first.due_on, first.step) == (TODAY + timedelta(days=7), 1)
    house.clock.advance(timedelta(days=9))
    done = replace(held(first), held_on=TODAY + timedelta(days=9), led_by="Graham Pell")
    services.plan_reviews.hold(done)
    (second,) = planned(services)
    assert (second.due_on, second.step, second.led_by) == (date(2026, 6, 23), 2, "Graham Pell")
    assert second.took_part == second.outcomes == ""


def test_a_review_that_is_put_right_afterwards_plans_nothing_again(house: House) -> None:
    services = house.signed_in()
    first = services.plan_reviews.plan_first(KAI, "team_monthly", TODAY).record
    stored = services.plan_reviews.hold(held(first)).record
    services.plan_reviews.hold(replace(stored, outcomes="The course goes on, and a bike."))
    assert len(planned(services)) == 1
    assert len(services.plan_reviews.reviews(KAI)) == 2


def test_a_review_that_is_saved_as_held_is_followed_by_the_next_one_as_well(house: House) -> None:
    services = house.signed_in()
    first = services.plan_reviews.plan_first(KAI, "team_monthly", TODAY).record
    services.plan_reviews.save(held(first))
    (second,) = planned(services)
    assert second.step == 2


def test_the_next_review_follows_when_the_day_the_last_one_was_held_is_put_right(house: House) -> None:
    services = house.signed_in()
    first = services.plan_reviews.plan_first(KAI, "team_monthly", TODAY - timedelta(days=60)).record
    stored = services.plan_reviews.hold(held(first)).record
    (second,) = planned(services)
    earlier = TODAY - timedelta(days=10)
    services.plan_reviews.save(replace(stored, held_on=earlier))
    (moved,) = planned(services)
    assert (moved.id, moved.due_on) == (second.id, months_later(earlier, 1))


def test_a_next_review_that_somebody_moved_stays_where_they_put_it(house: House) -> None:
    services = house.signed_in()
    first = services.plan_reviews.plan_first(KAI, "team_monthly", TODAY - timedelta(days=60)).record
    stored = services.plan_reviews.hold(held(first)).record
    (second,) = planned(services)
    put = TODAY + timedelta(days=12)
    services.plan_reviews.save(replace(second, due_on=put, moved_because="Nan can come then."))
    services.plan_reviews.save(replace(stored, held_on=TODAY - timedelta(days=10)))
    assert [r.due_on for r in planned(services)] == [put]


def test_a_review_that_was_held_on_another_day_than_planned_keeps_the_rules_of_its_form(house: House) -> None:
    services = house.signed_in()
    first = services.plan_reviews.plan_first(KAI, "team_monthly", TODAY).record
    with pytest.raises(InputError) as told:
        services.plan_reviews.hold(replace(held(first), guests=(Guest(name=" "),)))
    assert [p.field for p in told.value.problems] == ["guests"]


def test_a_review_of_no_rhythm_is_followed_by_nothing(house: House) -> None:
    services = house.signed_in()
    asked = services.plan_reviews.save(PlanReview(young_person_id=KAI, due_on=TODAY)).record
    services.plan_reviews.hold(held(asked))
    assert planned(services) == ()


def test_a_review_that_was_held_is_not_planned_again_beside_the_next_one(house: House) -> None:
    services = house.signed_in()
    services.plan_reviews.plan_first(KAI, "team_monthly", TODAY - timedelta(days=40))
    done = services.plan_reviews.hold(held(planned(services)[0])).record
    with pytest.raises(InputError) as told:
        services.plan_reviews.save(replace(done, held_on=None))
    assert [p.field for p in told.value.problems] == ["held_on"]
    assert len(planned(services)) == 1


def test_no_review_is_held_before_the_one_before_it_in_its_rhythm(house: House) -> None:
    services = house.signed_in()
    services.plan_reviews.plan_first(KAI, "team_monthly", TODAY - timedelta(days=60))
    services.plan_reviews.plan_first(KAI, "scotland_secure_placement", TODAY - timedelta(days=60))
    monthly = next(r for r in planned(services) if r.rhythm == "team_monthly")
    first = services.plan_reviews.hold(held(monthly)).record
    second = next(r for r in planned(services) if r.rhythm == "team_monthly")
    with pytest.raises(InputError) as told:
        services.plan_reviews.hold(replace(held(second), held_on=TODAY - timedelta(days=1)))
    (problem,) = told.value.problems
    assert problem.field == "held_on"
    assert problem.sentence == "The review before it was held on 14 May. Choose that day or one after it."
    services.plan_reviews.hold(held(second))
    other = next(r for r in planned(services) if r.rhythm == "scotland_secure_placement")
    services.plan_reviews.hold(replace(held(other), held_on=TODAY - timedelta(days=9)))
    services.plan_reviews.save(replace(first, held_on=TODAY - timedelta(days=2)))


def test_a_day_that_is_put_right_is_not_after_the_review_that_followed(house: House) -> None:
    services = house.signed_in()
    services.plan_reviews.plan_first(KAI, "team_monthly", TODAY - timedelta(days=90))
    early = TODAY - timedelta(days=50)
    first = services.plan_reviews.hold(replace(held(planned(services)[0]), held_on=early)).record
    services.plan_reviews.hold(replace(held(planned(services)[0]), held_on=TODAY - timedelta(days=20)))
    with pytest.raises(InputError) as told:
        services.plan_reviews.save(replace(first, held_on=TODAY - timedelta(days=10)))
    (problem,) = told.value.problems
    assert problem.field == "held_on"
    assert problem.sentence == "The review after it was held on 24 Apr. Choose that day or one before it."


def test_one_review_of_a_rhythm_is_planned_at_a_time(house: House) -> None:
    services = house.signed_in()
    services.plan_reviews.plan_first(KAI, "team_monthly", TODAY)
    with pytest.raises(InputError, match="planned already"):
        services.plan_reviews.plan_first(KAI, "team_monthly", TODAY)
    with pytest.raises(InputError):
        services.plan_reviews.plan_first(KAI, "no such rhythm", TODAY)


def test_a_review_stays_in_its_rhythm_and_says_why_it_is_moved(house: House) -> None:
    services = house.signed_in()
    first = services.plan_reviews.plan_first(KAI, "team_monthly", TODAY).record
    moved = replace(first, due_on=TODAY, rhythm="", step=5)
    with pytest.raises(InputError) as told:
        services.plan_reviews.save(moved)
    assert [p.field for p in told.value.problems] == ["moved_because"]
    guests = (Guest(name="Nan", who="Grandmother", asked_for=True),)
    stored = services.plan_reviews.save(replace(moved, moved_because="Mum is ill.", guests=guests)).record
    assert (stored.rhythm, stored.step, stored.guests) == ("team_monthly", 1, guests)
    with pytest.raises(EditConflict):
        services.plan_reviews.save(replace(moved, moved_because="Another reason."))


def test_a_guest_who_is_withheld_from_somebody_stays_when_they_write_beside_them(house: House) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    guests = (Guest(name="Dav Osei", who="Father"), Guest(name="Nan"))
    review = manager.plan_reviews.save(PlanReview(young_person_id=KAI, due_on=TODAY, guests=guests)).record
    manager.withholding.withhold(
        Withholding(
            young_person_id=KAI, record_kind="plan_reviews", record_id=review.id, field="guests",
            words="Dav Osei", from_whom=FromWhom.ROLE, from_id="shift_lead", from_name="", because="Court order.",
        )
    )  # fmt: skip
    lead = house.signed_in()
    (seen,) = lead.plan_reviews.reviews(KAI)
    assert [guest.name for guest in seen.guests] == ["[left out]", "Nan"]
    assert lead.search.find("Osei") == ()
    with pytest.raises(InputError, match="not shown to you"):
        lead.plan_reviews.save(replace(seen, guests=(Guest(name="Nan"),)))
    lead.plan_reviews.save(replace(seen, guests=(*seen.guests, Guest(name="Femi"))))
    (whole,) = manager.plan_reviews.reviews(KAI)
    assert whole.guests == (*guests, Guest(name="Femi"))


def test_a_whole_list_of_guests_can_be_withheld(house: House) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    guests = (Guest(name="Dav Osei", who="Father"), Guest(name="Nan"))
    review = manager.plan_reviews.save(PlanReview(young_person_id=KAI, due_on=TODAY, guests=guests)).record
    manager.withholding.withhold(
        Withholding(
            young_person_id=KAI, record_kind="plan_reviews", record_id=review.id, field="guests",
            from_whom=FromWhom.ROLE, from_id="shift_lead", from_name="", because="Court order.",
        )
    )  # fmt: skip
    lead = house.signed_in()
    (seen,) = lead.plan_reviews.reviews(KAI)
    assert seen.guests == (Guest(name="[left out]"),)
    lead.plan_reviews.save(replace(seen, led_by="Femi"))
    (whole,) = manager.plan_reviews.reviews(KAI)
    assert (whole.guests, whole.led_by) == (guests, "Femi")


def test_the_next_review_takes_over_no_gap_of_what_somebody_does_not_see(house: House) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    first = manager.plan_reviews.plan_first(KAI, "team_monthly", TODAY).record
    first = manager.plan_reviews.save(replace(first, planned_at_place="Marigold Cottage")).record
    manager.withholding.withhold(
        Withholding(
            young_person_id=KAI, record_kind="plan_reviews", record_id=first.id, field="planned_at_place",
            from_whom=FromWhom.ROLE, from_id="shift_lead", from_name="", because="Court order.",
        )
    )  # fmt: skip
    lead = house.signed_in()
    (seen,) = planned(lead)
    lead.plan_reviews.hold(held(seen))
    (following,) = planned(house.signed_in(Role.UNIT_MANAGER))
    assert following.planned_at_place == ""


# -- the file ---------------------------------------------------------------------------------------------------


def test_a_unit_is_offered_the_rhythms_of_its_country_and_those_of_everybody(house: House) -> None:
    found = house.signed_in().plan_reviews.rhythms(KAI)
    unit = house.signed_in(Role.UNIT_MANAGER)
    nation = next(u.jurisdiction for u in unit.units.list() if u.id == unit.session.actor.unit_id)
    assert {j for r in found for j in r.jurisdictions} == {nation}
    assert any(not r.jurisdictions for r in found)


def test_whoever_is_here_under_the_law_of_another_nation_is_offered_its_rhythms(house: House) -> None:
    services = house.signed_in(Role.UNIT_MANAGER)
    (stay,) = services.stays.list_for(KAI)
    services.stays.save(replace(stay, legal_basis=LegalBasis.WALES_SECTION_119))
    found = services.plan_reviews.rhythms(KAI)
    assert {j for r in found for j in r.jurisdictions} == {Jurisdiction.ENGLAND, Jurisdiction.WALES}


def test_the_file_that_ships_is_whole_and_says_what_was_not_checked() -> None:
    file = read_rhythm_file()
    assert file.faults == ()
    assert {j for r in file.rhythms for j in r.jurisdictions} == set(Jurisdiction)
    assert [r.key for r in file.rhythms if not r.checked] == ["scotland_looked_after"]
    assert all(r.source for r in file.rhythms if r.rests_on is RestsOn.LAW)


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ('steps = ["7 days", "1 months", "1 months"]', 'steps = ["7 moons"]', '"steps" has to be a list'),
        (
            'steps = ["7 days", "1 months", "1 months"]',
            'steps = ["120000 months"]',
            '"steps" has to be a list',
        ),
        ('steps = ["7 days", "1 months", "1 months"]', "steps = []", '"steps" has to be a list'),
        ('key = "team_monthly"', 'key = "wales_personal_plan"', "wales_personal_plan"),
        ('rests_on = "team"', 'rests_on = "habit"', '"rests_on" has to be law, guidance or team.'),
    ],
)
def test_a_mistake_names_the_file_and_the_line_and_leaves_the_other_rhythms(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str, after: str, what: str
) -> None:
    text = resource(FILE).read_text(encoding="utf-8")
    (tmp_path / "clocks").mkdir()
    assert before in text
    (tmp_path / FILE).write_text(text.replace(before, after), encoding="utf-8")
    monkeypatch.setattr(resource_files, "resource", lambda name: tmp_path / name)
    file = read_rhythm_file()
    (fault,) = file.faults
    assert fault.file == FILE
    assert fault.line > 1
    assert what in fault.what
    assert len(file.rhythms) == text.count("\n[[rhythm]]") - 1
