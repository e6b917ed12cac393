"""The school holidays of a young person's unit: the list and form of them, and what the rhythm of an arrangement asks.

They count for everybody in the unit, so whoever edits plans there keeps them, from any young person's page.
"""

from ...core.clock import Clock
from ...core.text import _, day_short
from ...domain.arrangement_validation import problems_in_holiday
from ...domain.family_time import SchoolHoliday
from ..tables.model import Column
from ..widgets.fields import Field, Row
from ..widgets.records import RecordKind
from .common import Arrangements

SHOWN = 4
"""How many are in the list before somebody asks for all: about a school year."""


class Year:
    """The school holidays of the unit of whoever the page is about, as they were when it was loaded."""

    def __init__(self, service: Arrangements) -> None:
        self._service = service
        self.holidays: tuple[SchoolHoliday, ...] = ()
        self.unit_id = ""

    def load(self, young_person_id: str) -> tuple[SchoolHoliday, ...]:
        """Ask for them; those of the unit where this young person lives."""
        year = self._service.school_year(young_person_id)
        self.holidays, self.unit_id = year.holidays, year.unit.id
        return self.holidays


def holiday_kind(service: Arrangements, year: Year, clock: Clock, may_write: bool) -> RecordKind:
    """Return the list and form of the school holidays, those to come first."""

    def load(young_person_id: str) -> tuple[SchoolHoliday, ...]:
        today, found = clock.today(), year.load(young_person_id)
        past = tuple(holiday for holiday in found if holiday.last_day < today)
        return (*(holiday for holiday in found if holiday not in past), *reversed(past))

    return RecordKind(
        noun="family_time",
        entry="school_holiday",
        title=_("School holidays"),
        icon="calendar",
        add=_("Add a school holiday"),
        empty=_("No school holidays are kept for this unit yet."),
        note=_("The same for everybody in this unit"),
        name=lambda holiday: holiday.name,
        columns=(
            Column("name", _("Name"), lambda h: h.name, strong=True, width=200, stretch=True),
            Column("first", _("First day"), lambda h: day_short(h.first_day, clock.today()),
                   sort=lambda h: h.first_day, width=140),
            Column("last", _("Last day"), lambda h: day_short(h.last_day, clock.today()),
                   sort=lambda h: h.last_day, width=140),
        ),
        items=(
            Field("name", _("Name"), hint=_("“October week”, “Christmas holidays”.")),
            Field("first_day", _("First day"), "date"),
            Field("last_day", _("Last day"), "date"),
        ),
        rows=(Row("first_day", "last_day"),),
        blank=lambda _who: SchoolHoliday(
            unit_id=year.unit_id, name="", first_day=clock.today(), last_day=clock.today()
        ),
        load=load,
        save=service.save_holiday,
        check=problems_in_holiday,
        may_write=may_write,
        at_first=SHOWN,
    )  # fmt: skip
