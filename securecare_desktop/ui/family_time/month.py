"""The month as a grid of days with a mark for each occasion, painted, and walked through with the arrow keys.

Each mark, and each day without one, is a stop: left and right go by day, up and down through a day and then by week,
Enter opens. What the marks say is month_marks.py.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ...core.text import _, day_short, month_title, ngettext
from ...domain.family_calendar import FamilyMonth
from .. import icons, theme
from ..markup import tip
from .month_marks import Mark, day_says, marks_of

LINES = 2
"""So many lines of marks a day has before it says how many more there are."""
WEEKEND = 5
ONLY_ICONS = 62
"""Under this width of a day, in px at 100 % text size, a mark is its icon alone; what it says stays."""
_GROUNDS = {"done": "done-tint", "late": "late-tint", "quiet": "quiet-tint"}
_EDGES = {"done": "done", "late": "late", "quiet": "quiet"}
_WAYS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class Stop(QAbstractButton):
    """A place of the grid to stand on: a mark, "+2 more", or a day without anything."""

    def __init__(self, grid: "MonthGrid") -> None:
        super().__init__(grid)
        self._grid = grid
        self.day = date.min
        self.mark: Mark | None = None
        self.more = 0
        self.is_open = False
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.clicked.connect(lambda _checked=False: grid.open_stop(self))

    def show_stop(self, day: date, mark: Mark | None, more: int, says: str) -> None:
        """Stand for something else from now on."""
        self.day, self.mark, self.more = day, mark, more
        self.setAccessibleName(says)
        self.setAccessibleDescription(self._does())
        self.setToolTip(tip(says if mark is not None else ""))
        pointing = mark is not None or bool(more)
        self.setCursor(Qt.CursorShape.PointingHandCursor if pointing else Qt.CursorShape.ArrowCursor)

    def show_open(self, is_open: bool) -> None:
        """Show that what it stands for is open in the sheet, or no longer."""
        if is_open != self.is_open:
            self.is_open = is_open
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
        elif not self._grid.press(self, Qt.Key(event.key())):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.mark is None and not self.more:
            return
        painter = QPainter(self)
        if self.more:
            painter.setFont(self._grid.strong)
            painter.setPen(theme.colour("accent"))
            place = self.rect().adjusted(theme.px(2), 0, 0, 0)
            painter.drawText(
                place, Qt.AlignmentFlag.AlignVCenter, f"+{self.more}" if self._is_slim() else self.text()
            )
            return
        assert self.mark is not None
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_edge(painter, self.mark.look)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        self._paint_words(painter, self.mark)

    def _is_slim(self) -> bool:
        return self.width() < theme.px(ONLY_ICONS)

    def _paint_edge(self, painter: QPainter, look: str) -> None:
        wide = 2 if self.is_open else 1
        pen = QPen(theme.colour("text" if self.is_open else _EDGES.get(look, "line-strong")), wide)
        if look in ("planned", "missing") and not self.is_open:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme.colour(_GROUNDS.get(look, "surface")))
        inset = wide / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 4, 4)

    def _paint_words(self, painter: QPainter, mark: Mark) -> None:
        side = theme.px(12)
        tone = _EDGES.get(mark.look, "text-2")
        place = QRect(theme.px(5), (self.height() - side) // 2, side, side)
        if self._is_slim():
            place.moveCenter(self.rect().center())
        icons.paint(painter, mark.icon, place, tone)
        if self._is_slim():
            return
        painter.setFont(self._grid.strong)
        painter.setPen(theme.colour("text"))
        rest = self.rect().adjusted(place.right() + theme.px(5), 0, -theme.px(4), 0)
        words = painter.fontMetrics().elidedText(mark.words, Qt.TextElideMode.ElideRight, rest.width())
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, words)

    def _does(self) -> str:
        if self.more:
            return _("Shows them all.")
        if self.mark is None:
            return _("Adds family time on this day.") if self._grid.may_add else ""
        return _("Opens it.")


class MonthGrid(QWidget):
    """A month. `opened(occasion or expected)` and `day_chosen(date)` are sent when a person opens something.

    `turned(months)` asks for a month before or after; `may_add` says whether a day without anything opens a form.
    """

    opened = Signal(object)
    day_chosen = Signal(object)
    turned = Signal(int)

    def __init__(self, may_add: bool = True) -> None:
        super().__init__()
        self.may_add = may_add
        self._month: FamilyMonth | None = None
        self._today = date.min
        self._marks: dict[date, tuple[Mark, ...]] = {}
        self._wide_weeks: set[date] = set()
        self._pool: list[Stop] = []
        self._stops: list[Stop] = []
        self._by_day: dict[date, list[Stop]] = {}
        self._at: tuple[date, str] = (date.min, "")
        self._open_key = ""
        self._take_fonts()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        theme.watch(self._renew)

    # -- what is shown --------------------------------------------------------------------------------

    def show_month(self, month: FamilyMonth, today: date) -> None:
        """Show a month; whoever stands on a day stays on it where it is shown."""
        if self._month is None or month.first_day != self._month.first_day:
            self._wide_weeks.clear()
        is_other = self._month is None or month.young_person_id != self._month.young_person_id
        self._month, self._today = month, today
        self._marks = marks_of(month, today)
        if is_other or not self._is_shown(self._at[0]):
            self._at = (today if month.holds(today) else month.first_day, "")
        title = month_title(month.first_day)
        count = sum(len(marks) for day, marks in self._marks.items() if month.holds(day))
        entries = ngettext("{n} entry", "{n} entries", count).format(n=count)
        self.setAccessibleName(f"{title}, {entries}")
        self._renew()

    def show_open(self, key: str) -> None:
        """Mark what is open in the sheet, by its id; the empty text for nothing."""
        self._open_key = key
        for stop in self._stops:
            stop.show_open(bool(key) and stop.mark is not None and stop.mark.key == key)

    def stand_on(self, key: str) -> None:
        """Stand on a mark, shown or behind "+2 more"."""
        for day, marks in self._marks.items():
            if any(mark.key == key for mark in marks):
                self._at = (day, key)
                if not any(s.mark is not None and s.mark.key == key for s in self._by_day.get(day, ())):
                    self._widen(day)
                else:
                    self._rove()
                return

    def stops(self) -> tuple[Stop, ...]:
        """Return the stops from the first day to the last."""
        return tuple(self._stops)

    def current(self) -> Stop | None:
        """Return the stop that Tab leads to."""
        there = self._by_day.get(self._at[0], [])
        named = next((s for s in there if s.mark is not None and s.mark.key == self._at[1]), None)
        if named is None and self._at[1] == _MORE:
            named = next((s for s in there if s.more), None)
        return named or (there[0] if there else None)

    # -- walking --------------------------------------------------------------------------------------

    def press(self, stop: Stop, key: Qt.Key) -> bool:
        """Go where a key leads from a stop; False where it has no meaning here."""
        if key in _WAYS:
            down, right = _WAYS[key]
            self._walk(stop, down, right)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            weekday = stop.day.weekday()
            by = -weekday if key == Qt.Key.Key_Home else 6 - weekday
            self._go(stop.day + timedelta(days=by))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turned.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        else:
            return False
        return True

    def open_stop(self, stop: Stop) -> None:
        """Open what a stop stands for."""
        self._at = (stop.day, _key(stop))
        self._rove()
        if stop.more:
            first_hidden = self._marks[stop.day][LINES - 1]
            self._at = (stop.day, first_hidden.key)
            self._widen(stop.day)
        elif stop.mark is not None:
            self.opened.emit(stop.mark.of)
        elif self.may_add:
            self.day_chosen.emit(stop.day)

    def _walk(self, stop: Stop, down: int, right: int) -> None:
        there = self._by_day[stop.day]
        if down:
            beside = there.index(stop) + down
            if 0 <= beside < len(there):
                self._stand(there[beside])
            else:
                self._go(stop.day + timedelta(days=7 * down), last=down < 0)
            return
        self._go(stop.day + timedelta(days=right))

    def _go(self, day: date, *, last: bool = False) -> None:
        there = self._by_day.get(day)
        if there:
            self._stand(there[-1 if last else 0])
        elif self._month is not None:
            self._at = (day, "")
            self.turned.emit(-1 if day < self._month.first_day else 1)

    def _stand(self, stop: Stop) -> None:
        self._at = (stop.day, _key(stop))
        self._rove()
        stop.setFocus(Qt.FocusReason.TabFocusReason)

    def _rove(self) -> None:
        current = self.current()
        for stop in self._stops:
            policy = Qt.FocusPolicy.StrongFocus if stop is current else Qt.FocusPolicy.ClickFocus
            if stop.focusPolicy() != policy:
                stop.setFocusPolicy(policy)

    def _widen(self, day: date) -> None:
        self._wide_weeks.add(day - timedelta(days=day.weekday()))
        self._renew()
        current = self.current()
        if current is not None and self.isVisible():
            current.setFocus(Qt.FocusReason.TabFocusReason)

    def _is_shown(self, day: date) -> bool:
        return self._month is not None and self._month.weeks[0][0] <= day <= self._month.weeks[-1][-1]

    # -- where everything stands ----------------------------------------------------------------------

    def _renew(self) -> None:
        """Give every stop what it stands for and its place."""
        self._take_fonts()
        if self._month is None:
            return
        had_focus = any(stop.hasFocus() for stop in self._stops)
        self._by_day = {}
        used = 0
        for week in self._month.weeks:
            for day in week:
                for mark, more in self._shown_on(day):
                    if used == len(self._pool):
                        self._pool.append(Stop(self))
                    self._fill(self._pool[used], day, mark, more)
                    self._by_day.setdefault(day, []).append(self._pool[used])
                    used += 1
        self._stops = self._pool[:used]
        for stop in self._pool[used:]:
            stop.hide()
        self._place()
        for stop in self._stops:
            stop.show()
        self.show_open(self._open_key)
        self._rove()
        current = self.current()
        if had_focus and current is not None:
            current.setFocus(Qt.FocusReason.TabFocusReason)
        self.updateGeometry()
        self.update()

    def _fill(self, stop: Stop, day: date, mark: Mark | None, more: int) -> None:
        if mark is not None:
            says = mark.says
        elif more:
            words = ngettext("+{n} more", "+{n} more", more).format(n=more)
            stop.setText(words)
            says = f"{words}, {day_says(day, self._today, count=more)}"
        else:
            says = day_says(day, self._today)
        stop.show_stop(day, mark, more, says)

    def _shown_on(self, day: date) -> Iterator[tuple[Mark | None, int]]:
        marks = self._marks.get(day, ())
        if not marks:
            yield None, 0
            return
        is_wide = day - timedelta(days=day.weekday()) in self._wide_weeks
        if is_wide or len(marks) <= LINES:
            yield from ((mark, 0) for mark in marks)
            return
        yield from ((mark, 0) for mark in marks[: LINES - 1])
        yield None, len(marks) - LINES + 1

    def _take_fonts(self) -> None:
        """Make the fonts of this text size once: to make one takes as long as to write with it."""
        self.plain, self.strong, self.bold = theme.font(9), theme.font(9, 600), theme.font(9, 700)
        plain, strong = QFontMetrics(self.plain).height(), QFontMetrics(self.strong).height()
        self._number_height = plain + theme.px(3)
        self._head_height = strong + theme.px(9)
        self._chip_height = max(theme.px(20), strong + 4)

    def _heights(self) -> list[int]:
        assert self._month is not None
        line = self._chip_height + theme.px(2)
        return [
            self._number_height
            + max(1, *(len(self._by_day.get(day, ())) for day in week)) * line
            + theme.px(3)
            for week in self._month.weeks
        ]

    def _left(self, column: int) -> int:
        return column * self.width() // 7

    def _place(self) -> None:
        assert self._month is not None
        top = self._head_height
        for week, height in zip(self._month.weeks, self._heights(), strict=True):
            for column, day in enumerate(week):
                left, right = self._left(column), self._left(column + 1)
                for at, stop in enumerate(self._by_day[day]):
                    if stop.mark is None and not stop.more:
                        stop.setGeometry(left + 2, top + 2, right - left - 3, height - 3)
                        continue
                    below = top + self._number_height + at * (self._chip_height + theme.px(2))
                    side = theme.px(6 if right - left > theme.px(80) else 2)
                    stop.setGeometry(left + side, below, right - left - 2 * side + 1, self._chip_height)
            top += height

    def sizeHint(self) -> QSize:
        if self._month is None:
            return QSize(theme.px(400), theme.px(240))
        return QSize(theme.px(400), self._head_height + sum(self._heights()))

    def minimumSizeHint(self) -> QSize:
        return QSize(7 * theme.px(24), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._month is not None:
            self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._renew()

    # -- painting -------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._month is None:
            return
        painter = QPainter(self)
        self._paint_head(painter)
        top = self._head_height
        for week, height in zip(self._month.weeks, self._heights(), strict=True):
            for column, day in enumerate(week):
                place = QRect(self._left(column), top, self._left(column + 1) - self._left(column), height)
                self._paint_day(painter, place, day, column)
            top += height
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(0, top - 1, self.width(), top - 1)

    def _paint_head(self, painter: QPainter) -> None:
        assert self._month is not None
        high = self._head_height
        painter.fillRect(0, 0, self.width(), high, theme.colour("sunken"))
        painter.setFont(self.strong)
        painter.setPen(theme.colour("text-2"))
        for column, day in enumerate(self._month.weeks[0]):
            place = QRect(self._left(column), 0, self._left(column + 1) - self._left(column), high)
            inset = min(theme.px(8), place.width() // 8)
            painter.drawText(
                place.adjusted(inset, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, day_short(day).split()[0]
            )

    def _paint_day(self, painter: QPainter, place: QRect, day: date, column: int) -> None:
        assert self._month is not None
        is_ours = self._month.holds(day)
        painter.fillRect(place, theme.colour("surface" if is_ours else "sunken"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(place.topLeft(), place.topRight())
        if column:
            if column == WEEKEND:
                painter.setPen(QPen(theme.colour("line-strong"), 1))
            painter.drawLine(place.topLeft(), place.bottomLeft())
        words = _("{day} today").format(day=day.day) if day == self._today else str(day.day)
        inset = min(theme.px(6), place.width() // 8)
        number = QRect(place.left() + inset, place.top() + 1, place.width() - inset, self._number_height)
        painter.setFont(self.bold if day == self._today else self.plain)
        painter.setPen(theme.colour("accent" if day == self._today else "text" if is_ours else "text-2"))
        if painter.fontMetrics().horizontalAdvance(words) > number.width():
            words = str(day.day)
        painter.drawText(number, Qt.AlignmentFlag.AlignVCenter, words)
        if day == self._today:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(place.adjusted(1, 1, -1, -1))


_MORE = "more"


def _key(stop: Stop) -> str:
    if stop.mark is not None:
        return stop.mark.key
    return _MORE if stop.more else ""
