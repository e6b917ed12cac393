"""The signed-in window: app bar, rail, the page, notices, status bar, and what they do with less room."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from .. import actions, notify, theme
from ..focus_chain import focus_first
from ..page import Page
from ..widgets.notice_bar import NoticeBar
from .app_bar import AppBar
from .rail import Rail
from .status_bar import StatusBar

RAIL_FROM = 1100
ONE_COLUMN_BELOW = 800
DRAWER = 240


class Frame(QWidget):
    """Holds the parts and arranges them; what is in them is the window's business."""

    def __init__(self, bar: AppBar, rail: Rail, status: StatusBar) -> None:
        super().__init__()
        self.bar, self.rail, self.status = bar, rail, status
        self._rail_hidden = False
        self._noticing = False
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(bar)
        self._middle = QHBoxLayout()
        self._middle.setSpacing(0)
        self._middle.addWidget(rail)
        column = QVBoxLayout()
        column.setSpacing(0)
        self.notices = NoticeBar()
        notify.use_bar(self.notices)
        column.addWidget(self.notices)
        self.above = QVBoxLayout()
        column.addLayout(self.above)
        self.stack = QStackedWidget()
        column.addWidget(self.stack, 1)
        self._middle.addLayout(column, 1)
        outer.addLayout(self._middle, 1)
        outer.addWidget(status)
        self._shade = _Shade(self)
        bar.menu_wanted.connect(self.open_rail)
        rail.go.connect(lambda _place: self.close_rail())
        theme.watch(self.arrange)
        self.arrange()

    def keep_page(self, page: Page) -> None:
        """Have a page in the stack without showing it, so that its dialogs open over this window."""
        if self.stack.indexOf(page) < 0:
            self.stack.addWidget(page)

    def show_page(self, page: Page) -> None:
        """Show one page of the stack, putting it there when it is new."""
        self.keep_page(page)
        self.stack.setCurrentWidget(page)

    def page(self) -> Page | None:
        """Return the page that is shown."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    # -- regions, for F6 -------------------------------------------------------------------------------

    def next_region(self, step: int = 1) -> None:
        """Put the focus into the next part of the window (-1: the one before)."""
        regions = self._regions()
        now = QApplication.focusWidget()
        inside = [i for i, r in enumerate(regions) if now is not None and (r is now or r.isAncestorOf(now))]
        if inside:
            order = [regions[(inside[-1] + step * n) % len(regions)] for n in range(1, len(regions) + 1)]
        else:
            order = regions if step > 0 else regions[::-1]
        for region in order:
            if focus_first(region, Qt.FocusReason.ShortcutFocusReason):
                return

    def _regions(self) -> list[QWidget]:
        page = self.page()
        inner = [w for w in page.findChildren(QWidget) if w.property("region")] if page is not None else []
        shown = [w for w in inner if w.isVisibleTo(self)]
        found = [self.bar, self.rail, *([page] if page is not None and not shown else []), *shown]
        return [w for w in found if w.isVisible()]

    # -- room ------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange anew."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Give each part the room there is (design README, 6)."""
        room = theme.room(self)
        narrow, hidden = room < ONE_COLUMN_BELOW, room < RAIL_FROM
        if hidden != self._rail_hidden:
            self._rail_hidden = hidden
            self.close_rail()
            theme.mark(self.rail, role="drawer" if hidden else "rail")
            if hidden:
                self._middle.removeWidget(self.rail)
                self.rail.setParent(self)
                self.rail.hide()
            else:
                self._middle.insertWidget(0, self.rail)
                self.rail.show()
        wide = theme.px(DRAWER if hidden else theme.width("rail"))
        self.rail.setFixedWidth(min(wide, max(180, self.width() - 60)))
        self.bar.show_room(hidden, narrow)
        self.status.show_room(narrow)
        self.status.setVisible(not narrow or self._noticing)
        self._place_drawer()

    def show_notice(self, seconds: int) -> None:
        """Announce the idle lock, also where the status bar has no room."""
        self._noticing = bool(seconds)
        self.status.show_notice(seconds)
        self.status.setVisible(self._noticing or theme.room(self) >= ONE_COLUMN_BELOW)

    def open_rail(self) -> None:
        """Show the rail over the page, where it has no place beside it."""
        if not self._rail_hidden:
            return
        self._shade.show()
        self._shade.raise_()
        self.rail.show()
        self.rail.raise_()
        self._place_drawer()
        focus_first(self.rail, Qt.FocusReason.OtherFocusReason)

    def close_rail(self) -> None:
        """Put the rail away again, where it lies over the page."""
        self._shade.hide()
        if self._rail_hidden and not self.rail.isHidden():
            self.rail.hide()
            self.bar.menu.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place_drawer(self) -> None:
        top = self.bar.height()
        self._shade.setGeometry(0, top, self.width(), self.height() - top)
        if self._rail_hidden:
            self.rail.setGeometry(0, top, self.rail.maximumWidth(), self.height() - top)


class _Shade(QFrame):
    """Lies over the page while the rail is over it; a click or Esc puts the rail away."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._frame = frame
        self.setProperty("role", "shade")
        self._close = actions.bind("close", frame, frame.close_rail)
        self._close.setEnabled(False)
        self.hide()
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress:
            self._frame.close_rail()
            return True
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._close.setEnabled(event.type() == QEvent.Type.Show)
        return False
