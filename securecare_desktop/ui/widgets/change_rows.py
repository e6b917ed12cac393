"""A change of worker as a row of a list: on Today, in the list of changes and on a young person's page."""

from collections.abc import Callable
from datetime import date

from ...core.labels import label
from ...core.text import _, day_short, ngettext, when_word
from ...domain.worker_changes import ChangeKind, ChangeState, ChangeSummary
from .rows import ListRow, Note

MOST_NOTES = 3


def change_row(change: ChangeSummary, today: date, on_open: Callable[[], object]) -> ListRow:
    """Return the row: day, who goes and who comes, what is late first, then what else is not done."""
    return ListRow(
        f": {who_to_whom(change)}",
        on_open,
        strong=change.young_person_name,
        lead=day_short(change.day, today),
        lead_second=when_word(change.day, today),
        second=_notes(change),
        chip=_chip(change),
    )


def who_to_whom(change: ChangeSummary) -> str:
    """Return "Hannah Whitlock to Sam Adeyemi, key worker", or who is away and who stands in."""
    if change.kind is ChangeKind.UNPLANNED:
        return _("{outgoing} away, {incoming} standing in").format(
            outgoing=change.outgoing_name, incoming=change.incoming_name
        )
    role = change.role_text or label(change.role)
    role = role if role[1:2].isupper() else role[:1].lower() + role[1:]
    return _("{outgoing} to {incoming}, {role}").format(
        outgoing=change.outgoing_name, incoming=change.incoming_name, role=role
    )


def _notes(change: ChangeSummary) -> tuple[Note, ...]:
    if change.state is not ChangeState.OPEN:
        return ()
    notes = [Note("check", change.done_note, "done")] if change.done_note else []
    notes += [Note("circle-alert", text, "late") for text in change.late]
    notes += [Note("circle", text) for text in change.open]
    more = len(notes) - MOST_NOTES
    if more > 1:
        said = ngettext("and {n} more", "and {n} more", more).format(n=more)
        return (*notes[:MOST_NOTES], Note("circle", said))
    return tuple(notes)


def _chip(change: ChangeSummary) -> tuple[str, str, str] | None:
    if change.state is not ChangeState.OPEN:
        icon = "check" if change.state is ChangeState.DONE else "circle-x"
        return icon, label(change.state), "quiet"
    if change.kind is ChangeKind.UNPLANNED:
        return "circle-slash", label(change.kind), "quiet"
    if change.days_late:
        late = ngettext("{n} day late", "{n} days late", change.days_late).format(n=change.days_late)
        return "circle-alert", late, "late"
    return "calendar-check", label(change.kind), "done"
