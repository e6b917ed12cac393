"""The Promises tab: what was promised to a young person, what somebody will do, and what the young person said."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from PySide6.QtWidgets import QWidget

from ...core.clock import Clock
from ...core.labels import choices, label
from ...core.text import _, day_plain, day_short, given_name, quoted
from ...domain.actions import PlannedAction
from ...domain.checklists import RestsOn
from ...domain.own_words import About, HowGiven, OwnWords
from ...domain.permissions import Action
from ...domain.staff import StaffMember
from ...domain.validation import problems_in_action
from ..tables.model import Column
from ..widgets.fields import Field, Row
from ..widgets.records import Drafts, Offer, Offered, RecordAct, RecordKind, RecordsPage
from ..widgets.signing import Signing
from .kind import Names, Promises, id_of, promise_kind


class Actions(Protocol):
    """What this screen needs of the actions service."""

    def list_for(self, young_person_id: str, /) -> tuple[PlannedAction, ...]:
        """Return all actions for a young person."""
        ...

    def save(self, action: PlannedAction, /) -> object:
        """Save an action."""
        ...

    def done(self, action: PlannedAction, outcome: str = "", /) -> object:
        """Mark an action as done."""
        ...


class Words(Protocol):
    """What this screen needs of the own-words service."""

    def list_for(self, young_person_id: str, /) -> tuple[OwnWords, ...]:
        """Return what a young person said."""
        ...

    def save(self, words: OwnWords, /) -> object:
        """Save what a young person said."""
        ...


class Staff(Protocol):
    """What this screen needs of the staff service."""

    def list(self) -> tuple[StaffMember, ...]:
        """Return the staff of this unit."""
        ...


class PromisesPage(RecordsPage):
    """Promises, actions and own words of one young person. `me()` is the name of whoever is signed in."""

    def __init__(
        self,
        promises: Promises,
        actions: Actions,
        own_words: Words,
        staff: Staff,
        drafts: Drafts,
        clock: Clock,
        me: Callable[[], str],
        may: Callable[[Action], bool],
        signing: Signing | None = None,
        parent: QWidget | None = None,
    ) -> None:
        may_write = may(Action.WRITE_ENTRIES)

        def names(_young_person_id: str) -> tuple[Offer, ...]:
            today = clock.today()
            return tuple(Offer(s.id, s.name, s.job_title) for s in staff.list() if s.works_on(today))

        kinds = (
            promise_kind(promises, names, clock, me, may_write),
            action_kind(actions, names, clock, may_write),
            own_words_kind(own_words, names, clock, me, may_write, signing),
        )
        super().__init__(kinds, drafts, clock, parent)


# -- actions ----------------------------------------------------------------------------------------------


def action_kind(actions: Actions, names: Names, clock: Clock, may_write: bool) -> RecordKind:
    """Return the list and form of what somebody will do."""

    def link(action: PlannedAction, offered: Offered) -> PlannedAction:
        return replace(action, who_id=id_of(offered, "who", action.who))

    def by(action: PlannedAction) -> str:
        return day_short(action.by, clock.today()) if action.by else _("no day")

    def mark(action: PlannedAction) -> tuple[str, str]:
        if action.done_on is not None:
            return "check", "done"
        if action.by is not None and action.by < clock.today():
            return "circle-alert", "late"
        return ("clock", "soon") if action.by == clock.today() else ("circle", "")

    return RecordKind(
        noun="actions",
        entry="action",
        title=_("To do"),
        icon="circle-check",
        add=_("Add something to do"),
        empty=_("Nothing to do yet. Write here what somebody will do, and by when."),
        name=lambda a: a.what,
        columns=(
            Column("what", _("What"), lambda a: a.what, width=320, stretch=True),
            Column("who", _("Who does it"), lambda a: a.who, width=170),
            Column(
                "by",
                _("By"),
                by,
                sort=lambda a: a.by,
                icon=lambda a: mark(a)[0],
                tone=lambda a: mark(a)[1],
                width=140,
            ),
            Column(
                "done",
                _("Done"),
                lambda a: day_plain(a.done_on, clock.today()) if a.done_on else "",
                sort=lambda a: a.done_on,
                width=140,
                gives_way=True,
            ),
        ),
        items=(
            Field("what", _("What will be done"), "text", rows=2),
            Field("who", _("Who does it"), "suggest"),
            Field("by", _("By when"), "date", optional=True),
            Field("rests_on", _("What it rests on"), "segments", choices=choices(RestsOn)),
            Field("outcome", _("What came of it"), "text", rows=2, optional=True),
        ),
        blank=lambda who: PlannedAction(young_person_id=who, what=""),
        load=actions.list_for,
        save=actions.save,
        offers={"who": names},
        complete=link,
        check=problems_in_action,
        acts=(
            RecordAct(
                key="done",
                text=_("Done"),
                icon="check",
                applies=lambda action: action.done_on is None,
                run=lambda action, values: actions.done(action, values["outcome"]),
                items=(Field("outcome", _("What came of it"), "text", optional=True),),
                start=lambda action: {"outcome": action.outcome},
            ),
        ),
        may_write=may_write,
        second=lambda found: _("{n} open").format(n=sum(a.done_on is None for a in found)) if found else "",
    )


# -- own words --------------------------------------------------------------------------------------------


def own_words_kind(
    own_words: Words,
    names: Names,
    clock: Clock,
    me: Callable[[], str],
    may_write: bool,
    signing: Signing | None = None,
) -> RecordKind:
    """Return the list and form of what a young person said, wrote, drew or chose not to say."""
    return RecordKind(
        noun="own_words",
        entry="own_words",
        title=_("In their own words"),
        icon="quote",
        add=_("Add what they said"),
        empty=_("Nothing yet. Write what this young person says, word for word."),
        name=lambda w: label(w.about).capitalize(),
        columns=(
            Column(
                "words",
                _("Words"),
                lambda w: quoted(w.words) if w.words else label(w.given_how),
                tooltip=lambda w: quoted(w.words) if w.words else "",
                icon=lambda w: "quote" if w.words else "",
                width=360,
                stretch=True,
            ),
            Column("about", _("About"), lambda w: label(w.about), width=200, gives_way=True),
            Column("to", _("To"), lambda w: given_name(w.given_to), width=110, gives_way=True),
            Column(
                "on",
                _("When"),
                lambda w: day_short(w.given_on, clock.today()) if w.given_on else "",
                sort=lambda w: w.given_on,
                width=130,
            ),
        ),
        items=(
            Field(
                "words", _("Their words"), "own_words", rows=3, hint=_("Word for word, also where it stings.")
            ),
            Field("about", _("What it is about"), "choice", choices=choices(About)),
            Field("given_to", _("Who it was said to"), "suggest"),
            Field("given_on", _("When"), "date"),
        ),
        rows=(Row("given_to", "given_on"),),
        voices=(("words", "given_how", "why_not_asked"),),
        blank=lambda who: OwnWords(
            young_person_id=who, given_how=HowGiven.NOT_ASKED, given_to=me(), given_on=clock.today()
        ),
        load=own_words.list_for,
        save=own_words.save,
        offers={"given_to": names},
        may_write=may_write,
        may_change=lambda words: not words.about_id or words.about is About.PLAN,
        signing=signing,
    )
