"""The young person's own words in whatever carries them: one form for all, and when somebody offers to ask again.

"Chose not to" and "not asked, because" are answers like any other. What is shown of them is the screens' to say.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from ..core.errors import Problem
from ..core.text import _
from .own_words import HowGiven
from .plan_reviews import PlanReview
from .plans import (
    Decision,
    Goal,
    GoalNote,
    LiveRestriction,
    PlanPart,
    PlanVersion,
    RestrictionReview,
    Scenario,
)
from .record import Record


class VoiceFields(NamedTuple):
    """The names of the fields that hold a record's own words; `on` is empty where no day stands beside them."""

    words: str
    how: str
    on: str


FIELDS: Mapping[type[Record], VoiceFields] = {
    PlanPart: VoiceFields("own_words", "given_how", "given_on"),
    Goal: VoiceFields("own_words", "given_how", "given_on"),
    GoalNote: VoiceFields("own_words", "given_how", "on"),
    Scenario: VoiceFields("own_view", "own_view_how", "own_view_on"),
    LiveRestriction: VoiceFields("own_view", "own_view_how", "own_view_on"),
    RestrictionReview: VoiceFields("own_view", "own_view_how", "held_on"),
    Decision: VoiceFields("what_they_wanted", "wanted_how", "asked_on"),
    PlanReview: VoiceFields("own_words", "given_how", "held_on"),
    PlanVersion: VoiceFields("comments", "comments_how", "shared_on"),
}
"""Every kind of record that carries own words, and where they stand in it."""


@dataclass(frozen=True, slots=True)
class Voice:
    """What a young person said about one thing, how and when, or why there are no words and when they are asked again.

    Old entries may have words with `how` as NOT_ASKED, because nobody wrote down how they were given.
    """

    words: str
    how: HowGiven
    on: date | None
    why_not_asked: str
    ask_again_on: date | None

    @property
    def has_words(self) -> bool:
        """Whether there are words to show."""
        return bool(self.words.strip())

    @property
    def is_answer(self) -> bool:
        """Whether it is said how things are: words, that they chose not to, or why they were not asked."""
        return self.has_words or self.how is HowGiven.CHOSE_NOT_TO or bool(self.why_not_asked.strip())


@dataclass(frozen=True, slots=True)
class AskAgain:
    """Something a young person is asked again: the record with its kind, what it is about in a few words, and when."""

    kind: str
    record: Record
    about: str
    on: date


def voice_of(record: Record) -> Voice:
    """Return the own words of a record. Raises KeyError for a kind that carries none."""
    names = FIELDS[type(record)]
    return Voice(
        words=getattr(record, names.words),
        how=getattr(record, names.how),
        on=getattr(record, names.on),
        why_not_asked=getattr(record, "why_not_asked", ""),
        ask_again_on=getattr(record, "ask_again_on", None),
    )


def asks_again(record: Record, today: date) -> bool:
    """Say whether the young person is to be asked about this (again) by now: the day has come and there are no words."""
    voice = voice_of(record)
    return voice.ask_again_on is not None and voice.ask_again_on <= today and not voice.has_words


def problems_in_voice(record: Record) -> tuple[Problem, ...]:
    """Return what does not fit together in a record's own words; that nobody has asked yet is no problem."""
    names, voice = FIELDS[type(record)], voice_of(record)
    if voice.how.has_words and not voice.has_words:
        sentence = _("Write the words as they were given, or choose “chose not to”.")
        return (Problem(names.words, sentence),)
    if voice.has_words and voice.how is HowGiven.CHOSE_NOT_TO:
        return (Problem(names.how, _("There are words here. Choose how they were given.")),)
    return ()
