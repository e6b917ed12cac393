"""Calendar files (iCalendar, RFC 5545) made of plain entries. The only module that knows `icalendar`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

LINE_END = b"\r\n"
"""Each line of such a file ends with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """One entry: a whole day (`day`), or a moment (`at`, aware) with its `minutes`. `uid` names it for ever."""

    uid: str
    title: str
    day: date | None = None
    at: datetime | None = None
    minutes: int = 60
    place: str = ""
    details: str = ""


def calendar_file(name: str, entries: Iterable[CalendarEntry], made_at: datetime) -> bytes:
    """Return the bytes of an .ics file; times stand in UTC, so that every calendar shows them in its own zone.

    Raises ValueError for an entry that has neither a day nor a moment.
    """
    from datetime import UTC, timedelta

    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//SecureCare Desktop//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for entry in entries:
        event = Event()
        event.add("uid", entry.uid)
        event.add("dtstamp", made_at.astimezone(UTC))
        event.add("summary", entry.title)
        if entry.at is not None:
            event.add("dtstart", entry.at.astimezone(UTC))
            event.add("dtend", entry.at.astimezone(UTC) + timedelta(minutes=entry.minutes))
        elif entry.day is not None:
            event.add("dtstart", entry.day)
            event.add("dtend", entry.day + timedelta(days=1))
        else:
            raise ValueError(entry.uid)
        if entry.place:
            event.add("location", entry.place)
        if entry.details:
            event.add("description", entry.details)
        event.add("class", "PRIVATE")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
