"""The list and form of what is arranged for family time, with what follows from a rhythm: the family-time plan.

What a court or hearing directs stands first. The school holidays that a rhythm may depend on are in holidays.py.
"""

from collections.abc import Callable
from datetime import timedelta

from ...core.clock import local
from ...core.errors import AppError
from ...core.labels import choices, label
from ...core.text import _, clock_time, day_plain, day_short
from ...domain.arrangement_validation import (
    completed,
    how_often_in_words,
    limits_on,
    problems_in_arrangement,
)
from ...domain.expected import expected, next_expected, with_time
from ...domain.family_time import DIRECT, Arrangement, FamilyTimeKind, HolidayRule, Limit, SupportLevel
from ..tables.model import Column
from ..widgets.binding import filled
from ..widgets.editors import LineEditor
from ..widgets.fields import Field, Heading, Row
from ..widgets.form import Form
from ..widgets.records import Offered, RecordKind
from .common import Arrangements, Helpers, whom_field, with_whom
from .holidays import Year

AHEAD = 400
"""Days for which the form says beforehand that a change of the clocks moves an hour: a year and a little."""


def arrangement_kind(
    service: Arrangements,
    limits: Callable[[str], tuple[Limit, ...]],
    helpers: Helpers,
    year: Year,
    may_write: bool,
    open_holidays: Callable[[], object],
) -> RecordKind:
    """Return the list and form of what is arranged; `open_holidays` leads to the school holidays."""
    today = helpers.clock.today
    follows = _Follows(helpers, year, open_holidays if may_write else None)

    def load(young_person_id: str) -> tuple[Arrangement, ...]:
        follows.limits = limits(young_person_id)
        year.load(young_person_id)
        return service.arrangements(young_person_id)

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
            Column("often", _("How often"), with_time, width=220, stretch=True),
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
        items=_items(),
        rows=(Row("starts", "at_time"), Row("minutes", "place")),
        blank=lambda who: Arrangement(
            young_person_id=who,
            person_id="",
            with_whom="",
            kind=FamilyTimeKind.VISIT_HERE,
            how_often="",
            starts=today(),
        ),
        load=load,
        save=service.save_arrangement,
        offers={"person_id": helpers.everybody, "tells_young_person": helpers.house},
        complete=_complete,
        check=problems_in_arrangement,
        fit=follows.fit,
        may_write=may_write,
    )


def _complete(arrangement: Arrangement, offered: Offered) -> Arrangement:
    named: Arrangement = with_whom(arrangement, offered)
    return completed(named)


def _items() -> tuple[Field | Heading, ...]:
    kinds = tuple(
        (kind.value, _("{kind} (direct)") if kind in DIRECT else _("{kind} (indirect)"))
        for kind in FamilyTimeKind
    )
    return (
        Field("directed_by_court", _("Did a court or hearing direct it?"), "yes_no"),
        Field("direction", _("What it directs, and on which day"), "text", rows=2, statutory=True),
        whom_field(_("Who with")),
        Field(
            "kind",
            _("Kind"),
            "choice",
            choices=tuple((key, words.format(kind=label(FamilyTimeKind(key)))) for key, words in kinds),
            hint=_("Direct is face to face, in the room or on a walk; indirect is by phone, screen or post."),
        ),
        Heading(_("When")),
        Field("rule", _("Rhythm"), "rhythm", may_wait=True),
        Field("starts", _("From"), "date", optional=True),
        Field("at_time", _("At"), optional=True, example="14:00"),
        Field("only_in", _("In school holidays"), "choice", choices=choices(HolidayRule)),
        Field(
            "how_often",
            _("How often"),
            hint=_("In words, as everybody says it. The rhythm writes it, and you can change it."),
            may_wait=True,
        ),
        Field("minutes", _("Minutes"), "number", least=1, most=7 * 1440, optional=True),
        Field("place", _("Place"), optional=True),
        Heading(_("How it is done")),
        Field("level", _("How much an adult is there"), "choice", choices=choices(SupportLevel)),
        Field("why_this_level", _("Why"), "text", rows=2, optional=True),
        Field("purpose", _("What it is for"), "text", rows=2, optional=True),
        Field("transport", _("Travel, and who pays"), "text", rows=2, optional=True),
        Field("cost_help", _("Help with what it costs"), "text", rows=2, optional=True),
        Field("if_cancelled", _("What happens when it is cancelled"), "text", rows=2, optional=True),
        Field("tells_young_person", _("Who tells the young person then"), "suggest", optional=True),
        Heading(_("Looked at again")),
        Field("review_on", _("Looked at again on"), "date", optional=True),
        Field("ended_on", _("Ended on"), "date", optional=True),
        Field("why_ended", _("Why it ended"), "text", rows=2),
    )


class _Follows:
    """What follows in the form from what was entered: the plain sentence, the next dates, limits in force."""

    def __init__(self, helpers: Helpers, year: Year, open_holidays: Callable[[], object] | None) -> None:
        self.limits: tuple[Limit, ...] = ()
        self._helpers, self._year, self._open_holidays = helpers, year, open_holidays

    def fit(self, form: Form) -> None:
        """Show what follows, and ask only for what fits."""
        entered = _entered(form)
        form.show_fields(bool(entered.directed_by_court), "direction")
        form.show_fields(bool(entered.rule), "only_in")
        form.show_fields(not form.row("ended_on").editor.is_empty(), "why_ended")
        self._say_how_often(form, entered)
        form.row("rule").show_note(*self._dates(entered))
        form.row("at_time").show_note(self._moved(entered), "clock")
        form.row("kind").show_note(self._limited(entered), "shield")
        form.row("level").show_note(_paused(entered), "scale")
        if self._open_holidays is not None and entered.only_in is not HolidayRule.ALWAYS:
            form.row("only_in").offer(_("School holidays of this unit"), self._open_holidays)

    @staticmethod
    def _say_how_often(form: Form, entered: Arrangement) -> None:
        """Write the sentence of the rhythm, unless somebody has put it in their own words."""
        said, wrote = how_often_in_words(entered), form.property("how_often")
        editor = form.editor("how_often")
        assert isinstance(editor, LineEditor)
        if editor.value() in ("", wrote, said) and not editor.line.hasFocus():
            if said != editor.value() and (said or wrote):
                editor.set_value(said)
            form.setProperty("how_often", said)

    def _dates(self, entered: Arrangement) -> tuple[str, str]:
        today = self._helpers.clock.today()
        if not entered.rule or entered.starts is None:
            return "", "calendar"
        try:
            dates = next_expected(entered, max(today, entered.starts), self._year.holidays)
        except AppError as error:
            return error.sentence, "circle-alert"
        if not dates and entered.only_in is HolidayRule.IN_HOLIDAYS and not self._year.holidays:
            return _("No date yet: no school holidays are kept for this unit."), "calendar"
        if not dates:
            return _("No date comes from this."), "calendar"
        days = ", ".join(day_short(local(one.at).date(), today) for one in dates)
        return _("Next: {days}").format(days=days), "calendar"

    def _moved(self, entered: Arrangement) -> str:
        """Return that a change of the clocks takes the hour away on one of the days of the next year."""
        today = self._helpers.clock.today()
        if not entered.rule or entered.starts is None:
            return ""
        first = max(today, entered.starts)
        try:
            ahead = expected((entered,), first, first + timedelta(days=AHEAD), self._year.holidays)
        except AppError:
            return ""
        found = next((one for one in ahead if one.moved), None)
        if found is None:
            return ""
        return _("On {day} the clocks go forward over this time. It will be at {time} then.").format(
            day=day_short(local(found.at).date(), today), time=clock_time(found.at)
        )

    def _limited(self, entered: Arrangement) -> str:
        found = limits_on(entered, self.limits, self._helpers.clock.today())
        return " ".join(
            _("A limit is in force with this person: {what} ({ground}).").format(
                what=limit.what.strip().removesuffix("."), ground=label(limit.ground).lower()
            )
            for limit in found
        )


_BLANK = Arrangement(
    young_person_id="", person_id="", with_whom="", kind=FamilyTimeKind.VISIT_HERE, how_often=""
)


def _entered(form: Form) -> Arrangement:
    """Return what stands in the form, for the rules that say what follows from it."""
    values = form.values()
    whole = {name: value for name, value in values.items() if value != "" or name not in _CHOSEN}
    return filled(_BLANK, whole)


_CHOSEN = frozenset({"kind", "level", "only_in"})
"""Fields that hold one of several; while none is chosen the first one stands for it."""


def _paused(entered: Arrangement) -> str:
    if entered.level is not SupportLevel.SUSPENDED:
        return ""
    return _("A pause is a limit: it needs its lawful ground, and is written down under Limits too.")
