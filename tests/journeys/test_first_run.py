"""From an empty folder to Today by the window alone, and the first colleague after that."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from securecare_desktop.core.clock import FixedClock
from securecare_desktop.core.errors import SignInRefused
from securecare_desktop.domain.staff import Jurisdiction, Role
from securecare_desktop.security.keyslots import Keyring
from securecare_desktop.services.bundle import Services, build_services
from securecare_desktop.services.stores import NewStore
from securecare_desktop.ui.admin.staff_page import StaffPage
from securecare_desktop.ui.first_run.page import FirstRun
from securecare_desktop.ui.main_window import MainWindow
from securecare_desktop.ui.sign_in.own_password import OwnPassword
from securecare_desktop.ui.sign_in.page import SignIn
from securecare_desktop.ui.sign_in.recover import Recover
from tests.journeys.conftest import Opens
from tests.support.house import let_keys_be_cheap

PASSWORD = "three red kites fly"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "records"


@pytest.fixture
def services(monkeypatch: pytest.MonkeyPatch) -> Services:
    let_keys_be_cheap(monkeypatch)
    return build_services(FixedClock(datetime(2026, 5, 14, 8, 42, tzinfo=UTC)))


@pytest.fixture
def window(open_window: Opens, services: Services, folder: Path) -> MainWindow:
    return open_window(services, folder)


def assistant(window: MainWindow) -> FirstRun:
    assert isinstance(window.face, FirstRun)
    return window.face


def write(page: FirstRun, name: str, text: str, qtbot: QtBot) -> None:
    line = page.form.editor(name).inputs()[0]
    assert isinstance(line, QLineEdit)
    qtbot.keyClicks(line, text)


def fill_in(page: FirstRun, qtbot: QtBot, password: str = PASSWORD, again: str = PASSWORD) -> None:
    write(page, "unit_name", "Rowan", qtbot)
    write(page, "house_name", "Brackenfield House", qtbot)
    qtbot.mouseClick(page.form.editor("jurisdiction").inputs()[0], Qt.MouseButton.LeftButton)
    write(page, "manager_name", "Graham Pell", qtbot)
    write(page, "password", password, qtbot)
    write(page, "again", again, qtbot)


def make_store(window: MainWindow, qtbot: QtBot) -> str:
    """Go through the assistant; return the recovery key that was shown."""
    page = assistant(window)
    fill_in(page, qtbot)
    qtbot.mouseClick(page.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.key_page is not None)
    assert page.key_page is not None
    shown = page.key_page.key.text()
    page.key_page.in_safe.setFocus()
    qtbot.keyClick(page.key_page.in_safe, Qt.Key.Key_Space)
    qtbot.waitUntil(page.key_page.button.isEnabled)
    page.key_page.button.setFocus()
    qtbot.keyClick(page.key_page.button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.desk is not None and window.desk.welcome is not None)
    return shown


def test_from_an_empty_folder_to_today_and_the_recovery_key_opens_the_store(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    shown = make_store(window, qtbot)
    assert window.desk is not None
    assert window.desk.rail.items["today"].isChecked()
    assert window.desk.welcome is not None
    qtbot.waitUntil(window.desk.welcome.add_young_person.isVisible)
    assert len(Keyring.read(folder).unlock_with_recovery_key(shown)) == 32


def test_the_page_for_the_safe_has_the_key_on_it(services: Services, folder: Path) -> None:
    wanted = NewStore(
        unit_name="Rowan",
        house_name="Brackenfield House",
        jurisdiction=Jurisdiction.SCOTLAND,
        manager_name="Graham Pell",
        password=PASSWORD,
    )
    made = services.stores.create(folder, wanted)
    page = (
        PdfReader(BytesIO(services.stores.recovery_page(made.unit.name, made.recovery_key)))
        .pages[0]
        .extract_text()
    )
    services.session.lock()
    assert made.recovery_key in "".join(page.split())
    assert "Rowan" in page


def test_the_recovery_key_has_to_be_in_the_safe_before_one_can_go_on(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = assistant(window)
    fill_in(page, qtbot)
    qtbot.mouseClick(page.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.key_page is not None)
    assert page.key_page is not None
    qtbot.mouseClick(page.key_page.button, Qt.MouseButton.LeftButton)
    assert window.desk is None
    assert not page.key_page.button.isEnabled()


@pytest.mark.parametrize(
    ("password", "again", "field", "sentence"),
    [
        ("too short", "too short", "password", "Choose at least 12 characters."),
        ("graham is the boss", "graham is the boss", "password", "Leave your own name out of it"),
        (PASSWORD, "three red kites flew", "again", "The two passwords differ."),
    ],
)
def test_a_password_that_will_not_do_is_said_at_its_field_and_nothing_is_made(
    window: MainWindow, folder: Path, qtbot: QtBot, password: str, again: str, field: str, sentence: str
) -> None:
    page = assistant(window)
    fill_in(page, qtbot, password, again)
    qtbot.mouseClick(page.button, Qt.MouseButton.LeftButton)
    assert page.form.row(field).error.startswith(sentence)
    assert page.key_page is None
    assert not folder.exists()


def test_a_new_colleague_can_sign_in_after_the_manager_has_locked(
    window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    make_store(window, qtbot)
    assert window.desk is not None
    assert window.desk.welcome is not None
    qtbot.mouseClick(window.desk.welcome.add_staff, Qt.MouseButton.LeftButton)
    page = window.desk.screens.page("staff")
    assert isinstance(page, StaffPage)
    qtbot.waitUntil(lambda: page.form is not None)
    form = page.form
    assert form is not None
    qtbot.keyClicks(form.editor("name").inputs()[0], "Denise Okafor")
    form.editor("role").set_value(Role.SHIFT_LEAD.value)
    qtbot.mouseClick(page.save_button, Qt.MouseButton.LeftButton)

    def shown() -> list[str]:
        labels = window.findChildren(QLabel)
        return [one.text() for one in labels if one.isVisible() and one.property("role") == "one-time"]

    qtbot.waitUntil(lambda: bool(shown()))
    (one_time,) = shown()
    qtbot.waitUntil(lambda: len(page.table.model().sourceModel().rows()) == 2)
    window.switch()
    qtbot.waitUntil(lambda: isinstance(window.face, SignIn) and bool(window.face.people.tiles))
    sign_in = window.face
    assert isinstance(sign_in, SignIn)
    qtbot.keyClicks(sign_in.filter, "denise")
    qtbot.keyClick(sign_in.filter, Qt.Key.Key_Return)
    qtbot.keyClicks(sign_in.password.line, one_time)
    qtbot.keyClick(sign_in.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(window.face, OwnPassword))
    own = window.face
    assert isinstance(own, OwnPassword)
    for name, text in (("password", "violet kettle harbour"), ("again", "violet kettle harbour")):
        qtbot.keyClicks(own.form.editor(name).inputs()[0], text)
    qtbot.mouseClick(own.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.desk is not None)
    assert services.session.actor.name == "Denise Okafor"
    assert "staff" in window.desk.rail.items  # type: ignore[union-attr]


def test_a_folder_that_cannot_be_written_is_said_and_the_form_stays(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    folder.write_text("a file where the folder should be")
    page = assistant(window)
    fill_in(page, qtbot)
    qtbot.mouseClick(page.button, Qt.MouseButton.LeftButton)
    assert window.face is page
    qtbot.waitUntil(lambda: page.trouble is not None)
    assert page.trouble is not None
    assert "cannot be written" in page.trouble.accessibleName()
    assert page.form.values()["unit_name"] == "Rowan"


def test_a_manager_who_forgot_the_password_comes_in_with_the_recovery_key(
    window: MainWindow, services: Services, folder: Path, qtbot: QtBot
) -> None:
    shown = make_store(window, qtbot)
    window.switch()
    qtbot.waitUntil(lambda: isinstance(window.face, SignIn) and bool(window.face.people.tiles))
    sign_in = window.face
    assert isinstance(sign_in, SignIn)
    qtbot.keyClicks(sign_in.filter, "graham")
    qtbot.keyClick(sign_in.filter, Qt.Key.Key_Return)
    for link in (sign_in.forgotten, sign_in.use_key):
        qtbot.waitUntil(link.isVisible)
        link.setFocus()
        qtbot.keyClick(link, Qt.Key.Key_Space)
    page = window.face
    assert isinstance(page, Recover)
    assert page.form.values()["manager"] == Keyring.read(folder).people[0].staff_id
    for name, text in (
        ("recovery_key", "not the key"),
        ("password", "amber field gate"),
        ("again", "amber field gate"),
    ):
        qtbot.keyClicks(page.form.editor(name).inputs()[0], text)
    qtbot.mouseClick(page.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(page.form.row("recovery_key").error))
    assert page.form.row("recovery_key").error.startswith("This is not a whole recovery key.")
    line = page.form.editor("recovery_key").inputs()[0]
    assert isinstance(line, QLineEdit)
    line.selectAll()
    qtbot.keyClicks(line, shown.replace("\n", " ").lower())
    qtbot.mouseClick(page.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.key_page is not None)
    assert page.key_page is not None
    assert window.desk is None  # the key opens the store for a new password and nothing else
    next_key = page.key_page.key.text()
    assert next_key != shown
    for button in (page.key_page.in_safe, page.key_page.button):
        qtbot.waitUntil(button.isEnabled)
        button.setFocus()
        qtbot.keyClick(button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: isinstance(window.face, SignIn))
    ring = Keyring.read(folder)
    with pytest.raises(SignInRefused):
        ring.unlock_with_recovery_key(shown)
    assert len(ring.unlock_with_recovery_key(next_key)) == 32
    manager = ring.people[0].staff_id
    assert services.session.sign_in(manager, "amber field gate").name == "Graham Pell"
    assert "recovery_key_used" in {event.action for event in services.audit.log(limit=20)}
