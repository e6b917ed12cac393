"""The list and form of single occasions of family time, and that the young person was told of a cancelled one."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from ...core.clock import local
from ...core.labels import choices, label
from ...core.text import _, clock_time, given_name, quoted
from ...domain.family_time import (
    FamilyTimeKind,
    Occasion,
    OccasionState,
    SupportLevel,
)
from ...domain.occasion_validation import problems_in_occasion
from ...domain.own_words import HowGiven
from ..tables.model import Column
from ..widgets.fields import Field, Heading, Row
from ..widgets.form import Form
from ..widgets.records import RecordAct, RecordKind
from ..widgets.signing import Signing
from .common import FamilyTime, Helpers, whom_field, with_whom

FELL_AWAY = (OccasionState.CANCELLED, OccasionState.DID_NOT_COME)
TOOK_PLACE = (OccasionState.HAPPENED, OccasionState.CUT_SHORT)
STATE_MARKS = {
    OccasionState.PLANNED: ("calendar", ""),
    OccasionState.HAPPENED: ("check", "done"),
    OccasionState.CUT_SHORT: ("check", "done"),
    OccasionState.CANCELLED: ("circle-x", "late"),
    OccasionState.DID_NOT_COME: ("circle-x", "late"),
    OccasionState.OFFERED_AND_DECLINED: ("circle-slash", "text-2"),
    OccasionState.NOT_REACHED: ("circle-slash", "text-2"),
}
HOW_IT_WAS = (
    "started_at", "ended_at", "before", "arrival", "what_they_did", "warm_moments", "what_was_said", "worries",
    "what_was_done", "ending", "afterwards", "next_day", "family_view", "opinion", "supervisor",
)  # fmt: skip
AT_FIRST, AT_FIRST_TO_COME = 10, 4
WHY_NOT = ("cancelled_by", "heard_at", "why", "instead_at", "told_by", "told_at")


def occasion_kind(
    family_time: FamilyTime, helpers: Helpers, may_write: bool, signing: Signing | None = None
) -> RecordKind:
    """Return the list and form of single occasions, and that the young person was told of a cancelled one."""
    return RecordKind(
        noun="family_time",
        entry="occasion",
        title=_("Family time"),
        icon="calendar-heart",
        add=_("Add family time"),
        empty=_("No family time yet. A call takes three fields: who, what kind, when."),
        name=lambda o: f"{o.with_whom}, {label(o.kind).lower()}",
        when=lambda o: f"{helpers.day(o.planned_at)}, {label(o.level).lower()}",
        columns=_occasion_columns(helpers),
        items=_occasion_items(),
        rows=(
            Row("kind", "state"),
            Row("cancelled_by", "heard_at"),
            Row("told_by", "told_at"),
            Row("started_at", "ended_at"),
            Row("place", "level"),
        ),
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
        offers={"person_id": helpers.family, "told_by": helpers.house, "supervisor": helpers.house},
        complete=with_whom,
        check=lambda occasion: problems_in_occasion(occasion, helpers.clock.now()),
        fit=_fit_occasion,
        acts=(_tell_act(family_time, helpers),),
        may_write=may_write,
        second=_untold,
        at_first=AT_FIRST,
        signing=signing,
    )


def to_come_kind(
    family_time: FamilyTime, helpers: Helpers, may_write: bool, signing: Signing | None = None
) -> RecordKind:
    """Return what is planned from today on, soonest first, in the same form."""
    return replace(
        occasion_kind(family_time, helpers, may_write, signing),
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


def _occasion_items() -> tuple[Field | Heading, ...]:
    return (
        whom_field(_("Who with")),
        Field("kind", _("Kind"), "choice", choices=choices(FamilyTimeKind)),
        Field("state", _("What happened"), "choice", choices=choices(OccasionState)),
        Field("planned_at", _("When"), "datetime"),
        Heading(_("It did not take place"), _("Behaviour is never a ground to cancel.")),
        Field("cancelled_by", _("Cancelled by")),
        Field("heard_at", _("When we heard"), "datetime", optional=True),
        Field("why", _("Why, in plain words"), "text", rows=2),
        Field("told_by", _("Who told the young person"), "suggest", may_wait=True),
        Field("told_at", _("When"), "datetime", may_wait=True),
        Field("instead_at", _("When it will be instead"), "datetime", optional=True),
        Heading(_("How it was"), _("What you saw and heard. A short call needs none of this.")),
        Field("own_view", _("What the young person says"), "own_words", optional=True),
        Field("what_they_did", _("What they did together"), "text", rows=2, optional=True),
        Field("warm_moments", _("Warm moments"), "text", rows=2, optional=True),
        Field("before", _("How the young person was before"), "text", rows=2, optional=True),
        Field("arrival", _("How they met"), "text", rows=2, optional=True),
        Field(
            "what_was_said",
            _("What was said that matters"),
            "text",
            rows=2,
            hint=_("Word for word where you can."),
            optional=True,
        ),
        Field("worries", _("What worried anybody"), "text", rows=2, optional=True),
        Field("what_was_done", _("What was done about it"), "text", rows=2, optional=True),
        Field("ending", _("How it ended"), "text", rows=2, optional=True),
        Field("afterwards", _("How the young person was afterwards"), "text", rows=2, optional=True),
        Field("next_day", _("And the next day"), "text", rows=2, optional=True),
        Field("family_view", _("What the family says"), "text", rows=2, optional=True),
        Field(
            "opinion",
            _("What you make of it"),
            "text",
            rows=2,
            hint=_("Your opinion, kept apart from what you saw."),
            optional=True,
        ),
        Heading(_("Time and place")),
        Field("started_at", _("Began"), "datetime", optional=True),
        Field("ended_at", _("Ended"), "datetime", optional=True),
        Field("place", _("Place"), optional=True),
        Field("level", _("How much an adult was there"), "choice", choices=choices(SupportLevel)),
        Field("supervisor", _("Which adult"), "suggest", optional=True),
    )


def _fit_occasion(form: Form) -> None:
    """Ask how it was where it took place, and who told them why where it did not."""
    state = form.values()["state"]
    form.show_fields(state in TOOK_PLACE, *HOW_IT_WAS)
    form.show_fields(state in FELL_AWAY, *WHY_NOT)
    form.show_fields(state in (*TOOK_PLACE, *FELL_AWAY, OccasionState.OFFERED_AND_DECLINED), "own_view")


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
            Field("words", _("What they said"), "own_words", hint=_("Word for word."), optional=True),
        ),
        start=lambda _occasion: {"told_by": helpers.me(), "told_at": helpers.now()},
        offers={"told_by": helpers.house},
        said=_("Written down that they were told."),
    )
