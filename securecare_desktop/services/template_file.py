"""Reads the checklists that the program ships, resources/checklists/*.toml; every mistake becomes a fault with its line.

A list with a mistake in its head is left out, an item with one is left out of its list. The steps of a change of worker
stand in the same folder and are step_file.py's.
"""

from dataclasses import dataclass
from functools import cache

from ..core.resource_files import Contents, Fault, Key, Shape, Table, read_folder
from ..core.text import _
from ..domain.checklist_templates import MOST, Template, problems_in_template
from ..domain.checklists import Anchor, ChecklistTemplate, ChecklistTemplateItem, RestsOn
from ..domain.source_marks import SourceMark
from ..domain.staff import Jurisdiction
from ..domain.time_limits import TimeUnit
from ..domain.young_people import LegalBasis
from .step_file import FILE as STEPS

FOLDER = "checklists"
_WORDS = Key(str, needed=False, may_be_empty=True)
_NATIONS = Key(str, needed=False, many=True, one_of=tuple(Jurisdiction))
_BASES = Key(str, needed=False, many=True, one_of=tuple(LegalBasis))
SHAPE = Shape(
    head={
        "key": Key(str),
        "title": Key(str),
        "anchor": Key(str, one_of=tuple(Anchor)),
        "jurisdictions": _NATIONS,
        "legal_bases": _BASES,
        "source": Key(str),
    },
    lists={
        "item": {
            "key": Key(str),
            "group": _WORDS,
            "what": Key(str),
            "role": _WORDS,
            "offset": Key(int, needed=False, least=-MOST, most=MOST),
            "unit": Key(str, needed=False, one_of=tuple(TimeUnit)),
            "anchor": Key(str, needed=False, one_of=tuple(Anchor)),
            "after": _WORDS,
            "own": Key(bool, needed=False),
            "jurisdictions": _NATIONS,
            "legal_bases": _BASES,
            "rests_on": Key(str, one_of=(RestsOn.LAW, RestsOn.GUIDANCE, RestsOn.TEAM)),
            "source": Key(str),
            "evidence": Key(str, one_of=tuple(SourceMark)),
            "note": _WORDS,
        }
    },
    no_two_alike={"item": "key"},
    needs=("item",),
)
"""What each of the files holds."""


@dataclass(frozen=True, slots=True)
class TemplateFiles:
    """The lists by file name, and what is wrong with them."""

    templates: tuple[Template, ...]
    faults: tuple[Fault, ...]

    def get(self, key: str) -> Template | None:
        """Return a list by its key; None for one that is not there (any more)."""
        return next((one for one in self.templates if one.key == key), None)


@cache
def template_files() -> TemplateFiles:
    """Return what the files hold; read at the first call. Raises nothing."""
    return read_template_files()


def read_template_files() -> TemplateFiles:
    """Read the files anew. Raises nothing."""
    faults: list[Fault] = []
    found: dict[str, Template] = {}
    for contents in read_folder(FOLDER, SHAPE):
        if contents.file == STEPS:
            continue
        faults += contents.faults
        template = _template(contents, faults)
        if template is not None and template.key in found:
            assert contents.head is not None
            what = _('"key" {key} is there already, in another file.').format(key=template.key)
            faults.append(contents.head.fault("key", what))
        elif template is not None:
            found[template.key] = template
    order = tuple(Anchor)
    templates = sorted(found.values(), key=lambda one: (order.index(one.template.anchor), _first_day(one)))
    return TemplateFiles(tuple(templates), tuple(faults))


def _first_day(template: Template) -> float:
    """Return about when a list begins, in days from its anchor: they are offered in the order of the journey."""
    days = {
        TimeUnit.HOURS: 1 / 24, TimeUnit.DAYS: 1.0, TimeUnit.WORKING_DAYS: 1.4, TimeUnit.WEEKS: 7.0,
        TimeUnit.MONTHS: 30.4,
    }  # fmt: skip
    known = [i.offset * days[i.offset_unit] for i in template.items if i.offset is not None and not i.after]
    return max(known, default=0.0)


def _template(contents: Contents, faults: list[Fault]) -> Template | None:
    head, entries = contents.head, contents.lists["item"]
    if head is None or not entries:
        return None
    template = ChecklistTemplate(
        key=head["key"],
        title=head["title"],
        anchor=Anchor(head["anchor"]),
        jurisdictions=_nations(head),
        legal_bases=_bases(head),
        source=head["source"],
    )
    items = [_item(entry, place) for place, entry in enumerate(entries)]
    wrong: set[int] = set()
    for problem in problems_in_template(template, items):
        _items, place, field = problem.field.split(".")
        wrong.add(int(place))
        faults.append(entries[int(place)].fault(field, problem.sentence))
    kept = tuple(item for place, item in enumerate(items) if place not in wrong)
    return Template(template, kept, shipped=True)


def _item(entry: Table, place: int) -> ChecklistTemplateItem:
    return ChecklistTemplateItem(
        template_id="",
        key=entry["key"],
        what=entry["what"],
        role=entry.get("role", ""),
        offset=entry.get("offset"),
        offset_unit=TimeUnit(entry.get("unit", TimeUnit.DAYS)),
        anchor=Anchor(entry["anchor"]) if entry.get("anchor") else None,
        after=entry.get("after", ""),
        rests_on=RestsOn(entry["rests_on"]),
        source=entry["source"],
        mark=SourceMark(entry["evidence"]),
        note=entry.get("note", ""),
        group_title=entry.get("group", ""),
        place=place,
        own=bool(entry.get("own", False)),
        jurisdictions=_nations(entry),
        legal_bases=_bases(entry),
    )


def _nations(table: Table) -> tuple[Jurisdiction, ...]:
    return tuple(Jurisdiction(one) for one in table.get("jurisdictions", ()))


def _bases(table: Table) -> tuple[LegalBasis, ...]:
    return tuple(LegalBasis(one) for one in table.get("legal_bases", ()))
