"""A password is long and not what is guessed first, and what the program offers is never refused."""

import re
import secrets
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from securecare_desktop.core.paths import resource
from securecare_desktop.core.word_lists import shipped_words
from securecare_desktop.domain.passwords import PASSWORD_RULE, SHORTEST, problems_in_password, three_words

NAME = "Denise Okafor"
HOUSE = ("Rowan", "Brackenfield House")


def sentences(password: str, name: str = NAME, house: tuple[str, ...] = HOUSE) -> list[str]:
    return [problem.sentence for problem in problems_in_password(password, name, house=house)]


@pytest.mark.parametrize(
    "password",
    [
        "qwertyuiopas",
        "qwerty123456",
        "1q2w3e4r5t6y",
        "1qaz2wsx3edc",
        "asdfghjkl;'#",
        "123456789012",
        "0987654321098",
        "147258369147",
        "112233445566",
        "000000000000",
        "aaaaaaaaaaaa",
        "abcdefghijkl",
        "abc123abc123",
        "121212121212",
        "2026202620262026",
        "passwordpassword",
        "password password password",
        "Password1234",
        "p@ssw0rd1234",
        "P@55w0rd!2026",
        "p4$$word-2026",
        "pässwörd12345",
        "p-a-s-s-w-o-r-d",
        "ppaasssswwoorrdd",
        "iloveyou1234",
        "i love you 1234",
        "letmeinletmein",
        "letmein letmein",
        "changemeplease",
        "welcome12345",
        "Welcome to 2026",
        "trustno1trustno1",
        "administrator",
        "administrator1",
        "correcthorsebatterystaple",
        "Summer2026!!!",
        "!!!Summer2026",
        "November2025!",
        "monday tuesday",
        "liverpoolfc1",
        "manchesterunited",
        "manchester united",
        "ManchesterUnited1878",
        "Chelsea1905!!",
        "sunshinemonkey1",
        "dragon-dragon-dragon",
        "nightshift2026",
        "SecureCare123",
        "securecare2026",
        "Rowan2026!!!",
        "rowan-rowan-rowan",
        "BrackenfieldHouse",
        "brackenfield 2026",
        "Lantern2026!!",
    ],
)
def test_what_is_guessed_first_is_refused(password: str) -> None:
    assert len(password) >= SHORTEST
    assert sentences(password) == [
        "This is too near to what is guessed first. Add a word or two that have nothing to do with it."
    ]


@pytest.mark.parametrize(
    "password",
    [
        "lantern pickle orbit",
        "garden-kettle-lantern",
        "gardenkettlelantern",
        "three red kites fly",
        "blue lamp over there",
        "purple monkey dragon",
        "my dog ate the blue lamp",
        "liverpool kettle biscuit",
        "rowan-kettle-lantern",
        "we planted leeks in march",
        "пароль довгий слово",
        "inne hasło ż słowo",
        "Xk9#vTq2LmP!",
        "xkqjzwvbnmpl",
    ],
)
def test_a_long_password_may_hold_common_words(password: str) -> None:
    assert sentences(password) == []


def test_a_short_one_is_refused_with_what_to_do_instead() -> None:
    assert sentences("elevenchars") == [
        "Choose at least 12 characters. Three words that do not belong together are easy to keep."
    ]
    (problem,) = problems_in_password("short", NAME, "first_password")
    assert problem.field == "first_password"


@pytest.mark.parametrize(
    "password", ["Okafor lantern orbit", "0kafor lantern orbit", "kettleDENISEorbit", "d3n1se-kettle-lamp"]
)
def test_ones_own_name_is_refused(password: str) -> None:
    assert sentences(password) == ["Leave your own name out of it: colleagues would guess that first."]


def test_signs_and_capitals_are_never_asked_for_and_never_enough() -> None:
    assert sentences("lanternpickleorbit") == []
    assert sentences("Password123!£$") != []


def test_the_name_of_the_house_counts_only_where_it_is_handed_in() -> None:
    assert sentences("Wrenfield-1874", house=()) == []
    assert sentences("Wrenfield-1874", house=("Wrenfield",)) != []


@given(st.text(max_size=200))
def test_whatever_is_typed_gets_an_answer(password: str) -> None:
    assert len(sentences(password)) <= 1


@given(
    st.integers(), st.sampled_from(["", NAME, "Rose Carpenter", "Heather Lamb", "May Li", "Robin Wood-Moss"])
)
def test_what_is_offered_is_never_refused(seed: int, name: str) -> None:
    offered = three_words(Random(seed).choice, name)
    assert problems_in_password(offered, name, house=HOUSE) == ()
    words = offered.split("-")
    assert len(set(words)) == 3
    assert set(words) <= set(shipped_words("words"))
    for unlikely in (f"{words[0]}-{words[0]}-{words[0]}", f"{words[0]}123456"):
        assert problems_in_password(unlikely.ljust(SHORTEST, "6"), "") != ()


def test_no_three_words_make_one_common_password_when_joined() -> None:
    words = set(shipped_words("words"))

    def splits(text: str, parts: int) -> bool:
        if parts == 1:
            return text in words
        return any(text[:n] in words and splits(text[n:], parts - 1) for n in range(4, len(text) - 3))

    assert [common for common in shipped_words("common") if splits(common, 3)] == []


def test_the_words_come_from_whoever_chooses_and_are_three_different_ones() -> None:
    assert three_words(lambda words: words[0]) == "-".join(shipped_words("words")[:3])
    assert three_words(secrets.choice) != three_words(secrets.choice)


def test_the_words_to_offer_are_many_plain_and_in_order() -> None:
    words = shipped_words("words")
    assert len(words) >= 4000
    assert all(re.fullmatch("[a-z]{4,8}", word) for word in words)
    assert all(one < other for one, other in pairwise(words))
    american = {"color", "gray", "harbor", "theater", "cozy", "plow", "fiber", "pajamas", "diaper", "candy"}
    unfit = {"kill", "drug", "death", "blood", "knife", "beer", "whisky", "cancer", "naked", "stupid", "rope"}
    assert not set(words) & (american | unfit)


def test_where_the_words_come_from_is_said_beside_them_and_in_the_notice() -> None:
    licence = resource("passwords/LICENSE-eff-word-list.txt").read_text("utf-8")
    assert "Creative Commons Attribution 3.0" in licence
    assert "Changes made" in licence
    assert resource("passwords/words.txt").read_text("utf-8").startswith("# ")


def test_common_ones_stand_in_small_letters_without_marks() -> None:
    assert len(set(shipped_words("common"))) >= 1000
    assert all(re.fullmatch("[a-z0-9]+", word) for word in shipped_words("common"))


def test_the_rule_says_how_long_and_why() -> None:
    assert f"At least {SHORTEST} characters" in PASSWORD_RULE
    assert "stops guessing" in PASSWORD_RULE
