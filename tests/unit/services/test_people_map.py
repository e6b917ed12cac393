"""Maps of people in the store: kept by day, checked, with names of that day, and without whoever is withheld."""

import io
from dataclasses import replace
from datetime import timedelta

import pytest
from pypdf import PdfReader

from securecare_desktop.core.errors import EditConflict, Gone, InputError, PermissionRefused
from securecare_desktop.domain.editions import Edition, HandedOut
from securecare_desktop.domain.own_words import HowGiven
from securecare_desktop.domain.passages import left_out
from securecare_desktop.domain.people import Answer
from securecare_desktop.domain.people_map import MapPlace, PeopleMap, Ring, Tie
from securecare_desktop.domain.staff import Role
from securecare_desktop.domain.withholding import FromWhom, Whom
from securecare_desktop.services.bundle import Services
from securecare_desktop.services.packs import PackRequest
from tests.support.house import DEV, KAI, MIA, TODAY, House, person_id
from tests.unit.services.left_out import add_dad, withhold

NAN = MapPlace(person_id=person_id(DEV), x=0.3)


def drawn(services: Services, *places: MapPlace, **more: object) -> PeopleMap:
    usual = {"young_person_id": DEV, "on": TODAY, "places": places or (NAN,)}
    return services.people_map.save(PeopleMap(**{**usual, **more})).record


def test_sittings_are_kept_by_day_newest_first_with_words_and_the_names_of_that_day(house: House) -> None:
    services = house.signed_in()
    drawn(services, on=TODAY - timedelta(days=40), own_words="Mine.", own_words_how=HowGiven.SAID)
    (person,) = services.people.network(DEV)
    services.people.save_person(replace(person, called="Gran"))
    drawn(services, replace(NAN, tie=Tie.STRONG), drawn_with="Femi")
    now, then = services.people_map.sittings(DEV)
    assert (then.own_words, [p.name for p in then.places]) == ("Mine.", ["Nan"])
    assert [(p.name, p.ring, p.tie) for p in now.places] == [("Gran", Ring.CLOSE, Tie.STRONG)]


def test_an_old_sitting_that_is_put_right_keeps_the_names_of_its_day(house: House) -> None:
    services = house.signed_in()
    then = drawn(services)
    (person,) = services.people.network(DEV)
    services.people.save_person(replace(person, called="Gran"))
    dog = MapPlace(name=" The dog ", x=0.5)
    stored = services.people_map.save(replace(then, places=(replace(then.places[0], y=0.9), dog))).record
    assert [(p.name, p.ring) for p in stored.places] == [
        ("Nan", Ring.PROFESSIONAL),
        ("The dog", Ring.AROUND),
    ]


def test_a_new_sitting_starts_from_the_last_one_and_stores_nothing(house: House) -> None:
    services = house.signed_in()
    drawn(services, replace(NAN, x=0.6, tie=Tie.STRAINED), on=TODAY - timedelta(days=40))
    start = services.people_map.start(DEV)
    assert start.young_person_name == "Dev"
    assert [(p.x, p.tie) for p in start.sitting.places] == [(0.6, Tie.STRAINED)]
    assert start.sitting.on == TODAY
    assert len(services.people_map.sittings(DEV)) == 1


@pytest.mark.parametrize(
    "places",
    [(replace(NAN, x=1.5),), (NAN, replace(NAN, x=-0.4))],
    ids=["outside the map", "somebody twice"],
)
def test_a_place_outside_and_a_second_place_of_somebody_are_refused(
    house: House, places: tuple[MapPlace, ...]
) -> None:
    services = house.signed_in()
    with pytest.raises(InputError) as told:
        drawn(services, *places)
    assert [p.field for p in told.value.problems] == ["places"]
    assert services.people_map.sittings(DEV) == ()


def test_somebody_of_another_young_person_is_refused(house: House) -> None:
    services = house.signed_in()
    for other in (KAI, MIA):
        with pytest.raises(Gone):
            drawn(services, replace(NAN, person_id=person_id(other)))
    assert services.people_map.sittings(DEV) == ()


def test_two_who_change_one_sitting_both_hear_of_it(house: House) -> None:
    services = house.signed_in()
    stored = drawn(services)
    services.people_map.save(replace(stored, drawn_with="Femi"))
    with pytest.raises(EditConflict):
        services.people_map.save(replace(stored, drawn_with="Denise"))


def test_who_may_not_edit_the_profile_sees_maps_and_draws_none(house: House) -> None:
    drawn(house.signed_in())
    agency = house.signed_in(Role.AGENCY_WORKER)
    assert len(agency.people_map.sittings(DEV)) == 1
    with pytest.raises(PermissionRefused):
        drawn(agency)


# -- what is withheld ----------------------------------------------------------------------------------------


def found(services: Services, words: str) -> set[str]:
    return {found.hit.record_kind for found in services.search.find(words)}


def with_dad(services: Services) -> tuple[PeopleMap, str]:
    dad = add_dad(services)
    return drawn(services, MapPlace(person_id=dad.id, x=0.5), NAN), dad.id


def test_somebody_who_is_withheld_is_on_no_map_and_found_by_no_search(house: House) -> None:
    lead = house.signed_in(Role.SHIFT_LEAD)
    _stored, dad_id = with_dad(lead)
    dad = next(p for p in lead.people.network(DEV) if p.id == dad_id)
    withhold(lead, dad)
    agency = house.signed_in(Role.AGENCY_WORKER)
    assert [[p.name for p in one.places] for one in agency.people_map.sittings(DEV)] == [["Nan"]]
    assert [p.name for p in agency.people_map.start(DEV).sitting.places] == ["Nan"]
    assert "people_maps" not in found(agency, "Dad")
    assert "people_maps" in found(lead, "Dad")


def test_whoever_does_not_see_somebody_changes_a_map_and_leaves_them_where_they_stand(house: House) -> None:
    lead = house.signed_in(Role.SHIFT_LEAD)
    _stored, dad_id = with_dad(lead)
    dad = next(p for p in lead.people.network(DEV) if p.id == dad_id)
    withhold(lead, dad, Whom(FromWhom.ROLE, "residential_worker", "Residential worker"))
    worker = house.signed_in(Role.RESIDENTIAL_WORKER)
    (seen,) = worker.people_map.sittings(DEV)
    worker.people_map.save(replace(seen, places=(replace(seen.places[0], tie=Tie.STRONG),)))
    (whole,) = lead.people_map.sittings(DEV)
    assert [(p.name, p.tie) for p in whole.places] == [("Dad", Tie.ORDINARY), ("Nan", Tie.STRONG)]


def test_a_whole_map_and_a_name_on_it_can_be_withheld(house: House) -> None:
    lead = house.signed_in(Role.SHIFT_LEAD)
    stored = drawn(
        lead, NAN, MapPlace(name="Rob from before", x=0.6), own_words="Rob.", own_words_how=HowGiven.SAID
    )
    withhold(lead, stored, field="places", words="Rob from before")
    agency = house.signed_in(Role.AGENCY_WORKER)
    assert [p.name for p in agency.people_map.sittings(DEV)[0].places] == ["Nan", left_out()]
    withhold(lead, stored)
    assert agency.people_map.sittings(DEV) == ()


# -- on paper ------------------------------------------------------------------------------------------------


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def wanted(edition: Edition = Edition.PEOPLE_MAP, **more: object) -> PackRequest:
    usual = {"young_person_id": DEV, "edition": edition, "recipient": "Ana Lima", "purpose": "Review meeting"}
    return PackRequest(**{**usual, **more})


def test_a_map_on_paper_is_numbered_registered_and_says_who_stands_where(house: House) -> None:
    lead = house.signed_in(Role.SHIFT_LEAD)
    (nan,) = lead.people.network(DEV)
    lead.people.save_person(replace(nan, knows_where=Answer.NO))
    drawn(
        lead,
        replace(NAN, tie=Tie.STRONG),
        own_words="All mine.",
        own_words_how=HowGiven.WROTE,
        drawn_with="Femi",
    )
    issued = lead.packs.hand_out(wanted(), HandedOut.SAVED)
    said = text_of(issued.pdf)
    for words in (
        "Copy 1 for Ana Lima", "Map of people, Thursday 14 May, drawn with Femi", "“All mine.”",
        "wrote it, Thursday 14 May, Femi", "must not know where Dev lives", "Nothing was left out.",
    ):  # fmt: skip
        assert words in said
    (copy,) = lead.packs.register(DEV)
    assert (copy.edition, copy.copy_number, copy.draft) == (Edition.PEOPLE_MAP, 1, False)


def test_the_lines_of_a_map_are_drawn_and_no_picture(house: House) -> None:
    lead = house.signed_in(Role.SHIFT_LEAD)
    drawn(lead, replace(NAN, tie=Tie.ENDED))
    (page, *_more) = PdfReader(io.BytesIO(lead.packs.preview(wanted()).pdf)).pages
    assert len(page.images) == 0
    assert b"[4 4] 0 d 0.8 w" in page.get_contents().get_data()  # type: ignore[union-attr] # thin and broken


def test_their_own_copy_is_one_plain_page_without_marking_number_and_lock(house: House) -> None:
    lead = house.signed_in(Role.SHIFT_LEAD)
    (nan,) = lead.people.network(DEV)
    lead.people.save_person(replace(nan, knows_where=Answer.NO))
    drawn(lead, own_words="All mine.", own_words_how=HowGiven.SAID)
    shown = lead.packs.preview(wanted(Edition.PEOPLE_MAP_YOUNG_PERSON))
    said = text_of(shown.pdf)
    assert shown.pages == 1
    assert "The people around me" in said
    assert "“All mine.”" in said
    assert "must not know" not in said
    assert "OFFICIAL" not in said
    assert "Copy" not in said


def test_the_sitting_that_is_named_is_printed_and_without_one_the_newest(house: House) -> None:
    lead = house.signed_in(Role.SHIFT_LEAD)
    then = drawn(lead, on=TODAY - timedelta(days=30))
    drawn(lead)
    assert "Thursday 14 May" in text_of(lead.packs.preview(wanted()).pdf)
    assert "Tuesday 14 April" in text_of(lead.packs.preview(wanted(people_map_id=then.id)).pdf)
    for other in (wanted(people_map_id="f" * 32), wanted(young_person_id=KAI)):
        with pytest.raises(Gone):
            lead.packs.preview(other)


def test_whoever_a_copy_is_for_does_not_find_on_it_who_is_withheld_from_them(house: House) -> None:
    lead = house.signed_in(Role.SHIFT_LEAD)
    _stored, dad_id = with_dad(lead)
    withhold(lead, next(p for p in lead.people.network(DEV) if p.id == dad_id))
    shown = lead.packs.preview(wanted())
    assert "Dad" not in text_of(shown.pdf)
    assert "Nan" in text_of(shown.pdf)
    assert [part.what for part in shown.left_out] == ["1 person"]
    assert "Dad" in text_of(lead.packs.preview(wanted(recipient="Femi Oduya")).pdf)
