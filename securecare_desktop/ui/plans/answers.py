"""What a section answers to, to be ticked by whoever writes it: the items of the frameworks in use, as a field of the form.

A tick says that the section says it now. Nothing is counted and nothing is ticked by itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from ...core.text import _
from ...domain.coverage import Coverage, ref_of
from ..widgets.card import clear_layout
from ..widgets.editors import Editor
from ..widgets.fields import KINDS
from ..widgets.labels import label

KIND = "answers"


@dataclass(frozen=True, slots=True)
class Asked:
    """One item that a section can answer to, as "framework key:number", under the title of its framework."""

    ref: str
    framework: str
    words: str
    name: str = ""


def asked_of(section: int, coverages: Iterable[Coverage], ticked: Iterable[str] = ()) -> tuple[Asked, ...]:
    """Return what the frameworks in use ask of a section, and whatever else is ticked in it."""
    known = set(ticked)
    return tuple(
        Asked(ref, one.framework.title, covered.words, covered.item.name or covered.item.number)
        for one in coverages
        for covered in one.items
        if (ref := ref_of(one.framework.key, covered.item.number)) in known
        or section in covered.item.sections
    )


class Tick(QWidget):
    """A box with words beside it that wrap; a click on the words ticks it too."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.box = QCheckBox()
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(label(name, "label", wrap=True))
        if words and words != name:
            said.addWidget(label(words, "caption", wrap=True))
        row.addLayout(said, 1)
        self.words = f"{name}. {words}" if words and words != name else name

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.box.isEnabled() and self.rect().contains(event.position().toPoint()):
            self.box.click()


class AnswersEditor(Editor):
    """The ticks. Value: tuple of refs. What is ticked and not among the items stays ticked."""

    def __init__(self) -> None:
        super().__init__()
        self._ticked: tuple[str, ...] = ()
        self._read_only = False
        self._name = self._description = ""
        self.ticks: dict[str, Tick] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.column.addLayout(self._list)

    def show_asked(self, asked: tuple[Asked, ...]) -> None:
        """Offer these, under the titles of their frameworks."""
        clear_layout(self._list)
        self.ticks, self._inputs = {}, []
        self.setFocusProxy(None)
        titles: set[str] = set()
        for one in asked:
            if one.framework not in titles:
                titles.add(one.framework)
                self._list.addWidget(label(one.framework, "caption-strong", wrap=True))
            tick = Tick(one.name, one.words)
            tick.box.setChecked(one.ref in self._ticked)
            tick.box.clicked.connect(lambda on, ref=one.ref: self._tick(ref, on))
            self.ticks[one.ref] = tick
            self._list.addWidget(tick)
            self.take(tick.box)
        if not asked:
            self._list.addWidget(label(_("No framework in use asks for this section."), "second", wrap=True))
        self.set_read_only(self._read_only)
        self.describe(self._name, self._description)

    def _tick(self, ref: str, on: bool) -> None:
        others = tuple(one for one in self._ticked if one != ref)
        self._ticked = (*others, ref) if on else others
        self.changed.emit()

    def value(self) -> Any:
        return self._ticked

    def set_value(self, value: Any) -> None:
        self._ticked = tuple(value or ())
        for ref, tick in self.ticks.items():
            tick.box.setChecked(ref in self._ticked)

    def draft_text(self) -> str:
        return "\n".join(sorted(self._ticked))

    def set_draft_text(self, text: str) -> None:
        self.set_value(tuple(ref for ref in text.split("\n") if ref))

    def set_read_only(self, read_only: bool) -> None:
        self._read_only = read_only
        super().set_read_only(read_only)

    def describe(self, name: str, description: str) -> None:
        self._name, self._description = name, description
        self.setAccessibleName(name)
        for tick in self.ticks.values():
            tick.box.setAccessibleName(tick.words)
            tick.box.setAccessibleDescription(f"{name}. {description}".strip())


KINDS[KIND] = lambda _field, _clock: AnswersEditor()
