"""Two things the young person is asked at once, with one answer to how they told us; for the form kit.

A way with words holds for the fields with words in them, "chose not to" and "not asked yet" for the empty ones.
What was written down before keeps its way until another one is chosen.
"""

import json
from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QLineEdit, QRadioButton, QVBoxLayout, QWidget

from ...core.text import _, tidy
from ...domain.own_words import HowGiven
from .. import theme
from ..widgets.editors import Choices, Editor
from ..widgets.fields import KINDS, SideBySide
from ..widgets.flow import Flow
from ..widgets.growing_text import GrowingText
from ..widgets.labels import label
from ..widgets.own_words import WAYS, OwnWordsEntry

KIND = "shared_words"


class SharedWordsEditor(Editor):
    """Honey fields side by side and one set of ways. Value: OwnWordsEntry by key of `asked`.

    `ways` is a widget of its own, for whoever shows the form to place: beside the words or in the foot.
    """

    def __init__(self, asked: Choices, question: str) -> None:
        super().__init__()
        self._before: dict[str, OwnWordsEntry] = {key: OwnWordsEntry() for key, _words in asked}
        self._names = dict(asked)
        self.texts: dict[str, GrowingText] = {}
        self.column.addWidget(SideBySide(tuple(self._field(key, words) for key, words in asked)))
        self._why_label = label(_("Why not asked yet"), "label")
        self.why = QLineEdit()
        self.why.textEdited.connect(lambda _text: self.changed.emit())
        self._why_label.setBuddy(self.why)
        self.column.addWidget(self._why_label)
        self.column.addWidget(self.why)
        self._question = question
        self._ways: dict[HowGiven, QRadioButton] = {}
        self.ways = self._make_ways()
        self.take(*self.texts.values(), self.why, *self._ways.values())
        self._fit()

    def _field(self, key: str, words: str) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.texts[key] = GrowingText(1, role="voice")
        self.texts[key].textChanged.connect(self.changed)
        title = label(words, "label", wrap=True)
        title.setBuddy(self.texts[key])
        column.addWidget(title)
        column.addWidget(self.texts[key])
        return made

    def _make_ways(self) -> Flow:
        beside: list[QWidget] = [label(self._question, "strong-caption")]
        for way, words in WAYS.items():
            button = QRadioButton(_(words))
            button.setProperty("scale", "small")
            button.clicked.connect(lambda _checked=False: self._chosen())
            self._ways[way] = button
            beside.append(button)
        return Flow(beside, gap=12)

    def way(self, given_how: HowGiven) -> QRadioButton:
        """Return the button of one way."""
        return self._ways[given_how]

    # the value

    def value(self) -> Any:
        return {key: self._entry(key) for key in self.texts}

    def _entry(self, key: str) -> OwnWordsEntry:
        before, how = self._before[key], self._given_how()
        words = tidy(self.texts[key].toPlainText()).strip()
        if words:
            same = before.given_how if words == before.words else None
            return OwnWordsEntry(words, how if how is not None and how.has_words else same)
        if how is not None and not how.has_words:
            why = tidy(self.why.text()).strip() if how is HowGiven.NOT_ASKED else ""
            return OwnWordsEntry("", how, why)
        return OwnWordsEntry() if before.words else before

    def set_value(self, value: Any) -> None:
        given: Mapping[str, OwnWordsEntry] = value or {}
        self._before = {key: given.get(key) or OwnWordsEntry() for key in self.texts}
        hows = {e.given_how for e in self._before.values() if e.given_how is not None}
        why = next((e.why_not_asked for e in self._before.values() if e.why_not_asked), "")
        self._show({k: e.words for k, e in self._before.items()}, hows.pop() if len(hows) == 1 else None, why)

    def draft_text(self) -> str:
        words = {key: tidy(text.toPlainText()) for key, text in self.texts.items()}
        how, why = self._given_how(), tidy(self.why.text())
        if not (any(words.values()) or how or why):
            return ""
        return json.dumps([words, how or "", why], ensure_ascii=False)

    def set_draft_text(self, text: str) -> None:
        words, how, why = json.loads(text) if text else ({}, "", "")
        self._show(words, HowGiven(how) if how else None, why)

    def is_empty(self) -> bool:
        return not self.draft_text()

    def trouble(self) -> str:
        entries, how = self.value(), self._given_how()
        if any(e.words and e.given_how is None for e in entries.values()):
            return _("Choose how these words were given.")
        has_empty = any(not e.words for e in entries.values())
        if how is HowGiven.NOT_ASKED and has_empty and not self.why.text().strip():
            return _("Write why this was not asked yet.")
        if how is not None and how.has_words and not any(e.words for e in entries.values()):
            return _("Write the words as they were given, or choose “chose not to”.")
        return ""

    # how it looks

    def mark_error(self, wrong: bool) -> None:
        why = self._given_how() is HowGiven.NOT_ASKED
        for text in self.texts.values():
            theme.mark(text, state="error" if wrong and not why else "")
        theme.mark(self.why, state="error" if wrong and why else "")

    def describe(self, name: str, description: str) -> None:
        for key, text in self.texts.items():
            text.setAccessibleName(self._names[key])
            text.setAccessibleDescription(description)
        for button in self._ways.values():
            button.setAccessibleName(button.text())
            button.setAccessibleDescription(self._question)
        self.why.setAccessibleName(self._why_label.text())
        self.why.setAccessibleDescription(description)

    def _given_how(self) -> HowGiven | None:
        return next((way for way, button in self._ways.items() if button.isChecked()), None)

    def _show(self, words: Mapping[str, str], how: HowGiven | None, why: str) -> None:
        for key, text in self.texts.items():
            text.setPlainText(words.get(key, ""))
        self.why.setText(why)
        for way, button in self._ways.items():
            button.setAutoExclusive(False)
            button.setChecked(way is how)
            button.setAutoExclusive(True)
        self._fit()

    def _chosen(self) -> None:
        self._fit()
        self.changed.emit()

    def _fit(self) -> None:
        asks_why = self._given_how() is HowGiven.NOT_ASKED
        self._why_label.setVisible(asks_why)
        self.why.setVisible(asks_why)


KINDS[KIND] = lambda field, _clock: SharedWordsEditor(field.choices, field.question)
