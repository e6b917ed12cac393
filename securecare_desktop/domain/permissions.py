"""One table: which role may do what, and to whose records. The services ask it before anything else."""

from collections.abc import Mapping
from enum import StrEnum

from .staff import Role


class Action(StrEnum):
    """Something a signed-in person may or may not do."""

    READ_RECORDS = "read_records"
    WRITE_ENTRIES = "write_entries"
    EDIT_PROFILE = "edit_profile"
    EDIT_PLAN = "edit_plan"
    APPROVE_PLAN = "approve_plan"
    SET_LIMIT = "set_limit"
    PLAN_CHANGE_OF_WORKER = "plan_change_of_worker"
    RECORD_CHANGE_STEP = "record_change_step"
    ADD_YOUNG_PERSON = "add_young_person"
    ISSUE_PACK = "issue_pack"
    READ_PACK_REGISTER = "read_pack_register"
    SEE_STAFF = "see_staff"
    MANAGE_STAFF = "manage_staff"
    ASSIGN_AGENCY_WORKERS = "assign_agency_workers"
    MANAGE_UNIT = "manage_unit"
    READ_AUDIT_LOG = "read_audit_log"
    CHECK_STORE = "check_store"
    KEEP_DRAFTS = "keep_drafts"
    SIGN_ENTRIES = "sign_entries"
    OPEN_ANYWAY = "open_anyway"
    SEE_OPENED_ANYWAY = "see_opened_anyway"
    WITHHOLD = "withhold"
    SEE_WHO_LOOKED = "see_who_looked"
    CONFIRM_ACCOUNTS = "confirm_accounts"
    CHANGE_STORE_KEY = "change_store_key"
    TAKE_OVER_SHIFT = "take_over_shift"
    SAVE_CALENDAR = "save_calendar"


class Reach(StrEnum):
    """Whose records an action reaches."""

    NONE = "none"
    ASSIGNED = "assigned"
    OWN_UNIT = "own_unit"
    EVERYWHERE = "everywhere"


_N, _A, _U, _E = Reach.NONE, Reach.ASSIGNED, Reach.OWN_UNIT, Reach.EVERYWHERE
_ROLES = (
    Role.UNIT_MANAGER,
    Role.SHIFT_LEAD,
    Role.RESIDENTIAL_WORKER,
    Role.AGENCY_WORKER,
    Role.INSPECTOR,
    Role.SYSTEM_ADMINISTRATOR,
)
_TABLE: Mapping[Action, tuple[Reach, ...]] = {
    #                             manager lead worker agency inspector administrator
    Action.READ_RECORDS:          (_U,    _U,  _U,    _A,    _U,       _N),
    Action.WRITE_ENTRIES:         (_U,    _U,  _U,    _A,    _N,       _N),
    Action.EDIT_PROFILE:          (_U,    _U,  _U,    _N,    _N,       _N),
    Action.EDIT_PLAN:             (_U,    _U,  _U,    _N,    _N,       _N),
    Action.APPROVE_PLAN:          (_U,    _N,  _N,    _N,    _N,       _N),
    Action.SET_LIMIT:             (_U,    _U,  _N,    _N,    _N,       _N),
    Action.PLAN_CHANGE_OF_WORKER: (_U,    _U,  _N,    _N,    _N,       _N),
    Action.RECORD_CHANGE_STEP:    (_U,    _U,  _U,    _N,    _N,       _N),
    Action.ADD_YOUNG_PERSON:      (_U,    _U,  _N,    _N,    _N,       _N),
    Action.ISSUE_PACK:            (_U,    _U,  _U,    _N,    _N,       _N),
    Action.READ_PACK_REGISTER:    (_U,    _U,  _U,    _A,    _U,       _N),
    Action.SEE_STAFF:             (_U,    _U,  _U,    _U,    _U,       _U),
    Action.MANAGE_STAFF:          (_U,    _N,  _N,    _N,    _N,       _U),
    Action.ASSIGN_AGENCY_WORKERS: (_U,    _N,  _N,    _N,    _N,       _N),
    Action.MANAGE_UNIT:           (_U,    _N,  _N,    _N,    _N,       _N),
    Action.READ_AUDIT_LOG:        (_U,    _N,  _N,    _N,    _U,       _N),
    Action.CHECK_STORE:           (_U,    _U,  _N,    _N,    _U,       _U),
    Action.KEEP_DRAFTS:           (_U,    _U,  _U,    _U,    _N,       _U),
    Action.SIGN_ENTRIES:          (_U,    _U,  _U,    _A,    _N,       _N),
    Action.OPEN_ANYWAY:           (_E,    _E,  _E,    _U,    _N,       _N),
    Action.SEE_OPENED_ANYWAY:     (_U,    _N,  _N,    _N,    _N,       _N),
    Action.WITHHOLD:              (_U,    _U,  _U,    _N,    _N,       _N),
    Action.SEE_WHO_LOOKED:        (_U,    _N,  _N,    _N,    _N,       _N),
    Action.CONFIRM_ACCOUNTS:      (_U,    _N,  _N,    _N,    _N,       _N),
    Action.CHANGE_STORE_KEY:      (_U,    _N,  _N,    _N,    _N,       _N),
    Action.TAKE_OVER_SHIFT:       (_U,    _U,  _N,    _N,    _N,       _N),
    Action.SAVE_CALENDAR:         (_U,    _U,  _U,    _N,    _N,       _N),
}  # fmt: skip


OPENED_ANYWAY = frozenset({Action.READ_RECORDS, Action.WRITE_ENTRIES, Action.SIGN_ENTRIES})
"""What somebody may do to a record out of their reach that they opened anyway."""


def reach(role: Role, action: Action) -> Reach:
    """Return whose records `role` may do `action` to."""
    return _TABLE[action][_ROLES.index(role)]


def may(role: Role, action: Action, *, own_unit: bool = True, assigned: bool = False) -> bool:
    """Say whether `role` may do `action` to a record of their own unit, or of one they are assigned to."""
    allowed = reach(role, action)
    if allowed is Reach.EVERYWHERE:
        return True
    if allowed is Reach.OWN_UNIT:
        return own_unit
    return allowed is Reach.ASSIGNED and own_unit and assigned
