"""The checklists of the demo unit count from the stays beside them, so that a day that moves takes them along."""

from datetime import date, datetime, time, timedelta

import pytest

from securecare_desktop.core.clock import local
from securecare_desktop.domain.checklist_dates import dated_anew
from securecare_desktop.domain.checklists import Anchor, Checklist, ChecklistItem, ItemState
from securecare_desktop.domain.staff import Jurisdiction
from securecare_desktop.domain.young_people import Stay
from securecare_desktop.services.demo import DemoUnit, demo_unit


def made_on(day: date) -> DemoUnit:
    return demo_unit(day, datetime.combine(day, time(9, 42)).astimezone())


def anchors_of(
    unit: DemoUnit, one: Checklist, later: timedelta = timedelta()
) -> dict[Anchor, date | datetime]:
    stay = next((s for s in unit.records("stays") if s.id == one.stay_id), None)
    if not isinstance(stay, Stay):
        return {Anchor.CHOSEN_DAY: one.anchor_on + later} if one.anchor_on else {}
    found: dict[Anchor, date | datetime] = {}
    if stay.arrived_at:
        found[Anchor.ARRIVAL] = stay.arrived_at + later
    if stay.planned_move:
        found[Anchor.PLANNED_MOVE] = stay.planned_move + later
    return found


def items_of(unit: DemoUnit, one: Checklist) -> list[ChecklistItem]:
    return [i for i in unit.records("checklist_items") if i.checklist_id == one.id]


@pytest.mark.parametrize("day", [date(2026, 5, 14), date(2028, 2, 29), date(2027, 3, 28)])
def test_every_list_is_dated_as_its_stay_says(day: date) -> None:
    unit = made_on(day)
    lists = unit.records("checklists")
    assert {one.anchor for one in lists} == {Anchor.ARRIVAL, Anchor.PLANNED_MOVE, Anchor.CHOSEN_DAY}
    for one in lists:
        assert bool(one.stay_id) == (one.anchor is not Anchor.CHOSEN_DAY)
        start = anchors_of(unit, one)[one.anchor]
        assert one.anchor_on == (local(start).date() if isinstance(start, datetime) else start)
        assert dated_anew(items_of(unit, one), one, anchors_of(unit, one), Jurisdiction.ENGLAND) == ()


def test_callums_open_items_follow_when_his_day_moves() -> None:
    unit = made_on(date(2026, 5, 14))
    callums = next(one for one in unit.records("checklists") if one.anchor is Anchor.PLANNED_MOVE)
    items = items_of(unit, callums)
    week = timedelta(days=7)
    moved = dated_anew(items, callums, anchors_of(unit, callums, week), Jurisdiction.ENGLAND)
    assert len(moved) == sum(i.state is ItemState.OPEN for i in items) == 21
    before = {i.id: i.due_on for i in items}
    assert all(i.due_on == before[i.id] + week and i.moved_from == before[i.id] for i in moved)


def test_what_a_young_person_wants_stands_in_a_list_and_the_lists_are_the_units_own() -> None:
    unit = made_on(date(2026, 5, 14))
    assert [i.what for i in unit.records("checklist_items") if i.own]
    (rowan,) = unit.records("units")
    assert {one.unit_id for one in unit.records("checklist_templates")} == {rowan.id}
