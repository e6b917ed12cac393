"""The way back after a lock: the place, what was open there, the cursor and how far it was scrolled.

What is kept in the meantime are names, ids and positions. What was typed is in the drafts of the store.
"""

from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from . import tasks
from .page import Page, Place
from .widgets.form import Spot, form_in_use, shown_forms
from .widgets.page_scroll import PageScroll
from .widgets.side_sheet import SideSheet

MOST_ROUNDS = 200


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where somebody was. `scrolled` and `sheet_scrolled` are px from the top of the page and of its sheet."""

    place: Place
    spot: Spot | None = None
    in_sheet: bool = False
    scrolled: int = 0
    sheet_scrolled: int = 0


def whereabouts(page: Page, place: Place) -> Whereabouts:
    """Return where somebody is on `page`, which they came to by `place`."""
    form = form_in_use()
    here = form is not None and page.isAncestorOf(form)
    return Whereabouts(
        page.here(place),
        form.spot() if form is not None and here else None,
        form is not None and _sheet_around(form) is not None,
        _scrolled(page, in_sheet=False),
        _scrolled(page, in_sheet=True),
    )


class WayBack(QObject):
    """Puts cursor and scrolling back on `page` once it has everything it asked for. Who types before is let be."""

    def __init__(self, page: Page, to: Whereabouts) -> None:
        super().__init__(page)
        self._page, self._to = page, to
        self._rounds = 0
        self._ask()

    def _ask(self) -> None:
        """Wait for the store worker: what it brings may lead to the next question, the record to its draft."""
        self._rounds += 1
        tasks.query(self, _nothing).done(lambda _none: self._look()).start()

    def _look(self) -> None:
        if tasks.hub().running and self._rounds < MOST_ROUNDS:
            self._ask()
            return
        self._arrive()
        self.deleteLater()

    def _arrive(self) -> None:
        to = self._to
        forms = [form for form in shown_forms() if self._page.isAncestorOf(form)]
        forms.sort(key=lambda form: (_sheet_around(form) is not None) != to.in_sheet)
        for form in forms:
            if to.spot is not None and form.go_to(to.spot):
                break
        for scroll in _scrolls(self._page):
            scroll.scroll_to(to.sheet_scrolled if _sheet_around(scroll) is not None else to.scrolled)


def _nothing() -> None:
    """What is asked for only to hear when the rest has come."""


def _scrolled(page: Page, *, in_sheet: bool) -> int:
    found = (s for s in _scrolls(page) if (_sheet_around(s) is not None) == in_sheet)
    return max((scroll.verticalScrollBar().value() for scroll in found), default=0)


def _scrolls(page: Page) -> list[PageScroll]:
    return [scroll for scroll in page.findChildren(PageScroll) if scroll.isVisible()]


def _sheet_around(widget: QWidget) -> SideSheet | None:
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, SideSheet):
        parent = parent.parentWidget()
    return parent
