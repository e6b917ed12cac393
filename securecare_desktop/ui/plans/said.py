"""A young person's own words in the registers of the plan: how they are shown, and how a form asks for them.

What is an answer, and when they are asked again, is domain/voice.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ...core.text import _, day_short
from ...domain.own_words import HowGiven
from ...domain.plans import LiveRestriction, Scenario
from ...domain.record import Record
from ...domain.voice import Voice, voice_of
from ..widgets.card import VoiceBand
from ..widgets.form import Form
from ..widgets.labels import IconLabel, label
from . import wording

R = TypeVar("R", bound=Record)


def said_in(record: Record, name: str, today: date, title: str = "") -> Iterator[QWidget]:
    """Yield what the young person said about a record, or the line that says why there are no words."""
    yield from said(voice_of(record), name, today, title)


def said(voice: Voice, name: str, today: date, title: str = "") -> Iterator[QWidget]:
    """Yield words in honey, or the line that says why there are none and when they are asked again."""
    if voice.has_words:
        meta = wording.how_given(voice.how, voice.on, name, today)
        yield VoiceBand(voice.words.strip(), meta, title=title or _("{name}’s words").format(name=name))
        return
    chose = voice.how is HowGiven.CHOSE_NOT_TO
    yield icon_line("circle-check" if chose else "message-circle-warning", why_no_words(voice, name, today))


def icon_line(icon: str, text: str, role: str = "second", tone: str = "text-2") -> QWidget:
    """Return an icon with words beside it that wrap; `tone` colours the icon."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    row.addWidget(IconLabel(icon, tone, 14), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(text, role, wrap=True), 1)
    return made


def why_no_words(voice: Voice, name: str, today: date) -> str:
    """Return why there are no words, and when they are asked again: "Kai chose not to say anything about this."."""
    if voice.how is HowGiven.CHOSE_NOT_TO:
        why = _("{name} chose not to say anything about this.").format(name=name)
    elif voice.why_not_asked.strip():
        why = _("{name} was not asked, because: {why}").format(name=name, why=voice.why_not_asked.strip())
        why = why if why.endswith((".", "?", "!")) else f"{why}."
    else:
        why = _("{name} was not asked yet.").format(name=name)
    if voice.ask_again_on is None:
        return why
    return why + _(" Asked again on {day}.").format(day=day_short(voice.ask_again_on, today))


def fit_voice(form: Form, words: str, on: str = "") -> None:
    """Ask when it was said where there are words, and when they are asked again where there are none.

    `words` is the field of their own words and `on` the one of its day, where the form has one.
    """
    how = form.values()[words].given_how
    if on:
        form.show_fields(how is not None and how.has_words, on)
    form.show_fields(how in (HowGiven.NOT_ASKED, HowGiven.CHOSE_NOT_TO), "ask_again_on")


def answered(record: R, today: date) -> R:
    """Return the record as it is saved: words have a day, and whoever has said something is not asked again."""
    if not voice_of(record).has_words:
        return record
    if isinstance(record, LiveRestriction | Scenario) and record.own_view_on is None:
        record = replace(record, own_view_on=today)
    return replace(record, ask_again_on=None)  # type: ignore[call-arg] - every kind that is asked about has it
