"""Words that young people keep, names that spelling never marks, and the file of words with mistakes in it."""

from dataclasses import replace
from pathlib import Path

import pytest

from securecare_desktop.core.errors import Gone, InputError, PermissionRefused
from securecare_desktop.domain.language import TermFinder
from securecare_desktop.domain.people import Circle, NetworkPerson
from securecare_desktop.domain.plan_reviews import Guest, PlanReview
from securecare_desktop.domain.staff import Role
from securecare_desktop.services.language_file import FILE, read_language_file
from tests.support.house import DEV, KAI, MIA, TODAY, House
from tests.support.resource_root import own_resources


def test_a_word_is_kept_for_one_young_person_and_let_go_again(house: House) -> None:
    words = house.signed_in().language
    saved = words.keep(KAI, "contact")
    assert saved.changed.nouns == {"language"}
    assert words.kept(KAI) == {"contact"}
    assert words.kept(DEV) == frozenset()
    assert words.writing_about(KAI).kept == {"contact"}
    words.let_go(KAI, "contact")
    assert words.kept(KAI) == frozenset()
    words.keep(KAI, "contact")
    assert words.kept(KAI) == {"contact"}


def test_a_word_that_is_kept_twice_is_stored_once(house: House) -> None:
    words = house.signed_in().language
    first, second = words.keep(KAI, "contact"), words.keep(KAI, " contact ")
    assert first.record == second.record


def test_what_was_never_kept_cannot_be_let_go_and_nothing_is_no_word(house: House) -> None:
    words = house.signed_in().language
    with pytest.raises(Gone):
        words.let_go(KAI, "contact")
    with pytest.raises(InputError):
        words.keep(KAI, "  ")


def test_keeping_a_word_is_a_change_of_the_record_and_asking_for_hints_is_nobodys_business(
    house: House,
) -> None:
    services = house.signed_in(Role.UNIT_MANAGER)
    services.language.keep(KAI, "contact")
    assert [e.action for e in services.audit.log(limit=5000) if e.record_kind == "kept_words"] == ["added"]
    before = services.audit.log(limit=5000)
    services.language.writing_about(KAI)
    services.language.names(KAI)
    services.language.kept(KAI)
    assert len(services.audit.log(limit=5000)) == len(before)


def test_names_on_record_come_as_single_words(house: House) -> None:
    services = house.signed_in()
    services.people.save_person(
        NetworkPerson(
            young_person_id=KAI, name="Siobhán O’Rourke-Łuczak", who_they_are="Teacher", called="Nanny Bé",
            circle=Circle.PROFESSIONAL, organisation="Ysgol Llanedeyrn",
        )
    )  # fmt: skip
    names = services.language.names(KAI)
    assert {"kai", "renshaw", "dev", "femi", "oduya", "rowan", "brackenfield"} <= names
    assert {"siobhán", "o'rourke", "łuczak", "nanny", "bé", "ysgol", "llanedeyrn"} <= names
    assert "llanedeyrn" not in services.language.names(DEV), "the people of one are not those of another"
    assert "llanedeyrn" not in services.language.names()
    assert "mia" not in names, "Mia lives on another unit"


def test_guests_of_a_review_and_who_placed_somebody_here_are_names_too(house: House) -> None:
    services = house.signed_in()
    guests = (Guest(name="Ngozi Adichie"),)
    services.plan_reviews.save(
        PlanReview(young_person_id=KAI, due_on=TODAY, guests=guests, led_by="Bronwen Prys")
    )
    (stay,) = services.stays.list_for(KAI)
    services.stays.save(replace(stay, placing_authority="Wexcombe Council"))
    assert {"ngozi", "adichie", "bronwen", "prys", "wexcombe"} <= services.language.names(KAI)
    assert "ngozi" not in services.language.names(DEV)


def test_a_word_is_kept_however_it_is_written(house: House) -> None:
    words = house.signed_in().language
    words.keep(KAI, "Contact")
    words.keep(KAI, "LAC review")
    assert words.kept(KAI) == {"contact", "lac review"}
    words.let_go(KAI, "CONTACT")
    assert words.kept(KAI) == {"lac review"}


def test_hints_know_the_name_that_is_used(house: House) -> None:
    words = house.signed_in().language
    assert words.writing_about(KAI).name_used == "Kai"
    assert words.writing_about().name_used == ""


def test_nobody_gets_names_of_somebody_out_of_reach(house: House) -> None:
    words = house.signed_in(Role.AGENCY_WORKER).language
    for who in (KAI, MIA, "0" * 32):
        with pytest.raises(PermissionRefused):
            words.writing_about(who)
    assert "dev" in words.writing_about(DEV).names


# -- the file ------------------------------------------------------------------------------------------


GOOD = """
[[source]]
name = "TACT"
title = "TACT, Language That Cares"

[[pair]]
number = 1
terms = ["abscond, absconds"]
prefer = ["ran away"]
why = "It blames."
sources = ["TACT"]
evidence = "published"
"""


@pytest.fixture
def language_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = own_resources(tmp_path, monkeypatch)
    (root / "language").mkdir()
    return root / FILE


FAULTS = [
    ('terms = "contact"\nprefer = ["x"]', 15, '"terms" has to be a list'),
    ('terms = [" , "]\nprefer = ["x"]', 15, '"terms" names no word.'),
    ('terms = ["—"]\nprefer = ["x"]', 15, '"terms" names no word.'),
    ('terms = ["contact"]\nnot_in = ["–"]\nprefer = ["x"]', 16, '"not_in" names no word.'),
    ('terms = ["contact"]', 13, 'Write "prefer", or in "say" what to do instead.'),
    ('terms = ["contact"]\nprefer = ["x"]\nnote = "y"', 17, "note is not known here"),
]


@pytest.mark.parametrize(("lines", "line", "what"), FAULTS)
def test_a_mistake_names_file_line_and_fault_and_the_rest_of_the_file_works(
    language_folder: Path, lines: str, line: int, what: str
) -> None:
    pair = f'{GOOD}\n[[pair]]\nnumber = 2\n{lines}\nwhy = "W."\nsources = ["TACT"]\nevidence = "to_check"\n'
    language_folder.write_text(pair.removeprefix("\n"), "utf-8")
    found = read_language_file()
    (fault,) = found.faults
    assert (fault.file, fault.line) == (FILE, line)
    assert what in fault.sentence
    assert found.pairs[0].number == 1
    assert TermFinder(found.pairs).find("He absconds")


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (("sources = [\"TACT\"]", "sources = [\"TUCT\"]"), "no [[source]] with the name TUCT"),
        (("sources = [\"TACT\"]", "sources = []"), '"sources" is empty'),
        (("evidence = \"published\"", "evidence = \"maybe\""), '"evidence" has to be published or to_check'),
        (("why = \"It blames.\"\n", ""), '"why" is missing'),
        (("number = 1", "number = 0"), '"number" has to be 1 or more'),
        (("[[pair]]", "[[pear]]"), "[[pair]]"),
        (("why = \"It", "why = It"), "in a way that can be read"),
    ],
)  # fmt: skip
def test_every_other_mistake_is_told_too(language_folder: Path, change: tuple[str, str], what: str) -> None:
    language_folder.write_text(GOOD.replace(*change), "utf-8")
    found = read_language_file()
    assert any(what in fault.sentence for fault in found.faults), [f.sentence for f in found.faults]
    assert found.pairs == ()


def test_without_the_file_there_are_no_words_to_question_and_the_fault_is_told(language_folder: Path) -> None:
    found = read_language_file()
    assert found.pairs == ()
    assert [fault.file for fault in found.faults] == [FILE]
    assert TermFinder(found.pairs).find("He absconded") == ()


def test_a_pair_with_a_number_that_is_there_already_is_left_out(language_folder: Path) -> None:
    again = GOOD[GOOD.index("[[pair]]") :]
    language_folder.write_text(GOOD + again.replace("abscond, absconds", "contact"), "utf-8")
    found = read_language_file()
    assert len(found.pairs) == 1
    assert "there already" in found.faults[0].sentence
