"""The one way to save a plain record: permission, rules, one transaction, what became stale."""

from collections.abc import Callable
from dataclasses import fields, replace
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from ..core.errors import EditConflict, Gone, InputError, Problem
from ..core.text import _, tidy
from ..domain.messages import Changed
from ..domain.permissions import Action
from ..domain.record import stamps_of
from .results import Saved
from .session import Session

if TYPE_CHECKING:
    from ..db.unit_of_work import Work

R = TypeVar("R", bound=Any)


@cache
def _own_fields(kind: type[Any]) -> tuple[str, ...]:
    """Return the names of the fields that a person fills in."""
    return tuple(f.name for f in fields(kind) if f.name not in stamps_of(kind))


def tidied(record: R) -> R:
    """Return the record with every text in normal form; no word in it changes."""
    texts = {
        name: tidied_text
        for name in _own_fields(type(record))  # type: ignore[arg-type]
        if type(value := getattr(record, name)) is str and value and (tidied_text := tidy(value)) != value
    }
    return replace(record, **texts) if texts else record


def require_own(
    work: "Work", repository: Callable[["Work"], Any], record_id: str, young_person_id: str
) -> None:
    """Raise Gone unless a record that another one refers to is about the same young person.

    Permission was asked for that young person alone: nothing may be written beside somebody else's record.
    An empty id refers to nothing.
    """
    if record_id and repository(work).plain(record_id, "young_person_id") != young_person_id:
        raise Gone(_("This record is no longer there."), _("Open it again from the list."))


def refuse_a_second(record: R, known: tuple[R, ...]) -> R:
    """Return a record of which there is only one of its kind, such as one part of "about me".

    Raises EditConflict when it is new to its writer, but somebody else wrote one in the meantime.
    """
    if known and not record.version:
        raise EditConflict(
            _("Somebody else saved this while you were writing."),
            _("Nothing is lost: compare both versions and choose what to keep."),
            mine=replace(record, id=known[0].id),  # chosen, it goes on top of theirs
            theirs=known[0],
        )
    return record


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
        record = tidied(record)
        saved = repository(work).save(complete(work, record) if complete else record)
    return Saved(saved, Changed(frozenset({noun}), record.young_person_id))
