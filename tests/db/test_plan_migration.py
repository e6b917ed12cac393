"""What plans of before said is carried into revision 0003, and back: nothing that somebody wrote is lost."""

import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy.exc import IntegrityError

from securecare_desktop.core.clock import FixedClock
from securecare_desktop.db import upgrade
from securecare_desktop.db.store import Store
from securecare_desktop.domain.plan_signing import taken_back
from securecare_desktop.domain.plans import GoalState, PlanState
from securecare_desktop.domain.withholding import Reader
from tests.db.test_legacy import ANNA, NOW, PUBLIC_KEY, STORE_ID, copy_of

STAMPS = "version, written_by, written_at, changed_by, young_person_id"
VERSION = (
    f"INSERT INTO plan_version (id, {STAMPS}, number, state, made_on, shared_on, shared_how, comments, signed_by,"
    " signed_on, next_review) VALUES (?, 1, 'anna', ?, '', ?, ?, ?, ?, NULL, '', ?, ?, ?, ?)"
)
GOAL = (
    f"INSERT INTO goal (id, {STAMPS}, plan_version_id, title, need, what_we_do, what_better_looks_like, how_we_know,"
    " who, by, own_words, progress, progress_on, state, state_reason)"
    " VALUES (?, 1, 'anna', ?, '', ?, ?, ?, '', '', '', '', 'Sam', NULL, 'Level 2.', ?, ?, ?, ?)"
)
AT = "2026-11-01T09:00:00.000000Z"


Rows = Iterable[tuple[str, tuple[object, ...]]]


def brought_up(folder: Path, rows: Callable[[str], Rows]) -> Store:
    """Return a store of revision 0002 brought up, with these rows (of Kai's id) as a program of then wrote them."""
    store = Store.open(copy_of("0002", folder), PUBLIC_KEY, STORE_ID, FixedClock(NOW))
    with store.reading() as work:
        (kai,) = work.young_people.find()
    assert store._engine is not None
    with store._engine.begin() as connection:
        config = upgrade.migration_config(connection)
        command.downgrade(config, "0002")
        for statement, values in rows(kai.id):
            connection.exec_driver_sql(statement, values)
        command.upgrade(config, "head")
    return store


def again(made: Path, folder: Path) -> Store:
    """Return a copy of a store that was brought up."""
    shutil.copytree(made, folder)
    return Store.open(folder, PUBLIC_KEY, STORE_ID, FixedClock(NOW))


@pytest.fixture(scope="module")
def two_versions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with two versions of a plan, brought up once."""

    def rows(kai: str) -> Rows:
        yield (
            VERSION,
            ("v1", AT, kai, 1, "superseded", "2026-10-01", "He cut a line.", "Graham", "2026-10-02", None),
        )
        yield VERSION, ("v2", AT, kai, 2, "current", "2026-11-01", "", "Graham", "2026-11-02", "2026-12-01")
        yield GOAL, ("g1", AT, kai, "v1", "Level two", "One unit", "2026-10-20", "open", "")
        yield GOAL, ("g2", AT, kai, "v2", "Level two", "Three units", "2026-11-03", "open", "")
        yield GOAL, ("g3", AT, kai, "v2", "The yard track", "", "2026-11-04", "met", "Two minutes eleven")

    folder = tmp_path_factory.mktemp("two versions") / "house"
    brought_up(folder, rows).close()
    return folder


@pytest.fixture
def store(two_versions: Path, tmp_path: Path) -> Store:
    return again(two_versions, tmp_path / "house")


def test_who_signed_what_others_said_and_the_next_review_are_kept(store: Store) -> None:
    with store.reading() as work:
        newest, oldest = work.plan_versions.find()
        assert (oldest.other_comments, oldest.comments, oldest.author_name) == (
            "He cut a line.",
            "",
            "Graham",
        )
        assert newest.author_signed_at is not None
        assert newest.author_signed_at.date().isoformat() == "2026-11-02"
        assert newest.manager_signed_at is None
        assert [r.due_on.isoformat() for r in work.plan_reviews.find()] == ["2026-12-01"]
    store.close()


def test_a_goal_is_the_same_in_all_versions_and_its_progress_becomes_notes(store: Store) -> None:
    with store.reading() as work:
        goals = {goal.id: goal for goal in work.goals.find()}
        assert [goals[key].lineage_id for key in ("g1", "g2", "g3")] == ["g1", "g1", "g3"]
        assert [(n.lineage_id, n.text, n.on.isoformat()) for n in work.goal_notes.find()] == [
            ("g1", "Three units", "2026-11-03"),
            ("g1", "One unit", "2026-10-20"),
        ]
        met = goals["g3"]
        assert met.state_on is not None
        assert (met.state, met.state_reason, met.state_on.isoformat()) == (
            GoalState.MET,
            "Two minutes eleven",
            "2026-11-04",
        )
    store.close()


def test_taken_back_the_older_columns_hold_it_again(store: Store) -> None:
    assert store._engine is not None
    with store._engine.begin() as connection:
        config = upgrade.migration_config(connection)
        command.downgrade(config, "0002")
        run = connection.exec_driver_sql
        versions = run(
            "SELECT comments, signed_by, signed_on, next_review FROM plan_version ORDER BY number"
        ).all()
        goals = run("SELECT id, progress, progress_on FROM goal ORDER BY id").all()
        command.upgrade(config, "head")
    assert versions == [
        ("He cut a line.", "Graham", "2026-10-02", "2026-12-01"),
        ("", "Graham", "2026-11-02", "2026-12-01"),
    ]
    assert goals == [
        ("g1", "Three units", "2026-11-03"),
        ("g2", "Three units", "2026-11-03"),
        ("g3", "", None),
    ]
    with store.reading() as work:
        assert work.audit.verify().unbroken
    store.close()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE goal SET title = 'another' WHERE id = 'g2'",
        "UPDATE plan_part SET text = 'another' WHERE id = 'p1'",
    ],
)
def test_the_store_itself_keeps_a_signed_plan_as_it_is(store: Store, change: str) -> None:
    assert store._engine is not None
    with store.reading() as work:
        (kai,) = work.young_people.find()
    with store._engine.begin() as connection:
        connection.exec_driver_sql(
            f"INSERT INTO plan_part (id, {STAMPS}, plan_version_id, section, text, own_words, given_how, covers,"
            " why_not_asked) VALUES ('p1', 1, 'anna', ?, '', ?, 'v2', 4, 'Up at eight', '', 'not_asked', '[]', '')",
            (AT, kai.id),
        )
    with (
        pytest.raises(IntegrityError, match="a signed plan is never changed"),
        store._engine.begin() as connection,
    ):
        connection.exec_driver_sql(change)
    with store.work(ANNA) as work:
        goal = work.goals.require("g2")
        assert goal.title == "Level two"
    store.close()


# -- odd things that the older forms let through -------------------------------------------------------------


WITHHOLDING = (
    f"INSERT INTO withholding (id, {STAMPS}, record_kind, record_id, from_whom, from_name, because, from_id, field,"
    " words) VALUES (?, 1, 'anna', ?, '', ?, ?, ?, 'role', 'Support worker', 'He asked for it', 'support', ?, ?)"
)
ENTRY = (
    "INSERT INTO search_entry (record_kind, record_id, young_person_id, title, body, day, day_words)"
    " VALUES (?, ?, ?, ?, ?, NULL, '')"
)
SUPPORT = Reader(role="support")


@pytest.fixture(scope="module")
def odd_things(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with goals of one name, a signed draft and passages that are withheld, brought up once."""

    def rows(kai: str) -> Rows:
        about = (AT, kai)
        yield VERSION, ("v1", *about, 1, "current", "2026-10-01", "He rowed with Nan.", "Graham", None, None)
        yield VERSION, ("v2", *about, 2, "draft", "2026-11-01", "", "Graham", "2026-11-02", None)
        for one, two, version in (("g1", "g2", "v1"), ("g3", "g4", "v2")):
            yield GOAL, (one, *about, version, "Sleep", "He wept over the zither", "2026-10-20", "open", "")
            yield GOAL, (two, *about, version, "Sleep", "", None, "open", "In his own bed")
        yield WITHHOLDING, ("w1", *about, "goals", "g3", "progress", "over the zither")
        yield WITHHOLDING, ("w2", *about, "plan_versions", "v1", "comments", "rowed with Nan")
        body = "Sam\nLevel 2.\nHe wept over the zither"
        yield ENTRY, ("goals", "g1", kai, "Sleep", body)

    folder = tmp_path_factory.mktemp("odd") / "house"
    brought_up(folder, rows).close()
    return folder


@pytest.fixture
def odd(odd_things: Path, tmp_path: Path) -> Store:
    return again(odd_things, tmp_path / "house")


def test_two_goals_of_one_name_stay_two_goals(odd: Store) -> None:
    with odd.reading() as work:
        lineages = {goal.id: goal.lineage_id for goal in work.goals.find()}
    assert lineages["g1"] != lineages["g2"]
    assert (lineages["g3"], lineages["g4"]) == (lineages["g1"], lineages["g2"])
    odd.close()


def test_what_was_withheld_of_old_words_is_withheld_where_they_stand_now(odd: Store) -> None:
    with odd.reading(SUPPORT) as work:
        (note,) = work.goal_notes.find()
        older = work.plan_versions.require("v1")
    assert "zither" not in note.text
    assert "Nan" not in older.other_comments
    odd.close()


def test_old_words_are_found_where_they_stand_now(odd: Store) -> None:
    with odd.reading() as work:
        (note,) = work.goal_notes.find()
        assert [hit.record_id for hit in work.search.find("zither")] == [note.id]
        assert [hit.record_id for hit in work.search.find("rowed")] == ["v1"]
        assert [hit.record_id for hit in work.search.find("level")] == ["g1"]
    odd.close()


def test_a_draft_that_somebody_signed_counts_as_signed_and_can_be_opened_again(odd: Store) -> None:
    with odd.reading() as work:
        version = work.plan_versions.require("v2")
    assert (version.state, version.author_name) == (PlanState.SIGNED, "Graham")
    with odd.work(ANNA) as work:
        opened = work.plan_versions.save(taken_back(version))
        goal = work.goals.save(replace(work.goals.require("g3"), need="Rest"))
    assert (opened.may_be_written_in, goal.need) == (True, "Rest")
    odd.close()
