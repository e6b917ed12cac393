"""The lists and the form of limits on family time, each with its lawful ground, who has to hear of it, and its reviews.

Behaviour is never a ground for a limit, so the form does not offer it; a link to a sanction stops the form.
"""

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from weakref import WeakKeyDictionary

from ...core.errors import Problem
from ...core.labels import choices, label
from ...core.text import _, day_full, day_plain, day_short, given_name
from ...domain.family_time import FamilyTimeKind, Limit, LimitGround, Notified, NotifyWithin
from ...domain.limit_grounds import LimitRules, hear_words, is_late, still_to_hear
from ...domain.limit_validation import (
    never_a_sanction,
    problems_in_limit,
    protected_words,
    source_words,
)
from ...domain.occasion_validation import is_protected
from ...domain.people import Answer
from ..tables.model import Column
from ..widgets.fields import Field, Heading, Row
from ..widgets.form import Form
from ..widgets.records import Offer, RecordKind
from ..widgets.row_list import RowColumn
from .common import Helpers, Limits, whom_field, with_whom
from .limit_reviews import reviews_part


def limit_kind(limits: Limits, helpers: Helpers, may_write: bool) -> RecordKind:
    """Return the list and form of limits in force: those of which somebody still has to hear stand first."""
    today = helpers.clock.today
    form = _LimitForm(limits, helpers)

    def running(young_person_id: str) -> tuple[Limit, ...]:
        found = [limit for limit in form.limits(young_person_id) if limit.ended_on is None]
        found.sort(key=lambda limit: (not _waits(limit), limit.review_on or date.max))
        return tuple(found)

    def in_force(found: tuple[Limit, ...]) -> str:
        count = sum(limit.in_force_on(today()) for limit in found)
        return _("{n} in force").format(n=count) if found else ""

    return RecordKind(
        noun="family_time",
        entry="limit",
        title=_("Limits in force"),
        icon="shield",
        add=_("Add a limit"),
        empty=_("No limits on family time."),
        note=_("Never a reward, never a sanction"),
        name=lambda x: f"{x.with_whom}: {x.what}",
        columns=_columns(helpers),
        items=_items(),
        rows=(
            Row("authorised_by", "authorised_as"),
            Row("starts", "planned_end"),
            Row("review_on", "review_by"),
            Row("told_by", "told_on"),
        ),
        voices=(("own_view", "own_view_how", ""),),
        blank=lambda who: Limit(
            young_person_id=who,
            person_id="",
            with_whom="",
            what="",
            ground=None,  # type: ignore[arg-type] - nobody has said yet; the form asks
            starts=today(),
        ),
        load=running,
        save=lambda limit: limits.save_limit(_answered(limit)),
        offers={"person_id": form.whom, "ground": form.grounds, "told_by": helpers.house},
        complete=with_whom,
        check=form.problems,
        fit=form.fit,
        holds=form.holds,
        parts=(reviews_part(limits, helpers),),
        may_write=may_write,
        second=in_force,
    )


def ended_limit_kind(limits: Limits, helpers: Helpers, may_write: bool) -> RecordKind:
    """Return the limits that have ended, newest first, in the same form."""
    today = helpers.clock.today
    form = _LimitForm(limits, helpers)

    def ended(young_person_id: str) -> tuple[Limit, ...]:
        found = [limit for limit in form.limits(young_person_id) if limit.ended_on is not None]
        return tuple(sorted(found, key=lambda limit: limit.ended_on or date.min, reverse=True))

    return replace(
        limit_kind(limits, helpers, may_write),
        entry="ended_limit",
        title=_("Limits that have ended"),
        icon="check",
        empty=_("No limit has ended yet."),
        note="",
        columns=(
            Column("who", _("About"), lambda x: x.with_whom, strong=True, width=120),
            Column("what", _("What was limited"), lambda x: x.what, width=260, stretch=True),
            Column("why", _("Why it ended"), lambda x: x.why_ended, width=260),
            Column(
                "ended",
                _("Ended"),
                lambda x: day_plain(x.ended_on, today()),
                sort=lambda x: x.ended_on,
                width=110,
            ),
        ),
        load=ended,
        may_add=False,
        second=None,
        holds=form.holds,
        at_first=4,
    )


def _waits(limit: Limit) -> bool:
    """Say whether somebody still has to hear of a limit, the young person among them."""
    return limit.told_on is None or bool(still_to_hear(limit))


def _answered(limit: Limit) -> Limit:
    """Return the limit with no answer where none was chosen: the service asks again."""
    answer: Answer | None = limit.linked_to_sanction
    return replace(limit, linked_to_sanction=answer or Answer.NOT_KNOWN)


def heard_words(limit: Limit, now: datetime) -> str:
    """Return who must hear of a limit first and by when, or that all have heard; nothing where nobody is named."""
    waiting = still_to_hear(limit)
    if waiting:
        first = hear_words(limit, waiting[0], now)
        more = _("{first}, and {n} more").format(first=first, n=len(waiting) - 1)
        return more if len(waiting) > 1 else first
    if any(is_late(limit, one, now) for one in limit.notified):
        return _("all told, one of them late")
    return _("all told") if limit.notified else ""


def heard_mark(limit: Limit, now: datetime) -> tuple[str, str]:
    """Return the icon and the tone that say how that stands."""
    if any(is_late(limit, one, now) for one in limit.notified):
        return "circle-alert", "late"
    if still_to_hear(limit):
        return "clock", "soon"
    return ("check", "done") if limit.notified else ("circle", "text-2")


def _columns(helpers: Helpers) -> tuple[Column, ...]:
    today = helpers.clock.today

    def told(limit: Limit) -> str:
        if limit.told_on is None:
            return _("not told yet")
        return f"{given_name(limit.told_by)}, {day_plain(limit.told_on, today())}".strip(", ")

    def heard(limit: Limit) -> str:
        return heard_words(limit, helpers.clock.now()) or _("nobody named")

    def mark(limit: Limit) -> tuple[str, str]:
        return heard_mark(limit, helpers.clock.now())

    return (
        Column("who", _("About"), lambda x: x.with_whom, strong=True, width=110),
        Column("what", _("What is limited"), lambda x: x.what, width=180, stretch=True, wraps=True),
        Column("ground", _("Ground"), lambda x: label(x.ground), icon=_ground_icon, width=190, wraps=True),
        Column(
            "told",
            _("Told"),
            told,
            sort=lambda x: x.told_on,
            icon=lambda x: "check" if x.told_on else "message-circle-warning",
            tone=lambda x: "done" if x.told_on else "late",
            width=140,
        ),
        Column(
            "heard",
            _("Who else must hear"),
            heard,
            icon=lambda x: mark(x)[0],
            tone=lambda x: mark(x)[1],
            tooltip=heard,
            width=290,
            wraps=True,
        ),
        Column(
            "review",
            _("Looked at again"),
            lambda x: day_short(x.review_on, today()) if x.review_on else "",
            sort=lambda x: x.review_on,
            icon=lambda x: "circle-alert" if x.review_on and x.review_on < today() else "",
            tone=lambda x: "late" if x.review_on and x.review_on < today() else "",
            width=130,
            gives_way=True,
        ),
    )


def _ground_icon(limit: Limit) -> str:
    if limit.ground is LimitGround.YOUNG_PERSONS_CHOICE:
        return "user-round"
    return "users" if limit.ground is LimitGround.HEAD_OF_UNIT else "scale"


class _LimitForm:
    """What the form of a limit follows from: the rules of the young person's nation, and who is a protected visitor.

    Both are asked for with what the fields offer; until they are there the service knows them all the same.
    """

    def __init__(self, limits: Limits, helpers: Helpers) -> None:
        self._limits, self._helpers = limits, helpers
        self._rules: LimitRules | None = None
        self._protected: dict[str, str] = {}
        self._reviews: dict[str, tuple[str, ...]] = {}
        self._offered: WeakKeyDictionary[Form, tuple[str, bool]] = WeakKeyDictionary()

    def limits(self, young_person_id: str) -> tuple[Limit, ...]:
        """Return the limits, and remember which looks again are about which."""
        found = self._limits.limits(young_person_id)
        reviews = self._limits.reviews(young_person_id) if found else ()
        self._reviews = {
            limit.id: tuple(review.id for review in reviews if review.limit_id == limit.id) for limit in found
        }
        return found

    def holds(self, limit: Limit) -> tuple[str, ...]:
        """Return the ids of the looks again at a limit."""
        return self._reviews.get(limit.id, ())

    def whom(self, young_person_id: str) -> tuple[Offer, ...]:
        """Return whom a limit can be about, and remember who cannot be limited."""
        people = self._helpers.people.network(young_person_id)
        self._protected = {one.id: protected_words(one) for one in people if is_protected(one)}
        return self._helpers.family(young_person_id)

    def grounds(self, young_person_id: str) -> tuple[Offer, ...]:
        """Return the grounds of the nation, and those that limits rest on from before."""
        self._rules = rules = self._limits.rules(young_person_id)
        before = {limit.ground for limit in self._limits.limits(young_person_id)}
        known = {ground.key for ground in rules.grounds}
        return tuple(Offer(key.value, label(key)) for key in LimitGround if key in known | before)

    def problems(self, limit: Limit) -> tuple[Problem, ...]:
        """Return what has to be put right, as the service would say it."""
        if (
            limit.ground is None
        ):  # the field itself asks; the others are looked at as with the ground that asks least
            limit = replace(limit, ground=LimitGround.YOUNG_PERSONS_CHOICE)
        stop = self._protected.get(limit.person_id, "") if limit.ended_on is None else ""
        found = problems_in_limit(limit, self._helpers.clock.today(), self._rules)
        return (*((Problem("person_id", stop),) if stop else ()), *found)

    def fit(self, form: Form) -> None:
        """Say what follows from the ground, stop what is no limit at all, and offer who has to hear of it."""
        values = form.values()
        form.show_fields(values["ended_on"] is not None, "why_ended")
        form.show_fields(values["ended_on"] is None, "review_on", "review_by")
        form.show_fields(values["ground"] != LimitGround.YOUNG_PERSONS_CHOICE, "ground_details")
        self._stop(form, "person_id", self._protected.get(values["person_id"], ""))
        linked = values["linked_to_sanction"] == Answer.YES
        self._stop(form, "linked_to_sanction", never_a_sanction(self._rules) if linked else "")
        ground = self._rules.get(values["ground"]) if self._rules is not None else None
        if ground is None:
            form.row("ground").show_note("")
            form.row("planned_end").show_note("")
            return
        reviewed = _("Looked at again: {when}").format(when=ground.reviewed[:1].lower() + ground.reviewed[1:])
        parts = (
            ground.words,
            ground.lasts,
            reviewed,
            ground.note,
            source_words(ground.source, ground.mark),
        )
        form.row("ground").show_note(" ".join(part for part in parts if part), "scale")
        last = ground.runs_out(values["starts"])
        fits = last is not None and (values["planned_end"] is None or values["planned_end"] <= last)
        runs_out = _("This ground runs out on {day}.").format(day=day_full(last)) if last and fits else ""
        form.row("planned_end").show_note(runs_out, "clock")
        self._offer_tellings(form, values)

    @staticmethod
    def _stop(form: Form, name: str, sentence: str) -> None:
        """Show at once why this cannot be, and take it away again; nothing that was typed is lost."""
        row = form.row(name)
        if sentence or row.property("stopped"):
            row.setProperty("stopped", bool(sentence))
            row.show_error(sentence)

    def _offer_tellings(self, form: Form, values: dict[str, Any]) -> None:
        """Fill in who has to hear for another ground, while nobody has written in these rows."""
        now = (str(values["ground"]), bool(values["emergency"]))
        before = self._offered.get(form)
        self._offered[form] = now
        assert self._rules is not None
        ground = self._rules.get(now[0])
        if before == now or ground is None or not form.is_changed():
            return
        offers = [one.tell_of(emergency=e) for one in self._rules.grounds for e in (True, False)]
        if values["notified"] in ((), *offers):
            form.editor("notified").set_value(ground.tell_of(emergency=now[1]))


def _items() -> tuple[Field | Heading, ...]:
    return (
        whom_field(_("Who it is about")),
        Field(
            "kinds",
            _("Which kinds of family time"),
            "choices",
            choices=choices(FamilyTimeKind),
            hint=_("None ticked: all of them."),
            optional=True,
        ),
        Field("what", _("What is limited, in plain words"), hint=_("“An adult is in the room on calls.”")),
        Field(
            "ground",
            _("What it rests on"),
            "choice",
            hint=_("Only these are lawful. A limit is never a reward and never a sanction."),
        ),
        Field(
            "ground_details",
            _("Which order, agreement or decision"),
            hint=_("“Section 34, 9 March 2026.”"),
            may_wait=True,
        ),
        Field(
            "linked_to_sanction",
            _("Is it linked to a sanction?"),
            "segments",
            choices=((Answer.YES.value, _("Yes")), (Answer.NO.value, _("No"))),
        ),
        Field("evidence", _("What shows that it is needed"), "text", rows=2, may_wait=True, statutory=True),
        Field("tried_first", _("What was tried first"), "text", rows=2, may_wait=True),
        Field("emergency", _("Was it an emergency?"), "yes_no"),
        Field("authorised_by", _("Who decided it"), may_wait=True),
        Field("authorised_as", _("As"), may_wait=True, example=_("Registered manager")),
        Field("starts", _("From"), "date"),
        Field("planned_end", _("Until, as planned"), "date", optional=True),
        Field("review_on", _("Looked at again on"), "date", optional=True),
        Field("review_by", _("By whom"), optional=True),
        Heading(_("Telling others")),
        Field(
            "notified",
            _("Who has to hear of it"),
            "rows",
            hint=_("When stays empty until they have heard; what has a time stands on Today until then."),
            columns=(
                RowColumn("who", _("Who"), needed=True),
                RowColumn(
                    "within",
                    _("How fast"),
                    "choice",
                    choices=choices(NotifyWithin),
                    width=150,
                    start=NotifyWithin.NOT_SAID.value,
                ),
                RowColumn("told_at", _("When"), "moment", width=170),
                RowColumn("how", _("How")),
            ),
            row_type=Notified,
            add=_("Add somebody"),
            optional=True,
        ),
        Heading(
            _("How the young person was told"),
            _("Empty until somebody has told them; Today says so until then."),
        ),
        Field("told_by", _("Who told the young person"), "suggest", optional=True),
        Field("told_on", _("When"), "date", optional=True),
        Field("told_how", _("How it was explained"), "text", rows=2, optional=True),
        Field("own_view", _("What they said"), "own_words", optional=True),
        Field("support_given", _("What support they got"), "text", rows=2, optional=True),
        Heading(_("When it has ended")),
        Field("ended_on", _("Ended on"), "date", optional=True),
        Field("why_ended", _("Why it ended"), "text", rows=2, may_wait=True),
    )
