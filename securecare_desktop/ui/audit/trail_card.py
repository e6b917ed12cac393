"""The trail itself: its newest event, whether it is unbroken, and whether the mark on a paper copy is in it."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...core.errors import AppError, InputError
from ...core.text import _, day_and_time
from ...domain.audit import SHORT_MARK, ChainHead, CheckReport, PaperMark
from .. import tasks
from ..widgets.buttons import Button
from ..widgets.card import Banner, Card, clear_layout
from ..widgets.editors import LineEditor
from ..widgets.flow import Flow
from ..widgets.labels import label


class TrailCard(Card):
    """The card. `check` and `on_paper` are the service's, asked on the store worker."""

    def __init__(self, check: Callable[[], CheckReport], on_paper: Callable[[str], PaperMark | None]) -> None:
        super().__init__(_("The trail"), icon="scroll-text", second=" ", inset=True)
        self._check, self._on_paper = check, on_paper
        self.newest = label("", wrap=True, selectable=True)
        self.body.addWidget(self.newest)
        self.body.addWidget(self._paper_row())
        self._answer = QVBoxLayout()
        self.body.addLayout(self._answer)
        self.answer: Banner | None = None
        self.check_button = Button(_("Check the trail"), self._ask_check, icon="check", size="small")
        self.head_row.addWidget(self.check_button)

    def _paper_row(self) -> QWidget:
        said = label(_("Mark from a paper copy"), "label")
        self.mark = LineEditor()
        self.mark.inputs()[0].setMinimumWidth(220)
        self.mark.describe(
            _("Mark from a paper copy"),
            _("It stands after “record” at the foot of each page of a pack."),
        )
        said.setBuddy(self.mark.inputs()[0])
        self.mark.line.returnPressed.connect(self._ask_paper)
        self.paper_button = Button(_("Is it in the trail?"), self._ask_paper, icon="search", size="small")
        return Flow((said, self.mark, self.paper_button), gap=8)

    def show_head(self, head: ChainHead) -> None:
        """Show the newest event: how many there are, and the mark that a pack made now would bear."""
        self.newest.setText(
            _(
                "The newest event is {n}, its mark {mark}. A pack bears the mark of the event that was the newest "
                "when it was made, after “record” at the foot of each page."
            ).format(n=head.seq, mark=head.hash[:SHORT_MARK])
        )

    def _ask_check(self) -> None:
        tasks.query(self, self._check).busy(self.check_button).done(self._show_report).start()

    def _show_report(self, report: CheckReport) -> None:
        if report.sound:
            self._say(report.summary, "", "done")
        else:
            self._say(report.wrong, report.summary, "late")

    def _ask_paper(self) -> None:
        asking = tasks.query(self, self._on_paper, str(self.mark.value()))
        asking.busy(self.paper_button).done(self._show_mark).failed(self._refused).start()

    def _refused(self, error: AppError) -> bool:
        if isinstance(error, InputError):
            self._say(error.problems[0].sentence, "", "soon")
            return True
        return False

    def _show_mark(self, found: PaperMark | None) -> None:
        if found is None:
            self._say(
                _("No event in the trail has this number."),
                _(
                    "Compare it sign by sign. If it is right, the paper was not made from this store as it is now."
                ),
                "late",
            )
            return
        self._say(
            _("This number is in the trail."),
            _("It is that of event {n}, {moment}.").format(n=found.seq, moment=day_and_time(found.at)),
            "done",
        )

    def _say(self, strong: str, text: str, kind: str) -> None:
        clear_layout(self._answer)
        self.answer = Banner(strong, text, kind)
        self._answer.addWidget(self.answer)
