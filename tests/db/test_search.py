"""Finding records by the words in them, for people who type as people do."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from securecare_desktop.db.store import Store
from tests.db.sample_store import ANNA, Note, new_store, notes


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = new_store(tmp_path_factory.mktemp("search"))
    with store.work(ANNA) as work:
        for note in (
            Note(title="Call with Nan Pauline", young_person_id="y1", text="She sang the zebra song."),
            Note(title="Song list", young_person_id="y1", text="What Kai likes", day=date(2026, 5, 13)),
            Note(title="Łukasz Wójcik", young_person_id="y2", text="O'Brien's café, José and Nguyễn"),
            Note(title="فاطمة", young_person_id="y2", text="سلام"),
            Note(title="House rules", text="A song before bed"),
        ):
            notes(work).add(note)
    yield store
    store.close()


def titles(store: Store, words: str, *young_people: str) -> list[str]:
    with store.reading() as work:
        return [hit.title for hit in work.search.find(words, young_people or None)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("zebra", ["Call with Nan Pauline"]),
        ("zeb", ["Call with Nan Pauline"]),
        ("PAULINE nan", ["Call with Nan Pauline"]),
        ("paul nan", []),
        ("wojc", ["Łukasz Wójcik"]),
        ("cafe jose nguyen", ["Łukasz Wójcik"]),
        ("o'br", ["Łukasz Wójcik"]),
        ("فاط", ["فاطمة"]),
        ("zebra giraffe", []),
        ("", []),
        (" - ", []),
    ],
)
def test_words_are_found_in_any_order_and_script(store: Store, words: str, found: list[str]) -> None:
    assert titles(store, words) == found


def test_a_word_in_the_title_ranks_above_one_in_the_text(store: Store) -> None:
    assert titles(store, "song")[0] == "Song list"
    assert len(titles(store, "song")) == 3


@pytest.mark.parametrize(
    "words", ["13 May", "wed 13 may", "Wednesday 13", "13 May 2026", "13/5/2026", "13/05/2026", "2026-05-13"]
)
def test_a_record_is_found_by_its_day_in_the_ways_people_write_days(store: Store, words: str) -> None:
    assert titles(store, words) == ["Song list"]
    assert titles(store, f"song {words}") == ["Song list"]
    assert titles(store, words.replace("13", "14")) == []


def test_a_hit_found_by_its_day_shows_the_records_own_words(store: Store) -> None:
    with store.reading() as work:
        (hit,) = work.search.find("13 May")
    assert (hit.day, hit.snippet) == (date(2026, 5, 13), "What Kai likes")


def test_only_the_young_people_one_may_see_are_searched(store: Store) -> None:
    assert titles(store, "song", "y2") == []
    assert titles(store, "song", "y1", "y2") == ["Song list", "Call with Nan Pauline"]
    assert "House rules" in titles(store, "song", "y1", "")
    with store.reading() as work:
        assert work.search.find("song", ()) == ()


def test_a_hit_says_what_to_open_and_shows_the_place(store: Store) -> None:
    with store.reading() as work:
        (hit,) = work.search.find("zebra")
        assert notes(work).require(hit.record_id).title == hit.title
    assert (hit.record_kind, hit.young_person_id, hit.day) == ("note", "y1", None)
    assert "zebra song" in hit.snippet


@pytest.mark.parametrize(
    "words", ['"', '""', "AND", "nan OR", "NEAR(", "title:song", "so*ng", "^song", "-song", "a\0b"]
)
def test_query_language_is_taken_as_words(store: Store, words: str) -> None:
    titles(store, words)


@given(st.text(max_size=30))
@settings(max_examples=60, deadline=None)
def test_anything_can_be_typed(store: Store, words: str) -> None:
    titles(store, words)


def test_the_index_follows_a_change_and_a_record_that_steps_back(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    with store.work(ANNA) as work:
        note = notes(work).add(Note(title="Old words", young_person_id="y1"))
        note = notes(work).save(replace(note, title="New words"))
        assert work.search.find("old") == ()
        assert [hit.young_person_id for hit in work.search.find("new")] == ["y1"]
    with store.work(ANNA) as work:
        notes(work).save(replace(note, open=False))
    assert titles(store, "new") == []
    store.close()
