"""Opens the tabs of a young person over a real store, and does in them what a person does."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.staff import Role
from securecare_desktop.ui import tasks
from securecare_desktop.ui.checklists.page import ChecklistsPage
from securecare_desktop.ui.clocks.page import ClocksPage
from securecare_desktop.ui.family_time.page import FamilyTimePage
from securecare_desktop.ui.page import Page, Place
from securecare_desktop.ui.people.page import PeoplePage
from securecare_desktop.ui.plans.held import held_lists
from securecare_desktop.ui.plans.needs import PlanTools
from securecare_desktop.ui.plans.page import PlanPage
from securecare_desktop.ui.plans.views import record_views
from securecare_desktop.ui.promises.page import PromisesPage
from securecare_desktop.ui.stays.page import StayPage
from securecare_desktop.ui.widgets.editors import ChoiceEditor, SegmentsEditor
from securecare_desktop.ui.widgets.form import Form
from securecare_desktop.ui.widgets.records import Offer, RecordSheet, RecordsPage
from securecare_desktop.ui.widgets.signing import Signing
from securecare_desktop.ui.young_people.overview import OverviewPage
from tests.support.house import KAI, House

P = TypeVar("P", bound=Page)


class Later:
    """Runs what is submitted when the test says so."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []
        self._holds = True

    def submit(self, fn: Callable[[], None], /) -> "Future[None]":
        if self._holds:
            self.waiting.append(fn)
        else:
            fn()
        return Future()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Nothing is left to end."""

    def run(self) -> None:
        """Run what has come so far."""
        waiting, self.waiting = self.waiting, []
        for fn in waiting:
            fn()

    def run_all(self) -> None:
        """Run what has come so far and what comes of it, in its order; from now on whatever comes runs at once."""
        while self.waiting:
            self.waiting.pop(0)()
        self._holds = False


@contextmanager
def meanwhile() -> Iterator[None]:
    """Have what is asked of the store take as long as this lasts; then it is done, and all else at once again."""
    later = Later()
    tasks.use(later, later)
    yield
    later.run_all()


class Tabs:
    """The tabs over one signed-in person's services."""

    def __init__(self, qtbot: QtBot, house: House, role: Role = Role.SHIFT_LEAD) -> None:
        self._qtbot = qtbot
        self.services = house.signed_in(role)

    def me(self) -> str:
        """Return the name of whoever is signed in."""
        return self.services.session.actor.name

    def signing(self) -> Signing:
        """Return what the window hands to the screens of signed entries."""
        session = self.services.session
        return Signing(self.services.signatures, session.actor.id, may_sign=session.may(Action.SIGN_ENTRIES))

    def overview(self, place: Place | None = None) -> OverviewPage:
        """Show the overview."""
        services = self.services
        return self.show(
            OverviewPage(
                services.young_people,
                services.drafts,
                services.session.clock,
                self.me,
                services.session.may,
                self.signing(),
            ),
            place or Place("young_person", KAI, "overview"),
        )

    def people(self, place: Place | None = None) -> PeoplePage:
        """Show the people."""
        services = self.services
        return self.show(
            PeoplePage(
                services.people,
                services.people_map,
                services.staff,
                services.drafts,
                services.session.clock,
                services.session.may,
            ),
            place or Place("young_person", KAI, "people"),
        )

    def plan(self, place: Place | None = None) -> PlanPage:
        """Show the plan."""
        services, session = self.services, self.services.session
        tools = PlanTools(
            services.plans,
            services.frameworks,
            services.drafts,
            session.clock,
            session.may,
            self.signing(),
            name_of=lambda young_person_id: services.young_people.get(young_person_id).name_used,
            me=self.me,
            held=held_lists(
                services.plans,
                services.limits,
                services.arrangements,
                services.people,
                services.packs,
                session.clock,
            ),
            prints=session.may(Action.ISSUE_PACK),
        )
        views = record_views(
            tools,
            services.plans,
            services.actions,
            services.plan_reviews,
            services.staff,
            services.communication_aids,
            services.language,
        )
        page = PlanPage(tools, views)
        page.go.connect(lambda to: page.open_place(to) if to.tab == "plan" else None)
        return self.show(page, place or Place("young_person", KAI, "plan"))

    def family_time(
        self, place: Place | None = None, view: str = "list", width: int = 1174
    ) -> FamilyTimePage:
        """Show family time, as a list or as a month."""
        services = self.services
        page = FamilyTimePage(
            services.family_time,
            services.family_calendar,
            services.arrangements,
            services.limits,
            services.family_engagement,
            services.people,
            services.staff,
            services.drafts,
            services.session.clock,
            self.me,
            services.session.may,
            self.signing(),
            sharing=services.family_sharing,
        )
        page.show_view(view)
        return self.show(page, place or Place("young_person", KAI, "family_time"), width)

    def promises(self, place: Place | None = None) -> PromisesPage:
        """Show promises, what there is to do, and own words."""
        services = self.services
        return self.show(
            PromisesPage(
                services.promises,
                services.actions,
                services.own_words,
                services.staff,
                services.drafts,
                services.session.clock,
                self.me,
                services.session.may,
                self.signing(),
            ),
            place or Place("young_person", KAI, "promises"),
        )

    def checklists(self, place: Place | None = None) -> ChecklistsPage:
        """Show the checklists."""
        services = self.services
        return self.show(
            ChecklistsPage(
                services.checklists,
                services.staff,
                services.worker_changes,
                services.drafts,
                services.session.clock,
                services.session.may,
                lambda: services.session.actor.name,
                evidence=services.evidence,
                files=services.attachments,
                leads_to=lambda kind, record_id, who: Place("young_person", who, kind, record_id),
            ),
            place or Place("young_person", KAI, "checklists"),
        )

    def clocks(self, place: Place | None = None, width: int = 1174) -> ClocksPage:
        """Show the time limits."""
        services = self.services
        return self.show(
            ClocksPage(
                services.clocks,
                lambda _who: tuple(Offer(s.id, s.name) for s in services.staff.list()),
                services.drafts,
                services.session.clock,
                services.session.may,
                evidence=services.evidence,
                files=services.attachments,
            ),
            place or Place("young_person", KAI, "clocks"),
            width,
        )

    def stay(self, place: Place | None = None, width: int = 1174) -> StayPage:
        """Show the stay."""
        services = self.services
        return self.show(
            StayPage(
                services.stays,
                services.people,
                services.staff,
                services.drafts,
                services.session.clock,
                self.me,
                services.session.may,
                self.signing(),
            ),
            place or Place("young_person", KAI, "stay"),
            width,
        )

    def show(self, page: P, place: Place, width: int = 1174) -> P:
        """Show a page as the window does, connected to what writes have changed."""
        self._qtbot.addWidget(page)
        tasks.hub().changed.connect(page.hear)
        page.resize(width, 560)
        page.open_place(place)
        page.show()
        page.activateWindow()
        self._qtbot.waitUntil(page.isActiveWindow)
        return page


def form_of(page: RecordsPage | OverviewPage | ChecklistsPage | ClocksPage | StayPage) -> Form:
    """Return the form in the sheet."""
    assert not page.sheet.isHidden()
    assert page.sheet.form is not None
    return page.sheet.form


def type_into(form: Form, name: str, text: str) -> None:
    """Type into a field, in place of what stands there."""
    target = form.editor(name).focus_target()
    target.setFocus()
    QTest.keyClick(target, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(target, Qt.Key.Key_Delete)
    QTest.keyClicks(target, text)
    line_end = getattr(target, "completer", lambda: None)()
    if line_end is not None:
        line_end.popup().hide()


def choose(form: Form, name: str, words: str) -> None:
    """Choose one of several, by the words a person reads."""
    editor = form.editor(name)
    if isinstance(editor, SegmentsEditor):
        next(b for b in editor.segments.buttons() if b.text() == words).click()
        return
    assert isinstance(editor, ChoiceEditor)
    at = editor.combo.findText(words)
    assert at >= 0, words
    editor.combo.setCurrentIndex(at)
    editor.combo.activated.emit(at)


def offered(form: Form, name: str) -> list[str]:
    """Return what a drop-down offers."""
    editor = form.editor(name)
    assert isinstance(editor, ChoiceEditor)
    return [editor.combo.itemText(at) for at in range(1, editor.combo.count())]


def save(sheet: RecordSheet) -> None:
    """Press the button of the sheet that saves, without signing."""
    assert sheet.foot is not None
    others = ("Close", "Save and sign")
    saves = next(b for b in sheet.foot.findChildren(QPushButton) if b.text() not in others)
    QTest.mouseClick(saves, Qt.MouseButton.LeftButton)


def rows(page: RecordsPage, entry: str) -> list[list[str]]:
    """Return the table of one kind as it is read, row by row."""
    table = page.cards[entry].list
    proxy = table.proxy
    return [
        [str(proxy.index(row, column).data() or "") for column in range(proxy.columnCount())]
        for row in range(proxy.rowCount())
    ]


def buttons(widget: QWidget) -> list[str]:
    """Return the words of all buttons in sight."""
    return [b.text() for b in widget.findChildren(QPushButton) if b.isVisibleTo(widget) and b.text()]


def focused() -> QWidget | None:
    """Return what has the focus."""
    return QApplication.focusWidget()
