"""Words that care: sentences with what is questioned in them, and sentences in which nothing is."""

import pytest

from securecare_desktop.domain.language import Hit, TermFinder, TermPair, in_place_of, quoted_parts, words_in
from securecare_desktop.services.language_file import read_language_file

SHIPPED = read_language_file()
FINDER = TermFinder(SHIPPED.pairs)


def found(text: str, kept: frozenset[str] = frozenset()) -> list[str]:
    return [text[hit.start : hit.end] for hit in FINDER.find(text, kept)]


QUESTIONED = [
    ("In April she absconded twice.", ["absconded"]),
    ("ABSCONDED from the house", ["ABSCONDED"]),
    ("An absconder, he said.", ["absconder"]),
    ("Contact with mum went well.", ["Contact"]),
    ("Supervised contact on Tuesday", ["contact"]),
    ("At the contact centre", ["contact centre"]),
    ("His siblings and his sibling", ["siblings", "sibling"]),
    ("The placement broke down", ["placement broke down"]),
    ("She is happy in the placement.", ["placement"]),
    ("attention-seeking behaviour", ["attention-seeking"]),
    ("attention seeking", ["attention seeking"]),
    ("It was non‑compliant", ["non‑compliant"]),
    ("children in care and a child in care", ["children in care", "child in care"]),
    ("He has been in care since May.", ["in care"]),
    ("the LAC review on Friday", ["LAC review"]),
    ("A NEET is what they call it", ["NEET"]),
    ("He DNA on Friday", ["DNA"]),
    ("10 units of insulin in the unit", ["unit"]),
    ("in case he calls, the case is open", ["case"]),
    ("The case was closed", ["case"]),
    ("After case closure", ["case closure"]),
    ("He suffers from asthma", ["suffers from"]),
    ("They are hard to reach.", ["hard to reach"]),
    ("She was putting herself at risk", ["putting herself at risk"]),
    ("He kicked off on the landing", ["kicked off"]),
    ("The resident’s bedroom, the residents’ lounge", ["residents"]),
    ("two words,sick and peers.", ["sick", "peers"]),
    ("😀 absconded 😀", ["absconded"]),
    ("absconded", ["absconded"]),
    ("absconded absconded", ["absconded", "absconded"]),
]


@pytest.mark.parametrize(("text", "words"), QUESTIONED)
def test_a_word_to_question_is_found(text: str, words: list[str]) -> None:
    assert found(text) == words


LEFT_ALONE = [
    "",
    "Tia loves piano.",
    "We will contact the school, here is the contact number.",
    "He lost his contact lenses and made eye contact.",
    "Just in case he calls, and in that case in any case.",
    "Her pencil case and the court case",
    "She was sick of it and had been sick twice; off sick.",
    "Units of insulin: 20 units, 1 unit",
    "The unit manager rang.",
    "A red blood cell under the microscope",
    "By the fire exit",
    "A DNA test was done",
    "dna and neet and lac are letters in small print",
    "at the youth club with the youth worker",
    "He kicked off his shoes when the alarm went off",
    "They handed over the keys",
    "speech and language therapy",
    "the placement plan and a work placement",
    "discharged from hospital",
    "a prolific reader",
    "peer mentors",
    "incontact and uncontacted, cased",
    "contactless",
]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_a_word_that_is_right_where_it_stands_is_left_alone(text: str) -> None:
    assert found(text) == []


QUOTES = [
    ("She says “I kicked off because nobody listened.” She absconded.", ["absconded"]),
    ('He said "my contact is on Friday" about contact', ["contact"]),
    ("His ‘contact’ isn’t what others’ contact is", ["contact"]),
    ("Kai's 'contact' isn't what his brothers' contact is", ["contact"]),
    ("“My placement", []),
    ("“My placement”, “my contact” and contact", ["contact"]),
    ("He’s in the placement, isn’t he", ["placement"]),
    ('a 5" cut, then contact', ["contact"]),
]


@pytest.mark.parametrize(("text", "words"), QUOTES)
def test_what_somebody_said_is_left_as_they_said_it(text: str, words: list[str]) -> None:
    assert found(text) == words


def test_an_apostrophe_is_no_quotation_mark() -> None:
    assert quoted_parts("It’s Kai’s, isn’t it? It's Kai's.") == ()


def test_a_word_that_is_their_own_is_left_alone_in_all_its_forms() -> None:
    assert found("contact and contacts and siblings", frozenset({"contact"})) == ["siblings"]
    assert found("She absconded, absconds", frozenset({"abscond"})) == []
    assert found("absconder", frozenset({"abscond"})) == ["absconder"]


def test_a_hit_says_which_term_and_why() -> None:
    (hit,) = FINDER.find("He absconds.")
    assert isinstance(hit, Hit)
    assert (hit.term, hit.pair.number) == ("abscond", 1)
    assert "blame" in hit.pair.why
    assert hit.pair.prefer == ("left without telling anyone", "went missing", "ran away")


def test_there_are_all_76_pairs_each_with_a_reason_a_source_and_something_to_do() -> None:
    assert SHIPPED.faults == ()
    assert [pair.number for pair in SHIPPED.pairs] == list(range(1, 77))
    for pair in SHIPPED.pairs:
        assert pair.why.endswith("."), pair.number
        assert pair.sources, pair.number
        assert pair.prefer or pair.say, pair.number
        named = [source for source in pair.sources if source.address]
        assert named or not pair.published, pair.number


@pytest.mark.parametrize("pair", SHIPPED.pairs, ids=lambda pair: str(pair.number))
def test_every_form_of_every_term_is_found_by_itself(pair: TermPair) -> None:
    for forms in pair.terms:
        for form in forms:
            assert found(form) == [form], form


@pytest.mark.parametrize("pair", SHIPPED.pairs, ids=lambda pair: str(pair.number))
def test_no_exception_is_idle(pair: TermPair) -> None:
    """An exception that holds none of the pair's words would never do anything."""
    bare = TermFinder([TermPair(number=pair.number, terms=pair.terms, why=pair.why, say="x")])
    for phrase in pair.not_in:
        text = phrase.replace("#", "20")
        assert bare.find(text), f"{pair.number}: {phrase}"
        assert not [hit for hit in FINDER.find(text) if hit.pair.number == pair.number], phrase


def test_no_words_offered_are_themselves_questioned() -> None:
    again = {
        (pair.number, words): found(words) for pair in SHIPPED.pairs for words in pair.prefer if found(words)
    }
    assert not again


def test_a_long_text_is_looked_through_in_its_length_alone() -> None:
    text = "She goes home on Friday to see gran. " * 4000
    assert len(words_in(text)) == 32_000
    assert found(text) == []


@pytest.mark.parametrize(
    ("word", "preferred", "written"),
    [
        ("absconded", "went missing", "went missing"),
        ("Absconded", "went missing", "Went missing"),
        ("NEET", "not in work", "not in work"),
    ],
)
def test_words_take_over_the_capital_of_those_they_replace(word: str, preferred: str, written: str) -> None:
    assert in_place_of(word, preferred) == written
