"""Two versions of a plan side by side: what is marked, said and folded, and the way from one change to the next."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTextEdit
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.comparing import Comparison, PairedTexts, TextPair, compare
from securecare_desktop.ui import theme
from securecare_desktop.ui.plans.compare import CompareView, SectionCard
from securecare_desktop.ui.widgets.buttons import LinkButton
from tests.ui.reading import texts

OLD, NEW = "Version 2, from 3 March", "Version 3, being written"
DAY = TextPair(
    old="Kai gets up at seven and has toast.\nBed at nine, with the door open.",
    new="Kai gets up at eight and has toast.\nHe swims on Tuesdays.\nBed at nine, with the door open a little.",
)
SAID = TextPair(label="In their own words", old="Nine is too early.", new="Nine is fair.", own_words=True)
PEOPLE = TextPair(old="Nan and Tyler.", new="Nan and Tyler.")


def section(key: str, title: str, *pairs: TextPair, is_goal: bool = False) -> PairedTexts:
    return PairedTexts(key=key, title=title, texts=pairs, is_goal=is_goal)


def kais_plan() -> Comparison:
    return compare(
        [
            section("3", "3  People around me", PEOPLE),
            section("4", "4  How I am looked after day to day", DAY, SAID),
            section("5", "5  Health"),
            section("6", "6  Education", TextPair(old="", new="College in August.")),
            section(
                "goal:a", "Goal: Swim", TextPair(label="Who helps", old="Femi", new="Eleri"), is_goal=True
            ),
        ]
    )


def shown(qtbot: QtBot, comparison: Comparison, width: int = 1174, height: int = 624) -> CompareView:
    view = CompareView()
    qtbot.addWidget(view)
    view.resize(width, height)
    view.show_comparison(OLD, NEW, comparison)
    view.show()
    return view


def card(view: CompareView, title: str) -> SectionCard:
    return next(card for card in view.cards if card.title.text().endswith(title))


def marked(field: QTextEdit, wanted: str) -> list[str]:
    """Return the words with one mark, in order, by how they look rather than by their colour."""
    found = []
    block = field.document().begin()
    while block.isValid():
        for part in block:
            look = part.fragment().charFormat()
            is_taken_out = look.fontStrikeOut()
            is_put_in = look.fontUnderline() and look.fontWeight() >= 600
            if (is_taken_out and wanted == "taken out") or (is_put_in and wanted == "put in"):
                found.append(part.fragment().text())
        block = block.next()
    return found


def test_both_sides_are_shown_whole_and_marked_without_colour_alone(qtbot: QtBot) -> None:
    view = shown(qtbot, kais_plan())
    day = card(view, "day to day").changed[0]
    assert day.old.toPlainText() == DAY.old
    assert day.new.toPlainText() == DAY.new
    assert marked(day.old, "taken out") == ["seven"]
    assert marked(day.new, "put in") == ["eight", "He swims on Tuesdays.", "a little"]
    assert not marked(day.old, "put in")
    assert not marked(day.new, "taken out")


def test_how_much_changed_is_said_in_a_sentence(qtbot: QtBot) -> None:
    view = shown(qtbot, kais_plan())
    assert view.count.text() == "6 places changed in 2 sections and 1 goal."
    view.show_comparison(
        OLD, NEW, compare([section("4", "Day", TextPair(old="a b c d e f", new="a b c d e g"))])
    )
    assert view.count.text() == "1 place changed in 1 section."


def test_two_versions_with_the_same_words_say_so_and_there_is_nowhere_to_go(qtbot: QtBot) -> None:
    view = shown(qtbot, compare([section("3", "People", PEOPLE)]))
    assert view.count.text() == "No words changed between these two versions."
    assert not view.next.isEnabled()
    view.go_to_next()
    view.go_to_previous()
    assert view.where.text() == ""


def test_what_stayed_the_same_is_one_line_with_its_name_until_it_is_asked_for(qtbot: QtBot) -> None:
    view = shown(qtbot, kais_plan())
    people = card(view, "People around me")
    assert texts(people) == ["3  People around me", "the same in both"]
    assert not people.texts
    assert people.action_button.accessibleName() == "Show: 3  People around me"
    people.action_button.click()
    assert [people.texts[0].old.toPlainText(), people.texts[0].new.toPlainText()] == ["Nan and Tyler."] * 2
    assert people.action_button.accessibleName() == "Fold: 3  People around me"
    people.action_button.click()
    assert not people.texts


def test_a_text_that_stayed_the_same_in_a_changed_section_can_be_shown(qtbot: QtBot) -> None:
    view = shown(qtbot, compare([section("4", "Day", PEOPLE, SAID)]))
    assert "The text: the same" in texts(view.cards[0])
    assert len(view.cards[0].texts) == 1
    link = next(b for b in view.cards[0].findChildren(LinkButton) if b.text() == "Show")
    link.click()
    assert view.cards[0].texts[1].new.toPlainText() == "Nan and Tyler."


def test_a_section_without_words_in_either_version_has_nothing_to_show(qtbot: QtBot) -> None:
    health = card(shown(qtbot, kais_plan()), "Health")
    assert texts(health) == ["5  Health", "nothing written in either version"]
    assert health.action_button is None


def test_a_section_that_one_version_does_not_have_says_so(qtbot: QtBot) -> None:
    education = card(shown(qtbot, kais_plan()), "Education")
    assert "new, not in the older version" in texts(education)
    assert education.changed[0].old is None
    assert "Nothing written here." in texts(education)
    assert education.changed[0].new.toPlainText() == "College in August."


def test_own_words_stand_in_honey_on_both_sides_and_other_words_do_not(qtbot: QtBot) -> None:
    day, said = card(shown(qtbot, kais_plan()), "day to day").changed
    assert [field.parentWidget().property("role") for field in (said.old, said.new)] == ["voice", "voice"]
    assert [field.parentWidget().property("role") for field in (day.old, day.new)] == [None, None]


def test_f8_goes_from_change_to_change_and_shift_f8_back(qtbot: QtBot) -> None:
    view = shown(qtbot, kais_plan())
    day, said = card(view, "day to day").changed
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.next.setFocus()
    qtbot.keyClick(view.next, Qt.Key.Key_F8)
    assert (day.old.textCursor().selectedText(), day.new.textCursor().selectedText()) == ("seven", "eight")
    assert view.where.text() == (
        "Change 1 of 6, in “4  How I am looked after day to day”: taken out: “seven”; put in: “eight”"
    )
    assert day.new.hasFocus()
    qtbot.keyClick(day.new, Qt.Key.Key_F8)
    assert day.new.textCursor().selectedText() == "He swims on Tuesdays."
    assert not day.old.textCursor().hasSelection()
    qtbot.keyClick(day.new, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert day.new.textCursor().selectedText() == "eight"
    for _press in range(3):
        view.next.click()
    assert not day.new.textCursor().hasSelection()
    assert said.new.textCursor().selectedText() == "fair"


def test_after_the_last_change_comes_the_first_and_before_the_first_the_last(qtbot: QtBot) -> None:
    view = shown(qtbot, kais_plan())
    view.previous.click()
    assert view.where.text() == "Change 6 of 6, in “Goal: Swim”: taken out: “Femi”; put in: “Eleri”"
    view.next.click()
    assert view.where.text().startswith("Change 1 of 6")


def test_a_screen_reader_hears_what_was_taken_out_and_put_in(qtbot: QtBot) -> None:
    said = card(shown(qtbot, kais_plan()), "day to day").changed[1]
    assert said.new.accessibleName() == f"4  How I am looked after day to day, In their own words, {NEW}"
    assert said.old.accessibleDescription() == "taken out: “too early”; put in: “fair”"


def test_paragraphs_that_belong_together_stand_at_the_same_height(qtbot: QtBot) -> None:
    first = TextPair(
        old="Nan visits on Thursdays.", new="He decides himself who comes.\nNan visits on Thursdays."
    )
    view = shown(qtbot, compare([section("4", "Day", DAY), section("7", "Family time", first)]))
    day, family_time = (one.changed[0] for one in view.cards)
    assert _top_of(day.old, "Bed") == _top_of(day.new, "Bed") > _top_of(day.new, "He swims")
    assert _top_of(family_time.old, "Nan") == _top_of(family_time.new, "Nan") > 0
    view.resize(900, 624)
    assert _top_of(day.old, "Bed") == _top_of(day.new, "Bed")


def _top_of(field: QTextEdit, words: str) -> float:
    block = field.document().find(words).block()
    return block.layout().position().y()


def test_the_versions_stand_side_by_side_where_there_is_room_and_under_each_other_where_not(
    qtbot: QtBot,
) -> None:
    view = shown(qtbot, kais_plan())
    day = card(view, "day to day").changed[0]

    def corner(field: QTextEdit) -> tuple[int, int]:
        at = field.mapTo(view, field.rect().topLeft())
        return at.x(), at.y()

    assert corner(day.old)[1] == corner(day.new)[1]
    assert corner(day.new)[0] >= corner(day.old)[0] + day.old.width()
    theme.use("light", 200)
    qtbot.waitUntil(view.is_narrow)
    day = card(view, "day to day").changed[0]
    qtbot.waitUntil(lambda: corner(day.new)[1] >= corner(day.old)[1] + day.old.height() > 0)
    assert corner(day.old)[0] == corner(day.new)[0]
    assert OLD in texts(card(view, "day to day"))


@pytest.mark.parametrize("width", [1174, 500])
def test_only_the_page_scrolls_and_only_downwards(qtbot: QtBot, width: int) -> None:
    long = "\n".join(f"Paragraph {n} says something about day {n} and what helps then." for n in range(60))
    view = shown(
        qtbot, compare([section("4", "Day", TextPair(old=long, new=long.replace("helps", "works")))]), width
    )
    text = view.cards[0].changed[0]
    qtbot.waitUntil(lambda: view.scroll.verticalScrollBar().maximum() > 0)
    for field in (text.old, text.new):
        assert field.document().size().height() <= field.viewport().height()
        assert field.document().idealWidth() <= field.viewport().width()
    assert view.scroll.widget().width() <= view.scroll.viewport().width()


def test_the_change_that_is_gone_to_comes_into_sight(qtbot: QtBot) -> None:
    long = "\n".join(f"Paragraph {n} says something about day {n} and what helps then." for n in range(200))
    view = shown(
        qtbot, compare([section("4", "Day", TextPair(old=long, new=long.replace("day 190", "day X")))])
    )
    view.next.click()
    field = view.cards[0].changed[0].new

    def in_sight() -> bool:
        at = field.viewport().mapTo(view.scroll.viewport(), field.cursorRect().center())
        return 0 < at.y() < view.scroll.viewport().height()

    qtbot.waitUntil(in_sight)


def test_a_change_far_down_is_there_before_the_whole_page_is_built(qtbot: QtBot) -> None:
    many = [section(str(n), f"Goal: {n}", TextPair(old="one two", new="one three")) for n in range(120)]
    view = shown(qtbot, compare(many))
    assert len(view.cards) < 120
    view.previous.click()
    assert len(view.cards) == 120
    assert view.where.text().startswith("Change 120 of 120")


def test_the_rest_of_a_long_page_follows_by_itself(qtbot: QtBot) -> None:
    view = shown(
        qtbot, compare([section(str(n), f"Goal: {n}", TextPair(old="a", new="b")) for n in range(120)])
    )
    qtbot.waitUntil(lambda: len(view.cards) == 120)
    assert [one.title.text() for one in view.cards] == [f"Goal: {n}" for n in range(120)]


def test_another_comparison_takes_the_place_of_the_first(qtbot: QtBot) -> None:
    view = shown(qtbot, kais_plan())
    view.next.click()
    view.show_comparison(OLD, NEW, compare([section("9", "9  Rights", TextPair(old="a", new="b"))]))
    assert [one.title.text() for one in view.cards] == ["9  Rights"]
    view.next.click()
    assert view.where.text().startswith("Change 1 of 1")


def test_another_theme_keeps_the_change_that_was_shown(qtbot: QtBot) -> None:
    view = shown(qtbot, kais_plan())
    view.next.click()
    view.next.click()
    where = view.where.text()
    theme.use("dark", 100)
    assert view.where.text() == where
    assert card(view, "day to day").changed[0].new.textCursor().selectedText() == "He swims on Tuesdays."
    look = card(view, "day to day").changed[0].new.document().find("eight").charFormat()
    assert look.foreground().color() == theme.colour("info")


def test_text_that_looks_like_markup_is_shown_as_it_was_typed(qtbot: QtBot) -> None:
    view = shown(
        qtbot, compare([section("4", "<b>Day</b>", TextPair(old="<i>a</i> &amp; b", new="<i>c</i> &amp; b"))])
    )
    assert view.cards[0].changed[0].new.toPlainText() == "<i>c</i> &amp; b"
    view.next.click()
    assert "<b>Day</b>" in view.where.text()
