"""How the items of a framework look against a plan: number, words, what they rest on, what the plan says, where.

Named with icon and word, never scored. What becomes of a click is up to whoever hears it.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from ...core.labels import label as label_of
from ...core.text import _, ngettext
from ...domain.checklists import RestsOn
from ...domain.coverage import Checked, Coverage, ItemCoverage, Said, ref_of
from ...domain.plans import Section
from .. import theme
from ..widgets.buttons import Button, LinkButton
from ..widgets.flow import Flow
from ..widgets.labels import IconText, label, strong_label
from ..widgets.list_heads import column_heads
from ..widgets.rows import rests_on

NUMBER, WHERE, RESTS, STATE = 30, 336, 92, 112
MARKS = {
    Said.SAID: ("circle-check", "done"),
    Said.TO_LOOK_AT: ("eye", "soon"),
    Said.NOT_SAID: ("circle", "text-2"),
}


def section_name(section: int) -> str:
    """Return "5 Health"."""
    return f"{section} {label_of(Section(section))}"


def counts(coverage: Coverage) -> str:
    """Return "12 of 44 said, 4 to look at": counts beside the list, never a percentage."""
    said, look = coverage.count(Said.SAID), coverage.count(Said.TO_LOOK_AT)
    told = _("{n} of {all} said").format(n=said, all=len(coverage.items))
    if look:
        told += ", " + ngettext("{n} to look at", "{n} to look at", look).format(n=look)
    return told


class CoverageRow(QFrame):
    """One item. `opened(section)`: a section is to be shown. `said(section, says)`: it says this, or does not.

    `wording_wanted()`: the unit's own text is to be written in.
    """

    opened = Signal(int)
    said = Signal(int, bool)
    wording_wanted = Signal()

    def __init__(
        self,
        one: ItemCoverage,
        framework_key: str,
        basis: RestsOn,
        *,
        written: tuple[int, ...],
        may_confirm: bool,
        may_word: bool,
        narrow: bool,
    ) -> None:
        super().__init__()
        self.one, self.ref = one, ref_of(framework_key, one.item.number)
        self._written, self._may_confirm, self._may_word = written, may_confirm, may_word
        self.buttons: list[Button] = []
        self.setProperty("role", "row")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(12)
        number = label(one.item.number, "strong")
        number.setFixedWidth(theme.px(NUMBER))
        row.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
        icon, tone = MARKS[one.state]
        state = IconText(icon, label_of(one.state), tone, strong=True)
        cells = ((self._where(), WHERE), (rests_on(basis.value), RESTS), (state, STATE))
        if narrow:
            words = self._words()
            # what is as narrow as its words would make the whole column so, if it were not aligned
            words.addWidget(state, 0, Qt.AlignmentFlag.AlignLeft)
            words.addWidget(cells[0][0])
            words.addWidget(cells[1][0], 0, Qt.AlignmentFlag.AlignLeft)
            row.addLayout(words, 1)
        else:
            row.addLayout(self._words(), 1)
            for cell, wide in cells:
                cell.setFixedWidth(theme.px(wide))
                row.addWidget(cell, 0, Qt.AlignmentFlag.AlignTop)
        spoken = (
            one.item.number,
            one.item.name,
            one.words or _not_held(),
            label_of(one.state),
            self._said_in(),
        )
        self.setAccessibleName(", ".join(part for part in spoken if part))

    def _words(self) -> QVBoxLayout:
        one, item = self.one, self.one.item
        column = QVBoxLayout()
        column.setSpacing(2)
        if one.words:
            name = f"{item.name}. " if item.name else ""
            column.addWidget(strong_label(name, one.words, wrap=True))
        else:
            column.addWidget(label(_not_held(), "second", wrap=True))
        if one.wording:
            column.addWidget(label(_("Your unit’s own wording"), "caption", wrap=True))
        elif item.words and item.evidence not in (Checked.SEEN, Checked.OWN):
            column.addWidget(IconText("info", label_of(item.evidence)), 0, Qt.AlignmentFlag.AlignLeft)
        if item.ref:
            column.addWidget(label(item.ref, "caption", wrap=True))
        if self._may_word and not item.held:
            says = _("Write in the wording of {number}").format(number=item.number)
            text = _("Change it") if one.wording else _("Write it in")
            link = self._kept(LinkButton(text, self.wording_wanted.emit, small=True, says=says))
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return column

    def _where(self) -> QWidget:
        """Return the sections that say it or could, each with the way there and what can be confirmed of it."""
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        sections = self.one.said_in or self.one.item.sections
        for section in sections:
            column.addWidget(self._section(section))
        if not sections and self._may_confirm and self._written:
            self.another = Button(_("Say where"), self._offer_sections, size="small")
            self.another.setAccessibleName(
                _("Say where the plan says {number}").format(number=self.one.item.number)
            )
            column.addWidget(self._kept(self.another), 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return made

    def _section(self, section: int) -> QWidget:
        name = section_name(section)
        look = self._kept(LinkButton(name, lambda: self.opened.emit(section), small=True))
        found: list[QWidget] = [look]
        number = self.one.item.number
        if self._may_confirm and section in self.one.said_in:
            says = _("{section} does not say {number} any more").format(section=name, number=number)
            found.append(self._confirmer(_("Take back"), section, False, says))
        elif self._may_confirm and section in self.one.written:
            says = _("{section} says {number}").format(section=name, number=number)
            found.append(self._confirmer(_("It says it"), section, True, says))
        elif section not in self.one.written and section not in self.one.said_in:
            found.append(label(_("not written yet"), "caption"))
        return Flow(found, gap=8)

    def _confirmer(self, text: str, section: int, says: bool, spoken: str) -> Button:
        return self._kept(
            Button(
                text,
                lambda: self.said.emit(section, says),
                icon="check" if says else "",
                kind="" if says else "quiet",
                size="small",
                says=spoken,
            )
        )

    def _kept(self, button: Button) -> Button:
        self.buttons.append(button)
        return button

    def _said_in(self) -> str:
        return ", ".join(section_name(section) for section in self.one.said_in)

    def _offer_sections(self) -> None:
        """Offer the sections that are written, for an item of which nobody knows where it belongs."""
        menu = QMenu(self)
        for section in self._written:
            menu.addAction(section_name(section), lambda section=section: self.said.emit(section, True))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.another.mapToGlobal(QPoint(0, self.another.height() + 2)))


def _not_held() -> str:
    return _("Wording not held; your printed set has it.")


def heads() -> QFrame:
    """Return the heads over the columns of the rows."""
    return column_heads(
        NUMBER,
        _("What it asks"),
        ((_("Where"), WHERE), (_("Rests on"), RESTS), (_("Our plan"), STATE)),
    )


def button_near(rows: Sequence[CoverageRow], ref: str, at: int) -> Button | None:
    """Return where the focus goes when the list was drawn anew: to the same item, else to what took its place."""
    same = [row for row in rows if row.ref == ref]
    found = [row for row in (*same, *rows[at:], *reversed(rows[:at])) if row.buttons]
    return found[0].buttons[0] if found else None
