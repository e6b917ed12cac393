"""The page of shift notes: the next one, what stands, taking over, and who took over before.

What a row says stands in lines.py; the printed sheet is asked for through `print_sheet`.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from PySide6.QtWidgets import QWidget

from ...core.clock import Clock
from ...core.text import _
from ...domain.permissions import Action
from ...domain.shift_rules import problems_in_note
from ...domain.shifts import ShiftHandover, ShiftNote
from ...services.results import Saved
from ...services.shifts import NoteLine, ShiftsView, TakingOver
from .. import tasks
from ..focus_chain import TabPlace
from ..page import Place
from ..widgets.buttons import Button, LinkButton
from ..widgets.card import Card, EmptyState
from ..widgets.flow import Flow
from ..widgets.labels import label
from ..widgets.record_kinds import Drafts, RecordAct, RecordKind
from ..widgets.record_sheet import RecordSheet
from ..widgets.records import SheetPage
from ..widgets.segmented import SegmentedControl
from .lines import about_words, copy_row, handover_row, note_row, shift_words, time_words, unread_words
from .quick_note import QuickNote, note_fields
from .take_over import TakeOver

FEW = 5
"""How many earlier handovers stand there before somebody asks for all."""


class Shifts(Protocol):
    """What this screen needs of the shifts service."""

    def view(self, unit_id: str = "", /) -> ShiftsView:
        """Return the page of a unit."""
        ...

    def note(self, young_person_id: str, note_id: str, /) -> ShiftNote:
        """Return one note."""
        ...

    def save(self, note: ShiftNote, /) -> Saved[ShiftNote]:
        """Save a note."""
        ...

    def settle(self, note: ShiftNote, /) -> Saved[ShiftNote]:
        """Settle a note."""
        ...

    def take_over(self, said: TakingOver, /) -> Saved[ShiftHandover]:
        """Take over a shift."""
        ...


class _NoteSheet(RecordSheet):
    """The sheet of one note. What is about the house has no young person who could look into it with somebody."""

    def offer_history(self, young_person_id: str, *records: object) -> None:
        if young_person_id:
            super().offer_history(young_person_id, *records)

    def say_withheld(self, form, *records, **more) -> None:  # type: ignore[no-untyped-def]
        if all(record.young_person_id for record in records):
            super().say_withheld(form, *records, **more)


class ShiftsPage(SheetPage):
    """Shift notes of a unit. `may` is what the role allows; `print_sheet(parent, unit_id)` opens the dialog of the sheet."""

    nouns = frozenset({"shifts", "young_people"})
    sheet_type = _NoteSheet

    def __init__(
        self,
        shifts: Shifts,
        drafts: Drafts,
        clock: Clock,
        *,
        may: Callable[[Action], bool],
        print_sheet: Callable[[QWidget, str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(drafts, clock, parent)
        self._shifts, self._clock, self._may, self._print_sheet = shifts, clock, may, print_sheet
        self._unit_id = ""
        self._view: ShiftsView | None = None
        self._all_handovers = False
        self.kind = self._note_kind()
        column = self.scroll.column
        column.addWidget(self._make_head())
        self.units: SegmentedControl | None = None
        self.units_place = column.count()
        self.taking_over = TakeOver(shifts.take_over, drafts, clock)
        self.taking_over.closed.connect(self._left_taking_over)
        self.taking_over.stale.connect(self.mark_stale)
        column.addWidget(self.taking_over)
        self.quick = QuickNote(shifts.save, drafts, clock)
        column.addWidget(self.quick)
        if not may(Action.WRITE_ENTRIES):
            self.quick.hide()
        self.notes = Card(_("What the next shift must know"), icon="clipboard-list", second=" ")
        column.addWidget(self.notes)
        self._notes_begin = TabPlace(self.notes)
        self.earlier = Card(_("Who took over before"), icon="message-square-reply")
        column.addWidget(self.earlier)
        self.copies = Card(_("Copies of the shift sheet"), icon="printer", second=_("last 7 days"))
        column.addWidget(self.copies)
        column.addStretch(1)

    def _make_head(self) -> Flow:
        self.title = label(_("Shift notes"), "page-title")
        self.when = label("", "second")
        self.print_button = Button(_("Print shift sheet"), self.print_pack, icon="printer")
        self.take_over_button = Button(
            _("Take over the shift"), self.begin_taking_over, icon="message-square-reply", kind="primary"
        )
        shown = []
        if self._may(Action.ISSUE_PACK):
            shown.append(self.print_button)
        if self._may(Action.TAKE_OVER_SHIFT):
            shown.append(self.take_over_button)
        return Flow((self.title, self.when), gap=12, at_right=shown)

    def _note_kind(self) -> RecordKind:
        def line(note: ShiftNote) -> NoteLine | None:
            lines = self._view.notes if self._view is not None else ()
            return next((one for one in lines if one.note.id == note.id), None)

        def when(note: ShiftNote) -> str:
            return shift_words(note.shift, note.shift_on, self._clock.today())

        what, until = note_fields()
        return RecordKind(
            noun="shifts",
            entry="shift_note",
            title=_("Shift notes"),
            icon="clipboard-list",
            empty="",
            name=lambda note: about_words(found) if (found := line(note)) is not None else _("Shift note"),
            items=(replace(what, hint=""), until),
            load=lambda _who: (),
            save=self._shifts.save,
            check=problems_in_note,
            acts=(
                RecordAct(
                    key="settle",
                    text=_("Settled"),
                    icon="check",
                    run=lambda note, _values: self._shifts.settle(note),
                    applies=lambda note: (found := line(note)) is not None and found.may_settle,
                    said=_("The note is settled."),
                ),
            ),
            may_write=self._may(Action.WRITE_ENTRIES),
            may_change=lambda note: (found := line(note)) is not None and found.may_change,
            fixed=lambda _note: _("A note stays as it was said back. Only its writer changes it before."),
            when=when,
        )

    # -- what is shown --------------------------------------------------------------------------------

    def open_place(self, place: Place) -> None:
        """Show the page; a note that is named is opened."""
        self.young_person_id = place.young_person_id
        self.wanted = place
        self.mark_stale()

    def reload(self) -> None:
        """Fetch the page of the unit anew."""
        tasks.query(self, self._shifts.view, self._unit_id).busy(self.scroll).done(self._show).start()

    def _show(self, view: ShiftsView) -> None:
        self._view, self._unit_id = view, view.unit.id
        today = self._clock.today()
        self._show_units(view)
        self.when.setText(time_words(view.now, today))
        self.quick.show_people(view.unit.id, view.people)
        if self.taking_over.isVisible():
            self.taking_over.show_view(view)
        self.notes.second.setText(unread_words(len(view.unread)) if view.notes else "")
        rows = [note_row(line, today, lambda line=line: self._open(line.note)) for line in view.notes]
        self.notes.show_rows(
            rows or [EmptyState(_("No shift notes. Write above what the next shift must know."))]
        )
        self._notes_begin.put_here(*(link for row in rows for link in row.findChildren(LinkButton)))
        self._show_handovers(view)
        self.copies.setVisible(bool(view.copies))
        self.copies.show_rows([copy_row(copy, today) for copy in view.copies])
        self._go_to_wanted(view)

    def _show_units(self, view: ShiftsView) -> None:
        if len(view.units) > 1 and self.units is None:
            self.units = SegmentedControl(tuple((unit.id, unit.name) for unit in view.units), says=_("Unit"))
            self.units.set_value(view.unit.id)
            self.units.chosen.connect(self._choose_unit)
            self.scroll.column.insertWidget(self.units_place, self.units)

    def _choose_unit(self, unit_id: str) -> None:
        self._unit_id = unit_id
        self.mark_stale()

    def _show_handovers(self, view: ShiftsView) -> None:
        today, found = self._clock.today(), view.handovers
        shown = found if self._all_handovers else found[:FEW]
        rows: list[QWidget] = [handover_row(line, today) for line in shown]
        if len(shown) < len(found):
            rows.append(LinkButton(_("Show all {n}").format(n=len(found)), self._show_all, small=True))
        self.earlier.show_rows(rows or [EmptyState(_("Nobody has taken over a shift yet."))])

    def _show_all(self) -> None:
        self._all_handovers = True
        if self._view is not None:
            self._show_handovers(self._view)

    def _go_to_wanted(self, view: ShiftsView) -> None:
        wanted = self.take_wanted()
        if not wanted.record_id:
            return
        known = (*view.notes, *(note for line in view.handovers for note in line.notes))
        note = next((line.note for line in known if line.note.id == wanted.record_id), None)
        if note is not None:
            self._open(note)
        elif wanted.young_person_id:
            tasks.query(self, self._shifts.note, wanted.young_person_id, wanted.record_id).done(
                self._open
            ).start()

    def _open(self, note: ShiftNote) -> None:
        self.sheet.edit(self.kind, note, note.young_person_id)

    # -- what can be done -----------------------------------------------------------------------------

    def begin_taking_over(self) -> None:
        """Show the notes to read, and the place to say them back."""
        if self._view is None:
            return
        self.quick.hide()
        self.notes.hide()
        self.take_over_button.setEnabled(False)
        self.taking_over.begin(self._view)

    def _left_taking_over(self) -> None:
        self.quick.setVisible(self._may(Action.WRITE_ENTRIES))
        self.notes.show()
        self.take_over_button.setEnabled(True)
        self.take_over_button.setFocus()
        self.mark_stale()

    def print_pack(self) -> None:
        """Ctrl P: the shift sheet."""
        if self._may(Action.ISSUE_PACK):
            self._print_sheet(self, self._unit_id)

    def new_entry(self) -> None:
        """Ctrl N: the next note."""
        if not self.quick.isHidden():
            self.quick.form.focus_first()

    def save_now(self) -> None:
        """Ctrl S: save the note that is typed."""
        if not self.quick.isHidden() and self.quick.has_words() and self.sheet.isHidden():
            self.quick.save()

    def keep_drafts(self) -> None:
        """Keep what is typed anywhere on the page."""
        super().keep_drafts()
        self.quick.form.keep_draft_now()
        self.taking_over.form.keep_draft_now()
