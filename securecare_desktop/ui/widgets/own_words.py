"""The input for a young person's own words: honey, with how they were given always beside it.

"Chose not to" is a complete answer; "not asked yet" asks why.
"""

import json
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QLabel, QLineEdit, QRadioButton, QWidget

from ...core.text import N_, _, tidy
from ...domain.own_words import HowGiven
from .. import theme
from .editors import Editor
from .flow import Flow
from .growing_text import GrowingText
from .labels import label

WAYS = {
    HowGiven.SAID: N_("said it"),
    HowGiven.WROTE: N_("wrote it"),
    HowGiven.DREW: N_("drew it"),
    HowGiven.COMMUNICATION_AID: N_("with a communication aid"),
    HowGiven.CHOSE_NOT_TO: N_("chose not to"),
    HowGiven.NOT_ASKED: N_("not asked yet"),
}


@dataclass(frozen=True, slots=True)
class OwnWordsEntry:
    """What was entered: verbatim words, how they were given (None while not chosen), why not asked."""

    words: str = ""
    given_how: HowGiven | None = None
    why_not_asked: str = ""

    @property
    def is_answer(self) -> bool:
        """Whether this says something: words with their way, or that they chose not to, or why not asked."""
        if self.given_how is None:
            return False
        if self.given_how == HowGiven.NOT_ASKED:
            return bool(self.why_not_asked)
        return self.given_how == HowGiven.CHOSE_NOT_TO or bool(self.words)


class OwnWordsEditor(Editor):
    """Words in honey and the ways they were given. Value: OwnWordsEntry."""

    def __init__(self, rows: int = 2, question: str = "") -> None:
        super().__init__()
        self.text = GrowingText(rows, role="voice")
        self.text.textChanged.connect(self._typed)
        self.column.addWidget(self.text)
        self.column.setSpacing(8)
        self._ways: dict[HowGiven, QRadioButton] = {}
        self._question = label(question or _("How we know"), "label")
        beside: list[QWidget] = [self._question]
        for way, words in WAYS.items():
            button = QRadioButton(_(words))
            button.clicked.connect(lambda _checked=False: self._chosen())
            self._ways[way] = button
            beside.append(button)
        self.column.addWidget(Flow(beside))
        self._why_label = QLabel(_("Why not asked yet"))
        self._why_label.setProperty("role", "label")
        self.why = QLineEdit()
        self.why.textEdited.connect(lambda _text: self.changed.emit())
        self._why_label.setBuddy(self.why)
        self.column.addWidget(self._why_label)
        self.column.addWidget(self.why)
        self.take(self.text, *self._ways.values(), self.why)
        self._fit()

    def way(self, given_how: HowGiven) -> QRadioButton:
        """Return the button of one way."""
        return self._ways[given_how]

    def value(self) -> Any:
        chosen = self._given_how()
        words = tidy(self.text.toPlainText()).strip()
        return OwnWordsEntry(
            words=words if chosen is None or chosen.has_words else "",
            given_how=chosen,
            why_not_asked=tidy(self.why.text()).strip() if chosen == HowGiven.NOT_ASKED else "",
        )

    def set_value(self, value: Any) -> None:
        entry = value or OwnWordsEntry()
        self._show(entry.words, entry.given_how, entry.why_not_asked)

    def draft_text(self) -> str:
        words, how, why = self.text.toPlainText(), self._given_how(), self.why.text()
        if not (words or how or why):
            return ""
        return json.dumps([tidy(words), how or "", tidy(why)], ensure_ascii=False)

    def set_draft_text(self, text: str) -> None:
        words, how, why = json.loads(text) if text else ("", "", "")
        self._show(words, HowGiven(how) if how else None, why)

    def is_empty(self) -> bool:
        return not self.value().is_answer and not self.value().words and self._given_how() is None

    def trouble(self) -> str:
        entry = self.value()
        if self.is_empty() or entry.is_answer:
            return ""
        if entry.given_how is None:
            return _("Choose how these words were given.")
        if entry.given_how == HowGiven.NOT_ASKED:
            return _("Write why this was not asked yet.")
        return _("Write the words as they were given, or choose “chose not to”.")

    def asks(self) -> str:
        return _("Write the words as they were given, or choose why there are none.")

    def mark_error(self, wrong: bool) -> None:
        not_asked = self._given_how() == HowGiven.NOT_ASKED
        theme.mark(self.text, state="error" if wrong and not not_asked else "")
        theme.mark(self.why, state="error" if wrong and not_asked else "")

    def describe(self, name: str, description: str) -> None:
        self.setAccessibleName(name)
        self.text.setAccessibleName(name)
        self.text.setAccessibleDescription(description)
        for button in self._ways.values():
            button.setAccessibleName(button.text())
            button.setAccessibleDescription(f"{self._question.text()}. {name}")
        self.why.setAccessibleName(self._why_label.text())
        self.why.setAccessibleDescription(description)

    def _given_how(self) -> HowGiven | None:
        return next((way for way, button in self._ways.items() if button.isChecked()), None)

    def _show(self, words: str, given_how: HowGiven | None, why: str) -> None:
        self.text.setPlainText(words)
        self.why.setText(why)
        for way, button in self._ways.items():
            button.setAutoExclusive(False)
            button.setChecked(way == given_how)
            button.setAutoExclusive(True)
        self._fit()

    def _typed(self) -> None:
        self.changed.emit()

    def _chosen(self) -> None:
        self._fit()
        self.changed.emit()

    def _fit(self) -> None:
        """No words are asked for where there are none; why is asked only where it was not asked."""
        how = self._given_how()
        self.text.setEnabled(how is None or how.has_words)
        for one in (self._why_label, self.why):
            one.setVisible(how == HowGiven.NOT_ASKED)
