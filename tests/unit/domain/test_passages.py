"""Passages: what is left out of a text is not in it any more, and nothing is lost when the rest is written on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from securecare_desktop.domain.passages import holds, holds_apart, left_out, put_back, same_name, without

GAP = left_out()
TEXT = st.text(alphabet="ab cB\n[]é'.", max_size=40)
WORDS = st.text(alphabet="ab cB\né'.", min_size=1, max_size=5).filter(lambda words: bool(words.strip()))


@given(TEXT, st.lists(WORDS, max_size=3))
def test_what_is_left_out_is_not_there_any_more(text: str, passages: list[str]) -> None:
    seen, _gaps = without(text, passages)
    rest = seen.replace(GAP, "\0")
    for words in passages:
        assert not holds(rest, words)
        assert words not in rest


@given(TEXT, st.lists(st.one_of(WORDS, st.just("")), max_size=3))
def test_what_was_left_out_comes_back_as_it_was(text: str, passages: list[str]) -> None:
    seen, gaps = without(text, passages)
    assert put_back(seen, gaps) == text
    assert put_back("Before. " + seen + " After.", gaps) == "Before. " + text + " After."


@given(TEXT, st.lists(WORDS, min_size=1, max_size=3))
def test_in_which_order_passages_are_withheld_makes_no_difference(text: str, passages: list[str]) -> None:
    assert without(text, passages) == without(text, passages[::-1])


@given(TEXT, WORDS)
def test_a_gap_that_is_taken_away_or_doubled_is_noticed(text: str, words: str) -> None:
    seen, gaps = without(text, (words,))
    if gaps:
        assert put_back(seen.replace(GAP, "", 1), gaps) is None
    assert put_back(seen + GAP, gaps) is None


@pytest.mark.parametrize(
    ("text", "words", "seen"),
    [
        ("Dad rang twice.", "Dad", f"{GAP} rang twice."),
        ("DAD rang, and dad wrote.", "Dad", f"{GAP} rang, and {GAP} wrote."),
        ("The orchard\n  wall fell.", "orchard wall", f"The {GAP} fell."),
        ("Alcohol, said Al.", "Al", f"{GAP}, said {GAP}."),
        ("It is Dad’s van.", "Dad", f"It is {GAP}’s van."),
        ("He left.", "she left", GAP),
        ("He left.", "", GAP),
        ("", "", ""),
        ("a b a b a", "a b a", f"{GAP} b a"),
    ],
)
def test_passages_go_with_the_words_they_touch_whatever_their_case_and_lines(
    text: str, words: str, seen: str
) -> None:
    assert without(text, (words,))[0] == seen


def test_passages_that_touch_leave_one_gap() -> None:
    seen, gaps = without("one two three four", ("two three", "three four"))
    assert (seen, gaps) == (f"one {GAP}", ("two three four",))


def test_a_gap_that_somebody_typed_stands_for_itself() -> None:
    seen, gaps = without(f"{GAP} and Dad", ("Dad",))
    assert (seen, gaps) == (f"{GAP} and {GAP}", (GAP, "Dad"))
    assert put_back(seen, gaps) == f"{GAP} and Dad"


def test_a_long_text_without_spaces_takes_no_time() -> None:
    assert without("a" * 200_000, ("b",))[0] == GAP
    assert without("a" * 200_000, ("a",))[0] == GAP


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ana Lima", "ana  lima", True),
        ("Ana", "Ana Lima", True),
        ("Ana Lima and Femi", "Ana Lima", True),
        ("Lima Ana", "Ana Lima", False),
        ("An", "Ana Lima", False),
        ("", "Ana Lima", False),
        ("!", "Ana Lima", False),
    ],
)
def test_names_are_the_same_where_the_words_of_one_stand_in_the_other(
    one: str, other: str, same: bool
) -> None:
    assert same_name(one, other) is same_name(other, one) is same


def test_a_name_inside_a_longer_word_does_not_stand_there_apart() -> None:
    assert holds("Annie came", "Ann")
    assert not holds_apart("Annie came", "Ann")
    assert holds_apart("Annie and ann's mum", "Ann")
