"""The sheet that adds, changes and acts on a record of any kind: form, draft, errors at the field, two versions.

How an entry is shown is record_forms.py; what may be saved is decided by the service.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import shiboken6

from ...core.errors import AppError, EditConflict
from ...core.text import _
from ...domain.signatures import Addendum, kind_of
from .. import notify, tasks
from .binding import filled
from .buttons import Button
from .conflict import ConflictView
from .record_forms import Opened, RecordForms
from .record_kinds import ADDENDUM, RecordAct, RecordKind
from .record_versions import TwoVersions, of_act, of_entry

__all__ = ["RecordSheet"]


@dataclass(frozen=True, slots=True)
class _Sent:
    """What stood in a form as it was sent: what was typed, and what goes beside the record."""

    typed: dict[str, str]
    beside: dict[str, Any]


class RecordSheet(RecordForms):
    """A side sheet for records: what RecordForms shows is saved, signed and done here."""

    def act(self, kind: RecordKind, record: Any, act: RecordAct, young_person_id: str) -> None:
        """Do `act` with an entry: at once, or after what it asks for was filled in."""
        if act.leads is not None:
            act.leads(record)
            return
        if act.items:
            super().act(kind, record, act, young_person_id)
            return
        self._do_at_once(kind, record, act, young_person_id, self.acts.get(act.key))

    def save_and_sign(self) -> None:
        """Save what stands in the form and go on to the signature, where it can be signed now."""
        now = self._open
        if now is not None and self.primary is not None:
            self.save(sign=self._can_sign(now))

    def save(self, *, sign: bool = False) -> None:
        """Save what stands in the form, or show what has to be put right first."""
        now = self._open
        if now is None or not now.form.is_ready():
            return
        if now.act is not None and now.act.key == ADDENDUM:
            self._ask_addendum(now)
            return
        if now.act is not None:
            self._do(now, now.act)
            return
        record = filled(now.base, now.form.values(), *now.kind.voices)
        if now.kind.complete is not None:
            record = now.kind.complete(record, now.offered)
        self._store(now, replace(record, version=now.drafts.typed_on[0]), sign=sign)

    def _store(self, now: Opened, record: Any, *, sign: bool = False) -> None:
        sent = self._sent(now)

        def done(saved: Any) -> None:
            if self._goes_on(now, sent, getattr(saved, "record", None)):
                return
            if sign:
                self._sign(now, saved)
            else:
                self._stored(now, _("Saved."))

        def store() -> Any:
            if sent.beside and now.kind.save_with is not None:
                return now.kind.save_with(record, sent.beside)
            return now.kind.save(record)

        task = tasks.command(self, store).done(done)
        task.failed(lambda error: self._failed(now, error)).form(now.form)
        self._busy(task, self.conflict.keep_button if self.conflict is not None else self.primary)

    def _do(self, now: Opened, act: RecordAct) -> None:
        """Have done with an entry what its form asks for."""
        sent, record = self._sent(now), now.base
        if act.once:
            now.form.set_read_only(True)  # what is typed from here on could not be added any more

        def done(saved: Any) -> None:
            stored = getattr(saved, "record", None)
            then = act.on(record, stored)
            if then is None or not self._goes_on(now, sent, then[1], then[0]):
                self._acted(now, act, saved)

        def again() -> None:
            if act.once and shiboken6.isValid(now.form):
                now.form.set_read_only(False)

        task = tasks.command(self, act.run, record, now.form.values()).done(done).always(again)
        task.failed(lambda error: self._failed(now, error)).form(now.form)
        self._busy(task, self.conflict.keep_button if self.conflict is not None else self.primary)

    def _acted(self, now: Opened, act: RecordAct, saved: Any) -> None:
        """Say that an act was done; where it stays with its entry, show that as it is now."""
        is_here = self._open is now
        self._stored(now, _said(act, saved))
        if act.stays and is_here:
            self.edit(now.kind, _as_stored(saved, now.base), now.young_person_id)

    def _do_at_once(
        self, kind: RecordKind, record: Any, act: RecordAct, young_person_id: str, button: Button | None
    ) -> None:
        """Have done with an entry what asks for nothing."""

        def failed(error: AppError) -> object:
            then = act.on(record, error.theirs) if isinstance(error, EditConflict) else None
            if then is None or not isinstance(error, EditConflict):
                return False
            self.leave()
            self._show_both(
                of_act(error, record, (), ()),
                lambda _mine: self._do_at_once(
                    kind, then[1], then[0], young_person_id, self.conflict and self.conflict.keep_button
                ),
                lambda theirs: self._show_theirs(kind, theirs, young_person_id),
            )
            return None

        task = tasks.command(self, act.run, record, {})
        task.done(lambda saved: self._done_at_once(kind, record, act, saved, young_person_id))
        self._busy(task.failed(failed), button)

    def _done_at_once(
        self, kind: RecordKind, record: Any, act: RecordAct, saved: Any, young_person_id: str
    ) -> None:
        """Say that an act was done; what is typed in the form of the entry meanwhile stays, on what is stored now."""
        now = self._open
        if now is None and self.conflict is not None:
            self.conflict = None
            if act.stays:
                self.edit(kind, _as_stored(saved, record), young_person_id)
            else:
                self.close_sheet()
        if now is None or now.kind.entry != kind.entry or kind.key(now.base) != kind.key(record):
            notify.tell(_said(act, saved))
            return
        stored = _as_stored(saved, record)
        typed = now.form.take_typed() if shiboken6.isValid(now.form) and now.act is None else {}
        if typed:
            now.drafts.use(now.key, (stored.version,))
            now.drafts.keep(typed, _nothing)
            self._open = None
            self.edit(kind, stored, young_person_id)
            notify.tell(_said(act, saved))
        else:
            self._acted(now, act, saved)

    @staticmethod
    def _sent(now: Opened) -> _Sent:
        """Return what stands in the form as it is sent."""
        now.drafts.kept_since = None
        return _Sent(now.form.draft_values(), now.beside())

    def _goes_on(self, now: Opened, sent: _Sent, stored: Any, act: RecordAct | None = None) -> bool:
        """Say whether more was typed since something was sent; then it stays, on what is stored, to be saved next."""
        if type(stored) is not type(now.base):
            return False
        is_there = shiboken6.isValid(now.form)
        kept = now.drafts.kept_since
        if sent == _Sent(now.form.draft_values(), now.beside()) if is_there else kept in (None, sent.typed):
            return False
        now.base, now.act = stored, act
        if is_there:
            now.form.saved(sent.typed)
            for name, value in sent.beside.items():
                if now.form.values()[name] == value:
                    now.form.editor(name).set_value(None)  # it is stored; another one would be one more
        else:
            now.drafts.drop()
        now.drafts.use(now.key, (stored.version,))
        if is_there:
            now.form.keep_draft_now()
        elif kept is not None:
            now.drafts.keep(kept, _nothing)
        if self._open is now:
            self.title.setText(now.kind.name(stored) if act is None else act.text)
            self._fit_foot(now)
        notify.tell(_("Saved. What you typed since is not saved yet."))
        return True

    @staticmethod
    def _busy(task: tasks.Task, button: Button | None) -> None:
        if button is not None:
            task.busy(button)
        task.start()

    def _stored(self, now: Opened, said: str) -> None:
        _saved(now)
        if self._open is now:
            self._open = self.conflict = None
            self.close_sheet()
        notify.tell(said)

    def _sign(self, now: Opened, saved: Any) -> None:
        """Show what was stored, and the dialog over it: whoever goes back there finds it saved and not signed."""
        _saved(now)
        if self._open is now and now.kind.signing is not None:
            self.edit(now.kind, saved.record, now.young_person_id)
            stored = self._open
            now.kind.signing.ask(
                self,
                saved.record,
                lambda _signed: self._stored(stored or now, _("Signed.")),
                lambda: notify.tell(_("Saved, not signed yet.")),
            )

    def _ask_addendum(self, now: Opened) -> None:
        assert now.kind.signing is not None
        addendum = Addendum(
            young_person_id=now.young_person_id,
            record_kind=kind_of(now.base),
            record_id=now.base.id,
            words=now.form.values()["words"],
        )
        sent = self._sent(now)

        def signed(_result: Any) -> None:
            if self._goes_on(now, sent, now.base, now.act):
                return
            _saved(now)
            notify.tell(_("Signed."))
            if self._open is now:
                self.edit(now.kind, now.base, now.young_person_id)

        now.kind.signing.ask_addendum(self, addendum, signed)

    def _failed(self, now: Opened, error: AppError) -> object:
        if not shiboken6.isValid(now.form) or (self._open is now and self.isHidden()):
            if isinstance(error, EditConflict):
                self.stale.emit()
            notify.error(error)  # what was typed is kept as its draft
            return None
        if self._open is not now:
            return False
        if isinstance(error, EditConflict):
            return self._show_conflict(now, error)
        if self.conflict is not None:
            self._show(now, editable=True)  # back to the form, where what is to put right is shown
        return False

    # -- two versions ---------------------------------------------------------------------------------

    def _show_conflict(self, now: Opened, error: EditConflict) -> object:
        """Show both versions in place of the form; False where there is no way to put one on top of the other."""
        act = now.act
        then = act.on(now.base, error.theirs) if act is not None else None
        if act is not None and then is None:
            self.stale.emit()  # the list shows theirs; what was typed stays
            return False
        now.form.keep_draft_now()
        now.form.hide()
        now.form.setParent(self)  # out of the sheet, but kept: what was typed is in it
        if act is None:
            both = of_entry(error, now.kind.items, now.kind.voices)
        else:
            both = of_act(error, now.base, act.items, act.voices)
        self._show_both(
            both, lambda mine: self._keep_mine(now, mine, then), lambda theirs: self._take_theirs(now, theirs)
        )
        return None

    def _show_both(
        self, both: TwoVersions, on_mine: Callable[[Any], object], on_theirs: Callable[[Any], object]
    ) -> None:
        self.conflict = ConflictView(both.conflict, both.labels, on_mine, on_theirs, besides=both.besides)
        self.show_body(_("Two versions"), "", self.conflict)
        if self.isHidden():
            self.open_sheet()
        self.conflict.keep_button.setFocus()
        self.stale.emit()

    def _keep_mine(self, now: Opened, mine: Any, then: tuple[RecordAct, Any] | None) -> None:
        if then is not None:
            now.act, now.base = then
            self._do(now, now.act)
            return
        now.drafts.typed_on = (mine.version,)
        self._store(now, mine)

    def _take_theirs(self, now: Opened, theirs: Any) -> None:
        now.form.saved()
        now.form.deleteLater()
        self._show_theirs(
            now.kind, theirs if type(theirs) is type(now.base) else now.base, now.young_person_id
        )

    def _show_theirs(self, kind: RecordKind, theirs: Any, young_person_id: str) -> None:
        """Show an entry as somebody else left it; a kind without a form of its own has only its acts."""
        self._open = self.conflict = None
        if kind.items:
            self.edit(kind, theirs, young_person_id)
        else:
            self.close_sheet()


def _saved(now: Opened) -> None:
    """Say to a form that it was saved; where another one has its place by now, its draft goes all the same."""
    if shiboken6.isValid(now.form):
        now.form.saved()
    else:
        now.drafts.drop()


def _said(act: RecordAct, saved: Any) -> str:
    """Return what the bar says of what was done."""
    return (act.said(saved) if callable(act.said) else act.said) or _("Saved.")


def _as_stored(saved: Any, record: Any) -> Any:
    """Return an entry as it is stored now; what is about something that hangs on it leaves the entry as it was."""
    stored = getattr(saved, "record", None)
    return stored if type(stored) is type(record) else record


def _nothing() -> None:
    """Nobody is told: the form that asked is gone."""
