"""Forms for who a young person is and how things are; and the page that adds a young person."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Protocol

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...core.clock import Clock
from ...core.errors import Problem
from ...core.labels import choices
from ...core.text import _
from ...domain.staff import Unit
from ...domain.validation import problems_in_status, problems_in_young_person
from ...domain.young_people import Status, StatusKind, YoungPerson
from .. import notify, tasks
from ..page import Page, Place
from ..widgets.binding import filled
from ..widgets.card import Card
from ..widgets.fields import Field, Heading, Row
from ..widgets.form import Form
from ..widgets.labels import label
from ..widgets.page_scroll import PageScroll
from ..widgets.record_drafts import RecordDrafts
from ..widgets.records import Drafts, Offer, RecordKind
from ..widgets.side_sheet import Foot
from ..widgets.signing import Signing

FORM_WIDTH = 720


class KeepsDetails(Protocol):
    """What these forms need of the young-people service."""

    def save(self, person: YoungPerson, /) -> Any:
        """Save a young person's details."""
        ...

    def note_status(self, status: Status, /) -> Any:
        """Note how things are now."""
        ...


Units = Callable[[], tuple[Unit, ...]]
"""UnitsService.list, for whoever works in several units."""


def unit_field(units: tuple[Unit, ...] = ()) -> Field:
    """Return the field for the unit that a young person lives in."""
    named = tuple((unit.id, unit.name) for unit in units)
    return Field("unit_id", _("Unit"), "choice", choices=named, hint=_("Who works there reads their record."))


def details_items() -> tuple[Field | Heading, ...]:
    """Return the fields of a young person, in the order one would say them."""
    return (
        Field("name_used", _("Name they use"), hint=_("It comes first everywhere.")),
        Field("pronouns", _("Pronouns"), example="she/her", optional=True),
        Field("legal_name", _("Full name"), hint=_("Printed on packs only.")),
        Field("date_of_birth", _("Born on"), "date"),
        Field(
            "sex_recorded",
            _("Sex, as the law asks for it"),
            optional=True,
            hint=_("Only the record of the stay prints it."),
        ),
        Heading(_("How to talk and listen")),
        Field("languages", _("Languages"), hint=_("The one they think in first."), optional=True),
        Field("interpreter", _("Interpreter"), optional=True),
        Field(
            "communication_needs",
            _("What helps them to follow and to be heard"),
            "text",
            rows=2,
            hint=_("Short sentences, pictures, time to answer, things in writing."),
            optional=True,
        ),
        Heading(_("What everybody here has to know")),
        Field("allergies", _("Allergies"), optional=True),
        Field("health_essentials", _("Health, in short"), "text", rows=2, optional=True),
        Field("culture_and_faith", _("Culture and faith"), "text", rows=2, optional=True),
        Field(
            "story_so_far",
            _("The story so far"),
            "text",
            rows=5,
            hint=_("So that nobody has to tell it again. Strengths first."),
            optional=True,
        ),
        Field("story_so_far_on", _("Brought up to date on"), "date", optional=True),
    )


DETAILS_ROWS = (
    Row("name_used", "pronouns"),
    Row("legal_name", "date_of_birth"),
    Row("languages", "interpreter"),
)


def _none(_young_person_id: str) -> tuple[Any, ...]:
    return ()


def details_kind(
    service: KeepsDetails, clock: Clock, may_write: bool, units: Units | None = None
) -> RecordKind:
    """Return the form of a young person's details; `units()` for whoever may move them to another one."""
    offers = None
    if units is not None:
        ask = units

        def offer(_young_person_id: str) -> tuple[Offer, ...]:
            return tuple(Offer(unit.id, unit.name) for unit in ask())

        offers = {"unit_id": offer}
    return RecordKind(
        noun="young_people",
        entry="young_person",
        title=_("Name and details"),
        icon="user-round",
        empty="",
        name=lambda p: p.name_used,
        items=(*details_items(), *((unit_field(),) if units is not None else ())),
        rows=DETAILS_ROWS,
        offers=offers,
        load=_none,
        save=service.save,
        check=lambda p: problems_in_young_person(p, clock.today()),
        may_write=may_write,
    )


def status_kind(
    service: KeepsDetails, clock: Clock, may_write: bool, signing: Signing | None = None
) -> RecordKind:
    """Return the form that notes how things are right now; what was noted before stays."""
    return RecordKind(
        noun="young_people",
        entry="status",
        title=_("Right now"),
        icon="eye",
        add=_("How things are right now"),
        empty="",
        name=lambda _status: _("How things are right now"),
        items=(
            Field("kind", _("In one word"), "segments", choices=choices(StatusKind)),
            Field(
                "sentence", _("In one sentence"), "text", rows=2, hint=_("What you see, and what goes well.")
            ),
        ),
        blank=lambda who: Status(
            young_person_id=who, kind=StatusKind.SETTLED, sentence="", noted_at=clock.now()
        ),
        load=_none,
        save=lambda status: service.note_status(
            status if status.version else replace(status, noted_at=clock.now())
        ),
        may_change=lambda status: signing is not None and status.author_id == signing.me,
        check=problems_in_status,
        may_write=may_write,
        signing=signing,
    )


class NewYoungPersonPage(Page):
    """The form that adds a young person; afterwards their own page opens, with the form of the stay."""

    def __init__(
        self,
        young_people: KeepsDetails,
        drafts: Drafts,
        clock: Clock,
        units: Units | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._young_people, self._drafts, self._clock = young_people, drafts, clock
        self._ask_units, self._units = units, ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.scroll = PageScroll(most_wide=FORM_WIDTH)
        column.addWidget(self.scroll, 1)
        self._foot_place = QVBoxLayout()
        column.addLayout(self._foot_place)
        self.form: Form | None = None
        self.foot: Foot | None = None
        self._build()

    def open_place(self, place: Place) -> None:
        """Show the form, with the draft where one was kept; it asks for the unit where there are several."""
        if self.form is not None:
            self.form.focus_first()
        if self._ask_units is not None:
            tasks.query(self, self._ask_units).done(self._show_units).start()

    def _show_units(self, units: tuple[Unit, ...]) -> None:
        wanted = units if len(units) > 1 else ()
        if wanted != self._units:
            self._units = wanted
            self.keep_drafts()
            self._build()
            if self.form is not None:
                self.form.focus_first()

    def keep_drafts(self) -> None:
        """Keep what is typed."""
        if self.form is not None:
            self.form.keep_draft_now()

    def _build(self) -> None:
        draft = RecordDrafts(self, self._drafts, "young_person:new", "", (0,))
        items = (*((unit_field(self._units),) if self._units else ()), *details_items())
        form = Form(items, rows=DETAILS_ROWS, check=self._check, draft=draft, clock=self._clock)
        if self._units:
            form.set_values({"unit_id": self._units[0].id})
        card = Card(inset=True)
        card.body.setContentsMargins(24, 20, 24, 24)
        card.body.addWidget(label(_("Add a young person"), "page-title"))
        words = _(
            "Who they are comes first. The stay, their own words and their people follow on their page."
        )
        card.body.addWidget(label(words, "second", wrap=True))
        card.body.addWidget(form)
        self.scroll.show_page(card)
        self.form = form
        if self.foot is not None:
            self.foot.deleteLater()
        self.foot = Foot()
        self.save_button = self.foot.add_button(
            _("Add this young person"), self.save, icon="check", kind="primary"
        )
        self.foot.add_at_right(form.draft_line)
        self._foot_place.addWidget(self.foot)

    def _check(self, values: Mapping[str, Any]) -> tuple[Problem, ...]:
        if values["date_of_birth"] is None:
            return ()
        return problems_in_young_person(self._person(values), self._clock.today())

    def _person(self, values: Mapping[str, Any]) -> YoungPerson:
        blank = YoungPerson(unit_id="", name_used="", legal_name="", date_of_birth=date.min)
        return filled(blank, values)

    def save(self) -> None:
        """Add them, and go on to their page."""
        form = self.form
        if form is None or not form.is_ready():
            return

        def done(saved: Any) -> None:
            form.saved()
            self._build()
            notify.tell(_("{name} is here now.").format(name=saved.record.name_used))
            self.go.emit(Place("young_person", saved.record.id, "stay", part="stay"))

        task = tasks.command(self, self._young_people.save, self._person(form.values()))
        task.busy(self.save_button).form(form).done(done).start()
