"""The time limits of a unit: a figure is looked up and confirmed, another one counts here, a rule is not used."""

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.clocks import typed_figures
from securecare_desktop.domain.staff import Role
from securecare_desktop.ui.clock_figures.page import ClockFiguresPage
from securecare_desktop.ui.page import Place
from tests.support.house import KAI, TODAY, House
from tests.ui.reading import texts
from tests.ui.record_pages import Tabs, form_of, save, type_into

pytestmark = pytest.mark.usefixtures("inline_tasks")


def page_of(tabs: Tabs, rule: str = "", act: str = "") -> ClockFiguresPage:
    services = tabs.services
    made = ClockFiguresPage(
        services.clocks, services.drafts, services.session.clock, lambda: services.session.actor.name
    )
    return tabs.show(made, Place("clock_figures", record_id=rule, part=act))


@pytest.fixture
def tabs(qtbot: QtBot, house: House) -> Tabs:
    return Tabs(qtbot, house, Role.UNIT_MANAGER)


def row(page: ClockFiguresPage, rule: str) -> list[str]:
    return next(texts(made) for one, made in page.rows if one.rule.key == rule)


def test_a_figure_to_check_says_so_until_somebody_has_looked_it_up(tabs: Tabs) -> None:
    page = page_of(tabs, "E05", "confirm")
    assert "Check against the current text." in row(page, "E05")
    type_into(form_of(page), "checked_against", "Children Act 1989, read on legislation.gov.uk")
    save(page.sheet)
    assert "Check against the current text." not in row(page, "E05")
    assert any(words.startswith("confirmed by Graham Pell") for words in row(page, "E05"))


def test_another_figure_counts_for_everybody_here(tabs: Tabs) -> None:
    page = page_of(tabs, "E15", "confirm")
    type_into(form_of(page), "confirmed_steps", "5 days, 1 month")
    save(page.sheet)
    assert "5 days, then 1 month" in row(page, "E15")
    clock = next(c for c in tabs.services.clocks.board(KAI).clocks if c.rule.key == "E15")
    assert clock.due is not None
    assert clock.due.on == TODAY - timedelta(days=69) + timedelta(days=5)


def test_what_is_no_figure_is_said_at_the_field(tabs: Tabs) -> None:
    page = page_of(tabs, "E15", "confirm")
    type_into(form_of(page), "confirmed_steps", "soon")
    save(page.sheet)
    assert form_of(page).row("confirmed_steps").error


def test_law_is_only_left_aside_with_a_reason(tabs: Tabs) -> None:
    page = page_of(tabs, "E15", "not_used")
    save(page.sheet)
    assert form_of(page).row("checked_against").error
    type_into(form_of(page), "checked_against", "The authority keeps this one.")
    save(page.sheet)
    assert "E15" not in {one.rule.key for one, _row in page.rows}
    page.filter.button("all").click()
    assert "Not used" in row(page, "E15")
    assert "E15" not in {c.rule.key for c in tabs.services.clocks.board(KAI).clocks}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("72 hours", ("72 hours",)),
        ("7 days, 1 month", ("7 days", "1 months")),
        ("20 Working Days\n3 months", ("20 working_days", "3 months")),
        ("soon", ("soon",)),
        ("", ()),
    ],
)
def test_figures_are_read_as_a_person_types_them(typed: str, read: tuple[str, ...]) -> None:
    assert typed_figures(typed) == read
