"""Looks again at a limit on family time, under its form: what less would do now, what came of it, when next."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...core.labels import choices, label
from ...core.text import _, day_short
from ...domain.family_time import Limit, LimitReview
from ...domain.plans import ReviewOutcome
from ..widgets.fields import Field, Row
from ..widgets.form import Form
from ..widgets.own_words import OwnWordsEntry
from ..widgets.record_kinds import PartLine, RecordAct, RecordPart
from .common import Helpers, Limits

REVIEW = "review"
MARKS = {
    ReviewOutcome.KEPT: "shield",
    ReviewOutcome.EASED: "thumbs-up",
    ReviewOutcome.ENDED: "check",
}


def reviews_part(limits: Limits, helpers: Helpers) -> RecordPart:
    """Return the looks at a limit, newest first, and what adds one."""

    def load(limit: Limit) -> tuple[LimitReview, ...]:
        found = limits.reviews(limit.young_person_id)
        return tuple(review for review in found if review.limit_id == limit.id)

    def line(review: LimitReview) -> PartLine:
        day = day_short(review.held_on, helpers.clock.today())
        said = [f"{label(review.outcome)}: {review.because}"]
        if review.considered.strip():
            said.append(_("What less was thought about: {text}").format(text=review.considered))
        second = ", ".join(part for part in (day, review.held_by) if part)
        return PartLine(" ".join(said), second, MARKS[review.outcome], own_words=review.own_view)

    return RecordPart(
        title=_("Looked at again"),
        icon="eye",
        empty=_("Nobody has looked at it again yet."),
        load=load,
        line=line,
        add=_review_act(limits, helpers, REVIEW, _("Look at it again"), "eye"),
        acts=lambda review: (
            _review_act(limits, helpers, f"{REVIEW}:{review.id}", _("Change"), "pencil", review),
        ),
    )


def _review_act(
    limits: Limits, helpers: Helpers, key: str, text: str, icon: str, review: LimitReview | None = None
) -> RecordAct:
    def start(_limit: Limit) -> Mapping[str, Any]:
        if review is None:
            return {"held_on": helpers.clock.today(), "held_by": helpers.me(), "own_view": OwnWordsEntry()}
        said = OwnWordsEntry(review.own_view, review.own_view_how if review.own_view_how.has_words else None)
        return {
            "held_on": review.held_on, "held_by": review.held_by, "considered": review.considered,
            "own_view": said, "outcome": review.outcome.value, "because": review.because, "next_on": review.next_on,
        }  # fmt: skip

    def run(limit: Limit, values: Mapping[str, Any]) -> Any:
        outcome, said = ReviewOutcome(values["outcome"]), values["own_view"]
        base = review or LimitReview(
            young_person_id=limit.young_person_id,
            limit_id=limit.id,
            held_on=values["held_on"],
            outcome=outcome,
            because="",
        )
        ended = outcome is ReviewOutcome.ENDED
        made = replace(
            base,
            held_on=values["held_on"],
            held_by=values["held_by"],
            outcome=outcome,
            because=values["because"],
            considered=values["considered"],
            own_view=said.words,
            next_on=None if ended else values["next_on"],
        )
        if said.given_how is not None:
            made = replace(made, own_view_how=said.given_how)
        return limits.save_review(made)

    def fit(form: Form) -> None:
        ended = form.values()["outcome"] == ReviewOutcome.ENDED.value
        form.show_fields(not ended, "considered", "next_on")

    return RecordAct(
        key=key,
        text=text,
        icon=icon,
        applies=lambda limit: review is not None or limit.ended_on is None,
        items=(
            Field("held_on", _("Looked at on"), "date"),
            Field("held_by", _("By whom")),
            Field("considered", _("What less would do now"), "text", rows=2, may_wait=True),
            Field("own_view", _("What they said"), "own_words", optional=True),
            Field("outcome", _("What came of it"), "segments", choices=choices(ReviewOutcome)),
            Field("because", _("Why"), "text", rows=2),
            Field("next_on", _("Looked at again on"), "date", may_wait=True),
        ),
        rows=(Row("held_on", "held_by"),),
        start=start,
        run=run,
        fit=fit,
        button=_("Write it down"),
    )
