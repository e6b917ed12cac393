"""The rows of the permissions table for stays, and the records that they save."""

from dataclasses import replace
from datetime import timedelta

from securecare_desktop.domain.legal_orders import LegalOrder, Notification, OrderKind, TimeAlone
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.young_people import Stay
from securecare_desktop.services.bundle import Services
from tests.support.house import NOW, TODAY
from tests.unit.services.permission_calls import Row

R, W, E = Action.READ_RECORDS, Action.WRITE_ENTRIES, Action.EDIT_PROFILE


def open_stay(services: Services, who: str) -> Stay:
    """Return the stay that is open, or the newest; read without a right, to try the right to change it."""
    with services.session._opened().reading() as work:
        return work.stays.current(who) or work.stays.find(young_person_id=who)[0]


def order(services: Services, who: str) -> LegalOrder:
    stay = open_stay(services, who)
    return LegalOrder(young_person_id=who, stay_id=stay.id, kind=OrderKind.SECURE_ORDER, made_on=TODAY)


def notification(services: Services, who: str) -> Notification:
    return Notification(young_person_id=who, stay_id=open_stay(services, who).id, who="Eleri Vaughan")


def time_alone(services: Services, who: str) -> TimeAlone:
    """Return a time alone that lies over none that is there, however often this is called."""
    with services.session._opened().reading() as work:
        earlier = work.times_alone.find(young_person_id=who)
    first = min((one.started_at for one in earlier), default=NOW - timedelta(hours=1))
    return TimeAlone(
        young_person_id=who,
        stay_id=open_stay(services, who).id,
        started_at=first - timedelta(hours=2),
        ended_at=first - timedelta(hours=1),
        reason="A chair was thrown.",
        authorised_by="Denise Okafor",
    )


def ended(services: Services, who: str) -> Stay:
    return replace(
        open_stay(services, who),
        ended_at=NOW,
        ended_where_to="Home to Nan",
        ended_authorised_by="Wexcombe Council",
    )


STAYS: dict[str, Row] = {
    "stays.current": Row(R, lambda s, w: s.stays.current(w)),
    "stays.list_for": Row(R, lambda s, w: s.stays.list_for(w)),
    "stays.file": Row(R, lambda s, w: s.stays.file(w)),
    "stays.orders": Row(R, lambda s, w: s.stays.orders(w)),
    "stays.notifications": Row(R, lambda s, w: s.stays.notifications(w)),
    "stays.times_alone": Row(R, lambda s, w: s.stays.times_alone(w)),
    "stays.save": Row(E, lambda s, w: s.stays.save(open_stay(s, w))),
    "stays.save_order": Row(E, lambda s, w: s.stays.save_order(order(s, w))),
    "stays.save_notification": Row(W, lambda s, w: s.stays.save_notification(notification(s, w))),
    "stays.save_time_alone": Row(W, lambda s, w: s.stays.save_time_alone(time_alone(s, w))),
    "stays.end": Row(E, lambda s, w: s.stays.end(ended(s, w))),
}
