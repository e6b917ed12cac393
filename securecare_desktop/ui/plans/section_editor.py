"""The editor of one section: full width, its text and the young person's words, and at the right what it answers to.

Drafts keep themselves; saving says where somebody else was first and loses nothing. A signed version is only read.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ...core.errors import AppError, EditConflict
from ...core.text import _
from ...domain.audit_words import kind_of
from ...domain.drafts import UnfinishedPart, part_form
from ...domain.own_words import HowGiven
from ...domain.plans import PlanOverview, PlanPart, PlanVersion
from .. import notify, tasks, theme
from ..widgets.binding import filled, form_values
from ..widgets.buttons import Button
from ..widgets.card import Banner, clear_layout
from ..widgets.conflict import ConflictView
from ..widgets.editors import TextEditor
from ..widgets.fields import Field, Row
from ..widgets.form import Form
from ..widgets.history import HistoryPart
from ..widgets.labels import label
from ..widgets.own_words import OwnWordsEntry
from ..widgets.page_scroll import PageScroll
from ..widgets.record_drafts import VERSION, RecordDrafts, say_draft
from ..widgets.side_sheet import Foot, SideSheet
from . import unfinished, wording
from .answers import KIND as ANSWERS
from .answers import AnswersEditor, asked_of
from .needs import PlanTools
from .reading_hint import ReadingHint
from .room import GivesWay

NARROW = 900
PANEL_WIDTH = 344
VOICE = ("own_words", "given_how", "why_not_asked")
NAMES = ("text", "own_words", "given_on", "ask_again_on", "covers")


class PartDrafts(RecordDrafts):
    """The draft of a section. What was typed and taken back again is none, so that nothing is said to be unfinished."""

    def keep(self, values: dict[str, str], kept: Callable[[], object]) -> None:
        """Keep these, unless they are what is saved."""
        form = self.parent()
        if isinstance(form, Form) and not form.is_changed():
            self.kept_since = values
            self.drop()
        else:
            super().keep(values, kept)


class SectionEditor(GivesWay, QWidget):
    """One section in its editor. `closed()` when it is left, `start_wanted()` where a signed one is to be changed.

    `draft_gone()` when a draft went after that, since it was saved or stands in another version.
    """

    closed = Signal()
    draft_gone = Signal()
    start_wanted = Signal()

    def __init__(self, tools: PlanTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._name = ""
        self.version: PlanVersion | None = None
        self.part: PlanPart | None = None
        self.form: Form | None = None
        self.conflict: ConflictView | None = None
        self.reading: ReadingHint | None = None
        self.history: HistoryPart | None = None
        self.sheet = SideSheet()  # where something is left out for somebody
        self.sheet.opened.connect(self._fit)
        self.sheet.closed.connect(self._fit)
        self._drafts: RecordDrafts | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._make_head())
        beside = QHBoxLayout()
        beside.setSpacing(0)
        self.scroll = PageScroll(most_wide=960)
        beside.addWidget(self.scroll, 1)
        self.panel = QFrame()
        self.panel.setProperty("role", "panel")
        panel = QVBoxLayout(self.panel)
        panel.setContentsMargins(1, 0, 0, 0)
        self.panel_scroll = PageScroll(margin=16)
        panel.addWidget(self.panel_scroll)
        beside.addWidget(self.panel)
        beside.addWidget(self.sheet)
        outer.addLayout(beside, 1)
        self._foot_place = QVBoxLayout()
        outer.addLayout(self._foot_place)
        self.save_button: Button | None = None

    def _make_head(self) -> QWidget:
        head = QFrame()
        head.setProperty("role", "sheet-head")
        row = QHBoxLayout(head)
        row.setContentsMargins(24, 8, 16, 8)
        row.setSpacing(12)
        self.title = label("", "heading", wrap=True)
        self.second = label("", "second")
        row.addWidget(self.title, 1)
        row.addWidget(self.second)
        self.close_button = Button("", self.close_editor, icon="x", kind="quiet", says=_("Close"))
        row.addWidget(self.close_button)
        return head

    # -- opening --------------------------------------------------------------------------------------

    def open_section(self, version: PlanVersion, part: PlanPart | None, section: int, name: str) -> None:
        """Show a section of a version; what is shown already with something typed in it stays."""
        shown = self.part
        same = shown is not None and (shown.plan_version_id, shown.section) == (version.id, section)
        if same and self.form is not None and self.form.is_changed():
            return
        self.leave()
        base = part or PlanPart(
            young_person_id=version.young_person_id, plan_version_id=version.id, section=section, text=""
        )
        self.version, self.part, self._name = version, base, name
        self._show_form(base)

    def put_in(self, begun: UnfinishedPart) -> None:
        """Put what was typed in another version into the form, as its draft; the other one goes once this is kept."""
        form = self.form

        def put(overview: PlanOverview) -> None:
            if form is None or self.form is not form or self._drafts is None:
                return
            was = next((part for part in overview.parts if part.section == begun.section), None)
            typed_on = begun.values.get(VERSION, "0") == str(was.version if was is not None else 0)
            blank = PlanPart(young_person_id="", plan_version_id="", section=begun.section, text="")
            then = form_values(was or blank, NAMES, VOICE) if typed_on else None
            unfinished.put_into(form, begun.values, then)
            title = wording.version_title(begun.version).lower()
            form.put_above(
                Banner(
                    _("Your words from {version} stand here now.").format(version=title),
                    _("They are a draft until you save them."),
                    "info",
                    icon=unfinished.ICON,
                )
            )
            if form.is_changed():
                self._drafts.keep(form.draft_values(), drop)
            else:
                drop()

        def drop() -> None:
            task = tasks.command(self, self._tools.drafts.drop, begun.form)
            task.done(lambda _result: self.draft_gone.emit()).start()

        asked = begun.version.young_person_id, begun.version.id
        tasks.query(self, self._tools.plans.overview, *asked).done(
            put
        ).start()  # comes after the form's own draft

    def leads_to(self) -> str:
        """Return the number of the section that is open, or an empty text."""
        return str(self.part.section) if self.part is not None else ""

    def leave(self) -> None:
        """Let go of what is open, with its draft kept."""
        if self.form is not None:
            self.form.keep_draft_now()
        self._drop()

    def close_editor(self) -> None:
        """Go back to reading; the draft stays."""
        self.leave()
        self.closed.emit()

    def _drop(self) -> None:
        self.version = self.part = self.form = self.conflict = self.reading = self.history = None
        self._drafts = self.save_button = None
        clear_layout(self._foot_place)
        clear_layout(self.scroll.column)
        clear_layout(self.panel_scroll.column)

    def _show_form(self, base: PlanPart) -> None:
        assert self.version is not None
        may_write = self._tools.may_write and self.version.may_be_written_in
        self.title.setText(wording.section_title(base.section))
        self.setAccessibleName(wording.section_title(base.section))
        state = _("{version}, read only") if not may_write else "{version}"
        self.second.setText(state.format(version=wording.version_title(self.version)))
        drafts = PartDrafts(self, self._tools.drafts, _draft_key(base), base.young_person_id, (base.version,))
        form = Form(
            self._fields(),
            rows=(Row("given_on", "ask_again_on"),),
            draft=drafts if may_write else None,
            clock=self._tools.clock,
        )
        drafts.setParent(form)
        self.form, self._drafts = form, drafts
        form.set_values(form_values(base, NAMES, VOICE))
        form.changed.connect(self._fit_dates)
        form.draft_restored.connect(self._say_draft)
        form.set_read_only(not may_write)
        self._fill(form, base, may_write=may_write)
        if base.id:
            self.sheet.say_withheld(form, base)
        if form.is_changed():
            self._say_draft()
        self._fit_dates()
        self._fit()
        form.focus_first()

    def _fields(self) -> tuple[Field, ...]:
        assert self.part is not None
        return (
            Field("text", _("The text"), "text", rows=9, may_wait=True,
                  hint=_("Short sentences, as you would say it to them.")),
            Field("own_words", _("What they say about it"), "own_words", optional=True, rows=2,
                  question=_("How {name} told us").format(name=self._name)),
            Field("given_on", _("When they said it"), "date", optional=True),
            Field("ask_again_on", _("Asked again on"), "date", optional=True),
            Field("covers", _("What it answers to"), ANSWERS, optional=True,
                  hint=_("Tick what this section says now.")),
        )  # fmt: skip

    def _fill(self, form: Form, base: PlanPart, *, may_write: bool) -> None:
        clear_layout(self.scroll.column)
        clear_layout(self.panel_scroll.column)
        if not may_write and self._tools.may_write:
            banner = Banner(
                _("This version is signed."),
                _("What is signed stays as it is."),
                links=((_("Start a new version to change this"), self.start_wanted.emit),),
            )
            self.scroll.column.addWidget(banner)
        self.scroll.column.addWidget(form)
        self.scroll.column.addStretch(1)
        form.show()
        self._show_answers(form, base)
        self.reading = ReadingHint()
        editor = form.editor("text")
        assert isinstance(editor, TextEditor)
        self.reading.follow(editor.text)
        self.history = self._history_of(base)
        self._place_answers()
        self.panel_scroll.column.addStretch(1)
        self._show_foot(form, may_write=may_write)

    def _show_answers(self, form: Form, base: PlanPart) -> None:
        """Ask what there is to tick."""
        editor = form.editor("covers")
        assert isinstance(editor, AnswersEditor)

        def show(found: Any) -> None:
            editor.show_asked(asked_of(base.section, found.coverages, base.covers))

        asking = tasks.query(
            form, self._tools.frameworks.coverage, base.young_person_id, base.plan_version_id
        )
        asking.done(show).start()

    def _history_of(self, base: PlanPart) -> HistoryPart | None:
        """Return what happened to this section, to be asked for; None where it is not stored yet."""
        ask = self.sheet.history
        if ask is None or not base.id:
            return None
        return HistoryPart(lambda: tuple(ask(base.young_person_id, kind_of(base), base.id)))

    def _show_foot(self, form: Form, *, may_write: bool) -> None:
        clear_layout(self._foot_place)
        foot = Foot()
        self.save_button = None
        if may_write:
            self.save_button = foot.add_button(_("Save"), self.save, icon="check", kind="primary")
        foot.add_button(_("Close"), self.close_editor)
        if may_write:
            foot.add_at_right(form.draft_line)
            form.draft_line.show()
        self._foot_place.addWidget(foot)

    def _say_draft(self) -> None:
        """Say that what stands there was typed before, with the way back."""
        form, drafts, base = self.form, self._drafts, self.part
        if form is not None and drafts is not None and base is not None:
            say_draft(form, drafts, lambda: self.part or base)

    def _fit_dates(self) -> None:
        """Ask when it was said where there are words, and when they are asked again where there are none."""
        if self.form is None:
            return
        entry: OwnWordsEntry = self.form.values()["own_words"]
        self.form.show_fields(entry.given_how is None or entry.given_how.has_words, "given_on")
        again = entry.given_how in (HowGiven.NOT_ASKED, HowGiven.CHOSE_NOT_TO)
        self.form.show_fields(again, "ask_again_on")

    # -- saving ---------------------------------------------------------------------------------------

    def record(self) -> PlanPart:
        """Return the section as it stands in the form, on the version of the record it was typed on."""
        assert self.part is not None
        assert self.form is not None
        assert self._drafts is not None
        record = filled(self.part, self.form.values(), VOICE)
        if record.own_words and record.own_words != self.part.own_words and record.given_on is None:
            record = replace(record, given_on=self._tools.clock.today())
        return replace(record, version=self._drafts.typed_on[0])

    def save(self) -> None:
        """Save what stands there, or show what has to be put right first."""
        if self.form is not None and self.save_button is not None and self.form.is_ready():
            self._store(self.record())

    def _store(self, record: PlanPart) -> None:
        form, drafts = self.form, self._drafts
        assert form is not None
        assert drafts is not None
        typed, drafts.kept_since = form.draft_values(), None

        def saved(stored: Any) -> None:
            notify.tell(_("Saved."))
            if not shiboken6.isValid(form):
                self._settle(stored.record, drafts.kept_since, typed)
                return
            more = form.saved(typed)
            if more:  # somebody went on writing meanwhile
                drafts.typed_on = (stored.record.version,)
                form.keep_draft_now()
            if self.form is not form:
                self.draft_gone.emit()
            elif more:
                self.part = stored.record
            else:
                self._drop()
                self.closed.emit()

        def failed(error: AppError) -> bool:
            if shiboken6.isValid(form):
                return self._failed(error)
            notify.error(error)
            return True

        task = tasks.command(self, self._tools.plans.save_part, record).done(saved).form(form)
        task.failed(failed)
        button = self.conflict.keep_button if self.conflict is not None else self.save_button
        if button is not None:
            task.busy(button)
        task.start()

    def _settle(self, stored: PlanPart, kept: dict[str, str] | None, sent: dict[str, str]) -> None:
        """Let go of the draft that leaving has kept while its words were saved; what was typed after them stays."""
        drafts, key = self._tools.drafts, _draft_key(stored)
        if kept in (None, sent):
            task = tasks.command(self, drafts.drop, key)
        else:
            more = {**(kept or {}), VERSION: str(stored.version)}
            task = tasks.command(self, drafts.keep, key, stored.young_person_id, more)
        task.done(lambda _result: self.draft_gone.emit()).start()

    def _failed(self, error: AppError) -> bool:
        if isinstance(error, EditConflict) and self.form is not None:
            self._show_conflict(error)
            return True
        if self.conflict is not None and self.form is not None and self.part is not None:
            self.conflict = None
            self._fill(self.form, self.part, may_write=True)  # back to the form, where it is put right
        return False

    def _show_conflict(self, error: EditConflict) -> None:
        form = self.form
        assert form is not None
        form.keep_draft_now()
        form.hide()
        form.setParent(self)  # out of the page, but kept: what was typed is in it
        for part in (form.row("covers"), form.draft_line):
            part.hide()
            part.setParent(form)
        for made in (self.reading, self.history):  # made anew with the form; in little room they stand in it
            if made is not None:
                made.setParent(None)
                made.deleteLater()
        self.reading = self.history = None
        clear_layout(self.panel_scroll.column)
        clear_layout(self.scroll.column)
        labels = {field.name: field.label for field in self._fields() if field.name != "covers"}
        labels["given_how"] = _("How they gave it")
        self.conflict = ConflictView(error, labels, self._keep_mine, self._take_theirs)
        self.scroll.column.addWidget(self.conflict)
        self.both_button = Button(
            _("Keep both texts, mine under theirs"),
            lambda: self._keep_both(error),
            icon="plus",
            kind="primary",
        )
        theme.mark(self.conflict.keep_button, kind="")
        self.scroll.column.addWidget(self.both_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.scroll.column.addStretch(1)
        clear_layout(self._foot_place)
        self.save_button = None
        self.both_button.show()
        self.both_button.setFocus()  # what loses neither text

    def _keep_mine(self, mine: Any) -> None:
        assert self._drafts is not None
        self._drafts.typed_on = (mine.version,)
        self._store(mine)

    def _take_theirs(self, theirs: Any) -> None:
        assert self.form is not None
        self.form.saved()
        self.form.deleteLater()
        self.conflict = None
        self.part = theirs
        self._show_form(theirs)

    def _keep_both(self, error: EditConflict) -> None:
        """Show the form again with both texts in it, to be made into one by hand."""
        mine: Any = error.mine
        theirs: Any = error.theirs
        form, drafts = self.form, self._drafts
        assert form is not None
        assert drafts is not None
        self.conflict, self.part = None, theirs
        drafts.typed_on = (theirs.version,)
        values = form_values(mine, NAMES, VOICE)
        if theirs.text != mine.text:
            values["text"] = "\n\n".join(text for text in (theirs.text, mine.text) if text)
        if theirs.own_words and theirs.own_words != mine.own_words:
            words = "\n\n".join(text for text in (theirs.own_words, mine.own_words) if text)
            values["own_words"] = OwnWordsEntry(words, theirs.given_how)
        values["covers"] = tuple(dict.fromkeys((*theirs.covers, *mine.covers)))
        self._fill(form, theirs, may_write=True)
        for name, value in values.items():
            form.editor(name).set_value(value)
            form.editor(name).changed.emit()
        form.focus_first()

    # -- keys and room --------------------------------------------------------------------------------

    def keep_drafts(self) -> None:
        """Keep what is typed."""
        if self.form is not None:
            self.form.keep_draft_now()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_editor()
            return
        super().keyPressEvent(event)

    def _is_narrow(self) -> bool:
        return theme.room(self) < NARROW

    def _place_answers(self) -> None:
        """Put reading age and what the section answers to beside the text, or under it where there is little room."""
        if self.form is None or self.conflict is not None or self.reading is None:
            return
        beside = (self.reading, self.form.row("covers"), *(() if self.history is None else (self.history,)))
        for at, one in enumerate(beside):
            if self._is_narrow():
                self.form.put_below(one)
            else:
                self.panel_scroll.column.insertWidget(at, one)
            one.show()

    def _fit(self) -> None:
        narrow, sheet_open = self._is_narrow(), not self.sheet.isHidden()
        self.panel.setFixedWidth(theme.px(PANEL_WIDTH))
        self.panel.setVisible(not narrow and not sheet_open and self.form is not None)
        self.sheet.stand_beside(self, self.scroll, narrow=narrow)
        side = 16 if theme.room(self) < 760 else 24
        self.scroll.column.setContentsMargins(side, 16, side, 16)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the panel its place."""
        super().resizeEvent(event)
        self._place_answers()
        self._fit()


def _draft_key(part: PlanPart) -> str:
    """Return what the draft of a section is called; a section that is not stored yet has one too."""
    return part_form(part.plan_version_id, part.section)
