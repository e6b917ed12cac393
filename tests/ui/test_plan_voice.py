"""The view Voice of the Plan tab: what is asked again, and sessions with a communication aid with their board and photo."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.communication_aids import AidSession, Placed
from securecare_desktop.domain.own_words import HowGiven
from securecare_desktop.domain.plans import Decision, Goal, LiveRestriction, PlanPart, Scenario
from securecare_desktop.domain.staff import Role
from securecare_desktop.ui import notify, theme
from securecare_desktop.ui.page import Place
from securecare_desktop.ui.plans.page import PlanPage
from securecare_desktop.ui.plans.voice import VoiceView
from securecare_desktop.ui.widgets.board import BoardEditor
from securecare_desktop.ui.widgets.card import Chip
from securecare_desktop.ui.widgets.form import Form
from securecare_desktop.ui.widgets.picture import PictureEditor, PictureView
from tests.support.house import DEV, KAI, TODAY, House
from tests.ui.goal_steps import signed
from tests.ui.plan_steps import press, reads
from tests.ui.record_pages import Tabs, buttons, choose, form_of, meanwhile, save, type_into

pytestmark = pytest.mark.usefixtures("inline_tasks")

TOMORROW = TODAY + timedelta(days=1)
SCHOOL = AidSession(
    young_person_id=KAI,
    on=date(2026, 5, 13),
    topic="How school is going",
    aid="Talking Mats",
    led_by="Eleri",
    others_there="Nan",
    placed=(
        Placed(option="Maths", place="going well"),
        Placed(option="The bus", place="not going well", said="It is too loud."),
        Placed(option="PE"),
    ),
    own_words="I want to walk instead.",
    what_follows="Femi asks the school.",
    agreed_photo=True,
)


@pytest.fixture
def tabs(qtbot: QtBot, house: House) -> Tabs:
    return Tabs(qtbot, house)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A photo of a mat in a file."""
    image = QImage(80, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("green"))
    file = tmp_path / "mat.png"
    assert image.save(str(file))
    return file


def at(record_id: str = "", part: str = "voice") -> Place:
    return Place("young_person", KAI, "plan", record_id, part)


def voice_of(page: PlanPage) -> VoiceView:
    view = page.view("voice")
    assert isinstance(view, VoiceView)
    return view


def chip_of(view: VoiceView, record_id: str) -> str:
    (chip,) = view.asked[record_id].findChildren(Chip)
    return chip.word.text()


def a_limit(tabs: Tabs, **other: object) -> LiveRestriction:
    limit = LiveRestriction(
        young_person_id=KAI, what="No phone after 22:00", ground="House rule", authorised_by="Graham Pell",
        tried_first="Silent", starts=TODAY, review_on=TOMORROW, **other,  # type: ignore[arg-type]
    )  # fmt: skip
    return tabs.services.plans.save_restriction(limit).record


def a_session(tabs: Tabs, session: AidSession = SCHOOL) -> AidSession:
    return tabs.services.communication_aids.save(session).record


# -- what is asked again ---------------------------------------------------------------------------------------


def test_everything_that_is_asked_again_stands_in_one_place_the_nearest_day_first(tabs: Tabs) -> None:
    plans = tabs.services.plans
    goal = plans.save_goal(
        Goal(young_person_id=KAI, plan_version_id="", title="Cook", why_not_asked="Kai slept",
             ask_again_on=TOMORROW)
    ).record  # fmt: skip
    part = plans.save_part(
        PlanPart(young_person_id=KAI, plan_version_id=goal.plan_version_id, section=5, text="Sleeps",
                 given_how=HowGiven.CHOSE_NOT_TO, ask_again_on=TODAY - timedelta(days=2))
    ).record  # fmt: skip
    scenario = plans.save_scenario(
        Scenario(young_person_id=KAI, what="A late call", what_helps="A walk", ask_again_on=TODAY)
    ).record
    decision = plans.save_decision(
        Decision(young_person_id=KAI, what="Bike trip", ask_again_on=TODAY + timedelta(days=9))
    ).record
    limit = a_limit(tabs, ask_again_on=TODAY + timedelta(days=5))
    view = voice_of(tabs.plan(at()))
    assert list(view.asked) == [part.id, scenario.id, goal.id, limit.id, decision.id]
    assert [chip_of(view, one) for one in view.asked] == [
        "since Tue 12 May", "today", "Fri 15 May", "Tue 19 May", "Sat 23 May",
    ]  # fmt: skip
    assert "Kai chose not to say anything about this." in reads(view.asked[part.id])
    assert "Kai was not asked, because: Kai slept." in reads(view.asked[goal.id])
    assert "Health" in reads(view.asked[part.id])


@pytest.mark.parametrize(
    ("make", "view"),
    [
        (lambda tabs: a_limit(tabs, ask_again_on=TODAY), "limits"),
        (
            lambda tabs: (
                tabs.services.plans.save_decision(
                    Decision(young_person_id=KAI, what="Bike trip", ask_again_on=TODAY)
                ).record
            ),
            "decisions",
        ),
        (
            lambda tabs: (
                tabs.services.plans.save_scenario(
                    Scenario(young_person_id=KAI, what="A late call", what_helps="A walk", ask_again_on=TODAY)
                ).record
            ),
            "if_then",
        ),
    ],
)
def test_each_leads_to_its_place_where_it_is_answered(
    tabs: Tabs, make: Callable[[Tabs], LiveRestriction], view: str
) -> None:
    record = make(tabs)
    page = tabs.plan(at())
    press(voice_of(page).asked[record.id], "Go there")
    assert page.current_view() == view
    shown = page.view(view)
    assert form_of(shown).values()["ask_again_on"] == TODAY  # type: ignore[arg-type]


def test_a_section_that_is_asked_about_leads_to_that_section(tabs: Tabs) -> None:
    part = tabs.services.plans.save_part(
        PlanPart(young_person_id=KAI, plan_version_id="", section=5, text="Sleeps", ask_again_on=TODAY)
    ).record
    page = tabs.plan(at())
    press(voice_of(page).asked[part.id], "Go there")
    assert page.current_view() == "sections"
    assert page.sections.section == 5


def test_what_was_answered_is_not_asked_again(tabs: Tabs) -> None:
    limit = a_limit(tabs, own_view_how=HowGiven.CHOSE_NOT_TO, ask_again_on=TODAY)
    view = voice_of(tabs.plan(at()))
    assert list(view.asked) == [limit.id]
    tabs.services.plans.save_restriction(replace(limit, own_view="Fine.", own_view_how=HowGiven.SAID))
    view.mark_stale()
    assert view.asked == {}
    assert "Nothing. What Kai chose not to say" in reads(view)


@pytest.mark.parametrize("typed", ["1 June 2026", ""])
def test_the_day_is_moved_or_they_are_not_asked_again(tabs: Tabs, typed: str) -> None:
    limit = a_limit(tabs, own_view_how=HowGiven.CHOSE_NOT_TO, ask_again_on=TODAY)
    view = voice_of(tabs.plan(at()))
    press(view.asked[limit.id], "Another day")
    type_into(form_of(view), "ask_again_on", typed)
    save(view.sheet)
    (stored,) = tabs.services.plans.restrictions(KAI)
    assert stored.ask_again_on == (date(2026, 6, 1) if typed else None)
    assert stored.own_view_how is HowGiven.CHOSE_NOT_TO
    assert [chip_of(view, one) for one in view.asked] == (["Mon 1 Jun"] if typed else [])


def test_of_a_signed_decision_the_day_stays_as_it_was_signed(tabs: Tabs) -> None:
    decision = tabs.services.plans.save_decision(
        Decision(young_person_id=KAI, what="Bike trip", ask_again_on=TODAY)
    ).record
    tabs.services.signatures.sign(decision)
    view = voice_of(tabs.plan(at()))
    assert buttons(view.asked[decision.id]) == ["Go there"]


def a_signed_part(house: House, tabs: Tabs) -> PlanPart:
    """Return the section on health of a version that counts; Kai was not asked about it, until today."""
    tabs.services.plans.save_part(
        PlanPart(young_person_id=KAI, plan_version_id="", section=5, text="Sleeps late.",
                 why_not_asked="He was asleep.", ask_again_on=TODAY)
    )  # fmt: skip
    signed(tabs.services, house.signed_in(Role.UNIT_MANAGER))
    return tabs.services.plans.parts(KAI)[0]


def test_what_they_say_later_about_a_signed_section_stands_beside_it(
    house: House, tabs: Tabs, notices: notify.Recorder
) -> None:
    part = a_signed_part(house, tabs)
    page = tabs.plan(at())
    view = voice_of(page)
    press(view.asked[part.id], "Write what they say now")
    type_into(form_of(view), "words", "I sleep when it is quiet.")
    said_it(form_of(view))
    save(view.sheet)
    assert notices.told[-1] == ("done", "Written down. It stands beside the section.")
    assert view.asked == {}
    page.open_place(at(part.id, "sections"))
    said = reads(page.sections.paper)
    assert "Kai was not asked, because: He was asleep." in said
    assert "Kai said later\n“I sleep when it is quiet.”\nKai said it, Thu 14 May" in said
    assert tabs.services.plans.parts(KAI)[0].own_words == ""


def test_chose_not_to_again_is_an_answer_with_the_next_day(house: House, tabs: Tabs) -> None:
    part = a_signed_part(house, tabs)
    page = tabs.plan(at())
    view = voice_of(page)
    press(view.asked[part.id], "Write what they say now")
    editor = form_of(view).editor("words")
    editor.way(HowGiven.CHOSE_NOT_TO).click()  # type: ignore[attr-defined]
    assert editor.way(HowGiven.NOT_ASKED).isHidden()  # type: ignore[attr-defined]
    type_into(form_of(view), "ask_again_on", "1 June 2026")
    save(view.sheet)
    assert [chip_of(view, one) for one in view.asked] == ["Mon 1 Jun"]
    page.open_place(at(part.id, "sections"))
    assert "Thu 14 May: Kai chose not to say anything about this." in reads(page.sections.paper)


def test_more_words_while_the_answer_is_saved_are_added_to_it(house: House, tabs: Tabs) -> None:
    part = a_signed_part(house, tabs)
    view = voice_of(tabs.plan(at()))
    press(view.asked[part.id], "Write what they say now")
    type_into(form_of(view), "words", "When it is quiet.")
    said_it(form_of(view))
    with meanwhile():
        save(view.sheet)
        type_into(form_of(view), "words", "When it is quiet. Or dark.")
    save(view.sheet)
    assert [one.words for one in tabs.services.own_words.list_for(KAI)] == ["When it is quiet. Or dark."]


def test_a_section_that_can_be_written_in_is_answered_there(tabs: Tabs) -> None:
    part = tabs.services.plans.save_part(
        PlanPart(young_person_id=KAI, plan_version_id="", section=5, text="Sleeps", ask_again_on=TODAY)
    ).record
    view = voice_of(tabs.plan(at()))
    assert buttons(view.asked[part.id]) == ["Go there", "Another day"]


def said_it(form: Form) -> None:
    form.editor("words").way(HowGiven.SAID).click()  # type: ignore[attr-defined]


def test_another_young_persons_answers_are_never_shown(tabs: Tabs) -> None:
    a_limit(tabs, ask_again_on=TODAY)
    a_session(tabs)
    page = tabs.plan(at())
    page.open_place(Place("young_person", DEV, "plan", part="voice"))
    view = voice_of(page)
    assert (view.asked, view.papers) == ({}, {})
    assert "How school is going" not in reads(page)


# -- sessions --------------------------------------------------------------------------------------------------


def test_a_session_shows_what_was_put_where_and_what_they_said(tabs: Tabs) -> None:
    session = a_session(tabs)
    view = voice_of(tabs.plan(at()))
    paper = view.papers[session.id]
    said = reads(paper)
    for words in (
        "How school is going", "Wed 13 May", "Talking Mats", "Eleri", "Nan", "“It is too loud.”",
        "“I want to walk instead.”", "Femi asks the school.",
    ):  # fmt: skip
        assert words in said
    from securecare_desktop.ui.plans.aid_board import PlacedBoard

    (board,) = paper.findChildren(PlacedBoard)
    assert [column.accessibleName() for column in board.columns.values()] == [
        "going well: Maths",
        "so-so: nothing",
        "not going well: The bus",
        "Not put anywhere: PE",
    ]


def test_a_session_is_written_with_a_scale_of_its_own_by_keyboard(tabs: Tabs) -> None:
    view = voice_of(tabs.plan(at(part="new:aid_session")))
    form = form_of(view)
    assert form.values()["scale"] == ("going well", "so-so", "not going well")
    type_into(form, "topic", "Food")
    text = form.editor("scale").focus_target()
    text.setPlainText("like it\nno thanks")  # type: ignore[attr-defined]
    board = form.editor("placed")
    assert isinstance(board, BoardEditor)
    board.new.setFocus()
    for option in ("Curry", "Peas"):
        QTest.keyClicks(board.new, option)
        QTest.keyClick(board.new, Qt.Key.Key_Return)
    QTest.keyClick(board.tiles[0], Qt.Key.Key_Right)
    QTest.keyClick(board.tiles[1], Qt.Key.Key_Right)
    QTest.keyClick(board.tiles[1], Qt.Key.Key_Right)
    type_into(form, "own_words", "Curry on Fridays.")
    choose(form, "agreed_photo", "No")
    save(view.sheet)
    (stored,) = tabs.services.communication_aids.sessions(KAI)
    assert (stored.topic, stored.scale, stored.on) == ("Food", ("like it", "no thanks"), TODAY)
    assert stored.placed == (
        Placed(option="Curry", place="like it"),
        Placed(option="Peas", place="no thanks"),
    )
    assert "No photo was agreed with Kai." in reads(view.papers[stored.id])


def test_a_session_without_a_topic_is_not_saved(tabs: Tabs) -> None:
    view = voice_of(tabs.plan(at(part="new:aid_session")))
    save(view.sheet)
    assert tabs.services.communication_aids.sessions(KAI) == ()
    assert form_of(view).row("topic").error


def test_the_board_has_more_room_than_other_sheets(tabs: Tabs) -> None:
    session = a_session(tabs)
    page = tabs.plan(at(session.id))
    view = voice_of(page)
    assert view.sheet.width() > theme.width("side_sheet")
    assert not view.scroll.isHidden()
    page.resize(683, 384)
    assert view.scroll.isHidden()


def test_a_worker_of_an_agency_who_writes_entries_writes_sessions(qtbot: QtBot, house: House) -> None:
    agency = Tabs(qtbot, house, Role.AGENCY_WORKER)
    agency.services.communication_aids.save(replace(SCHOOL, young_person_id=DEV))
    view = voice_of(agency.plan(Place("young_person", DEV, "plan", part="voice")))
    assert "Add a session" in buttons(view)


def test_an_inspector_reads_sessions_and_changes_nothing(qtbot: QtBot, house: House, tabs: Tabs) -> None:
    session = a_session(tabs)
    a_limit(tabs, ask_again_on=TODAY)
    view = voice_of(Tabs(qtbot, house, Role.INSPECTOR).plan(at()))
    assert buttons(view.papers[session.id]) == ["Open"]
    assert "Add a session" not in buttons(view)
    assert "Another day" not in buttons(view)


# -- the photo -------------------------------------------------------------------------------------------------


def test_a_photo_is_kept_and_shown_with_its_session(tabs: Tabs, photo: Path) -> None:
    session = a_session(tabs)
    view = voice_of(tabs.plan(at()))
    press(view.papers[session.id], "Add a photo")
    editor = form_of(view).editor("data")
    assert isinstance(editor, PictureEditor)
    editor.take_file(photo)
    save(view.sheet)
    kept = tabs.services.communication_aids.picture(session.id)
    assert kept is not None
    assert kept.media_type == "image/jpeg"
    assert kept.data.startswith(b"\xff\xd8\xff")
    assert view.sheet.title.text() == session.topic  # the session stands there again, with its photo
    (shown,) = view.sheet.findChildren(PictureView)
    assert shown.is_readable()


def test_a_file_that_is_no_photo_is_refused_where_it_was_chosen(tabs: Tabs, tmp_path: Path) -> None:
    session = a_session(tabs)
    view = voice_of(tabs.plan(at(session.id)))
    press(view.sheet, "Add a photo")
    (tmp_path / "mat.jpg").write_text("no photo")
    editor = form_of(view).editor("data")
    assert isinstance(editor, PictureEditor)
    editor.take_file(tmp_path / "mat.jpg")
    save(view.sheet)
    assert (
        form_of(view).row("data").error
        == "This file is no photo that can be read. Choose a JPEG or PNG file."
    )
    assert tabs.services.communication_aids.picture(session.id) is None


def test_without_their_agreement_no_photo_is_asked_for(tabs: Tabs) -> None:
    session = a_session(tabs, replace(SCHOOL, agreed_photo=False))
    view = voice_of(tabs.plan(at(session.id)))
    assert "Add a photo" not in buttons(view)
    assert "No photo. One can be added where they agreed to it." in reads(view.sheet)


def test_a_chosen_photo_is_in_no_draft(tabs: Tabs, photo: Path) -> None:
    session = a_session(tabs)
    view = voice_of(tabs.plan(at(session.id)))
    press(view.sheet, "Add a photo")
    editor = form_of(view).editor("data")
    assert isinstance(editor, PictureEditor)
    editor.take_file(photo)
    view.sheet.close_sheet()
    draft = tabs.services.drafts.load(f"aid_session:{session.id}:{KAI}:photo")
    assert (draft or {}).get("data", "") == ""


def test_two_people_at_one_session_are_shown_both_boards(tabs: Tabs) -> None:
    session = a_session(tabs)
    view = voice_of(tabs.plan(at(session.id)))
    type_into(form_of(view), "topic", "How lunch is going")
    theirs = replace(session, placed=(Placed(option="Curry", place="so-so", said="Too hot."),))
    tabs.services.communication_aids.save(theirs)
    save(view.sheet)
    said = reads(view.sheet)
    assert "Curry, so-so, Too hot." in said
    assert "Maths, going well\nThe bus, not going well, It is too loud.\nPE" in said
    press(view.sheet, "Keep mine")
    (stored,) = tabs.services.communication_aids.sessions(KAI)
    assert (stored.topic, stored.placed) == ("How lunch is going", session.placed)


def test_a_word_that_is_their_own_stands_here_and_can_be_let_go(tabs: Tabs) -> None:
    tabs.services.language.keep(KAI, "contact")
    view = voice_of(tabs.plan(at()))
    assert "“contact”" in reads(view)
    press(view, "No longer Kai’s word")
    assert tabs.services.language.kept(KAI) == frozenset()
    assert "“contact”" not in reads(view), "with no such word the card is gone"


def test_whoever_may_not_change_a_profile_reads_their_own_words_only(qtbot: QtBot, house: House) -> None:
    house.signed_in(Role.SHIFT_LEAD).language.keep(KAI, "contact")
    view = voice_of(Tabs(qtbot, house, Role.INSPECTOR).plan(at()))
    assert "“contact”" in reads(view)
    assert not [w for w in view.findChildren(QAbstractButton) if w.text() == "No longer Kai’s word"]
