"""The forms of the Checklists tab: starting a list, an item of one, and what becomes of an item."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Protocol

from ...core.labels import choices
from ...core.text import _, day_short
from ...domain.checklist_templates import BY_HAND
from ...domain.checklists import Anchor, Checklist, ChecklistItem, ItemState, RestsOn
from ...domain.staff import StaffMember
from ...domain.validation import problems_in_checklist_item
from ...services.checklists import ChecklistsService as Checklists
from ...services.evidence import split
from ..widgets.evidence import SHOWS, record_field
from ..widgets.fields import Field, Row
from ..widgets.form import Form
from ..widgets.record_kinds import RecordPart
from ..widgets.records import Offer, RecordAct, RecordKind


class Staff(Protocol):
    """What this screen needs of the staff service."""

    def list(self) -> tuple[StaffMember, ...]:
        """Return the staff of this unit."""
        ...


OWN = "own"
"""Stands for a list that no template is behind."""


def start_kind(
    checklists: Checklists, changes: Callable[[str], tuple[Offer, ...]], may_write: bool
) -> RecordKind:
    """Return the form that starts a list, from a template or of one's own. `changes` are open changes of worker."""
    anchors: dict[str, Anchor] = {}

    def templates(young_person_id: str) -> tuple[Offer, ...]:
        offered = checklists.offered(young_person_id)
        anchors.update({one.key: one.template.anchor for one in offered})
        return (*(Offer(one.key, one.template.title) for one in offered), Offer(OWN, _("A list of our own")))

    def fit(form: Form) -> None:
        chosen = form.values()["template_id"]
        anchor = anchors.get(chosen)
        form.show_fields(chosen == OWN, "title")
        form.show_fields(chosen == OWN or anchor is Anchor.CHOSEN_DAY, "anchor_on")
        form.show_fields(anchor is Anchor.DATE_OF_CHANGE, "change_id")

    def start(wanted: Checklist) -> object:
        if wanted.template_id in ("", OWN):
            return checklists.start(wanted.young_person_id, wanted.title, wanted.anchor_on)
        return checklists.start_from(
            wanted.young_person_id,
            wanted.template_id,
            anchor_on=wanted.anchor_on,
            change_id=wanted.change_id,
        )

    return RecordKind(
        noun="checklists",
        entry="checklist",
        title=_("Checklists"),
        icon="list-checks",
        add=_("Start a checklist"),
        empty=_("No checklist is running. Start one when something is coming that has many parts."),
        name=lambda c: c.title,
        items=(
            Field("template_id", _("Which list"), "choice"),
            Field("title", _("What the list is for"), hint=_("“The court day”, “New school”.")),
            Field("anchor_on", _("The day it is about"), "date", optional=True),
            Field("change_id", _("Which change of worker"), "choice"),
        ),
        blank=lambda who: Checklist(young_person_id=who, template_id="", title=""),
        load=checklists.list_for,
        save=start,
        offers={"template_id": templates, "change_id": changes},
        fit=fit,
        may_write=may_write,
    )


def list_kind(checklists: Checklists, today: Callable[[], date], may_write: bool) -> RecordKind:
    """Return what can be done with a list that runs: move its day, take over a newer version, close it."""
    return RecordKind(
        noun="checklists",
        entry="running_checklist",
        title=_("This list"),
        icon="list-checks",
        empty="",
        name=lambda c: c.title,
        items=(),
        load=checklists.list_for,
        save=lambda c: c,
        acts=(
            RecordAct(
                key="move",
                text=_("Move the day"),
                icon="calendar",
                applies=lambda c: c.closed_on is None and c.anchor is Anchor.CHOSEN_DAY,
                run=lambda c, values: checklists.move_anchor(c, values["anchor_on"], values["because"]),
                items=(
                    Field("anchor_on", _("The day it is about"), "date", optional=True),
                    Field("because", _("Why it moves"), "text", rows=2),
                ),
                start=lambda c: {"anchor_on": c.anchor_on},
                said=_("Moved. What is done stays where it was."),
            ),
            RecordAct(
                key="close",
                text=_("Close the list"),
                icon="circle-check",
                applies=lambda c: c.closed_on is None,
                run=lambda c, values: checklists.close(c, values["why_closed"]),
                items=(
                    Field(
                        "why_closed",
                        _("Why it is closed"),
                        "text",
                        rows=2,
                        hint=_("Needed while something on it is open."),
                        optional=True,
                    ),
                ),
                said=_("Closed."),
            ),
            RecordAct(
                key="open_again",
                text=_("Open again"),
                icon="rotate-ccw",
                applies=lambda c: c.closed_on is not None,
                run=lambda c, _values: checklists.open_again(c),
                said=lambda saved: _("Open again, as of {day}.").format(day=day_short(today())),
            ),
        ),
        may_write=may_write,
    )


def item_kind(
    checklists: Checklists,
    names: Callable[[str], tuple[Offer, ...]],
    checklist: Checklist | None,
    may_write: bool,
    *,
    own: bool = False,
    place: int = 0,
    records: Callable[[str], tuple[Offer, ...]] | None = None,
    lead: Callable[[ChecklistItem], object] | None = None,
    parts: tuple[RecordPart, ...] = (),
) -> RecordKind:
    """Return the form of an item; a new one belongs to `checklist`, at `place`, and is the young person's with `own`."""

    def begun(form: Form, item: ChecklistItem, _who: str) -> None:
        if item.offset is not None:  # it follows what the list counts from; a day typed here would not stay
            form.show_fields(False, "due_on")
        if item.state is not ItemState.OPEN or item.due_on is None:
            form.show_fields(False, "late_reason")

    def blank(who: str) -> ChecklistItem:
        assert checklist is not None
        return ChecklistItem(
            young_person_id=who, checklist_id=checklist.id, key=BY_HAND, what="", own=own, place=place
        )

    return RecordKind(
        noun="checklists",
        entry="checklist_item",
        title=_("Items"),
        icon="list-checks",
        add=_("What they want done") if own else _("Add an item"),
        empty=_("Nothing on this list yet."),
        name=lambda i: i.what,
        key=lambda i: i.id or f"new:{i.checklist_id}",
        items=(
            Field(
                "what",
                _("What is to be done"),
                "text",
                rows=2,
                hint=_("In their words.") if own else "",
            ),
            Field("who", _("Who does it"), "suggest", optional=True),
            Field("due_on", _("By when"), "date", optional=True),
            Field("rests_on", _("What it rests on"), "segments", choices=choices(RestsOn)),
            Field("evidence", _("What shows that it is done"), "text", rows=2, optional=True),
            Field("late_reason", _("Why it is late"), optional=True),
        ),
        rows=(Row("who", "due_on"),),
        blank=blank if checklist is not None else None,
        begun=begun,
        load=checklists.items,
        save=checklists.save_item,
        offers={"who": names},
        check=problems_in_checklist_item,
        acts=item_acts(checklists, names, records, lead),
        parts=parts,
        may_write=may_write,
    )


def item_acts(
    checklists: Checklists,
    names: Callable[[str], tuple[Offer, ...]],
    records: Callable[[str], tuple[Offer, ...]] | None = None,
    lead: Callable[[ChecklistItem], object] | None = None,
) -> tuple[RecordAct, ...]:
    """Return what can become of an item: done, handed over, not applicable, open again."""

    def tick(item: ChecklistItem, values: Mapping[str, Any]) -> object:
        kind, record_id = split(values.get(SHOWS))
        done = replace(item, done_on=values["done_on"], done_by=values["done_by"] or "")
        if record_id:
            done = replace(done, evidence_kind=kind, evidence_id=record_id)
        return checklists.tick(done, values["evidence"])

    return (
        RecordAct(
            key="tick",
            text=_("Done"),
            icon="check",
            applies=lambda item: item.state is not ItemState.DONE,
            run=tick,
            items=(
                Field(
                    "evidence",
                    _("What shows that it is done"),
                    "text",
                    hint=_("A letter and its date, a record, what the young person said."),
                    optional=True,
                ),
                *((record_field(),) if records is not None else ()),
                Field("done_on", _("Done on"), "date", hint=_("Empty for today."), optional=True),
                Field("done_by", _("Done by"), "suggest", hint=_("Empty for you."), optional=True),
            ),
            rows=(Row("done_on", "done_by"),),
            offers={"done_by": names} | ({SHOWS: records} if records is not None else {}),
            start=lambda item: {"evidence": item.evidence},
            said=_("Ticked off."),
        ),
        RecordAct(
            key="open_evidence",
            text=_("Open what shows it"),
            icon="arrow-right",
            applies=lambda item: bool(item.evidence_id) and lead is not None,
            run=lambda item, _values: item,
            leads=lead,
            allowed=True,
        ),
        RecordAct(
            key="hand_over",
            text=_("Hand over"),
            icon="arrow-left-right",
            applies=lambda item: item.state is ItemState.OPEN,
            run=lambda item, values: checklists.hand_over(item, values["who"], values["handed_over_because"]),
            items=(
                Field("who", _("Who does it"), "suggest", hint=_("From now on.")),
                Field("handed_over_because", _("Why it was handed over"), "text", rows=2),
            ),
            offers={"who": names},
            said=_("Handed over."),
        ),
        RecordAct(
            key="not_applicable",
            text=_("Not applicable"),
            icon="circle-slash",
            applies=lambda item: item.state is ItemState.OPEN,
            run=lambda item, values: checklists.not_applicable(item, values["not_applicable_because"]),
            items=(Field("not_applicable_because", _("Not applicable because"), "text", rows=2),),
        ),
        RecordAct(
            key="untick",
            text=_("Open again"),
            icon="rotate-ccw",
            applies=lambda item: item.state is not ItemState.OPEN,
            run=lambda item, _values: checklists.untick(item),
            said=_("Open again."),
        ),
    )
