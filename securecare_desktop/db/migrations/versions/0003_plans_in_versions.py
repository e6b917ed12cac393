"""Plan versions with two signatures, notes on goals, reviews, communication aids, kept words and frameworks.

Imports nothing of the program, so that it stays what it was when the program moves on.
"""

import uuid
from collections.abc import Mapping

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NOT_ASKED = "not_asked"
STAYS_AS_SIGNED = """CREATE TRIGGER IF NOT EXISTS {table}_stays_as_signed BEFORE UPDATE OF {columns} ON {table}
    WHEN {signed}
    BEGIN SELECT RAISE(ABORT, 'a signed plan is never changed'); END"""
VERSION_SIGNED = "(SELECT author_signed_at FROM plan_version WHERE id = OLD.plan_version_id) IS NOT NULL"
CONTENT: Mapping[str, tuple[str, str]] = {
    "plan_part": (
        "plan_version_id, section, text, own_words, given_how, given_on, why_not_asked",
        VERSION_SIGNED,
    ),
    "goal": (
        "plan_version_id, title, lineage_id, need, what_we_do, what_better_looks_like, how_we_know, who, by, indicators,"
        " own_words, given_how, given_on, why_not_asked",
        VERSION_SIGNED,
    ),
    "plan_version": (
        "number, made_on, why, shared_on, shared_how, shared_by, comments, comments_how, why_not_asked,"
        " other_comments, author_id, author_name, author_as, author_signed_at, manager_id, manager_name, manager_as,"
        " manager_signed_at, signed_digest",
        "OLD.manager_signed_at IS NOT NULL",
    ),
}
"""What of each table is part of a signed version, and when it is signed."""

ADDED: Mapping[str, tuple[str, ...]] = {
    "plan_version": (
        "why", "shared_by", "comments_how", "why_not_asked", "other_comments", "not_signed_because",
        "author_id", "author_name", "author_as", "manager_id", "manager_name", "manager_as", "signed_digest",
    ),
    "plan_part": ("why_not_asked",),
    "goal": ("lineage_id", "given_how", "why_not_asked"),
    "scenario": ("less_likely_when", "own_view_how", "why_not_asked"),
    "live_restriction": ("told_by", "own_view_how", "why_not_asked", "ended_because"),
    "decision": (
        "decided_by", "wanted_how", "why_not_asked", "asked_by", "helped_to_say", "not_followed",
        "not_followed_because", "explained_how", "said_how",
    ),
    "planned_action": ("goal_lineage_id",),
    "pack_copy": ("plan_version_id",),
}  # fmt: skip
"""Columns of text by table; those that say how something was given begin as "not asked"."""

LISTS = {"plan_part": ("covers",), "goal": ("indicators",)}
MOMENTS = ("author_signed_at", "manager_signed_at")
DAYS: Mapping[str, tuple[str, ...]] = {
    "plan_version": ("ask_again_on", "young_person_signed_on"),
    "plan_part": ("ask_again_on",),
    "goal": ("given_on", "ask_again_on", "state_on"),
    "scenario": ("own_view_on", "ask_again_on"),
    "live_restriction": ("own_view_on", "ask_again_on"),
    "decision": ("ask_again_on", "asked_on", "told_of_advocacy_on"),
}
ASKED_AGAIN = (*DAYS, "restriction_review", "plan_review")
"""Tables of what young people are asked about again."""
NEW_ENTRY = "INSERT INTO search_entry (record_kind, record_id, young_person_id, title, body, day, day_words)"
SAME_GOALS = """WITH known AS (SELECT g.id, g.young_person_id, g.title, v.number, row_number() OVER (
    PARTITION BY g.plan_version_id, g.title
    ORDER BY g."by", g.need, g.what_we_do, g.what_better_looks_like, g.how_we_know, g.id) AS place
    FROM goal g JOIN plan_version v ON v.id = g.plan_version_id)
    SELECT id, first_value(id) OVER (PARTITION BY young_person_id, title, place ORDER BY number, id) FROM known"""
"""Each goal with the oldest one that it is a copy of. The same goal has one title in all versions; of several with
one title in one version, each stays a goal of its own."""
LINEAGES = (("goal", "lineage_id"), ("planned_action", "goal_lineage_id"))
NEW_TABLES = (
    "own_framework_item", "own_framework", "framework_wording", "framework_choice", "kept_word", "picture",
    "aid_session", "plan_review", "restriction_review", "goal_note",
)  # fmt: skip


def words(*names: str) -> list[sa.Column]:
    """Return columns of text that are never missing."""
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def days(*names: str) -> list[sa.Column]:
    """Return columns of days."""
    return [sa.Column(name, sa.Date(), nullable=True) for name in names]


def flag(name: str) -> sa.Column:
    """Return a column that is yes or no."""
    return sa.Column(name, sa.Boolean(), nullable=False)


def record(name: str, refers: Mapping[str, str], *parts: sa.schema.SchemaItem) -> None:
    """Create a table of records: the columns every record has, those that refer to other records, its own."""
    op.create_table(
        name,
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *words("written_by", "written_at", "changed_by"),
        sa.Column("changed_at", sa.Text(), nullable=True),
        *(
            sa.Column(
                column, sa.Text(), sa.ForeignKey(f"{to}.id", name=f"fk_{name}_{column}_{to}"), nullable=False
            )
            for column, to in refers.items()
        ),
        *parts,
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
    )
    for column in refers:
        op.create_index(f"ix_{name}_{column}", name, [column])


def upgrade() -> None:
    """Add the tables and columns, and carry over what stood in the old columns."""
    op.drop_index("ix_audit_event_action", "audit_event")  # every save wrote it, and no question needs it
    for table, names in ADDED.items():
        for name in names:
            begins = NOT_ASKED if name.endswith("_how") and name != "explained_how" else ""
            op.add_column(table, sa.Column(name, sa.Text(), nullable=False, server_default=begins))
    for table, names in LISTS.items():
        for name in names:
            op.add_column(table, sa.Column(name, sa.Text(), nullable=False, server_default="[]"))
    for table, names in DAYS.items():
        for column in days(*names):
            op.add_column(table, column)
    for name in MOMENTS:
        op.add_column("plan_version", sa.Column(name, sa.Text(), nullable=True))
    _create_tables()
    _carry_over()
    for name in ("signed_by", "signed_on", "next_review"):
        op.drop_column("plan_version", name)
    for name in ("progress", "progress_on"):
        op.drop_column("goal", name)
    for table, column in LINEAGES:
        op.create_index(f"ix_{table}_{column}", table, [column])
    for table in ASKED_AGAIN:
        op.create_index(
            f"ix_{table}_ask_again_on",
            table,
            ["ask_again_on"],
            sqlite_where=sa.text("ask_again_on IS NOT NULL"),
        )
    for table, (columns, signed) in CONTENT.items():
        op.execute(STAYS_AS_SIGNED.format(table=table, columns=columns, signed=signed))


def _create_tables() -> None:
    about = {"young_person_id": "young_person"}
    record("goal_note", about, *words("lineage_id"), sa.Column("on", sa.Date(), nullable=False),
           *words("text", "own_words", "given_how"))  # fmt: skip
    op.create_index("ix_goal_note_lineage_id", "goal_note", ["lineage_id"])
    record("restriction_review", {**about, "restriction_id": "live_restriction"},
           sa.Column("held_on", sa.Date(), nullable=False),
           *words("outcome", "because", "held_by", "considered", "own_view", "own_view_how", "why_not_asked"),
           *days("ask_again_on", "next_on"))  # fmt: skip
    record("plan_review", about, sa.Column("due_on", sa.Date(), nullable=False), *words("rhythm"),
           sa.Column("step", sa.Integer(), nullable=False),
           *words("planned_at_place", "led_by", "guests", "prepared_with"), *days("report_shared_on", "held_on"),
           *words("moved_because", "took_part", "own_words", "given_how", "why_not_asked"),
           *days("ask_again_on"), *words("outcomes"))  # fmt: skip
    op.create_index("ix_plan_review_due_on", "plan_review", ["due_on"])
    record("aid_session", about, sa.Column("on", sa.Date(), nullable=False),
           *words("topic", "aid", "scale", "placed", "led_by", "others_there", "own_words", "what_follows"),
           flag("agreed_photo"))  # fmt: skip
    record("picture", {**about, "aid_session_id": "aid_session"}, *words("media_type"),
           sa.Column("data", sa.LargeBinary(), nullable=False))  # fmt: skip
    record("kept_word", about, *words("term"), flag("let_go"))
    unit = {"unit_id": "unit"}
    record("framework_choice", unit, *words("framework_key"), flag("in_use"))
    record("framework_wording", unit, *words("framework_key", "number", "text"))
    record("own_framework", unit, *words("title", "source"), flag("in_use"))
    record("own_framework_item", {"own_framework_id": "own_framework"}, *words("number", "words"),
           sa.Column("stage", sa.Text(), nullable=True), *words("sections"), flag("ended"))  # fmt: skip


def _carry_over() -> None:
    """Keep what the dropped columns said: who signed, when the plan is looked at again, how goals are going."""
    run = op.get_bind()
    _carry_over_versions(run)
    _carry_over_goals(run)


def _carry_over_versions(run: sa.Connection) -> None:
    # The older form let a draft be signed, too. Signed it stays, until somebody opens it again.
    run.exec_driver_sql(
        "UPDATE plan_version SET other_comments = comments, comments = '', author_name = signed_by,"
        " author_signed_at = signed_on || 'T12:00:00.000000Z', state ="
        " CASE WHEN signed_on IS NOT NULL AND state IN ('draft', 'shared') THEN 'signed' ELSE state END"
    )
    run.exec_driver_sql(
        "UPDATE withholding SET field = 'other_comments' WHERE record_kind = 'plan_versions' AND field = 'comments'"
    )
    run.exec_driver_sql(
        f"{NEW_ENTRY} SELECT 'plan_versions', id, young_person_id, 'Version ' || number || ' of the plan',"  # noqa: S608 - our own names
        " shared_how || char(10) || other_comments || char(10) || author_name, made_on, '' FROM plan_version"
    )
    for about, day, by, at in run.exec_driver_sql(
        "SELECT young_person_id, next_review, written_by, written_at FROM plan_version v"
        " WHERE next_review IS NOT NULL AND number = (SELECT max(number) FROM plan_version"
        " WHERE young_person_id = v.young_person_id)"
    ).all():
        run.exec_driver_sql(
            "INSERT INTO plan_review (id, version, written_by, written_at, changed_by, young_person_id, due_on,"
            " rhythm, step, planned_at_place, led_by, guests, prepared_with, moved_because, took_part, own_words,"
            " given_how, why_not_asked, outcomes)"
            " VALUES (?, 1, ?, ?, '', ?, ?, '', 0, '', '', '[]', '', '', '', '', ?, '', '')",
            (uuid.uuid4().hex, by, at, about, day, NOT_ASKED),
        )


def _carry_over_goals(run: sa.Connection) -> None:
    for goal, lineage in run.exec_driver_sql(SAME_GOALS).all():
        run.exec_driver_sql("UPDATE goal SET lineage_id = ? WHERE id = ?", (lineage, goal))
    run.exec_driver_sql("UPDATE goal SET state_on = CASE WHEN state = 'open' THEN NULL ELSE progress_on END")
    for goal, *texts in run.exec_driver_sql(
        "SELECT id, need, what_we_do, what_better_looks_like, how_we_know, who, own_words, state_reason FROM goal"
        " WHERE progress <> ''"
    ).all():
        run.exec_driver_sql(
            "UPDATE search_entry SET body = ? WHERE record_kind = 'goals' AND record_id = ?",
            ("\n".join(text for text in texts if text), goal),
        )
    for about, lineage, text, day, by, at in run.exec_driver_sql(
        "SELECT young_person_id, lineage_id, progress, coalesce(progress_on, substr(written_at, 1, 10)),"
        " written_by, max(written_at) FROM goal WHERE progress <> '' GROUP BY lineage_id, progress"
    ).all():
        note = uuid.uuid4().hex
        run.exec_driver_sql(
            "INSERT INTO goal_note (id, version, written_by, written_at, changed_by, young_person_id, lineage_id,"
            " \"on\", text, own_words, given_how) VALUES (?, 1, ?, ?, '', ?, ?, ?, ?, '', ?)",
            (note, by, at, about, lineage, day, text, NOT_ASKED),
        )
        run.exec_driver_sql(
            f"{NEW_ENTRY} VALUES ('goal_notes', ?, ?, 'How a goal is going', ?, ?, '')",
            (note, about, text, day),
        )
        # What was withheld of these words stays so. The whole field is named by its words, for the trail's sake.
        run.exec_driver_sql(
            "UPDATE withholding SET record_kind = 'goal_notes', record_id = ?, field = 'text',"
            " words = CASE WHEN words = '' THEN ? ELSE words END"
            " WHERE record_kind = 'goals' AND field = 'progress'"
            " AND record_id IN (SELECT id FROM goal WHERE lineage_id = ? AND progress = ?)",
            (note, text, lineage, text),
        )


def downgrade() -> None:
    """Take it all away again but for what the older columns can hold. For tests: people restore a copy."""
    op.create_index("ix_audit_event_action", "audit_event", ["action"])
    for table in CONTENT:
        op.execute(f"DROP TRIGGER {table}_stays_as_signed")
    op.add_column("plan_version", sa.Column("signed_by", sa.Text(), nullable=False, server_default=""))
    for column in days("signed_on", "next_review"):
        op.add_column("plan_version", column)
    op.add_column("goal", sa.Column("progress", sa.Text(), nullable=False, server_default=""))
    op.add_column("goal", sa.Column("progress_on", sa.Date(), nullable=True))
    run = op.get_bind()
    run.exec_driver_sql(
        "UPDATE plan_version SET comments = trim(comments || char(10) || other_comments, char(10)),"
        " signed_by = author_name, signed_on = substr(author_signed_at, 1, 10), next_review ="
        " (SELECT min(due_on) FROM plan_review r WHERE r.young_person_id = plan_version.young_person_id"
        " AND r.held_on IS NULL)"
    )
    run.exec_driver_sql(
        'UPDATE goal SET (progress, progress_on) = (SELECT text, "on" FROM goal_note n'
        ' WHERE n.lineage_id = goal.lineage_id ORDER BY "on" DESC, written_at DESC LIMIT 1)'
        " WHERE EXISTS (SELECT 1 FROM goal_note n WHERE n.lineage_id = goal.lineage_id)"
    )
    for table, column in LINEAGES:
        op.drop_index(f"ix_{table}_{column}", table)
    for table in ASKED_AGAIN:
        op.drop_index(f"ix_{table}_ask_again_on", table)
    run.exec_driver_sql(
        "DELETE FROM search_entry WHERE record_kind IN"
        " ('plan_versions', 'goal_notes', 'restriction_reviews', 'plan_reviews', 'aid_sessions')"
    )
    for table in NEW_TABLES:
        op.drop_table(table)
    for name in MOMENTS:
        op.drop_column("plan_version", name)
    for names in (ADDED, LISTS, DAYS):
        for table, columns in names.items():
            for name in columns:
                op.drop_column(table, name)
