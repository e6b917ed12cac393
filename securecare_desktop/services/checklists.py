"""Running checklists of a young person: started from a template or by hand, ticked off with what shows it.

Which templates there are is checklist_templates.py's; what happens when the day they count from moves is
checklist_anchors.py's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from ..core.errors import InputError, Problem
from ..core.text import _, day_full, tidy
from ..domain.checklist_dates import Anchors, chosen_by_hand, due_of, settled_on
from ..domain.checklist_templates import Newer, Template, as_running, newer, taken_over
from ..domain.checklists import Anchor, Checklist, ChecklistItem, ChecklistTemplate, ItemState
from ..domain.messages import Changed
from ..domain.permissions import Action
from ..domain.staff import Jurisdiction
from ..domain.stays import shown_stay
from ..domain.validation import problems_in_checklist_item
from .checklist_anchors import anchors_of, date_list_anew, nation_of
from .checklist_templates import OWN_LIST, stored_template, templates_of_unit
from .evidence import require_evidence, titles_of
from .grouping import grouped
from .results import Saved
from .saving import require_own, tidied
from .session import Session

if TYPE_CHECKING:
    from ..db.unit_of_work import Work
    from ..domain.young_people import LegalBasis, Stay

NOUN = "checklists"


@dataclass(frozen=True, slots=True)
class RunningList:
    """A list with its items in their order, and whether its template has a newer version.

    `notes` has a sentence, by the id of the item, where something about a day has to be said: why there is none yet,
    or that bank holidays are not known. `linked` is what records that show something are called, by their id.
    """

    checklist: Checklist
    items: tuple[ChecklistItem, ...]
    moving_to: str = ""
    has_newer: bool = False
    notes: Mapping[str, str] = field(default_factory=dict)
    linked: Mapping[str, str] = field(default_factory=dict)


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
            items = grouped(work.checklist_items.find(young_person_id=young_person_id), "checklist_id")
            nation = nation_of(work, young_person_id)
            newest = _newest_numbers(work) if lists else {}
            links = {(i.evidence_kind, i.evidence_id) for of_it in items.values() for i in of_it}
            linked = titles_of(work, young_person_id, links)
            found = [
                RunningList(
                    one,
                    tuple(sorted(items.get(one.id, ()), key=lambda i: (i.place, i.due_on or date.max))),
                    _moving_to(work, one) if one.anchor is Anchor.PLANNED_MOVE else "",
                    one.closed_on is None and newest.get(one.template_id, False),
                    _notes(items.get(one.id, ()), one, anchors_of(work, one), nation),
                    linked,
                )
                for one in lists
            ]
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
        """Return the templates that fit nation, legal basis and stage of this young person, as on the journey."""
        with self._session.reading(Action.READ_RECORDS, young_person_id) as work:
            stay = shown_stay(work.stays.find(young_person_id=young_person_id))
            nation = nation_of(work, young_person_id)
            unit_id = work.young_people.plain(young_person_id, "unit_id")
            fitting = (t for t in templates_of_unit(work, unit_id) if t.fits(nation, _basis(stay)))
            return tuple(t for t in fitting if stay is None or t.belongs_to(stay.stage))

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
            stay = shown_stay(work.stays.find(young_person_id=young_person_id))
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
            _require_own_list(work, checklist)
            saved = work.checklists.save(replace(checklist, anchor_on=day, anchor_at=None))
            date_list_anew(work, saved, nation_of(work, saved.young_person_id), tidy(because).strip())
            saved = work.checklists.require(saved.id)
        return Saved(saved, Changed(frozenset({NOUN}), saved.young_person_id))

    def close(self, checklist: Checklist, why: str = "") -> Saved[Checklist]:
        """Close a list; with open items it needs a reason, and they are no longer due. Raises InputError."""
        with self._session.writing(Action.WRITE_ENTRIES, checklist.young_person_id) as work:
            _require_own_list(work, checklist)
            if not why.strip():
                _refuse_open(work, checklist)
            closed = replace(checklist, closed_on=self._session.clock.today(), why_closed=tidy(why).strip())
            saved = work.checklists.save(closed)
        return Saved(saved, Changed(frozenset({NOUN}), saved.young_person_id))

    def open_again(self, checklist: Checklist) -> Saved[Checklist]:
        """Open a closed list again; its items are due as before, or as what they count from lies now."""
        with self._session.writing(Action.WRITE_ENTRIES, checklist.young_person_id) as work:
            _require_own_list(work, checklist)
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
            was = {i.key: i for i in work.checklist_template_items.find(template_id=checklist.template_id)}
            for item, wanted in found.changed:
                work.checklist_items.save(taken_over(item, was.get(item.key), wanted))
            places = {wanted.key: wanted.place for wanted in found.template.items}
            for item in work.checklist_items.find(checklist_id=checklist.id):
                if (
                    item.key in was and item.key in places
                ):  # where it stands says nothing about it: done ones too
                    work.checklist_items.save(replace(item, place=places[item.key]))
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
                        done_at=self._session.clock.now(),
                        done_by=self._session.actor.name,
                    )
                )
            saved = work.checklists.save(replace(checklist, template_id=found.template.template.id))
            date_list_anew(work, saved, nation_of(work, who))
            saved = work.checklists.require(saved.id)
        return Saved(saved, Changed(frozenset({NOUN}), saved.young_person_id))

    # -- items ----------------------------------------------------------------------------------------

    def save_item(self, item: ChecklistItem) -> Saved[ChecklistItem]:
        """Save an item, or add one; what is done, or does not apply, says by whom and when.

        A day that somebody chose for an item that counts from something keeps its distance from it. What follows the
        item is dated anew. Raises InputError, EditConflict, Gone for a list or a record of somebody else.
        """
        item = self._settled(item)
        problems = problems_in_checklist_item(item)
        if item.done_on is not None and item.done_on > self._session.clock.today():
            sentence = _("This day is still to come. Choose the day it was done.")
            problems = (*problems, Problem("done_on", sentence))
        who = item.young_person_id
        with self._session.writing(Action.WRITE_ENTRIES, who) as work:
            if problems:
                raise InputError(problems)
            require_own(work, lambda w: w.checklists, item.checklist_id, who)
            require_evidence(work, item.evidence_kind, item.evidence_id, item.young_person_id)
            running = work.checklists.require(item.checklist_id)
            if running.closed_on is not None and _opens(work, item):
                raise InputError((Problem("", _("This list was closed. Open it again first.")),))
            stored = work.checklist_items.save(_own_day(work, tidied(item), running))
            if running.closed_on is None and date_list_anew(work, running, nation_of(work, who)):
                stored = work.checklist_items.get(stored.id) or stored
        return Saved(stored, Changed(frozenset({NOUN}), who))

    def add_item(self, item: ChecklistItem) -> Saved[ChecklistItem]:
        """Add an item to a list, at its end; `own` for what the young person wants to have done. Raises as save_item."""
        with self._session.reading(Action.WRITE_ENTRIES, item.young_person_id, looked_at=NOUN) as work:
            beside = work.checklist_items.find(checklist_id=item.checklist_id)
        place = max((one.place for one in beside), default=-1) + 1
        return self.save_item(replace(item, id="", version=0, place=place))

    def tick(self, item: ChecklistItem, evidence: str = "") -> Saved[ChecklistItem]:
        """Tick an item off with what shows that it was done; what follows it gets its day."""
        return self.save_item(replace(item, state=ItemState.DONE, evidence=evidence or item.evidence))

    def untick(self, item: ChecklistItem) -> Saved[ChecklistItem]:
        """Open an item again; it is due as if it had never been done."""
        return self.save_item(replace(item, state=ItemState.OPEN, not_applicable_because=""))

    def not_applicable(self, item: ChecklistItem, because: str) -> Saved[ChecklistItem]:
        """Say why an item does not apply here. Raises InputError without a reason."""
        wanted = replace(item, state=ItemState.NOT_APPLICABLE, not_applicable_because=because)
        return self.save_item(replace(wanted, done_on=None, done_at=None, done_by=""))

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

    def _settled(self, item: ChecklistItem) -> ChecklistItem:
        """Return an item with by whom and when it was done or found not to apply; an open one has neither."""
        if item.state is ItemState.OPEN:
            return replace(item, done_on=None, done_at=None, done_by="")
        if item.done_on is not None:
            return item
        return replace(
            item,
            done_on=self._session.clock.today(),
            done_at=self._session.clock.now(),
            done_by=item.done_by or self._session.actor.name,
        )


def _newest_numbers(work: "Work") -> dict[str, bool]:
    """Return, by the id of each version of a template, whether its unit has a newer one."""
    templates = [one for one in work.checklist_templates.find() if one.key != OWN_LIST]
    newest: dict[tuple[str, str], int] = {}
    for one in templates:
        newest[one.unit_id, one.key] = max(newest.get((one.unit_id, one.key), 0), one.number)
    return {one.id: one.number < newest[one.unit_id, one.key] for one in templates}


def _moving_to(work: "Work", checklist: Checklist) -> str:
    stays = work.stays.find(young_person_id=checklist.young_person_id)
    stay = shown_stay(stays, checklist.stay_id)
    return stay.ended_where_to or stay.moving_to if stay is not None else ""


def _notes(
    items: tuple[ChecklistItem, ...], checklist: Checklist, anchors: Anchors, nation: Jurisdiction
) -> dict[str, str]:
    done = settled_on(items)
    dated = {
        item.id: due_of(item, checklist.anchor, anchors, done, nation)
        for item in items
        if item.state is ItemState.OPEN
    }
    return {item_id: one.sentence for item_id, one in dated.items() if one.sentence}


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
    _require_own_list(work, checklist)
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
    hidden = {one.key for one in work.checklist_items.whole_of(checklist.id)} - {one.key for one in items}
    was = work.checklist_template_items.find(template_id=checklist.template_id)
    basis = _basis(work.stays.current(checklist.young_person_id))
    found = newer(template, items, was, nation_of(work, checklist.young_person_id), basis)
    return replace(found, added=tuple(one for one in found.added if one.key not in hidden))


def _require_own_list(work: "Work", checklist: Checklist) -> None:
    """Raise Gone unless a list, and the stay and the change of worker it counts from, are this young person's."""
    who = checklist.young_person_id
    require_own(work, lambda w: w.checklists, checklist.id, who)
    require_own(work, lambda w: w.stays, checklist.stay_id, who)
    require_own(work, lambda w: w.worker_changes, checklist.change_id, who)


def _refuse_open(work: "Work", checklist: Checklist) -> None:
    """Raise InputError where something in a list is open, also what is withheld from whoever closes it."""
    count = len(work.checklist_items.find(checklist_id=checklist.id, state=ItemState.OPEN))
    words = ""
    if count:
        words = _("Open in this list: {n}. Write why it is closed all the same.").format(n=count)
    elif work.checklist_items.ids(checklist_id=checklist.id, state=ItemState.OPEN):
        words = _("Not all of this list is done. Write why it is closed all the same.")
    if words:
        raise InputError((Problem("why_closed", words),))


def _opens(work: "Work", item: ChecklistItem) -> bool:
    """Say whether a save adds an open item or opens one again; in a closed list nobody would see that it is due."""
    if item.state is not ItemState.OPEN:
        return False
    return not item.version or work.checklist_items.plain(item.id, "state") != ItemState.OPEN.value


def _own_day(work: "Work", item: ChecklistItem, running: Checklist) -> ChecklistItem:
    """Return an item that keeps the day somebody chose for it in this save, whatever it counted from before."""
    before = work.checklist_items.get(item.id) if item.version else None
    if before is None or before.offset is None or before.due_on == item.due_on:
        return item
    counted = ("offset", "offset_unit", "anchor", "after")
    if any(getattr(item, name) != getattr(before, name) for name in counted):
        return item  # how it is counted was changed, and that says the day
    return chosen_by_hand(item, running.anchor, anchors_of(work, running))
