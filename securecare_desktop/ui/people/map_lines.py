"""How a tie is drawn on the screen: strong is thick, strained has teeth, ended is thin and broken."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath, QPen

from ...domain.people_map import Tie
from ...domain.people_map_layout import zigzag
from .. import theme


def path_of(tie: Tie, start: QPointF, end: QPointF) -> QPainterPath:
    """Return the line of a tie from one point to another."""
    path = QPainterPath(start)
    if tie is Tie.STRAINED:
        for x, y in zigzag(start.x(), start.y(), end.x(), end.y(), theme.px(8)):
            path.lineTo(x, y)
    else:
        path.lineTo(end)
    return path


def pen_of(tie: Tie) -> QPen:
    """Return what the line of a tie is drawn with."""
    pen = QPen(theme.colour("text-2"), {Tie.STRONG: 5.0, Tie.ENDED: 1.2}.get(tie, 1.8))
    if tie is Tie.ENDED:
        pen.setDashPattern([4, 5])
    return pen
