"""What the lines of a map mean: each with its form and its word."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ...core.labels import label as words_for
from ...core.text import _
from ...domain.people_map import Tie
from .. import theme
from ..widgets.flow import Flow
from ..widgets.labels import IconText, label
from .map_lines import path_of, pen_of


class _Line(QWidget):
    """One line as it is drawn on the map."""

    def __init__(self, tie: Tie) -> None:
        super().__init__()
        self._tie = tie
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(40), theme.px(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen_of(self._tie))
        middle = self.height() / 2
        path: QPainterPath = path_of(self._tie, QPointF(2, middle), QPointF(self.width() - 2, middle))
        painter.drawPath(path)


class MapLegend(QWidget):
    """The four kinds of line, and the mark of who must not know where the young person lives."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 4, 16, 0)
        parts: list[QWidget] = [self._part(tie) for tie in Tie]
        parts.append(IconText("lock", _("Must not know where they live"), "late"))
        column.addWidget(Flow(parts, gap=16))

    @staticmethod
    def _part(tie: Tie) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(_Line(tie))
        row.addWidget(label(words_for(tie), "caption"))
        return made
