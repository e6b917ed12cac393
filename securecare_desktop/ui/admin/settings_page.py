"""Settings: how the program looks for one person. Each choice holds at once and is kept for next time."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...core.settings import PersonSettings
from ...core.text import _
from .. import theme
from ..page import Page
from ..widgets.card import Card
from ..widgets.labels import label
from ..widgets.page_scroll import PageScroll
from ..widgets.segmented import SegmentedControl

TEXT_SIZES = (100, 115, 130, 150, 175, 200)


class SettingsPage(Page):
    """The page. `chosen` is what holds now; `keep(PersonSettings)` keeps a choice."""

    def __init__(
        self,
        chosen: PersonSettings,
        keep: Callable[[PersonSettings], object],
        idle_minutes: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._chosen, self._keep = chosen, keep
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = PageScroll(most_wide=720)
        outer.addWidget(scroll)
        scroll.column.addWidget(label(_("Settings"), "page-title"))
        scroll.column.addWidget(
            label(_("These are yours alone. They go with your name on this computer."), "second", wrap=True)
        )
        look = Card(_("How it looks"), icon="sun", inset=True)
        look.body.addWidget(label(_("Colours"), "label"))
        words = {
            "system": _("As the computer"), "light": _("Light"), "dark": _("Dark"),
        }  # fmt: skip
        self.theme = SegmentedControl(tuple(words.items()), chosen.theme, says=_("Colours"))
        self.theme.chosen.connect(lambda key: self._choose(PersonSettings(key, self._chosen.text_size)))
        look.body.addWidget(self.theme)
        look.body.addSpacing(8)
        look.body.addWidget(label(_("Text size"), "label"))
        look.body.addWidget(label(_("Comes on top of what the computer is set to."), "hint", wrap=True))
        sizes = tuple((str(size), _("{n} %").format(n=size)) for size in TEXT_SIZES)
        self.text_size = SegmentedControl(sizes, str(_nearest(chosen.text_size)), says=_("Text size"))
        self.text_size.chosen.connect(lambda key: self._choose(PersonSettings(self._chosen.theme, int(key))))
        look.body.addWidget(self.text_size)
        scroll.column.addWidget(look)
        lock = Card(_("Lock"), icon="lock", inset=True)
        lock.body.addWidget(
            label(
                _(
                    "This computer locks after {n} minutes without use, and at once with Lock. "
                    "What you have typed is kept as a draft."
                ).format(n=idle_minutes),
                wrap=True,
            )
        )
        scroll.column.addWidget(lock)
        scroll.column.addStretch(1)

    def _choose(self, chosen: PersonSettings) -> None:
        self._chosen = chosen.checked()
        theme.use(self._chosen.theme, self._chosen.text_size)
        self._keep(self._chosen)


def _nearest(size: int) -> int:
    return min(TEXT_SIZES, key=lambda offered: abs(offered - size))
