"""The first schema: every table of the first usable build, the audit trail and the search index.

Imports nothing of the program, so that it stays what it was when the program moves on.
"""

from functools import partial

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

AUDIT_TRIGGERS = (
    """CREATE TRIGGER IF NOT EXISTS audit_event_keeps_its_events BEFORE UPDATE ON audit_event
    BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END""",
    """CREATE TRIGGER IF NOT EXISTS audit_event_loses_none BEFORE DELETE ON audit_event
    BEGIN SELECT RAISE(ABORT, 'the audit trail is never shortened'); END""",
    """CREATE TRIGGER IF NOT EXISTS audit_event_grows_at_its_end BEFORE INSERT ON audit_event
    WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM audit_event)
    BEGIN SELECT RAISE(ABORT, 'the audit trail grows at its end only'); END""",
)

SEARCH_DDL = (
    """CREATE VIRTUAL TABLE IF NOT EXISTS search_text USING fts5(
        title, body, day_words, content='search_entry', content_rowid='seq',
        tokenize="unicode61 remove_diacritics 2")""",
    # Small leaves: a save writes a third fewer encrypted pages, and a query is as fast.
    "INSERT INTO search_text(search_text, rank) VALUES ('pgsz', 1000)",
    """CREATE TRIGGER IF NOT EXISTS search_entry_added AFTER INSERT ON search_entry BEGIN
        INSERT INTO search_text(rowid, title, body, day_words)
        VALUES (NEW.seq, NEW.title, NEW.body, NEW.day_words);
    END""",
    """CREATE TRIGGER IF NOT EXISTS search_entry_removed AFTER DELETE ON search_entry BEGIN
        INSERT INTO search_text(search_text, rowid, title, body, day_words)
        VALUES ('delete', OLD.seq, OLD.title, OLD.body, OLD.day_words);
    END""",
    """CREATE TRIGGER IF NOT EXISTS search_entry_changed AFTER UPDATE ON search_entry BEGIN
        INSERT INTO search_text(search_text, rowid, title, body, day_words)
        VALUES ('delete', OLD.seq, OLD.title, OLD.body, OLD.day_words);
        INSERT INTO search_text(rowid, title, body, day_words)
        VALUES (NEW.seq, NEW.title, NEW.body, NEW.day_words);
    END""",
)

# fmt: off
INDEXES = (
    ("ix_audit_event_record_id", "audit_event", ("record_id",)),
    ("ix_audit_event_young_person_id", "audit_event", ("young_person_id",)),
    ("ix_checklist_template_item_template_id", "checklist_template_item", ("template_id",)),
    ("ix_staff_member_unit_id", "staff_member", ("unit_id",)),
    ("ix_young_person_unit_id", "young_person", ("unit_id",)),
    ("ix_about_me_part_young_person_id", "about_me_part", ("young_person_id",)),
    ("ix_assignment_staff_id", "assignment", ("staff_id",)),
    ("ix_assignment_young_person_id", "assignment", ("young_person_id",)),
    ("ix_checklist_template_id", "checklist", ("template_id",)),
    ("ix_checklist_young_person_id", "checklist", ("young_person_id",)),
    ("ix_decision_young_person_id", "decision", ("young_person_id",)),
    ("ix_live_restriction_young_person_id", "live_restriction", ("young_person_id",)),
    ("ix_network_person_young_person_id", "network_person", ("young_person_id",)),
    ("ix_own_words_about_id", "own_words", ("about_id",)),
    ("ix_own_words_young_person_id", "own_words", ("young_person_id",)),
    ("ix_plan_version_young_person_id", "plan_version", ("young_person_id",)),
    ("ix_planned_action_by", "planned_action", ("by",)),
    ("ix_planned_action_who_id", "planned_action", ("who_id",)),
    ("ix_planned_action_young_person_id", "planned_action", ("young_person_id",)),
    ("ix_promise_keeper_id", "promise", ("keeper_id",)),
    ("ix_promise_made_by_id", "promise", ("made_by_id",)), ("ix_promise_state", "promise", ("state",)),
    ("ix_promise_young_person_id", "promise", ("young_person_id",)),
    ("ix_scenario_young_person_id", "scenario", ("young_person_id",)),
    ("ix_status_young_person_id", "status", ("young_person_id",)),
    ("ix_stay_young_person_id", "stay", ("young_person_id",)),
    ("ix_arrangement_person_id", "arrangement", ("person_id",)),
    ("ix_arrangement_young_person_id", "arrangement", ("young_person_id",)),
    ("ix_checklist_item_checklist_id", "checklist_item", ("checklist_id",)),
    ("ix_checklist_item_state_due", "checklist_item", ("state", "due_on")),
    ("ix_checklist_item_young_person_id", "checklist_item", ("young_person_id",)),
    ("ix_family_time_limit_person_id", "family_time_limit", ("person_id",)),
    ("ix_family_time_limit_young_person_id", "family_time_limit", ("young_person_id",)),
    ("ix_goal_plan_version_id", "goal", ("plan_version_id",)),
    ("ix_goal_young_person_id", "goal", ("young_person_id",)),
    ("ix_key_adult_person_id", "key_adult", ("person_id",)),
    ("ix_key_adult_staff_id", "key_adult", ("staff_id",)),
    ("ix_key_adult_young_person_id", "key_adult", ("young_person_id",)),
    ("ix_plan_part_plan_version_id", "plan_part", ("plan_version_id",)),
    ("ix_plan_part_young_person_id", "plan_part", ("young_person_id",)),
    ("ix_worker_change_incoming_person_id", "worker_change", ("incoming_person_id",)),
    ("ix_worker_change_incoming_staff_id", "worker_change", ("incoming_staff_id",)),
    ("ix_worker_change_outgoing_person_id", "worker_change", ("outgoing_person_id",)),
    ("ix_worker_change_outgoing_staff_id", "worker_change", ("outgoing_staff_id",)),
    ("ix_worker_change_state", "worker_change", ("state",)),
    ("ix_worker_change_young_person_id", "worker_change", ("young_person_id",)),
    ("ix_change_question_change_id", "change_question", ("change_id",)),
    ("ix_change_question_young_person_id", "change_question", ("young_person_id",)),
    ("ix_change_step_change_id", "change_step", ("change_id",)),
    ("ix_change_step_young_person_id", "change_step", ("young_person_id",)),
    ("ix_joint_meeting_change_id", "joint_meeting", ("change_id",)),
    ("ix_joint_meeting_young_person_id", "joint_meeting", ("young_person_id",)),
    ("ix_occasion_moment", "occasion", ("planned_at",)),
    ("ix_occasion_person_moment", "occasion", ("young_person_id", "planned_at")),
    ("ix_pack_copy_change_id", "pack_copy", ("change_id",)),
    ("ix_pack_copy_young_person_id", "pack_copy", ("young_person_id",)),
    ("ix_telling_change_id", "telling", ("change_id",)),
    ("ix_telling_young_person_id", "telling", ("young_person_id",)),
)
# fmt: on

TABLES = """
    telling pack_copy occasion joint_meeting change_step change_question worker_change plan_part
    key_adult goal family_time_limit checklist_item arrangement stay status scenario promise
    planned_action plan_version own_words network_person live_restriction draft decision checklist
    assignment about_me_part young_person staff_member checklist_template_item unit store_info
    search_entry checklist_template audit_event
""".split()  # noqa: SIM905 - reads better than 35 quoted names
"""In the order in which they can be dropped."""


def columns(kind: sa.types.TypeEngine, nullable: bool, *names: str) -> list[sa.Column]:
    """Return a column of one type for each name. Choices, moments, lists and answers are kept as text."""
    return [sa.Column(name, kind, nullable=nullable) for name in names]


text, text_or_none = partial(columns, sa.Text(), False), partial(columns, sa.Text(), True)
number, number_or_none = partial(columns, sa.Integer(), False), partial(columns, sa.Integer(), True)
day, day_or_none = partial(columns, sa.Date(), False), partial(columns, sa.Date(), True)
yes_no = partial(columns, sa.Boolean(), False)


def refers(table: str, name: str, to: str, *, optional: bool = False) -> sa.Column:
    """Return a column that holds the id of a row of another table."""
    key = sa.ForeignKey(f"{to}.id", name=f"fk_{table}_{name}_{to}")
    return sa.Column(name, sa.Text(), key, nullable=optional)


def table(name: str, *parts: sa.schema.SchemaItem) -> None:
    """Create a table."""
    op.create_table(name, *parts)


def record(name: str, *parts: sa.schema.SchemaItem) -> None:
    """Create a table of records: the columns that every record has, then its own."""
    op.create_table(
        name,
        *text("id"),
        *number("version"),
        *text("written_by", "written_at", "changed_by"),
        *text_or_none("changed_at"),
        *parts,
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
    )


def upgrade() -> None:
    """Create everything."""
    # fmt: off
    table("audit_event",
        sa.Column("seq", sa.Integer(), nullable=False, autoincrement=False),
        *text(
            "at", "actor_id", "actor_name", "computer", "action", "record_kind", "record_id",
            "young_person_id", "changes", "previous_hash", "hash",
        ),
        sa.PrimaryKeyConstraint("seq", name="pk_audit_event"),
    )
    record("checklist_template",
        *text("key", "title"),
        *number("number"),
        *text("anchor", "jurisdiction"),
    )
    table("search_entry",
        sa.Column("seq", sa.Integer(), nullable=False),
        *text("record_kind", "record_id", "young_person_id", "title", "body"),
        *day_or_none("day"),
        *text("day_words"),
        sa.UniqueConstraint("record_id", "record_kind", name="uq_search_entry_record_id_record_kind"),
        sa.PrimaryKeyConstraint("seq", name="pk_search_entry"),
    )
    table("store_info",
        sa.Column("name", sa.Text(), nullable=False),
        *text("value"),
        sa.PrimaryKeyConstraint("name", name="pk_store_info"),
    )
    record("unit",
        *text("name", "house_name", "jurisdiction", "marking", "handling", "phone"),
    )
    record("checklist_template_item",
        refers("checklist_template_item", "template_id", "checklist_template"),
        *text("key", "what", "role"),
        *number("offset"),
        *text("offset_unit", "rests_on", "source"),
        *yes_no("verified"),
    )
    record("staff_member",
        *text("name", "role"),
        refers("staff_member", "unit_id", "unit"),
        *text("job_title", "pronouns"),
        *day_or_none("starts", "ends"),
    )
    record("young_person",
        refers("young_person", "unit_id", "unit"),
        *text("name_used", "legal_name"),
        *day("date_of_birth"),
        *text(
            "pronouns", "languages", "interpreter", "communication_needs", "culture_and_faith",
            "health_essentials", "allergies", "story_so_far",
        ),
        *day_or_none("story_so_far_on"),
    )
    record("about_me_part",
        refers("about_me_part", "young_person_id", "young_person"),
        *text("kind", "text", "given_how", "written_with"),
        *day_or_none("given_on"),
        *yes_no("copy_given"),
    )
    record("assignment",
        refers("assignment", "staff_id", "staff_member"),
        refers("assignment", "young_person_id", "young_person"),
        *day_or_none("until"),
    )
    record("checklist",
        refers("checklist", "young_person_id", "young_person"),
        refers("checklist", "template_id", "checklist_template"),
        *text("title"),
        *day_or_none("anchor_on", "closed_on"),
    )
    record("decision",
        refers("decision", "young_person_id", "young_person"),
        *text("what", "why"),
        *day_or_none("decided_on"),
        *text("options", "what_they_wanted", "how_it_counted"),
        *yes_no("with_agreement"),
        *day_or_none("explained_on"),
        *text("explained_by", "what_they_said"),
    )
    record("draft",
        refers("draft", "owner_id", "staff_member"),
        *text("form", "young_person_id", "values"),
        sa.UniqueConstraint("owner_id", "form", name="uq_draft_owner_id_form"),
    )
    record("live_restriction",
        refers("live_restriction", "young_person_id", "young_person"),
        *text("what", "ground", "authorised_by", "tried_first"),
        *day_or_none("starts", "planned_end", "review_on"),
        *text("told_how"),
        *day_or_none("told_on"),
        *text("own_view"),
        *day_or_none("ended_on"),
    )
    record("network_person",
        refers("network_person", "young_person_id", "young_person"),
        *text(
            "name", "who_they_are", "circle", "called", "organisation", "ask_about", "phone",
            "contact_hours", "may_receive", "knows_where", "parental_responsibility",
            "parental_evidence", "language", "interpreter",
        ),
        *number_or_none("emergency_order"),
        *day_or_none("since", "until"),
        *text("why_ended"),
        *yes_no("stays_afterwards"),
    )
    record("own_words",
        refers("own_words", "young_person_id", "young_person"),
        *text("given_how", "words", "given_to"),
        *day_or_none("given_on"),
        *text("why_not_asked", "about", "about_id"),
        *number("step"),
    )
    record("plan_version",
        refers("plan_version", "young_person_id", "young_person"),
        *number("number"),
        *text("state"),
        *day("made_on"),
        *day_or_none("shared_on"),
        *text("shared_how", "comments", "signed_by"),
        *day_or_none("signed_on", "next_review"),
    )
    record("planned_action",
        refers("planned_action", "young_person_id", "young_person"),
        *text("what", "who"),
        refers("planned_action", "who_id", "staff_member", optional=True),
        *day_or_none("by"),
        *text("rests_on"),
        *day_or_none("done_on"),
        *text("done_by", "outcome"),
    )
    record("promise",
        refers("promise", "young_person_id", "young_person"),
        *text("what", "made_by"),
        refers("promise", "made_by_id", "staff_member", optional=True),
        *day_or_none("made_on", "due_on"),
        *text("keeper"),
        refers("promise", "keeper_id", "staff_member", optional=True),
        *text("state"),
        *day_or_none("closed_on"),
        *text("explanation"),
    )
    record("scenario",
        refers("scenario", "young_person_id", "young_person"),
        *text(
            "what", "first_signs", "what_helps", "agreed_response", "who_might_be_hurt",
            "more_likely_when", "owner",
        ),
        *day_or_none("review_on"),
        *text("own_view"),
        *day_or_none("ended_on"),
    )
    record("status",
        refers("status", "young_person_id", "young_person"),
        *text("kind", "sentence", "noted_at"),
    )
    record("stay",
        refers("stay", "young_person_id", "young_person"),
        *text("stage", "legal_basis"),
        *text_or_none("arrived_at"),
        *text("order_details"),
        *day_or_none("order_made", "order_ends"),
        *text("authorised_by", "placing_authority", "previous_address", "reasons_for_young_person"),
        *day_or_none("appeal_by", "advocate_offered", "planned_move"),
        *text("moving_to"),
        *text_or_none("ended_at"),
        *text("ended_where_to"),
    )
    record("arrangement",
        refers("arrangement", "young_person_id", "young_person"),
        refers("arrangement", "person_id", "network_person"),
        *text("with_whom", "kind", "how_often", "rule"),
        *day_or_none("starts"),
        *text("at_time"),
        *number_or_none("minutes"),
        *text(
            "place", "level", "why_this_level", "purpose", "transport", "if_cancelled",
            "tells_young_person",
        ),
        *yes_no("directed_by_court"),
        *day_or_none("review_on", "ended_on"),
    )
    record("checklist_item",
        refers("checklist_item", "young_person_id", "young_person"),
        refers("checklist_item", "checklist_id", "checklist"),
        *text("key", "what", "who"),
        *day_or_none("due_on"),
        *text_or_none("due_at"),
        *text("rests_on", "source", "state", "evidence", "done_by"),
        *day_or_none("done_on"),
        *text("not_applicable_because", "late_reason", "group_title"),
    )
    record("family_time_limit",
        refers("family_time_limit", "young_person_id", "young_person"),
        refers("family_time_limit", "person_id", "network_person"),
        *text(
            "with_whom", "what", "ground", "ground_details", "evidence", "tried_first",
            "authorised_by",
        ),
        *day_or_none("starts", "planned_end"),
        *text("notified", "told_by"),
        *day_or_none("told_on"),
        *text("own_view", "support_given"),
        *day_or_none("review_on"),
        *text("review_by"),
        *day_or_none("ended_on"),
        *text("why_ended"),
    )
    record("goal",
        refers("goal", "young_person_id", "young_person"),
        refers("goal", "plan_version_id", "plan_version"),
        *text("title", "need", "what_we_do", "what_better_looks_like", "how_we_know", "who"),
        *day_or_none("by"),
        *text("own_words", "progress"),
        *day_or_none("progress_on"),
        *text("state", "state_reason"),
    )
    record("key_adult",
        refers("key_adult", "young_person_id", "young_person"),
        *text("role", "name"),
        refers("key_adult", "staff_id", "staff_member", optional=True),
        refers("key_adult", "person_id", "network_person", optional=True),
        *text("role_text"),
        *day_or_none("since", "until"),
        *text("planned_ending", "why_ended", "goodbye", "stays_how"),
    )
    record("plan_part",
        refers("plan_part", "young_person_id", "young_person"),
        refers("plan_part", "plan_version_id", "plan_version"),
        *number("section"),
        *text("text", "own_words", "given_how"),
        *day_or_none("given_on"),
    )
    record("worker_change",
        refers("worker_change", "young_person_id", "young_person"),
        *text("role", "outgoing_name", "incoming_name"),
        *day("day"),
        *text("kind", "role_text"),
        refers("worker_change", "outgoing_staff_id", "staff_member", optional=True),
        refers("worker_change", "outgoing_person_id", "network_person", optional=True),
        refers("worker_change", "incoming_staff_id", "staff_member", optional=True),
        refers("worker_change", "incoming_person_id", "network_person", optional=True),
        *text("reason_category", "reason_for_young_person", "internal_reason"),
        *day_or_none("decided_on"),
        *text("manager_name"),
        *day_or_none("later_goodbye_by"),
        *text("state"),
        *day_or_none("closed_on"),
    )
    record("change_question",
        refers("change_question", "young_person_id", "young_person"),
        refers("change_question", "change_id", "worker_change"),
        *text("question", "asked_by"),
        *day_or_none("asked_on"),
        *text("answer", "answered_by"),
        *day_or_none("answered_on"),
    )
    record("change_step",
        refers("change_step", "young_person_id", "young_person"),
        refers("change_step", "change_id", "worker_change"),
        *number("number"),
        *day("starts_on", "due_on"),
        *day_or_none("second_due_on", "done_on"),
        *text("done_by", "answers"),
    )
    record("joint_meeting",
        refers("joint_meeting", "young_person_id", "young_person"),
        refers("joint_meeting", "change_id", "worker_change"),
        *text("what", "who_is_there"),
        *text_or_none("at"),
        *day_or_none("by_day"),
        *text("where", "state", "how_it_went"),
    )
    record("occasion",
        refers("occasion", "young_person_id", "young_person"),
        refers("occasion", "person_id", "network_person"),
        *text("with_whom", "kind", "state", "planned_at"),
        refers("occasion", "arrangement_id", "arrangement", optional=True),
        *text_or_none("started_at", "ended_at"),
        *text(
            "place", "level", "before", "arrival", "what_they_did", "warm_moments", "what_was_said",
            "worries", "what_was_done", "ending", "afterwards", "next_day", "own_view", "own_view_how",
            "family_view", "opinion", "supervisor", "cancelled_by", "why",
        ),
        *text_or_none("heard_at"),
        *text("told_by"),
        *text_or_none("told_at", "instead_at"),
    )
    record("pack_copy",
        refers("pack_copy", "young_person_id", "young_person"),
        refers("pack_copy", "change_id", "worker_change", optional=True),
        *text("edition"),
        *number("number", "copy_number"),
        *text("recipient", "purpose"),
        *day_or_none("destroy_by"),
        *text("handed_out", "made_by"),
        *text_or_none("made_at"),
        *number("pages"),
        *yes_no("draft"),
        *number("missing"),
        *text("chain_head", "not_made_because"),
    )
    record("telling",
        refers("telling", "young_person_id", "young_person"),
        refers("telling", "change_id", "worker_change"),
        *text("audience", "who", "told_by"),
        *text_or_none("told_at"),
        *text("where", "words_used", "first_reaction", "before_others", "their_questions", "tries"),
        *day_or_none("next_try_on"),
    )
    # fmt: on
    for name, on, names in INDEXES:
        op.create_index(name, on, list(names))
    for statement in (*AUDIT_TRIGGERS, *SEARCH_DDL):
        op.execute(statement)


def downgrade() -> None:
    """Remove everything. For tests: people go back by restoring a copy."""
    for trigger in ("audit_event_keeps_its_events", "audit_event_loses_none", "audit_event_grows_at_its_end"):
        op.execute(f"DROP TRIGGER {trigger}")
    for trigger in ("search_entry_added", "search_entry_removed", "search_entry_changed"):
        op.execute(f"DROP TRIGGER {trigger}")
    op.execute("DROP TABLE search_text")
    for name in TABLES:
        op.drop_table(name)
