"""Lists for tests: a messy one, how they are asked for, and what stands in the store afterwards."""

from collections.abc import Callable
from pathlib import Path

from securecare_desktop.domain.family_time import (
    Occasion,
)
from securecare_desktop.domain.import_report import RowOutcome
from securecare_desktop.domain.imports import ImportKind
from securecare_desktop.domain.people import NetworkPerson
from securecare_desktop.domain.permissions import Action
from securecare_desktop.services.bundle import Services
from securecare_desktop.services.imports import ImportRequest, Report
from tests.support.house import KAI

CALLS, PEOPLE = ImportKind.OCCASIONS, ImportKind.PEOPLE
WRONG, ADD, ALREADY = RowOutcome.WRONG, RowOutcome.ADD, RowOutcome.ALREADY

MESSY = (
    "\ufeffDate of contact;Start;Who;Contact type;Supervised?;Outcome;Duration;Comments\r\n"
    "12/03/2026;14:00;Nan;Tel. call;No;Yes;45;Zoë’s dog; \r\n"
    ";;;;;;;\r\n"
    "13 Mar 2026;2.30pm;Nan (Pauline);Visit;Y;Cancelled - train;;\r\n"
    "2026-03-14;;nan;FaceTime;;DNA;;\r\n"
    "12.3.26;1400;Pauline;phone;;happened;;again\r\n"
)


MakeFile = Callable[..., Path]


def request_for(services: Services, file: Path, kind: ImportKind = CALLS, who: str = KAI) -> ImportRequest:
    """Return what somebody asks for who takes the columns as they are suggested."""
    look = services.imports.look(kind, file)
    return ImportRequest(
        kind=kind,
        file=file,
        sheet=look.sheet,
        heading_row=look.heading_row,
        headings=look.headings,
        columns=look.columns,
        young_person_id=who,
    )


def occasions(services: Services, who: str = KAI) -> list[Occasion]:
    with services.session.reading(Action.READ_RECORDS, who) as work:
        return [o for o in work.occasions.find(young_person_id=who) if o.planned_at.month == 3]


def people(services: Services, who: str = KAI) -> dict[str, NetworkPerson]:
    return {p.name: p for p in services.people.network(who)}


def told(report: Report) -> dict[int, str]:
    """Return what is wrong by row."""
    return {
        r.number: " ".join(f"{p.column}: {p.sentence}" for p in r.problems) for r in report.rows if r.problems
    }


def outcomes(report: Report) -> dict[int, RowOutcome]:
    return {row.number: row.outcome for row in report.rows}


def calls(*rows: str, heading: str = "Date,Time,Who,Type") -> str:
    return "\n".join((heading, *rows)) + "\n"
