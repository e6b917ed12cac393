"""The input for how often something comes round: every so many days, weeks on chosen days, or months.

What a rhythm is and how it reads stands in domain/rhythm. A rule of another kind is kept as it was written.
"""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from ...core.labels import choices
from ...core.text import _
from ...domain.rhythm import (
    DAYS,
    LAST,
    NTHS,
    Rhythm,
    RhythmKind,
    interval_in_words,
    month_day_in_words,
    nth_in_words,
    rhythm_of,
    rule_of,
    weekday_name,
)
from .editors import Editor, QuietCombo

_KEPT = "kept"
_BESIDE = 4
"""How many days of the week stand beside each other: seven have no room in a sheet with large text."""
_MOST = {RhythmKind.DAYS: 31, RhythmKind.WEEKS: 12, RhythmKind.MONTH_WEEKDAY: 12, RhythmKind.MONTH_DAY: 12}


class RhythmEditor(Editor):
    """How often something comes round. Value: an RFC 5545 rule, empty for no fixed rhythm."""

    def __init__(self) -> None:
        super().__init__()
        self.kind = _combo(*choices(RhythmKind))
        self.interval = QuietCombo()
        self.weekdays = [QCheckBox(weekday_name(day, short=True)) for day in range(len(DAYS))]
        self._week = QWidget()
        grid = QGridLayout(self._week)
        grid.setContentsMargins(0, 4, 0, 4)
        for day, box in enumerate(self.weekdays):
            grid.addWidget(box, day // _BESIDE, day % _BESIDE, Qt.AlignmentFlag.AlignLeft)
        self.nth = _combo(*((nth, nth_in_words(nth)) for nth in NTHS))
        self.weekday = _combo(*((day, weekday_name(day)) for day in range(len(DAYS))))
        self.month_day = _combo(*((day, month_day_in_words(day)) for day in (*range(1, 32), LAST)))
        self._rule = ""
        parts: tuple[QWidget, ...] = (
            self.kind, self.interval, self._week, self.nth, self.weekday, self.month_day,
        )  # fmt: skip
        for part in parts:
            self.column.addWidget(part)
        for combo in self._combos():
            combo.activated.connect(self._on_changed)
        for box in self.weekdays:
            box.clicked.connect(self._on_changed)
        self.take(self.kind, self.interval, *self.weekdays, self.nth, self.weekday, self.month_day)
        self.set_value("")

    def value(self) -> Any:
        return self._rule

    def set_value(self, value: Any) -> None:
        self._rule = str(value or "")
        rhythm = rhythm_of(self._rule)
        self._offer_kept(rhythm is None)
        if rhythm is None:
            self._choose(self.kind, _KEPT)
        else:
            self._show(rhythm)
        self._fit()

    def describe(self, name: str, description: str) -> None:
        """Give each input its own name: what they are called together, and what is chosen here."""
        said = (
            (self.kind, name), (self.interval, _("How often")), (self.nth, _("Which one of the month")),
            (self.weekday, _("Weekday")), (self.month_day, _("Day of the month")),
        )  # fmt: skip
        for part, words in said:
            part.setAccessibleName(words if words == name else f"{name}: {words}")
            part.setAccessibleDescription(description)
        for day, box in enumerate(self.weekdays):
            box.setAccessibleName(weekday_name(day))
            box.setAccessibleDescription(name)

    def _on_changed(self) -> None:
        if self.kind.currentData() != _KEPT:
            self._offer_kept(False)
            self._fit()
            self._rule = rule_of(self._chosen())
        else:
            self._fit()
        self.changed.emit()

    def _chosen(self) -> Rhythm:
        return Rhythm(
            RhythmKind(self.kind.currentData()),
            self.interval.currentData() or 1,
            tuple(day for day, box in enumerate(self.weekdays) if box.isChecked()),
            self.nth.currentData(),
            self.weekday.currentData(),
            self.month_day.currentData(),
        )

    def _show(self, rhythm: Rhythm) -> None:
        self._choose(self.kind, rhythm.kind)
        self._offer_intervals(rhythm.kind, rhythm.every)
        for day, box in enumerate(self.weekdays):
            box.setChecked(day in rhythm.weekdays)
        self._choose(self.nth, rhythm.nth)
        self._choose(self.weekday, rhythm.weekday)
        self._choose(self.month_day, rhythm.month_day)

    def _fit(self) -> None:
        """Show what the chosen kind asks for."""
        kind = self.kind.currentData()
        self._offer_intervals(kind, self.interval.currentData() or 1)
        self.interval.setVisible(kind in _MOST)
        self._week.setVisible(kind == RhythmKind.WEEKS)
        self.nth.setVisible(kind == RhythmKind.MONTH_WEEKDAY)
        self.weekday.setVisible(kind == RhythmKind.MONTH_WEEKDAY)
        self.month_day.setVisible(kind == RhythmKind.MONTH_DAY)

    def _offer_intervals(self, kind: str, chosen: int) -> None:
        if kind not in _MOST:
            return
        of_kind = RhythmKind(kind)
        self.interval.clear()
        for every in range(1, max(_MOST[of_kind], chosen) + 1):
            self.interval.addItem(interval_in_words(of_kind, every), every)
        self._choose(self.interval, chosen)

    def _offer_kept(self, offered: bool) -> None:
        at = self.kind.findData(_KEPT)
        if offered and at < 0:
            self.kind.addItem(_("As it was written before"), _KEPT)
        elif not offered and at >= 0:
            self.kind.removeItem(at)

    @staticmethod
    def _choose(combo: QuietCombo, data: Any) -> None:
        combo.setCurrentIndex(max(0, combo.findData(str(data) if isinstance(data, str) else data)))

    def _combos(self) -> tuple[QuietCombo, ...]:
        return (self.kind, self.interval, self.nth, self.weekday, self.month_day)


def _combo(*choices: tuple[Any, str]) -> QuietCombo:
    made = QuietCombo()
    for data, words in choices:
        made.addItem(words, str(data) if isinstance(data, str) else data)
    return made
