"""The first card: news that a young person has not heard yet, each with the place to record the telling."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ...core.text import _
from ...domain.today import StillToTell
from .. import theme
from ..widgets.buttons import LinkButton
from ..widgets.card import clear_layout
from ..widgets.labels import IconLabel, IconText, label, strong_label

TITLE_WIDTH = 172


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
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._box.addLayout(self._rows, 1)
        self.links: list[LinkButton] = []

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

    def show_news(self, news: Sequence[StillToTell]) -> None:
        """Show these; without any, one line that says so."""
        clear_layout(self._rows)
        self.links = []
        theme.mark(self, state="late" if news else "")
        self.title.setVisible(bool(news))
        for one in news:
            self._rows.addWidget(self._row(one, one is news[-1]))
        if not news:
            row = QHBoxLayout()
            row.setContentsMargins(16, 9, 16, 9)
            row.addWidget(IconText("check", _("Nobody is waiting to be told something."), "done", role=""))
            row.addStretch(1)
            self._rows.addLayout(row)

    def _row(self, news: StillToTell, is_last: bool) -> QWidget:
        made = QFrame()
        made.setProperty("role", "row")
        made.setProperty("place", "last" if is_last else "")
        row = QHBoxLayout(made)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(12)
        row.addWidget(strong_label(news.young_person_name, f": {news.news}", wrap=True), 1)
        says = _("Record telling {name}") if self._may_tell(news) else _("Open {name}’s page")
        link = LinkButton(
            says.format(name=news.young_person_name),
            lambda: self.act_wanted.emit(news),
            small=True,
        )
        link.setAccessibleDescription(news.news)
        self.links.append(link)
        row.addWidget(link)
        return made

    def set_narrow(self, narrow: bool) -> None:
        """Stand above the news instead of beside it."""
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._box.setDirection(way)
        self.title.setMinimumWidth(0 if narrow else theme.px(TITLE_WIDTH))
