"""A version of family time for somebody: what is never in it, whose names are asked about, and what stays as given."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from securecare_desktop.core.errors import Gone, InputError
from securecare_desktop.domain.editions import Edition, HandedOut
from securecare_desktop.domain.family_time import (
    FamilyTimeKind,
    Occasion,
    OccasionState,
    ProtectedVisitor,
    SupportLevel,
)
from securecare_desktop.domain.family_time_shared import SharedOccasion, begin_shared, share_by
from securecare_desktop.domain.people import Answer, Circle, NetworkPerson
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.staff import Role
from securecare_desktop.domain.withholding import FromWhom, Withholding
from securecare_desktop.services.bundle import Services
from securecare_desktop.services.packs import PackRequest
from tests.support.house import DEV, KAI, NOW, TODAY, House, occasion_id, person_id

WRITTEN = {
    "what_they_did": "Cards and cake.", "warm_moments": "They laughed a lot.", "ending": "A long hug.",
    "opinion": "OPINION", "worries": "WORRY", "next_day": "NEXT", "what_was_said": "SAID", "before": "BEFORE",
    "afterwards": "AFTER", "supervisor": "Femi Oduya", "own_view": "Best day!",
}  # fmt: skip


def visit(services: Services, **other: Any) -> Occasion:
    values: dict[str, Any] = {
        "young_person_id": KAI, "person_id": person_id(KAI), "with_whom": "",
        "kind": FamilyTimeKind.VISIT_HERE, "state": OccasionState.HAPPENED, "planned_at": NOW - timedelta(days=4),
        "level": SupportLevel.SUPERVISED, **WRITTEN,
    }  # fmt: skip
    return services.family_time.save_occasion(Occasion(**{**values, **other})).record


def begun(occasion: Occasion, **other: Any) -> SharedOccasion:
    return replace(begin_shared(occasion, TODAY), own_words="", **other)


def asked(told: pytest.ExceptionInfo[InputError]) -> dict[str, str]:
    return {problem.field: problem.sentence for problem in told.value.problems}


def test_a_version_begins_with_what_can_be_told_and_nothing_else(house: House) -> None:
    shared = begin_shared(visit(house.signed_in()), TODAY)
    assert (shared.for_whom, shared.what_they_did, shared.ending) == ("Nan", "Cards and cake.", "A long hug.")
    words = repr(shared)
    for kept in ("OPINION", "WORRY", "NEXT", "SAID", "BEFORE", "AFTER", "Femi"):
        assert kept not in words


def test_their_words_go_out_only_where_they_agreed(house: House) -> None:
    services = house.signed_in()
    shared = begin_shared(visit(services), TODAY)
    for answer in (Answer.NOT_KNOWN, Answer.NO):
        with pytest.raises(InputError) as told:
            services.family_sharing.save_shared(replace(shared, agreed=answer))
        assert set(asked(told)) == {"agreed"}
    saved = services.family_sharing.save_shared(replace(shared, agreed=Answer.YES)).record
    assert saved.own_words == "Best day!"


def test_names_of_others_are_pointed_out_until_taken_out_or_confirmed(house: House) -> None:
    services = house.signed_in()
    services.people.save_person(
        NetworkPerson(
            young_person_id=KAI, name="Tyler Renshaw", who_they_are="Brother", circle=Circle.OWN_PEOPLE
        )
    )
    text = "Kai and Nan played cards with tyler's dog. Dev's cake. Femi took a photo."
    shared = begun(visit(services), what_they_did=text)
    with pytest.raises(InputError) as told:
        services.family_sharing.save_shared(shared)
    said = asked(told)
    assert set(said) == {"what_they_did", "names_may_stay"}
    assert said["what_they_did"].startswith(
        "tyler (around them), Dev (another young person), Femi (works here) are named here."
    )
    assert services.family_sharing.versions(KAI, shared.occasion_id).versions == ()
    stored = services.family_sharing.save_shared(shared, names_may_stay=True).record
    assert stored.left_out == "Named on purpose: tyler, Dev, Femi."
    again = services.family_sharing.save_shared(stored, names_may_stay=True).record
    assert again.left_out == stored.left_out
    plain = begun(visit(services, planned_at=NOW - timedelta(days=6)), what_they_did="Cards with Nan.")
    services.family_sharing.save_shared(plain)


@pytest.mark.parametrize(
    "text", ["Nan will come in may, she hopes.", "Developing photos.", "Pauline and Kai Renshaw sang."]
)
def test_the_reader_the_young_person_and_everyday_words_are_nobody_elses_name(
    house: House, text: str
) -> None:
    services = house.signed_in()
    services.people.save_person(
        NetworkPerson(young_person_id=KAI, name="May Will", who_they_are="Aunt", circle=Circle.OWN_PEOPLE)
    )
    services.family_sharing.save_shared(begun(visit(services), what_they_did=text))


def test_what_was_given_stays_as_it_is_and_another_version_can_stand_beside_it(house: House) -> None:
    services = house.signed_in()
    shared = services.family_sharing.save_shared(begun(visit(services))).record
    with pytest.raises(InputError) as told:
        services.family_sharing.save_shared(replace(shared, given_on=TODAY))
    assert set(asked(told)) == {"given_how"}
    given = services.family_sharing.save_shared(
        replace(shared, given_on=TODAY, given_how="Read to her")
    ).record
    with pytest.raises(InputError):
        services.family_sharing.save_shared(replace(given, ending="They shook hands."))
    services.family_sharing.save_shared(replace(given, id="", version=0, given_on=None, given_how=""))
    assert len(services.family_sharing.versions(KAI, given.occasion_id).versions) == 2


@pytest.mark.parametrize("given", [TODAY + timedelta(days=1), TODAY - timedelta(days=9)])
def test_it_was_given_neither_tomorrow_nor_before_the_visit(house: House, given: date) -> None:
    services = house.signed_in()
    shared = begun(visit(services), given_on=given, given_how="By post")
    with pytest.raises(InputError) as told:
        services.family_sharing.save_shared(shared)
    assert set(asked(told)) == {"given_on"}


def test_nothing_that_fell_away_and_no_protected_visit_is_shared(house: House) -> None:
    services = house.signed_in()
    cancelled = services.family_time.occasion(KAI, occasion_id(KAI))
    private = visit(
        services, protected=ProtectedVisitor.LAWYER, level=SupportLevel.UNSUPPORTED,
        **dict.fromkeys(WRITTEN, ""),
    )  # fmt: skip
    for occasion in (cancelled, private):
        with pytest.raises(InputError):
            services.family_sharing.save_shared(begun(occasion, what_they_did="They met."))


def test_a_version_is_about_an_occasion_of_the_same_young_person(house: House) -> None:
    services = house.signed_in()
    shared = begun(visit(services))
    with pytest.raises(Gone):
        services.family_sharing.save_shared(replace(shared, young_person_id=DEV))
    with pytest.raises(Gone):
        services.family_sharing.versions(DEV, shared.occasion_id)


def test_in_england_supervised_time_says_by_when_it_is_shared(house: House) -> None:
    services = house.signed_in()
    watched = visit(services)
    expected = share_by(watched)
    nation = services.units.list()[0].jurisdiction
    assert nation == "england"
    assert services.family_sharing.versions(KAI, watched.id).share_by == expected
    calm = visit(services, level=SupportLevel.SUPPORTED, planned_at=NOW - timedelta(days=6))
    assert services.family_sharing.versions(KAI, calm.id).share_by is None


def test_three_months_end_on_the_last_day_of_a_shorter_month(house: House) -> None:
    services = house.signed_in()
    late = visit(services, planned_at=NOW.replace(year=2025, month=11, day=30))
    assert share_by(late) == date(2026, 2, 28)


def test_a_version_leads_back_to_its_occasion(house: House) -> None:
    services = house.signed_in()
    occasion = visit(services)
    shared = services.family_sharing.save_shared(begun(occasion)).record
    assert services.family_time.occasion(KAI, shared.id) == occasion
    assert shared.id in {f.hit.record_id for f in services.search.find("cake")}


# -- on paper -------------------------------------------------------------------------------------------------------


def wanted(shared: SharedOccasion, **more: Any) -> PackRequest:
    return PackRequest(
        young_person_id=KAI, edition=Edition.SHARED_OCCASION, recipient=shared.for_whom,
        purpose="Family time to share", **{"shared_occasion_id": shared.id, **more},
    )  # fmt: skip


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_the_page_holds_what_is_shared_and_nothing_of_what_stays_with_the_team(house: House) -> None:
    services = house.signed_in()
    shared = replace(begin_shared(visit(services), TODAY), agreed=Answer.YES, left_out="LEFTOUT")
    shared = services.family_sharing.save_shared(shared).record
    page = services.packs.preview(wanted(shared))
    said = text_of(page.pdf)
    assert page.pages == 1
    for words in ("Family time with Kai", "For Nan", "Cards and cake.", "They laughed a lot.", "“Best day!”"):
        assert words in said
    for kept in ("OPINION", "WORRY", "NEXT", "SAID", "LEFTOUT", "Femi", "Renshaw", "Rowan", "Brackenfield"):
        assert kept not in said
    unit = services.units.list()[0]
    assert not unit.marking or unit.marking not in said


def test_a_copy_that_leaves_stands_in_the_register_with_whom_it_is_for(house: House) -> None:
    services = house.signed_in()
    shared = services.family_sharing.save_shared(begun(visit(services))).record
    offer = services.packs.offer_shared(KAI, shared.id)
    assert (offer.recipient, offer.shared_occasion_id) == ("Nan", shared.id)
    services.packs.hand_out(wanted(shared), HandedOut.PRINTED)
    copy = services.packs.register(KAI)[0]
    assert (copy.edition, copy.recipient, copy.draft) == (Edition.SHARED_OCCASION, "Nan", False)


def test_a_version_is_printed_for_nobody_but_whom_it_was_written_for(house: House) -> None:
    services = house.signed_in()
    shared = services.family_sharing.save_shared(begun(visit(services))).record
    with pytest.raises(InputError) as told:
        services.packs.preview(wanted(replace(shared, for_whom="Uncle Joe")))
    assert "Nan" in asked(told)["recipient"]
    for request in (wanted(shared, shared_occasion_id=""), wanted(shared, shared_occasion_id=person_id(KAI))):
        with pytest.raises(Gone):
            services.packs.preview(request)


def test_what_is_withheld_from_the_reader_is_not_printed_for_them(house: House) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    shared = manager.family_sharing.save_shared(begun(visit(manager))).record
    manager.withholding.withhold(
        Withholding(
            young_person_id=KAI, record_kind="occasions", record_id=shared.occasion_id,
            from_whom=FromWhom.PERSON, from_id=person_id(KAI), from_name="Nan", because="Kai asked for it.",
        )
    )  # fmt: skip
    with pytest.raises(Gone):
        manager.packs.preview(wanted(shared))


def test_words_they_no_longer_agree_to_are_not_printed(house: House) -> None:
    services = house.signed_in()
    shared = replace(begin_shared(visit(services), TODAY), agreed=Answer.YES)
    shared = services.family_sharing.save_shared(shared).record
    with services.session.writing(Action.WRITE_ENTRIES, KAI) as work:
        work.shared_occasions.save(replace(shared, agreed=Answer.NO))
    assert "Best day" not in text_of(services.packs.preview(wanted(shared)).pdf)


def test_what_was_given_is_neither_taken_back_nor_moved_to_be_changed_after_all(house: House) -> None:
    services = house.signed_in()
    given = services.family_sharing.save_shared(
        replace(begun(visit(services)), given_on=TODAY, given_how="by hand")
    ).record
    for change in ({"given_on": None, "given_how": ""}, {"what_they_did": "Never happened."}):
        with pytest.raises(InputError):
            services.family_sharing.save_shared(replace(given, **change))


def test_what_is_withheld_from_somebody_does_not_go_into_their_version(house: House) -> None:
    services = house.signed_in()
    occasion = visit(services)
    services.withholding.withhold(
        Withholding(
            young_person_id=KAI, record_kind="occasions", record_id=occasion.id, field="what_they_did",
            words="cake", from_whom=FromWhom.PERSON, from_name="Nan", from_id=person_id(KAI), because="He asked.",
        )
    )  # fmt: skip
    with pytest.raises(InputError) as told:
        services.family_sharing.save_shared(begun(occasion))
    assert [one.field for one in told.value.problems] == ["what_they_did"]
    without = replace(begun(occasion), what_they_did="Cards.")
    assert services.family_sharing.save_shared(without).record.what_they_did == "Cards."


def test_a_name_of_two_letters_is_pointed_out_and_a_small_word_is_not(house: House) -> None:
    services = house.signed_in()
    services.people.save_person(
        NetworkPerson(young_person_id=KAI, name="Jo Ó Sé", who_they_are="Sister", circle=Circle.OWN_PEOPLE)
    )
    occasion = visit(services, what_they_did="Jo came too.")
    with pytest.raises(InputError) as told:
        services.family_sharing.save_shared(begun(occasion))
    assert any("Jo" in one.sentence for one in told.value.problems)
    small = replace(begun(occasion), what_they_did="They went to sé.")
    assert services.family_sharing.save_shared(small).record.what_they_did == "They went to sé."
