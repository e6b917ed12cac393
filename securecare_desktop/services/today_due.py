"""What is late and due on Today: everything with a day gathered, nothing twice, sorted by what cannot wait.

What each part of the house puts there is today_plan.py's, today_limits.py's, today_family.py's, today_law.py's and
today_clocks.py's to say.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from ..core.text import _, day_short
from ..domain.checklists import ChecklistItem
from ..domain.staff import StaffMember
from ..domain.time_limits import Due
from ..domain.today import DueLine, sorted_by_need
from .today_look import Look
from .today_plan import goal_titles


def checklist_lines(look: Look) -> Iterator[DueLine]:
    """Yield the open items of running checklists, what a young person wants to have done among them."""
    for item in filter(look.knows, look.work.checklist_items.due_until(look.until)):
        if item.due_on is not None:
            yield look.line(
                "checklists",
                item,
                item.what,
                item.due_on,
                item.rests_on,
                item.who or item.role,
                due_at=item.due_at,
                who_id=item.staff_id,
                note=_item_note(look, item),
            )


def _item_note(look: Look, item: ChecklistItem) -> str:
    """Return what else is to be known of an item: whose wish it is, and that it was moved or handed over."""
    notes = []
    if item.own:
        notes.append(_("{name} wants this done").format(name=look.name(item.young_person_id)))
    if item.moved_from is not None and item.moved_from != item.due_on:
        moved = _("moved from {day}: {why}") if item.moved_because else _("moved from {day}")
        notes.append(moved.format(day=day_short(item.moved_from, look.today), why=item.moved_because))
    if item.handed_over_from:
        notes.append(_("handed over by {name}").format(name=item.handed_over_from))
    return "; ".join(notes)


def action_lines(look: Look) -> Iterator[DueLine]:
    """Yield what somebody said they would do, with the goal that it is for."""
    actions = tuple(filter(look.knows, look.work.actions.open_until(look.until)))
    titles = goal_titles(look.work, (action.goal_lineage_id for action in actions))
    for action in actions:
        what = action.what
        if title := titles.get(action.goal_lineage_id):
            what = _("{what} (for the goal “{title}”)").format(what=what, title=title)
        if action.by is not None:
            yield look.line(
                "actions", action, what, action.by, action.rests_on, action.who, who_id=action.who_id
            )


def in_order(lines: Iterable[DueLine], reader: StaffMember, now: datetime) -> tuple[DueLine, ...]:
    """Return each thing once, the reader's own marked, sorted by what cannot wait."""
    own = (replace(line, mine=_is_of(line, reader)) for line in once_each(lines))
    return sorted_by_need(own, now)


def once_each(lines: Iterable[DueLine]) -> tuple[DueLine, ...]:
    """Return the lines with what shows a time limit and the limit itself as one, wherever they say the same."""
    found = tuple(lines)
    limits: dict[str, list[DueLine]] = {}
    for line in found:
        if line.record_kind == CLOCKS:
            limits.setdefault(line.young_person_id, []).append(line)
    kept, shown = [], set()
    for line in found:
        theirs = limits.get(line.young_person_id, ()) if line.record_kind in _SHOWS_A_LIMIT else ()
        limit = next((one for one in theirs if _is_same(line, one)), None)
        kept.append(line if limit is None else _as_one(line, limit))
        shown.add(id(limit))
    return tuple(line for line in kept if id(line) not in shown)


def _is_same(line: DueLine, limit: DueLine) -> bool:
    """Say whether a review has the rhythm of a limit, or an item of a checklist the same day and the same words first."""
    if line.record_kind == "plan_reviews":
        return bool(limit.rhythm) and line.rhythm == limit.rhythm
    return line.due_on == limit.due_on and line.what.casefold().startswith(limit.what.casefold())


def _as_one(line: DueLine, limit: DueLine) -> DueLine:
    """Return what shows a limit, due when the earlier of both is; it leads to where the thing itself is done."""
    earlier = min(line, limit, key=lambda one: Due(one.due_on, one.due_at).last_moment)
    return replace(
        line,
        due_on=earlier.due_on,
        due_at=earlier.due_at,
        rests_on=limit.rests_on,
        who=line.who or limit.who,
        unverified=line.unverified or limit.unverified,
        note=line.note or limit.note,
    )


CLOCKS = "clocks"
"""The kind of a line that is a time limit."""
_SHOWS_A_LIMIT = ("plan_reviews", "checklists")


def _is_of(line: DueLine, reader: StaffMember) -> bool:
    if line.who_id:
        return line.who_id == reader.id
    return bool(line.who) and line.who.casefold() == reader.name.casefold()
