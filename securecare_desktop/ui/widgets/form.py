"""The one form: fields in, values out, problems beside the fields, a draft kept as people type.

It knows nothing of records. What is right and wrong comes from `check`, the domain's own rule, and from the
service that refuses an entry; the form shows both in the same way.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from weakref import WeakSet, ref

import shiboken6
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from ...core.clock import Clock, SystemClock
from ...core.errors import Problem
from ...core.text import N_, _, ngettext
from .. import actions, notify
from ..focus_chain import TabPlace
from .card import Banner
from .drafts import DraftKeeper, DraftLine, news
from .editors import ChoiceEditor, Choices, ChoicesEditor, Editor, TextEditor
from .fields import Field, FieldRow, Heading, Row, SideBySide
from .labels import label
from .spot import Spot
from .suggest import SuggestEditor

__all__ = ["Field", "Form", "Heading", "Row", "Spot", "form_in_use", "keep_all_drafts_now", "shown_forms"]

PAUSE_MS = 800
_NUMBERS = (
    N_("Two"), N_("Three"), N_("Four"), N_("Five"), N_("Six"), N_("Seven"), N_("Eight"), N_("Nine"), N_("Ten"),
)  # fmt: skip
_forms: WeakSet["Form"] = WeakSet()
_last_used: list["ref[Form]"] = []


class Form(QWidget):
    """A form made of `items` (Field and Heading, in the order of the page); `rows` put fields side by side.

    `check(values)` is the domain's rule; it is asked for what the fields alone cannot know. `draft` keeps what
    is typed. `changed` is sent when a person has changed something, `draft_restored` when a draft was shown.
    """

    changed = Signal()
    draft_restored = Signal()

    def __init__(
        self,
        items: tuple[Field | Heading, ...],
        *,
        rows: tuple[Row, ...] = (),
        check: Callable[[dict[str, Any]], tuple[Problem, ...]] | None = None,
        draft: DraftKeeper | None = None,
        signing: bool = False,
        clock: Clock | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._check, self._draft, self._signing = check, draft, signing
        self._clock = clock or SystemClock()
        self._rows: dict[str, FieldRow] = {}
        self._headings: list[tuple[list[QWidget], list[str]]] = []
        self._edited: set[str] = set()
        self._touched: set[str] = set()
        self._sent: dict[str, str] = {}
        self._general: tuple[str, ...] = ()
        self._kept: dict[str, str] | None = None
        self._at = ""
        self._draft_is_stale = False
        self._is_filling = False
        self.banner: Banner | None = None
        self.draft_line = DraftLine(self._clock)
        self._begins = TabPlace(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        self._build(items, rows)
        self._column.addStretch(1)
        self._first = self.draft_values()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.keep_draft_now)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        actions.bind("next_problem", self, self.next_problem, within)
        actions.bind("next_hint", self, self.next_hint, within)
        _forms.add(self)
        if draft is not None:
            draft.load(self._show_draft)

    def _build(self, items: tuple[Field | Heading, ...], rows: tuple[Row, ...]) -> None:
        for item in items:
            if isinstance(item, Field):
                self._rows[item.name] = self._row(item)
        beside = {name: row for row in rows for name in row.names}
        placed: set[str] = set()
        for item in items:
            if isinstance(item, Heading):
                words: list[QWidget] = [label(item.text, "heading", wrap=True)]
                if item.hint:
                    words.append(label(item.hint, "hint", wrap=True))
                for one in words:
                    self._column.addWidget(one)
                self._headings.append((words, []))
                continue
            if self._headings:
                self._headings[-1][1].append(item.name)
            if item.name not in placed:
                names = beside[item.name].names if item.name in beside else (item.name,)
                placed.update(names)
                parts = tuple(self._rows[name] for name in names)
                self._column.addWidget(parts[0] if len(parts) == 1 else SideBySide(parts))

    def _row(self, field: Field) -> FieldRow:
        row = FieldRow(field, self._clock)
        row.editor.changed.connect(lambda: self._on_changed(field.name))
        row.editor.entered.connect(lambda: self._on_entered(field.name))
        row.editor.left.connect(lambda: self._on_left(field.name))
        return row

    # values

    def values(self) -> dict[str, Any]:
        """Return what was entered, by field name, in the types of the fields' kinds."""
        return {name: row.editor.value() for name, row in self._rows.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show these values as the state to compare with; a draft found before stays on top of them."""
        with self._filling():
            for name, value in values.items():
                self._rows[name].editor.set_value(value)
        self._first = self.draft_values()
        self._forget_problems()
        if self._kept is not None:
            self._show_draft(self._kept)

    @contextmanager
    def _filling(self) -> Iterator[None]:
        """Take what changes meanwhile as shown by the program, not as typed: it makes no draft."""
        self._is_filling = True
        try:
            yield
        finally:
            self._is_filling = False

    def draft_values(self) -> dict[str, str]:
        """Return the state of all fields as text, also where it cannot be read yet."""
        return {name: row.editor.draft_text() for name, row in self._rows.items()}

    def is_changed(self) -> bool:
        """Whether anything differs from the values that were set."""
        return self.draft_values() != self._first

    def row(self, name: str) -> FieldRow:
        """Return the row of a field."""
        return self._rows[name]

    def editor(self, name: str) -> Editor:
        """Return the editor of a field."""
        return self._rows[name].editor

    def set_choices(self, name: str, choices: Choices) -> None:
        """Offer other choices in a field of kind choice, choices or suggest."""
        editor = self._rows[name].editor
        assert isinstance(editor, ChoiceEditor | ChoicesEditor | SuggestEditor)
        editor.set_choices(choices)

    def set_read_only(self, read_only: bool, *names: str) -> None:
        """Show the named fields (all without names) without letting anybody change them."""
        for name in names or tuple(self._rows):
            self._rows[name].set_read_only(read_only)

    def show_fields(self, shown: bool, *names: str) -> None:
        """Show or hide fields; a hidden field is never asked for, a heading without fields is hidden too."""
        for name in names:
            self._rows[name].setVisible(shown)
            beside = self._rows[name].parentWidget()
            if isinstance(beside, SideBySide):
                beside.show_as_needed()
        for words, below in self._headings:
            for one in words:
                one.setVisible(any(not self._rows[name].isHidden() for name in below))

    def put_above(self, widget: QWidget) -> None:
        """Show a widget of the screen's own above the fields; Tab comes to it first."""
        self._column.insertWidget(0, widget)
        self._begins.put_here(*_for_tab(widget))

    def put_below(self, widget: QWidget) -> None:
        """Show a widget of the screen's own below the fields."""
        self._column.insertWidget(self._column.count() - 1, widget)

    def hide_empty(self) -> None:
        """Leave out the fields that say nothing, where nobody can write in them any more."""
        self.show_fields(False, *(name for name, row in self._rows.items() if row.editor.is_empty()))

    def focus_first(self) -> None:
        """Put the focus into the first field that can be filled in."""
        for row in self._rows.values():
            if not row.field.read_only and not row.isHidden():
                row.focus()
                return

    def enter_does(self, act: Callable[[], object]) -> None:
        """Have Enter in any field of one line do what the button below does."""
        for row in self._rows.values():
            for one in row.editor.inputs():
                if isinstance(one, QLineEdit):
                    one.returnPressed.connect(act)

    def spot(self) -> Spot | None:
        """Return where the cursor is or was last, None where nobody has been in this form."""
        return self._rows[self._at].editor.spot(self._at) if self._at else None

    def go_to(self, spot: Spot) -> bool:
        """Put the cursor back; False where this form has no such field now or somebody types in it already."""
        row = self._rows.get(spot.field)
        if row is None or not row.isVisible() or self._draft_is_stale:
            return False
        row.editor.go_to(spot)
        return True

    # problems

    def problems(self) -> tuple[Problem, ...]:
        """Return everything to put right now, in the order of the page, at most one for each field."""
        found = self._troubles()
        if self._check is not None:
            for problem in self._check(self.values()):
                found.setdefault(problem.field, problem.sentence)
        for name, row in self._rows.items():
            field = row.field
            needed = not (field.optional or field.may_wait or field.read_only)
            if needed and row.editor.is_empty():
                found.setdefault(name, row.editor.asks())
        hidden = {name for name, row in self._rows.items() if row.isHidden()}
        order = [*self._rows, *(name for name in found if name not in self._rows)]
        return tuple(Problem(name, found[name]) for name in order if name in found and name not in hidden)

    def is_ready(self) -> bool:
        """Look through all fields; show what is to put right. True where there is nothing."""
        found = self.problems()
        if found:
            self.show_problems(found)
        else:
            self._forget_problems()
        return not found

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show each problem at its field and a banner on top that counts them; the focus goes to the banner.

        With one field only there is nothing to count or to look for: the focus goes to that field.
        """
        self._sent = {p.field: p.sentence for p in problems if p.field in self._rows}
        self._general = tuple(p.sentence for p in problems if p.field not in self._rows)
        self._touched.update(self._sent)
        self.show_fields(True, *(name for name in self._sent if self._rows[name].isHidden()))
        self._show_errors()
        self._show_banner()
        if self.banner is not None:
            self.banner.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.next_problem()

    def next_problem(self) -> None:
        """Go to the next field with an error after the one with the focus (F8)."""
        wrong = [row for row in self._rows.values() if row.error]
        if not wrong:
            return
        now = QApplication.focusWidget()
        order = list(self._rows.values())
        here = next((i for i, row in enumerate(order) if now is not None and row.isAncestorOf(now)), -1)
        later = [row for row in wrong if order.index(row) > here]
        (later or wrong)[0].focus()

    def next_hint(self) -> None:
        """Go to the next word with a hint, from the cursor on and then from the top (F7)."""
        now = QApplication.focusWidget()
        texts = [row.editor.text for row in self._rows.values() if isinstance(row.editor, TextEditor)]
        texts = [text for text in texts if text.marks is not None and text.isVisible()]
        here = next((i for i, text in enumerate(texts) if text is now), -1)
        from_cursor = [(texts[here], texts[here].textCursor().position())] if here >= 0 else []
        for text, position in (*from_cursor, *((t, 0) for t in (*texts[here + 1 :], *texts[: here + 1]))):
            if text.marks is not None and text.marks.open_next(position):
                return
        notify.tell(_("There are no hints on words here."), "info")

    def _troubles(self) -> dict[str, str]:
        troubles = {name: row.editor.trouble() for name, row in self._rows.items()}
        return {name: sentence for name, sentence in troubles.items() if sentence}

    def _show_errors(self) -> None:
        now = {p.field: p.sentence for p in self.problems()} if self._touched else {}
        for name, row in self._rows.items():
            wanted = name in self._touched
            row.show_error(self._sent.get(name) or now.get(name, "") if wanted else "")

    def _forget_problems(self) -> None:
        self._touched.clear()
        self._edited.clear()
        self._sent, self._general = {}, ()
        self._show_errors()
        self._drop_banner()

    def _drop_banner(self) -> None:
        if self.banner is not None:
            self.banner.hide()
            self._column.removeWidget(self.banner)
            self.banner.deleteLater()
            self.banner = None

    def _show_banner(self) -> None:
        self._drop_banner()
        wrong = [row for row in self._rows.values() if row.error and not row.isHidden()]
        count = len(wrong) + len(self._general)
        alone = len(self._rows) == 1 and not self._general
        if not count or alone:
            return
        links = [(row.field.label, row.focus) for row in wrong]
        kept = _("Nothing is lost, the draft is kept.") if self._draft else _("Nothing is lost.")
        text = " ".join((*self._general, kept))
        self.banner = Banner(_count_words(count, self._signing), text, "late", links=links)
        self.banner.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.put_above(self.banner)
        self.banner.show()

    def _on_changed(self, name: str) -> None:
        if self._is_filling:
            return
        self._edited.add(name)
        self._draft_is_stale = True
        if self._sent.pop(name, ""):
            self._touched.add(name)
        if self._touched:
            self._show_errors()
        if self._draft is not None:
            self._pause.start()
        self.changed.emit()

    def _on_entered(self, name: str) -> None:
        self._at = name
        _last_used[:] = [ref(self)]

    def _on_left(self, name: str) -> None:
        if name in self._edited:
            self._touched.add(name)
            self._show_errors()
        if self.banner is not None:
            if not any(row.error for row in self._rows.values()) and not self._general:
                self._drop_banner()
            elif len(self.banner.links) != sum(bool(row.error) for row in self._rows.values()):
                self._show_banner()

    # the draft

    def keep_draft_now(self) -> None:
        """Keep the draft without waiting for the pause in typing."""
        self._pause.stop()
        if self._draft is not None and self._draft_is_stale:
            self._draft_is_stale = False
            self._draft.keep(self.draft_values(), self._on_kept)

    def saved(self, sent: Mapping[str, str] | None = None) -> bool:
        """What stands here was saved: the draft is dropped, and this is the state to compare with.

        `sent` is what stood here when it was sent (`draft_values`). What was typed since then stays; returns whether
        there is any, to be kept as a draft of its own.
        """
        more = sent is not None and self.draft_values() != sent
        self._pause.stop()
        self._draft_is_stale = more
        self._kept = None
        if self._draft is not None:
            self._draft.drop()
        self._say_draft(DraftLine.show_found if more else DraftLine.show_none)
        self._first = dict(sent) if more and sent is not None else self.draft_values()
        self._forget_problems()
        return more

    def take_typed(self) -> dict[str, str]:
        """Return what was typed in the fields that differ from what was set, for another form; no draft is kept here."""
        self._pause.stop()
        self._draft_is_stale = False
        return {name: text for name, text in self.draft_values().items() if text != self._first.get(name)}

    def leave_draft(self) -> None:
        """Go back to the values that were set and forget the draft."""
        with self._filling():
            for name, text in self._first.items():
                self._rows[name].editor.set_draft_text(text)
        self.saved()
        self.changed.emit()

    def _on_kept(self) -> None:
        if shiboken6.isValid(self):
            now = self._clock.now()
            self._say_draft(lambda line: line.show_kept(now))
            news().kept.emit(now)
            notify.announce(self, _("Draft saved"))

    def _say_draft(self, say: Callable[[DraftLine], object]) -> None:
        """Have the line say it, unless it went with its foot: at a lock the store may answer after that."""
        if shiboken6.isValid(self.draft_line):
            say(self.draft_line)

    def _show_draft(self, kept: dict[str, str]) -> None:
        if not shiboken6.isValid(self):
            return
        if self._draft_is_stale:
            return  # typing has begun before the draft was found; what is on screen is newer
        self._kept = kept
        with self._filling():
            for name, text in kept.items():
                if name in self._rows:
                    self._rows[name].editor.set_draft_text(text)
        if self.is_changed():
            self._say_draft(DraftLine.show_found)
            self.draft_restored.emit()
            self.changed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        self.keep_draft_now()
        super().hideEvent(event)


def keep_all_drafts_now() -> None:
    """Keep the draft of every open form, before the program locks or ends."""
    for form in tuple(_forms):
        if shiboken6.isValid(form):
            form.keep_draft_now()


def shown_forms() -> tuple[Form, ...]:
    """Return the forms that can be seen."""
    return tuple(form for form in tuple(_forms) if shiboken6.isValid(form) and form.isVisible())


def form_in_use() -> Form | None:
    """Return the form that somebody was in last, where it can still be seen."""
    form = _last_used[0]() if _last_used else None
    return form if form is not None and form in shown_forms() else None


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _for_tab(widget: QWidget) -> list[QWidget]:
    """Return what Tab stops at in a widget, itself first."""
    return [one for one in (widget, *widget.findChildren(QWidget)) if _takes_tab(one)]


def _count_words(count: int, signing: bool) -> str:
    number = _(_NUMBERS[count - 2]) if 2 <= count <= len(_NUMBERS) + 1 else str(count)
    if signing:
        text = ngettext(
            "One thing to put right before you can sign.",
            "{number} things to put right before you can sign.",
            count,
        )
    else:
        text = ngettext(
            "One thing to put right before this can be saved.",
            "{number} things to put right before this can be saved.",
            count,
        )
    return text.format(number=number)
