"""Own words in whatever carries them, and when they are asked for again."""

from dataclasses import fields
from datetime import date, timedelta

import pytest

from securecare_desktop.domain.own_words import HowGiven
from securecare_desktop.domain.plans import PlanPart
from securecare_desktop.domain.voice import FIELDS, asks_again, problems_in_voice, voice_of

TODAY = date(2026, 5, 14)


def part(**other: object) -> PlanPart:
    return PlanPart(**{"young_person_id": "k", "plan_version_id": "v", "section": 4, "text": "", **other})


@pytest.mark.parametrize("kind", FIELDS, ids=lambda kind: kind.__name__)
def test_the_fields_of_every_kind_are_there(kind: type) -> None:
    assert {*FIELDS[kind]} <= {f.name for f in fields(kind)}


def test_the_words_come_with_how_and_when_they_were_given() -> None:
    voice = voice_of(part(own_words="Early.", given_how=HowGiven.SAID, given_on=TODAY))
    assert (voice.words, voice.how, voice.on, voice.is_answer) == ("Early.", HowGiven.SAID, TODAY, True)


@pytest.mark.parametrize(
    ("given", "answer"),
    [
        ({}, False),
        ({"given_how": HowGiven.CHOSE_NOT_TO}, True),
        ({"why_not_asked": "He is asleep."}, True),
        ({"own_words": "Early."}, True),
    ],
)
def test_chose_not_to_and_not_asked_because_are_answers(given: dict[str, object], answer: bool) -> None:
    assert voice_of(part(**given)).is_answer is answer


@pytest.mark.parametrize(
    ("days", "words", "asked"), [(0, "", True), (-1, "", True), (1, "", False), (0, "Early.", False)]
)
def test_they_are_asked_again_from_the_day_on_until_there_are_words(
    days: int, words: str, asked: bool
) -> None:
    record = part(ask_again_on=TODAY + timedelta(days=days), own_words=words)
    assert asks_again(record, TODAY) is asked


def test_nobody_is_asked_again_where_no_day_is_set() -> None:
    assert not asks_again(part(given_how=HowGiven.CHOSE_NOT_TO), TODAY)


def test_a_way_without_words_and_words_with_a_refusal_are_asked_about() -> None:
    assert [p.field for p in problems_in_voice(part(given_how=HowGiven.DREW))] == ["own_words"]
    refused = part(own_words="Early.", given_how=HowGiven.CHOSE_NOT_TO)
    assert [p.field for p in problems_in_voice(refused)] == ["given_how"]
    assert problems_in_voice(part(own_words="Early.")) == ()
