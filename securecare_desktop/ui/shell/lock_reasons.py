"""Why the program locks without anybody asking it to: names for the session and the audit trail, words for the screen."""

from collections.abc import Callable

from ...core.text import _

OS_LOCKED = "os_locked"
USER_SWITCHED = "user_switched"
SUSPENDED = "suspended"

Tell = Callable[[str], object]
"""Called with one of the reasons above."""


def in_words(why: str) -> str:
    """Return what stands beside "Locked" for one of the reasons above."""
    return {
        OS_LOCKED: _("when the computer was locked"),
        USER_SWITCHED: _("when the computer changed its user"),
        SUSPENDED: _("when the computer went to sleep"),
    }[why]
