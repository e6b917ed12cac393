"""Boxes that say what is in place and what is missing, one for each thing: "Planned, 4 of 8". Never a score."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from ...core.text import _
from .. import icons, theme
from ..markup import tip
from .flow import Flow
from .labels import label


@dataclass(frozen=True, slots=True)
class Box:
    """One thing that is in place or missing; `key` names it for `chosen`."""

    key: str
    name: str
    done: bool


class ReadinessBoxes(QWidget):
    """A line of boxes with a label and the count; `chosen(key)` opens what a box stands for."""

    chosen = Signal(str)

    def __init__(self, name: str, boxes: tuple[Box, ...] = (), label_width: int = 72) -> None:
        super().__init__()
        self._name = name
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        title = label(name, "strong")
        title.setMinimumWidth(label_width)
        self.count = label("")
        row.addWidget(title, 0, Qt.AlignmentFlag.AlignTop)
        self._place = QHBoxLayout()
        row.addLayout(self._place)
        row.addWidget(self.count, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        self.marks: list[BoxMark] = []
        self.show_boxes(boxes)

    def show_boxes(self, boxes: tuple[Box, ...]) -> None:
        """Show these boxes."""
        while (item := self._place.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.marks = [BoxMark(box, self) for box in boxes]
        for mark in self.marks:
            mark.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            mark.clicked.connect(lambda _checked=False, key=mark.box.key: self.chosen.emit(key))
        if self.marks:
            self.marks[0].setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._place.addWidget(Flow(self.marks, gap=3))
        words = _("{done} of {all}").format(done=sum(box.done for box in boxes), all=len(boxes))
        self.count.setText(words)
        self.setAccessibleName(f"{self._name}, {words}")

    def step(self, mark: "BoxMark", by: int) -> None:
        """Move the focus `by` boxes on."""
        to = self.marks[max(0, min(len(self.marks) - 1, self.marks.index(mark) + by))]
        for one in self.marks:
            one.setFocusPolicy(Qt.FocusPolicy.StrongFocus if one is to else Qt.FocusPolicy.ClickFocus)
        to.setFocus(Qt.FocusReason.TabFocusReason)


class BoxMark(QAbstractButton):
    """One box: filled with a tick when in place, an empty edge when missing."""

    def __init__(self, box: Box, owner: ReadinessBoxes) -> None:
        super().__init__()
        self.box, self._owner = box, owner
        said = _("{name}: in place") if box.done else _("{name}: missing")
        self.setAccessibleName(said.format(name=box.name))
        self.setToolTip(tip(said.format(name=box.name)))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(18), theme.px(14))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps:
            self._owner.step(self, steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge, ground = ("done", "done") if self.box.done else ("line-strong", "surface")
        painter.setPen(QPen(theme.colour(edge), 1))
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if self.box.done:
            side = theme.px(12)
            place = QRect(0, 0, side, side)
            place.moveCenter(self.rect().center())
            icons.paint(painter, "check", place, "on-accent")
