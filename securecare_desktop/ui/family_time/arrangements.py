"""The list and form of what is arranged for family time: the family-time plan."""

from ...core.labels import choices, label
from ...core.text import _, day_plain, day_short
from ...domain.arrangement_validation import problems_in_arrangement
from ...domain.family_time import Arrangement, FamilyTimeKind, SupportLevel
from ..tables.model import Column
from ..widgets.fields import Field, Heading, Row
from ..widgets.records import RecordKind
from .common import Arrangements, Helpers, whom_field, with_whom


def arrangement_kind(service: Arrangements, helpers: Helpers, may_write: bool) -> RecordKind:
    """Return the list and form of what is arranged."""
    today = helpers.clock.today
    return RecordKind(
        noun="family_time",
        entry="arrangement",
        title=_("Arrangements"),
        icon="calendar-days",
        add=_("Add an arrangement"),
        empty=_("Nothing is arranged yet. Write who, how, and how often."),
        name=lambda a: f"{a.with_whom}, {label(a.kind).lower()}",
        columns=(
            Column("who", _("Who"), lambda a: a.with_whom, strong=True, width=150),
            Column("kind", _("Kind"), lambda a: label(a.kind), width=130),
            Column("often", _("How often"), lambda a: a.how_often, width=200, stretch=True),
            Column(
                "level", _("How much an adult is there"), lambda a: label(a.level), width=190, gives_way=True
            ),
            Column(
                "court",
                _("Rests on"),
                lambda a: _("Law") if a.directed_by_court else _("Team"),
                icon=lambda a: "scale" if a.directed_by_court else "users",
                width=110,
                gives_way=True,
            ),
            Column(
                "review",
                _("Looked at again"),
                lambda a: day_short(a.review_on, today()) if a.review_on else "",
                sort=lambda a: a.review_on,
                width=140,
            ),
            Column(
                "ended",
                _("Ended"),
                lambda a: day_plain(a.ended_on, today()) if a.ended_on else "",
                sort=lambda a: a.ended_on,
                width=110,
                gives_way=True,
            ),
        ),
        items=_arrangement_items(),
        rows=(Row("starts", "at_time"), Row("minutes", "place"), Row("review_on", "ended_on")),
        blank=lambda who: Arrangement(
            young_person_id=who,
            person_id="",
            with_whom="",
            kind=FamilyTimeKind.VISIT_HERE,
            how_often="",
            starts=today(),
        ),
        load=service.arrangements,
        save=service.save_arrangement,
        offers={"person_id": helpers.family},
        complete=with_whom,
        check=problems_in_arrangement,
        may_write=may_write,
    )


def _arrangement_items() -> tuple[Field | Heading, ...]:
    return (
        whom_field(_("Who with")),
        Field("kind", _("Kind"), "choice", choices=choices(FamilyTimeKind)),
        Field("how_often", _("How often"), hint=_("“Thursdays 14:00”, “every second Tuesday”.")),
        Field("starts", _("From"), "date", optional=True),
        Field("at_time", _("At"), optional=True, example="14:00"),
        Field("minutes", _("Minutes"), "number", least=1, most=1440, optional=True),
        Field("place", _("Place"), optional=True),
        Field("level", _("How much an adult is there"), "choice", choices=choices(SupportLevel)),
        Field("why_this_level", _("Why"), "text", rows=2, optional=True),
        Field("purpose", _("What it is for"), "text", rows=2, optional=True),
        Field("directed_by_court", _("Did a court or hearing direct it?"), "yes_no"),
        Field("transport", _("Travel, and who pays"), "text", rows=2, optional=True),
        Field("if_cancelled", _("What happens when it is cancelled"), "text", rows=2, optional=True),
        Field("tells_young_person", _("Who tells the young person then"), optional=True),
        Field("review_on", _("Looked at again on"), "date", optional=True),
        Field("ended_on", _("Ended on"), "date", optional=True),
    )
