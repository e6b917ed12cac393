"""The Family time tab: a month or a list of what happened and is expected, limits in force, and what is arranged.

What each list and form holds stands in occasions.py, limits.py and arrangements.py; the month is month.py.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from ...core.clock import Clock, local
from ...core.errors import AppError
from ...domain.expected import Expected
from ...domain.family_calendar import FamilyMonth, FamilyYear, month_of, months_on
from ...domain.family_time import Occasion
from ...domain.permissions import Action
from .. import tasks, theme
from ..page import Place
from ..widgets.calendar_dialog import CalendarFiles, open_calendar_dialog
from ..widgets.records import Drafts, RecordKind, RecordsPage
from ..widgets.signing import Signing
from .agenda import Calendar, ahead_kind, day_of_key, key_of, missing_kind, new_for, new_on
from .arrangements import arrangement_kind
from .calls import call_kind
from .common import Arrangements, FamilyTime, Helpers, Limits, People, Staff
from .engagement import Engagement, engagement_kind
from .filling import Filling
from .holidays import Year, holiday_kind
from .limits import ended_limit_kind, limit_kind
from .month_card import LIST, MONTH, NARROW_ROW, MonthCard, MonthHead
from .month_limits import ArrangementsCard, LimitsCard
from .occasions import occasion_kind, to_come_kind
from .sharing import Sharing, SharingService
from .strip import YearCard

IN_LIST = frozenset({"to_come", "missing", "occasion", "school_holiday"})
"""Kinds that only the list shows; the month shows family time in its own way."""
IN_SHORT = frozenset({"limit", "ended_limit", "arrangement"})
"""Kinds that the month tells in a few words or only opens, and the list in full."""
IF_ANY = frozenset({"missing", "ended_limit"})
"""Lists that only stand there while something is in them."""
LEAST_MONTH = 480
"""Under this room, in px at 100 % text size, the list is shown until somebody asks for the month."""


class FamilyTimePage(RecordsPage):
    """Family time of one young person. `me()` is the name of whoever is signed in.

    The Place part "tell" of a cancelled occasion opens the form that records that the young person was told, the part
    "list" shows the list.
    """

    def __init__(
        self,
        family_time: FamilyTime,
        calendar: Calendar,
        arrangements: Arrangements,
        limits: Limits,
        engagement: Engagement,
        people: People,
        staff: Staff,
        drafts: Drafts,
        clock: Clock,
        me: Callable[[], str],
        may: Callable[[Action], bool],
        signing: Signing | None = None,
        parent: QWidget | None = None,
        *,
        sharing: SharingService | None = None,
        calendar_files: CalendarFiles | None = None,
    ) -> None:
        self._files = calendar_files
        helpers = Helpers(people, staff, clock, me)
        filling = Filling(family_time, arrangements, people, clock)
        may_write = may(Action.WRITE_ENTRIES)
        self.occasions = replace(occasion_kind(family_time, helpers, may_write, signing, filling), key=key_of)
        if sharing is not None:
            prints = may(Action.ISSUE_PACK)
            versions = Sharing(sharing, clock, helpers.family, self._lead, may_write, prints)
            self.occasions = replace(self.occasions, parts=(versions.part(),))
        self.calls = call_kind(family_time, helpers, replace(filling, light=True), may_write)
        to_come = to_come_kind(family_time, helpers, may_write, signing, filling)
        year, plans = Year(arrangements), may(Action.EDIT_PLAN)
        self.holidays = holiday_kind(arrangements, year, clock, plans)
        made = (
            ahead_kind(to_come, calendar, clock),
            missing_kind(self.occasions, calendar, clock, helpers.day),
            self.occasions,
            limit_kind(limits, helpers, may(Action.SET_LIMIT)),
            ended_limit_kind(limits, helpers, may(Action.SET_LIMIT)),
            arrangement_kind(arrangements, limits.limits, helpers, year, plans, self._open_holidays),
            self.holidays,
            engagement_kind(engagement, helpers, may_write),
        )
        self._family_time, self._calendar, self._clock = family_time, calendar, clock
        self._first_day = month_of(clock.today())
        self._chosen = self._shown_view = self._stand_on = ""
        super().__init__(made, drafts, clock, parent)
        self.sheet.opened.connect(self._show_open)
        self.sheet.closed.connect(self._show_open)

    def _lead(self, place: Place) -> None:
        self.go.emit(place)

    def _put_above(self) -> None:
        kinds = {kind.entry: kind for kind in self.kinds}
        add = (self.occasions.add, lambda: self.add(self.occasions)) if self.occasions.adds else None
        self.head = MonthHead(
            add, self._adding(self.calls), self._save_dates if self._files is not None else None
        )
        self.head.turned.connect(self._turn)
        self.head.chosen.connect(self.show_view)
        self.month = MonthCard(self.occasions.may_write)
        self.month.opened.connect(self._open)
        self.month.tell.connect(lambda occasion: self._open_occasion(occasion, "tell"))
        self.month.grid.day_chosen.connect(self._add_on)
        self.month.grid.turned.connect(self._turn)
        limit, arrangement = kinds["limit"], kinds["arrangement"]
        self.limits = LimitsCard(
            limit.note, limit.empty, lambda one: self.edit(limit, one), self._adding(limit)
        )
        self.arrangements = ArrangementsCard(
            arrangement.empty, lambda one: self.edit(arrangement, one), self._adding(arrangement)
        )
        self.year = YearCard()
        self.year.month_chosen.connect(self._go_to_month)
        for widget in (self.head, *self._month_parts()):
            self.scroll.column.addWidget(widget)
        for widget in self._month_parts():
            widget.hide()

    def _month_parts(self) -> tuple[QWidget, ...]:
        """Return what stands on the page with the month only."""
        return self.month, self.limits, self.arrangements, self.year

    def _save_dates(self) -> None:
        """Open what saves the dates of this young person as a calendar file."""
        if self._files is not None:
            open_calendar_dialog(self, self._files, self._clock, self.young_person_id)

    def _adding(self, kind: RecordKind) -> tuple[str, Callable[[], object]] | None:
        return (kind.add, lambda: self.add(kind)) if kind.adds else None

    # -- month or list --------------------------------------------------------------------------------

    def view(self) -> str:
        """Return what is shown: "month" or "list"; in little room the list, until somebody chose."""
        return self._chosen or (LIST if theme.room(self) < LEAST_MONTH else MONTH)

    def show_view(self, view: str) -> None:
        """Show the month or the list, as a person chose."""
        self._chosen = view
        self._arrange()
        self.mark_stale()

    def _arrange(self) -> None:
        """Let stand on the page what belongs to the month or the list."""
        view = self._shown_view = self.view()
        self.head.show_month(self._first_day, view)
        if view == LIST:
            for widget in self._month_parts():
                widget.hide()
            return
        for kind in self.kinds:
            if not self._stands(kind):
                self.cards[kind.entry].hide()

    def _stands(self, kind: RecordKind) -> bool:
        return self.view() == LIST or kind.entry not in IN_LIST | IN_SHORT

    def _fit(self) -> None:
        super()._fit()
        if not hasattr(self, "year"):
            return  # not made yet
        narrow = self._is_slim()
        self.month.fit(narrow=narrow)
        self.limits.fit(narrow=narrow)
        if self.young_person_id and self.view() != self._shown_view:
            self._arrange()
            self.mark_stale()

    def _is_slim(self) -> bool:
        return theme.room(self.scroll) < NARROW_ROW

    def here(self, place: Place) -> Place:
        """Return the place of what is open in the sheet, else of the list where that is shown."""
        here = super().here(place)
        is_list = self._chosen == LIST and not here.record_id and not here.part
        return replace(here, part=LIST) if is_list else here

    # -- fetching -------------------------------------------------------------------------------------

    def forget(self) -> None:
        """Take off the page what it shows of somebody else."""
        super().forget()
        for widget in self._month_parts():
            widget.hide()
        self._first_day, self._stand_on = month_of(self._clock.today()), ""

    def reload(self) -> None:
        """Fetch anew what the month or the list shows."""
        who = self.young_person_id
        if not who:
            return
        if self.wanted.part == LIST:
            self._chosen = LIST
            self.wanted = replace(self.wanted, part="")
        self._arrange()
        if self.sheet.withholder is not None:
            self.sheet.withholder.missing(self, who, self.nouns, self._missing)
        self._begin_new()
        if self.view() == MONTH:
            self._load_month()
            self._look_for_wanted()
        for kind in self.kinds:
            if self.view() == LIST or kind.entry not in IN_LIST:
                tasks.query(self, kind.load, who).done(
                    lambda found, kind=kind: self._show(kind, found, who)
                ).start()
        if self.view() == LIST:
            self._look_for_wanted()
            return
        tasks.query(self, self._calendar.year, who, self._clock.today()).done(self._show_year).start()

    def _load_month(self) -> None:
        task = tasks.query(self, self._calendar.month, self.young_person_id, self._first_day)
        task.done(self._show_month).start()

    def _show_month(self, month: FamilyMonth) -> None:
        is_wanted = month.young_person_id == self.young_person_id and month.first_day == self._first_day
        if not is_wanted or self.view() != MONTH:
            return  # an answer about somebody or a month that is no longer on the page
        self.month.show_month(month, self._clock.today(), narrow=self._is_slim())
        self.month.show()
        if self._stand_on:
            self.month.grid.stand_on(self._stand_on)
            self._stand_on = ""
        self._show_open()
        self._go_to_expected(month)

    def _show_year(self, year: FamilyYear) -> None:
        if year.young_person_id == self.young_person_id and self.view() == MONTH:
            self.year.show_year(year)
            self.year.show()

    def _show(self, kind: RecordKind, records: tuple[Any, ...], young_person_id: str) -> None:
        if young_person_id != self.young_person_id:
            return  # an answer about somebody who is no longer on the page
        today, in_month = self._clock.today(), self.view() == MONTH
        if kind.entry == "limit":
            self.limits.show_limits(records, self._clock.now(), narrow=self._is_slim())
            self.limits.setVisible(in_month)
        elif kind.entry == "arrangement":
            self.arrangements.show_arrangements(records, today)
            self.arrangements.setVisible(in_month)
        super()._show(kind, records, young_person_id)
        is_empty = kind.entry in IF_ANY and not records
        self.cards[kind.entry].setVisible(self._stands(kind) and not is_empty)

    # -- where a Place leads --------------------------------------------------------------------------

    def _begin_new(self) -> None:
        """Begin the entry that a Place asks for; nothing has to be fetched for it."""
        wanted = self.wanted
        if wanted.part == f"new:{self.calls.entry}":
            self.take_wanted()
            self.add(self.calls)
        if wanted.part != "new:occasion":
            return
        day = day_of_key(wanted.record_id)
        if not wanted.record_id:
            self.take_wanted()
            self.add(self.occasions)
        elif wanted.record_id.startswith("day:") and day is not None:
            self.take_wanted()
            self._first_day = month_of(day)
            self._add_on(day)
        elif day is not None:
            self._first_day = month_of(day)

    def _go_to_expected(self, month: FamilyMonth) -> None:
        wanted = self.wanted.record_id
        for one in month.expected if wanted else ():
            if one.key == wanted:
                self.take_wanted()
                self._open(one)
                return

    def _look_for_wanted(self) -> None:
        """Look for the occasion that a Place names, in whatever month it is."""
        wanted = self.wanted
        if not wanted.record_id or day_of_key(wanted.record_id) is not None:
            return
        task = tasks.query(self, self._family_time.occasion, self.young_person_id, wanted.record_id)
        task.done(lambda occasion: self._found(occasion, wanted)).failed(_is_no_occasion).start()

    def _found(self, occasion: Occasion, wanted: Place) -> None:
        if self.wanted != wanted or occasion.young_person_id != self.young_person_id:
            return
        self.take_wanted()
        first_day = month_of(local(occasion.planned_at).date())
        self._stand_on = occasion.id
        if self.view() == MONTH and first_day != self._first_day:
            self._first_day = first_day
            self._arrange()
            self._load_month()
        self._open_occasion(occasion, wanted.part)

    # -- what can be done -----------------------------------------------------------------------------

    def _turn(self, by: int) -> None:
        """Show the month `by` months on; 0 for the one of today."""
        today = self._clock.today()
        self._first_day = months_on(self._first_day, by) if by else month_of(today)
        self._arrange()
        self._load_month()

    def _go_to_month(self, first_day: date) -> None:
        """Show a month of the strip, from the top of the page."""
        self._first_day = first_day
        self._arrange()
        self._load_month()
        self.scroll.scroll_to(0)

    def _open(self, one: Occasion | Expected) -> None:
        if isinstance(one, Occasion):
            self._open_occasion(one)
            return
        self.edit(self.occasions, new_for(one, self.young_person_id, self._clock))

    def _open_occasion(self, occasion: Occasion, part: str = "") -> None:
        act = self.occasions.act(part, occasion)
        if act is not None and self.occasions.may_do(act):
            self.sheet.act(self.occasions, occasion, act, self.young_person_id)
        else:
            self.edit(self.occasions, occasion)

    def edit(self, kind: RecordKind, record: Any) -> None:
        """Open an entry in the sheet; an occasion always in the same form, wherever it is listed."""
        super().edit(self.occasions if kind.entry in ("to_come", "missing") else kind, record)

    def _add_on(self, day: date) -> None:
        """Begin an entry for a day; the draft of it is that day's."""
        kind = self.occasions
        if not kind.adds or kind.blank is None:
            return
        made = new_on(kind.blank(self.young_person_id), day, self._clock)
        if day == self._clock.today():
            self.add(kind)
            return
        self.edit(replace(kind, key=lambda o: o.id or f"day:{day.isoformat()}"), made)

    def _open_holidays(self) -> None:
        """Lead from an arrangement to the school holidays it depends on; what is typed there is kept."""
        self.add(self.holidays)

    def _show_open(self) -> None:
        self.head.make_room(not self.sheet.isHidden())
        self.month.show_open(self.sheet.leads_to()[0])


def _is_no_occasion(_error: AppError) -> None:
    """Nothing is said: the place may name something that one of the lists opens, or that is no longer there."""
