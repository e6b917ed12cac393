"""The sheet that adds, changes and acts on a record of any kind: form, draft, errors at the field, two versions.

What a kind is stands in record_kinds.py; what may be saved is decided by the service.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ...core.clock import Clock
from ...core.errors import AppError, EditConflict, Problem
from ...core.text import _
from ...domain.own_words import HowGiven
from ...domain.signatures import Addendum, kind_of
from .. import actions, notify, tasks
from .binding import filled, form_values
from .buttons import Button
from .card import Banner
from .conflict import ConflictView
from .drafts import TaskDrafts
from .editors import ChoiceEditor, ChoicesEditor
from .fields import Field, Heading
from .flow import Flow
from .form import Form
from .labels import label
from .own_words import OwnWordsEditor
from .record_kinds import ADDENDUM, Drafts, Offer, RecordAct, RecordKind, Voice, addendum_act
from .record_parts import RecordPartList
from .side_sheet import SideSheet
from .signing import AddendaPart, SignatureLine

VERSION = "_version"
"""Name under which a draft says which versions it was typed on."""


class RecordDrafts(TaskDrafts):
    """The draft of one form. `typed_on` says which versions of its records it was typed on.

    A draft that is older than its record is saved on the version it was typed on, so that the store refuses
    it with both versions instead of writing over what somebody else has saved since.
    """

    def __init__(
        self, parent: QWidget, drafts: Drafts, form: str, young_person_id: str, versions: tuple[int, ...]
    ) -> None:
        super().__init__(
            parent,
            lambda values: drafts.keep(form, young_person_id, values),
            lambda: drafts.load(form),
            lambda: drafts.drop(form),
        )
        self.typed_on = versions

    def keep(self, values: dict[str, str], kept: Callable[[], object]) -> None:
        """Keep these with the versions they were typed on."""
        super().keep({**values, VERSION: " ".join(map(str, self.typed_on))}, kept)

    def load(self, found: Callable[[dict[str, str]], object]) -> None:
        """Call `found` with what was kept, and remember the versions it was typed on."""

        def take(kept: dict[str, str]) -> None:
            typed_on = tuple(int(one) for one in kept.pop(VERSION, "").split() if one.isdigit())
            if len(typed_on) == len(self.typed_on):
                self.typed_on = typed_on
            found(kept)

        super().load(take)


@dataclass(slots=True)
class _Open:
    """What the sheet shows: an entry of a kind in its form, and perhaps what is being done with it."""

    kind: RecordKind
    base: Any
    form: Form
    young_person_id: str
    drafts: RecordDrafts
    offered: dict[str, tuple[Offer, ...]]
    act: RecordAct | None = None


class RecordSheet(SideSheet):
    """A side sheet for records. `stale` is sent when somebody else's version was seen, so that lists reload."""

    stale = Signal()

    def __init__(self, drafts: Drafts, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drafts, self.clock = drafts, clock
        self._open: _Open | None = None
        self.primary: Button | None = None
        self.acts: dict[str, Button] = {}
        self.conflict: ConflictView | None = None
        self.addenda: AddendaPart | None = None
        actions.bind("sign", self, self.save_and_sign, Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @property
    def form(self) -> Form | None:
        """The form that is shown or, behind two versions, waits; None while there is none."""
        return self._open.form if self._open is not None else None

    def leave(self) -> None:
        """Let go of what is shown, with its draft kept: another form takes the sheet."""
        super().leave()
        self._open = self.conflict = self.primary = None

    def leads_to(self) -> tuple[str, str]:
        """Return record id and part of the Place that opens what is open here now; empty texts for nothing."""
        now = self._open
        if now is None or self.isHidden():
            return "", ""
        if now.act is not None:
            return now.kind.key(now.base), now.act.key
        is_new = not now.base.id and now.kind.blank is not None
        return now.kind.key(now.base), f"new:{now.kind.entry}" if is_new else ""

    def shows(self, kind: RecordKind) -> bool:
        """Whether an entry of this kind is open."""
        return self._open is not None and self._open.kind is kind and not self.isHidden()

    # -- opening --------------------------------------------------------------------------------------

    def edit(self, kind: RecordKind, record: Any | None, young_person_id: str) -> None:
        """Show a new entry (None) or an existing one."""
        if record is None and kind.blank is None:
            return
        base = record if record is not None else kind.blank(young_person_id)  # type: ignore[misc]
        names = [item.name for item in kind.items if isinstance(item, Field)]
        values = form_values(base, names, *kind.voices)
        now = self._begin(kind, base, kind.items, values, kind.offers, young_person_id)
        self._fit_form(now.form, kind.fit)
        signed = kind.signing is not None and base.signed_at is not None
        may_change = kind.may_write and not signed and (record is None or kind.may_change(record))
        if not may_change:
            now.form.set_read_only(True)
        if signed or (not may_change and kind.fixed(base)):
            now.form.hide_empty()
        self._show(now, editable=may_change)

    def act(self, kind: RecordKind, record: Any, act: RecordAct, young_person_id: str) -> None:
        """Do `act` with an entry: at once, or after what it asks for was filled in."""
        if not act.items:
            self._send(act.run, act, record, {}, self.acts.get(act.key))
            return
        now = self._begin(kind, record, act.items, act.start(record), act.offers, young_person_id, act)
        self._fit_form(now.form, act.fit)
        self._show(now, editable=True)

    @staticmethod
    def _fit_form(form: Form, fit: Callable[[Form], None] | None) -> None:
        if fit is not None:
            form.changed.connect(lambda: fit(form))
            fit(form)

    def _begin(
        self,
        kind: RecordKind,
        base: Any,
        items: tuple[Field | Heading, ...],
        values: Mapping[str, Any],
        offers: Mapping[str, Callable[[str], tuple[Offer, ...]]] | None,
        young_person_id: str,
        act: RecordAct | None = None,
    ) -> _Open:
        if self._open is not None:
            self._open.form.keep_draft_now()
        doing = f":{act.key}" if act is not None else ""
        key = f"{kind.entry}:{kind.key(base) or 'new'}:{young_person_id}{doing}"
        drafts = RecordDrafts(self, self._drafts, key, young_person_id, (base.version,))
        check = None if act is not None else self._check(kind, base)
        form = Form(
            items,
            rows=act.rows if act is not None else kind.rows,
            check=check,
            draft=drafts,
            signing=kind.signing is not None and kind.signing.may_sign,
            clock=self.clock,
        )
        form.set_values(values)
        self._hide_not_asked(form, items, act.voices if act is not None else kind.voices)
        now = _Open(kind, base, form, young_person_id, drafts, {}, act)
        form.draft_restored.connect(lambda: self._say_draft(now))
        if form.is_changed():
            self._say_draft(now)  # found before the line above could hear of it
        for name, ask in (offers or {}).items():
            tasks.query(form, ask, young_person_id).done(
                lambda found, name=name: self._offer(now, name, found, values)
            ).start()
        return now

    def _show(self, now: _Open, *, editable: bool) -> None:
        self._open, self.conflict, self.acts = now, None, {}
        kind, form, is_open = now.kind, now.form, not self.isHidden()
        if now.act is not None:
            title, text, icon = now.act.text, now.act.button or now.act.text, now.act.icon
        else:
            is_new = not now.base.id and kind.blank is not None
            title = kind.add if is_new and kind.add else kind.name(now.base)
            text, icon = _("Save"), "check"
        when = kind.when(now.base) if now.base.version else ""
        self.addenda = None
        if now.act is None:
            self._put_acts(now)
            self._put_signature(now, editable=editable)
            self._put_parts(now, editable=editable)
        if editable:
            sign = self.save_and_sign if kind.signing is not None and now.act is None else None
            self.primary = self.show_form(title, when, form, (text, self.save), primary_icon=icon, sign=sign)
            form.changed.connect(lambda: self._fit_foot(now))
            self._fit_foot(now)
        else:
            self.primary = None
            self.show_body(title, when, form)
        if now.act is None:
            self.offer_history(now.young_person_id, now.base)
            self.say_withheld(form, now.base)
        form.show()
        if is_open:
            form.focus_first()
            self.opened.emit()
        else:
            self.open_sheet()

    def _put_acts(self, now: _Open) -> None:
        for act in now.kind.acts if now.base.id else ():
            if now.kind.may_do(act) and act.applies(now.base):
                self.acts[act.key] = Button(
                    act.text,
                    lambda act=act: self.act(now.kind, now.base, act, now.young_person_id),
                    icon=act.icon,
                    size="small",
                )
        if self.acts:
            now.form.put_above(Flow(self.acts.values(), gap=8))

    def _put_parts(self, now: _Open, *, editable: bool) -> None:
        """Show what hangs on a stored entry under its form, and above it why it cannot be changed."""
        if not now.base.id:
            return
        fixed = now.kind.fixed(now.base)
        if fixed and not editable:
            now.form.put_above(label(fixed, "hint", wrap=True))
        for part in now.kind.parts:
            now.form.put_below(
                RecordPartList(
                    part,
                    now.base,
                    now.kind.may_do,
                    lambda act: self.act(now.kind, now.base, act, now.young_person_id),
                )
            )

    def _put_signature(self, now: _Open, *, editable: bool) -> None:
        """Say how far the entry is signed, and show what was added to a signed one under it."""
        signing = now.kind.signing
        if signing is None or not now.base.version:
            return
        ask: Callable[[], object] | None = None
        if not editable and signing.offers(now.base):
            ask = partial(signing.ask, self, now.base, lambda _signed: self._stored(now, _("Signed.")))
        now.form.put_above(SignatureLine(now.base, ask))
        if now.base.signed_at is not None:
            self.addenda = AddendaPart(
                signing, now.base, lambda: self.act(now.kind, now.base, addendum_act(), now.young_person_id)
            )
            now.form.put_below(self.addenda)

    def _fit_foot(self, now: _Open) -> None:
        """Offer to sign while what stands in the form could be signed by whoever writes it."""
        if now.kind.signing is not None and self._open is now:
            self.let_sign(self._can_sign(now))

    @staticmethod
    def _can_sign(now: _Open) -> bool:
        signing = now.kind.signing
        if signing is None or now.act is not None:
            return False
        record = filled(now.base, now.form.values(), *now.kind.voices)
        return signing.offers(record, written_by_me=not now.base.version or now.form.is_changed())

    @staticmethod
    def _hide_not_asked(form: Form, items: tuple[Field | Heading, ...], voices: tuple[Voice, ...]) -> None:
        """Where there is no place for why they were not asked, leaving the field empty says it."""
        asks_why = {voice[0] for voice in voices if voice[2]}
        for item in items:
            if isinstance(item, Field) and item.kind == "own_words" and item.name not in asks_why:
                editor = form.editor(item.name)
                assert isinstance(editor, OwnWordsEditor)
                editor.way(HowGiven.NOT_ASKED).hide()

    def _say_draft(self, now: _Open) -> None:
        """Say that what stands there was typed before, with the way back."""
        if now.form.property("draft_said"):
            return
        now.form.setProperty("draft_said", True)

        def leave() -> None:
            now.drafts.typed_on = (now.base.version,)
            now.form.leave_draft()
            banner.hide()

        banner = Banner(
            _("This is your draft."),
            _("It was kept when you left."),
            "info",
            icon="file-pen-line",
            links=((_("Go back to what is saved") if now.base.id else _("Empty the form"), leave),),
        )
        now.form.put_above(banner)

    def _offer(self, now: _Open, name: str, found: tuple[Offer, ...], values: Mapping[str, Any]) -> None:
        now.offered[name] = found
        untouched = not now.form.is_changed()
        if isinstance(now.form.editor(name), ChoiceEditor | ChoicesEditor):
            now.form.set_choices(name, tuple((o.id, o.words) for o in found))
            if untouched or not now.form.values()[name]:
                now.form.set_values({name: values.get(name)})
        else:
            now.form.set_choices(name, tuple((o.words, o.second) for o in found))

    # -- saving ---------------------------------------------------------------------------------------

    @staticmethod
    def _check(kind: RecordKind, base: Any) -> Callable[[dict[str, Any]], tuple[Problem, ...]] | None:
        rule = kind.check
        if rule is None:
            return None
        days = [
            item.name
            for item in kind.items
            if isinstance(item, Field) and item.kind in ("date", "datetime") and not item.optional
        ]

        def check(values: dict[str, Any]) -> tuple[Problem, ...]:
            if any(values[name] is None for name in days):
                return ()  # the field itself says what it needs; the rule can only count with a day
            return rule(filled(base, values, *kind.voices))

        return check

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

    def _store(self, now: _Open, record: Any, *, sign: bool = False) -> None:
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
        now: _Open | None = None,
    ) -> None:
        """Have an act done; `now` is the form that asked for it, where there is one."""
        task = tasks.command(self, run, record, values)
        task.done(lambda saved: self._acted(now or self._open, act, saved))
        if now is not None:
            task.failed(lambda error: self._failed(now, error)).form(now.form)
        self._busy(task, button)

    def _acted(self, now: _Open | None, act: RecordAct, saved: Any) -> None:
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

    def _stored(self, now: _Open | None, said: str) -> None:
        if now is not None:
            _saved(now)
            if self._open is now:
                self._open = self.conflict = None
                self.close_sheet()
        notify.tell(said)

    def _sign(self, now: _Open, saved: Any) -> None:
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

    def _ask_addendum(self, now: _Open) -> None:
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

    def _failed(self, now: _Open, error: AppError) -> object:
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

    def _show_conflict(self, now: _Open, error: EditConflict) -> None:
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

    def _keep_mine(self, now: _Open, mine: Any) -> None:
        now.drafts.typed_on = (mine.version,)
        self._store(now, mine)

    def _take_theirs(self, now: _Open, theirs: Any) -> None:
        now.form.saved()
        now.form.deleteLater()
        self._open = None
        self.edit(now.kind, theirs, now.young_person_id)


def _saved(now: _Open) -> None:
    """Say to a form that it was saved; where another one has its place by now, its draft goes all the same."""
    if shiboken6.isValid(now.form):
        now.form.saved()
    else:
        now.drafts.drop()
