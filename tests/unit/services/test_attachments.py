"""Files beside a record: what is kept, who may see it, and that nothing about it leaves the store unnoted."""

import logging
from dataclasses import replace

import pytest

from securecare_desktop.core.errors import Gone, InputError
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.staff import Role
from securecare_desktop.domain.withholding import FromWhom, Withholding
from securecare_desktop.services.attachments import MOST_BYTES
from securecare_desktop.services.bundle import Services
from tests.support.house import DEV, KAI, House
from tests.unit.services.permission_checklists import PDF, stored_item

ITEMS = "checklist_items"
DOCX = b"PK\x03\x04....[Content_Types].xml....word/document.xml"


@pytest.fixture
def at(house: House) -> Services:
    return house.signed_in(Role.SHIFT_LEAD)


def keep(at: Services, name: str = "letter.pdf", data: bytes = PDF) -> str:
    return at.attachments.add(KAI, ITEMS, stored_item(at, KAI).id, name, data).record.id


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("Letter.pdf", PDF, "application/pdf"),
        ("photo.png", b"\x89PNG\r\n\x1a\n....", "image/png"),
        ("photo.JPEG", b"\xff\xd8\xff\xe0....", "image/jpeg"),
        ("notes.docx", DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ],
)
def test_what_is_kept_comes_back_as_it_was(at: Services, name: str, data: bytes, media_type: str) -> None:
    kept = at.attachments.add(KAI, ITEMS, stored_item(at, KAI).id, name, data).record
    assert (kept.name, kept.media_type, kept.size) == (name, media_type, len(data))
    assert at.attachments.read(KAI, kept.id).data == data
    assert at.attachments.list_for_record(KAI, ITEMS, stored_item(at, KAI).id) == (kept,)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The file is empty"),
        (b"MZ\x90\x00 a program", "Only PDF, PNG, JPEG and Word files"),
        (b"PK\x03\x04 a heap of files", "Only PDF, PNG, JPEG and Word files"),
        (PDF + bytes(MOST_BYTES), "larger than 10 MB"),
    ],
)
def test_what_is_not_kept_is_refused_in_a_sentence(at: Services, data: bytes, words: str) -> None:
    with pytest.raises(InputError) as refused:
        keep(at, "a.pdf", data)
    assert words in str(refused.value)
    assert at.attachments.list_for_record(KAI, ITEMS, stored_item(at, KAI).id) == ()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("D:\\scans\\letter.pdf", "letter.pdf"),
        ("../../etc/letter.pdf", "letter.pdf"),
        ("letter", "letter.pdf"),
        ("letter.exe", "letter.exe.pdf"),
        ("", "File.pdf"),
        ("a" * 300 + ".PDF", "a" * 116 + ".PDF"),
    ],
)
def test_a_name_has_no_folders_and_ends_in_what_the_file_is(at: Services, given: str, kept: str) -> None:
    assert at.attachments.read(KAI, keep(at, given)).name == kept


def test_saving_a_file_out_stands_in_the_log_without_its_name(
    house: House, at: Services, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        at.attachments.read(KAI, keep(at, "Psychiatrist Dr Quill.pdf"))
    assert "Quill" not in caplog.text
    events = house.signed_in(Role.UNIT_MANAGER).audit.log(young_person_id=KAI)
    assert [e.action for e in events if e.record_kind == "attachments"][:1] == ["attachment_saved"]


def test_a_file_beside_what_is_withheld_is_not_there_for_who_is_not_to_see_it(
    house: House, at: Services
) -> None:
    file_id, item = keep(at), stored_item(at, KAI)
    at.withholding.withhold(
        Withholding(
            young_person_id=KAI, record_kind=ITEMS, record_id=item.id, from_whom=FromWhom.ROLE,
            from_id=Role.RESIDENTIAL_WORKER, from_name="Residential workers", because="It is about one of them.",
        )
    )  # fmt: skip
    worker = house.signed_in(Role.RESIDENTIAL_WORKER)
    assert worker.attachments.list_for_record(KAI, ITEMS, item.id) == ()
    with pytest.raises(Gone):
        worker.attachments.read(KAI, file_id)
    with pytest.raises(Gone):
        worker.attachments.add(KAI, ITEMS, item.id, "letter.pdf", PDF)
    assert house.signed_in(Role.UNIT_MANAGER).attachments.read(KAI, file_id).data == PDF


def test_a_file_belongs_to_its_own_young_person_alone(at: Services) -> None:
    file_id = keep(at)
    with pytest.raises(Gone):
        at.attachments.read(DEV, file_id)
    with pytest.raises(Gone):
        at.attachments.add(DEV, ITEMS, stored_item(at, KAI).id, "letter.pdf", PDF)
    with pytest.raises(Gone):
        at.attachments.read(KAI, "0" * 32)


def test_the_file_stays_where_its_item_is_done(at: Services) -> None:
    file_id = keep(at)
    at.checklists.tick(replace(stored_item(at, KAI), evidence_kind="attachments", evidence_id=file_id))
    with at.session.reading(Action.READ_RECORDS, KAI) as work:
        assert work.checklist_items.find(evidence_id=file_id)[0].evidence_kind == "attachments"
