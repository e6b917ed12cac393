"""The forms of the Checklists tab: starting a list, an item of one, and what becomes of an item."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Protocol

from ...core.labels import choices
from ...core.text import _
from ...domain.checklists import Checklist, ChecklistItem, ItemState, RestsOn
from ...domain.staff import StaffMember
from ...domain.validation import problems_in_checklist_item
from ..widgets.fields import Field, Row
from ..widgets.records import Offer, RecordAct, RecordKind


class Checklists(Protocol):
    """What this screen needs of the checklists service."""

    def list_for(self, young_person_id: str, /) -> tuple[Checklist, ...]:
        """Return the lists of a young person, newest first."""
        ...

    def items(self, young_person_id: str, /) -> tuple[ChecklistItem, ...]:
        """Return the items of the lists that are not closed."""
        ...

    def start(self, young_person_id: str, title: str, anchor_on: date | None, /) -> object:
        """Start a list."""
        ...

    def save_item(self, item: ChecklistItem, /) -> object:
        """Save an item."""
        ...

    def tick(self, item: ChecklistItem, evidence: str = "", /) -> object:
        """Tick an item off."""
        ...

    def untick(self, item: ChecklistItem, /) -> object:
        """Open an item again."""
        ...


class Staff(Protocol):
    """What this screen needs of the staff service."""

    def list(self) -> tuple[StaffMember, ...]:
        """Return the staff of this unit."""
        ...


def start_kind(checklists: Checklists, may_write: bool) -> RecordKind:
    """Return the form that starts a list of one's own."""
    return RecordKind(
        noun="checklists",
        entry="checklist",
        title=_("Checklists"),
        icon="list-checks",
        add=_("Start a checklist"),
        empty=_("No checklist is running. Start one when something is coming that has many parts."),
        name=lambda c: c.title,
        items=(
            Field("title", _("What the list is for"), hint=_("“Moving on”, “The court day”, “New school”.")),
            Field("anchor_on", _("The day it is about"), "date", optional=True),
        ),
        blank=lambda who: Checklist(young_person_id=who, template_id="", title=""),
        load=checklists.list_for,
        save=lambda c: checklists.start(c.young_person_id, c.title, c.anchor_on),
        may_write=may_write,
    )


def item_kind(
    checklists: Checklists,
    names: Callable[[str], tuple[Offer, ...]],
    checklist: Checklist | None,
    may_write: bool,
) -> RecordKind:
    """Return the form of an item; a new one belongs to `checklist`."""
    return RecordKind(
        noun="checklists",
        entry="checklist_item",
        title=_("Items"),
        icon="list-checks",
        add=_("Add an item"),
        empty=_("Nothing on this list yet."),
        name=lambda i: i.what,
        key=lambda i: i.id or f"new:{i.checklist_id}",
        items=(
            Field("what", _("What is to be done"), "text", rows=2),
            Field("who", _("Who does it"), "suggest", optional=True),
            Field("due_on", _("By when"), "date", optional=True),
            Field("rests_on", _("What it rests on"), "segments", choices=choices(RestsOn)),
            Field("evidence", _("What shows that it is done"), "text", rows=2, optional=True),
            Field("late_reason", _("Why it is late"), optional=True),
        ),
        rows=(Row("who", "due_on"),),
        blank=(lambda who: ChecklistItem(young_person_id=who, checklist_id=checklist.id, key="own", what=""))
        if checklist is not None
        else None,
        load=checklists.items,
        save=checklists.save_item,
        offers={"who": names},
        check=problems_in_checklist_item,
        acts=item_acts(checklists),
        may_write=may_write,
    )


def item_acts(checklists: Checklists) -> tuple[RecordAct, ...]:
    """Return what can become of an item: done, not applicable, open again."""

    def not_applicable(item: ChecklistItem, values: Mapping[str, Any]) -> object:
        because = values["not_applicable_because"]
        return checklists.save_item(
            replace(item, state=ItemState.NOT_APPLICABLE, not_applicable_because=because)
        )

    return (
        RecordAct(
            key="tick",
            text=_("Done"),
            icon="check",
            applies=lambda item: item.state is not ItemState.DONE,
            run=lambda item, values: checklists.tick(item, values["evidence"]),
            items=(
                Field(
                    "evidence",
                    _("What shows that it is done"),
                    "text",
                    hint=_("A letter and its date, a record, what the young person said."),
                    optional=True,
                ),
            ),
            start=lambda item: {"evidence": item.evidence},
            said=_("Ticked off."),
        ),
        RecordAct(
            key="not_applicable",
            text=_("Not applicable"),
            icon="circle-slash",
            applies=lambda item: item.state is ItemState.OPEN,
            run=not_applicable,
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
