"""An event of the audit trail in plain words, the same on the screen, in a file and on paper.

Kinds of record and fields have the words of the forms (core/audit_labels.py); ids are never shown.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_type_hints

from ..core.audit_labels import (
    ACTIONS,
    DETAILS,
    EARLIER_FIELDS,
    FIELDS,
    FIELDS_OF,
    KINDS,
    MEANT_MORE,
    NOT_SHOWN,
    PLACES,
    SPECIAL,
    WAYS_IN,
)
from ..core.clock import local
from ..core.labels import LABELS
from ..core.text import _, clock_time, day_full, quoted
from .actions import PlannedAction
from .attachments import Attachment
from .audit import AuditEvent, EventGroup, FieldChange, ToldChange, ToldEvent
from .checklists import Checklist, ChecklistItem, ChecklistTemplate, ChecklistTemplateItem
from .clocks import ClockRun, ClockSetting
from .communication_aids import AidSession, Picture
from .family_engagement import FamilyEngagement
from .family_time import Arrangement, Limit, LimitReview, Occasion, SchoolHoliday
from .family_time_shared import SharedOccasion
from .frameworks import FrameworkChoice, FrameworkWording, OwnFramework, OwnFrameworkItem
from .imports import ImportBatch, ImportMatching
from .language import KeptWord
from .legal_orders import LegalOrder, Notification, TimeAlone
from .open_anyway import OpenedAnyway
from .own_words import OwnWords
from .packs import PackCopy
from .passages import left_out
from .people import KeyAdult, NetworkPerson
from .people_map import PeopleMap
from .plan_reviews import PlanReview
from .plans import (
    Decision,
    Goal,
    GoalNote,
    LiveRestriction,
    PlanPart,
    PlanVersion,
    RestrictionReview,
    Scenario,
)
from .promises import Promise
from .record import Record
from .shifts import ShiftHandover, ShiftNote, ShiftSheetCopy
from .signatures import Addendum
from .staff import Assignment, StaffMember, Unit
from .withholding import Withholding
from .worker_changes import STEP_FIELDS, ChangeStep, JointMeeting, Question, StepField, Telling, WorkerChange
from .young_people import AboutMePart, Status, Stay, YoungPerson

RECORDS: Mapping[str, type[Record]] = {
    "about_me": AboutMePart,
    "actions": PlannedAction,
    "addenda": Addendum,
    "aid_sessions": AidSession,
    "arrangements": Arrangement,
    "assignments": Assignment,
    "attachments": Attachment,
    "change_steps": ChangeStep,
    "checklist_items": ChecklistItem,
    "checklist_template_items": ChecklistTemplateItem,
    "checklist_templates": ChecklistTemplate,
    "checklists": Checklist,
    "clock_runs": ClockRun,
    "clock_settings": ClockSetting,
    "decisions": Decision,
    "family_engagements": FamilyEngagement,
    "framework_choices": FrameworkChoice,
    "framework_wordings": FrameworkWording,
    "goal_notes": GoalNote,
    "goals": Goal,
    "joint_meetings": JointMeeting,
    "kept_words": KeptWord,
    "key_adults": KeyAdult,
    "import_batches": ImportBatch,
    "import_matchings": ImportMatching,
    "legal_orders": LegalOrder,
    "limit_reviews": LimitReview,
    "limits": Limit,
    "network_people": NetworkPerson,
    "notifications": Notification,
    "occasions": Occasion,
    "opened_anyway": OpenedAnyway,
    "own_framework_items": OwnFrameworkItem,
    "own_frameworks": OwnFramework,
    "own_words": OwnWords,
    "pack_copies": PackCopy,
    "people_maps": PeopleMap,
    "pictures": Picture,
    "plan_parts": PlanPart,
    "plan_reviews": PlanReview,
    "plan_versions": PlanVersion,
    "promises": Promise,
    "questions": Question,
    "restriction_reviews": RestrictionReview,
    "restrictions": LiveRestriction,
    "scenarios": Scenario,
    "school_holidays": SchoolHoliday,
    "shared_occasions": SharedOccasion,
    "shift_handovers": ShiftHandover,
    "shift_notes": ShiftNote,
    "shift_sheet_copies": ShiftSheetCopy,
    "staff": StaffMember,
    "statuses": Status,
    "stays": Stay,
    "tellings": Telling,
    "times_alone": TimeAlone,
    "units": Unit,
    "withholdings": Withholding,
    "worker_changes": WorkerChange,
    "young_people": YoungPerson,
}
"""What each kind of record is, so that its values can be read."""

CUT_AFTER = 80
"""How many characters of a value stand in the sentence; all of it stands among the changes."""
_NAMES_IT = (
    "reason",
    "what",
    "title",
    "name",
    "name_used",
    "words",
    "sentence",
    "question",
    "with_whom",
    "text",
)
"""The field that tells a new record from others, the first of these that it has."""
_MOMENTS, _DAYS = ("at", "moment"), ("since", "until")
_NUMBERED: Mapping[tuple[str, str], str] = {
    ("plan_parts", "section"): "Section",
    ("change_steps", "number"): "Step",
    ("own_words", "step"): "Step",
}
"""Numbers that have words."""


@dataclass(frozen=True, slots=True)
class Names:
    """What people are called, by id: the name used of young people, the name of staff."""

    young_people: Mapping[str, str]
    staff: Mapping[str, str]


def tell(event: AuditEvent, names: Names) -> ToldEvent:
    """Return an event with its words."""
    told = tuple(_told(event))
    values = {f.name: getattr(event, f.name) for f in fields(AuditEvent)}
    return ToldEvent(
        **values,
        sentence=_sentence(event, names, told),
        about=names.young_people.get(event.young_person_id, ""),
        told=told,
    )


def actions_of(group: EventGroup) -> tuple[str, ...]:
    """Return the actions of one group."""
    return tuple(ACTIONS[group.value])


def group_of(event: AuditEvent) -> EventGroup:
    """Return the group that an event belongs to; what has no words belongs to the store."""
    return next((group for group in EventGroup if event.action in ACTIONS[group.value]), EventGroup.STORE)


def place(noun: str) -> str:
    """Return what somebody looked at, in words."""
    words = PLACES.get(noun) or KINDS.get(noun)
    return _(words) if words else _("a record")


def kind_of(record: object) -> str:
    """Return the kind of a record as the trail has it; the empty text for what is none."""
    return next((kind for kind, record_type in RECORDS.items() if type(record) is record_type), "")


def without_values(event: AuditEvent) -> AuditEvent:
    """Return an event for somebody who may not see all of its record: which fields changed, and no words of them."""
    changes = tuple(FieldChange(c.field, None, left_out()) for c in event.changes)
    values = {f.name: getattr(event, f.name) for f in fields(AuditEvent)}
    return AuditEvent(**{**values, "changes": changes})


# -- the sentence -------------------------------------------------------------------------------------------


@cache
def _templates() -> dict[str, str]:
    return {action: words for group in ACTIONS.values() for action, words in group.items()}


def _sentence(event: AuditEvent, names: Names, told: tuple[ToldChange, ...]) -> str:
    template = SPECIAL.get((event.action, event.record_kind)) or _templates().get(event.action)
    if template is None:
        return _("{who}: {action}.").format(who=event.actor_name, action=event.action.replace("_", " "))
    words = KINDS.get(event.record_kind)
    said = _(template).format(
        who=event.actor_name,
        whom=names.staff.get(event.record_id) or _("a name without an account"),
        what=_(words) if words and event.action != "read" else place(event.record_kind),
    )
    if event.action == "changed":
        return _with_changes(said, told)
    return _with_title(said, event) if event.action == "added" else said


def _with_changes(said: str, told: tuple[ToldChange, ...]) -> str:
    if not told:
        return said
    if len(told) > 1:
        return _("{sentence} What changed: {fields}.").format(
            sentence=said, fields=", ".join(c.field for c in told)
        )
    return _("{sentence} {change}.").format(sentence=said, change=change_in_words(told[0], CUT_AFTER))


def _with_title(said: str, event: AuditEvent) -> str:
    """Return the sentence with what tells the new record from others."""
    known = {c.field: c.after for c in event.changes}
    for name in _NAMES_IT:
        if isinstance(text := known.get(name), str) and text.strip():
            change = ToldChange(field_label(event.record_kind, name), "", text)
            return _("{sentence} {change}.").format(sentence=said, change=change_in_words(change, CUT_AFTER))
    return said


def change_in_words(change: ToldChange, cut_after: int = 0) -> str:
    """Return one field's change in words; `cut_after` is how much of a value is shown, 0 for all of it."""
    if not change.before:
        words = _("{field}: {after}")
    elif not change.after:
        words = _("{field}: {before} was taken out")
    else:
        words = _("{field}: from {before} to {after}")
    before, after = (_cut(value, cut_after) for value in (change.before, change.after))
    return words.format(field=change.field, before=before, after=after)


def _cut(text: str, after: int) -> str:
    one_line = " ".join(text.split())
    return quoted(one_line if not after or len(one_line) <= after else one_line[: after - 1] + "…")


# -- fields and values --------------------------------------------------------------------------------------


def field_label(kind: str, name: str) -> str:
    """Return the word of a field, as the form has it; the empty text for one that is never shown."""
    if name.endswith("_id") or name in NOT_SHOWN:
        return ""
    words = FIELDS_OF.get(kind, {}).get(name) or EARLIER_FIELDS.get(kind, {}).get(name) or FIELDS.get(name)
    return _(words) if words else ""


def _label_in(event: AuditEvent, name: str) -> str:
    """Return the word of a field in one event; what an older program wrote there may have meant more."""
    beside, words = MEANT_MORE.get((event.record_kind, name), ("", ""))
    if words and all(change.field != beside for change in event.changes):
        return _(words)
    return field_label(event.record_kind, name)


def _told(event: AuditEvent) -> Iterator[ToldChange]:
    record = RECORDS.get(event.record_kind) if event.action in ACTIONS[EventGroup.WRITTEN.value] else None
    for change in event.changes:
        if record is None or change.field == "signed_digest":
            if words := DETAILS.get(change.field):
                yield ToldChange(
                    _(words), _detail(change.field, change.before), _detail(change.field, change.after)
                )
        elif change.field == "answers":
            yield from _answers(change)
        elif field := _label_in(event, change.field):
            kind = event.record_kind
            before, after = (_value(kind, change.field, v) for v in (change.before, change.after))
            yield ToldChange(field, before, after)


def _value(kind: str, name: str, value: object) -> str:
    """Return one value of a record in words."""
    if value in (None, "", []):
        return ""
    choice = _NUMBERED.get((kind, name)) or _choice(kind, name)
    if isinstance(value, list):
        several = [_word(choice, one) for one in value]
        return ("; " if _holds_rows(kind, name) else ", ").join(several)
    if choice:
        return _word(choice, value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    hint = _hints(kind).get(name)
    if hint in (date, datetime):
        return _when(str(value))
    return str(value)


def _word(choice: str, value: object) -> str:
    """Return the word for a value of a choice; without one the value itself."""
    words = LABELS[choice].get(str(value)) if choice else None
    return _(words) if words else str(value)


def _answers(change: FieldChange) -> Iterator[ToldChange]:
    """Yield each answer of a step that changed, as a field of its own."""
    before, after = (v if isinstance(v, dict) else {} for v in (change.before, change.after))
    hidden = change.after if isinstance(change.after, str) else ""
    if hidden:
        yield ToldChange(_("Answers"), "", hidden)
    for name in {**before, **after}:
        if before.get(name) != after.get(name):
            field = _step_field(name)
            label = _(field.label) if field else _("Answer")
            yield ToldChange(label, _answer(field, before.get(name)), _answer(field, after.get(name)))


def _step_field(name: str) -> StepField | None:
    return next((f for step in STEP_FIELDS.values() for f in step if f.name == name), None)


def _answer(field: StepField | None, value: object) -> str:
    text = str(value or "")
    if field is not None and field.kind == "yes_no" and text:
        return _("yes") if text == "yes" else _("no")
    return _when(text) if field is not None and field.kind in ("date", "datetime") else text


def _detail(name: str, value: object) -> str:
    text = "" if value is None else str(value)
    if name in (*_MOMENTS, *_DAYS):
        return _when(text)
    if name == "with":
        return _(WAYS_IN[text]) if text in WAYS_IN else text
    words = {"edition": LABELS["Edition"], "group": LABELS["EventGroup"]}.get(name, {}).get(text)
    return _(words) if words else text


def _when(text: str) -> str:
    """Return a day or a moment as people write it; what is neither stays as it is."""
    try:
        if len(text) == len("2026-05-14"):
            return day_full(date.fromisoformat(text))
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    if moment.tzinfo is None:
        return f"{day_full(moment.date())}, {moment:%H:%M}"
    return f"{day_full(local(moment).date())}, {clock_time(moment)}"


@cache
def _hints(kind: str) -> dict[str, Any]:
    """Return the type of each field of a kind of record, without "or None"."""
    record = RECORDS.get(kind)
    return {name: _plain(hint) for name, hint in get_type_hints(record).items()} if record else {}


def _holds_rows(kind: str, name: str) -> bool:
    """Say whether a field is a list of small records, each of them several words long."""
    return any(is_dataclass(part) for part in get_args(_hints(kind).get(name)))


def _plain(hint: Any) -> Any:
    if isinstance(hint, UnionType):
        return next(part for part in get_args(hint) if part is not NoneType)
    return hint


def _choice(kind: str, name: str) -> str:
    """Return the name under which the words of a field's choices stand, or the empty text."""
    hint = _hints(kind).get(name)
    hint = next(iter(get_args(hint)), hint)  # of a tuple what is in it
    return hint.__name__ if isinstance(hint, type) and issubclass(hint, Enum) else ""
