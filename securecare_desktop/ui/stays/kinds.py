"""The forms of a stay and of what hangs on it: orders, who is told, times alone behind a locked door.

How they are read on the page stands in cards.py.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...core.labels import choices, label
from ...core.text import _
from ...domain.legal_orders import LegalOrder, Notification, NotifiedOf, OrderKind, TimeAlone
from ...domain.own_words import HowGiven
from ...domain.people import Answer
from ...domain.stay_validation import (
    problems_in_notification,
    problems_in_order,
    problems_in_stay,
    problems_in_time_alone,
    stay_words,
)
from ...domain.young_people import LegalBasis, Stage, Stay
from ..widgets.fields import Field, Heading, Row
from ..widgets.form import Form
from ..widgets.records import Offered, RecordAct, RecordKind
from ..widgets.signing import Signing
from .common import Helpers, Stays, from_to

END = "end"
"""The key of the act that ends a stay; also the part of the Place that opens it."""


# -- the stay --------------------------------------------------------------------------------------------------


def stay_kind(stays: Stays, helpers: Helpers, may_write: bool) -> RecordKind:
    """Return the form of a stay, from arrival to moving on, and what ends it."""

    def fit(form: Form) -> None:
        form.show_fields(form.values()["ended_at"] is not None, *_ENDED[1:])

    return RecordKind(
        noun="stays",
        entry="stay",
        title=_("This stay"),
        icon="scale",
        add=_("Begin a stay"),
        empty=_("No stay is written down yet."),
        name=lambda stay: _("Stay {which}").format(which=stay_words(stay)) if stay.id else _("This stay"),
        items=_stay_items(),
        rows=(
            Row("looked_after_since", "room"),
            Row("planned_move", "moving_to"),
        ),
        blank=lambda who: Stay(young_person_id=who, stage=Stage.DURING, legal_basis=LegalBasis.OTHER),
        load=stays.list_for,
        save=stays.save,
        check=lambda stay: problems_in_stay(stay, helpers.clock.now()),
        offers={"reasons_told_by": helpers.house, "rights_explained_by": helpers.house},
        fit=fit,
        acts=(end_act(stays, helpers),),
        may_write=may_write,
    )


_ENDED = ("ended_at", "ended_where_to", "ended_address", "ended_authorised_by", "why_ended")


def _stay_items() -> tuple[Field | Heading, ...]:
    return (
        Field("stage", _("Where they are on their way"), "segments", choices=choices(Stage)),
        Field("arrived_at", _("Came here"), "datetime", optional=True),
        Field("previous_address", _("Where they lived before"), "text", rows=2, optional=True),
        Heading(_("The law")),
        Field("legal_basis", _("Under what law they are here"), "choice", choices=choices(LegalBasis)),
        Field("legal_reasons", _("Reasons, as the law has them"), "text", rows=2, optional=True, statutory=True),
        Field("authorised_by", _("Who made or authorised it"), optional=True),
        Field("placing_authority", _("Council or authority"), optional=True),
        Field("looked_after_since", _("Looked after since"), "date", optional=True),
        Field("room", _("Room"), optional=True),
        Heading(_("What they were told")),
        Field(
            "reasons_for_young_person",
            _("Why, in words for the young person"),
            "text",
            hint=_("As you would say it to them. It is not a punishment."),
            optional=True,
        ),
        Field("reasons_told_on", _("Reasons explained on"), "date", optional=True),
        Field("reasons_told_by", _("Who explained them"), "suggest", optional=True),
        Field("rights_explained_on", _("Rights explained on"), "date", optional=True),
        Field("rights_explained_by", _("Who explained the rights"), "suggest", optional=True),
        Field("how_to_appeal", _("How they can appeal"), "text", rows=2, optional=True,
              hint=_("Who helps with it, and until when.")),
        Field("advocate_offered", _("Advocate offered on"), "date", optional=True),
        Heading(_("Moving on")),
        Field("planned_move", _("Planned for"), "date", optional=True),
        Field("moving_to", _("To"), optional=True),
        *_ended_items(required=False),
    )  # fmt: skip


def _ended_items(*, required: bool) -> tuple[Field, ...]:
    return (
        Field("ended_at", _("Left on"), "datetime", optional=not required),
        Field("ended_where_to", _("Went to"), optional=not required),
        Field("ended_address", _("New address"), "text", rows=2, optional=True),
        Field("ended_authorised_by", _("Who authorised the end"), optional=not required),
        Field("why_ended", _("Why the stay ended"), "text", rows=2, optional=True),
    )


def end_act(stays: Stays, helpers: Helpers) -> RecordAct:
    """Return what ends a stay: when, where to, who authorised it."""

    def run(stay: Stay, values: Mapping[str, Any]) -> Any:
        return stays.end(replace(stay, **{name: values[name] for name in _ENDED}))

    return RecordAct(
        key=END,
        text=_("End this stay"),
        icon="footprints",
        applies=lambda stay: stay.ended_at is None,
        run=run,
        items=_ended_items(required=True),
        start=lambda stay: {
            "ended_at": stay.ended_at or helpers.now(),
            "ended_where_to": stay.moving_to,
            "ended_address": "",
            "ended_authorised_by": "",
            "why_ended": "",
        },
        said=_("Written down that the stay has ended."),
    )


# -- orders ----------------------------------------------------------------------------------------------------


def order_kind(stays: Stays, helpers: Helpers, may_write: bool) -> RecordKind:
    """Return the form of an order, and of telling the young person about it."""

    def fit(form: Form) -> None:
        form.show_fields(form.values()["ended_on"] is not None, "why_ended")

    return RecordKind(
        noun="stays",
        entry="legal_order",
        title=_("Orders"),
        icon="scale",
        add=_("Add an order"),
        empty=_("No order is written down yet."),
        name=lambda order: label(order.kind),
        items=(
            Field("kind", _("What it is"), "choice", choices=choices(OrderKind)),
            Field("details", _("Its name and length"), "text", rows=2, may_wait=True, statutory=True),
            Field("made_on", _("Made on"), "date", may_wait=True),
            Field("made_by", _("Made by"), may_wait=True, example=_("Family Court at Wexcombe")),
            Field("secure", _("Does it allow secure care?"), "segments", choices=_answers()),
            Field("from_at", _("Allowed from"), "datetime", optional=True),
            Field("ends_on", _("Ends on"), "date", optional=True, hint=_("This day is part of it.")),
            Field("appeal_by", _("May appeal until"), "date", optional=True),
            Heading(_("Telling the young person")),
            Field("told_by", _("Who told the young person"), "suggest", may_wait=True),
            Field("told_on", _("When they were told"), "date", may_wait=True),
            Field("own_view", _("What the young person says"), "own_words", optional=True),
            Heading(_("If it ended before its time")),
            Field("ended_on", _("Ended on"), "date", optional=True),
            Field("why_ended", _("Why it ended"), "text", rows=2, may_wait=True),
        ),
        rows=(Row("made_on", "made_by"), Row("ends_on", "appeal_by"), Row("told_by", "told_on")),
        voices=(("own_view", "own_view_how", ""),),
        blank=lambda who: LegalOrder(young_person_id=who, stay_id=helpers.stay_id()),
        load=stays.orders,
        save=stays.save_order,
        check=lambda order: problems_in_order(order, helpers.clock.today()),
        offers={"told_by": helpers.house},
        fit=fit,
        acts=(_told_of_order_act(stays, helpers),),
        may_write=may_write,
    )


def _told_of_order_act(stays: Stays, helpers: Helpers) -> RecordAct:
    def run(order: LegalOrder, values: Mapping[str, Any]) -> Any:
        said = values["words"]
        told = replace(order, told_by=values["told_by"], told_on=values["told_on"])
        if said.is_answer:
            how = said.given_how or HowGiven.NOT_ASKED
            told = replace(told, own_view=said.words, own_view_how=how)
        return stays.save_order(told)

    return RecordAct(
        key="told",
        text=_("Record that they were told"),
        icon="check",
        applies=lambda order: order.told_on is None,
        run=run,
        items=(
            Field("told_by", _("Who told the young person"), "suggest"),
            Field("told_on", _("When they were told"), "date"),
            Field("words", _("What they said"), "own_words", hint=_("Word for word."), optional=True),
        ),
        rows=(Row("told_by", "told_on"),),
        start=lambda _order: {"told_by": helpers.me(), "told_on": helpers.clock.today()},
        offers={"told_by": helpers.house},
        said=_("Written down that they were told."),
    )


def _answers() -> tuple[tuple[str, str], ...]:
    return tuple((key, words.capitalize()) for key, words in choices(Answer))


# -- who is told -----------------------------------------------------------------------------------------------


def notification_kind(stays: Stays, helpers: Helpers, may_write: bool) -> RecordKind:
    """Return the form of somebody who is told of the stay, and that they were told."""
    return RecordKind(
        noun="stays",
        entry="notification",
        title=_("Who has to know"),
        icon="message-circle",
        add=_("Add who is told"),
        empty=_("Nobody is written down yet who was told of this stay."),
        name=lambda n: n.who,
        items=(
            Field("who", _("Who is told"), "suggest", hint=_("Whoever is among the people here is offered.")),
            Field("about", _("Of what"), "choice", choices=choices(NotifiedOf)),
            Field("organisation", _("Where they work"), optional=True),
            Field("address", _("Address"), "text", rows=2, optional=True),
            Field("what", _("What they were told"), "text", rows=2, optional=True),
            Field("told_at", _("Told at"), "datetime", optional=True, hint=_("Empty: still to be told.")),
            Field("told_by", _("Told by"), "suggest", may_wait=True),
            Field("how", _("How"), optional=True, example=_("By phone, then in writing")),
        ),
        rows=(Row("told_at", "told_by"),),
        blank=lambda who: Notification(young_person_id=who, stay_id=helpers.stay_id(), who=""),
        load=stays.notifications,
        save=stays.save_notification,
        check=lambda n: problems_in_notification(n, helpers.clock.now()),
        offers={"who": helpers.network, "told_by": helpers.house},
        complete=_named,
        acts=(_told_act(stays, helpers),),
        may_write=may_write,
    )


def _named(notification: Notification, offered: Offered) -> Notification:
    """Tie the name to the person of the network it belongs to, where it is one of them."""
    who = notification.who.strip().casefold()
    found = next((one for one in offered.get("who", ()) if one.words.casefold() == who), None)
    if found is None and "who" not in offered:
        return notification  # nobody could be looked up; what was tied before stays
    return replace(notification, person_id=found.id if found is not None else "")


def _told_act(stays: Stays, helpers: Helpers) -> RecordAct:
    def run(notification: Notification, values: Mapping[str, Any]) -> Any:
        return stays.save_notification(replace(notification, **values))

    return RecordAct(
        key="told",
        text=_("Record that they were told"),
        icon="check",
        applies=lambda notification: notification.told_at is None,
        run=run,
        items=(
            Field("told_at", _("Told at"), "datetime"),
            Field("told_by", _("Told by"), "suggest"),
            Field("how", _("How"), optional=True),
        ),
        start=lambda n: {"told_at": helpers.now(), "told_by": helpers.me(), "how": n.how},
        offers={"told_by": helpers.house},
        said=_("Written down that they were told."),
    )


# -- times alone -----------------------------------------------------------------------------------------------


def time_alone_kind(
    stays: Stays, helpers: Helpers, may_write: bool, signing: Signing | None = None
) -> RecordKind:
    """Return the form of a time alone behind a locked door, outside bedtime; a draft until its author signs it."""

    def check(entry: TimeAlone) -> Any:
        file, now = helpers.file(), helpers.clock.now()
        if file is None or file.stay is None or entry.stay_id != file.stay.id:
            return problems_in_time_alone(entry, now)
        return problems_in_time_alone(entry, now, file.stay, file.times_alone)

    return RecordKind(
        noun="stays",
        entry="time_alone",
        title=_("Times alone, door locked"),
        icon="lock",
        add=_("Write down a time alone"),
        empty=_("None. The door of a room was locked at bedtime only."),
        name=lambda entry: _("Time alone, door locked"),
        when=lambda entry: from_to(entry.started_at, entry.ended_at, helpers.clock.today()),
        items=(
            Field("started_at", _("Door locked at"), "datetime"),
            Field("ended_at", _("Door opened at"), "datetime", may_wait=True),
            Field("place", _("Which room"), may_wait=True),
            Field("reason", _("Why"), "text", rows=2, hint=_("What happened before, as you saw it.")),
            Field("authorised_by", _("Who authorised it"), "suggest"),
            Field("tried_first", _("What was tried first"), "text", rows=2, may_wait=True),
            Field("how_they_were", _("How they were"), "text", rows=3, may_wait=True,
                  hint=_("How often somebody looked in, what they did, what they needed.")),
            Field("own_view", _("What the young person says"), "own_words", optional=True),
            Heading(_("Afterwards")),
            Field("talked_after_on", _("Talked about afterwards on"), "date", may_wait=True),
            Field("talked_after_by", _("Who talked with them"), "suggest", may_wait=True),
        ),
        rows=(Row("started_at", "ended_at"), Row("place", "authorised_by"), Row("talked_after_on", "talked_after_by")),
        voices=(("own_view", "own_view_how", ""),),
        blank=lambda who: TimeAlone(
            young_person_id=who, stay_id=helpers.stay_id(), started_at=helpers.now(), authorised_by=""
        ),
        load=stays.times_alone,
        save=stays.save_time_alone,
        check=check,
        offers={"authorised_by": helpers.house, "talked_after_by": helpers.house},
        may_write=may_write,
        signing=signing,
    )  # fmt: skip


def order_title(order: LegalOrder) -> str:
    """Return what an order is called on the page: its own name where there is one."""
    return order.details.strip() or label(order.kind)
