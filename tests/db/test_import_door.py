"""The one door by which records other than drafts are removed: an import that nobody has touched, and nothing else."""

from datetime import timedelta

import pytest

from securecare_desktop.db.imports import InTheWay, Why
from securecare_desktop.db.unit_of_work import Work
from securecare_desktop.domain.imports import ImportBatch, ImportedRecord, ImportKind
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.staff import Role
from securecare_desktop.services.bundle import Services
from tests.support.house import KAI, House, occasion_id
from tests.unit.services.permission_calls import occasion

EVERYTHING = Action.MANAGE_UNIT


@pytest.fixture
def manager(house: House) -> Services:
    return house.signed_in(Role.UNIT_MANAGER)


def batch_with(work: Work, record_id: str, record_kind: str = "occasions") -> ImportBatch:
    """Write an import down, and say that it added a record."""
    unit = work.units.find()[0].id
    batch = work.import_batches.add(
        ImportBatch(unit_id=unit, kind=ImportKind.OCCASIONS, file_name="calls.csv", rows=1)
    )
    work.imported_records.add(
        ImportedRecord(batch_id=batch.id, record_kind=record_kind, record_id=record_id, row=2)
    )
    return batch


def heard(_gone: int) -> None:
    """Nobody waits for it here."""


def test_an_import_that_nobody_touched_goes(manager: Services) -> None:
    with manager.session.writing(EVERYTHING) as work:
        added = work.occasions.add(occasion(KAI))
        batch = batch_with(work, added.id)
    with manager.session.writing(EVERYTHING) as work:
        assert work.import_batches.in_the_way(batch.id) == ()
        work.take_back_import(batch.id, heard)
    with manager.session.reading(EVERYTHING) as work:
        assert work.occasions.get(added.id) is None
        assert work.audit.events(record_id=added.id)[0].action == "removed"
        assert not work.audit.verify().broken_at


def test_a_record_that_was_there_before_cannot_be_removed_by_writing_it_into_an_import(
    house: House, manager: Services
) -> None:
    """Whoever forges a row of the list of an import still removes nothing that the import did not add."""
    house.clock.advance(timedelta(minutes=5))
    with manager.session.writing(EVERYTHING) as work:
        forged = batch_with(work, occasion_id(KAI))
    with manager.session.reading(EVERYTHING) as work:
        assert work.import_batches.in_the_way(forged.id) == (InTheWay(2, Why.NOT_OF_IT),)
    with pytest.raises(TypeError, match="is kept"), manager.session.writing(EVERYTHING) as work:
        work.take_back_import(forged.id, heard)
    with manager.session.reading(EVERYTHING) as work:
        assert work.occasions.get(occasion_id(KAI)) is not None


def test_a_kind_of_record_that_no_list_brings_in_is_never_removed(manager: Services) -> None:
    with manager.session.writing(EVERYTHING) as work:
        running = work.checklists.find()[0]
        batch = batch_with(work, running.id, "checklists")
    with manager.session.reading(EVERYTHING) as work:
        assert InTheWay(2, Why.GONE) in work.import_batches.in_the_way(batch.id)
    with pytest.raises(TypeError, match="is kept"), manager.session.writing(EVERYTHING) as work:
        work.take_back_import(batch.id, heard)


def test_the_door_is_shut_again_behind_an_import(manager: Services) -> None:
    with manager.session.writing(EVERYTHING) as work:
        first, second = work.occasions.add(occasion(KAI)), work.occasions.add(occasion(KAI))
        batch = batch_with(work, first.id)
        other = batch_with(work, second.id)

    def one_too_many() -> None:
        with manager.session.writing(EVERYTHING) as work:
            work.take_back_import(batch.id, heard)
            work.occasions.remove(second.id)  # though an import added it

    with pytest.raises(TypeError, match="is kept"):
        one_too_many()
    with manager.session.reading(EVERYTHING) as work:
        assert work.occasions.get(first.id) is not None  # all of it or nothing
        assert work.import_batches.in_the_way(other.id) == ()
