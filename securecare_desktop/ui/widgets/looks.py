"""What hints look at in a text field. Apart from the hints themselves, which the sign-in window does without."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Looks:
    """What is looked at in a field: words that care, spelling, or both."""

    words: bool = True
    spelling: bool = True
