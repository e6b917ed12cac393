"""The Time limits tab: late first, how each was counted, what became of it, and what happens that starts others."""

from datetime import date, timedelta

import pytest
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.clock_running import ClockState, RunningClock
from securecare_desktop.domain.clocks import ClockSetting
from securecare_desktop.domain.staff import Role
from securecare_desktop.ui.clocks.page import ClocksPage
from securecare_desktop.ui.page import Place
from securecare_desktop.ui.widgets.rows import ListRow
from tests.support.house import KAI, TODAY, House
from tests.ui.reading import texts
from tests.ui.record_pages import Tabs, buttons, choose, form_of, save, type_into

pytestmark = pytest.mark.usefixtures("inline_tasks")

VISIT = "E15"
"""A chain: within a week of the arrival, then at most six weeks apart."""


@pytest.fixture
def tabs(qtbot: QtBot, house: House) -> Tabs:
    return Tabs(qtbot, house)


def shown(page: ClocksPage, rule: str) -> tuple[RunningClock, ListRow]:
    return next((clock, row) for clock, row in page.rows if clock.rule.key == rule)


def at(rule: str, act: str = "") -> Place:
    return Place("young_person", KAI, "clocks", rule, act)


def test_what_is_late_stands_first_and_says_by_how_much(tabs: Tabs) -> None:
    page = tabs.clocks()
    states = [clock.state for clock, _row in page.rows]
    assert states[0] is ClockState.LATE
    assert ClockState.LATE not in states[states.count(ClockState.LATE) :]
    _clock, row = shown(page, VISIT)
    said = texts(row)
    assert {"62 days late", "Late", "Law"} <= set(said)
    assert "Dates are an aid, not legal advice" in texts(page)


def test_a_sheet_says_how_a_day_was_counted_and_where_the_rule_stands(tabs: Tabs) -> None:
    page = tabs.clocks(at(VISIT))
    said = texts(page.sheet)
    clock, _row = shown(page, VISIT)
    assert any(words.startswith("1 week from: ") and "6 March 2026" in words for words in said)
    assert any(clock.rule.source in words.replace("\u200b", "") for words in said)


def test_a_late_one_is_done_with_what_shows_it_and_the_next_counts_from_then(tabs: Tabs) -> None:
    page = tabs.clocks(at(VISIT, "done"))
    form = form_of(page)
    type_into(form, "done_by", "Eleri Vaughan")
    save(page.sheet)
    assert form.row("evidence").error
    type_into(form, "evidence", "Her note of the visit")
    save(page.sheet)
    assert form.row("late_reason").error
    type_into(form, "late_reason", "She was ill in March.")
    save(page.sheet)
    clock, row = shown(page, VISIT)
    assert (clock.step, clock.state) == (2, ClockState.RUNNING)
    assert clock.due is not None
    assert clock.due.on == TODAY + timedelta(weeks=6)
    assert "in 42 days" in texts(row)


def test_why_one_does_not_apply_has_to_be_said_and_stands_with_what_is_over(tabs: Tabs) -> None:
    page = tabs.clocks(at(VISIT, "not_applicable"))
    save(page.sheet)
    assert form_of(page).row("not_applicable_because").error
    type_into(form_of(page), "not_applicable_because", "The authority visits by video, agreed.")
    save(page.sheet)
    assert VISIT not in {clock.rule.key for clock, _row in page.rows if clock.step == 1}
    page._fold("past")
    clock, row = shown(page, VISIT)
    past = next(r for c, r in page.rows if c.rule.key == VISIT and c.step == 1)
    assert any("The authority visits by video, agreed." in words for words in texts(past))


def test_more_time_is_written_down_with_who_allowed_it(tabs: Tabs) -> None:
    page = tabs.clocks(at("E02", "extend"))
    save(page.sheet)
    assert form_of(page).row("extended_because").error
    assert form_of(page).row("extended_until").error


def test_what_happened_starts_what_counts_from_it(tabs: Tabs) -> None:
    page = tabs.clocks()
    before = len(page.rows)
    page.write_event()
    form = form_of(page)
    choose(form, "event", next(e.what for e in page._shown.events if e.key == "restraint"))  # type: ignore[union-attr]
    save(page.sheet)
    assert len(page.rows) > before
    assert {"E19", "E20", "E21"} <= {clock.rule.key for clock, _row in page.rows}


def test_a_figure_nobody_has_confirmed_says_so_until_a_manager_has(tabs: Tabs, house: House) -> None:
    page = tabs.clocks()
    _clock, row = shown(page, "E02")
    assert "Check against the current text." in texts(row)
    manager = house.signed_in(Role.UNIT_MANAGER)
    unit_id = manager.session.actor.unit_id
    manager.clocks.save_setting(
        ClockSetting(
            unit_id=unit_id, rule="E02", confirmed_steps=("72 hours", "28 days"),
            confirmed_on=date(2026, 5, 13), confirmed_by="Graham Pell", checked_against="legislation.gov.uk",
        )
    )  # fmt: skip
    page.reload()
    _clock, row = shown(page, "E02")
    assert "Check against the current text." not in texts(row)


def test_rules_without_a_date_are_folded_until_somebody_asks(tabs: Tabs) -> None:
    page = tabs.clocks()
    assert "E06" not in {clock.rule.key for clock, _row in page.rows}
    page._fold("rules")
    assert "E06" in {clock.rule.key for clock, _row in page.rows}


def test_an_inspector_reads_and_writes_nothing(qtbot: QtBot, house: House) -> None:
    page = Tabs(qtbot, house, Role.INSPECTOR).clocks(at(VISIT))
    assert page.happened.isHidden()
    assert {"Done", "Does not apply", "Extended"}.isdisjoint(buttons(page))


def test_what_was_written_down_is_opened_again_by_whoever_may_write_and_nobody_else(
    qtbot: QtBot, house: House
) -> None:
    lead = Tabs(qtbot, house)
    page = lead.clocks(at(VISIT, "not_applicable"))
    type_into(form_of(page), "not_applicable_because", "The authority visits by video, agreed.")
    save(page.sheet)
    first = next(clock for clock in lead.services.clocks.board(KAI).past if clock.rule.key == VISIT)
    assert "Open again" in buttons(lead.clocks(at(first.key)))
    reading = Tabs(qtbot, house, Role.INSPECTOR).clocks(at(first.key))
    assert any("The authority visits by video, agreed." in words for words in _past(reading))
    assert "Open again" not in buttons(reading)


def _past(page: ClocksPage) -> list[str]:
    page._fold("past")
    return texts(page)
