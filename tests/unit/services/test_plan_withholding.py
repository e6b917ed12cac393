"""What belongs to a plan can be withheld and found like everything else, in all its versions at once."""

from dataclasses import replace
from typing import Any

import pytest

from securecare_desktop.core.errors import Gone, InputError
from securecare_desktop.domain.actions import PlannedAction
from securecare_desktop.domain.communication_aids import AidSession, Placed
from securecare_desktop.domain.own_words import HowGiven
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.plan_reviews import Guest, PlanReview
from securecare_desktop.domain.plans import (
    Goal,
    GoalNote,
    GoalState,
    PlanPart,
    PlanState,
    RestrictionReview,
    ReviewOutcome,
)
from securecare_desktop.domain.record import Record
from securecare_desktop.domain.staff import Role
from securecare_desktop.domain.withholding import FromWhom, Withholding
from securecare_desktop.services.bundle import Services
from tests.support.house import DEV, KAI, TODAY, House
from tests.unit.services.permission_plans import held, restriction


def withhold(services: Services, kind: str, record: Record, **other: str) -> None:
    """Withhold something from shift leads."""
    services.withholding.withhold(
        Withholding(
            young_person_id=KAI, record_kind=kind, record_id=record.id, from_whom=FromWhom.ROLE,
            from_id="shift_lead", from_name="", because="He asked for it.", **other,
        )
    )  # fmt: skip


def counts(services: Services) -> None:
    """Have the version being written count, as if it had been signed."""
    with services.session.writing(Action.EDIT_PLAN, KAI) as work:
        version = work.plan_versions.being_written(KAI)
        assert version is not None
        work.plan_versions.save(replace(version, state=PlanState.CURRENT))


def everything(services: Services) -> dict[str, Record]:
    """Write one of everything that belongs to a plan, each with the word "zither" in it."""
    plans = services.plans
    part = PlanPart(young_person_id=KAI, plan_version_id="", section=4, text="The zither at nine")
    made: dict[str, Record] = {"plan_parts": plans.save_part(part).record}
    goal = plans.save_goal(Goal(young_person_id=KAI, plan_version_id="", title="The zither club")).record
    made["goals"] = goal
    note = GoalNote(young_person_id=KAI, lineage_id=goal.lineage_id, on=TODAY, text="A zither of his own")
    made["goal_notes"] = plans.save_note(note).record
    limit = plans.save_restriction(restriction(KAI, what="No zither after ten")).record
    made["restrictions"] = limit
    made["restriction_reviews"] = plans.review_restriction(
        RestrictionReview(
            young_person_id=KAI, restriction_id=limit.id, held_on=TODAY, outcome=ReviewOutcome.ENDED,
            because="It is quiet now", held_by="Graham", considered="The zither until eleven",
        )
    ).record  # fmt: skip
    review = PlanReview(young_person_id=KAI, due_on=TODAY, guests=(Guest(name="Zither teacher"),))
    made["plan_reviews"] = services.plan_reviews.hold(held(review)).record
    made["aid_sessions"] = services.communication_aids.save(
        AidSession(young_person_id=KAI, on=TODAY, topic="Music", placed=(Placed(option="Zither"),))
    ).record
    (version,) = plans.versions(KAI)
    shared = replace(
        version, shared_on=TODAY, shared_how="Read", shared_by="Femi", comments="Zither first.",
        comments_how=HowGiven.SAID,
    )  # fmt: skip
    made["plan_versions"] = plans.share(shared).record
    return made


def test_their_own_copy_leaves_out_what_is_withheld_from_the_young_person(house: House) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    part = PlanPart(
        young_person_id=KAI, plan_version_id="", section=2, text="Dad has left the country. We talk."
    )
    stored = manager.plans.save_part(part).record
    goal = manager.plans.save_goal(
        Goal(young_person_id=KAI, plan_version_id="", title="Meet the judge")
    ).record
    for kind, record, other in (
        ("plan_parts", stored, {"field": "text", "words": "Dad has left the country."}),
        ("goals", goal, {}),
    ):
        manager.withholding.withhold(
            Withholding(
                young_person_id=KAI, record_kind=kind, record_id=record.id, from_whom=FromWhom.YOUNG_PERSON,
                from_id="", from_name="", because="The court says so.", **other,
            )
        )  # fmt: skip
    version, (copied,), goals = manager.plans.copy_for_them(KAI)
    assert version == manager.plans.being_written(KAI)
    assert ("Dad" in copied.text, "We talk." in copied.text, goals) == (False, True, ())
    assert manager.plans.parts(KAI) == (stored,)
    dev = manager.plans.save_part(replace(part, young_person_id=DEV)).record
    with pytest.raises(Gone):
        manager.plans.copy_for_them(KAI, dev.plan_version_id)


def found(services: Services) -> set[tuple[str, str]]:
    return {(f.hit.record_kind, f.hit.record_id) for f in services.search.find("zither")}


def test_everything_of_a_plan_is_found_by_its_words(house: House) -> None:
    services = house.signed_in()
    made = everything(services)
    assert found(services) == {(kind, record.id) for kind, record in made.items()}


@pytest.mark.parametrize(
    ("kind", "field", "words"),
    [
        ("plan_parts", "text", "zither"),
        ("goals", "title", "zither"),
        ("goal_notes", "text", "zither"),
        ("restrictions", "what", "zither"),
        ("restriction_reviews", "considered", "zither"),
        ("plan_reviews", "guests", "Zither"),
        ("aid_sessions", "placed", "Zither"),
        ("plan_versions", "comments", "Zither"),
        ("goal_notes", "", ""),
        ("restriction_reviews", "", ""),
        ("plan_reviews", "", ""),
        ("aid_sessions", "", ""),
    ],
)
def test_what_is_withheld_is_not_found_any_more(house: House, kind: str, field: str, words: str) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    made = everything(manager)
    withhold(manager, kind, made[kind], **({"field": field, "words": words} if field else {}))
    hidden = {(kind, made[kind].id)}
    assert found(manager) - found(house.signed_in()) == hidden


def test_a_goal_that_is_withheld_hides_its_notes_actions_and_copies(house: House) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    goal = manager.plans.save_goal(Goal(young_person_id=KAI, plan_version_id="", title="The zither")).record
    counts(manager)
    draft = manager.plans.start_version(KAI).record
    whose: dict[str, Any] = {"young_person_id": KAI}
    manager.plans.save_note(GoalNote(**whose, lineage_id=goal.lineage_id, on=TODAY, text="Three lessons"))
    manager.actions.save(
        PlannedAction(**whose, what="Ring the club", by=TODAY, goal_lineage_id=goal.lineage_id)
    )
    withhold(manager, "goals", goal)
    lead = house.signed_in()
    assert lead.plans.goals(KAI) == lead.plans.goals(KAI, draft.id) == lead.plans.notes(KAI) == ()
    assert lead.actions.for_goals(KAI) == ()
    assert not any(line.record_kind == "actions" for line in lead.today.load().due)
    with pytest.raises(Gone):
        lead.plans.close_goal(goal, GoalState.MET)
    with pytest.raises(Gone):
        lead.plans.save_note(GoalNote(**whose, lineage_id=goal.lineage_id, on=TODAY, text="No"))


def test_whoever_does_not_see_a_goal_carries_it_on_all_the_same(house: House) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    goal = manager.plans.save_goal(Goal(young_person_id=KAI, plan_version_id="", title="The zither")).record
    counts(manager)
    withhold(manager, "goals", goal)
    draft = house.signed_in().plans.start_version(KAI).record
    (copy,) = manager.plans.goals(KAI, draft.id)
    assert copy.lineage_id == goal.lineage_id
    lead = house.signed_in()
    assert lead.plans.goals(KAI, draft.id) == ()
    lead.plans.share(replace(draft, why_not_asked="He is at the hospital."))
    with pytest.raises(InputError, match="not shown to you"):
        lead.plans.sign(draft.id)


def test_a_limit_that_is_withheld_hides_the_looks_at_it(house: House) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    made = everything(manager)
    withhold(manager, "restrictions", made["restrictions"])
    lead = house.signed_in()
    assert lead.plans.restrictions(KAI) == lead.plans.restriction_reviews(KAI) == ()


def two_versions(manager: Services) -> tuple[PlanPart, PlanPart]:
    """Return the same section in the version that counts and in its copy that is being written."""
    text = "Tea at four. The zither at nine."
    manager.plans.save_part(PlanPart(young_person_id=KAI, plan_version_id="", section=4, text=text))
    counts(manager)
    draft = manager.plans.start_version(KAI).record
    (old,), (new,) = manager.plans.parts(KAI), manager.plans.parts(KAI, draft.id)
    return old, new


@pytest.mark.parametrize(
    ("passage", "left"), [("The zither at nine.", "Tea at four. [left out]"), ("", "[left out]")]
)
@pytest.mark.parametrize("withheld_of_the_copy", [True, False])
def test_what_is_withheld_of_a_section_is_withheld_in_every_version(
    house: House, passage: str, left: str, withheld_of_the_copy: bool
) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    old, new = two_versions(manager)
    withhold(manager, "plan_parts", new if withheld_of_the_copy else old, field="text", words=passage)
    lead = house.signed_in()
    seen = [lead.plans.parts(KAI, part.plan_version_id)[0] for part in (old, new)]
    assert [part.text for part in seen] == [left, left]
    assert found(lead) == set()
    assert found(manager)
    for part in (old, new):
        events = lead.audit.of_record(KAI, "plan_parts", part.id)
        assert "zither" not in str([(event.sentence, event.changes, event.told) for event in events])
    lead.plans.save_part(replace(seen[1], text=f"{left} Bed at ten."))
    assert manager.plans.parts(KAI, new.plan_version_id)[0].text == f"{new.text} Bed at ten."


def test_what_is_withheld_of_a_goal_is_withheld_in_every_version_and_of_no_other_goal(house: House) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    goal = manager.plans.save_goal(
        Goal(young_person_id=KAI, plan_version_id="", title="Music", need="The zither calms him")
    ).record
    other = Goal(young_person_id=KAI, plan_version_id="", title="School", need="The zither class is there")
    manager.plans.save_goal(other)
    counts(manager)
    draft = manager.plans.start_version(KAI).record
    withhold(manager, "goals", goal, field="need")
    for version in ("", draft.id):
        needs = {one.title: one.need for one in house.signed_in().plans.goals(KAI, version)}
        assert needs == {"Music": "[left out]", "School": "The zither class is there"}


def test_a_passage_that_another_version_does_not_hold_leaves_its_words_alone(house: House) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    old, new = two_versions(manager)
    manager.plans.save_part(replace(new, text="Tea at five."))
    withhold(manager, "plan_parts", old, field="text", words="The zither at nine.")
    (seen,) = house.signed_in().plans.parts(KAI, new.plan_version_id)
    assert seen.text == "Tea at five."


def test_nobody_is_asked_about_other_versions_in_which_it_is_withheld_as_well(house: House) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    old, _new = two_versions(manager)
    withhold(manager, "plan_parts", old, field="text", words="The zither at nine.")
    (stored,) = manager.withholding.of(KAI)
    assert manager.withholding.elsewhere(stored.id) == ()
