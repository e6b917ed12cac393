"""The one way to save a plain record: permission, rules, one transaction, what became stale."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from ..core.errors import Gone, InputError, Problem
from ..core.text import _
from ..domain.messages import Changed
from ..domain.permissions import Action
from .results import Saved
from .session import Session

if TYPE_CHECKING:
    from ..db.unit_of_work import Work

R = TypeVar("R", bound=Any)


def save(
    session: Session,
    action: Action,
    noun: str,
    record: R,
    problems: tuple[Problem, ...],
    repository: Callable[["Work"], Any],
    complete: Callable[["Work", R], R] | None = None,
) -> Saved[R]:
    """Store a record about a young person; `complete` adds what only the store knows, in the same transaction.

    Raises PermissionRefused before anything else, then InputError, Gone when the record belongs to another
    young person, EditConflict when somebody else saved a newer version.
    """
    with session.writing(action, record.young_person_id) as work:
        if problems:
            raise InputError(problems)
        if record.version and repository(work).plain(record.id, "young_person_id") != record.young_person_id:
            raise Gone(_("This record is no longer there."), _("Open it again from the list."))
        saved = repository(work).save(complete(work, record) if complete else record)
    return Saved(saved, Changed(frozenset({noun}), record.young_person_id))
