"""The steps of a change in a line: a square each with name, day and days from the change. Arrow keys move.

In a narrow window it is a drop-down with previous and next.
"""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QHBoxLayout, QSizePolicy, QStackedLayout, QWidget

from ...core.text import _
from .. import icons, theme
from .buttons import Button
from .card import Chip
from .editors import QuietCombo

SQUARE, GAP, BETWEEN = 24, 4, 10
SPARE = 32
"""More than a scroll bar is wide."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `state`: done, late, now or later; `when` the day, `offset` the days from the change."""

    number: int
    name: str
    when: str
    offset: str
    state: str = "later"
    late_words: str = ""


class Stepper(QWidget):
    """The steps in a line, or a drop-down under 800 px (grown with the text); `chosen(number)` opens one."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.steps: tuple[Step, ...] = ()
        self.current = 0
        self._stack = QStackedLayout(self)
        self._line = _Line(self)
        self._drop = _DropDown(self)
        self._stack.addWidget(self._line)
        self._stack.addWidget(self._drop)
        self.setAccessibleName(_("Steps of the change"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_steps(self, steps: tuple[Step, ...], current: int) -> None:
        """Show these steps with the step number `current` open."""
        self.steps, self.current = steps, current
        self._line.show_steps()
        self._drop.show_steps()
        self._fit()
        self.updateGeometry()

    def marks(self) -> tuple["StepMark", ...]:
        """Return the buttons of the line, from left to right."""
        return tuple(self._line.marks)

    def choose(self, number: int, focus: bool = False) -> None:
        """Open a step as a person does."""
        if not any(step.number == number for step in self.steps):
            return
        moved = number != self.current
        self.current = number
        self._line.refresh(focus)
        self._drop.refresh()
        if moved:
            self.chosen.emit(number)

    def is_narrow(self) -> bool:
        """Whether it stands as a drop-down."""
        return self._stack.currentWidget() is self._drop

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if hasattr(self, "_stack") and event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def sizeHint(self) -> QSize:
        return self._stack.currentWidget().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(160), self._stack.currentWidget().sizeHint().height())

    def _fit(self) -> None:
        # Back from a drop-down only with room to spare: it is another height, and a scroll bar that comes and goes
        # with it would turn the two into each other without end.
        spare = theme.px(SPARE) if self.is_narrow() else 0
        narrow = self.width() < self._line.least_width() + spare
        self._line.share(self.width())
        wanted = self._drop if narrow else self._line
        if self._stack.currentWidget() is not wanted:
            self._stack.setCurrentWidget(wanted)
            self.updateGeometry()


class _Line(QWidget):
    """The line of squares."""

    def __init__(self, owner: Stepper) -> None:
        super().__init__(owner)
        self._owner = owner
        self.marks: list[StepMark] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)

    def show_steps(self) -> None:
        steps = self._owner.steps
        while len(self.marks) > len(steps):
            mark = self.marks.pop()
            self._row.removeWidget(mark)
            mark.hide()
            mark.deleteLater()
        while len(self.marks) < len(steps):
            mark = StepMark(self._owner)
            self.marks.append(mark)
            self._row.addWidget(mark, 1)
        self.refresh(focus=False)

    def refresh(self, focus: bool) -> None:
        steps = self._owner.steps
        for at, (mark, step) in enumerate(zip(self.marks, steps, strict=True)):
            mark.show_step(step, step.number == self._owner.current, at > 0, at < len(steps) - 1)
            if focus and step.number == self._owner.current:
                mark.setFocus(Qt.FocusReason.TabFocusReason)

    def least_width(self) -> int:
        """Return the width under which the words would run into each other."""
        return sum(mark.least_width() + theme.px(BETWEEN) for mark in self.marks)

    def share(self, wide: int) -> None:
        """Give every step the same room where that is enough, else as much as its words need."""
        widest = max((mark.least_width() for mark in self.marks), default=0)
        equal = widest * len(self.marks) <= wide
        for at, mark in enumerate(self.marks):
            self._row.setStretch(at, 1 if equal else mark.least_width() + theme.px(BETWEEN))


class StepMark(QAbstractButton):
    """One step: square, name, day and days from the change."""

    def __init__(self, owner: Stepper) -> None:
        super().__init__(owner)
        self._owner = owner
        self._step = Step(0, "", "", "")
        self._is_current = self._line_before = self._line_after = False
        self.setProperty("ring", "square")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda _checked=False: owner.choose(self._step.number))

    @property
    def step(self) -> Step:
        """Return the step it shows."""
        return self._step

    def show_step(self, step: Step, is_current: bool, line_before: bool, line_after: bool) -> None:
        """Show a step, with lines to its neighbours."""
        self._step, self._is_current = step, is_current
        self._line_before, self._line_after = line_before, line_after
        states = {
            "done": _("done"),
            "late": step.late_words or _("late"),
            "now": _("now"),
            "later": _("to come"),
        }
        said = _("Step {number}, {name}, {when}, {offset}, {state}").format(
            number=step.number, name=step.name, when=step.when, offset=step.offset, state=states[step.state]
        )
        self.setAccessibleName(said + (", " + _("open") if is_current else ""))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_current else Qt.FocusPolicy.ClickFocus)
        self.updateGeometry()
        self.update()

    def focus_rect(self) -> QRect:
        """Return what the focus ring goes around."""
        return self._square()

    def least_width(self) -> int:
        """Return the width that the words need."""
        name = QFontMetrics(theme.font(10.5, 600)).horizontalAdvance(self._step.name)
        small = QFontMetrics(theme.font(9, 600))
        return max(name, small.horizontalAdvance(self._step.when), small.horizontalAdvance(self._third())) + 4

    def sizeHint(self) -> QSize:
        body, small = QFontMetrics(theme.font(10.5, 600)).height(), QFontMetrics(theme.font(9)).height()
        return QSize(theme.px(64), theme.px(SQUARE) + 8 + GAP + body + 2 * small + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps, now = self._owner.steps, self._step.number
        first, last = steps[0].number, steps[-1].number
        to = {
            Qt.Key.Key_Left: now - 1, Qt.Key.Key_Right: now + 1, Qt.Key.Key_Home: first, Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))  # fmt: skip
        if to is not None:
            self._owner.choose(max(first, min(last, to)), focus=True)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _third(self) -> str:
        return (
            self._step.late_words
            if self._step.state == "late" and self._step.late_words
            else self._step.offset
        )

    def _square(self) -> QRect:
        side = theme.px(SQUARE)
        return QRect((self.width() - side) // 2, 4, side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_lines(painter)
        self._paint_square(painter)
        self._paint_words(painter)

    def _paint_lines(self, painter: QPainter) -> None:
        square, middle = self._square(), self._square().center().y() + 1
        past = self._step.state in ("done", "late", "now")
        after = past and self._step.state != "now"
        for wanted, is_past, left, right in (
            (self._line_before, past, 0, square.left()),
            (self._line_after, after, square.right() + 1, self.width()),
        ):
            if wanted:
                token = "accent" if is_past else "line-strong"
                painter.setPen(QPen(theme.colour(token), 2 if is_past else 1))
                painter.drawLine(left, middle, right, middle)

    def _paint_square(self, painter: QPainter) -> None:
        ground, edge, sign = {
            "done": ("done", "done", "on-accent"),
            "late": ("late-tint", "late", "late"),
            "now": ("accent", "accent", "on-accent"),
            "later": ("surface", "line-strong", "text"),
        }[self._step.state]
        square = self._square()
        pen = QPen(theme.colour(edge), 2)
        painter.setPen(pen)
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(QRectF(square).adjusted(1, 1, -1, -1), theme.px(7), theme.px(7))
        if self._step.state in ("done", "late"):
            inner = theme.px(16 if self._step.state == "done" else 14)
            place = QRect(0, 0, inner, inner)
            place.moveCenter(square.center())
            icons.paint(painter, "check" if self._step.state == "done" else "circle-alert", place, sign)
        else:
            painter.setPen(theme.colour(sign))
            painter.setFont(theme.font(9, 700))
            painter.drawText(square, Qt.AlignmentFlag.AlignCenter, str(self._step.number))

    def _paint_words(self, painter: QPainter) -> None:
        top = self._square().bottom() + 1 + theme.px(GAP) + 2
        named = theme.font(10.5, 600)
        height = QFontMetrics(named).height()
        painter.setFont(named)
        painter.setPen(theme.colour("accent" if self._is_current else "text"))
        place = QRect(0, top, self.width(), height)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._step.name)
        if self._is_current:
            wide = QFontMetrics(named).horizontalAdvance(self._step.name)
            left = (self.width() - wide) // 2
            painter.fillRect(QRect(left, place.bottom() - 1, wide, 2), theme.colour("accent"))
        small = theme.font(9)
        line = QFontMetrics(small).height()
        painter.setFont(small)
        painter.setPen(theme.colour("text-2"))
        place = QRect(0, place.bottom() + 3, self.width(), line)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._step.when)
        if self._step.state == "late":
            painter.setFont(theme.font(9, 600))
            painter.setPen(theme.colour("late"))
        painter.drawText(place.translated(0, line), Qt.AlignmentFlag.AlignCenter, self._third())


class _DropDown(QWidget):
    """Previous, the step as a drop-down, next, and what is late."""

    def __init__(self, owner: Stepper) -> None:
        super().__init__(owner)
        self._owner = owner
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._box.addLayout(row, 1)
        self.before = Button("", lambda: self._move(-1), icon="chevron-left", says=_("Step before"))
        self.after = Button("", lambda: self._move(1), icon="chevron-right", says=_("Next step"))
        self.combo = QuietCombo()
        self.combo.setProperty("scale", "step")
        self.combo.setAccessibleName(_("Step"))
        self.combo.activated.connect(lambda index: owner.choose(self.combo.itemData(index)))
        self.late = Chip("circle-alert", "", "late")
        row.addWidget(self.before)
        row.addWidget(self.combo, 1)
        row.addWidget(self.after)
        self._box.addWidget(self.late, 0, Qt.AlignmentFlag.AlignLeft)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(160), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = event.size().width() >= theme.px(280) + self.late.sizeHint().width()
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._box.direction() != way:
            self._box.setDirection(way)
            self._owner.updateGeometry()

    def show_steps(self) -> None:
        self.combo.clear()
        states = {"done": _("done"), "late": _("late"), "now": _("now"), "later": _("to come")}
        for step in self._owner.steps:
            words = _("{name}, step {number} of {count}   {when}, {state}").format(
                name=step.name, number=step.number, count=len(self._owner.steps), when=step.when,
                state=step.late_words or states[step.state] if step.state == "late" else states[step.state],
            )  # fmt: skip
            self.combo.addItem(words, step.number)
        late = next((step for step in self._owner.steps if step.state == "late"), None)
        if late is not None:
            words = _("{name} is {late}").format(name=late.name, late=late.late_words or _("late"))
            self.late.show_state("circle-alert", words, "late")
        self.late.setVisible(late is not None)
        self.refresh()

    def refresh(self) -> None:
        at = self.combo.findData(self._owner.current)
        self.combo.setCurrentIndex(at)
        self.before.setEnabled(at > 0)
        self.after.setEnabled(at < self.combo.count() - 1)

    def _move(self, by: int) -> None:
        self._owner.choose(self._owner.current + by)
