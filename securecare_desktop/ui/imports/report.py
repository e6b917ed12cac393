"""What a list would become, row by row, before anything is brought in; one can look at what has to be put right alone."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QVBoxLayout

from ...core.labels import label as words_for
from ...core.text import _, ngettext
from ...domain.import_report import ReadRow, RowOutcome
from ...services.imports import Report
from .. import theme
from ..tables.model import Column
from ..tables.view import Table
from ..widgets.buttons import Button
from ..widgets.card import Banner, Card, clear_layout
from ..widgets.flow import Flow
from ..widgets.labels import label

_TONES = {RowOutcome.ADD: "done", RowOutcome.ALREADY: "quiet", RowOutcome.WRONG: "late"}
_ICONS = {RowOutcome.ADD: "plus", RowOutcome.ALREADY: "check", RowOutcome.WRONG: "circle-alert"}


class ReportCard(Card):
    """The card. `bring_in` is called when somebody wants all of it brought in."""

    def __init__(self, bring_in: Callable[[], object]) -> None:
        super().__init__(_("What would be brought in"), icon="clipboard-list", second=" ", inset=True)
        self.body.setSpacing(12)
        self._said = QVBoxLayout()
        self.body.addLayout(self._said)
        self.only_problems = QCheckBox(_("Only what has to be put right"))
        self.only_problems.toggled.connect(self._filter)
        self.bring_in_button = Button(_("Bring in"), bring_in, icon="check", kind="primary")
        self.body.addWidget(Flow((self.only_problems, self.bring_in_button), gap=24))
        self.table = Table(_columns(), says=_("Rows of the list"), key=lambda row: row.number, grows=False)
        self.table.chosen.connect(self._tell)
        self.body.addWidget(self.table)
        self.detail = label("", wrap=True, selectable=True)
        self.detail.setAccessibleName(_("The row that is chosen"))
        self.body.addWidget(self.detail)
        self._fit()
        theme.watch(self._fit)

    def show_report(self, report: Report) -> None:
        """Show what came of a dry run."""
        add, already, wrong = (report.count(outcome) for outcome in RowOutcome)
        self.second.setText(
            _("{add} new, {already} there already, {wrong} to put right").format(
                add=f"{add:,}", already=f"{already:,}", wrong=f"{wrong:,}"
            )
        )
        clear_layout(self._said)
        self._said.addWidget(_verdict(add, wrong))
        self.table.set_rows(report.rows)
        self.only_problems.setVisible(bool(wrong))
        self.only_problems.setChecked(bool(wrong))
        self._filter(bool(wrong))
        self.bring_in_button.setVisible(bool(add) and not wrong)
        self.detail.setText("")

    def _filter(self, only: bool) -> None:
        self.table.keep_only((lambda row: row.outcome is RowOutcome.WRONG) if only else None)
        self._fit()

    def _tell(self, row: ReadRow) -> None:
        """Say all of a row under the table: a cell has little room."""
        said = [
            _("{column}: {what}").format(column=p.column, what=p.sentence) if p.column else p.sentence
            for p in row.problems
        ]
        first = (
            _("Row {n}: {what}").format(n=row.number, what=row.what)
            if row.what
            else _("Row {n}").format(n=row.number)
        )
        self.detail.setText("\n".join((first, *said, *row.notes)))

    def _fit(self) -> None:
        """Be as high as the rows are, up to a height at which the rest of the page is still in sight."""
        head = self.table.horizontalHeader()
        high = self.table.verticalHeader().length() + (0 if head.isHidden() else head.height()) + 4
        self.table.setFixedHeight(max(theme.px(96), min(theme.px(300), high)))


def _verdict(add: int, wrong: int) -> Banner:
    if wrong:
        words = ngettext(
            "{n} row has to be put right before anything is brought in.",
            "{n} rows have to be put right before anything is brought in.",
            wrong,
        )
        hint = _("Put them right in the file and choose it again, or match the columns in another way.")
        return Banner(words.format(n=f"{wrong:,}"), hint, "soon", icon="circle-alert")
    if not add:
        return Banner(_("All of this list is there already."), _("There is nothing to bring in."), "info")
    words = ngettext("{n} row can be brought in.", "{n} rows can be brought in.", add)
    return Banner(words.format(n=f"{add:,}"), _("Nothing has been written yet."), "done")


def _columns() -> tuple[Column, ...]:
    def told(row: ReadRow) -> str:
        return " ".join((*(problem.sentence for problem in row.problems), *row.notes))

    return (
        Column("row", _("Row"), lambda r: f"{r.number:,}", sort=lambda r: r.number, width=64,
               alignment=Qt.AlignmentFlag.AlignRight),
        Column("state", _("What becomes of it"), lambda r: words_for(r.outcome), icon=lambda r: _ICONS[r.outcome],
               tone=lambda r: _TONES[r.outcome], chip=True, width=136),
        Column("whose", _("Young person"), lambda r: r.whose, width=104, gives_way=True),
        Column("what", _("What"), lambda r: r.what, tooltip=lambda r: r.what, width=300),
        Column("told", _("What to put right"), told, tooltip=told, stretch=True),
    )  # fmt: skip
