"""Rules for a password: long, and not the one everybody guesses. No mix of signs is asked for, none expires."""

from ..core.errors import Problem
from ..core.text import _

SHORTEST = 12
"""Characters at least (Cyber Essentials; domain report, 9.4)."""


def problems_in_password(password: str, name: str, field: str = "password") -> tuple[Problem, ...]:
    """Return what is wrong with a password somebody called `name` chose for themselves."""
    if len(password) < SHORTEST:
        sentence = _(
            "Choose at least {n} characters. Three words that do not belong together are easy to keep."
        )
        return (Problem(field, sentence.format(n=SHORTEST)),)
    if len(set(password.casefold())) < 4:
        return (Problem(field, _("Choose something with more different letters in it.")),)
    if any(len(part) > 3 and part.casefold() in password.casefold() for part in name.split()):
        return (Problem(field, _("Leave your own name out of it: colleagues would guess that first.")),)
    return ()
