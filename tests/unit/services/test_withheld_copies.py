"""Printed copies: nothing of what is withheld from who prints it or who it is for is in them, and they say why."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from securecare_desktop.domain.editions import Edition, HandedOut
from securecare_desktop.domain.passages import left_out
from securecare_desktop.domain.staff import Role
from securecare_desktop.domain.withholding import FromWhom, Whom
from securecare_desktop.domain.young_people import AboutMeKind, AboutMePart
from securecare_desktop.services.bundle import Services
from securecare_desktop.services.packs import PackRequest
from tests.support.house import DEV, House, change_id, person_id
from tests.unit.services.left_out import AGENCY, DAD, add_dad, add_visit, withhold


def pdf_text(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def request(**more: object) -> PackRequest:
    usual = {
        "young_person_id": DEV, "edition": Edition.INCOMING_WORKER, "recipient": "Ana Lima", "purpose": "Handover",
    }  # fmt: skip
    return PackRequest(**{**usual, **more})


@pytest.fixture
def with_secrets(house: House) -> Services:
    """The shift lead, with a person and a passage that nobody from outside is to see."""
    lead = house.signed_in(Role.SHIFT_LEAD)
    dad = add_dad(lead)
    add_visit(lead, dad)
    withhold(lead, dad)
    part = lead.young_people.save_about_me(
        AboutMePart(
            young_person_id=DEV, kind=AboutMeKind.WHAT_HELPS, text="Toast first.\nThe zither in my room."
        )
    ).record
    withhold(lead, part, field="text", words="The zither in my room.", because="Dev asked for that.")
    return lead


def test_a_copy_for_who_is_shut_out_holds_nothing_of_it_and_says_why(with_secrets: Services) -> None:
    pdf = with_secrets.packs.hand_out(request(), HandedOut.SAVED).pdf
    text = pdf_text(pdf)
    for planted in (DAD, "Marcus", "zither"):
        assert planted not in text
        assert planted.encode() not in pdf
    assert "Toast first." in text
    assert "1 person (It is a matter of the court)" in text
    assert "1 passage (Dev asked for that)" in text
    assert left_out() in text


def test_a_copy_for_anybody_else_here_is_whole(with_secrets: Services) -> None:
    shown = with_secrets.packs.preview(request(recipient="Femi Oduya"))
    text = pdf_text(shown.pdf)
    assert DAD in text
    assert "zither" in text
    assert (shown.left_out, shown.may_be_for) == ((), ())


def test_a_copy_made_by_who_is_shut_out_is_without_it_whoever_it_is_for(house: House) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    dad = add_dad(manager)
    withhold(manager, dad, Whom(FromWhom.ROLE, "residential_worker", "Residential worker"))
    worker = house.signed_in(Role.RESIDENTIAL_WORKER)
    shown = worker.packs.preview(request(recipient="Graham Pell"))
    assert DAD not in pdf_text(shown.pdf)
    assert [(part.what, part.why) for part in shown.left_out] == [("1 person", "It is a matter of the court")]
    assert DAD in pdf_text(manager.packs.preview(request(recipient="Graham Pell")).pdf)


@pytest.mark.parametrize(
    ("also_for", "there"),
    [(None, False), ((AGENCY,), False), ((), True)],
    ids=["not said", "for them", "for nobody"],
)
def test_a_copy_for_a_name_that_nobody_knows_is_without_it_until_somebody_says_it_is_not_for_them(
    with_secrets: Services, also_for: tuple[Whom, ...] | None, there: bool
) -> None:
    shown = with_secrets.packs.preview(request(recipient="Eleri Vaughan", also_for=also_for))
    assert shown.may_be_for == (AGENCY,)
    assert (DAD in pdf_text(shown.pdf)) is there


@pytest.mark.parametrize("recipient", ["Ana", "ana  LIMA", "Ana Lima, agency", "Femi Oduya and Ana Lima"])
def test_a_recipient_is_known_by_a_part_of_the_name_or_among_others(
    with_secrets: Services, recipient: str
) -> None:
    assert DAD not in pdf_text(with_secrets.packs.preview(request(recipient=recipient, also_for=())).pdf)


@pytest.mark.parametrize("recipient", ["Pauline", "Nan", "Nan (Pauline)"])
def test_somebody_of_the_network_reads_a_copy_as_themself(with_secrets: Services, recipient: str) -> None:
    part = with_secrets.young_people.about_me(DEV)[0]
    nan = Whom(FromWhom.PERSON, person_id(DEV), "Nan (Pauline)")
    withhold(with_secrets, part, nan, field="text", words="Toast first.", because="Nan would worry.")
    text = pdf_text(with_secrets.packs.preview(request(recipient=recipient)).pdf)
    assert "Toast" not in text
    assert DAD in text


def test_the_young_persons_own_copy_leaves_out_what_is_withheld_from_them_and_says_so(house: House) -> None:
    lead = house.signed_in(Role.SHIFT_LEAD)
    change = lead.worker_changes.workspace(change_id(DEV)).file.change
    change = lead.worker_changes.change_plan(
        replace(change, reason_for_young_person="Hannah moves on. The zither is broken.")
    ).record
    dev = Whom(FromWhom.YOUNG_PERSON, "", "Dev")
    withhold(
        lead,
        change,
        dev,
        field="reason_for_young_person",
        words="The zither is broken.",
        because="Hannah tells Dev herself.",
    )
    text = pdf_text(lead.packs.preview(request(edition=Edition.YOUNG_PERSON)).pdf)
    assert "zither" not in text
    assert (
        "Something about this is not on this page. Hannah tells Dev herself. You can ask us about it." in text
    )
    assert "zither" in pdf_text(lead.packs.preview(request()).pdf)
    assert "zither" not in pdf_text(lead.packs.preview(request(recipient="Dev")).pdf)


def test_what_is_shown_again_is_in_the_next_copy(with_secrets: Services) -> None:
    for line in with_secrets.withholding.of(DEV):
        with_secrets.withholding.end(line.id)
    shown = with_secrets.packs.preview(request())
    assert DAD in pdf_text(shown.pdf)
    assert shown.left_out == ()
