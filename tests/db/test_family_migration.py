"""What stood about family time before is carried into revision 0004, and back: nothing that somebody wrote is lost."""

from pathlib import Path

import pytest
from alembic import command
from sqlalchemy.exc import IntegrityError

from securecare_desktop.core.clock import FixedClock
from securecare_desktop.db import upgrade
from securecare_desktop.db.store import Store
from securecare_desktop.domain.family_time import HolidayRule, Notified, NotifyWithin, ProtectedVisitor
from securecare_desktop.domain.people import RelevantPerson
from tests.db.test_legacy import NOW, PUBLIC_KEY, STORE_ID, copy_of

LIMIT = (
    "INSERT INTO family_time_limit (id, version, written_by, written_at, changed_by, young_person_id, person_id,"
    " with_whom, what, ground, ground_details, evidence, tried_first, authorised_by, notified, told_by, own_view,"
    " support_given, review_by, why_ended) SELECT ?, 1, 'anna', '2026-11-01T09:00:00.000000Z', '', young_person_id, id,"
    " 'Mum', 'Calls', 'court_order', 's34', '', '', '', ?, '', '', '', '', '' FROM network_person"
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store with two limits that a program of revision 0003 wrote."""
    store = Store.open(copy_of("0003", tmp_path / "house"), PUBLIC_KEY, STORE_ID, FixedClock(NOW))
    assert store._engine is not None
    with store._engine.begin() as connection:
        config = upgrade.migration_config(connection)
        command.downgrade(config, "0003")
        connection.exec_driver_sql(LIMIT, ("told", "Mum and “the court”,\nin writing"))
        connection.exec_driver_sql(LIMIT, ("untold", ""))
        command.upgrade(config, "head")
    return store


def test_who_was_told_of_a_limit_is_the_first_line_of_its_list(store: Store) -> None:
    with store.reading() as work:
        told = {limit.id: limit.notified for limit in work.limits.find()}
    assert told == {
        "told": (Notified(who="Mum and “the court”,\nin writing", within=NotifyWithin.NOT_SAID),),
        "untold": (),
    }
    store.close()


def test_what_nobody_was_asked_before_is_not_known(store: Store) -> None:
    with store.reading() as work:
        (nan,), (occasion,) = work.network_people.find(), work.occasions.find()
    assert nan.relevant_person is RelevantPerson.NOT_KNOWN
    assert (occasion.protected, occasion.expected_at) == (ProtectedVisitor.NO, None)
    assert HolidayRule.ALWAYS.value == "always"
    store.close()


def test_all_of_it_goes_back_into_one_text(store: Store) -> None:
    assert store._engine is not None
    with store._engine.begin() as connection:
        command.downgrade(upgrade.migration_config(connection), "0003")
        found = dict(connection.exec_driver_sql("SELECT id, notified FROM family_time_limit").all())
    assert found == {"told": "Mum and “the court”,\nin writing", "untold": ""}
    store.close()


def test_a_signed_occasion_stays_as_signed_after_the_way_back(store: Store) -> None:
    assert store._engine is not None
    with store._engine.begin() as connection:
        command.downgrade(upgrade.migration_config(connection), "0003")
        connection.exec_driver_sql("UPDATE occasion SET signed_at = '2026-11-02T09:00:00.000000Z'")
        with pytest.raises(IntegrityError):
            connection.exec_driver_sql("UPDATE occasion SET warm_moments = 'None'")
    store.close()
