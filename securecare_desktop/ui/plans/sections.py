"""The view Sections: the fourteen at the left, the chosen one at the right to be read as on paper.

Writing is done in section_editor.py; what the program holds anyway for a section comes from held.py.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ...core.labels import label as words_for
from ...core.text import _, ngettext
from ...domain.drafts import UnfinishedPart
from ...domain.plans import PlanOverview, PlanPart, Section
from .. import icons, notify, tasks, theme
from ..markup import tip
from ..page import Page, Place
from ..widgets.buttons import Button, LinkButton, PaintedButton
from ..widgets.card import Card, EmptyState, clear_layout
from ..widgets.editors import QuietCombo
from ..widgets.page_scroll import PageScroll
from ..widgets.rows import ListRow, Note
from . import unfinished, wording
from .held import LONG, MOST_LINES, HeldLine, HeldList
from .later import SaidLater
from .needs import PlanTools
from .paper import PartWords, comments_on, signatures_of
from .room import GivesWay

NARROW = 860
LIST_WIDTH = 400


class SectionRow(PaintedButton):
    """One of the fourteen: number, name, and whether it is written. The arrow keys go on to the next one.

    It is painted whole, since fourteen rows of labels would be a third of the time that the first look takes.
    """

    def __init__(self, owner: "SectionList", section: Section) -> None:
        super().__init__("row")
        self._owner, self._number = owner, int(section)
        self._name = words_for(section)
        self._icon = self._state = ""
        self.setToolTip(tip(self._name))
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked=False: owner.choose(self._number))

    def show_part(self, part: PlanPart | None, *, begun: bool = False) -> None:
        """Show whether it is written and the young person's words stand in it, or that the reader has `begun` it."""
        if begun:
            self._icon, self._state = unfinished.ICON, _("not finished")
        elif wording.has_words(part):
            self._icon, self._state = "quote", _("their words")
        elif wording.is_written(part):
            self._icon, self._state = "check", _("written")
        else:
            self._icon, self._state = "circle", _("not yet")
        self.setAccessibleName(f"{self._number}, {self._name}, {self._state}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, theme.px(27))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, theme.px(27))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        middle = Qt.AlignmentFlag.AlignVCenter
        edge, number, side = 12, theme.px(26), theme.px(14)
        caption = theme.font(9)
        wide = QFontMetrics(caption).horizontalAdvance(self._state)
        state = self.rect().adjusted(self.width() - edge - wide, 0, -edge, 0)
        name = self.rect().adjusted(edge + number, 0, -(edge + wide + 2 * side), 0)
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font(10.5, 600))
        painter.drawText(self.rect().adjusted(edge, 0, 0, 0), middle, str(self._number))
        painter.setFont(theme.font(10.5))
        shown = painter.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, name.width())
        painter.drawText(name, middle, shown)
        icon = QRect(state.left() - side - 4, (self.height() - side) // 2, side, side)
        icons.paint(painter, self._icon, icon, "text-2")
        painter.setPen(theme.colour("text-2"))
        painter.setFont(caption)
        painter.drawText(state, middle, self._state)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in steps:
            self._owner.step(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class SectionList(Card):
    """The fourteen sections. `chosen(number)` is sent when a person chooses one; Tab reaches the chosen one only."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Sections"))
        self.rows = {int(section): SectionRow(self, section) for section in Section}
        self._current = 1
        self.show_rows(self.rows.values())
        self.show_parts({}, 1)

    def show_parts(
        self, parts: Mapping[int, PlanPart], current: int, begun: Collection[int] = frozenset()
    ) -> None:
        """Show the sections as this version has them; in those of `begun` the reader has words that are not saved."""
        for number, row in self.rows.items():
            row.show_part(parts.get(number), begun=number in begun)
        self.show_current(current)

    def show_current(self, section: int) -> None:
        """Show one as chosen, without saying so."""
        self._current = section
        for number, row in self.rows.items():
            row.setChecked(number == section)
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if number == section else Qt.FocusPolicy.ClickFocus)

    def choose(self, section: int) -> None:
        """Choose one."""
        moved = section != self._current
        self.show_current(section)
        if moved:
            self.chosen.emit(section)

    def step(self, by: int) -> None:
        """Choose the one before or after."""
        to = max(1, min(len(Section), self._current + by))
        self.choose(to)
        self.rows[to].setFocus(Qt.FocusReason.TabFocusReason)


class SectionsView(GivesWay, Page):
    """The sections of the version that is shown. `show_overview` fills it; it asks the store for held lists only.

    `write_wanted(section)`, `start_wanted()` and `newer_wanted(section)` say what a person wants instead of reading,
    `put_wanted(UnfinishedPart)` that words of another version go into the newer one. `draft_dropped()` when some went.
    """

    write_wanted = Signal(int)
    start_wanted = Signal()
    newer_wanted = Signal(int)
    put_wanted = Signal(object)
    draft_dropped = Signal()

    def __init__(self, tools: PlanTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._overview: PlanOverview | None = None
        self._parts: dict[int, PlanPart] = {}
        self._begun: tuple[UnfinishedPart, ...] = ()
        self._fillings = 0
        self._name = ""
        self.section = 1
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.list = SectionList()
        self.list.chosen.connect(self.show_section)
        self.left = PageScroll(self.list)
        self.left.column.setContentsMargins(24, 0, 8, 16)
        self.left.column.addStretch(1)
        row.addWidget(self.left)
        self.scroll = PageScroll(most_wide=960)
        self.scroll.column.setContentsMargins(8, 0, 24, 16)
        row.addWidget(self.scroll, 1)
        self.chooser = self._make_chooser()
        self.scroll.column.addWidget(self.chooser)
        self.paper = Card(" ", inset=True)
        self.paper.body.setContentsMargins(16, 12, 16, 16)
        self.paper.body.setSpacing(16)
        self.button = Button("", self._write, icon="pencil", size="small")
        self.paper.head_row.addWidget(self.button)
        self.paper.hide()
        self.scroll.column.addWidget(self.paper)
        self.empty = QVBoxLayout()
        self.scroll.column.addLayout(self.empty)
        self.missing = QVBoxLayout()
        self.missing.setSpacing(4)
        self.scroll.column.addLayout(self.missing)
        self.scroll.column.addStretch(1)
        self.left.hide()

    def _make_chooser(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(8)
        column.addLayout(row)
        self.combo = QuietCombo()
        self.combo.setAccessibleName(_("Section"))
        for section in Section:
            self.combo.addItem(wording.section_title(int(section)), int(section))
        self.combo.activated.connect(lambda at: self.show_section(at + 1))
        row.addWidget(Button("", lambda: self._step(-1), icon="chevron-left", says=_("Section before")))
        row.addWidget(self.combo, 1)
        row.addWidget(Button("", lambda: self._step(1), icon="chevron-right", says=_("Next section")))
        self.elsewhere = LinkButton("", self._go_to_begun, small=True)  # what the list would show
        column.addWidget(self.elsewhere, 0, Qt.AlignmentFlag.AlignLeft)
        return made

    # -- the page -------------------------------------------------------------------------------------

    def open_place(self, place: Place) -> None:
        """Show the section whose number is the place's part."""
        if place.part.isdigit() and 1 <= int(place.part) <= len(Section):
            self.section = int(place.part)
        if self._overview is not None:
            self.show_section(self.section)

    def here(self, place: Place) -> Place:
        """Return the place of the section."""
        return replace(place, record_id="", part=str(self.section))

    def forget(self) -> None:
        """Take off what is shown of somebody else."""
        self._overview, self._parts, self._begun, self.section = None, {}, (), 1
        self.left.hide()
        self.paper.hide()
        self.chooser.hide()
        clear_layout(self.empty)

    def show_part(self, part_id: str) -> bool:
        """Show the section that is the record with this id; False where this version does not have it."""
        found = next((part.section for part in self._parts.values() if part.id == part_id), 0)
        if found:
            self.show_section(found)
        return bool(found)

    def part(self, section: int) -> PlanPart | None:
        """Return what stands in a section of the version that is shown."""
        return self._parts.get(section)

    def show_overview(
        self, overview: PlanOverview, name: str, begun: tuple[UnfinishedPart, ...] = ()
    ) -> None:
        """Show a version; `begun` is what the reader has begun to write in any."""
        self._overview, self._name, self._begun = overview, name, begun
        self._parts = {part.section: part for part in overview.parts}
        clear_layout(self.empty)
        if overview.shown is None:
            self.paper.hide()
            self._show_empty()
        else:
            self._mark_sections()
            self.show_section(self.section)
        self._fit()

    def show_unfinished(self, begun: tuple[UnfinishedPart, ...]) -> None:
        """Show what the reader has begun to write, as that has changed."""
        if begun != self._begun:
            self._begun = begun
            self._mark_sections()
            self.show_section(self.section)

    def _mark_sections(self) -> None:
        numbers = {one.section for one in self._begun}
        self.list.show_parts(self._parts, self.section, numbers)
        for section in Section:
            title = wording.section_title(section)
            marked = _("{section}, not finished").format(section=title) if section in numbers else title
            self.combo.setItemText(section - 1, marked)

    def _begun_elsewhere(self) -> list[int]:
        """Return the other sections that the reader has begun, those after this one first."""
        found = sorted({one.section for one in self._begun} - {self.section})
        return [n for n in found if n > self.section] + [n for n in found if n < self.section]

    def _go_to_begun(self) -> None:
        self.show_section(self._begun_elsewhere()[0])

    def _show_empty(self) -> None:
        action = (_("Start the plan"), self.start_wanted.emit) if self._tools.may_write else None
        card = Card(_("The plan"), icon="file-text")
        sentence = _("No plan yet. Start the first version, then write its sections together.")
        card.body.addWidget(EmptyState(sentence, action))
        self.empty.addWidget(card)

    # -- one section ----------------------------------------------------------------------------------

    def show_section(self, section: int) -> None:
        """Show one section to be read."""
        moved, self.section = section != self.section, section
        if self._overview is None or self._overview.shown is None:
            return
        self.list.show_current(section)
        self.combo.setCurrentIndex(section - 1)
        elsewhere = ", ".join(map(str, sorted(self._begun_elsewhere())))
        self.elsewhere.show_text(_("Not finished: {sections}").format(sections=elsewhere))
        self.elsewhere.setVisible(bool(elsewhere))
        self._fill_paper(self._overview, section)
        self.paper.show()
        if moved:
            self.scroll.verticalScrollBar().setValue(0)

    def _step(self, by: int) -> None:
        self.show_section(max(1, min(len(Section), self.section + by)))

    def _fill_paper(self, overview: PlanOverview, section: int) -> None:
        paper, part, today = self.paper, self._parts.get(section), self._tools.clock.today()
        assert overview.shown is not None
        paper.title.setText(wording.section_title(section))
        theme.mark(paper.title, role="heading")
        paper.setAccessibleName(wording.section_title(section))
        self._show_button(overview)
        paper.clear()
        self._fillings += 1
        for widget in self._unfinished_in(overview, section):
            paper.body.addWidget(widget)
        paper.body.addWidget(PartWords(part, self._name, today))
        paper.body.addWidget(SaidLater(self._tools, overview.shown, section, self._name))
        if part is not None and part.covers:
            count = ngettext("answers to {n} item of the frameworks", "answers to {n} items of the frameworks",
                             len(part.covers))  # fmt: skip
            paper.second.setText(count.format(n=len(part.covers)))
        else:
            paper.second.setText("")
        if section == Section.SIGN_OFF:
            for widget in comments_on(overview.shown, self._name, today):
                paper.body.addWidget(widget)
            paper.body.addWidget(signatures_of(overview.shown, self._name, today))
        held = self._tools.held.get(section)
        if held is not None:
            self._ask_held(held, overview.shown.id, overview.shown.young_person_id, section)

    def _show_button(self, overview: PlanOverview) -> None:
        """Offer to write here where that is possible, else the way to where it is."""
        shown, newer = overview.shown, overview.being_written
        assert shown is not None
        here = shown.may_be_written_in
        there = not here and newer is not None and newer.may_be_written_in
        self.button.setVisible(self._tools.may_write and (here or there))
        if here:
            self.button.show_text(_("Write here"))
        elif newer is not None:
            title = wording.version_title(newer).lower()
            self.button.show_text(_("Write in {version}").format(version=title))

    def _write(self) -> None:
        shown = self._overview.shown if self._overview is not None else None
        if shown is not None and shown.may_be_written_in:
            self.write_wanted.emit(self.section)
        else:
            self.newer_wanted.emit(self.section)

    def _unfinished_in(self, overview: PlanOverview, section: int) -> Iterator[QWidget]:
        """Yield what says that words of the reader wait in this section, of whichever version, and what to do with them."""
        shown, newer, clock = overview.shown, overview.being_written, self._tools.clock
        assert shown is not None
        may_write = self._tools.may_write
        for one in self._begun:
            if one.section != section:
                continue
            if one.version.may_be_written_in and may_write:
                here = one.version.id == shown.id
                way = self.write_wanted if here else self.newer_wanted
                yield unfinished.waits(one, shown, clock, lambda way=way: way.emit(section))  # type: ignore[misc]
                continue
            acts = [Button(_("Throw away"), lambda one=one: self._ask_to_drop(one), size="small")]
            if may_write and newer is not None and newer.may_be_written_in:
                words = _("Put into {version}").format(version=wording.version_title(newer).lower())
                acts.insert(0, Button(words, lambda one=one: self.put_wanted.emit(one), size="small"))
            elif may_write and newer is None:
                acts.insert(0, Button(_("Start a new version"), self.start_wanted.emit, size="small"))
            yield unfinished.LeftOver(one, clock, self._name, acts)

    def _ask_to_drop(self, one: UnfinishedPart) -> None:
        def drop() -> None:
            task = tasks.command(self, self._tools.drafts.drop, one.form)
            task.done(lambda _result: dropped()).start()

        def dropped() -> None:
            self.draft_dropped.emit()
            here = self.list.rows[self.section] if self.left.isVisible() else self.combo
            here.setFocus(Qt.FocusReason.OtherFocusReason)  # what was pressed is gone

        section = wording.section_title(one.section)
        notify.confirm(
            self,
            _("Throw away"),
            _("Your words in {section} are then gone for good.").format(section=section),
            _("Throw away"),
            drop,
            danger=True,
        )

    def _ask_held(self, held: HeldList, version_id: str, young_person_id: str, section: int) -> None:
        filling = self._fillings

        def show(found: tuple[HeldLine, ...]) -> None:
            if filling == self._fillings:  # else the paper was filled anew, and has asked again
                self.paper.body.addWidget(self._held_card(held, found, young_person_id))

        tasks.query(self.paper, held.load, young_person_id, version_id).done(show).start()

    def _held_card(self, held: HeldList, found: tuple[HeldLine, ...], young_person_id: str) -> QWidget:
        def go() -> None:
            tab, part = (held.to, "") if held.is_tab else ("plan", held.to)
            self.go.emit(Place("young_person", young_person_id, tab, part=part))

        card = Card(held.title, icon=held.icon, action=(held.link, go))
        if not found:
            card.body.addWidget(EmptyState(held.empty))
            return card
        card.second.setText(str(len(found)))
        card.show_rows(_held_row(line) for line in found[:MOST_LINES])
        if len(found) > MOST_LINES:
            more = ngettext("and {n} more", "and {n} more", len(found) - MOST_LINES)
            link = LinkButton(more.format(n=len(found) - MOST_LINES), go, small=True)
            card.body.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    # -- room -----------------------------------------------------------------------------------------

    def _fit(self) -> None:
        narrow = theme.room(self) < NARROW
        has_plan = self._overview is not None and self._overview.shown is not None
        self.left.setVisible(has_plan and not narrow)
        self.left.setFixedWidth(theme.px(LIST_WIDTH) + 32)
        self.chooser.setVisible(has_plan and narrow)
        side = 16 if theme.room(self) < 760 else 24
        self.scroll.column.setContentsMargins(side if narrow or not has_plan else 8, 0, side, 16)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the list beside the paper, or a drop-down above it."""
        super().resizeEvent(event)
        self._fit()


def _held_row(line: HeldLine) -> ListRow:
    if len(line.second) > LONG:
        return ListRow(line.words, second=line.second)
    return ListRow(line.words, right=Note("circle-alert", line.second, "late") if line.late else line.second)
