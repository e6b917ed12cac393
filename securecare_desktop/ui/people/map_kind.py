"""A sitting with the map of people: how it is listed, and the form in which it is drawn together."""

from collections.abc import Callable
from typing import Any, Protocol

from ...core.clock import Clock
from ...core.text import _, day_short, ngettext
from ...domain.people_map import PeopleMap, problems_in_people_map
from ...services.people_map import MapStart
from ..tables.model import Column
from ..widgets.fields import Field, Row
from ..widgets.form import Form
from ..widgets.record_kinds import RecordKind
from .map_editor import PEOPLE_MAP, MapEditor

ENTRY = "people_map"


class Maps(Protocol):
    """What this screen needs of the service for maps of people."""

    def sittings(self, young_person_id: str, /) -> tuple[PeopleMap, ...]:
        """Return the maps of a young person, newest first."""
        ...

    def start(self, young_person_id: str, /) -> MapStart:
        """Return what the next sitting starts from."""
        ...

    def save(self, sitting: PeopleMap, /) -> Any:
        """Save one sitting."""
        ...


def map_kind(maps: Maps, clock: Clock, may_write: bool, start: Callable[[], MapStart | None]) -> RecordKind:
    """Return the list of sittings and their form; `start` gives what was fetched to begin a new one with."""

    def blank(young_person_id: str) -> PeopleMap:
        begun = start()
        if begun is None or begun.sitting.young_person_id != young_person_id:
            return PeopleMap(young_person_id=young_person_id, on=clock.today())
        return begun.sitting

    def fit(form: Form) -> None:
        editor, begun = form.editor("places"), start()
        assert isinstance(editor, MapEditor)
        if begun is not None:
            editor.set_people(begun.young_person_name, begun.people)

    today = clock.today
    return RecordKind(
        noun="people",
        entry=ENTRY,
        title=_("Maps drawn so far"),
        icon="contact-round",
        add=_("Draw a new map"),
        empty=_("No map yet. Draw one together: who is close, who is around, and how things are with each."),
        name=lambda sitting: _("Map of {day}").format(day=day_short(sitting.on, today())),
        columns=(
            Column(
                "on", _("On"), lambda s: day_short(s.on, today()), sort=lambda s: s.on, strong=True, width=140
            ),
            Column("drawn_with", _("Who drew it with them"), lambda s: s.drawn_with, width=210),
            Column("places", _("On the map"), _count, sort=lambda s: len(s.places), width=110),
            Column("own_words", _("What they said"), lambda s: s.own_words, width=260, stretch=True),
        ),
        items=(
            Field(
                "places",
                _("Who stands where"),
                PEOPLE_MAP,
                hint=_(
                    "Let them say where everybody goes. Drag people with the mouse, or go to one with Tab and use "
                    "the arrow keys; R changes the ring, T the tie, Enter opens a menu."
                ),
            ),
            Field("on", _("On"), "date"),
            Field("drawn_with", _("Who drew it with them"), optional=True),
            Field(
                "own_words",
                _("What they said"),
                "own_words",
                rows=2,
                optional=True,
                question=_("How they gave it"),
            ),
        ),
        rows=(Row("on", "drawn_with"),),
        voices=(("own_words", "own_words_how", ""),),
        blank=blank,
        load=maps.sittings,
        save=maps.save,
        check=lambda sitting: problems_in_people_map(sitting, today()),
        fit=fit,
        may_write=may_write,
    )


def _count(sitting: PeopleMap) -> str:
    count = len(sitting.places)
    return ngettext("{n} person", "{n} people", count).format(n=count)
