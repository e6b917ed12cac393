"""What hangs on an entry, as a list under its form: notes on a goal, things to do, looks again at a limit.

What stands in it is data (record_kinds.RecordPart); what is done with a line is done by the sheet.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from .. import tasks
from .buttons import Button, LinkButton
from .card import VoiceBand, clear_layout
from .flow import Flow
from .labels import IconLabel, label, line
from .picture import PictureView
from .record_kinds import PartLine, RecordAct, RecordPart


class RecordPartList(QWidget):
    """One list. `may(act)` says what this person may do, `do(act)` has it done."""

    def __init__(
        self,
        part: RecordPart,
        record: Any,
        may: Callable[[RecordAct], bool],
        do: Callable[[RecordAct], object],
    ) -> None:
        super().__init__()
        self._part, self._may, self._do = part, may, do
        self.add: Button | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(line())
        column.addLayout(self._head(record))
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        column.addLayout(self._list)
        self.setAccessibleName(part.title)
        tasks.query(self, part.load, record).done(self.show_items).start()

    def _head(self, record: Any) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(IconLabel(self._part.icon, "text-2"))
        row.addWidget(label(self._part.title, "strong", wrap=True), 1)
        add = self._part.add
        if add is not None and self._may(add) and add.applies(record):
            self.add = Button(add.text, lambda: self._do(add), icon=add.icon, size="small")
            row.addWidget(self.add)
        return row

    def show_items(self, items: tuple[Any, ...]) -> None:
        """Show these, or that there are none yet."""
        clear_layout(self._list)
        if not items:
            self._list.addWidget(label(self._part.empty, "caption", wrap=True))
        for item in items:
            self._list.addWidget(self._line(self._part.line(item), self._part.acts(item)))

    def _line(self, said: PartLine, acts: tuple[RecordAct, ...]) -> QWidget:
        block = QWidget()
        row = QHBoxLayout(block)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        if said.icon:
            row.addWidget(IconLabel(said.icon, said.tone, 14), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        if said.words:
            words.addWidget(label(said.words, wrap=True, selectable=True))
        if said.picture:
            words.addWidget(PictureView(said.picture, said.words or self._part.title))
        if said.own_words:
            words.addWidget(VoiceBand(said.own_words, size="body"))
        if said.second:
            tone = said.tone if said.tone in ("late", "soon") else ""
            words.addWidget(label(said.second, "caption", tone, wrap=True))
        links = [
            LinkButton(act.text, lambda act=act: self._do(act), small=True, says=f"{act.text}: {said.words}")
            for act in acts
            if self._may(act)
        ]
        if links:
            words.addWidget(Flow(links, gap=12))
        row.addLayout(words, 1)
        return block
