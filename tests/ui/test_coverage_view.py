"""What does our plan not say yet: what stands there, what can be confirmed, and where it leads."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from securecare_desktop.core.resource_files import Fault
from securecare_desktop.domain.messages import Changed
from securecare_desktop.domain.permissions import Action
from securecare_desktop.services.frameworks import PlanCoverage
from securecare_desktop.ui import tasks, theme
from securecare_desktop.ui.plans.coverage import CoveragePane, CoverageView
from tests.ui.framework_facts import FakeFrameworks, plan_coverage
from tests.ui.reading import texts

Open = Callable[..., CoverageView]


@pytest.fixture
def open_view(qtbot: QtBot, dressed: object) -> Open:
    def make(
        found: PlanCoverage | None = None,
        *,
        framework: str = "steps",
        everything: bool = True,
        may_confirm: bool = True,
        may_word: bool = True,
        width: int = 1120,
    ) -> CoverageView:
        view = CoverageView(may_confirm=may_confirm, may_word=may_word)
        qtbot.addWidget(view)
        view.resize(width, 700)
        view.show()
        view.show_coverage(found or plan_coverage())
        view.choose(framework)
        if everything:
            view.filter.button("all").click()
        return view

    return make


def spoken(view: CoverageView) -> list[str]:
    return [row.accessibleName() for row in view.rows]


def press(view: CoverageView, number: str, text: str) -> None:
    row = next(row for row in view.rows if row.one.item.number == number)
    next(button for button in row.buttons if button.text() == text).click()


def test_each_item_says_in_words_what_the_plan_says_of_it(open_view: Open) -> None:
    assert spoken(open_view()) == [
        "1, Inform, They are told of decisions., Said, 2 Why I am here and by what authority",
        "2, Rights, They know their rights., To look at",
        "3, They keep their friends., Not said yet",
    ]


def test_counts_are_words_beside_the_list_and_never_a_score(open_view: Open) -> None:
    view = open_view()
    assert view.card.second.text() == "1 of 3 said, 1 to look at"
    assert "1 of 1 said" in texts(view.card)
    assert "0 of 2 said, 1 to look at" in texts(view.card)
    assert not any("%" in text for text in texts(view))


def test_at_first_only_what_is_not_said_yet_is_shown(open_view: Open) -> None:
    view = open_view(everything=False)
    assert [row.one.item.number for row in view.rows] == ["2", "3"]
    assert "The plan says all of it." in texts(view.card)


def test_one_stage_can_be_looked_at_by_itself(open_view: Open) -> None:
    view = open_view()
    view.stage.button("before").click()
    assert [row.one.item.number for row in view.rows] == ["1"]
    view.stage.button("moving_on").click()
    assert view.rows == []


def test_each_framework_is_offered_with_its_counts(open_view: Open) -> None:
    view = open_view()
    offered = [view.framework.itemText(n) for n in range(view.framework.count())]
    assert offered == ["Nine steps  ·  1 of 3 said, 1 to look at", "Standards  ·  0 of 3 said"]
    assert "Source: A toolkit" in view.about.text()


def test_a_wording_that_is_not_held_is_said_to_be_not_held(open_view: Open) -> None:
    view = open_view(framework="standards")
    said = texts(view.card)
    assert "Wording not held; your printed set has it." in said
    assert "inferred from pages that lean on it, not its wording" in said
    assert "from memory, not checked" in said
    assert "Schedule 2" in said


def test_a_manager_can_go_and_write_the_wording_in(open_view: Open, qtbot: QtBot) -> None:
    view = open_view(framework="standards")
    with qtbot.waitSignal(view.write_wording) as asked:
        press(view, "22", "Write it in")
    assert asked.args == ["standards", "22"]
    others = open_view(framework="standards", may_word=False)
    assert not any(b.text() == "Write it in" for row in others.rows for b in row.buttons)


def test_the_units_own_wording_stands_first_and_is_called_that(open_view: Open) -> None:
    view = open_view(plan_coverage(wordings={"22": "My things are safe."}), framework="standards")
    said = texts(view.card)
    assert "My things are safe." in said
    assert "Your unit’s own wording" in said


def test_a_section_can_be_gone_to_also_where_nothing_is_written_yet(open_view: Open, qtbot: QtBot) -> None:
    view = open_view()
    with qtbot.waitSignal(view.open_section) as gone:
        press(view, "3", "7 Family time and friendships")
    assert gone.args == [7]
    assert "not written yet" in texts(view.rows[2])


def test_what_was_looked_at_is_confirmed_and_can_be_taken_back(open_view: Open, qtbot: QtBot) -> None:
    view = open_view()
    with qtbot.waitSignal(view.confirm) as said:
        press(view, "2", "It says it")
    assert said.args == [9, "steps:2", True]
    with qtbot.waitSignal(view.confirm) as said:
        press(view, "1", "Take back")
    assert said.args == [2, "steps:1", False]


@pytest.mark.parametrize("may", [{"may_confirm": False}, {"found": plan_coverage(may_confirm=False)}])
def test_whoever_may_not_or_a_signed_version_leaves_nothing_to_confirm(
    open_view: Open, may: dict[str, object]
) -> None:
    view = open_view(**may)
    assert [b.text() for row in view.rows for b in row.buttons] == [
        "2 Why I am here and by what authority",
        "9 Rights, advocacy, legal help, complaints",
        "7 Family time and friendships",
    ]


def test_for_an_item_that_nobody_knows_the_place_of_one_says_which_section_it_is(
    open_view: Open, qtbot: QtBot
) -> None:
    view = open_view(framework="standards")
    press(view, "22", "Say where")
    menu = view.rows[0].findChild(QMenu)
    assert [act.text() for act in menu.actions()] == [
        "2 Why I am here and by what authority",
        "9 Rights, advocacy, legal help, complaints",
    ]
    with qtbot.waitSignal(view.confirm) as said:
        menu.actions()[1].trigger()
    assert said.args == [9, "standards:22", True]


def test_without_a_framework_in_use_the_page_says_who_chooses_them(open_view: Open) -> None:
    view = open_view(PlanCoverage("kai", None, ()), everything=False)
    assert any("No framework is in use" in text for text in texts(view.card))
    assert view.choosers.isHidden()


@pytest.mark.parametrize("text_size", [100, 200])
def test_nothing_is_wider_than_a_narrow_page(open_view: Open, text_size: int) -> None:
    theme.use("light", text_size)
    for framework in ("steps", "standards"):
        view = open_view(framework=framework, width=640 * text_size // 100)
        assert all(row.minimumSizeHint().width() <= view.width() for row in view.rows)


# -- with its data ----------------------------------------------------------------------------------------


@pytest.fixture
def service() -> FakeFrameworks:
    return FakeFrameworks()


@pytest.fixture
def pane(qtbot: QtBot, inline_tasks: None, service: FakeFrameworks) -> CoveragePane:
    made = CoveragePane(service, lambda _action: True)
    qtbot.addWidget(made)
    made.resize(1120, 700)
    made.show()
    made.load("kai")
    return made


def test_what_is_confirmed_is_written_down_and_shown_as_said(
    pane: CoveragePane, service: FakeFrameworks
) -> None:
    press(pane.view, "2", "It says it")
    assert ("confirm", "kai", 9, "steps:2", True, "v3") in service.asked
    assert pane.view.card.second.text() == "2 of 3 said"


def test_the_focus_stays_with_what_was_confirmed_or_goes_to_what_took_its_place(
    pane: CoveragePane, qtbot: QtBot
) -> None:
    qtbot.waitUntil(pane.isActiveWindow)
    pane.view.filter.button("all").click()
    pane.view.rows[1].buttons[1].setFocus()
    pane.view.rows[1].buttons[1].click()
    assert pane.view.rows[1].buttons[0].hasFocus()
    pane.view.rows[1].buttons[1].click()
    pane.view.filter.button("open").click()
    assert [row.one.item.number for row in pane.view.rows] == ["2", "3"]
    pane.view.rows[0].buttons[1].setFocus()
    pane.view.rows[0].buttons[1].click()
    assert [row.one.item.number for row in pane.view.rows] == ["3"]
    assert pane.view.rows[0].buttons[0].hasFocus()


def test_news_of_another_young_person_changes_nothing_here(
    pane: CoveragePane, service: FakeFrameworks
) -> None:
    before = len(service.asked)
    tasks.hub().changed.emit(Changed(frozenset({"plans"}), "dev"))
    assert len(service.asked) == before
    tasks.hub().changed.emit(Changed(frozenset({"frameworks"})))
    assert service.asked[before:] == [("coverage", "kai", "")]


def test_a_hidden_pane_fetches_anew_when_it_is_shown_again(
    pane: CoveragePane, service: FakeFrameworks
) -> None:
    pane.hide()
    before = len(service.asked)
    tasks.hub().changed.emit(Changed(frozenset({"plans"}), "kai"))
    assert len(service.asked) == before
    pane.show()
    assert service.asked[before:] == [("coverage", "kai", "")]


def test_a_mistake_in_a_framework_file_is_named_above_the_list(
    qtbot: QtBot, inline_tasks: None, service: FakeFrameworks
) -> None:
    found = (Fault("frameworks/a.toml", 3, "stage."), Fault("language/words.toml", 4, "why."))
    pane = CoveragePane(service, lambda action: action is Action.READ_RECORDS, lambda: found)
    qtbot.addWidget(pane)
    pane.load("kai")
    told = pane.faults.banner.accessibleName()
    assert "frameworks/a.toml, line 3: stage." in told
    assert "language" not in told
