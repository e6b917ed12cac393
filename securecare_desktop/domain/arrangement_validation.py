"""What has to be put right before an arrangement for family time, or a school holiday, can be saved.

The same rules for the form and the service; each returns Problems in the order of the form.
"""

from ..core.errors import Problem
from ..core.text import _
from .family_time import Arrangement, SchoolHoliday
from .validation import needs


def problems_in_arrangement(arrangement: Arrangement) -> tuple[Problem, ...]:
    """Return what is missing in an arrangement for family time."""
    return (
        *needs("person_id", arrangement.person_id, _("Choose who it is with.")),
        *needs("how_often", arrangement.how_often, _("Write how often, such as “Thursdays 14:00”.")),
    )


def problems_in_holiday(holiday: SchoolHoliday) -> tuple[Problem, ...]:
    """Return what is missing or cannot be in a school holiday."""
    found = [*needs("name", holiday.name, _("Write what it is called, such as “October week”."))]
    if holiday.last_day < holiday.first_day:
        found.append(Problem("last_day", _("This is before the first day. Choose a later day.")))
    elif (holiday.last_day - holiday.first_day).days > LONGEST_HOLIDAY:
        found.append(
            Problem("last_day", _("That is longer than any school holiday. Look at the days again."))
        )
    return tuple(found)


LONGEST_HOLIDAY = 100
"""Days. The longest summer holidays of Europe are 14 weeks; this only finds slips of the pen."""
