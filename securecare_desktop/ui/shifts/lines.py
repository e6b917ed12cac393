"""How notes, handovers and copies of the sheet read on screen: a row each, with icon and word for every state."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ...core.clock import local
from ...core.labels import label as label_of
from ...core.text import _, clock_time, day_short, given_name, ngettext
from ...domain.shift_rules import ShiftTime
from ...domain.shifts import Shift, ShiftSheetCopy
from ...services.shifts import HandoverLine, NoteLine
from ..widgets.buttons import LinkButton
from ..widgets.card import Chip
from ..widgets.labels import IconLabel, label, strong_label


def about_words(line: NoteLine) -> str:
    """Return whom a note is about."""
    return line.about or _("The house")


def shift_words(shift: Shift, on: date, today: date) -> str:
    """Return "late shift, Wed 13 May", without the day for one of today."""
    words = label_of(shift).lower()
    return words if on == today else f"{words}, {day_short(on, today)}"


def time_words(time: ShiftTime, today: date) -> str:
    """Return "Late shift, 14:00 to 21:30", with the day where it is not today."""
    hours = _("{start} to {end}").format(start=clock_time(time.begins), end=clock_time(time.ends))
    day = "" if time.on == today else f" {day_short(time.on, today)},"
    return f"{label_of(time.shift)},{day} {hours}"


class Line(QFrame):
    """One row: an icon, words below each other, something at the right."""

    def __init__(self, icon: str, colour: str = "text-2") -> None:
        super().__init__()
        self.setProperty("role", "row")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 8, 16, 8)
        self._row.setSpacing(10)
        self._row.addWidget(IconLabel(icon, colour), 0, Qt.AlignmentFlag.AlignTop)
        self.words = QVBoxLayout()
        self.words.setSpacing(2)
        self._row.addLayout(self.words, 1)

    def put_at_right(self, widget: QWidget) -> None:
        """Put something at the right, level with the first words."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)


def note_row(line: NoteLine, today: date, open_note: Callable[[], object] | None = None) -> Line:
    """Return a note in full, with who wrote it, how long it stands, and whether anybody has said it back.

    One that cannot be opened is there to be read: Tab stops at it, so that the page follows whoever reads.
    """
    row = Line(
        "message-circle-warning" if line.unread else "clipboard-list", "soon" if line.unread else "text-2"
    )
    row.words.addWidget(label(about_words(line), "strong"))
    row.words.addWidget(label(line.note.what, wrap=True, selectable=True))
    facts = [given_name(line.writer), shift_words(line.note.shift, line.note.shift_on, today)]
    if line.note.until is not None:
        facts.append(_("stands until {day}").format(day=day_short(line.note.until, today)))
    row.words.addWidget(label(", ".join(fact for fact in facts if fact), "caption", wrap=True))
    state = ("circle", _("Unread"), "soon") if line.unread else ("check", _("Read"), "done")
    row.put_at_right(Chip(*state))
    if open_note is not None:
        says = _("Open the note about {name}").format(name=about_words(line))
        row.put_at_right(LinkButton(_("Open"), open_note, small=True, says=says))
    if open_note is None:
        row.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    row.setAccessibleName(f"{about_words(line)}: {line.note.what} {state[1]}")
    return row


def handover_row(line: HandoverLine, today: date) -> Line:
    """Return who took over when, what was said back, and what had been read."""
    handover = line.handover
    at = local(handover.taken_over_at)
    row = Line("message-square-reply")
    shift = f"{label_of(handover.shift)}, {day_short(handover.shift_on, today)}"
    when = clock_time(handover.taken_over_at)
    if at.date() != handover.shift_on:
        when = f"{day_short(at.date(), today)}, {when}"
    took = _("taken over by {name} at {time}").format(name=handover.taken_over_by, time=when)
    row.words.addWidget(strong_label(shift, f", {took}", wrap=True))
    if handover.said_back:
        row.words.addWidget(label(handover.said_back, wrap=True, selectable=True))
    if handover.questions:
        asked = _("Questions: {words}").format(words=handover.questions)
        row.words.addWidget(label(asked, "second", wrap=True, selectable=True))
    if line.words_left_out:
        row.words.addWidget(label(_("What was said back is not for everybody."), "second", wrap=True))
    for note in line.notes:
        words = f"{about_words(note)}: {note.note.what}"
        row.words.addWidget(label(words, "caption", wrap=True, selectable=True))
    if not line.notes:
        row.words.addWidget(label(_("There were no notes to read."), "caption", wrap=True))
    return row


def copy_row(copy: ShiftSheetCopy, today: date) -> Line:
    """Return a copy of the sheet: its number, for whom, how it left and when it is destroyed."""
    row = Line("printer")
    words = _("Copy {n} for {who}, {shift}").format(
        n=copy.copy_number, who=copy.for_whom, shift=shift_words(copy.shift, copy.shift_on, today)
    )
    row.words.addWidget(label(words, wrap=True))
    made = local(copy.made_at)
    facts = f"{label_of(copy.handed_out)}, {day_short(made.date(), today)} {clock_time(copy.made_at)}, {copy.made_by}"
    if copy.destroy_at is not None:
        end = local(copy.destroy_at)
        day = "" if end.date() == made.date() else f"{day_short(end.date(), today)} "
        facts += ", " + _("destroy at {time}").format(time=f"{day}{clock_time(copy.destroy_at)}")
    row.words.addWidget(label(facts, "caption", wrap=True))
    return row


def unread_words(count: int) -> str:
    """Return how many notes are unread, in words."""
    if not count:
        return _("all read")
    return ngettext("{n} unread", "{n} unread", count).format(n=count)
