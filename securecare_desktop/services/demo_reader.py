"""Reads the files of the demo unit: tables of TOML become the frozen records of the domain.

A table has the fields of its record under their own names; ids are keys of the files, dates are relative
(demo_dates), family time comes by rule (demo_occasions). Who writes what when is said beside the fields:
`written_by` and `written_at`, or the file's `authors`; so is what nobody has signed yet (`unsigned`). Nothing is
stored here.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from ..core.identity import new_id
from ..core.paths import resource
from ..domain import (
    actions,
    checklists,
    clocks,
    communication_aids,
    family_engagement,
    family_time,
    family_time_shared,
    legal_orders,
    own_words,
    packs,
    people,
    people_map,
    plan_reviews,
    plans,
    promises,
    shifts,
    staff,
    worker_changes,
    young_people,
)
from ..domain.record import Record
from .demo_dates import day_of, filled, moment_of
from .demo_occasions import begins_with, occasions_of

Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Kind:
    """How one kind of record stands in the files: its class and the field that says when it was written."""

    record: type[Record]
    written: str = ""


KINDS: Mapping[str, _Kind] = {
    "units": _Kind(staff.Unit),
    "school_holidays": _Kind(family_time.SchoolHoliday),
    "staff": _Kind(staff.StaffMember),
    "checklist_templates": _Kind(checklists.ChecklistTemplate),
    "checklist_template_items": _Kind(checklists.ChecklistTemplateItem),
    "young_people": _Kind(young_people.YoungPerson),
    "stays": _Kind(young_people.Stay),
    "legal_orders": _Kind(legal_orders.LegalOrder, "made_on"),
    "notifications": _Kind(legal_orders.Notification, "told_at"),
    "times_alone": _Kind(legal_orders.TimeAlone, "ended_at"),
    "clock_runs": _Kind(clocks.ClockRun, "done_at"),
    "network_people": _Kind(people.NetworkPerson, "since"),
    "key_adults": _Kind(people.KeyAdult, "since"),
    "people_maps": _Kind(people_map.PeopleMap, "on"),
    "assignments": _Kind(staff.Assignment),
    "about_me": _Kind(young_people.AboutMePart, "given_on"),
    "statuses": _Kind(young_people.Status, "noted_at"),
    "plan_versions": _Kind(plans.PlanVersion, "made_on"),
    "plan_parts": _Kind(plans.PlanPart),
    "goals": _Kind(plans.Goal),
    "goal_notes": _Kind(plans.GoalNote, "on"),
    "scenarios": _Kind(plans.Scenario),
    "restrictions": _Kind(plans.LiveRestriction, "starts"),
    "restriction_reviews": _Kind(plans.RestrictionReview, "held_on"),
    "decisions": _Kind(plans.Decision, "decided_on"),
    "plan_reviews": _Kind(plan_reviews.PlanReview, "held_on"),
    "aid_sessions": _Kind(communication_aids.AidSession, "on"),
    "arrangements": _Kind(family_time.Arrangement, "starts"),
    "limits": _Kind(family_time.Limit, "starts"),
    "limit_reviews": _Kind(family_time.LimitReview, "held_on"),
    "occasions": _Kind(family_time.Occasion),
    "shared_occasions": _Kind(family_time_shared.SharedOccasion, "made_on"),
    "promises": _Kind(promises.Promise, "made_on"),
    "actions": _Kind(actions.PlannedAction),
    "checklists": _Kind(checklists.Checklist),
    "checklist_items": _Kind(checklists.ChecklistItem, "done_on"),
    "worker_changes": _Kind(worker_changes.WorkerChange, "decided_on"),
    "change_steps": _Kind(worker_changes.ChangeStep, "done_on"),
    "tellings": _Kind(worker_changes.Telling, "told_at"),
    "joint_meetings": _Kind(worker_changes.JointMeeting),
    "questions": _Kind(worker_changes.Question, "asked_on"),
    "family_engagements": _Kind(family_engagement.FamilyEngagement, "on"),
    "own_words": _Kind(own_words.OwnWords, "given_on"),
    "pack_copies": _Kind(packs.PackCopy, "made_at"),
    "shift_notes": _Kind(shifts.ShiftNote, "shift_on"),
    "shift_handovers": _Kind(shifts.ShiftHandover, "taken_over_at"),
}
"""Every table of the files, in the order in which records may refer to each other."""

_INSIDE: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "worker_changes": {
        "steps": ("change_steps", "change_id"),
        "tellings": ("tellings", "change_id"),
        "meetings": ("joint_meetings", "change_id"),
        "questions": ("questions", "change_id"),
        "own_words": ("own_words", "about_id"),
    },
    "plan_versions": {
        "parts": ("plan_parts", "plan_version_id"),
        "goals": ("goals", "plan_version_id"),
    },
    "goals": {"notes": ("goal_notes", "lineage_id")},
    "stays": {
        "orders": ("legal_orders", "stay_id"),
        "notifications": ("notifications", "stay_id"),
        "times_alone": ("times_alone", "stay_id"),
        "clocks": ("clock_runs", "stay_id"),
    },
    "restrictions": {"reviews": ("restriction_reviews", "restriction_id")},
    "limits": {"reviews": ("limit_reviews", "limit_id")},
    "occasions": {"shared": ("shared_occasions", "occasion_id")},
    "checklist_templates": {"items": ("checklist_template_items", "template_id")},
}
"""Tables that stand inside the record they belong to, and the field that points to it."""

_FOR_THE_READER = frozenset({"key", "written_by", "written_at", "unsigned", "copy_of"})
"""Names that a table of the files may have besides the fields of its record."""
_HAPPENED = frozenset(
    {
        "noted_at", "heard_at", "told_at", "made_at", "started_at", "ended_at", "author_signed_at",
        "manager_signed_at", "taken_over_at",
    }
)  # fmt: skip
"""Moments that lie behind; a demo made early in the morning knows nothing of the morning's calls yet."""
_MOST_RECORDS = 6000


@dataclass(frozen=True, slots=True)
class Entry:
    """One record to write: into which repository, by whom (a staff id) and when, and whether they sign it."""

    repository: str
    record: Record
    by: str
    at: datetime
    signed: bool = True


def references(record: Record) -> Iterator[str]:
    """Yield the ids of the records that `record` refers to, and empty texts."""
    for field in fields(record):
        if field.name.endswith("_id"):
            yield getattr(record, field.name)


@cache
def demo_file(name: str) -> Table:
    """Return one file of the demo unit, read once."""
    text = (resource("demo_unit") / f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


class Reader:
    """Turns the tables of the files into records. Keys of the unit's files are known to all files."""

    def __init__(self, today: date, now: datetime) -> None:
        self.today, self.now = today, now.astimezone(UTC)
        self.entries: list[Entry] = []
        # Lists are sorted by id: ids of one moment are put into the order of the files.
        self._ids = iter(sorted(new_id() for _ in range(_MOST_RECORDS)))
        self._known: dict[str, str] = {}
        self._written: dict[str, datetime] = {}
        self._young_person = ""
        self._authors: Table = {}
        self._earliest = self._moment("-400d 09:00")

    def read(self, file: Table, young_person: str) -> None:
        """Read one file: the unit's own, or the file of one young person."""
        self._young_person = young_person
        self._authors = file["authors"]
        self._earliest = self._moment(file.get("begins", "-400d 09:00"))
        if young_person:
            self._announce("young_people", [file["young_person"] | {"key": young_person}])
        for name in KINDS:
            self._announce(name, file.get(name, ()))
        file = self._in_step(file)
        for name in KINDS:
            if name == "young_people" and young_person:
                self._add(name, file["young_person"] | {"key": young_person})
            elif name == "checklists":
                self._add_checklists(file.get(name, ()))
            else:
                for table in file.get(name, ()):
                    self._add(name, table)
        for rhythm in file.get("rhythms", ()):
            self._add_rhythm(rhythm, file["arrangements"])

    def _in_step(self, file: Table) -> Table:
        """Let arrangements of every so many weeks begin with their rhythm, which is laid out back from today."""
        begin = {
            rhythm["arrangement"]: begins_with(rhythm, self.today)
            for rhythm in file.get("rhythms", ())
            if rhythm.get("every", 1) > 1
        }
        arrangements = [
            {**one, "starts": begin[one["key"]]} if one.get("key") in begin else one
            for one in file.get("arrangements", ())
        ]
        return {**file, "arrangements": arrangements}

    def _announce(self, repository: str, tables: Any) -> None:
        """Give the keyed records of a file their ids before anything refers to them."""
        for table in tables:
            if "key" in table:
                self._known[self._scoped(table["key"], repository)] = next(self._ids)
            for goal in table.get("goals", ()):  # of a plan, named by what is to be done for them
                self._announce("goals", (goal,))

    def _scoped(self, key: str, repository: str) -> str:
        shared = repository in ("units", "staff", "young_people", "checklist_templates")
        return key if shared else f"{self._young_person}/{key}"

    def _id(self, key: str) -> str:
        own = f"{self._young_person}/{key}"
        return self._known[own] if own in self._known else self._known[key]

    def _add(self, repository: str, table: Table, owner: Mapping[str, str] | None = None) -> str:
        """Read one record with those that stand inside it; return its id."""
        kind = KINDS[repository]
        inside = _INSIDE.get(repository, {})
        values: dict[str, Any] = dict(owner or {})
        hints = _hints(kind.record)
        for name, value in table.items():
            if name not in _FOR_THE_READER and name not in inside:
                values[name] = self._value(name, value, hints[name])
        if "young_person_id" in hints and self._young_person:
            values["young_person_id"] = self._known[self._young_person]
        if "answers" in hints:
            values["answers"] = self._answers(table)
        if "key" in hints:
            values["key"] = table["key"]
        named = "key" in table and (owner is None or repository == "goals")
        record_id = self._id(table["key"]) if named else next(self._ids)
        record = kind.record(id=record_id, **values)
        self._take(repository, record, table, kind)
        for name, (child, field) in inside.items():
            for row in table.get(name, ()):
                self._add(child, row, {field: record_id})
        if "copy_of" in table:
            self._copy_plan(table, record_id)
        return record_id

    def _copy_plan(self, table: Table, version_id: str) -> None:
        """Carry sections and goals of an older version into one that begins as its copy, but for what it says anew."""
        old, new_sections = self._id(table["copy_of"]), {part["section"] for part in table.get("parts", ())}
        for entry in tuple(self.entries):
            known = entry.record
            if not isinstance(known, plans.PlanPart | plans.Goal) or known.plan_version_id != old:
                continue
            if isinstance(known, plans.Goal):
                lineage = known.lineage_id or known.id
                copied: Record = replace(
                    known, id=next(self._ids), plan_version_id=version_id, lineage_id=lineage
                )
            elif known.section not in new_sections:
                copied = replace(known, id=next(self._ids), plan_version_id=version_id)
            else:
                continue
            self._keep(replace(entry, record=copied, at=self._written[version_id]))

    def _take(self, repository: str, record: Record, table: Table, kind: _Kind) -> None:
        by = table.get("written_by") or self._authors.get(repository) or self._authors["default"]
        stated = table.get("written_at")
        at = self._moment(stated) if stated else self._written_from(record, kind)
        self._keep(Entry(repository, record, self._id(by), at, signed=not table.get("unsigned", False)))

    def _written_from(self, record: Record, kind: _Kind) -> datetime:
        said = getattr(record, kind.written) if kind.written else None
        if isinstance(said, datetime):
            return said
        if isinstance(said, date):
            return datetime.combine(said, datetime.min.time()).astimezone() + timedelta(hours=19, minutes=40)
        return self._earliest

    def _keep(self, entry: Entry) -> None:
        """Write nothing before the young person came, after now, or before what it refers to."""
        behind = [self._written[r] for r in references(entry.record) if r in self._written]
        at = min(max([entry.at, self._earliest, *behind]), self.now)
        self._written[entry.record.id] = at
        self.entries.append(replace(entry, at=at))

    def _value(self, name: str, value: Any, kind: Any) -> Any:
        if kind is datetime:
            moment: datetime = self._moment(value) if isinstance(value, str) else value
            return min(moment, self.now) if name in _HAPPENED else moment
        if isinstance(value, str):
            if name.endswith("_id"):
                return self._id(value)
            if name == "told_at":  # in a list of small records, which hold moments as text
                return moment_of(value, self.today).isoformat()
            if kind is date:
                return day_of(value, self.today)
            if isinstance(kind, type) and issubclass(kind, StrEnum):
                return kind(value)
            return filled(value, self.today).strip()
        if isinstance(value, list) and name.endswith("_ids"):
            return tuple(self._id(key) for key in value)
        if isinstance(value, list):
            return self._list(value, kind)
        return value

    def _list(self, values: list[Any], kind: Any) -> tuple[Any, ...]:
        """Read a list of texts, of choices, or of small records such as the guests of a review."""
        one = get_args(kind)[0]
        if not is_dataclass(one):
            return tuple(self._value("", value, one) for value in values)
        small: type[Any] = one  # type: ignore[assignment]
        hints = _hints(small)
        return tuple(small(**{n: self._value(n, v, hints[n]) for n, v in table.items()}) for table in values)

    def _answers(self, table: Table) -> dict[str, str]:
        """Read the answers of a step of a change: days and moments in ISO form, texts filled in."""
        kinds = {f.name: f.kind for f in worker_changes.STEP_FIELDS[worker_changes.Step(table["number"])]}
        found = {}
        for name, text in table.get("answers", {}).items():
            match kinds[name]:
                case "date":
                    found[name] = day_of(text, self.today).isoformat()
                case "datetime":
                    found[name] = moment_of(text, self.today).isoformat()
                case _:
                    found[name] = filled(text, self.today).strip()
        return found

    def _add_checklists(self, tables: Any) -> None:
        """Read running checklists: the items of their template, with what this file says of each."""
        for table in tables:
            template = next(
                t for t in demo_file("checklists")["checklist_templates"] if t["key"] == table["template_id"]
            )
            anchor = day_of(table["anchor_on"], self.today)
            told: Table = table.get("items", {})
            unknown = set(told) - {item["key"] for item in template["items"]}
            if unknown:
                raise KeyError(f"items that are not in the template: {sorted(unknown)}")
            head = {n: v for n, v in table.items() if n not in ("items", "only_named", "own")}
            like_it = {"title": template["title"], "anchor": template["anchor"]}
            checklist_id = self._add("checklists", like_it | head, self._anchored(template["anchor"]))
            for place, item in enumerate((*template["items"], *table.get("own", ()))):
                if item["key"] in told or item.get("own", False) or not table.get("only_named", False):
                    self._add_item(item, told.get(item["key"], {}) | {"place": place}, checklist_id, anchor)

    def _anchored(self, anchor: str) -> Mapping[str, str]:
        """Return what ties a list to the stay whose days it counts from, so that it moves along."""
        who = self._known[self._young_person]
        known = (entry.record for entry in self.entries if entry.repository == "stays")
        stays = [one for one in known if isinstance(one, young_people.Stay) and one.young_person_id == who]
        of_stay = anchor in (checklists.Anchor.ARRIVAL, checklists.Anchor.PLANNED_MOVE)
        return {"stay_id": stays[-1].id} if of_stay and stays else {}

    def _add_item(self, item: Table, told: Table, checklist_id: str, anchor: date) -> None:
        due = day_of(told["due_on"], self.today) if "due_on" in told else None
        offset = (due - anchor).days if due is not None else item.get("offset", 0)
        values = {
            "key": item["key"], "what": item["what"], "who": item.get("role", ""), "role": item.get("role", ""),
            "due_on": anchor + timedelta(days=offset), "offset": offset, "rests_on": item.get("rests_on", "team"),
            "source": item.get("source", ""), "mark": item.get("mark", "D"),
            "group_title": item.get("group_title", ""), "own": item.get("own", False),
        }  # fmt: skip
        values |= {name: value for name, value in told.items() if name != "due_on"}
        hints = _hints(checklists.ChecklistItem)
        read = {
            n: self._value(n, v, hints[n]) for n, v in values.items() if n not in ("written_by", "written_at")
        }
        record = checklists.ChecklistItem(
            id=next(self._ids),
            young_person_id=self._known[self._young_person],
            checklist_id=checklist_id,
            **read,
        )
        self._take("checklist_items", record, told, KINDS["checklist_items"])

    def _add_rhythm(self, rhythm: Table, arrangements: Any) -> None:
        arrangement = next(a for a in arrangements if a["key"] == rhythm["arrangement"])
        hints = _hints(family_time.Occasion)
        for told in occasions_of(rhythm, arrangement, self.today, self.now):
            values = {n: self._value(n, v, hints[n]) for n, v in told.values.items()}
            values["supervisor"] = (
                self._name(told.values["supervisor"]) if "supervisor" in told.values else ""
            )
            record = family_time.Occasion(
                id=next(self._ids), young_person_id=self._known[self._young_person], **values
            )
            self._keep(Entry("occasions", record, self._id(told.by), told.at))

    def _name(self, staff_key: str) -> str:
        names: dict[str, str] = {s["key"]: s["name"] for s in demo_file("unit")["staff"]}
        return names[staff_key]

    def _moment(self, text: str) -> datetime:
        return moment_of(text, self.today)


def _hints(record: type[Record]) -> dict[str, Any]:
    """Return the type of each field, without its None."""
    found = {}
    for name, kind in get_type_hints(record).items():
        parts = [p for p in get_args(kind) if p is not type(None)] if get_origin(kind) is UnionType else []
        found[name] = parts[0] if parts else kind
    return found
