"""What stands in an entry, to be read before it is signed: each field with its words, empty ones left out."""

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...core.text import N_, _
from ...domain.family_time import ProtectedVisitor, WhoseDoing
from ...domain.record import Entry
from ...domain.signatures import kind_of
from .card import VoiceBand
from .conflict import shown
from .labels import label
from .rows import Facts

FIELDS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "occasions": (
        ("with_whom", N_("Who with")),
        ("kind", N_("Kind")),
        ("state", N_("What happened")),
        ("planned_at", N_("When")),
        ("expected_at", N_("When it was expected")),
        ("protected", N_("Is it a protected visit?")),
        ("cancelled_by", N_("Cancelled by")),
        ("heard_at", N_("When we heard")),
        ("whose_doing", N_("Whose doing it was")),
        ("why", N_("Why, in plain words")),
        ("told_by", N_("Who told the young person")),
        ("told_at", N_("Told")),
        ("told_how", N_("How they were told")),
        ("instead_at", N_("When it will be instead")),
        ("what_they_did", N_("What they did together")),
        ("warm_moments", N_("Warm moments")),
        ("before", N_("How the young person was before")),
        ("arrival", N_("How they met")),
        ("what_was_said", N_("What was said that matters")),
        ("worries", N_("What worried anybody")),
        ("what_was_done", N_("What was done about it")),
        ("ending", N_("How it ended")),
        ("afterwards", N_("How the young person was afterwards")),
        ("next_day", N_("And the next day")),
        ("family_view", N_("What the family says")),
        ("opinion", N_("What you make of it")),
        ("started_at", N_("Began")),
        ("ended_at", N_("Ended")),
        ("place", N_("Place")),
        ("level", N_("How much an adult was there")),
        ("supervisor", N_("Which adult")),
    ),
    "own_words": (
        ("about", N_("What it is about")),
        ("given_how", N_("How we know")),
        ("given_to", N_("Who it was said to")),
        ("given_on", N_("When")),
    ),
    "tellings": (
        ("who", N_("Who")),
        ("audience", N_("Who is it")),
        ("told_by", N_("Told by")),
        ("told_at", N_("Told on")),
        ("where", N_("Where")),
        ("before_others", N_("Before anybody else heard it")),
        ("words_used", N_("The words that were used")),
        ("first_reaction", N_("How they took it at first")),
        ("their_questions", N_("Their questions")),
        ("tries", N_("What was tried")),
        ("next_try_on", N_("Next try on")),
    ),
    "joint_meetings": (
        ("what", N_("What they do")),
        ("who_is_there", N_("Who else is there")),
        ("at", N_("When")),
        ("by_day", N_("Or by which day")),
        ("where", N_("Where")),
        ("state", N_("What became of it")),
        ("how_it_went", N_("How it went")),
    ),
    "statuses": (("kind", N_("In one word")), ("sentence", N_("In one sentence")), ("noted_at", N_("When"))),
    "decisions": (
        ("asked_on", N_("Asked on")),
        ("asked_by", N_("Asked by")),
        ("helped_to_say", N_("What helped them to say it")),
        ("why_not_asked", N_("Why they were not asked")),
        ("options", N_("What else was possible")),
        ("what", N_("What was decided")),
        ("why", N_("Why")),
        ("decided_on", N_("When")),
        ("decided_by", N_("Who decided it")),
        ("with_agreement", N_("Did they agree?")),
        ("how_it_counted", N_("How that counted")),
        ("not_followed", N_("What was not followed")),
        ("not_followed_because", N_("Why it was not followed")),
        ("explained_by", N_("Who explained it")),
        ("explained_on", N_("Explained on")),
        ("explained_how", N_("How it was explained")),
        ("told_of_advocacy_on", N_("Reminded of advocacy and complaints on")),
    ),
    "times_alone": (
        ("started_at", N_("Door locked at")),
        ("ended_at", N_("Door opened at")),
        ("place", N_("Which room")),
        ("reason", N_("Why")),
        ("authorised_by", N_("Who authorised it")),
        ("tried_first", N_("What was tried first")),
        ("how_they_were", N_("How they were")),
        ("talked_after_on", N_("Talked about afterwards on")),
        ("talked_after_by", N_("Who talked with them")),
    ),
}
"""The fields of each kind in the order and the words of its form, but for the young person's own words."""

VOICES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "occasions": (("own_view", N_("Their own words")),),
    "own_words": (("words", N_("Their own words")),),
    "decisions": (
        ("what_they_wanted", N_("What they wanted, in their own words")),
        ("what_they_said", N_("What they said to it")),
    ),
    "times_alone": (("own_view", N_("Their own words")),),
}
"""Where the young person's words stand, and what stands above them."""


def words_of(entry: Entry) -> tuple[tuple[str, str], ...]:
    """Return (label, words) of everything in an entry but the young person's own words."""
    said = ((words, getattr(entry, name)) for name, words in FIELDS[kind_of(entry)])
    found = ((words, shown(value)) for words, value in said if not _nobody_chose(value))
    return tuple((_(words), value) for words, value in found if value.strip())


def _nobody_chose(value: object) -> bool:
    """Whether a choice stands as it began: it would only lengthen every phone call."""
    return value is ProtectedVisitor.NO or value is WhoseDoing.NOT_SAID


def voices_of(entry: Entry) -> tuple[tuple[str, str], ...]:
    """Return (title, words) of the young person's own words in an entry, also where nobody wrote down how they came."""
    found = ((title, str(getattr(entry, name)).strip()) for name, title in VOICES.get(kind_of(entry), ()))
    return tuple((_(title), said) for title, said in found if said)


class EntryWords(QWidget):
    """An entry to read: the young person's words in honey, then every field that says something."""

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        voices = voices_of(entry)
        for title, words in voices:
            column.addWidget(VoiceBand(words, title=title))
        if not voices and kind_of(entry) == "own_words":
            column.addWidget(label(_("They chose not to say."), wrap=True))
        column.addWidget(Facts(words_of(entry), label_width=168))
