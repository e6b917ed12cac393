"""What running checklists count from, read from the stay and the change of worker; open items follow when it moves."""

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from ..domain.checklist_dates import Anchors, dated_anew
from ..domain.checklists import Anchor, Checklist
from ..domain.staff import Jurisdiction

if TYPE_CHECKING:
    from ..db.unit_of_work import Work


def anchors_moved(work: "Work", young_person_id: str) -> int:
    """Date the open items of all open lists of a young person anew; return how many moved.

    To be called in the same work whenever a stay or the day of a change of worker was saved.
    """
    nation = nation_of(work, young_person_id)
    moved = 0
    for running in work.checklists.find(young_person_id=young_person_id, closed_on=None):
        moved += date_list_anew(work, running, nation)
    return moved


def date_list_anew(work: "Work", running: Checklist, nation: Jurisdiction, because: str = "") -> int:
    """Date the open items of one list anew and keep what it counts from; return how many moved.

    Those that are withheld from whoever saves move as well.
    """
    anchors = anchors_of(work, running)
    changed = dated_anew(work.checklist_items.whole_of(running.id), running, anchors, nation, because)
    work.checklist_items.move(changed)
    day, moment = _day_and_moment(anchors.get(running.anchor))
    if (day, moment) != (running.anchor_on, running.anchor_at):
        work.checklists.save(replace(running, anchor_on=day, anchor_at=moment))
    return len(changed)


def anchors_of(work: "Work", running: Checklist) -> Anchors:
    """Return the days and moments that a list and its items can count from, as far as they are known."""
    found: dict[Anchor, datetime | date] = {}
    stays = work.stays.find(young_person_id=running.young_person_id)
    stay = next((s for s in stays if s.id == running.stay_id), None) if running.stay_id else None
    if stay is None:
        stay = next((s for s in stays if s.ended_at is None), None) or next(iter(stays), None)
    if stay is not None and stay.arrived_at is not None:
        found[Anchor.ARRIVAL] = stay.arrived_at
    if stay is not None and (left := stay.ended_at or stay.planned_move) is not None:
        found[Anchor.PLANNED_MOVE] = left
    change = work.worker_changes.get(running.change_id) if running.change_id else None
    if change is not None:
        found[Anchor.DATE_OF_CHANGE] = change.day
    chosen = running.anchor_at or running.anchor_on
    if running.anchor is Anchor.CHOSEN_DAY and chosen is not None:
        found[Anchor.CHOSEN_DAY] = chosen
    return found


def nation_of(work: "Work", young_person_id: str) -> Jurisdiction:
    """Return the nation of the unit somebody lives in, whose bank holidays count."""
    return work.units.require(work.young_people.plain(young_person_id, "unit_id")).jurisdiction


def _day_and_moment(anchor: datetime | date | None) -> tuple[date | None, datetime | None]:
    if isinstance(anchor, datetime):
        return anchor.astimezone().date(), anchor
    return anchor, None
