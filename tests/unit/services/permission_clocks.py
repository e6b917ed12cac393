"""The rows of the permissions table for time limits, and what they save."""

from dataclasses import replace
from datetime import timedelta

from securecare_desktop.domain.checklists import ItemState
from securecare_desktop.domain.clocks import ClockRun, ClockSetting
from securecare_desktop.domain.permissions import Action
from securecare_desktop.services.bundle import Services
from tests.support.house import NOW
from tests.unit.services.permission_calls import Row
from tests.unit.services.permission_stays import open_stay

R, W, M = Action.READ_RECORDS, Action.WRITE_ENTRIES, Action.MANAGE_UNIT


def a_run(services: Services, who: str, rule: str = "E12") -> ClockRun:
    """Return what is known of a limit of the stay; read without a right, to try the right to change it."""
    stay = open_stay(services, who)
    with services.session._opened().reading() as work:
        known = work.clock_runs.find(stay_id=stay.id, rule=rule)
    return known[0] if known else ClockRun(young_person_id=who, stay_id=stay.id, rule=rule)


def done(services: Services, who: str, rule: str = "E12") -> ClockRun:
    """Return a limit that was kept in its time."""
    return replace(
        a_run(services, who, rule),
        state=ItemState.DONE,
        done_at=NOW - timedelta(days=68),
        done_by="Femi",
        evidence="The letters are in the file.",
    )


def setting(services: Services) -> ClockSetting:
    """Return that the own unit works with a local procedure."""
    with services.session._opened().reading() as work:
        unit_id = services.session.actor.unit_id
        known = work.clock_settings.find(unit_id=unit_id, rule="E14")
    return known[0] if known else ClockSetting(unit_id=unit_id, rule="E14")


CLOCKS: dict[str, Row] = {
    "clocks.board": Row(R, lambda s, w: s.clocks.board(w)),
    "clocks.save": Row(W, lambda s, w: s.clocks.save(done(s, w))),
    "clocks.hold": Row(
        W, lambda s, w: s.clocks.hold(a_run(s, w, "E31a"), NOW - timedelta(days=69), "Femi", "By phone")
    ),
    "clocks.not_applicable": Row(
        W, lambda s, w: s.clocks.not_applicable(a_run(s, w, "E13"), "The plan was there before.")
    ),
    "clocks.extend": Row(
        W, lambda s, w: s.clocks.extend(a_run(s, w, "E11"), NOW + timedelta(days=1), "The council asked.")
    ),
    "clocks.set_aside": Row(
        W, lambda s, w: s.clocks.set_aside(w, (a_run(s, w, "E32"),), "Written down on paper then.")
    ),
    "clocks.record_event": Row(W, lambda s, w: s.clocks.record_event(w, "restraint", NOW)),
    "clocks.figures": Row(M, lambda s, _w: s.clocks.figures(), about_one=False),
    "clocks.save_setting": Row(M, lambda s, _w: s.clocks.save_setting(setting(s)), about_one=False),
}
