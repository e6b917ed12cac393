"""Errors that carry the sentence a person will read.

Every expected failure is an AppError: `text` says what happened, `hint` says what to do. Neither may hold
text from a record. Whatever is not an AppError is a defect of ours and is shown with a reference only.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right in one field.

    `field` is the name of the field in the command or form (empty for the form as a whole); `sentence` says
    what to do, in the words of the person filling the form in.
    """

    field: str
    sentence: str


class AppError(Exception):
    """Something a person can understand and act on."""

    def __init__(self, text: str, hint: str = "") -> None:
        super().__init__(text)
        self.text = text
        self.hint = hint

    @property
    def sentence(self) -> str:
        """Both parts in one line, for the command line and the log."""
        return f"{self.text} {self.hint}".strip()


class InputError(AppError):
    """The entry needs something put right first; nothing was written. Shown beside the fields."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(" ".join(problem.sentence for problem in problems))
        self.problems = problems


class PermissionRefused(AppError):
    """The signed-in person's role does not allow this, or the record belongs to another unit."""


class NotSignedIn(AppError):
    """Nobody is signed in, or the program has locked since the click."""


class SignInRefused(AppError):
    """Name and password do not fit together; never says which half was wrong."""


class AlreadySigned(AppError):
    """The entry is signed, so nobody changes it; an addendum stands beside it."""


class PasswordNeeded(AppError):
    """Whoever is signed in came in with a one-time password and must choose their own first."""


class Gone(AppError):
    """The record is not there (any more)."""


class StoreError(AppError):
    """The store folder is missing, damaged, foreign, busy, full or newer than this program."""


class StoreBusy(StoreError):
    """Somebody else is writing to the same store; nothing was lost."""


class Stopped(AppError):
    """Somebody stopped it before it was done, or the program locked; all is as it was before."""


class EditConflict(AppError):
    """Somebody else saved a newer version first.

    `mine` and `theirs` are the two frozen records, for a screen that shows both. Neither is lost.
    """

    def __init__(self, text: str, hint: str, mine: object, theirs: object) -> None:
        super().__init__(text, hint)
        self.mine = mine
        self.theirs = theirs
