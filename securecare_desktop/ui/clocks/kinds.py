"""The sheet of one time limit: how it was counted, and what became of it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...core.clock import Clock
from ...core.labels import label as words_for
from ...core.text import _
from ...domain.checklists import ItemState
from ...domain.clock_running import RunningClock
from ...domain.clocks import ClockRun
from ...services.clocks import AN_AID, TO_CHECK, ClockEvent, ClocksService
from ...services.evidence import split
from ..widgets.evidence import SHOWS, record_field
from ..widgets.fields import Field, Row
from ..widgets.form import Form
from ..widgets.labels import IconText, label
from ..widgets.record_kinds import RecordPart
from ..widgets.records import Offer, RecordAct, RecordKind
from .words import RESTS_ON, breakable, counted_words, source_of, window_words

Names = Callable[[str], tuple[Offer, ...]]


def run_of(clock: RunningClock) -> ClockRun:
    """Return what a sheet shows of a limit; one of which nothing was written down yet is named by the limit itself."""
    run = clock.as_run()
    return run if run.version else replace(run, id=clock.key)


def _stored(run: ClockRun) -> ClockRun:
    """Return it as the service takes it."""
    return run if run.version else replace(run, id="")


def clock_kind(
    clocks: ClocksService,
    clock: RunningClock,
    names: Names,
    tell: Clock,
    may_write: bool,
    records: Names | None = None,
    parts: tuple[RecordPart, ...] = (),
) -> RecordKind:
    """Return the sheet of one limit with what can be done about it."""

    def begun(form: Form, _run: ClockRun, _who: str) -> None:
        form.put_above(_facts(clock, tell))

    return RecordKind(
        noun="clocks",
        entry="clock",
        title=_("Time limits"),
        icon="clock",
        empty="",
        name=lambda _run: clock.rule.title,
        items=(Field("who", _("Who does it"), "suggest", optional=True),),
        load=lambda _who: (),
        save=lambda run: clocks.save(_stored(run)),
        key=lambda _run: clock.key,
        offers={"who": names},
        begun=begun,
        parts=parts,
        acts=clock_acts(clocks, clock, names, tell, records, may_write) if clock.review is None else (),
        may_write=may_write and clock.state.is_open,
        fixed=_why_fixed(clock),
    )


def _why_fixed(clock: RunningClock) -> Callable[[ClockRun], str]:
    words = (
        _("This is a review of the plan: it is planned and written down there.")
        if clock.review is not None
        else ""
    )
    return lambda _run: words


def _facts(clock: RunningClock, tell: Clock) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(label(counted_words(clock, tell.today()), "", wrap=True))
    used = window_words(clock)
    said = (used, clock.waits_for, clock.missing, *clock.notices, clock.rule.note)
    for words in (one for one in said if one):
        column.addWidget(label(words, "second", wrap=True))
    if clock.rule.shown_by:
        shown = _("What shows it: {what}").format(what=clock.rule.shown_by)
        column.addWidget(label(shown, "second", wrap=True))
    column.addWidget(IconText(RESTS_ON[clock.rule.rests_on], words_for(clock.rule.rests_on)))
    column.addWidget(label(breakable(source_of(clock)), "caption", wrap=True))
    if not clock.figure_confirmed:
        column.addWidget(IconText("triangle-alert", _(TO_CHECK), "soon"))
    column.addWidget(label(_(AN_AID), "caption", wrap=True))
    return made


def clock_acts(
    clocks: ClocksService,
    clock: RunningClock,
    names: Names,
    tell: Clock,
    records: Names | None,
    may_write: bool,
) -> tuple[RecordAct, ...]:
    """Return what can become of a limit. One that is finished is opened again by whoever may write."""

    def hold(run: ClockRun, values: Mapping[str, Any]) -> object:
        kind, record_id = split(values.get(SHOWS))
        if record_id:
            run = replace(run, evidence_kind=kind, evidence_id=record_id)
        return clocks.hold(
            _stored(run), values["done_at"], values["done_by"], values["evidence"], values["late_reason"]
        )

    def now(_run: ClockRun) -> dict[str, object]:
        return {"done_at": tell.now(), "late_reason": clock.run.late_reason if clock.run else ""}

    is_open = clock.state.is_open
    return (
        RecordAct(
            key="done",
            text=_("Done"),
            icon="check",
            applies=lambda _run: is_open,
            run=hold,
            items=(
                Field("done_at", _("Done at"), "datetime"),
                Field("done_by", _("Done by"), "suggest"),
                Field(
                    "evidence",
                    _("What shows that it is done"),
                    "text",
                    rows=2,
                    hint=clock.rule.shown_by,
                ),
                *((record_field(),) if records is not None else ()),
                Field(
                    "late_reason",
                    _("Why it is late"),
                    "text",
                    rows=2,
                    hint=_("Where it was later than it was due."),
                    optional=True,
                ),
            ),
            offers={"done_by": names} | ({SHOWS: records} if records is not None else {}),
            start=now,
            said=_("Written down. What follows counts from that moment."),
        ),
        RecordAct(
            key="late",
            text=_("Why it is late"),
            icon="circle-alert",
            applies=lambda _run: is_open and clock.state.value == "late",
            run=lambda run, values: clocks.save(replace(_stored(run), late_reason=values["late_reason"])),
            items=(Field("late_reason", _("Why it is late"), "text", rows=2),),
            start=lambda run: {"late_reason": run.late_reason},
        ),
        RecordAct(
            key="extend",
            text=_("Extended"),
            icon="calendar-clock",
            applies=lambda _run: is_open and clock.due is not None,
            run=lambda run, values: clocks.extend(
                _stored(run), values["extended_until"], values["extended_because"]
            ),
            items=(
                Field("extended_until", _("Extended until"), "datetime"),
                Field(
                    "extended_because",
                    _("Why it was extended"),
                    "text",
                    rows=2,
                    hint=_("Who allowed it, and by what."),
                ),
            ),
            said=_("Extended."),
        ),
        RecordAct(
            key="not_applicable",
            text=_("Does not apply"),
            icon="circle-slash",
            applies=lambda _run: is_open,
            run=lambda run, values: clocks.not_applicable(_stored(run), values["not_applicable_because"]),
            items=(Field("not_applicable_because", _("Not applicable because"), "text", rows=2),),
        ),
        RecordAct(
            key="open_again",
            text=_("Open again"),
            icon="rotate-ccw",
            applies=lambda run: bool(run.version) and run.state is not ItemState.OPEN,
            run=lambda run, _values: clocks.save(_as_open(run)),
            said=_("Open again."),
            allowed=may_write,
        ),
    )


def _as_open(run: ClockRun) -> ClockRun:
    return replace(run, state=ItemState.OPEN, done_at=None, done_by="", not_applicable_because="")


def event_kind(
    clocks: ClocksService,
    events: tuple[ClockEvent, ...],
    names: Names,
    now: Callable[[], datetime],
    may_write: bool,
) -> RecordKind:
    """Return the form that writes down that something happened which starts time limits."""
    act = RecordAct(
        key="happened",
        text=_("Something happened"),
        icon="plus",
        run=lambda run, values: clocks.record_event(
            run.young_person_id, values["event"], values["happened_at"], values["who"] or ""
        ),
        items=(
            Field("event", _("What happened"), "choice", choices=tuple((e.key, e.what) for e in events)),
            Field("happened_at", _("When"), "datetime"),
            Field("who", _("Who does it"), "suggest", optional=True),
        ),
        rows=(Row("happened_at", "who"),),
        offers={"who": names},
        start=lambda _run: {"happened_at": now()},
        said=_("Written down. What it starts stands in the list."),
        button=_("Write it down"),
        once=True,
    )
    return RecordKind(
        noun="clocks",
        entry="clock_event",
        title=_("Something happened"),
        icon="plus",
        empty="",
        name=lambda _run: _("Something happened"),
        items=(),
        load=lambda _who: (),
        save=lambda run: run,
        acts=(act,),
        may_write=may_write,
    )
