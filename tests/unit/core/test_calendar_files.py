"""A calendar file as another program reads it."""

from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from securecare_desktop.core.calendar_files import LINE_END, CalendarEntry, calendar_file

NOW = datetime(2026, 5, 14, 9, 42, tzinfo=UTC)


def test_days_and_moments_come_back_as_they_went_in() -> None:
    visit = CalendarEntry(uid="1", title="Visit; “Nan”, and Ola", at=NOW, minutes=90, place="Garden Room")
    whole = CalendarEntry(uid="2", title="Review", day=date(2028, 2, 29), details="Law\nby Marcus")
    data = calendar_file("Kai", (visit, whole), NOW)
    first, second = Calendar.from_ical(data).events
    assert (first["summary"], first["location"]) == ("Visit; “Nan”, and Ola", "Garden Room")
    assert (first.decoded("dtend") - first.decoded("dtstart")).total_seconds() == 90 * 60
    assert (second.decoded("dtstart"), second.decoded("dtend")) == (date(2028, 2, 29), date(2028, 3, 1))
    assert second["description"] == "Law\nby Marcus"
    assert data.count(LINE_END) == data.count(b"\n")


def test_an_entry_needs_a_day_or_a_moment() -> None:
    with pytest.raises(ValueError, match="7"):
        calendar_file("Kai", (CalendarEntry(uid="7", title="Nothing"),), NOW)
