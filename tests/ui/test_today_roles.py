"""Today for each role: what is late and due, what everybody may do, and the way through it without a mouse."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from securecare_desktop.core.clock import local
from securecare_desktop.domain.checklists import RestsOn
from securecare_desktop.domain.permissions import Action, Reach, reach
from securecare_desktop.domain.signatures import Waiting, WaitingEntry
from securecare_desktop.domain.staff import Role
from securecare_desktop.domain.today import DueLine, Today
from securecare_desktop.domain.young_people import Status, StatusKind
from securecare_desktop.ui.page import Place
from securecare_desktop.ui.today.today_page import TodayPage
from securecare_desktop.ui.widgets.rows import ListRow
from tests.ui.change_facts import TODAY, moment
from tests.ui.reading import texts
from tests.ui.today_facts import due, note_of, the_day

ALL = frozenset({"worker_changes", "family_time"})
Open = Callable[..., TodayPage]


class Morning:
    """The today service with one page in it."""

    def __init__(self, today: Today) -> None:
        self.today = today
        self.asked = 0

    def load(self) -> Today:
        self.asked += 1
        return self.today


@pytest.fixture
def open_today(qtbot: QtBot, inline_tasks: None) -> Open:
    def make(today: Today | None = None, width: int = 1174, **more: object) -> TodayPage:
        page = TodayPage(Morning(today or the_day()), **{"screens": ALL, **more})
        qtbot.addWidget(page)
        page.resize(width, 624)
        page.show()
        return page

    return make


def rows(card: object) -> list[str]:
    return [row.accessibleName() for row in card.findChildren(ListRow)]


def entry_of(day: int, hour: int, minute: int) -> WaitingEntry:
    status = Status(
        id=f"{day}{hour}", young_person_id="robyn", kind=StatusKind.SETTLED, sentence="A good day.",
        noted_at=moment(5, day, hour, minute), written_at=moment(5, day, hour, minute),
    )  # fmt: skip
    return WaitingEntry(young_person_name="Robyn", entry=status)


# -- late and due ------------------------------------------------------------------------------------------------------


def many(late: int, in_time: int) -> tuple[DueLine, ...]:
    """Return so many things, late ones first as the service gives them."""
    days = [*range(-late, 0), *(n % 7 for n in range(in_time))]
    return tuple(
        replace(due(f"k{n}", f"Kai {n}", f"Thing {n}", "", TODAY + timedelta(days=day), RestsOn.TEAM))
        for n, day in enumerate(days)
    )


def whats(page: TodayPage) -> list[str]:
    model = page.due.table.model()
    return [model.index(row, 1).data() for row in range(model.rowCount())]


def test_more_than_fits_is_said_with_how_many_of_it_are_late_and_leads_to_all(open_today: Open) -> None:
    page = open_today(replace(the_day(), due=many(12, 9)))
    assert whats(page) == [f"Thing {n}" for n in (0, 1, 2, 3, 4, 5, 12, 13, 14, 15)], (
        "what can be done in time too"
    )
    assert page.due.more.text() == "Show all 21 (6 more are late)"
    page.due.more.click()
    assert len(whats(page)) == 21
    assert page.due.more.text() == "Show the first 10"
    page.due.more.click()
    assert len(whats(page)) == 10


@pytest.mark.parametrize(("late", "in_time", "shown"), [(3, 2, 5), (0, 30, 10), (30, 0, 10), (9, 2, 10)])
def test_as_many_stand_there_as_there_is_room_for(
    open_today: Open, late: int, in_time: int, shown: int
) -> None:
    page = open_today(replace(the_day(), due=many(late, in_time)))
    assert len(whats(page)) == shown
    assert page.due.more.isVisible() is (late + in_time > shown)


def test_ones_own_things_can_be_shown_alone_and_all_of_them_are_back_at_a_press(open_today: Open) -> None:
    first, second, *others = the_day().due
    page = open_today(replace(the_day(), due=(first, replace(second, mine=True), *others)))
    assert page.due.whose.isVisible()
    page.due.whose.set_value("mine")
    page.due.whose.chosen.emit("mine")
    assert whats(page) == [second.what]
    page.due.whose.set_value("all")
    page.due.whose.chosen.emit("all")
    assert len(whats(page)) == 6
    assert not open_today().due.whose.isVisible(), "nothing is anybody's own"


@pytest.mark.parametrize(
    ("minutes", "words", "exact", "tone"),
    [
        (300, "in 5 hours", "today at 15:00", "soon"),
        (61, "in 1 hour", "today at 11:01", "soon"),
        (20, "in 20 minutes", "today at 10:20", "soon"),
        (-1, "1 minute late", "today at 09:59", "late"),
        (-130, "2 hours late", "today at 07:50", "late"),
        (60 * 30, "Fri 15 May", "Fri 15 May, 16:00", ""),
        (-60 * 30, "Wed 13 May", "Wed 13 May, 04:00", "late"),
    ],
)
def test_where_hours_count_the_time_that_is_left_is_said(
    open_today: Open, minutes: int, words: str, exact: str, tone: str
) -> None:
    now = moment(5, 14, 10)
    at = now + timedelta(minutes=minutes)
    line = replace(the_day().due[0], due_at=at, due_on=local(at).date())
    page = open_today(replace(the_day(), now=now, due=(line,)))
    cell = page.due.table.model().index(0, 4)
    assert (cell.data(), cell.data(Qt.ItemDataRole.ToolTipRole)) == (words, exact)
    column = page.due.table.columns[4]
    assert column.tone is not None
    assert column.tone(line) == tone


def test_a_figure_that_nobody_checked_and_what_else_is_to_be_known_stand_under_the_words(
    open_today: Open,
) -> None:
    line = replace(the_day().due[0], unverified=True, note="moved from Mon 11 May")
    page = open_today(replace(the_day(), due=(line,)))
    assert whats(page) == [
        "Visit from social worker, 6 weeks at most\nmoved from Mon 11 May; check against the current text"
    ]


@pytest.mark.parametrize(
    ("kind", "tab", "part"),
    [
        ("clocks", "clocks", ""),
        ("legal_orders", "stay", ""),
        ("notifications", "stay", "told"),
        ("times_alone", "stay", ""),
        ("family_engagements", "family_time", "answer"),
        ("actions", "promises", ""),
        ("plan_reviews", "plan", "reviews"),
        ("arrangements", "family_time", ""),
    ],
)
def test_each_thing_leads_to_where_it_is_done(open_today: Open, kind: str, tab: str, part: str) -> None:
    line = replace(the_day().due[0], record_kind=kind)
    page = open_today(replace(the_day(), due=(line,)))
    gone: list[Place] = []
    page.go.connect(gone.append)
    page.due.table.setFocus()
    page.due.table.setCurrentIndex(page.due.table.model().index(0, 0))
    QTest.keyClick(page.due.table, Qt.Key.Key_Return)
    assert gone == [Place("young_person", "dev", tab, "item-dev", part)]


@pytest.mark.parametrize(
    ("kind", "tab", "part"),
    [
        ("family_time", "family_time", "tell"),
        ("worker_changes", "worker_changes", "2"),
        ("legal_orders", "stay", "told"),
        ("promises", "promises", "tell"),
        ("restrictions", "plan", "limits"),
        ("limits", "family_time", ""),
    ],
)
def test_each_telling_leads_to_where_it_is_written_down(
    open_today: Open, kind: str, tab: str, part: str
) -> None:
    news = replace(the_day().still_to_tell[0], record_kind=kind)
    page = open_today(replace(the_day(), still_to_tell=(news,)))
    gone: list[Place] = []
    page.go.connect(gone.append)
    page.untold.links[0].click()
    assert gone == [Place("young_person", "dev", tab, "occasion-dev", part)]


# -- what each role can do -----------------------------------------------------------------------------------------------


def of_role(role: Role) -> Callable[[Action], bool]:
    return lambda action: reach(role, action) is not Reach.NONE


@pytest.mark.parametrize(
    ("role", "tells", "signs", "shifts"),
    [
        (Role.UNIT_MANAGER, ["Record telling Dev", "Record telling Robyn"], True, "Read back"),
        (Role.SHIFT_LEAD, ["Record telling Dev", "Record telling Robyn"], True, "Read back"),
        (Role.RESIDENTIAL_WORKER, ["Record telling Dev", "Record telling Robyn"], True, "Shift notes"),
        (Role.AGENCY_WORKER, ["Record telling Dev", "Open Robyn’s page"], True, "Shift notes"),
        (Role.INSPECTOR, ["Open Dev’s page", "Open Robyn’s page"], False, "Shift notes"),
    ],
)
def test_each_role_is_offered_what_it_may_do_and_no_more(
    open_today: Open, role: Role, tells: list[str], signs: bool, shifts: str
) -> None:
    waiting = Waiting(yours=(entry_of(13, 21, 10),))
    page = open_today(
        replace(the_day(), waiting=waiting, shift_notes=(note_of(0),)),
        may=of_role(role),
        screens=frozenset({"shifts"}),
    )
    assert [link.text() for link in page.untold.links] == tells
    assert page.sign_yours.isVisible() is signs
    assert page.left.action_button.text() == shifts
    assert page.new_entry is None


def test_a_role_that_reads_no_records_is_told_so_and_nothing_is_fetched(
    qtbot: QtBot, inline_tasks: None
) -> None:
    morning = Morning(the_day())
    page = TodayPage(morning, screens=frozenset({"staff"}), may=of_role(Role.SYSTEM_ADMINISTRATOR))
    qtbot.addWidget(page)
    page.show()
    assert morning.asked == 0
    assert "Your role looks after the program and the people who use it. It reads no records." in texts(
        page.nobody
    )
    assert not any(card.isVisible() for card in (page.untold, page.changes, page.due, page.family_time))
    with qtbot.waitSignal(page.go) as gone:
        page.nobody.findChildren(ListRow)[0].click()
    assert gone.args == [Place("staff")]


def test_whoever_is_assigned_to_nobody_reads_why_the_page_is_empty(open_today: Open) -> None:
    nobody = Today(day=TODAY, sees_nobody=True)
    page = open_today(nobody, may=of_role(Role.AGENCY_WORKER))
    assert "Nobody’s records are open to you yet. Ask the unit manager." in texts(page.nobody)
    assert page.nobody.isVisible()
    assert not open_today(nobody, may=of_role(Role.UNIT_MANAGER)).nobody.isVisible(), (
        "the welcome says what to do"
    )
    assert not open_today().nobody.isVisible()


def test_the_tab_key_goes_through_the_page_from_top_to_bottom(open_today: Open, qtbot: QtBot) -> None:
    page = open_today(replace(the_day(), due=many(2, 12)), screens=frozenset({"worker_changes", "promises"}))
    qtbot.waitUntil(page.promises.findChildren(ListRow)[0].isVisible)
    page.untold.links[0].setFocus()
    order = [page.focusWidget()]
    for _stop in range(40):
        page.focusNextChild()
        order.append(page.focusWidget())
    stops = [
        *page.untold.links, page.changes.action_button, page.changes.findChildren(ListRow)[0], page.due.table,
        page.due.more, page.family_time.findChildren(ListRow)[0], page.promises.action_button,
    ]  # fmt: skip
    places = [order.index(stop) for stop in stops]
    assert places == sorted(places)
