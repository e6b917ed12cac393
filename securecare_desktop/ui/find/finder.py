"""The field in the app bar: what is typed is looked for after a short pause, and found records stand below it.

The focus stays in the field; Up and Down walk through what was found, Enter opens it, Esc closes.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ...core.text import _, day_short, lines, ngettext
from ...domain.search import Hit
from ...services.search import Found
from .. import actions, icons, notify, tasks, theme
from ..widgets.buttons import Button
from ..widgets.labels import label
from ..widgets.page_scroll import PageScroll
from ..widgets.rows import ListRow, Note
from .places import heading_of, icon_of, noun_of, place_of

PAUSE_MS = 200
SHORTEST = 2
TALLEST = 440
EACH_GROUP = 8


class Finder(QWidget):
    """The field. `find(words)` is the service.

    What was found is shown within `host`, the part of the window that goes away at lock.

    Signals: `go(Place)` opens a record; `closed` when the person has done with finding.
    """

    go = Signal(object)
    closed = Signal()

    def __init__(self, find: Callable[[str], tuple[Found, ...]]) -> None:
        super().__init__()
        self._find = find
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.line = QLineEdit()
        self.line.setPlaceholderText(actions.text("find"))
        self.line.setAccessibleName(actions.text("find"))
        self.line.setProperty("role", "search")
        glass = self.line.addAction(icons.icon("search", "text-3"), QLineEdit.ActionPosition.LeadingPosition)
        glass.setText(actions.text("find"))  # Qt makes a button of it, and a screen reader comes across it
        self.line.textChanged.connect(lambda _text: self._typed())
        self.line.installEventFilter(self)
        inside = QHBoxLayout(self.line)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.addStretch(1)
        self._key = label(actions.keys_in_words("find"), "key")
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside.addWidget(self._key, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.line, 1)
        self.close_button = Button("", self.close_results, icon="x", kind="quiet", says=_("Close"))
        self.close_button.hide()
        row.addWidget(self.close_button)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.results: Results | None = None
        self.host: QWidget | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    def show_alone(self, alone: bool) -> None:
        """Where the field has taken the bar for itself, a button gives the bar back."""
        self.close_button.setVisible(alone)

    def start(self) -> None:
        """Put the cursor into the field, with what stood there selected."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def close_results(self) -> None:
        """Put the results away and empty the field."""
        self._pause.stop()
        self._drop()
        self.line.clear()
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk through the results from within the field."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key_pressed(Qt.Key(event.key()))
        return False

    def _key_pressed(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Escape:
            self.close_results()
            return True
        if self.results is None:
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._pause.stop()
                self._ask()
                return True
            return False
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.results.step(1 if key == Qt.Key.Key_Down else -1)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.results.open_current()
            return True
        return False

    def _typed(self) -> None:
        words = self.line.text().strip()
        self._key.setVisible(not self.line.text())
        if len(words) < SHORTEST:
            self._pause.stop()
            self._drop()
        else:
            self._pause.start()

    def _ask(self) -> None:
        words = self.line.text().strip()
        if len(words) >= SHORTEST:
            tasks.query(self, self._find, words).busy(self.line).done(
                lambda hits: self._show(words, hits)
            ).start()

    def _show(self, words: str, hits: tuple[Found, ...]) -> None:
        if words != self.line.text().strip():
            return  # typing has gone on; a newer answer is on its way
        self._drop()
        self.results = Results(self, hits)
        self.results.chosen.connect(self._open)
        count = len(hits)
        found = ngettext("{n} found", "{n} found", count).format(n=count)
        notify.announce(self.line, found if count else _("Nothing found"))

    def _open(self, hit: Hit) -> None:
        self.close_results()
        self.go.emit(place_of(hit))

    def _drop(self) -> None:
        if self.results is not None:
            self.results.hide()
            self.results.deleteLater()
            self.results = None

    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        results = self.results
        if results is None or now is None or now is self.line or results.isAncestorOf(now):
            return
        self._drop()


class Results(QFrame):
    """What was found, grouped by kind, below the field and over the page. `chosen(Hit)` opens one."""

    chosen = Signal(object)

    def __init__(self, finder: Finder, hits: tuple[Found, ...]) -> None:
        self._host = finder.host or finder.window()
        super().__init__(self._host)
        self._finder = finder
        self.setProperty("role", "results")
        self.setAccessibleName(_("What was found"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        self._scroll = PageScroll(margin=0)
        self._scroll.column.setSpacing(0)
        self._scroll.column.setContentsMargins(0, 4, 0, 8)
        outer.addWidget(self._scroll)
        self.rows: list[ListRow] = []
        self.hits: list[Hit] = []
        self._current = -1
        for noun, group in _grouped(hits).items():
            self._add_group(noun, group)
        if not hits:
            empty = label(
                _("Nothing found in what you may read. Try fewer words, or a name."), "second", wrap=True
            )
            empty.setContentsMargins(16, 8, 16, 8)
            self._scroll.column.addWidget(empty)
        self._scroll.column.addStretch(1)
        self._place()
        self.show()
        self.raise_()
        if self.rows:
            self.step(1)
        self._host.installEventFilter(self)
        QTimer.singleShot(0, self, self._place)  # the rows know how tall they are once they are shown

    def step(self, by: int) -> None:
        """Mark the next row, or the one before."""
        if not self.rows:
            return
        if self._current >= 0:
            self.rows[self._current].setChecked(False)
        self._current = (self._current + by) % len(self.rows)
        row = self.rows[self._current]
        row.setChecked(True)
        self._scroll.ensureWidgetVisible(row, 0, 24)
        notify.announce(self, row.accessibleName())

    def open_current(self) -> None:
        """Open the marked row."""
        if self.rows:
            self.chosen.emit(self.hits[max(0, self._current)])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay below the field when the window changes."""
        if event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._place)
        return False

    def _add_group(self, noun: str, group: list[Found]) -> None:
        heading = label(heading_of(noun), "caption-strong")
        heading.setContentsMargins(16, 8, 16, 2)
        self._scroll.column.addWidget(heading)
        for found in group:
            hit, name = found.hit, found.young_person_name
            day = [day_short(hit.day)] if hit.day is not None else []  # tells one visit from the next
            said = [*_also_in(found), *lines(hit.snippet)]
            row = ListRow(
                hit.title,
                lambda hit=hit: self.chosen.emit(hit),
                icon=icon_of(noun),
                second=" · ".join((*day, *said)) if said else [Note("calendar", one) for one in day],
                right=name if name and name not in hit.title else None,
            )
            row.setCheckable(True)
            row.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the focus stays in the field
            self._scroll.column.addWidget(row)
            self.rows.append(row)
            self.hits.append(hit)

    def _place(self) -> None:
        window, field = self._host, self._finder
        wide = min(max(field.width(), theme.px(480)), window.width() - 16)
        under = field.mapTo(window, QPoint(0, field.height() + 4))
        left = max(8, min(under.x() - (wide - field.width()) // 2, window.width() - wide - 8))
        needed = self._scroll.column.totalHeightForWidth(wide - 2)
        needed = max(needed, self._scroll.column.totalSizeHint().height()) + 2
        tall = min(needed, theme.px(TALLEST), window.height() - under.y() - 8)
        self.setGeometry(left, under.y(), wide, tall)


def _also_in(found: Found) -> list[str]:
    """Return "also in versions 3, 2" for what other versions of the plan hold as well."""
    if not found.also_in:
        return []
    said = ngettext("also in version {numbers}", "also in versions {numbers}", len(found.also_in))
    return [said.format(numbers=", ".join(map(str, found.also_in)))]


def _grouped(hits: tuple[Found, ...]) -> dict[str, list[Found]]:
    """Return the hits by feature, features in the order of their best hit, not too many of each."""
    groups: dict[str, list[Found]] = {}
    for found in hits:
        group = groups.setdefault(noun_of(found.hit), [])
        if len(group) < EACH_GROUP:
            group.append(found)
    return groups
