"""Under the month: the limits in force with their ground and review, and what is arranged, each in a few words.

Their lists and forms are limits.py and arrangements.py; here they are only told and opened.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from ...core.clock import local
from ...core.labels import label as words_of
from ...core.text import _, day_plain, day_short, given_name
from ...domain.family_time import Arrangement, Limit, LimitGround
from ...domain.limit_grounds import still_to_hear
from .. import theme
from ..widgets.buttons import PaintedButton, let_clicks_through
from ..widgets.card import Card, EmptyState, VoiceBand
from ..widgets.labels import IconText, label, strong_label
from ..widgets.rows import rests_on
from .limits import heard_mark, heard_words

ARRANGEMENT_WIDTH = 168
"""The least width of an arrangement, in px at 100 % text size."""


class LimitsCard(Card):
    """The limits that hold today. `open_limit` opens one in the sheet, `add` begins a new one."""

    def __init__(
        self,
        note: str,
        empty: str,
        open_limit: Callable[[Limit], object],
        add: tuple[str, Callable[[], object]] | None,
    ) -> None:
        super().__init__(_("Limits in force"), icon="shield", note=note, action=add, action_icon="plus")
        self._open, self._empty, self._add = open_limit, empty, add
        self._limits: tuple[Limit, ...] = ()
        self._now = datetime.min.replace(tzinfo=UTC)
        self._narrow = False

    def show_limits(self, limits: tuple[Limit, ...], now: datetime, *, narrow: bool) -> None:
        """Show those of all limits that hold `now`."""
        today = local(now).date()
        held = tuple(limit for limit in limits if limit.in_force_on(today))
        self._limits, self._now, self._narrow = held, now, narrow
        self.second.setText(str(len(held)) if held else "")
        if not held:
            self.clear()
            self.body.addWidget(EmptyState(self._empty))
            return
        self.show_rows(_LimitRow(limit, now, self._open, narrow=narrow) for limit in held)

    def fit(self, *, narrow: bool) -> None:
        """Show them in the room there is."""
        if narrow is not self._narrow and self._limits:
            self.show_limits(self._limits, self._now, narrow=narrow)


class _LimitRow(PaintedButton):
    """One limit: what it is and how it was told, what it rests on, and who looks at it again when."""

    def __init__(
        self, limit: Limit, now: datetime, on_open: Callable[[Limit], object], *, narrow: bool
    ) -> None:
        super().__init__("row")
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        row = QBoxLayout(way, self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(4 if narrow else 12)
        today = local(now).date()
        told = _told(limit, today)
        hears = heard_words(limit, now) if still_to_hear(limit) else ""
        ground = limit.ground_details or words_of(limit.ground)
        review = day_short(limit.review_on, today) if limit.review_on else _("no day yet")
        by = _("Review by {whom}").format(whom=limit.review_by) if limit.review_by else _("Review")
        first = QVBoxLayout()
        first.setSpacing(2)
        first.addWidget(strong_label(limit.with_whom, f": {limit.what}", wrap=True))
        second: list[QWidget] = [label(told, "caption", wrap=True)]
        if hears:
            icon, tone = heard_mark(limit, now)
            second.append(IconText(icon, hears, tone, wrap=True))
        if limit.own_view.strip():
            second.append(VoiceBand(limit.own_view, size="small"))
        for widget in second:
            first.addWidget(widget)
        first.addStretch(1)
        row.addLayout(first, 5)
        row.addLayout(_column(rests_on(_basis(limit)), label(ground, "caption", wrap=True)), 3)
        row.addLayout(_column(strong_label(by, role="caption"), label(review)), 2)
        let_clicks_through(self)
        self.setAccessibleName(
            f"{limit.with_whom}: {limit.what}, {told}, {hears + ', ' if hears else ''}{ground}, {by}: {review}"
        )
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda _checked=False: on_open(limit))


class ArrangementsCard(Card):
    """What is arranged and has not ended, side by side."""

    def __init__(
        self,
        empty: str,
        open_arrangement: Callable[[Arrangement], object],
        add: tuple[str, Callable[[], object]] | None,
    ) -> None:
        super().__init__(_("Arrangements"), icon="calendar-days", action=add, action_icon="plus")
        self._open, self._empty = open_arrangement, empty

    def show_arrangements(self, arrangements: tuple[Arrangement, ...], today: date) -> None:
        """Show those that hold today or begin later."""
        held = [a for a in arrangements if a.ended_on is None or a.ended_on >= today]
        self.second.setText(str(len(held)) if held else "")
        self.clear()
        if not held:
            self.body.addWidget(EmptyState(self._empty))
            return
        self.body.addWidget(_Tiles(_Arrangement(one, today, self._open) for one in held))


class _Tiles(QWidget):
    """Tiles of one width side by side, as many as there is room for, then in the next line."""

    def __init__(self, tiles: Iterable[QWidget]) -> None:
        super().__init__()
        self._tiles = tuple(tiles)
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 8, 12, 10)
        self._grid.setSpacing(8)
        self._arrange(min(3, len(self._tiles)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(160), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fitting = (self.width() - 24) // theme.px(ARRANGEMENT_WIDTH)
        self._arrange(max(1, min(fitting, len(self._tiles))))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 0)
        self._columns = columns
        for at, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, at // columns, at % columns)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)


class _Arrangement(PaintedButton):
    def __init__(
        self, arrangement: Arrangement, today: date, on_open: Callable[[Arrangement], object]
    ) -> None:
        super().__init__("tile")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 4)
        column.setSpacing(2)
        kind = words_of(arrangement.kind).lower()
        what = ", ".join(part for part in (kind, arrangement.how_often) if part)
        review = (
            _("Review {day}").format(day=day_plain(arrangement.review_on, today))
            if arrangement.review_on
            else ""
        )
        second = ". ".join(part for part in (words_of(arrangement.level), review) if part)
        column.addWidget(strong_label(arrangement.with_whom, f": {what}", wrap=True))
        column.addWidget(label(second, "caption", wrap=True))
        column.addStretch(1)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        let_clicks_through(self)
        self.setAccessibleName(f"{arrangement.with_whom}: {what}, {second}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda _checked=False: on_open(arrangement))


def _column(*widgets: QWidget) -> QVBoxLayout:
    made = QVBoxLayout()
    made.setSpacing(2)
    for widget in widgets:
        made.addWidget(widget)
    made.addStretch(1)
    return made


def _told(limit: Limit, today: date) -> str:
    if limit.told_on is None:
        return _("not told yet")
    who = given_name(limit.told_by)
    day = day_plain(limit.told_on, today)
    return _("Told: {name}, {day}.").format(name=who, day=day) if who else _("Told: {day}.").format(day=day)


def _basis(limit: Limit) -> str:
    by_team = (LimitGround.HEAD_OF_UNIT, LimitGround.YOUNG_PERSONS_CHOICE)
    return "team" if limit.ground in by_team else "law"
