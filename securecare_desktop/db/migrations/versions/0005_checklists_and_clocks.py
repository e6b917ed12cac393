"""Orders beside the stay, checklists that know what they count from, time limits, shift notes, files, promises.

Imports nothing of the program, so that it stays what it was when the program moves on.
"""

import uuid
from collections.abc import Mapping

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ADDED: Mapping[str, Mapping[str, str]] = {
    "unit": {"shift_starts": '["07:00", "14:00", "21:30"]'},
    "young_person": {"sex_recorded": ""},
    "stay": {
        "legal_reasons": "", "reasons_told_by": "", "rights_explained_by": "", "how_to_appeal": "", "room": "",
        "ended_address": "", "ended_authorised_by": "", "why_ended": "",
    },
    "promise": {
        "words_of": "not_said", "handed_over_by": "", "told_by": "", "own_view": "", "own_view_how": "not_asked",
        "kept_how": "",
    },
    "checklist_template": {"jurisdictions": "[]", "legal_bases": "[]", "source": "", "why": ""},
    "checklist_template_item": {
        "after": "", "mark": "V", "note": "", "group_title": "", "jurisdictions": "[]", "legal_bases": "[]",
    },
    "checklist": {"anchor": "chosen_day", "why_closed": ""},
    "checklist_item": {
        "role": "", "offset_unit": "days", "after": "", "mark": "D", "evidence_kind": "", "evidence_id": "",
        "moved_because": "", "handed_over_from": "", "handed_over_because": "",
    },
}  # fmt: skip
"""Columns of text by table, each with what stands in it for what was written before."""
ADDED_DAYS: Mapping[str, tuple[str, ...]] = {
    "stay": ("reasons_told_on", "rights_explained_on", "looked_after_since"),
    "promise": ("handed_over_on", "told_on"),
    "checklist_template": ("ended_on",),
    "checklist_item": ("moved_from",),
}
"""Columns of days, which may be missing."""
ADDED_TEXTS: Mapping[str, tuple[str, ...]] = {
    "checklist_template_item": ("anchor",),
    "checklist": ("anchor_at",),
    "checklist_item": ("anchor", "done_at"),
}
"""Columns of moments and choices, which may be missing."""
REFERENCES: Mapping[str, Mapping[str, str]] = {
    "checklist_template": {"unit_id": "unit"},
    "checklist": {"stay_id": "stay", "change_id": "worker_change"},
    "checklist_item": {"staff_id": "staff_member"},
}
NOT_INDEXED = {"staff_id"}
NUMBERS: Mapping[str, tuple[str, ...]] = {
    "checklist_template_item": ("place", "own"),
    "checklist_item": ("place", "own"),
}
NEW_TABLES = (
    "shift_sheet_copy", "shift_handover", "shift_note", "clock_setting", "clock_run", "attachment", "notification",
    "time_alone", "legal_order",
)  # fmt: skip
FOUND = ("legal_orders", "times_alone", "notifications", "clock_runs", "shift_notes")
"""Kinds of record that can be found."""
NEW_ENTRY = (
    "INSERT INTO search_entry (record_kind, record_id, young_person_id, title, body, day, day_words)"
    " VALUES ('legal_orders', ?, ?, 'Another order or decision', ?, ?, '')"
)
STAYS_AS_SIGNED = """CREATE TRIGGER IF NOT EXISTS time_alone_stays_as_signed BEFORE UPDATE ON time_alone
    WHEN OLD.signed_at IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'a signed entry is never changed'); END"""


def words(*names: str) -> list[sa.Column]:
    """Return columns of text that are never missing."""
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def maybe(*names: str) -> list[sa.Column]:
    """Return columns of moments, kept as text, that may be missing."""
    return [sa.Column(name, sa.Text(), nullable=True) for name in names]


def days(*names: str, missing: bool = True) -> list[sa.Column]:
    """Return columns of days."""
    return [sa.Column(name, sa.Date(), nullable=missing) for name in names]


def number(name: str) -> sa.Column:
    """Return a column of a whole number."""
    return sa.Column(name, sa.Integer(), nullable=False)


def record(
    name: str, refers: Mapping[str, str], *parts: sa.schema.SchemaItem, optional: tuple[str, ...] = ()
) -> None:
    """Create a table of records: the columns every record has, those that refer to other records, its own."""
    op.create_table(
        name,
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *words("written_by", "written_at", "changed_by"),
        sa.Column("changed_at", sa.Text(), nullable=True),
        *(
            sa.Column(
                column,
                sa.Text(),
                sa.ForeignKey(f"{to}.id", name=f"fk_{name}_{column}_{to}"),
                nullable=column in optional,
            )
            for column, to in refers.items()
        ),
        *parts,
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
    )
    for column in refers:
        op.create_index(f"ix_{name}_{column}", name, [column])


def upgrade() -> None:
    """Add the columns and tables; the order that stood on a stay becomes a record beside it."""
    for table, columns in ADDED.items():
        for name, usual in columns.items():
            op.add_column(table, sa.Column(name, sa.Text(), nullable=False, server_default=usual))
    for table, names in ADDED_DAYS.items():
        for column in days(*names):
            op.add_column(table, column)
    for table, names in ADDED_TEXTS.items():
        for column in maybe(*names):
            op.add_column(table, column)
    for table, names in NUMBERS.items():
        for name in names:
            kind = sa.Boolean() if name == "own" else sa.Integer()
            usual = sa.false() if name == "own" else "0"
            op.add_column(table, sa.Column(name, kind, nullable=False, server_default=usual))
    for table, refers in REFERENCES.items():
        for name, to in refers.items():
            op.execute(
                f"ALTER TABLE {table} ADD COLUMN {name} TEXT CONSTRAINT fk_{table}_{name}_{to} REFERENCES {to} (id)"
            )
            if name not in NOT_INDEXED:
                op.create_index(f"ix_{table}_{name}", table, [name])
    op.add_column("checklist_item", sa.Column("offset", sa.Integer(), nullable=True))
    _change_templates()
    _create_tables()
    _orders_beside_stays()


def _change_templates() -> None:
    run = op.get_bind()
    run.exec_driver_sql("UPDATE checklist_template_item SET mark = 'M' WHERE NOT verified")
    op.drop_column("checklist_template_item", "verified")
    run.exec_driver_sql('ALTER TABLE checklist_template_item RENAME COLUMN "offset" TO offset_before')
    op.add_column("checklist_template_item", sa.Column("offset", sa.Integer(), nullable=True))
    run.exec_driver_sql('UPDATE checklist_template_item SET "offset" = offset_before')
    op.drop_column("checklist_template_item", "offset_before")
    run.exec_driver_sql(
        "UPDATE checklist_template SET jurisdictions = '[\"' || jurisdiction || '\"]'"
        " WHERE jurisdiction IN ('scotland', 'england', 'wales')"
    )
    op.drop_column("checklist_template", "jurisdiction")
    # What a list counted from was said in words of its own ("the day of the move"); its dates stand in its items.
    run.exec_driver_sql("UPDATE checklist_template SET why = anchor WHERE anchor != ''")
    run.exec_driver_sql("UPDATE checklist_template SET anchor = 'chosen_day'")


def _create_tables() -> None:
    about = {"young_person_id": "young_person"}
    stay = {**about, "stay_id": "stay"}
    record("legal_order", stay, *words("kind", "details"), *days("made_on"), *words("made_by", "secure"),
           *maybe("from_at"), *days("ends_on", "appeal_by", "told_on"),
           *words("told_by", "own_view", "own_view_how"), *days("ended_on"), *words("why_ended"))  # fmt: skip
    record("time_alone", stay, *words("started_at"), *maybe("ended_at"),
           *words("place", "reason", "authorised_by", "tried_first", "how_they_were", "own_view", "own_view_how"),
           *days("talked_after_on"), *words("talked_after_by"),
           *words("signed_by", "signed_name", "signed_as"), *maybe("signed_at"), *words("signed_digest"))  # fmt: skip
    op.create_index(
        "ix_time_alone_unsigned", "time_alone", ["young_person_id"], sqlite_where=sa.text("signed_at IS NULL")
    )
    op.execute(STAYS_AS_SIGNED)
    record("notification", {**stay, "person_id": "network_person"},
           *words("about", "who", "organisation", "address"), *maybe("told_at"), *words("how", "told_by", "what"),
           optional=("person_id",))  # fmt: skip
    record("attachment", about, *words("record_kind", "record_id", "name", "media_type"),
           sa.Column("data", sa.LargeBinary(), nullable=False))  # fmt: skip
    op.create_index("ix_attachment_record_id", "attachment", ["record_id"])
    record("clock_run", stay, *words("rule"), number("step"), *words("series"), *maybe("starts_at"),
           *words("state"), *maybe("done_at"),
           *words("done_by", "evidence", "evidence_kind", "evidence_id", "not_applicable_because", "late_reason",
                  "who"),
           *maybe("extended_until"), *words("extended_because"))  # fmt: skip
    op.create_index("ix_clock_run_state", "clock_run", ["state"])
    unit = {"unit_id": "unit"}
    record("clock_setting", unit, *words("rule"), sa.Column("in_use", sa.Boolean(), nullable=False),
           *words("confirmed_steps"), *days("confirmed_on"), *words("confirmed_by", "checked_against"))  # fmt: skip
    record("shift_note", {**unit, **about}, *words("what"), *days("shift_on", missing=False), *words("shift"),
           *days("until", "settled_on"), optional=("young_person_id",))  # fmt: skip
    record("shift_handover", unit, *days("shift_on", missing=False), *words("shift", "taken_over_by"),
           *words("taken_over_at", "note_ids", "said_back", "questions"))  # fmt: skip
    record("shift_sheet_copy", unit, *days("shift_on", missing=False), *words("shift", "for_whom"),
           number("copy_number"), *maybe("destroy_at"), *words("handed_out", "made_by", "made_at"))  # fmt: skip


def _orders_beside_stays() -> None:
    """Make the order of each stay a record, where anything was written of one, and what finds it in Find."""
    run = op.get_bind()
    stays = run.exec_driver_sql(
        "SELECT id, young_person_id, written_by, written_at, order_details, order_made, order_ends, appeal_by,"
        " authorised_by FROM stay"
    ).all()
    for stay, about, by, at, details, made, ends, appeal, made_by in stays:
        if details or made or ends or appeal:
            values = (
                str(uuid.uuid5(uuid.NAMESPACE_OID, f"order of {stay}")).replace("-", ""),
                1, by, at, "", about, stay, "other", details, made, made_by, "not_known", ends, appeal,
                "", "", "not_asked", "",
            )  # fmt: skip
            run.exec_driver_sql(
                "INSERT INTO legal_order (id, version, written_by, written_at, changed_by, young_person_id, stay_id,"
                " kind, details, made_on, made_by, secure, ends_on, appeal_by, told_by, own_view, own_view_how,"
                " why_ended) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                values,
            )
            run.exec_driver_sql(NEW_ENTRY, (values[0], about, f"{details}\n{made_by}", made))
    for name in ("order_details", "order_made", "order_ends", "appeal_by"):
        op.drop_column("stay", name)


def downgrade() -> None:
    """Take it all away again but for what the older columns can hold. For tests: people restore a copy."""
    run = op.get_bind()
    op.add_column("stay", sa.Column("order_details", sa.Text(), nullable=False, server_default=""))
    for column in days("order_made", "order_ends", "appeal_by"):
        op.add_column("stay", column)
    orders = (
        "SELECT stay_id, details, made_on, ends_on, appeal_by FROM legal_order ORDER BY made_on, written_at"
    )
    for stay, details, made, ends, appeal in run.exec_driver_sql(orders).all():
        run.exec_driver_sql(
            "UPDATE stay SET order_details = ?, order_made = ?, order_ends = ?, appeal_by = ? WHERE id = ?",
            (details, made, ends, appeal, stay),
        )
    marks = ", ".join(f"'{kind}'" for kind in FOUND)
    run.exec_driver_sql(f"DELETE FROM search_entry WHERE record_kind IN ({marks})")  # noqa: S608 - our own names
    for table in NEW_TABLES:
        op.drop_table(table)
    _change_templates_back()
    op.drop_column("checklist_item", "offset")
    for table, refers in REFERENCES.items():
        for name in refers:
            if name not in NOT_INDEXED:
                op.drop_index(f"ix_{table}_{name}", table)
            op.drop_column(table, name)
    for part in (ADDED, ADDED_DAYS, ADDED_TEXTS, NUMBERS):
        for table, names in part.items():
            for name in names:
                op.drop_column(table, name)


def _change_templates_back() -> None:
    run = op.get_bind()
    run.exec_driver_sql("UPDATE checklist_template SET anchor = why")
    op.add_column(
        "checklist_template", sa.Column("jurisdiction", sa.Text(), nullable=False, server_default="")
    )
    for nation in ("scotland", "england", "wales"):
        run.exec_driver_sql(
            "UPDATE checklist_template SET jurisdiction = ? WHERE jurisdictions = ?",
            (nation, f'["{nation}"]'),
        )
    op.add_column(
        "checklist_template_item",
        sa.Column("verified", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    run.exec_driver_sql("UPDATE checklist_template_item SET verified = 1 WHERE mark != 'M'")
    run.exec_driver_sql('ALTER TABLE checklist_template_item RENAME COLUMN "offset" TO offset_after')
    op.add_column(
        "checklist_template_item", sa.Column("offset", sa.Integer(), nullable=False, server_default="0")
    )
    run.exec_driver_sql('UPDATE checklist_template_item SET "offset" = coalesce(offset_after, 0)')
    op.drop_column("checklist_template_item", "offset_after")
