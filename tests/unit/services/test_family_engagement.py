"""Family engagement over a real store: what was asked is answered, what it is about is there, and who may see it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from securecare_desktop.core.errors import Gone, InputError
from securecare_desktop.domain.family_engagement import (
    CameTo,
    EngagementKind,
    FamilyEngagement,
    problems_in_engagement,
)
from securecare_desktop.domain.plan_reviews import PlanReview
from securecare_desktop.domain.staff import Role
from securecare_desktop.services.bundle import Services
from securecare_desktop.services.pack_content import engagements_to_print
from tests.support.house import DEV, KAI, MIA, TODAY, House, change_id, person_id
from tests.unit.services.left_out import add_dad, withhold

DAY = timedelta(days=1)


def asked(who: str = KAI, **other: Any) -> FamilyEngagement:
    given = {
        "young_person_id": who, "person_id": person_id(who), "with_whom": "", "kind": EngagementKind.QUESTION,
        "on": TODAY - DAY, "what": "Does he wear the blue coat?",
    }  # fmt: skip
    return FamilyEngagement(**{**given, **other})


@pytest.fixture
def services(house: House) -> Services:
    return house.signed_in(Role.RESIDENTIAL_WORKER)


@pytest.mark.parametrize(
    ("other", "wrong"),
    [
        ({}, []),
        ({"person_id": "", "what": " "}, ["person_id", "what"]),
        ({"on": TODAY + DAY}, ["on"]),
        ({"answer": "Yes."}, ["answered_on", "answered_by"]),
        ({"answered_on": TODAY}, ["answer", "answered_by"]),
        ({"answer": "Yes.", "answered_on": TODAY + DAY, "answered_by": "Femi"}, ["answered_on"]),
        ({"answer": "Yes.", "answered_on": TODAY - 2 * DAY, "answered_by": "Femi"}, ["answered_on"]),
        ({"answer": "Yes.", "answered_on": TODAY, "answered_by": "Femi"}, []),
        ({"kind": EngagementKind.UPDATE_GIVEN, "answer": "Yes."}, ["kind"]),
        ({"came": CameTo.CAME}, ["kind"]),
        ({"kind": EngagementKind.REVIEW_INVITATION, "came": CameTo.SENT_WORD}, []),
    ],
)
def test_an_answer_has_its_day_and_who_gave_it_and_only_an_invitation_says_who_came(
    other: dict[str, Any], wrong: list[str]
) -> None:
    assert [problem.field for problem in problems_in_engagement(asked(**other), TODAY)] == wrong


def test_it_is_stored_with_the_name_the_young_person_uses_the_newest_first(services: Services) -> None:
    services.family_engagement.save(asked())
    services.family_engagement.save(asked(kind=EngagementKind.UPDATE_GIVEN, on=TODAY, what="He has a bike."))
    found = services.family_engagement.list_for(KAI)
    assert [(one.what, one.with_whom) for one in found] == [
        ("He has a bike.", "Nan"),
        ("Does he wear the blue coat?", "Nan"),
    ]


def test_a_question_waits_until_it_is_answered_today_unless_another_day_is_said(services: Services) -> None:
    stored = services.family_engagement.save(asked()).record
    assert stored.waits_for_an_answer
    answered = services.family_engagement.answer(stored, " Yes, every day. ", "Femi Oduya").record
    assert (answered.answer, answered.answered_by, answered.answered_on) == (
        "Yes, every day.",
        "Femi Oduya",
        TODAY,
    )
    assert not answered.waits_for_an_answer
    earlier = services.family_engagement.answer(answered, "Yes.", "Femi Oduya", TODAY - DAY).record
    assert earlier.answered_on == TODAY - DAY


@pytest.mark.parametrize(
    ("answer", "by", "day", "field"),
    [
        ("", "Femi", None, "answer"),
        ("Yes.", " ", None, "answered_by"),
        ("Yes.", "Femi", TODAY + DAY, "answered_on"),
    ],
)
def test_an_answer_without_words_or_in_the_future_is_refused(
    services: Services, answer: str, by: str, day: Any, field: str
) -> None:
    stored = services.family_engagement.save(asked()).record
    with pytest.raises(InputError) as told:
        services.family_engagement.answer(stored, answer, by, day)
    assert [problem.field for problem in told.value.problems] == [field]
    assert services.family_engagement.list_for(KAI) == (stored,)


def test_only_a_question_or_a_complaint_is_answered(services: Services) -> None:
    stored = services.family_engagement.save(asked(kind=EngagementKind.UPDATE_GIVEN)).record
    with pytest.raises(InputError) as told:
        services.family_engagement.answer(stored, "Yes.", "Femi")
    assert [problem.field for problem in told.value.problems] == ["kind"]


def test_what_it_is_about_is_offered_and_its_kind_is_found_out_by_the_service(house: House) -> None:
    lead = house.signed_in(Role.SHIFT_LEAD)
    with lead.session._opened().work(lead.session.actor_of(lead.session.actor)) as work:
        review = work.plan_reviews.add(PlanReview(young_person_id=KAI, due_on=TODAY + 30 * DAY))
    offered = {about.id: about for about in lead.family_engagement.about(KAI)}
    assert set(offered) == {review.id, change_id(KAI)}
    assert "Review of the plan" in offered[review.id].words
    assert offered[change_id(KAI)].words.startswith("Change of key worker, ")
    for about_id in offered:
        stored = lead.family_engagement.save(asked(about_id=about_id, about_kind="limits")).record
        assert stored.about_kind == offered[about_id].kind


def test_what_it_is_about_belongs_to_the_same_young_person(services: Services) -> None:
    for about_id in (change_id(DEV), change_id(MIA), "nothing"):
        with pytest.raises(Gone):
            services.family_engagement.save(asked(about_id=about_id))
    with pytest.raises(Gone):
        services.family_engagement.save(asked(person_id=person_id(DEV)))
    assert services.family_engagement.list_for(KAI) == ()


def test_it_can_be_withheld_whole_or_in_a_passage(house: House) -> None:
    lead = house.signed_in(Role.SHIFT_LEAD)
    first = lead.family_engagement.save(asked(DEV, what="Is the zither his?")).record
    second = lead.family_engagement.save(asked(DEV, what="Who has the orchard key?")).record
    withhold(lead, first)
    withhold(lead, second, field="what", words="orchard key")
    (seen,) = house.signed_in(Role.AGENCY_WORKER).family_engagement.list_for(DEV)
    assert seen.id == second.id
    assert "orchard" not in seen.what


def test_find_leads_to_it(services: Services) -> None:
    stored = services.family_engagement.save(asked(what="Is the zither his?")).record
    (found,) = services.search.find("zither")
    hit = found.hit
    assert (hit.record_kind, hit.record_id, hit.title) == ("family_engagements", stored.id, "Question: Nan")


def test_a_change_is_saved_on_top_of_what_was_read(services: Services) -> None:
    stored = services.family_engagement.save(asked()).record
    changed = services.family_engagement.save(replace(stored, what="Does he like the blue coat?")).record
    assert (changed.version, changed.with_whom) == (stored.version + 1, "Nan")


def test_whoever_may_not_see_somebody_does_not_see_what_was_done_with_them(house: House) -> None:
    lead = house.signed_in(Role.SHIFT_LEAD)
    dad = add_dad(lead)
    lead.family_engagement.save(asked(DEV, person_id=dad.id))
    withhold(lead, dad)
    agency = house.signed_in(Role.AGENCY_WORKER)
    found = agency.family_engagement.list_for(DEV)
    assert all("Dad" not in one.with_whom for one in found)
    assert agency.search.find("Dad") == ()


def test_the_log_tells_a_new_entry_and_its_answer_in_words(house: House) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    stored = manager.family_engagement.save(asked()).record
    manager.family_engagement.answer(stored, "Yes.", "Femi")
    told = [line.sentence for line in manager.audit.of_record(KAI, "family_engagements", stored.id)]
    assert any("The answer" in sentence for sentence in told)


def test_a_pack_tells_what_waits_and_the_newest_of_the_rest(services: Services) -> None:
    old = services.family_engagement.save(asked(on=TODAY - 300 * DAY, what="Where is his coat?")).record
    for days in range(1, 7):
        update = asked(kind=EngagementKind.UPDATE_GIVEN, on=TODAY - days * DAY, what=f"Week {days}")
        services.family_engagement.save(update)
    with services.session._opened().reading() as work:
        printed = engagements_to_print(work, KAI)
    assert [one.what for one in printed] == ["Week 1", "Week 2", "Week 3", old.what]
