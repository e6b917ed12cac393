"""The orders a stay rests on, who was told of it, and times alone behind a locked door: what the law wants written down.

SSI 2013/205 regulation 15, SI 1991/1505 regulation 17, WSI 2015/1988 regulation 12.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from .own_words import HowGiven
from .people import Answer
from .record import Entry, Record


class OrderKind(StrEnum):
    """What sort of authority it is."""

    COMPULSORY_SUPERVISION = "compulsory_supervision"
    INTERIM_SUPERVISION = "interim_supervision"
    WARRANT = "warrant"
    CRIMINAL_COURT = "criminal_court"
    SECURE_ORDER = "secure_order"
    INTERIM_SECURE_ORDER = "interim_secure_order"
    REMAND = "remand"
    SENTENCE = "sentence"
    CARE_ORDER = "care_order"
    MINISTERS_APPROVAL = "ministers_approval"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalOrder(Record):
    """One order or approval. `secure` says whether it allows secure care, `from_at` since which moment.

    It carries until `ends_on` (that day included) or until `ended_on`, whichever comes first.
    """

    young_person_id: str
    stay_id: str
    kind: OrderKind = OrderKind.OTHER
    details: str = ""
    made_on: date | None = None
    made_by: str = ""
    secure: Answer = Answer.NOT_KNOWN
    from_at: datetime | None = None
    ends_on: date | None = None
    appeal_by: date | None = None
    told_on: date | None = None
    told_by: str = ""
    own_view: str = ""
    own_view_how: HowGiven = HowGiven.NOT_ASKED
    ended_on: date | None = None
    why_ended: str = ""

    def carries_on(self, day: date) -> bool:
        """Say whether it holds on a day."""
        ends = min((d for d in (self.ends_on, self.ended_on) if d is not None), default=None)
        return (self.made_on is None or self.made_on <= day) and (ends is None or day <= ends)


def order_in_force(orders: Iterable[LegalOrder], day: date) -> LegalOrder | None:
    """Return the order that carries a stay on a day: the newest that does, one that allows secure care first.

    Where none does, the newest of all is returned, so that its end stands there and not nothing.
    """
    newest = sorted(orders, key=lambda one: (one.made_on or date.min, one.id), reverse=True)
    carrying = [one for one in newest if one.carries_on(day)]
    secure = [one for one in carrying if one.secure is Answer.YES]
    return next(iter(secure or carrying or newest), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeAlone(Entry):
    """A time for which the young person was locked alone in a room other than at bedtime (regulation 17(g))."""

    young_person_id: str
    stay_id: str
    started_at: datetime
    ended_at: datetime | None = None
    place: str = ""
    reason: str = ""
    authorised_by: str = ""
    tried_first: str = ""
    how_they_were: str = ""
    own_view: str = ""
    own_view_how: HowGiven = HowGiven.NOT_ASKED
    talked_after_on: date | None = None
    talked_after_by: str = ""


class NotifiedOf(StrEnum):
    """What somebody is told of."""

    ARRIVAL = "arrival"
    ORDER = "order"
    PLANNED_MOVE = "planned_move"
    MOVED_ON = "moved_on"
    SERIOUS_EVENT = "serious_event"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notification(Record):
    """Somebody who is told of an arrival, an order or a move; `told_at` is None until they were."""

    young_person_id: str
    stay_id: str
    about: NotifiedOf = NotifiedOf.ARRIVAL
    who: str
    person_id: str = ""
    organisation: str = ""
    address: str = ""
    told_at: datetime | None = None
    how: str = ""
    told_by: str = ""
    what: str = ""
