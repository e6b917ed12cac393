"""Two versions of a plan side by side: what changed is marked word by word, what stayed is folded to one line.

It brings its own scroll, with the count of changes and the way from one to the next above it: place it as a page, not
inside one. How one text is drawn is in compared_text.py.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ...core.text import _, ngettext
from ...domain.comparing import ComparedSection, ComparedText, Comparison
from .. import actions, notify, theme
from ..widgets.buttons import Button, LinkButton
from ..widgets.card import Card, clear_layout
from ..widgets.flow import Flow
from ..widgets.labels import label
from ..widgets.page_scroll import PageScroll
from .compared_text import SideBySide

NARROW = 760
"""Under this width, in px at 100 %, the versions stand one under the other."""
AT_ONCE = 30
"""So many changed texts are built before the first look; the others follow when the window has time, as many at a time."""


class CompareView(QWidget):
    """Fill with `show_comparison`. `cards` are the sections built so far, `count` and `where` what stands above them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Two versions side by side"))
        self._comparison = Comparison(())
        self._names = ("", "")
        self._at = -1
        self.cards: list[SectionCard] = []
        self._button_texts: dict[Button, str] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        self.scroll = PageScroll()
        self.scroll.verticalScrollBar().rangeChanged.connect(self._fit_titles)
        column.addWidget(self.scroll, 1)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._build_more)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(0)
        self._settled.timeout.connect(self._bring_into_sight)
        theme.watch(self._dress_again)

    def show_comparison(self, old_title: str, new_title: str, comparison: Comparison) -> None:
        """Show this comparison of a version called `old_title` with one called `new_title`, from its top."""
        self._comparison, self._names, self._at = comparison, (old_title, new_title), -1
        clear_layout(self.scroll.column)
        self.cards = []
        self.scroll.verticalScrollBar().setValue(0)
        self.count.setText(in_a_sentence(comparison))
        for title, name in zip(self._titles, self._names, strict=True):
            title.setText(name)
        self._say_where("")
        for button in (self.previous, self.next):
            button.setEnabled(comparison.places > 0)
        self.scroll.column.addStretch(1)
        self._build_more()

    def go_to_next(self) -> None:
        """Go to the next change, after the last one to the first."""
        self._go(self._at + 1)

    def go_to_previous(self) -> None:
        """Go to the change before, from the first one to the last."""
        self._go(self._at - 1 if self._at > 0 else self._comparison.places - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.is_narrow()
        side = 16 if narrow else 24
        self.scroll.column.setContentsMargins(side, 16, side, side)
        self._title_row.setVisible(not narrow)
        for button, text in self._button_texts.items():
            button.show_text("" if narrow else text)
        for card in self.cards:
            card.set_narrow(narrow)
        self._fit_titles()

    def is_narrow(self) -> bool:
        """Whether the versions stand one under the other."""
        return theme.room(self) < NARROW

    # -- above the page ---------------------------------------------------------------------------------------

    def _head(self) -> QFrame:
        head = QFrame()
        head.setProperty("role", "band")
        column = QVBoxLayout(head)
        column.setContentsMargins(24, 8, 24, 8)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.count = label("", "strong", wrap=True)
        row.addWidget(self.count, 1)
        self.previous = self._button("chevron-up", _("Change before"), "previous_change", self.go_to_previous)
        self.next = self._button("chevron-down", _("Next change"), "next_problem", self.go_to_next)
        row.addWidget(self.previous)
        row.addWidget(self.next)
        column.addLayout(row)
        self.where = label("", "caption", wrap=True)
        column.addWidget(self.where)
        self._title_row = QWidget()
        grid = QGridLayout(self._title_row)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(16)
        self._titles = (label("", "label", wrap=True), label("", "label", wrap=True))
        for place, title in enumerate(self._titles):
            grid.addWidget(title, 0, place)
            grid.setColumnStretch(place, 1)
        column.addWidget(self._title_row)
        return head

    def _button(self, icon: str, text: str, act_id: str, go: Callable[[], None]) -> Button:
        button = Button(text, go, icon=icon, size="small")
        button.setAccessibleName(text)
        button.setToolTip(_("{text} ({keys})").format(text=text, keys=actions.keys(act_id)))
        self._button_texts[button] = text
        actions.bind(act_id, self, go, Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return button

    def _fit_titles(self) -> None:
        """Let the names of the versions stand above their columns."""
        inset = 17  # edge and margin of a card
        bar = self.scroll.width() - self.scroll.viewport().width()
        self._title_row.layout().setContentsMargins(inset, 4, inset + bar, 0)

    def _say_where(self, words: str) -> None:
        hint = _(
            "F8 goes to the next change, Shift F8 to the one before. Struck through: taken out. Underlined: put in."
        )
        self.where.setText(words or (hint if self._comparison.places else ""))

    # -- the page ---------------------------------------------------------------------------------------------

    def _build_more(self) -> None:
        upto = len(self.cards)
        texts = 0
        while texts < AT_ONCE and upto < len(self._comparison.sections):
            section = self._comparison.sections[upto]
            texts += 1 + sum(text.places > 0 for text in section.texts)
            upto += 1
        self._build(upto)
        if upto < len(self._comparison.sections):
            self._later.start()

    def _build(self, upto: int) -> None:
        narrow = self.is_narrow()
        for section in self._comparison.sections[len(self.cards) : upto]:
            card = SectionCard(section, self._names)
            card.set_narrow(narrow)
            self.scroll.column.insertWidget(len(self.cards), card)
            self.cards.append(card)

    def _dress_again(self) -> None:
        """Take the colours of another theme; stay at the change that was shown."""
        at = self._at
        self.show_comparison(*self._names, self._comparison)
        if at >= 0:
            self._go(at, aloud=False)

    # -- from change to change --------------------------------------------------------------------------------

    def _go(self, number: int, *, aloud: bool = True) -> None:
        if not self._comparison.places:
            return
        if self._at >= 0:
            self._shown()[0].select_nothing()
        self._at = number % self._comparison.places
        text, inside = self._shown()
        field = text.select(inside)
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        words = _("Change {n} of {all}, in “{section}”: {words}").format(
            n=self._at + 1,
            all=self._comparison.places,
            section=self._section().title,
            words=text.spots[inside].in_words(),
        )
        self._say_where(words)
        if aloud:
            notify.announce(self, words)
        self._settled.start()

    def _section(self) -> ComparedSection:
        return self._comparison.sections[self._find()[0]]

    def _find(self) -> tuple[int, int]:
        """Return which section holds the change that is shown, and how many of that section come before it."""
        left = self._at
        for place, section in enumerate(self._comparison.sections):
            if left < section.places:
                return place, left
            left -= section.places
        raise IndexError(self._at)

    def _shown(self) -> tuple[SideBySide, int]:
        """Return the text that holds the change that is shown, built if it was not yet, and its number in there."""
        place, left = self._find()
        self._build(place + 1)
        for text in self.cards[place].changed:
            if left < len(text.spots):
                return text, left
            left -= len(text.spots)
        raise IndexError(self._at)

    def _bring_into_sight(self) -> None:
        if self._at < 0:
            return
        text, inside = self._shown()
        field = text.select(inside)
        rect = field.cursorRect()
        at = field.viewport().mapTo(self.scroll.widget(), rect.center())
        self.scroll.ensureVisible(at.x(), at.y(), 0, self.scroll.viewport().height() // 3)


class SectionCard(Card):
    """One section or goal: its changed texts side by side, the others folded. `changed` are the former."""

    def __init__(self, section: ComparedSection, names: tuple[str, str]) -> None:
        empty = not (section.in_old or section.in_new)
        super().__init__(
            section.title,
            second=_how_much(section),
            action=None if section.places or empty else (_("Show"), self._unfold),
            inset=bool(section.places),
        )
        self._section, self._names = section, names
        self._narrow = False
        self.changed: list[SideBySide] = []
        self.texts: list[SideBySide] = []
        if section.places:
            for text in section.texts:
                if text.places:
                    self.changed.append(self._add(text))
                else:
                    self._add_folded(text)
        else:
            theme.mark(self.head, place="last")
        self._say_link(_("Show"))

    def set_narrow(self, narrow: bool) -> None:
        """Stand one under the other from now on, or side by side."""
        self._narrow = narrow
        for text in self.texts:
            text.set_narrow(narrow)

    def _unfold(self) -> None:
        """Show what stayed the same, or fold it again."""
        if self.texts:
            self.clear()
            self.texts = []
            theme.mark(self.head, place="last")
            self.body.setContentsMargins(0, 0, 0, 0)
            self._say_link(_("Show"))
            return
        theme.mark(self.head, place="")
        self.body.setContentsMargins(16, 8, 16, 12)
        self.body.setSpacing(8)
        for text in self._section.texts:
            self._add(text)
        self._say_link(_("Fold"))

    def _say_link(self, word: str) -> None:
        if self.action_button is not None:
            self.action_button.show_text(word)
            words = _("{act}: {section}").format(act=word, section=self._section.title)
            self.action_button.setAccessibleName(words)

    def _add(self, text: ComparedText, place: int = -1) -> SideBySide:
        about = f"{self._section.title}, {text.label}" if text.label else self._section.title
        made = SideBySide(text, self._names, about)
        made.set_narrow(self._narrow)
        self.texts.append(made)
        self.body.insertWidget(place, made)
        if text.label:
            self.body.insertWidget(
                place if place >= 0 else self.body.count() - 1, label(text.label, "label", wrap=True)
            )
        return made

    def _add_folded(self, text: ComparedText) -> None:
        """Say that a text stayed the same, with a link that shows it in its place."""
        name = text.label or _("The text")
        row = Flow((label(_("{text}: the same").format(text=name), "caption"),), gap=8)

        def unfold() -> None:
            made = self._add(text, self.body.indexOf(row))
            if made.new is not None:
                made.new.setFocus()
            self.body.removeWidget(row)
            row.hide()
            row.deleteLater()

        says = _("Show {section}").format(section=name)
        row.layout().addWidget(LinkButton(_("Show"), unfold, small=True, says=says))
        self.body.addWidget(row)


def _how_much(section: ComparedSection) -> str:
    if not (section.in_old or section.in_new):
        return _("nothing written in either version")
    if not section.places:
        return _("the same in both")
    if not section.in_old:
        return _("new, not in the older version")
    if not section.in_new:
        return _("not in the newer version any more")
    return ngettext("{n} place changed", "{n} places changed", section.places).format(n=section.places)


def in_a_sentence(comparison: Comparison) -> str:
    """Return "12 places changed in 4 sections and 1 goal"."""
    if not comparison.places:
        return _("No words changed between these two versions.")
    goals = sum(section.is_goal for section in comparison.changed)
    sections = len(comparison.changed) - goals
    places = ngettext("{n} place changed", "{n} places changed", comparison.places).format(
        n=comparison.places
    )
    where = (
        ngettext("{n} section", "{n} sections", sections).format(n=sections) if sections else "",
        ngettext("{n} goal", "{n} goals", goals).format(n=goals) if goals else "",
    )
    joined = _(" and ").join(filter(None, where))
    return _("{places} in {where}.").format(places=places, where=joined)
