"""The view Reviews: when the plan is looked at again and what that rests on, who was invited and came, what came of it.

When one was held, the next one of its rhythm counts from that day. The rhythms are domain/plan_reviews.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple, Protocol

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...core.labels import choices
from ...core.labels import label as words_for
from ...core.text import _, day_short
from ...domain.people import Answer
from ...domain.permissions import Action
from ...domain.plan_reviews import Guest, PlanReview, Rhythm, problems_in_review
from ..page import Place
from ..widgets.binding import filled, form_values
from ..widgets.fields import Field, Heading, Row
from ..widgets.flow import Flow
from ..widgets.form import Form
from ..widgets.labels import IconText, label
from ..widgets.records import Offer, RecordAct, RecordKind
from ..widgets.row_list import RowColumn
from ..widgets.rows import Note, rests_on
from .needs import PlanTools
from .register import SOON_DAYS, EntryPaper, Group, RegisterPage, day_of
from .said import fit_voice, icon_line, said_in

FIRST, HELD, MOVE = "first", "held", "move"
ONCE = "once"
"""The choice of a single review on a day that the team chooses: it belongs to no rhythm."""
VOICE = ("own_words", "given_how", "why_not_asked")
CAME = {
    Answer.YES: ("check", "done"),
    Answer.NO: ("circle-slash", "text-2"),
    Answer.NOT_KNOWN: ("circle", "text-2"),
}


class Reviews(Protocol):
    """What this view needs of the service for reviews of the plan."""

    def reviews(self, young_person_id: str, /) -> tuple[PlanReview, ...]:
        """Return all reviews, the latest day first."""
        ...

    def rhythms(self, young_person_id: str, /) -> tuple[Rhythm, ...]:
        """Return the rhythms to choose from."""
        ...

    def plan_first(self, young_person_id: str, rhythm: str, from_day: date, /) -> Any:
        """Plan the first review of a rhythm."""
        ...

    def save(self, review: PlanReview, /) -> Any:
        """Save a review."""
        ...

    def hold(self, review: PlanReview, /) -> Any:
        """Write a review down as held; the next one is planned from that day."""
        ...


class Found(NamedTuple):
    """What the view shows."""

    reviews: tuple[PlanReview, ...]
    rhythms: tuple[Rhythm, ...]

    def rhythm(self, review: PlanReview) -> Rhythm | None:
        """Return what the day of a review comes from; None where the team chose the day."""
        return next((one for one in self.rhythms if one.key == review.rhythm), None)

    def day_before(self, review: PlanReview) -> date | None:
        """Return when the last review of the same rhythm was held."""
        days = (one.held_on for one in self.reviews if review.rhythm and one.rhythm == review.rhythm)
        return max((day for day in days if day is not None), default=None)


class ReviewsView(RegisterPage):
    """The reviews of one young person's plan, planned and held."""

    def __init__(
        self,
        tools: PlanTools,
        reviews: Reviews,
        names: Callable[[str], tuple[Offer, ...]],
        parent: QWidget | None = None,
    ) -> None:
        self._reviews, self._names_of_house = reviews, names
        self._may_hold = tools.may(Action.WRITE_ENTRIES)
        super().__init__(tools, self._review_kind(tools), parent)

    def load(self, young_person_id: str) -> Found:
        """Return the reviews, and the rhythms they can have."""
        return Found(self._reviews.reviews(young_person_id), self._reviews.rhythms(young_person_id))

    def groups(self, found: Found) -> tuple[Group, ...]:
        """Return what is planned, the next one first, then what was held, the newest first."""
        planned = sorted((one for one in found.reviews if one.held_on is None), key=lambda one: one.due_on)
        held = [one for one in found.reviews if one.held_on is not None]
        held.sort(key=lambda one: one.held_on or date.min, reverse=True)
        note = _("Dates are an aid, not legal advice")
        return (
            Group("planned", _("Still to come"), "calendar", tuple(planned), add=True, note=note),
            Group("held", _("Held"), "check", tuple(held)),
        )

    def paper(self, record: PlanReview, found: Found) -> EntryPaper:
        """Return a review: its day and what that rests on, or what came of it."""
        return EntryPaper(
            self._title(record, found),
            chip=self._chip(record),
            notes=self._notes(record),
            facts=self._facts(record),
            body=self._body(record, found),
            acts=(
                *(
                    self.button(
                        record,
                        act.key,
                        act.text,
                        act.icon,
                        lambda act=act: self._do(record, act),
                        self._title(record, found),
                    )
                    for act in self.kind.acts
                    if self.kind.may_do(act) and act.applies(record)
                ),
                self.edit_button(record, self._title(record, found)),
            ),
        )

    def _title(self, review: PlanReview, found: Found) -> str:
        rhythm = found.rhythm(review)
        if rhythm is None:
            return _("Review of the plan")
        if not review.step:
            return rhythm.title  # it was planned before its place in the rhythm was kept
        return _("{title}, number {n}").format(title=rhythm.title, n=review.step)

    def _chip(self, review: PlanReview) -> tuple[str, str, str]:
        today = self.tools.clock.today()
        if review.held_on is not None:
            return "check", _("held {day}").format(day=day_short(review.held_on, today)), "done"
        day = day_short(review.due_on, today)
        if review.due_on < today:
            return "circle-alert", _("Late: due {day}").format(day=day), "late"
        if review.due_on == today:
            return "clock", _("Due today"), "soon"
        soon = (review.due_on - today).days <= SOON_DAYS
        return (
            "clock" if soon else "calendar",
            _("Due {day}").format(day=day),
            "soon" if soon else "info",
        )

    @staticmethod
    def _notes(review: PlanReview) -> tuple[Note, ...]:
        made = []
        if review.led_by:
            made.append(Note("user-round", _("led by {who}").format(who=review.led_by), ""))
        if review.planned_at_place:
            made.append(Note("map-pin", review.planned_at_place, ""))
        return tuple(made)

    def _facts(self, review: PlanReview) -> tuple[tuple[str, str], ...]:
        today = self.tools.clock.today()
        due = day_of(review.due_on, today) if review.held_on is not None else ""
        return (
            (_("Was due on"), due),
            (_("Why it was moved"), review.moved_because),
            (_("Who prepared it with them, and how"), review.prepared_with),
            (_("When they could read the report"), day_of(review.report_shared_on, today)),
            (_("How they took part"), review.took_part),
            (_("What came of it"), review.outcomes),
        )

    def _body(self, review: PlanReview, found: Found) -> Iterator[QWidget]:
        if review.held_on is not None or review.own_words.strip():
            yield from said_in(review, self.name, self.tools.clock.today())
        if review.guests:
            yield from self._guests(review)
        if review.held_on is None:
            before = day_of(found.day_before(review), self.tools.clock.today())
            yield _basis(found.rhythm(review), review.step, before)

    @staticmethod
    def _guests(review: PlanReview) -> Iterator[QWidget]:
        """Yield a heading and everybody who was invited, each with an icon: whether they came, once it was held."""
        held = review.held_on is not None
        yield label(_("Invited, and who came") if held else _("Invited"), "label")
        for guest in review.guests:
            who = guest.who if guest.who != guest.name else ""
            asked = _("they asked for them") if guest.asked_for else ""
            parts = (guest.name, who, asked, _came(guest) if held else "")
            icon, tone = CAME[guest.came] if held else ("user-round", "text-2")
            yield icon_line(icon, ", ".join(part for part in parts if part), "", tone)

    # -- what can be done -----------------------------------------------------------------------------

    def add(self) -> None:
        """Ask for the rhythm, and plan its first review."""
        if self.kind.adds and self._found is not None:
            blank = PlanReview(young_person_id=self.young_person_id, due_on=self.tools.clock.today())
            self._do(blank, self._first_act(self._found.rhythms))

    def opens(self, place: Place, found: Found) -> bool:
        """Open a review, what was being done with it, or the form that plans the first one."""
        if place.part == FIRST:
            self.add()
            return True
        review = next((one for one in found.reviews if place.record_id and one.id == place.record_id), None)
        act = self.kind.act(place.part, review) if review is not None else None
        if review is not None and act is not None and self.kind.may_do(act):
            self._do(review, act)
            return True
        return super().opens(place, found)

    def _do(self, review: PlanReview, act: RecordAct) -> None:
        self.sheet.act(self.kind, review, act, self.young_person_id)

    def _first_act(self, rhythms: tuple[Rhythm, ...]) -> RecordAct:
        basis, said_of = QVBoxLayout(), [("", None)]
        known = {rhythm.key: rhythm for rhythm in rhythms}

        def fit(form: Form) -> None:
            chosen = form.values()["rhythm"]
            form.show_fields(chosen in known, "from_day")
            form.show_fields(chosen == ONCE, "due_on")
            day = form.values()["from_day"]
            if chosen in known:
                form.row("from_day").rename(known[chosen].from_what[:1].upper() + known[chosen].from_what[1:])
            if (chosen, day) in said_of:
                return
            if basis.parent() is None:
                holder = QWidget()
                holder.setLayout(basis)
                basis.setContentsMargins(0, 0, 0, 0)
                form.put_below(holder)
            said_of[:] = [(chosen, day)]
            while (item := basis.takeAt(0)) is not None and item.widget() is not None:
                item.widget().hide()
                item.widget().deleteLater()
            if chosen in known and day is not None:
                due = day_short(known[chosen].due_after(day, 1), self.tools.clock.today())
                basis.addWidget(label(_("The first is due on {day}.").format(day=due), "strong", wrap=True))
            if chosen in known:
                basis.addWidget(_basis(known[chosen], 0))
                basis.addWidget(label(_("Dates are an aid, not legal advice."), "caption", wrap=True))

        def run(blank: PlanReview, values: Mapping[str, Any]) -> Any:
            if values["rhythm"] == ONCE:
                once = PlanReview(young_person_id=blank.young_person_id, due_on=values["due_on"])
                return self._reviews.save(once)
            return self._reviews.plan_first(blank.young_person_id, values["rhythm"], values["from_day"])

        def said(saved: Any) -> str:
            return _("Planned for {day}.").format(
                day=day_short(saved.record.due_on, self.tools.clock.today())
            )

        offered = (*((r.key, r.title) for r in rhythms), (ONCE, _("Once, on a day you choose")))
        return RecordAct(
            key=FIRST,
            text=_("Plan a review"),
            icon="plus",
            run=run,
            items=(
                Field(
                    "rhythm",
                    _("When the plan is reviewed"),
                    "choice",
                    choices=offered,
                    hint=_(
                        "What applies depends on the order. Ask the lead professional where you are not sure."
                    ),
                ),
                Field("from_day", _("From"), "date"),
                Field("due_on", _("Due on"), "date"),
            ),
            fit=fit,
            said=said,
            button=_("Plan it"),
            once=True,
        )

    def _held_act(self) -> RecordAct:
        names = ("led_by", "guests", "took_part", "own_words", "ask_again_on", "outcomes")

        def start(review: PlanReview) -> dict[str, Any]:
            values = form_values(review, names, VOICE)
            return {**values, "held_on": self.tools.clock.today(), "led_by": review.led_by or self.tools.me()}

        def run(review: PlanReview, values: Mapping[str, Any]) -> Any:
            return self._reviews.hold(_answered(filled(review, values, VOICE)))

        return RecordAct(
            key=HELD,
            text=_("It was held"),
            icon="check",
            applies=_is_planned,
            run=run,
            items=(
                Field("held_on", _("Held on"), "date"),
                Field("led_by", _("Who leads it"), "suggest", optional=True),
                _guests_field(),
                Field("took_part", _("How they took part"), "text", rows=2,
                      hint=_("There all the time, in part, through somebody else; or why not.")),
                Field("own_words", _("What they say about it"), "own_words", optional=True),
                Field("ask_again_on", _("Asked again on"), "date", optional=True),
                Field("outcomes", _("What came of it"), "text", rows=3),
            ),
            start=start,
            fit=lambda form: fit_voice(form, "own_words"),
            voices=(VOICE,),
            offers={"led_by": self._names_of_house},
            said=self._next_words,
            button=_("Save"),
            allowed=self._may_hold,
        )  # fmt: skip

    def _next_words(self, saved: Any) -> str:
        """Say when the next one is and why: so long after the day this one was held."""
        review: PlanReview = saved.record
        rhythm = self._found.rhythm(review) if self._found is not None else None
        if rhythm is None or review.held_on is None:
            return _("Saved.")
        due = rhythm.due_after(review.held_on, review.step + 1)
        words = _("The next one is planned for {day}: {time} after the day this one was held ({basis}).")
        return words.format(
            day=day_short(due, self.tools.clock.today()),
            time=rhythm.step(review.step + 1).words,
            basis=words_for(rhythm.rests_on),
        )

    def _move_act(self) -> RecordAct:
        def run(review: PlanReview, values: Mapping[str, Any]) -> Any:
            return self._reviews.save(filled(review, values))

        return RecordAct(
            key=MOVE,
            text=_("Move it"),
            icon="calendar",
            applies=_is_planned,
            run=run,
            items=(
                Field("due_on", _("Due on"), "date"),
                Field("moved_because", _("Why it was moved"), "text", rows=2),
            ),
            start=lambda review: {"due_on": review.due_on, "moved_because": ""},
            button=_("Save"),
        )

    def _review_kind(self, tools: PlanTools) -> RecordKind:
        def fit(form: Form) -> None:
            held = form.values()["held_on"] is not None
            if held:
                fit_voice(form, "own_words")
            else:
                form.show_fields(False, "held_on", "took_part", "own_words", "ask_again_on", "outcomes")

        return RecordKind(
            noun="plans",
            entry="plan_review",
            title=_("Reviews"),
            icon="calendar",
            add=_("Plan a review"),
            empty=_("No review is planned. Choose what the plan goes by; every later day follows from the one before."),
            name=lambda review: self._title(review, self._found) if self._found else _("Review of the plan"),
            items=_items(),
            rows=(Row("planned_at_place", "led_by"),),
            voices=(VOICE,),
            offers={"led_by": self._names_of_house},
            blank=lambda who: PlanReview(young_person_id=who, due_on=tools.clock.today()),
            load=self._reviews.reviews,
            save=lambda review: self._reviews.save(_answered(review)),
            check=lambda review: problems_in_review(review, tools.clock.today()),
            fit=fit,
            acts=(self._held_act(), self._move_act()),
            may_write=tools.may_write,
        )  # fmt: skip


def _is_planned(review: PlanReview) -> bool:
    return bool(review.id) and review.held_on is None


def _came(guest: Guest) -> str:
    return {
        Answer.YES: _("came"),
        Answer.NO: _("did not come"),
        Answer.NOT_KNOWN: _("not known whether they came"),
    }[guest.came]


def _answered(review: PlanReview) -> PlanReview:
    """Return the review as it is saved: whoever has said something is not asked again."""
    return replace(review, ask_again_on=None) if review.own_words.strip() else review


def steps_in_words(rhythm: Rhythm) -> str:
    """Return when the reviews of a rhythm are: "7 days after the day of the placement, then 1 month after each"."""
    first, *later = rhythm.steps
    words = _("{time} after {what}").format(time=first.words, what=rhythm.from_what)
    for step in later[:-1]:
        words = _("{before}, then after {time}").format(before=words, time=step.words)
    last = later[-1] if later else first
    return _("{before}, then {time} after each one that was held").format(before=words, time=last.words)


def _basis(rhythm: Rhythm | None, step: int, before: str = "") -> QWidget:
    """Return what the day rests on: law, guidance or team, where that is written, and how it is counted.

    `before` is the day on which the one before was held, where it is known.
    """
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    if rhythm is None:
        column.addWidget(Flow((rests_on("team"), label(_("A day the team chose."), "caption"))))
        return made
    facts = [rests_on(rhythm.rests_on.value)]
    if not rhythm.checked:
        facts.append(IconText("circle-alert", _("figure not checked against its source"), "soon"))
    column.addWidget(Flow(facts, gap=12))
    if step == 0:
        column.addWidget(label(steps_in_words(rhythm) + ".", "caption", wrap=True))
    elif step == 1:
        counted = _("Counted {time} from {what}.")
        column.addWidget(
            label(counted.format(time=rhythm.step(1).words, what=rhythm.from_what), "caption", wrap=True)
        )
    else:
        counted = _("Counted {time} from the day the one before was held.")
        if before:
            counted = _("Counted {time} from {day}, the day the one before was held.")
        words = counted.format(time=rhythm.step(step).words, day=before)
        column.addWidget(label(words, "caption", wrap=True))
    for words in (rhythm.source, rhythm.note):
        if words:
            column.addWidget(label(words, "caption", wrap=True, selectable=True))
    return made


def _guests_field() -> Field:
    return Field(
        "guests",
        _("Who was invited"),
        "rows",
        columns=(
            RowColumn("name", _("Name"), needed=True),
            RowColumn("who", _("Who they are")),
            RowColumn("asked_for", _("They asked for them"), "yes_no", width=176),
            RowColumn("came", _("Came"), "choice", choices(Answer), width=116, start=Answer.NOT_KNOWN.value),
        ),
        row_type=Guest,
        add=_("Invite somebody"),
        optional=True,
    )


def _items() -> tuple[Field | Heading, ...]:
    return (
        Field("planned_at_place", _("Where"), optional=True),
        Field("led_by", _("Who leads it"), "suggest", optional=True),
        _guests_field(),
        Field("prepared_with", _("Who prepared it with them, and how"), "text", rows=2, optional=True),
        Field("report_shared_on", _("When they could read the report"), "date", optional=True),
        Field("held_on", _("Held on"), "date"),
        Field("took_part", _("How they took part"), "text", rows=2),
        Field("own_words", _("What they say about it"), "own_words", optional=True),
        Field("ask_again_on", _("Asked again on"), "date", optional=True),
        Field("outcomes", _("What came of it"), "text", rows=3),
    )
