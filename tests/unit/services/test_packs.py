"""Packs: registered before they leave, numbered without gaps, and with nothing in them that is held back."""

import io
from dataclasses import replace
from datetime import timedelta

import pytest
from pypdf import PdfReader

from securecare_desktop.core.errors import InputError
from securecare_desktop.core.text import clock_time
from securecare_desktop.domain.editions import Edition, HandedOut
from securecare_desktop.domain.own_words import About, HowGiven, OwnWords
from securecare_desktop.domain.people import Answer
from securecare_desktop.domain.signatures import Addendum
from securecare_desktop.domain.staff import Role
from securecare_desktop.domain.worker_changes import Audience, Telling
from securecare_desktop.services.packs import PackRequest
from tests.support.house import DEV, KAI, NOW, TODAY, House, change_id


def request(who: str = KAI, **other: object) -> PackRequest:
    values = {
        "young_person_id": who,
        "edition": Edition.INCOMING_WORKER,
        "recipient": "Sam Adeyemi",
        "purpose": "Change of key worker",
    }
    return PackRequest(**{**values, **other})


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_the_dialog_starts_from_the_change(house: House) -> None:
    offer = house.signed_in().packs.offer(KAI)
    assert offer.recipient == "Sam Adeyemi"
    assert offer.purposes[0] == "Change of key worker"
    assert offer.copy_number == 1
    assert offer.destroy_by == TODAY + timedelta(days=13 + 14)
    assert len(offer.missing) == 13
    assert offer.recipients[0].role == "incoming key worker"


def test_a_preview_leaves_no_trace_in_the_register(house: House) -> None:
    services = house.signed_in()
    shown = services.packs.preview(request())
    assert shown.pdf.startswith(b"%PDF")
    assert services.packs.register(KAI) == ()


def test_a_preview_says_which_page_lists_what_is_missing(house: House) -> None:
    shown = house.signed_in().packs.preview(request())
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(shown.pdf)).pages]
    assert f"listed on page {shown.missing_page}." in pages[0]
    assert "What is missing" in pages[shown.missing_page - 1]


def test_a_copy_is_numbered_registered_and_in_the_audit_trail(house: House) -> None:
    services = house.signed_in(Role.UNIT_MANAGER)
    first = services.packs.hand_out(request(), HandedOut.SAVED).copy
    second = services.packs.hand_out(request(recipient="Femi Oduya"), HandedOut.PRINTED).copy
    other = services.packs.hand_out(request(DEV), HandedOut.SAVED).copy
    assert [(c.number, c.copy_number) for c in (first, second, other)] == [(1, 1), (2, 2), (3, 1)]
    assert {c.id for c in services.packs.register()} == {first.id, second.id, other.id}
    assert [c.recipient for c in services.packs.register(KAI)] == ["Femi Oduya", "Sam Adeyemi"]
    events = [e.action for e in services.audit.log(record_id=second.id)]
    assert events == ["pack_printed", "added"]
    assert first.draft
    assert first.missing == 13
    assert first.chain_head == services.packs.register(KAI)[1].chain_head != second.chain_head


def test_the_pack_says_draft_and_names_what_is_missing(house: House) -> None:
    text = text_of(house.signed_in().packs.hand_out(request(), HandedOut.SAVED).pdf)
    assert "DRAFT" in text
    assert "Record brought up to date" in text
    assert "Hannah is going to train as a teacher." in text.replace("\n", " ")


def test_what_the_young_person_will_tell_themself_stays_out_and_is_named_as_left_out(house: House) -> None:
    services = house.signed_in()
    services.worker_changes.save_words(
        OwnWords(
            young_person_id=KAI, given_how=HowGiven.SAID, words="The thing about the orchard wall",
            about=About.TELLS_THEMSELF, about_id=change_id(KAI), step=5,
        )
    )  # fmt: skip
    change = services.worker_changes.workspace(change_id(KAI)).file.change
    services.worker_changes.change_plan(replace(change, internal_reason="Graham spoke with the zither club"))
    text = text_of(services.packs.preview(request()).pdf)
    assert "orchard wall" not in text
    assert "zither" not in text
    assert [left.what for left in services.packs.offer(KAI).left_out] == [
        "1 note from Kai",
        "The team's own notes on the reason",
    ]
    assert "1 note from Kai" in text
    own = text_of(services.packs.preview(request(edition=Edition.YOUNG_PERSON)).pdf)
    assert "zither" not in own


def test_a_copy_for_nobody_is_not_handed_out(house: House) -> None:
    services = house.signed_in()
    with pytest.raises(InputError) as told:
        services.packs.hand_out(
            request(recipient=" ", purpose="", destroy_by=TODAY - timedelta(days=1)), HandedOut.SAVED
        )
    assert [p.field for p in told.value.problems] == ["recipient", "purpose", "destroy_by"]
    assert services.packs.register(KAI) == ()


def tell(services, who: str = KAI) -> None:
    services.worker_changes.save_telling(
        Telling(
            young_person_id=who, change_id=change_id(who), audience=Audience.YOUNG_PERSON, who="Kai",
            told_by="Hannah", told_at=NOW, before_others=Answer.YES,
        )
    )  # fmt: skip


def test_nobody_learns_of_a_change_from_a_sheet_of_paper(house: House) -> None:
    services = house.signed_in()
    own = PackRequest(young_person_id=KAI, edition=Edition.YOUNG_PERSON)
    assert not services.packs.offer(KAI).young_person_told
    with pytest.raises(InputError, match="has not been told yet"):
        services.packs.hand_out(own, HandedOut.PRINTED)
    assert services.packs.register(KAI) == ()
    tell(services)
    assert services.packs.offer(KAI).young_person_told
    services.packs.hand_out(own, HandedOut.PRINTED)


def test_the_young_persons_own_copy_has_no_marking_and_needs_no_recipient(house: House) -> None:
    services = house.signed_in()
    tell(services)
    issued = services.packs.hand_out(
        PackRequest(young_person_id=KAI, edition=Edition.YOUNG_PERSON), HandedOut.PRINTED
    )
    text = text_of(issued.pdf)
    assert "OFFICIAL" not in text
    assert "Renshaw" not in text
    assert issued.copy.recipient == "Kai"
    assert issued.copy.destroy_by is None


def test_a_password_protects_the_saved_file(house: House) -> None:
    issued = house.signed_in().packs.hand_out(request(password="open the gate"), HandedOut.SAVED)
    reader = PdfReader(io.BytesIO(issued.pdf))
    assert reader.is_encrypted
    assert not reader.decrypt("something else")
    assert reader.decrypt("open the gate")
    assert "Kai" in reader.pages[0].extract_text()
    assert b"Hannah" not in issued.pdf


def test_a_copy_that_never_came_to_be_stays_in_the_register_with_the_reason(house: House) -> None:
    services = house.signed_in()
    copy = services.packs.hand_out(request(), HandedOut.SAVED).copy
    services.packs.not_made(copy, "the disk was full")
    assert services.packs.register(KAI)[0].not_made_because == "the disk was full"
    assert services.packs.hand_out(request(), HandedOut.SAVED).copy.copy_number == 2


def test_a_young_person_whose_worker_does_not_change_has_a_pack_without_gaps(house: House) -> None:
    services = house.signed_in()
    services.worker_changes.finish(change_id(KAI))
    offer = services.packs.offer(KAI)
    assert offer.missing == ()
    assert offer.recipient == ""
    issued = services.packs.hand_out(request(purpose="Review meeting"), HandedOut.SAVED)
    assert not issued.copy.draft
    assert "DRAFT" not in text_of(issued.pdf)


def test_what_is_held_back_does_not_even_reach_the_paper_floor(house: House) -> None:
    services = house.signed_in()
    kept = OwnWords(
        young_person_id=KAI, given_how=HowGiven.SAID, words="The orchard wall", about=About.TELLS_THEMSELF,
        about_id=change_id(KAI), step=5,
    )  # fmt: skip
    services.worker_changes.save_words(kept)
    content = services.packs._collect(request())
    assert "orchard" not in repr(content)


def test_a_pack_rests_on_the_newest_signature_and_counts_what_is_not_signed(house: House) -> None:
    services = house.signed_in()
    first, second = (
        services.own_words.save(OwnWords(young_person_id=KAI, given_how=HowGiven.SAID, words=words)).record
        for words in ("One.", "Two.")
    )
    house.clock.moment = NOW + timedelta(minutes=20)
    signed = services.signatures.sign(first).record
    house.clock.moment = NOW + timedelta(hours=2)
    told = " ".join(text_of(services.packs.preview(request()).pdf).split())
    assert f"signed up to Thu 14 May, {clock_time(NOW + timedelta(minutes=20))}." in told
    assert "1 entry about Kai is not signed yet." in told
    services.signatures.add_addendum(
        Addendum(young_person_id=KAI, record_kind="own_words", record_id=signed.id, words="And cake.")
    )
    services.signatures.sign(second)
    told = " ".join(text_of(services.packs.preview(request()).pdf).split())
    assert f"signed up to Thu 14 May, {clock_time(NOW + timedelta(hours=2))}." in told
    assert "not signed yet" not in told
    assert "No entry about Dev is signed yet." in " ".join(
        text_of(services.packs.preview(request(DEV)).pdf).split()
    )
