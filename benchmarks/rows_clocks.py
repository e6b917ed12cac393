"""The row about time limits: working out anew every open limit and every checklist item of forty young people."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import cycle
from pathlib import Path

from securecare_desktop.domain.checklist_dates import dated_anew
from securecare_desktop.domain.checklists import Anchor, Checklist, ChecklistItem, ItemState
from securecare_desktop.domain.clock_running import ClockFacts, running_clocks
from securecare_desktop.domain.clocks import ClockRun
from securecare_desktop.domain.legal_orders import LegalOrder, OrderKind
from securecare_desktop.domain.people import Answer
from securecare_desktop.domain.staff import Jurisdiction
from securecare_desktop.domain.time_limits import TimeUnit
from securecare_desktop.domain.young_people import LegalBasis, Stage, Stay
from securecare_desktop.services.clock_file import clock_files

from .measure import Result, side_by_side

PEOPLE, ITEMS, VISITS = 40, 75, 20
_ROUNDS = 30
_EVERY = 4
"""Of so many young people the arrival of one moves."""
_NOW = datetime(2026, 5, 14, 13, 42, tzinfo=UTC)
_OFFSETS = (
    (24, TimeUnit.HOURS), (3, TimeUnit.DAYS), (5, TimeUnit.WORKING_DAYS), (28, TimeUnit.DAYS),
    (-10, TimeUnit.WORKING_DAYS), (3, TimeUnit.MONTHS), (72, TimeUnit.HOURS), (-14, TimeUnit.DAYS),
)  # fmt: skip
_BASES = (
    (LegalBasis.SECTION_25, Jurisdiction.ENGLAND),
    (LegalBasis.SCOTLAND_HEARING, Jurisdiction.SCOTLAND),
    (LegalBasis.WALES_SECTION_119, Jurisdiction.WALES),
    (LegalBasis.REMAND, Jurisdiction.ENGLAND),
)


def recompute_40(_folder: Path) -> Result:
    """Work out every limit and every item of forty young people; the arrival of ten of them moves by a day each time.

    Each has two stays, three orders, twenty visits that were done and a list of 75 open items, which move along with
    the arrival. The baseline adds so many days to as many dates.
    """
    rules = clock_files().book
    everybody = [_facts(number) for number in range(PEOPLE)]
    lists = [_list(number) for number in range(PEOPLE)]
    found = sum(len(running_clocks(rules, facts, _NOW)) for facts in everybody)
    moves = cycle((timedelta(days=1), timedelta(days=-1)))
    moved = 0

    def ours() -> None:
        nonlocal everybody, lists, moved
        by, moved = next(moves), 0
        everybody = [_moved(facts, by) if n % _EVERY == 0 else facts for n, facts in enumerate(everybody)]
        for facts in everybody:
            running_clocks(rules, facts, _NOW)
        after = []
        for facts, (running, items) in zip(everybody, lists, strict=True):
            arrived = facts.stays[0].arrived_at
            assert arrived is not None
            anew = dated_anew(items, running, {Anchor.ARRIVAL: arrived}, facts.nation)
            moved += len(anew)
            by_key = {item.key: item for item in anew}
            after.append((running, tuple(by_key.get(item.key, item) for item in items)))
        lists = after

    def baseline() -> None:
        for number in range(found + PEOPLE * ITEMS):
            date(2026, 5, 14) + timedelta(days=number % 200)

    first, second = side_by_side(ours, baseline, _ROUNDS)
    assert moved > ITEMS * PEOPLE // _EVERY // 2, "the items do not follow the arrival"
    return Result(
        "clocks.recompute_40",
        f"{found} limits and {PEOPLE * ITEMS} items of {PEOPLE} young people worked out anew; baseline: as many dates added",
        first * 1000,
        second * 1000,
        "ms",
        100.0,
        "ours at most",
    )


def _facts(number: int) -> ClockFacts:
    basis, nation = _BASES[number % len(_BASES)]
    about, arrived = f"{number:032x}", _NOW - timedelta(days=150 + number)
    given = {"young_person_id": about, "legal_basis": basis, "looked_after_since": arrived.date()}
    stays = (
        Stay(id=f"{about}now", stage=Stage.DURING, arrived_at=arrived, **given),
        Stay(
            id=f"{about}before",
            stage=Stage.DURING,
            arrived_at=arrived - timedelta(days=100),
            ended_at=arrived - timedelta(days=60),
            **given,
        ),
    )
    orders = tuple(
        LegalOrder(
            id=f"{about}order{n}",
            young_person_id=about,
            stay_id=stays[0].id,
            kind=OrderKind.SECURE_ORDER,
            made_on=(arrived + timedelta(days=60 * n)).date(),
            ends_on=(arrived + timedelta(days=60 * (n + 1))).date(),
            secure=Answer.YES,
        )
        for n in range(3)
    )
    visits = tuple(
        ClockRun(
            id=f"{about}visit{n}",
            young_person_id=about,
            stay_id=stays[0].id,
            rule="E15",
            step=n + 1,
            state=ItemState.DONE,
            done_at=arrived + timedelta(days=7 * (n + 1)),
        )
        for n in range(VISITS)
    )
    return ClockFacts(
        young_person_id=about, born=date(2010, 2, 28), nation=nation, stays=stays, orders=orders, runs=visits
    )


def _moved(facts: ClockFacts, by: timedelta) -> ClockFacts:
    here, before = facts.stays
    assert here.arrived_at is not None
    return replace(facts, stays=(replace(here, arrived_at=here.arrived_at + by), before))


def _list(number: int) -> tuple[Checklist, tuple[ChecklistItem, ...]]:
    about = f"{number:032x}"
    running = Checklist(
        id=f"{about}list", young_person_id=about, template_id="", title="During", anchor=Anchor.ARRIVAL
    )
    items = tuple(
        ChecklistItem(
            id=f"{about}item{n}",
            young_person_id=about,
            checklist_id=running.id,
            key=f"C{n:02d}",
            what="What is to be done",
            offset=_OFFSETS[n % len(_OFFSETS)][0] + n // len(_OFFSETS),
            offset_unit=_OFFSETS[n % len(_OFFSETS)][1],
        )
        for n in range(ITEMS)
    )
    return running, items
