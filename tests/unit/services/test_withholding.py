"""Withholding: what one reader is not to see reaches them on no screen, in no search, on no paper; and they know why."""

from dataclasses import replace
from datetime import timedelta

import pytest

from securecare_desktop.core.errors import Gone, InputError, PermissionRefused
from securecare_desktop.domain.family_time import FamilyTimeKind, Occasion, OccasionState
from securecare_desktop.domain.passages import left_out
from securecare_desktop.domain.people import KeyAdult, KeyRole, NetworkPerson
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.plans import PlanPart, PlanState
from securecare_desktop.domain.staff import Role
from securecare_desktop.domain.withholding import FromWhom, Whom, Withholding
from securecare_desktop.domain.worker_changes import Audience, Step, Telling
from securecare_desktop.services.bundle import Services
from tests.support.house import DEV, KAI, MIA, NOW, TODAY, House, change_id, person_id
from tests.unit.services.left_out import BECAUSE, DAD, add_dad, add_visit, withhold

SAID = "He told the zither story.\nThe orchard wall came up too."


def visit_with_nan(services: Services, **more: object) -> Occasion:
    visit = Occasion(
        young_person_id=DEV, person_id=person_id(DEV), with_whom="Nan", kind=FamilyTimeKind.VISIT_HERE,
        state=OccasionState.HAPPENED, planned_at=NOW - timedelta(hours=20), what_was_said=SAID, opinion="A good hour.",
    )  # fmt: skip
    return services.family_time.save_occasion(replace(visit, **more)).record


# -- who may say it, of what, from whom ----------------------------------------------------------------------


def test_a_choice_of_whom_offers_nobody_who_sees_the_whole_record_nor_oneself(house: House) -> None:
    lead = house.signed_in(Role.SHIFT_LEAD)
    offered = {(c.from_whom, c.name) for c in lead.withholding.choices(DEV)}
    assert offered == {
        (FromWhom.ROLE, "Residential worker"),
        (FromWhom.ROLE, "Agency worker"),
        (FromWhom.STAFF, "Femi Oduya"),
        (FromWhom.STAFF, "Ana Lima"),
        (FromWhom.PERSON, "Nan (Pauline)"),
        (FromWhom.YOUNG_PERSON, "Dev"),
    }


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Graham Pell", "Nothing can be withheld from a unit manager or an inspector"),
        ("inspector", "Nothing can be withheld from a unit manager or an inspector"),
        ("Denise Okafor", "You would no longer see it yourself"),
        ("Shift lead", "You would no longer see it yourself"),
        (" ", "Choose who is not to see it."),
    ],
)
def test_who_cannot_be_shut_out_is_refused_with_the_reason(house: House, name: str, sentence: str) -> None:
    lead = house.signed_in(Role.SHIFT_LEAD)
    dad = add_dad(lead)
    with pytest.raises(InputError) as told:
        withhold(lead, dad, Whom(FromWhom.OTHER, "", name))
    assert [(p.field, p.sentence.startswith(sentence)) for p in told.value.problems] == [("whom", True)]


def test_a_name_typed_by_hand_means_whoever_has_that_name(house: House) -> None:
    lead = house.signed_in(Role.SHIFT_LEAD)
    dad = add_dad(lead)
    stored = withhold(lead, dad, Whom(FromWhom.OTHER, "", "ana lima"))
    assert (stored.from_whom, stored.from_name) == (FromWhom.STAFF, "Ana Lima")
    assert [p.name for p in house.signed_in(Role.AGENCY_WORKER).people.network(DEV)] == ["Pauline"]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"field": "what_was_said", "words": "the harp story"}, "words"),
        ({"field": "worries"}, "what"),
        ({"field": "planned_at"}, "what"),
        ({"field": "person_id"}, "what"),
        ({"field": "what_was_said", "words": "zither story", "because": ""}, "because"),
        (
            {"field": "what_was_said", "words": "zither story", "because": "The Zither  story is private."},
            "because",
        ),
    ],
)
def test_what_is_withheld_must_stand_there_and_the_reason_must_not_repeat_it(
    house: House, more: dict[str, str], field: str
) -> None:
    lead = house.signed_in(Role.SHIFT_LEAD)
    visit = visit_with_nan(lead)
    with pytest.raises(InputError) as told:
        withhold(lead, visit, **more)
    assert [p.field for p in told.value.problems] == [field]


def test_the_reason_for_withholding_somebody_does_not_name_them(house: House) -> None:
    lead = house.signed_in(Role.SHIFT_LEAD)
    with pytest.raises(InputError) as told:
        withhold(lead, add_dad(lead), because="Dad must not be known to them.")
    assert [p.field for p in told.value.problems] == ["because"]


def test_what_the_program_counts_on_is_withheld_by_its_words_and_never_whole(house: House) -> None:
    lead = house.signed_in(Role.SHIFT_LEAD)
    telling = lead.worker_changes.save_telling(
        Telling(
            young_person_id=DEV, change_id=change_id(DEV), audience=Audience.FAMILY, who="Dad", told_by="Femi",
            told_at=NOW, words_used="She goes to train as a teacher.",
        )
    ).record  # fmt: skip
    assert not lead.withholding.on(telling).whole
    with pytest.raises(InputError) as told:
        withhold(lead, telling)
    assert [p.field for p in told.value.problems] == ["what"]
    withhold(lead, telling, field="who")
    seen = house.signed_in(Role.AGENCY_WORKER).worker_changes.workspace(change_id(DEV))
    assert [(t.who, t.told_at is not None) for t in seen.file.tellings] == [(left_out(), True)]


def test_nothing_is_withheld_of_another_young_persons_record(house: House) -> None:
    lead = house.signed_in(Role.SHIFT_LEAD)
    wrong = Withholding(
        young_person_id=DEV, record_kind="network_people", record_id=person_id(MIA), from_whom=FromWhom.ROLE,
        from_id="agency_worker", from_name="Agency worker", because=BECAUSE,
    )  # fmt: skip
    for kind, record_id in (("network_people", person_id(MIA)), ("staff", person_id(DEV)), ("nothing", "x")):
        with pytest.raises(Gone):
            lead.withholding.withhold(replace(wrong, record_kind=kind, record_id=record_id))
    with pytest.raises(PermissionRefused):
        lead.withholding.withhold(replace(wrong, young_person_id=MIA))


def test_the_same_thing_is_not_withheld_twice(house: House) -> None:
    lead = house.signed_in(Role.SHIFT_LEAD)
    dad = add_dad(lead)
    withhold(lead, dad)
    with pytest.raises(InputError, match="already"):
        withhold(lead, dad)


# -- somebody of the network, on every screen ----------------------------------------------------------------


def everything(services: Services) -> str:
    """Return all that the services hand out about Dev and on Today, as text."""
    s, change = services, change_id(DEV)
    seen = [
        s.young_people.overview(DEV), s.young_people.get(DEV), s.young_people.about_me(DEV), s.people.network(DEV),
        s.people.key_adults(DEV), s.people.people_choices(DEV), s.plans.parts(DEV), s.plans.limits(DEV)
        if hasattr(s.plans, "limits") else "", s.arrangements.arrangements(DEV), s.family_time.occasions(DEV),
        s.limits.limits(DEV), s.family_time.month(DEV, TODAY.replace(day=1)), s.promises.list_for(DEV),
        s.actions.list_for(DEV), s.own_words.list_for(DEV), s.worker_changes.workspace(change),
        s.worker_changes.candidates(DEV), s.worker_changes.changes_of(DEV), s.worker_changes.open_changes(),
        s.packs.register(DEV), s.today.load(), s.search.find("Marcus"), s.search.find("Dad"), s.search.find("zither"),
        s.search.find("visit"), s.withholding.of(DEV),
    ]  # fmt: skip
    return "\n".join(map(str, seen))


@pytest.fixture
def dad_everywhere(house: House) -> tuple[Services, NetworkPerson]:
    lead = house.signed_in(Role.SHIFT_LEAD)
    dad = add_dad(lead)
    add_visit(lead, dad)
    lead.people.save_key_adult(
        KeyAdult(young_person_id=DEV, role=KeyRole.OTHER, name=DAD, person_id=dad.id, since=TODAY)
    )
    change = lead.worker_changes.workspace(change_id(DEV)).file.change
    lead.worker_changes.change_plan(
        replace(change, incoming_name=DAD, incoming_person_id=dad.id, incoming_staff_id="")
    )
    return lead, dad


def test_somebody_who_is_withheld_is_on_no_screen_and_in_no_search(
    house: House, dad_everywhere: tuple[Services, NetworkPerson]
) -> None:
    lead, dad = dad_everywhere
    agency = house.signed_in(Role.AGENCY_WORKER)
    assert DAD in everything(agency)
    count = agency.young_people.head(DEV).counts["people"]
    withhold(lead, dad)
    seen = everything(agency)
    assert DAD not in seen
    assert "Dad" not in seen
    assert BECAUSE in seen
    assert agency.young_people.head(DEV).counts["people"] == count - 1
    assert DAD in everything(lead)


def test_who_must_not_see_something_learns_its_place_and_the_reason_and_no_more(
    house: House, dad_everywhere: tuple[Services, NetworkPerson]
) -> None:
    lead, dad = dad_everywhere
    stored = withhold(lead, dad)
    agency = house.signed_in(Role.AGENCY_WORKER)
    (line,) = agency.withholding.of(DEV)
    assert (line.because, line.from_you, line.place) == (BECAUSE, True, "a person in their life")
    assert (line.id, line.record_id, line.what, line.from_name) == ("", "", "", "")
    with pytest.raises(Gone):
        agency.withholding.on(dad)
    worker = house.signed_in(Role.RESIDENTIAL_WORKER)
    (line,) = worker.withholding.of(DEV)
    assert (line.what, line.from_name, line.from_you) == (f"Dad {DAD}", "Agency worker", False)
    assert worker.withholding.end(stored.id).record.ended_on == TODAY
    assert DAD in everything(agency)


DEV_HIMSELF = Whom(FromWhom.YOUNG_PERSON, "", "Dev")


@pytest.mark.parametrize("also", ["He told the zither story", "the zither", ""])
def test_what_is_withheld_from_somebody_else_gives_no_word_away(house: House, also: str) -> None:
    lead = house.signed_in(Role.SHIFT_LEAD)
    visit = visit_with_nan(lead)
    withhold(lead, visit, field="what_was_said", words="the zither story")
    second = withhold(
        lead, visit, DEV_HIMSELF, field="what_was_said", words=also, because="He asked for that."
    )
    assert {line.words for line in lead.withholding.of(DEV)} == {"the zither story", also}
    agency = house.signed_in(Role.AGENCY_WORKER)
    told = agency.withholding.of(DEV), agency.withholding.on(visit).withheld
    assert [(line.from_you, line.words) for lines in told for line in lines] == [(True, "")] * 2
    assert "zither" not in words_in(agency.audit.of_record(DEV, "withholdings", second.id))


def test_a_person_who_is_withheld_is_not_named_as_somebody_something_is_withheld_from(house: House) -> None:
    lead = house.signed_in(Role.SHIFT_LEAD)
    dad, visit = add_dad(lead), visit_with_nan(lead)
    worker = Whom(FromWhom.ROLE, "residential_worker", "Residential worker")
    withhold(lead, dad, worker)
    from_dad = Whom(FromWhom.PERSON, dad.id, "Dad")
    second = withhold(lead, visit, from_dad, field="what_was_said", words="the zither story")
    services = house.signed_in(Role.RESIDENTIAL_WORKER)
    assert [line.from_you for line in services.withholding.of(DEV)] == [True]
    assert "Dad" not in words_in(services.audit.of_record(DEV, "withholdings", second.id))
    with pytest.raises(Gone):
        services.withholding.end(second.id)


def test_who_must_not_see_something_cannot_end_that(house: House) -> None:
    lead = house.signed_in(Role.SHIFT_LEAD)
    stored = withhold(lead, add_dad(lead), Whom(FromWhom.ROLE, "residential_worker", "Residential worker"))
    worker = house.signed_in(Role.RESIDENTIAL_WORKER)
    for act in (worker.withholding.end, worker.withholding.elsewhere, worker.withholding.withhold_elsewhere):
        with pytest.raises(Gone):
            act(stored.id)
    assert lead.withholding.of(DEV)[0].id == stored.id


def test_the_name_in_other_texts_is_found_and_can_be_left_out_there_too(
    house: House, dad_everywhere: tuple[Services, NetworkPerson]
) -> None:
    lead, dad = dad_everywhere
    visit = visit_with_nan(
        lead, what_was_said="Marcus rang. Nan says dad drives her; Dadaism came up in class."
    )
    stored = withhold(lead, dad)
    places = lead.withholding.elsewhere(stored.id)
    assert {(p.record_id, p.field, p.words) for p in places} == {
        (visit.id, "what_was_said", "Dad"), (visit.id, "what_was_said", "Marcus"),
    }  # fmt: skip
    assert places[0].place == "Visit: Nan: What was said that matters"
    lead.withholding.withhold_elsewhere(stored.id)
    assert lead.withholding.elsewhere(stored.id) == ()
    seen = house.signed_in(Role.AGENCY_WORKER).family_time.occasion(DEV, visit.id).what_was_said
    assert seen == f"{left_out()} rang. Nan says {left_out()} drives her; {left_out()} came up in class."


# -- a passage ------------------------------------------------------------------------------------------------


def test_a_passage_is_left_out_and_the_rest_can_still_be_written(house: House) -> None:
    lead = house.signed_in(Role.SHIFT_LEAD)
    visit = visit_with_nan(lead)
    withhold(lead, visit, field="what_was_said", words="the zither story")
    agency = house.signed_in(Role.AGENCY_WORKER)
    seen = agency.family_time.occasion(DEV, visit.id)
    assert seen.what_was_said == f"He told {left_out()}.\nThe orchard wall came up too."
    agency.family_time.save_occasion(
        replace(seen, opinion="A very good hour.", what_was_said=seen.what_was_said + " Nan laughed.")
    )
    stored = lead.family_time.occasion(DEV, visit.id)
    assert stored.opinion == "A very good hour."
    assert stored.what_was_said == SAID + " Nan laughed."


def test_a_gap_cannot_be_deleted_by_who_does_not_see_what_is_in_it(house: House) -> None:
    lead = house.signed_in(Role.SHIFT_LEAD)
    visit = visit_with_nan(lead)
    withhold(lead, visit, field="what_was_said", words="the zither story")
    agency = house.signed_in(Role.AGENCY_WORKER)
    seen = agency.family_time.occasion(DEV, visit.id)
    with pytest.raises(InputError) as told:
        agency.family_time.save_occasion(replace(seen, what_was_said="Nothing was said."))
    assert [p.field for p in told.value.problems] == ["what_was_said"]
    assert "zither" not in str(told.value)
    assert lead.family_time.occasion(DEV, visit.id).what_was_said == SAID


def test_a_passage_that_somebody_rewrites_takes_the_whole_field_with_it(house: House) -> None:
    lead = house.signed_in(Role.SHIFT_LEAD)
    visit = visit_with_nan(lead)
    withhold(lead, visit, field="what_was_said", words="the zither story")
    lead.family_time.save_occasion(replace(visit, what_was_said="He told the story of the zither."))
    seen = house.signed_in(Role.AGENCY_WORKER).family_time.occasion(DEV, visit.id)
    assert seen.what_was_said == left_out()


def test_find_shows_a_record_only_for_words_that_its_reader_may_see(house: House) -> None:
    lead = house.signed_in(Role.SHIFT_LEAD)
    visit = visit_with_nan(lead)
    withhold(lead, visit, field="what_was_said", words="the zither story")
    agency = house.signed_in(Role.AGENCY_WORKER)
    assert agency.search.find("zither") == ()
    assert agency.search.find("zith") == ()
    (found,) = agency.search.find("orchard wa")
    assert found.hit.record_id == visit.id
    assert left_out() in found.hit.snippet
    assert "zither" not in str(found)
    assert [f.hit.record_id for f in lead.search.find("zither")] == [visit.id]


def test_one_answer_of_a_step_is_left_out_and_the_others_can_be_saved(house: House) -> None:
    lead = house.signed_in(Role.SHIFT_LEAD)
    step = lead.worker_changes.workspace(change_id(DEV)).file.step(Step.GOODBYE)
    step = lead.worker_changes.save_step(
        replace(step, answers={"plan": "Tea in the orchard", "where": "Kitchen", "at": NOW.isoformat()})
    ).record
    worker_role = Whom(FromWhom.ROLE, "residential_worker", "Residential worker")
    withhold(lead, step, worker_role, field="answers.plan", words="in the orchard")
    with pytest.raises(InputError):
        withhold(lead, step, worker_role, field="answers.at")
    with pytest.raises(InputError):
        withhold(lead, step, worker_role, field="answers")
    worker = house.signed_in(Role.RESIDENTIAL_WORKER)
    seen = worker.worker_changes.workspace(change_id(DEV)).file.step(Step.GOODBYE)
    assert seen.text("plan") == f"Tea {left_out()}"
    assert seen.moment("at") == NOW
    worker.worker_changes.save_step(replace(seen, answers={**seen.answers, "where": "Garden"}))
    stored = lead.worker_changes.workspace(change_id(DEV)).file.step(Step.GOODBYE)
    assert stored.answers == {"plan": "Tea in the orchard", "where": "Garden", "at": NOW.isoformat()}


def test_a_new_version_of_the_plan_keeps_the_words_and_whom_they_are_withheld_from(house: House) -> None:
    lead = house.signed_in(Role.SHIFT_LEAD)
    part = lead.plans.save_part(
        PlanPart(young_person_id=DEV, plan_version_id="", section=4, text="Up at seven. Zither at nine.")
    ).record
    worker_role = Whom(FromWhom.ROLE, "residential_worker", "Residential worker")
    withhold(lead, part, worker_role, field="text", words="Zither at nine.")
    with lead.session.writing(Action.EDIT_PLAN, DEV) as work:
        first = work.plan_versions.require(part.plan_version_id)
        work.plan_versions.save(replace(first, state=PlanState.CURRENT))
    worker = house.signed_in(Role.RESIDENTIAL_WORKER)
    new = worker.plans.start_version(DEV).record
    assert [p.text for p in lead.plans.parts(DEV, new.id)] == ["Up at seven. Zither at nine."]
    assert [p.text for p in worker.plans.parts(DEV, new.id)] == [f"Up at seven. {left_out()}"]


def test_a_change_can_be_called_off_by_who_does_not_see_all_of_its_reasons(house: House) -> None:
    worker = house.signed_in(Role.RESIDENTIAL_WORKER)
    manager = house.signed_in(Role.UNIT_MANAGER)
    change = manager.worker_changes.workspace(change_id(DEV)).file.change
    change = manager.worker_changes.change_plan(replace(change, internal_reason="The zither club.")).record
    withhold(worker, change, Whom(FromWhom.ROLE, "shift_lead", "Shift lead"), field="internal_reason")
    house.signed_in(Role.SHIFT_LEAD).worker_changes.call_off(change.id, "Hannah stays.")
    stored = manager.worker_changes.workspace(change.id).file.change
    assert stored.internal_reason == "The zither club.\nHannah stays."


def test_when_the_last_visit_is_withheld_the_one_before_it_is_the_last(house: House) -> None:
    lead = house.signed_in(Role.SHIFT_LEAD)
    older = visit_with_nan(lead, planned_at=NOW - timedelta(days=3))
    newer = visit_with_nan(lead, planned_at=NOW - timedelta(days=1))
    withhold(lead, newer)
    agency = house.signed_in(Role.AGENCY_WORKER)
    assert agency.family_time.occasions(DEV, 1)[0].id != newer.id
    with agency.session.reading() as work:
        last = work.occasions.last_before(DEV, NOW)
    assert last is not None
    assert last.id == older.id


@pytest.mark.parametrize("words", ["the zither story", ""])
def test_a_draft_from_before_shows_no_words_that_were_withheld_since_and_can_still_be_saved(
    house: House, words: str
) -> None:
    lead, agency = house.signed_in(Role.SHIFT_LEAD), house.signed_in(Role.AGENCY_WORKER)
    visit = visit_with_nan(lead)
    typed = {"what_was_said": f"{SAID} And more.", "opinion": "A good hour."}
    agency.drafts.keep("family_time:occasion", DEV, typed)
    withhold(lead, visit, field="what_was_said", words=words)
    draft = agency.drafts.load("family_time:occasion")
    assert draft == {**typed, "what_was_said": typed["what_was_said"].replace(words or SAID, left_out())}
    seen = agency.family_time.occasion(DEV, visit.id)
    agency.family_time.save_occasion(replace(seen, **draft))
    assert lead.family_time.occasion(DEV, visit.id).what_was_said == typed["what_was_said"]


# -- the record of what was done ------------------------------------------------------------------------------


def words_in(events: tuple[object, ...]) -> str:
    return "\n".join(map(str, events))


def test_the_history_of_a_record_says_nothing_of_what_is_withheld(house: House) -> None:
    lead = house.signed_in(Role.SHIFT_LEAD)
    visit = visit_with_nan(lead)
    withhold(lead, visit, field="what_was_said", words="the zither story")
    agency = house.signed_in(Role.AGENCY_WORKER)
    assert "zither" in words_in(lead.audit.of_record(DEV, "occasions", visit.id))
    events = agency.audit.of_record(DEV, "occasions", visit.id)
    assert events
    assert "zither" not in words_in(events)


def test_history_does_not_tell_what_once_stood_in_another_field(house: House) -> None:
    lead = house.signed_in(Role.SHIFT_LEAD)
    dad = add_dad(lead)
    visit = add_visit(lead, dad, before="Dad was late, the zither story came up.")
    visit = lead.family_time.save_occasion(
        replace(visit, person_id=person_id(DEV), with_whom="Nan", before="")
    ).record
    withhold(lead, dad)
    agency = house.signed_in(Role.AGENCY_WORKER)
    assert agency.family_time.occasion(DEV, visit.id).with_whom == "Nan"
    seen = words_in(agency.audit.of_record(DEV, "occasions", visit.id))
    assert "Dad" not in seen
    assert "Nan" not in words_in(agency.audit.of_record(DEV, "network_people", dad.id))


def test_history_of_a_withholding_is_not_for_who_is_shut_out(house: House) -> None:
    lead = house.signed_in(Role.SHIFT_LEAD)
    visit = visit_with_nan(lead)
    stored = withhold(lead, visit, field="what_was_said", words="the zither story")
    seen = words_in(house.signed_in(Role.AGENCY_WORKER).audit.of_record(DEV, "withholdings", stored.id))
    assert "zither" not in seen
    assert "zither" in words_in(lead.audit.of_record(DEV, "withholdings", stored.id))


def test_withholding_is_in_the_record_of_what_was_done(house: House) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    stored = withhold(manager, add_dad(manager, KAI))
    manager.withholding.end(stored.id)
    with manager.session.reading() as work:
        events = work.audit.events(record_id=stored.id)
    assert [e.action for e in events] == ["changed", "added"]
