"""Signatures and addenda, what is withheld from whom, what was opened anyway, several units for one person.

Imports nothing of the program, so that it stays what it was when the program moves on.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ENTRIES = ("occasion", "own_words", "telling", "joint_meeting", "status", "decision")
STAYS_AS_SIGNED = """CREATE TRIGGER IF NOT EXISTS {name}_stays_as_signed BEFORE UPDATE ON {name}
    WHEN OLD.signed_at IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'a signed entry is never changed'); END"""
SIGNATURE = ("signed_by", "signed_name", "signed_as", "signed_digest")

FILTERS = ("action", "actor_id", "at")
"""What the log is filtered by; a million events are not walked for it."""


def text(name: str) -> sa.Column:
    """Return a column of text that is never missing; what stands there already gets the empty text."""
    return sa.Column(name, sa.Text(), nullable=False, server_default="")


def record(name: str, *parts: sa.schema.SchemaItem) -> None:
    """Create a table of records: the columns that every record has, then its own."""
    op.create_table(
        name,
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *(sa.Column(n, sa.Text(), nullable=False) for n in ("written_by", "written_at", "changed_by")),
        sa.Column("changed_at", sa.Text(), nullable=True),
        sa.Column(
            "young_person_id",
            sa.Text(),
            sa.ForeignKey("young_person.id", name=f"fk_{name}_young_person_id_young_person"),
            nullable=False,
        ),
        *parts,
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
    )
    op.create_index(f"ix_{name}_young_person_id", name, ["young_person_id"])


def words(*names: str) -> list[sa.Column]:
    """Return columns of text."""
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def upgrade() -> None:
    """Add the tables and columns. Entries of before are drafts until their authors sign them."""
    for name in FILTERS:
        op.create_index(f"ix_audit_event_{name}", "audit_event", [name])
    for name in ENTRIES:
        for column in SIGNATURE:
            op.add_column(name, text(column))
        op.add_column(name, sa.Column("signed_at", sa.Text(), nullable=True))
        op.create_index(
            f"ix_{name}_unsigned", name, ["young_person_id"], sqlite_where=sa.text("signed_at IS NULL")
        )
        op.execute(STAYS_AS_SIGNED.format(name=name))
    op.add_column("unit", sa.Column("password_for_signing", sa.Boolean(), nullable=False, server_default="0"))
    op.add_column("unit", sa.Column("pin_minutes", sa.Integer(), nullable=False, server_default="60"))
    op.add_column("staff_member", sa.Column("other_unit_ids", sa.Text(), nullable=False, server_default="[]"))
    op.add_column(
        "staff_member", sa.Column("waits_for_manager", sa.Boolean(), nullable=False, server_default="0")
    )
    record("addendum", *words("record_kind", "record_id", "words", "signed_name", "signed_as"))
    record(
        "withholding",
        *words(
            "record_kind",
            "record_id",
            "from_whom",
            "from_name",
            "because",
            "from_id",
            "field",
            "words",
        ),
        sa.Column("ended_on", sa.Date(), nullable=True),
    )
    record(
        "opened_anyway",
        sa.Column(
            "staff_id",
            sa.Text(),
            sa.ForeignKey("staff_member.id", name="fk_opened_anyway_staff_id_staff_member"),
            nullable=False,
        ),
        *words("staff_name", "reason", "until", "seen_by"),
        sa.Column("seen_at", sa.Text(), nullable=True),
    )
    op.create_index("ix_opened_anyway_staff_until", "opened_anyway", ["staff_id", "until"])


def downgrade() -> None:
    """Take it all away again, with the signatures. For tests: people go back by restoring a copy."""
    for name in FILTERS:
        op.drop_index(f"ix_audit_event_{name}", "audit_event")
    for name in ("opened_anyway", "withholding", "addendum"):
        op.drop_table(name)
    for column in ("waits_for_manager", "other_unit_ids"):
        op.drop_column("staff_member", column)
    for column in ("pin_minutes", "password_for_signing"):
        op.drop_column("unit", column)
    for name in ENTRIES:
        op.execute(f"DROP TRIGGER {name}_stays_as_signed")
        op.drop_index(f"ix_{name}_unsigned", name)
        for column in (*SIGNATURE, "signed_at"):
            op.drop_column(name, column)
