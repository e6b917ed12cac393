"""Whoever closes a sheet has the focus back on what opened it, on every page that has one and in any room."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.staff import Role
from securecare_desktop.ui.page import Page, Place
from securecare_desktop.ui.plans.page import PlanPage
from securecare_desktop.ui.plans.spot import PlanSpot
from securecare_desktop.ui.widgets.side_sheet import SideSheet
from tests.support.house import KAI, House
from tests.ui.plan_steps import a_signed_version
from tests.ui.record_pages import Tabs

pytestmark = pytest.mark.usefixtures("inline_tasks")

Opens = Callable[[Tabs], Page]


def plan(view: str) -> Opens:
    return lambda tabs: tabs.plan(Place("young_person", KAI, "plan", part=PlanSpot(view).part()))


PAGES: dict[str, Opens] = {
    **{
        f"plan {view}": plan(view)
        for view in ("sections", "goals", "if_then", "limits", "decisions", "reviews", "voice", "versions")
    },
    "overview": lambda tabs: tabs.overview(),
    "people": lambda tabs: tabs.people(),
    "family time": lambda tabs: tabs.family_time(),
    "promises": lambda tabs: tabs.promises(),
    "checklists": lambda tabs: tabs.checklists(),
}
WIDTHS = (1174, 560)


def settle() -> None:
    """Have what was laid out anew shown, and what is gone be gone."""
    QCoreApplication.sendPostedEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def says(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    return words or widget.accessibleName()


def reachable(page: Page) -> list[QAbstractButton]:
    """Return the buttons in sight that Tab reaches, outside every sheet."""
    sheets = page.findChildren(SideSheet)
    return [
        button
        for button in page.findChildren(QAbstractButton)
        if button.isVisible()
        and button.isEnabled()
        and button.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not any(sheet.isAncestorOf(button) for sheet in sheets)
    ]


def head_button(page: PlanPage) -> QAbstractButton:
    """Return what starts a new version: its own button, or the one that what can be done is folded behind."""
    found = [b for b in (page.head.buttons["start"], page.head.menu_button) if b.isVisible()]
    assert len(found) == 1
    return found[0]


def open_sheet(page: Page) -> SideSheet | None:
    return next((sheet for sheet in page.findChildren(SideSheet) if not sheet.isHidden()), None)


@pytest.mark.parametrize("named", PAGES)
def test_closing_a_sheet_gives_the_focus_back_to_what_opened_it(
    qtbot: QtBot, house: House, named: str
) -> None:
    tabs = Tabs(qtbot, house)
    if named.startswith("plan"):
        a_signed_version(tabs.services, house.signed_in(Role.UNIT_MANAGER), "Nan first.")
    page = PAGES[named](Tabs(qtbot, house))
    for width in WIDTHS:
        page.resize(width, 560)
        settle()
        lost = [lost for at in range(len(reachable(page))) if (lost := lost_by_opening(page, at))]
        assert lost == [], f"{width} px wide"


def lost_by_opening(page: Page, at: int) -> str:
    """Press a button, close the sheet that it opened, and say where the focus went instead of back."""
    found = reachable(page)
    if at >= len(found):
        return ""
    button, words = found[at], says(found[at])
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Space)
    settle()
    menu = QApplication.activePopupWidget()
    if menu is not None:
        menu.close()
        settle()
    sheet = open_sheet(page)
    if sheet is None:
        return ""
    focus = QApplication.focusWidget()
    if focus is None or not sheet.isAncestorOf(focus):
        return f"{words}: not in the sheet"
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    settle()
    now = QApplication.focusWidget()
    return (
        "" if now is not None and now.isVisible() and says(now) == words else f"{words}: {now and says(now)}"
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_what_the_head_of_the_plan_opened_gives_the_focus_back_to_the_head(
    qtbot: QtBot, house: House, width: int
) -> None:
    tabs = Tabs(qtbot, house)
    a_signed_version(tabs.services, house.signed_in(Role.UNIT_MANAGER), "Nan first.")
    page = Tabs(qtbot, house).plan()
    page.resize(width, 560)
    settle()
    start = head_button(page)
    start.setFocus(Qt.FocusReason.TabFocusReason)
    page.head.acted.emit("start")
    settle()
    assert page.sheet.isAncestorOf(QApplication.focusWidget())
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    settle()
    assert head_button(page).hasFocus()
