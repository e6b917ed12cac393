"""Running checklists of a young person: started from a template or by hand, ticked off with what shows it.

Which templates there are is checklist_templates.py's; what happens when the day they count from moves is
checklist_anchors.py's.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from ..core.errors import InputError, Problem
from ..core.text import _, day_full, tidy
from ..domain.checklist_templates import Newer, Template, as_running, newer
from ..domain.checklists import Anchor, Checklist, ChecklistItem, ChecklistTemplate, ItemState
from ..domain.messages import Changed
from ..domain.permissions import Action
from ..domain.validation import problems_in_checklist_item
from .checklist_anchors import date_list_anew, nation_of
from .checklist_templates import OWN_LIST, stored_template, templates_of_unit
from .results import Saved
from .saving import require_own, save, tidied
from .session import Session

if TYPE_CHECKING:
    from ..db.unit_of_work import Work
    from ..domain.young_people import LegalBasis, Stay

NOUN = "checklists"


@dataclass(frozen=True, slots=True)
class RunningList:
    """A list with its items in their order, and whether its template has a newer version."""

    checklist: Checklist
    items: tuple[ChecklistItem, ...]
    moving_to: str = ""
    has_newer: bool = False


class ChecklistsService:
    """What a signed-in person can do with checklists."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # -- reading --------------------------------------------------------------------------------------

    def list_for(self, young_person_id: str) -> tuple[Checklist, ...]:
        """Return the lists of this young person, newest first."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            return work.checklists.find(young_person_id=young_person_id)

    def running(self, young_person_id: str) -> tuple[RunningList, ...]:
        """Return all lists with their items, open lists first, those with the nearest day first."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            lists = work.checklists.find(young_person_id=young_person_id)
            items = work.checklist_items.find(young_person_id=young_person_id)
            stays = work.stays.find(young_person_id=young_person_id)
            places = {stay.id: stay.ended_where_to or stay.moving_to for stay in stays}
            current = next((stay for stay in stays if stay.ended_at is None), None)
            here = places.get(current.id, "") if current is not None else ""
            templates = {t.id: t for t in work.checklist_templates.find()} if lists else {}
        numbers: dict[tuple[str, str], int] = {}
        for template in templates.values():
            named = (template.unit_id, template.key)
            numbers[named] = max(numbers.get(named, 0), template.number)
        found = []
        for one in lists:
            of = templates.get(one.template_id)
            has_newer = (
                of is not None
                and of.key != OWN_LIST
                and one.closed_on is None
                and of.number < numbers[of.unit_id, of.key]
            )
            own = tuple(
                sorted(
                    (i for i in items if i.checklist_id == one.id),
                    key=lambda i: (i.place, i.due_on or date.max),
                )
            )
            to = (places.get(one.stay_id, here)) if one.anchor is Anchor.PLANNED_MOVE else ""
            found.append(RunningList(one, own, to, has_newer))
        return tuple(
            sorted(
                found, key=lambda r: (r.checklist.closed_on is not None, r.checklist.anchor_on or date.max)
            )
        )

    def items(self, young_person_id: str) -> tuple[ChecklistItem, ...]:
        """Return the items of all lists that are not closed, by the day they are due."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            closed = {
                c.id for c in work.checklists.find(young_person_id=young_person_id) if c.closed_on is not None
            }
            found = work.checklist_items.find(young_person_id=young_person_id)
        return tuple(i for i in found if i.checklist_id not in closed)

    def offered(self, young_person_id: str) -> tuple[Template, ...]:
        """Return the templates that fit the nation and the legal basis of this young person, as on the journey."""
        with self._session.reading(Action.READ_RECORDS, young_person_id) as work:
            basis = _basis(work.stays.current(young_person_id))
            nation = nation_of(work, young_person_id)
            unit_id = work.young_people.plain(young_person_id, "unit_id")
            return tuple(t for t in templates_of_unit(work, unit_id) if t.fits(nation, basis))

    def preview_newer(self, checklist: Checklist) -> Newer:
        """Return what the newest version of its template would change in a list. Raises Gone."""
        with self._session.reading(Action.READ_RECORDS, checklist.young_person_id) as work:
            return _newer(work, checklist)

    # -- lists ----------------------------------------------------------------------------------------

    def start(self, young_person_id: str, title: str, anchor_on: date | None) -> Saved[Checklist]:
        """Start a list written by hand. Raises InputError when it has no title."""
        with self._session.writing(Action.WRITE_ENTRIES, young_person_id) as work:
            if not title.strip():
                raise InputError((Problem("title", _("Give the list a name.")),))
            started = work.checklists.add(
                Checklist(
                    young_person_id=young_person_id,
                    template_id=_own_template(work),
                    title=tidy(title).strip(),
                    anchor_on=anchor_on,
                )
            )
        return Saved(started, Changed(frozenset({NOUN}), young_person_id))

    def start_from(
        self, young_person_id: str, key: str, *, anchor_on: date | None = None, change_id: str = ""
    ) -> Saved[Checklist]:
        """Start a list from a template by its key; `anchor_on` is for lists that count from a chosen day.

        Raises InputError where the day is missing or the list runs already, Gone for a template that is not there.
        """
        with self._session.writing(Action.WRITE_ENTRIES, young_person_id) as work:
            require_own(work, lambda w: w.worker_changes, change_id, young_person_id)
            unit_id = work.young_people.plain(young_person_id, "unit_id")
            template = stored_template(work, unit_id, key)
            stay = work.stays.current(young_person_id)
            anchor = template.template.anchor
            wanted = Checklist(
                young_person_id=young_person_id,
                template_id=template.template.id,
                title=template.template.title,
                anchor=anchor,
                anchor_on=anchor_on if anchor is Anchor.CHOSEN_DAY else None,
                stay_id=stay.id if stay is not None else "",
                change_id=change_id if anchor is Anchor.DATE_OF_CHANGE else "",
            )
            problems = _problems_in_starting(work, wanted, template)
            if problems:
                raise InputError(problems)
            started = work.checklists.add(wanted)
            nation = nation_of(work, young_person_id)
            for item in template.items_for(nation, _basis(stay)):
                work.checklist_items.add(as_running(item, young_person_id, started.id))
            date_list_anew(work, started, nation)
            started = work.checklists.require(started.id)
        return Saved(started, Changed(frozenset({NOUN}), young_person_id))

    def move_anchor(self, checklist: Checklist, day: date | None, because: str) -> Saved[Checklist]:
        """Move the chosen day of a list; open items follow. Raises InputError for a list that follows the stay."""
        with self._session.writing(Action.WRITE_ENTRIES, checklist.young_person_id) as work:
            problems = []
            if checklist.anchor is not Anchor.CHOSEN_DAY:
                words = _("This list follows the stay or the change of worker. Change the day there.")
                problems.append(Problem("anchor_on", words))
            if not because.strip():
                problems.append(Problem("because", _("Write why it moves.")))
            if problems:
                raise InputError(tuple(problems))
            saved = work.checklists.save(replace(checklist, anchor_on=day, anchor_at=None))
            date_list_anew(work, saved, nation_of(work, saved.young_person_id), tidy(because).strip())
            saved = work.checklists.require(saved.id)
        return Saved(saved, Changed(frozenset({NOUN}), saved.young_person_id))

    def close(self, checklist: Checklist, why: str = "") -> Saved[Checklist]:
        """Close a list; with open items it needs a reason, and they are no longer due. Raises InputError."""
        with self._session.writing(Action.WRITE_ENTRIES, checklist.young_person_id) as work:
            count = len(work.checklist_items.find(checklist_id=checklist.id, state=ItemState.OPEN))
            if count and not why.strip():
                words = _("Open in this list: {n}. Write why it is closed all the same.")
                raise InputError((Problem("why_closed", words.format(n=count)),))
            closed = replace(checklist, closed_on=self._session.clock.today(), why_closed=tidy(why).strip())
            saved = work.checklists.save(closed)
        return Saved(saved, Changed(frozenset({NOUN}), saved.young_person_id))

    def open_again(self, checklist: Checklist) -> Saved[Checklist]:
        """Open a closed list again; its items are due as before, or as what they count from lies now."""
        with self._session.writing(Action.WRITE_ENTRIES, checklist.young_person_id) as work:
            saved = work.checklists.save(replace(checklist, closed_on=None, why_closed=""))
            date_list_anew(work, saved, nation_of(work, saved.young_person_id))
            saved = work.checklists.require(saved.id)
        return Saved(saved, Changed(frozenset({NOUN}), saved.young_person_id))

    def take_over_newer(self, checklist: Checklist) -> Saved[Checklist]:
        """Bring a list to the newest version of its template; done items stay as they are. Raises Gone."""
        with self._session.writing(Action.WRITE_ENTRIES, checklist.young_person_id) as work:
            found = _newer(work, checklist)
            who = checklist.young_person_id
            for wanted in found.added:
                work.checklist_items.add(as_running(wanted, who, checklist.id))
            for item, wanted in found.changed:
                like = as_running(wanted, who, checklist.id)
                work.checklist_items.save(
                    replace(
                        item, what=like.what, role=like.role, offset=like.offset, offset_unit=like.offset_unit,
                        anchor=like.anchor, after=like.after, rests_on=like.rests_on, source=like.source,
                        mark=like.mark, group_title=like.group_title, place=like.place,
                        who=like.who if item.who == item.role else item.who,
                    )
                )  # fmt: skip
            today = self._session.clock.today()
            for item in found.taken_away:
                because = _("No longer in the list “{title}”, version {n}.").format(
                    title=found.template.template.title, n=found.template.template.number
                )
                work.checklist_items.save(
                    replace(
                        item,
                        state=ItemState.NOT_APPLICABLE,
                        not_applicable_because=because,
                        done_on=today,
                        done_by=self._session.actor.name,
                    )
                )
            saved = work.checklists.save(replace(checklist, template_id=found.template.template.id))
            date_list_anew(work, saved, nation_of(work, who))
            saved = work.checklists.require(saved.id)
        return Saved(saved, Changed(frozenset({NOUN}), saved.young_person_id))

    # -- items ----------------------------------------------------------------------------------------

    def save_item(self, item: ChecklistItem) -> Saved[ChecklistItem]:
        """Save an item; what is done, or does not apply, says by whom and when."""
        if item.state is ItemState.OPEN:
            item = replace(item, done_on=None, done_at=None, done_by="")
        elif item.done_on is None:
            now = self._session.clock.now()
            item = replace(
                item,
                done_on=self._session.clock.today(),
                done_at=now if item.due_at is not None else None,
                done_by=item.done_by or self._session.actor.name,
            )
        problems = problems_in_checklist_item(item)
        if item.done_on is not None and item.done_on > self._session.clock.today():
            sentence = _("This day is still to come. Choose the day it was done.")
            problems = (*problems, Problem("done_on", sentence))
        return save(
            self._session, Action.WRITE_ENTRIES, NOUN, item, problems, lambda w: w.checklist_items, _on_theirs
        )

    def tick(self, item: ChecklistItem, evidence: str = "") -> Saved[ChecklistItem]:
        """Tick an item off with what shows that it was done; what follows it gets its day."""
        return self._settled(replace(item, state=ItemState.DONE, evidence=evidence or item.evidence))

    def untick(self, item: ChecklistItem) -> Saved[ChecklistItem]:
        """Open an item again; it is due as if it had never been done."""
        return self._settled(replace(item, state=ItemState.OPEN, not_applicable_because=""))

    def not_applicable(self, item: ChecklistItem, because: str) -> Saved[ChecklistItem]:
        """Say why an item does not apply here. Raises InputError without a reason."""
        wanted = replace(item, state=ItemState.NOT_APPLICABLE, not_applicable_because=because)
        return self._settled(replace(wanted, done_on=None, done_at=None, done_by=""))

    def late_because(self, item: ChecklistItem, reason: str) -> Saved[ChecklistItem]:
        """Say why an item is late; it stays late."""
        return self.save_item(replace(item, late_reason=reason))

    def hand_over(
        self, item: ChecklistItem, to: str, because: str, staff_id: str = ""
    ) -> Saved[ChecklistItem]:
        """Hand an open item over to somebody else by name. Raises InputError without a name or a reason."""
        problems = []
        if not to.strip():
            problems.append(Problem("who", _("Write who does it from now on.")))
        elif to.strip() == item.who.strip():
            problems.append(Problem("who", _("They have it already. Choose somebody else.")))
        if not because.strip():
            problems.append(Problem("handed_over_because", _("Write why it is handed over.")))
        if problems:
            with self._session.writing(Action.WRITE_ENTRIES, item.young_person_id):
                raise InputError(tuple(problems))
        handed = replace(
            item,
            who=tidy(to).strip(),
            staff_id=staff_id,
            handed_over_from=item.who,
            handed_over_because=because,
        )
        return self.save_item(handed)

    def _settled(self, item: ChecklistItem) -> Saved[ChecklistItem]:
        """Save an item whose state changed, then date what follows it and, where it is open again, itself."""
        saved = self.save_item(item)
        who = item.young_person_id
        with self._session.writing(Action.WRITE_ENTRIES, who) as work:
            running = work.checklists.get(item.checklist_id)
            if running is not None and running.closed_on is None:
                date_list_anew(work, running, nation_of(work, who))
                again = work.checklist_items.get(saved.record.id)
                saved = replace(saved, record=again) if again is not None else saved
        return saved


def _basis(stay: "Stay | None") -> "LegalBasis | None":
    return stay.legal_basis if stay is not None else None


def _own_template(work: "Work") -> str:
    """Return the id of the template that lists written by hand belong to."""
    templates = work.checklist_templates.find(key=OWN_LIST)
    if not templates:
        return work.checklist_templates.add(ChecklistTemplate(key=OWN_LIST, title=_("Own list"))).id
    return templates[0].id


def _problems_in_starting(work: "Work", wanted: Checklist, template: Template) -> tuple[Problem, ...]:
    if wanted.anchor is Anchor.CHOSEN_DAY and wanted.anchor_on is None:
        return (Problem("anchor_on", _("Choose the day it counts from.")),)
    if wanted.anchor is Anchor.DATE_OF_CHANGE and not wanted.change_id:
        return (Problem("change_id", _("Choose the change of worker it belongs to.")),)
    for other in work.checklists.find(young_person_id=wanted.young_person_id, closed_on=None):
        of_it = work.checklist_templates.plain(other.template_id, "key") == template.key
        same = (other.stay_id, other.change_id) == (wanted.stay_id, wanted.change_id)
        if of_it and same and other.anchor is not Anchor.CHOSEN_DAY:
            day = other.written_at.astimezone().date() if other.written_at is not None else None
            words = _("This list runs already, started on {day}. Open it, or close it first.")
            return (Problem("key", words.format(day=day_full(day) if day is not None else "?")),)
    return ()


def _newer(work: "Work", checklist: Checklist) -> Newer:
    require_own(work, lambda w: w.checklists, checklist.id, checklist.young_person_id)
    key = work.checklist_templates.plain(checklist.template_id, "key")
    unit_id = work.young_people.plain(checklist.young_person_id, "unit_id")
    rows = work.checklist_templates.find(unit_id=unit_id, key=key)
    row = (
        max(rows, key=lambda one: one.number)
        if rows
        else work.checklist_templates.require(checklist.template_id)
    )
    template = Template(row, work.checklist_template_items.find(template_id=row.id))
    items = work.checklist_items.find(checklist_id=checklist.id)
    basis = _basis(work.stays.current(checklist.young_person_id))
    return newer(template, items, nation_of(work, checklist.young_person_id), basis)


def _on_theirs(work: "Work", item: ChecklistItem) -> ChecklistItem:
    """Return the item, if its list is this young person's. Raises Gone."""
    require_own(work, lambda w: w.checklists, item.checklist_id, item.young_person_id)
    return tidied(item)
