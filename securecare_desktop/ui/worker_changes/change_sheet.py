"""The sheet beside a step: somebody told, a meeting, a question or own words, filled in, saved and signed.

What stands in each form is sheet_forms.py's; which step it belongs to is the workspace's.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ...core.clock import Clock
from ...core.errors import AppError, EditConflict
from ...core.text import _
from ...domain.record import Entry
from ...domain.signatures import Addendum, kind_of, young_person_of
from ...domain.worker_changes import Step
from ...services.worker_changes import WorkerChangesService, Workspace
from .. import notify, tasks
from ..widgets.conflict import ConflictView
from ..widgets.drafts import TaskDrafts
from ..widgets.form import Form
from ..widgets.record_kinds import addendum_act
from ..widgets.side_sheet import SideSheet
from ..widgets.signing import AddendaPart, SignatureLine, Signing
from . import sheet_forms
from .story import AllWords

if TYPE_CHECKING:
    from ..widgets.buttons import Button

ALL_WORDS, ADDENDUM = "all_words", "addendum"
MakesDrafts = Callable[[QWidget, str, str], TaskDrafts]


class ChangeSheet(QObject):
    """Fills `sheet` for a change. `opened(what)` is sent with a word for what it shows, to come back to.

    `theirs_taken()` is sent when somebody else's version was chosen. Without `signing` nothing is signed here.
    """

    opened = Signal(str)
    theirs_taken = Signal()

    def __init__(
        self,
        parent: QWidget,
        sheet: SideSheet,
        changes: WorkerChangesService,
        drafts: MakesDrafts,
        clock: Clock,
        me: Callable[[], str],
        signing: Signing | None = None,
    ) -> None:
        super().__init__(parent)
        self.sheet, self.signing = sheet, signing
        self._page, self._changes, self._drafts = parent, changes, drafts
        self._clock, self._me = clock, me
        self._shown: Workspace | None = None
        self._may_write = False
        self._on_key: Callable[[], object] | None = None
        self.button: Button | None = None

    def show_change(self, shown: Workspace, *, may_write: bool) -> None:
        """Know the change as it is now; what the sheet shows stays."""
        self._shown, self._may_write = shown, may_write

    # opening

    def open(self, kind: str, record: Any, step: Step) -> None:
        """Show a form: kind telling, first_telling, meeting, meeting_time, question or words."""
        if self._shown is None:
            return
        file, today = self._shown.file, self._shown.today
        form = sheet_forms.sheet_form(kind, record, file, step, self._clock.now(), today, self._me())
        signed = isinstance(record, Entry) and record.signed_at is not None
        shown = self._form(form)
        self._on_key = None
        if signed or not self._may_write:
            shown.set_read_only(True)
            if signed:
                shown.hide_empty()
            self.sheet.show_body(form.title, "", shown)
        else:
            sign = (lambda: self._save(form, shown, sign=True)) if self.signing is not None else None
            self._on_key = sign
            self.button = self.sheet.show_form(
                form.title, "", shown, (form.save, lambda: self._save(form, shown)), sign=sign
            )
            shown.changed.connect(lambda: self._fit_foot(form, shown, record))
            self._fit_foot(form, shown, record)
        if isinstance(record, Entry):
            self._put_signature(shown, record, editable=not signed and self._may_write)
        self.sheet.offer_history(file.change.young_person_id, record)
        self.sheet.say_withheld(shown, record)
        self.opened.emit(f"{kind}:{record.id if record is not None else ''}")
        if kind == "meeting_time":
            shown.row("at").focus()

    def open_all_words(self, step: Step) -> None:
        """Show everything the young person said about the change."""
        if self._shown is None:
            return
        file = self._shown.file
        body = AllWords(file, self._shown.today, may_write=self._may_write, under=self._under_words)
        body.add_wanted.connect(lambda: self.open("words", None, step))
        self._on_key = None
        title = _("Everything {name} said about it").format(name=file.young_person_name)
        self.sheet.show_body(title, "", body)
        self.opened.emit(ALL_WORDS)

    def open_addendum(self, entry: Entry) -> None:
        """Show the form that adds to a signed entry."""
        act = addendum_act()
        draft = self._drafts(self.sheet, f"{ADDENDUM}:{entry.id}", young_person_of(entry))
        form = Form(act.items, draft=draft, signing=True, clock=self._clock)
        sign = (act.button, lambda: self._sign_addendum(form, entry))
        self._on_key = sign[1]
        self.button = self.sheet.show_form(act.text, "", form, sign, primary_icon=act.icon)
        self.opened.emit(f"{ADDENDUM}:{entry.id}")

    def sign_with_key(self) -> None:
        """Do what "Save and sign" in the foot does."""
        if self._on_key is not None and not self.sheet.isHidden():
            self._on_key()

    def _form(self, form: sheet_forms.SheetForm) -> Form:
        assert self._shown is not None
        draft = self._drafts(self.sheet, form.key, self._shown.file.change.young_person_id)
        shown = Form(
            form.fields,
            rows=form.rows,
            check=form.check,
            draft=draft,
            signing=self.signing is not None,
            clock=self._clock,
        )
        shown.set_values(form.values)
        return shown

    # signing

    def _fit_foot(self, form: sheet_forms.SheetForm, shown: Form, record: Any) -> None:
        self.sheet.let_sign(self._can_sign(form, shown, record))

    def _can_sign(self, form: sheet_forms.SheetForm, shown: Form, record: Any) -> bool:
        values = shown.values()
        own_words = values.get("words")
        if self.signing is None or (own_words is not None and own_words.given_how is None):
            return False
        entry = form.record(values)
        mine = record is None or shown.is_changed()
        return isinstance(entry, Entry) and self.signing.offers(entry, written_by_me=mine)

    def _put_signature(self, shown: Form, entry: Entry, *, editable: bool) -> None:
        if self.signing is None:
            return
        shown.put_above(self._line(self.signing, entry, offer=not editable))
        if entry.signed_at is not None:
            shown.put_below(AddendaPart(self.signing, entry, lambda: self.open_addendum(entry)))

    def _under_words(self, entry: Entry) -> list[QWidget]:
        """Return what stands under own words: how far they are signed, and what was added."""
        signing = self.signing
        if signing is None:
            return []
        if entry.signed_at is None:
            return [self._line(signing, entry, offer=True)]
        add = partial(self.open_addendum, entry) if signing.offers_addendum(entry) else None
        return [SignatureLine(entry, on_add=add), AddendaPart(signing, entry)]

    def _line(self, signing: Signing, entry: Entry, *, offer: bool) -> SignatureLine:
        """Return the line on the signature, with the way to give it where there is no foot that offers it."""
        ask = (
            (lambda: signing.ask(self.sheet, entry, self._signed))
            if offer and signing.offers(entry)
            else None
        )
        return SignatureLine(entry, ask)

    def _sign_addendum(self, form: Form, entry: Entry) -> None:
        if self.signing is None or not form.is_ready():
            return
        addendum = Addendum(
            young_person_id=young_person_of(entry),
            record_kind=kind_of(entry),
            record_id=entry.id,
            words=form.values()["words"],
        )

        def signed(result: Any) -> None:
            form.saved()
            self._signed(result)

        self.signing.ask_addendum(self.sheet, addendum, signed)

    def _signed(self, _result: Any) -> None:
        notify.tell(_("Signed."))
        self.sheet.close_sheet()

    # saving

    def _save(self, form: sheet_forms.SheetForm, shown: Form, *, sign: bool = False) -> None:
        if shown.is_ready():
            record = form.record(shown.values())
            can = sign and self._can_sign(form, shown, record if record.version else None)
            self._store(form, shown, record, sign=can)

    def _store(self, form: sheet_forms.SheetForm, shown: Form, record: Any, *, sign: bool = False) -> None:
        def saved(result: Any) -> None:
            shown.saved()
            self.sheet.close_sheet()
            if sign and self.signing is not None:
                back = partial(notify.tell, _("Saved, not signed yet."))
                self.signing.ask(self._page, result.record, self._signed, back)

        def failed(error: AppError) -> bool:
            if isinstance(error, EditConflict):
                labels = {one.name: one.label for one in form.fields}
                view = ConflictView(
                    error, labels, lambda mine: self._store(form, shown, mine), self._take_theirs
                )
                self.button = view.keep_button
                shown.setParent(self._page)
                shown.hide()
                self.sheet.show_body(_("Two versions"), "", view)
                return True
            return False

        saver = {
            "Telling": self._changes.save_telling,
            "JointMeeting": self._changes.save_meeting,
            "Question": self._changes.save_question,
            "OwnWords": self._changes.save_words,
        }[type(record).__name__]
        storing = tasks.command(self._page, saver, record).form(shown)
        if self.button is not None:
            storing.busy(self.button)
        storing.done(saved).failed(failed).start()

    def _take_theirs(self, _theirs: object) -> None:
        self.theirs_taken.emit()
