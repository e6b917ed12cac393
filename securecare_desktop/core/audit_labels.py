"""The words of the record of what was done: what somebody did, to what kind of record, and the name of each field.

The fields have the words of the forms that fill them in. How the words become sentences is domain/audit_words.py.
"""

from .audit_labels_family import FAMILY_FIELDS
from .audit_labels_stay import STAY_FIELDS
from .text import N_

ACTIONS: dict[str, dict[str, str]] = {
    "looked": {
        "read": N_("{who} looked at {what}."),
    },
    "written": {
        "added": N_("{who} added {what}."),
        "changed": N_("{who} changed {what}."),
        "removed": N_("{who} removed {what}."),
        "signed": N_("{who} signed {what}."),
        "plan_shared": N_("{who} shared {what} with the young person."),
        "plan_signed": N_("{who} signed {what} as its author."),
        "plan_approved": N_("{who} signed {what} as manager, so it counts from now on."),
        "plan_opened_again": N_("{who} opened {what} again that its author had signed."),
        "heard_late": N_("{who} wrote down that somebody heard too late of {what}."),
    },
    "paper": {
        "pack_printed": N_("{who} printed a pack."),
        "pack_saved": N_("{who} saved a pack as PDF."),
        "shift_sheet_printed": N_("{who} printed the shift sheet."),
        "shift_sheet_saved": N_("{who} saved the shift sheet as PDF."),
        "shift_sheet_not_made": N_("A shift sheet that {who} asked for did not come out after all."),
        "calendar_saved": N_("{who} saved dates as a calendar file."),
        "attachment_saved": N_("{who} saved a file that was kept beside a record."),
        "log_exported": N_("{who} saved the record of what was done as a file."),
        "log_not_exported": N_("The file that {who} asked for was not written after all."),
        "recovery_key_printed": N_("{who} had the page with the recovery key drawn for printing."),
    },
    "way_in": {
        "signed_in": N_("{who} signed in."),
        "signed_out": N_("{who} signed out."),
        "locked": N_("{who} locked the program."),
        "locked_idle": N_("The program locked by itself: {who} had not used it for a while."),
        "os_locked": N_("The program locked together with the computer while {who} was signed in."),
        "user_switched": N_("The program locked because the computer changed its user; {who} was signed in."),
        "suspended": N_("The program locked because the computer went to sleep; {who} was signed in."),
        "switched": N_("{who} left for somebody else to sign in."),
        "closed": N_("{who} closed the program."),
    },
    "wrong_tries": {
        "wrong_password": N_("A wrong password or PIN was tried for {whom}. Noted when {who} signed in."),
    },
    "accounts": {
        "password_set": N_("{who} gave {whom} a one-time password."),
        "password_chosen": N_("{who} chose their own password in place of the one-time one."),
        "password_changed": N_("{who} changed their password."),
        "account_confirmed": N_("{who} confirmed the account of {whom}."),
        "pause_lifted": N_("{who} let {whom} try their password again after too many wrong tries."),
        "recovery_key_used": N_(
            "A new password was set for {who} with the recovery key, which was replaced by another."
        ),
    },
    "store": {
        "store_made": N_("{who} made the store."),
        "store_key_change_begun": N_("{who} began to change the key of the store."),
        "store_key_changed": N_("{who} changed the key of the store."),
        "store_key_change_stopped": N_(
            "The key of the store was not changed: {who} began it, and it was stopped."
        ),
        "events_missing": N_("Events at the end of this record are missing. Noted when {who} signed in."),
        "keyring_older": N_(
            "The keyring was older than the records when {who} signed in. Somebody put an earlier copy of it back, or"
            " the program was cut off during a sign-in."
        ),
        "clock_went_back": N_("The clock of the computer was set back while {who} was signed in."),
    },
}
"""What events say, by what can be chosen in the list (domain/audit.EventGroup) and by action."""

SPECIAL: dict[tuple[str, str], str] = {
    ("added", "opened_anyway"): N_("{who} opened records that are not in their reach, and wrote why."),
    ("changed", "opened_anyway"): N_("{who} noted that the reason for opening these records was seen."),
    ("added", "staff"): N_("{who} added an account for {whom}."),
    ("changed", "staff"): N_("{who} changed the account of {whom}."),
    ("changed", "units"): N_("{who} changed the details of the unit."),
    ("added", "import_batches"): N_("{who} brought in a list from a file."),
    ("changed", "import_batches"): N_("{who} took back a list that was brought in."),
}
"""Actions on a kind of record that have a sentence of their own."""

KINDS: dict[str, str] = {
    "about_me": N_("a part of “About me”"),
    "actions": N_("something to do"),
    "addenda": N_("an addendum to a signed entry"),
    "aid_sessions": N_("a session with a communication aid"),
    "arrangements": N_("an arrangement for family time"),
    "assignments": N_("whom an agency worker may see"),
    "attachments": N_("a file that shows that something was done"),
    "change_steps": N_("a step of a change of worker"),
    "checklist_items": N_("an item of a checklist"),
    "checklist_template_items": N_("an item of a checklist to start from"),
    "checklist_templates": N_("a checklist to start from"),
    "checklists": N_("a checklist"),
    "clock_runs": N_("a time limit"),
    "clock_settings": N_("what the unit has made of a time limit"),
    "decisions": N_("a decision"),
    "family_engagements": N_("what was done with their family"),
    "framework_choices": N_("which frameworks the unit uses"),
    "framework_wordings": N_("the unit's own wording of a framework"),
    "goal_notes": N_("how a goal is going"),
    "goals": N_("a goal"),
    "joint_meetings": N_("a meeting of the old and the new worker"),
    "key_adults": N_("a key adult"),
    "kept_words": N_("a word that is their own"),
    "import_batches": N_("a list that was brought in"),
    "import_matchings": N_("which columns of a list mean what"),
    "legal_orders": N_("an order"),
    "limit_reviews": N_("a look again at a limit on family time"),
    "limits": N_("a limit on family time"),
    "network_people": N_("a person in their life"),
    "notifications": N_("who was told of the stay"),
    "occasions": N_("an occasion of family time"),
    "opened_anyway": N_("records that were opened anyway"),
    "own_framework_items": N_("an item of the unit's own framework"),
    "own_frameworks": N_("the unit's own framework"),
    "own_words": N_("the young person's own words"),
    "pack_copies": N_("a copy of a pack"),
    "people_maps": N_("a map of people"),
    "pictures": N_("a photo of a session with a communication aid"),
    "plan_parts": N_("a part of the plan"),
    "plan_reviews": N_("a review of the plan"),
    "plan_versions": N_("a version of the plan"),
    "promises": N_("a promise"),
    "questions": N_("a question about a change of worker"),
    "restriction_reviews": N_("a look again at a limit in the plan"),
    "restrictions": N_("a limit in the plan"),
    "scenarios": N_("an if-then plan"),
    "school_holidays": N_("a school holiday"),
    "shared_occasions": N_("a version of family time to share"),
    "shift_handovers": N_("who took over a shift"),
    "shift_notes": N_("a shift note"),
    "shift_sheet_copies": N_("a copy of the shift sheet"),
    "staff": N_("an account"),
    "statuses": N_("how things are right now"),
    "stays": N_("the stay and the law it rests on"),
    "tellings": N_("who was told of a change of worker"),
    "times_alone": N_("a time alone, door locked"),
    "units": N_("a unit"),
    "withholdings": N_("what is left out for somebody"),
    "worker_changes": N_("a change of worker"),
    "young_people": N_("a young person's name and details"),
}
"""Kinds of record, as they stand after "added" or "changed". Drafts are nowhere: nobody notes what is not saved."""

PLACES: dict[str, str] = {
    "actions": N_("what is to be done"),
    "attachments": N_("the files kept beside records"),
    "audit": N_("the record of what was done"),
    "checklists": N_("the checklists"),
    "clocks": N_("the time limits"),
    "family_time": N_("family time"),
    "opened_anyway": N_("what was opened anyway"),
    "own_words": N_("what the young person said"),
    "pack_preview": N_("the preview of a pack"),
    "packs": N_("the register of packs"),
    "people": N_("the people around the young person"),
    "pictures": N_("a photo of a session with a communication aid"),
    "plans": N_("the plan"),
    "promises": N_("the promises"),
    "search": N_("what Find had found"),
    "shift_sheet": N_("the shift sheet"),
    "shifts": N_("the shift notes"),
    "staff": N_("the staff list"),
    "stays": N_("the stay and the law it rests on"),
    "today": N_("Today"),
    "withholding": N_("what is left out for somebody"),
    "worker_changes": N_("the changes of worker"),
    "young_people": N_("the young person's page"),
}
"""What somebody looked at."""

FIELDS: dict[str, str] = {
    "anchor_on": N_("The day it is about"),
    "ask_again_on": N_("Asked again on"),
    "at": N_("When"),
    "authorised_by": N_("Who decided it"),
    "because": N_("Why"),
    "by": N_("By when"),
    "called": N_("What they call them"),
    "circle": N_("Circle"),
    "decided_on": N_("When"),
    "due_on": N_("By when"),
    "ended_on": N_("Ended on"),
    "evidence": N_("What shows that it is done"),
    "given_how": N_("How they gave it"),
    "given_on": N_("When"),
    "given_to": N_("Who it was said to"),
    "house_name": N_("House"),
    "interpreter": N_("Interpreter"),
    "jurisdiction": N_("Nation"),
    "kind": N_("Kind"),
    "name": N_("Name"),
    "own_view": N_("What they said"),
    "own_view_how": N_("How they gave it"),
    "own_view_on": N_("When they said it"),
    "phone": N_("Phone"),
    "place": N_("Place"),
    "planned_end": N_("Until, as planned"),
    "pronouns": N_("Pronouns"),
    "rests_on": N_("What it rests on"),
    "review_by": N_("By whom"),
    "review_on": N_("Looked at again on"),
    "role": N_("Role"),
    "signed_digest": N_("Mark of the words that were signed"),
    "since": N_("Since"),
    "source": N_("Where it comes from"),
    "starts": N_("From"),
    "state": N_("What became of it"),
    "title": N_("What the list is for"),
    "told_by": N_("Who told the young person"),
    "told_on": N_("When"),
    "tried_first": N_("What was tried first"),
    "until": N_("Until"),
    "why_not_asked": N_("Why they were not asked"),
    "where": N_("Where"),
    "who": N_("Who does it"),
    "why_ended": N_("Why it ended"),
    "with_whom": N_("Who with"),
}
"""Words of fields that mean the same in most kinds of record."""

FIELDS_OF: dict[str, dict[str, str]] = {
    "about_me": {
        "kind": N_("Part"), "text": N_("In their words"), "written_with": N_("Written together with"),
        "copy_given": N_("Have they a copy?"),
    },
    "actions": {
        "what": N_("What will be done"), "done_on": N_("Done on"), "done_by": N_("Done by"),
        "outcome": N_("What came of it"),
    },
    "addenda": {
        "words": N_("What is added"),
        "signed_name": N_("Signed by"),
        "signed_as": N_("As"),
    },
    "assignments": {"until": N_("Last day")},
    "change_steps": {
        "number": N_("Step"), "starts_on": N_("Begins on"), "due_on": N_("Due on"),
        "second_due_on": N_("Second day"), "done_on": N_("Done on"), "done_by": N_("Done by"),
    },
    "decisions": {
        "what": N_("What was decided"), "why": N_("Why"), "options": N_("What else was possible"),
        "what_they_wanted": N_("What the young person wanted"), "how_it_counted": N_("How that counted"),
        "with_agreement": N_("Did they agree?"), "explained_by": N_("Who explained it"),
        "explained_on": N_("When"), "what_they_said": N_("What they said"), "decided_by": N_("Who decided it"),
        "wanted_how": N_("How they gave it"), "asked_on": N_("Asked on"), "asked_by": N_("Asked by"),
        "helped_to_say": N_("What helped them to say it"), "not_followed": N_("What was not followed"),
        "not_followed_because": N_("Why it was not followed"), "explained_how": N_("How it was explained"),
        "said_how": N_("How they gave it"), "told_of_advocacy_on": N_("Reminded of advocacy and complaints on"),
    },
    "aid_sessions": {
        "on": N_("On"), "topic": N_("Topic"), "aid": N_("What was used"), "scale": N_("The places, from left to right"),
        "placed": N_("What was put where"), "led_by": N_("Who led it"), "others_there": N_("Who else was there"),
        "own_words": N_("What they said"), "what_follows": N_("What follows from it"),
        "agreed_photo": N_("Did they agree to a photo?"),
    },
    "framework_choices": {"framework_key": N_("Framework"), "in_use": N_("In use")},
    "framework_wordings": {
        "framework_key": N_("Framework"), "number": N_("Number"), "text": N_("Our unit’s own wording"),
    },
    "goal_notes": {
        "on": N_("On"), "text": N_("How it is going"), "own_words": N_("In their own words"),
    },
    "goals": {
        "title": N_("The goal, in a few words"), "own_words": N_("In their own words"),
        "need": N_("Why it matters"), "what_we_do": N_("What we will do"),
        "what_better_looks_like": N_("What better looks like"), "how_we_know": N_("How we will know"),
        "who": N_("Who helps"), "indicators": N_("Which wellbeing indicators it is for"),
        "state_reason": N_("Why it changed or stopped"), "state_on": N_("Since"),
    },
    "joint_meetings": {
        "what": N_("What they do"), "who_is_there": N_("Who else is there"), "by_day": N_("Or by which day"),
        "how_it_went": N_("How it went"),
    },
    "key_adults": {
        "role_text": N_("What we call it here"), "planned_ending": N_("Was the ending planned?"),
        "goodbye": N_("How they said goodbye"), "stays_how": N_("How they stay in touch"),
    },
    "kept_words": {"term": N_("Their own word"), "let_go": N_("No longer their word")},
    "opened_anyway": {
        "staff_name": N_("Who opened them"), "reason": N_("Why these records are needed now"),
        "seen_by": N_("Seen by"), "seen_at": N_("Seen"),
    },
    "own_framework_items": {
        "number": N_("Number"), "words": N_("What it asks of a plan"), "stage": N_("When it counts"),
        "sections": N_("Sections that answer it"), "ended": N_("No longer asked for"),
    },
    "own_frameworks": {"title": N_("What it is called"), "in_use": N_("In use")},
    "own_words": {
        "words": N_("Their words"), "why_not_asked": N_("Why they were not asked"),
        "about": N_("What it is about"), "step": N_("Step"),
    },
    "pack_copies": {
        "edition": N_("For whom it is made"), "number": N_("Pack number"), "copy_number": N_("Copy number"),
        "recipient": N_("Recipient"), "purpose": N_("Purpose"), "destroy_by": N_("Destroy by"),
        "handed_out": N_("How it left"), "made_by": N_("Made by"), "made_at": N_("Made"), "pages": N_("Pages"),
        "draft": N_("Says DRAFT"), "missing": N_("Things missing"), "chain_head": N_("Number of the record"),
        "not_made_because": N_("Why it was not made"),
    },
    "plan_parts": {
        "section": N_("Section"), "text": N_("The text"), "own_words": N_("What they say about it"),
        "given_on": N_("When they said it"), "covers": N_("What it answers to"),
    },
    "pictures": {"data": N_("The photo")},
    "plan_reviews": {
        "due_on": N_("Due on"), "step": N_("Which one in the rhythm"), "planned_at_place": N_("Where"),
        "led_by": N_("Who leads it"), "guests": N_("Who was invited"),
        "prepared_with": N_("Who prepared it with them, and how"),
        "report_shared_on": N_("When they could read the report"), "held_on": N_("Held on"),
        "moved_because": N_("Why it was moved"), "took_part": N_("How they took part"),
        "own_words": N_("What they say about it"), "outcomes": N_("What came of it"),
    },
    "plan_versions": {
        "number": N_("Version"), "state": N_("How far it has come"), "made_on": N_("Made on"),
        "why": N_("Why a new version"), "shared_on": N_("Shared with them on"),
        "shared_how": N_("How it was shared"), "shared_by": N_("Who shared it with them"),
        "comments": N_("What they say about it"), "comments_how": N_("How they gave it"),
        "other_comments": N_("What others said, and what was changed"),
        "young_person_signed_on": N_("Signed by them on"), "not_signed_because": N_("Why they did not sign"),
        "author_name": N_("Signed by the author"), "author_as": N_("As"), "author_signed_at": N_("Signed on"),
        "manager_name": N_("Signed by the manager"), "manager_as": N_("As"), "manager_signed_at": N_("Signed on"),
    },
    "questions": {
        "question": N_("The question, in the words it was asked in"), "asked_by": N_("Asked by"),
        "asked_on": N_("Asked on"), "answer": N_("The answer that was given"), "answered_by": N_("Answered by"),
        "answered_on": N_("Answered on"),
    },
    "restriction_reviews": {
        "held_on": N_("Looked at on"), "outcome": N_("What came of it"), "held_by": N_("Who looked at it"),
        "considered": N_("What less was thought about"), "next_on": N_("Looked at again on"),
    },
    "restrictions": {
        "what": N_("What is limited, in plain words"), "ground": N_("Why, and what it rests on"),
        "told_how": N_("How the young person was told"), "told_by": N_("Told by"), "told_on": N_("Told on"),
        "ended_because": N_("Why it ended"),
    },
    "scenarios": {
        "what": N_("What could happen"), "first_signs": N_("First signs"), "what_helps": N_("What helps"),
        "agreed_response": N_("What we have agreed to do"), "who_might_be_hurt": N_("Who might be hurt"),
        "more_likely_when": N_("When it is more likely"), "less_likely_when": N_("When it is less likely"),
        "owner": N_("Who looks after this plan"),
        "own_view": N_("What the young person says about it"),
    },
    "staff": {
        "job_title": N_("What the house calls them"), "ends": N_("Last day"),
        "waits_for_manager": N_("Waits for a unit manager"),
    },
    "statuses": {
        "kind": N_("In one word"), "sentence": N_("In one sentence"), "noted_at": N_("Noted"),
    },
    "tellings": {
        "audience": N_("Who is it"), "who": N_("Name"), "told_by": N_("Told by"), "told_at": N_("Told on"),
        "words_used": N_("The words that were used"), "first_reaction": N_("How they took it at first"),
        "before_others": N_("Before anybody else heard it"), "their_questions": N_("Their questions"),
        "tries": N_("What was tried"), "next_try_on": N_("Next try on"),
    },
    "units": {
        "name": N_("Unit"), "marking": N_("Protective marking"), "handling": N_("How packs are handled"),
        "password_for_signing": N_("Ask for the password when an entry is signed"), "pin_minutes": N_("Minutes for a PIN"),
        "shift_starts": N_("When the shifts begin"),
    },
    "withholdings": {
        "from_whom": N_("Not for"), "from_name": N_("Name"), "words": N_("The passage"),
    },
    "worker_changes": {
        "outgoing_name": N_("Who is leaving"), "incoming_name": N_("Who is coming"), "day": N_("Day of the change"),
        "kind": N_("How it comes about"), "role": N_("As"),
        "role_text": N_("What the young person calls this role"), "reason_category": N_("Why it changes"),
        "reason_for_young_person": N_("The reason, in plain words for the young person"),
        "internal_reason": N_("More about it, for the team"), "manager_name": N_("Manager who agrees"),
        "later_goodbye_by": N_("Later goodbye, by"), "closed_on": N_("Closed on"),
        "decided_on": N_("Decided on"),
    },
    "young_people": {
        "name_used": N_("Name they use"), "legal_name": N_("Full name"), "date_of_birth": N_("Born on"),
        "languages": N_("Languages"), "communication_needs": N_("What helps them to follow and to be heard"),
        "culture_and_faith": N_("Culture and faith"), "health_essentials": N_("Health, in short"),
        "allergies": N_("Allergies"), "sex_recorded": N_("Sex, as the law asks for it"),
        "story_so_far": N_("The story so far"),
        "story_so_far_on": N_("Brought up to date on"),
    },
    **FAMILY_FIELDS,
    **STAY_FIELDS,
}  # fmt: skip
"""Words of the fields of each kind of record, where they differ from those of most kinds or stand there alone."""

EARLIER_FIELDS: dict[str, dict[str, str]] = {
    "checklist_template_items": {"verified": N_("Checked")},
    "checklist_templates": {"jurisdiction": N_("Nation")},
    "goals": {"progress": N_("What has happened so far"), "progress_on": N_("Written on")},
    "plan_versions": {
        "signed_by": N_("Signed by"), "signed_on": N_("Signed on"), "next_review": N_("Looked at again on"),
    },
    "stays": {
        "order_details": N_("The order"), "order_made": N_("Made on"), "order_ends": N_("Ends on"),
        "appeal_by": N_("May appeal until"),
    },
}  # fmt: skip
"""Words of fields that records no longer have: the trail goes on telling what was written in them."""

MEANT_MORE: dict[tuple[str, str], tuple[str, str]] = {
    ("plan_versions", "comments"): ("comments_how", N_("What was said about it")),
}
"""Fields that meant more in older programs: the field that a newer one writes with them, and the word without it.

What the young person and others said once stood in one field. An event does not say which program wrote it.
"""

NOT_SHOWN = frozenset(
    {
        "key",
        "rule",
        "rhythm",
        "offset_unit",
        "record_kind",
        "about_kind",
        "field",
        "other_unit_ids",
        "media_type",
        "evidence_kind",
        "series",
        "after",
    }
)
"""Fields that hold a mark of the program and no words. Ids are never shown either."""

DETAILS: dict[str, str] = {
    "because": N_("Why"),
    "at": N_("When it was tried"),
    "computer": N_("On which computer"),
    "with": N_("How"),
    "wrong_tries_before": N_("Wrong tries before"),
    "edition": N_("For whom it is made"),
    "copy": N_("Copy number"),
    "notified": N_("Who has to hear of it"),
    "last_known": N_("Last event that is known"),
    "moment": N_("Time of the computer"),
    "signed_digest": N_("Mark of the words that were signed"),
    "person": N_("Only what this person did"),
    "group": N_("Only"),
    "since": N_("From"),
    "until": N_("Until"),
    "events": N_("Events in the file"),
}
"""Words of what stands beside an event that is no change of a record."""

WAYS_IN: dict[str, str] = {"pin": N_("with the PIN"), "recovery_key": N_("with the recovery key")}
"""How somebody came in, where it was not with their password."""
