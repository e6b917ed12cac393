"""Words of the fields of stays, orders, checklists, time limits, promises and shifts, for the log of what was done.

audit_labels.py puts them beside those of all other kinds of record.
"""

from .text import N_

STAY_FIELDS: dict[str, dict[str, str]] = {
    "attachments": {"name": N_("Name of the file"), "data": N_("The file")},
    "checklist_items": {
        "what": N_("What is to be done"), "due_at": N_("By when"), "done_by": N_("Done by"),
        "done_on": N_("Done on"), "not_applicable_because": N_("Not applicable because"),
        "late_reason": N_("Why it is late"), "group_title": N_("Part of the list"), "offset": N_("How long before or after"), "anchor": N_("Counts from"),
        "mark": N_("How sure the source is"), "place": N_("Place in the list"),
        "own": N_("Is it what the young person wants?"), "done_at": N_("Done at"),
        "moved_from": N_("Was due on"), "moved_because": N_("Why it moved"),
        "handed_over_from": N_("Who had it before"), "handed_over_because": N_("Why it was handed over"),
    },
    "checklist_template_items": {
        "what": N_("What is to be done"), "offset": N_("How long before or after"), "group_title": N_("Part of the list"),
        "anchor": N_("Counts from"), "mark": N_("How sure the source is"), "note": N_("Note"),
        "place": N_("Place in the list"), "own": N_("Is it what the young person wants?"),
        "jurisdictions": N_("Nations"), "legal_bases": N_("Under what law"),
    },
    "checklist_templates": {
        "title": N_("What it is called"), "number": N_("Version"), "anchor": N_("Counts from"),
        "jurisdictions": N_("Nations"), "legal_bases": N_("Under what law"), "why": N_("Why a new version"),
        "ended_on": N_("No longer offered since"),
    },
    "checklists": {
        "anchor": N_("Counts from"), "anchor_at": N_("The moment it is about"), "closed_on": N_("Closed on"),
        "why_closed": N_("Why it is closed"),
    },
    "clock_runs": {
        "step": N_("Which one in the chain"), "starts_at": N_("Counts from"), "done_at": N_("Done at"),
        "done_by": N_("Done by"), "evidence": N_("What shows that it is done"),
        "not_applicable_because": N_("Not applicable because"), "late_reason": N_("Why it is late"),
        "extended_until": N_("Extended until"), "extended_because": N_("Why it was extended"),
    },
    "clock_settings": {
        "in_use": N_("In use here"), "confirmed_steps": N_("The figure, as confirmed"),
        "confirmed_on": N_("Confirmed on"), "confirmed_by": N_("Confirmed by"),
        "checked_against": N_("What it was checked against"),
    },
    "legal_orders": {
        "kind": N_("What it is"), "details": N_("Its name and length"), "made_on": N_("Made on"),
        "made_by": N_("Made by"), "secure": N_("Does it allow secure care?"), "from_at": N_("Allowed from"),
        "ends_on": N_("Ends on"), "appeal_by": N_("May appeal until"),
        "told_on": N_("When they were told"), "own_view": N_("What the young person says"),
    },
    "notifications": {
        "about": N_("Of what"), "who": N_("Who is told"), "organisation": N_("Where they work"),
        "address": N_("Address"), "told_at": N_("Told at"), "how": N_("How"), "told_by": N_("Told by"),
        "what": N_("What they were told"),
    },
    "promises": {
        "what": N_("What was promised"), "made_by": N_("Who promised it"), "made_on": N_("When"),
        "keeper": N_("Who keeps it now"), "closed_on": N_("Settled on"), "due_on": N_("By when"),
        "explanation": N_("How it was explained"),
        "words_of": N_("In whose words"), "handed_over_on": N_("Handed over on"),
        "handed_over_by": N_("Handed over by"), "told_on": N_("When they were told"), "told_by": N_("Who told them"),
        "own_view": N_("What they said to that"), "kept_how": N_("How it was kept"),
    },
    "shift_handovers": {
        "shift_on": N_("Day"), "shift": N_("Shift"), "taken_over_by": N_("Who took over"),
        "taken_over_at": N_("Taken over at"), "note_ids": N_("Which notes"), "said_back": N_("What was said back"), "questions": N_("Questions"),
    },
    "shift_notes": {
        "what": N_("What the next shift must know"), "shift_on": N_("Day"), "shift": N_("Shift"),
        "until": N_("Stands until"), "settled_on": N_("Settled on"),
    },
    "shift_sheet_copies": {
        "shift_on": N_("Day"), "shift": N_("Shift"), "for_whom": N_("For whom"), "copy_number": N_("Copy number"),
        "destroy_at": N_("Destroy at"), "handed_out": N_("How it left"), "made_by": N_("Made by"),
        "made_at": N_("Made"),
    },
    "stays": {
        "stage": N_("Where they are on their way"), "legal_basis": N_("Under what law they are here"),
        "arrived_at": N_("Came here"), "authorised_by": N_("Who made or authorised it"),
        "placing_authority": N_("Council or authority"), "previous_address": N_("Where they lived before"),
        "reasons_for_young_person": N_("Why, in words for the young person"),
        "advocate_offered": N_("Advocate offered on"),
        "planned_move": N_("Planned for"), "moving_to": N_("To"), "ended_at": N_("Left on"),
        "ended_where_to": N_("Went to"), "ended_address": N_("New address"),
        "ended_authorised_by": N_("Who authorised the end"), "why_ended": N_("Why the stay ended"),
        "legal_reasons": N_("Reasons, as the law has them"), "reasons_told_on": N_("Reasons explained on"),
        "reasons_told_by": N_("Who explained them"), "rights_explained_on": N_("Rights explained on"),
        "rights_explained_by": N_("Who explained the rights"), "how_to_appeal": N_("How they can appeal"),
        "looked_after_since": N_("Looked after since"), "room": N_("Room"),
    },
    "times_alone": {
        "started_at": N_("Door locked at"), "ended_at": N_("Door opened at"), "place": N_("Which room"),
        "reason": N_("Why"), "authorised_by": N_("Who authorised it"), "how_they_were": N_("How they were"),
        "own_view": N_("What the young person says"),
        "talked_after_on": N_("Talked about afterwards on"), "talked_after_by": N_("Who talked with them"),
    },
}  # fmt: skip
"""By kind of record, as in FIELDS_OF."""
