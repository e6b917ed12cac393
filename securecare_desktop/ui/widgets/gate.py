"""The frame around everything that is shown while nobody is signed in: house and time above, facts below.

It never knows a young person. What stands between head and foot is the page's own.
"""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ...core.clock import Clock, local
from ...core.text import _, clock_time, day_long
from .. import actions, icons, theme
from .buttons import Button
from .labels import IconLabel, IconText, label, strong_label
from .page_scroll import PageScroll

TICK_MS = 5000
LOW = 480
"""Below this height, in px at 100 % text size, the head gives its second line to the page."""


class Gate(QWidget):
    """Head with house and time, a body that scrolls where there is little room, and a foot.

    `facts` are (icon, sentence) pairs for the left of the foot; `note` stands at its right, before Help.
    """

    help_wanted = Signal()

    def __init__(
        self, clock: Clock, facts: tuple[tuple[str, str], ...], note: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._make_head())
        self.scroll = PageScroll()
        self.body = self.scroll.column
        outer.addWidget(self.scroll, 1)
        outer.addWidget(self._make_foot(facts, note))
        timer = QTimer(self)
        timer.timeout.connect(self.show_time)
        timer.start(TICK_MS)
        self.show_time()

    def show_house(self, unit: str, house: str) -> None:
        """Name the unit and the house; empty ones leave the program's own name."""
        self.unit.setText(unit or "SecureCare Desktop")
        self.house.setText(house)
        self.house.setVisible(bool(house) and self.height() >= theme.px(LOW))

    def show_time(self) -> None:
        """Show the time as it is now."""
        now = self._clock.now()
        self.time.setText(clock_time(now))
        self.day.setText(day_long(local(now).date()))

    def _make_head(self) -> QFrame:
        head = QFrame()
        head.setProperty("role", "band")
        row = QHBoxLayout(head)
        self._head_row = row
        row.setSpacing(16)
        row.addWidget(icons.AppMark(38))
        names = QVBoxLayout()
        names.setSpacing(0)
        self.unit = label("SecureCare Desktop", "page-title")
        self.house = label("", "second")
        self.house.hide()
        names.addWidget(self.unit)
        names.addWidget(self.house)
        row.addLayout(names)
        row.addStretch(1)
        times = QVBoxLayout()
        times.setSpacing(0)
        self.time = label("", "page-title")
        self.day = label("", "second")
        for one in (self.time, self.day):
            one.setAlignment(Qt.AlignmentFlag.AlignRight)
            times.addWidget(one)
        row.addLayout(times)
        return head

    def _make_foot(self, facts: tuple[tuple[str, str], ...], note: str) -> QFrame:
        foot = QFrame()
        foot.setProperty("role", "status")
        row = QHBoxLayout(foot)
        row.setContentsMargins(40, 4, 32, 4)
        row.setSpacing(24)
        self.facts = tuple(IconText(icon, sentence, "text-2", size=14) for icon, sentence in facts)
        for fact in self.facts:
            row.addWidget(fact)
        row.addStretch(1)
        self.note = label(note, "caption")
        row.addWidget(self.note)
        self.help = Button(
            f"{_('Help')} {actions.keys_in_words('help')}",
            self.help_wanted.emit,
            icon="circle-question-mark",
            kind="foot",
            size="small",
        )
        row.addWidget(self.help)
        return foot

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what is quiet where there is no room for it."""
        super().resizeEvent(event)
        low = self.height() < theme.px(LOW)
        self._head_row.setContentsMargins(*((24, 4, 24, 4) if low else (40, 12, 40, 12)))
        self.day.setVisible(not low)
        self.house.setVisible(bool(self.house.text()) and not low)
        self.body.setContentsMargins(*((24, 12, 24, 12) if low else (24, 32, 24, 24)))
        room = theme.room(self)
        self.note.setVisible(bool(self.note.text()) and room >= 1000)
        for place, fact in enumerate(self.facts):
            fact.setVisible(place == 0 or room >= 800)


def in_the_middle(content: QWidget) -> QHBoxLayout:
    """Return a row with `content` in its middle, as wide as its maximum width allows."""
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(content, 100)
    row.addStretch(1)
    return row


def fact_line(icon: str, strong: str, rest: str) -> QWidget:
    """Return one line of a card: an icon, bold first words and the rest."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    row.addWidget(IconLabel(icon, "text", 18), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(strong_label(strong, f" {rest}", wrap=True), 1)
    return made
