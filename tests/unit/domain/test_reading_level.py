"""What counts as a sentence and as a word, what the formula makes of it, and when nothing is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from securecare_desktop.domain.reading_level import (
    ReadingLevel,
    long_sentences,
    look_at,
    reading_level,
    sentences,
)

EASY = (
    "You can see your nan every week. She comes on Thursday at two. Femi will sit with you if you want."
    " You can go to the garden. If it rains, you can play cards in the small room. Tell us if you want to stop."
)
HARD = (
    "The placement arrangements will be reviewed in accordance with statutory requirements, and appropriate"
    " consideration will be given to representations received from all professionals involved, including the"
    " independent reviewing officer and the responsible local authority."
)


def split(text: str) -> list[str]:
    return [text[one.start : one.end] for one in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kai is 15. He lives here.", ["Kai is 15.", "He lives here."]),
        ("Is he here? Yes! Good…", ["Is he here?", "Yes!", "Good…"]),
        ("Bed at 9.30 p.m. on days with school.", ["Bed at 9.30 p.m. on days with school."]),
        ("Bed at 9.30 p.m. Then he reads.", ["Bed at 9.30 p.m.", "Then he reads."]),
        ("Dr. Shah came with Mrs. A. Bell.", ["Dr. Shah came with Mrs. A. Bell."]),
        ("He likes fruit, e.g. Pears, etc. Buy some.", ["He likes fruit, e.g. Pears, etc.", "Buy some."]),
        ("See No. 5 on 5 Dec. 2026. Then ring.", ["See No. 5 on 5 Dec. 2026.", "Then ring."]),
        ("He said no. Then he left.", ["He said no.", "Then he left."]),
        ("So did I. We went.", ["So did I.", "We went."]),
        ("“Why?” he asked. “Because.” Then he slept.", ["“Why?” he asked.", "“Because.”", "Then he slept."]),
        ("He waited... and went.", ["He waited... and went."]),
        ("he sleeps well. he eats.Then he goes", ["he sleeps well.", "he eats.", "Then he goes"]),
        ("He was tired and\nwent to bed.\nGood.", ["He was tired and\nwent to bed.", "Good."]),
        ("What helps:\n- a walk\n2. talking\n(c) music", ["What helps:", "a walk", "talking", "music"]),
        ("  \n\n", []),
    ],
)
def test_text_falls_into_sentences_as_people_read_it(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@given(st.text(alphabet='aB .!?…\n-"”’1)e.g', max_size=60))
def test_sentences_stand_in_order_inside_the_text_and_leave_out_nothing_but_bullets_and_space(
    text: str,
) -> None:
    at, left = 0, []
    for one in sentences(text):
        assert at <= one.start < one.end
        left.append(text[at : one.start])
        at = one.end
    left.append(text[at:])
    assert not [gap for gap in left if gap.strip(" \n-.)1aeg")]


def test_the_index_is_the_formula() -> None:
    text = "Nan has tea at two. " * 10  # 14 letters, 5 words, a sentence
    level = reading_level(text)
    assert level is not None
    assert (level.words, level.sentences) == (50, 10)
    assert level.index == pytest.approx(4.71 * 14 / 5 + 0.5 * 5 - 21.43)


def test_numerals_count_as_letters_and_signs_inside_a_word_do_not() -> None:
    with_signs = reading_level("Nan's at 9.30 on 14/05. " * 10)
    without = reading_level("Nans at 930 on 1405. " * 10)
    assert with_signs is not None
    assert without is not None
    assert with_signs.index == pytest.approx(without.index)


def test_an_easy_text_is_easy_and_a_hard_one_is_not() -> None:
    easy, hard = reading_level(EASY), reading_level(HARD)
    assert easy is not None
    assert hard is not None
    assert easy.is_easy
    assert easy.in_words() == "about 5 to 6 years old"
    assert not hard.is_easy
    assert hard.in_words() == "about 18 years old or older"


@pytest.mark.parametrize(
    ("index", "ages"),
    [(-3.0, (5, 6)), (0.4, (5, 6)), (4.2, (9, 10)), (5.0, (9, 10)), (5.1, (10, 11)), (30.0, (17, 18))],
)
def test_the_index_rounded_up_gives_the_age_and_five_is_nine_to_ten(
    index: float, ages: tuple[int, int]
) -> None:
    level = ReadingLevel(index, words=100, sentences=10)
    assert level.ages == ages
    if index < 13:
        assert level.in_words() == f"about {ages[0]} to {ages[1]} years old"
    assert level.is_easy == (ages[1] <= 11)


def test_under_thirty_words_nothing_is_said() -> None:
    words = "Nan comes on Thursday. " * 8
    assert reading_level(words[: len(words) - 23]) is None
    assert reading_level("") is None
    assert reading_level(words) is not None


def test_headings_do_not_count_and_points_do() -> None:
    plain = reading_level(EASY)
    assert reading_level(f"My family\n{EASY}\nEverybody responsible") == plain
    points = reading_level(EASY.replace(". ", "\n- "))
    assert points is not None
    assert plain is not None
    assert points.sentences >= plain.sentences - 1


def test_nothing_is_said_about_a_text_in_other_letters() -> None:
    assert reading_level("يذهب كاي إلى المدرسة كل يوم. " * 10) is None
    assert reading_level("Дитина ходить до школи щодня. " * 10) is None


def test_long_sentences_are_those_of_more_than_so_many_words() -> None:
    twenty = " ".join(["word"] * 20) + "."
    text = f"Short one. {twenty} W{twenty[1:-1]} more. Short again."
    (found,) = long_sentences(text)
    assert found.words == 21
    assert text[found.start : found.end].endswith("word more.")
    assert len(long_sentences(text, most=19)) == 2
    assert look_at(text).long == (found,)


def test_a_long_point_of_a_list_is_marked_without_its_bullet() -> None:
    text = "Helps:\n- " + " ".join(["walk"] * 25)
    (found,) = long_sentences(text)
    assert found.start == text.index("walk")
    assert found.end == len(text)


@pytest.mark.parametrize(
    "text",
    ["." * 100_000 + "x", "a." * 50_000, "a'" * 50_000, "1." * 50_000, " " * 100_000, "x\n" * 50_000, "- \n" * 30_000, "”" * 100_000],
)  # fmt: skip
def test_odd_text_of_any_length_takes_no_time_to_speak_of(text: str) -> None:
    """Were it quadratic, the time limit of the tests would end it."""
    look_at(text)
