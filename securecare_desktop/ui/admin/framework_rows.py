"""How frameworks and their items look where a manager chooses and words them. What a click does is for the page."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ...core.labels import label as label_of
from ...core.text import _, ngettext
from ...domain.coverage import Checked, FrameworkItem
from ...domain.plans import Section
from ...services.frameworks import UnitFramework
from .. import theme
from ..widgets.buttons import LinkButton
from ..widgets.flow import Flow
from ..widgets.labels import IconText, label, strong_label
from ..widgets.rows import rests_on

NUMBER = 30


class FrameworkRow(QFrame):
    """One framework: used or not, what it is, and the way to its items. `switched(on)`, `opened()`."""

    switched = Signal(bool)
    opened = Signal()

    def __init__(self, one: UnitFramework) -> None:
        super().__init__()
        framework = one.framework
        self.key = framework.key
        self.setProperty("role", "row")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(12)
        self.box = QCheckBox()
        self.box.setChecked(one.in_use)
        self.box.setAccessibleName(_("In use: {title}").format(title=framework.title))
        self.box.clicked.connect(self._clicked)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(framework.title, "strong", wrap=True))
        words.addWidget(label(_second(one), "caption", wrap=True))
        row.addLayout(words, 1)
        row.addWidget(rests_on(framework.rests_on.value), 0, Qt.AlignmentFlag.AlignTop)
        says = _("Look at {title}").format(title=framework.title)
        self.link = LinkButton(_("Look at it"), self.opened.emit, small=True, says=says)
        row.addWidget(self.link, 0, Qt.AlignmentFlag.AlignTop)

    def _clicked(self, on: bool) -> None:
        self.box.setChecked(not on)  # until the store says otherwise
        self.switched.emit(on)


def _second(one: UnitFramework) -> str:
    items = one.framework.items
    parts = [", ".join(label_of(nation) for nation in one.framework.jurisdictions)]
    if one.own is not None:
        parts = [_("our own")]
    parts.append(ngettext("{n} item", "{n} items", len(items)).format(n=len(items)))
    bare = sum(not item.held and item.number not in one.wordings for item in items)
    if bare:
        parts.append(ngettext("wording of {n} not held", "wordings of {n} not held", bare).format(n=bare))
    return "  ·  ".join(part for part in parts if part)


class AboutRow(QFrame):
    """Where a framework comes from and what to know of it; for the unit's own one, the way to change that."""

    def __init__(self, one: UnitFramework, change: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("role", "row")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        source = one.framework.source or _("not said")
        words.addWidget(
            label(_("Source: {source}").format(source=source), "caption", wrap=True, selectable=True)
        )
        if one.framework.note:
            words.addWidget(label(one.framework.note, "second", wrap=True))
        row.addLayout(words, 1)
        self.link: LinkButton | None = None
        if one.own is not None:
            self.link = LinkButton(_("Change name and source"), change, small=True)
            row.addWidget(self.link, 0, Qt.AlignmentFlag.AlignTop)


class ItemRow(QFrame):
    """One item with its number, words, how far they were checked, and the sections that answer it. `opened()`."""

    opened = Signal()

    def __init__(self, item: FrameworkItem, wording: str, own: bool) -> None:
        super().__init__()
        self.number = item.number
        self.setProperty("role", "row")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(12)
        number = label(item.number, "strong")
        number.setFixedWidth(theme.px(NUMBER))
        row.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(_words(item, wording), 1)
        text, says = _link_words(item, wording, own)
        self.link = LinkButton(text, self.opened.emit, small=True, says=says)
        row.addWidget(self.link, 0, Qt.AlignmentFlag.AlignTop)


def _words(item: FrameworkItem, wording: str) -> QVBoxLayout:
    words = QVBoxLayout()
    words.setSpacing(2)
    if wording or item.words:
        name = f"{item.name}. " if item.name else ""
        words.addWidget(strong_label(name, wording or item.words, wrap=True))
    else:
        words.addWidget(label(_("Wording not held; your printed set has it."), "second", wrap=True))
    below: list[QWidget] = []
    if wording:
        below.append(label(_("Your unit’s own wording"), "caption"))
    elif item.evidence is not Checked.OWN:
        below.append(IconText("info", label_of(item.evidence)))
    stage = label_of(item.stage) if item.stage else _("All the way through")
    below.append(label(stage, "caption"))
    words.addWidget(Flow(below, gap=16))
    if item.sections:
        named = ", ".join(f"{n} {label_of(Section(n))}" for n in item.sections)
        words.addWidget(label(_("Answered in {sections}").format(sections=named), "caption", wrap=True))
    if item.source and not wording:
        source = ", ".join(part for part in (item.ref, item.source) if part)
        words.addWidget(label(source, "caption", "text-2", wrap=True, selectable=True))
    return words


def _link_words(item: FrameworkItem, wording: str, own: bool) -> tuple[str, str]:
    if own:
        return _("Change"), _("Change {number}").format(number=item.number)
    if wording:
        return _("Change it"), _("Change the wording of {number}").format(number=item.number)
    if not item.held:
        return _("Write it in"), _("Write in the wording of {number}").format(number=item.number)
    return _("Own wording"), _("Write an own wording of {number}").format(number=item.number)
