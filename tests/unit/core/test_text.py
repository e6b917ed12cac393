"""Dates as people write them, and text that stays whole."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from securecare_desktop.core import text

TODAY = date(2026, 5, 14)


@pytest.fixture(autouse=True)
def english_again():
    yield
    text.use_language("en_GB")


def test_a_day_names_its_year_only_when_it_is_another_one() -> None:
    assert text.day_short(date(2026, 5, 13), TODAY) == "Wed 13 May"
    assert text.day_short(date(2027, 5, 13), TODAY) == "Thu 13 May 2027"
    assert text.day_short(date(2026, 5, 13)) == "Wed 13 May 2026"
    assert text.day_plain(date(2026, 6, 8), TODAY) == "8 Jun"
    assert text.day_long(TODAY) == "Thursday 14 May 2026"
    assert text.month_title(TODAY) == "May 2026"


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "today"), (1, "tomorrow"), (-1, "yesterday"), (13, "in 13 days"), (-3, "3 days ago")],
)
def test_how_far_off_a_day_is(days: int, said: str) -> None:
    assert text.when_word(TODAY + timedelta(days=days), TODAY) == said


def test_a_moment_is_shown_in_local_time() -> None:
    moment = datetime(2026, 5, 14, 8, 58, tzinfo=UTC)
    assert text.day_and_time(moment, TODAY).endswith(moment.astimezone().strftime("%H:%M"))


def test_the_pseudo_language_marks_what_went_through_gettext() -> None:
    text.use_language("pseudo")
    assert text._("Save") == "⟦Save⟧"
    assert text.ngettext("{n} day", "{n} days", 2).format(n=2) == "⟦2 days⟧"


def test_an_unknown_language_falls_back_to_the_text_itself() -> None:
    text.use_language("xx")
    assert text._("Save") == "Save"


@given(st.text())
def test_tidy_text_is_tidy_already_and_holds_no_control_signs(typed: str) -> None:
    tidied = text.tidy(typed)
    assert text.tidy(tidied) == tidied
    assert "\r" not in tidied
    assert "\x00" not in tidied


def test_tidy_keeps_scripts_emoji_and_line_ends() -> None:
    assert text.tidy("a\r\nb\rc\td 🧁 نور Żaneta") == "a\nb\nc\td 🧁 نور Żaneta"


def test_lines_and_given_names() -> None:
    assert text.lines(" one \n\n two\n") == ("one", "two")
    assert text.given_name("Hannah Whitlock") == "Hannah"
    assert text.given_name(" ") == " "
