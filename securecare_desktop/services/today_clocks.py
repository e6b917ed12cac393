"""What Today shows of time limits: those that are late or due soon, of everybody whose records the reader may read."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from ..domain.clock_running import RunningClock, running_clocks
from ..domain.today import DueLine
from ..domain.young_people import YoungPerson
from .clock_file import clock_files
from .clocks import facts_of

if TYPE_CHECKING:
    from ..db.unit_of_work import Work


def clock_lines(
    work: "Work", people: Mapping[str, YoungPerson], now: datetime, until: date
) -> Iterator[DueLine]:
    """Yield the limits that are late, or due on or before `until`. `record_id` is the key of the running clock.

    A limit that a plan review shows has the `rhythm` of that review, so that it stands there once.
    """
    rules = clock_files().rules
    for about, facts in facts_of(work, tuple(people)).items():
        for clock in running_clocks(rules, facts, now):
            if clock.state.is_open and clock.due is not None and clock.due.on <= until:
                yield _line(clock, people[about].name_used)


def _line(clock: RunningClock, name: str) -> DueLine:
    assert clock.due is not None
    return DueLine(
        young_person_id=clock.young_person_id,
        young_person_name=name,
        what=clock.rule.title,
        who=clock.run.who if clock.run is not None and clock.run.who else clock.rule.who,
        due_on=clock.due.on,
        due_at=clock.due.at,
        rests_on=clock.rule.rests_on,
        record_kind="clocks",
        record_id=clock.key,
        unverified=not clock.figure_confirmed,
        rhythm=clock.rule.rhythm if clock.review is not None else "",
    )
