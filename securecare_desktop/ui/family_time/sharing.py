"""Versions of an occasion for somebody of the family: written, looked through for names, printed, and given.

They stand under the form of an occasion that took place. What may be in one is the service's to say.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol

from ...core.clock import Clock
from ...core.labels import choices
from ...core.text import _, day_full, day_plain
from ...domain.family_time import Occasion
from ...domain.family_time_shared import SharedOccasion, begin_shared, can_be_shared
from ...domain.people import Answer
from ...services.family_sharing import Versions
from ..page import Place
from ..widgets.binding import filled
from ..widgets.fields import Field, Heading, Row
from ..widgets.form import Form
from ..widgets.record_kinds import PartLine, RecordPart
from ..widgets.records import Offer, RecordAct

PRINT = "new:shared"
"""The part of a Place on the packs page that prints one of them."""


class SharingService(Protocol):
    """What this part needs of the sharing service."""

    def versions(self, young_person_id: str, occasion_id: str, /) -> Versions:
        """Return what was written of one occasion to be given away."""
        ...

    def save_shared(self, shared: SharedOccasion, /, *, names_may_stay: bool = False) -> object:
        """Keep a version."""
        ...


@dataclass(frozen=True, slots=True)
class _ShareBy:
    """Stands among the versions and says by when they are usually shared."""

    day: date


@dataclass(frozen=True, slots=True)
class Sharing:
    """Makes the part. `go` leads to a Place, `family` offers for whom, `may_print` is what the role allows."""

    service: SharingService
    clock: Clock
    family: Callable[[str], tuple[Offer, ...]]
    go: Callable[[Place], object]
    may_write: bool
    may_print: bool

    def part(self) -> RecordPart:
        """Return what stands under the form of an occasion that took place."""
        return RecordPart(
            title=_("Versions to share"),
            icon="users",
            empty=_("Nothing is written to be given to anybody yet."),
            load=self._load,
            line=self._line,
            add=self._write(),
            acts=self._acts,
            applies=can_be_shared,
        )

    def _load(self, occasion: Occasion) -> tuple[Any, ...]:
        found = self.service.versions(occasion.young_person_id, occasion.id)
        return (*found.versions, *((_ShareBy(found.share_by),) if found.share_by else ()))

    def _line(self, item: Any) -> PartLine:
        today = self.clock.today()
        if isinstance(item, _ShareBy):
            return PartLine(
                _("In England, notes of supervised family time are shared with parents by {day}.").format(
                    day=day_full(item.day)
                ),
                _("Guidance, not law: local procedures, three months after the day, seen in its source."),
                "book-open",
            )
        words = _("For {whom}, written on {day}").format(
            whom=item.for_whom, day=day_plain(item.made_on, today)
        )
        if item.given_on is None:
            return PartLine(words, _("Not given yet"), "circle")
        given = _("Given on {day}: {how}").format(day=day_plain(item.given_on, today), how=item.given_how)
        return PartLine(words, given, "check", "done")

    def _acts(self, item: Any) -> tuple[RecordAct, ...]:
        if isinstance(item, _ShareBy):
            return ()
        prints = RecordAct(
            key=f"print:{item.id}",
            text=_("Print or save"),
            icon="printer",
            run=_nothing,
            allowed=self.may_print,
            leads=lambda occasion: self.go(
                Place("packs", occasion.young_person_id, record_id=item.id, part=PRINT)
            ),
        )
        return (prints,) if item.given_on is not None else (self._change(item), self._give(item), prints)

    # -- writing it -----------------------------------------------------------------------------------

    def _write(self) -> RecordAct:
        return RecordAct(
            key="share",
            text=_("Write a version to share"),
            button=_("Save"),
            icon="plus",
            run=lambda occasion, values: self._save(begin_shared(occasion, self.clock.today()), values),
            applies=can_be_shared,
            items=_items(),
            rows=(Row("for_whom", "made_on"),),
            start=lambda occasion: _values(begin_shared(occasion, self.clock.today())),
            offers={"for_whom": self._whom},
            said=_("Kept. It is not given to anybody yet."),
            fit=_fit,
            allowed=self.may_write,
            stays=True,
            once=True,
        )

    def _change(self, item: SharedOccasion) -> RecordAct:
        return replace(
            self._write(),
            key=f"shared:{item.id}",
            text=_("Change"),
            icon="pencil",
            run=lambda _occasion, values: self._save(item, values),
            start=lambda _occasion: _values(item),
            said=_("Saved."),
            again=self._change,
            once=False,
        )

    def _give(self, item: SharedOccasion) -> RecordAct:
        return RecordAct(
            key=f"given:{item.id}",
            text=_("Record that it was given"),
            icon="check",
            run=lambda _occasion, values: self._save(item, {**values, "names_may_stay": True}),
            items=(
                Field("given_on", _("Given on"), "date"),
                Field("given_how", _("How it was given"), hint=_("“Read to her”, “by post”.")),
            ),
            start=lambda _occasion: {"given_on": self.clock.today(), "given_how": ""},
            said=_("Written down that it was given."),
            allowed=self.may_write,
            stays=True,
            once=True,
        )

    def _save(self, shared: SharedOccasion, values: Mapping[str, Any]) -> object:
        made = filled(shared, values)
        return self.service.save_shared(made, names_may_stay=bool(values.get("names_may_stay")))

    def _whom(self, young_person_id: str) -> tuple[Offer, ...]:
        return tuple(Offer(o.id, o.name or o.words) for o in self.family(young_person_id))


def _items() -> tuple[Field | Heading, ...]:
    return (
        Field("for_whom", _("For whom"), "suggest"),
        Field("made_on", _("Written on"), "date"),
        Heading(
            _("What goes out"),
            _("Only these words. Worries, opinion, the days after and who was there stay with the team."),
        ),
        Field("what_they_did", _("What they did together"), "text", rows=3, optional=True),
        Field("warm_moments", _("Warm moments"), "text", rows=2, optional=True),
        Field("ending", _("How it ended"), "text", rows=2, optional=True),
        Field("own_words", _("What the young person says"), "voice", rows=2, optional=True),
        Field(
            "agreed",
            _("Did they agree to share this?"),
            "segments",
            choices=choices(Answer),
        ),
        Field("names_may_stay", _("May these names stay?"), "yes_no", optional=True),
        Heading(_("For the team only")),
        Field(
            "left_out",
            _("What was left out, and why"),
            "text",
            rows=2,
            hint=_("This is never printed."),
            optional=True,
        ),
    )


def _values(shared: SharedOccasion) -> dict[str, Any]:
    names = ("for_whom", "made_on", "what_they_did", "warm_moments", "ending", "own_words", "left_out")
    return {name: getattr(shared, name) for name in names} | {"agreed": shared.agreed.value}


def _fit(form: Form) -> None:
    """Ask whether they agreed while their words stand there, and about names once some were found."""
    values = form.values()
    form.show_fields(bool(values["own_words"]), "agreed")
    asked = form.row("names_may_stay").error or values["names_may_stay"] is not None
    form.show_fields(bool(asked), "names_may_stay")


def _nothing(_record: Any, _values: Mapping[str, Any]) -> None:
    """It only leads elsewhere."""
