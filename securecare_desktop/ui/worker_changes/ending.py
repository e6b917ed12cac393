"""What can be done with a whole change: change its plan, finish it, call it off with a reason."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from ...core.clock import Clock
from ...core.text import _, ngettext
from ...domain.permissions import Action
from ...domain.worker_changes import ChangeState
from ...services.worker_changes import WorkerChangesService, Workspace, unseen_promises
from .. import notify, tasks
from ..widgets.buttons import Button
from ..widgets.drafts import DraftKeeper
from ..widgets.fields import Field
from ..widgets.form import Form
from ..widgets.side_sheet import SideSheet


def anything(_action: Action) -> bool:
    """Allow everything; what stands for the rights of the signed-in person where nobody asks for them."""
    return True


class ChangeMenu(QObject):
    """The menu of a change and what follows from it; the reason for calling off is asked in the side sheet.

    `draft(parent, form, young_person_id)` keeps what is typed there. After `sheet_opened()` the sheet is filled, for
    the page to show.
    """

    plan_wanted = Signal()
    new_wanted = Signal()
    list_wanted = Signal()
    sheet_opened = Signal()

    def __init__(
        self,
        page: QWidget,
        changes: WorkerChangesService,
        clock: Clock,
        sheet: SideSheet,
        draft: Callable[[QWidget, str, str], DraftKeeper],
        may: Callable[[Action], bool] = anything,
    ) -> None:
        super().__init__(page)
        self._page, self._changes, self._clock, self._sheet, self._may = page, changes, clock, sheet, may
        self._draft = draft
        self._shown: Workspace | None = None

    def show(self, shown: Workspace) -> None:
        """Take this change from now on."""
        self._shown = shown

    def open_menu(self, under: QWidget) -> None:
        """Offer what can be done."""
        menu = QMenu(self._page)
        menu.setObjectName("change_menu")
        may_plan = self._may(Action.PLAN_CHANGE_OF_WORKER)
        is_open = self._shown is not None and self._shown.file.change.state is ChangeState.OPEN
        if is_open and may_plan:
            menu.addAction(_("Change the plan"), self.plan_wanted.emit)
            menu.addAction(_("Finish this change"), self.finish)
            menu.addAction(_("Call it off"), self.call_off)
            menu.addSeparator()
        if may_plan:
            menu.addAction(_("Plan another change"), self.new_wanted.emit)
        menu.addAction(_("All changes"), self.list_wanted.emit)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(under.mapToGlobal(QPoint(0, under.height() + 2)))

    def finish(self) -> None:
        """Ask, then close the change."""
        if self._shown is None:
            return
        change_id = self._shown.file.change.id
        missing = bool(self._shown.readiness.missing)
        kept = _("What is missing stays named in it.") if missing else _("Nothing is missing.")
        promises = unseen_promises(self._shown.file)
        if promises:
            self._finish_knowingly(change_id, len(promises))
            return
        notify.confirm(
            self._page,
            _("Finish this change"),
            _("It moves to the ended changes and can still be read. {kept}").format(kept=kept),
            _("Finish it"),
            lambda: tasks.command(self._page, self._changes.finish, change_id).start(),
        )

    def _finish_knowingly(self, change_id: str, count: int) -> None:
        """Say which promises nobody has gone through, and let the change be finished all the same."""
        assert self._shown is not None
        words = ngettext(
            "{name} still has {n} open promise that nobody has gone through. Go back to keep it, hand it over or "
            "explain it. It stays open and on Today if you finish now.",
            "{name} still has {n} open promises that nobody has gone through. Go back to keep them, hand them over or "
            "explain them. They stay open and on Today if you finish now.",
            count,
        )
        notify.confirm(
            self._page,
            _("Open promises"),
            words.format(name=self._shown.file.change.outgoing_name, n=count),
            _("Finish all the same"),
            lambda: tasks.command(
                self._page, partial(self._changes.finish, promises_known=True), change_id
            ).start(),
            danger=True,
        )

    def call_off(self) -> None:
        """Ask why in the sheet."""
        if self._shown is None:
            return
        change = self._shown.file.change
        form = Form(
            (
                Field(
                    "why",
                    _("Why it is called off"),
                    "text",
                    hint=_("For the team. It stays in the record of the change."),
                ),
            ),
            draft=self._draft(self._sheet, f"call_off:{change.id}", change.young_person_id),
            clock=self._clock,
        )
        button = self._sheet.show_form(
            _("Call this change off"), "", form, (_("Call it off"), lambda: self._ask(form, button))
        )
        self.sheet_opened.emit()

    def _ask(self, form: Form, button: Button) -> None:
        if not form.is_ready() or self._shown is None:
            return
        name = self._shown.file.young_person_name
        notify.confirm(
            self._page,
            _("Call this change off"),
            _("{name} needs to hear it too. What was written stays to be read.").format(name=name),
            _("Call it off"),
            lambda: self._store(form, button),
            danger=True,
        )

    def _store(self, form: Form, button: Button) -> None:
        assert self._shown is not None
        calling = tasks.command(
            self._page, self._changes.call_off, self._shown.file.change.id, form.values()["why"]
        )

        def called_off(_saved: object) -> None:
            form.saved()
            self._sheet.close_sheet()

        calling.busy(button).form(form).done(called_off).start()
