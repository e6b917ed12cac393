"""The first card: news that a young person has not heard yet, each with the place to record the telling."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ...core.text import _
from ...domain.today import StillToTell
from .. import theme
from ..widgets.buttons import LinkButton
from ..widgets.labels import IconLabel, IconText, label, strong_label
from .short_list import ShortList

TITLE_WIDTH = 172
MOST = 6
"""How many stand there at first: so many fit on the page with what is late below them."""


class UntoldCard(QFrame):
    """Still to be told. `act_wanted(StillToTell)` asks for the place where the telling is recorded.

    To whom `may_tell` denies it, the link only leads there.
    """

    act_wanted = Signal(object)

    def __init__(self, may_tell: Callable[[StillToTell], bool]) -> None:
        super().__init__()
        self._may_tell = may_tell
        self.setProperty("role", "card")
        self.setAccessibleName(_("Still to be told"))
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(1, 1, 1, 1)
        self._box.setSpacing(0)
        self.title = self._make_title()
        self._box.addWidget(self.title)
        self.rows = ShortList(MOST)
        self._box.addWidget(self.rows, 1)

    def _make_title(self) -> QFrame:
        made = QFrame()
        made.setProperty("role", "untold")
        row = QHBoxLayout(made)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(12)
        row.addWidget(IconLabel("message-circle-warning", "late", 18))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addStretch(1)
        words.addWidget(label(_("Still to be told"), "card-title"))
        words.addWidget(label(_("before anything else"), "caption"))
        words.addStretch(1)
        row.addLayout(words, 1)
        return made

    @property
    def links(self) -> list[LinkButton]:
        """The links of the news that are shown, in their order."""
        return [row.link for row in self.rows.findChildren(NewsRow)]

    def show_news(self, news: Sequence[StillToTell]) -> None:
        """Show these; without any, one line that says so."""
        theme.mark(self, state="late" if news else "")
        self.title.setVisible(bool(news))
        self.rows.show_lines(news, self._row, self._nothing)

    def _nothing(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(16, 9, 16, 9)
        row.addWidget(IconText("check", _("Nobody is waiting to be told something."), "done", role=""))
        row.addStretch(1)
        return made

    def _row(self, news: StillToTell) -> "NewsRow":
        says = _("Record telling {name}") if self._may_tell(news) else _("Open {name}’s page")
        return NewsRow(news, says.format(name=news.young_person_name), lambda: self.act_wanted.emit(news))

    def set_narrow(self, narrow: bool) -> None:
        """Stand above the news instead of beside it."""
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._box.setDirection(way)
        self.title.setMinimumWidth(0 if narrow else theme.px(TITLE_WIDTH))


class NewsRow(QFrame):
    """One piece of news, with the link to where the telling is recorded."""

    def __init__(self, news: StillToTell, says: str, on_open: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("role", "row")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(12)
        row.addWidget(strong_label(news.young_person_name, f": {news.news}", wrap=True), 1)
        self.link = LinkButton(says, on_open, small=True)
        self.link.setAccessibleDescription(news.news)
        row.addWidget(self.link)
