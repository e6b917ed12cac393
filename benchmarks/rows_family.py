"""Rows about family time: what is expected by the rules of many arrangements."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

from dateutil.rrule import rrulestr

from securecare_desktop.domain.family_time import Arrangement, FamilyTimeKind, HolidayRule, SchoolHoliday
from securecare_desktop.domain.permissions import Action

from .measure import Result, side_by_side
from .stores import house_with

ARRANGEMENTS = 30
_RULES = (
    "FREQ=WEEKLY;BYDAY=SA", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU", "FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,WE,FR",
    "FREQ=MONTHLY;BYDAY=2TU", "FREQ=MONTHLY;BYMONTHDAY=15",
)  # fmt: skip
_STARTS = date(2020, 1, 1)


def expected_year(folder: Path) -> Result:
    """Lay out a year of thirty arrangements that began years ago, among 10,000 occasions, another year each time.

    The baseline is dateutil alone with the same rules from the same days.
    """
    services, young_person = house_with(folder / "arranged", 10_000)
    with services.session.writing(Action.EDIT_PLAN, young_person) as work:
        nan = work.network_people.find(young_person_id=young_person)[0].id
        for number in range(ARRANGEMENTS):
            work.arrangements.add(_arrangement(young_person, nan, number))
        for month in (2, 4, 5, 7, 8, 10, 12):
            first = date(date.today().year, month, 10)
            work.school_holidays.add(
                SchoolHoliday(
                    unit_id=services.session.actor.unit_id, name="Holiday", first_day=first,
                    last_day=first + timedelta(days=9),
                )
            )  # fmt: skip
    asked, laid_out = date.today(), date.today()

    def ours() -> None:
        nonlocal asked
        asked += timedelta(days=1)
        services.arrangements.expected(young_person, asked, asked + timedelta(days=364))

    def baseline() -> None:
        nonlocal laid_out
        laid_out += timedelta(days=1)
        first = datetime.combine(laid_out, time())
        for number in range(ARRANGEMENTS):
            starts = datetime.combine(_STARTS + timedelta(days=number), time())
            rule = rrulestr(_RULES[number % len(_RULES)], dtstart=starts)
            rule.between(first, first + timedelta(days=364), inc=True)

    first, second = side_by_side(ours, baseline, 30)
    services.session.lock()
    return Result(
        "family_time.expected_year",
        "a year of 30 arrangements laid out with what answers, 10,000 occasions in the store; baseline: dateutil alone",
        first * 1000,
        second * 1000,
        "ms",
        50.0,
        "ours at most",
    )


def _arrangement(young_person: str, person_id: str, number: int) -> Arrangement:
    return Arrangement(
        young_person_id=young_person,
        person_id=person_id,
        with_whom="Nan",
        kind=FamilyTimeKind.PHONE,
        how_often="As the rhythm says",
        rule=_RULES[number % len(_RULES)],
        starts=_STARTS + timedelta(days=number),
        at_time="18:30",
        only_in=list(HolidayRule)[number % 3],
    )
