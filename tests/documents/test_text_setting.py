"""Words to lines: faces, joined letters, reading order, and nothing lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from securecare_desktop.documents import bidi
from securecare_desktop.documents.fonts import FAMILIES, Weight, face
from securecare_desktop.documents.icons import icon_path
from securecare_desktop.documents.lines import Tally, break_lines, prepare
from securecare_desktop.documents.setting import Setting, settings_for
from securecare_desktop.documents.shaping import Box, Plain, Shaped, clusters, pieces_of
from securecare_desktop.documents.tree import Look

BODY = settings_for(Look.WORK).body
PLAIN = Setting(10, 14, table_figures=False)


def line_text(line) -> str:
    return "".join(
        s.payload if isinstance(s.payload, str) else getattr(s.payload, "text", "") for s in line.segments
    )


def test_a_word_is_kept_in_one_face():
    (piece,) = pieces_of("Nguyễn", Weight.REGULAR)
    assert isinstance(piece, Plain)
    assert piece.face.family == "NotoSans"
    (piece,) = pieces_of("Llŷr", Weight.REGULAR)
    assert piece.face.family == "Atkinson"


def test_arabic_letters_are_joined_and_run_to_the_left():
    (piece,) = pieces_of("محمد", Weight.REGULAR, right_to_left=True)
    assert isinstance(piece, Shaped)
    font = piece.face.font
    read = [font._stands_for[ord(character)] for character, _, _ in piece.glyphs]
    assert "".join(read) == "دمحم"
    starts = [x for _, x, _ in piece.glyphs]
    assert starts == sorted(starts)
    alone = sum(pieces_of(letter, Weight.REGULAR, right_to_left=True)[0].width for letter in "محمد")
    assert piece.width < alone  # joined forms are narrower than four letters on their own


def test_brackets_turn_round_in_text_from_right_to_left():
    (left,) = pieces_of("(", Weight.REGULAR, right_to_left=True)
    (right,) = pieces_of(")", Weight.REGULAR)
    assert isinstance(left, Shaped)
    assert (
        face(FAMILIES[0], Weight.REGULAR).font.face.charToGlyph[ord(")")]
        == (left.face.font.face.charToGlyph[ord(left.glyphs[0][0])])
    )
    assert isinstance(right, Plain)


def test_what_no_face_has_is_one_box_for_each_whole():
    pieces = pieces_of("ab\U0001f468\u200d\U0001f469c\U0001f1ec\U0001f1e7", Weight.REGULAR)
    assert [p.codes for p in pieces if isinstance(p, Box)] == ["U+1F468 U+200D U+1F469", "U+1F1EC U+1F1E7"]
    assert [p.text for p in pieces if isinstance(p, Plain)] == ["ab", "c"]


def test_marks_joiners_and_flags_stay_whole():
    text = "e\u0301\u0302x\U0001f44d\U0001f3fd\U0001f1ec\U0001f1e7\U0001f1eb\U0001f1f7"
    assert list(clusters(text)) == [
        "e\u0301\u0302",
        "x",
        "\U0001f44d\U0001f3fd",
        "\U0001f1ec\U0001f1e7",
        "\U0001f1eb\U0001f1f7",
    ]


def test_figures_have_one_width():
    figures = face(FAMILIES[0], Weight.REGULAR).table_figures
    widths = {face(FAMILIES[0], Weight.REGULAR).width(drawn) for drawn in figures.values()}
    assert len(figures) == 10
    assert len(widths) == 1


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=400), st.floats(20, 400))
def test_lines_hold_every_character_in_order_and_fit(text, width):
    lines = break_lines(prepare(text, PLAIN, Tally()), width)
    assert "".join(line_text(line) for line in lines).replace(" ", "") == text.replace(" ", "")
    assert all(line.width <= width + 0.02 for line in lines)


@given(st.text(max_size=120))
def test_any_text_can_be_laid_out(text):
    tally = Tally()
    lines = break_lines(prepare(text, BODY, tally), 120)
    assert lines
    boxes = sum(isinstance(s.payload, Box) for line in lines for s in line.segments)
    assert boxes == tally.boxed


def test_white_space_makes_words_and_a_hard_space_keeps_them_together():
    (line,) = break_lines(prepare("one\t two\u2003three", PLAIN, Tally()), 500)
    assert line_text(line) == "one two three"
    lines = break_lines(prepare("ring 01632\u00a0960\u00a0331", PLAIN, Tally()), 80)
    assert [line_text(line) for line in lines] == ["ring", "01632\u00a0960\u00a0331"]


def test_kerning_never_moves_a_figure_and_narrows_a_pair():
    atkinson = face(FAMILIES[0], Weight.BOLD)
    assert atkinson.width("To") < atkinson.width("T") + atkinson.width("o")
    date = "11".translate(atkinson.table_figures)
    assert atkinson.width(date) == pytest.approx(2 * atkinson.width(date[0]))


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("abc", "abc"),
        ("אבג", "גבא"),
        ("abc אבג def", "abc גבא def"),
        ("אבג 123 דה", "הד 123 גבא"),
        ("say אב, גד now", "say דג ,בא now"),
    ],
)
def test_lines_that_run_both_ways_stand_as_they_are_read(typed, seen):
    base = bidi.base_level(typed)
    assert "".join(bidi.in_reading_order(list(typed), bidi.levels(typed, base))) == seen


def test_an_english_sentence_that_begins_with_an_arabic_name_stays_one():
    assert bidi.base_level("عبد الرحمن’s words, said to Hannah, 17 November 2026.") == 0
    assert bidi.base_level("عبد الرحمن محمد بن عبد الله, born 10 April 2011") == 0
    assert bidi.base_level("قال عبد الرحمن إنه يريد أن يرى Kai مرة أخرى") == 1


@given(st.text(st.sampled_from("ab אבمر12٣-+.,%() \u200f\u202e"), max_size=40))
def test_reading_order_moves_characters_and_loses_none(text):
    order = bidi.in_reading_order(list(text), bidi.levels(text, bidi.base_level(text)))
    assert sorted(order) == sorted(text)


def test_a_mark_that_turns_text_round_does_nothing():
    turned = "abc \u202edef\u202c"
    assert bidi.levels(turned, 0) == [0] * len(turned)


def test_every_shipped_icon_can_be_drawn():
    from securecare_desktop.core.paths import resource

    names = [path.stem for path in resource("icons").glob("*.svg")]
    assert len(names) > 50
    for name in names:
        path = icon_path(name)
        assert path[0][0] == "M"
        assert all(-0.5 <= value <= 24.5 for _, values in path for value in values), name
