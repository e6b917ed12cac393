"""Rows about Today: how soon it stands there for each role after ten years, and that ten years cost what one does."""

import os
from pathlib import Path
from statistics import median

from securecare_desktop.core.clock import SystemClock
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.staff import Role
from securecare_desktop.services.bundle import Services, build_services
from securecare_desktop.services.demo import DEMO_PASSWORD

from .measure import Result, side_by_side
from .rows_startup import SHIFT_LEAD, probe
from .stores import demo
from .ten_years import LEAD, PASSWORD, one_year_store, ten_year_store

_ROUNDS = 3


def first_paint(folder: Path) -> Result:
    """From going to Today for the first time to its painted page, the slowest role; baseline: the demo unit."""
    demo(folder / "demo").session.lock()
    store = ten_year_store()
    few = [probe(folder / "compiled", "first_today", str(folder / "demo"), SHIFT_LEAD, DEMO_PASSWORD)[1]]
    taken: dict[Role, float] = {}
    for role, name in _one_of_each_role(store).items():
        arguments = ("first_today", str(store), name, PASSWORD)
        taken[role] = median(probe(folder / "compiled", *arguments)[1] for _round in range(_ROUNDS)) * 1000
    few += [
        probe(folder / "compiled", "first_today", str(folder / "demo"), SHIFT_LEAD, DEMO_PASSWORD)[1]
        for _round in range(_ROUNDS)
    ]
    each = ", ".join(f"{role.value.replace('_', ' ')} {time:.0f}" for role, time in taken.items())
    return Result(
        "today.first_paint",
        f"Today with ten years of records until it is painted, the slowest role ({each}); baseline: the demo unit",
        max(taken.values()),
        median(few[1:]) * 1000,
        "ms",
        200.0,
        "ours at most",
    )


def flat_in_history(_folder: Path) -> Result:
    """What Today asks for, with ten years of history against one year in the same house."""
    many, few = _signed_in(ten_year_store()), _signed_in(one_year_store())
    first, second = side_by_side(many.today.load, few.today.load, 30)
    for services in (many, few):
        services.session.lock()
    return Result(
        "today.flat_in_history",
        "what Today asks for: ten years of history against one",
        first * 1000,
        second * 1000,
        "ms",
        1.3,
    )


def _signed_in(store: Path) -> Services:
    services = build_services(SystemClock(), store)
    services.session.sign_in_named(LEAD, PASSWORD)
    return services


def _one_of_each_role(store: Path) -> dict[Role, str]:
    """Return somebody of each role who works on the lead's unit; of agency workers one who is assigned to somebody."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    services = _signed_in(store)
    found: dict[Role, str] = {}
    with services.session.reading(Action.SEE_STAFF) as work:
        assigned = {one.staff_id for one in work.assignments.find()}
        for member in work.staff.find():
            here = member.unit_id == services.session.actor.unit_id
            if member.role is Role.SYSTEM_ADMINISTRATOR or (
                here and (member.role is not Role.AGENCY_WORKER or member.id in assigned)
            ):
                found.setdefault(member.role, member.name)
    services.session.lock()
    return found
