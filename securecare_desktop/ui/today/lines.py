"""The rows and columns of Today, and the place each of them leads to."""

from collections.abc import Callable
from datetime import date

from ...core.labels import label
from ...core.text import _, clock_time, day_short, ngettext
from ...domain.family_time import OccasionState
from ...domain.signatures import Waiting
from ...domain.today import DatedLine, DueLine, FamilyTimeLine, StillToTell
from ..page import PLAN_VIEWS, Place
from ..widgets.rows import ListRow, Note
from ..widgets.signing import since

_TABS = {"worker_changes": "worker_changes", "family_time": "family_time", "checklists": "checklists",
         "promises": "promises", "actions": "promises", "limits": "family_time", "arrangements": "family_time",
         "family_engagements": "family_time", "clocks": "clocks", "legal_orders": "stay", "notifications": "stay",
         "times_alone": "stay"}  # fmt: skip
_PARTS = {"family_engagements": "answer", "notifications": "told"}
"""What is done about a line, where the place of its record has more than one thing to do."""
_TELLING = {"worker_changes": "2", "family_time": "tell", "legal_orders": "told", "promises": "tell"}
"""Where it is written down that somebody was told: the step of a change, what is done with a cancelled visit."""
_NOT_PLANNED_ANY_MORE = (OccasionState.CANCELLED, OccasionState.DID_NOT_COME)


def place_of(line: StillToTell | DueLine | FamilyTimeLine) -> Place:
    """Return where something can be done about a line."""
    kind = line.record_kind if isinstance(line, StillToTell | DueLine) else "family_time"
    parts = _TELLING if isinstance(line, StillToTell) else _PARTS
    part = parts.get(kind) or PLAN_VIEWS.get(kind, "")
    if isinstance(line, FamilyTimeLine) and line.is_expected:
        part = "new:occasion"
    return Place(
        "young_person",
        line.young_person_id,
        tab="plan" if kind in PLAN_VIEWS else _TABS.get(kind, "overview"),
        record_id=line.record_id,
        part=part,
    )


def change_place(young_person_id: str, change_id: str, part: str = "") -> Place:
    """Return the workspace of a change."""
    return Place("young_person", young_person_id, tab="worker_changes", record_id=change_id, part=part)


def goodbye_place(line: DatedLine) -> Place:
    """Return the step of the change that holds the goodbye."""
    return change_place(line.young_person_id, line.record_id, "7")


def promise_place(line: DatedLine) -> Place:
    """Return the promise in the young person's list."""
    return Place("young_person", line.young_person_id, tab="promises", record_id=line.record_id)


def day_words(day: date, today: date) -> str:
    """Return "Today" or "Wed 20 May"."""
    return _("Today") if day == today else day_short(day, today)


def family_time_row(line: FamilyTimeLine, on_open: Callable[[], object]) -> ListRow:
    """Return an occasion: time, who, with whom and where; what became of it underneath."""
    kind = label(line.kind)
    text = _(", {kind} with {whom}").format(kind=kind[:1].lower() + kind[1:], whom=line.with_whom)
    if line.place:
        text += f", {line.place}"
    cancelled = line.state in _NOT_PLANNED_ANY_MORE
    icon = "circle-x" if cancelled else "circle" if line.is_expected else "info"
    notes = (Note(icon, line.note, "late" if cancelled else ""),) if line.note else ()
    return ListRow(
        text, on_open, strong=line.young_person_name, lead=clock_time(line.at), lead_width=40, second=notes
    )


def goodbye_row(line: DatedLine, today: date, on_open: Callable[[], object]) -> ListRow:
    """Return a goodbye of this week: day, who, what and when."""
    # the month says nothing within a week, and the words need the room
    day = "" if line.day is None else " ".join(day_words(line.day, today).split()[:2])
    text = _after_name(line.what)
    if line.at is not None:
        text += f", {clock_time(line.at)}"
    return ListRow(text, on_open, strong=line.young_person_name, lead=day, lead_width=44)


def promise_row(line: DatedLine, today: date, on_open: Callable[[], object]) -> ListRow:
    """Return a promise that is due or late."""
    right = None
    if line.day is not None:
        late = (today - line.day).days
        if late > 0:
            said = ngettext("{n} day late", "{n} days late", late).format(n=late)
            right = Note("circle-alert", said, "late")
        else:
            right = Note("clock", day_words(line.day, today), "soon")
    return ListRow(_after_name(line.what), on_open, strong=line.young_person_name, right=right)


def waiting_rows(waiting: Waiting, today: date, on_yours: Callable[[], object] | None) -> list[ListRow]:
    """Return what waits for one's own signature and for those of colleagues, the latter by name where it is known."""
    rows = []
    if waiting.yours:
        words = _waits(len(waiting.yours), since(waiting.yours[0].written_at, today))
        rows.append(ListRow(_("Yours"), on_yours, right=words))
    if waiting.others_oldest is not None:
        names = ", ".join(f"{one.name} {one.count}" for one in waiting.others if one.name)
        words = _waits(waiting.others_count, since(waiting.others_oldest, today))
        rows.append(ListRow(_("Other people’s"), right=words, second=names))
    return rows


def _waits(count: int, oldest: str) -> str:
    return _("{n}, oldest {when}").format(n=count, when=oldest)


def _after_name(what: str) -> str:
    """Return words from a record as they go on after a name; they are never changed to fit."""
    return f", {what}" if what[:1].islower() else f": {what}"
