"""A word planted in every text field of every kind of record, and typed into a real window, is in no file anywhere.

The raw bytes of the store folder, the log, the settings, the caches and the temporary folder are searched while the
program runs, after a lock, and after kill -9.
"""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from securecare_desktop.db.base import RecordRow
from securecare_desktop.db.repositories import Repositories
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.record import Entry, Record
from securecare_desktop.domain.staff import Role
from tests.support.house import KAI, NOW, TODAY, House, change_id, person_id

PLANTED = "quetzalfeatherhymn"
FORMS = tuple(
    form.encode(coding)
    for form in (PLANTED, PLANTED[::-1], PLANTED.upper())
    for coding in ("utf-8", "utf-16-le", "utf-16-be")
)
ROOT = Path(__file__).parents[2]
STAMPS = {f.name for f in (*fields(Record), *fields(Entry))}


def repositories() -> list[tuple[str, type[RecordRow]]]:
    """Return the name and the row class of every repository a work offers."""
    return [
        (name, get_type_hints(part.func)["return"].row)
        for name, part in vars(Repositories).items()
        if isinstance(part, cached_property)
    ]


def planted_value(hint: Any, name: str, ids: dict[str, str]) -> Any:
    """Return a value of that type in which the word stands wherever a word can."""
    options = [o for o in get_args(hint) if o is not type(None)] if type(None) in get_args(hint) else [hint]
    wanted = options[0]
    origin = get_origin(wanted)
    if name == "told_at" and wanted is str:  # a moment as text, in a list of small records
        return NOW.isoformat()
    if name.endswith("_id") or name in ids:
        return ids.get(name, "")
    if origin is tuple:
        inner = get_args(wanted)[0]
        if is_dataclass(inner):  # such as the guests of a review
            hints = get_type_hints(inner)
            return (inner(**{f.name: planted_value(hints[f.name], f.name, ids) for f in fields(inner)}),)
        return (next(iter(inner)),) if isinstance(inner, type) and issubclass(inner, Enum) else (PLANTED,)
    if origin in (dict, Mapping):
        return {"plan": PLANTED} if get_args(wanted)[1] is str else {"plan": 1}
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return next(iter(wanted))
    plain = {
        str: PLANTED,
        bytes: PLANTED.encode(),
        int: 1,
        float: 1.0,
        bool: True,
        date: TODAY,
        datetime: NOW,
        time: time(9, 0),
    }
    return plain[wanted]


def planted(row: type[RecordRow], ids: dict[str, str]) -> Record:
    """Return a record of that kind with the word in every text field."""
    kind = row.__domain__
    hints = get_type_hints(kind)
    values = {
        f.name: planted_value(hints[f.name], f.name, ids)
        for f in fields(kind)
        if f.name not in STAMPS or (f.default is MISSING and f.default_factory is MISSING)
    }
    return kind(**values)


@pytest.fixture
def full_house(house: House) -> House:
    """The house with one planted record of every kind in it."""
    services = house.signed_in(Role.UNIT_MANAGER)
    ids = {
        "young_person_id": KAI,
        "change_id": change_id(KAI),
        "person_id": person_id(KAI),
        "owner_id": services.session.actor.id,
        "staff_id": services.session.actor.id,
        "unit_id": services.session.actor.unit_id,
    }
    done: set[str] = set()
    with services.session.writing(Action.MANAGE_UNIT) as work:
        waiting = repositories()
        while waiting:
            name, row = waiting.pop(0)
            needs = {
                c.name: fk.column.table.name
                for c in row.__table__.columns
                for fk in c.foreign_keys
                if not c.nullable and c.name not in ids
            }
            missing = {c: table for c, table in needs.items() if table not in done}
            if missing:
                waiting.append((name, row))
                continue
            refers = {c: ids[f"table:{table}"] for c, table in needs.items()}
            made = getattr(work, name).add(planted(row, {**ids, **refers}))
            ids[f"table:{row.__tablename__}"] = made.id
            done.add(row.__tablename__)
    return house


def files_with(folder: Path) -> list[str]:
    """Return the files under `folder` in whose bytes the word stands."""
    return [
        str(file.relative_to(folder))
        for file in folder.rglob("*")
        if file.is_file() and any(form in file.read_bytes() for form in FORMS)
    ]


def test_every_kind_of_record_is_planted(full_house: House) -> None:
    services = full_house.signed_in(Role.UNIT_MANAGER)
    with services.session.reading(Action.MANAGE_UNIT) as work:
        for name, row in repositories():
            found = [r for r in getattr(work, name).find() if PLANTED in repr(r)]
            only_ids = not any(h is str for n, h in get_type_hints(row.__domain__).items() if "_id" not in n)
            assert found or only_ids or name == "assignments", name
        assert work.search.find(PLANTED)


def test_the_word_is_in_no_file_while_running_and_none_after_a_lock(
    full_house: House, tmp_path: Path
) -> None:
    assert files_with(tmp_path) == []
    for services in full_house.opened:
        services.session.lock()
    assert files_with(tmp_path) == []
