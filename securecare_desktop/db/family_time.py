"""Arrangements, occasions and limits of family time."""

from datetime import date, datetime, timedelta

from sqlalchemy import Index, select
from sqlalchemy.orm import Mapped

from ..core.clock import local
from ..core.labels import label
from ..core.text import _
from ..domain.family_time import (
    Arrangement,
    FamilyTimeKind,
    HolidayRule,
    Limit,
    LimitGround,
    LimitReview,
    Notified,
    Occasion,
    OccasionState,
    ProtectedVisitor,
    SchoolHoliday,
    SupportLevel,
    WhoseDoing,
)
from ..domain.family_time_shared import SharedOccasion
from ..domain.own_words import HowGiven
from ..domain.people import Answer
from ..domain.plans import ReviewOutcome
from .base import EntryRow, RecordRow, Repository, SearchText, optional_reference, reference
from .columns import moment_text
from .engine import run_plain
from .entries import EntryRepository

PUT_OFF_AT_MOST = timedelta(days=92)
"""How far from the day that was expected an occasion is looked for that answers to it."""


class ArrangementRow(RecordRow):
    """Rows of Arrangement."""

    __tablename__ = "arrangement"
    __record_kind__ = "arrangements"
    __domain__ = Arrangement
    __order__ = ("with_whom",)
    __young_person_field__ = "young_person_id"

    young_person_id: Mapped[str] = reference("young_person.id")
    person_id: Mapped[str] = reference("network_person.id")
    with_whom: Mapped[str]
    kind: Mapped[FamilyTimeKind]
    how_often: Mapped[str]
    rule: Mapped[str]
    starts: Mapped[date | None]
    at_time: Mapped[str]
    minutes: Mapped[int | None]
    place: Mapped[str]
    level: Mapped[SupportLevel]
    why_this_level: Mapped[str]
    purpose: Mapped[str]
    transport: Mapped[str]
    cost_help: Mapped[str]
    if_cancelled: Mapped[str]
    tells_young_person: Mapped[str]
    directed_by_court: Mapped[bool]
    direction: Mapped[str]
    only_in: Mapped[HolidayRule]
    review_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    why_ended: Mapped[str]

    def __search__(self) -> SearchText:
        return SearchText(
            f"{label(self.kind)}: {self.with_whom}", self.written_text("with_whom"), self.starts
        )


class Arrangements(Repository[Arrangement]):
    """Queries on arrangement rows."""

    row = ArrangementRow


class OccasionRow(EntryRow):
    """Rows of Occasion."""

    __tablename__ = "occasion"
    __record_kind__ = "occasions"
    __domain__ = Occasion
    __order__ = ("planned_at",)
    __young_person_field__ = "young_person_id"
    __table_args__ = (
        Index("ix_occasion_person_moment", "young_person_id", "planned_at"),
        Index("ix_occasion_moment", "planned_at"),
    )

    young_person_id: Mapped[str] = reference("young_person.id", index=False)
    person_id: Mapped[str] = reference("network_person.id", index=False)
    with_whom: Mapped[str]
    kind: Mapped[FamilyTimeKind]
    state: Mapped[OccasionState]
    planned_at: Mapped[datetime]
    arrangement_id: Mapped[str] = optional_reference("arrangement.id", index=False)
    expected_at: Mapped[datetime | None]
    protected: Mapped[ProtectedVisitor]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    place: Mapped[str]
    level: Mapped[SupportLevel]
    before: Mapped[str]
    arrival: Mapped[str]
    what_they_did: Mapped[str]
    warm_moments: Mapped[str]
    what_was_said: Mapped[str]
    worries: Mapped[str]
    what_was_done: Mapped[str]
    ending: Mapped[str]
    afterwards: Mapped[str]
    next_day: Mapped[str]
    own_view: Mapped[str]
    own_view_how: Mapped[HowGiven]
    family_view: Mapped[str]
    opinion: Mapped[str]
    supervisor: Mapped[str]
    cancelled_by: Mapped[str]
    whose_doing: Mapped[WhoseDoing]
    why: Mapped[str]
    heard_at: Mapped[datetime | None]
    told_by: Mapped[str]
    told_at: Mapped[datetime | None]
    told_how: Mapped[str]
    instead_at: Mapped[datetime | None]

    def __search__(self) -> SearchText:
        title = f"{label(self.kind)}: {self.with_whom}"
        return SearchText(title, self.written_text("with_whom"), local(self.planned_at).date())


class Occasions(EntryRepository[Occasion]):
    """Queries on occasion rows."""

    row = OccasionRow

    def between(
        self, start: datetime, end: datetime, young_person_id: str | None = None
    ) -> tuple[Occasion, ...]:
        """Return what was planned from `start` up to, not including, `end` (aware moments), in that order.

        Without `young_person_id` everybody's; the empty text is nobody's, so that a lost id shows no others.
        """
        moments = moment_text(start), moment_text(end)
        if young_person_id is None:
            return self.where("planned_at >= ? AND planned_at < ?", moments)
        return self.where(
            "planned_at >= ? AND planned_at < ? AND young_person_id = ?", (*moments, young_person_id)
        )

    def unsigned(self) -> tuple[Occasion, ...]:
        """As of every entry, but without what is only planned: a house plans weeks ahead, and signs what was."""
        return self.where("signed_at IS NULL AND state != ?", (OccasionState.PLANNED.value,), in_order=False)

    def untold(self, start: datetime, end: datetime) -> tuple[Occasion, ...]:
        """Return what did not take place from `start` up to, not including, `end` and no young person was told of."""
        states = OccasionState.CANCELLED.value, OccasionState.DID_NOT_COME.value
        return self.where(
            "planned_at >= ? AND planned_at < ? AND state IN (?, ?) AND told_at IS NULL",
            (moment_text(start), moment_text(end), *states),
        )

    def answering_near(self, start: datetime, end: datetime, near: timedelta) -> tuple[Occasion, ...]:
        """As `answering`, of everybody, but only what was put off or brought forward by at most `near`.

        For Today, which asks at every start: half a year of everybody's occasions would be read for the few of them.
        """
        moments = (start - near, end + near, start, end)
        return self.where(
            "planned_at >= ? AND planned_at < ? AND expected_at >= ? AND expected_at < ?",
            tuple(map(moment_text, moments)),
        )

    def answering(self, young_person_id: str, start: datetime, end: datetime) -> tuple[Occasion, ...]:
        """Return what answers to something expected from `start` up to, not including, `end` (aware moments).

        One that was put off by more than PUT_OFF_AT_MOST is not found: what it was planned for has the index.
        """
        return self.select(
            select(OccasionRow).where(
                OccasionRow.young_person_id == young_person_id,
                OccasionRow.planned_at >= start - PUT_OFF_AT_MOST,
                OccasionRow.planned_at < end + PUT_OFF_AT_MOST,
                OccasionRow.expected_at >= start,
                OccasionRow.expected_at < end,
            )
        )

    def moments(self, young_person_id: str) -> tuple[tuple[str, datetime, FamilyTimeKind], ...]:
        """Return (person, moment planned for, kind) of every occasion, withheld ones too: what a list is compared with."""
        columns = OccasionRow.person_id, OccasionRow.planned_at, OccasionRow.kind
        rows = self.session.execute(select(*columns).where(OccasionRow.young_person_id == young_person_id))
        return tuple((row[0], row[1], row[2]) for row in rows)

    def ids_at(
        self, young_person_id: str, began: datetime, ended: datetime, within: timedelta
    ) -> tuple[str, ...]:
        """Return the ids of what took place, as far as is written, while `began` to `ended` (aware moments) lasted.

        Planned for a moment at most `within` from there. Plain, as every save asks: whole rows would cost more than it.
        """
        first, last, start, end = (
            moment_text(moment) for moment in (began - within, ended + within, began, ended)
        )
        rows = run_plain(
            self.session.plain_connection,
            "SELECT id FROM occasion WHERE young_person_id = ? AND planned_at BETWEEN ? AND ?"
            " AND state IN ('happened', 'cut_short') AND coalesce(started_at, planned_at) <= ?"
            " AND max(coalesce(ended_at, planned_at), coalesce(started_at, planned_at)) >= ?"
            " ORDER BY planned_at",
            (young_person_id, first, last, end, start),
        )
        return tuple(row[0] for row in rows)

    def newest(self, young_person_id: str, limit: int) -> tuple[Occasion, ...]:
        """Return the last `limit` occasions by the moment they were planned for, newest first."""
        return self.first(
            select(OccasionRow)
            .where(OccasionRow.young_person_id == young_person_id)
            .order_by(OccasionRow.planned_at.desc()),
            limit,
        )

    def last_before(self, young_person_id: str, moment: datetime) -> Occasion | None:
        """Return the last occasion that happened before `moment`, or None."""
        found = self.first(
            select(OccasionRow)
            .where(
                OccasionRow.young_person_id == young_person_id,
                OccasionRow.planned_at < moment,
                OccasionRow.state.in_((OccasionState.HAPPENED, OccasionState.CUT_SHORT)),
            )
            .order_by(OccasionRow.planned_at.desc())
        )
        return found[0] if found else None

    def first_from(self, young_person_id: str, moment: datetime) -> Occasion | None:
        """Return the next planned occasion from `moment` on, or None."""
        found = self.first(
            select(OccasionRow)
            .where(
                OccasionRow.young_person_id == young_person_id,
                OccasionRow.planned_at >= moment,
                OccasionRow.state == OccasionState.PLANNED,
            )
            .order_by(OccasionRow.planned_at)
        )
        return found[0] if found else None


class LimitRow(RecordRow):
    """Rows of Limit."""

    __tablename__ = "family_time_limit"
    __record_kind__ = "limits"
    __domain__ = Limit
    __order__ = (
        "with_whom",
        "starts",
    )
    __young_person_field__ = "young_person_id"

    young_person_id: Mapped[str] = reference("young_person.id")
    person_id: Mapped[str] = reference("network_person.id")
    with_whom: Mapped[str]
    what: Mapped[str]
    ground: Mapped[LimitGround]
    ground_details: Mapped[str]
    kinds: Mapped[tuple[FamilyTimeKind, ...]]
    evidence: Mapped[str]
    tried_first: Mapped[str]
    linked_to_sanction: Mapped[Answer]
    emergency: Mapped[bool]
    authorised_by: Mapped[str]
    authorised_as: Mapped[str]
    starts: Mapped[date | None]
    planned_end: Mapped[date | None]
    notified: Mapped[tuple[Notified, ...]]
    told_by: Mapped[str]
    told_on: Mapped[date | None]
    told_how: Mapped[str]
    own_view: Mapped[str]
    own_view_how: Mapped[HowGiven]
    support_given: Mapped[str]
    review_on: Mapped[date | None]
    review_by: Mapped[str]
    ended_on: Mapped[date | None]
    why_ended: Mapped[str]

    def __search__(self) -> SearchText:
        told = "\n".join(one.in_words for one in self.notified)
        return SearchText(self.what, f"{self.written_text('what')}\n{told}", self.starts)


class Limits(Repository[Limit]):
    """Queries on family time limit rows."""

    row = LimitRow


class LimitReviewRow(RecordRow):
    """Rows of LimitReview."""

    __tablename__ = "limit_review"
    __record_kind__ = "limit_reviews"
    __domain__ = LimitReview
    __order__ = ("-held_on", "-written_at")
    __young_person_field__ = "young_person_id"

    young_person_id: Mapped[str] = reference("young_person.id")
    limit_id: Mapped[str] = reference("family_time_limit.id")
    held_on: Mapped[date]
    outcome: Mapped[ReviewOutcome]
    because: Mapped[str]
    held_by: Mapped[str]
    considered: Mapped[str]
    own_view: Mapped[str]
    own_view_how: Mapped[HowGiven]
    next_on: Mapped[date | None]

    def __search__(self) -> SearchText:
        return SearchText(_("A limit looked at again"), self.written_text(), self.held_on)


class LimitReviews(Repository[LimitReview]):
    """Plain queries on limit review rows."""

    row = LimitReviewRow


class SchoolHolidayRow(RecordRow):
    """Rows of SchoolHoliday."""

    __tablename__ = "school_holiday"
    __record_kind__ = "school_holidays"
    __domain__ = SchoolHoliday
    __order__ = ("first_day",)

    unit_id: Mapped[str] = reference("unit.id")
    name: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date]


class SchoolHolidays(Repository[SchoolHoliday]):
    """Plain queries on school holiday rows."""

    row = SchoolHolidayRow


class SharedOccasionRow(RecordRow):
    """Rows of SharedOccasion."""

    __tablename__ = "shared_occasion"
    __record_kind__ = "shared_occasions"
    __domain__ = SharedOccasion
    __order__ = ("-made_on", "-written_at")
    __young_person_field__ = "young_person_id"

    young_person_id: Mapped[str] = reference("young_person.id")
    occasion_id: Mapped[str] = reference("occasion.id")
    for_whom: Mapped[str]
    made_on: Mapped[date]
    what_they_did: Mapped[str]
    warm_moments: Mapped[str]
    ending: Mapped[str]
    own_words: Mapped[str]
    agreed: Mapped[Answer]
    left_out: Mapped[str]
    given_on: Mapped[date | None]
    given_how: Mapped[str]

    def __search__(self) -> SearchText:
        title = _("Family time, a version for {whom}").format(whom=self.for_whom)
        return SearchText(title, self.written_text("for_whom"), self.made_on)


class SharedOccasions(Repository[SharedOccasion]):
    """Plain queries on rows of what was shared of an occasion."""

    row = SharedOccasionRow
