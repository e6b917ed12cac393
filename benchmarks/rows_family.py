"""Rows about family time: what is expected by the rules of many arrangements, and a month of a long history."""

import os
import shutil
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

from dateutil.rrule import rrulestr

from securecare_desktop.core.clock import SystemClock
from securecare_desktop.domain.family_time import Arrangement, FamilyTimeKind, HolidayRule, SchoolHoliday
from securecare_desktop.domain.permissions import Action
from securecare_desktop.services.bundle import Services

from .measure import Result, side_by_side
from .stores import house_with

ARRANGEMENTS = 30
_RULES = (
    "FREQ=WEEKLY;BYDAY=SA", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU", "FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,WE,FR",
    "FREQ=MONTHLY;BYDAY=2TU", "FREQ=MONTHLY;BYMONTHDAY=15",
)  # fmt: skip
_STARTS = date(2020, 1, 1)
MANY, FEW = 10_000, 300
"""Both twice a day up to ten days ago, so that the months that are shown are as full in the one as in the other."""
_ROUNDS = 40


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
            begins = date(date.today().year, month, 10)
            work.school_holidays.add(
                SchoolHoliday(
                    unit_id=services.session.actor.unit_id, name="Holiday", first_day=begins,
                    last_day=begins + timedelta(days=9),
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


def month_10k(folder: Path) -> Result:
    """Fetch and paint a month of somebody with 10,000 occasions, a call expected each day; baseline: 300 occasions."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from securecare_desktop.ui.application import build_application

    application = QApplication.instance() or build_application([])  # another row may have begun one
    houses = [_house(folder / str(count), count) for count in (MANY, FEW)]
    many, few = (_month(services, who, application.processEvents) for services, who in houses)
    first, second = side_by_side(many, few, _ROUNDS)
    for services, _who in houses:
        services.session.lock()
    shutil.rmtree(folder / str(MANY))
    return Result(
        "family_time.month_10k",
        f"a month fetched and painted, 10,000 occasions of one young person; baseline: {FEW}",
        first * 1000,
        second * 1000,
        "ms",
        100.0,
        "ours at most",
    )


def _house(folder: Path, occasions: int) -> tuple[Services, str]:
    """Return a house whose young person has so many occasions, and a call expected every day for ten years."""
    services, young_person = house_with(folder, occasions)
    with services.session.writing(Action.EDIT_PLAN, young_person) as work:
        nan = work.network_people.find(young_person_id=young_person)[0].id
        daily = _RULES.index("FREQ=DAILY")
        work.arrangements.add(_arrangement(young_person, nan, daily))
    return services, young_person


def _month(services: Services, young_person: str, painted: Callable[[], object]) -> Callable[[], object]:
    """Return what fetches one of the two months before this one, in turn, and paints it."""
    from securecare_desktop.domain.family_calendar import months_on
    from securecare_desktop.ui.family_time.month_card import MonthCard

    card = MonthCard(may_write=True)
    card.resize(960, 560)
    card.show()
    painted()
    today, turn = SystemClock().today(), 0

    def show() -> None:
        nonlocal turn
        turn += 1
        month = services.family_calendar.month(young_person, months_on(today, -1 - turn % 2))
        assert len(month.occasions) > MANY // 400, "there is nothing in this month"
        card.show_month(month, today, narrow=False)
        painted()

    return show
