"""Running checklists of a young person: their items, ticked off with what shows it."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ..core.errors import InputError, Problem
from ..core.text import _, tidy
from ..domain.checklists import Checklist, ChecklistItem, ChecklistTemplate, ItemState
from ..domain.messages import Changed
from ..domain.permissions import Action
from ..domain.validation import problems_in_checklist_item
from .results import Saved
from .saving import require_own, save
from .session import Session

if TYPE_CHECKING:
    from ..db.unit_of_work import Work

NOUN = "checklists"
OWN_LIST = "own"
"""The key of the template that lists written by hand belong to."""


class ChecklistsService:
    """What a signed-in person can do with checklists."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def list_for(self, young_person_id: str) -> tuple[Checklist, ...]:
        """Return the lists of this young person, newest first."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            return work.checklists.find(young_person_id=young_person_id)

    def items(self, young_person_id: str) -> tuple[ChecklistItem, ...]:
        """Return the items of all lists that are not closed, by the day they are due."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            closed = {
                c.id for c in work.checklists.find(young_person_id=young_person_id) if c.closed_on is not None
            }
            found = work.checklist_items.find(young_person_id=young_person_id)
        return tuple(i for i in found if i.checklist_id not in closed)

    def start(self, young_person_id: str, title: str, anchor_on: date | None) -> Saved[Checklist]:
        """Start a list written by hand. Raises InputError when it has no title."""
        with self._session.writing(Action.WRITE_ENTRIES, young_person_id) as work:
            if not title.strip():
                raise InputError((Problem("title", _("Give the list a name.")),))
            templates = work.checklist_templates.find(key=OWN_LIST)
            template = (
                templates[0]
                if templates
                else work.checklist_templates.add(ChecklistTemplate(key=OWN_LIST, title=_("Own list")))
            )
            started = work.checklists.add(
                Checklist(
                    young_person_id=young_person_id,
                    template_id=template.id,
                    title=tidy(title).strip(),
                    anchor_on=anchor_on,
                )
            )
        return Saved(started, Changed(frozenset({NOUN}), young_person_id))

    def save_item(self, item: ChecklistItem) -> Saved[ChecklistItem]:
        """Save an item; done ones say by whom and when."""
        if item.state is ItemState.DONE and item.done_on is None:
            item = replace(item, done_on=self._session.clock.today(), done_by=self._session.actor.name)
        if item.state is not ItemState.DONE:
            item = replace(item, done_on=None, done_by="")
        problems = problems_in_checklist_item(item)
        return save(
            self._session, Action.WRITE_ENTRIES, NOUN, item, problems, lambda w: w.checklist_items, _on_theirs
        )

    def tick(self, item: ChecklistItem, evidence: str = "") -> Saved[ChecklistItem]:
        """Tick an item off with what shows that it was done."""
        return self.save_item(replace(item, state=ItemState.DONE, evidence=evidence or item.evidence))

    def untick(self, item: ChecklistItem) -> Saved[ChecklistItem]:
        """Open an item again."""
        return self.save_item(replace(item, state=ItemState.OPEN))


def _on_theirs(work: "Work", item: ChecklistItem) -> ChecklistItem:
    """Return the item, if its list is this young person's. Raises Gone."""
    require_own(work, lambda w: w.checklists, item.checklist_id, item.young_person_id)
    return item
