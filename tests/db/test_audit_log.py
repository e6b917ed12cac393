"""Reading the trail: the filters of the log, pages of it, the whole of it for a file, and a clock set back."""

import hashlib
import json
import tracemalloc
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from securecare_desktop.core.clock import FixedClock
from securecare_desktop.db.audit import CLOCK_WENT_BACK
from securecare_desktop.db.check import check
from securecare_desktop.db.store import Store
from securecare_desktop.domain.audit import FieldChange
from securecare_desktop.domain.record import Actor
from tests.db.sample_store import ANNA, MORNING, new_store

BEN = Actor("ben", "Ben Osei", "residential_worker", "OFFICE-1")
BEN_MARRIED = Actor("ben", "Ben Osei-Kelly", "residential_worker", "OFFICE-1")
HOUR = timedelta(hours=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = new_store(tmp_path)
    yield store
    store.close()


def clock_of(store: Store) -> FixedClock:
    assert isinstance(store.clock, FixedClock)
    return store.clock


def happened(store: Store, actor: Actor, action: str, **what: str) -> None:
    with store.work(actor) as work:
        work.note(action, **what)  # type: ignore[arg-type]


@pytest.fixture
def morning(store: Store) -> Store:
    """Six events, one an hour from the morning on."""
    for actor, action, kind, record_id, about in (
        (ANNA, "signed_in", "", "", ""),
        (ANNA, "read", "occasion", "o1", "kai"),
        (BEN, "signed_in", "", "", ""),
        (BEN, "read", "occasion", "o1", "kai"),
        (BEN, "read", "promise", "p1", "mia"),
        (BEN_MARRIED, "printed", "pack", "k1", "kai"),
    ):
        happened(store, actor, action, record_kind=kind, record_id=record_id, young_person_id=about)
        clock_of(store).advance(HOUR)
    return store


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, [6, 5, 4, 3, 2, 1]),
        ({"young_person_id": "kai"}, [6, 4, 2]),
        ({"record_id": "o1"}, [4, 2]),
        ({"record_kind": "promise"}, [5]),
        ({"actor_id": "ben"}, [6, 5, 4, 3]),
        ({"action": "read"}, [5, 4, 2]),
        ({"computer": "OFFICE-2"}, [2, 1]),
        ({"action": "read", "actor_id": "ben", "young_person_id": "kai"}, [4]),
        ({"since": MORNING + 2 * HOUR}, [6, 5, 4, 3]),
        ({"until": MORNING + 2 * HOUR}, [2, 1]),
        ({"since": MORNING + HOUR, "until": MORNING + 3 * HOUR}, [3, 2]),
        ({"since": MORNING + HOUR, "action": "signed_in"}, [3]),
        ({"since": MORNING + 9 * HOUR}, []),
        ({"until": MORNING}, []),
        ({"about": ("kai",)}, [6, 4, 2]),
        ({"about": ("mia", "")}, [5, 3, 1]),
        ({"about": ("mia", ""), "record_id": "o1"}, []),
        ({"about": ()}, []),
        ({"actor_id": "x' OR '1'='1"}, []),
    ],
    ids=str,
)
def test_events_are_chosen_by_every_filter_alone_and_together(
    morning: Store, wanted: dict[str, object], found: list[int]
) -> None:
    with morning.reading() as work:
        assert [e.seq for e in work.audit.events(**wanted)] == found
        assert [e.seq for e in work.audit.each_event(**wanted)] == found[::-1]


def test_pages_follow_one_another_without_a_gap(morning: Store) -> None:
    with morning.reading() as work:
        first = work.audit.events(action="read", limit=2)
        second = work.audit.events(action="read", limit=2, before_seq=first[-1].seq)
    assert [e.seq for e in (*first, *second)] == [5, 4, 2]


def test_the_whole_log_is_read_a_few_events_at_a_time(store: Store) -> None:
    with store.work(ANNA) as work:
        for number in range(2000):
            work.note("exported", details={"what": f"{number} " * 400})
    with store.reading() as work:
        tracemalloc.start()
        read = sum(1 for _event in work.audit.each_event())
        _now, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        whole = sum(len(str(event.changes)) for event in work.audit.each_event())
    assert read == 2000
    assert most < whole


def test_a_clock_set_back_is_told_before_the_next_event_and_the_order_stays(morning: Store) -> None:
    clock_of(morning).moment = MORNING - timedelta(days=1)
    happened(morning, ANNA, "signed_in")
    with morning.reading() as work:
        signed_in, told, before, *_rest = work.audit.events()
        newest_first = [e.seq for e in work.audit.events()]
    assert newest_first == [8, 7, 6, 5, 4, 3, 2, 1]
    assert (before.seq, told.seq, signed_in.seq) == (6, 7, 8)
    assert (told.action, told.actor_id, told.computer) == (CLOCK_WENT_BACK, "anna", "OFFICE-2")
    assert told.changes == (
        FieldChange("moment", "2026-11-22T13:30:00.000000Z", "2026-11-21T08:30:00.000000Z"),
    )
    assert told.at == signed_in.at == MORNING - timedelta(days=1)
    assert check(morning).sound


def test_a_clock_set_back_is_told_once_and_again_when_it_happens_again(morning: Store) -> None:
    for moment in (MORNING, MORNING + HOUR, MORNING + 90 * HOUR, MORNING + 2 * HOUR):
        clock_of(morning).moment = moment
        happened(morning, ANNA, "signed_in")
    with morning.reading() as work:
        assert [e.seq for e in work.audit.events(action=CLOCK_WENT_BACK)] == [11, 7]


def test_events_of_one_moment_are_no_clock_set_back(store: Store) -> None:
    for _event in range(3):
        happened(store, ANNA, "read")
    with store.reading() as work:
        assert {event.action for event in work.audit.events()} == {"read"}


def test_days_are_searched_by_what_the_clock_said_even_when_it_was_wrong(morning: Store) -> None:
    clock_of(morning).moment = MORNING + timedelta(days=1000)
    happened(morning, ANNA, "printed")
    clock_of(morning).moment = MORNING + 10 * HOUR
    happened(morning, ANNA, "exported")
    with morning.reading() as work:
        found = work.audit.events(since=MORNING + 9 * HOUR, until=MORNING + 11 * HOUR)
        assert [e.action for e in found] == ["exported", CLOCK_WENT_BACK]
        later = work.audit.events(since=MORNING + timedelta(days=999))
        assert [e.action for e in later] == ["printed"]


def test_the_hash_of_an_event_is_over_a_json_list_that_any_program_can_make(morning: Store) -> None:
    happened(morning, Actor("łu", "Łucja “فاطمة” \\ 🎈\n\x7f\x01", "shift_lead", "OFFICE\t3"), "read")
    with morning.reading() as work:
        event = work.audit.events(limit=1)[0]
    parts = [
        event.seq,
        "2026-11-22T14:30:00.000000Z",
        event.actor_id,
        event.actor_name,
        event.computer,
        event.action,
        event.record_kind,
        event.record_id,
        event.young_person_id,
        "{}",
        event.previous_hash,
    ]
    text = json.dumps(parts, separators=(",", ":"))
    assert event.hash == hashlib.sha256(text.encode("ascii")).hexdigest()
    assert check(morning).sound
