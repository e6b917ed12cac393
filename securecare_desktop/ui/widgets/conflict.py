"""Two people changed the same record: shows both versions under each other, to keep one of them.

It stands in a side sheet in place of the form; what was typed stays in the form until one is chosen.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from enum import Enum
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...core.errors import EditConflict
from ...core.labels import LABELS
from ...core.labels import label as words_for
from ...core.text import _, day_and_time, day_short
from .. import theme
from .buttons import Button
from .card import Banner
from .labels import label, line


class ConflictView(QWidget):
    """Mine and theirs, where they differ.

    `labels` names the fields to compare, in order; `text(record, name)` says what one holds (the record's own
    attribute without it). `on_mine` gets my record on top of their version, `on_theirs` theirs. `besides` are the
    labels of what they changed that stays whichever is chosen.
    """

    def __init__(
        self,
        conflict: EditConflict,
        labels: Mapping[str, str],
        on_mine: Callable[[Any], object],
        on_theirs: Callable[[Any], object],
        text: Callable[[Any, str], str] | None = None,
        besides: tuple[str, ...] = (),
    ) -> None:
        super().__init__()
        self._mine: Any = conflict.mine
        self._theirs: Any = conflict.theirs
        self._on_mine, self._on_theirs = on_mine, on_theirs
        say = text or (lambda record, name: shown(getattr(record, name, "")))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Banner(conflict.text, conflict.hint, "soon", icon="users"))
        for name, words in labels.items():
            mine, theirs = say(self._mine, name), say(self._theirs, name)
            if mine != theirs:
                column.addLayout(self._difference(words, mine, theirs))
                column.addWidget(line())
        if besides:
            stays = _("What they changed besides stays either way: {fields}.")
            column.addWidget(label(stays.format(fields=", ".join(besides)), "second", wrap=True))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        self.keep_button = Button(_("Keep mine"), self._keep_mine, kind="primary")
        self.theirs_button = Button(_("Take theirs"), self._take_theirs)
        buttons.addWidget(self.keep_button)
        buttons.addWidget(self.theirs_button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addStretch(1)

    @staticmethod
    def _difference(words: str, mine: str, theirs: str) -> QVBoxLayout:
        made = QVBoxLayout()
        made.setSpacing(4)
        made.addWidget(label(words, "label", wrap=True))
        for whose, text in ((_("Mine"), mine), (_("Theirs"), theirs)):
            row = QHBoxLayout()
            row.setSpacing(8)
            title = label(whose, "caption")
            title.setMinimumWidth(theme.px(56))
            row.addWidget(title, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(
                label(text or _("(empty)"), "" if text else "second", wrap=True, selectable=True), 1
            )
            made.addLayout(row)
        return made

    def _keep_mine(self) -> None:
        self._on_mine(replace(self._mine, version=self._theirs.version))

    def _take_theirs(self) -> None:
        self._on_theirs(self._theirs)


def shown(value: object) -> str:
    """Return a value of a record as a person reads it."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Enum):
        known = str(value.value) in LABELS.get(type(value).__name__, {})
        return words_for(value) if known else str(value.value)
    if isinstance(value, datetime):
        return day_and_time(value)
    if isinstance(value, date):
        return day_short(value)
    if isinstance(value, tuple):
        return "\n".join(shown(one) for one in value)
    if is_dataclass(value):  # a row of a list, such as who was invited to a review
        return ", ".join(said for field in fields(value) if (said := shown(getattr(value, field.name))))
    return str(value)
