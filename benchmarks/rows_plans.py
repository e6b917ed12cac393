"""Rows about plans: opening the longest one in the store of ten years."""

from pathlib import Path

from securecare_desktop.core.clock import SystemClock
from securecare_desktop.domain.permissions import Action
from securecare_desktop.services.bundle import Services, build_services

from .measure import Result, side_by_side
from .ten_years import LEAD, PASSWORD, ten_year_store
from .ten_years_plan import VERSIONS

_ROUNDS = 40


def open_30_versions(_folder: Path) -> Result:
    """Fetch what the plan's page shows first, of thirty versions and two hundred goals; baseline: of one version."""
    services = build_services(SystemClock(), ten_year_store())
    services.session.sign_in_named(LEAD, PASSWORD)
    long, short = _plans(services)
    first, second = side_by_side(
        lambda: services.plans.overview(long), lambda: services.plans.overview(short), _ROUNDS
    )
    services.session.lock()
    return Result(
        "plan.open_30_versions",
        "a plan of 30 versions and 200 goals, in ten years of records; baseline: one of a single version",
        first * 1000,
        second * 1000,
        "ms",
        150.0,
        "ours at most",
    )


def _plans(services: Services) -> tuple[str, str]:
    """Return whose plan has thirty versions, and somebody whose plan has one."""
    with services.session.reading(Action.READ_RECORDS) as work:
        people = services.session.visible_young_people(work)
        versions = {person.id: work.plan_versions.highest_number(person.id) for person in people}
    by_versions = sorted(versions, key=lambda person_id: versions[person_id])
    assert versions[by_versions[-1]] == VERSIONS, "the store holds no long plan"
    return by_versions[-1], by_versions[0]
