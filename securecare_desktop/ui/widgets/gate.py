"""The frame around everything that is shown while nobody is signed in: house and time above, facts below.

It never knows a young person. What stands between head and foot is the page's own.
"""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ...core.clock import Clock, local
from ...core.text import _, clock_time, day_long
from .. import actions, icons, theme
from .buttons import Button
from .labels import IconLabel, IconText, label, strong_label

TICK_MS = 5000


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
        self.scroll = QScrollArea()
        self.scroll.setWidgetResizable(True)
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setProperty("role", "page")
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(24, 32, 24, 24)
        self.body.setSpacing(16)
        self.scroll.setWidget(inside)
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
        self.house.setVisible(bool(house))

    def show_time(self) -> None:
        """Show the time as it is now."""
        now = self._clock.now()
        self.time.setText(clock_time(now))
        self.day.setText(day_long(local(now).date()))

    def _make_head(self) -> QFrame:
        head = QFrame()
        head.setProperty("role", "band")
        row = QHBoxLayout(head)
        row.setContentsMargins(40, 8, 40, 8)
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

    def resizeEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Leave out the quiet facts where there is no room for them."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        room = theme.room(self)
        self.note.setVisible(bool(self.note.text()) and room >= 1000)
        for place, fact in enumerate(self.facts):
            fact.setVisible(place == 0 or room >= 800)


def fact_line(icon: str, strong: str, rest: str) -> QWidget:
    """Return one line of a card: an icon, bold first words and the rest."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    row.addWidget(IconLabel(icon, "text", 18), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(strong_label(strong, f" {rest}", wrap=True), 1)
    return made


def initials(name: str) -> str:
    """Return the first letters of the first and last part of a name."""
    parts = name.split()
    return "".join(part[0] for part in (parts[:1] + parts[1:][-1:])).upper()
