"""The month in its card: the grid, and under it what fell away this month, by whom and whether it was told.

The head above it (month before and after, what the marks mean, month or list) stands here as well; the grid is month.py.
"""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...core.clock import local
from ...core.text import _, clock_time, day_plain, day_short, given_name, month_title
from ...domain.family_calendar import FamilyMonth
from ...domain.family_time import Occasion
from .. import actions, theme
from ..widgets.buttons import Button, LinkButton, PaintedButton, let_clicks_through
from ..widgets.card import Card
from ..widgets.flow import FlowLayout
from ..widgets.labels import IconLabel, IconText, label, strong_label
from ..widgets.segmented import SegmentedControl
from .month import MonthGrid
from .month_marks import SETTLED

MONTH, LIST = "month", "list"
NARROW_ROW = 520
"""Under this room, in px at 100 % text size, a line of what fell away is two lines."""


class MonthHead(QWidget):
    """Which month it is, what the marks mean, and whether the month or the list is shown.

    `turned(by)` asks for another month, 0 for the one of today; `chosen` for "month" or "list".
    """

    turned = Signal(int)
    chosen = Signal(str)

    def __init__(
        self,
        add: tuple[str, Callable[[], object]] | None,
        call: tuple[str, Callable[[], object]] | None = None,
        save: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self._has_room = True
        row = FlowLayout(self, gap=12)
        self.before = Button("", lambda: self.turned.emit(-1), icon="chevron-left", size="small")
        self.after = Button("", lambda: self.turned.emit(1), icon="chevron-right", size="small")
        self.today = Button(_("Today"), lambda: self.turned.emit(0), size="small")
        self.title = label("", "heading")
        self._way = QWidget()
        way = QHBoxLayout(self._way)
        way.setContentsMargins(0, 0, 0, 0)
        way.setSpacing(8)
        for widget in (self.before, self.title, self.after, self.today):
            way.addWidget(widget)
        row.addWidget(self._way)
        self._legend = tuple(
            IconText(icon, words, tone)
            for icon, words, tone in (
                ("check", _("happened"), "done"),
                ("x", _("cancelled"), "late"),
                ("calendar", _("planned"), ""),
            )
        )
        for sign in self._legend:
            sign.setMinimumHeight(self.before.sizeHint().height())
            row.addWidget(sign)
        self.add = Button(add[0], add[1], icon="plus", size="small") if add is not None else None
        if self.add is not None:
            row.addWidget(self.add)
        self.call = Button(call[0], call[1], icon="plus", size="small") if call is not None else None
        if self.call is not None:
            self.call.setToolTip(actions.keys_in_words("light_call"))
            row.addWidget(self.call)
        self.save: Button | None = None
        if save is not None:
            self.save = Button(_("Save as calendar file"), save, icon="calendar", kind="quiet", size="small")
            row.addWidget(self.save)
        self.view = SegmentedControl(
            ((MONTH, _("Month")), (LIST, _("List"))), MONTH, small=True, says=_("How family time is shown")
        )
        self.view.chosen.connect(self.chosen)
        row.add_at_right(self.view)

    def show_month(self, first_day: date, view: str) -> None:
        """Say which month is shown, or leave that to the list."""
        self.title.setText(month_title(first_day))
        self.before.setAccessibleName(_("The month before"))
        self.after.setAccessibleName(_("The month after"))
        self.view.set_value(view)
        for widget in (self._way, *self._legend):
            widget.setVisible(view == MONTH)
        self._offer_to_add()

    def make_room(self, sheet_is_open: bool) -> None:
        """Leave the buttons that add something out while the sheet is open: everything else stays in one line."""
        self._has_room = not sheet_is_open
        self._offer_to_add()

    def _offer_to_add(self) -> None:
        if self.add is not None:
            self.add.setVisible(self._has_room and self.view.value() == MONTH)
        if self.call is not None:
            self.call.setVisible(self._has_room)


class FellAwayRow(PaintedButton):
    """One occasion that fell away: what and when, by whom and why, and whether the young person was told."""

    def __init__(
        self,
        occasion: Occasion,
        today: date,
        on_open: Callable[[], object],
        on_tell: Callable[[], object] | None,
        *,
        narrow: bool,
    ) -> None:
        super().__init__("row")
        self.occasion_id = occasion.id
        outer = QHBoxLayout(self)
        outer.setContentsMargins(16, 3, 16, 3)
        outer.setSpacing(8)
        outer.addWidget(
            IconLabel("x", "late", 14),
            0,
            Qt.AlignmentFlag.AlignTop if narrow else Qt.AlignmentFlag.AlignVCenter,
        )
        words = QVBoxLayout() if narrow else QHBoxLayout()
        words.setSpacing(2 if narrow else 8)
        day = local(occasion.planned_at).date()
        head = f"{' '.join(day_short(day).split()[:2])}, {occasion.with_whom}"
        first = strong_label(head, role="caption")
        because = _because(occasion)
        why = label(because, "caption", wrap=True)
        if not narrow:
            first.setFixedWidth(max(theme.px(112), first.sizeHint().width()))
        words.addWidget(first)
        words.addWidget(why, 0 if narrow else 3)
        told = told_words(occasion, today)
        self.tell: LinkButton | None = None
        if occasion.still_to_tell and on_tell is not None:
            self.tell = LinkButton(told, on_tell, small=True, says=f"{told}: {head}")
            self.tell.setProperty("tone", "late")
            last: QWidget = self.tell
        elif occasion.still_to_tell:
            last = IconText("message-circle-warning", told, "late")
        else:
            last = IconText("check", told, "done")
        words.addWidget(last, 0 if narrow else 2, Qt.AlignmentFlag.AlignLeft)
        outer.addLayout(words, 1)
        let_clicks_through(self)
        self.setAccessibleName(", ".join(part for part in (head, because, told) if part))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda _checked=False: on_open())


class MonthCard(Card):
    """The grid and what fell away. `opened` and `day_chosen` are the grid's; `tell(occasion)` asks for that form."""

    opened = Signal(object)
    tell = Signal(object)

    def __init__(self, may_write: bool) -> None:
        super().__init__()
        self._may_write = may_write
        self.setAccessibleName(_("Family time in this month"))
        self.grid = MonthGrid(may_add=may_write)
        self.grid.opened.connect(self.opened)
        self.body.addWidget(self.grid)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addLayout(self._rows)
        self.rows: list[FellAwayRow] = []
        self._shown: tuple[tuple[Occasion, ...], date, bool] | None = None

    def show_month(self, month: FamilyMonth, today: date, *, narrow: bool) -> None:
        """Show a month, and of the days that belong to it what fell away."""
        self.grid.show_month(month, today)
        fell_away = tuple(
            o for o in month.occasions if o.state in SETTLED and month.holds(local(o.planned_at).date())
        )
        if self._shown != (fell_away, today, narrow):
            self._shown = (fell_away, today, narrow)
            self._show_rows(fell_away, today, narrow=narrow)

    def fit(self, *, narrow: bool) -> None:
        """Show the lines in the room there is."""
        if self._shown is not None and self._shown[2] is not narrow:
            fell_away, today, _was = self._shown
            self._shown = (fell_away, today, narrow)
            self._show_rows(fell_away, today, narrow=narrow)

    def show_open(self, key: str) -> None:
        """Mark what is open in the sheet."""
        self.grid.show_open(key)
        for row in self.rows:
            row.setChecked(bool(key) and row.occasion_id == key)

    def _show_rows(self, fell_away: tuple[Occasion, ...], today: date, *, narrow: bool) -> None:
        for row in self.rows:
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        for occasion in fell_away:
            row = FellAwayRow(
                occasion,
                today,
                lambda occasion=occasion: self.opened.emit(occasion),
                (lambda occasion=occasion: self.tell.emit(occasion)) if self._may_write else None,
                narrow=narrow,
            )
            row.setCheckable(True)
            self.rows.append(row)
            self._rows.addWidget(row)
            row.show()
        if self.rows:
            self.rows[-1].setProperty("place", "last")


def told_words(occasion: Occasion, today: date) -> str:
    """Return whether the young person was told: "Told why, Femi, 15:50", with the day where it was another one."""
    if occasion.told_at is None:
        return _("Still to be told")
    told = local(occasion.told_at)
    same_day = told.date() == local(occasion.planned_at).date()
    when = clock_time(occasion.told_at) if same_day else day_plain(told.date(), today)
    who = given_name(occasion.told_by)
    return (
        _("Told why, {name}, {time}").format(name=who, time=when)
        if who
        else _("Told, {time}").format(time=when)
    )


def _because(occasion: Occasion) -> str:
    by = _("by {name}").format(name=occasion.cancelled_by) if occasion.cancelled_by else ""
    why = occasion.why.strip()
    return ": ".join(part for part in (by, why) if part) or _("nothing written about why")
