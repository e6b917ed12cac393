"""Inputs for days, times and moments: typed as people write them, or picked from a calendar (Alt Down)."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QVBoxLayout

from ...core.clock import Clock, local
from ...core.text import _
from .. import theme
from . import typed_dates
from .editors import Editor
from .line_button import LineWithButton


class CalendarPopup(QFrame):
    """A month to pick a day from; `picked(date)` closes it."""

    picked = Signal(object)

    def __init__(self, owner: QLineEdit, day: date) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self.setProperty("role", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        self.calendar = QCalendarWidget()
        self.calendar.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setAccessibleName(_("Calendar"))
        plain = QTextCharFormat()
        plain.setForeground(theme.colour("text"))
        heads = QTextCharFormat()
        heads.setForeground(theme.colour("text-2"))
        heads.setBackground(theme.colour("sunken"))
        self.calendar.setHeaderTextFormat(heads)
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):  # which Qt would show in red
            self.calendar.setWeekdayTextFormat(weekday, plain)
        self.calendar.setMinimumWidth(theme.px(308))
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.calendar.clicked.connect(self._pick)
        self.calendar.activated.connect(self._pick)
        column.addWidget(self.calendar)

    def show_under(self, line: QLineEdit) -> None:
        """Open under `line`, or above it where the screen ends."""
        size = self.sizeHint()
        below = line.mapToGlobal(QPoint(0, line.height() + 2))
        screen = line.screen().availableGeometry()
        if below.y() + size.height() > screen.bottom():
            below = line.mapToGlobal(QPoint(0, -size.height() - 2))
        below.setX(max(screen.left(), min(below.x(), screen.right() - size.width())))
        self.move(below)
        self.show()
        self.calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    def _pick(self, day: QDate) -> None:
        self.picked.emit(date(day.year(), day.month(), day.day()))
        self.close()


class _LineWithCalendar(LineWithButton):
    """A line with a calendar at its right; Alt Down or F4 opens it."""

    def __init__(self) -> None:
        super().__init__("calendar", _("Open the calendar (Alt Down)"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt_down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if (alt_down or event.key() == Qt.Key.Key_F4) and not self.isReadOnly():
            self.pressed_button.emit()
            return
        super().keyPressEvent(event)


class _TypedEditor(Editor):
    """A line whose text is read as something and written anew when the focus goes elsewhere."""

    def __init__(self, line: QLineEdit, clock: Clock) -> None:
        super().__init__()
        self.line, self.clock = line, clock
        self.line.textEdited.connect(lambda _text: self.changed.emit())
        self.column.addWidget(self.line)
        self.take(self.line)

    def read(self, typed: str) -> Any:
        """Return what was typed, or None."""
        raise NotImplementedError

    def write(self, value: Any) -> str:
        """Return a value as the line shows it."""
        raise NotImplementedError

    def value(self) -> Any:
        return self.read(self.line.text())

    def set_value(self, value: Any) -> None:
        self.line.setText("" if value is None or value == "" else self.write(value))
        self.line.setCursorPosition(0)

    def draft_text(self) -> str:
        return self.line.text().strip()

    def set_draft_text(self, text: str) -> None:
        self.line.setText(text)

    def leave(self) -> None:
        value = self.value()
        if value is not None and not self.line.isReadOnly():
            self.line.setText(self.write(value))
        super().leave()


class DateEditor(_TypedEditor):
    """A day. Value: date or None."""

    def __init__(self, clock: Clock) -> None:
        line = _LineWithCalendar()
        super().__init__(line, clock)
        line.pressed_button.connect(self.open_calendar)

    def read(self, typed: str) -> Any:
        return typed_dates.read_day(typed, self.clock.today())

    def write(self, value: Any) -> str:
        return typed_dates.write_day(value)

    def open_calendar(self) -> None:
        """Show the calendar with the day in the field, or today."""
        _open_calendar(self.line, self.value() or self.clock.today(), self._picked)

    def _picked(self, day: date) -> None:
        self.set_value(day)
        self.changed.emit()

    def trouble(self) -> str:
        return (
            ""
            if self.is_empty() or self.value() is not None
            else _("Write a day, such as 27 May or 27/5/26.")
        )

    def asks(self) -> str:
        return _("Choose a day.")


class MomentEditor(_TypedEditor):
    """A day with a time. Value: aware datetime in UTC, or None."""

    def __init__(self, clock: Clock) -> None:
        line = _LineWithCalendar()
        super().__init__(line, clock)
        line.pressed_button.connect(self.open_calendar)

    def read(self, typed: str) -> Any:
        return typed_dates.read_moment(typed, self.clock.today())

    def write(self, value: Any) -> str:
        return typed_dates.write_moment(value, self.clock.today())

    def open_calendar(self) -> None:
        """Show the calendar with the day in the field, or today."""
        value = self.value()
        _open_calendar(self.line, local(value).date() if value else self.clock.today(), self._picked)

    def _picked(self, day: date) -> None:
        at = local(self.value() or self.clock.now())
        self.set_value(datetime.combine(day, at.time().replace(second=0, microsecond=0)).astimezone())
        self.changed.emit()

    def trouble(self) -> str:
        if self.is_empty() or self.value() is not None:
            return ""
        skipped = typed_dates.read_on_the_wall(self.line.text(), self.clock.today())
        if skipped is not None:
            sentence = _("The clocks go forward then: {time} is not on the clock. Write another time.")
            return sentence.format(time=typed_dates.write_time(skipped.time()))
        return _("Write a day and a time, such as 27 May, 16:30.")

    def asks(self) -> str:
        return _("Write the day and the time.")


class TimeEditor(_TypedEditor):
    """A time of day. Value: time or None."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(QLineEdit(), clock)
        self.line.setMaximumWidth(theme.px(120))

    def read(self, typed: str) -> Any:
        return typed_dates.read_time(typed)

    def write(self, value: Any) -> str:
        return typed_dates.write_time(value)

    def trouble(self) -> str:
        return "" if self.is_empty() or self.value() is not None else _("Write a time, such as 16:30.")

    def asks(self) -> str:
        return _("Write the time.")


def _open_calendar(line: QLineEdit, day: date, on_pick: Callable[[date], object]) -> None:
    popup = CalendarPopup(line, day)
    popup.picked.connect(on_pick)
    popup.show_under(line)
