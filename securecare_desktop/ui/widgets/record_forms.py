"""A sheet that shows entries of any kind in their forms: what is asked, its draft, what hangs on it, how far it is signed.

What a kind is stands in record_kinds.py; what becomes of what was typed is record_sheet.py.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ...core.clock import Clock
from ...core.errors import Problem
from ...core.text import _
from ...domain.own_words import HowGiven
from .. import actions, tasks
from .binding import filled, form_values
from .buttons import Button
from .editors import ChoiceEditor, ChoicesEditor
from .fields import Field, Heading
from .flow import Flow
from .form import Form
from .labels import label
from .own_words import OwnWordsEditor
from .record_drafts import RecordDrafts, say_draft
from .record_kinds import ADDENDUM, Drafts, Offer, RecordAct, RecordKind, Voice, addendum_act
from .record_parts import RecordPartList
from .side_sheet import SideSheet
from .signing import AddendaPart, SignatureLine

if TYPE_CHECKING:
    from .conflict import ConflictView


@dataclass(slots=True)
class Opened:
    """What the sheet shows: an entry of a kind in its form, and perhaps what is being done with it."""

    kind: RecordKind
    base: Any
    form: Form
    young_person_id: str
    drafts: RecordDrafts
    offered: dict[str, tuple[Offer, ...]]
    act: RecordAct | None = None

    def beside(self) -> dict[str, Any]:
        """Return what is asked beside the record and was given."""
        fields = [field.name for field in self.kind.beside] if self.act is None else []
        values = self.form.values()
        return {
            name: values[name] for name in fields if values.get(name) and not self.form.row(name).isHidden()
        }

    @property
    def key(self) -> str:
        """The name of its draft; a new entry and each act have one of their own."""
        return draft_key(self.kind, self.base, self.young_person_id, self.act)


def draft_key(kind: RecordKind, base: Any, young_person_id: str, act: RecordAct | None) -> str:
    """Return the name of the draft of a form of an entry, or of what is done with it."""
    doing = f":{act.key}" if act is not None else ""
    return f"{kind.entry}:{kind.key(base) or 'new'}:{young_person_id}{doing}"


class RecordForms(SideSheet):
    """The part of RecordSheet that shows. `stale` is sent when somebody else's version was seen, so that lists reload."""

    stale = Signal()

    def __init__(self, drafts: Drafts, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drafts, self.clock = drafts, clock
        self._open: Opened | None = None
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

    # -- what becomes of it: record_sheet.py ----------------------------------------------------------

    def save(self, *, sign: bool = False) -> None:
        """Save what stands in the form, or show what has to be put right first."""
        raise NotImplementedError

    def save_and_sign(self) -> None:
        """Save what stands in the form and go on to the signature, where it can be signed now."""
        raise NotImplementedError

    def _stored(self, now: Opened, said: str) -> None:
        """Take what was stored."""
        raise NotImplementedError

    # -- opening --------------------------------------------------------------------------------------

    def edit(self, kind: RecordKind, record: Any | None, young_person_id: str) -> None:
        """Show a new entry (None) or an existing one."""
        base = record
        if record is None:
            if kind.blank is None:
                return
            base = kind.blank(young_person_id)
        names = [item.name for item in kind.items if isinstance(item, Field)]
        values = form_values(base, names, *kind.voices)
        items = kind.items if base.id and not kind.beside_stored else (*kind.items, *kind.beside)
        now = self._begin(kind, base, items, values, kind.offers, young_person_id)
        self._fit_form(now.form, kind.fit)
        if kind.begun is not None:
            kind.begun(now.form, base, young_person_id)
        signed = kind.signing is not None and base.signed_at is not None
        may_change = kind.may_write and not signed and (record is None or kind.may_change(record))
        if not may_change:
            now.form.set_read_only(True)
        if signed or (not may_change and kind.fixed(base)):
            now.form.hide_empty()
        self._show(now, editable=may_change)

    def act(self, kind: RecordKind, record: Any, act: RecordAct, young_person_id: str) -> None:
        """Ask for what has to be known before `act` is done with an entry."""
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
    ) -> Opened:
        if self._open is not None:
            self._open.form.keep_draft_now()
        key = draft_key(kind, base, young_person_id, act)
        drafts = RecordDrafts(self, self._drafts, key, young_person_id, (base.version,))
        check = None if act is not None else self._check(kind, base)
        form = Form(
            items,
            rows=act.rows if act is not None else kind.rows,
            check=check,
            draft=drafts,
            signing=kind.signing is not None
            and kind.signing.may_sign
            and (act is None or act.key == ADDENDUM),
            clock=self.clock,
        )
        form.set_values(values)
        self._hide_not_asked(form, items, act.voices if act is not None else kind.voices)
        now = Opened(kind, base, form, young_person_id, drafts, {}, act)
        form.draft_restored.connect(lambda: say_draft(now.form, now.drafts, lambda: now.base))
        if form.is_changed():
            say_draft(now.form, now.drafts, lambda: now.base)  # found before the line above could hear of it
        for name, ask in (offers or {}).items():
            tasks.query(form, ask, young_person_id).done(
                lambda found, name=name: self._offer(now, name, found, values)
            ).start()
        for name, whether in (kind.only_if or {}).items() if act is None else ():
            form.show_fields(False, name)
            tasks.query(form, whether, young_person_id).done(
                lambda shown, name=name: form.show_fields(shown, name)
            ).start()
        return now

    def _show(self, now: Opened, *, editable: bool) -> None:
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

    def _put_acts(self, now: Opened) -> None:
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

    def _put_parts(self, now: Opened, *, editable: bool) -> None:
        """Show what hangs on a stored entry under its form, and above it why it cannot be changed."""
        if not now.base.id:
            return
        fixed = now.kind.fixed(now.base)
        if fixed and not editable:
            now.form.put_above(label(fixed, "hint", wrap=True))
        for part in (one for one in now.kind.parts if one.applies(now.base)):
            now.form.put_below(
                RecordPartList(
                    part,
                    now.base,
                    now.kind.may_do,
                    lambda act: self.act(now.kind, now.base, act, now.young_person_id),
                )
            )

    def _put_signature(self, now: Opened, *, editable: bool) -> None:
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

    def _fit_foot(self, now: Opened) -> None:
        """Offer to sign while what stands in the form could be signed by whoever writes it."""
        if now.kind.signing is not None and self._open is now:
            self.let_sign(self._can_sign(now))

    @staticmethod
    def _can_sign(now: Opened) -> bool:
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

    def _offer(self, now: Opened, name: str, found: tuple[Offer, ...], values: Mapping[str, Any]) -> None:
        now.offered[name] = found
        untouched = not now.form.is_changed()
        if isinstance(now.form.editor(name), ChoiceEditor | ChoicesEditor):
            now.form.set_choices(name, tuple((o.id, o.words) for o in found))
            if untouched or not now.form.values()[name]:
                now.form.set_values({name: values.get(name)})
        else:
            now.form.set_choices(name, tuple((o.words, o.second) for o in found))
        if now.act is None and now.kind.fit is not None:
            now.kind.fit(now.form)  # what fits may follow from what was found

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
