"""The copy of a checklist that a manager works on: its items added, changed, moved and taken away before it is saved.

It is kept as a draft in the form of a text. What may be in a checklist is domain/checklist_templates.py's to say.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

from ...core.errors import Problem
from ...core.identity import new_id
from ...domain.checklist_templates import Template, problems_in_template
from ...domain.checklists import Anchor, ChecklistTemplate, ChecklistTemplateItem, RestsOn
from ...domain.source_marks import SourceMark
from ...domain.staff import Jurisdiction
from ...domain.time_limits import TimeUnit
from ...domain.young_people import LegalBasis

_HEAD = ("key", "title", "number", "anchor", "jurisdictions", "legal_bases", "source")
_KINDS: Mapping[str, type] = {
    "anchor": Anchor, "offset_unit": TimeUnit, "rests_on": RestsOn, "mark": SourceMark,
    "jurisdictions": Jurisdiction, "legal_bases": LegalBasis,
}  # fmt: skip
_LEFT_OUT = frozenset({"id", "version", "written_by", "written_at", "changed_by", "changed_at"})
_OF_ITEM = tuple(f.name for f in fields(ChecklistTemplateItem) if f.name not in _LEFT_OUT)


@dataclass(slots=True)
class WorkingCopy:
    """A checklist as somebody is changing it; `begun` is how it stands in the store, with nothing for a new one."""

    begun: Template
    template: ChecklistTemplate = field(init=False)
    items: tuple[ChecklistTemplateItem, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.throw_away()

    @property
    def is_new(self) -> bool:
        """Whether it is one of the unit's own that was never saved."""
        return not self.begun.key

    @property
    def is_changed(self) -> bool:
        """Whether anything differs from what is stored."""
        return (self.template, self.items) != (self.begun.template, self.begun.items)

    def throw_away(self) -> None:
        """Go back to what is stored."""
        self.template, self.items = self.begun.template, self.begun.items

    def stand_on(self, newest: Template) -> None:
        """Keep what was changed, to be saved after a version that somebody else made meanwhile."""
        self.begun = newest
        self.template = replace(self.template, number=newest.template.number)

    def now_offered(self, ended_on: date | None) -> None:
        """Take over whether the stored list is offered (None) or since when it is not; it is no change of this copy."""
        self.begun = replace(self.begun, template=replace(self.begun.template, ended_on=ended_on))
        self.template = replace(self.template, ended_on=ended_on)

    def item(self, key: str) -> ChecklistTemplateItem | None:
        """Return an item by its key."""
        return next((one for one in self.items if one.key == key), None)

    def blank(self) -> ChecklistTemplateItem:
        """Return a new item, at the end of the last part of the list."""
        group = self.items[-1].group_title if self.items else ""
        return ChecklistTemplateItem(
            template_id=self.template.id, key=f"unit_{new_id()}", what="", group_title=group
        )

    def with_item(self, item: ChecklistTemplateItem) -> tuple[ChecklistTemplateItem, ...]:
        """Return the items with this one put in or changed; in another part of the list it stands at its end."""
        was = self.item(item.key)
        if was is not None and was.group_title == item.group_title:
            return tuple(item if one.key == item.key else one for one in self.items)
        rest = [one for one in self.items if one.key != item.key]
        same = [at for at, one in enumerate(rest) if one.group_title == item.group_title]
        rest.insert(same[-1] + 1 if same else len(rest), item)
        return tuple(rest)

    def put(self, item: ChecklistTemplateItem) -> None:
        """Add an item, or change the one of its key."""
        self.items = self.with_item(item)

    def take_away(self, key: str) -> None:
        """Take an item out of the list."""
        self.items = tuple(one for one in self.items if one.key != key)

    def can_move(self, key: str, by: int) -> bool:
        """Say whether there is another item `by` places on."""
        keys = [one.key for one in self.items]
        return key in keys and 0 <= keys.index(key) + by < len(keys)

    def move(self, key: str, by: int) -> None:
        """Move an item up (-1) or down (1); between two parts of the list it goes over into the other one."""
        at = next(at for at, one in enumerate(self.items) if one.key == key)
        items, other = list(self.items), self.items[at + by]
        if items[at].group_title != other.group_title:
            items[at] = replace(items[at], group_title=other.group_title)
        else:
            items[at], items[at + by] = items[at + by], items[at]
        self.items = tuple(items)

    def problems(self) -> tuple[Problem, ...]:
        """Return what the service would refuse, each at its field."""
        return problems_in_template(self.template, self.items)

    def problems_of(self, item: ChecklistTemplateItem) -> tuple[Problem, ...]:
        """Return what would be wrong with an item if the list had it as it is here, each at the item's own field."""
        items = self.with_item(item)
        place = next(at for at, one in enumerate(items) if one.key == item.key)
        return own_problems(problems_in_template(self.template, items), place)

    def as_text(self) -> str:
        """Return it as a text, to be kept as a draft."""
        head = {name: getattr(self.template, name) for name in _HEAD}
        items = [{name: getattr(item, name) for name in _OF_ITEM} for item in self.items]
        return json.dumps({"head": head, "items": items})

    def take_text(self, text: str) -> None:
        """Show what was kept as a text; ids and versions are those of the stored list."""
        kept = json.loads(text)
        stored = {item.key: item for item in self.begun.items}
        self.template = replace(self.begun.template, **_read(kept["head"]))
        self.items = tuple(
            replace(stored[values["key"]], **values)
            if values["key"] in stored
            else ChecklistTemplateItem(**values)
            for values in map(_read, kept["items"])
        )


def own_problems(problems: tuple[Problem, ...], place: int) -> tuple[Problem, ...]:
    """Return those of the item at this place, named by its own fields."""
    begins = f"items.{place}."
    return tuple(
        Problem(p.field.removeprefix(begins), p.sentence) for p in problems if p.field.startswith(begins)
    )


def _read(values: Mapping[str, Any]) -> dict[str, Any]:
    def made(name: str, value: Any) -> Any:
        kind = _KINDS.get(name)
        if kind is None or value is None:
            return value
        return tuple(map(kind, value)) if isinstance(value, list) else kind(value)

    return {name: made(name, value) for name, value in values.items()}
