"""Words of the fields of people, family time and family engagement, for the log of what was done.

audit_labels.py puts them beside those of all other kinds of record.
"""

from .text import N_

FAMILY_FIELDS: dict[str, dict[str, str]] = {
    "arrangements": {
        "how_often": N_("How often"), "at_time": N_("At"), "minutes": N_("Minutes"),
        "level": N_("How much an adult is there"), "why_this_level": N_("Why"), "purpose": N_("What it is for"),
        "transport": N_("Travel, and who pays"), "if_cancelled": N_("What happens when it is cancelled"),
        "tells_young_person": N_("Who tells the young person then"),
        "directed_by_court": N_("Did a court or hearing direct it?"),
        "cost_help": N_("Help with what it costs"), "direction": N_("What it directs, and on which day"),
        "only_in": N_("In school holidays"),
    },
    "family_engagements": {
        "on": N_("On"), "what": N_("What it was about"), "how": N_("How"), "done_by": N_("Who of us"),
        "came": N_("Did they come?"), "answer": N_("The answer"), "answered_on": N_("Answered on"),
        "answered_by": N_("Who answered"), "young_person_knows": N_("What the young person knows of it"),
    },
    "import_batches": {
        "file_name": N_("File"), "rows": N_("Rows"), "taken_back_at": N_("Taken back on"),
        "taken_back_by": N_("Taken back by"),
    },
    "import_matchings": {"headings": N_("Columns of the file"), "columns": N_("What each column holds")},
    "limit_reviews": {
        "held_on": N_("Looked at on"), "outcome": N_("What came of it"), "held_by": N_("By whom"),
        "considered": N_("What less would do now"), "next_on": N_("Looked at again on"),
    },
    "limits": {
        "what": N_("What is limited, in plain words"), "ground": N_("What it rests on"),
        "ground_details": N_("Which order, agreement or decision"),
        "evidence": N_("What shows that it is needed"), "notified": N_("Who has to hear of it"),
        "support_given": N_("What support they got"),
        "kinds": N_("Which kinds of family time"), "linked_to_sanction": N_("Is it linked to a sanction?"),
        "emergency": N_("Was it an emergency?"), "authorised_as": N_("As"), "told_how": N_("How it was explained"),
    },
    "network_people": {
        "who_they_are": N_("Who they are"), "organisation": N_("Where they work"),
        "ask_about": N_("Good to ask about"), "contact_hours": N_("When to ring"),
        "may_receive": N_("What they may get from us"),
        "knows_where": N_("May they know where this young person lives?"),
        "parental_responsibility": N_("Do they hold parental responsibility or rights?"),
        "parental_evidence": N_("How we know"), "language": N_("Language"),
        "emergency_order": N_("In an emergency, ring as number"),
        "stays_afterwards": N_("Stays in their life after they move on?"),
        "role": N_("Role, as others call it"), "email": N_("Email"), "address": N_("Address"),
        "other_ways": N_("Other ways to reach them"), "may_be_told": N_("What they may be told"),
        "relevant_person": N_("Are they a relevant person of the hearing?"),
    },
    "occasions": {
        "state": N_("What happened"), "planned_at": N_("When"), "started_at": N_("Began"), "ended_at": N_("Ended"),
        "level": N_("How much an adult was there"), "before": N_("How the young person was before"),
        "arrival": N_("How they met"), "what_they_did": N_("What they did together"),
        "warm_moments": N_("Warm moments"), "what_was_said": N_("What was said that matters"),
        "worries": N_("What worried anybody"), "what_was_done": N_("What was done about it"),
        "ending": N_("How it ended"), "afterwards": N_("How the young person was afterwards"),
        "next_day": N_("And the next day"), "own_view": N_("What the young person says"),
        "own_view_how": N_("How they gave it"), "family_view": N_("What the family says"),
        "opinion": N_("What you make of it"), "supervisor": N_("Which adult"), "cancelled_by": N_("Cancelled by"),
        "why": N_("Why, in plain words"), "heard_at": N_("When we heard"), "told_at": N_("When"),
        "instead_at": N_("When it will be instead"),
        "expected_at": N_("When it was expected"), "protected": N_("Is it a protected visit?"),
        "whose_doing": N_("Whose doing it was"), "told_how": N_("How they were told"),
    },
    "people_maps": {
        "on": N_("On"), "drawn_with": N_("Who drew it with them"), "own_words": N_("What they said"),
        "own_words_how": N_("How they gave it"), "places": N_("Who stands where"),
    },
    "school_holidays": {"first_day": N_("First day"), "last_day": N_("Last day")},
    "shared_occasions": {
        "for_whom": N_("For whom"), "made_on": N_("Written on"), "what_they_did": N_("What they did together"),
        "warm_moments": N_("Warm moments"), "ending": N_("How it ended"), "own_words": N_("What the young person says"),
        "agreed": N_("Did they agree to share this?"),
        "left_out": N_("What was left out, and why"), "given_on": N_("Given on"), "given_how": N_("How it was given"),
    },
}  # fmt: skip
"""By kind of record, as in FIELDS_OF."""
