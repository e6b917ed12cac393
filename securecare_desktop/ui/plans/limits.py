"""The view Limits: the register of limits on other things than family time, each with its ground and the looks at it.

Limits on family time are kept on their own tab; here stands only the way there.
"""

from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple, Protocol

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...core.clock import Clock
from ...core.labels import choices
from ...core.labels import label as words_for
from ...core.text import _
from ...domain.plan_validation import problems_in_restriction, problems_in_restriction_review
from ...domain.plans import LiveRestriction, RestrictionReview, ReviewOutcome
from ..page import Place
from ..widgets.card import VoiceBand
from ..widgets.fields import Field, Heading, Row
from ..widgets.form import Form
from ..widgets.labels import label
from ..widgets.records import RecordKind
from ..widgets.rows import ListRow, Note
from . import wording
from .needs import PlanTools
from .register import EntryPaper, Group, RegisterPage, day_of, quiet_line, review_chip
from .said import answered, fit_voice, said_in

MARKS = {
    ReviewOutcome.KEPT: "shield",
    ReviewOutcome.EASED: "thumbs-up",
    ReviewOutcome.ENDED: "check",
}

LOOKS_AT_FIRST = 4
"""How many looks at a limit are shown before somebody asks for all of them."""


class Limits(Protocol):
    """What this view needs of the plans service."""

    def restrictions(self, young_person_id: str, /) -> tuple[LiveRestriction, ...]:
        """Return the limits, ended ones too."""
        ...

    def save_restriction(self, restriction: LiveRestriction, /) -> Any:
        """Save a limit."""
        ...

    def restriction_reviews(self, young_person_id: str, /) -> tuple[RestrictionReview, ...]:
        """Return every look again at a limit, newest first."""
        ...

    def review_restriction(self, review: RestrictionReview, /) -> Any:
        """Save a look again; the limit goes on to its next day or ends."""
        ...


class Found(NamedTuple):
    """What the view shows."""

    limits: tuple[LiveRestriction, ...]
    reviews: tuple[RestrictionReview, ...]

    def of(self, limit: LiveRestriction) -> tuple[RestrictionReview, ...]:
        """Return the looks at one limit, newest first."""
        return tuple(review for review in self.reviews if review.restriction_id == limit.id)


class LimitsView(RegisterPage):
    """The limits of one young person, in force and ended."""

    def __init__(self, tools: PlanTools, limits: Limits, parent: QWidget | None = None) -> None:
        super().__init__(tools, limit_kind(limits, tools.clock, tools.may_write), parent)
        self._limits = limits
        self.review_rows: dict[str, ListRow] = {}
        words = _("Limits on family time stand where family time is planned.")
        self.below.addWidget(quiet_line(words, _("Family time"), self._family_time))

    def load(self, young_person_id: str) -> Found:
        """Return the limits and the looks at them."""
        limits = self._limits
        return Found(limits.restrictions(young_person_id), limits.restriction_reviews(young_person_id))

    def _build(self) -> None:
        self.review_rows = {}
        super()._build()

    def groups(self, found: Found) -> tuple[Group, ...]:
        """Return those in force, the next to be looked at first, then those that ended, the newest first."""
        held = sorted(
            (one for one in found.limits if one.ended_on is None), key=lambda one: one.review_on or date.max
        )
        ended = [one for one in found.limits if one.ended_on is not None]
        ended.sort(key=lambda one: one.ended_on or date.min, reverse=True)
        note = _("Never a reward, never a sanction")
        return (
            Group("in_force", _("Limits in force"), "shield", tuple(held), add=True, note=note),
            Group("ended", _("Limits that have ended"), "check", tuple(ended), short=True),
        )

    def paper(self, record: LiveRestriction, found: Found) -> EntryPaper:
        """Return a limit with its ground, how they were told, their view and the looks at it."""
        today = self.tools.clock.today()
        body = list(said_in(record, self.name, today))
        reviews = found.of(record)
        if reviews:
            body.append(self._reviews(reviews))
        acts = [self.edit_button(record, record.what)]
        if self.tools.may_write:
            again = self.button(
                record, "again", _("Look at it again"), "eye", lambda: self.look_again(record), record.what
            )
            acts.insert(0, again)
        return EntryPaper(
            record.what,
            chip=review_chip(record.review_on, today),
            notes=(_told(record, self.name, today),),
            facts=(
                (_("Why, and what it rests on"), record.ground),
                (_("Who decided it"), record.authorised_by),
                (_("What was tried first"), record.tried_first),
                (_("From"), day_of(record.starts, today)),
                (_("Until, as planned"), day_of(record.planned_end, today)),
                (_("How the young person was told"), record.told_how),
            ),
            body=body,
            acts=acts,
        )

    def row(self, record: LiveRestriction, found: Found) -> ListRow:
        """Return one that has ended: what, when and why."""
        ended = day_of(record.ended_on, self.tools.clock.today())
        return ListRow(
            "",
            lambda: self.edit(record),
            strong=record.what,
            second=record.ended_because,
            right=Note("check", _("ended {day}").format(day=ended), "quiet"),
        )

    def _reviews(self, reviews: tuple[RestrictionReview, ...]) -> QWidget:
        """Return the looks at a limit, newest first; each opens in the sheet."""
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        column.addWidget(label(_("Looked at before"), "label"))
        shown = reviews if self.shows_all(reviews[0].restriction_id) else reviews[:LOOKS_AT_FIRST]
        for review in shown:
            row = self._review_row(review)
            row.setProperty("place", "last")  # what was said stands under it, so no line comes between
            self.review_rows[review.id] = row
            column.addWidget(row)
            if review.own_view.strip():
                meta = wording.how_given(review.own_view_how, None, self.name, self.tools.clock.today())
                column.addWidget(VoiceBand(review.own_view, meta, size="body"))
        if len(shown) < len(reviews):
            column.addWidget(self.more(reviews[0].restriction_id, reviews, LOOKS_AT_FIRST, inset=0))
        return made

    def _review_row(self, review: RestrictionReview) -> ListRow:
        today = self.tools.clock.today()
        notes = [Note(MARKS[review.outcome], words_for(review.outcome), "quiet")]
        if review.held_by:
            notes.append(Note("user-round", review.held_by, ""))
        row = ListRow(
            review.because,
            lambda: self.open_review(review),
            lead=day_of(review.held_on, today),
            second=notes,
            inset=0,
        )
        self._names(row, review.id, "open")
        return row

    def opens(self, place: Place, found: Found) -> bool:
        """Open a limit, a look at one, or the form of a new look."""
        review = next((one for one in found.reviews if one.id == place.record_id), None)
        if review is not None:
            self.open_review(review)
            return True
        about = place.record_id.removeprefix(NEW_FOR)
        limit = next((one for one in found.limits if place.part == NEW_REVIEW and one.id == about), None)
        if limit is not None:
            self.look_again(limit)
            return True
        return super().opens(place, found)

    def look_again(self, limit: LiveRestriction) -> None:
        """Ask what came of looking at a limit again."""
        kind = review_kind(self._limits, self.tools, limit)
        self.sheet.edit(kind, None, self.young_person_id)

    def open_review(self, review: RestrictionReview) -> None:
        """Show one look at a limit."""
        limit = next((one for one in self._found.limits if one.id == review.restriction_id), None)
        if limit is not None:
            self.sheet.edit(review_kind(self._limits, self.tools, limit), review, self.young_person_id)

    def _family_time(self) -> None:
        self.go.emit(Place("young_person", self.young_person_id, "family_time"))


def _told(limit: LiveRestriction, name: str, today: date) -> Note:
    if limit.told_on is None:
        return Note("message-circle-warning", _("{name} was not told yet").format(name=name), "late")
    told = _("{name} was told {day}").format(name=name, day=day_of(limit.told_on, today))
    by = _(" by {who}").format(who=limit.told_by) if limit.told_by else ""
    return Note("check", told + by, "done")


# -- forms --------------------------------------------------------------------------------------------------


def limit_kind(limits: Limits, clock: Clock, may_write: bool) -> RecordKind:
    """Return the form of a limit."""

    def fit(form: Form) -> None:
        values = form.values()
        fit_voice(form, "own_view", "own_view_on")
        form.show_fields(values["ended_on"] is not None, "ended_because")
        form.show_fields(values["ended_on"] is None, "review_on")

    return RecordKind(
        noun="plans",
        entry="restriction",
        title=_("Limits in force"),
        icon="shield",
        add=_("Add a limit"),
        empty=_("No limits. Each one stands here with its ground, who decided it, and when it is looked at again."),
        name=lambda r: r.what,
        items=(
            Field("what", _("What is limited, in plain words")),
            Field("ground", _("Why, and what it rests on"), "text", rows=2, statutory=True,
                  hint=_("The law, order or decision.")),
            Field("authorised_by", _("Who decided it")),
            Field("tried_first", _("What was tried first"), "text", rows=2,
                  hint=_("What less would have done, or why nothing less would do.")),
            Field("starts", _("From"), "date"),
            Field("planned_end", _("Until, as planned"), "date", optional=True),
            Field("review_on", _("Looked at again on"), "date", may_wait=True),
            Heading(_("How it was explained"), _("Empty until somebody has told them; Today says so until then.")),
            Field("told_on", _("Told on"), "date", optional=True),
            Field("told_by", _("Told by"), optional=True),
            Field("told_how", _("How the young person was told"), "text", rows=2, optional=True),
            Field("own_view", _("What they said"), "own_words", optional=True),
            Field("own_view_on", _("When they said it"), "date", optional=True),
            Field("ask_again_on", _("Asked again on"), "date", optional=True),
            Heading(_("When it has ended")),
            Field("ended_on", _("Ended on"), "date", optional=True),
            Field("ended_because", _("Why it ended"), "text", rows=2, may_wait=True),
        ),
        rows=(Row("starts", "planned_end"), Row("told_on", "told_by")),
        voices=(("own_view", "own_view_how", "why_not_asked"),),
        blank=lambda who: LiveRestriction(young_person_id=who, what="", ground="", starts=clock.today()),
        load=limits.restrictions,
        save=lambda limit: limits.save_restriction(answered(limit, clock.today())),
        check=lambda limit: problems_in_restriction(limit, clock.today()),
        fit=fit,
        may_write=may_write,
    )  # fmt: skip


NEW_REVIEW, NEW_FOR = "new:restriction_review", "of-"


def review_kind(limits: Limits, tools: PlanTools, limit: LiveRestriction) -> RecordKind:
    """Return the form of a look at one limit."""
    today = tools.clock.today

    def fit(form: Form) -> None:
        fit_voice(form, "own_view")
        ended = form.values()["outcome"] == ReviewOutcome.ENDED.value
        form.show_fields(not ended, "considered", "next_on")

    def check(review: RestrictionReview) -> Any:
        return problems_in_restriction_review(review, today()) if review.outcome else ()

    def save(review: RestrictionReview) -> Any:
        if review.outcome is ReviewOutcome.ENDED:
            review = replace(review, next_on=None)
        return limits.review_restriction(answered(review, today()))

    return RecordKind(
        noun="plans",
        entry="restriction_review",
        title=_("Limits looked at again"),
        icon="eye",
        add=_("Look again: {what}").format(what=limit.what),
        empty="",
        name=lambda _review: limit.what,
        key=lambda review: review.id or f"{NEW_FOR}{limit.id}",
        items=(
            Field("held_on", _("Looked at on"), "date"),
            Field("held_by", _("Who looked at it")),
            Field("considered", _("What less was thought about"), "text", rows=2, may_wait=True),
            Field("own_view", _("What they said"), "own_words", optional=True),
            Field("ask_again_on", _("Asked again on"), "date", optional=True),
            Field("outcome", _("What came of it"), "segments", choices=choices(ReviewOutcome)),
            Field("because", _("Why"), "text", rows=2),
            Field("next_on", _("Looked at again on"), "date", may_wait=True),
        ),
        rows=(Row("held_on", "held_by"),),
        voices=(("own_view", "own_view_how", "why_not_asked"),),
        blank=lambda who: RestrictionReview(
            young_person_id=who,
            restriction_id=limit.id,
            held_on=today(),
            outcome=None,  # type: ignore[arg-type] - nobody has said yet; the form asks
            because="",
            held_by=tools.me(),
        ),
        load=limits.restriction_reviews,
        save=save,
        check=check,
        fit=fit,
        may_write=tools.may_write,
    )
