"""Two versions side by side: nothing is lost, what is marked is what changed, and a long plan takes no longer."""

import random
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from securecare_desktop.domain.alignment import align
from securecare_desktop.domain.comparing import Mark, PairedTexts, Passage, TextPair, compare, compare_texts
from securecare_desktop.domain.comparing_plans import compare_plans
from securecare_desktop.domain.own_words import HowGiven
from securecare_desktop.domain.plans import Goal, GoalState, PlanPart

SIGNS = {Mark.KEPT: "{}", Mark.TAKEN_OUT: "[-{}-]", Mark.PUT_IN: "[+{}+]"}
WORDS = [
    f"{start}{end}"
    for start in ["a", "b", "k", "m", "s", "t", "the", "and", "mum", "visit"]
    for end in ["er", "ing", "s", "day", "room"]
]


def drawn(passage: Passage) -> str:
    """Return a passage as text with its marks drawn in."""
    return "".join(SIGNS[run.mark].format(run.text) for run in passage.runs)


def changes(old: str, new: str) -> list[str]:
    return [drawn(passage) for passage in compare_texts(old, new)]


def side(passages: tuple[Passage, ...], new: bool) -> str:
    return "".join(run.text for passage in passages for run in passage.side(new))


texts = st.one_of(
    st.text(),
    st.text(alphabet="ab \n.'’-\u2028\u00a0\u0301\t"),
    st.lists(st.sampled_from([*WORDS[:12], ".", "\n", "\n\n", "- "]), max_size=40).map(" ".join),
)


@given(texts, texts)
@example("", "")
@example(" \n", "\n")
@example("a\n", "a")
@example("a b", "a\n\nb")
def test_kept_and_taken_out_make_the_old_text_kept_and_put_in_the_new_one(old: str, new: str) -> None:
    passages = compare_texts(old, new)
    assert side(passages, new=False) == old
    assert side(passages, new=True) == new


@given(texts)
def test_a_text_compared_with_itself_has_no_changes(text: str) -> None:
    assert all(run.mark is Mark.KEPT for passage in compare_texts(text, text) for run in passage.runs)


@given(texts, texts)
def test_no_two_runs_that_follow_each_other_have_the_same_mark_and_none_is_empty(old: str, new: str) -> None:
    for passage in compare_texts(old, new):
        marks = [run.mark for run in passage.runs]
        assert all(one is not other for one, other in zip(marks, marks[1:], strict=False))
        assert all(run.text for run in passage.runs)


@given(st.lists(st.sampled_from("abc"), max_size=200), st.lists(st.sampled_from("abc"), max_size=200))
def test_aligned_blocks_rise_on_both_sides_and_hold_the_same_items(old: list[str], new: list[str]) -> None:
    a = b = 0
    for block in align(old, new):
        assert block.length > 0
        assert block.old >= a
        assert block.new >= b
        a, b = block.old + block.length, block.new + block.length
        assert old[block.old : a] == new[block.new : b]


def test_one_changed_word_is_marked_and_nothing_else() -> None:
    assert changes("Kai goes to bed at nine. He reads.", "Kai goes to bed at ten. He reads.") == [
        "Kai goes to bed at [-nine-][+ten+]. He reads."
    ]


def test_words_put_in_and_taken_out_are_marked_with_the_space_before_them() -> None:
    assert changes("Kai likes football.", "Kai likes football and swimming.") == [
        "Kai likes football[+ and swimming+]."
    ]
    assert changes("He sees his mum every Saturday.", "He sees his mum.") == [
        "He sees his mum[- every Saturday-]."
    ]


def test_a_word_with_an_apostrophe_a_time_and_a_date_are_one_word_each() -> None:
    assert changes("He doesn't mind. Bed at 9.30.", "He didn't mind. Bed at 9.45.") == [
        "He [-doesn't-][+didn't+] mind. Bed at [-9.30-][+9.45+]."
    ]


def test_a_paragraph_put_in_stands_alone_and_the_others_stay_beside_their_like() -> None:
    assert changes("Kai reads.\nMum visits.", "Kai reads.\nHe swims on Mondays.\nMum visits.") == [
        "Kai reads.",
        "[+\nHe swims on Mondays.+]",
        "\nMum visits.",
    ]


def test_changed_paragraphs_stand_beside_each_other_although_one_was_put_in_between() -> None:
    old = "Kai gets up at seven and has toast.\nHannah drives him to the pool on Tuesdays after lunch."
    new = (
        "Kai gets up at eight and has toast.\nNothing else is planned before ten.\n"
        "Hannah drives him to the pool on Fridays after lunch."
    )
    assert changes(old, new) == [
        "Kai gets up at [-seven-][+eight+] and has toast.",
        "[+\nNothing else is planned before ten.+]",
        "\nHannah drives him to the pool on [-Tuesdays-][+Fridays+] after lunch.",
    ]


def test_a_paragraph_cut_in_two_with_a_word_put_in_counts_as_one_place() -> None:
    old = "He sees his mum every Saturday at two. It is in the family room."
    new = "He sees his mum every Saturday at two.\nIt is in the small family room."
    (passage,) = compare_texts(old, new)
    assert passage.places == 1
    assert [run.text for run in passage.runs if run.says_something and run.mark is not Mark.KEPT] == [
        " small"
    ]


def test_two_paragraphs_made_one_change_no_word() -> None:
    old = "He sees his mum every Saturday.\n\nIt is in the family room."
    assert sum(p.places for p in compare_texts(old, old.replace("\n\n", " "))) == 0


def test_white_space_alone_is_kept_but_is_no_place_that_changed() -> None:
    passages = compare_texts("One  two.\n", "One two.")
    assert side(passages, new=False) == "One  two.\n"
    assert sum(passage.places for passage in passages) == 0


def test_a_paragraph_that_shares_nearly_nothing_is_shown_as_written_anew() -> None:
    old = "The visit was late and nobody told him, so he was angry all evening."
    new = "Femi rings Kai at three when something changes about the weekend."
    assert changes(old, new) == [f"[-{old}-][+{new}+]"]
    assert compare_texts(old, new)[0].places == 1


def test_a_small_word_between_two_larger_changes_belongs_to_the_change() -> None:
    old = "In the evening he wants quiet music and then nobody near him for a while at all."
    new = "In the evening he wants loud drumming and afterwards somebody near him for a while at all."
    assert changes(old, new) == [
        "In the evening he wants [-quiet music and then nobody-][+loud drumming and afterwards somebody+]"
        " near him for a while at all."
    ]


def test_paragraphs_that_moved_are_taken_out_there_and_put_in_here_and_the_rest_is_kept() -> None:
    lines = [f"Paragraph {n} about {word} and {word}s." for n, word in enumerate(WORDS)]
    moved = [*lines[:5], *lines[8:20], *lines[5:8], *lines[20:]]
    passages = compare_texts("\n".join(lines), "\n".join(moved))
    assert sum(passage.places for passage in passages) == 6
    assert all(len(passage.runs) == 1 for passage in passages)


def test_places_count_changes_that_no_kept_word_divides() -> None:
    (passage,) = compare_texts("a b c d e f g h i j k l", "a X c d e f g h i j Y l")
    assert passage.places == 2


def _long(words: int, paragraph: int) -> str:
    pick = random.Random(words + paragraph)
    vocabulary = [a + b for a in WORDS for b in WORDS]
    some = [pick.choice(vocabulary) for _ in range(words)]
    return "\n\n".join(" ".join(some[n : n + paragraph]) for n in range(0, words, paragraph))


def _changed_words(text: str, share: float) -> str:
    pick = random.Random(7)
    return " ".join(pick.choice(WORDS) if pick.random() < share else word for word in text.split(" "))


class Counting(str):
    """A word that counts how often one was held against another."""

    __slots__ = ()
    comparisons = 0

    def __eq__(self, other: object) -> bool:
        Counting.comparisons += 1
        return super().__eq__(other)

    __hash__ = str.__hash__


LONG = _long(20_000, 60)
ONE_PARAGRAPH = _long(20_000, 20_000)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(LONG, _changed_words(LONG, 0.05), id="every paragraph changed a little"),
        pytest.param(ONE_PARAGRAPH, _changed_words(ONE_PARAGRAPH, 0.5), id="half of one long paragraph"),
        pytest.param(LONG, _long(20_001, 61), id="written anew"),
        pytest.param(LONG, "\n\n".join(sorted(LONG.split("\n\n"))), id="every paragraph moved"),
        pytest.param("no " * 20_000, "no " * 19_000, id="one word again and again"),
        pytest.param(
            _changed_words("yes " * 20_000, 0.3),
            _changed_words("no " * 20_000, 0.3),
            id="hardly anything stands once",
        ),
        pytest.param("yes\n" * 20_000, "no\nyes\n" * 10_000, id="a word to a line"),
        pytest.param("x" * 100_000, "x" * 99_999, id="no space"),
    ],
)
def test_a_long_text_loses_nothing_and_its_words_are_held_against_few_others(old: str, new: str) -> None:
    """Comparisons are counted rather than time. All pairs of words would be 400 million."""
    passages = compare_texts(old, new)
    assert side(passages, new=False) == old
    assert side(passages, new=True) == new
    Counting.comparisons = 0
    align([Counting(word) for word in old.split()], [Counting(word) for word in new.split()])
    assert Counting.comparisons < 4_000_000


# -- plans --------------------------------------------------------------------------------------------------


def part(section: int, text: str, **more: object) -> PlanPart:
    return PlanPart(young_person_id="kai", plan_version_id="v", section=section, text=text, **more)  # type: ignore[arg-type]


def goal(lineage: str, title: str, **more: object) -> Goal:
    return Goal(young_person_id="kai", plan_version_id="v", title=title, lineage_id=lineage, **more)  # type: ignore[arg-type]


def test_sections_stand_in_the_order_of_the_plan_with_their_names() -> None:
    found = compare_plans([part(7, "Mum."), part(4, "Bed at nine.")], [part(4, "Bed at ten.")], [], [])
    assert [section.title for section in found.sections] == [
        "4  How I am looked after day to day",
        "7  Family time and friendships",
    ]
    assert [(s.in_old, s.in_new) for s in found.sections] == [(True, True), (True, False)]
    assert found.places == 2
    assert len(found.changed) == 2


def test_a_section_that_nobody_wrote_in_is_there_and_unchanged() -> None:
    found = compare_plans([part(1, "")], [part(1, "")], [], [])
    assert [section.places for section in found.sections] == [0]
    assert not found.changed


def test_own_words_are_compared_as_own_words() -> None:
    said = {"given_how": HowGiven.SAID}
    found = compare_plans(
        [part(1, "Text.", own_words="I like it.", **said)],
        [part(1, "Text.", own_words="I like it here.", **said)],
        [],
        [],
    )
    text, voice = found.sections[0].texts
    assert (text.own_words, text.places) == (False, 0)
    assert (voice.own_words, voice.places) == (True, 1)


def test_that_somebody_chose_not_to_say_anything_any_more_shows() -> None:
    found = compare_plans(
        [part(1, "Text.", own_words="I like it.", given_how=HowGiven.SAID)],
        [part(1, "Text.", given_how=HowGiven.CHOSE_NOT_TO)],
        [],
        [],
    )
    _text, voice, why = found.sections[0].texts
    assert drawn(voice.passages[0]) == "[-I like it.-]"
    assert drawn(why.passages[0]) == "[+chose not to+]"


def test_goals_are_found_again_by_what_they_were_copied_from() -> None:
    old = [goal("one", "Read a book", by=date(2026, 5, 1)), goal("two", "Swim")]
    new = [goal("three", "Cook"), goal("one", "Read two books", by=date(2026, 6, 1))]
    found = compare_plans([], [], old, new)
    assert [section.key for section in found.sections] == ["goal:three", "goal:one", "goal:two"]
    assert [(s.in_old, s.in_new) for s in found.sections] == [(False, True), (True, True), (True, False)]
    title, by = found.sections[1].texts
    assert [drawn(p) for p in title.passages] == ["Read [-a book-][+two books+]"]
    assert [drawn(p) for p in by.passages] == ["1 [-May-][+June+] 2026"]


def test_what_became_of_a_goal_is_no_change_of_the_plan() -> None:
    old, new = goal("one", "Swim"), goal("one", "Swim", state=GoalState.MET, state_on=date(2026, 5, 1))
    assert compare_plans([], [], [old], [new]).places == 0


def test_places_add_up_over_texts_and_sections() -> None:
    pair = TextPair(old="a b c d e f", new="a X c d e f")
    found = compare(
        [
            PairedTexts(key="1", title="One", texts=(pair, pair)),
            PairedTexts(key="2", title="Two", texts=(TextPair(old="a", new="a"),)),
            PairedTexts(key="3", title="Three", texts=(pair,)),
        ]
    )
    assert found.places == 3
    assert [section.key for section in found.changed] == ["1", "3"]
