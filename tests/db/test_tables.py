"""Every table: its columns are its record's fields, and the migrations make exactly the tables in use."""

import importlib
import pkgutil
import shutil
from dataclasses import fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from alembic import command
from sqlalchemy import Connection, create_engine, inspect, text

import securecare_desktop.domain
from securecare_desktop.core.clock import FixedClock
from securecare_desktop.db import repositories, upgrade
from securecare_desktop.db.base import Base, EntryRow, RecordRow, Repository
from securecare_desktop.db.columns import RowList
from securecare_desktop.db.repositories import Repositories
from securecare_desktop.db.store import Store
from securecare_desktop.domain.people import Answer
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.plan_reviews import Guest
from securecare_desktop.domain.record import Actor, Entry, Record
from tests.support.house import KAI, House

KEY, STORE_ID = bytes(range(32)), "7" * 32
ANNA = Actor("anna", "Anna Kelly", "shift_lead", "OFFICE-2")
NOW = datetime(2026, 5, 14, 8, 42, tzinfo=UTC)


def row_classes() -> list[type[RecordRow]]:
    """Return the program's own row classes; other tests have some of their own."""
    return [
        c
        for c in (*RecordRow.__subclasses__(), *EntryRow.__subclasses__())
        if c.__module__.startswith("securecare_desktop.") and "__domain__" in vars(c)
    ]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an empty store once, in a folder that is copied for each test."""
    folder = tmp_path_factory.mktemp("tables") / "store"
    Store.create(folder, KEY, STORE_ID, FixedClock(NOW)).close()
    return folder


@pytest.fixture
def store(empty: Path, tmp_path: Path):
    shutil.copytree(empty, tmp_path, dirs_exist_ok=True)
    made = Store.open(tmp_path, KEY, STORE_ID, FixedClock(NOW))
    yield made
    made.close()


def test_every_record_of_the_domain_has_a_table() -> None:
    kept = {c.__domain__ for c in row_classes()}
    for module in pkgutil.iter_modules(securecare_desktop.domain.__path__):
        found = importlib.import_module(f"securecare_desktop.domain.{module.name}")
        for kind in vars(found).values():
            if isinstance(kind, type) and issubclass(kind, Record) and kind not in (Record, Entry):
                assert kind in kept, kind


@pytest.mark.parametrize("row", row_classes(), ids=lambda c: c.__name__)
def test_columns_are_the_fields_of_the_record(row: type[RecordRow]) -> None:
    assert set(inspect(row).columns.keys()) == {f.name for f in fields(row.__domain__)}


def test_every_table_has_a_repository_that_a_work_offers() -> None:
    offered = {
        get_type_hints(vars(Repositories)[name].func)["return"].row
        for name in vars(Repositories)
        if hasattr(vars(Repositories)[name], "func")
    }
    assert offered == set(row_classes())
    assert issubclass(repositories.YoungPeople, Repository)


def schema(connection: Connection) -> dict[str, str]:
    rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite%'"))
    return {name: sql for name, sql in rows if name != "alembic_version" and sql}


def test_migrations_make_the_tables_in_use(store: Store) -> None:
    with store._engine.begin() as connection:
        # raises when a table, a column or an index differs
        command.check(upgrade.migration_config(connection))
    assert len(Base.metadata.tables) > 30


def test_down_and_up_again_leaves_the_same_schema(store: Store) -> None:
    with store._engine.begin() as connection:
        before = schema(connection)
        config = upgrade.migration_config(connection)
        command.downgrade(config, "base")
        assert schema(connection) == {}
        command.upgrade(config, "head")
        assert schema(connection) == before


def test_an_answer_of_every_sort_comes_back_as_it_went_in(house: House) -> None:
    """One record of the house per kind, read, and its fields have the types the record declares."""
    services = house.signed_in()
    with services.session.reading(Action.READ_RECORDS, KAI) as work:
        step = work.change_steps.find(change_id=KAI[:-1] + "1")[8]
        occasion = work.occasions.find(young_person_id=KAI)[0]
    assert isinstance(step.second_due_on, date)
    assert step.answers == {}
    assert occasion.planned_at.tzinfo is UTC
    assert occasion.told_at is None


def plan_of(connection: Connection, sql: str, **values: Any) -> str:
    return " ".join(str(row[3]) for row in connection.execute(text(f"EXPLAIN QUERY PLAN {sql}"), values))


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM occasion WHERE young_person_id = 'k' AND planned_at >= 'a' AND planned_at < 'b'",
        "SELECT * FROM occasion WHERE planned_at >= 'a' AND planned_at < 'b'",
        "SELECT * FROM occasion WHERE young_person_id = 'k' ORDER BY planned_at DESC LIMIT 20",
        "SELECT * FROM checklist_item WHERE state = 'open' AND due_on <= 'a'",
        "SELECT * FROM worker_change WHERE state = 'open'",
        "SELECT * FROM promise WHERE state = 'open'",
        "SELECT * FROM own_words WHERE young_person_id = 'k' AND about_id = 'c'",
        "SELECT * FROM audit_event WHERE young_person_id = 'k' ORDER BY seq DESC LIMIT 1",
    ],
)
def test_the_queries_of_the_first_screens_walk_no_whole_table(store: Store, sql: str) -> None:
    with store._engine.connect() as connection:
        plan = plan_of(connection, sql)
    assert "SEARCH" in plan
    assert "SCAN" not in plan


def test_a_row_in_a_list_with_a_choice_that_is_not_known_is_read_with_the_usual_one() -> None:
    guests = RowList(Guest)
    dialect = create_engine("sqlite://").dialect
    stored = guests.process_bind_param((Guest(name="Nan", asked_for=True, came=Answer.YES),), dialect)
    assert guests.process_result_value(stored, dialect) == (
        Guest(name="Nan", asked_for=True, came=Answer.YES),
    )
    odd = '[{"name": "Nan", "came": null}, {"name": "Jo", "came": "perhaps", "of_a_newer_program": 1}]'
    assert guests.process_result_value(odd, dialect) == (Guest(name="Nan"), Guest(name="Jo"))
