"""What has to be put right in a stay, its orders, who was told of it and times alone: the same rules for form and service.

What only the store knows (other stays, other times alone) is handed in by the service.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from ..core.clock import local
from ..core.errors import Problem
from ..core.labels import label
from ..core.text import _, clock_time, day_and_time, day_full
from .legal_orders import LegalOrder, Notification, OrderKind, TimeAlone
from .stays import overlaps
from .validation import needs
from .young_people import Stage, Stay

LONGEST_AGO_YEARS = 20
"""Only to find slips of the pen: secure care has no cap at 18, and nobody stays this long."""


# -- the stay --------------------------------------------------------------------------------------------------


def problems_in_stay(stay: Stay, now: datetime, others: Iterable[Stay] = ()) -> tuple[Problem, ...]:
    """Return what cannot be in a stay, `now` being an aware moment and `others` the other stays of the young person."""
    return (*_moments(stay, now), *_days(stay, now), *_beside(stay, others))


def problems_in_ending(stay: Stay) -> tuple[Problem, ...]:
    """Return what the law asks for when a stay ends: when, where to, and who authorised it."""
    found = [] if stay.ended_at else [Problem("ended_at", _("Write when they left."))]
    return (
        *found,
        *needs("ended_where_to", stay.ended_where_to, _("Write where they went.")),
        *needs("ended_authorised_by", stay.ended_authorised_by, _("Write who authorised that they leave.")),
    )


def _moments(stay: Stay, now: datetime) -> Iterator[Problem]:
    arrived, ended = stay.arrived_at, stay.ended_at
    if arrived is not None and arrived > now and stay.stage is not Stage.BEFORE:
        sentence = _("This is still to come. Choose “{before}” until then, or look at the day again.")
        yield Problem("arrived_at", sentence.format(before=label(Stage.BEFORE)))
    elif arrived is not None and (now - arrived).days > LONGEST_AGO_YEARS * 365.25:
        yield Problem("arrived_at", _("That was long ago. Look at the year again."))
    if ended is None:
        return
    if arrived is not None and ended < arrived:
        yield Problem("ended_at", _("This is before the arrival. Choose a later day."))
    elif ended > now:
        sentence = _(
            "This is still to come. Write the day they are to move instead, and this once they have left."
        )
        yield Problem("ended_at", sentence)


def _days(stay: Stay, now: datetime) -> Iterator[Problem]:
    today = local(now).date()
    for name in ("reasons_told_on", "rights_explained_on", "advocate_offered", "looked_after_since"):
        day: date | None = getattr(stay, name)
        if day is not None and day > today:
            yield Problem(name, _("This is still to come. Leave it empty until then."))
    arrived = local(stay.arrived_at).date() if stay.arrived_at is not None else None
    if arrived is not None and stay.planned_move is not None and stay.planned_move < arrived:
        yield Problem("planned_move", _("This is before the arrival. Choose a later day."))


def _beside(stay: Stay, others: Iterable[Stay]) -> Iterator[Problem]:
    """Yield what cannot be because of another stay: two that are open at once, or one that lies over another."""
    beside = [one for one in others if one.id != stay.id]
    still_open = next((one for one in beside if one.ended_at is None), None)
    if stay.ended_at is None and still_open is not None:
        sentence = _("Another stay is open: {which}. End that one first, then this one can begin.")
        yield Problem("", sentence.format(which=stay_words(still_open)))
        return
    for one in beside:
        if stay.arrived_at is None or one.arrived_at is None:
            continue
        its_end, end = one.ended_at, stay.ended_at
        if (its_end is None or stay.arrived_at < its_end) and (end is None or one.arrived_at < end):
            sentence = _("There is another stay at that time: {which}. Look at the days again.")
            yield Problem("arrived_at", sentence.format(which=stay_words(one)))
            return


def stay_words(stay: Stay) -> str:
    """Return which stay it is: "since 6 March 2026", from when until when, or planned."""
    arrived = day_full(local(stay.arrived_at).date()) if stay.arrived_at is not None else ""
    left = day_full(local(stay.ended_at).date()) if stay.ended_at is not None else ""
    if arrived and left:
        return _("{first} to {last}").format(first=arrived, last=left)
    if left:
        return _("until {day}").format(day=left)
    return _("since {day}").format(day=arrived) if arrived else _("planned, with no day yet")


# -- orders ----------------------------------------------------------------------------------------------------


def problems_in_order(order: LegalOrder, today: date) -> tuple[Problem, ...]:
    """Return what is missing or cannot be in an order."""
    found: list[Problem] = []
    if order.kind is OrderKind.OTHER:
        found += needs("details", order.details, _("Write what this order or decision is called."))
    made = order.made_on
    if made is not None and made > today:
        found.append(Problem("made_on", _("This is still to come. Write it down once it is made.")))
    days = {
        "from_at": local(order.from_at).date() if order.from_at is not None else None,
        "ends_on": order.ends_on,
        "appeal_by": order.appeal_by,
        "told_on": order.told_on,
        "ended_on": order.ended_on,
    }
    for name, day in days.items():
        if day is None:
            continue
        if made is not None and day < made:
            found.append(Problem(name, _("This is before it was made. Choose a later day.")))
        elif name in ("told_on", "ended_on") and day > today:
            found.append(Problem(name, _("This is still to come. Leave it empty until then.")))
    if order.told_on is not None:
        found += needs("told_by", order.told_by, _("Write who told the young person."))
    if order.ended_on is not None:
        found += needs("why_ended", order.why_ended, _("Write why it ended."))
    return tuple(found)


# -- who was told ----------------------------------------------------------------------------------------------


def problems_in_notification(notification: Notification, now: datetime) -> tuple[Problem, ...]:
    """Return what is missing or cannot be in what somebody is told."""
    found = [*needs("who", notification.who, _("Write who is to be told."))]
    if notification.told_at is None:
        return tuple(found)
    if notification.told_at > now:
        found.append(Problem("told_at", _("This is still to come. Leave it empty until they were told.")))
    found += needs("told_by", notification.told_by, _("Write who told them."))
    return tuple(found)


# -- times alone -----------------------------------------------------------------------------------------------


def problems_in_time_alone(
    entry: TimeAlone, now: datetime, stay: Stay | None = None, others: Iterable[TimeAlone] = ()
) -> tuple[Problem, ...]:
    """Return what is missing or cannot be in a time alone; `others` are those of the same young person.

    SI 1991/1505 regulation 17(g): start and end, the reason, and who authorised it.
    """
    return (
        *_span(entry, now),
        *_within(entry, stay),
        *_over_another(entry, others),
        *needs("reason", entry.reason, _("Write why the door was locked.")),
        *needs("authorised_by", entry.authorised_by, _("Write who authorised it.")),
        *_talked(entry, now),
    )


def _span(entry: TimeAlone, now: datetime) -> Iterator[Problem]:
    if entry.started_at > now:
        yield Problem("started_at", _("This is still to come. Look at the day and the time again."))
    if entry.ended_at is None:
        return
    if entry.ended_at > now:
        yield Problem("ended_at", _("This is still to come. Leave it empty until the door is open."))
    elif entry.ended_at <= entry.started_at:
        yield Problem("ended_at", _("This is not after the door was locked. Choose a later time."))


def _within(entry: TimeAlone, stay: Stay | None) -> Iterator[Problem]:
    if stay is None:
        return
    if stay.arrived_at is None or entry.started_at < stay.arrived_at:
        yield Problem("started_at", _("This is before they came here. Look at the day again."))
    elif (
        stay.ended_at is not None
        and max(entry.started_at, entry.ended_at or entry.started_at) > stay.ended_at
    ):
        name = "started_at" if entry.started_at > stay.ended_at else "ended_at"
        sentence = _("They had left by then: {when}. Look at the day again.")
        yield Problem(name, sentence.format(when=day_and_time(stay.ended_at)))


def _over_another(entry: TimeAlone, others: Iterable[TimeAlone]) -> Iterator[Problem]:
    other = next((one for one in others if one.id != entry.id and overlaps(entry, one)), None)
    if other is None:
        return
    began = day_and_time(other.started_at)
    if other.ended_at is None:
        sentence = _("Another time alone began {when} and has no end yet. Write its end first.")
        yield Problem("started_at", sentence.format(when=began))
        return
    sentence = _("This lies over another time alone: {when} to {end}. Look at both times again.")
    yield Problem("started_at", sentence.format(when=began, end=clock_time(other.ended_at)))


def _talked(entry: TimeAlone, now: datetime) -> Iterator[Problem]:
    day = entry.talked_after_on
    if day is None:
        return
    if day > local(now).date():
        yield Problem("talked_after_on", _("This is still to come. Leave it empty until then."))
    elif day < local(entry.started_at).date():
        yield Problem("talked_after_on", _("This is before the door was locked. Choose a later day."))
