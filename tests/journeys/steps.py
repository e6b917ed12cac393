"""What a person does at a window: look for something by its name, click it, type, and wait until it can be seen.

Everything goes through what is on screen: a widget that is hidden, off, covered or has no name cannot be used here.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QTableView,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from securecare_desktop.ui import tasks

Found = TypeVar("Found", bound=QWidget)
INPUTS = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox)


def said(widget: QWidget) -> str:
    """Return what a widget is called: its accessible name, else its text."""
    text = getattr(widget, "text", None)
    return widget.accessibleName() or (str(text()).replace("&&", "&") if callable(text) else "")


class Person:
    """Somebody at one window. `top` is what takes their clicks: the window, or what lies over it."""

    def __init__(self, window: QWidget, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot

    # looking

    def top(self) -> QWidget:
        """Return the dialog over everything else of this window, or the window."""
        dialogs = [d for d in self.window.findChildren(QDialog) if d.isVisible()]
        return max(dialogs, key=self._depth) if dialogs else self.window

    def _depth(self, widget: QWidget) -> int:
        parent = widget.parentWidget()
        return 0 if parent is None else 1 + self._depth(parent)

    def see(self, fact: Callable[[], object]) -> None:
        """Wait until something is so."""
        self.qtbot.waitUntil(lambda: bool(fact()))

    def all(self, kind: type[Found], name: str, *, starts: bool = False) -> list[Found]:
        """Return the visible widgets of a kind with this name, in reading order."""
        found = [
            w
            for w in self.top().findChildren(kind)
            if w.isVisible() and (said(w) == name or starts and said(w).startswith(name))
        ]
        top = self.top()
        return sorted(found, key=lambda w: (w.mapTo(top, QPoint(0, 0)).y(), w.mapTo(top, QPoint(0, 0)).x()))

    def find(self, kind: type[Found], name: str, *, starts: bool = False, nth: int = 0) -> Found:
        """Wait for a widget that can be used, and return it."""
        try:
            self.see(lambda: len(self._usable(kind, name, starts=starts)) > nth)
        except Exception as error:
            seen = sorted({said(w) for w in self.top().findChildren(kind) if w.isVisible()})
            raise AssertionError(f"no {kind.__name__} “{name}” to use; there are {seen}") from error
        return self._usable(kind, name, starts=starts)[nth]

    def _usable(self, kind: type[Found], name: str, *, starts: bool = False) -> list[Found]:
        return [w for w in self.all(kind, name, starts=starts) if w.isEnabled()]

    def reads(self) -> str:
        """Return everything that can be read now, also aloud."""
        parts = [self.window.windowTitle()]
        for widget in self.top().findChildren(QWidget):
            if widget.isVisible():
                text = widget.text() if isinstance(widget, QLabel | QAbstractButton | QLineEdit) else ""
                if isinstance(widget, QPlainTextEdit):
                    text = widget.toPlainText()
                parts += [text, widget.accessibleName()]
                if isinstance(widget, QTableView):
                    model = widget.model()
                    cells = ((r, c) for r in range(model.rowCount()) for c in range(model.columnCount()))
                    parts += [str(model.index(r, c).data() or "") for r, c in cells]
        return "\n".join(dict.fromkeys(part for part in parts if part.strip()))

    def wait_for(self, *words: str) -> None:
        """Wait until all these words can be read."""
        try:
            self.see(lambda: all(word in self.reads() for word in words))
        except Exception as error:
            raise AssertionError(f"cannot read {words} in\n{self.reads()}") from error

    def wait_until_gone(self, words: str) -> None:
        """Wait until these words can be read nowhere."""
        self.see(lambda: words not in self.reads())

    # the mouse

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Scroll to a widget and click it, where nothing covers it."""
        self._click(lambda: widget, at)

    def _click(self, which: Callable[[], QWidget], at: QPoint | None = None) -> None:
        """Click what `which` finds, looked for again at every look: a page that has just come may be made anew."""

        def hit() -> bool:
            widget = which()
            host = widget.window()
            if at is None:
                self._scroll_to(widget)
            there = host.childAt(widget.mapTo(host, at or widget.rect().center()))
            if there is None or not (there is widget or widget.isAncestorOf(there)):
                return False
            if not host.isActiveWindow():  # a desktop brings the window to the front that is clicked
                host.activateWindow()
            return host.isActiveWindow()

        self.see(hit)
        widget = which()
        host = widget.window()
        spot = widget.mapTo(host, at or widget.rect().center())
        QTest.mouseClick(host.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)

    def _scroll_to(self, widget: QWidget) -> None:
        area = widget.parentWidget()
        while area is not None:
            if isinstance(area, QScrollArea):
                area.ensureWidgetVisible(widget, 20, 60)
            area = area.parentWidget()

    def press(self, name: str, *, starts: bool = False, nth: int = 0) -> None:
        """Click the button with this name."""
        self.find(QAbstractButton, name, starts=starts, nth=nth)
        self._click(lambda: self._usable(QAbstractButton, name, starts=starts)[nth])

    def tab(self, name: str) -> None:
        """Click a tab of a young person's page; a count may stand in its name."""

        def found() -> list[QAbstractButton]:
            return [b for b in self.all(QAbstractButton, name, starts=True) if b.property("role") == "tab"]

        self._click(lambda: found()[0])

    def choose_from_menu(self, name: str) -> None:
        """Click an entry of the menu that is open."""

        def entries() -> list[tuple[QMenu, QAction]]:
            menus = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMenu) and w.isVisible()]
            return [(m, a) for m in menus for a in m.actions() if a.text().replace("&&", "&") == name]

        self.see(entries)
        menu, entry = entries()[0]
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(entry).center())

    def open_row(self, list_name: str, words: str) -> None:
        """Go to the row of a table in which these words stand and press Enter."""
        table = self.find(QTableView, list_name)

        def rows() -> list[int]:
            model = table.model()
            return [
                r
                for r in range(model.rowCount())
                if any(words in str(model.index(r, c).data() or "") for c in range(model.columnCount()))
            ]

        def chosen() -> bool:
            found = rows()
            return bool(found) and table.selectionModel().isRowSelected(found[0], table.rootIndex())

        self.see(rows)
        for _again in range(3):  # a list that loads anew under the mouse gives a click nothing to fall on
            self._click_row(table, rows)
            self.settle()
            if chosen():
                break
        self.see(chosen)
        QTest.keyClick(table, Qt.Key.Key_Return)

    def _click_row(self, table: QTableView, rows: Callable[[], list[int]]) -> None:
        self.see(rows)
        place = table.visualRect(table.model().index(rows()[0], 0)).center()
        self._scroll_to(table)
        for area in self._areas(table):
            at = table.viewport().mapTo(area.widget(), place)
            area.ensureVisible(at.x(), at.y(), 20, 80)
        self.click(table.viewport(), place)

    def _areas(self, widget: QWidget) -> Iterable[QScrollArea]:
        parent = widget.parentWidget()
        while parent is not None:
            if isinstance(parent, QScrollArea):
                yield parent
            parent = parent.parentWidget()

    # the keyboard

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self._focus(), key, modifier)

    def _focus(self) -> QWidget:
        """Wait until no other window has the focus: a desktop sends the keys to what lies on top."""

        def here() -> bool:
            now = QApplication.focusWidget()
            return now is None or now.window() is self.top()

        self.see(here)
        return QApplication.focusWidget() or self.top()

    def type(self, words: str) -> None:
        """Type where the focus is."""
        QTest.keyClicks(self._focus(), words)

    def stands_on(self, name: str) -> bool:
        """Return whether the keyboard is on what has this name."""
        now = QApplication.focusWidget()
        return now is not None and said(now) == name

    def go_to(self, name: str, key: Qt.Key, most: int = 60) -> None:
        """Wait for what has this name, and press a key until the focus is on it."""
        self.see(lambda: self.all(QWidget, name))
        for _press in range(most):
            if self.stands_on(name):
                return
            self.key(key)
        raise AssertionError(f"{name} is not reached by the keyboard")

    def settle(self) -> None:
        """Wait until nothing is being fetched any more."""
        self.see(lambda: not tasks.hub().running)

    def control(self, key: Qt.Key) -> None:
        """Press a key together with Ctrl."""
        self.key(key, Qt.KeyboardModifier.ControlModifier)

    def field(self, name: str, nth: int = 0) -> QWidget:
        """Wait for an input with this name."""
        return self._input(name, nth)

    def _input(self, name: str, nth: int) -> QWidget:
        def found() -> list[QWidget]:
            inputs = [w for kind in INPUTS for w in self.all(kind, name) if w.isEnabled()]
            # the line inside a drop-down that can be typed into belongs to it
            return [w for w in inputs if not isinstance(w.parentWidget(), QComboBox)]

        try:
            self.see(lambda: len(found()) > nth)
        except Exception as error:
            seen = sorted(
                {said(w) for kind in INPUTS for w in self.top().findChildren(kind) if w.isVisible()}
            )
            raise AssertionError(f"no input “{name}”; there are {seen}") from error
        return found()[nth]

    def write(self, name: str, words: str, nth: int = 0) -> QWidget:
        """Click into a field, type over what stands there, and return the field."""
        target = self._input(name, nth)
        line = target.lineEdit() if isinstance(target, QComboBox) else target
        self.click(line if not isinstance(line, QPlainTextEdit) else line.viewport())
        self.see(lambda: target.hasFocus() or line.hasFocus())
        QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(line, Qt.Key.Key_Delete)
        if words.isascii() and len(words) < 200 and "\n" not in words:
            QTest.keyClicks(line, words)
        else:  # letters that are not on this keyboard, and much of them, are pasted
            QGuiApplication.clipboard().setText(words)
            QTest.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        popup = QApplication.activePopupWidget()
        if popup is not None:  # what a drop-down suggests
            QTest.keyClick(popup, Qt.Key.Key_Escape)
        return target

    def choose(self, name: str, words: str, nth: int = 0) -> None:
        """Open a drop-down and click one of its entries."""
        combo = self._input(name, nth)
        assert isinstance(combo, QComboBox), f"{name} is no drop-down"
        self.see(lambda: combo.findText(words) >= 0)
        self.click(combo)
        view = combo.view()
        self.see(view.isVisible)
        index = combo.model().index(combo.findText(words), combo.modelColumn())
        view.scrollTo(index)
        view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        QTest.keyClick(view, Qt.Key.Key_Return)
        self.see(lambda: combo.currentText() == words)

    def tick(self, name: str, how: str) -> None:
        """Choose how the words in the field `name` were given."""

        def found() -> list[QRadioButton]:
            return [b for b in self.all(QRadioButton, how) if b.accessibleDescription().endswith(name)]

        self._click(lambda: found()[0])
        self.see(lambda: any(button.isChecked() for button in found()[:1]))

    def answer(self, field: str, words: str) -> None:
        """Choose one of the segments of a field."""

        def found() -> list[QAbstractButton]:
            return [
                b
                for b in self.all(QAbstractButton, words)
                if b.accessibleDescription().startswith(field) and b.isEnabled()
            ]

        self._click(lambda: found()[0])
        self.see(lambda: any(button.isChecked() for button in found()[:1]))

    # ways that are gone often

    def choose_name(self, name: str) -> None:
        """Choose a name on the sign-in page, also one that is only among all of them."""
        self.see(
            lambda: (
                self.all(QAbstractButton, name, starts=True)
                or self.all(QAbstractButton, "Show all", starts=True)
            )
        )
        if not self.all(QAbstractButton, name, starts=True):
            self.press("Show all", starts=True)
        self.press(name, starts=True)

    def sign_in(self, name: str, password: str) -> None:
        """Choose one's name on the sign-in page and write the password."""
        self.choose_name(name)
        self.try_password(password)
        self.see(lambda: self.all(QAbstractButton, "Settings") or self.all(QLabel, "Welcome"))

    def try_password(self, password: str) -> None:
        """Write a password and press Enter."""
        line = self.write("Password", password)
        QTest.keyClick(line, Qt.Key.Key_Return)

    def save_file(self, path: Path) -> None:
        """Write where a file goes into the file dialog, and save it there."""

        def dialogs() -> list[QFileDialog]:
            return [d for d in self.window.findChildren(QFileDialog) if d.isVisible()]

        self.see(dialogs)
        dialog = dialogs()[0]
        line = next(w for w in dialog.findChildren(QLineEdit) if w.isVisible())
        QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(line, str(path))
        QTest.keyClick(line, Qt.Key.Key_Return)
        self.see(lambda: not (shiboken6.isValid(dialog) and dialog.isVisible()))


def nameless(page: QWidget) -> list[str]:
    """Return the visible inputs and buttons on a page that a screen reader could not name."""
    wrong = []
    for widget in page.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, (*INPUTS, QAbstractButton, QTableView)):
            continue
        if widget.objectName().startswith("qt_") or isinstance(widget.parentWidget(), QTableView | QComboBox):
            continue  # parts that Qt makes within a named one
        name = widget.accessibleName() if not isinstance(widget, QAbstractButton) else said(widget)
        if not name.strip():
            wrong.append(f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}")
    return wrong
