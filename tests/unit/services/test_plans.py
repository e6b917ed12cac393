"""Versions of a plan: written, shared, signed by two people, replaced; and goals, which go through all of them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from securecare_desktop.core.errors import (
    EditConflict,
    Gone,
    InputError,
    PermissionRefused,
)
from securecare_desktop.domain.actions import PlannedAction
from securecare_desktop.domain.comparing import Mark
from securecare_desktop.domain.own_words import HowGiven
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.plans import (
    Goal,
    GoalNote,
    GoalState,
    PlanPart,
    PlanState,
    PlanVersion,
)
from securecare_desktop.domain.staff import Role
from securecare_desktop.domain.withholding import FromWhom, Withholding
from securecare_desktop.services.bundle import Services
from tests.support.house import DEV, KAI, NOW, PASSWORD, TODAY, House


def fields_of(told: pytest.ExceptionInfo[InputError]) -> list[str]:
    return [problem.field for problem in told.value.problems]


def a_version(number: int, state: PlanState) -> PlanVersion:
    return PlanVersion(young_person_id=KAI, number=number, state=state, made_on=TODAY)


def write(services: Services, text: str = "Early breakfast", **other: object) -> PlanPart:
    """Write section 4 of the version being written, or put it right."""
    given = {"young_person_id": KAI, "plan_version_id": "", "section": 4, "text": text}
    return services.plans.save_part(PlanPart(**{**given, **other})).record


def share(services: Services) -> PlanVersion:
    """Share the version being written."""
    version = services.plans.being_written(KAI)
    assert version is not None
    shared = replace(
        version, shared_on=TODAY, shared_how="Read together", shared_by="Denise",
        comments="The pictures are good.", comments_how=HowGiven.SAID,
    )  # fmt: skip
    return services.plans.share(shared).record


def sign_both(house: House, services: Services) -> PlanVersion:
    """Share the version being written and sign it, the second time as the unit manager."""
    version = services.plans.sign(share(services).id).record
    return house.signed_in(Role.UNIT_MANAGER).plans.sign_as_manager(version.id).record


@pytest.fixture
def signed(house: House) -> Services:
    """Services of a shift lead, with a first version that counts: one section and one goal."""
    services = house.signed_in()
    write(services)
    services.plans.save_goal(Goal(young_person_id=KAI, plan_version_id="", title="A bike course"))
    sign_both(house, services)
    return services


def goal_of(services: Services, version_id: str = "") -> Goal:
    (goal,) = services.plans.goals(KAI, version_id)
    return goal


# -- from a draft to the one that counts ------------------------------------------------------------------------


def test_a_first_version_is_a_draft_until_it_is_shared_and_signed_twice(house: House) -> None:
    services = house.signed_in()
    write(services)
    first = services.plans.being_written(KAI)
    assert first is not None
    assert (first.number, first.state) == (1, PlanState.DRAFT)
    assert services.plans.overview(KAI).counting is None
    assert share(services).state is PlanState.SHARED
    by_author = services.plans.sign(first.id).record
    assert (by_author.state, by_author.author_name, by_author.author_signed_at) == (
        PlanState.SIGNED, "Denise Okafor", NOW,
    )  # fmt: skip
    counts = house.signed_in(Role.UNIT_MANAGER).plans.sign_as_manager(first.id).record
    assert (counts.state, counts.manager_name) == (PlanState.CURRENT, "Graham Pell")
    assert services.plans.being_written(KAI) is None
    assert services.plans.overview(KAI).counting == counts


def test_the_one_before_counts_until_the_new_one_is_signed_and_is_kept_as_it_was(
    house: House, signed: Services
) -> None:
    first = signed.plans.current(KAI)
    assert first is not None
    second = signed.plans.start_version(KAI, why="He starts at college.").record
    assert (second.number, second.why, second.state) == (2, "He starts at college.", PlanState.DRAFT)
    (part,) = signed.plans.parts(KAI, second.id)
    signed.plans.save_part(replace(part, text="Breakfast at seven"))
    assert [p.text for p in signed.plans.parts(KAI)] == ["Early breakfast"]
    overview = signed.plans.overview(KAI)
    assert (overview.counting, overview.shown, overview.being_written) == (first, first, second)
    assert (overview.versions, [p.text for p in overview.parts]) == (2, ["Early breakfast"])
    sign_both(house, signed)
    assert [p.text for p in signed.plans.parts(KAI)] == ["Breakfast at seven"]
    assert [p.text for p in signed.plans.parts(KAI, first.id)] == ["Early breakfast"]
    states = {v.number: v.state for v in signed.plans.versions(KAI)}
    assert states == {1: PlanState.SUPERSEDED, 2: PlanState.CURRENT}
    assert signed.audit.check().sound


def test_a_version_is_not_signed_before_the_young_person_was_shown_it_unless_it_says_why(
    house: House,
) -> None:
    services = house.signed_in()
    version = services.plans.versions(KAI)
    write(services)
    (version,) = services.plans.versions(KAI)
    with pytest.raises(InputError) as told:
        services.plans.sign(version.id)
    assert fields_of(told) == ["shared_on"]
    why = replace(version, why_not_asked="He is at the hospital.", ask_again_on=TODAY + timedelta(days=3))
    kept = services.plans.share(why).record
    assert (kept.state, kept.ask_again_on) == (PlanState.DRAFT, TODAY + timedelta(days=3))
    assert services.plans.sign(version.id).record.state is PlanState.SIGNED


def test_sharing_writes_nothing_but_how_it_was_shared(house: House) -> None:
    services = house.signed_in()
    write(services)
    (version,) = services.plans.versions(KAI)
    sly = replace(
        version, number=9, state=PlanState.CURRENT, author_name="Nobody", signed_digest="f",
        why_not_asked="Not here.",
    )  # fmt: skip
    kept = services.plans.share(sly).record
    assert (kept.number, kept.state, kept.author_name, kept.signed_digest) == (1, PlanState.DRAFT, "", "")


def test_author_and_manager_are_two_people(house: House) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    write(manager)
    version = manager.plans.sign(share(manager).id).record
    with pytest.raises(InputError, match="Two people sign a plan"):
        manager.plans.sign_as_manager(version.id)
    with pytest.raises(PermissionRefused, match="sign a plan as manager"):
        house.signed_in().plans.sign_as_manager(version.id)


def test_the_password_is_asked_for_where_the_unit_wants_it(house: House) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    (unit,) = (u for u in manager.units.list() if u.id == manager.session.actor.unit_id)
    manager.units.save(replace(unit, password_for_signing=True))
    services = house.signed_in()
    write(services)
    version = share(services)
    with pytest.raises(InputError) as told:
        services.plans.sign(version.id, "not this one")
    assert fields_of(told) == ["password"]
    assert services.plans.sign(version.id, PASSWORD).record.state is PlanState.SIGNED
    with pytest.raises(InputError) as told:
        manager.plans.sign_as_manager(version.id)
    assert fields_of(told) == ["password"]
    assert manager.plans.sign_as_manager(version.id, PASSWORD).record.state is PlanState.CURRENT


def test_what_was_changed_while_somebody_read_it_is_not_signed_unread(house: House) -> None:
    services = house.signed_in()
    part = write(services)
    version = share(services)
    read = services.plans.mark(KAI, version.id)
    house.signed_in(Role.RESIDENTIAL_WORKER).plans.save_part(replace(part, text="No breakfast"))
    with pytest.raises(InputError, match="changed while you were reading"):
        services.plans.sign(version.id, read=read)
    assert services.plans.sign(version.id, read=services.plans.mark(KAI, version.id))


def test_nobody_signs_what_is_not_all_shown_to_them(house: House) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    part = write(manager)
    manager.withholding.withhold(
        Withholding(
            young_person_id=KAI, record_kind="plan_parts", record_id=part.id, field="text", words="breakfast",
            from_whom=FromWhom.ROLE, from_id="shift_lead", from_name="", because="Mum asked for it.",
        )
    )  # fmt: skip
    version = share(manager)
    lead = house.signed_in()
    with pytest.raises(InputError, match="not shown to you"):
        lead.plans.sign(version.id)
    manager.plans.sign(version.id)


def test_a_signature_is_taken_back_with_a_reason_until_the_manager_signs(house: House) -> None:
    services = house.signed_in()
    part = write(services)
    version = services.plans.sign(share(services).id).record
    with pytest.raises(InputError, match="author has signed"):
        services.plans.save_part(replace(part, text="No breakfast"))
    opened = services.plans.take_back(version.id, "A name is wrong.").record
    assert (opened.state, opened.author_name, opened.signed_digest) == (PlanState.SHARED, "", "")
    services.plans.save_part(replace(part, text="Breakfast at seven"))
    signed = services.plans.sign(version.id).record
    house.signed_in(Role.UNIT_MANAGER).plans.sign_as_manager(signed.id)
    with pytest.raises(InputError, match="Start a new version"):
        services.plans.take_back(version.id, "A name is wrong.")
    assert services.audit.check().sound


def test_only_who_signed_it_or_a_manager_opens_a_version_again(house: House) -> None:
    services = house.signed_in()
    write(services)
    version = services.plans.sign(share(services).id).record
    with pytest.raises(PermissionRefused, match="theirs to open again"):
        house.signed_in(Role.RESIDENTIAL_WORKER).plans.take_back(version.id, "A name is wrong.")
    opened = house.signed_in(Role.UNIT_MANAGER).plans.take_back(version.id, "A name is wrong.").record
    assert opened.state is PlanState.SHARED


def test_when_the_young_person_signed_is_written_down_also_in_a_version_that_counts(signed: Services) -> None:
    current = signed.plans.current(KAI)
    assert current is not None
    with pytest.raises(InputError) as told:
        signed.plans.young_person_signed(current.id, TODAY - timedelta(days=1))  # before they were shown it
    assert fields_of(told) == ["young_person_signed_on"]
    because = signed.plans.young_person_signed(current.id, None, "He wants to read it again.").record
    assert because.not_signed_because == "He wants to read it again."
    kept = signed.plans.young_person_signed(current.id, TODAY).record
    assert (kept.young_person_signed_on, kept.not_signed_because) == (TODAY, "")
    assert signed.audit.check().sound


def test_the_trail_tells_who_shared_signed_and_opened_a_version_again(house: House) -> None:
    services = house.signed_in()
    write(services)
    version = share(services)
    services.plans.sign(version.id)
    services.plans.take_back(version.id, "A name is wrong.")
    services.plans.sign(version.id)
    manager = house.signed_in(Role.UNIT_MANAGER)
    manager.plans.sign_as_manager(version.id)
    told = [event.sentence for event in manager.audit.of_record(KAI, "plan_versions", version.id)]
    for sentence in (
        "Denise Okafor shared a version of the plan with the young person.",
        "Denise Okafor signed a version of the plan as its author.",
        "Denise Okafor opened a version of the plan again that its author had signed.",
        "Graham Pell signed a version of the plan as manager, so it counts from now on.",
    ):
        assert sentence in told
    opened = next(e for e in manager.audit.log(action="plan_opened_again"))
    assert [(c.field, c.after) for c in opened.told] == [("Why", "A name is wrong.")]


# -- what is signed stays -----------------------------------------------------------------------------------------


def test_what_is_signed_is_changed_by_a_new_version_alone(signed: Services) -> None:
    (part,), goal = signed.plans.parts(KAI), goal_of(signed)
    current = signed.plans.current(KAI)
    assert current is not None
    for change in (
        lambda: signed.plans.save_part(replace(part, text="Late")),
        lambda: signed.plans.save_part(replace(part, id="", version=0, section=5)),
        lambda: signed.plans.save_goal(replace(goal, title="Another")),
        lambda: write(signed, "New"),
        lambda: signed.plans.share(replace(current, comments="Changed afterwards.")),
        lambda: signed.plans.sign(current.id),
    ):
        with pytest.raises(InputError):
            change()
    assert [p.text for p in signed.plans.parts(KAI)] == ["Early breakfast"]


def test_an_older_version_that_an_older_program_left_open_never_takes_the_place_of_the_newest(
    house: House, signed: Services
) -> None:
    (counting,) = signed.plans.versions(KAI)
    with signed.session.writing(Action.EDIT_PLAN, KAI) as work:
        left_open = work.plan_versions.add(
            replace(a_version(0, PlanState.DRAFT), why_not_asked="He was away.")
        )
        work.plan_parts.add(
            PlanPart(young_person_id=KAI, plan_version_id=left_open.id, section=4, text="Old")
        )
    with pytest.raises(InputError, match="newer version"):
        signed.plans.sign(left_open.id)
    assert house.signed_in().plans.current(KAI) == counting


def test_of_a_plan_without_a_version_that_counts_the_newest_is_shown(house: House) -> None:
    services = house.signed_in()
    with services.session.writing(Action.EDIT_PLAN, KAI) as work:
        for number in (1, 2):
            newest = work.plan_versions.add(a_version(number, PlanState.SUPERSEDED))
    overview = services.plans.overview(KAI)
    assert (overview.counting, overview.being_written, overview.shown) == (None, None, newest)


def test_a_version_that_was_replaced_says_that_there_is_a_newer_one(house: House, signed: Services) -> None:
    (part,) = signed.plans.parts(KAI)
    signed.plans.start_version(KAI)
    sign_both(house, signed)
    with pytest.raises(InputError, match="newer version has replaced"):
        signed.plans.save_part(replace(part, text="Late"))


def test_a_section_does_not_move_from_one_version_into_another(signed: Services) -> None:
    (part,), goal = signed.plans.parts(KAI), goal_of(signed)
    draft = signed.plans.start_version(KAI).record
    with pytest.raises(Gone):
        signed.plans.save_part(replace(part, plan_version_id=draft.id))
    with pytest.raises(Gone):
        signed.plans.save_goal(replace(goal, plan_version_id=draft.id))


def test_a_second_version_is_not_started_beside_one_that_is_being_written(
    house: House, signed: Services
) -> None:
    first = signed.plans.start_version(KAI).record
    with pytest.raises(EditConflict, match="Version 2 was started") as told:
        house.signed_in(Role.RESIDENTIAL_WORKER).plans.start_version(KAI)
    assert (told.value.theirs, signed.plans.versions(KAI)[0]) == (first, first)


def test_two_people_who_save_a_section_at_once_are_both_shown(house: House) -> None:
    services, other = house.signed_in(), house.signed_in(Role.RESIDENTIAL_WORKER)
    part = write(services)
    services.plans.save_part(replace(part, text="Breakfast at seven"))
    with pytest.raises(EditConflict) as told:
        other.plans.save_part(replace(part, text="Breakfast at nine"))
    assert (told.value.mine.text, told.value.theirs.text) == ("Breakfast at nine", "Breakfast at seven")


def test_a_draft_of_a_section_that_somebody_else_has_written_meanwhile_meets_theirs(house: House) -> None:
    services = house.signed_in()
    theirs = write(services, "Their breakfast")
    mine = replace(theirs, text="My breakfast", version=0)  # typed before theirs was there, opened after it
    with pytest.raises(EditConflict) as told:
        services.plans.save_part(mine)
    assert (told.value.mine.text, told.value.theirs) == ("My breakfast", theirs)
    on_top = services.plans.save_part(replace(told.value.mine, version=theirs.version)).record
    assert (on_top.id, on_top.text) == (theirs.id, "My breakfast")


def test_two_people_who_write_what_was_said_at_once_are_both_shown(house: House) -> None:
    services, other = house.signed_in(), house.signed_in(Role.RESIDENTIAL_WORKER)
    write(services)
    (version,) = other.plans.versions(KAI)
    share(services)
    with pytest.raises(EditConflict) as told:
        other.plans.share(replace(version, why_not_asked="He slept."))
    assert told.value.theirs.comments == "The pictures are good."
    assert told.value.mine.why_not_asked == "He slept."


# -- goals ----------------------------------------------------------------------------------------------------------


def test_a_goal_is_the_same_goal_in_every_version(house: House, signed: Services) -> None:
    draft = signed.plans.start_version(KAI).record
    before, copy = goal_of(signed), goal_of(signed, draft.id)
    assert before.id != copy.id
    assert copy.lineage_id == before.lineage_id == before.id
    saved = signed.plans.save_goal(replace(copy, title="A longer course", lineage_id="another")).record
    assert saved.lineage_id == before.lineage_id


def test_a_note_and_an_action_go_with_a_goal_that_is_signed(signed: Services) -> None:
    goal = goal_of(signed)
    note = GoalNote(young_person_id=KAI, lineage_id=goal.lineage_id, on=TODAY, text="Three units of eight")
    signed.plans.save_note(note)
    signed.actions.save(PlannedAction(young_person_id=KAI, what="Ring", goal_lineage_id=goal.lineage_id))
    signed.actions.save(PlannedAction(young_person_id=KAI, what="Buy socks"))
    assert [n.text for n in signed.plans.notes(KAI)] == ["Three units of eight"]
    assert [a.what for a in signed.actions.for_goals(KAI)] == ["Ring"]
    assert signed.audit.check().sound


def test_notes_and_actions_are_for_a_goal_of_the_same_young_person(signed: Services) -> None:
    lineage = goal_of(signed).lineage_id
    for other in (lineage, "", "unknown"):
        with pytest.raises(Gone):
            signed.plans.save_note(GoalNote(young_person_id=DEV, lineage_id=other, on=TODAY, text="No"))
    with pytest.raises(Gone):
        signed.actions.save(PlannedAction(young_person_id=DEV, what="Ring", goal_lineage_id=lineage))


def test_what_became_of_a_goal_stands_in_the_version_that_counts_and_the_one_being_written(
    house: House, signed: Services
) -> None:
    draft = signed.plans.start_version(KAI).record
    goal = goal_of(signed)
    with pytest.raises(InputError) as told:
        signed.plans.close_goal(goal, GoalState.STOPPED)
    assert fields_of(told) == ["state_reason"]
    saved = signed.plans.close_goal(goal, GoalState.CHANGED, "He wants to weld.").record
    assert (saved.state, saved.state_reason, saved.state_on) == (
        GoalState.CHANGED,
        "He wants to weld.",
        TODAY,
    )
    copy = goal_of(signed, draft.id)
    assert (copy.state, copy.state_reason) == (GoalState.CHANGED, "He wants to weld.")
    with pytest.raises(EditConflict):
        signed.plans.close_goal(goal, GoalState.MET)
    opened = signed.plans.close_goal(copy, GoalState.OPEN).record
    assert (opened.state_reason, opened.state_on) == ("", None)
    assert goal_of(signed).state is GoalState.OPEN
    assert signed.audit.check().sound


def test_what_became_of_a_goal_may_be_written_in_its_form_as_well(signed: Services) -> None:
    draft = signed.plans.start_version(KAI).record
    copy = goal_of(signed, draft.id)
    saved = signed.plans.save_goal(replace(copy, title="A course", state=GoalState.MET)).record
    assert (saved.title, saved.state_on) == ("A course", TODAY)
    assert (goal_of(signed).title, goal_of(signed).state) == ("A bike course", GoalState.MET)
    opened = signed.plans.save_goal(replace(saved, state=GoalState.OPEN)).record
    assert opened.state_on is None
    assert goal_of(signed).state is GoalState.OPEN
    assert signed.audit.check().sound


def test_no_gap_of_what_somebody_does_not_see_is_written_into_other_versions_of_a_goal(
    house: House, signed: Services
) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    manager.plans.close_goal(goal_of(manager), GoalState.STOPPED, "Dad said no to the bike")
    newer = manager.plans.start_version(KAI).record
    manager.withholding.withhold(
        Withholding(
            young_person_id=KAI, record_kind="goals", record_id=goal_of(manager, newer.id).id, field="state_reason",
            words="Dad said no", from_whom=FromWhom.ROLE, from_id="shift_lead", from_name="", because="He asked.",
        )
    )  # fmt: skip
    lead = house.signed_in()
    lead.plans.save_goal(replace(goal_of(lead, newer.id), need="A way to get about"))
    manager = house.signed_in(Role.UNIT_MANAGER)
    assert goal_of(manager).state_reason == "Dad said no to the bike"
    assert goal_of(manager, newer.id).need == "A way to get about"


def test_open_goals_come_first_the_nearest_day_on_top(house: House) -> None:
    services = house.signed_in(Role.SHIFT_LEAD)
    for title, days in (("later", 30), ("sooner", 3), ("some day", None), ("met", 1)):
        by = None if days is None else TODAY + timedelta(days=days)
        goal = services.plans.save_goal(
            Goal(young_person_id=KAI, plan_version_id="", title=title, by=by)
        ).record
        if title == "met":
            services.plans.close_goal(goal, GoalState.MET, "He did it", TODAY)
    assert [goal.title for goal in services.plans.goals(KAI)] == ["sooner", "later", "some day", "met"]


def test_a_goal_that_was_met_is_told_once_more_and_then_left_in_the_older_versions(
    house: House, signed: Services
) -> None:
    signed.plans.close_goal(goal_of(signed), GoalState.MET)
    house.clock.advance(timedelta(days=30))
    signed.plans.start_version(KAI)
    version = sign_both(house, signed)
    assert [g.state for g in signed.plans.goals(KAI)] == [GoalState.MET]
    with signed.session.reading(Action.READ_RECORDS, KAI) as work:
        assert work.goals.carried_on(version) == ()


def test_when_somebody_is_asked_again_is_moved_also_in_a_signed_version(signed: Services) -> None:
    (part,), goal = signed.plans.parts(KAI), goal_of(signed)
    version = signed.plans.current(KAI)
    assert version is not None
    for record in (part, goal, version):
        assert signed.plans.offer_again(record, TODAY).record.ask_again_on == TODAY
    assert signed.audit.check().sound


# -- side by side -----------------------------------------------------------------------------------------------


def test_two_versions_stand_side_by_side(house: House, signed: Services) -> None:
    first = signed.plans.current(KAI)
    assert first is not None
    second = signed.plans.start_version(KAI).record
    (part,) = signed.plans.parts(KAI, second.id)
    signed.plans.save_part(replace(part, text="Late breakfast"))
    found = signed.plans.compare(KAI, first.id, second.id)
    (section,) = [s for s in found.sections if s.key == "4"]
    said = {run.mark: run.text.strip() for text in section.texts for p in text.passages for run in p.runs}
    assert (said[Mark.TAKEN_OUT], said[Mark.PUT_IN]) == ("Early", "Late")
    with pytest.raises(Gone):
        signed.plans.compare(DEV, first.id, second.id)
    with pytest.raises(Gone):
        signed.plans.overview(DEV, first.id)
