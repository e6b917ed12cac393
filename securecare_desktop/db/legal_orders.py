"""Orders, who was told of a stay, and times alone behind a locked door."""

from datetime import date, datetime

from sqlalchemy.orm import Mapped

from ..core.clock import local
from ..core.labels import label
from ..core.text import _
from ..domain.legal_orders import LegalOrder, Notification, NotifiedOf, OrderKind, TimeAlone
from ..domain.own_words import HowGiven
from ..domain.people import Answer
from .base import EntryRow, RecordRow, Repository, SearchText, optional_reference, reference
from .entries import EntryRepository


class LegalOrderRow(RecordRow):
    """Rows of LegalOrder."""

    __tablename__ = "legal_order"
    __record_kind__ = "legal_orders"
    __domain__ = LegalOrder
    __order__ = ("-made_on", "-written_at")
    __young_person_field__ = "young_person_id"

    young_person_id: Mapped[str] = reference("young_person.id")
    stay_id: Mapped[str] = reference("stay.id")
    kind: Mapped[OrderKind]
    details: Mapped[str]
    made_on: Mapped[date | None]
    made_by: Mapped[str]
    secure: Mapped[Answer]
    from_at: Mapped[datetime | None]
    ends_on: Mapped[date | None]
    appeal_by: Mapped[date | None]
    told_on: Mapped[date | None]
    told_by: Mapped[str]
    own_view: Mapped[str]
    own_view_how: Mapped[HowGiven]
    ended_on: Mapped[date | None]
    why_ended: Mapped[str]

    def __search__(self) -> SearchText:
        return SearchText(label(self.kind), self.written_text(), self.made_on)


class LegalOrders(Repository[LegalOrder]):
    """Plain queries on order rows."""

    row = LegalOrderRow


class TimeAloneRow(EntryRow):
    """Rows of TimeAlone."""

    __tablename__ = "time_alone"
    __record_kind__ = "times_alone"
    __domain__ = TimeAlone
    __order__ = ("-started_at",)
    __young_person_field__ = "young_person_id"

    young_person_id: Mapped[str] = reference("young_person.id")
    stay_id: Mapped[str] = reference("stay.id")
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    place: Mapped[str]
    reason: Mapped[str]
    authorised_by: Mapped[str]
    tried_first: Mapped[str]
    how_they_were: Mapped[str]
    own_view: Mapped[str]
    own_view_how: Mapped[HowGiven]
    talked_after_on: Mapped[date | None]
    talked_after_by: Mapped[str]

    def __search__(self) -> SearchText:
        return SearchText(_("Time alone, door locked"), self.written_text(), local(self.started_at).date())


class TimesAlone(EntryRepository[TimeAlone]):
    """Plain queries on times alone."""

    row = TimeAloneRow


class NotificationRow(RecordRow):
    """Rows of Notification."""

    __tablename__ = "notification"
    __record_kind__ = "notifications"
    __domain__ = Notification
    __order__ = ("told_at", "written_at")
    __young_person_field__ = "young_person_id"

    young_person_id: Mapped[str] = reference("young_person.id")
    stay_id: Mapped[str] = reference("stay.id")
    about: Mapped[NotifiedOf]
    who: Mapped[str]
    person_id: Mapped[str] = optional_reference("network_person.id")
    organisation: Mapped[str]
    address: Mapped[str]
    told_at: Mapped[datetime | None]
    how: Mapped[str]
    told_by: Mapped[str]
    what: Mapped[str]

    def __search__(self) -> SearchText:
        day = local(self.told_at).date() if self.told_at else None
        return SearchText(_("Told: {who}").format(who=self.who), self.written_text("who"), day)


class Notifications(Repository[Notification]):
    """Plain queries on notification rows."""

    row = NotificationRow
