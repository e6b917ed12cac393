"""The dictionary: what it knows, where it may lie, and that the program goes on without it."""

import shutil
from pathlib import Path

import pytest

from securecare_desktop.core.paths import resource
from securecare_desktop.core.spelling import Speller, SpellingMissing


@pytest.fixture(scope="module")
def speller() -> Speller:
    made = Speller()
    made.load()
    return made


@pytest.mark.parametrize(
    "word",
    ["children", "colour", "organise", "don't", "don’t", "Friday", "café", "naïve", "mum's", "boys'", "wellbeing",
     "SHANARRI", "shanarri's", "CAMHS", "NHS", "dysregulated", "Wi-Fi", "safeguarding", "Eid", "x", "12th", "B2", ""],
)  # fmt: skip
def test_a_word_that_is_right_is_known(speller: Speller, word: str) -> None:
    if word == "shanarri's":
        assert not speller.knows(word)  # a name has its capitals
    else:
        assert speller.knows(word)


@pytest.mark.parametrize(
    "word", ["becuase", "safegaurding", "color", "organize", "wich", "teh", "abscondeded"]
)
def test_a_word_that_is_wrong_is_not_known(speller: Speller, word: str) -> None:
    assert not speller.knows(word)


def test_what_was_meant_comes_first_and_there_are_not_too_many(speller: Speller) -> None:
    assert speller.suggestions("becuase")[0] == "because"
    assert "safeguarding" in speller.suggestions("safegaurding")
    assert len(speller.suggestions("wrlo")) <= 5


def test_a_line_of_letters_without_a_gap_is_no_word(speller: Speller) -> None:
    assert speller.knows("x" * 5000)
    assert speller.suggestions("x" * 5000) == ()


def test_before_the_dictionary_is_there_every_word_is_known() -> None:
    waiting = Speller()
    assert not waiting.is_loaded
    assert waiting.knows("becuase")
    assert waiting.suggestions("becuase") == ()


@pytest.mark.parametrize("name", ["with spaces", "Jürgen Łucja", "محمد", "Ελένη 山田"])
def test_the_dictionary_may_lie_in_a_folder_of_any_name(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name / "spelling"
    shutil.copytree(resource("spelling"), folder)
    speller = Speller(folder)
    speller.load()
    assert speller.knows("wellbeing")
    assert not speller.knows("becuase")


@pytest.mark.parametrize(
    "breakage",
    ["no folder", "no words", "no rules", "empty words", "half", "garbage"],
)
def test_a_missing_or_broken_dictionary_is_told_in_a_sentence(tmp_path: Path, breakage: str) -> None:
    folder = tmp_path / "spelling"
    if breakage != "no folder":
        shutil.copytree(resource("spelling"), folder)
    words, rules = folder / "en_GB.dic", folder / "en_GB.aff"
    if breakage == "no words":
        words.unlink()
    elif breakage == "no rules":
        rules.unlink()
    elif breakage == "empty words":
        words.write_bytes(b"")
    elif breakage == "half":
        words.write_bytes(words.read_bytes()[:5000])
    elif breakage == "garbage":
        words.write_bytes(bytes(range(256)) * 40)
    speller = Speller(folder)
    with pytest.raises(SpellingMissing) as told:
        speller.load()
    assert "dictionary" in told.value.text
    assert str(tmp_path) not in told.value.sentence
    assert speller.knows("becuase"), "nothing is marked without a dictionary"


def test_the_words_of_the_field_may_be_missing_or_changed(tmp_path: Path) -> None:
    folder = tmp_path / "spelling"
    shutil.copytree(resource("spelling"), folder)
    (folder / "words.txt").write_text("# ours\nBrackenfield qwertification\n", "utf-8-sig")
    speller = Speller(folder)
    speller.load()
    assert speller.knows("qwertification")
    (folder / "words.txt").unlink()
    Speller(folder).load()


def test_the_dictionary_has_its_licence_and_its_place_in_the_notice() -> None:
    notice = (resource("spelling").parents[1] / "NOTICE").read_text("utf-8")
    assert "resources/spelling/en_GB.dic" in notice
    assert "resources/spelling/LICENSE-scowl-en-gb.txt" in notice
    assert "Kevin Atkinson" in resource("spelling/LICENSE-scowl-en-gb.txt").read_text("utf-8")
