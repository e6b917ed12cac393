"""Bringing in a list from a spreadsheet: choose the file, match its columns, see what would come of it, bring it in.

What was brought in before stands below and can be taken back. What stands in a list is shown here and kept nowhere.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ...core.errors import AppError, Problem, Stopped
from ...core.labels import choices
from ...core.text import _, ngettext
from ...domain.imports import ImportKind
from ...services.imports import Brought, EarlierImport, ImportRequest, Look, Progress, Report, TakenBack
from .. import notify, tasks
from ..page import Page
from ..widgets.buttons import Button
from ..widgets.card import Banner, Card, clear_layout
from ..widgets.fields import Field
from ..widgets.flow import Flow
from ..widgets.form import Form
from ..widgets.labels import label
from ..widgets.page_scroll import PageScroll
from ..widgets.segmented import SegmentedControl
from .columns import ColumnsCard
from .earlier import EarlierCard
from .report import ReportCard
from .work import WorkRow

A_COLUMN_SAYS = "a_column_says"
AskList = Callable[[QWidget, Callable[[Path], object]], None]
"""Asks for the file of a list; the second one hears which."""


class Imports(Protocol):
    """What this page needs of the imports service; as services.imports says."""

    def look(self, kind: ImportKind, file: Path, sheet: str = "") -> Look:
        """Return what is in a file."""
        ...

    def choices(self, kind: ImportKind) -> tuple[tuple[str, str], ...]:
        """Return whose lists may be brought in."""
        ...

    def dry_run(self, request: ImportRequest, progress: Progress | None = None) -> Report:
        """Return what a list would become."""
        ...

    def bring_in(self, request: ImportRequest, progress: Progress | None = None) -> Brought:
        """Add all of a list."""
        ...

    def take_back(self, batch_id: str, progress: Progress | None = None) -> TakenBack:
        """Remove all that a list added."""
        ...

    def earlier(self) -> tuple[EarlierImport, ...]:
        """Return the lists of before."""
        ...


def ask_for_list(parent: QWidget, on_chosen: Callable[[Path], object]) -> None:
    """Let the person choose the file of a list; nothing waits for it."""
    home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    kinds = _("Lists (*.xlsx *.xlsm *.csv *.tsv *.txt)")
    dialog = QFileDialog(parent, _("Choose a list"), home, f"{kinds};;{_('All files (*)')}")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda chosen: on_chosen(Path(chosen)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


class ImportsPage(Page):
    """The page."""

    nouns = frozenset({"imports", "young_people"})

    def __init__(
        self, imports: Imports, *, ask: AskList = ask_for_list, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Bring in a list"))
        self._imports, self._ask = imports, ask
        self._file: Path | None = None
        self._look: Look | None = None
        self._checked: ImportRequest | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.scroll = PageScroll(most_wide=1080)
        outer.addWidget(self.scroll)
        column = self.scroll.column
        column.addWidget(label(_("Bring in a list"), "page-title"))
        told = _(
            "People and family time that stand in a spreadsheet are brought in all at once or not at all, "
            "and can be taken back as long as nobody has changed, signed or used them. Family time comes in as drafts "
            "that wait for your signature."
        )
        column.addWidget(label(told, "second", wrap=True))
        self._result = QVBoxLayout()
        column.addLayout(self._result)
        column.addWidget(self._file_card())
        self.columns = ColumnsCard(self._forget_report)
        self.columns.hide()
        column.addWidget(self.columns)
        self.try_button = Button(
            _("See what would be brought in"), self.dry_run, icon="search", kind="primary"
        )
        self.try_row = Flow((self.try_button,))
        self.try_row.hide()
        column.addWidget(self.try_row)
        self.work = WorkRow()
        column.addWidget(self.work)
        self.report = ReportCard(self.bring_in)
        self.report.hide()
        column.addWidget(self.report)
        self.earlier = EarlierCard(self.ask_take_back)
        column.addWidget(self.earlier)
        column.addStretch(1)

    def _file_card(self) -> Card:
        card = Card(_("The list"), icon="file-text", inset=True)
        card.body.setSpacing(12)
        card.body.addWidget(label(_("What is it a list of?"), "label"))
        self.kind = SegmentedControl(
            choices(ImportKind), ImportKind.OCCASIONS, says=_("What is it a list of?"), small=True
        )
        self.kind.chosen.connect(lambda _key: self._choose_kind())
        card.body.addWidget(self.kind)
        self.whose = Form(
            (Field("whose", _("Whose list is it?"), "choice"), Field("sheet", _("Sheet"), "choice"))
        )
        self.whose.show_fields(False, "sheet")
        self.whose.changed.connect(self._choose_whose)
        card.body.addWidget(self.whose)
        self.file_name = label(_("An Excel workbook (.xlsx) or a CSV file."), "hint", wrap=True)
        self.choose_button = Button(_("Choose a file…"), self.choose, icon="file-text")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.choose_button)
        row.addWidget(self.file_name, 1)
        card.body.addLayout(row)
        return card

    # -- the page ---------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Fetch whose lists may be brought in, and those of before."""
        tasks.query(self, self._load, self._kind()).done(self._show).start()

    def _load(self, kind: ImportKind) -> tuple[tuple[tuple[str, str], ...], tuple[EarlierImport, ...]]:
        return self._imports.choices(kind), self._imports.earlier()

    def _show(self, loaded: tuple[tuple[tuple[str, str], ...], tuple[EarlierImport, ...]]) -> None:
        people, earlier = loaded
        chosen = self.whose.values()["whose"] or A_COLUMN_SAYS
        self.whose.set_choices("whose", ((A_COLUMN_SAYS, _("A column says which young person")), *people))
        self.whose.set_values({"whose": chosen})
        self.earlier.show_imports(earlier)

    def _kind(self) -> ImportKind:
        return ImportKind(self.kind.value())

    def _choose_kind(self) -> None:
        self.reload()
        self._look_at_file("")

    def _choose_whose(self) -> None:
        sheet = self.whose.values()["sheet"]
        if self._look is not None and sheet and sheet != self._look.sheet:
            self._look_at_file(sheet)
        self._forget_report()

    # -- the file ---------------------------------------------------------------------------------------

    def choose(self) -> None:
        """Ask for the file of a list."""
        self._ask(self, self.take_file)

    def take_file(self, file: Path) -> None:
        """Look into a file that was chosen."""
        self._file = file
        self._tell_result(None)
        self._look_at_file("")

    def _look_at_file(self, sheet: str) -> None:
        self._forget_report()
        if self._file is None:
            return
        asking = tasks.query(self, self._imports.look, self._kind(), self._file, sheet)
        asking.busy(self.choose_button).done(self._show_look).failed(self._no_list).start()

    def _show_look(self, look: Look) -> None:
        self._look = look
        assert self._file is not None
        self.file_name.setText(self._file.name)
        self.whose.show_fields(len(look.sheets) > 1, "sheet")
        self.whose.set_choices("sheet", tuple((name, name) for name in look.sheets))
        self.whose.set_values({"whose": self.whose.values()["whose"], "sheet": look.sheet})
        self.columns.show_look(self._kind(), look)
        self.columns.show()
        self.try_row.show()
        if self.columns.form is not None:
            self.columns.form.focus_first()

    def _no_list(self, error: AppError) -> None:
        self._look = None
        self.columns.hide()
        self.try_row.hide()
        self.file_name.setText(self._file.name if self._file is not None else "")
        self._tell_result(Banner(error.text, error.hint, "late"))

    def _forget_report(self) -> None:
        self._checked = None
        self.report.hide()

    # -- what comes of it ---------------------------------------------------------------------------------

    def _request(self) -> ImportRequest | None:
        if self._file is None or self._look is None:
            return None
        whose = self.whose.values()["whose"]
        return ImportRequest(
            kind=self._kind(),
            file=self._file,
            sheet=self._look.sheet,
            heading_row=self._look.heading_row,
            headings=self._look.headings,
            columns=self.columns.columns(),
            young_person_id="" if whose in ("", A_COLUMN_SAYS) else whose,
        )

    def dry_run(self) -> None:
        """Show what the list would become; nothing is written."""
        request = self._request()
        if request is None or self.work.at_work:
            return
        self._forget_report()
        self._tell_result(None)
        task = tasks.query(self, self._imports.dry_run, request)
        task.done(lambda report: self._show_report(request, report)).failed(self._failed)
        task.form(self)
        self.work.begin(task, _("The list is read"))

    def _show_report(self, request: ImportRequest, report: Report) -> None:
        self._checked = request
        self.report.show_report(report)
        self.report.show()
        (
            self.report.table if self.report.bring_in_button.isHidden() else self.report.bring_in_button
        ).setFocus()

    def bring_in(self) -> None:
        """Bring in what the dry run has shown."""
        if self._checked is None or self.work.at_work:
            return
        task = tasks.command(self, self._imports.bring_in, self._checked)
        task.done(self._brought).failed(self._failed)
        self.work.begin(task, _("The list is brought in"))

    def _brought(self, brought: Brought) -> None:
        self._forget_report()
        self.columns.hide()
        self.try_row.hide()
        self._file = self._look = None
        self.file_name.setText("")
        words = ngettext("{n} record was brought in.", "{n} records were brought in.", brought.batch.rows)
        said = words.format(n=f"{brought.batch.rows:,}")
        back = (_("Take back"), lambda: self.ask_take_back(EarlierImport(brought.batch, "")))
        self._tell_result(Banner(said, brought.batch.file_name, "done", links=(back,)))

    def ask_take_back(self, one: EarlierImport) -> None:
        """Ask whether a list shall be taken back, and do it."""
        if self.work.at_work:
            return
        words = ngettext(
            "The {n} record that came from {file} will be gone. What was done stays in the log.",
            "The {n} records that came from {file} will be gone. What was done stays in the log.",
            one.batch.rows,
        )
        notify.confirm(
            self,
            _("Take back a list"),
            words.format(n=f"{one.batch.rows:,}", file=one.batch.file_name),
            _("Take back"),
            lambda: self._take_back(one.batch.id),
            danger=True,
        )

    def _take_back(self, batch_id: str) -> None:
        task = tasks.command(self, self._imports.take_back, batch_id)
        task.done(self._taken_back).failed(self._failed)
        self.work.begin(task, _("The list is taken back"))

    def _taken_back(self, taken: TakenBack) -> None:
        if taken.in_the_way:
            head = _("Nothing was taken back from {file}.").format(file=taken.batch.file_name)
            self._tell_result(Banner(head, " ".join(taken.in_the_way), "soon", icon="circle-alert"))
            return
        self._tell_result(Banner(_("The list was taken back."), taken.batch.file_name, "done"))

    def _failed(self, error: AppError) -> object:
        if isinstance(error, Stopped):
            notify.tell(error.text, "info")
            return None
        return False  # at the head of the page, or in the bar

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Say which columns are missing, as a form says what is missing in its fields."""
        words = " ".join(problem.sentence for problem in problems)
        self._tell_result(Banner(_("The columns do not say enough yet."), words, "soon", icon="circle-alert"))

    def _tell_result(self, banner: Banner | None) -> None:
        clear_layout(self._result)
        if banner is not None:
            self._result.addWidget(banner)
            banner.show()
            self.scroll.scroll_to(0)
            notify.announce(self, banner.accessibleName())
