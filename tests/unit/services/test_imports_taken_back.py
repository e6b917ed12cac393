"""Taking back a list that was brought in: all of it, as long as nobody has touched any of it since."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from securecare_desktop.core.errors import Gone, Stopped
from securecare_desktop.domain.audit import ChainReport
from securecare_desktop.domain.drafts import Draft
from securecare_desktop.domain.family_time import (
    Arrangement,
    FamilyTimeKind,
)
from securecare_desktop.domain.people import NetworkPerson
from securecare_desktop.domain.people_map import MapPlace, PeopleMap
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.staff import Role
from securecare_desktop.services.bundle import Services
from tests.support.house import KAI, House
from tests.unit.services.import_lists import (
    MESSY,
    PEOPLE,
    MakeFile,
    occasions,
    people,
    request_for,
)


@pytest.fixture
def manager(house: House) -> Services:
    return house.signed_in(Role.UNIT_MANAGER)


@pytest.fixture
def a_file(tmp_path: Path) -> Callable[..., Path]:
    def made(text: str | bytes, name: str = "calls.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return path

    return made


def test_a_list_is_taken_back_with_its_search_entries_and_an_event_for_each_record(
    manager: Services, a_file: MakeFile
) -> None:
    brought = manager.imports.bring_in(request_for(manager, a_file(MESSY)))
    ids = {o.id for o in occasions(manager)}
    taken = manager.imports.take_back(brought.batch.id)
    assert taken.in_the_way == ()
    assert taken.batch.taken_back_by == manager.session.actor.id
    assert occasions(manager) == []
    assert manager.search.find("Zoë’s dog") == ()
    log = manager.audit.log(limit=200)
    assert {e.record_id for e in log if e.action == "removed"} == ids
    assert {e.young_person_id for e in log if e.action == "removed"} == {KAI}
    assert any("took back a list" in event.sentence for event in log)
    assert any("brought in a list" in event.sentence for event in log)
    with manager.session.reading(Action.READ_RECORDS) as work:
        assert work.audit.verify() == ChainReport(work.audit.count(), work.audit.verify().since)
    assert manager.audit.check().sound
    with pytest.raises(Gone):
        manager.imports.take_back(brought.batch.id)


def test_what_was_taken_back_can_be_brought_in_again(
    house: House, manager: Services, a_file: MakeFile
) -> None:
    request = request_for(manager, a_file(MESSY))
    manager.imports.take_back(manager.imports.bring_in(request).batch.id)
    house.clock.advance(timedelta(minutes=1))
    manager.imports.bring_in(request)
    assert len(occasions(manager)) == 3
    first, second = manager.imports.earlier()
    assert first.batch.taken_back_at is None
    assert second.batch.taken_back_at is not None
    assert first.by == "Graham Pell"


def test_rows_that_were_signed_or_changed_stand_in_the_way_and_nothing_goes(
    manager: Services, a_file: MakeFile
) -> None:
    brought = manager.imports.bring_in(request_for(manager, a_file(MESSY)))
    first, second, _third = occasions(manager)
    manager.signatures.sign(first)
    manager.family_time.save_occasion(replace(second, why="Her train was late."))
    before = occasions(manager)
    taken = manager.imports.take_back(brought.batch.id)
    assert taken.in_the_way == ("Row 4 was changed since.", "Row 2 was signed since.")
    assert taken.changed.nouns == frozenset()
    assert occasions(manager) == before
    assert "removed" not in {e.action for e in manager.audit.log(limit=200)}


def arranged(services: Services, sarah: NetworkPerson) -> None:
    services.arrangements.save_arrangement(
        Arrangement(
            young_person_id=KAI, person_id=sarah.id, with_whom="Mum", kind=FamilyTimeKind.PHONE, how_often="Sundays"
        )
    )  # fmt: skip


def drawn_on_a_map(services: Services, sarah: NetworkPerson) -> None:
    with services.session.writing(Action.EDIT_PROFILE, KAI) as work:
        place = MapPlace(person_id=sarah.id, name="Mum")
        work.people_maps.add(PeopleMap(young_person_id=KAI, on=date(2026, 5, 1), places=(place,)))


def begun_in_a_draft(services: Services, sarah: NetworkPerson) -> None:
    with services.session.writing(Action.EDIT_PROFILE, KAI) as work:
        owner = services.session.actor.id
        draft = Draft(owner_id=owner, form="occasion", young_person_id=KAI, values={"person_id": sarah.id})
        work.drafts.add(draft)


@pytest.mark.parametrize(
    ("use", "says"),
    [
        (arranged, "Another record names what row 2 added."),
        (drawn_on_a_map, "Another record names what row 2 added."),
        (begun_in_a_draft, "Somebody has begun to write about row 2 and has not saved it."),
    ],
)
def test_somebody_whom_another_record_names_is_not_taken_back(
    manager: Services, a_file: MakeFile, use: Callable[[Services, NetworkPerson], None], says: str
) -> None:
    file = a_file("Name,Relationship\nSarah,Mother\nTom,Father\n")
    brought = manager.imports.bring_in(request_for(manager, file, PEOPLE))
    use(manager, people(manager)["Sarah"])
    assert manager.imports.take_back(brought.batch.id).in_the_way == (says,)
    assert {"Sarah", "Tom"} <= set(people(manager))


def test_a_taking_back_that_is_cancelled_leaves_everything(manager: Services, a_file: MakeFile) -> None:
    brought = manager.imports.bring_in(request_for(manager, a_file(MESSY)))

    def stop(_done: int, _of: int) -> None:
        raise Stopped("Stopped.")

    with pytest.raises(Stopped):
        manager.imports.take_back(brought.batch.id, stop)
    assert len(occasions(manager)) == 3
    assert manager.imports.earlier()[0].batch.taken_back_at is None
