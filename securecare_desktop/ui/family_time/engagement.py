"""The list and form of what is done together with a family beyond visits, and that a question was answered.

The form asks for what its kind has: an answer to a question or complaint, whether they came to a review.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

from ...core.labels import choices, label
from ...core.text import N_, _, day_plain, day_short
from ...domain.family_engagement import (
    ANSWERED,
    CameTo,
    EngagementKind,
    FamilyEngagement,
    problems_in_engagement,
)
from ..tables.model import Column
from ..widgets.fields import Field, Heading, Row
from ..widgets.form import Form
from ..widgets.records import Offer, RecordAct, RecordKind
from .common import Helpers, whom_field, with_whom

AT_FIRST = 6
ANSWER = ("answer", "answered_on", "answered_by")
WHAT = {
    EngagementKind.REVIEW_INVITATION: N_("What they were invited to, and for when"),
    EngagementKind.UPDATE_GIVEN: N_("What they were told"),
    EngagementKind.QUESTION: N_("What they asked"),
    EngagementKind.VIEW_ON_PLAN: N_("What they think of the plan"),
    EngagementKind.TRAVEL_OR_MONEY_HELP: N_("What help they got"),
    EngagementKind.COMPLAINT: N_("What they are not content with"),
    EngagementKind.ABOUT_CHANGE_OF_WORKER: N_("What they say about it"),
}
"""How what it was about is asked for, by kind."""
ICONS = {
    EngagementKind.REVIEW_INVITATION: "calendar-check",
    EngagementKind.UPDATE_GIVEN: "message-circle",
    EngagementKind.QUESTION: "circle-question-mark",
    EngagementKind.VIEW_ON_PLAN: "file-text",
    EngagementKind.TRAVEL_OR_MONEY_HELP: "hand-heart",
    EngagementKind.COMPLAINT: "message-circle-warning",
    EngagementKind.ABOUT_CHANGE_OF_WORKER: "arrow-left-right",
}
CAME = {
    CameTo.NOT_YET: ("clock", "quiet"),
    CameTo.CAME: ("check", "done"),
    CameTo.SENT_WORD: ("message-square-reply", "info"),
    CameTo.DID_NOT_COME: ("circle-slash", "quiet"),
}


class About(Protocol):
    """A change of worker or a review of the plan that something can be about."""

    @property
    def id(self) -> str:
        """Its id."""
        ...

    @property
    def words(self) -> str:
        """What it is called."""
        ...


class Engagement(Protocol):
    """What this list needs of the family-engagement service."""

    def list_for(self, young_person_id: str, /) -> tuple[FamilyEngagement, ...]:
        """Return all of it, newest first."""
        ...

    def about(self, young_person_id: str, /) -> tuple[About, ...]:
        """Return what something can be about."""
        ...

    def save(self, engagement: FamilyEngagement, /) -> object:
        """Save one thing."""
        ...

    def answer(
        self, engagement: FamilyEngagement, answer: str, answered_by: str, answered_on: date | None, /
    ) -> object:
        """Record the answer to a question or complaint."""
        ...


def engagement_kind(engagement: Engagement, helpers: Helpers, may_write: bool) -> RecordKind:
    """Return the list and form of what is done together with a family beyond visits."""

    def offer_about(young_person_id: str) -> tuple[Offer, ...]:
        return tuple(Offer(about.id, about.words) for about in engagement.about(young_person_id))

    return RecordKind(
        noun="family_time",
        entry="engagement",
        title=_("With the family, beside visits"),
        icon="users-round",
        add=_("Add an entry"),
        empty=_("Nothing yet. Write down invitations, news given, questions, help and complaints."),
        name=lambda e: f"{label(e.kind)}: {e.with_whom}",
        when=lambda e: day_short(e.on, helpers.clock.today()),
        columns=_columns(helpers),
        items=_items(),
        rows=(Row("on", "how"), Row("answered_on", "answered_by")),
        blank=lambda who: FamilyEngagement(
            young_person_id=who,
            person_id="",
            with_whom="",
            kind=EngagementKind.UPDATE_GIVEN,
            on=helpers.clock.today(),
            what="",
            done_by=helpers.me(),
        ),
        load=engagement.list_for,
        save=engagement.save,
        offers={
            "person_id": helpers.everybody,
            "about_id": offer_about,
            "done_by": helpers.house,
            "answered_by": helpers.house,
        },
        complete=with_whom,
        check=lambda one: problems_in_engagement(one, helpers.clock.today()),
        fit=_fit,
        acts=(_answer_act(engagement, helpers),),
        may_write=may_write,
        second=_waiting,
        at_first=AT_FIRST,
    )


def _waiting(found: tuple[FamilyEngagement, ...]) -> str:
    waiting = sum(one.waits_for_an_answer for one in found)
    if waiting:
        return _("{n} wait for an answer").format(n=waiting) if waiting > 1 else _("1 waits for an answer")
    return str(len(found)) if found else ""


def _columns(helpers: Helpers) -> tuple[Column, ...]:
    today = helpers.clock.today
    return (
        Column("on", _("On"), lambda e: day_short(e.on, today()), sort=lambda e: e.on, width=110),
        Column("kind", _("Kind"), lambda e: label(e.kind), icon=lambda e: ICONS[e.kind], width=190),
        Column("who", _("Who"), lambda e: e.with_whom, strong=True, width=110),
        Column("what", _("What it was about"), lambda e: e.what, width=240, stretch=True, wraps=True),
        Column(
            "answer",
            _("Answer"),
            lambda e: _state(e, today()),
            icon=lambda e: _mark(e)[0],
            tone=lambda e: _mark(e)[1],
            width=180,
            chip=True,
        ),
    )


def _state(engagement: FamilyEngagement, today: date) -> str:
    """Return how far it is: whether they came, whether it was answered; nothing for other kinds."""
    if engagement.kind is EngagementKind.REVIEW_INVITATION:
        return label(engagement.came)
    if engagement.kind not in ANSWERED:
        return ""
    if engagement.answered_on is None:
        return _("Waits for an answer")
    return _("Answered {day}").format(day=day_plain(engagement.answered_on, today))


def _mark(engagement: FamilyEngagement) -> tuple[str, str]:
    if engagement.kind is EngagementKind.REVIEW_INVITATION:
        return CAME[engagement.came]
    if engagement.kind not in ANSWERED:
        return "", ""
    return ("clock", "soon") if engagement.waits_for_an_answer else ("check", "done")


# -- the form -------------------------------------------------------------------------------------------------


def _items() -> tuple[Field | Heading, ...]:
    ways = (_("by phone"), _("in person"), _("by video call"), _("by email"), _("by letter"))
    return (
        Field("kind", _("Kind"), "choice", choices=choices(EngagementKind)),
        whom_field(_("Who with")),
        Field("on", _("On"), "date"),
        Field("how", _("How"), "suggest", choices=tuple((way, "") for way in ways), optional=True),
        Field("what", _("What it was about"), "text", rows=3),
        Field("came", _("Did they come?"), "choice", choices=choices(CameTo)),
        Field(
            "about_id",
            _("Which change of worker or review it belongs to"),
            "choice",
            optional=True,
        ),
        Field("done_by", _("Who of us"), "suggest", optional=True),
        Heading(_("The answer they got"), _("Leave it empty while they wait for one.")),
        *_answer_items(),
        Heading(_("And the young person")),
        Field("young_person_knows", _("What the young person knows of it"), "text", rows=2, optional=True),
    )


def _answer_items() -> tuple[Field, ...]:
    return (
        Field("answer", _("The answer"), "text", rows=3, may_wait=True),
        Field("answered_on", _("Answered on"), "date", may_wait=True),
        Field("answered_by", _("Who answered"), "suggest", may_wait=True),
    )


def _fit(form: Form) -> None:
    """Ask for what the kind has; an answer that is there already stays in sight, whatever the kind."""
    values = form.values()
    kind = EngagementKind(values["kind"]) if values["kind"] else EngagementKind.UPDATE_GIVEN
    invited = kind is EngagementKind.REVIEW_INVITATION
    form.show_fields(invited or values["came"] not in ("", CameTo.NOT_YET), "came")
    form.show_fields(kind in ANSWERED or bool(values["answer"] or values["answered_on"]), *ANSWER)
    words = _(WHAT[kind])
    if form.row("what").field.label != words:
        form.row("what").rename(words)


def _answer_act(engagement: Engagement, helpers: Helpers) -> RecordAct:
    def record(asked: FamilyEngagement, values: Mapping[str, Any]) -> object:
        return engagement.answer(asked, values["answer"], values["answered_by"], values["answered_on"])

    return RecordAct(
        key="answer",
        text=_("Record the answer"),
        icon="message-square-reply",
        applies=lambda asked: asked.waits_for_an_answer,
        run=record,
        items=(
            Field("answer", _("The answer"), "text", rows=4),
            Field("answered_on", _("Answered on"), "date"),
            Field("answered_by", _("Who answered"), "suggest"),
        ),
        rows=(Row("answered_on", "answered_by"),),
        start=lambda _asked: {
            "answer": "",
            "answered_on": helpers.clock.today(),
            "answered_by": helpers.me(),
        },
        offers={"answered_by": helpers.house},
        said=_("The answer is written down."),
    )
