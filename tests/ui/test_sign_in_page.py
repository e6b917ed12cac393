"""Signing in: choosing a name, a password that fits or not, and a store that cannot be opened."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from securecare_desktop.core.clock import FixedClock
from securecare_desktop.core.errors import SignInRefused, StoreError
from securecare_desktop.domain.staff import Role, StaffMember
from securecare_desktop.services.session import SignInName, SignInPage
from securecare_desktop.ui.sign_in.locked import Locked
from securecare_desktop.ui.sign_in.page import SignIn
from securecare_desktop.ui.sign_in.tiles import People

NAMES = (
    ("denise", "Denise Okafor", "Shift lead"),
    ("femi", "Femi Oduya", "Residential worker"),
    ("hannah", "Hannah Whitlock", ""),
    ("ines", "Ines Kowal", "Night worker"),
)


class FakeSession:
    """Lets Denise in with the right password; can have trouble with the store."""

    def __init__(self) -> None:
        self.clock = FixedClock(datetime(2026, 5, 14, 7, 24, tzinfo=UTC))
        self.folder = Path("store")
        self.trouble: StoreError | None = None
        self.tried: list[tuple[str, str]] = []

    def sign_in_page(self) -> SignInPage:
        if self.trouble is not None:
            raise self.trouble
        people = tuple(SignInName(key, name, "residential_worker", job) for key, name, job in NAMES)
        return SignInPage("Rowan", "Brackenfield House", people)

    def sign_in(self, staff_id: str, password: str) -> StaffMember:
        self.tried.append((staff_id, password))
        if password != "right":
            raise SignInRefused("Name and password do not fit together.", "Try again.")
        return StaffMember(id=staff_id, name="Denise Okafor", role=Role.SHIFT_LEAD, unit_id="rowan")


@pytest.fixture
def session() -> FakeSession:
    return FakeSession()


Opens = Callable[..., SignIn]


@pytest.fixture
def opened(qtbot: QtBot, session: FakeSession, inline_tasks: None) -> Opens:
    def make(recent: frozenset[str] = frozenset(), width: int = 1366, height: int = 696) -> SignIn:
        page = SignIn(session, recent)  # type: ignore[arg-type]
        qtbot.addWidget(page)
        page.resize(width, height)
        with qtbot.waitExposed(page):
            page.show()
        return page

    return make


def names_shown(page: SignIn) -> list[str]:
    return [tile.person.name for tile in page.people.tiles]


def choose(page: SignIn, name: str, qtbot: QtBot) -> None:
    tile = next(t for t in page.people.tiles if t.person.name == name)
    qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)


def test_those_who_used_this_computer_lately_come_first_and_the_rest_is_one_click_away(
    opened: Opens, qtbot: QtBot
) -> None:
    page = opened(frozenset({"denise", "ines"}))
    assert names_shown(page) == ["Denise Okafor", "Ines Kowal"]
    assert page.which.text() == "Used this computer in the last 7 days"
    assert page.all_link.text() == "Show all 4 people"
    qtbot.mouseClick(page.all_link, Qt.MouseButton.LeftButton)
    assert len(names_shown(page)) == 4
    assert not page.all_link.isVisible()


def test_on_a_computer_nobody_used_lately_everybody_is_shown(opened: Opens) -> None:
    assert len(names_shown(opened())) == 4


def test_typing_a_name_looks_among_everybody_and_enter_takes_the_first(opened: Opens, qtbot: QtBot) -> None:
    page = opened(frozenset({"denise"}))
    qtbot.keyClicks(page.filter, "femi")
    assert names_shown(page) == ["Femi Oduya"]
    qtbot.keyClick(page.filter, Qt.Key.Key_Return)
    assert page.name.text() == "Femi Oduya"
    assert page.password.line.hasFocus()


def test_a_name_that_nobody_has_is_said_in_words(opened: Opens, qtbot: QtBot) -> None:
    page = opened()
    qtbot.keyClicks(page.filter, "zzz")
    assert page.which.text() == "Nobody here has a name like that."


def test_somebody_without_a_job_title_is_shown_with_their_role(opened: Opens, qtbot: QtBot) -> None:
    page = opened()
    choose(page, "Hannah Whitlock", qtbot)
    assert page.role.text() == "Residential worker, Rowan"


def test_the_right_password_lets_in_and_leaves_nothing_in_the_field(
    opened: Opens, session: FakeSession, qtbot: QtBot
) -> None:
    page = opened()
    choose(page, "Denise Okafor", qtbot)
    qtbot.keyClicks(page.password.line, "right")
    with qtbot.waitSignal(page.signed_in) as signed_in:
        qtbot.keyClick(page.password.line, Qt.Key.Key_Return)
    assert signed_in.args[0].name == "Denise Okafor"
    assert session.tried == [("denise", "right")]
    assert page.password.line.text() == ""


def test_a_wrong_password_is_said_at_the_field_which_is_ready_for_the_next_try(
    opened: Opens, qtbot: QtBot
) -> None:
    page = opened()
    choose(page, "Denise Okafor", qtbot)
    qtbot.keyClicks(page.password.line, "wrong")
    qtbot.mouseClick(page.password.button, Qt.MouseButton.LeftButton)
    assert page.password.error_words.text() == "Name and password do not fit together. Try again."
    assert page.password.error_words.isVisible()
    assert page.password.line.selectionLength() == len("wrong")
    assert page.password.line.hasFocus()
    assert page.password.line.accessibleDescription() == page.password.error_words.text()
    qtbot.keyClicks(page.password.line, "r")
    assert not page.password.error_words.isVisible()


def test_an_empty_password_is_not_counted_as_a_try(opened: Opens, session: FakeSession, qtbot: QtBot) -> None:
    page = opened()
    choose(page, "Denise Okafor", qtbot)
    qtbot.mouseClick(page.password.button, Qt.MouseButton.LeftButton)
    assert page.password.error_words.text() == "Write your password."
    assert session.tried == []


def test_not_me_forgets_what_was_typed(opened: Opens, qtbot: QtBot) -> None:
    page = opened()
    choose(page, "Denise Okafor", qtbot)
    qtbot.keyClicks(page.password.line, "secret")
    qtbot.mouseClick(page.not_me, Qt.MouseButton.LeftButton)
    assert page.password.line.text() == ""
    assert page.chosen is None
    assert not any(tile.isChecked() for tile in page.people.tiles)
    assert not page.password.isVisible()


def test_a_forgotten_password_leads_to_who_can_help(opened: Opens, qtbot: QtBot) -> None:
    page = opened()
    choose(page, "Denise Okafor", qtbot)
    qtbot.mouseClick(page.forgotten, Qt.MouseButton.LeftButton)
    assert page.who_helps.isVisible()
    assert "unit manager" in page.who_helps.text()


def test_a_store_that_cannot_be_opened_says_why_and_offers_ways_on(
    opened: Opens, session: FakeSession, qtbot: QtBot
) -> None:
    session.trouble = StoreError("There is no keyring in this folder.", "Restore the last backup.")
    page = opened()
    assert page.trouble is not None
    banner = page.trouble.banner.accessibleName()
    assert banner == "There is no keyring in this folder. Restore the last backup."
    with qtbot.waitSignal(page.other_folder):
        qtbot.mouseClick(page.trouble.choose, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.new_store):
        qtbot.mouseClick(page.trouble.make, Qt.MouseButton.LeftButton)
    session.trouble = None
    qtbot.mouseClick(page.trouble.try_again, Qt.MouseButton.LeftButton)
    assert len(names_shown(page)) == 4


def test_with_little_room_the_names_give_way_to_the_password(opened: Opens, qtbot: QtBot) -> None:
    page = opened(width=683, height=348)
    assert page.people.isVisible()
    assert not page.not_me.isVisible()
    choose(page, "Denise Okafor", qtbot)
    assert not page.people.isVisible()
    assert page.password.line.isVisible()
    qtbot.mouseClick(page.not_me, Qt.MouseButton.LeftButton)
    assert page.people.isVisible()


def test_the_lock_asks_the_same_person_again_and_says_that_the_draft_is_kept(
    session: FakeSession, qtbot: QtBot, inline_tasks: None
) -> None:
    member = StaffMember(id="denise", name="Denise Okafor", role=Role.SHIFT_LEAD, unit_id="rowan")
    page = Locked(session, member, session.clock.now(), "after 5 minutes without use")  # type: ignore[arg-type]
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(page.isActiveWindow)
    page.start()
    page.show_draft(session.clock.now())
    assert page.password.line.hasFocus()
    qtbot.keyClicks(page.password.line, "wrong")
    qtbot.keyClick(page.password.line, Qt.Key.Key_Return)
    assert "do not fit together" in page.password.error_words.text()
    qtbot.keyClicks(page.password.line, "right")
    with qtbot.waitSignal(page.signed_in):
        qtbot.keyClick(page.password.line, Qt.Key.Key_Return)
    with qtbot.waitSignal(page.switch):
        qtbot.mouseClick(page.other, Qt.MouseButton.LeftButton)


def test_a_long_list_of_names_is_whole_as_soon_as_the_window_is_seen(qtbot: QtBot) -> None:
    names = tuple(SignInName(str(n), f"Person {n}", "residential_worker", "") for n in range(14))
    people = People()
    qtbot.addWidget(people)
    people.show_people(names, chosen="12")
    people.resize(700, 700)
    people.show()
    qtbot.waitUntil(lambda: len(people.tiles) == 14)
    assert [tile.person for tile in people.tiles] == list(names)
    assert [tile.person.staff_id for tile in people.tiles if tile.isChecked()] == ["12"]
    people.show_people(names[3:])
    assert len(people.tiles) == 11
