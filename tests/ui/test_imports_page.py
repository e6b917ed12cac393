"""Bringing in a list at the window: from Settings to the file, its columns, what would come of it, and back again."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.imports import ImportBatch, ImportKind
from securecare_desktop.domain.messages import Changed
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.staff import Role
from securecare_desktop.services.bundle import Services
from securecare_desktop.services.imports import Brought, ImportRequest, ImportsService, Progress
from securecare_desktop.services.preferences import PreferencesService
from securecare_desktop.ui import notify, tasks, theme
from securecare_desktop.ui.admin.settings_page import SettingsPage
from securecare_desktop.ui.imports.page import ImportsPage
from securecare_desktop.ui.page import Place
from securecare_desktop.ui.screens import Screens
from tests.support.house import KAI, House

GOOD = "Date,Time,Who,Type,Blue\n12/03/2026,14:00,Nan,Visit,a\n13/03/2026,15:00,Nan,Phone call,b\n"
BAD = "Date,Time,Who,Type\n12/03/2026,14:00,Nan,Visit\n31/02/2026,14:00,Nan,banana\n"


@pytest.fixture
def services(house: House) -> Services:
    return house.signed_in(Role.SHIFT_LEAD)


@pytest.fixture
def page(services: Services, qtbot: QtBot, tmp_path: Path, inline_tasks: None) -> ImportsPage:
    return opened(services.imports, qtbot, tmp_path)


def opened(imports: object, qtbot: QtBot, tmp_path: Path) -> ImportsPage:
    made = ImportsPage(imports, ask=lambda _parent, chosen: chosen(tmp_path / "calls.csv"))  # type: ignore[arg-type]
    tasks.hub().changed.connect(made.hear)
    qtbot.addWidget(made)
    made.resize(1174, 700)
    made.show()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def choose(page: ImportsPage, tmp_path: Path, text: str, who: str = KAI) -> None:
    """Choose a file of Kai's."""
    (tmp_path / "calls.csv").write_text(text, "utf-8")
    page.choose_button.click()
    page.whose.set_values({"whose": who})


def rows(page: ImportsPage) -> list[tuple[str, ...]]:
    proxy = page.report.table.proxy
    return [
        tuple(str(proxy.index(row, at).data()) for at in range(proxy.columnCount()))
        for row in range(proxy.rowCount())
    ]


def test_settings_lead_there_for_those_who_run_the_unit_alone(
    house: House, qtbot: QtBot, tmp_path: Path, inline_tasks: None
) -> None:
    for role, leads in ((Role.SHIFT_LEAD, True), (Role.UNIT_MANAGER, True), (Role.RESIDENTIAL_WORKER, False)):
        services = house.signed_in(role)
        gone: list[Place] = []
        screens = Screens(
            services,
            PreferencesService(tmp_path / "settings.json"),
            services.session.actor,
            gone.append,
            lambda _n: None,
        )
        settings = screens.page("settings")
        assert isinstance(settings, SettingsPage)
        qtbot.addWidget(settings)
        assert (settings.bring_in is not None) is leads
        if settings.bring_in is not None:
            settings.bring_in.click()
            assert gone == [Place("imports")]
            made = screens.page("imports")
            assert isinstance(made, ImportsPage)
            qtbot.addWidget(made)
        services.session.lock()


def test_a_list_is_matched_looked_through_brought_in_and_taken_back(
    page: ImportsPage, services: Services, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(page, tmp_path, GOOD)
    assert page.columns.columns() == {"Date": "day", "Time": "time", "Who": "who", "Type": "kind"}
    assert "12/03/2026 · 13/03/2026" in words(page.columns)
    page.try_button.click()
    assert "2 rows can be brought in." in words(page.report)
    assert rows(page)[0][:4] == ("2", "Will be added", "Kai", "Visit: Nan, Thu 12 Mar 2026, 14:00")
    assert page.report.bring_in_button.hasFocus()
    page.report.bring_in_button.click()
    assert "2 records were brought in." in words(page)
    assert not page.report.isVisible()
    qtbot.waitUntil(lambda: "calls.csv" in words(page.earlier))
    with services.session.reading(Action.READ_RECORDS, KAI) as work:
        assert work.occasions.count(young_person_id=KAI) == 3
    with notify.recorded() as said:
        next(iter(page.earlier.buttons.values())).click()
        assert said.asked
    page._take_back(services.imports.earlier()[0].batch.id)  # what "Take back" in the question does
    assert "The list was taken back." in words(page)
    qtbot.waitUntil(lambda: "Taken back" in words(page.earlier))
    with services.session.reading(Action.READ_RECORDS, KAI) as work:
        assert work.occasions.count(young_person_id=KAI) == 1


def test_what_has_to_be_put_right_stands_alone_and_is_said_in_full(page: ImportsPage, tmp_path: Path) -> None:
    choose(page, tmp_path, BAD)
    page.try_button.click()
    assert "1 row has to be put right before anything is brought in." in words(page.report)
    assert [row[0] for row in rows(page)] == ["3"]
    assert not page.report.bring_in_button.isVisible()
    assert page.report.table.hasFocus()
    assert "Date: There is no “31/02/2026”." in page.report.detail.text()
    page.report.only_problems.setChecked(False)
    assert [row[0] for row in rows(page)] == ["2", "3"]


def test_another_match_of_a_column_asks_for_another_look(page: ImportsPage, tmp_path: Path) -> None:
    choose(page, tmp_path, GOOD)
    page.try_button.click()
    assert page.report.isVisible()
    assert page.columns.form is not None
    editor = page.columns.form.editor("c4")
    editor.set_value("ending")
    editor.changed.emit()
    assert not page.report.isVisible()
    assert page.columns.columns()["Blue"] == "ending"


def test_a_column_that_is_missing_is_said_at_the_head_of_the_page(page: ImportsPage, tmp_path: Path) -> None:
    choose(page, tmp_path, "Date,Blue\n1/3/26,x\n", who="")
    page.try_button.click()
    assert "Choose the column for “Who with”." in words(page)
    assert "which young person" in words(page)
    assert not page.report.isVisible()


def test_a_file_that_is_no_list_says_so_and_what_to_do(page: ImportsPage, tmp_path: Path) -> None:
    choose(page, tmp_path, "")
    assert "This file is empty." in words(page)
    assert not page.columns.isVisible()
    assert not page.try_row.isVisible()


def test_the_whole_of_it_goes_with_the_keyboard(page: ImportsPage, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "calls.csv").write_text(GOOD, "utf-8")
    page.choose_button.setFocus()
    qtbot.keyClick(page.choose_button, Qt.Key.Key_Return)
    assert page.columns.form is not None
    assert page.columns.form.isAncestorOf(QApplication.focusWidget())
    page.whose.set_values({"whose": KAI})
    for _tab in range(8):
        if page.try_button.hasFocus():
            break
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert page.try_button.hasFocus()
    qtbot.keyClick(page.try_button, Qt.Key.Key_Return)
    qtbot.keyClick(page.report.bring_in_button, Qt.Key.Key_Return)
    assert "2 records were brought in." in words(page)


@pytest.mark.parametrize("size", [100, 200])
def test_nothing_is_wider_than_the_window(page: ImportsPage, tmp_path: Path, size: int) -> None:
    theme.use("dark", size)
    page.resize(900, 700)
    choose(page, tmp_path, BAD)
    page.try_button.click()
    assert page.scroll.widget().minimumSizeHint().width() <= 900


class Halting(ImportsService):
    """Stands still half way, until the test lets it go on."""

    def __init__(self, services: Services) -> None:
        super().__init__(services.session)
        self.half_way, self.go_on = threading.Event(), threading.Event()

    def bring_in(self, request: ImportRequest, progress: Progress | None = None) -> Brought:
        assert progress is not None
        progress(40, 100)
        self.half_way.set()
        assert self.go_on.wait(60)
        progress(60, 100)
        batch = ImportBatch(unit_id="", kind=ImportKind.OCCASIONS, file_name=request.file.name, rows=2)
        return Brought(batch, Changed(frozenset()))


def test_it_shows_how_far_it_is_and_cancel_leaves_everything_as_it_was(
    services: Services, qtbot: QtBot, tmp_path: Path
) -> None:
    halting = Halting(services)
    page = opened(halting, qtbot, tmp_path)
    choose(page, tmp_path, GOOD)
    qtbot.waitUntil(page.columns.isVisible)
    page.whose.set_values({"whose": KAI})
    page.try_button.click()
    qtbot.waitUntil(page.report.isVisible)
    with notify.recorded() as said:
        page.report.bring_in_button.click()
        assert halting.half_way.wait(60)
        qtbot.waitUntil(lambda: page.work.percent.text() == "40 %")
        assert page.work.isVisible()
        assert page.work.stop_button.hasFocus()
        qtbot.mouseClick(page.work.stop_button, Qt.MouseButton.LeftButton)
        halting.go_on.set()
        qtbot.waitUntil(lambda: not tasks.hub().running)
    assert ("info", "Stopped. Everything is as it was before.") in said.told
    assert not page.work.isVisible()
    assert page.report.isVisible()
