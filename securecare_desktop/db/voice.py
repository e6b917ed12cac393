"""Finds everything that young people are asked about again, in every table that carries their own words.

Today asks at every start, so it is one statement of plain SQL: compiling eight took longer than all else on the page.
"""

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from ..domain.record import Record
from ..domain.voice import FIELDS
from .base import RecordRow, Repository
from .engine import run_plain
from .plan_reviews import PlanReviewRow
from .plans import (
    DecisionRow,
    GoalRow,
    LiveRestrictionRow,
    PlanPartRow,
    PlanVersionRow,
    RestrictionReviewRow,
    ScenarioRow,
)
from .young_people import HERE

if TYPE_CHECKING:
    from .unit_of_work import Work

_OF_NEWEST = """plan_version_id = (SELECT newest.id FROM plan_version newest
    WHERE newest.young_person_id = {table}.young_person_id ORDER BY newest.number DESC LIMIT 1)"""
_ASKED: dict[type[RecordRow], str] = {
    PlanVersionRow: _OF_NEWEST.replace("plan_version_id", "plan_version.id"),
    PlanPartRow: _OF_NEWEST,
    GoalRow: f"state = 'open' AND {_OF_NEWEST}",
    ScenarioRow: "ended_on IS NULL",
    LiveRestrictionRow: "ended_on IS NULL",
    RestrictionReviewRow: "",
    DecisionRow: "",
    PlanReviewRow: "",
}
"""The rows whose `ask_again_on` says when somebody is asked again, and what else has to be so: a plan is asked about
in its newest version, which counts or is being written."""


def asked_again(
    work: "Work", day: date, young_person_id: str | None = None
) -> tuple[tuple[str, Record], ...]:
    """Return (kind, record) of what those who are still here are asked again on or before `day`, without words yet.

    As far as the reader may see it; in the order of the kinds. Without `young_person_id` everybody's; the empty text
    is nobody's.
    """
    values = (day.isoformat(),) if young_person_id is None else (day.isoformat(), young_person_id)
    found = run_plain(work.session.connection(), _statement(about_one=len(values) > 1), values).fetchall()
    ids: dict[str, list[str]] = {}
    for kind, record_id in found:
        ids.setdefault(kind, []).append(record_id)
    return tuple((kind, record) for kind, of_kind in ids.items() for record in _seen(work, kind, of_kind))


def _seen(work: "Work", kind: str, ids: list[str]) -> tuple[Record, ...]:
    """Return records of one kind, in the order of their ids; the kinds are named as their repositories are."""
    repository: Repository[Record] = getattr(work, kind)
    known = {record.id: record for record in repository.among("id", ids)}
    return tuple(known[record_id] for record_id in ids if record_id in known)


@cache
def _statement(*, about_one: bool) -> str:
    parts, whose = [], " AND young_person_id = ?2" if about_one else ""
    for row, narrowed in _ASKED.items():
        table, words = row.__tablename__, FIELDS[row.__domain__].words
        also = f" AND {narrowed}" if narrowed else ""
        parts.append(
            f"SELECT '{row.__record_kind__}', id FROM {table} WHERE ask_again_on <= ?1"  # noqa: S608 - our own names
            f" AND {words} = ''{whose} AND {HERE}{also}".format(table=table)
        )
    return " UNION ALL ".join(parts)
