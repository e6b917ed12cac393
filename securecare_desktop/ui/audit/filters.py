"""What the list of events can be narrowed to: by whom, about whom, what, when, and on which computer."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...core.clock import Clock
from ...core.labels import choices
from ...core.text import _
from ...domain.audit import EventGroup, TrailOverview, Wanted
from ..widgets.fields import Field, Row
from ..widgets.form import Form

ALL = "all"
"""The choice that leaves everything through; the form knows no choice without a key."""


class Filters(QWidget):
    """The form. `changed` is sent when something else is wanted; `wanted()` says what."""

    changed = Signal()

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._computer = ""
        groups = ((ALL, _("Everything")), *choices(EventGroup))
        self.form = Form(
            (
                Field("actor_id", _("Who"), "choice", choices=((ALL, _("Everybody")),)),
                Field("young_person_id", _("About"), "choice", choices=((ALL, _("Everybody")),)),
                Field("group", _("What"), "choice", choices=groups),
                Field("since", _("From"), "date", may_wait=True),
                Field("until", _("Until"), "date", may_wait=True),
                Field(
                    "computer",
                    _("Computer"),
                    "choice",
                    choices=((ALL, _("Every computer")), ("this", _("This computer"))),
                ),
            ),
            rows=(Row("actor_id", "young_person_id", "group"), Row("since", "until", "computer")),
            clock=clock,
        )
        self.form.set_values(dict.fromkeys(("actor_id", "young_person_id", "group", "computer"), ALL))
        self._before = self.wanted()
        self.form.changed.connect(self._on_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)

    def offer(self, overview: TrailOverview) -> None:
        """Offer these people; what was chosen stays chosen."""
        self._computer = overview.computer
        everybody = (ALL, _("Everybody"))
        for name, people in (("actor_id", overview.staff), ("young_person_id", overview.young_people)):
            before = self.form.values()[name]
            self.form.set_choices(name, (everybody, *people))
            known = {ALL, *(one for one, _name in people)}
            self.form.set_values({name: before if before in known else ALL})

    def wanted(self) -> Wanted:
        """Return what is wanted; a day that is typed half counts as none."""
        values: dict[str, Any] = self.form.values()
        found: Wanted = {"since": values["since"], "until": values["until"]}
        if values["actor_id"] not in ("", ALL):
            found["actor_id"] = values["actor_id"]
        if values["young_person_id"] not in ("", ALL):
            found["young_person_id"] = values["young_person_id"]
        if values["group"] not in ("", ALL):
            found["group"] = EventGroup(values["group"])
        if values["computer"] == "this":
            found["computer"] = self._computer
        return found

    def _on_changed(self) -> None:
        now = self.wanted()
        if now != self._before:
            self._before = now
            self.changed.emit()
