"""What has to be put right before somebody in a young person's life, or a tie to a key adult, can be saved.

The same rules for the form and the service; what only the store knows (who is called first already, which law the
young person is here under) is handed in.
"""

from collections.abc import Iterable
from datetime import date

from ..core.errors import Problem
from ..core.text import _
from .people import KeyAdult, NetworkPerson, RelevantPerson
from .validation import needs


def problems_in_network_person(person: NetworkPerson, today: date) -> tuple[Problem, ...]:
    """Return what is missing or cannot be in somebody of the network."""
    found = [
        *needs("name", person.name, _("Write the name.")),
        *needs("who_they_are", person.who_they_are, _("Write who they are to this young person.")),
    ]
    if person.since and person.since > today:
        found.append(Problem("since", _("This day is still to come. Choose the day it began.")))
    if person.since and person.until and person.until < person.since:
        found.append(Problem("until", _("This is before it began. Choose a later day.")))
    if person.why_ended.strip() and person.until is None:
        found.append(Problem("until", _("Choose the day it ended, or leave the reason empty.")))
    if person.until is not None:
        found += needs("why_ended", person.why_ended, _("Write why it ended, or leave the day empty."))
    return tuple(found)


def problems_in_emergency_order(
    person: NetworkPerson, others: Iterable[NetworkPerson], today: date
) -> tuple[Problem, ...]:
    """Return that somebody else has this number in the emergency order; whose tie has ended has none any more."""
    if person.emergency_order is None or person.has_ended(today):
        return ()
    for other in others:
        if (
            other.id != person.id
            and other.emergency_order == person.emergency_order
            and not other.has_ended(today)
        ):
            sentence = _("{name} is number {n} already. Choose another number.")
            words = sentence.format(name=other.shown_name, n=other.emergency_order)
            return (Problem("emergency_order", words),)
    return ()


def problems_in_relevant_person(
    person: NetworkPerson, before: RelevantPerson, *, in_scotland: bool
) -> tuple[Problem, ...]:
    """Return that there are relevant persons only in hearings in Scotland; what was written `before` may stay."""
    named = person.relevant_person in (RelevantPerson.RELEVANT, RelevantPerson.DEEMED)
    if in_scotland or not named or person.relevant_person is before:
        return ()
    sentence = _("There are relevant persons only in Scotland. Choose “not known” or “no”.")
    return (Problem("relevant_person", sentence),)


def problems_in_key_adult(adult: KeyAdult) -> tuple[Problem, ...]:
    """Return what is missing or cannot be in a tie to a key adult."""
    found = [*needs("name", adult.name, _("Write the name."))]
    if adult.since and adult.until and adult.until < adult.since:
        found.append(Problem("until", _("This is before it began. Choose a later day.")))
    return tuple(found)
