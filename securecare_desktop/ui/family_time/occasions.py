"""The list and form of single occasions of family time, and that the young person was told of a cancelled one."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from ...core.clock import local
from ...core.labels import label
from ...core.text import _, clock_time, given_name, quoted
from ...domain.family_time import (
    FamilyTimeKind,
    Occasion,
    OccasionState,
    SupportLevel,
)
from ...domain.occasion_validation import FELL_AWAY, is_private, problems_in_occasion
from ...domain.own_words import HowGiven
from ..tables.model import Column
from ..widgets.fields import Field
from ..widgets.records import Offered, RecordAct, RecordKind
from ..widgets.signing import Signing
from .common import FamilyTime, Helpers, with_whom
from .filling import Filling
from .occasion_form import OCCASION_ROWS, fit_occasion, occasion_items, together_field

STATE_MARKS = {
    OccasionState.PLANNED: ("calendar", ""),
    OccasionState.HAPPENED: ("check", "done"),
    OccasionState.CUT_SHORT: ("check", "done"),
    OccasionState.CANCELLED: ("circle-x", "late"),
    OccasionState.DID_NOT_COME: ("circle-x", "late"),
    OccasionState.OFFERED_AND_DECLINED: ("circle-slash", "text-2"),
    OccasionState.NOT_REACHED: ("circle-slash", "text-2"),
}
AT_FIRST, AT_FIRST_TO_COME = 10, 4


def occasion_kind(
    family_time: FamilyTime,
    helpers: Helpers,
    may_write: bool,
    signing: Signing | None,
    filling: Filling,
) -> RecordKind:
    """Return the list and form of single occasions, and that the young person was told of a cancelled one."""
    return RecordKind(
        noun="family_time",
        entry="occasion",
        title=_("Family time"),
        icon="calendar-heart",
        add=_("Add family time"),
        empty=_("No family time yet. A call takes three fields: who, how it was, what they said."),
        name=lambda o: f"{o.with_whom}, {label(o.kind).lower()}",
        when=lambda o: f"{helpers.day(o.planned_at)}, {label(o.level).lower()}",
        columns=_occasion_columns(helpers),
        items=occasion_items(),
        rows=OCCASION_ROWS,
        voices=(("own_view", "own_view_how", ""),),
        blank=lambda who: Occasion(
            young_person_id=who,
            person_id="",
            with_whom="",
            kind=FamilyTimeKind.PHONE,
            state=OccasionState.HAPPENED,
            planned_at=helpers.now(),
        ),
        load=lambda who: tuple(
            o for o in family_time.occasions(who) if not _is_to_come(o, helpers.clock.today())
        ),
        save=family_time.save_occasion,
        save_with=lambda occasion, values: family_time.save_occasion(
            occasion, together=bool(values["together"])
        ),
        beside=(together_field(),),
        beside_stored=True,
        begun=filling.begin,
        offers={
            "person_id": filling.everybody,
            "arrangement_id": filling.arranged,
            "told_by": helpers.house,
            "supervisor": helpers.house,
        },
        complete=completed,
        check=lambda occasion: problems_in_occasion(occasion, helpers.clock.now()),
        fit=fit_occasion,
        acts=(_tell_act(family_time, helpers),),
        may_write=may_write,
        second=_untold,
        at_first=AT_FIRST,
        signing=signing,
    )


def to_come_kind(
    family_time: FamilyTime,
    helpers: Helpers,
    may_write: bool,
    signing: Signing | None,
    filling: Filling,
) -> RecordKind:
    """Return what is planned from today on, soonest first, in the same form."""
    return replace(
        occasion_kind(family_time, helpers, may_write, signing, filling),
        entry="to_come",
        title=_("Still to come"),
        icon="calendar",
        empty=_("Nothing is planned."),
        columns=_to_come_columns(helpers),
        load=lambda who: tuple(
            o for o in reversed(family_time.occasions(who)) if _is_to_come(o, helpers.clock.today())
        ),
        may_add=False,
        second=None,
        at_first=AT_FIRST_TO_COME,
        says_signed=False,
    )


def completed(occasion: Occasion, offered: Offered) -> Occasion:
    """Write the name beside whoever was chosen; at a protected visit no adult of the house is there."""
    named: Occasion = with_whom(occasion, offered)
    return replace(named, level=SupportLevel.UNSUPPORTED) if is_private(named) else named


def _is_to_come(occasion: Occasion, today: date) -> bool:
    return occasion.state is OccasionState.PLANNED and local(occasion.planned_at).date() >= today


def _untold(occasions: tuple[Occasion, ...]) -> str:
    waiting = sum(o.still_to_tell for o in occasions)
    return _("{n} still to be told").format(n=waiting) if waiting else ""


def _occasion_columns(helpers: Helpers) -> tuple[Column, ...]:
    return (
        Column(
            "when", _("When"), lambda o: helpers.day(o.planned_at), sort=lambda o: o.planned_at, width=155
        ),
        Column("who", _("Who"), lambda o: o.with_whom, strong=True, width=120),
        Column("kind", _("Kind"), lambda o: label(o.kind), width=120, gives_way=True),
        Column(
            "state",
            _("What happened"),
            lambda o: label(o.state),
            icon=lambda o: STATE_MARKS[o.state][0],
            tone=lambda o: STATE_MARKS[o.state][1],
            width=140,
        ),
        Column("note", _("In short"), _in_short, width=240, stretch=True),
        Column(
            "told",
            _("Told"),
            lambda o: _told(o, helpers),
            sort=lambda o: o.told_at,
            icon=lambda o: "message-circle-warning" if o.still_to_tell else "check" if o.told_at else "",
            tone=lambda o: "late" if o.still_to_tell else "done",
            width=180,
        ),
    )


def _to_come_columns(helpers: Helpers) -> tuple[Column, ...]:
    return (
        *_occasion_columns(helpers)[:3],
        Column("place", _("Place"), lambda o: o.place, width=160),
        Column("level", _("How much an adult is there"), lambda o: label(o.level), width=200, stretch=True),
    )


def _in_short(occasion: Occasion) -> str:
    if occasion.state in FELL_AWAY:
        by = _("by {name}").format(name=occasion.cancelled_by) if occasion.cancelled_by else ""
        return ": ".join(part for part in (by, occasion.why) if part)
    return quoted(occasion.own_view) if occasion.own_view else occasion.what_they_did


def _told(occasion: Occasion, helpers: Helpers) -> str:
    if occasion.still_to_tell:
        return _("Still to be told")
    if occasion.told_at is None:
        return ""
    return _("told why, {name}, {time}").format(
        name=given_name(occasion.told_by), time=clock_time(occasion.told_at)
    )


def _tell_act(family_time: FamilyTime, helpers: Helpers) -> RecordAct:
    def record(occasion: Occasion, values: Mapping[str, Any]) -> object:
        given = values["words"]
        return family_time.record_telling(
            occasion.young_person_id,
            occasion.id,
            values["told_by"],
            values["told_at"],
            given.words,
            given.given_how or HowGiven.NOT_ASKED,
            values["told_how"],
        )

    return RecordAct(
        key="tell",
        text=_("Record that they were told"),
        icon="check",
        applies=lambda occasion: occasion.state in FELL_AWAY and occasion.told_at is None,
        run=record,
        items=(
            Field("told_by", _("Who told the young person"), "suggest"),
            Field("told_at", _("When"), "datetime"),
            Field("told_how", _("How they were told"), optional=True),
            Field("words", _("What they said"), "own_words", hint=_("Word for word."), optional=True),
        ),
        start=lambda _occasion: {"told_by": helpers.me(), "told_at": helpers.now()},
        offers={"told_by": helpers.house},
        said=_("Written down that they were told."),
    )
