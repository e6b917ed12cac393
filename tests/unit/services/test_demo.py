"""The demo unit: full, believable, like the design pictures, and the same on any day it is made."""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from securecare_desktop.core.clock import FixedClock, local
from securecare_desktop.core.errors import Problem, StoreError
from securecare_desktop.core.paths import resource
from securecare_desktop.db.store import Store
from securecare_desktop.domain import (
    occasion_validation,
    people_map,
    people_validation,
    plan_validation,
    promise_validation,
    stay_validation,
    validation,
)
from securecare_desktop.domain.arrangement_validation import problems_in_arrangement
from securecare_desktop.domain.family_engagement import problems_in_engagement
from securecare_desktop.domain.family_time import OccasionState
from securecare_desktop.domain.limit_validation import problems_in_limit, problems_in_limit_review
from securecare_desktop.domain.own_words import problems_in_own_words
from securecare_desktop.domain.passwords import problems_in_password
from securecare_desktop.domain.plans import PlanState
from securecare_desktop.domain.promises import PromiseState
from securecare_desktop.domain.readiness import Side, readiness, young_person_told
from securecare_desktop.domain.worker_changes import (
    ChangeFile,
    ChangeKind,
    ChangeState,
    Step,
    WorkerChange,
    problems_in_plan,
    problems_in_telling,
)
from securecare_desktop.services.bundle import Services, build_services
from securecare_desktop.services.demo import (
    DEMO_MANAGER,
    DEMO_PASSWORD,
    DEMO_SHIFT_LEAD,
    DemoUnit,
    demo_accounts,
    demo_unit,
    load_demo,
    make_demo_store,
)
from securecare_desktop.services.worker_changes import change_file
from tests.support.demo import NOW, copy_of_demo
from tests.support.house import let_keys_be_cheap

TODAY = NOW.date()

ANY_DAY = st.dates(date(2024, 1, 1), date(2040, 12, 31))


@dataclass(frozen=True)
class Made:
    """A store with the demo unit in it, as it is on the day of the pictures."""

    store: Store
    unit: DemoUnit
    clock: FixedClock


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    clock = FixedClock(NOW)
    store = Store.create(tmp_path_factory.mktemp("demo"), bytes(range(32)), "d" * 32, clock)
    yield Made(store, load_demo(store, clock), clock)
    store.close()


@pytest.fixture(scope="module")
def unit() -> DemoUnit:
    return demo_unit(TODAY, NOW)


def at_nine(day: date) -> DemoUnit:
    return demo_unit(day, datetime(day.year, day.month, day.day, 9, 5).astimezone())


def person_id(unit: DemoUnit, name: str) -> str:
    return next(p.id for p in unit.records("young_people") if p.name_used == name)


def change_of(made: Made, name: str, state: ChangeState = ChangeState.OPEN) -> ChangeFile:
    with made.store.reading() as work:
        person = next(p for p in work.young_people.find() if p.name_used == name)
        change = work.worker_changes.find(young_person_id=person.id, state=state)[0]
        return change_file(work, change, person)


# -- in a real store --------------------------------------------------------------------------------------


def test_the_demo_unit_is_as_full_as_after_six_months_of_use(made: Made) -> None:
    with made.store.reading() as work:
        assert 6 <= work.young_people.count() <= 8
        assert work.staff.count() == 14
        assert work.occasions.count() >= 300
        assert work.worker_changes.count(state=ChangeState.OPEN) >= 3
        assert work.pack_copies.count() > 0
        for person in work.young_people.find():
            assert len(work.network_people.find(young_person_id=person.id)) >= 9
            assert 2 <= len(work.plan_versions.find(young_person_id=person.id)) <= 4
            current = work.plan_versions.current(person.id)
            assert current is not None
            assert [p.section for p in work.plan_parts.find(plan_version_id=current.id)] == list(range(1, 15))


def test_every_account_of_the_demo_is_named_with_its_role(made: Made) -> None:
    named = {a.name: a.role for a in demo_accounts()}
    assert list(named) == [m.name for m in made.unit.staff]
    assert len(named) == 14
    assert named["Denise Okafor"] == "Shift lead"
    assert named["Graham Pell"] == "Unit manager"
    assert {"Agency worker", "Inspector", "System administrator"} <= set(named.values())


def test_the_password_of_the_demo_would_be_taken_for_every_account() -> None:
    assert [problems_in_password(DEMO_PASSWORD, a.name) for a in demo_accounts()] == [()] * 14


@pytest.fixture
def services(demo_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Services:
    """Services on a demo store as the program makes it, with nobody signed in."""
    let_keys_be_cheap(monkeypatch)
    return copy_of_demo(demo_template, tmp_path / "store")


def test_a_demo_store_opens_for_everybody_with_the_password_of_the_demo(services: Services) -> None:
    seen = {}
    for name in (DEMO_MANAGER, DEMO_SHIFT_LEAD, "Rhys Bevan"):
        services.session.sign_in_named(name, DEMO_PASSWORD)
        seen[name] = len(services.young_people.list())
        services.session.lock()
    assert seen == {DEMO_MANAGER: 6, DEMO_SHIFT_LEAD: 6, "Rhys Bevan": 1}
    assert len(services.session.sign_in_page().people) == 14


def test_a_second_demo_store_is_not_made_over_the_first(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    folder.mkdir()
    (folder / "keyring.json").write_text("{}")
    with pytest.raises(StoreError, match="already"):
        make_demo_store(build_services(FixedClock(NOW), folder), folder)
    assert [f.name for f in folder.iterdir()] == ["keyring.json"]


def test_a_demo_store_that_cannot_be_finished_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    folder.mkdir()
    (folder / ".store.db.part").mkdir()
    with pytest.raises(StoreError):
        make_demo_store(build_services(FixedClock(NOW), folder), folder)
    assert not (folder / "store.db").exists()
    assert not (folder / "keyring.json").exists()


def test_the_audit_trail_tells_of_many_people_over_many_months(made: Made) -> None:
    with made.store.reading() as work:
        names = {work.staff.require(o.written_by).name for o in work.occasions.find()}
        written = [o.written_at for o in work.occasions.find() if o.written_at]
        head = work.audit.head()
    assert len(names) >= 6
    assert max(written) - min(written) > timedelta(days=150)
    assert head.seq > 900


def test_the_clock_of_the_store_stands_where_it_stood(made: Made) -> None:
    assert made.clock.now() == NOW


def test_the_long_life_story_comes_back_whole(made: Made, unit: DemoUnit) -> None:
    stored = next(p for p in unit.records("young_people") if p.name_used == "Callum").story_so_far
    with made.store.reading() as work:
        read = next(p for p in work.young_people.find() if p.name_used == "Callum").story_so_far
    assert read == stored
    assert 19_000 < len(read) < 21_000


# -- beside the pictures ----------------------------------------------------------------------------------


def test_kais_change_of_worker_is_missing_what_the_picture_names(made: Made) -> None:
    found = readiness(change_of(made, "Kai"), TODAY)
    assert (found.met(Side.PLANNED), len(found.of(Side.PLANNED))) == (4, 8)
    assert (found.met(Side.EXPLAINED), len(found.of(Side.EXPLAINED))) == (4, 6)
    assert [(f.title, f.detail) for f in found.missing] == [
        ("Record brought up to date", "Due Wed 13 May, 1 day late"),
        ("Mum told, and their questions", "Two calls tried, next Fri 15 May"),
        ("Three meetings with Sam", "0 of 3, next is tomorrow"),
        ("Spoken handover and read-back", "Due Fri 22 May"),
        ("Goodbye that Kai has chosen", "Due Sun 24 May"),
        ("Answer: will Hannah stay in touch?", "Kai asked on Thu 30 Apr"),
    ]


def test_kais_steps_have_the_days_of_the_picture(made: Made) -> None:
    file = change_of(made, "Kai")
    assert file.change.day == date(2026, 5, 27)
    assert [(s.starts_on, s.due_on, s.second_due_on) for s in file.steps] == [
        (date(2026, 4, 29), date(2026, 4, 29), None),
        (date(2026, 4, 30), date(2026, 4, 30), None),
        (date(2026, 5, 6), date(2026, 5, 6), None),
        (date(2026, 5, 13), date(2026, 5, 13), None),
        (date(2026, 5, 15), date(2026, 5, 20), None),
        (date(2026, 5, 22), date(2026, 5, 22), None),
        (date(2026, 5, 24), date(2026, 5, 27), None),
        (date(2026, 5, 27), date(2026, 5, 27), None),
        (date(2026, 6, 3), date(2026, 6, 3), date(2026, 6, 24)),
        (date(2026, 7, 8), date(2026, 7, 8), None),
    ]
    assert file.change.reason_for_young_person == (
        "Hannah is leaving to train as a teacher on 1 June. It is not because of anything you did."
    )
    assert len(file.own_words) == 5


def test_robyn_has_not_been_told_and_two_steps_are_late(made: Made) -> None:
    file = change_of(made, "Robyn")
    missing = readiness(file, TODAY).missing
    assert not young_person_told(file)
    assert {f.step for f in missing if f.days_late} == {Step.TELL, Step.CHOOSE}
    assert max(f.days_late for f in missing) == 2


def test_tias_unplanned_change_misses_the_reason_and_the_later_goodbye(made: Made) -> None:
    file = change_of(made, "Tia")
    assert file.change.kind is ChangeKind.UNPLANNED
    assert [(f.key, f.days_late) for f in readiness(file, TODAY).missing] == [("reason", 0), ("goodbye", 0)]


def test_amiras_change_is_nearly_finished(made: Made) -> None:
    file = change_of(made, "Amira")
    assert readiness(file, TODAY).missing == ()
    assert [s.number for s in file.steps if s.done_on] == [1, 2, 3, 4, 5, 6]


def test_two_finished_changes_of_kai_stand_in_his_history(made: Made) -> None:
    with made.store.reading() as work:
        done = {c.outgoing_name: c.kind for c in work.worker_changes.find(state=ChangeState.DONE)}
    assert done == {"Aaron Pike": ChangeKind.UNPLANNED, "Dawn Prior": ChangeKind.PLANNED}


def test_kais_may_looks_like_the_calendar_in_the_picture(unit: DemoUnit) -> None:
    kai = person_id(unit, "Kai")
    shown = [
        (local(o.planned_at).strftime("%d %b"), o.with_whom, o.state.value)
        for o in sorted(unit.records("occasions"), key=lambda o: o.planned_at)
        if o.young_person_id == kai and date(2026, 4, 30) <= local(o.planned_at).date() <= date(2026, 5, 31)
    ]
    assert shown == [
        ("30 Apr", "Nan", "happened"),
        ("03 May", "Mum", "happened"),
        ("07 May", "Nan", "happened"),
        ("10 May", "Mum", "cancelled"),
        ("12 May", "Tyler", "cancelled"),
        ("14 May", "Nan", "planned"),
        ("17 May", "Mum", "planned"),
        ("19 May", "Tyler", "planned"),
        ("21 May", "Nan", "planned"),
        ("24 May", "Mum", "planned"),
        ("26 May", "Tyler", "planned"),
        ("28 May", "Nan", "planned"),
        ("31 May", "Mum", "planned"),
    ]


def test_only_devs_cancelled_call_is_still_to_be_told(unit: DemoUnit) -> None:
    untold = [o for o in unit.records("occasions") if o.still_to_tell]
    assert [(o.with_whom, local(o.heard_at).strftime("%H:%M")) for o in untold] == [("Mum", "08:50")]


def test_seven_promises_are_open_as_today_counts_them(unit: DemoUnit) -> None:
    open_ones = [p for p in unit.records("promises") if p.state is PromiseState.OPEN]
    assert len(open_ones) == 7
    assert [p.what for p in open_ones if p.late_on(TODAY)] == ["Photo of the allotment"]
    assert [p.what for p in open_ones if p.due_on == TODAY] == ["Bike magazine from Hannah"]


def test_callums_list_has_31_items_nine_done_and_one_late(unit: DemoUnit) -> None:
    moving_on = next(c for c in unit.records("checklists") if c.title == "Moving on")
    items = [i for i in unit.records("checklist_items") if i.checklist_id == moving_on.id]
    states = Counter(i.state.value for i in items)
    assert (len(items), states["done"], states["not_applicable"]) == (31, 9, 1)
    late = [i.what for i in items if i.state.value == "open" and i.due_on < TODAY]
    assert late == ["One night at the new home, as a step"]


# -- on any day -------------------------------------------------------------------------------------------


@settings(max_examples=8, deadline=None)
@given(ANY_DAY)
@example(date(2028, 2, 29))
@example(date(2027, 3, 1))
def test_the_demo_can_be_made_on_any_day(day: date) -> None:
    unit = at_nine(day)
    ages = {p.name_used: p.age_on(day) for p in unit.records("young_people")}
    assert ages == {"Amira": 16, "Callum": 17, "Dev": 14, "Kai": 15, "Robyn": 16, "Tia": 15}
    assert len(unit.records("occasions")) >= 300
    open_changes = [c for c in unit.records("worker_changes") if c.state is ChangeState.OPEN]
    assert len(open_changes) == 4
    kais = next(c for c in open_changes if c.incoming_name == "Sam Adeyemi")
    assert (kais.day - day).days == 13


@settings(max_examples=8, deadline=None)
@given(ANY_DAY)
@example(TODAY)
def test_nobody_reads_the_same_text_twice_in_two_months(day: date) -> None:
    unit = at_nine(day)
    told = Counter(
        (o.young_person_id, o.what_they_did)
        for o in unit.records("occasions")
        if o.what_they_did and (day - local(o.planned_at).date()).days <= 60
    )
    assert [text for text, times in told.items() if times > 1] == []


@settings(max_examples=8, deadline=None)
@given(ANY_DAY)
@example(date(2028, 2, 29))
def test_no_record_breaks_a_rule_of_its_form(day: date) -> None:
    unit = at_nine(day)
    now = datetime(day.year, day.month, day.day, 9, 5).astimezone()
    found = [
        (entry.repository, problem)
        for entry in unit.entries
        for problem in problems_in(entry.repository, entry.record, day, now)
    ]
    reason_not_written_yet = ("worker_changes", "reason_for_young_person")
    assert [(name, p.field) for name, p in found] == [reason_not_written_yet]


@settings(max_examples=8, deadline=None)
@given(ANY_DAY)
def test_nothing_is_written_in_the_future_or_before_what_it_refers_to(day: date) -> None:
    unit = at_nine(day)
    now = datetime(day.year, day.month, day.day, 9, 5).astimezone()
    written: set[str] = set()
    newest = unit.entries[0].at
    for entry in unit.entries:
        assert newest <= entry.at <= now
        newest = entry.at
        ids = {getattr(entry.record, f.name) for f in fields(entry.record) if f.name.endswith("_id")} - {""}
        assert ids <= written | {entry.record.id}
        written.add(entry.record.id)


def test_made_in_the_middle_of_the_night_nothing_was_heard_yet_to_come() -> None:
    night = datetime(2026, 5, 14, 0, 20).astimezone()
    unit = demo_unit(night.date(), night)
    heard = [o.heard_at for o in unit.records("occasions") if o.heard_at]
    assert max(heard) <= night


def problems_in(repository: str, record: Any, today: date, now: datetime) -> tuple[Problem, ...]:
    rules: dict[str, Callable[[Any], tuple[Problem, ...]]] = {
        "units": validation.problems_in_unit,
        "staff": validation.problems_in_staff_member,
        "young_people": lambda r: validation.problems_in_young_person(r, today),
        "about_me": validation.problems_in_about_me,
        "stays": lambda r: stay_validation.problems_in_stay(r, now),
        "legal_orders": lambda r: stay_validation.problems_in_order(r, today),
        "notifications": lambda r: stay_validation.problems_in_notification(r, now),
        "times_alone": lambda r: stay_validation.problems_in_time_alone(r, now),
        "statuses": validation.problems_in_status,
        "network_people": lambda r: people_validation.problems_in_network_person(r, today),
        "key_adults": people_validation.problems_in_key_adult,
        "people_maps": lambda r: people_map.problems_in_people_map(r, today),
        "goals": plan_validation.problems_in_goal,
        "goal_notes": lambda r: plan_validation.problems_in_goal_note(r, today),
        "restriction_reviews": lambda r: plan_validation.problems_in_restriction_review(r, today),
        "aid_sessions": lambda r: plan_validation.problems_in_session(r, today),
        "scenarios": lambda r: plan_validation.problems_in_scenario(r, today),
        "restrictions": lambda r: plan_validation.problems_in_restriction(r, today),
        "decisions": lambda r: plan_validation.problems_in_decision(r, today),
        "arrangements": problems_in_arrangement,
        "occasions": lambda r: occasion_validation.problems_in_occasion(r, now),
        "limits": lambda r: problems_in_limit(r, today),
        "limit_reviews": lambda r: problems_in_limit_review(r, today),
        "family_engagements": lambda r: problems_in_engagement(r, today),
        "promises": lambda r: promise_validation.problems_in_promise(r, today),
        "actions": validation.problems_in_action,
        "checklist_items": validation.problems_in_checklist_item,
        "own_words": problems_in_own_words,
        "worker_changes": lambda r: problems_in_plan(r, today),
        "tellings": lambda r: problems_in_telling(r, now),
    }
    return rules[repository](record) if repository in rules else ()


# -- how it reads -----------------------------------------------------------------------------------------


LAWS_OWN_WORDS = ("source", "key", "signed_digest")


def texts(unit: DemoUnit) -> Iterator[str]:
    for entry in unit.entries:
        for field in fields(entry.record):
            value = getattr(entry.record, field.name)
            if isinstance(value, str) and field.name not in LAWS_OWN_WORDS:
                yield value
            elif isinstance(value, dict):
                yield from value.values()


def test_every_relative_date_in_a_text_was_turned_into_words(unit: DemoUnit) -> None:
    assert [t[:60] for t in texts(unit) if "{" in t or "@@" in t] == []


def test_phone_numbers_are_from_the_range_kept_free_for_stories(unit: DemoUnit) -> None:
    numbers = {n for t in texts(unit) for n in re.findall(r"\b0\d[\d ]{7,}\d", t)}
    assert numbers
    assert [n for n in numbers if not re.fullmatch(r"01632 960 \d{3}", n)] == []


def test_nothing_uses_the_words_that_the_house_has_given_up(unit: DemoUnit) -> None:
    given_up = re.compile(
        r"abscond|non-complian|attention.seeking|placement|failed to attend|\bcase\b|!\s", re.I
    )
    own = ("All of it? All of it!",)
    assert [t[:80] for t in texts(unit) if given_up.search(t) and t not in own] == []


def test_names_stand_in_several_scripts(unit: DemoUnit) -> None:
    names = " ".join(p.name for p in unit.records("network_people"))
    for part in ("نور", "Оксана", "Ελένη", "Nguyễn", "Żaneta", "Llŷr", "Ștefan"):
        assert part in names


def test_a_cancelled_occasion_says_who_why_and_who_told(unit: DemoUnit) -> None:
    cancelled = [o for o in unit.records("occasions") if o.state is OccasionState.CANCELLED]
    assert len(cancelled) >= 6
    for occasion in cancelled:
        assert occasion.cancelled_by
        assert occasion.why
        assert occasion.told_by or occasion.still_to_tell


def test_a_promise_that_could_not_be_kept_was_explained(unit: DemoUnit) -> None:
    broken = [p for p in unit.records("promises") if p.state is PromiseState.BROKEN]
    assert broken
    assert all(p.explanation for p in broken)


def test_only_one_version_of_a_plan_is_current(unit: DemoUnit) -> None:
    current = Counter(
        v.young_person_id for v in unit.records("plan_versions") if v.state is PlanState.CURRENT
    )
    assert set(current.values()) == {1}
    assert len(current) == 6


def test_the_tia_change_alone_has_no_reason_yet(unit: DemoUnit) -> None:
    changes: tuple[WorkerChange, ...] = unit.records("worker_changes")
    assert [c.outgoing_name for c in changes if not c.reason_for_young_person] == ["Lewis Marr"]


def test_every_file_of_the_demo_unit_is_read() -> None:
    files = {f.stem for f in resource("demo_unit").glob("*.toml")}
    assert files == {"unit", "checklists", "shifts", "amira", "callum", "dev", "kai", "robyn", "tia"}
    for file in resource("demo_unit").glob("*.toml"):
        assert tomllib.loads(file.read_text(encoding="utf-8"))


def test_entries_are_signed_by_their_authors_but_for_those_the_picture_counts(services: Services) -> None:
    services.session.sign_in_named(DEMO_SHIFT_LEAD, DEMO_PASSWORD)
    waiting = services.signatures.waiting()
    assert len(waiting.yours) == 2
    assert local(waiting.yours[0].written_at) == datetime(2026, 5, 13, 21, 10).astimezone()
    assert waiting.others_count == 4
    assert waiting.others_oldest is not None
    assert local(waiting.others_oldest).date() == date(2026, 5, 12)
    with services.session.reading() as work:
        newest = [o for o in work.occasions.find() if o.signed_at is not None][-1]
        author = work.staff.require(newest.written_by)
    assert (newest.signed_by, newest.signed_name) == (author.id, author.name)
    assert newest.signed_at == newest.written_at
    services.session.lock()
