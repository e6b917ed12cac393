"""The sheet that adds, changes and acts on a record of any kind: form, draft, errors at the field, two versions.

How an entry is shown is record_forms.py; what may be saved is decided by the service.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import shiboken6

from ...core.errors import AppError, EditConflict
from ...core.text import _
from ...domain.signatures import Addendum, kind_of
from .. import notify, tasks
from .binding import filled
from .buttons import Button
from .conflict import ConflictView
from .fields import Field
from .record_forms import Opened, RecordForms
from .record_kinds import ADDENDUM, RecordAct, RecordKind

__all__ = ["RecordSheet"]


class RecordSheet(RecordForms):
    """A side sheet for records: what RecordForms shows is saved, signed and done here."""

    def act(self, kind: RecordKind, record: Any, act: RecordAct, young_person_id: str) -> None:
        """Do `act` with an entry: at once, or after what it asks for was filled in."""
        if act.items:
            super().act(kind, record, act, young_person_id)
        else:
            self._send(act.run, act, record, {}, self.acts.get(act.key))

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
            values = now.form.values()
            self._send(now.act.run, now.act, now.base, values, self.primary, now)
            return
        record = filled(now.base, now.form.values(), *now.kind.voices)
        if now.kind.complete is not None:
            record = now.kind.complete(record, now.offered)
        self._store(now, replace(record, version=now.drafts.typed_on[0]), sign=sign)

    def _store(self, now: Opened, record: Any, *, sign: bool = False) -> None:
        task = tasks.command(self, now.kind.save, record)
        task.done(lambda saved: self._sign(now, saved) if sign else self._stored(now, _("Saved.")))
        task.failed(lambda error: self._failed(now, error)).form(now.form)
        self._busy(task, self.conflict.keep_button if self.conflict is not None else self.primary)

    def _send(
        self,
        run: Callable[[Any, Mapping[str, Any]], Any],
        act: RecordAct,
        record: Any,
        values: Mapping[str, Any],
        button: Button | None,
        now: Opened | None = None,
    ) -> None:
        """Have an act done; `now` is the form that asked for it, where there is one."""
        task = tasks.command(self, run, record, values)
        task.done(lambda saved: self._acted(now or self._open, act, saved))
        if now is not None:
            task.failed(lambda error: self._failed(now, error)).form(now.form)
        self._busy(task, button)

    def _acted(self, now: Opened | None, act: RecordAct, saved: Any) -> None:
        """Say that an act was done; where it stays with its entry, show that as it is now."""
        is_here = now is not None and self._open is now
        said = act.said(saved) if callable(act.said) else act.said
        self._stored(now, said or _("Saved."))
        if act.stays and now is not None and is_here:
            stored = getattr(saved, "record", None)
            self.edit(now.kind, stored if type(stored) is type(now.base) else now.base, now.young_person_id)

    @staticmethod
    def _busy(task: tasks.Task, button: Button | None) -> None:
        if button is not None:
            task.busy(button)
        task.start()

    def _stored(self, now: Opened | None, said: str) -> None:
        if now is not None:
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
                lambda _signed: self._stored(stored, _("Signed.")),
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

        def signed(_result: Any) -> None:
            _saved(now)
            notify.tell(_("Signed."))
            if self._open is now:
                self.edit(now.kind, now.base, now.young_person_id)

        now.kind.signing.ask_addendum(self, addendum, signed)

    def _failed(self, now: Opened, error: AppError) -> object:
        if not shiboken6.isValid(now.form):
            notify.error(error)  # what was typed is kept as its draft
            return None
        if self._open is not now:
            return False
        if isinstance(error, EditConflict) and now.act is None:
            self._show_conflict(now, error)
            return None
        if isinstance(error, EditConflict):
            self.stale.emit()  # the list shows theirs; what was typed stays, and is there when it is opened anew
        if self.conflict is not None:
            self._show(now, editable=True)  # back to the form, where what is to put right is shown
        return False

    def _show_conflict(self, now: Opened, error: EditConflict) -> None:
        labels = {item.name: item.label for item in now.kind.items if isinstance(item, Field)}
        labels |= {voice[1]: _("How they gave it") for voice in now.kind.voices}
        now.form.keep_draft_now()
        now.form.hide()
        now.form.setParent(self)  # out of the sheet, but kept: what was typed is in it
        self.conflict = ConflictView(
            error,
            labels,
            lambda mine: self._keep_mine(now, mine),
            lambda theirs: self._take_theirs(now, theirs),
        )
        self.show_body(_("Two versions"), "", self.conflict)
        self.conflict.keep_button.setFocus()
        self.stale.emit()

    def _keep_mine(self, now: Opened, mine: Any) -> None:
        now.drafts.typed_on = (mine.version,)
        self._store(now, mine)

    def _take_theirs(self, now: Opened, theirs: Any) -> None:
        now.form.saved()
        now.form.deleteLater()
        self._open = None
        self.edit(now.kind, theirs, now.young_person_id)


def _saved(now: Opened) -> None:
    """Say to a form that it was saved; where another one has its place by now, its draft goes all the same."""
    if shiboken6.isValid(now.form):
        now.form.saved()
    else:
        now.drafts.drop()
