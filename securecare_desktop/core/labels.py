"""The words for every choice in the program, in one place: the same word from the table to the printed page.

Keyed by the class name of the choice and its value, so that this floor need not know the records. Where law
has its own word for a thing, LAW_WORDS gives it for statutory prints.
"""

from enum import Enum

from .text import N_, _

LABELS: dict[str, dict[str, str]] = {
    "Jurisdiction": {"scotland": N_("Scotland"), "england": N_("England"), "wales": N_("Wales")},
    "Role": {
        "unit_manager": N_("Unit manager"),
        "shift_lead": N_("Shift lead"),
        "residential_worker": N_("Residential worker"),
        "agency_worker": N_("Agency worker"),
        "inspector": N_("Inspector"),
        "system_administrator": N_("System administrator"),
    },
    "Action": {
        "read_records": N_("read records"),
        "write_entries": N_("write entries"),
        "edit_profile": N_("change a profile"),
        "edit_plan": N_("change a plan"),
        "plan_change_of_worker": N_("plan a change of worker"),
        "record_change_step": N_("fill in a step of a change of worker"),
        "add_young_person": N_("add a young person"),
        "issue_pack": N_("print or save a pack"),
        "read_pack_register": N_("read the pack register"),
        "see_staff": N_("see the staff list"),
        "manage_staff": N_("change accounts"),
        "manage_unit": N_("change the unit"),
        "read_audit_log": N_("read the log of what was done"),
        "check_store": N_("check the store"),
    },
    "Reach": {"none": N_("nobody"), "assigned": N_("those assigned to them"), "own_unit": N_("own unit")},
    "HowGiven": {
        "said": N_("said it"),
        "wrote": N_("wrote it"),
        "drew": N_("drew it"),
        "communication_aid": N_("with a communication aid"),
        "chose_not_to": N_("chose not to"),
        "not_asked": N_("not asked yet"),
    },
    "About": {
        "life_here": N_("life here"),
        "worker_change": N_("the change of worker"),
        "family_time": N_("family time"),
        "limit": N_("a limit"),
        "plan": N_("the plan"),
        "goodbye": N_("the goodbye"),
        "for_new_worker": N_("what the new worker should know first"),
        "tells_themself": N_("what they will tell the new worker themself"),
        "feeling_after": N_("how it feels since the change"),
        "wish": N_("who should be next"),
    },
    "Stage": {"before": N_("Before"), "during": N_("During"), "moving_on": N_("Moving on")},
    "AboutMeKind": {
        "what_matters": N_("What matters to me"),
        "what_helps": N_("What helps"),
        "what_does_not_help": N_("What does not help"),
        "how_to_tell_me": N_("How I like to be told things"),
        "for_my_new_worker": N_("What I want my new worker to know"),
        "good_day": N_("A good day"),
        "early_signs": N_("How I show that it is getting hard"),
        "what_comforts": N_("What comforts me"),
        "hopes": N_("What I hope for"),
    },
    "StatusKind": {
        "settled": N_("Settled"),
        "needs_watching": N_("Needs watching"),
        "fragile": N_("Fragile"),
    },
    "LegalBasis": {
        "scotland_hearing": N_("Children's hearing: order with a secure authorisation"),
        "scotland_court": N_("Criminal court, Scotland"),
        "scotland_no_order": N_("Looked after, no order yet (Scotland)"),
        "section_25": N_("Secure accommodation order, section 25 Children Act 1989"),
        "remand": N_("Remand"),
        "sentence": N_("Sentence"),
        "wales_section_119": N_("Secure accommodation order, section 119 (Wales)"),
        "other": N_("Other"),
    },
    "Circle": {
        "own_people": N_("Own people"),
        "house": N_("This house"),
        "professional": N_("Professionals"),
    },
    "Answer": {"yes": N_("yes"), "no": N_("no"), "not_known": N_("not known")},
    "KeyRole": {
        "key_worker": N_("Key worker"),
        "second_key_worker": N_("Second key worker"),
        "social_worker": N_("Social worker"),
        "teacher": N_("Teacher"),
        "nurse": N_("Nurse"),
        "advocate": N_("Advocate"),
        "other": N_("Other key adult"),
    },
    "PlanState": {
        "draft": N_("Draft"),
        "shared": N_("Shared with the young person"),
        "signed": N_("Signed"),
        "current": N_("Current"),
        "superseded": N_("Replaced by a newer one"),
    },
    "Section": {
        "1": N_("About me, in my words"),
        "2": N_("Why I am here and by what authority"),
        "3": N_("People around me"),
        "4": N_("How I am looked after day to day"),
        "5": N_("Health"),
        "6": N_("Education, interests, work"),
        "7": N_("Family time and friendships"),
        "8": N_("Safety plan"),
        "9": N_("Rights, advocacy, legal help, complaints"),
        "10": N_("Goals and actions"),
        "11": N_("Limits in force"),
        "12": N_("Moving on"),
        "13": N_("Decisions made without my agreement"),
        "14": N_("Sign-off and copies"),
    },
    "GoalState": {"open": N_("Open"), "met": N_("Met"), "changed": N_("Changed"), "stopped": N_("Stopped")},
    "FamilyTimeKind": {
        "visit_here": N_("Visit"),
        "visit_outside": N_("Visit outside"),
        "home_visit": N_("Home visit"),
        "overnight": N_("Overnight stay"),
        "phone": N_("Phone call"),
        "video": N_("Video call"),
        "letter": N_("Letter or card"),
        "message": N_("Message"),
        "gift": N_("Gift, photo or recording"),
        "brothers_and_sisters": N_("Time with brothers and sisters"),
        "activity": N_("Shared activity"),
        "celebration": N_("Celebration"),
        "meeting": N_("Meeting about the plan"),
    },
    "SupportLevel": {
        "unsupported": N_("On their own"),
        "facilitated": N_("Help with place or travel"),
        "supported": N_("Supported"),
        "supervised": N_("Supervised"),
        "closely_supervised": N_("Closely supervised"),
        "suspended": N_("Paused"),
    },
    "OccasionState": {
        "planned": N_("Planned"),
        "happened": N_("Happened"),
        "cut_short": N_("Cut short"),
        "cancelled": N_("Cancelled"),
        "did_not_come": N_("Did not come"),
        "offered_and_declined": N_("Offered, chose not to"),
        "not_reached": N_("Tried, not reached"),
    },
    "LimitGround": {
        "court_order": N_("Court order"),
        "hearing_direction": N_("Direction of a children's hearing"),
        "authority_urgent": N_("Urgent decision of the local authority"),
        "regulation_22": N_("Regulation 22, agreed by the placing authority"),
        "head_of_unit": N_("Decision of the head of unit"),
        "young_persons_choice": N_("The young person's own choice"),
    },
    "RestsOn": {
        "law": N_("Law"),
        "guidance": N_("Guidance"),
        "team": N_("Team"),
        "promise": N_("Promise"),
    },
    "ItemState": {"open": N_("Open"), "done": N_("Done"), "not_applicable": N_("Not applicable")},
    "PromiseState": {"open": N_("Open"), "kept": N_("Kept"), "broken": N_("Could not be kept")},
    "ChangeKind": {"planned": N_("Planned"), "unplanned": N_("Unplanned")},
    "ChangeState": {"open": N_("Open"), "done": N_("Done"), "called_off": N_("Called off")},
    "ReasonCategory": {
        "worker_leaves": N_("The worker leaves the house"),
        "long_absence": N_("Long absence"),
        "young_person_asked": N_("The young person asked for it"),
        "tie_did_not_grow": N_("The tie did not grow"),
        "needed_elsewhere": N_("Needed elsewhere"),
        "away_at_short_notice": N_("Away at short notice"),
        "left_at_short_notice": N_("Left at short notice"),
        "manager_decided": N_("The manager decided"),
        "other": N_("Other"),
    },
    "Audience": {
        "young_person": N_("The young person"),
        "family": N_("Family"),
        "lead_professional": N_("Lead professional"),
        "school": N_("School"),
        "health": N_("Health"),
        "advocate": N_("Advocate"),
        "other": N_("Somebody else"),
    },
    "MeetingState": {"planned": N_("Planned"), "happened": N_("Happened"), "cancelled": N_("Cancelled")},
    "StepState": {"done": N_("done"), "late": N_("late"), "now": N_("now"), "later": N_("later")},
    "Step": {
        "1": N_("Decide"),
        "2": N_("Tell"),
        "3": N_("Choose"),
        "4": N_("Prepare"),
        "5": N_("Introduce"),
        "6": N_("Hand over"),
        "7": N_("Goodbye"),
        "8": N_("Start"),
        "9": N_("Check"),
        "10": N_("Learn"),
    },
    "Side": {"planned": N_("Planned"), "explained": N_("Explained")},
    "Edition": {"incoming-worker": N_("Incoming worker"), "young-person": N_("Young person's own copy")},
    "HandedOut": {"printed": N_("Printed"), "saved": N_("Saved as PDF")},
}

LAW_WORDS: dict[str, str] = {
    "family_time": N_("contact"),
    "plan": N_("placement plan"),
    "limit": N_("restriction of contact"),
    "where_i_live": N_("placement"),
}
"""Statutory words, used only where the law names them; keyed by our own word."""


def label(choice: Enum) -> str:
    """Return the words for one choice, in the language in use."""
    return _(LABELS[type(choice).__name__][str(choice.value)])


def choices(kind: type[Enum]) -> tuple[tuple[str, str], ...]:
    """Return (value, words) of every choice of one kind, in its own order, for a form."""
    return tuple((str(member.value), label(member)) for member in kind)
