"""The Time limits tab: what is late first, then what is due, what waits for something, and what became of the others."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...core.clock import Clock
from ...core.labels import label as words_for
from ...core.text import _, ngettext
from ...domain.clock_running import ClockState, RunningClock
from ...domain.clocks import ClockRun
from ...domain.permissions import Action
from ...services.attachments import AttachmentsService
from ...services.clocks import TO_CHECK, ClockBoard, ClocksService
from .. import tasks
from ..page import Place
from ..widgets.buttons import Button
from ..widgets.card import Card, EmptyState, clear_layout
from ..widgets.evidence import Evidence, Files, record_offers
from ..widgets.flow import Flow
from ..widgets.labels import IconText
from ..widgets.records import Drafts, Offer, SheetPage
from ..widgets.rows import ListRow, Note
from .kinds import clock_kind, event_kind, run_of
from .words import CHIPS, RESTS_ON, away_words, due_words, finished_words, window_words

WIDE_NOTE, NARROW_NOTE = 96, 44
"""How many characters of a note stand in a row."""


class ClocksPage(SheetPage):
    """The time limits of one young person."""

    nouns = frozenset({"clocks", "stays", "plans", "plan_reviews"})

    def __init__(
        self,
        clocks: ClocksService,
        names: Callable[[str], tuple[Offer, ...]],
        drafts: Drafts,
        clock: Clock,
        may: Callable[[Action], bool],
        *,
        evidence: Evidence | None = None,
        files: AttachmentsService | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(drafts, clock, parent)
        self._clocks, self._names, self._clock = clocks, names, clock
        self._may_write = may(Action.WRITE_ENTRIES)
        self._records = record_offers(evidence) if evidence is not None else None
        self._files = Files(files, "clock_runs", self, self._again) if files is not None else None
        self._shown: ClockBoard | None = None
        self._unfolded: set[str] = set()
        self._was_narrow = False
        self.rows: list[tuple[RunningClock, ListRow]] = []
        self.happened = Button(_("Something happened"), self.write_event, icon="plus", size="small")
        said = IconText("info", _("Dates are an aid, not legal advice"))
        self._top = Flow((said,), gap=12, at_right=(self.happened,))
        self._top.hide()
        self.scroll.column.addWidget(self._top)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(16)
        self.scroll.column.addLayout(self._cards)
        self.scroll.column.addStretch(1)

    def forget(self) -> None:
        """Take the limits of somebody else off the page."""
        self._shown, self.rows = None, []
        self._unfolded.clear()
        self._top.hide()
        clear_layout(self._cards)

    def reload(self) -> None:
        """Fetch the limits anew."""
        who = self.young_person_id
        if who:
            tasks.query(self, self._clocks.board, who).done(lambda found: self._show(found, who)).start()

    def write_event(self) -> None:
        """Ask what happened that starts time limits."""
        if self._shown is None or self._shown.stay is None:
            return
        kind = event_kind(self._clocks, self._shown.events, self._names, self._clock.now, self._may_write)
        blank = ClockRun(young_person_id=self.young_person_id, stay_id=self._shown.stay.id, rule="")
        self.sheet.act(kind, blank, kind.acts[0], self.young_person_id)

    def _show(self, found: ClockBoard, young_person_id: str) -> None:
        if young_person_id != self.young_person_id:
            return
        self._shown = found
        self._draw()
        wanted = self.take_wanted()
        clock = self._find(wanted.record_id) if wanted.record_id else None
        if clock is not None:
            self._open(clock, wanted.part)

    def _find(self, named: str) -> RunningClock | None:
        """Return the limit that a Place names: by its run, its key, or the open one of a rule."""
        assert self._shown is not None
        all_of_them = (*self._shown.clocks, *self._shown.past, *self._shown.waiting)
        for clock in all_of_them:
            if named in (clock.key, clock.run.id if clock.run is not None else ""):
                return clock
        return next((clock for clock in all_of_them if clock.rule.key == named), None)

    def _draw(self) -> None:
        board = self._shown
        if board is None:
            return
        clear_layout(self._cards)
        self.rows = []
        self._top.show()
        self.happened.setVisible(self._may_write and bool(board.events))
        for sentence in board.notices:
            self._cards.addWidget(IconText("circle-alert", sentence, "late"))
        if board.stay is None:
            card = Card(_("Time limits"), icon="clock")
            begin = (_("Write down the stay"), self._to_stay)
            words = _("Time limits count from a stay. There is none yet.")
            card.body.addWidget(EmptyState(words, begin))
            self._cards.addWidget(card)
            return
        self._add_card("open", _("Running"), "clock", board.clocks, _("Nothing is running now."), folds=False)
        self._add_card("waiting", _("Begin when something happens"), "circle", board.waiting)
        self._add_card("past", _("Done, over, or not applicable"), "check", board.past)
        self._add_card("rules", _("Rules without a date, and what is kept"), "scale", board.without_date)

    def _add_card(
        self,
        key: str,
        title: str,
        icon: str,
        clocks: tuple[RunningClock, ...],
        empty: str = "",
        *,
        folds: bool = True,
    ) -> None:
        if not clocks and not empty:
            return
        folded = folds and key not in self._unfolded
        action = None
        if folds:
            said = _("Show {n}").format(n=len(clocks)) if folded else _("Fold")
            action = (said, lambda: self._fold(key))
        late = sum(clock.state is ClockState.LATE for clock in clocks)
        second = ngettext("{n} late", "{n} late", late).format(n=late) if late else ""
        card = Card(title, icon=icon, second=second, action=action)
        if card.action_button is not None:
            words = _("{what}: {title}").format(what=card.action_button.text(), title=title)
            card.action_button.setAccessibleName(words)
        if not folded:
            made = [self._row(clock) for clock in clocks]
            card.show_rows(made)
            if not made:
                card.body.addWidget(EmptyState(empty))
        self._cards.addWidget(card)

    def _row(self, clock: RunningClock) -> ListRow:
        today, now = self._clock.today(), self._clock.now()
        icon, tone = CHIPS[clock.state]
        notes = [Note(RESTS_ON[clock.rule.rests_on], words_for(clock.rule.rests_on))]
        who = clock.run.who if clock.run is not None and clock.run.who else clock.rule.who
        if who:
            notes.append(Note("user-round", who))
        if not clock.figure_confirmed:
            notes.append(Note("triangle-alert", _(TO_CHECK), "soon"))
        said = (
            window_words(clock),
            clock.missing,
            clock.waits_for,
            finished_words(clock, today) if clock.state.is_finished else "",
        )
        notes += [Note("info", words) for words in said if words]
        if clock.run is not None and clock.state.is_open and clock.run.late_reason:
            notes.append(Note("message-circle", _("Late because {why}").format(why=clock.run.late_reason)))
        if clock.extended and clock.run is not None:
            notes.append(Note("calendar-clock", _("Extended: {why}").format(why=clock.run.extended_because)))
        row = ListRow(
            clock.rule.title,
            lambda: self._open(clock),
            lead=due_words(clock, today) or _("no day"),
            lead_second=away_words(clock, now),
            lead_width=104 if self.is_narrow() else 128,
            second=tuple(self._in_short(note) for note in notes),
            chip=(icon, words_for(clock.state), tone),
        )
        self.rows.append((clock, row))
        return row

    def _in_short(self, note: Note) -> Note:
        """Return a note as there is room for it: a narrow window has the beginning, the sheet all of it."""
        most = NARROW_NOTE if self.is_narrow() else WIDE_NOTE
        return note if len(note.text) <= most else replace(note, text=note.text[: most - 1].rstrip() + "…")

    def _fold(self, key: str) -> None:
        self._unfolded ^= {key}
        self._draw()

    def _again(self) -> None:
        """Show the limit that is open anew, with the file that was added."""
        record_id, _part = self.sheet.leads_to()
        clock = self._find(record_id) if self._shown is not None else None
        if clock is not None:
            self._open(clock)

    def _to_stay(self) -> None:
        self.go.emit(Place("young_person", self.young_person_id, "stay"))

    def _open(self, clock: RunningClock, act: str = "") -> None:
        """Show a limit, or what is asked before the act of this key is done with it."""
        if clock.review is not None and clock.state.is_open:
            self.go.emit(Place("young_person", self.young_person_id, "plan", clock.review.id, "reviews"))
            return
        if clock.state is ClockState.MISSING:  # what it counts from is written down there
            self._to_stay()
            return
        parts = (self._files.part(),) if self._files is not None else ()
        kind = clock_kind(
            self._clocks, clock, self._names, self._clock, self._may_write, self._records, parts
        )
        run = run_of(clock)
        found = next((a for a in kind.acts if a.key == act and a.applies(run)), None)
        if found is not None and self._may_write:
            self.sheet.act(kind, run, found, self.young_person_id)
        else:
            self.sheet.edit(kind, run, self.young_person_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.is_narrow() != self._was_narrow:
            self._was_narrow = self.is_narrow()
            self._draw()
