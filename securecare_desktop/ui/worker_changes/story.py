"""The reason the young person was given and what they said to it: in sight in every step."""

from collections.abc import Callable, Iterable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from ...core.labels import label as words_for
from ...core.text import _, quoted
from ...domain.own_words import OwnWords
from ...domain.worker_changes import ChangeFile
from ..widgets.buttons import Button
from ..widgets.card import VoiceBand, clear_layout
from ..widgets.labels import IconText, label
from . import wording
from .wording import given_words, how_words, words_to_show

SHOWN = 2


class Story(QWidget):
    """Two cards: the reason, and the own words. `all_wanted()` asks for the whole list, `add_wanted()` to add to it."""

    all_wanted = Signal()
    add_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._may_write = True
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(16)

    def show_file(self, file: ChangeFile, today: date, *, may_write: bool = True) -> None:
        """Show the reason and the words of one change; without `may_write` there is no button to add any."""
        self._may_write = may_write
        clear_layout(self._box)
        self._box.addWidget(reason_card(file, today), 1)
        self._box.addWidget(self._words(file, today), 1)

    def set_narrow(self, narrow: bool) -> None:
        """Stand under one another with the words on top, or side by side."""
        way = QBoxLayout.Direction.BottomToTop if narrow else QBoxLayout.Direction.LeftToRight
        self._box.setDirection(way)
        self._box.setSpacing(8 if narrow else 16)

    def _words(self, file: ChangeFile, today: date) -> QWidget:
        title = _("{name}'s words").format(name=file.young_person_name)
        shown = words_to_show(file.own_words, SHOWN)
        if not shown:
            return self._nothing_yet(title, file)
        said = [w for w in shown if w.given_how.has_words and w.words.strip()]
        meta = wording.provenance(shown, today)
        count = len(file.own_words)
        action = (_("All {n}").format(n=count), self.all_wanted.emit)
        if said:
            return VoiceBand([w.words for w in said], meta, title=title, action=action)
        return VoiceBand(_("Chose not to say."), meta, title=title, action=action, quote=False)

    def _nothing_yet(self, title: str, file: ChangeFile) -> QWidget:
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 8, 16, 10)
        column.setSpacing(4)
        column.addWidget(IconText("quote", title, "text-2", strong=True))
        column.addWidget(
            label(
                _(
                    "Nothing written down yet. What {name} says to the change stands here, word for word."
                ).format(name=file.young_person_name),
                "second",
                wrap=True,
            )
        )
        if self._may_write:
            column.addWidget(
                Button(_("Write down words"), self.add_wanted.emit, icon="plus", size="small"),
                0,
                Qt.AlignmentFlag.AlignLeft,
            )
        return card


def reason_card(file: ChangeFile, today: date) -> QWidget:
    """Return the card with the reason in the words the young person was given, and who told them."""
    card = QFrame()
    card.setProperty("role", "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(16, 8, 16, 10)
    column.setSpacing(4)
    told = wording.told_words(file, today)
    name = file.young_person_name
    title = _("The reason {name} was given") if told else _("The reason {name} will be given")
    column.addWidget(IconText("message-circle", title.format(name=name), "text-2", strong=True))
    reason = file.change.reason_for_young_person
    if reason.strip():
        column.addWidget(label(quoted(reason), wrap=True, selectable=True))
    else:
        column.addWidget(label(_("No reason is written down yet."), "second", wrap=True))
    if told:
        column.addWidget(label(told, "caption", wrap=True))
    else:
        column.addWidget(
            IconText(
                "message-circle-warning",
                _("{name} has not been told yet").format(name=name),
                "late",
                strong=True,
            )
        )
    column.addStretch(1)
    return card


class AllWords(QWidget):
    """Everything the young person said about the change, newest last, for the side sheet.

    `under(words)` gives what stands under each: how far it is signed.
    """

    add_wanted = Signal()

    def __init__(
        self,
        file: ChangeFile,
        today: date,
        *,
        may_write: bool = True,
        under: Callable[[OwnWords], Iterable[QWidget]] = lambda _words: (),
    ) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for one in sorted(file.own_words, key=_in_time):
            column.addWidget(_band(one, file, today))
            for more in under(one):
                column.addWidget(more)
        if may_write:
            column.addWidget(
                Button(_("Write down more words"), self.add_wanted.emit, icon="plus", size="small"),
                0,
                Qt.AlignmentFlag.AlignLeft,
            )
        column.addStretch(1)


def _in_time(words: OwnWords) -> tuple[str, str]:
    return (words.given_on.isoformat() if words.given_on else "", words.id)


def _band(one: OwnWords, file: ChangeFile, today: date) -> QWidget:
    meta = f"{how_words(one)} {given_words(one, today)}".strip()
    title = words_for(one.about)
    title = title[:1].upper() + title[1:]
    if one.given_how.has_words:
        return VoiceBand(one.words, meta, title=title)
    said = one.why_not_asked or _("{name} chose not to say.").format(name=file.young_person_name)
    return VoiceBand(said, meta, title=title, quote=False)
