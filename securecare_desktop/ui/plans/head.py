"""The head of the Plan tab: which version is shown, how far it has come, and what can be done with it now.

A line under it says that a newer version is being written. What the acts do stands in version_acts.py.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from ...core.text import _, day_short
from ...domain.plans import PlanOverview, PlanState
from .. import icons, theme
from ..widgets.buttons import Button, LinkButton
from ..widgets.card import Chip, clear_layout
from ..widgets.labels import IconLabel, label, strong_label
from . import wording
from .needs import PlanTools
from .room import GivesWay

START, SHARE, SIGN, SIGN_AS_MANAGER, TAKE_BACK = "start", "share", "sign", "sign_as_manager", "take_back"
COMPARE, COPY, PRINT, SHOW_NEWER, SHOW_COUNTING = "compare", "copy", "print", "show_newer", "show_counting"


@dataclass(frozen=True, slots=True)
class HeadAct:
    """Something that can be done with the version that is shown."""

    key: str
    text: str
    icon: str
    primary: bool = False


def head_acts(overview: PlanOverview, name: str, tools: PlanTools) -> tuple[HeadAct, ...]:
    """Return what this person can do now, the most likely first; at most one is the primary one."""
    shown, made = overview.shown, []
    if shown is None:
        return (HeadAct(START, _("Start the plan"), "plus", primary=True),) if tools.may_write else ()
    if tools.may_write:
        if shown.state is PlanState.DRAFT and not shown.why_not_asked:
            made.append(
                HeadAct(SHARE, _("Share with {name}").format(name=name), "message-circle", primary=True)
            )
        elif shown.may_be_written_in:
            made.append(HeadAct(SIGN, _("Sign"), "signature", primary=True))
            made.append(HeadAct(SHARE, _("How it was shared"), "message-circle"))
        elif overview.being_written is None:
            made.append(HeadAct(START, _("Start a new version"), "plus"))
    if shown.state is PlanState.SIGNED:
        if tools.may_approve_of(shown):
            made.append(HeadAct(SIGN_AS_MANAGER, _("Sign as manager"), "signature", primary=True))
        if tools.may_write:
            made.append(HeadAct(TAKE_BACK, _("Take the signature back"), "rotate-ccw"))
    if overview.versions > 1:
        made.append(HeadAct(COMPARE, _("Compare"), "arrow-left-right"))
    if tools.prints:
        made.append(HeadAct(PRINT, _("Print"), "printer"))
    return tuple(made)


class PlanHead(GivesWay, QWidget):
    """The head. `acted(key)` says what a person wants done."""

    acted = Signal(str)

    def __init__(self, tools: PlanTools) -> None:
        super().__init__()
        self._tools = tools
        self._acts: tuple[HeadAct, ...] = ()
        self._made: tuple[HeadAct, ...] = ()
        self._narrow = False
        self.buttons: dict[str, Button] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(10)
        self.title = label("", "heading")
        self.chip = Chip("check", "", "done")
        self.facts = label("", "second", wrap=True)
        self.facts.setSizePolicy(self._wraps())
        row.addWidget(self.title)
        row.addWidget(self.chip)
        row.addWidget(self.facts, 100)
        row.addStretch(1)
        self.slot = QHBoxLayout()
        row.addLayout(self.slot, 200)
        self._button_row = QHBoxLayout()
        self._button_row.setSpacing(6)
        row.addLayout(self._button_row)
        self.menu_button = Button(
            "", self.open_menu, icon="pencil", size="small", says=_("What can be done with the plan")
        )
        row.addWidget(self.menu_button)
        column.addLayout(row)
        self.newer = NewerLine()
        self.newer.acted.connect(self.acted)
        column.addWidget(self.newer)
        self.forget()

    @staticmethod
    def _wraps() -> QSizePolicy:
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        return policy

    def forget(self) -> None:
        """Say nothing until the plan of the young person is there."""
        self._acts = ()
        self._show_buttons()
        self.title.setText("")
        self.facts.setText("")
        self.chip.hide()
        self.newer.hide()

    def show_overview(self, overview: PlanOverview, name: str) -> None:
        """Show which version this is, and what can be done."""
        shown, today = overview.shown, self._tools.clock.today()
        self._acts = head_acts(overview, name, self._tools)
        self.chip.setVisible(shown is not None)
        if shown is None:
            self.title.setText(_("No plan yet"))
            self.facts.setText(_("Start the first version, then write its sections together."))
        else:
            icon, kind = wording.STATE_MARKS[shown.state]
            self.title.setText(wording.version_title(shown))
            self.chip.show_state(icon, wording.short_state(shown), kind)
            facts = [wording.since(shown, today), wording.signers(shown)]
            if overview.next_review is not None and shown.state is PlanState.CURRENT:
                day = day_short(overview.next_review.due_on, today)
                facts.append(_("next review {day}").format(day=day))
            self.facts.setText(" · ".join(fact for fact in facts if fact))
        self.newer.show_overview(overview, name, self._tools)
        self._show_buttons()

    def fit(self, *, narrow: bool) -> None:
        """With little room, leave the facts out and put what can be done behind one button."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._show_buttons()

    def open_menu(self) -> None:
        """Show what can be done as a menu."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for act in self._acts:
            entry = menu.addAction(icons.icon(act.icon), act.text.replace("&", "&&"))
            entry.triggered.connect(lambda _checked=False, key=act.key: self.acted.emit(key))
        menu.popup(self.menu_button.mapToGlobal(QPoint(0, self.menu_button.height() + 2)))

    def _show_buttons(self) -> None:
        """Show what can be done; buttons that stay the same stay, so that whoever is on one stays there."""
        if self._made != self._acts:
            clear_layout(self._button_row)
            self.buttons = {act.key: self._made_button(act) for act in self._acts}
            self._made = self._acts
        self.menu_button.setVisible(self._narrow and bool(self._acts))
        self.facts.setVisible(not self._narrow or not self._acts)
        for button in self.buttons.values():
            button.setVisible(not self._narrow)

    def _made_button(self, act: HeadAct) -> Button:
        made = Button(
            act.text,
            lambda: self.acted.emit(act.key),
            icon=act.icon,
            kind="primary" if act.primary else "",
            size="small",
        )
        self._button_row.addWidget(made)
        return made


class NewerLine(QFrame):
    """One line: a newer version is being written (or this is it), with the way to the other one."""

    acted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 5, 12, 5)
        self._row.setSpacing(8)
        self.link: LinkButton | None = None
        self.hide()

    def show_overview(self, overview: PlanOverview, name: str, tools: PlanTools) -> None:
        """Show it where there are two versions to choose from; hide where there is one."""
        shown, counting, newer = overview.shown, overview.counting, overview.being_written
        clear_layout(self._row)
        self.link = None
        if shown is None or counting is None:
            self.hide()
            return
        if shown.id == counting.id:
            if newer is None or newer.id == counting.id:
                self.hide()
                return
            strong, rest = wording.being_written(newer, name, tools.clock.today())
            self._fill(strong, rest, "soon", "file-pen-line", (SHOW_NEWER, _("Show it")))
        else:
            strong = _("This is not the version that counts.")
            rest = _("{version} counts until its author and a manager have signed the new one.")
            if shown.state is PlanState.SUPERSEDED:
                rest = _("{version} has replaced it; it stays to be read.")
            title = wording.version_title(counting)
            back = (SHOW_COUNTING, _("Show {version}").format(version=title.lower()))
            self._fill(strong, rest.format(version=title), "info", "info", back)

    def _fill(self, strong: str, rest: str, kind: str, icon: str, link: tuple[str, str]) -> None:
        theme.mark(self, banner=kind)
        self._row.addWidget(IconLabel(icon, kind))
        words = strong_label(strong, f" {rest}", wrap=True)
        self._row.addWidget(words, 1)
        key, text = link
        self.link = LinkButton(text, lambda: self.acted.emit(key))
        self._row.addWidget(self.link)
        self.setAccessibleName(f"{strong} {rest}")
        self.show()
