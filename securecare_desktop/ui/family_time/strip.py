"""The last twelve months of family time, a line for each person, and honest figures with what each word means.

Counts alone, all in one quiet colour: nothing here judges anybody. What is counted is domain/family_figures.
"""

from datetime import date

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout

from ...core.text import _, day_short, month_title
from ...domain.family_calendar import FamilyYear, PersonYear
from ...domain.family_figures import Figures, definitions, in_words, of_month
from .. import icons, theme
from ..markup import tip
from ..widgets.buttons import LinkButton
from ..widgets.card import Card, EmptyState, clear_layout
from ..widgets.labels import label, strong_label
from ..widgets.rows import Facts

NAME = 104
ROW, LINE = 40, 15
MARKS = (("check", "happened"), ("x", "all_cancelled"), ("circle", "not_written"))
"""Icons of the small marks after that of what was expected, and what each of them counts."""
LEAST_MONTH = 34
"""A month narrower than this, in px at 100 % text size, shows the newest months only; the figures count them all."""


class PersonStrip(QAbstractButton):
    """Twelve months with one person, painted. Left and right go through the months, which are said one by one.

    `month_chosen(first day)` is sent when a person clicks a month, or presses Enter on it.
    """

    month_chosen = Signal(object)

    def __init__(self, line: PersonYear, months: tuple[date, ...], *, names_months: bool) -> None:
        super().__init__()
        self._line, self._months, self._names_months = line, months, names_months
        self._at = len(months) - 1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._say()

    @property
    def line(self) -> PersonYear:
        """The line it shows."""
        return self._line

    def says(self, at: int) -> str:
        """Return what is said of a month, counted from the first shown."""
        return f"{month_title(self._months[at])}: {of_month(self._line.months[at])}"

    def first_shown(self) -> int:
        """Return the first month there is room for."""
        room = self.width() - theme.px(NAME)
        return max(0, len(self._months) - max(1, room // theme.px(LEAST_MONTH)))

    def sizeHint(self) -> QSize:
        line = max(theme.px(LINE), QFontMetrics(theme.font(9)).height())
        lines = max(2, self._most_lines()) + self._names_months
        return QSize(theme.px(NAME + 12 * LEAST_MONTH), line * lines + theme.px(8))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(NAME + 3 * LEAST_MONTH), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
                self.month_chosen.emit(self._months[self._at])
            else:
                super().keyPressEvent(event)
            return
        self._at = max(self.first_shown(), min(len(self._months) - 1, self._at + step))
        self._say()
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._month_at(round(event.position().x()))
        self.setToolTip(tip(self.says(at) if at is not None else ""))
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        at = self._month_at(round(event.position().x()))
        if at is not None and event.button() == Qt.MouseButton.LeftButton:
            self._at = at
            self._say()
            self.month_chosen.emit(self._months[at])

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font(10.5, 600))
        painter.setPen(theme.colour("text"))
        name = QRect(0, 0, theme.px(NAME) - 8, self.height())
        words = painter.fontMetrics().elidedText(self._line.name, Qt.TextElideMode.ElideRight, name.width())
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, words)
        first = self.first_shown()
        for at in range(first, len(self._months)):
            self._paint_month(painter, self._place(at, first), at)

    def _paint_month(self, painter: QPainter, place: QRect, at: int) -> None:
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(place.topLeft(), place.bottomLeft())
        if self.hasFocus() and at == self._at:
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRect(place.adjusted(2, 2, -1, -2))
        painter.setFont(theme.font(9))
        painter.setPen(theme.colour("text-2"))
        high = max(theme.px(LINE), painter.fontMetrics().height())
        top = place.top() + theme.px(4)
        if self._names_months:
            name = QRect(place.left() + theme.px(5), top, place.width(), high)
            painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, day_short(self._months[at]).split()[2])
        side = theme.px(11)
        painter.setPen(theme.colour("text"))
        for number, (icon, count) in enumerate(_lines(self._line.months[at]), start=self._names_months):
            line = QRect(place.left() + theme.px(5), top + number * high, place.width() - theme.px(6), high)
            icons.paint(
                painter, icon, QRect(line.left(), line.top() + (high - side) // 2, side, side), "text-2"
            )
            painter.drawText(
                line.adjusted(side + theme.px(3), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, str(count)
            )

    def _place(self, at: int, first: int) -> QRect:
        left, count = theme.px(NAME), len(self._months) - first
        room = self.width() - left
        start = left + (at - first) * room // count
        return QRect(start, 0, left + (at - first + 1) * room // count - start, self.height())

    def _month_at(self, x: int) -> int | None:
        first = self.first_shown()
        shown = range(first, len(self._months))
        return next((at for at in shown if self._place(at, first).contains(x, 1)), None)

    def _most_lines(self) -> int:
        return max((len(_lines(month)) for month in self._line.months), default=0)

    def _say(self) -> None:
        self.setAccessibleName(f"{self._line.name}, {self.says(self._at)}")
        self.setAccessibleDescription(_("Left and right go through the months, Enter shows one above."))


class YearCard(Card):
    """The strips of all people, their figures in words, and what the words mean. `month_chosen` is theirs."""

    month_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("The last 12 months"), icon="calendar-clock", inset=True)
        self.strips: tuple[PersonStrip, ...] = ()
        self.means = LinkButton(_("What the figures mean"), self._show_meanings, small=True)
        self.head_row.addWidget(self.means)
        self._meanings = Facts(definitions(), label_width=theme.px(120))
        self._meanings.hide()
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.body.addLayout(self._list)
        self.body.addWidget(self._meanings)
        self._shown: FamilyYear | None = None

    def show_year(self, year: FamilyYear) -> None:
        """Show a line for each person; brothers and sisters who live elsewhere under their own heading."""
        if year == self._shown:
            return
        self._shown = year
        focused = next((strip.line.person_id for strip in self.strips if strip.hasFocus()), "")
        clear_layout(self._list)
        strips = []
        if not year.people:
            self._list.addWidget(EmptyState(_("Nothing to count yet.")))
        heading_is_there = False
        for line in year.people:
            if line.lives_apart and not heading_is_there:
                heading_is_there = True
                self._list.addWidget(label(_("Brothers and sisters who live elsewhere"), "caption-strong"))
            strip = PersonStrip(line, year.months, names_months=not strips)
            strip.month_chosen.connect(self.month_chosen)
            strips.append(strip)
            self._list.addWidget(strip)
            sentences = " ".join(words for group, found in line.groups for words in in_words(group, found))
            said = strong_label(f"{line.name}: ", sentences, role="caption", wrap=True)
            self._list.addWidget(said)
        self._list.addWidget(
            label(
                _(
                    "Expected is what the arrangements lay out up to today. These are counts of days,"
                    " not of how good anybody is."
                ),
                "hint",
                wrap=True,
            )
        )
        self.strips = tuple(strips)
        for strip in strips:
            if strip.line.person_id == focused:
                strip.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_meanings(self) -> None:
        self._meanings.setVisible(self._meanings.isHidden())


def _lines(month: Figures) -> tuple[tuple[str, int], ...]:
    """Return the small marks of a month with their counts, only where there are any."""
    both = (month.expected, month.besides)
    others = sum(c.did_not_come + c.declined + c.not_reached for c in both)
    counted = [("calendar", month.expected.all)]
    counted += [(icon, sum(getattr(c, name) for c in both)) for icon, name in MARKS]
    counted.append(("circle-slash", others))
    return tuple((icon, count) for icon, count in counted if count)
