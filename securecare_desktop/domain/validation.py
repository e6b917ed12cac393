"""What has to be put right before a record can be saved: the same rules for the form and the service.

Each function returns Problems in the order of the form; none of them is about style or length.
"""

from datetime import date

from ..core.errors import Problem
from ..core.text import _, day_full
from . import shift_rules
from .actions import PlannedAction
from .checklists import ChecklistItem, ItemState
from .staff import StaffMember, Unit
from .young_people import AboutMePart, Status, YoungPerson

OLDEST = 30
"""Years. Secure care has no cap at 18; this only finds slips of the pen."""
LONGEST_PIN_MINUTES = 240
"""A PIN is for coming back to one's own lock; after half a shift it is the password again."""


def needs(field: str, value: str, sentence: str) -> tuple[Problem, ...]:
    """Return a problem with `sentence` for a field in which nothing is written."""
    return () if value.strip() else (Problem(field, sentence),)


def problems_in_young_person(person: YoungPerson, today: date) -> tuple[Problem, ...]:
    """Return what is missing or cannot be in a young person's details."""
    found = [
        *needs("name_used", person.name_used, _("Write the name this young person uses.")),
        *needs("legal_name", person.legal_name, _("Write the full name. It is printed on packs only.")),
    ]
    if person.date_of_birth > today:
        found.append(Problem("date_of_birth", _("This day is still to come. Look at the year again.")))
    elif person.age_on(today) > OLDEST:
        found.append(Problem("date_of_birth", _("That was long ago. Look at the year again.")))
    return tuple(found)


def problems_in_about_me(part: AboutMePart) -> tuple[Problem, ...]:
    """Return what is missing: words, or that the young person chose not to give any."""
    if part.given_how.has_words and not part.text.strip():
        return (Problem("text", _("Write the words as they were given, or choose “chose not to”.")),)
    return ()


def problems_in_status(status: Status) -> tuple[Problem, ...]:
    """Return what is missing: the sentence that says why."""
    return needs("sentence", status.sentence, _("Write in one sentence how things are."))


def problems_in_action(action: PlannedAction) -> tuple[Problem, ...]:
    """Return what is missing in an action."""
    return needs("what", action.what, _("Write what will be done."))


def problems_in_checklist_item(item: ChecklistItem) -> tuple[Problem, ...]:
    """Return what is missing in an item of a checklist."""
    found = [*needs("what", item.what, _("Write what is to be done."))]
    if item.state is ItemState.NOT_APPLICABLE:
        found += needs(
            "not_applicable_because", item.not_applicable_because, _("Write why it does not apply here.")
        )
    return tuple(found)


def problems_in_staff_member(member: StaffMember) -> tuple[Problem, ...]:
    """Return what is missing or cannot be in an account."""
    found = [*needs("name", member.name, _("Write the first and last name."))]
    if member.starts and member.ends and member.ends < member.starts:
        words = _("This is before the first day here, {day}. Choose a later day.")
        found.append(Problem("ends", words.format(day=day_full(member.starts))))
    return tuple(found)


def problems_in_unit(unit: Unit) -> tuple[Problem, ...]:
    """Return what is missing in a unit."""
    return (
        *needs("name", unit.name, _("Write the name of the unit.")),
        *needs("house_name", unit.house_name, _("Write the name of the house.")),
        *shift_rules.problems_in_shift_starts(unit.shift_starts),
        *_problems_in_pin_minutes(unit.pin_minutes),
    )


def _problems_in_pin_minutes(minutes: int) -> tuple[Problem, ...]:
    """Return what is wrong with how long a PIN undoes its owner's own lock; 0 allows none."""
    if 0 <= minutes <= LONGEST_PIN_MINUTES:
        return ()
    sentence = _("Write a number of minutes from 0 to {most}; 0 allows no PIN.")
    return (Problem("pin_minutes", sentence.format(most=LONGEST_PIN_MINUTES)),)
