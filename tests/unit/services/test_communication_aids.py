"""Sessions with a communication aid, and their photos: only where agreed, and shown to whoever sees all of it."""

import logging
from dataclasses import replace

import pytest
from sqlalchemy import event

from securecare_desktop.core.errors import Gone, InputError
from securecare_desktop.db.communication_aids import PictureRow
from securecare_desktop.domain.communication_aids import MOST_BYTES, AidSession, Placed
from securecare_desktop.domain.staff import Role
from securecare_desktop.domain.withholding import FromWhom, Withholding
from securecare_desktop.services.bundle import Services
from tests.support.house import KAI, TODAY, House
from tests.unit.services.permission_plans import PNG

JPEG = b"\xff\xd8\xff, and the rest of it"


def session_of(services: Services, **other: object) -> AidSession:
    given = {
        "young_person_id": KAI, "on": TODAY, "topic": "Nights", "agreed_photo": True,
        "placed": (Placed(option="The zither", place="going well", said="Loud."), Placed(option="Sleep")),
    }  # fmt: skip
    return services.communication_aids.save(AidSession(**{**given, **other})).record


def withhold(services: Services, session: AidSession, **other: str) -> None:
    services.withholding.withhold(
        Withholding(
            young_person_id=KAI, record_kind="aid_sessions", record_id=session.id, from_whom=FromWhom.ROLE,
            from_id="shift_lead", from_name="", because="He asked for it.", **other,
        )
    )  # fmt: skip


def test_no_photo_is_read_when_words_are_looked_for(house: House) -> None:
    services = house.signed_in(Role.UNIT_MANAGER)
    session = session_of(services, own_words="It is loud at night.")
    services.communication_aids.add_picture(session.id, "image/png", PNG)
    withhold(services, session, field="own_words", words=session.own_words)
    (stored,) = services.withholding.of(KAI)
    read: list[PictureRow] = []
    note = lambda row, _context: read.append(row)  # noqa: E731
    event.listen(PictureRow, "load", note)
    try:
        services.withholding.elsewhere(stored.id)
        assert not read
        assert services.communication_aids.picture(session.id) is not None
        assert len(read) == 1
    finally:
        event.remove(PictureRow, "load", note)


def test_a_session_and_its_photo_are_kept_and_found(house: House) -> None:
    services = house.signed_in()
    session = session_of(services)
    services.communication_aids.add_picture(session.id, "image/png", PNG)
    services.communication_aids.add_picture(session.id, "image/jpeg", JPEG)
    picture = services.communication_aids.picture(session.id)
    assert picture is not None
    assert (picture.media_type, picture.data) == ("image/jpeg", JPEG)
    (found,) = services.search.find("zither")
    assert (found.hit.record_kind, found.hit.record_id) == ("aid_sessions", session.id)


@pytest.mark.parametrize(
    ("media_type", "data"),
    [
        ("image/png", JPEG),
        ("image/jpeg", PNG),
        ("image/png", b""),
        ("image/svg+xml", b"<svg/>"),
        ("image/png", PNG + bytes(MOST_BYTES)),
    ],
    ids=["no png", "no jpeg", "empty", "another kind", "too large"],
)
def test_what_is_no_photo_is_not_kept(house: House, media_type: str, data: bytes) -> None:
    services = house.signed_in()
    session = session_of(services)
    with pytest.raises(InputError) as told:
        services.communication_aids.add_picture(session.id, media_type, data)
    assert [p.field for p in told.value.problems] == ["data"]
    assert services.communication_aids.picture(session.id) is None


def test_a_session_and_its_photo_are_saved_in_one_go(house: House) -> None:
    services = house.signed_in()
    session = AidSession(young_person_id=KAI, on=TODAY, topic="Nights", agreed_photo=True)
    stored = services.communication_aids.save(session, "image/png", PNG).record
    picture = services.communication_aids.picture(stored.id)
    assert picture is not None
    assert picture.data == PNG


@pytest.mark.parametrize(
    ("agreed", "media_type", "data"), [(False, "image/png", PNG), (True, "image/png", JPEG)]
)
def test_where_the_photo_cannot_be_kept_the_session_is_not_saved_without_it(
    house: House, agreed: bool, media_type: str, data: bytes
) -> None:
    services = house.signed_in()
    session = AidSession(young_person_id=KAI, on=TODAY, topic="Nights", agreed_photo=agreed)
    with pytest.raises(InputError) as told:
        services.communication_aids.save(session, media_type, data)
    assert [p.field for p in told.value.problems] == ["data"]
    assert services.communication_aids.sessions(KAI) == ()


def test_no_photo_is_kept_or_shown_to_which_they_did_not_agree(house: House) -> None:
    services = house.signed_in()
    session = session_of(services, agreed_photo=False)
    with pytest.raises(InputError, match="not agreed"):
        services.communication_aids.add_picture(session.id, "image/png", PNG)
    agreed = services.communication_aids.save(replace(session, agreed_photo=True)).record
    services.communication_aids.add_picture(session.id, "image/png", PNG)
    services.communication_aids.save(replace(agreed, agreed_photo=False))
    assert services.communication_aids.picture(session.id) is None


@pytest.mark.parametrize("part", [{}, {"field": "placed", "words": "zither"}, {"field": "topic"}])
def test_a_session_of_which_anything_is_withheld_hides_its_photo(house: House, part: dict[str, str]) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    session = session_of(manager)
    manager.communication_aids.add_picture(session.id, "image/png", PNG)
    withhold(manager, session, **part)
    lead = house.signed_in()
    assert lead.communication_aids.picture(session.id) is None
    assert manager.communication_aids.picture(session.id) is not None
    assert house.signed_in(Role.RESIDENTIAL_WORKER).communication_aids.picture(session.id) is not None


def test_what_was_put_where_is_withheld_word_by_word_and_stays_when_somebody_else_writes(
    house: House,
) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    session = session_of(manager)
    withhold(manager, session, field="placed", words="zither")
    lead = house.signed_in()
    (seen,) = lead.communication_aids.sessions(KAI)
    assert [one.option for one in seen.placed] == ["The [left out]", "Sleep"]
    lead.communication_aids.save(replace(seen, what_follows="A quieter evening"))
    (whole,) = manager.communication_aids.sessions(KAI)
    assert (whole.placed, whole.what_follows) == (session.placed, "A quieter evening")


def test_the_bytes_of_a_photo_stand_in_the_store_alone(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    manager = house.signed_in(Role.UNIT_MANAGER)
    session = session_of(manager)
    manager.communication_aids.add_picture(session.id, "image/png", PNG)
    manager.communication_aids.picture(session.id)
    (event,) = manager.audit.log(action="added", record_kind="pictures")
    assert f"{len(PNG)} B" in str(event.changes)
    assert "rest of it" not in str(event) + caplog.text + repr(manager.communication_aids.picture(session.id))
    assert manager.search.find("rest of it") == ()
    (look,) = manager.audit.who_looked(KAI)
    assert "a photo of a session with a communication aid" in look.places


def test_a_photo_of_no_session_is_refused(house: House) -> None:
    services = house.signed_in()
    with pytest.raises(Gone):
        services.communication_aids.add_picture("unknown", "image/png", PNG)
    with pytest.raises(Gone):
        services.communication_aids.picture("unknown")
