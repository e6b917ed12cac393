"""The view Voice: what the young person is asked again, words of their own, sessions with a communication aid.

Their words themselves stand where they belong: in sections, goals, limits, decisions and if-then plans.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, NamedTuple, Protocol

from PySide6.QtWidgets import QWidget

from ...core.text import _, day_short, quoted
from ...domain.communication_aids import AidSession
from ...domain.own_words import OwnWords
from ...domain.permissions import Action
from ...domain.plans import PlanPart, PlanVersion
from ...domain.record import Entry
from ...domain.voice import AskAgain, voice_of
from .. import notify, tasks, theme
from ..page import PLAN_VIEWS, Place
from ..widgets.buttons import Button
from ..widgets.card import Card, EmptyState, clear_layout
from ..widgets.fields import Field
from ..widgets.records import RecordAct, RecordKind
from ..widgets.rows import ListRow
from .aids import PHOTO, Aids, session_body, session_kind, session_notes
from .later import ANSWER, answer_act
from .needs import PlanTools
from .register import EntryPaper, Group, RegisterPage
from .room import GivesWay
from .said import icon_line, why_no_words

ANOTHER_DAY = "another_day"
WIDE, LEAST_BESIDE = 720, 320
"""The width of the sheet with the board, and what the page beside it needs, in px at 100 % text size."""
ICONS = {
    "goals": "milestone",
    "scenarios": "git-branch",
    "restrictions": "shield",
    "restriction_reviews": "shield",
    "decisions": "scale",
    "plan_reviews": "users",
}


class Asking(Protocol):
    """What this view needs of the plans service."""

    def asked_again(self, young_person_id: str, /) -> tuple[AskAgain, ...]:
        """Return everything the young person is asked again, the nearest day first."""
        ...

    def offer_again(self, record: Any, on: date | None, /) -> Any:
        """Move when the young person is asked again."""
        ...

    def versions(self, young_person_id: str, /) -> tuple[PlanVersion, ...]:
        """Return all versions, newest first."""
        ...

    def answer_later(self, part: PlanPart, words: OwnWords, ask_again_on: date | None, /) -> Any:
        """Write down what was said later about a section of a signed version."""
        ...


class OwnTerms(Protocol):
    """What this view needs of the language service."""

    def kept(self, young_person_id: str, /) -> Collection[str]:
        """Return the terms that this young person uses themself."""
        ...

    def let_go(self, young_person_id: str, term: str, /) -> Any:
        """Note that a term is no longer their own word."""
        ...


class Found(NamedTuple):
    """What the view shows; `kept` are words for which hints are silent, as this young person uses them.

    `open_versions` are the ids of the versions that can be written in.
    """

    asking: tuple[AskAgain, ...]
    sessions: tuple[AidSession, ...]
    kept: tuple[str, ...] = ()
    open_versions: frozenset[str] = frozenset()

    def is_signed_part(self, record: Any) -> bool:
        """Whether something is a section that stays as it was signed: what they say now stands beside it."""
        return isinstance(record, PlanPart) and record.plan_version_id not in self.open_versions


class VoiceView(GivesWay, RegisterPage):
    """What one young person is asked again, and their sessions."""

    nouns = frozenset({"plans", "plan_reviews", "language"})

    def __init__(
        self, tools: PlanTools, plans: Asking, aids: Aids, terms: OwnTerms, parent: QWidget | None = None
    ) -> None:
        kind = session_kind(aids, tools.clock, tools.may(Action.WRITE_ENTRIES))
        super().__init__(tools, kind, parent)
        self._plans, self._aids, self._terms = plans, aids, terms
        self.asked: dict[str, EntryPaper] = {}

    def load(self, young_person_id: str) -> Found:
        """Return what is asked again, the sessions, and the words that are their own."""
        return Found(
            self._plans.asked_again(young_person_id),
            self._aids.sessions(young_person_id),
            tuple(sorted(self._terms.kept(young_person_id))),
            frozenset(v.id for v in self._plans.versions(young_person_id) if v.may_be_written_in),
        )

    def groups(self, found: Found) -> tuple[Group, ...]:
        """Return the sessions, newest first."""
        return (Group("sessions", self.kind.title, self.kind.icon, found.sessions, add=True),)

    def paper(self, record: AidSession, found: Found) -> EntryPaper:
        """Return a session with its board."""
        return EntryPaper(
            record.topic,
            notes=session_notes(record, self.tools.clock.today()),
            body=session_body(record, self.name),
            acts=self._acts(record),
        )

    def _acts(self, session: AidSession) -> Iterator[Button]:
        """Yield what can be done with a session; its photo is shown where it is opened."""
        yield self.edit_button(session, session.topic)
        act = self.kind.act(PHOTO, session)
        if act is not None and self.kind.may_do(act):
            yield self.button(
                session, PHOTO, act.text, act.icon, lambda: self._act(session, act), session.topic
            )

    def _act(self, session: AidSession, act: RecordAct) -> None:
        self.sheet.act(self.kind, session, act, self.young_person_id)

    # -- what is asked again ---------------------------------------------------------------------------

    def forget(self) -> None:
        """Take off what is shown of somebody else."""
        super().forget()
        clear_layout(self.above)
        self.asked = {}

    def _build(self) -> None:
        at = self._focused()
        clear_layout(self.above)
        found: Found = self._found
        card = Card(_("To be asked again"), icon="message-circle")
        self.asked = {}
        if found.asking:
            card.second.setText(str(len(found.asking)))
            self.asked = {one.record.id: self._asking(one) for one in found.asking}
            card.show_rows(self.asked.values())
        else:
            sentence = _(
                "Nothing. What {name} chose not to say, or was not asked yet, stands here with its day."
            )
            card.body.addWidget(EmptyState(sentence.format(name=self.name)))
        self.above.addWidget(card)
        if found.kept:
            self.above.addWidget(self._own_terms(found.kept))
        super()._build()
        self._focus_again(at)

    def _own_terms(self, kept: tuple[str, ...]) -> Card:
        """Return the words that hints leave alone for this young person, each with the way to let it go."""
        card = Card(
            _("Their own words for things"),
            icon="quote",
            note=_(
                "Nothing is underlined in what is written about {name} where it says one of these."
            ).format(name=self.name),
        )
        may = self.tools.may(Action.EDIT_PROFILE)
        says = _("No longer {name}’s word").format(name=self.name)
        card.show_rows(
            ListRow(quoted(term), link=(says, partial(self._let_go, term)) if may else None) for term in kept
        )
        return card

    def _let_go(self, term: str) -> None:
        who = self.young_person_id
        tasks.command(self, self._terms.let_go, who, term).done(
            lambda _saved: notify.tell(_("Saved."))
        ).start()

    def _asking(self, one: AskAgain) -> EntryPaper:
        """Return one thing that is asked again, with the way to its place and to another day."""
        today = self.tools.clock.today()
        voice = replace(voice_of(one.record), ask_again_on=None)  # the chip says it
        words = one.about[:1].upper() + one.about[1:]
        answer = self.button(one.record, "answer", _("Go there"), "pencil", lambda: self._lead_to(one), words)
        acts = [answer]
        if self._takes_answer(one):
            says = _("Write what they say now")
            now = self.button(one.record, ANSWER, says, "message-circle", lambda: self.answer(one), words)
            acts.insert(0, now)
        signed = isinstance(one.record, Entry) and one.record.signed_at is not None
        if self.tools.may_write and not signed:
            move = self.button(
                one.record, ANOTHER_DAY, _("Another day"), "calendar", lambda: self.move(one), words
            )
            acts.append(move)
        reason = icon_line(ICONS.get(one.kind, "file-text"), why_no_words(voice, self.name, today))
        return EntryPaper(words, chip=_day_chip(one.on, today), body=(reason,), acts=acts)

    def _lead_to(self, one: AskAgain) -> None:
        view = PLAN_VIEWS.get(one.kind, "")
        self.go.emit(Place("young_person", self.young_person_id, "plan", one.record.id, view))

    def _takes_answer(self, one: AskAgain) -> bool:
        found: Found = self._found
        return found.is_signed_part(one.record) and self.tools.may(Action.WRITE_ENTRIES)

    def answer(self, one: AskAgain) -> None:
        """Ask for what they say now about a section that is signed."""
        act = answer_act(one, self._plans.answer_later, self.name, self.tools.me(), self.tools.clock.today())
        self._do(one, act)

    def move(self, one: AskAgain) -> None:
        """Ask for another day on which the young person is asked again."""
        self._do(one, self._moving(one))

    def _do(self, one: AskAgain, act: RecordAct) -> None:
        self.sheet.act(self._asked_kind(one, act), one.record, act, self.young_person_id)

    def _moving(self, one: AskAgain) -> RecordAct:
        def run(record: Any, values: Mapping[str, Any]) -> Any:
            return self._plans.offer_again(record, values["ask_again_on"])

        return RecordAct(
            key=ANOTHER_DAY,
            text=_("Ask again: {what}").format(what=one.about),
            icon="check",
            button=_("Save"),
            run=run,
            items=(
                Field("ask_again_on", _("Asked again on"), "date", optional=True,
                      hint=_("Empty: they said all they want to, and are not asked again.")),
            ),
            start=lambda _record: {"ask_again_on": one.on},
        )  # fmt: skip

    def _asked_kind(self, one: AskAgain, act: RecordAct) -> RecordKind:
        return RecordKind(
            noun="plans",
            entry="asked_again",
            title=_("To be asked again"),
            icon="message-circle",
            empty="",
            name=lambda _record: one.about,
            items=(),
            load=lambda _who: (),
            save=lambda record: record,
            acts=(act,),
            may_write=self.tools.may_write,
        )

    def opens(self, place: Place, found: Found) -> bool:
        """Open a session, the form of a new one, or another day for what is asked again."""
        one = next((a for a in found.asking if a.record.id == place.record_id), None)
        if place.part == ANSWER and one is not None and self._takes_answer(one):
            self.answer(one)
            return True
        if place.part == ANOTHER_DAY and one is not None and self.tools.may_write:
            self.move(one)
            return True
        session = next((s for s in found.sessions if s.id == place.record_id), None)
        act = self.kind.act(place.part, session) if session is not None else None
        if session is not None and act is not None and self.kind.may_do(act):
            self._act(session, act)
            return True
        return super().opens(place, found)

    def row(self, record: AidSession, found: Found) -> ListRow:
        """Return a session in one line."""
        return ListRow(record.topic, lambda: self.edit(record))

    # -- room -----------------------------------------------------------------------------------------

    def _fit(self) -> None:
        """Give the sheet more room while the board stands in it."""
        super()._fit()
        if not self.sheet.isHidden() and self.sheet.shows(self.kind) and not self.is_narrow():
            room = min(self.width() - theme.px(LEAST_BESIDE), theme.px(WIDE))
            self.sheet.setFixedWidth(max(room, theme.width("side_sheet")))


def _day_chip(on: date, today: date) -> tuple[str, str, str]:
    if on < today:
        return "circle-alert", _("since {day}").format(day=day_short(on, today)), "late"
    if on == today:
        return "clock", _("today"), "soon"
    return "calendar", day_short(on, today), "info"
