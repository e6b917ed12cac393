"""The form of an arrangement: a rhythm in plain words, the next dates, limits beside it, school holidays."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.family_time import (
    Arrangement,
    FamilyTimeKind,
    HolidayRule,
    Limit,
    LimitGround,
    SchoolHoliday,
    SupportLevel,
)
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.staff import Role
from securecare_desktop.ui.page import Place
from securecare_desktop.ui.widgets.form import Form
from securecare_desktop.ui.widgets.records import RecordsPage
from securecare_desktop.ui.widgets.rhythm import RhythmEditor
from tests.support.house import KAI, TODAY, House, person_id
from tests.ui.reading import texts
from tests.ui.record_pages import Tabs, buttons, choose, form_of, save, type_into

pytestmark = pytest.mark.usefixtures("inline_tasks", "british_time")
NEW = Place("young_person", KAI, "family_time", part="new:arrangement")


@pytest.fixture
def british_time(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let this computer stand in Britain."""
    monkeypatch.setenv("TZ", "GMT0BST,M3.5.0/1,M10.5.0/2")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def tabs(qtbot: QtBot, house: House) -> Tabs:
    return Tabs(qtbot, house)


def rhythm_in(form: Form) -> RhythmEditor:
    editor = form.editor("rule")
    assert isinstance(editor, RhythmEditor)
    return editor


def pick(editor: RhythmEditor, **choices: Any) -> None:
    """Choose in the drop-downs of the rhythm, one after another, as a person does."""
    for name, data in choices.items():
        combo = getattr(editor, name)
        at = combo.findData(data)
        assert at >= 0, f"{name} does not offer {data}"
        assert not combo.isHidden(), f"{name} is not asked for"
        combo.setCurrentIndex(at)
        combo.activated.emit(at)


def note(form: Form, name: str) -> str:
    row = form.row(name)
    return row.note.words.text() if row.note is not None else ""


def every_second_saturday(tabs: Tabs) -> tuple[RecordsPage, Form]:
    page = tabs.family_time(NEW)
    form = form_of(page)
    choose(form, "person_id", "Nan (Pauline)")
    pick(rhythm_in(form), kind="weeks", interval=2)
    rhythm_in(form).weekdays[5].click()
    return page, form


def stored(tabs: Tabs) -> Arrangement:
    (found,) = tabs.services.arrangements.arrangements(KAI)
    return found


def test_a_rhythm_is_chosen_seen_ahead_and_stored_as_a_rule_and_a_sentence(tabs: Tabs) -> None:
    page, form = every_second_saturday(tabs)
    type_into(form, "at_time", "14:00")
    assert note(form, "rule") == "Next: Sat 16 May, Sat 30 May, Sat 13 Jun, Sat 27 Jun"
    save(page.sheet)
    made = stored(tabs)
    assert (made.rule, made.how_often) == ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SA", "Every second Saturday, 14:00")
    assert (made.with_whom, made.starts, made.at_time) == ("Nan", TODAY, "14:00")


def test_own_words_for_how_often_stay_when_the_rhythm_changes(tabs: Tabs) -> None:
    page, form = every_second_saturday(tabs)
    type_into(form, "how_often", "Saturdays when the market is on")
    pick(rhythm_in(form), interval=1)
    save(page.sheet)
    assert stored(tabs).how_often == "Saturdays when the market is on"
    assert stored(tabs).rule == "FREQ=WEEKLY;BYDAY=SA"


def test_the_sentence_follows_the_rhythm_of_an_arrangement_that_is_opened_again(tabs: Tabs) -> None:
    page, _form = every_second_saturday(tabs)
    save(page.sheet)
    page = tabs.family_time(replace(NEW, record_id=stored(tabs).id, part=""))
    form = form_of(page)
    assert rhythm_in(form).interval.currentData() == 2
    pick(rhythm_in(form), kind="month_weekday", nth=-1, weekday=6)
    save(page.sheet)
    assert (stored(tabs).rule, stored(tabs).how_often) == (
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1SU", "The last Sunday of a month, every second month",
    )  # fmt: skip


def test_without_a_rhythm_words_are_asked_for(tabs: Tabs) -> None:
    page = tabs.family_time(NEW)
    form = form_of(page)
    choose(form, "person_id", "Nan (Pauline)")
    assert form.row("only_in").isHidden()
    save(page.sheet)
    assert "how often" in form.row("how_often").error
    type_into(form, "how_often", "When she is in town")
    save(page.sheet)
    assert (stored(tabs).rule, stored(tabs).how_often) == ("", "When she is in town")


def test_a_rule_of_another_kind_is_kept_as_it_was_written(tabs: Tabs) -> None:
    rule = "FREQ=MONTHLY;BYDAY=1MO,3MO"
    made = Arrangement(
        young_person_id=KAI, person_id=person_id(KAI), with_whom="Nan", kind=FamilyTimeKind.PHONE,
        how_often="First and third Monday", rule=rule, starts=TODAY,
    )  # fmt: skip
    kept = tabs.services.arrangements.save_arrangement(made).record
    page = tabs.family_time(replace(NEW, record_id=kept.id, part=""))
    form = form_of(page)
    assert rhythm_in(form).kind.currentText() == "As it was written before"
    assert note(form, "rule") == "Next: Mon 18 May, Mon 1 Jun, Mon 15 Jun, Mon 6 Jul"
    type_into(form, "place", "Garden Room")
    save(page.sheet)
    assert (stored(tabs).rule, stored(tabs).how_often) == (rule, "First and third Monday")


def test_the_draft_of_a_rhythm_is_kept(tabs: Tabs) -> None:
    page, form = every_second_saturday(tabs)
    form.keep_draft_now()
    form = form_of(tabs.family_time(NEW))
    assert rhythm_in(form).value() == "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA"
    assert rhythm_in(form).weekdays[5].isChecked()


def test_what_a_court_directs_is_asked_first_and_stands_first_in_the_list(tabs: Tabs) -> None:
    first = Arrangement(
        young_person_id=KAI,
        person_id=person_id(KAI),
        with_whom="Aunt",
        kind=FamilyTimeKind.PHONE,
        how_often="Often",
    )
    tabs.services.arrangements.save_arrangement(first)
    page, form = every_second_saturday(tabs)
    assert form.row("direction").isHidden()
    assert next(iter(form.values())) == "directed_by_court"
    choose(form, "directed_by_court", "Yes")
    save(page.sheet)
    assert "court or hearing directs" in form.row("direction").error
    type_into(form, "direction", "Section 34, 9 March: every second Saturday")
    save(page.sheet)
    found = tabs.services.arrangements.arrangements(KAI)
    assert [one.directed_by_court for one in found] == [True, False]


def test_a_limit_in_force_is_named_beside_the_kind_and_stops_nobody(tabs: Tabs) -> None:
    limit = Limit(
        young_person_id=KAI, person_id=person_id(KAI), with_whom="Nan", what="An adult is in the room.",
        ground=LimitGround.COURT_ORDER, kinds=(FamilyTimeKind.VISIT_HERE,), starts=TODAY,
    )  # fmt: skip
    with tabs.services.session.writing(Action.SET_LIMIT) as work:
        work.limits.add(limit)
    page, form = every_second_saturday(tabs)
    assert (
        note(form, "kind") == "A limit is in force with this person: An adult is in the room (court order)."
    )
    choose(form, "kind", "Phone call (indirect)")
    assert note(form, "kind") == ""
    choose(form, "kind", "Visit (direct)")
    save(page.sheet)
    assert stored(tabs).kind is FamilyTimeKind.VISIT_HERE


def test_school_holidays_decide_over_the_next_dates_and_are_reached_from_the_form(tabs: Tabs) -> None:
    page, form = every_second_saturday(tabs)
    choose(form, "only_in", "In school holidays only")
    assert "no school holidays are kept" in note(form, "rule")
    link = form.row("only_in").link
    assert link is not None
    link.click()
    form = form_of(page)
    type_into(form, "name", "May half-term")
    type_into(form, "first_day", "25 May")
    type_into(form, "last_day", "29 May")
    save(page.sheet)
    (holiday,) = tabs.services.arrangements.school_year(KAI).holidays
    assert (holiday.name, holiday.first_day, holiday.last_day) == (
        "May half-term", date(2026, 5, 25), date(2026, 5, 29),
    )  # fmt: skip
    form = form_of(tabs.family_time(NEW))
    rhythm_in(form).weekdays[0].click()
    assert note(form, "rule").startswith("Next: Mon 25 May"), "the draft of the arrangement was kept"


def test_a_time_that_the_clocks_leave_out_is_said_beforehand(tabs: Tabs) -> None:
    _page, form = every_second_saturday(tabs)
    type_into(form, "at_time", "01:30")
    assert note(form, "at_time") == "", "the clocks change on a Sunday"
    pick(rhythm_in(form), kind="days", interval=1)
    assert note(form, "at_time") == (
        "On Sun 28 Mar 2027 the clocks go forward over this time. It will be at 02:30 then."
    )


def test_a_pause_says_that_it_is_a_limit(tabs: Tabs) -> None:
    _page, form = every_second_saturday(tabs)
    assert note(form, "level") == ""
    choose(form, "level", "Paused")
    assert "lawful ground" in note(form, "level")


def test_what_cannot_be_is_told_at_its_field_and_nothing_is_stored(tabs: Tabs) -> None:
    page, form = every_second_saturday(tabs)
    type_into(form, "review_on", "1 May 2026")
    type_into(form, "ended_on", "2 May 2026")
    assert not form.row("why_ended").isHidden()
    type_into(form, "at_time", "after tea")
    save(page.sheet)
    assert "before it starts" in form.row("review_on").error
    assert "before it starts" in form.row("ended_on").error
    assert form.row("why_ended").error
    assert "14:00" in form.row("at_time").error
    assert tabs.services.arrangements.arrangements(KAI) == ()


def test_every_part_of_the_rhythm_has_a_name_for_those_who_cannot_see_it(tabs: Tabs) -> None:
    _page, form = every_second_saturday(tabs)
    editor = rhythm_in(form)
    names = [one.accessibleName() for one in editor.inputs()]
    assert all(names)
    assert len(set(names)) == len(names)
    assert "Saturday" in names
    assert "Next: Sat 16 May" in editor.kind.accessibleDescription()


def test_who_reads_only_sees_the_rhythm_and_cannot_change_it(qtbot: QtBot, house: House) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    made = Arrangement(
        young_person_id=KAI, person_id=person_id(KAI), with_whom="Nan", kind=FamilyTimeKind.PHONE,
        how_often="Every day", rule="FREQ=DAILY", starts=TODAY, only_in=HolidayRule.IN_HOLIDAYS,
        level=SupportLevel.UNSUPPORTED,
    )  # fmt: skip
    kept = manager.arrangements.save_arrangement(made).record
    day = TODAY + timedelta(days=3)
    manager.arrangements.save_holiday(SchoolHoliday(unit_id="", name="X", first_day=day, last_day=day))
    tabs = Tabs(qtbot, house, Role.INSPECTOR)
    page = tabs.family_time(replace(NEW, record_id=kept.id, part=""))
    form = form_of(page)
    assert not any(one.isEnabled() for one in rhythm_in(form).inputs())
    assert form.row("only_in").link is None
    assert note(form, "rule") == "Next: Sun 17 May"
    assert "Add a school holiday" not in texts(page)
    assert "Save" not in buttons(page)


def test_an_arrangement_with_somebody_who_has_gone_can_still_be_ended(tabs: Tabs) -> None:
    page, _form = every_second_saturday(tabs)
    save(page.sheet)
    nan = next(p for p in tabs.services.people.network(KAI) if p.id == person_id(KAI))
    tabs.services.people.save_person(
        replace(nan, until=TODAY - timedelta(days=1), why_ended="She moved abroad.")
    )
    page = tabs.family_time(replace(NEW, record_id=stored(tabs).id, part=""))
    form = form_of(page)
    assert form.values()["person_id"] == nan.id
    type_into(form, "ended_on", "16 May 2026")
    type_into(form, "why_ended", "She moved abroad.")
    save(page.sheet)
    assert stored(tabs).ended_on == date(2026, 5, 16)
