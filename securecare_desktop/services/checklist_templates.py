"""Checklists to start from: what the program ships, and what a unit has made of it, each change a new version.

A running list keeps the version it was started from until somebody takes over a newer one (checklists.py).
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..core.errors import EditConflict, Gone, InputError, Problem
from ..core.identity import new_id
from ..core.text import _
from ..domain.checklist_templates import Template, problems_in_template
from ..domain.checklists import ChecklistTemplate, ChecklistTemplateItem
from ..domain.messages import Changed
from ..domain.permissions import Action
from .results import Saved
from .saving import tidied
from .session import Session
from .template_file import template_files

if TYPE_CHECKING:
    from ..db.unit_of_work import Work

NOUN = "checklist_templates"
OWN_LIST = "own"
"""The key of the template that lists written by hand belong to."""


class ChecklistTemplatesService:
    """What a manager can do with the checklists of their unit."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def list(self) -> tuple[Template, ...]:
        """Return the newest version of each template of one's own unit, those no longer offered last."""
        with self._session.reading(Action.MANAGE_UNIT) as work:
            found = templates_of_unit(work, self._session.actor.unit_id, all_of_them=True)
        return tuple(sorted(found, key=lambda one: one.template.ended_on is not None))

    def versions(self, key: str) -> tuple[Template, ...]:
        """Return all versions of a template, newest first; the one that is shipped stands last."""
        with self._session.reading(Action.MANAGE_UNIT) as work:
            rows = work.checklist_templates.find(unit_id=self._session.actor.unit_id, key=key)
            stored = tuple(_with_items(work, row) for row in rows)
        shipped = template_files().get(key)
        return stored if shipped is None or stored else (shipped,)

    def save_new_version(
        self, template: ChecklistTemplate, items: Sequence[ChecklistTemplateItem], why: str
    ) -> Saved[Template]:
        """Store a template with its items as a new version; running lists keep theirs.

        Raises InputError, Gone for one of another unit, EditConflict when somebody else made a new version since
        `template` was read.
        """
        with self._session.writing(Action.MANAGE_UNIT) as work:
            unit_id = self._session.actor.unit_id
            newest = _newest(work, unit_id, template.key)
            problems = list(problems_in_template(template, items))
            if not why.strip():
                problems.append(Problem("why", _("Write why it changes. Whoever uses it reads that.")))
            if problems:
                raise InputError(tuple(problems))
            if newest is None and template_files().get(template.key) is None:
                raise Gone(_("This checklist is no longer there."), _("Open the list again."))
            if newest is not None and newest.number != template.number:
                raise EditConflict(
                    _("Somebody else made a new version of this list while you were writing."),
                    _("Nothing is lost: compare both versions and choose what to keep."),
                    mine=Template(template, tuple(items)),
                    theirs=_with_items(work, newest),
                )
            number = (newest.number if newest is not None else 1) + 1
            stored = _store(work, unit_id, replace(template, number=number, why=why.strip()), items)
        return Saved(stored, Changed(frozenset({NOUN, "checklists"})))

    def make_own(
        self, template: ChecklistTemplate, items: Sequence[ChecklistTemplateItem]
    ) -> Saved[Template]:
        """Store a template of the unit's own as version 1. Raises InputError."""
        with self._session.writing(Action.MANAGE_UNIT) as work:
            problems = problems_in_template(template, items)
            if problems:
                raise InputError(problems)
            fresh = replace(template, key=f"unit_{new_id()}", number=1)
            stored = _store(work, self._session.actor.unit_id, fresh, items)
        return Saved(stored, Changed(frozenset({NOUN, "checklists"})))

    def offer(self, key: str, *, offered: bool) -> Saved[Template]:
        """Offer a template, or no longer; running lists go on. Raises Gone."""
        with self._session.writing(Action.MANAGE_UNIT) as work:
            template = stored_template(work, self._session.actor.unit_id, key)
            ended = None if offered else self._session.clock.today()
            saved = work.checklist_templates.save(replace(template.template, ended_on=ended))
        return Saved(replace(template, template=saved), Changed(frozenset({NOUN, "checklists"})))


def templates_of_unit(work: "Work", unit_id: str, *, all_of_them: bool = False) -> tuple[Template, ...]:
    """Return the newest version of each template that a unit uses; with `all_of_them` those no longer offered too.

    What the program ships stands for itself until somebody of the unit has changed or used it.
    """
    newest: dict[str, ChecklistTemplate] = {}
    for row in work.checklist_templates.find(unit_id=unit_id):
        if row.key != OWN_LIST and (row.key not in newest or newest[row.key].number < row.number):
            newest[row.key] = row
    found = [
        _with_items(work, newest.pop(shipped.key)) if shipped.key in newest else shipped
        for shipped in template_files().templates
    ]
    found += [_with_items(work, row) for row in newest.values()]
    return tuple(one for one in found if all_of_them or one.template.ended_on is None)


def stored_template(work: "Work", unit_id: str, key: str) -> Template:
    """Return the newest version of a template as the store has it; one that is shipped is stored now. Raises Gone."""
    newest = _newest(work, unit_id, key)
    if newest is not None:
        return _with_items(work, newest)
    shipped = template_files().get(key)
    if shipped is None:
        raise Gone(_("This checklist is no longer there."), _("Open the list again."))
    return _store(work, unit_id, shipped.template, shipped.items)


def _newest(work: "Work", unit_id: str, key: str) -> ChecklistTemplate | None:
    rows = work.checklist_templates.find(unit_id=unit_id, key=key)
    return max(rows, key=lambda row: row.number, default=None)


def _with_items(work: "Work", row: ChecklistTemplate) -> Template:
    return Template(row, work.checklist_template_items.find(template_id=row.id))


def _store(
    work: "Work", unit_id: str, template: ChecklistTemplate, items: Sequence[ChecklistTemplateItem]
) -> Template:
    blank = replace(tidied(template), id="", version=0, unit_id=unit_id, ended_on=None)
    row = work.checklist_templates.add(blank)
    stored = tuple(
        work.checklist_template_items.add(
            replace(tidied(item), id="", version=0, template_id=row.id, place=place)
        )
        for place, item in enumerate(items)
    )
    return Template(row, stored)
