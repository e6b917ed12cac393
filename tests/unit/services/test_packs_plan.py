"""The plan on paper: which version, in the register with it, nothing withheld, and nobody learns of anything from it."""

import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from pypdf import PdfReader

from securecare_desktop.core.errors import Gone, InputError
from securecare_desktop.domain.communication_aids import AidSession, Picture, Placed
from securecare_desktop.domain.editions import Edition, HandedOut
from securecare_desktop.domain.own_words import HowGiven, OwnWords
from securecare_desktop.domain.passages import left_out
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.plans import (
    Decision,
    LiveRestriction,
    PlanPart,
    PlanState,
    PlanVersion,
    Section,
)
from securecare_desktop.domain.record import Record
from securecare_desktop.domain.staff import Role
from securecare_desktop.domain.withholding import FromWhom, Whom
from securecare_desktop.services.bundle import Services
from securecare_desktop.services.packs import PackRequest
from tests.documents.plan_example import photo
from tests.support.house import DEV, KAI, NOW, TODAY, House
from tests.unit.services.left_out import withhold

THEM = Whom(FromWhom.YOUNG_PERSON, "", "Kai")


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def request(edition: Edition = Edition.PLAN, **more: object) -> PackRequest:
    own = {} if edition.is_theirs else {"recipient": "Femi Oduya", "purpose": "To work with the plan"}
    return PackRequest(**{"young_person_id": KAI, "edition": edition, **own, **more})


def keep(services: Services, **records: Record) -> dict[str, Record]:
    """Add records to the store as they are, by the name of their kind."""
    with services.session.writing(Action.EDIT_PLAN, KAI) as work:
        return {kind: getattr(work, kind).add(record) for kind, record in records.items()}


def add_version(services: Services, number: int, state: PlanState, text: str) -> str:
    """Add a version with one section and return its id."""
    signed = {
        "author_id": "femi", "author_name": "Femi Oduya", "author_signed_at": NOW, "manager_id": "graham",
        "manager_name": "Graham Pell", "manager_signed_at": NOW,
    }  # fmt: skip
    done = state in (PlanState.CURRENT, PlanState.SUPERSEDED)
    version = PlanVersion(
        young_person_id=KAI, number=number, state=state, made_on=TODAY, **(signed if done else {})
    )
    added = keep(services, plan_versions=version)["plan_versions"]
    keep(
        services,
        plan_parts=PlanPart(
            young_person_id=KAI, plan_version_id=added.id, section=Section.DAY_TO_DAY, text=text,
            own_words=f"Mine in {number}.", given_how=HowGiven.SAID, given_on=TODAY,
        ),
    )  # fmt: skip
    return added.id


@pytest.fixture
def lead(house: House) -> Services:
    """The shift lead, and three versions of Kai's plan."""
    services = house.signed_in()
    add_version(services, 1, PlanState.SUPERSEDED, "Up at seven.")
    add_version(services, 2, PlanState.CURRENT, "Toast first, at eight.")
    add_version(services, 3, PlanState.DRAFT, "Porridge is being thought about.")
    return services


def version_id(services: Services, number: int) -> str:
    return next(v.id for v in services.packs.offer(KAI).plan_versions if v.number == number)


def test_the_offer_has_every_version_and_begins_with_the_one_that_counts(lead: Services) -> None:
    offer = lead.packs.offer(KAI)
    assert [v.number for v in offer.plan_versions] == [3, 2, 1]
    assert offer.plan_version_id == version_id(lead, 2)
    assert offer.plan_purpose == "To work with the plan"
    assert offer.photos == 0


@pytest.mark.parametrize("edition", [Edition.PLAN, Edition.PLAN_YOUNG_PERSON])
def test_the_version_that_counts_is_printed_unless_another_is_asked_for(
    lead: Services, edition: Edition
) -> None:
    counts = text_of(lead.packs.preview(request(edition)).pdf)
    assert "Toast first" in counts
    assert "Porridge" not in counts
    draft = text_of(lead.packs.preview(request(edition, plan_version_id=version_id(lead, 3))).pdf)
    assert "Porridge" in draft
    assert "Toast first" not in draft


def test_a_version_of_somebody_else_is_not_there(lead: Services) -> None:
    with pytest.raises(Gone):
        lead.packs.preview(request(young_person_id=DEV, plan_version_id=version_id(lead, 2)))


def test_a_copy_of_the_plan_is_in_the_register_with_its_version_and_without_a_change_of_worker(
    lead: Services,
) -> None:
    copy = lead.packs.hand_out(request(), HandedOut.PRINTED).copy
    assert (copy.edition, copy.plan_version_id) == (Edition.PLAN, version_id(lead, 2))
    assert (copy.change_id, copy.draft, copy.missing) == ("", False, 0)
    assert copy.destroy_by == TODAY + timedelta(days=14)
    assert [c.id for c in lead.packs.register(KAI)] == [copy.id]


@pytest.mark.parametrize(
    ("number", "draft", "said"), [(3, True, "DRAFT."), (2, False, ""), (1, False, "REPLACED.")]
)
def test_a_version_that_does_not_count_says_so_on_paper_and_in_the_register(
    lead: Services, number: int, draft: bool, said: str
) -> None:
    issued = lead.packs.hand_out(request(plan_version_id=version_id(lead, number)), HandedOut.SAVED)
    text = text_of(issued.pdf)
    assert issued.copy.draft is draft
    assert [word for word in ("DRAFT.", "REPLACED.") if word in text] == ([said] if said else [])


def test_who_got_a_copy_of_this_version_stands_in_the_next_one(lead: Services) -> None:
    lead.packs.hand_out(request(recipient="Graham Pell"), HandedOut.SAVED)
    lead.packs.hand_out(
        request(Edition.INCOMING_WORKER, recipient="Sam Adeyemi", also_for=()), HandedOut.SAVED
    )
    lead.packs.hand_out(
        request(plan_version_id=version_id(lead, 1), recipient="Denise Okafor"), HandedOut.SAVED
    )
    text = text_of(lead.packs.preview(request()).pdf)
    listed = text[text.index("Who got a copy of this version") :]
    assert "Graham Pell The plan, copy 1" in listed
    assert "Sam Adeyemi Incoming worker, copy 2" in listed
    assert "Denise Okafor The plan" not in listed


def test_the_same_bytes_are_shown_and_handed_out(lead: Services) -> None:
    for edition in (Edition.PLAN, Edition.PLAN_YOUNG_PERSON):
        shown = lead.packs.preview(request(edition)).pdf
        assert lead.packs.hand_out(request(edition), HandedOut.SAVED).pdf == shown


def said_later(services: Services, words: str = "I like porridge now.") -> Record:
    """Write down what Kai says today about the section that counts."""
    (part,) = services.plans.parts(KAI, version_id(services, 2))
    answer = OwnWords(
        young_person_id=KAI, given_how=HowGiven.SAID, words=words, given_to="Denise", given_on=TODAY
    )
    services.plans.answer_later(part, answer)
    return part


PRINTS_LATER = (Edition.PLAN, Edition.PLAN_YOUNG_PERSON, Edition.INCOMING_WORKER)


@pytest.mark.parametrize("edition", PRINTS_LATER)
def test_what_was_said_later_about_a_signed_section_is_printed_with_it(
    lead: Services, edition: Edition
) -> None:
    said_later(lead)
    text = text_of(lead.packs.preview(request(edition, also_for=())).pdf)
    assert "Mine in 2." in text
    assert text.count("I like porridge now.") == 1


def test_what_was_said_later_is_not_printed_with_an_older_version(lead: Services) -> None:
    said_later(lead)
    text = text_of(lead.packs.preview(request(plan_version_id=version_id(lead, 1))).pdf)
    assert "I like porridge now." not in text


@pytest.mark.parametrize(
    ("before", "gap"),
    [
        (True, {"field": "text"}),
        (True, {"field": "own_words"}),
        (False, {"field": "text"}),
        (False, {"field": "own_words"}),
        (False, {"field": "text", "words": "at eight"}),
    ],
)
@pytest.mark.parametrize("edition", PRINTS_LATER)
def test_what_was_said_later_about_a_withheld_section_is_not_printed(
    house: House, lead: Services, edition: Edition, before: bool, gap: dict[str, str]
) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    whom = THEM if edition.is_theirs else Whom(FromWhom.OTHER, "", "Femi Oduya")
    (part,) = lead.plans.parts(KAI, version_id(lead, 2))
    if before:
        withhold(manager, part, whom, **gap)
    said_later(lead, "Porridge at eight.")
    if not before:
        withhold(manager, part, whom, **gap)
    text = text_of(manager.packs.preview(request(edition, also_for=())).pdf)
    assert "Porridge at eight" not in text


def test_a_section_that_is_withheld_in_the_next_version_keeps_what_was_said_later_out_of_it(
    house: House, lead: Services
) -> None:
    part = said_later(lead)
    (copy,) = lead.plans.parts(KAI, version_id(lead, 3))
    assert copy.section == part.section  # type: ignore[attr-defined]
    third = request(plan_version_id=version_id(lead, 3))
    assert "I like porridge now." in text_of(lead.packs.preview(third).pdf)
    withhold(house.signed_in(Role.UNIT_MANAGER), copy, Whom(FromWhom.OTHER, "", "Femi Oduya"), field="text")
    assert "I like porridge now." not in text_of(lead.packs.preview(third).pdf)


def test_a_withheld_passage_stays_out_of_the_copy_of_who_is_not_to_see_it(lead: Services) -> None:
    secret = "The zither is his aunt's."
    limit = keep(
        lead,
        restrictions=LiveRestriction(
            young_person_id=KAI,
            what="No scissors",
            ground=f"Agreed. {secret}",
            told_on=TODAY,
            told_how="At tea",
        ),
    )["restrictions"]
    withhold(lead, limit, THEM, field="ground", words=secret, because="Her business")
    own = lead.packs.hand_out(request(Edition.PLAN_YOUNG_PERSON), HandedOut.PRINTED)
    assert "zither" not in text_of(own.pdf)
    assert b"zither" not in own.pdf
    assert left_out() in text_of(own.pdf)
    assert "Her business" in text_of(own.pdf)
    assert secret in text_of(lead.packs.preview(request()).pdf)


def test_their_copy_of_the_plan_has_no_marking_and_needs_nobody_named(lead: Services) -> None:
    issued = lead.packs.hand_out(request(Edition.PLAN_YOUNG_PERSON), HandedOut.PRINTED)
    text = text_of(issued.pdf)
    assert "OFFICIAL" not in text
    assert "Renshaw" not in text
    assert (issued.copy.recipient, issued.copy.destroy_by) == ("Kai", None)
    assert issued.copy.plan_version_id == version_id(lead, 2)


def test_nobody_learns_of_a_limit_or_a_decision_from_their_copy_of_the_plan(lead: Services) -> None:
    added = keep(
        lead,
        restrictions=LiveRestriction(young_person_id=KAI, what="No scissors.", ground="Agreed"),
        decisions=Decision(young_person_id=KAI, what="Another school", with_agreement=False),
    )
    own = request(Edition.PLAN_YOUNG_PERSON)
    assert lead.packs.preview(own).not_told == ("No scissors", "Another school")
    with pytest.raises(InputError, match="Kai has not been told of this yet: No scissors; Another school"):
        lead.packs.hand_out(own, HandedOut.PRINTED)
    assert lead.packs.register(KAI) == ()
    assert lead.packs.preview(request()).not_told == ()
    with lead.session.writing(Action.EDIT_PLAN, KAI) as work:
        work.restrictions.save(replace(added["restrictions"], told_on=TODAY))
        work.decisions.save(replace(added["decisions"], explained_on=TODAY))
    assert lead.packs.hand_out(own, HandedOut.PRINTED).copy.recipient == "Kai"


def test_what_is_withheld_from_them_does_not_hold_their_copy_back(lead: Services) -> None:
    limit = keep(
        lead, restrictions=LiveRestriction(young_person_id=KAI, what="No scissors", ground="Agreed")
    )["restrictions"]
    withhold(lead, limit, THEM, because="The court says so")
    preview = lead.packs.preview(request(Edition.PLAN_YOUNG_PERSON))
    assert preview.not_told == ()
    text = text_of(preview.pdf)
    assert "No limits are in force." not in text
    assert "Nothing of this stands in this copy." in text


def a_photo(services: Services, **more: object) -> AidSession:
    """Add a session with a photo that was agreed to."""
    session = AidSession(
        **{
            "young_person_id": KAI, "on": date(2026, 5, 3), "topic": "The evenings", "agreed_photo": True,
            "placed": (Placed(option="Tea with Dad", place="going well"),), **more,
        }
    )  # fmt: skip
    stored = services.communication_aids.save(session).record
    services.communication_aids.add_picture(stored.id, "image/jpeg", photo())
    return stored


def pictures_in(services: Services, edition: Edition = Edition.PLAN) -> int:
    pdf = services.packs.preview(request(edition, with_photos=True)).pdf
    return sum(len(page.images) for page in PdfReader(io.BytesIO(pdf)).pages)


def test_no_photo_is_printed_of_a_session_of_which_the_reader_is_not_to_see_a_part(lead: Services) -> None:
    session = a_photo(lead)
    assert pictures_in(lead, Edition.PLAN_YOUNG_PERSON) == 1
    withhold(lead, session, THEM, field="placed", words="Tea with Dad")
    assert pictures_in(lead, Edition.PLAN_YOUNG_PERSON) == 0


def test_no_photo_is_printed_that_is_no_longer_agreed_to(lead: Services) -> None:
    session = a_photo(lead)
    lead.communication_aids.save(replace(session, agreed_photo=False))
    assert (pictures_in(lead), lead.packs.offer(KAI).photos) == (0, 0)


def test_only_the_newest_photo_of_a_session_is_printed(lead: Services) -> None:
    session = a_photo(lead)
    lead.communication_aids.add_picture(session.id, "image/jpeg", photo())
    assert (pictures_in(lead), lead.packs.offer(KAI).photos) == (1, 1)


def test_a_photo_that_is_withheld_does_not_bring_back_the_one_before_it(lead: Services) -> None:
    session = a_photo(lead)
    newest = lead.communication_aids.add_picture(session.id, "image/jpeg", photo()).record
    withhold(lead, newest, THEM)
    assert pictures_in(lead, Edition.PLAN_YOUNG_PERSON) == 0
    assert pictures_in(lead) == 1


def test_photos_are_printed_only_when_they_are_asked_for(lead: Services) -> None:
    session = keep(
        lead,
        aid_sessions=AidSession(
            young_person_id=KAI, on=date(2026, 5, 3), topic="The evenings", agreed_photo=True,
            placed=(Placed(option="Tea", place="going well"),),
        ),
    )["aid_sessions"]  # fmt: skip
    keep(
        lead,
        pictures=Picture(
            young_person_id=KAI, aid_session_id=session.id, media_type="image/jpeg", data=photo()
        ),
    )
    assert lead.packs.offer(KAI).photos == 1

    def pictures(**more: object) -> int:
        pdf = lead.packs.preview(request(**more)).pdf
        return sum(len(page.images) for page in PdfReader(io.BytesIO(pdf)).pages)

    assert pictures() == 0
    assert pictures(with_photos=True) == 1


def test_a_section_answers_to_the_frameworks_that_the_unit_uses(lead: Services) -> None:
    with lead.session.writing(Action.EDIT_PLAN, KAI) as work:
        draft = work.plan_versions.being_written(KAI)
        part = work.plan_parts.find(plan_version_id=draft.id)[0]
        work.plan_parts.save(replace(part, covers=("nine_steps:4",)))
    text = text_of(lead.packs.preview(request(plan_version_id=version_id(lead, 3))).pdf)
    assert "Answers to: Nine steps of relational care (Expectations)." in text
    assert "Asked here, not confirmed yet:" in text
    lead_text = text_of(lead.packs.preview(request()).pdf)
    assert "Answers to:" not in lead_text


def test_a_young_person_without_a_plan_has_a_copy_that_says_so(house: House) -> None:
    services = house.signed_in()
    issued = services.packs.hand_out(request(young_person_id=DEV), HandedOut.SAVED)
    assert issued.copy.draft
    assert issued.copy.plan_version_id == ""
    assert "No version of the plan is written yet." in text_of(issued.pdf)
