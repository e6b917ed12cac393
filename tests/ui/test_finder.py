"""Find: what is typed is looked for, walked through with the arrow keys, and opened in its place."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.search import Hit
from securecare_desktop.services.search import Found
from securecare_desktop.ui.find.finder import Finder
from securecare_desktop.ui.find.places import place_of
from securecare_desktop.ui.page import Place

HITS = (
    Found(Hit("promises", "p1", "kai", "Bike magazine from Hannah", "", date(2026, 5, 14)), "Kai"),
    Found(Hit("young_people", "kai", "kai", "Kai", "bikes and Arsenal"), "Kai"),
    Found(Hit("promises", "p2", "dev", "Go to the bike shop", "when the chain is fixed"), "Dev"),
)


class Search:
    """Answers every question with the same hits, and remembers what was asked."""

    def __init__(self) -> None:
        self.hits: tuple[Found, ...] = HITS
        self.asked: list[str] = []

    def find(self, words: str) -> tuple[Found, ...]:
        self.asked.append(words)
        return self.hits


@pytest.fixture
def search() -> Search:
    return Search()


@pytest.fixture
def finder(qtbot: QtBot, search: Search, inline_tasks: None) -> Iterator[Finder]:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    made = Finder(search.find)
    column.addWidget(made)
    column.addStretch(1)
    column.addWidget(QLineEdit())
    window.resize(900, 600)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    made.start()
    yield made
    window.close()  # named here, so that it lives as long as the test


def look_for(finder: Finder, words: str, qtbot: QtBot) -> None:
    qtbot.keyClicks(finder.line, words)
    qtbot.waitUntil(lambda: finder.results is not None)


def test_one_letter_is_not_looked_for_and_a_pause_comes_before_the_question(
    finder: Finder, search: Search, qtbot: QtBot
) -> None:
    look_for(finder, "bike", qtbot)
    assert search.asked == ["bike"]
    finder.line.setText("b")
    assert finder.results is None


def test_records_stand_together_by_kind_in_the_order_of_their_best_hit(finder: Finder, qtbot: QtBot) -> None:
    look_for(finder, "bike", qtbot)
    assert finder.results is not None
    assert [hit.record_id for hit in finder.results.hits] == ["p1", "p2", "kai"]


def test_a_row_names_the_young_person_unless_its_title_does(finder: Finder, qtbot: QtBot) -> None:
    look_for(finder, "bike", qtbot)
    assert finder.results is not None
    spoken = [row.accessibleName() for row in finder.results.rows]
    assert spoken == [
        "Bike magazine from Hannah, Thu 14 May 2026, Kai",
        "Go to the bike shop, when the chain is fixed, Dev",
        "Kai, bikes and Arsenal",
    ]


def test_a_section_says_which_other_versions_of_the_plan_hold_it(
    finder: Finder, search: Search, qtbot: QtBot
) -> None:
    hit = Hit("plan_parts", "s4", "kai", "Day to day", "a bike for the yard")
    search.hits = (Found(hit, "Kai", (4, 2)), Found(hit, "Kai", (1,)))
    look_for(finder, "bike", qtbot)
    assert finder.results is not None
    assert [row.accessibleName() for row in finder.results.rows] == [
        "Day to day, also in versions 4, 2 · a bike for the yard, Kai",
        "Day to day, also in version 1 · a bike for the yard, Kai",
    ]


def test_what_happened_on_a_day_is_told_apart_by_the_day(
    finder: Finder, search: Search, qtbot: QtBot
) -> None:
    search.hits = tuple(
        Found(Hit("occasions", f"o{day}", "kai", "Visit: Nan", "Garden Room", date(2026, 5, day)), "Kai")
        for day in (7, 14)
    )
    look_for(finder, "nan", qtbot)
    assert finder.results is not None
    first, second = (row.accessibleName() for row in finder.results.rows)
    assert "7 May" in first
    assert "14 May" in second
    assert "Garden Room" in first


def test_arrow_keys_walk_while_the_focus_stays_and_enter_opens(finder: Finder, qtbot: QtBot) -> None:
    look_for(finder, "bike", qtbot)
    assert finder.results is not None
    qtbot.keyClick(finder.line, Qt.Key.Key_Down)
    assert [row.isChecked() for row in finder.results.rows] == [False, True, False]
    assert finder.line.hasFocus()
    qtbot.keyClick(finder.line, Qt.Key.Key_Up)
    qtbot.keyClick(finder.line, Qt.Key.Key_Up)
    assert [row.isChecked() for row in finder.results.rows] == [False, False, True]
    with qtbot.waitSignal(finder.go) as went:
        qtbot.keyClick(finder.line, Qt.Key.Key_Return)
    assert went.args == [Place("young_person", "kai", "overview", "kai")]
    assert finder.results is None
    assert finder.line.text() == ""


def test_a_click_opens_the_record_at_its_tab(finder: Finder, qtbot: QtBot) -> None:
    look_for(finder, "bike", qtbot)
    assert finder.results is not None
    with qtbot.waitSignal(finder.go) as went:
        qtbot.mouseClick(finder.results.rows[1], Qt.MouseButton.LeftButton)
    assert went.args == [Place("young_person", "dev", "promises", "p2")]


def test_nothing_found_is_said_and_escape_closes(finder: Finder, search: Search, qtbot: QtBot) -> None:
    search.hits = ()
    look_for(finder, "zebra", qtbot)
    assert finder.results is not None
    assert finder.results.rows == []
    with qtbot.waitSignal(finder.closed):
        qtbot.keyClick(finder.line, Qt.Key.Key_Escape)
    assert finder.results is None


def test_going_elsewhere_puts_the_results_away(finder: Finder, qtbot: QtBot) -> None:
    look_for(finder, "bike", qtbot)
    other = next(line for line in finder.window().findChildren(QLineEdit) if line is not finder.line)
    other.setFocus()
    assert finder.results is None


def test_an_answer_to_an_older_question_is_not_shown(finder: Finder, qtbot: QtBot) -> None:
    look_for(finder, "bike", qtbot)
    finder.line.setText("bike shop")
    assert finder.results is not None
    before = finder.results
    finder._show("bike", ())
    assert finder.results is before


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        ("worker_changes", Place("young_person", "kai", "worker_changes", "r1")),
        ("change_steps", Place("young_person", "kai", "worker_changes")),
        ("own_words", Place("young_person", "kai", "promises", "r1")),
        ("occasions", Place("young_person", "kai", "family_time", "r1")),
    ],
)
def test_each_kind_of_record_has_its_place(kind: str, place: Place) -> None:
    assert place_of(Hit(kind, "r1", "kai", "", "")) == place


def test_somebody_of_the_staff_is_found_on_the_staff_page() -> None:
    assert place_of(Hit("staff", "femi", "", "Femi Oduya", "")) == Place("staff", record_id="femi")
