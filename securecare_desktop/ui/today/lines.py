"""The rows and columns of Today, and the place each of them leads to."""

from collections.abc import Callable
from datetime import date

from ...core.labels import label
from ...core.text import _, clock_time, day_short, ngettext
from ...domain.checklists import RestsOn
from ...domain.family_time import OccasionState
from ...domain.signatures import Waiting
from ...domain.today import DatedLine, DueLine, FamilyTimeLine, StillToTell
from ..page import PLAN_VIEWS, Place
from ..tables.model import Column
from ..widgets.rows import ListRow, Note
from ..widgets.signing import since

_TABS = {"worker_changes": "worker_changes", "family_time": "family_time", "checklists": "checklists",
         "promises": "promises", "actions": "promises", "limits": "family_time",
         "arrangements": "family_time"}  # fmt: skip
TELL = "2"
"""The step of a change in which somebody is told."""
_ICONS = {
    RestsOn.LAW: "scale",
    RestsOn.GUIDANCE: "book-open",
    RestsOn.TEAM: "users",
    RestsOn.PROMISE: "handshake",
}
_NOT_PLANNED_ANY_MORE = (OccasionState.CANCELLED, OccasionState.DID_NOT_COME)


def place_of(line: StillToTell | DueLine | FamilyTimeLine) -> Place:
    """Return where something can be done about a line."""
    kind = line.record_kind if isinstance(line, StillToTell | DueLine) else "family_time"
    telling = isinstance(line, StillToTell) and kind == "worker_changes"
    part = TELL if telling else PLAN_VIEWS.get(kind, "")
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


def due_columns(today: Callable[[], date]) -> tuple[Column, ...]:
    """Return the columns of what is late and due; `today` says which day is shown."""

    def tone(line: DueLine) -> str:
        days = (line.due_on - today()).days
        return "late" if days < 0 else "soon" if days <= 1 else ""

    def icon(line: DueLine) -> str:
        return {"late": "circle-alert", "soon": "clock", "": "calendar"}[tone(line)]

    return (
        Column("for", _("For"), lambda d: d.young_person_name, strong=True, width=84),
        Column("what", _("What"), lambda d: d.what, tooltip=lambda d: d.what, stretch=True, wraps=True),
        Column(
            "rests_on",
            _("Rests on"),
            lambda d: label(d.rests_on),
            icon=lambda d: _ICONS[d.rests_on],
            width=104,
        ),
        Column("who", _("Who does it"), lambda d: d.who, tooltip=lambda d: d.who, width=142),
        Column(
            "due",
            _("Due"),
            lambda d: due_words(d.due_on, today()),
            sort=lambda d: d.due_on,
            icon=icon,
            tone=tone,
            width=128,
        ),
    )


def due_words(day: date, today: date) -> str:
    """Return "Today" or "Wed 20 May"."""
    return _("Today") if day == today else day_short(day, today)


def family_time_row(line: FamilyTimeLine, on_open: Callable[[], object]) -> ListRow:
    """Return an occasion: time, who, with whom and where; what became of it underneath."""
    kind = label(line.kind)
    text = _(", {kind} with {whom}").format(kind=kind[:1].lower() + kind[1:], whom=line.with_whom)
    if line.place:
        text += f", {line.place}"
    cancelled = line.state in _NOT_PLANNED_ANY_MORE
    notes = (
        (Note("circle-x" if cancelled else "info", line.note, "late" if cancelled else ""),)
        if line.note
        else ()
    )
    return ListRow(
        text, on_open, strong=line.young_person_name, lead=clock_time(line.at), lead_width=40, second=notes
    )


def goodbye_row(line: DatedLine, today: date, on_open: Callable[[], object]) -> ListRow:
    """Return a goodbye of this week: day, who, what and when."""
    # the month says nothing within a week, and the words need the room
    day = "" if line.day is None else " ".join(due_words(line.day, today).split()[:2])
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
            right = Note("clock", due_words(line.day, today), "soon")
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
