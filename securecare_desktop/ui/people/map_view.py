"""The map of people as a picture that can be worked with: rings and ties drawn, each person a mark on top.

Marks are widgets, so that Tab reaches them and a screen reader names them. What a move means is domain/people_map;
who keeps it is whoever shows the view.
"""

from collections.abc import Collection
from dataclasses import replace

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QContextMenuEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGraphicsPathItem,
    QGraphicsScene,
    QGraphicsView,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
)

from ...core.labels import label as words_for
from ...core.text import _
from ...domain.people_map import MapPlace, Ring, Tie, into_ring, moved
from ...domain.people_map_layout import Box, Ground, ground_for, laid_out, ring_names
from .. import notify, theme
from ..widgets.buttons import PaintedButton, let_clicks_through
from ..widgets.labels import IconLabel, label
from .map_lines import path_of, pen_of

STEP = 0.05
"""How far an arrow key moves somebody; with Shift it is a small step."""
SMALL_STEP = 0.01
_ROOM = 3.0
"""How much more ground a map has than its names take."""
WIDEST_NAME = 116
"""In px at 100 % text size; a longer name takes a second line."""


class PersonMark(PaintedButton):
    """Somebody on the map: name, tie in words, and the lock of who must not know where the young person lives."""

    dragged = Signal(QPoint)
    dropped = Signal()
    nudged = Signal(float, float)
    key = Signal(str)
    menu_wanted = Signal(QPoint)

    def __init__(self, view: "MapView") -> None:
        super().__init__("tile", view.viewport())
        self._grip: QPoint | None = None
        self._pressed_at = QPoint()
        self.is_dragged = False
        self.read_only = False
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 3, 8, 3)
        row.setSpacing(6)
        self.lock = IconLabel("lock", "late", 14)
        row.addWidget(self.lock)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.name = label("", "strong", wrap=True)
        self.tie = label("", "caption")
        words.addWidget(self.name)
        words.addWidget(self.tie)
        row.addLayout(words)
        let_clicks_through(self)
        self.clicked.connect(lambda _on=False: self._wants_menu())

    def show_place(self, place: MapPlace, *, locked: bool, read_only: bool) -> None:
        """Show who stands here, as large as the name asks for."""
        self.read_only = read_only
        self.name.setText(place.name)
        self.tie.setText(words_for(place.tie))
        self.lock.setVisible(locked)
        for one in (self.name, self.tie):
            one.ensurePolished()
        metrics = QFontMetricsF(self.name.font())
        longest = max((metrics.horizontalAdvance(word) for word in place.name.split()), default=0.0)
        wanted = min(metrics.horizontalAdvance(place.name), max(longest, theme.px(WIDEST_NAME)))
        tie_width = QFontMetricsF(self.tie.font()).horizontalAdvance(self.tie.text())
        self.name.setFixedWidth(int(max(wanted, tie_width)) + 4)
        self.name.setFixedHeight(self.name.heightForWidth(self.name.width()))
        said = [place.name, words_for(place.ring), words_for(place.tie).lower()]
        if locked:
            said.append(_("must not know where they live"))
        self.setAccessibleName(", ".join(said))
        how = _("Arrow keys move them, R changes the ring, T the tie, Enter opens a menu.")
        self.setAccessibleDescription("" if read_only else how)
        self.layout().activate()
        self.resize(self.layout().sizeHint())

    def _wants_menu(self) -> None:
        self.menu_wanted.emit(self.rect().bottomLeft())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by arrow keys; R, T and Delete change ring and tie and take off; Enter and the Menu key open a menu."""
        if self.read_only:
            super().keyPressEvent(event)
            return
        key, step = Qt.Key(event.key()), STEP
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            step = SMALL_STEP
        ways = {
            Qt.Key.Key_Left: (-step, 0.0), Qt.Key.Key_Right: (step, 0.0),
            Qt.Key.Key_Up: (0.0, -step), Qt.Key.Key_Down: (0.0, step),
        }  # fmt: skip
        if key in ways:
            self.nudged.emit(*ways[key])
        elif key in (Qt.Key.Key_R, Qt.Key.Key_T, Qt.Key.Key_Delete):
            self.key.emit({Qt.Key.Key_R: "ring", Qt.Key.Key_T: "tie"}.get(key, "off"))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if theme.current().high_contrast:  # without the style sheet nobody else covers the lines
            painter = QPainter(self)
            painter.fillRect(self.rect(), theme.colour("surface"))
            painter.end()
        super().paintEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.pos())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not self.read_only:
            self._pressed_at = event.globalPosition().toPoint()
            self._grip = self.rect().center() - event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is None:
            super().mouseMoveEvent(event)
            return
        now = event.globalPosition().toPoint()
        if self.is_dragged or (now - self._pressed_at).manhattanLength() >= QApplication.startDragDistance():
            self.is_dragged = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.dragged.emit(self.parentWidget().mapFromGlobal(now) + self._grip)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        was_dragged, self.is_dragged, self._grip = self.is_dragged, False, None
        if not was_dragged:
            super().mouseReleaseEvent(event)
            return
        self.unsetCursor()
        self.setDown(False)
        self.dropped.emit()


class MapView(QGraphicsView):
    """The map. `changed(number, MapPlace)` is sent when a hand has moved or changed somebody, `taken_off(number)`.

    It is as high as its width and its names ask for; only the page around it scrolls.
    """

    changed = Signal(int, object)
    taken_off = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._name = ""
        self._places: list[MapPlace] = []
        self._locked: frozenset[str] = frozenset()
        self._read_only = True
        self._held = -1
        self.least_height = 0
        self.marks: list[PersonMark] = []
        self.ground: Ground = ground_for(400, 300, (80, 32), ())
        self.setScene(QGraphicsScene(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.watch(self._renew)

    def wheelEvent(self, event: object) -> None:
        event.ignore()  # type: ignore[attr-defined] # the page scrolls

    def show_map(
        self,
        name: str,
        places: Collection[MapPlace],
        must_not_know: Collection[str] = (),
        *,
        read_only: bool = True,
    ) -> None:
        """Show these around the young person called `name`; `must_not_know` are ids of people."""
        self._name, self._places = name, list(places)
        self._locked, self._read_only = frozenset(must_not_know), read_only
        self.setAccessibleName(_("Map of the people around {name}").format(name=name))
        while len(self.marks) > len(self._places):
            gone = self.marks.pop()
            gone.hide()
            gone.deleteLater()
        while len(self.marks) < len(self._places):
            self.marks.append(self._new_mark(len(self.marks)))
        self._renew()

    def _new_mark(self, number: int) -> PersonMark:
        mark = PersonMark(self)
        mark.dragged.connect(lambda at: self._drag(number, at))
        mark.dropped.connect(lambda: self._drop(number))
        mark.nudged.connect(lambda x, y: self._nudge(number, x, y))
        mark.key.connect(lambda key: self._by_key(number, key))
        mark.menu_wanted.connect(lambda at: self._show_menu(number, at))
        mark.show()
        return mark

    # -- what a hand does -----------------------------------------------------------------------------

    def _drag(self, number: int, at: QPoint) -> None:
        place = self._places[number]
        x, y = self.ground.place(at.x(), at.y())
        self._held, self._places[number] = number, moved(place, x, y)
        self.marks[number].raise_()
        self._draw()

    def _drop(self, number: int) -> None:
        self._held = -1
        self._tell(number, self._places[number])

    def _nudge(self, number: int, x: float, y: float) -> None:
        place = self._places[number]
        self._tell(number, moved(place, place.x + x, place.y + y))

    def _by_key(self, number: int, key: str) -> None:
        place = self._places[number]
        if key == "off":
            self.taken_off.emit(number)
        elif key == "ring":
            rings = list(Ring)
            self._tell(number, into_ring(place, rings[(rings.index(place.ring) + 1) % len(rings)]))
        else:
            ties = list(Tie)
            self._tell(number, replace(place, tie=ties[(ties.index(place.tie) + 1) % len(ties)]))

    def _show_menu(self, number: int, at: QPoint) -> None:
        if self._read_only:
            return
        self.menu = self.menu_of(number)
        self.menu.popup(self.marks[number].mapToGlobal(at))

    def menu_of(self, number: int) -> QMenu:
        """Return the menu of somebody: rings, ties, and off the map."""
        place = self._places[number]
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for ring in Ring:
            act = menu.addAction(words_for(ring))
            act.setCheckable(True)
            act.setChecked(place.ring is ring)
            act.triggered.connect(
                lambda _on=False, ring=ring: self._tell(number, into_ring(self._places[number], ring))
            )
        menu.addSeparator()
        for tie in Tie:
            act = menu.addAction(words_for(tie))
            act.setCheckable(True)
            act.setChecked(place.tie is tie)
            act.triggered.connect(
                lambda _on=False, tie=tie: self._tell(number, replace(self._places[number], tie=tie))
            )
        menu.addSeparator()
        menu.addAction(_("Take off the map")).triggered.connect(lambda _on=False: self.taken_off.emit(number))
        return menu

    def _tell(self, number: int, place: MapPlace) -> None:
        self._places[number] = place
        self._renew()
        notify.announce(self.marks[number], place.in_words)
        self.changed.emit(number, place)

    # -- how it looks ---------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _renew(self) -> None:
        """Dress the marks again and draw everything."""
        for mark, place in zip(self.marks, self._places, strict=True):
            mark.show_place(place, locked=place.person_id in self._locked, read_only=self._read_only)
        self._fit()

    def _fit(self) -> None:
        """Be as high as the width and the names ask for, and draw."""
        high = max(self.wanted_height(), self.least_height)
        if self.height() != high:
            self.setFixedHeight(high)  # draws again, as its size changes
        self._draw()

    def wanted_height(self) -> int:
        """Return how high it has to be at its width, so that the names have room beside each other."""
        names = sum((mark.width() + 8) * (mark.height() + 8) for mark in self.marks)
        usual = min(max(self.width() * 0.62, theme.px(380)), theme.px(500))
        return int(max(usual, _ROOM * names / max(self.width(), 1)))

    def be_at_least(self, high: int) -> None:
        """Be this high (px) where the width and the names ask for less, such as another map beside this one."""
        if high != self.least_height:
            self.least_height = high
            self._fit()

    def _draw(self) -> None:
        """Draw rings, ties and the middle, and put each mark where there is room for it."""
        scene, size = self.scene(), self.viewport().size()
        scene.clear()
        scene.setSceneRect(QRectF(0, 0, size.width(), size.height()))
        self.setBackgroundBrush(QBrush(theme.colour("surface")))
        font = theme.font(12, 700)
        metrics = QFontMetricsF(font)
        name = metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, theme.px(160))
        middle = (metrics.horizontalAdvance(name) + theme.px(28), metrics.height() + theme.px(16))
        sizes = [(float(mark.width()), float(mark.height())) for mark in self.marks]
        self.ground = ground_for(size.width(), size.height(), middle, sizes)
        boxes = laid_out(self.ground, self._places, sizes, self._held)
        self._draw_rings(boxes)
        for place, box in zip(self._places, boxes, strict=True):
            self._draw_tie(place, box)
        area = _rect(self.ground.middle)
        shape = QPainterPath()
        shape.addRoundedRect(area, area.height() / 2, area.height() / 2)
        scene.addPath(shape, QPen(theme.colour("accent"), 2), QBrush(theme.colour("accent")))
        words = scene.addSimpleText(name, font)
        words.setBrush(theme.colour("on-accent"))
        words.setPos(area.center() - words.boundingRect().center())
        for mark, box in zip(self.marks, boxes, strict=True):
            mark.move(round(box.x - box.width / 2), round(box.y - box.height / 2))

    def _draw_rings(self, boxes: tuple[Box, ...]) -> None:
        """Draw the rings, and the name of each on its line where no person stands over it."""
        scene = self.scene()
        for ring in reversed(Ring):
            across, down = self.ground.edge(ring)
            area = QRectF(self.ground.middle.x - across, self.ground.middle.y - down, 2 * across, 2 * down)
            scene.addEllipse(area, QPen(theme.colour("line-strong"), 1))
        words = {ring: scene.addSimpleText(words_for(ring), theme.font(9)) for ring in Ring}
        sizes = {ring: words[ring].boundingRect().size() for ring in Ring}
        spots = ring_names(
            self.ground, {ring: (size.width() + 8, size.height()) for ring, size in sizes.items()}, boxes
        )
        for ring, spot in spots.items():
            words[ring].setBrush(theme.colour("text-2"))
            words[ring].setPos(_rect(spot).topLeft() + QPointF(4, 0))
            words[ring].setZValue(0.2)
            ground = scene.addRect(_rect(spot), QPen(Qt.PenStyle.NoPen), QBrush(theme.colour("surface")))
            ground.setZValue(0.1)

    def _draw_tie(self, place: MapPlace, box: Box) -> QGraphicsPathItem:
        """Draw the line to somebody, under the marks."""
        start, end = QPointF(self.ground.middle.x, self.ground.middle.y), QPointF(box.x, box.y)
        return self.scene().addPath(path_of(place.tie, start, end), pen_of(place.tie))


def _rect(box: Box) -> QRectF:
    return QRectF(box.x - box.width / 2, box.y - box.height / 2, box.width, box.height)
