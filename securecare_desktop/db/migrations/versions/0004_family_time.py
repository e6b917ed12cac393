"""People with roles and a map, arrangements by rules, protected visits, limits with who was told, imports.

Imports nothing of the program, so that it stays what it was when the program moves on.
"""

import json
from collections.abc import Mapping

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ADDED: Mapping[str, Mapping[str, str]] = {
    "network_person": {
        "role": "", "email": "", "address": "", "other_ways": "", "may_be_told": "", "relevant_person": "not_known",
    },
    "arrangement": {"cost_help": "", "direction": "", "only_in": "always", "why_ended": ""},
    "occasion": {"protected": "no", "whose_doing": "not_said", "told_how": ""},
    "family_time_limit": {
        "kinds": "[]", "linked_to_sanction": "not_known", "authorised_as": "", "told_how": "",
        "own_view_how": "not_asked",
    },
}  # fmt: skip
"""Columns of text by table, each with what stands in it for what was written before."""
STAYS_AS_SIGNED = """CREATE TRIGGER IF NOT EXISTS occasion_stays_as_signed BEFORE UPDATE ON occasion
    WHEN OLD.signed_at IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'a signed entry is never changed'); END"""
NEW_TABLES = (
    "imported_record", "import_matching", "import_batch", "people_map", "family_engagement", "shared_occasion",
    "school_holiday", "limit_review",
)  # fmt: skip
FOUND = ("people_maps", "family_engagements", "shared_occasions", "limit_reviews")
"""Kinds of record that can be found."""


def words(*names: str) -> list[sa.Column]:
    """Return columns of text that are never missing."""
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def days(*names: str, missing: bool = True) -> list[sa.Column]:
    """Return columns of days."""
    return [sa.Column(name, sa.Date(), nullable=missing) for name in names]


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
    """Add the tables and columns; who was told of a limit becomes a list with what stood there as its one line."""
    for table, columns in ADDED.items():
        for name, usual in columns.items():
            op.add_column(table, sa.Column(name, sa.Text(), nullable=False, server_default=usual))
    op.add_column("occasion", sa.Column("expected_at", sa.Text(), nullable=True))
    op.add_column(
        "family_time_limit", sa.Column("emergency", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    _create_tables()
    run = op.get_bind()
    for limit, told in run.exec_driver_sql("SELECT id, notified FROM family_time_limit").all():
        one = {"who": told, "within": "not_said", "told_at": "", "how": ""}
        rows = json.dumps([one] if told else [], ensure_ascii=False)
        run.exec_driver_sql("UPDATE family_time_limit SET notified = ? WHERE id = ?", (rows, limit))


def _create_tables() -> None:
    about = {"young_person_id": "young_person"}
    record("limit_review", {**about, "limit_id": "family_time_limit"}, *days("held_on", missing=False),
           *words("outcome", "because", "held_by", "considered", "own_view", "own_view_how"),
           *days("next_on"))  # fmt: skip
    record(
        "school_holiday", {"unit_id": "unit"}, *words("name"), *days("first_day", "last_day", missing=False)
    )
    record("shared_occasion", {**about, "occasion_id": "occasion"}, *words("for_whom"),
           *days("made_on", missing=False),
           *words("what_they_did", "warm_moments", "ending", "own_words", "agreed", "left_out"),
           *days("given_on"), *words("given_how"))  # fmt: skip
    record("family_engagement", {**about, "person_id": "network_person"}, *words("with_whom", "kind"),
           *days("on", missing=False), *words("what", "how", "done_by", "came", "answer"), *days("answered_on"),
           *words("answered_by", "young_person_knows", "about_kind", "about_id"))  # fmt: skip
    op.create_index("ix_family_engagement_about_id", "family_engagement", ["about_id"])
    record("people_map", about, *days("on", missing=False),
           *words("drawn_with", "own_words", "own_words_how", "places"))  # fmt: skip
    unit = {"unit_id": "unit"}
    record("import_batch", unit, *words("kind", "file_name"), sa.Column("rows", sa.Integer(), nullable=False),
           sa.Column("taken_back_at", sa.Text(), nullable=True), *words("taken_back_by"))  # fmt: skip
    record("import_matching", unit, *words("kind", "headings", "columns"))
    record("imported_record", {"batch_id": "import_batch"}, *words("record_kind", "record_id"),
           sa.Column("row", sa.Integer(), nullable=False))  # fmt: skip
    op.create_index("ix_imported_record_record_id", "imported_record", ["record_id"])


def downgrade() -> None:
    """Take it all away again but for what the older columns can hold. For tests: people restore a copy."""
    run = op.get_bind()
    for limit, rows in run.exec_driver_sql("SELECT id, notified FROM family_time_limit").all():
        lines = (
            ", ".join(filter(None, (one["who"], one["told_at"], one["how"]))) for one in json.loads(rows)
        )
        run.exec_driver_sql(
            "UPDATE family_time_limit SET notified = ? WHERE id = ?", ("\n".join(lines), limit)
        )
    marks = ", ".join(f"'{kind}'" for kind in FOUND)
    run.exec_driver_sql(f"DELETE FROM search_entry WHERE record_kind IN ({marks})")  # noqa: S608 - our own names
    for table in NEW_TABLES:
        op.drop_table(table)
    op.drop_column("family_time_limit", "emergency")
    op.execute("DROP TRIGGER occasion_stays_as_signed")
    op.drop_column("occasion", "expected_at")
    for table, columns in ADDED.items():
        for name in columns:
            op.drop_column(table, name)
    op.execute(STAYS_AS_SIGNED)
