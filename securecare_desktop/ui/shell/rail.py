"""The rail: the screens of the house above, its young people in the middle, settings and help at the foot."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ...core.text import _
from .. import actions, theme
from ..page import Place
from ..widgets.buttons import Button, PaintedButton, let_clicks_through
from ..widgets.labels import IconLabel, label
from ..widgets.page_scroll import PageScroll


@dataclass(frozen=True, slots=True)
class RailEntry:
    """One screen in the rail. `act_id` names its shortcut, which stands at its right."""

    screen: str
    text: str
    icon: str
    act_id: str = ""


class RailItem(PaintedButton):
    """One line of the rail: icon, words, and a count or a key at the right."""

    def __init__(self, place: Place, icon: str, text: str, act_id: str = "", *, person: bool = False) -> None:
        super().__init__("rail-item")
        self.place = place
        self.text_shown = text
        self._person = person
        self.setCheckable(True)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 6, 0)
        row.setSpacing(6)
        self._icon = IconLabel(icon, "text-2", 18)
        row.addWidget(self._icon)
        self._icon_name = icon
        self._words = _Elided(text)
        row.addWidget(self._words, 1)
        self._count = label("", "caption-strong")
        row.addWidget(self._count)
        if act_id:
            row.addWidget(label(actions.keys_in_words(act_id), "key"), 0, Qt.AlignmentFlag.AlignVCenter)
        let_clicks_through(self)
        self.toggled.connect(self._show_checked)
        self._fit()

    def show_count(self, count: int) -> None:
        """Show how many there are; nothing for none."""
        self._count.setText(str(count) if count else "")
        self.setAccessibleName(f"{self.text_shown}, {count}" if count else self.text_shown)

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar that marks where the person is."""
        super().paintEvent(event)
        if self.isChecked():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            tall = self.height() * 0.55
            painter.drawRoundedRect(QRectF(0, (self.height() - tall) / 2, 4, tall), 2, 2)

    def _show_checked(self, checked: bool) -> None:
        self._words.show_strong(checked)
        self._icon.show_icon(self._icon_name, "accent" if checked else "text-2")

    def _fit(self) -> None:
        self.setFixedHeight(theme.height("rail_person" if self._person else "rail_item"))


class _Elided(QWidget):
    """One line of text that ends in an ellipsis where it is too long."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self._label: QLabel = label(text)
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(self._label)

    def show_strong(self, strong: bool) -> None:
        theme.mark(self._label, role="strong" if strong else "")
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        metrics = QFontMetrics(self._label.font())
        self._label.setText(metrics.elidedText(self._text, Qt.TextElideMode.ElideRight, self.width()))


class Rail(QFrame):
    """The rail. `go(Place)` is sent when somebody wants to be somewhere; `add_wanted` for a new young person.

    `elsewhere_wanted` is sent for somebody who is not in the list.
    """

    go = Signal(object)
    add_wanted = Signal()
    elsewhere_wanted = Signal()

    def __init__(self, top: tuple[RailEntry, ...], foot: tuple[RailEntry, ...]) -> None:
        super().__init__()
        self.setProperty("role", "rail")
        self.setProperty("region", True)
        self.setAccessibleName(_("Where to go"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        area = PageScroll(margin=0)
        outer.addWidget(area)
        column = area.column
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(2)
        self.items: dict[str, RailItem] = {}
        for entry in top:
            column.addWidget(self._item(entry))
        self._title = label(_("Young people"), "caption-strong")
        self._title.setContentsMargins(10, 8, 0, 4)
        column.addWidget(self._title)
        self.people: list[RailItem] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        column.addLayout(self._list)
        adding = _("Add a young person")
        self.add = Button(adding, self.add_wanted.emit, icon="plus", kind="quiet", size="small")
        self.add.hide()
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        says = _("Open the records of somebody else's young person")
        self.elsewhere = Button(
            _("Somebody else…"),
            self.elsewhere_wanted.emit,
            icon="lock-open",
            kind="quiet",
            size="small",
            says=says,
        )
        self.elsewhere.hide()
        column.addWidget(self.elsewhere, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        for entry in foot:
            column.addWidget(self._item(entry))

    def _item(self, entry: RailEntry) -> RailItem:
        made = RailItem(Place(entry.screen), entry.icon, entry.text, entry.act_id)
        made.clicked.connect(lambda _checked=False: self._go(made))
        self.items[entry.screen] = made
        return made

    def show_young_people(
        self, people: tuple[tuple[str, str], ...], may_add: bool, may_open_others: bool = False
    ) -> None:
        """Show the (id, name used) of those whose records may be read, in this order."""
        chosen = next((item.place.young_person_id for item in self.people if item.isChecked()), "")
        had_focus = next((item.place.young_person_id for item in self.people if item.hasFocus()), "")
        for item in self.people:
            self._list.removeWidget(item)
            item.hide()
            item.deleteLater()
        self.people = []
        for person_id, name in people:
            made = RailItem(Place("young_person", person_id), "user-round", name, person=True)
            made.setChecked(person_id == chosen)
            made.clicked.connect(lambda _checked=False, made=made: self._go(made))
            self._list.addWidget(made)
            self.people.append(made)
            if had_focus and person_id == had_focus:
                made.setFocus(Qt.FocusReason.OtherFocusReason)
        for number, item in enumerate(self.people[:9], 1):
            item.setAccessibleDescription(actions.keys(f"young_person_{number}"))
        self._title.setVisible(bool(people) or may_add or may_open_others)
        self.add.setVisible(may_add)
        self.elsewhere.setVisible(may_open_others)

    def show_place(self, place: Place) -> None:
        """Mark the line that leads to where the person is."""
        for screen, item in self.items.items():
            item.setChecked(screen == place.screen)
        for item in self.people:
            here = place.screen == "young_person" and item.place.young_person_id == place.young_person_id
            item.setChecked(here)

    def _go(self, item: RailItem) -> None:
        item.setChecked(True)
        self.go.emit(item.place)
