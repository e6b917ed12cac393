"""Reads resources/frameworks: each file becomes a framework, every mistake in it a fault with its line.

What a unit makes of them (which are in use, wordings of its own) is for the frameworks service.
"""

from dataclasses import dataclass
from functools import cache

from ..core.paths import resource
from ..core.resource_files import Contents, Fault, Key, Shape, Table, read_folder
from ..core.text import _
from ..domain.checklists import RestsOn
from ..domain.coverage import Checked, Framework, FrameworkItem
from ..domain.plans import Section
from ..domain.staff import Jurisdiction
from ..domain.young_people import Stage

FOLDER = "frameworks"
_SHIPPED_EVIDENCE = tuple(e.value for e in Checked if e is not Checked.OWN)

SHAPE = Shape(
    head={
        "key": Key(str),
        "title": Key(str),
        "jurisdictions": Key(str, many=True, one_of=tuple(Jurisdiction)),
        "rests_on": Key(str, one_of=(RestsOn.LAW, RestsOn.GUIDANCE, RestsOn.TEAM)),
        "source": Key(str),
        "note": Key(str, needed=False, may_be_empty=True),
    },
    lists={
        "item": {
            "number": Key(int, least=1),
            "name": Key(str, needed=False),
            "words": Key(str, needed=False),
            "stage": Key(str, needed=False, one_of=tuple(Stage)),
            "sections": Key(int, needed=False, many=True, least=min(Section), most=max(Section)),
            "evidence": Key(str, one_of=_SHIPPED_EVIDENCE),
            "held": Key(bool, needed=False),
            "source": Key(str, needed=False),
            "ref": Key(str, needed=False),
        }
    },
    no_two_alike={"item": "number"},
    needs=("item",),
)
"""What a file of this folder holds."""


@dataclass(frozen=True, slots=True)
class FrameworkFiles:
    """The frameworks that ship with the program, those of everybody first, and what is wrong with their files."""

    frameworks: tuple[Framework, ...]
    faults: tuple[Fault, ...]


@cache
def framework_files() -> FrameworkFiles:
    """Return what resources/frameworks holds; read at the first call. Raises nothing."""
    return read_framework_files()


def read_framework_files() -> FrameworkFiles:
    """Read resources/frameworks anew. A file without a right head and an item with a mistake are left out."""
    found: list[Framework] = []
    faults: list[Fault] = [*_fault_of_the_folder()]
    file_of: dict[str, str] = {}
    for contents in read_folder(FOLDER, SHAPE):
        faults.extend(contents.faults)
        head = contents.head
        if head is None or not _has_a_good_key(head, file_of, faults):
            continue
        file_of[head["key"]] = contents.file
        found.append(_framework(head, contents, faults))
    found.sort(key=lambda framework: (bool(framework.jurisdictions), framework.title))
    return FrameworkFiles(tuple(found), tuple(faults))


def _fault_of_the_folder() -> tuple[Fault, ...]:
    """Return the fault of a folder that is gone or closed; one without files is a choice, and none."""
    try:
        any(resource(FOLDER).iterdir())
    except OSError:
        return (Fault(FOLDER, 0, _("The folder cannot be opened.")),)
    return ()


def _has_a_good_key(head: Table, file_of: dict[str, str], faults: list[Fault]) -> bool:
    key = head["key"]
    if not key.replace("_", "").isalnum():
        what = _('"key" has to be of letters, digits and _ alone. None of the file is used.')
    elif key in file_of:
        what = _('"key" {key} is there already, in {file}. None of this file is used.').format(
            key=key, file=file_of[key]
        )
    else:
        return True
    faults.append(head.fault("key", what))
    return False


def _framework(head: Table, contents: Contents, faults: list[Fault]) -> Framework:
    items = (_item(entry, head, faults) for entry in contents.lists["item"])
    return Framework(
        key=head["key"],
        title=head["title"],
        rests_on=RestsOn(head["rests_on"]),
        items=tuple(item for item in items if item is not None),
        jurisdictions=tuple(Jurisdiction(nation) for nation in head["jurisdictions"]),
        source=head["source"],
        note=head.get("note", ""),
    )


def _item(entry: Table, head: Table, faults: list[Fault]) -> FrameworkItem | None:
    held, words = entry.get("held", True), entry.get("words", "")
    if held and not words:
        faults.append(entry.fault("words", _('"words" is missing; without them write held = false.')))
        return None
    stage = entry.get("stage")
    return FrameworkItem(
        number=str(entry["number"]),
        name=entry.get("name", ""),
        words=words,
        stage=Stage(stage) if stage else None,
        sections=tuple(sorted(set(entry.get("sections", ())))),
        evidence=Checked(entry["evidence"]),
        source=entry.get("source", head["source"]),
        ref=entry.get("ref", ""),
        held=held,
    )
