"""Today: what stands there, in which order, and where it leads."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from securecare_desktop.core.resource_files import Fault
from securecare_desktop.domain.messages import Changed
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.signatures import Waiting, WaitingEntry, WaitingOf
from securecare_desktop.domain.today import Today
from securecare_desktop.domain.young_people import Status, StatusKind
from securecare_desktop.ui.page import Place
from securecare_desktop.ui.tables.model import OBJECT_ROLE
from securecare_desktop.ui.today.short_list import ShortList
from securecare_desktop.ui.today.today_page import TodayPage
from securecare_desktop.ui.widgets.rows import ListRow
from tests.ui.change_facts import CHANGE, KAI, TODAY, moment
from tests.ui.reading import texts
from tests.ui.today_facts import note_of, the_day

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


def test_the_day_is_named(open_today: Open) -> None:
    assert "Thursday 14 May 2026" in texts(open_today())


def test_still_to_be_told_stands_above_everything_else(open_today: Open) -> None:
    page = open_today()
    assert "Dev: the call with Mum at 16:30 is cancelled. Mum rang at 08:50." in texts(page.untold)
    assert page.untold.y() < page.changes.y() < page.due.y()
    assert page.untold.property("state") == "late"


@pytest.mark.parametrize(
    ("link", "place"),
    [
        ("Record telling Dev", Place("young_person", "dev", "family_time", "occasion-dev", "tell")),
        (
            "Record telling Robyn",
            Place("young_person", "robyn", tab="worker_changes", record_id="robyn-change", part="2"),
        ),
    ],
)
def test_each_telling_has_the_place_where_it_is_recorded(
    open_today: Open, qtbot: QtBot, link: str, place: Place
) -> None:
    page = open_today()
    with qtbot.waitSignal(page.go) as gone:
        next(one for one in page.untold.links if one.text() == link).click()
    assert gone.args == [place]


def test_a_link_only_leads_there_for_whoever_may_not_record_a_telling(open_today: Open) -> None:
    page = open_today(may=lambda action: action in (Action.READ_RECORDS, Action.WRITE_ENTRIES))
    assert [link.text() for link in page.untold.links] == ["Record telling Dev", "Open Robyn’s page"]


def test_mistakes_in_files_stand_at_the_top_with_file_line_and_fault(open_today: Open) -> None:
    found = tuple(Fault("frameworks/shanarri.toml", n, f"fault {n}.") for n in range(1, 8))
    page = open_today(faults=lambda: found)
    assert page.faults.isVisible()
    assert page.faults.y() < page.untold.mapTo(page, page.untold.rect().topLeft()).y()
    told = page.faults.banner.accessibleName()
    assert "frameworks/shanarri.toml, line 5: fault 5." in told
    assert "fault 6." not in told
    assert "And 2 more." in told
    assert "The rest of the program works." in told


def test_without_a_mistake_there_is_no_notice(open_today: Open) -> None:
    assert not open_today(faults=tuple).faults.isVisible()


def test_when_everybody_was_told_the_card_says_so_and_is_no_alarm(open_today: Open) -> None:
    page = open_today(Today(day=TODAY))
    assert "Nobody is waiting to be told something." in texts(page.untold)
    assert page.untold.property("state") == ""
    assert page.untold.links == []


def test_changes_name_what_is_not_done_and_never_score(open_today: Open) -> None:
    page = open_today()
    said = rows(page.changes)
    assert said[0] == (
        "Tue 19 May, in 5 days, Robyn: Priya Raman to Owen Hale, social worker, "
        "Robyn has not been told, due Tue 12 May, Goodbye not planned, 2 days late"
    )
    assert said[2].startswith("Mon 11 May, 3 days ago, Tia: Lewis Marr away, Femi Oduya standing in")
    assert "Told the same day" in said[2]
    assert said[2].endswith("Unplanned")
    assert not any("%" in text for text in texts(page))


def test_a_change_opens_its_workspace(open_today: Open, qtbot: QtBot) -> None:
    page = open_today()
    with qtbot.waitSignal(page.go) as gone:
        page.changes.findChildren(ListRow)[1].click()
    assert gone.args == [Place("young_person", KAI, tab="worker_changes", record_id=CHANGE)]


def test_what_is_late_and_due_says_on_what_it_rests(open_today: Open) -> None:
    page = open_today()
    table = page.due.table
    shown = [
        [table.model().index(row, column).data() for column in range(5)]
        for row in range(table.model().rowCount())
    ]
    assert shown[0] == [
        "Dev",
        "Visit from social worker, 6 weeks at most",
        "Law",
        "Marcus Bell",
        "Tue 12 May",
    ]
    assert [line[4] for line in shown] == [
        "Tue 12 May", "Wed 13 May", "Today", "Fri 15 May", "Mon 18 May", "Wed 20 May",
    ]  # fmt: skip
    assert "Dates are an aid, not legal advice" in texts(page.due)


def test_a_due_thing_leads_to_its_record(open_today: Open, qtbot: QtBot) -> None:
    page = open_today()
    with qtbot.waitSignal(page.go) as gone:
        page.due.opened.emit(page.due.table.model().index(0, 0).data(OBJECT_ROLE))
    assert gone.args == [Place("young_person", "dev", tab="checklists", record_id="item-dev")]


def test_family_time_says_who_cancelled_and_who_was_not_told(open_today: Open) -> None:
    assert rows(open_today().family_time) == [
        "10:30, Amira, video call with Noor, her sister",
        "14:00, Kai, visit with Nan, Garden Room",
        "16:30, Dev, phone call with Mum, Cancelled by Mum. Dev not told yet",
        "18:00, Tia, phone call with Dad",
    ]


def test_goodbyes_and_promises_lead_to_where_they_are_kept(open_today: Open, qtbot: QtBot) -> None:
    page = open_today()
    assert rows(page.goodbyes) == [
        "Today, Callum, tea with the night team, 20:00",
        "Fri 15, Amira, last baking lesson with Dav Osei",
    ]
    assert rows(page.promises) == [
        "Callum, photo of the allotment, 2 days late",
        "Kai, bike magazine from Hannah, Today",
    ]
    assert page.promises.second.text() == "7 open"
    with qtbot.waitSignal(page.go) as gone:
        page.goodbyes.findChildren(ListRow)[0].click()
    assert gone.args == [
        Place("young_person", "callum", tab="worker_changes", record_id="callum-change", part="7")
    ]
    with qtbot.waitSignal(page.go) as gone:
        page.promises.findChildren(ListRow)[1].click()
    assert gone.args == [Place("young_person", "kai", tab="promises", record_id="promise-2")]


def test_words_of_a_record_are_never_changed_to_fit_a_line(open_today: Open) -> None:
    promise = replace(the_day().promises[0], what="Photo of the allotment")
    page = open_today(replace(the_day(), promises=(promise,)))
    assert rows(page.promises) == ["Callum: Photo of the allotment, 2 days late"]


def test_an_empty_day_says_so_in_every_card(open_today: Open) -> None:
    said = texts(open_today(Today(day=TODAY)))
    assert {
        "No change of worker is open.",
        "Nothing is late or due in the next 7 days.",
        "No family time today.",
        "No goodbyes this week.",
        "No promise is due today.",
    } <= set(said)


def test_a_link_to_a_screen_that_is_not_there_is_left_out(open_today: Open) -> None:
    page = open_today(screens=frozenset())
    assert page.changes.action_button is None
    assert page.family_time.action_button is None
    assert page.new_entry is None


def test_new_entry_offers_what_can_be_entered(open_today: Open, qtbot: QtBot) -> None:
    place = Place("young_person", part="new")
    page = open_today(new_entries=(("A young person", place),))
    page.new_entry.click()
    menu = page.findChild(QMenu)
    with qtbot.waitSignal(page.go) as gone:
        menu.actions()[0].trigger()
    assert gone.args == [place]
    menu.close()


def test_a_call_can_be_written_down_from_today_for_whoever_had_it(open_today: Open, qtbot: QtBot) -> None:
    page = open_today(callers=lambda: {"k": "Kai", "t": "Tia"})
    page.act("new_entry")
    whole, calls = page.findChildren(QMenu)
    assert [a.text() for a in whole.actions()] == ["A call, in three fields"]
    with qtbot.waitSignal(page.go) as gone:
        calls.actions()[1].trigger()
    assert gone.args == [Place("young_person", "t", "family_time", part="new:call")]
    whole.close()
    page.act("light_call")
    names = page.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)[-1]
    assert [a.text() for a in names.actions()] == ["Kai", "Tia"]
    names.close()


def test_the_page_is_fetched_anew_after_a_change_elsewhere(qtbot: QtBot, inline_tasks: None) -> None:
    morning = Morning(the_day())
    page = TodayPage(morning, screens=ALL)
    qtbot.addWidget(page)
    page.show()
    morning.today = replace(the_day(), still_to_tell=())
    page.hear(Changed(frozenset({"worker_changes"}), "robyn"))
    assert page.untold.links == []
    page.hear(Changed(frozenset({"drafts"})))
    assert morning.asked == 2


def test_a_narrow_window_has_one_column_and_cuts_nothing_off(open_today: Open) -> None:
    page = open_today(width=683)
    inside = page.scroll.widget()
    assert inside.minimumSizeHint().width() <= page.scroll.viewport().width()
    untold = page.untold.mapTo(inside, page.untold.rect().bottomLeft())
    family = page.family_time.mapTo(inside, page.family_time.rect().topLeft())
    assert family.y() > untold.y()
    assert family.x() == page.untold.mapTo(inside, page.untold.rect().topLeft()).x()


def test_a_name_with_markup_is_shown_as_it_was_written(open_today: Open) -> None:
    news = replace(the_day().still_to_tell[0], young_person_name="<b>Dev</b> & Co")
    page = open_today(replace(the_day(), still_to_tell=(news,)))
    assert any(text.startswith("<b>Dev</b> & Co: the call") for text in texts(page.untold))
    assert isinstance(page.untold.links[0], QPushButton)
    assert not [one for one in page.untold.findChildren(QLabel) if "<b>Dev" in one.text()]


def waits(name: str, count: int, day: int, hour: int = 10) -> WaitingOf:
    return WaitingOf(name, count, moment(5, day, hour))


def entry_of(day: int, hour: int, minute: int) -> WaitingEntry:
    status = Status(
        id=f"{day}{hour}", young_person_id="robyn", kind=StatusKind.SETTLED, sentence="A good day.",
        noted_at=moment(5, day, hour, minute), written_at=moment(5, day, hour, minute),
    )  # fmt: skip
    return WaitingEntry(young_person_name="Robyn", entry=status)


def test_what_waits_for_a_signature_is_counted_with_the_oldest_of_each(open_today: Open) -> None:
    waiting = Waiting(yours=(entry_of(13, 21, 10), entry_of(14, 8, 20)), others=(waits("", 4, 12),))
    page = open_today(replace(the_day(), waiting=waiting))
    assert rows(page.waiting) == ["Yours, 2, oldest yesterday 21:10", "Other people’s, 4, oldest Tue 12 May"]
    wanted: list[Place] = []
    page.go.connect(wanted.append)
    assert page.sign_yours.text() == "Sign yours"
    page.sign_yours.click()
    assert wanted == [Place("signatures")]


def test_a_manager_reads_whose_entries_wait(open_today: Open) -> None:
    waiting = Waiting(others=(waits("Femi Oduya", 3, 12), waits("Chloe Wren", 1, 13)))
    page = open_today(replace(the_day(), waiting=waiting))
    assert rows(page.waiting) == ["Other people’s, Femi Oduya 3, Chloe Wren 1, 4, oldest Tue 12 May"]
    assert not page.sign_yours.isVisible()


def test_where_nothing_waits_it_says_so(open_today: Open) -> None:
    page = open_today()
    assert "Every entry is signed." in texts(page.waiting)
    assert not page.sign_yours.isVisible()


def test_who_signs_nothing_is_not_sent_to_sign(open_today: Open) -> None:
    waiting = Waiting(yours=(entry_of(13, 21, 10),))
    page = open_today(
        replace(the_day(), waiting=waiting), may=lambda action: action is not Action.SIGN_ENTRIES
    )
    assert not page.sign_yours.isVisible()


# -- the other cards -----------------------------------------------------------------------------------------------------


def test_family_time_that_is_expected_begins_its_entry(open_today: Open) -> None:
    line = replace(
        the_day().family_time[0],
        is_expected=True,
        note="expected, nothing written yet",
        record_id="expected:a:b",
    )
    page = open_today(replace(the_day(), family_time=(line,)))
    assert rows(page.family_time) == [
        "10:30, Amira, video call with Noor, her sister, expected, nothing written yet"
    ]
    gone: list[Place] = []
    page.go.connect(gone.append)
    page.family_time.findChildren(ListRow)[0].click()
    assert gone == [Place("young_person", "amira", "family_time", "expected:a:b", "new:occasion")]


def test_all_promises_lead_to_the_page_that_has_them_where_there_is_one(open_today: Open) -> None:
    page = open_today(screens=frozenset({"promises"}))
    assert page.promises.action_button.text() == "All 7"
    assert page.promises.second.text() == ""
    gone: list[Place] = []
    page.go.connect(gone.append)
    page.promises.action_button.click()
    assert gone == [Place("promises")]
    assert not open_today(
        Today(day=TODAY), screens=frozenset({"promises"})
    ).promises.action_button.isVisible()


def test_what_the_last_shift_left_stands_first_at_the_side_with_unread_ones_marked(open_today: Open) -> None:
    notes = (note_of(0), note_of(1, unread=False))
    page = open_today(replace(the_day(), shift_notes=notes), screens=frozenset({"shifts"}))
    assert page.left.y() < page.family_time.y()
    assert rows(page.left) == [
        "Kai: note 0, not said back yet, from Chloe Wren", "The house: note 1, from Chloe Wren",
    ]  # fmt: skip
    assert page.left.second.text() == "1 unread"
    gone: list[Place] = []
    page.go.connect(gone.append)
    assert page.left.action_button.text() == "Read back"
    page.left.action_button.click()
    page.left.findChildren(ListRow)[0].click()
    assert gone == [Place("shifts"), Place("shifts", record_id="n0")]


def test_of_many_shift_notes_the_first_stand_there_and_the_rest_is_counted(open_today: Open) -> None:
    page = open_today(
        replace(the_day(), shift_notes=tuple(map(note_of, range(5)))), screens=frozenset({"shifts"})
    )
    assert rows(page.left)[-1] == "and 2 more"
    assert not open_today().left.isVisible(), "nothing was left"


def test_a_long_card_is_short_at_first_and_leads_to_all(open_today: Open) -> None:
    line = the_day().promises[0]
    promises = tuple(replace(line, record_id=f"p{n}", what=f"promise {n}") for n in range(9))
    page = open_today(replace(the_day(), promises=promises))
    shown = page.promises.findChild(ShortList)
    assert len(rows(page.promises)) == 4
    assert shown.more.text() == "Show all 9"
    shown.more.click()
    assert len(rows(page.promises)) == 9


def test_whoever_stands_on_a_row_keeps_it_when_the_page_is_fetched_anew(open_today: Open) -> None:
    page = open_today()
    page.activateWindow()
    row = page.family_time.findChildren(ListRow)[1]
    row.setFocus()
    page.hear(Changed(frozenset({"promises"})))
    assert page.family_time.findChildren(ListRow)[1] is row
