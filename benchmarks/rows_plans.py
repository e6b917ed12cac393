"""Rows about plans: opening the longest one in the store of ten years."""

from pathlib import Path
from statistics import median

from securecare_desktop.core.clock import SystemClock
from securecare_desktop.domain.permissions import Action
from securecare_desktop.services.bundle import Services, build_services

from .measure import Result
from .rows_startup import probe
from .ten_years import LEAD, PASSWORD, ten_year_store
from .ten_years_plan import VERSIONS

_ROUNDS = 5


def open_30_versions(folder: Path) -> Result:
    """Open the plan's page for the first time, until it is painted, with thirty versions and two hundred goals.

    The baseline is the same page with a plan of one version.
    """
    store = ten_year_store()
    services = build_services(SystemClock(), store)
    services.session.sign_in_named(LEAD, PASSWORD)
    plans = _plans(services)
    services.session.lock()
    times: tuple[list[float], list[float]] = ([], [])
    for _round in range(_ROUNDS + 1):  # the first one compiles the program
        for seen, young_person_id in zip(times, plans, strict=True):
            arguments = ("plan", str(store), LEAD, PASSWORD, young_person_id)
            seen.append(probe(folder / "compiled", *arguments)[1])
    ours, baseline = (median(seen[1:]) for seen in times)
    return Result(
        "plan.open_30_versions",
        "the plan's page painted for the first time: 30 versions, 200 goals, ten years of records; baseline: 1 version",
        ours * 1000,
        baseline * 1000,
        "ms",
        150.0,
        "ours at most",
    )


def _plans(services: Services) -> tuple[str, str]:
    """Return whose plan has thirty versions, and somebody who lives here whose plan has one."""
    with services.session.reading(Action.READ_RECORDS) as work:
        people = services.session.visible_young_people(work)
        counting = {person.id: work.plan_versions.counting(person.id) for person in people}
    versions = {person_id: version.number for person_id, version in counting.items() if version is not None}
    by_versions = sorted(versions, key=lambda person_id: versions[person_id])
    assert versions[by_versions[-1]] == VERSIONS, "the store holds no long plan"
    return by_versions[-1], by_versions[0]
