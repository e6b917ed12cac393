"""The Plan tab: a head with the version that is shown, a quiet row of views, one view at a time, the section editor over both.

The views are pages of their own and are built when they are first wanted; the frame alone asks for the overview.
"""

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ...core.text import _
from ...domain.drafts import UnfinishedPart
from ...domain.messages import Changed
from ...domain.plans import PlanOverview, PlanVersion
from .. import tasks, theme
from ..page import Page, Place
from ..widgets.record_sheet import RecordSheet
from ..widgets.side_sheet import SideSheet
from . import head as acts
from .head import PlanHead
from .needs import PlanTools, View
from .sections import SectionsView
from .spot import NOT_SAID, SECTIONS, VERSIONS, WRITE, PlanSpot, spot_of
from .version_acts import VersionActs
from .view_row import ViewRow

if TYPE_CHECKING:
    from .section_editor import SectionEditor

NARROW = 760

Loaded = tuple[PlanOverview, str, tuple[UnfinishedPart, ...]]
"""What the first look at the plan needs: the overview, the name used, and what the reader has begun to write."""


class PlanPage(Page):
    """The plan of one young person. `records` are the views between the sections and the versions.

    A Place's part says where in it (spot.py); "new:goal" opens a new entry in the view that has such entries.
    """

    nouns = frozenset({"plans", "plan_reviews", "frameworks"})

    def __init__(
        self, tools: PlanTools, records: tuple[View, ...] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tools = tools
        self.young_person_id = ""
        self._name = ""
        self._version_id = ""
        self._overview: PlanOverview | None = None
        self._wanted: PlanSpot | None = None
        self._section_id = ""
        self._editing = 0
        self._to_put: tuple[str, UnfinishedPart] | None = None
        self._views = {
            view.key: view
            for view in (
                View(SECTIONS, _("Sections"), self._sections_view, ("plan_part",)),
                *records,
                View(VERSIONS, _("Versions"), self._versions_view, ("plan_version",)),
                View(NOT_SAID, _("Not said yet"), self._not_said_view),
            )
        }
        self._view = SECTIONS
        self._pages: dict[str, Page] = {}
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.deck = QStackedWidget()
        outer.addWidget(self.deck, 1)
        self.deck.addWidget(self._make_main())
        self.sheet = RecordSheet(tools.drafts, tools.clock)
        self.sheet.stale.connect(self.mark_stale)
        self.sheet.opened.connect(lambda: self._only_sheet(self.sheet))
        self.sheet.closed.connect(self._fit)
        outer.addWidget(self.sheet)
        self.acts = VersionActs(self, self.sheet, tools)
        self.acts.started.connect(self._show_version)
        self.acts.signed.connect(self._show_version)
        self.acts.section_wanted.connect(self._write_in)
        self._editor: QWidget | None = None
        self._fit()

    def _make_main(self) -> QWidget:
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._top = QVBoxLayout()
        self._top.setSpacing(8)
        self.head = PlanHead(self._tools)
        self.head.acted.connect(self._act)
        self._top.addWidget(self.head)
        self.view_row = ViewRow(tuple((view.key, view.title) for view in self._views.values()))
        self.view_row.chosen.connect(self._choose)
        self._top.addWidget(self.view_row)
        column.addLayout(self._top)
        self.stack = QStackedWidget()
        column.addWidget(self.stack, 1)
        return main

    # -- the page -------------------------------------------------------------------------------------

    def open_place(self, place: Place) -> None:
        """Show the plan of a young person, in the view and at the section or record that the place names."""
        if place.young_person_id != self.young_person_id:
            self.sheet.close_sheet()
            self._leave_editor()
            self.young_person_id, self._name, self._overview = place.young_person_id, "", None
            self._version_id, self._view = "", SECTIONS
            self.head.forget()
            self.sections.forget()
        spot = spot_of(place.part, self._views.values())
        self._version_id = spot.version_id if spot.view else self._version_id
        self._wanted = spot
        self._section_id = place.record_id if spot.view in ("", SECTIONS) else ""
        inside = spot.inside.partition(":")[0] if spot.view == SECTIONS else spot.inside
        self._show_view(spot.view or self._view, replace(place, part=inside))
        self.mark_stale()

    def here(self, place: Place) -> Place:
        """Return the place of the view, of what is open in it, and of the sheet or editor over it."""
        at = self._page(self._view).here(replace(place, part="", record_id=""))
        inside = at.part
        if self._view == SECTIONS and self._editing:
            inside = f"{self._editing}:{WRITE}"
        doing, version_id = "", self._version_id
        if not self.sheet.isHidden():
            version_id, doing = self.sheet.leads_to()
            doing = doing or acts.SHARE
        return replace(at, part=PlanSpot(self._view, inside, version_id, doing).part())

    def reload(self) -> None:
        """Fetch the overview anew: all that the first look at the plan needs."""
        if not self.young_person_id:
            return
        asked, name = (self.young_person_id, self._version_id), self._name

        def load() -> Loaded:
            tools = self._tools
            overview = tools.plans.overview(*asked)
            return overview, name or tools.name_of(asked[0]), tools.drafts.unfinished(asked[0])

        tasks.query(self, load).done(lambda found: self._show(asked, *found)).start()

    def hear(self, changed: Changed) -> None:
        """Become stale, and hand it on to the views that were built."""
        super().hear(changed)
        for page in self._pages.values():
            page.hear(changed)

    def keep_drafts(self) -> None:
        """Keep what is typed in the editor, in the sheet and in any view."""
        if self._editor is not None:
            self.editor.keep_drafts()
        self.sheet.keep_draft_now()
        for page in self._pages.values():
            page.keep_drafts()

    def save_now(self) -> None:
        """Save the section that is being written (Ctrl S)."""
        if self._editing:
            self.editor.save()

    def _show(
        self, asked: tuple[str, str], overview: PlanOverview, name: str, begun: tuple[UnfinishedPart, ...]
    ) -> None:
        if asked != (self.young_person_id, self._version_id):
            return  # an answer about somebody or something that is no longer on the page
        started = self.acts.take_started()
        if started and started != self._version_id:
            self._show_version_id(started)
            return
        self._overview, self._name = overview, name
        self.head.show_overview(overview, name)
        self.sections.show_overview(overview, name, begun)
        for page in self._pages.values():
            self._tell_version(page)
        self._fit()
        self._order_focus()
        self._go_to_wanted(overview)
        if self.sheet.withholder is not None:  # after what is looked at first
            self.sheet.withholder.missing(self, asked[0], ("plans",), self.sections.missing)

    def _order_focus(self) -> None:
        """Have Tab go from the head to the views and on to what is read; some of it was made just now."""
        head, row, sections = self.head, self.view_row, self.sections
        stops = (
            *head.buttons.values(),
            head.menu_button,
            head.newer.link,
            *row.segments.buttons(),
            row.before,
            row.combo,
            row.after,
            *sections.list.rows.values(),
            sections.combo,
            sections.button,
        )
        there = [stop for stop in stops if stop is not None]
        for first, second in pairwise(there):
            QWidget.setTabOrder(first, second)

    def _go_to_wanted(self, overview: PlanOverview) -> None:
        spot, self._wanted = self._wanted, None
        shown = overview.shown
        if spot is None or shown is None:
            return
        if self._section_id and not self.sections.show_part(self._section_id):
            self._look_for(self._section_id)
        self._section_id = ""
        section, _colon, what = spot.inside.partition(":")
        if spot.view == SECTIONS and what == WRITE and section.isdigit():
            self.write(int(section))
        if spot.doing:
            self._do(spot.doing, shown)

    def _look_for(self, part_id: str) -> None:
        """Show the version in which a section stands that is not in the one that is shown."""
        plans, asked = self._tools.plans, self.young_person_id

        def find() -> tuple[str, int]:
            for version in plans.versions(asked):
                for part in plans.overview(asked, version.id).parts:
                    if part.id == part_id:
                        return version.id, part.section
            return "", 0

        def show(found: tuple[str, int]) -> None:
            if found[0] and asked == self.young_person_id:
                self.sections.show_section(found[1])
                self._show_version_id(found[0])

        tasks.query(self, find).done(show).start()

    # -- views ----------------------------------------------------------------------------------------

    @property
    def sections(self) -> SectionsView:
        """The view that is there from the start."""
        page = self._page(SECTIONS)
        assert isinstance(page, SectionsView)
        return page

    def view(self, key: str) -> Page:
        """Return the page of a view, built now if it was never wanted before."""
        return self._page(key)

    def current_view(self) -> str:
        """Return the key of the view that is shown."""
        return self._view

    def _choose(self, key: str) -> None:
        """Go to another view through the window, so that drafts are kept and it knows where one is."""
        part = PlanSpot(key, version_id=self._version_id).part()
        self.go.emit(Place("young_person", self.young_person_id, "plan", part=part))

    def _show_view(self, key: str, place: Place) -> None:
        self._leave_editor()
        if key != self._view:
            self.sheet.close_sheet()
        self._view = key
        self.view_row.show_view(key)
        page = self._page(key)
        self._tell_version(page)
        page.open_place(place)
        focused = QApplication.focusWidget()
        if (
            page is not self.stack.currentWidget()
            and focused is not None
            and self.stack.isAncestorOf(focused)
        ):
            self.view_row.focus_current()  # what has it goes out of sight
        self.stack.setCurrentWidget(page)
        self._fit()

    def _page(self, key: str) -> Page:
        if key not in self._pages:
            page = self._views[key].factory()
            page.go.connect(self.go)
            for sheet in page.findChildren(SideSheet):
                sheet.opened.connect(lambda sheet=sheet: self._only_sheet(sheet))
            self._pages[key] = page
            self.stack.addWidget(page)
        return self._pages[key]

    def _tell_version(self, page: Page) -> None:
        """Tell a view whose plan this is and which version is read, where it wants to know."""
        show_plan = getattr(page, "show_plan", None)
        if callable(show_plan):
            shown = self._overview.shown if self._overview is not None else None
            show_plan(shown, self._name)

    def _only_sheet(self, opened: SideSheet) -> None:
        """Have one sheet open at a time."""
        for sheet in self.findChildren(SideSheet):
            if sheet is not opened:
                sheet.close_sheet()
        self._fit()

    def _sections_view(self) -> Page:
        made = SectionsView(self._tools)
        made.write_wanted.connect(self.write)
        made.start_wanted.connect(lambda: self._act(acts.START))
        made.newer_wanted.connect(self._write_in_newer)
        made.put_wanted.connect(self._put_in_newer)
        made.draft_dropped.connect(self._ask_unfinished)
        return made

    def _versions_view(self) -> Page:
        from .versions import VersionsView

        made = VersionsView(self._tools)
        made.act_wanted.connect(self._do)
        return made

    def _not_said_view(self) -> Page:
        from .not_said import NotSaidView

        made = NotSaidView(self._tools)
        made.open_section.connect(self._open_section)
        return made

    # -- what can be done -----------------------------------------------------------------------------

    def _act(self, key: str) -> None:
        """Do what a button of the head says."""
        overview = self._overview
        if overview is None:
            return
        if key == acts.SHOW_NEWER and overview.being_written is not None:
            self._show_version(overview.being_written)
        elif key == acts.SHOW_COUNTING:
            self._show_version_id("")
        elif key == acts.COMPARE:
            part = PlanSpot(VERSIONS, key, self._version_id).part()
            self.go.emit(Place("young_person", self.young_person_id, "plan", part=part))
        elif key == acts.PRINT and overview.shown is not None:
            to_print = Place("packs", self.young_person_id, record_id=overview.shown.id, part="new:plan")
            self.go.emit(to_print)
        else:
            self._do(key, overview.counting if key == acts.START else overview.shown)

    def _do(self, key: str, version: PlanVersion | None) -> None:
        self.acts.do(key, version, self.young_person_id, self._name, self.head)

    def _show_version(self, version: PlanVersion) -> None:
        """Show this version: the one that counts is shown by itself."""
        self._show_version_id(version.id)

    def _show_version_id(self, version_id: str) -> None:
        self._version_id = version_id
        self.mark_stale()

    # -- writing --------------------------------------------------------------------------------------

    @property
    def editor(self) -> "SectionEditor":
        """The editor of a section, made when it is first wanted."""
        from .section_editor import SectionEditor

        if self._editor is None:
            made = SectionEditor(self._tools)
            made.closed.connect(self._editor_closed)
            made.start_wanted.connect(lambda: self._act(acts.START))
            made.draft_gone.connect(self._ask_unfinished)
            self.deck.addWidget(made)
            self._tools.dress(made)
            self._editor = made
        assert isinstance(self._editor, SectionEditor)
        return self._editor

    def write(self, section: int) -> None:
        """Open a section of the version that is shown in its editor."""
        overview = self._overview
        if overview is None or overview.shown is None:
            return
        self.sections.show_section(section)
        self.sheet.close_sheet()
        self._editing = section
        self.deck.setCurrentWidget(self.editor)
        self.editor.open_section(overview.shown, self.sections.part(section), section, self._name)
        to_put, self._to_put = self._to_put, None
        if to_put is not None and (to_put[0], to_put[1].section) == (overview.shown.id, section):
            self.editor.put_in(to_put[1])

    def _write_in_newer(self, section: int) -> None:
        """Open a section of the version that is being written in its editor."""
        newer = self._overview.being_written if self._overview is not None else None
        if newer is not None:
            self._write_in(section, newer.id)

    def _write_in(self, section: int, version_id: str) -> None:
        """Open a section of this version in its editor."""
        part = PlanSpot(SECTIONS, f"{section}:{WRITE}", version_id).part()
        self.go.emit(Place("young_person", self.young_person_id, "plan", part=part))

    def _put_in_newer(self, begun: UnfinishedPart) -> None:
        """Open a section of the version that is being written, with the words in it that were typed in another one."""
        newer = self._overview.being_written if self._overview is not None else None
        if newer is not None:
            self._to_put = (newer.id, begun)
            self._write_in_newer(begun.section)

    def _ask_unfinished(self) -> None:
        """Ask which sections have words that are not saved, as that has changed."""
        asked = self.young_person_id

        def show(found: tuple[UnfinishedPart, ...]) -> None:
            if asked == self.young_person_id:
                self.sections.show_unfinished(found)

        if asked:
            tasks.query(self, self._tools.drafts.unfinished, asked).done(show).start()

    def _open_section(self, section: int) -> None:
        part = PlanSpot(SECTIONS, str(section), self._version_id).part()
        self.go.emit(Place("young_person", self.young_person_id, "plan", part=part))

    def _leave_editor(self) -> None:
        if self._editing:
            self.editor.leave()
            self._editor_closed()

    def _editor_closed(self) -> None:
        self._editing = 0
        self._ask_unfinished()
        self.deck.setCurrentIndex(0)
        self.sections.button.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- room -----------------------------------------------------------------------------------------

    def _fit(self) -> None:
        """Give head, views and sheet their room; with little of it the sheet takes the place of the rest."""
        narrow, sheet_open = theme.room(self) < NARROW, not self.sheet.isHidden()
        self.sheet.stand_beside(self, self.deck, narrow=narrow)
        side = 16 if narrow else 24
        self._top.setContentsMargins(side, 6 if narrow else 10, side, 8)
        room = self.width() - (self.sheet.width() if sheet_open else 0) - 2 * side
        compact = room < theme.px(NARROW)
        self.head.fit(narrow=compact)
        place = self.head.slot if narrow else self._top  # beside the version where every line counts
        if place.indexOf(self.view_row) < 0:
            place.addWidget(self.view_row)
        self.view_row.fit(room // 2 if narrow else room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give every part its place in the new room."""
        super().resizeEvent(event)
        self._fit()
