"""The workspace of one change of worker: its steps, the step that is open, and what is missing.

Planning and ending a change starts here and is done by the plan form; packs are a place to go to.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ...core.clock import Clock
from ...core.errors import AppError, EditConflict, Gone
from ...core.labels import label as words_for
from ...core.text import _, day_full, day_short, weekday_in_full, when_word
from ...domain.own_words import OwnWords
from ...domain.permissions import Action
from ...domain.readiness import Finding
from ...domain.worker_changes import STEP_FIELDS, ChangeKind, ChangeState, ChangeStep, Step
from ...services.worker_changes import WorkerChangesService, Workspace
from .. import actions, notify, tasks, theme
from ..page import Page, Place
from ..widgets.buttons import Button
from ..widgets.card import Banner, Chip, EmptyState
from ..widgets.conflict import ConflictView
from ..widgets.drafts import TaskDrafts
from ..widgets.labels import label, strong_label
from ..widgets.page_scroll import PageScroll
from ..widgets.records import Drafts
from ..widgets.side_sheet import SideSheet
from ..widgets.signing import Signing
from ..widgets.stepper import Stepper
from . import sheet_forms, wording
from .change_sheet import ADDENDUM, ALL_WORDS, ChangeSheet
from .ending import ChangeMenu, anything
from .readiness_panel import ReadinessBar, ReadinessPanel
from .step_card import StepCard
from .step_form import say_withheld
from .step_marks import step_marks
from .story import Story

BAR_UNDER = 900
"""Room for the page under which the panel becomes a bar: 1100 px of window less the rail."""
NARROW = 760
PLAN, CALL_OFF = "plan", "call_off"


class WorkspacePage(Page):
    """One change. `open_place` takes its id as `record_id` and as `part`, where wanted, the number of a step, with
    what is open beside it: kind and id of what the sheet shows ("4:meeting:ID"), or the form of the plan ("4:plan").

    `plan_wanted(ChangeFile)` asks for the form that changes the plan, `new_wanted()` for an empty one,
    `list_wanted()` for all changes of the young person.
    """

    nouns = frozenset({"worker_changes", "own_words", "promises"})
    plan_wanted = Signal(object)
    new_wanted = Signal()
    list_wanted = Signal()

    def __init__(
        self,
        changes: WorkerChangesService,
        drafts: Drafts,
        clock: Clock,
        me: Callable[[], str],
        may: Callable[[Action], bool] = anything,
        signing: Signing | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._changes, self._drafts, self._clock, self._me, self._may = changes, drafts, clock, me, may
        self._change_id = ""
        self._step: Step | None = None
        self._shown: Workspace | None = None
        self._showing_list = False
        self._in_sheet = self._wanted = ""
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        beside = QHBoxLayout()
        beside.setSpacing(0)
        outer.addLayout(beside, 1)
        self.scroll = PageScroll(self._make_main(), margin=24, most_wide=960)
        self.scroll.column.setContentsMargins(24, 8, 24, 16)
        self.panel = ReadinessPanel()
        self.sheet = SideSheet()
        self.beside = ChangeSheet(self, self.sheet, changes, self._task_drafts, clock, me, signing)
        self.beside.opened.connect(self._open_the_sheet)
        self.beside.theirs_taken.connect(lambda: self._take_theirs(None))
        actions.bind("sign", self, self.beside.sign_with_key, Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.bar = ReadinessBar()
        beside.addWidget(self.scroll, 1)
        beside.addWidget(self.panel)
        beside.addWidget(self.sheet)
        outer.addWidget(self.bar)
        self.ending = ChangeMenu(self, changes, clock, self.sheet, self._task_drafts, may)
        self.ending.plan_wanted.connect(self._change_plan)
        self.ending.new_wanted.connect(self.new_wanted)
        self.ending.list_wanted.connect(self.list_wanted)
        self.ending.sheet_opened.connect(lambda: self._open_the_sheet(CALL_OFF))
        self.panel.opened.connect(self._open_finding)
        self.panel.pack_wanted.connect(self._go_to_pack)
        self.bar.pack_wanted.connect(self._go_to_pack)
        self.bar.show_wanted.connect(self._turn_list)
        self.sheet.opened.connect(self._fit)
        self.sheet.closed.connect(self._fit)
        self._main.hide()
        self._fit()

    def _may_write(self, shown: Workspace) -> bool:
        return shown.file.change.state is ChangeState.OPEN and self._may(Action.RECORD_CHANGE_STEP)

    # building

    def _make_main(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._gone = EmptyState(_("This change of worker is not in the store (any more)."))
        self._gone.hide()
        column.addWidget(self._gone)
        self._main = QWidget()
        column.addWidget(self._main)
        column.addStretch(1)
        main = QVBoxLayout(self._main)
        main.setContentsMargins(0, 0, 0, 0)
        main.setSpacing(8)
        main.addLayout(self._make_head())
        self._ended = QVBoxLayout()
        main.addLayout(self._ended)
        self.stepper = Stepper()
        self.stepper.chosen.connect(lambda number: self.open_step(Step(number)))
        main.addWidget(self.stepper)
        self.story = Story()
        self.story.all_wanted.connect(self._show_all_words)
        self.story.add_wanted.connect(lambda: self._open_sheet("words", None))
        main.addWidget(self.story)
        self.card = StepCard(self._clock, self._draft_for, lambda: self._may(Action.RECORD_CHANGE_STEP))
        self.card.save_wanted.connect(lambda: self._save(None))
        self.card.done_wanted.connect(self._save)
        self.card.sheet_wanted.connect(self._open_sheet)
        self.card.promises_wanted.connect(self._go_to_promises)
        main.addWidget(self.card)
        return page

    def _make_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(12)
        self.title = label("", "heading")
        self.role = label("", "second")
        self.day = strong_label("")
        self.chip = Chip("calendar-check", "", "done")
        self.menu_button = Button(
            "",
            lambda: self.ending.open_menu(self.menu_button),
            icon="pencil",
            kind="quiet",
            size="small",
            says=_("What can be done with this change"),
        )
        head.addWidget(self.title)
        head.addWidget(self.role)
        head.addStretch(1)
        head.addWidget(self.day)
        head.addWidget(self.chip)
        head.addWidget(self.menu_button)
        return head

    # the page

    def open_place(self, place: Place) -> None:
        """Show a change (`record_id`), at a step when `part` is its number."""
        if place.record_id != self._change_id:
            self.keep_drafts()
            self.sheet.close_sheet()
            self._change_id = place.record_id
            self._step = None
            self._shown = None
            self._main.hide()
        number, _colon, self._wanted = place.part.partition(":")
        if number.isdigit() and 1 <= int(number) <= len(Step):
            self._step = Step(int(number))
        self.mark_stale()

    def here(self, place: Place) -> Place:
        """Return the place of the step, and of what its sheet shows."""
        number = str(int(self._step)) if self._step is not None else ""
        in_sheet = self._in_sheet if not self.sheet.isHidden() else ""
        return replace(place, record_id=self._change_id, part=f"{number}:{in_sheet}" if in_sheet else number)

    def reload(self) -> None:
        """Fetch the change anew."""
        if self._change_id:
            asking = tasks.query(self, self._changes.workspace, self._change_id).busy(self.scroll)
            asking.done(self._show).failed(self._not_there).start()

    def keep_drafts(self) -> None:
        """Keep what is typed in the step and in the sheet."""
        self.card.keep_draft_now()
        self.sheet.keep_draft_now()

    def act(self, act_id: str) -> None:
        """Ctrl P goes to the pack."""
        if act_id == "print_pack":
            self._go_to_pack()

    def _not_there(self, error: AppError) -> bool:
        if isinstance(error, Gone):
            self._main.hide()
            self._gone.show()
            return True
        return False

    def _show(self, shown: Workspace) -> None:
        if shown.file.change.id != self._change_id:
            return
        self._shown = shown
        self.beside.show_change(shown, may_write=self._may_write(shown))
        self.ending.show(shown)
        if self._step is None:
            self._step = shown.now
        self._gone.hide()
        self._show_head(shown)
        self._show_steps(shown)
        self.story.show_file(shown.file, shown.today, may_write=self._may_write(shown))
        self.panel.show_readiness(shown.readiness)
        self.bar.show_readiness(shown.readiness)
        self._show_step(shown, self._step)
        self._main.show()
        self._fit()
        self._go_to_wanted(shown)

    def _go_to_wanted(self, shown: Workspace) -> None:
        wanted, self._wanted = self._wanted, ""
        kind, _colon, record_id = wanted.partition(":")
        record = sheet_forms.record_in(shown.file, record_id)
        addendum_to = sheet_forms.entry_in(shown.file, record_id) if kind == ADDENDUM else None
        if addendum_to is not None:
            self.beside.open_addendum(addendum_to)
        elif kind in (PLAN, CALL_OFF) and self._may(Action.PLAN_CHANGE_OF_WORKER):
            (self._change_plan if kind == PLAN else self.ending.call_off)()
        elif wanted == ALL_WORDS:
            self._show_all_words()
        elif kind not in ("", PLAN, CALL_OFF, ADDENDUM) and (record is not None or not record_id):
            self._open_sheet(kind, record)

    def _show_head(self, shown: Workspace) -> None:
        change = shown.file.change
        self.title.setText(wording.title(change.outgoing_name, change.incoming_name))
        self.role.setText(wording.person_role(change))
        is_open = change.state is ChangeState.OPEN
        self._fill_day()
        if change.kind is ChangeKind.PLANNED:
            self.chip.show_state("calendar-check", words_for(change.kind), "done")
        else:
            self.chip.show_state("circle-slash", words_for(change.kind), "quiet")
        while (item := self._ended.takeAt(0)) is not None:
            item.widget().deleteLater()
        if not is_open:
            closed = change.closed_on or change.day
            said = {
                ChangeState.DONE: _("This change ended on {day}."),
                ChangeState.CALLED_OFF: _("This change was called off on {day}."),
            }[change.state]
            self._ended.addWidget(Banner(said.format(day=day_full(closed)), _("It stays to be read.")))

    def _fill_day(self) -> None:
        if self._shown is None:
            return
        change, today = self._shown.file.change, self._shown.today
        day = day_short(change.day, today) if self._narrow() else day_short(change.day)
        away = when_word(change.day, today)
        self.day.setText(f"<b>{day}</b>, {away}" if not self._narrow() else f"{day}, {away}")
        self.day.setAccessibleName(f"{weekday_in_full(change.day)} {day_full(change.day)}, {away}")

    def _show_steps(self, shown: Workspace) -> None:
        assert self._step is not None
        self.stepper.show_steps(step_marks(shown), int(self._step))

    def open_step(self, step: Step, why: Finding | None = None) -> None:
        """Show a step; `why` says above it why something missing matters."""
        if self._shown is None:
            return
        self._step = step
        self._showing_list = False
        self._show_steps(self._shown)
        self._show_step(self._shown, step)
        self.card.show_why(why)
        self._fit()

    def _show_step(self, shown: Workspace, step: Step) -> None:
        before = self.card.form
        self.card.show_step(shown, step)
        if self.card.form is not None and self.card.form is not before:
            say_withheld(self.sheet, self.card.form, shown.file, step)

    def _open_finding(self, finding: Finding) -> None:
        self.open_step(finding.step, finding)
        self.scroll.ensureWidgetVisible(self.card, 0, 16)

    # saving a step

    def _draft_for(self, parent: QWidget, step: ChangeStep) -> TaskDrafts:
        return self._task_drafts(parent, f"change_step:{step.id}", step.young_person_id)

    def _task_drafts(self, parent: QWidget, key: str, young_person_id: str) -> TaskDrafts:
        return TaskDrafts(
            parent,
            lambda values: self._drafts.keep(key, young_person_id, values),
            lambda: self._drafts.load(key),
            lambda: self._drafts.drop(key),
        )

    def _save(self, done: bool | None) -> None:
        if self._shown is None or not self.card.ready():
            return
        self._store_step(self.card.record(), self.card.words(self._me()), done)

    def _store_step(self, record: ChangeStep, words: tuple[OwnWords, ...], done: bool | None) -> None:
        form, button = self.card.form, self.card.save_button if done is None else self.card.done_button
        assert form is not None
        assert button is not None

        def saved(_saved: object) -> None:
            form.saved()
            notify.tell(_("{step} is saved.").format(step=words_for(record.step)))

        def failed(error: AppError) -> bool:
            if isinstance(error, EditConflict):
                self._show_conflict(error, record, words, done)
                return True
            return False

        storing = tasks.command(self, self._changes.save_step, record, words, done)
        storing.busy(button).form(form).done(saved).failed(failed).start()

    def _show_conflict(
        self, error: EditConflict, record: ChangeStep, words: tuple[OwnWords, ...], done: bool | None
    ) -> None:
        form = self.card.form
        assert form is not None
        form.keep_draft_now()
        if isinstance(error.mine, ChangeStep):
            labels = {one.name: _(one.label) for one in STEP_FIELDS[record.step]}

            def text(one: Any, name: str) -> str:
                return str(one.text(name))

            view = ConflictView(
                error, labels, lambda mine: self._keep_mine(mine, words, done), self._take_theirs, text
            )
        else:
            labels = {"words": _("Words"), "given_how": _("How they were given")}

            def keep(mine: OwnWords) -> None:
                others = tuple(mine if one.id == mine.id else one for one in words)
                self._keep_mine(record, others, done)

            view = ConflictView(error, labels, keep, self._take_theirs)
        self.sheet.show_body(_("Two versions"), "", view)
        self._open_the_sheet()

    def _keep_mine(self, record: ChangeStep, words: tuple[OwnWords, ...], done: bool | None) -> None:
        self.sheet.close_sheet()
        self._store_step(record, words, done)

    def _take_theirs(self, _theirs: object) -> None:
        self.sheet.close_sheet()
        self.card.forget_base()
        self.mark_stale()

    # the sheet

    def _open_sheet(self, kind: str, record: Any) -> None:
        if self._step is not None:
            self.beside.open(kind, record, self._step)

    def _show_all_words(self) -> None:
        if self._step is not None:
            self.beside.open_all_words(self._step)

    def _open_the_sheet(self, what: str = "") -> None:
        self._in_sheet = what
        self.sheet.open_sheet()
        self._fit()

    # going on

    def _go_to_pack(self) -> None:
        if self._shown is not None and self._may(Action.ISSUE_PACK):
            change = self._shown.file.change
            self.go.emit(Place("packs", change.young_person_id, record_id=change.id, part="new"))

    def _go_to_promises(self) -> None:
        if self._shown is not None:
            self.go.emit(Place("young_person", self._shown.file.change.young_person_id, tab="promises"))

    def _change_plan(self) -> None:
        if self._shown is not None:
            self.keep_drafts()
            self.plan_wanted.emit(self._shown.file)

    # room

    def _narrow(self) -> bool:
        return theme.room(self) < NARROW

    def _turn_list(self) -> None:
        self._showing_list = not self._showing_list
        self._fit()

    def _fit(self) -> None:
        """Place the panel: at the right, away for an open sheet, or as a bar at the foot."""
        with_bar, narrow = theme.room(self) < BAR_UNDER, self._narrow()
        has_change, sheet_open = self._shown is not None, not self.sheet.isHidden()
        self.bar.setVisible(with_bar and has_change)
        show_list = with_bar and self._showing_list and not sheet_open
        self.panel.setVisible(has_change and not sheet_open and (show_list or not with_bar))
        self.scroll.setVisible(not show_list and not (narrow and sheet_open))
        self.bar.show_open(show_list)
        may_issue = self._may(Action.ISSUE_PACK)
        self.panel.show_way_to_pack(may_issue and not with_bar)
        self.bar.pack_button.setVisible(may_issue)
        if with_bar:
            self.panel.setMinimumWidth(0)
            self.panel.setMaximumWidth(16777215)
        else:
            wide = theme.width("readiness_panel") if self.width() < 1400 else 400
            self.panel.setFixedWidth(wide)
        if sheet_open and narrow:
            self.sheet.setFixedWidth(max(280, self.width()))
        self.story.set_narrow(narrow)
        self.card.set_narrow(narrow)
        self.chip.setVisible(not narrow)
        self.scroll.column.setContentsMargins(16 if narrow else 24, 8, 16 if narrow else 24, 16)
        self._fill_day()
        self._fit_title()

    def _fit_title(self) -> None:
        """Leave the role out where the names would have no room, and let long names go on in a second line."""
        beside = [one for one in (self.day, self.chip, self.menu_button) if not one.isHidden()]
        right = sum(one.maximumWidth() for one in (self.sheet, self.panel) if not one.isHidden())
        room = self.width() - right - 60 - sum(one.sizeHint().width() + 12 for one in beside)
        spare = room - self.title.fontMetrics().horizontalAdvance(self.title.text())
        self.role.setVisible(not self._narrow() and self.role.sizeHint().width() + 12 <= spare)
        wraps = spare < 0
        self.title.setWordWrap(wraps)
        across = QSizePolicy.Policy.Expanding if wraps else QSizePolicy.Policy.Preferred
        policy = QSizePolicy(across, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(wraps)
        self.title.setSizePolicy(policy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give every part its place in the new room."""
        super().resizeEvent(event)
        self._fit()
