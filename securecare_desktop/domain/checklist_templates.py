"""Checklists to start from: whom they fit, what cannot be in one, and what a newer version would change in a running list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..core.errors import Problem
from ..core.text import _
from .checklists import Anchor, ChecklistItem, ChecklistTemplate, ChecklistTemplateItem, ItemState
from .staff import Jurisdiction
from .young_people import LegalBasis, Stage

BY_HAND = "own"
"""The key of items that somebody wrote into a running list."""

_WHEN = ("offset", "offset_unit", "anchor", "after")
_WORDS = ("what", "role", "rests_on", "source", "mark", "group_title", "place", "own")
MOST = 999
"""Of hours, days, weeks or months before or after: more is a slip of the pen."""


_NOT_IN = {Anchor.ARRIVAL: (Stage.MOVING_ON,), Anchor.PLANNED_MOVE: (Stage.BEFORE,)}


@dataclass(frozen=True, slots=True)
class Template:
    """One version of a template with its items in their order; `shipped` while it stands in the program's files alone."""

    template: ChecklistTemplate
    items: tuple[ChecklistTemplateItem, ...]
    shipped: bool = False

    @property
    def key(self) -> str:
        """What names it through all its versions."""
        return self.template.key

    def fits(self, nation: Jurisdiction, basis: LegalBasis | None) -> bool:
        """Say whether it is for young people of this nation and legal basis."""
        return _fits(self.template.jurisdictions, self.template.legal_bases, nation, basis)

    def belongs_to(self, stage: Stage) -> bool:
        """Say whether it is for this part of a stay: what counts from the arrival is over once they are moving on."""
        return stage not in _NOT_IN.get(self.template.anchor, ())

    def items_for(self, nation: Jurisdiction, basis: LegalBasis | None) -> tuple[ChecklistTemplateItem, ...]:
        """Return the items that are for young people of this nation and legal basis."""
        return tuple(i for i in self.items if _fits(i.jurisdictions, i.legal_bases, nation, basis))


def _fits(
    nations: tuple[Jurisdiction, ...],
    bases: tuple[LegalBasis, ...],
    nation: Jurisdiction,
    basis: LegalBasis | None,
) -> bool:
    return (not nations or nation in nations) and (not bases or basis in bases)


@dataclass(frozen=True, slots=True)
class Newer:
    """What a newer version of its template would do to a running list. Done items stay whatever it says."""

    template: Template
    added: tuple[ChecklistTemplateItem, ...] = ()
    changed: tuple[tuple[ChecklistItem, ChecklistTemplateItem], ...] = ()
    taken_away: tuple[ChecklistItem, ...] = ()

    @property
    def does_nothing(self) -> bool:
        """Whether the list would stay as it is."""
        return not (self.added or self.changed or self.taken_away)


def newer(
    template: Template,
    items: Iterable[ChecklistItem],
    was: Iterable[ChecklistTemplateItem],
    nation: Jurisdiction,
    basis: LegalBasis | None,
) -> Newer:
    """Return what a version of the template would change in the items of a running list.

    `was` are the items of the version that the list was started from. What somebody wrote into the list by hand, what
    they changed in it, and the young person's own items stay.
    """
    old = {item.key: item for item in was}
    wanted = {item.key: item for item in template.items_for(nation, basis)}
    known = {item.key: item for item in items if item.key not in ("", BY_HAND)}
    return Newer(
        template,
        added=tuple(item for key, item in wanted.items() if key not in known),
        changed=tuple(
            (item, wanted[key])
            for key, item in known.items()
            if key in wanted
            and item.state is ItemState.OPEN
            and replace(taken_over(item, old.get(key), wanted[key]), place=item.place) != item
        ),
        taken_away=tuple(
            item
            for key, item in known.items()
            if key in old and key not in wanted and item.state is ItemState.OPEN
        ),
    )


def taken_over(
    item: ChecklistItem, was: ChecklistTemplateItem | None, wanted: ChecklistTemplateItem
) -> ChecklistItem:
    """Return an open item as a newer version has it; what somebody changed in the list stays as they wrote it."""
    if was is None:
        return item
    fresh = {
        name: getattr(wanted, name)
        for name in (*_WHEN, *_WORDS)
        if getattr(item, name) == getattr(was, name) != getattr(wanted, name)
    }
    if any(getattr(item, name) != getattr(was, name) for name in _WHEN):  # somebody chose its day
        fresh = {name: value for name, value in fresh.items() if name not in _WHEN}
    if item.who == was.role:
        fresh["who"] = wanted.role
    return replace(item, **fresh)


def problems_in_template(
    template: ChecklistTemplate, items: Sequence[ChecklistTemplateItem]
) -> tuple[Problem, ...]:
    """Return what cannot be in a template, each at its field: `title`, or `items.<place>.<field>` for an item."""
    found = []
    if not template.title.strip():
        found.append(Problem("title", _("Write what the checklist is called.")))
    if not items:
        found.append(Problem("items", _("Write at least one thing that is to be done.")))
    keys = [item.key for item in items]
    for place, item in enumerate(items):
        found += [
            Problem(f"items.{place}.{problem.field}", problem.sentence)
            for problem in problems_in_template_item(item, keys)
        ]
    in_a_circle = _circles(items)
    for place, item in enumerate(items):
        if item.key in in_a_circle:
            words = _("This waits for itself: {items}. Choose another day for one of them.")
            chain = ", ".join(i.what for i in items if i.key in in_a_circle)
            found.append(Problem(f"items.{place}.after", words.format(items=chain)))
    return tuple(found)


def problems_in_template_item(item: ChecklistTemplateItem, keys: Sequence[str]) -> tuple[Problem, ...]:
    """Return what cannot be in one item; `keys` are those of all items of its template, its own among them."""
    found = []
    if not item.what.strip():
        found.append(Problem("what", _("Write what is to be done.")))
    if keys.count(item.key) > 1:
        found.append(Problem("key", _("Two things to do have the same mark. Give one of them another.")))
    if item.offset is not None and abs(item.offset) > MOST:
        words = _("No list reaches that far. Write a number up to {most}.")
        found.append(Problem("offset", words.format(most=MOST)))
    if item.after and item.offset is not None and item.offset < 0:
        found.append(
            Problem("offset", _("It cannot be due before what it follows is done. Write 0 or more."))
        )
    if item.after and item.after == item.key:
        found.append(Problem("after", _("This waits for itself. Choose what it follows.")))
    elif item.after and item.after not in keys:
        found.append(Problem("after", _("What it follows is not in this list any more. Choose again.")))
    if item.after and item.offset is None:
        found.append(Problem("offset", _("Write how long after it is due; 0 is the same day.")))
    return tuple(found)


def _circles(items: Sequence[ChecklistTemplateItem]) -> frozenset[str]:
    """Return the keys of items that, one after another, wait for themselves."""
    follows = {item.key: item.after for item in items if item.after and item.after != item.key}
    found: set[str] = set()
    for key, before in follows.items():
        seen, at = [key], before
        while at in follows and at not in seen:
            seen.append(at)
            at = follows[at]
        if at == key:
            found.update(seen)
    return frozenset(found)


def as_running(item: ChecklistTemplateItem, young_person_id: str, checklist_id: str) -> ChecklistItem:
    """Return an item of a template as it stands in a running list, without its day."""
    return ChecklistItem(
        young_person_id=young_person_id,
        checklist_id=checklist_id,
        key=item.key,
        what=item.what,
        who=item.role,
        role=item.role,
        offset=item.offset,
        offset_unit=item.offset_unit,
        anchor=item.anchor,
        after=item.after,
        rests_on=item.rests_on,
        source=item.source,
        mark=item.mark,
        group_title=item.group_title,
        place=item.place,
        own=item.own,
    )
