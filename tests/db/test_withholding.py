"""What the store knows of withholding: every kind of record has its place in it, and Find goes by what is left."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from securecare_desktop.core.audit_labels import KINDS
from securecare_desktop.db.base import SearchText
from securecare_desktop.db.search import shown_hit
from securecare_desktop.db.store import Store
from securecare_desktop.db.withholding import row_kinds
from securecare_desktop.domain.search import Hit
from securecare_desktop.domain.withholding import NEVER, WHOLE
from tests.db.sample_store import ANNA, Note, new_store, notes

WORDS = ("Nguyễn", "wall", "walled", "O'Brien", "café", "CAFE", "16/05", "zebra-song", "a", "—", "Łukasz")
TEXT = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
QUERIES = (
    *WORDS,
    "wal",
    "cafe wal",
    "nguyen",
    "o'br",
    "zebra",
    "song zeb",
    "16",
    "luk",
    "brien wall",
    "16/0",
)


def test_every_kind_about_a_young_person_can_be_withheld_or_is_named_as_one_that_cannot() -> None:
    about = {k for k, row in row_kinds().items() if row.__young_person_field__ is not None}
    assert about >= WHOLE
    assert row_kinds().keys() >= NEVER
    assert not NEVER & WHOLE
    assert about - NEVER <= set(KINDS)  # the list of what is withheld has a word for each


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = new_store(tmp_path_factory.mktemp("shown"))
    yield store
    store.close()


@given(TEXT, TEXT)
def test_what_is_left_of_a_record_is_found_by_the_same_words_as_in_the_index(
    store: Store, title: str, body: str
) -> None:
    with store.work(ANNA) as work:
        note = notes(work).add(Note(title=title, text=body))
        for query in QUERIES:
            found = [h for h in work.search.find(query, limit=10_000) if h.record_id == note.id]
            seen = shown_hit(Hit("notes", note.id, "", "all", "all of it"), SearchText(title, body), query)
            assert (seen is not None) is bool(found), (title, body, query)


def test_a_hit_has_the_title_and_the_place_of_what_is_left() -> None:
    whole = Hit("notes", "n", "y", "Dad at the orchard", "Dad said")
    body = " ".join([*("word",) * 30, "the", "orchard", "wall", *("more",) * 30])
    seen = shown_hit(whole, SearchText("[left out] at the orchard", body), "wall")
    assert seen is not None
    assert seen == replace(whole, title="[left out] at the orchard", snippet=seen.snippet)
    assert seen.snippet.startswith("…word")
    assert "orchard wall" in seen.snippet
    assert seen.snippet.endswith("…")
    assert len(seen.snippet.split()) == 14
    assert shown_hit(whole, SearchText("[left out] at the orchard", body), "dad") is None
