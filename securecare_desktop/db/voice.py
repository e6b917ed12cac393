"""Finds everything that young people are asked about again, in every table that carries their own words."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Index, Select, Table, exists, select

from ..domain.voice import FIELDS
from .base import D, RecordRow, Repository
from .young_people import StayRow


class AskingRepository(Repository[D]):
    """A repository of a kind of record whose `ask_again_on` says when the young person is asked again."""

    def asking_until(self, day: date) -> tuple[D, ...]:
        """Return everybody's records that have no words yet and are asked about again on or before `day`."""
        return self.select(self._asking(day))

    def _asking(self, day: date) -> Select[Any]:
        """Return the statement; a kind that comes to an end narrows it."""
        columns, words = self.row.__table__.columns, FIELDS[self.row.__domain__].words
        return select(self.row).where(
            columns["ask_again_on"] <= day, columns[words] == "", still_here(columns["young_person_id"])
        )


def still_here(about: ColumnElement[str]) -> ColumnElement[bool]:
    """Return that somebody has not moved on: of what is planned for them nothing is due any more then."""
    stays = exists().where(StayRow.young_person_id == about)
    return ~stays | stays.where(StayRow.ended_at.is_(None))


def index_asking(*rows: type[RecordRow]) -> None:
    """Give each table an index of the few rows that are asked about again, for Today."""
    for row in rows:
        table = row.__table__
        assert isinstance(table, Table)
        days = table.c.ask_again_on
        Index(f"ix_{table.name}_ask_again_on", days, sqlite_where=days.is_not(None))
