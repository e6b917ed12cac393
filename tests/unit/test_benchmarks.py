"""The benchmark's rows and their form: known ids, a table people can read, JSON that a script can. Never the times."""

import json
from pathlib import Path

import pytest

from benchmarks import __main__ as bench
from benchmarks import ten_years, ten_years_plan
from benchmarks.measure import Result, side_by_side
from securecare_desktop.core.clock import SystemClock
from securecare_desktop.db.signatures import what_no_longer_fits
from securecare_desktop.db.store import Store
from securecare_desktop.security.keyslots import Keyring
from securecare_desktop.services.bundle import build_services
from tests.support.house import let_keys_be_cheap

PROMISED = {"id", "what", "ours", "baseline", "unit", "ratio", "limit", "ok"}


def a_row(row_id: str, ours: float = 2.5, **other: object) -> Result:
    return Result(row_id, "what was measured", ours, 1.0, "ms", 3.0, **other)  # type: ignore[arg-type]


def test_rows_keep_their_ids() -> None:
    assert list(bench.ROWS) == [
        "startup.sign_in_window",
        "startup.today_after_password",
        "save.contact_record",
        "open.young_person_flat",
        "pack.pages_per_second",
        "switch.user",
        "open.ten_year_store",
        "sign_in.wrong_against_right",
        "audit.per_save",
        "audit.check_million",
        "editor.keypress_p95",
        "plan.compare",
        "plan.open_30_versions",
        "family_time.expected_year",
        "family_time.month_10k",
        "import.10k_rows",
        "import.10k_rows_memory",
        "today.first_paint",
        "today.flat_in_history",
        "clocks.recompute_40",
    ]


@pytest.fixture
def measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Rows that are measured at once; the list fills with the ids of those that were."""
    done: list[str] = []

    def row(row_id: str):
        def measure(folder: Path) -> Result:
            assert folder.is_dir()
            done.append(row_id)
            return a_row(row_id, ours=9.0 if row_id == "open.slow" else 2.5)

        return measure

    monkeypatch.setattr(bench, "ROWS", {i: row(i) for i in ("save.one", "save.two", "open.slow")})
    monkeypatch.setattr(bench, "OUT", tmp_path / "build" / "bench.json")
    return done


def test_rows_are_chosen_by_how_their_ids_begin(measured: list[str]) -> None:
    assert bench.main(["save"]) == 0
    assert measured == ["save.one", "save.two"]


def test_without_a_word_every_row_is_measured_and_a_limit_that_is_missed_fails(measured: list[str]) -> None:
    assert bench.main([]) == 1
    assert measured == ["save.one", "save.two", "open.slow"]


def test_an_unknown_row_is_answered_with_those_there_are(
    measured: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert bench.main(["nothing"]) == 1
    assert measured == []
    assert "save.one" in capsys.readouterr().err


def test_the_file_holds_what_is_promised_for_every_row(measured: list[str]) -> None:
    bench.main(["save"])
    rows = json.loads(bench.OUT.read_text("utf-8"))
    assert [row["id"] for row in rows] == ["save.one", "save.two"]
    assert all(set(row) >= PROMISED for row in rows)
    assert rows[0]["ratio"] == 2.5
    assert rows[0]["limit"] == 3.0
    assert rows[0]["ok"] is True


def test_the_table_has_one_line_a_row_and_says_which_limit_was_missed(
    measured: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    bench.main([])
    heading, *lines = capsys.readouterr().out.splitlines()
    assert heading.split() == ["row", "ours", "baseline", "unit", "ratio", "limit", "what"]
    assert len(lines) == 3
    assert lines[0].startswith("ok")
    assert "save.one" in lines[0]
    assert lines[2].startswith("MISS")


def test_a_limit_may_be_a_ratio_a_least_ratio_or_a_time() -> None:
    assert a_row("a", ours=3.0).ok
    assert not a_row("a", ours=3.1).ok
    assert a_row("a", ours=3.0, limit_is="at least this ratio").ok
    assert not a_row("a", ours=2.9, limit_is="at least this ratio").ok
    assert a_row("a", ours=3.0, limit_is="ours at most").ok
    assert not Result("a", "", 3.1, 9.0, "s", 3.0, "ours at most").ok
    assert a_row("a", ours=0.4, limit_is="either way at most").ok
    assert not a_row("a", ours=0.3, limit_is="either way at most").ok
    assert not a_row("a", ours=3.1, limit_is="either way at most").ok


def test_both_sides_are_run_in_turn_after_one_try_each() -> None:
    calls: list[str] = []
    ours, baseline = side_by_side(lambda: calls.append("ours"), lambda: calls.append("baseline"), 2)
    assert calls == ["ours", "baseline"] * 3
    assert ours >= 0 <= baseline


@pytest.fixture
def few_years(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the store of ten years be one of two months, in a cache folder of this test's own."""
    let_keys_be_cheap(monkeypatch)
    monkeypatch.setattr(
        ten_years.platformdirs, "user_cache_dir", lambda *_what, **_more: str(tmp_path / "cache")
    )
    for name, value in {
        "DAYS": 60,
        "YOUNG_PEOPLE": 8,
        "ENTRIES": 300,
        "EVENTS": 3000,
        "PLACES": {"Rowan": 3, "Birch": 1},
    }.items():
        monkeypatch.setattr(ten_years, name, value)
    monkeypatch.setattr(ten_years_plan, "VERSIONS", 3)
    monkeypatch.setattr(ten_years_plan, "GOALS", 6)
    return ten_years.ten_year_store()


def test_the_store_of_ten_years_is_a_sound_one_of_the_size_it_says(few_years: Path) -> None:
    ring = Keyring.read(few_years)
    assert len(ring.people) == ten_years.STAFF
    lead = next(p for p in ring.people if p.name == ten_years.LEAD)
    store = Store.open(few_years, ring.unlock(lead.staff_id, ten_years.PASSWORD), ring.store_id)
    with store.reading() as work:
        assert work.audit.verify().unbroken
        assert work.young_people.count() == 8
        assert work.staff.count() == ten_years.STAFF
        kinds = (work.occasions, work.own_words, work.statuses, work.decisions)
        assert sum(kind.count() for kind in kinds) == 300
        assert 3000 <= work.audit.count() < 3500
        moments = [event.at for event in work.audit.each_event()]
        assert moments == sorted(moments)
        assert what_no_longer_fits(work.session.connection()) == ""
        (occasion, *_more) = work.occasions.find()
        assert occasion.id in {hit.record_id for hit in work.search.find(occasion.with_whom, limit=500)}
    store.close()


def test_somebody_of_the_house_finds_todays_work_in_it(few_years: Path) -> None:
    services = build_services(SystemClock(), few_years)
    services.session.sign_in_named(ten_years.WORKER, ten_years.PASSWORD)
    today = services.today.load()
    assert today.due
    assert today.open_promises == 12
    services.session.lock()


def test_somebody_of_the_house_has_a_long_plan(few_years: Path) -> None:
    services = build_services(SystemClock(), few_years)
    services.session.sign_in_named(ten_years.LEAD, ten_years.PASSWORD)
    (long,) = [p for p in services.young_people.list() if services.plans.overview(p.id).versions > 1]
    overview = services.plans.overview(long.id)
    assert (overview.versions, len(overview.parts), len(services.plans.goals(long.id))) == (3, 14, 6)
    services.session.lock()


def test_the_store_of_ten_years_is_made_once_and_again_when_the_tables_change(
    few_years: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = (few_years / "keyring.json").read_bytes()
    assert ten_years.ten_year_store() == few_years
    assert (few_years / "keyring.json").read_bytes() == made
    monkeypatch.setattr(ten_years, "MADE_BY", ten_years.MADE_BY + 1)
    ten_years.ten_year_store()
    assert (few_years / "keyring.json").read_bytes() != made
