"""What has to be put right in a promise: the same rules for the forms and for the service."""

from collections.abc import Iterator
from datetime import date

from ..core.errors import Problem
from ..core.text import _
from .promises import Promise, PromiseState
from .validation import needs


def problems_in_promise(promise: Promise, today: date) -> tuple[Problem, ...]:
    """Return what is missing in a promise or cannot be, `today` being the day it is written down on."""
    found = [
        *needs("what", promise.what, _("Write what was promised, in the words it was promised in.")),
        *needs("made_by", promise.made_by, _("Write who promised it.")),
        *_days(promise, today),
    ]
    if promise.state is PromiseState.BROKEN:
        found += needs("explanation", promise.explanation, _("Write how this was explained."))
    return tuple(found)


def problems_in_hand_over(promise: Promise, keeper: str) -> tuple[Problem, ...]:
    """Return why `keeper` cannot be who keeps a promise from now on."""
    if promise.state is not PromiseState.OPEN:
        return (Problem("keeper", _("This promise is not open any more. Open it again from the list.")),)
    if not keeper.strip():
        return (Problem("keeper", _("Write the name of who keeps it from now on.")),)
    if _same(keeper, promise.keeper or promise.made_by):
        return (Problem("keeper", _("They keep it already. Write somebody else's name.")),)
    return ()


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _days(promise: Promise, today: date) -> Iterator[Problem]:
    made = promise.made_on
    if made is not None and made > today:
        yield Problem("made_on", _("This day is still to come. Choose the day it was promised on."))
    if made is not None and promise.due_on is not None and promise.due_on < made:
        yield Problem("due_on", _("This is before it was promised. Choose a later day."))
    for name in ("closed_on", "handed_over_on", "told_on"):
        day: date | None = getattr(promise, name)
        if day is not None and day > today:
            yield Problem(name, _("This day is still to come. Choose today or a day before."))
        elif day is not None and made is not None and day < made:
            yield Problem(name, _("This is before it was promised. Choose a later day."))
