"""What every screen has in common: it can be taken to a place, knows what makes it stale, and asks to go on.

A screen never imports another screen: it emits `go` with a Place, and the main window knows who shows it.
"""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from ..domain.messages import Changed


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to go: a screen ("today", "worker_changes", "young_person", ...), and what to show there.

    `tab` is a tab of the young person's page ("overview", "plan", "family_time", "people", "checklists",
    "worker_changes", "promises", "packs"). `record_id` is the record to open there, `part` a place inside it, such as
    the number of a step.
    """

    screen: str
    young_person_id: str = ""
    tab: str = ""
    record_id: str = ""
    part: str = ""


PLAN_VIEWS = {
    "plan_parts": "sections",
    "goals": "goals",
    "goal_notes": "goals",
    "scenarios": "if_then",
    "restrictions": "limits",
    "restriction_reviews": "limits",
    "decisions": "decisions",
    "plan_reviews": "reviews",
    "aid_sessions": "voice",
    "plan_versions": "versions",
}
"""Kinds of record that stand on the tab "plan", and the view of it: the part of the Place that leads to one."""


class Page(QWidget):
    """One screen.

    Attributes:
        nouns: the features whose changes make this page stale ("worker_changes", "promises", ...).
        hints: where the text fields on it find hints on words (widgets/hint_source); none where nobody has said so.

    Signals:
        go: emitted with a Place when the person wants to be somewhere else.
    """

    go = Signal(object)
    nouns: frozenset[str] = frozenset()
    hints: QObject | None = None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stale = True

    def open_place(self, place: Place) -> None:
        """Show `place`; subclasses read what they need of it and call `mark_stale` or `reload`."""

    def here(self, place: Place) -> Place:
        """Return the place that leads back to what is open here now; `place` is how somebody came."""
        return place

    def opens_over(self, place: Place) -> bool:
        """Say whether `place` is a dialog over whatever page is shown, rather than this page itself."""
        return False

    def reload(self) -> None:
        """Fetch anew what the page shows; subclasses start their query here."""

    def keep_drafts(self) -> None:
        """Write what is typed and not yet kept as drafts; called before a lock and before leaving."""

    def act(self, act_id: str) -> None:
        """Do what a key of the window means here: "new_entry", "light_call", "print_pack", "next_tab" or "previous_tab".

        The window binds the keys (actions.py) and asks the page that is shown. A page answers with a method of
        that name; one that has none has nothing to do.
        """
        method = getattr(type(self), act_id, None)
        if callable(method):
            method(self)

    def mark_stale(self) -> None:
        """Reload now when the page can be seen, else when it is next shown."""
        self._stale = True
        if self.isVisible():
            self._refresh()

    def hear(self, changed: Changed) -> None:
        """Become stale when the change touches what this page shows."""
        if changed.nouns & self.nouns:
            self.mark_stale()

    def showEvent(self, event: QShowEvent) -> None:
        """Reload a stale page as it comes into sight."""
        super().showEvent(event)
        if self._stale:
            self._refresh()

    def _refresh(self) -> None:
        self._stale = False
        self.reload()
