"""The Overview tab: what a young person says about themself, how things are, what comes next, what is open."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ...core.clock import Clock, local
from ...core.labels import label as words_for
from ...core.text import _, clock_time, day_plain, day_short, ngettext
from ...domain.permissions import Action
from ...domain.young_people import (
    AboutMePart,
    NextDate,
    Overview,
    Status,
    StatusKind,
    YoungPerson,
)
from .. import tasks, theme
from ..markup import tip
from ..page import Place
from ..widgets.buttons import LinkButton
from ..widgets.card import Card, Chip, EmptyState
from ..widgets.labels import label
from ..widgets.records import Drafts, SheetPage
from ..widgets.rows import ListRow, Note
from ..widgets.signing import Signing, signature_note
from .about_me import AboutMeCard
from .about_me_form import AboutMeForm
from .edit import Units, details_kind, status_kind

RIGHT_WIDTH = 366
TWO_COLUMNS = 800
FIRST_DATES = 5
STATUS_CHIPS = {
    StatusKind.SETTLED: ("circle-check", "done"),
    StatusKind.NEEDS_WATCHING: ("eye", "soon"),
    StatusKind.FRAGILE: ("triangle-alert", "late"),
}


class YoungPeople(Protocol):
    """What this tab needs of the young-people service."""

    def overview(self, young_person_id: str, /) -> Overview:
        """Return the overview."""
        ...

    def get(self, young_person_id: str, /) -> YoungPerson:
        """Return a young person's details."""
        ...

    def save(self, person: YoungPerson, /) -> Any:
        """Save a young person's details."""
        ...

    def note_status(self, status: Status, /) -> Any:
        """Note how things are now."""
        ...

    def save_about_me(self, part: AboutMePart, /) -> Any:
        """Save one part of "about me"."""
        ...


class OverviewPage(SheetPage):
    """The overview of one young person. `me()` is the name of whoever is signed in.

    Place parts: "new:about_me", "new:status" and "details" open their forms. `loaded(Overview)` is sent
    when the overview has come, so that the band above need not ask again; `on_failed(error)` is called when there is none.
    """

    nouns = frozenset(
        {"young_people", "people", "worker_changes", "checklists", "promises", "packs", "family_time"}
    )
    loaded = Signal(object)

    def __init__(
        self,
        young_people: YoungPeople,
        drafts: Drafts,
        clock: Clock,
        me: Callable[[], str],
        may: Callable[[Action], bool],
        signing: Signing | None = None,
        units: Units | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(drafts, clock, parent)
        self._young_people, self._clock, self._me = young_people, clock, me
        self._may_edit, may_write = may(Action.EDIT_PROFILE), may(Action.WRITE_ENTRIES)
        self._shown: Overview | None = None
        self._all_dates = False
        self.on_failed: Callable[[Any], object] = lambda _error: False
        self._details = details_kind(young_people, clock, self._may_edit, units)
        self.status = status_kind(young_people, clock, may_write, signing)
        self._about_me_form = AboutMeForm(young_people, drafts, self.sheet, self.mark_stale)
        self._body = QWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._body)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(16)
        self.about_me = AboutMeCard(self.change_about_me if self._may_edit else None)
        self._row.addWidget(self.about_me, 1)
        self._right = QWidget()
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(16)
        self.right_now = RightNow(self.note_status if self.status.adds else None)
        self.right_now.open_wanted.connect(self._open_status)
        self.dates = Card(_("Next dates"), action=(_("All dates"), self._turn_dates))
        self.open_things = Card(_("Open"))
        for card in (self.right_now, self.dates, self.open_things):
            right.addWidget(card)
        right.addStretch(1)
        self._row.addWidget(self._right)
        self.scroll.column.addWidget(self._body)
        self._body.hide()

    # -- the page -------------------------------------------------------------------------------------

    def forget(self) -> None:
        """Take off the page what it shows of somebody else."""
        self._shown, self._all_dates = None, False
        self._body.hide()

    def reload(self) -> None:
        """Fetch the overview anew."""
        if self.young_person_id:
            asking = tasks.query(self, self._young_people.overview, self.young_person_id)
            asking.done(self._show).failed(self._failed).start()

    def _failed(self, error: Any) -> object:
        return self.on_failed(error)

    def _show(self, overview: Overview) -> None:
        if overview.head.id != self.young_person_id:
            return
        self._shown = overview
        self.loaded.emit(overview)
        today = self._clock.today()
        self.about_me.show_parts(overview.head.name_used, overview.about_me)
        self.right_now.show_status(overview.status, overview.status_by, today)
        self._show_dates(overview.next_dates, today)
        self._show_open(overview, today)
        self._body.show()
        self._fit()
        self._go_to_wanted()

    def _show_dates(self, dates: tuple[NextDate, ...], today: date) -> None:
        more = len(dates) > FIRST_DATES
        shown = dates if self._all_dates else dates[:FIRST_DATES]
        if not dates:
            self.dates.clear()
            self.dates.body.addWidget(EmptyState(_("No dates in the next six weeks.")))
        else:
            self.dates.show_rows([_date_row(d, today) for d in shown])
        assert self.dates.action_button is not None
        self.dates.action_button.setVisible(more)
        self.dates.action_button.setText(_("Fewer dates") if self._all_dates else _("All dates"))

    def _turn_dates(self) -> None:
        self._all_dates = not self._all_dates
        if self._shown is not None:
            self._show_dates(self._shown.next_dates, self._clock.today())

    def _show_open(self, overview: Overview, today: date) -> None:
        self.open_things.title.setText(_("Open for {name}").format(name=overview.head.name_used))
        rows = [
            row
            for row in (self._promises(overview), self._limits(overview, today), self._changes(overview))
            if row
        ]
        if rows:
            self.open_things.show_rows(rows)
        else:
            self.open_things.clear()
            self.open_things.body.addWidget(
                EmptyState(_("Nothing is open: no promise, no limit, no change of worker."))
            )

    def _promises(self, overview: Overview) -> ListRow | None:
        count = overview.open_promises
        if not count:
            return None
        right: Note | str = ""
        if overview.promises_late:
            right = Note("circle-alert", _("{n} late").format(n=overview.promises_late), "late")
        elif overview.promises_today:
            right = Note("clock", _("{n} today").format(n=overview.promises_today), "soon")
        words = ngettext("{n} promise not yet kept", "{n} promises not yet kept", count).format(n=count)
        return self._open_row("handshake", words, right, "promises")

    def _limits(self, overview: Overview, today: date) -> ListRow | None:
        count = overview.limits_in_force
        if not count:
            return None
        words = ngettext("{n} limit on family time", "{n} limits on family time", count).format(n=count)
        review = overview.next_limit_review
        right = _("next review {day}").format(day=day_plain(review, today)) if review else ""
        return self._open_row("shield", words, right, "family_time")

    def _changes(self, overview: Overview) -> ListRow | None:
        count = len(overview.open_change_ids)
        if not count:
            return None
        words = ngettext("{n} change of worker", "{n} changes of worker", count).format(n=count)
        record_id = overview.open_change_ids[0] if count == 1 else ""
        return self._open_row("arrow-left-right", words, "", "worker_changes", record_id)

    def _open_row(self, icon: str, words: str, right: Note | str, tab: str, record_id: str = "") -> ListRow:
        place = Place("young_person", self.young_person_id, tab, record_id)
        return ListRow(words, lambda: self.go.emit(place), icon=icon, icon_tone="text", right=right or None)

    # -- forms ----------------------------------------------------------------------------------------

    def _go_to_wanted(self) -> None:
        wanted, status = self.take_wanted(), self._shown.status if self._shown is not None else None
        part = wanted.part
        if status is not None and wanted.record_id == status.id:
            self._open_status()
        elif part == "new:status" and self.status.adds:
            self.note_status()
        elif part == "new:about_me" and self._may_edit:
            self.change_about_me()
        elif part == "details":
            tasks.query(self, self._young_people.get, self.young_person_id).done(self._edit_details).start()

    def change_about_me(self) -> None:
        """Show the form of "About me"."""
        if self._shown is not None:
            name = self._shown.head.name_used
            self._about_me_form.open(
                self.young_person_id, name, self._shown.about_me, self._me(), self._clock.today()
            )

    @property
    def about_me_form(self) -> AboutMeForm:
        """The form of "About me"."""
        return self._about_me_form

    def note_status(self) -> None:
        """Show the form that notes how things are."""
        self.sheet.edit(self.status, None, self.young_person_id)

    def _open_status(self) -> None:
        """Show how things are with its signature, to sign it or to add to it."""
        if self._shown is not None and self._shown.status is not None:
            self.sheet.edit(self.status, self._shown.status, self.young_person_id)

    def _edit_details(self, person: YoungPerson) -> None:
        if person.id == self.young_person_id:
            self.sheet.edit(self._details, person, self.young_person_id)

    def here(self, place: Place) -> Place:
        """Return the place of the form that is open."""
        form = self._about_me_form.form
        if form is not None and form.isVisible():
            return replace(place, record_id="", part="new:about_me")
        part = self.sheet.leads_to()[1]
        if self.sheet.shows(self._details):
            part = "details"
        return replace(place, record_id="", part=part)

    def keep_drafts(self) -> None:
        """Keep what is typed in the sheet."""
        super().keep_drafts()
        if self._about_me_form.form is not None:
            self._about_me_form.form.keep_draft_now()

    # -- room -----------------------------------------------------------------------------------------

    def _fit(self) -> None:
        super()._fit()
        taken = 0 if self.sheet.isHidden() or self.is_narrow() else self.sheet.width()
        two = (self.width() - taken) * 100 // theme.current().text_size >= TWO_COLUMNS
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.LeftToRight if two else ways.TopToBottom)
        self._right.setMinimumWidth(theme.px(RIGHT_WIDTH) if two else 0)
        self._right.setMaximumWidth(theme.px(RIGHT_WIDTH) if two else 16777215)
        self.about_me.set_narrow(self.is_narrow())
        room = self.scroll.viewport().height() - 40
        self.about_me.setMinimumHeight(max(0, room) if two and not self.about_me.is_empty else 0)
        self._row.setAlignment(
            self.about_me, Qt.AlignmentFlag.AlignTop if self.about_me.is_empty else Qt.Alignment()
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def _date_row(found: NextDate, today: date) -> ListRow:
    lead = _("Today") if found.day == today else day_short(found.day, today)
    words = found.what
    if found.at is not None:
        words = _("{what}, {time}").format(what=found.what, time=clock_time(found.at))
    notes = {
        "law": Note("scale", _("Law")),
        "guidance": Note("book-open", _("Guidance")),
    }
    return ListRow(words, lead=lead, lead_width=80, right=notes.get(found.rests_on))


class RightNow(Card):
    """How things are: a word, the sentence that says why, who wrote it and when, and how far it is signed.

    `open_wanted()` asks for the entry itself, with what was added to it.
    """

    open_wanted = Signal()

    def __init__(self, on_change: Callable[[], object] | None) -> None:
        super().__init__(_("Right now"), inset=True)
        self.chip = Chip("circle-check", "", "done")
        self.chip.hide()
        self.head_row.addWidget(self.chip)
        self.sentence = label("", wrap=True, selectable=True)
        self.body.addWidget(self.sentence)
        row = QHBoxLayout()
        self.when = label("", "caption", wrap=True)
        row.addWidget(self.when, 1)
        self.change = LinkButton(
            _("Change"), on_change, small=True, says=_("Change how things are right now")
        )
        if on_change is None:
            self.change.hide()
        row.addWidget(self.change, 0, Qt.AlignmentFlag.AlignRight)
        self.body.addLayout(row)
        self.signature = LinkButton("", self.open_wanted.emit, small=True)
        self.signature.show_icon("signature")
        self.body.addWidget(self.signature, 0, Qt.AlignmentFlag.AlignLeft)

    def show_status(self, status: Status | None, by: str, today: date) -> None:
        """Show the newest one, or that there is none."""
        self.chip.setVisible(status is not None)
        self.signature.setVisible(status is not None)
        self.change.setText(_("Change") if status is not None else _("Note how things are"))
        if status is None:
            self.sentence.setText(_("Nobody has noted yet how things are."))
            self.when.setText("")
            return
        icon, kind = STATUS_CHIPS[status.kind]
        self.chip.show_state(icon, words_for(status.kind), kind)
        self.sentence.setText(status.sentence)
        said = moment_words(status.noted_at, today)
        self.when.setText(f"{by}, {said}" if by else said)
        self.signature.show_text(_("Signed") if status.signed_at is not None else _("Not signed yet"))
        self.signature.setToolTip(tip(signature_note(status)))


def moment_words(moment: datetime, today: date) -> str:
    """Return "today 21:10", "yesterday 21:10" or "Wed 13 May, 21:10"."""
    day, at = local(moment).date(), clock_time(moment)
    days = (today - day).days
    if days in (0, 1):
        return _("{day} {time}").format(day=_("yesterday") if days else _("today"), time=at)
    return f"{day_short(day, today)}, {at}"
