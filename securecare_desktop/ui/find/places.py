"""Where a found record is opened, and under which heading it stands."""

from ...core.text import N_, _
from ...domain.search import Hit
from ..page import PLAN_VIEWS, Place

_KINDS: dict[str, tuple[str, str, str]] = {
    # kind of record: (heading, icon, tab of the young person's page)
    "young_people": (N_("Young people"), "user-round", "overview"),
    "about_me": (N_("About me"), "heart", "overview"),
    "stays": (N_("Stay and law"), "scale", "stay"),
    "statuses": (N_("How things are"), "circle-check", "overview"),
    "people": (N_("People"), "contact-round", "people"),
    "plans": (N_("Plans"), "file-text", "plan"),
    "family_time": (N_("Family time"), "calendar-heart", "family_time"),
    "worker_changes": (N_("Changes of worker"), "arrow-left-right", "worker_changes"),
    "promises": (N_("Promises"), "handshake", "promises"),
    "actions": (N_("Things to do"), "circle", "promises"),
    "own_words": (N_("Own words"), "quote", "promises"),
    "checklists": (N_("Checklists"), "list-checks", "checklists"),
    "clocks": (N_("Time limits"), "clock", "clocks"),
    "packs": (N_("Packs"), "printer", "packs"),
    "shifts": (N_("Shift notes"), "clipboard-list", ""),
    "staff": (N_("Staff"), "users", ""),
}
_SAME: dict[str, str] = {
    "network_people": "people", "key_adults": "people", "people_maps": "people", "plan_versions": "plans", "plan_parts": "plans",
    "goals": "plans", "scenarios": "plans", "decisions": "plans", "restrictions": "plans",
    "goal_notes": "plans", "restriction_reviews": "plans", "plan_reviews": "plans", "aid_sessions": "plans",
    "arrangements": "family_time", "occasions": "family_time", "limits": "family_time", "limit_reviews": "family_time",
    "family_engagements": "family_time", "shared_occasions": "family_time",
    "checklist_items": "checklists", "clock_runs": "clocks", "change_steps": "worker_changes", "tellings": "worker_changes",
    "legal_orders": "stays", "notifications": "stays", "times_alone": "stays",
    "joint_meetings": "worker_changes", "questions": "worker_changes", "pack_copies": "packs", "shift_notes": "shifts", "units": "staff",
}  # fmt: skip
_WITHIN_A_CHANGE = {"change_steps", "tellings", "joint_meetings", "questions"}
"""Their ids are not a change's; the tab opens the change that is under way."""
_OTHER = (N_("Other records"), "file-text", "overview")


def noun_of(hit: Hit) -> str:
    """Return the feature that a record belongs to."""
    return _SAME.get(hit.record_kind, hit.record_kind)


def heading_of(noun: str) -> str:
    """Return the heading under which records of a feature stand."""
    return _(_KINDS.get(noun, _OTHER)[0])


def icon_of(noun: str) -> str:
    """Return the icon of a feature."""
    return _KINDS.get(noun, _OTHER)[1]


def place_of(hit: Hit) -> Place:
    """Return where the record is opened."""
    noun = noun_of(hit)
    tab = _KINDS.get(noun, _OTHER)[2]
    if hit.young_person_id and tab:
        record_id = "" if hit.record_kind in _WITHIN_A_CHANGE else hit.record_id
        return Place("young_person", hit.young_person_id, tab, record_id, PLAN_VIEWS.get(hit.record_kind, ""))
    return Place(noun, hit.young_person_id, "", hit.record_id)
