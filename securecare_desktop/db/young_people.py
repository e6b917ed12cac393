"""Young people, what they say about themselves, their stays and how things are."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Mapped

from ..core.clock import local
from ..core.labels import label
from ..domain.own_words import HowGiven
from ..domain.today import Known
from ..domain.young_people import (
    AboutMeKind,
    AboutMePart,
    LegalBasis,
    Stage,
    Status,
    StatusKind,
    Stay,
    YoungPerson,
)
from .base import EntryRow, RecordRow, Repository, SearchText, reference
from .columns import moment_text
from .engine import run_plain
from .entries import EntryRepository


class YoungPersonRow(RecordRow):
    """Rows of YoungPerson."""

    __tablename__ = "young_person"
    __record_kind__ = "young_people"
    __domain__ = YoungPerson
    __order__ = ("name_used",)
    __young_person_field__ = "id"

    unit_id: Mapped[str] = reference("unit.id")
    name_used: Mapped[str]
    legal_name: Mapped[str]
    date_of_birth: Mapped[date]
    pronouns: Mapped[str]
    languages: Mapped[str]
    interpreter: Mapped[str]
    communication_needs: Mapped[str]
    culture_and_faith: Mapped[str]
    sex_recorded: Mapped[str]
    health_essentials: Mapped[str]
    allergies: Mapped[str]
    story_so_far: Mapped[str]
    story_so_far_on: Mapped[date | None]

    def __search__(self) -> SearchText:
        return SearchText(self.name_used, self.written_text("name_used"), self.date_of_birth)


_LIVES_HERE = """(NOT EXISTS (SELECT 1 FROM stay WHERE stay.young_person_id = {whose})
    OR EXISTS (SELECT 1 FROM stay WHERE stay.young_person_id = {whose} AND stay.ended_at IS NULL))"""
HERE = _LIVES_HERE.replace("{whose}", "{table}.young_person_id")
"""Whether whom a row is about has not moved on, by the name of its table."""


class YoungPeople(Repository[YoungPerson]):
    """Queries on young person rows."""

    row = YoungPersonRow

    def known(self, unit_ids: Collection[str], also: Collection[str] = ()) -> tuple[Known, ...]:
        """Return the names of the young people of these units, and of those in `also`. Names are never withheld.

        Plain, as Today asks at every start: whole rows of all who have ever lived there would take longer than the page.
        """
        marks, more = (", ".join("?" * len(values)) for values in (unit_ids, also))
        here = _LIVES_HERE.format(whose="y.id")
        rows = run_plain(
            self.session.plain_connection,
            f"SELECT y.id, y.name_used, {here} FROM young_person y"  # noqa: S608 - our own names
            f" WHERE y.unit_id IN ({marks}) OR y.id IN ({more})",
            (*unit_ids, *also),
        )
        return tuple(Known(row[0], row[1], bool(row[2])) for row in rows)


class AboutMePartRow(RecordRow):
    """Rows of AboutMePart."""

    __tablename__ = "about_me_part"
    __record_kind__ = "about_me"
    __domain__ = AboutMePart
    __order__ = ("written_at",)
    __young_person_field__ = "young_person_id"

    young_person_id: Mapped[str] = reference("young_person.id")
    kind: Mapped[AboutMeKind]
    text: Mapped[str]
    given_how: Mapped[HowGiven]
    written_with: Mapped[str]
    given_on: Mapped[date | None]
    copy_given: Mapped[bool]

    def __search__(self) -> SearchText:
        return SearchText(label(self.kind), self.written_text(), self.given_on)


class AboutMe(Repository[AboutMePart]):
    """Plain queries on about me part rows."""

    row = AboutMePartRow


class StayRow(RecordRow):
    """Rows of Stay."""

    __tablename__ = "stay"
    __record_kind__ = "stays"
    __domain__ = Stay
    __order__ = (
        "-arrived_at",
        "-written_at",
    )
    __young_person_field__ = "young_person_id"

    young_person_id: Mapped[str] = reference("young_person.id")
    stage: Mapped[Stage]
    legal_basis: Mapped[LegalBasis]
    arrived_at: Mapped[datetime | None]
    authorised_by: Mapped[str]
    placing_authority: Mapped[str]
    previous_address: Mapped[str]
    legal_reasons: Mapped[str]
    reasons_for_young_person: Mapped[str]
    reasons_told_on: Mapped[date | None]
    reasons_told_by: Mapped[str]
    rights_explained_on: Mapped[date | None]
    rights_explained_by: Mapped[str]
    how_to_appeal: Mapped[str]
    looked_after_since: Mapped[date | None]
    room: Mapped[str]
    advocate_offered: Mapped[date | None]
    planned_move: Mapped[date | None]
    moving_to: Mapped[str]
    ended_at: Mapped[datetime | None]
    ended_where_to: Mapped[str]
    ended_address: Mapped[str]
    ended_authorised_by: Mapped[str]
    why_ended: Mapped[str]

    def __search__(self) -> SearchText:
        day = local(self.arrived_at).date() if self.arrived_at else None
        return SearchText(label(self.legal_basis), self.written_text(), day)


class Stays(Repository[Stay]):
    """Queries on stay rows."""

    row = StayRow

    def current(self, young_person_id: str) -> Stay | None:
        """Return the stay that has not ended, the newest one when there are several."""
        found = self.select(
            select(StayRow)
            .where(StayRow.young_person_id == young_person_id, StayRow.ended_at.is_(None))
            .order_by(*self.order())
            .limit(1)
        )
        return found[0] if found else None

    def since(self, moment: datetime) -> tuple[Stay, ...]:
        """Return the stays of everybody that go on, or ended at or after `moment` (aware), the newest first."""
        return self.where("ended_at IS NULL OR ended_at >= ?", (moment_text(moment),))


class StatusRow(EntryRow):
    """Rows of Status."""

    __tablename__ = "status"
    __record_kind__ = "statuses"
    __domain__ = Status
    __order__ = ("-noted_at",)
    __young_person_field__ = "young_person_id"

    young_person_id: Mapped[str] = reference("young_person.id")
    kind: Mapped[StatusKind]
    sentence: Mapped[str]
    noted_at: Mapped[datetime]

    def __search__(self) -> SearchText:
        return SearchText(label(self.kind), self.sentence, local(self.noted_at).date())


class Statuses(EntryRepository[Status]):
    """Queries on status rows."""

    row = StatusRow

    def newest(self, young_person_id: str) -> Status | None:
        """Return how things are now, or None when nobody has said yet."""
        found = self.select(
            select(StatusRow)
            .where(StatusRow.young_person_id == young_person_id)
            .order_by(*self.order())
            .limit(1)
        )
        return found[0] if found else None
