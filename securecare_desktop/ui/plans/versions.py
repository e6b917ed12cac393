"""The view Versions: every version of the plan with how far it came, one of them open to be read, two compared.

The young person's copy stands in copy_page.py; what is done with a version in version_acts.py.
"""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ...core.labels import label as words_for
from ...core.text import _
from ...domain.plans import Goal, PlanOverview, PlanPart, PlanState, PlanVersion
from .. import tasks, theme
from ..page import Page, Place
from ..widgets.buttons import Button
from ..widgets.card import Card, EmptyState, clear_layout
from ..widgets.flow import Flow
from ..widgets.page_scroll import PageScroll
from ..widgets.rows import ListRow
from . import wording
from .compare_page import ComparePage
from .copy_page import CopyPage
from .head import COPY, SHARE, SIGN, SIGN_AS_MANAGER, TAKE_BACK
from .needs import PlanTools
from .paper import VersionPaper
from .room import GivesWay
from .since_shared import changed_since
from .version_acts import SHARE_AGAIN, THEY_SIGNED

NARROW = 760
LIST_WIDTH = 340
COMPARE = "compare"

Read = tuple[PlanOverview, tuple[Goal, ...], tuple[int, ...]]
"""A version with its goals, and the sections that were changed since it was shared."""
Copy = tuple[PlanVersion | None, tuple[PlanPart, ...], tuple[Goal, ...]]


class VersionRow(ListRow):
    """One version. The arrow keys go on to the next one."""

    def __init__(self, owner: "VersionsView", version: PlanVersion) -> None:
        today = owner.tools.clock.today()
        icon, kind = wording.STATE_MARKS[version.state]
        second = ", ".join(
            part for part in (wording.since(version, today), wording.signed_by(version, today)) if part
        )
        super().__init__(
            "",
            lambda: owner.open_version(version.id),
            strong=wording.version_title(version),
            second=second,
            chip=(icon, wording.short_state(version), kind),
            inset=12,
        )
        self._owner = owner
        self.setCheckable(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in steps:
            self._owner.step(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class VersionsView(GivesWay, Page):
    """All versions. `act_wanted(key, PlanVersion)` asks for one of the acts on a version."""

    act_wanted = Signal(str, object)
    nouns = frozenset({"plans"})

    def __init__(self, tools: PlanTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self._who = self._name = self._open_id = ""
        self._wanted = self._filled_id = ""
        self._versions: tuple[PlanVersion, ...] = ()
        self.rows: dict[str, VersionRow] = {}
        self.buttons: dict[str, Button] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.stack = QStackedWidget()
        outer.addWidget(self.stack)
        self.stack.addWidget(self._make_list())
        self.comparing = ComparePage(tools)
        self.comparing.left.connect(self._back)
        self.stack.addWidget(self.comparing)
        self.copy = CopyPage(tools)
        self.copy.left.connect(self._back)
        self.stack.addWidget(self.copy)

    def _make_list(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.list = Card(_("Versions"), icon="scroll-text", action=(_("Compare two"), self.compare))
        self.list.hide()
        self.empty = EmptyState(_("No version yet. The first one is started on the view Sections."))
        self.empty.hide()
        self.left = PageScroll(self.list)
        self.left.column.addWidget(self.empty)
        self.left.column.addStretch(1)
        row.addWidget(self.left)
        self.scroll = PageScroll(most_wide=960)
        self.paper = Card(" ", inset=True)
        self.paper.body.setContentsMargins(16, 12, 16, 16)
        self.paper.body.setSpacing(16)
        self.paper.hide()
        self.scroll.column.addWidget(self.paper)
        self.scroll.column.addStretch(1)
        row.addWidget(self.scroll, 1)
        self.back_button = Button(_("All versions"), self._close, icon="chevron-left", size="small")
        self.paper.head_row.addWidget(self.back_button)
        return made

    # -- the page -------------------------------------------------------------------------------------

    def open_place(self, place: Place) -> None:
        """Show the versions of a young person; `record_id` opens one, `part` "compare" or "copy" what stands there."""
        if place.young_person_id != self._who:
            self._who = place.young_person_id
            self.forget()
        if place.record_id:
            self._open_id = place.record_id
        self._wanted = place.part
        self.mark_stale()

    def here(self, place: Place) -> Place:
        """Return the place of what is open."""
        part = ""
        if self.stack.currentWidget() is self.comparing:
            part = ":".join((COMPARE, *self.comparing.chosen()))
        elif self.stack.currentWidget() is self.copy:
            part = COPY
        return replace(place, record_id=self._open_id, part=part)

    def forget(self) -> None:
        """Take off what is shown of somebody else."""
        self._versions, self._open_id = (), ""
        self.list.hide()
        self.paper.hide()
        self.empty.hide()
        self._back()

    def show_plan(self, _shown: PlanVersion | None, name: str) -> None:
        """Take the name the young person uses."""
        if name != self._name:
            self._name = name
            self.mark_stale()

    def reload(self) -> None:
        """Fetch the versions anew."""
        if self._who and self._name:
            asked = self._who
            task = tasks.query(self, self.tools.plans.versions, asked)
            task.done(lambda found: self._show(asked, found)).start()

    def _show(self, asked: str, found: tuple[PlanVersion, ...]) -> None:
        if asked != self._who:
            return
        self._versions = found
        self.rows = {version.id: VersionRow(self, version) for version in found}
        self.list.show_rows(self.rows.values())
        self.list.second.setText(str(len(found)) if found else "")
        self.list.setVisible(bool(found))
        self.empty.setVisible(not found)
        assert self.list.action_button is not None
        self.list.action_button.setVisible(len(found) > 1)
        if self._open_id not in self.rows:
            self._open_id = ""
        wanted, self._wanted = self._wanted, ""
        what, _colon, ids = wanted.partition(":")
        if what == COMPARE and len(found) > 1:
            self.compare(*ids.split(":")[:2])
        elif what == COPY and found:
            self.show_copy(self._open_id or found[0].id)
        elif self._open_id or (found and not self._is_narrow()):
            self.open_version(self._open_id or self._first_to_read())
        self._fit()

    def _first_to_read(self) -> str:
        counts = (version.id for version in self._versions if version.state is PlanState.CURRENT)
        return next(counts, self._versions[0].id)

    # -- one version ----------------------------------------------------------------------------------

    def open_version(self, version_id: str) -> None:
        """Show one version to be read, also one that was replaced."""
        self._open_id = version_id
        self._check_rows()
        asked = (self._who, version_id)

        def show(found: Read) -> None:
            if asked == (self._who, self._open_id) and found[0].shown is not None:
                self._fill_paper(found[0].shown, found)

        tasks.query(self, self._read, *asked).busy(self.scroll).done(show).start()
        self._fit()

    def _read(self, young_person_id: str, version_id: str) -> Read:
        plans = self.tools.plans
        asked = young_person_id, version_id
        return plans.overview(*asked), plans.goals(*asked), plans.changed_since_shared(*asked)

    def _check_rows(self) -> None:
        first = next(iter(self.rows), "")
        for one, row in self.rows.items():
            row.setChecked(one == self._open_id)
            reachable = one == (self._open_id or first)
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if reachable else Qt.FocusPolicy.ClickFocus)

    def step(self, by: int) -> None:
        """Open the version `by` places further down."""
        ids = list(self.rows)
        at = ids.index(self._open_id) if self._open_id in ids else 0
        to = ids[max(0, min(len(ids) - 1, at + by))]
        self.open_version(to)
        self.rows[to].setFocus(Qt.FocusReason.TabFocusReason)

    def _fill_paper(self, version: PlanVersion, found: Read) -> None:
        overview, goals, changed = found
        paper = self.paper
        paper.title.setText(wording.version_title(version))
        theme.mark(paper.title, role="heading")
        paper.second.setText(words_for(version.state).lower())
        paper.setAccessibleName(wording.version_title(version))
        clear_layout(paper.body)
        self._put_acts(version)
        again = (lambda: self._act(SHARE_AGAIN, version)) if self._may_share(version) else None
        banner = changed_since(changed, self._name, again)
        if banner is not None:
            paper.body.addWidget(banner)
        paper.body.addWidget(
            VersionPaper(version, overview.parts, goals, self._name, self.tools.clock.today())
        )
        paper.show()
        if version.id != self._filled_id:
            self._filled_id = version.id
            self.scroll.verticalScrollBar().setValue(0)

    def _may_share(self, version: PlanVersion) -> bool:
        return self.tools.may_write and version.may_be_written_in

    def _put_acts(self, version: PlanVersion) -> None:
        """Offer above the paper what can be done with this version."""
        made: dict[str, tuple[str, str]] = {}
        if self.tools.may_write:
            if version.may_be_written_in:
                made[SHARE] = (_("How it was shared"), "message-circle")
                made[SIGN] = (_("Sign"), "signature")
            elif version.state is PlanState.SIGNED:
                made[TAKE_BACK] = (_("Take the signature back"), "rotate-ccw")
            if version.state in (PlanState.SIGNED, PlanState.CURRENT):
                made[THEY_SIGNED] = (_("Signed by {name}").format(name=self._name), "pencil")
        if version.state is PlanState.SIGNED and self.tools.may_approve_of(version):
            made[SIGN_AS_MANAGER] = (_("Sign as manager"), "signature")
        made[COPY] = (_("{name}’s copy").format(name=self._name), "heart-handshake")
        self.buttons = {
            key: Button(text, lambda key=key: self._act(key, version), icon=icon, size="small")
            for key, (text, icon) in made.items()
        }
        self.paper.body.addWidget(Flow(self.buttons.values(), gap=8))

    def _act(self, key: str, version: PlanVersion) -> None:
        if key == COPY:
            self.show_copy(version.id)
        else:
            self.act_wanted.emit(key, version)

    def _close(self) -> None:
        """Go back from one version to the list, where there is room for one of them only."""
        self._open_id = ""
        self.paper.hide()
        self._check_rows()
        self._fit()

    # -- two versions, and the copy --------------------------------------------------------------------

    def compare(self, old_id: str = "", new_id: str = "") -> None:
        """Compare two versions, by default the newest with the one before."""
        if len(self._versions) > 1:
            self.stack.setCurrentWidget(self.comparing)
            self.comparing.show_versions(self._versions, old_id, new_id)
            self.comparing.new.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_copy(self, version_id: str) -> None:
        """Show how a version reads on the young person's own copy."""
        self._open_id = version_id
        asked = (self._who, version_id)

        def show(found: Copy) -> None:
            version, parts, goals = found
            if asked == (self._who, self._open_id) and version is not None:
                self.copy.show_copy(version, parts, goals, self._name)
                self.stack.setCurrentWidget(self.copy)
                self.copy.back.setFocus(Qt.FocusReason.OtherFocusReason)

        tasks.query(self, self.tools.plans.copy_for_them, *asked).done(show).start()

    def _back(self) -> None:
        self.stack.setCurrentIndex(0)
        if self.rows and self._open_id in self.rows:
            if self.paper.isHidden():
                self.open_version(self._open_id)
            self.rows[self._open_id].setFocus(Qt.FocusReason.OtherFocusReason)

    # -- room -----------------------------------------------------------------------------------------

    def _is_narrow(self) -> bool:
        return theme.room(self) < NARROW

    def _fit(self) -> None:
        narrow, reading = self._is_narrow(), bool(self._open_id)
        self.left.setVisible(not (narrow and reading))
        self.scroll.setVisible(not narrow or reading)
        self.back_button.setVisible(narrow)
        side = 16 if narrow else 24
        if narrow or not self._versions:
            self.left.setMinimumWidth(0)
            self.left.setMaximumWidth(16777215)
        else:
            self.left.setFixedWidth(theme.px(LIST_WIDTH) + 32)
        self.scroll.setVisible(bool(self._versions) and (not narrow or reading))
        self.left.column.setContentsMargins(side, 0, side if narrow else 8, 16)
        self.scroll.column.setContentsMargins(side if narrow else 8, 0, side, 16)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show list and paper side by side, or one of them."""
        super().resizeEvent(event)
        self._fit()
