"""The view Decisions of the Plan tab: the six acts in their order, and what was decided without their agreement on top."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.own_words import HowGiven
from securecare_desktop.domain.plans import Decision
from securecare_desktop.domain.signatures import Addendum
from securecare_desktop.domain.staff import Role
from securecare_desktop.ui.page import Place
from securecare_desktop.ui.plans.decisions import DecisionsView
from securecare_desktop.ui.widgets.card import Card, Chip, VoiceBand
from securecare_desktop.ui.widgets.entry_words import words_of
from securecare_desktop.ui.widgets.form import Form
from securecare_desktop.ui.widgets.own_words import OwnWordsEditor
from tests.support.house import KAI, House
from tests.ui.plan_steps import press, reads, signing
from tests.ui.record_pages import Tabs, buttons, choose, form_of, save, type_into

pytestmark = pytest.mark.usefixtures("inline_tasks")

SCHOOL = Decision(
    young_person_id=KAI,
    what="School stays Ferry Road until summer",
    why="Two moves in one term are too many",
    decided_on=date(2026, 5, 4),
    decided_by="Graham Pell",
    options="Hill College now, or in September",
    what_they_wanted="Hill College. My mate is there.",
    wanted_how=HowGiven.SAID,
    asked_on=date(2026, 5, 1),
    asked_by="Eleri",
    helped_to_say="A list of both schools",
    how_it_counted="The place there is kept",
    not_followed="Going there now",
    not_followed_because="No place before September",
    with_agreement=False,
    explained_on=date(2026, 5, 5),
    explained_by="Femi Oduya",
    explained_how="At breakfast",
    what_they_said="You promised.",
    said_how=HowGiven.SAID,
    told_of_advocacy_on=date(2026, 5, 6),
)


@pytest.fixture
def tabs(qtbot: QtBot, house: House) -> Tabs:
    return Tabs(qtbot, house)


def shown(tabs: Tabs, record_id: str = "", part: str = "decisions") -> DecisionsView:
    view = tabs.plan(Place("young_person", KAI, "plan", record_id, part)).view("decisions")
    assert isinstance(view, DecisionsView)
    return view


def a_decision(tabs: Tabs, **given: object) -> Decision:
    fields = {"young_person_id": KAI, "what": "Bike trip on Sunday", **given}
    return tabs.services.plans.save_decision(Decision(**fields)).record  # type: ignore[arg-type]


def chips(view: DecisionsView, decision: Decision) -> list[str]:
    return [chip.word.text() for chip in view.papers[decision.id].findChildren(Chip)]


def give(form: Form, name: str, words: str, how: HowGiven) -> None:
    """Write somebody's own words and say how they were given."""
    if words:
        type_into(form, name, words)
    editor = form.editor(name)
    assert isinstance(editor, OwnWordsEditor)
    editor.way(how).click()


# -- the register ----------------------------------------------------------------------------------------------


def test_what_was_decided_without_their_agreement_stands_in_its_own_group_on_top(tabs: Tabs) -> None:
    agreed = a_decision(tabs, decided_on=date(2026, 5, 12))
    without = tabs.services.plans.save_decision(SCHOOL).record
    view = shown(tabs)
    assert [card.title.text() for card in view.findChildren(Card)] == [
        "Decided without Kai’s agreement",
        "Other decisions",
    ]
    assert list(view.papers) == [without.id, agreed.id]
    assert chips(view, without) == ["without agreement"]


def test_with_agreement_to_all_there_is_one_list(tabs: Tabs) -> None:
    a_decision(tabs)
    assert [card.title.text() for card in shown(tabs).findChildren(Card)] == ["Decisions"]


def test_all_six_acts_can_be_read(tabs: Tabs) -> None:
    stored = tabs.services.plans.save_decision(SCHOOL).record
    said = reads(shown(tabs).papers[stored.id])
    for words in (
        "Fri 1 May", "Eleri", "A list of both schools", "“Hill College. My mate is there.”",
        "Hill College now, or in September", "Two moves in one term are too many", "The place there is kept",
        "Going there now", "No place before September", "Tue 5 May, Femi Oduya", "At breakfast",
        "“You promised.”", "Wed 6 May",
    ):  # fmt: skip
        assert words in said
    assert "Not written down yet" not in said


def test_a_decision_nobody_explained_says_so_and_names_what_is_not_written_down(tabs: Tabs) -> None:
    made = a_decision(tabs, why="It is warm", how_it_counted="All of it")
    view = shown(tabs)
    assert chips(view, made) == ["not explained yet"]
    said = reads(view.papers[made.id])
    assert (
        "Not written down yet: Asked what they want, Explained it to them, Heard what they say to it, "
        "Reminded them of advocacy and complaints" in said
    )
    assert "Kai was not asked yet." in said


def test_one_without_agreement_that_nobody_explained_says_both(tabs: Tabs) -> None:
    made = a_decision(tabs, with_agreement=False, not_followed="Going", not_followed_because="It is dark")
    view = shown(tabs)
    assert chips(view, made) == ["not explained yet"]
    assert "without agreement" in reads(view.papers[made.id])


# -- the form --------------------------------------------------------------------------------------------------


def test_the_form_goes_through_the_acts_in_their_order(tabs: Tabs) -> None:
    view = shown(tabs, part="new:decision")
    headings = [
        words for words in reads(form_of(view)).splitlines() if words[:1].isdigit() or words == "The decision"
    ]
    assert headings == [
        "1  Asked what they want",
        "The decision",
        "2  Said how that counted",
        "3  Gave the reasons",
        "4  Explained it to them",
        "5  Heard what they say to it",
        "6  Reminded them of advocacy and complaints",
    ]


def test_a_decision_is_written_with_both_sets_of_their_words(tabs: Tabs) -> None:
    view = shown(tabs, part="new:decision")
    form = form_of(view)
    for name, text in (
        ("asked_on", "1 May 2026"), ("asked_by", "Eleri"), ("helped_to_say", "A walk"), ("options", "Two schools"),
        ("what", "Ferry Road"), ("why", "One move"), ("decided_by", "Graham Pell"), ("how_it_counted", "First"),
        ("not_followed", "Going now"), ("explained_on", "14 May 2026"), ("explained_by", "Femi Oduya"),
        ("explained_how", "At breakfast"), ("told_of_advocacy_on", "14 May 2026"),
    ):  # fmt: skip
        type_into(form, name, text)
    type_into(form, "not_followed_because", "No place")
    choose(form, "with_agreement", "No")
    give(form, "what_they_wanted", "Hill College.", HowGiven.WROTE)
    give(form, "what_they_said", "", HowGiven.CHOSE_NOT_TO)
    save(view.sheet)
    (stored,) = tabs.services.plans.decisions(KAI)
    assert (stored.what, stored.asked_by, stored.helped_to_say) == ("Ferry Road", "Eleri", "A walk")
    assert (stored.what_they_wanted, stored.wanted_how) == ("Hill College.", HowGiven.WROTE)
    assert (stored.what_they_said, stored.said_how) == ("", HowGiven.CHOSE_NOT_TO)
    assert (stored.not_followed, stored.not_followed_because) == ("Going now", "No place")
    assert (stored.with_agreement, stored.explained_on) == (False, date(2026, 5, 14))
    assert "Kai chose not to say anything about this." in reads(view.papers[stored.id])


def test_without_agreement_the_form_asks_what_was_not_followed_and_why(tabs: Tabs) -> None:
    view = shown(tabs, part="new:decision")
    form = form_of(view)
    assert form.row("not_followed_because").isHidden()
    type_into(form, "what", "Ferry Road")
    choose(form, "with_agreement", "No")
    assert not form.row("not_followed_because").isHidden()
    save(view.sheet)
    assert tabs.services.plans.decisions(KAI) == ()
    assert form.row("not_followed").error == "Write what was not followed."


def test_what_they_wanted_can_be_asked_again_on_a_day(tabs: Tabs) -> None:
    made = a_decision(tabs)
    view = shown(tabs, made.id)
    form = form_of(view)
    give(form, "what_they_wanted", "", HowGiven.NOT_ASKED)
    type_into(form, "ask_again_on", "1 June 2026")
    save(view.sheet)
    assert form.row("what_they_wanted").error == "Write why this was not asked yet."
    editor = form.editor("what_they_wanted")
    assert isinstance(editor, OwnWordsEditor)
    editor.why.setFocus()
    editor.why.insert("Kai was at court")
    save(view.sheet)
    (stored,) = tabs.services.plans.decisions(KAI)
    assert (stored.why_not_asked, stored.ask_again_on) == ("Kai was at court", date(2026, 6, 1))


def test_a_decision_is_signed_as_it_was_read_with_all_its_acts(tabs: Tabs) -> None:
    stored = tabs.services.plans.save_decision(SCHOOL).record
    view = shown(tabs, stored.id)
    press(view.sheet, "Save and sign")
    dialog = signing(view)
    read = reads(dialog)
    for words in (
        "Hill College. My mate is there.",
        "Going there now",
        "No place before September",
        "You promised.",
    ):
        assert words in read
    bands = [
        band.accessibleName() for band in dialog.findChildren(VoiceBand) if band.property("role") == "voice"
    ]
    assert bands == ["What they wanted, in their own words", "What they said to it"]
    dialog.reject()
    said = dict(words_of(stored))
    assert said["Asked by"] == "Eleri"
    assert said["Reminded of advocacy and complaints on"]


def test_a_signed_decision_stays_as_it_is_and_takes_an_addendum(tabs: Tabs) -> None:
    stored = tabs.services.plans.save_decision(SCHOOL).record
    signed = tabs.services.signatures.sign(stored).record
    tabs.services.signatures.add_addendum(
        Addendum(
            young_person_id=KAI, record_kind="decisions", record_id=signed.id, words="The place came free."
        )
    )
    view = shown(tabs, signed.id)
    assert "Save" not in buttons(view.sheet)
    assert "The place came free." in reads(view.sheet)
    assert "Signed by Denise Okafor" in reads(view.papers[signed.id])


def test_who_may_not_change_a_plan_reads_decisions(qtbot: QtBot, house: House, tabs: Tabs) -> None:
    made = a_decision(tabs)
    view = shown(Tabs(qtbot, house, Role.INSPECTOR))
    assert buttons(view.papers[made.id]) == ["Open"]
    press(view.papers[made.id], f"Open: {made.what}")
    assert "Save" not in buttons(view.sheet)
