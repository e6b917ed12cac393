"""Settings: how the program looks for one person, and when the computer locks. Each choice holds at once and is kept."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...core.settings import PersonSettings
from ...core.text import _, ngettext
from .. import theme
from ..page import Page, Place
from ..widgets.buttons import Button
from ..widgets.card import Card
from ..widgets.flow import Flow
from ..widgets.labels import label
from ..widgets.page_scroll import PageScroll
from ..widgets.segmented import SegmentedControl
from .own_way_in import OwnPasswordCard, OwnWay, PinCard

TEXT_SIZES = (100, 115, 130, 150, 175, 200)
MINUTES = (1, 2, 3, 5, 10, 15, 20, 30)


class SettingsPage(Page):
    """The page. `chosen` is what holds now; `keep(PersonSettings)` keeps a choice.

    `lock_after(minutes)` sets when the computer locks, for everybody at it; None for those who may not. With
    `own` there are also the PIN and the password of whoever is signed in, with `brings_in` the way to lists from
    spreadsheets, and `unit_places` (text, Place) are what a manager sets up for everybody.
    """

    def __init__(
        self,
        chosen: PersonSettings,
        keep: Callable[[PersonSettings], object],
        idle_minutes: int,
        lock_after: Callable[[int], object] | None = None,
        own: OwnWay | None = None,
        *,
        brings_in: bool = False,
        unit_places: tuple[tuple[str, Place], ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._chosen, self._keep, self._lock_after = chosen, keep, lock_after
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
        self.theme.chosen.connect(lambda key: self._choose(replace(self._chosen, theme=key)))
        look.body.addWidget(self.theme)
        look.body.addSpacing(8)
        look.body.addWidget(label(_("Text size"), "label"))
        look.body.addWidget(label(_("Comes on top of what the computer is set to."), "hint", wrap=True))
        sizes = tuple((str(size), _("{n} %").format(n=size)) for size in TEXT_SIZES)
        self.text_size = SegmentedControl(
            sizes, str(_nearest(chosen.text_size, TEXT_SIZES)), says=_("Text size")
        )
        self.text_size.chosen.connect(lambda key: self._choose(replace(self._chosen, text_size=int(key))))
        look.body.addWidget(self.text_size)
        scroll.column.addWidget(look)
        scroll.column.addWidget(self._make_lock(idle_minutes))
        self.pin: PinCard | None = None
        self.password: OwnPasswordCard | None = None
        if own is not None:
            self.pin = PinCard(own, chosen.pin_at_sign_in)
            self.pin.at_sign_in.toggled.connect(
                lambda wanted: self._choose(replace(self._chosen, pin_at_sign_in=wanted))
            )
            self.password = OwnPasswordCard(own)
            scroll.column.addWidget(self.pin)
            scroll.column.addWidget(self.password)
        self.bring_in: Button | None = None
        if brings_in:
            scroll.column.addWidget(self._make_lists())
        if unit_places:
            scroll.column.addWidget(self._make_unit(unit_places))
        scroll.column.addStretch(1)

    def _make_unit(self, places: tuple[tuple[str, Place], ...]) -> Card:
        card = Card(_("The unit"), icon="house", inset=True)
        told = _("What the whole unit works with: what there is to do and by when.")
        card.body.addWidget(label(told, wrap=True))
        links = (
            Button(words, lambda place=place: self.go.emit(place), icon="arrow-right")
            for words, place in places
        )
        card.body.addWidget(Flow(links))
        return card

    def _make_lock(self, idle_minutes: int) -> Card:
        card = Card(_("Lock"), icon="lock", inset=True)
        self.locks = label("", wrap=True)
        card.body.addWidget(self.locks)
        self.minutes: SegmentedControl | None = None
        if self._lock_after is not None:
            card.body.addSpacing(8)
            card.body.addWidget(label(_("Minutes without use"), "label"))
            card.body.addWidget(label(_("Holds for everybody at this computer."), "hint", wrap=True))
            offered = tuple((str(n), str(n)) for n in MINUTES)
            now = str(_nearest(idle_minutes, MINUTES))
            self.minutes = SegmentedControl(offered, now, says=_("Minutes without use"))
            self.minutes.chosen.connect(lambda key: self._choose_minutes(int(key)))
            card.body.addWidget(self.minutes)
        self._say_minutes(idle_minutes)
        return card

    def _make_lists(self) -> Card:
        card = Card(_("Lists from spreadsheets"), icon="file-text", inset=True)
        told = _(
            "People and family time that stand in an Excel or CSV file can be brought in, and taken back."
        )
        card.body.addWidget(label(told, wrap=True))
        self.bring_in = Button(
            _("Bring in a list"), lambda: self.go.emit(Place("imports")), icon="arrow-right"
        )
        card.body.addWidget(Flow((self.bring_in,)))
        return card

    def _choose_minutes(self, minutes: int) -> None:
        self._say_minutes(minutes)
        if self._lock_after is not None:
            self._lock_after(minutes)

    def _say_minutes(self, minutes: int) -> None:
        said = ngettext(
            "This computer locks after {n} minute without use, and at once with Lock. "
            "What you have typed is kept as a draft.",
            "This computer locks after {n} minutes without use, and at once with Lock. "
            "What you have typed is kept as a draft.",
            minutes,
        )
        self.locks.setText(said.format(n=minutes))

    def _choose(self, chosen: PersonSettings) -> None:
        self._chosen = chosen.checked()
        theme.use(self._chosen.theme, self._chosen.text_size)
        self._keep(self._chosen)


def _nearest(wanted: int, offered: tuple[int, ...]) -> int:
    return min(offered, key=lambda one: abs(one - wanted))
