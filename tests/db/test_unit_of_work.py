"""One transaction: what is saved is audited and can be found, and nothing else ever happens to a record."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, text, update
from sqlcipher3.dbapi2 import IntegrityError

from securecare_desktop.core.errors import EditConflict, Gone, NotSignedIn
from securecare_desktop.db.store import Store
from securecare_desktop.domain.audit import FieldChange
from tests.db.sample_store import ANNA, MORNING, Mood, Note, NoteRow, Notes, Scrap, Scraps, new_store, notes


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = new_store(tmp_path)
    yield store
    store.close()


def save(store: Store, note: Note) -> Note:
    with store.work(ANNA) as work:
        return notes(work).save(note)


FULL = Note(
    title="Łódź, Ồ and عربى 🦊",
    young_person_id="y1",
    text="<b>not bold</b> & 'quoted' \"twice\"\nsecond line",
    mood=Mood.MIXED,
    moods=(Mood.GOOD, Mood.MIXED),
    lines=("one", "", "three, with comma"),
    counts={"calls": 2},
    day=date(2026, 2, 28),
    hour=time(16, 5),
    seen=datetime(2026, 3, 1, 9, 0, 0, 123456, tzinfo=timezone(timedelta(hours=5, minutes=30))),
    open=True,
)


def test_every_sort_of_field_comes_back_as_it_went_in(store: Store) -> None:
    saved = save(store, FULL)
    with store.reading() as work:
        read = notes(work).require(saved.id)
    assert read == saved
    assert replace(read, id="", version=0, written_by="", written_at=None) == FULL
    assert read.seen is not None
    assert read.seen.tzinfo is UTC


def test_a_new_record_gets_an_id_a_version_and_its_stamps(store: Store) -> None:
    saved = save(store, Note(title="First"))
    assert len(saved.id) == 32
    assert (saved.version, saved.written_by, saved.written_at) == (1, "anna", MORNING)
    assert (saved.changed_by, saved.changed_at) == ("", None)


def test_a_moment_without_a_time_zone_is_not_stored(store: Store) -> None:
    with pytest.raises(ValueError, match="time zone"):
        save(store, Note(title="When?", seen=datetime(2026, 1, 1)))


def test_a_change_raises_the_version_and_says_who_and_when(store: Store) -> None:
    saved = save(store, Note(title="First"))
    changed = save(store, replace(saved, title="Second", mood=Mood.MIXED))
    assert (changed.version, changed.changed_by, changed.changed_at) == (2, "anna", MORNING)
    assert (changed.title, changed.written_at) == ("Second", saved.written_at)


def test_the_audit_trail_keeps_each_field_before_and_after(store: Store) -> None:
    saved = save(store, Note(title="First", young_person_id="y1", day=date(2026, 1, 2)))
    save(store, replace(saved, title="Second", moods=(Mood.GOOD,)))
    with store.reading() as work:
        changed, added = work.audit.events(record_id=saved.id)
    assert (added.action, added.record_kind, added.young_person_id) == ("added", "note", "y1")
    assert FieldChange("day", None, "2026-01-02") in added.changes
    assert (changed.actor_id, changed.actor_name, changed.computer) == ("anna", "Anna Kelly", "OFFICE-2")
    assert changed.at == MORNING
    assert changed.changes == (
        FieldChange("title", "First", "Second"),
        FieldChange("moods", [], ["good"]),
    )


def test_saving_without_a_difference_writes_nothing(store: Store) -> None:
    saved = save(store, FULL)
    assert save(store, saved) == saved
    with store.reading() as work:
        assert work.audit.head().seq == 1


def test_an_edit_on_top_of_a_newer_one_is_refused_with_both_versions(store: Store) -> None:
    first = save(store, Note(title="First"))
    theirs = save(store, replace(first, title="Theirs"))
    mine = replace(first, title="Mine")
    with pytest.raises(EditConflict) as refused:
        save(store, mine)
    assert (refused.value.mine, refused.value.theirs) == (mine, theirs)
    with store.reading() as work:
        assert notes(work).require(first.id) == theirs


def test_a_record_that_is_not_there_is_gone(store: Store) -> None:
    with store.reading() as work:
        assert notes(work).get("nobody") is None
        with pytest.raises(Gone):
            notes(work).require("nobody")
    with pytest.raises(Gone):
        save(store, Note(id="nobody", version=3, title="?"))


def test_an_exception_takes_back_rows_audit_and_search_together(store: Store) -> None:
    def goes_wrong_at_the_end() -> None:
        with store.work(ANNA) as work:
            notes(work).add(Note(title="Half done"))
            work.note("printed")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        goes_wrong_at_the_end()
    with store.reading() as work:
        assert notes(work).find() == ()
        assert work.audit.head().seq == 0
        assert work.search.find("half") == ()


def test_lists_come_in_the_order_of_their_kind_and_only_what_fits(store: Store) -> None:
    with store.work(ANNA) as work:
        for title, day in (("b", 1), ("a", 1), ("c", 3)):
            notes(work).add(Note(title=title, young_person_id="y1", day=date(2026, 1, day)))
        notes(work).add(Note(title="other", young_person_id="y2"))
    with store.reading() as work:
        assert [n.title for n in notes(work).find(young_person_id="y1")] == ["c", "a", "b"]
        assert notes(work).count(young_person_id="y2") == 1


def test_an_event_that_changes_no_row_is_noted_with_its_details(store: Store) -> None:
    with store.work(ANNA) as work:
        work.note(
            "printed", record_kind="pack", record_id="p1", young_person_id="y1", details={"copies": "2"}
        )
    with store.reading() as work:
        (event,) = work.audit.events(action="printed")
    assert (event.record_kind, event.record_id, event.young_person_id) == ("pack", "p1", "y1")
    assert event.changes == (FieldChange("copies", None, "2"),)


def test_reading_never_writes(store: Store) -> None:
    with pytest.raises(TypeError), store.reading() as work:
        notes(work).add(Note(title="Sneaky"))
    with pytest.raises(TypeError), store.reading() as work:
        work.note("sneaky")
    with store.reading() as work:
        assert notes(work).find() == ()


@pytest.mark.parametrize(
    "statement",
    [
        update(NoteRow).values(title="all the same"),
        delete(NoteRow),
        insert(NoteRow).values(id="x", title="past the trail"),
        text("DELETE FROM note"),
    ],
    ids=["update", "delete", "insert", "text"],
)
def test_no_statement_writes_past_the_unit_of_work(store: Store, statement: object) -> None:
    save(store, Note(title="Stays"))
    with pytest.raises(TypeError, match="audited"), store.work(ANNA) as work:
        work.session.execute(statement)  # type: ignore[call-overload]
    with store.reading() as work:
        assert [n.title for n in notes(work).find()] == ["Stays"]


def test_a_record_is_never_removed(store: Store) -> None:
    saved = save(store, Note(title="Stays"))
    with pytest.raises(TypeError, match="kept"), store.work(ANNA) as work:
        notes(work).remove(saved.id)
    with store.reading() as work:
        assert notes(work).require(saved.id) == saved


def test_a_draft_is_saved_and_removed_without_a_trace(store: Store) -> None:
    with store.work(ANNA) as work:
        scrap = Scraps(work.session).add(Scrap(text="unfinished"))
        scrap = Scraps(work.session).save(replace(scrap, text="unfinished bus"))
    with store.work(ANNA) as work:
        Scraps(work.session).remove(scrap.id)
        Scraps(work.session).remove(scrap.id)
    with store.reading() as work:
        assert Scraps(work.session).get(scrap.id) is None
        assert work.audit.head().seq == 0


def test_an_optional_reference_holds_nothing_or_an_existing_record(store: Store) -> None:
    first = save(store, Note(title="Question"))
    assert first.answers_id == ""
    answer = save(store, Note(title="Answer", answers_id=first.id))
    assert answer.answers_id == first.id
    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        save(store, Note(title="Lost", answers_id="nobody"))


def test_several_saves_in_one_work_are_one_chain(store: Store) -> None:
    with store.work(ANNA) as work:
        note = notes(work).add(Note(title="a"))
        note = notes(work).save(replace(note, title="b"))
        work.note("read")
        notes(work).save(replace(note, title="c"))
    with store.reading() as work:
        assert [e.action for e in work.audit.events()] == ["changed", "read", "changed", "added"]
        assert work.audit.verify().broken_at == 0


def test_reading_inside_a_write_sees_what_was_saved_before(store: Store) -> None:
    with store.work(ANNA) as writing:
        Notes(writing.session).add(Note(title="not yet"))
        with store.reading() as work:
            assert notes(work).find() == ()


def test_a_closed_store_hands_out_no_work(store: Store) -> None:
    store.close()
    store.close()
    with pytest.raises(NotSignedIn):
        store.reading()
    with pytest.raises(NotSignedIn):
        store.work(ANNA)
