"""Promises as a list with its form, and what becomes of one: kept, handed over, not kept and explained."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Protocol

from ...core.clock import Clock
from ...core.labels import choices, label
from ...core.text import _, day_plain, day_short, quoted
from ...domain.promise_validation import problems_in_promise
from ...domain.promises import Promise, PromiseState, WordsOf
from ..tables.model import Column
from ..widgets.binding import filled
from ..widgets.fields import Field, Row
from ..widgets.record_kinds import Offer, Offered, PartLine, RecordAct, RecordKind, RecordPart

VOICE = ("own_view", "own_view_how", "")
"""What the young person said to a hand-over, or to a promise that was not kept."""


class Promises(Protocol):
    """What this screen needs of the promises service."""

    def list_for(self, young_person_id: str, /) -> tuple[Promise, ...]:
        """Return all promises to a young person."""
        ...

    def save(self, promise: Promise, /) -> object:
        """Save a promise."""
        ...

    def keep(self, promise: Promise, /) -> object:
        """Mark a promise as kept."""
        ...

    def hand_over(self, promise: Promise, keeper: str, keeper_id: str = "", /) -> object:
        """Hand an open promise over."""
        ...

    def tell(self, promise: Promise, /) -> object:
        """Note that the young person was told."""
        ...

    def could_not_keep(self, promise: Promise, explanation: str, /) -> object:
        """Close a promise with the explanation that was given."""
        ...


Names = Callable[[str], tuple[Offer, ...]]


def id_of(offered: Offered, field: str, name: str) -> str:
    """Return the id of somebody who was offered in a field; empty for a name that was typed."""
    return next((o.id for o in offered.get(field, ()) if o.words.casefold() == name.casefold()), "")


def promise_kind(
    promises: Promises, names: Names, clock: Clock, me: Callable[[], str], may_write: bool
) -> RecordKind:
    """Return the list and form of promises, and what can become of one."""

    def link(promise: Promise, offered: Offered) -> Promise:
        keeper = promise.keeper or promise.made_by
        return replace(
            promise,
            made_by_id=id_of(offered, "made_by", promise.made_by),
            keeper=keeper,
            keeper_id=id_of(offered, "keeper", keeper) or id_of(offered, "made_by", keeper),
        )

    return RecordKind(
        noun="promises",
        entry="promise",
        title=_("Promises"),
        icon="handshake",
        add=_("Add a promise"),
        empty=_("No promises yet. When you promise something, write it here."),
        name=lambda p: p.what,
        columns=promise_columns(clock),
        items=(
            Field(
                "what",
                _("What was promised"),
                "text",
                rows=2,
                hint=_("In the words it was promised in."),
                hints=False,
            ),
            Field("words_of", _("In whose words"), "choice", choices=choices(WordsOf), optional=True),
            Field("made_by", _("Who promised it"), "suggest"),
            Field("made_on", _("When"), "date", optional=True),
            Field("due_on", _("By when"), "date", optional=True),
            Field(
                "keeper",
                _("Who keeps it now"),
                "suggest",
                hint=_("Empty: whoever promised it."),
                optional=True,
            ),
        ),
        rows=(Row("made_on", "due_on"),),
        blank=lambda who: Promise(young_person_id=who, what="", made_by=me(), made_on=clock.today()),
        load=promises.list_for,
        save=promises.save,
        offers={"made_by": names, "keeper": names},
        complete=link,
        check=lambda promise: problems_in_promise(promise, clock.today()),
        acts=promise_acts(promises, names, clock, me),
        may_write=may_write,
        may_change=is_open,
        second=_open_promises,
        parts=(
            RecordPart(
                title=_("What became of it"),
                icon="handshake",
                empty="",
                load=lambda promise: tuple(_became(promise, clock)),
                line=lambda line: line,
                applies=lambda p: bool(p.id) and (not is_open(p) or p.handed_over_on is not None),
            ),
        ),
    )


def promise_columns(clock: Clock) -> tuple[Column, ...]:
    """Return what the list says of a promise; a young person's own words stand in quotation marks."""

    def words(promise: Promise) -> str:
        return quoted(promise.what) if promise.words_of is WordsOf.YOUNG_PERSON else promise.what

    return (
        Column(
            "what",
            _("What was promised"),
            words,
            tooltip=words,
            icon=lambda p: "quote" if p.words_of is WordsOf.YOUNG_PERSON else "",
            width=320,
            stretch=True,
        ),
        Column(
            "keeper", _("Who keeps it"), lambda p: p.keeper or p.made_by, tooltip=_keeper_words, width=170
        ),
        Column(
            "due",
            _("By"),
            lambda p: day_short(p.due_on, clock.today()) if p.due_on else _("no day"),
            sort=lambda p: p.due_on,
            icon=lambda p: promise_mark(p, clock)[2],
            tone=lambda p: promise_mark(p, clock)[1],
            width=140,
        ),
        Column(
            "state",
            _("State"),
            lambda p: promise_mark(p, clock)[0],
            tone=lambda p: promise_mark(p, clock)[1],
            width=140,
        ),
    )


def is_open(promise: Promise) -> bool:
    """Say whether it is neither kept nor given up."""
    return promise.state is PromiseState.OPEN


def _keeper_words(promise: Promise) -> str:
    keeper = promise.keeper or promise.made_by
    if keeper.casefold() == promise.made_by.casefold():
        return keeper
    return _("{keeper}, promised by {who}").format(keeper=keeper, who=promise.made_by)


def _open_promises(promises: tuple[Promise, ...]) -> str:
    still_open = sum(map(is_open, promises))
    return _("{n} open").format(n=still_open) if promises else ""


def promise_mark(promise: Promise, clock: Clock) -> tuple[str, str, str]:
    """Return word, colour and icon of what became of a promise."""
    if promise.state is PromiseState.KEPT:
        return label(promise.state), "done", "check"
    if promise.state is PromiseState.BROKEN:
        return label(promise.state), "text-2", "circle-x"
    if promise.late_on(clock.today()):
        return _("Late"), "late", "circle-alert"
    if promise.due_on == clock.today():
        return _("Today"), "soon", "clock"
    return label(promise.state), "", "circle"


def _became(promise: Promise, clock: Clock) -> Iterator[PartLine]:
    """Yield what became of a promise: handed over, kept or not, when they were told and what they said."""
    today = clock.today()
    if promise.handed_over_on is not None:
        words = _("Handed over to {keeper} on {day}").format(
            keeper=promise.keeper, day=day_plain(promise.handed_over_on, today)
        )
        by = _("By {name}").format(name=promise.handed_over_by) if promise.handed_over_by else ""
        yield PartLine(words, by, "arrow-left-right")
    if promise.closed_on is not None:
        word, tone, icon = promise_mark(promise, clock)
        words = _("{state} on {day}").format(state=word, day=day_plain(promise.closed_on, today))
        yield PartLine(words, promise.kept_how or promise.explanation, icon, tone)
    if promise.told_on is not None:
        words = _("Told on {day}").format(day=day_plain(promise.told_on, today))
        by = _("By {name}").format(name=promise.told_by) if promise.told_by else ""
        yield PartLine(words, by, "message-circle", own_words=promise.own_view)
    elif promise.handed_over_on is not None or promise.state is PromiseState.BROKEN:
        yield PartLine(_("They have not been told yet."), icon="circle-alert", tone="late")
    if promise.told_on is None and promise.own_view:
        yield PartLine("", own_words=promise.own_view)


# -- what can be done ---------------------------------------------------------------------------------------


def promise_acts(
    promises: Promises, names: Names, clock: Clock, me: Callable[[], str]
) -> tuple[RecordAct, ...]:
    """Return kept, hand over, could not be kept, and that the young person was told."""

    def keep(promise: Promise, values: Mapping[str, Any]) -> object:
        return promises.keep(replace(promise, closed_on=values["kept_on"], kept_how=values["kept_how"]))

    def hand_over(promise: Promise, values: Mapping[str, Any]) -> object:
        told = {name: value for name, value in values.items() if name != "keeper"}
        keeper = values["keeper"]
        offered = {"keeper": names(promise.young_person_id)}
        return promises.hand_over(filled(promise, told, VOICE), keeper, id_of(offered, "keeper", keeper))

    def could_not_keep(promise: Promise, values: Mapping[str, Any]) -> object:
        given = {name: value for name, value in values.items() if name != "explanation"}
        return promises.could_not_keep(filled(promise, given, VOICE), values["explanation"])

    def today_by_me(_promise: Promise) -> dict[str, Any]:
        return {"told_on": clock.today(), "told_by": me()}

    told = (
        Field("told_on", _("When they were told"), "date", optional=True),
        Field("told_by", _("Who told them"), "suggest", optional=True),
        Field("own_view", _("What they said to that"), "own_words", optional=True),
    )
    return (
        RecordAct(
            key="keep",
            text=_("Kept"),
            icon="check",
            applies=is_open,
            run=keep,
            items=(
                Field("kept_on", _("When it was kept"), "date"),
                Field("kept_how", _("How it was kept"), "text", rows=2, optional=True),
            ),
            start=lambda _promise: {"kept_on": clock.today()},
            said=_("The promise is kept."),
        ),
        RecordAct(
            key="hand_over",
            text=_("Hand over"),
            icon="arrow-left-right",
            applies=is_open,
            run=hand_over,
            items=(
                Field(
                    "keeper",
                    _("Who keeps it now"),
                    "suggest",
                    hint=_(
                        "Tell the young person who it is now. Leave the day empty until they have heard it."
                    ),
                ),
                *told,
            ),
            rows=(Row("told_on", "told_by"),),
            voices=(VOICE,),
            offers={"keeper": names, "told_by": names},
            said=_("The promise is handed over."),
        ),
        RecordAct(
            key="could_not_keep",
            text=_("Could not be kept"),
            icon="circle-x",
            applies=is_open,
            run=could_not_keep,
            items=(
                Field(
                    "explanation",
                    _("How it was explained"),
                    "text",
                    hint=_("What the young person was told, and what happens instead."),
                ),
                *told,
            ),
            rows=(Row("told_on", "told_by"),),
            start=today_by_me,
            voices=(VOICE,),
            offers={"told_by": names},
        ),
        RecordAct(
            key="tell",
            text=_("They were told"),
            icon="message-circle",
            applies=_not_told,
            run=lambda promise, values: promises.tell(filled(promise, values, VOICE)),
            items=told,
            rows=(Row("told_on", "told_by"),),
            start=today_by_me,
            voices=(VOICE,),
            offers={"told_by": names},
        ),
    )


def _not_told(promise: Promise) -> bool:
    """Say whether they still have to hear that somebody else keeps it now, or that it was not kept."""
    handed = promise.handed_over_on if is_open(promise) else promise.closed_on
    waits = handed is not None and promise.state is not PromiseState.KEPT
    return waits and (promise.told_on is None or handed is not None and promise.told_on < handed)
