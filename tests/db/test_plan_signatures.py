"""Signed versions of plans in the store: nothing changes them, and the check finds what was changed past the program."""

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.plans import Goal, PlanPart
from securecare_desktop.domain.staff import Role
from securecare_desktop.services.bundle import Services
from tests.db.test_signatures import past_the_program, wrong_now
from tests.support.house import KAI, TODAY, House


@pytest.fixture
def signed(house: House) -> Services:
    """Services with a plan that counts: one section and one goal."""
    services = house.signed_in()
    services.plans.save_part(PlanPart(young_person_id=KAI, plan_version_id="", section=4, text="Up at eight"))
    services.plans.save_goal(
        Goal(young_person_id=KAI, plan_version_id="", title="Level two", by=TODAY, indicators=("1", "3"))
    )
    (version,) = services.plans.versions(KAI)
    services.plans.share(replace(version, why_not_asked="He is at the hospital."))
    services.plans.sign(version.id)
    manager = house.signed_in(Role.UNIT_MANAGER)
    manager.plans.sign_as_manager(version.id)
    manager.session.lock()
    return services


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE plan_part SET text = 'Up at nine'", "changed past the program"),
        ("UPDATE plan_part SET given_how = 'drew'", "changed past the program"),
        ("UPDATE plan_part SET plan_version_id = ''", "changed past the program|points to one"),
        ("UPDATE goal SET title = 'Level three'", "changed past the program"),
        ("UPDATE goal SET indicators = '[\"1\"]'", "changed past the program"),
        ("UPDATE goal SET by = '2027-01-01'", "changed past the program"),
        ("UPDATE plan_version SET comments = 'Fine by me.'", "changed past the program"),
        ("UPDATE plan_version SET made_on = '2020-01-01'", "changed past the program"),
        ("DELETE FROM plan_part", "changed past the program"),
        ("DELETE FROM goal", "changed past the program"),
        (
            "INSERT INTO plan_part SELECT 'x', version, written_by, written_at, changed_by, changed_at,"
            " young_person_id, plan_version_id, 5, text, own_words, given_how, given_on, why_not_asked,"
            " ask_again_on, covers FROM plan_part",
            "changed past the program",
        ),
        ("UPDATE plan_version SET signed_digest = ''", "signed, or has lost its signature"),
        ("UPDATE plan_version SET signed_digest = 'f'", "signed, or has lost its signature"),
        ("DELETE FROM plan_part; DELETE FROM goal; DELETE FROM plan_version", "is gone"),
        ("UPDATE plan_version SET author_name = 'Somebody else'", "Who signed"),
        ("UPDATE plan_version SET author_signed_at = '2020-01-01T12:00:00.000000Z'", "Who signed"),
        ("UPDATE plan_version SET manager_id = author_id, manager_name = author_name", "Who signed"),
        ("UPDATE plan_version SET manager_signed_at = NULL", "Who signed"),
        ("UPDATE plan_version SET state = 'superseded'", "Who signed"),
    ],
)
def test_the_check_finds_what_was_changed_past_the_program(
    house: House, signed: Services, statement: str, sentence: str
) -> None:
    assert wrong_now(house) == ""
    past_the_program(signed, *columns_in_order(statement).split("; "))
    assert any(words in wrong_now(house) for words in sentence.split("|"))


def columns_in_order(statement: str) -> str:
    """Return the statement with the columns of the copied row named, whatever their order in the table is."""
    names = (
        "id, version, written_by, written_at, changed_by, changed_at, young_person_id, plan_version_id, section, text,"
        " own_words, given_how, given_on, why_not_asked, ask_again_on, covers"
    )
    return statement.replace("INTO plan_part SELECT", f"INTO plan_part ({names}) SELECT")


def test_what_no_signature_covers_is_no_damage(house: House, signed: Services) -> None:
    past_the_program(
        signed, "UPDATE goal SET state = 'met'", "UPDATE plan_part SET ask_again_on = '2026-06-01'"
    )
    assert wrong_now(house) == ""


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE plan_part SET text = 'Up at nine'",
        "UPDATE plan_part SET plan_version_id = 'x'",
        "UPDATE goal SET need = 'Another'",
        "UPDATE plan_version SET comments = 'Fine by me.'",
        "UPDATE plan_version SET signed_digest = ''",
    ],
)
def test_the_store_itself_refuses_to_change_a_signed_version(signed: Services, statement: str) -> None:
    with (
        pytest.raises(DatabaseError, match="a signed plan is never changed"),
        signed.session.writing(Action.EDIT_PLAN, KAI) as work,
    ):
        work.session.connection().execute(text(statement))


def test_the_check_finds_a_version_that_counts_without_a_manager(house: House) -> None:
    services = house.signed_in()
    services.plans.save_part(PlanPart(young_person_id=KAI, plan_version_id="", section=4, text="Up at eight"))
    (version,) = services.plans.versions(KAI)
    services.plans.share(replace(version, why_not_asked="He is at the hospital."))
    past_the_program(services, "UPDATE plan_version SET state = 'current'")
    assert "Who signed" in wrong_now(house)


def test_the_check_finds_a_managers_signature_that_nobody_wrote(house: House) -> None:
    services = house.signed_in()
    services.plans.save_part(PlanPart(young_person_id=KAI, plan_version_id="", section=4, text="Up at eight"))
    (version,) = services.plans.versions(KAI)
    services.plans.share(replace(version, why_not_asked="He is at the hospital."))
    services.plans.sign(version.id)
    past_the_program(services, "UPDATE plan_version SET manager_name = 'Nobody'")
    assert "Who signed" in wrong_now(house)
