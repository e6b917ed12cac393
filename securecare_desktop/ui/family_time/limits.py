"""The list and form of limits on family time, each with its lawful ground.

Behaviour is never a ground for a limit, so the form does not offer it.
"""

from ...core.labels import choices, label
from ...core.text import _, day_plain, day_short, given_name
from ...domain.family_time import Limit, LimitGround
from ...domain.validation import problems_in_limit
from ..tables.model import Column
from ..widgets.fields import Field, Heading, Row
from ..widgets.records import RecordKind
from .common import FamilyTime, Helpers, whom_field, with_whom


def limit_kind(family_time: FamilyTime, helpers: Helpers, may_write: bool) -> RecordKind:
    """Return the list and form of limits on family time, each with its lawful ground."""
    today = helpers.clock.today

    def in_force(limits: tuple[Limit, ...]) -> str:
        count = sum(limit.in_force_on(today()) for limit in limits)
        return _("{n} in force").format(n=count) if limits else ""

    def told(limit: Limit) -> str:
        if limit.told_on is None:
            return _("not told yet")
        return f"{given_name(limit.told_by)}, {day_plain(limit.told_on, today())}".strip(", ")

    return RecordKind(
        noun="family_time",
        entry="limit",
        title=_("Limits in force"),
        icon="shield",
        add=_("Add a limit"),
        empty=_("No limits on family time."),
        note=_("Never a reward, never a sanction"),
        name=lambda x: f"{x.with_whom}: {x.what}",
        columns=(
            Column("who", _("About"), lambda x: x.with_whom, strong=True, width=120),
            Column("what", _("What is limited"), lambda x: x.what, width=260, stretch=True),
            Column("ground", _("Ground"), lambda x: label(x.ground), icon=_ground_icon, width=210),
            Column(
                "told",
                _("Told"),
                told,
                sort=lambda x: x.told_on,
                icon=lambda x: "check" if x.told_on else "message-circle-warning",
                tone=lambda x: "done" if x.told_on else "late",
                width=160,
            ),
            Column(
                "review",
                _("Looked at again"),
                lambda x: day_short(x.review_on, today()) if x.review_on and not x.ended_on else "",
                sort=lambda x: x.review_on,
                width=140,
                gives_way=True,
            ),
            Column(
                "ended",
                _("Ended"),
                lambda x: day_plain(x.ended_on, today()) if x.ended_on else "",
                sort=lambda x: x.ended_on,
                width=110,
                gives_way=True,
            ),
        ),
        items=_limit_items(),
        rows=(
            Row("starts", "planned_end"),
            Row("told_by", "told_on"),
            Row("review_on", "review_by"),
        ),
        blank=lambda who: Limit(
            young_person_id=who,
            person_id="",
            with_whom="",
            what="",
            ground=LimitGround.COURT_ORDER,
            starts=today(),
        ),
        load=family_time.limits,
        save=family_time.save_limit,
        offers={"person_id": helpers.family, "told_by": helpers.house},
        complete=with_whom,
        check=problems_in_limit,
        may_write=may_write,
        second=in_force,
    )


def _ground_icon(limit: Limit) -> str:
    if limit.ground is LimitGround.YOUNG_PERSONS_CHOICE:
        return "user-round"
    return "users" if limit.ground is LimitGround.HEAD_OF_UNIT else "scale"


def _limit_items() -> tuple[Field | Heading, ...]:
    return (
        whom_field(_("Who it is about")),
        Field("what", _("What is limited, in plain words"), hint=_("“An adult is in the room on calls.”")),
        Field(
            "ground",
            _("What it rests on"),
            "choice",
            choices=choices(LimitGround),
            hint=_("Only these are lawful. A limit is never a reward and never a sanction."),
        ),
        Field(
            "ground_details",
            _("Which order, agreement or decision"),
            hint=_("“Section 34, 9 March 2026.” Not needed for the young person's own choice."),
            may_wait=True,
        ),
        Field("evidence", _("What shows that it is needed"), "text", rows=2, optional=True, statutory=True),
        Field("tried_first", _("What was tried first"), "text", rows=2, optional=True),
        Field("authorised_by", _("Who decided it"), optional=True),
        Field("starts", _("From"), "date", optional=True),
        Field("planned_end", _("Until, as planned"), "date", optional=True),
        Field("review_on", _("Looked at again on"), "date", optional=True),
        Field("review_by", _("By whom"), optional=True),
        Heading(_("How it was explained")),
        Field("told_by", _("Who told the young person"), "suggest", optional=True),
        Field("told_on", _("When"), "date", optional=True),
        Field("own_view", _("What they said"), "voice", rows=2, optional=True),
        Field("support_given", _("What support they got"), "text", rows=2, optional=True),
        Field("notified", _("Who else was told, when and how"), "text", rows=2, optional=True),
        Heading(_("When it has ended")),
        Field("ended_on", _("Ended on"), "date", optional=True),
        Field("why_ended", _("Why it ended"), "text", rows=2, optional=True),
    )
