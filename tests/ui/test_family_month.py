"""The month of family time: what stands on its days, walking it with the keys, and where every mark leads."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.family_time import (
    Arrangement,
    FamilyTimeKind,
    Limit,
    LimitGround,
    Occasion,
    OccasionState,
)
from securecare_desktop.domain.people import Answer
from securecare_desktop.domain.staff import Role
from securecare_desktop.ui.family_time.month import Stop
from securecare_desktop.ui.family_time.page import FamilyTimePage
from securecare_desktop.ui.page import Place
from tests.support.house import DEV, KAI, TODAY, House, occasion_id, person_id
from tests.ui.reading import texts
from tests.ui.record_pages import Tabs, buttons, focused, form_of, save

pytestmark = pytest.mark.usefixtures("inline_tasks")
KEY = Qt.Key


@pytest.fixture
def tabs(qtbot: QtBot, house: House) -> Tabs:
    return Tabs(qtbot, house, Role.UNIT_MANAGER)


def at(day: date, hour: int = 16) -> datetime:
    return datetime(day.year, day.month, day.day, hour).astimezone()


def keep(tabs: Tabs, day: date, state: OccasionState = OccasionState.HAPPENED, **more: object) -> Occasion:
    made = Occasion(
        young_person_id=KAI, person_id=person_id(KAI), with_whom="Nan", kind=FamilyTimeKind.VISIT_HERE,
        state=state, planned_at=at(day),
    )  # fmt: skip
    return tabs.services.family_time.save_occasion(replace(made, **more)).record


def fridays(tabs: Tabs) -> Arrangement:
    made = Arrangement(
        young_person_id=KAI, person_id=person_id(KAI), with_whom="Nan", kind=FamilyTimeKind.VIDEO,
        how_often="Fridays", rule="FREQ=WEEKLY;BYDAY=FR", starts=date(2026, 4, 1), at_time="16:00",
        place="Small room",
    )  # fmt: skip
    return tabs.services.arrangements.save_arrangement(made).record


def on(page: FamilyTimePage, day: date) -> list[Stop]:
    return [stop for stop in page.month.grid.stops() if stop.day == day]


def said(page: FamilyTimePage, day: date) -> list[str]:
    return [stop.accessibleName() for stop in on(page, day)]


def press(key: Qt.Key) -> Stop:
    """Press a key where the focus is, and return the stop it led to."""
    QTest.keyClick(QApplication.focusWidget(), key)
    now = focused()
    assert isinstance(now, Stop)
    return now


def stand(page: FamilyTimePage, day: date) -> Stop:
    stop = on(page, day)[0]
    stop.setFocus()
    assert focused() is stop
    return stop


# -- what stands there ----------------------------------------------------------------------------------------


def test_a_month_says_of_each_day_what_happened_and_what_is_expected(tabs: Tabs) -> None:
    keep(tabs, date(2026, 5, 3))
    keep(tabs, date(2026, 5, 20), OccasionState.PLANNED)
    fridays(tabs)
    page = tabs.family_time(view="month")
    assert page.head.title.text() == "May 2026"
    assert said(page, date(2026, 5, 3)) == ["Sunday 3 May 2026, 16:00, Nan, visit, happened"]
    assert said(page, date(2026, 5, 20)) == ["Wednesday 20 May 2026, 16:00, Nan, visit, planned"]
    assert said(page, date(2026, 5, 22)) == [
        "Friday 22 May 2026, 16:00, Nan, video call, expected by what is arranged"
    ]
    assert said(page, date(2026, 5, 8)) == [
        "Friday 8 May 2026, 16:00, Nan, video call, expected by what is arranged, nothing written"
    ]
    assert said(page, date(2026, 5, 13)) == ["Wednesday 13 May 2026, nothing"]


@pytest.mark.parametrize(
    ("state", "icon", "look"),
    [
        (OccasionState.HAPPENED, "check", "done"),
        (OccasionState.CUT_SHORT, "check", "done"),
        (OccasionState.CANCELLED, "x", "late"),
        (OccasionState.DID_NOT_COME, "x", "late"),
        (OccasionState.OFFERED_AND_DECLINED, "circle-slash", "quiet"),
        (OccasionState.NOT_REACHED, "circle-slash", "quiet"),
    ],
)
def test_each_state_has_its_icon(tabs: Tabs, state: OccasionState, icon: str, look: str) -> None:
    keep(tabs, date(2026, 5, 3), state, cancelled_by="Nan", why="Ill.")
    [stop] = on(tabs.family_time(view="month"), date(2026, 5, 3))
    assert stop.mark is not None
    assert (stop.mark.icon, stop.mark.look, stop.mark.words) == (icon, look, "Nan")


def test_the_month_before_and_after_and_back_to_today(tabs: Tabs) -> None:
    keep(tabs, date(2026, 4, 8))
    page = tabs.family_time(view="month")
    page.head.before.click()
    assert page.head.title.text() == "April 2026"
    assert said(page, date(2026, 4, 8)) == ["Wednesday 8 April 2026, 16:00, Nan, visit, happened"]
    page.head.after.click()
    page.head.after.click()
    assert page.head.title.text() == "June 2026"
    page.head.today.click()
    assert page.head.title.text() == "May 2026"


def test_more_than_two_on_a_day_are_counted_and_shown_on_asking(tabs: Tabs) -> None:
    day = date(2026, 5, 3)
    for hour in (10, 12, 14, 16):
        keep(tabs, day, planned_at=at(day, hour))
    page = tabs.family_time(view="month")
    first, more = on(page, day)
    assert first.mark is not None
    assert more.more == 3
    assert more.accessibleName() == "+3 more, Sunday 3 May 2026"
    low = page.month.grid.sizeHint().height()
    more.setFocus()
    QTest.keyClick(more, KEY.Key_Return)
    assert [stop.mark is not None for stop in on(page, day)] == [True] * 4
    assert page.month.grid.sizeHint().height() > low
    assert focused() is on(page, day)[1]


def test_six_weeks_with_two_on_a_day_fit_a_page_without_scrolling(tabs: Tabs) -> None:
    for week in range(6):
        for hour in (10, 16):
            keep(tabs, date(2026, 3, 1), planned_at=at(date(2026, 3, 1) + timedelta(days=6 * week), hour))
    page = tabs.family_time(view="month")
    page.head.before.click()
    page.head.before.click()
    assert page.head.title.text() == "March 2026"
    assert page.month.grid.sizeHint().height() + page.head.sizeHint().height() + 32 <= 535


def test_little_room_shows_the_list_until_somebody_asks_for_the_month(qtbot: QtBot, house: House) -> None:
    page = Tabs(qtbot, house).family_time(view="", width=420)
    assert page.view() == "list"
    assert page.month.isHidden()
    assert page.cards["occasion"].isVisible()
    page.head.view.button("month").click()
    assert page.month.isVisible()
    assert page.cards["occasion"].isHidden()
    page.resize(1174, 560)
    assert page.view() == "month"


def test_the_list_is_come_back_to(tabs: Tabs) -> None:
    page = tabs.family_time(view="month")
    place = Place("young_person", KAI, "family_time")
    assert page.here(place) == place
    page.head.view.button("list").click()
    again = tabs.family_time(page.here(place), view="")
    assert again.view() == "list"
    assert again.cards["occasion"].isVisible()


def test_the_page_of_somebody_else_shows_nothing_of_this_one(tabs: Tabs) -> None:
    keep(tabs, date(2026, 5, 3))
    page = tabs.family_time(view="month")
    page.head.before.click()
    page.open_place(Place("young_person", DEV, "family_time"))
    assert page.head.title.text() == "May 2026"
    assert said(page, date(2026, 5, 3)) == ["Sunday 3 May 2026, nothing"]


# -- walking --------------------------------------------------------------------------------------------------


def test_arrow_keys_go_by_day_through_a_day_and_by_week(tabs: Tabs) -> None:
    day = date(2026, 5, 12)
    two = [keep(tabs, day, planned_at=at(day, hour)) for hour in (10, 16)]
    page = tabs.family_time(view="month")
    stand(page, date(2026, 5, 11))
    steps = [press(key) for key in (KEY.Key_Right, KEY.Key_Down, KEY.Key_Down)]
    assert [(stop.day, stop.mark.key if stop.mark else "") for stop in steps] == [
        (day, two[0].id), (day, two[1].id), (date(2026, 5, 19), ""),
    ]  # fmt: skip
    back = press(KEY.Key_Up)
    assert back.mark is not None
    assert back.mark.key == two[1].id
    assert press(KEY.Key_Home).day == date(2026, 5, 11)
    assert press(KEY.Key_End).day == date(2026, 5, 17)


def test_going_past_the_last_day_turns_the_month(tabs: Tabs) -> None:
    page = tabs.family_time(view="month")
    stand(page, date(2026, 5, 31))
    assert press(KEY.Key_Right).day == date(2026, 6, 1)
    assert page.head.title.text() == "June 2026"
    press(KEY.Key_PageUp)
    assert page.head.title.text() == "May 2026"


def test_tab_reaches_the_month_once(tabs: Tabs) -> None:
    keep(tabs, date(2026, 5, 3))
    page = tabs.family_time(view="month")
    by_tab = [s for s in page.month.grid.stops() if s.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [stop.day for stop in by_tab] == [TODAY]
    stand(page, date(2026, 5, 3))
    press(KEY.Key_Right)
    by_tab = [s for s in page.month.grid.stops() if s.focusPolicy() == Qt.FocusPolicy.StrongFocus]
    assert [stop.day for stop in by_tab] == [date(2026, 5, 4)]


# -- where it leads -------------------------------------------------------------------------------------------


def test_a_mark_opens_its_occasion_and_the_focus_comes_back(tabs: Tabs) -> None:
    kept = keep(tabs, date(2026, 5, 3), what_they_did="Baked bread.")
    page = tabs.family_time(view="month")
    stop = stand(page, date(2026, 5, 3))
    QTest.keyClick(stop, KEY.Key_Return)
    assert form_of(page).values()["what_they_did"] == "Baked bread."
    assert stop.is_open
    assert page.here(Place("young_person", KAI, "family_time")).record_id == kept.id
    QTest.keyClick(page.sheet, KEY.Key_Escape)
    assert focused() is stop
    assert not stop.is_open


def test_an_expected_day_opens_a_new_entry_that_knows_everything_the_arrangement_says(tabs: Tabs) -> None:
    calls = fridays(tabs)
    page = tabs.family_time(view="month")
    [stop] = on(page, date(2026, 5, 8))
    stop.click()
    values = form_of(page).values()
    assert (values["person_id"], values["kind"], values["state"]) == (person_id(KAI), "video", "happened")
    assert (values["planned_at"], values["place"]) == (at(date(2026, 5, 8)), "Small room")
    save(page.sheet)
    stored = next(o for o in tabs.services.family_time.occasions(KAI) if o.arrangement_id)
    assert (stored.arrangement_id, stored.expected_at) == (calls.id, at(date(2026, 5, 8)))
    assert said(page, date(2026, 5, 8)) == ["Friday 8 May 2026, 16:00, Nan, video call, happened"]


def test_an_expected_day_to_come_is_planned(tabs: Tabs) -> None:
    fridays(tabs)
    page = tabs.family_time(view="month")
    on(page, date(2026, 5, 22))[0].click()
    assert form_of(page).values()["state"] == "planned"


def test_a_day_without_anything_begins_an_entry_for_that_day(tabs: Tabs) -> None:
    page = tabs.family_time(view="month")
    stand(page, date(2026, 5, 20)).click()
    assert form_of(page).values()["planned_at"] == at(date(2026, 5, 20), 12)
    assert form_of(page).values()["state"] == "planned"


def test_whoever_only_reads_opens_no_form_on_an_empty_day(qtbot: QtBot, house: House) -> None:
    page = Tabs(qtbot, house, Role.INSPECTOR).family_time(view="month")
    stop = on(page, date(2026, 5, 20))[0]
    stop.click()
    assert page.sheet.isHidden()
    assert stop.accessibleDescription() == ""
    assert page.head.add is None
    assert all(row.tell is None for row in page.month.rows)


def leads_back(page: FamilyTimePage) -> Place:
    return page.here(Place("young_person", KAI, "family_time"))


def open_expected(page: FamilyTimePage) -> None:
    on(page, date(2026, 5, 8))[0].click()


def open_empty_day(page: FamilyTimePage) -> None:
    on(page, date(2026, 5, 20))[0].click()


@pytest.mark.parametrize("begin", [open_expected, open_empty_day])
@pytest.mark.parametrize("view", ["month", "list"])
def test_what_is_begun_there_is_found_again_after_a_lock(
    tabs: Tabs, begin: Callable[[FamilyTimePage], None], view: str
) -> None:
    fridays(tabs)
    page = tabs.family_time(view="month")
    begin(page)
    began = form_of(page).values()["planned_at"]
    again = tabs.family_time(leads_back(page), view=view)
    assert form_of(again).values()["planned_at"] == began


def test_a_place_opens_an_occasion_of_another_month(tabs: Tabs) -> None:
    old = keep(tabs, date(2025, 11, 5), what_they_did="Fireworks.")
    page = tabs.family_time(Place("young_person", KAI, "family_time", old.id), view="month")
    assert page.head.title.text() == "November 2025"
    assert form_of(page).values()["what_they_did"] == "Fireworks."
    current = page.month.grid.current()
    assert current is not None
    assert current.mark is not None
    assert current.mark.key == old.id


def test_the_way_from_today_opens_the_form_that_says_who_told_them(tabs: Tabs) -> None:
    place = Place("young_person", KAI, "family_time", occasion_id(KAI), "tell")
    page = tabs.family_time(place, view="month")
    assert "words" in form_of(page).values()


def test_a_place_that_names_a_limit_opens_it(tabs: Tabs) -> None:
    limit = Limit(
        young_person_id=KAI, person_id=person_id(KAI), with_whom="Nan", what="an adult is in the room on calls",
        ground=LimitGround.COURT_ORDER, ground_details="Section 34", linked_to_sanction=Answer.NO,
        starts=TODAY, review_on=date(2026, 6, 5), review_by="court",
    )  # fmt: skip
    stored = tabs.services.limits.save_limit(limit).record
    page = tabs.family_time(Place("young_person", KAI, "family_time", stored.id), view="month")
    assert form_of(page).values()["what"] == "an adult is in the room on calls"
    shown = texts(page.limits)
    assert "Nan: an adult is in the room on calls" in shown
    assert {"Law", "Section 34", "Review by court", "Fri 5 Jun", "Never a reward, never a sanction"} <= set(
        shown
    )


# -- under the month ------------------------------------------------------------------------------------------


def test_what_fell_away_says_by_whom_why_and_leads_to_the_telling(tabs: Tabs) -> None:
    page = tabs.family_time(view="month")
    [row] = page.month.rows
    assert "Nan" in row.accessibleName()
    assert "by Nan: Her phone is broken." in row.accessibleName()
    assert row.tell is not None
    assert row.tell.text() == "Still to be told"
    row.tell.click()
    save(page.sheet)
    [row] = page.month.rows
    assert row.tell is None
    assert "Told why, Graham" in row.accessibleName()


def test_what_fell_away_in_another_month_is_not_in_this_one(tabs: Tabs) -> None:
    keep(tabs, date(2026, 4, 28), OccasionState.CANCELLED, cancelled_by="us", why="No driver.")
    page = tabs.family_time(view="month")
    assert len(page.month.rows) == 1
    assert on(page, date(2026, 4, 28))[0].mark is not None  # the day itself is shown
    page.head.before.click()
    assert "by us: No driver." in page.month.rows[0].accessibleName()


def test_what_is_arranged_is_told_in_a_few_words_and_opens(tabs: Tabs) -> None:
    fridays(tabs)
    page = tabs.family_time(view="month")
    assert "Nan: video call, Fridays" in texts(page.arrangements)
    assert buttons(page.arrangements) == ["Add an arrangement"]


# -- the last twelve months -----------------------------------------------------------------------------------


def test_the_strip_says_each_month_and_the_figures_in_words(tabs: Tabs) -> None:
    fridays(tabs)
    keep(tabs, date(2026, 4, 3), kind=FamilyTimeKind.VIDEO)
    page = tabs.family_time(view="month")
    [strip] = page.year.strips
    assert strip.accessibleName().startswith("Nan, May 2026: 2 expected, 2 with nothing written")
    strip.setFocus()
    QTest.keyClick(strip, KEY.Key_Left)
    assert strip.accessibleName() == "Nan, April 2026: 4 expected, 1 happened, 3 with nothing written"
    words = next(text for text in texts(page.year) if text.startswith("Nan: "))
    assert words.startswith("Nan: 1 of 6 expected calls happened; 5 with nothing written.")
    assert not any("%" in text for text in texts(page.year))


def test_a_month_of_the_strip_is_shown_above(tabs: Tabs) -> None:
    keep(tabs, date(2026, 4, 3))
    page = tabs.family_time(view="month")
    [strip] = page.year.strips
    strip.setFocus()
    QTest.keyClick(strip, KEY.Key_Left)
    QTest.keyClick(strip, KEY.Key_Return)
    assert page.head.title.text() == "April 2026"
    assert said(page, date(2026, 4, 3)) == ["Friday 3 April 2026, 16:00, Nan, visit, happened"]
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip.rect().center())
    assert page.head.title.text() not in ("April 2026", "May 2026")


def test_what_the_figures_mean_stands_beside_them_on_asking(tabs: Tabs) -> None:
    page = tabs.family_time(view="month")
    meaning = "What the arrangements lay out up to today. An arrangement without a rule expects nothing."
    assert meaning not in texts(page.year)
    page.year.means.click()
    assert meaning in texts(page.year)


# -- the list -------------------------------------------------------------------------------------------------


def test_the_list_holds_what_is_planned_and_expected_soonest_first(tabs: Tabs) -> None:
    fridays(tabs)
    keep(tabs, date(2026, 5, 20), OccasionState.PLANNED)
    page = tabs.family_time()
    table = page.cards["to_come"].list
    assert [(o.planned_at.astimezone().date(), bool(o.id)) for o in table.rows_model.rows()][:3] == [
        (date(2026, 5, 15), False), (date(2026, 5, 20), True), (date(2026, 5, 22), False),
    ]  # fmt: skip
    assert [o.planned_at.astimezone().date() for o in page.cards["missing"].list.rows_model.rows()] == [
        date(2026, 5, 8), date(2026, 5, 1), date(2026, 4, 24), date(2026, 4, 17),
    ]  # fmt: skip


def test_nothing_missing_takes_no_room_in_the_list(tabs: Tabs) -> None:
    assert tabs.family_time().cards["missing"].isHidden()
