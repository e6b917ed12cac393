"""Rules for a PIN: digits that are quick to type and not the first that somebody would try.

A PIN only opens the lock of the person who chose it, and gives up after three wrong tries; the password is what
protects the store (passwords.py).
"""

from ..core.errors import Problem
from ..core.text import _

FEWEST, MOST = 6, 12
"""Digits of a PIN."""


def problems_in_pin(pin: str, field: str = "pin") -> tuple[Problem, ...]:
    """Return what is wrong with a PIN that somebody chose for themselves. A birthday will do."""
    if not (pin.isascii() and pin.isdigit() and FEWEST <= len(pin) <= MOST):
        sentence = _("Choose {fewest} to {most} digits, with nothing between them.")
        return (Problem(field, sentence.format(fewest=FEWEST, most=MOST)),)
    if _repeats(pin) or _counts(pin):
        sentence = _("Choose digits that do not repeat or count up or down: those are tried first.")
        return (Problem(field, sentence),)
    return ()


def _repeats(pin: str) -> bool:
    """Say whether it is one or two digits only, or the same few digits again (111111, 121122, 123123)."""
    again = any((pin[:part] * len(pin))[: len(pin)] == pin for part in range(1, len(pin) // 2 + 1))
    return again or len(set(pin)) < 3


def _counts(pin: str) -> bool:
    """Say whether it is made of long runs (123456, 123321, 111222), or of one with every digit doubled."""
    undoubled = "".join(digit for place, digit in enumerate(pin) if pin[place - 1 : place] != digit)
    return _runs(pin) <= len(pin) // 3 or _runs(undoubled) == 1


def _runs(digits: str) -> int:
    """Return how many runs stand one after the other; in a run each digit is the next, the one before or the same."""
    runs, step = 1, None
    for before, digit in zip(digits, digits[1:], strict=False):
        there = int(digit) - int(before)
        if abs(there) > 1 or (step is not None and there != step):
            runs, step = runs + 1, None
        else:
            step = there
    return runs
