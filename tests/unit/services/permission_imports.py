"""The rows of the permissions table for lists from spreadsheets, and the lists that they bring in."""

from datetime import timedelta
from pathlib import Path

from securecare_desktop.core.identity import new_id
from securecare_desktop.domain.imports import ImportBatch, ImportedRecord, ImportKind
from securecare_desktop.domain.permissions import Action
from securecare_desktop.services.bundle import Services
from securecare_desktop.services.imports import ImportRequest
from tests.support.house import NOW
from tests.unit.services.permission_calls import Row, occasion

W = Action.WRITE_ENTRIES
HEADINGS = ("Date", "Time", "Who", "Type")
COLUMNS = dict(zip(HEADINGS, ("day", "time", "who", "kind"), strict=True))


def a_list(services: Services) -> Path:
    """Return a list with one call that is nowhere yet."""
    file = services.session.require_folder().parent / f"{new_id()}.csv"
    at = NOW - timedelta(minutes=int(new_id()[:4], 16))
    file.write_text(f"{','.join(HEADINGS)}\n{at:%d/%m/%Y},{at:%H:%M},Nan,Phone call\n", "utf-8")
    return file


def a_request(services: Services, who: str) -> ImportRequest:
    return ImportRequest(
        kind=ImportKind.OCCASIONS,
        file=a_list(services),
        heading_row=1,
        headings=HEADINGS,
        columns=COLUMNS,
        young_person_id=who,
    )


def brought_in(services: Services, who: str) -> str:
    """Return the id of a list that was brought in; written without a right, to try the right to take it back."""
    session = services.session
    with session._opened().work(session.actor_of(session.actor)) as work:
        batch = work.import_batches.add(
            ImportBatch(
                unit_id=session.actor.unit_id, kind=ImportKind.OCCASIONS, file_name="calls.csv", rows=1
            )
        )
        added = work.occasions.add(occasion(who))
        work.imported_records.add(
            ImportedRecord(batch_id=batch.id, record_kind="occasions", record_id=added.id, row=2)
        )
    return batch.id


IMPORTS: dict[str, Row] = {
    "imports.look": Row(W, lambda s, _w: s.imports.look(ImportKind.OCCASIONS, a_list(s)), about_one=False),
    "imports.choices": Row(W, lambda s, _w: s.imports.choices(ImportKind.OCCASIONS), about_one=False),
    "imports.dry_run": Row(W, lambda s, w: s.imports.dry_run(a_request(s, w))),
    "imports.bring_in": Row(W, lambda s, w: s.imports.bring_in(a_request(s, w))),
    "imports.take_back": Row(W, lambda s, w: s.imports.take_back(brought_in(s, w))),
    "imports.earlier": Row(W, lambda s, _w: s.imports.earlier(), about_one=False),
}
