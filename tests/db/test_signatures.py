"""Signed entries in the store: nothing changes them, and the check finds what was changed past the program."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlcipher3 import dbapi2

from securecare_desktop.core.errors import AlreadySigned
from securecare_desktop.db.signatures import ENTRY_ROWS
from securecare_desktop.db.store import STORE_FILE
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.signatures import (
    RECORD_KINDS,
    Addendum,
    digest_of,
    digest_of_stored,
    stamps_of,
)
from securecare_desktop.services.bundle import Services
from tests.support.house import KAI, NOW, House
from tests.unit.services.test_signatures import beside, call, one_of_each


@pytest.fixture
def signed(house: House) -> Services:
    """Services with one signed entry of every kind, and an addendum to the call."""
    services = house.signed_in()
    made = {kind: services.signatures.sign(entry).record for kind, entry in one_of_each(services).items()}
    services.signatures.add_addendum(beside(made["occasions"]))
    return services


def past_the_program(services: Services, *statements: str) -> None:
    """Change the file with SQLCipher itself, with nothing in the way."""
    key = services.session.keys.whole()
    folder = services.session.folder
    services.session.lock()
    connection = dbapi2.connect(str(folder / STORE_FILE))
    connection.execute(f"""PRAGMA key = "x'{key.hex()}'" """)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        if name.endswith("_stays_as_signed"):
            connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def wrong_now(house: House) -> str:
    return house.signed_in().session.check(Action.CHECK_STORE).wrong


def test_the_kinds_of_the_domain_are_those_of_the_store() -> None:
    assert {row.__domain__: row.__record_kind__ for row in ENTRY_ROWS} == dict(RECORD_KINDS)


@pytest.mark.parametrize("row", ENTRY_ROWS, ids=lambda row: row.__tablename__)
def test_the_store_itself_refuses_to_change_a_signed_row(signed: Services, row: type) -> None:
    work = signed.session.writing(Action.WRITE_ENTRIES)
    with pytest.raises(DatabaseError, match="never changed"), work as opened:
        opened.session.connection().exec_driver_sql(f"UPDATE {row.__tablename__} SET young_person_id = 'x'")


def test_a_signed_entry_changed_past_the_service_is_refused_and_stays(house: House) -> None:
    services = house.signed_in()
    entry = services.signatures.sign(call(services)).record
    with services.session.writing(Action.WRITE_ENTRIES) as work:
        with pytest.raises(AlreadySigned):
            work.occasions.save(replace(entry, worries="None."))
        with pytest.raises(AlreadySigned):
            work.occasions.sign(entry.id, signed_name="Somebody else")
    assert services.family_time.occasion(KAI, entry.id) == entry


def test_a_sound_store_with_signed_entries_of_every_kind_is_sound(house: House, signed: Services) -> None:
    assert wrong_now(house) == ""


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE occasion SET what_they_did = 'They were quiet.' WHERE signed_at IS NOT NULL", "words of a signed entry"),
        ("UPDATE decision SET with_agreement = 1", "words of a signed entry"),
        ("UPDATE telling SET told_at = '2026-05-13T07:00:00.000000Z'", "words of a signed entry"),
        ("UPDATE own_words SET given_how = 'wrote'", "words of a signed entry"),
        ("UPDATE status SET signed_digest = 'f'", "words of a signed entry"),
        ("UPDATE joint_meeting SET signed_at = NULL", "lost its signature"),
        ("UPDATE status SET signed_name = 'Somebody else'", "Who signed an entry"),
        ("UPDATE decision SET signed_by = 'somebody-else'", "Who signed an entry"),
        ("DELETE FROM status", "lost its signature"),
        ("UPDATE addendum SET words = 'He never rang.'", "words of an addendum"),
    ],
)  # fmt: skip
def test_the_check_finds_what_was_changed_past_the_program(
    house: House, signed: Services, statement: str, said: str
) -> None:
    past_the_program(signed, statement)
    assert said in wrong_now(house)


def test_words_changed_together_with_their_digest_do_not_fit_the_trail(
    house: House, signed: Services
) -> None:
    with signed.session.reading() as work:
        status = work.statuses.find(young_person_id=KAI)[0]
    digest = digest_of(replace(status, sentence="A bad day."))
    past_the_program(signed, f"UPDATE status SET sentence = 'A bad day.', signed_digest = '{digest}'")
    assert "signed past the program" in wrong_now(house)


def test_a_signature_that_was_never_given_is_found(house: House) -> None:
    services = house.signed_in()
    entry = call(services)
    stamps = stamps_of(entry, entry.written_by, "Denise Okafor", "Shift lead", NOW)
    past_the_program(
        services,
        f"UPDATE occasion SET signed_by = '{entry.written_by}', signed_at = '2026-05-14T08:00:00.000000Z', "
        f"signed_digest = '{stamps['signed_digest']}' WHERE id = '{entry.id}'",
    )
    assert "signed past the program" in wrong_now(house)


def test_an_addendum_that_nobody_wrote_is_found(house: House, signed: Services) -> None:
    past_the_program(
        signed,
        "INSERT INTO addendum SELECT 'x', version, written_by, written_at, changed_by, changed_at, "
        "young_person_id, record_kind, record_id, words, signed_name, signed_as FROM addendum",
    )
    assert "words of an addendum" in wrong_now(house)


def test_the_digest_is_the_same_for_a_moment_in_any_time_zone_and_differs_with_every_word(
    house: House,
) -> None:
    from datetime import timezone

    services = house.signed_in()
    entry = call(services)
    elsewhere = entry.planned_at.astimezone(timezone(timedelta(hours=5)))
    assert digest_of(replace(entry, planned_at=elsewhere)) == digest_of(entry)
    others = [
        replace(entry, what_they_did="They sang"),
        replace(entry, worries="x"),
        replace(entry, planned_at=entry.planned_at + timedelta(minutes=1)),
        replace(entry, id="x"),
        replace(entry, what_they_did="", worries="They sang."),
    ]
    assert len({digest_of(e) for e in (entry, *others)}) == len(others) + 1


def test_a_field_that_is_added_later_changes_no_older_digest(house: House) -> None:
    entry = call(house.signed_in())
    stored = {"young_person_id": KAI, "person_id": entry.person_id, "with_whom": "Nan", "kind": "phone",
              "state": "happened", "planned_at": "2026-05-14T06:42:00.000000Z", "what_they_did": "They sang."}  # fmt: skip
    assert digest_of_stored(type(entry), entry.id, stored) == digest_of(entry)


@pytest.mark.parametrize("row", ENTRY_ROWS, ids=lambda row: row.__tablename__)
def test_looking_for_what_waits_walks_unsigned_entries_only(house: House, row: type) -> None:
    with house.signed_in().session.reading() as work:
        sql = f"EXPLAIN QUERY PLAN SELECT * FROM {row.__tablename__} WHERE signed_at IS NULL"
        plan = " ".join(str(line[3]) for line in work.session.connection().execute(text(sql)))
    assert f"USING INDEX ix_{row.__tablename__}_unsigned" in plan


def test_an_addendum_is_only_ever_added(house: House, signed: Services) -> None:
    with signed.session.writing(Action.WRITE_ENTRIES) as work:
        written = work.addenda.find(young_person_id=KAI)[0]
        assert isinstance(written, Addendum)
        with pytest.raises(AlreadySigned):
            work.addenda.save(replace(written, words="Nothing."))
