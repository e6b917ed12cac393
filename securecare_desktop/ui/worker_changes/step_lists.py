"""The lists within a step: who was told, joint meetings, questions and answers, promises that go over.

They show and ask; what happens on a click is the workspace's.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ...core.labels import label as words_for
from ...core.text import _, day_and_time, day_short
from ...domain.people import Answer
from ...domain.record import Entry
from ...domain.signatures import can_be_signed
from ...domain.worker_changes import Audience, ChangeFile, JointMeeting, MeetingState, Question, Telling
from .. import theme
from ..widgets.buttons import Button, LinkButton, PaintedButton, let_clicks_through
from ..widgets.card import Chip, clear_layout
from ..widgets.labels import IconLabel, IconText, label
from ..widgets.signing import signature_note
from .wording import called

NARROW = 560


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a list: its texts by column, what stands in the last column, and what a click opens.

    `chip` is (icon, word, kind); `link` is a text that says what is still to do. `quiet` rows are not fixed yet.
    `entry` is what it shows, where that is signed: the row says how far it is.
    """

    texts: tuple[str, ...]
    on_open: Callable[[], object]
    chip: tuple[str, str, str] | None = None
    link: str = ""
    on_link: Callable[[], object] | None = None
    quiet: bool = False
    entry: Entry | None = None


class _LineRow(PaintedButton):
    def __init__(self, line: Line, stretches: Sequence[int], narrow: bool) -> None:
        super().__init__("row")
        self.line = line
        self.link: LinkButton | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 16, 5)
        row.setSpacing(12)
        if narrow:
            row.addLayout(self._two_lines(), 1)
        else:
            for at, (text, stretch) in enumerate(zip(line.texts, stretches, strict=False)):
                cell: QWidget = _cell(text, strong=at == 0 and not line.quiet, quiet=line.quiet and at != 1)
                row.addWidget(_with_mark(cell, line.entry) if at == 0 else cell, stretch)
        row.addWidget(self._state(), 0 if narrow else stretches[-1], Qt.AlignmentFlag.AlignVCenter)
        let_clicks_through(self)
        state = line.chip[1] if line.chip else line.link
        signature = signature_note(line.entry) if line.entry is not None else ""
        self.setAccessibleName(", ".join(part for part in (*line.texts, state, signature) if part))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda _checked=False: line.on_open())
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumHeight(theme.px(34))

    def _two_lines(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addWidget(label(self.line.texts[0], "" if self.line.quiet else "strong", wrap=True))
        if self.line.entry is not None and can_be_signed(self.line.entry):
            column.addWidget(_not_signed())
        rest = ", ".join(text for text in self.line.texts[1:] if text)
        if rest:
            column.addWidget(label(rest, "caption", wrap=True))
        return column

    def _state(self) -> QWidget:
        holder = QWidget()
        holder.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        if self.line.chip is not None:
            row.addWidget(Chip(*self.line.chip))
        if self.line.entry is not None and self.line.entry.signed_at is not None:
            row.addWidget(IconLabel("signature", "text-2", 14, says=signature_note(self.line.entry)))
        if self.line.link:
            self.link = LinkButton(self.line.link, self.line.on_link or self.line.on_open, small=True)
            row.addWidget(self.link)
        row.addStretch(1)
        holder.setMinimumWidth(row.sizeHint().width())
        return holder

    def sizeHint(self) -> QSize:
        return self.layout().sizeHint()


def _not_signed() -> IconText:
    return IconText("signature", _("Not signed yet"), "soon")


def _with_mark(cell: QWidget, entry: Entry | None) -> QWidget:
    """Return the cell, and under it that its entry is not signed yet where that is so."""
    if entry is None or not can_be_signed(entry):
        return cell
    made = QWidget()
    made.setSizePolicy(cell.sizePolicy())
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    column.addWidget(cell)
    column.addWidget(_not_signed())
    return made


def _cell(text: str, strong: bool, quiet: bool) -> QLabel:
    made = label(text, "strong" if strong else "second" if quiet else "", wrap=True)
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    return made


class LineList(QWidget):
    """A list with a head; rows of two lines where it is narrow. `add` is (text, callback) for one more."""

    def __init__(
        self,
        titles: tuple[str, ...],
        stretches: tuple[int, ...],
        *,
        says: str,
        add: tuple[str, Callable[[], object]] | None = None,
        empty: str = "",
    ) -> None:
        super().__init__()
        self._stretches, self._empty = stretches, empty
        self._lines: tuple[Line, ...] = ()
        self._narrow = False
        self.setAccessibleName(says)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._head = QFrame()
        self._head.setProperty("role", "list-head")
        head = QHBoxLayout(self._head)
        head.setContentsMargins(16, 4, 16, 4)
        head.setSpacing(12)
        cells = []
        for title, stretch in zip(titles, stretches, strict=True):
            cell = QWidget()
            cell.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            inside = QHBoxLayout(cell)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.addWidget(label(title, "column"), 1)
            head.addWidget(cell, stretch)
            cells.append(inside)
        column.addWidget(self._head)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column.addLayout(self._rows)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(16, 4, 16, 8)
        self.add_button: Button | None = None
        self._add_link: Button | None = None
        if add is not None:
            # beside the titles while there are rows, as a button of its own while there are none
            self._add_link = LinkButton(_("Add"), add[1], small=True, says=add[0])
            cells[-1].addWidget(self._add_link)
            self.add_button = Button(add[0], add[1], icon="plus", size="small")
            foot.addWidget(self.add_button)
        foot.addStretch(1)
        column.addWidget(self._foot)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these rows."""
        self._lines = tuple(lines)
        self._fill()

    def rows(self) -> tuple[PaintedButton, ...]:
        """Return the rows on screen."""
        return tuple(self._rows.itemAt(i).widget() for i in range(self._rows.count()))

    def add_buttons(self) -> tuple[Button, ...]:
        """Return the buttons that add a row; the one in use is visible."""
        return tuple(button for button in (self._add_link, self.add_button) if button is not None)

    def _fill(self) -> None:
        clear_layout(self._rows)
        with_head = bool(self._lines) and not self._narrow
        self._head.setVisible(with_head)
        self._foot.setVisible(not with_head and self.add_button is not None)
        for line in self._lines:
            self._rows.addWidget(_LineRow(line, self._stretches, self._narrow))
        if not self._lines and self._empty:
            said = label(self._empty, "second", wrap=True)
            said.setContentsMargins(16, 8, 16, 4)
            self._rows.addWidget(said)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = theme.room(self) < NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self._fill()


# -- what stands in the lists -------------------------------------------------------------------------


def meeting_line(
    meeting: JointMeeting, today: date, on_open: Callable[[], object], on_choose: Callable[[], object]
) -> Line:
    """Return a joint meeting as a row: when, what and with whom, where, state or what is still to choose."""
    what = ", ".join(part for part in (meeting.what, meeting.who_is_there) if part.strip())
    if meeting.at is not None:
        return Line(
            (day_and_time(meeting.at, today), what, meeting.where),
            on_open,
            chip=meeting_chip(meeting),
            entry=meeting,
        )
    when = _("By {day}").format(day=day_short(meeting.by_day, today)) if meeting.by_day else _("No day yet")
    if meeting.state is not MeetingState.PLANNED:
        return Line(
            (when, what, meeting.where), on_open, chip=meeting_chip(meeting), quiet=True, entry=meeting
        )
    return Line((when, what, meeting.where), on_open, link=_("Choose a time"), on_link=on_choose, quiet=True)


def meeting_chip(meeting: JointMeeting) -> tuple[str, str, str]:
    """Return the state of a meeting as icon, word and kind."""
    icon, kind = {
        MeetingState.PLANNED: ("calendar", "info"),
        MeetingState.HAPPENED: ("check", "done"),
        MeetingState.CANCELLED: ("circle-x", "late"),
    }[meeting.state]
    return icon, words_for(meeting.state), kind


def ordered_tellings(file: ChangeFile) -> tuple[Telling, ...]:
    """Return who is told: the young person first, then in the order of the audiences and times."""
    order = list(Audience)
    return tuple(
        sorted(
            file.tellings,
            key=lambda t: (
                order.index(t.audience),
                t.told_at is None,
                t.told_at.timestamp() if t.told_at else 0.0,
            ),
        )
    )


def telling_line(telling: Telling, today: date, on_open: Callable[[], object]) -> Line:
    """Return a telling as a row: who, by whom and when, how they took it or what was tried, state."""
    young_person = telling.audience is Audience.YOUNG_PERSON
    who = telling.who if young_person else _("{who}, {audience}").format(
        who=telling.who, audience=words_for(telling.audience).lower()
    )  # fmt: skip
    if telling.told_at is not None:
        how = _("{who}, {when}").format(
            who=called(telling.told_by), when=day_and_time(telling.told_at, today)
        )
        took = telling.first_reaction
        if young_person and telling.before_others is Answer.YES:
            took = " ".join(part for part in (_("Before others."), took) if part)
        return Line((who, how, took), on_open, chip=("check", _("Told"), "done"), entry=telling)
    tried = telling.tries
    following = (
        _("next {day}").format(day=day_short(telling.next_try_on, today)) if telling.next_try_on else ""
    )
    said = ", ".join(part for part in (tried, following) if part)
    return Line(
        (who, said, ""), on_open, link=_("Record telling {name}").format(name=telling.who), quiet=True
    )


def untold_line(name: str, on_open: Callable[[], object]) -> Line:
    """Return the row that stands first until the young person was told."""
    return Line((name, "", _("Not told yet")), on_open, link=_("Record telling {name}").format(name=name))


def question_line(question: Question, today: date, on_open: Callable[[], object]) -> Line:
    """Return a question as a row: the question, who asked when, the answer or that it waits."""
    asked = question.asked_by
    if question.asked_on is not None:
        asked = ", ".join(part for part in (asked, day_short(question.asked_on, today)) if part)
    if question.answer.strip():
        return Line(
            (question.question, asked, question.answer), on_open, chip=("check", _("Answered"), "done")
        )
    return Line((question.question, asked, ""), on_open, link=_("Answer it"))


def promise_line(
    what: str, made_by: str, due_on: date | None, today: date, on_open: Callable[[], object]
) -> Line:
    """Return an open promise as a row."""
    due = day_short(due_on, today) if due_on else _("no day")
    late = due_on is not None and due_on < today
    chip = ("circle-alert", _("Late"), "late") if late else ("handshake", _("Open"), "info")
    return Line((what, made_by, due), on_open, chip=chip)
