"""Domain rules stay pure, records stay frozen, and nothing is written past the unit of work."""

import ast
import sys
from collections.abc import Iterator

import pytest

from tests.architecture.source_tree import PACKAGE, Source, called, dotted, floors, imported, parse

CLOCKS = {f"{PACKAGE}/core/clock.py", f"{PACKAGE}/core/identity.py"}
READS_THE_CLOCK = {
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns", "time.localtime",
    "QDate.currentDate", "QDateTime.currentDateTime", "QDateTime.currentDateTimeUtc", "QTime.currentTime",
}  # fmt: skip
BULK = {"insert", "update", "delete"}
BULK_METHODS = {"bulk_save_objects", "bulk_insert_mappings", "bulk_update_mappings"}
# The trail and the index are what the unit of work itself writes.
WRITES_BELOW_RECORDS = {f"{PACKAGE}/db/{name}.py" for name in ("audit", "search")}


def looks_at_the_clock(source: Source) -> Iterator[str]:
    """Yield every reading of the time that is not handed in."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and ".".join(dotted(node.func).split(".")[-2:]) in READS_THE_CLOCK:
            yield source.at(node, f"{dotted(node.func)}(): the time comes in as an argument, from core.clock")


def loose_records(source: Source) -> Iterator[str]:
    """Yield dataclasses that can be changed after they are made."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ClassDef):
            for mark in node.decorator_list:
                if dotted(mark).rpartition(".")[2] == "dataclass":
                    given = {k.arg: ast.unparse(k.value) for k in getattr(mark, "keywords", [])}
                    if given.get("frozen") != "True":
                        yield source.at(node, f"{node.name} is not frozen")


def bulk_writes(source: Source) -> Iterator[str]:
    """Yield writes that the unit of work would not see."""
    from_sqlalchemy = {name for _, name in imported(source) if name.startswith("sqlalchemy.")}
    bulk_here = {name.rpartition(".")[2] for name in from_sqlalchemy} & BULK
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            name = called(node)
            if name in BULK_METHODS or (isinstance(node.func, ast.Name) and name in bulk_here):
                yield source.at(
                    node, f"{name}() writes past the unit of work, so without trail and search entry"
                )


def test_the_domain_needs_the_standard_library_and_core_alone() -> None:
    foreign = [
        source.at(node, f"imports {name}")
        for source in floors("domain")
        for node, name in imported(source)
        if name.split(".")[0] not in {*sys.stdlib_module_names, PACKAGE}
    ]
    assert not foreign, "\n".join(foreign)


def test_only_the_clock_reads_the_time() -> None:
    faults = [f for s in floors() if s.path not in CLOCKS for f in looks_at_the_clock(s)]
    assert not faults, "\n".join(faults)


def test_records_and_results_cannot_be_changed() -> None:
    faults = [fault for source in floors("domain", "services") for fault in loose_records(source)]
    assert not faults, "\n".join(faults)


def test_nothing_is_written_past_the_unit_of_work() -> None:
    places = [s for s in floors("db") if s.path not in WRITES_BELOW_RECORDS and "/migrations/" not in s.path]
    faults = [fault for source in places for fault in bulk_writes(source)]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    "line", ["datetime.datetime.now()", "date.today()", "QDate.currentDate()", "time.time()"]
)
def test_the_rule_sees_a_look_at_the_clock(line: str) -> None:
    assert list(looks_at_the_clock(parse(line)))
    assert not list(looks_at_the_clock(parse("clock.now(); clock.today()")))


@pytest.mark.parametrize(
    "mark", ["@dataclass", "@dataclass(slots=True)", "@dataclasses.dataclass(frozen=False)"]
)
def test_the_rule_sees_a_record_that_is_not_frozen(mark: str) -> None:
    assert list(loose_records(parse(f"{mark}\nclass A:\n    a: int")))
    assert not list(loose_records(parse("@dataclass(frozen=True)\nclass A:\n    a: int")))


def test_the_rule_sees_a_bulk_write_but_not_a_set() -> None:
    assert list(bulk_writes(parse("from sqlalchemy import update\nsession.execute(update(Row).values(a=1))")))
    assert list(bulk_writes(parse("session.bulk_save_objects(rows)")))
    assert not list(bulk_writes(parse("from sqlalchemy import select\nfacts.update(more)")))
