"""Leaving something out: marked in an entry, said in a short form, seen by nobody it is not for."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.family_time import FamilyTimeKind, Occasion, OccasionState
from securecare_desktop.domain.passages import left_out
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.staff import Role
from securecare_desktop.domain.worker_changes import Step
from securecare_desktop.domain.young_people import AboutMeKind, AboutMePart
from securecare_desktop.ui import notify
from securecare_desktop.ui.page import Page, Place
from securecare_desktop.ui.widgets.side_sheet import SideSheet
from securecare_desktop.ui.widgets.withholding import WithheldPart, Withholder, marked_in
from securecare_desktop.ui.worker_changes.changes_page import YoungPersonChangesPage
from tests.support.house import DEV, NOW, House, change_id, person_id
from tests.ui.record_pages import Tabs, choose, form_of, offered, rows, type_into

pytestmark = pytest.mark.usefixtures("inline_tasks")

BECAUSE = "It is a matter of the court."
SAID = "He told the zither story. The orchard wall came up too."


@pytest.fixture
def tabs(qtbot: QtBot, house: House) -> Tabs:
    return Tabs(qtbot, house, Role.SHIFT_LEAD)


@pytest.fixture
def agency(qtbot: QtBot, house: House) -> Tabs:
    return Tabs(qtbot, house, Role.AGENCY_WORKER)


def can_withhold(tabs: Tabs, page: Page) -> None:
    """Hand the page what the screens hand it."""
    session = tabs.services.session
    holder = Withholder(tabs.services.withholding, session.may(Action.WITHHOLD), session.clock)
    for sheet in page.findChildren(SideSheet):
        sheet.withholder = holder


def family_time(tabs: Tabs, record_id: str = ""):
    page = tabs.family_time(Place("young_person", DEV, "family_time"))
    can_withhold(tabs, page)
    page.open_place(Place("young_person", DEV, "family_time", record_id))
    return page


def people(tabs: Tabs, record_id: str = ""):
    page = tabs.people(Place("young_person", DEV, "people"))
    can_withhold(tabs, page)
    page.open_place(Place("young_person", DEV, "people", record_id))
    return page


@pytest.fixture
def visit(tabs: Tabs) -> Occasion:
    occasion = Occasion(
        young_person_id=DEV, person_id=person_id(DEV), with_whom="Nan", kind=FamilyTimeKind.PHONE,
        state=OccasionState.HAPPENED, planned_at=NOW, what_was_said=SAID,
    )  # fmt: skip
    return tabs.services.family_time.save_occasion(occasion).record


def part_of(page: QWidget) -> WithheldPart:
    found = [part for part in page.findChildren(WithheldPart) if part.isVisibleTo(page)]
    assert len(found) == 1, found
    return found[0]


def texts(widget: QWidget) -> str:
    return "\n".join(w.text() for w in widget.findChildren(QLabel) if w.isVisibleTo(widget))


def mark(editor: QPlainTextEdit, words: str) -> None:
    start = editor.toPlainText().index(words)
    cursor = editor.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + len(words), QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


class Hands:
    """Presses buttons, and fills in the short form."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot

    def press(self, place: QWidget, words: str) -> None:
        """Click the button with these words as soon as it can be seen."""

        def found() -> list[QPushButton]:
            return [b for b in place.findChildren(QPushButton) if b.text() == words and b.isVisible()]

        self._qtbot.waitUntil(lambda: bool(found()))
        QTest.mouseClick(found()[0], Qt.MouseButton.LeftButton)

    def reads(self, place: QWidget, words: str) -> None:
        """Wait until these words stand at a place."""
        self._qtbot.waitUntil(lambda: words in texts(place))

    def withhold(self, page, whom: str = "Agency worker", because: str = BECAUSE, what: str = "") -> None:
        """Fill in the short form and leave it out."""
        form = page.sheet._form
        if what:
            choose(form, "what", what)
        type_into(form, "whom", whom)
        type_into(form, "because", because)
        self.press(page.sheet, "Leave out")


@pytest.fixture
def hands(qtbot: QtBot) -> Hands:
    return Hands(qtbot)


def test_what_is_marked_in_an_entry_is_left_out(
    hands: Hands, tabs: Tabs, visit: Occasion, notices: notify.Recorder
) -> None:
    page = family_time(tabs, visit.id)
    text = form_of(page).editor("what_was_said").focus_target()
    mark(text, "the zither story")
    QTest.mouseClick(part_of(page).button, Qt.MouseButton.LeftButton)
    values = page.sheet._form.values()
    assert values["words"] == "the zither story"
    assert values["what"] == f"{visit.id}:what_was_said"
    assert "What was said that matters" in offered(page.sheet._form, "what")
    hands.withhold(page)
    assert page.sheet.isHidden()
    assert [text for _kind, text, *_rest in notices.told] == ["Left out for Agency worker."]
    (line,) = tabs.services.withholding.of(DEV)
    assert (line.field, line.words, line.from_name) == ("what_was_said", "the zither story", "Agency worker")


def test_the_reader_sees_the_gap_and_why_and_nothing_more(
    hands: Hands, tabs: Tabs, agency: Tabs, visit: Occasion, qtbot: QtBot
) -> None:
    page = family_time(tabs, visit.id)
    mark(form_of(page).editor("what_was_said").focus_target(), "the zither story")
    hands.press(page.sheet, "Not for everybody…")
    hands.withhold(page)
    seen = family_time(agency, visit.id)
    assert form_of(seen).values()["what_was_said"] == f"He told {left_out()}. The orchard wall came up too."
    part = part_of(seen)
    assert part.button is None
    assert part.again == []
    assert texts(part) == f"Something here is not shown to you: {BECAUSE}"
    type_into(form_of(seen), "opinion", "A good hour.")
    hands.press(seen.sheet, "Save")
    stored = tabs.services.family_time.occasion(DEV, visit.id)
    assert (stored.what_was_said, stored.opinion) == (SAID, "A good hour.")


def test_a_gap_that_was_deleted_is_said_at_its_field(
    hands: Hands, tabs: Tabs, agency: Tabs, visit: Occasion
) -> None:
    page = family_time(tabs, visit.id)
    mark(form_of(page).editor("what_was_said").focus_target(), "the zither story")
    hands.press(page.sheet, "Not for everybody…")
    hands.withhold(page)
    seen = family_time(agency, visit.id)
    type_into(form_of(seen), "what_was_said", "Nothing.")
    hands.press(seen.sheet, "Save")
    assert "Leave “[left out]” where it stands." in form_of(seen).row("what_was_said").error
    assert tabs.services.family_time.occasion(DEV, visit.id).what_was_said == SAID


def test_who_sees_everything_reads_what_for_whom_and_why_and_can_show_it_again(
    hands: Hands, tabs: Tabs, visit: Occasion, notices: notify.Recorder, qtbot: QtBot
) -> None:
    page = family_time(tabs, visit.id)
    hands.press(page.sheet, "Not for everybody…")
    hands.withhold(page, what="What was said that matters")
    page = family_time(tabs, visit.id)
    assert f"Not for Agency worker: Phone call: Nan: What was said that matters. {BECAUSE}" in texts(
        part_of(page)
    )
    QTest.mouseClick(part_of(page).again[0], Qt.MouseButton.LeftButton)
    assert notices.told[-1][1] == "Shown again to Agency worker."
    qtbot.waitUntil(lambda: [p.again for p in page.findChildren(WithheldPart) if p.isVisible()] == [[]])
    assert tabs.services.withholding.of(DEV) == ()


@pytest.mark.parametrize(
    ("whom", "because", "field", "says"),
    [
        ("Graham Pell", BECAUSE, "whom", "Nothing can be withheld from a unit manager or an inspector"),
        ("Shift lead", BECAUSE, "whom", "You would no longer see it yourself."),
        ("Agency worker", "The zither story is his.", "because", "This repeats the words that are left out."),
    ],
)
def test_what_cannot_be_left_out_is_said_at_its_field(
    hands: Hands, tabs: Tabs, visit: Occasion, whom: str, because: str, field: str, says: str
) -> None:
    page = family_time(tabs, visit.id)
    mark(form_of(page).editor("what_was_said").focus_target(), "the zither story")
    hands.press(page.sheet, "Not for everybody…")
    hands.withhold(page, whom, because)
    assert page.sheet._form.row(field).error.startswith(says)
    assert tabs.services.withholding.of(DEV) == ()


def test_a_name_cut_short_is_the_colleague_who_is_meant(hands: Hands, tabs: Tabs, visit: Occasion) -> None:
    page = family_time(tabs, visit.id)
    mark(form_of(page).editor("what_was_said").focus_target(), "the zither story")
    hands.press(page.sheet, "Not for everybody…")
    hands.withhold(page, "ana")
    (line,) = tabs.services.withholding.of(DEV)
    assert line.from_name == "Ana Lima"


def test_a_name_that_several_have_is_asked_for_in_full(hands: Hands, tabs: Tabs, visit: Occasion) -> None:
    page = family_time(tabs, visit.id)
    mark(form_of(page).editor("what_was_said").focus_target(), "the zither story")
    hands.press(page.sheet, "Not for everybody…")
    hands.withhold(page, "worker")
    assert page.sheet._form.row("whom").error.startswith("More than one is called that.")
    assert tabs.services.withholding.of(DEV) == ()


def test_the_short_form_asks_for_what_is_missing(hands: Hands, tabs: Tabs, visit: Occasion) -> None:
    page = family_time(tabs, visit.id)
    hands.press(page.sheet, "Not for everybody…")
    form = page.sheet._form
    hands.press(page.sheet, "Leave out")
    assert {name for name in form.values() if form.row(name).error} == {"what", "whom", "because"}


def test_somebody_of_the_network_is_left_out_and_the_texts_with_their_name_are_named(
    hands: Hands, tabs: Tabs, agency: Tabs, visit: Occasion
) -> None:
    person = tabs.services.people.network(DEV)[0]
    tabs.services.young_people.save_about_me(
        AboutMePart(young_person_id=DEV, kind=AboutMeKind.WHAT_HELPS, text="Ringing Nan on Sundays.")
    )
    page = people(tabs, person.id)
    hands.press(page.sheet, "Not for everybody…")
    hands.withhold(page, what="All of this entry")
    assert not page.sheet.isHidden()
    hands.reads(page.sheet, "Agency worker can still read the same words in 1 other text.")
    hands.reads(page.sheet, "What helps: In their words, “Nan”")
    hands.press(page.sheet, "Leave them out there too")
    assert page.sheet.isHidden()
    seen = people(agency)
    assert rows(seen, "person") == []
    hands.reads(seen, f"Something here is not shown to you: {BECAUSE}")
    assert agency.services.young_people.about_me(DEV)[0].text == f"Ringing {left_out()} on Sundays."
    assert "not shown to you" not in texts(people(tabs))


def test_words_of_about_me_are_left_out_part_by_part(hands: Hands, tabs: Tabs, agency: Tabs) -> None:
    for kind, text in ((AboutMeKind.WHAT_HELPS, "Toast first."), (AboutMeKind.HOPES, "A bike of my own.")):
        tabs.services.young_people.save_about_me(AboutMePart(young_person_id=DEV, kind=kind, text=text))
    page = tabs.overview(Place("young_person", DEV, "overview"))
    can_withhold(tabs, page)
    page.change_about_me()
    form = page.about_me_form.form
    assert form is not None
    mark(form.editor(AboutMeKind.HOPES.value).focus_target(), "of my own")
    hands.press(page.sheet, "Not for everybody…")
    assert page.about_me_form.form is None
    what = [words.partition(":")[0] for words in offered(page.sheet._form, "what")]
    assert what == ["What helps", "What I hope for"]
    hands.withhold(page)
    seen = {p.kind: p.text for p in agency.services.young_people.about_me(DEV)}
    assert seen == {AboutMeKind.WHAT_HELPS: "Toast first.", AboutMeKind.HOPES: f"A bike {left_out()}."}


def changes(tabs: Tabs, part: str) -> YoungPersonChangesPage:
    services = tabs.services
    page = tabs.show(
        YoungPersonChangesPage(
            services.worker_changes, services.drafts, services.session.clock, tabs.me, services.session.may
        ),
        Place("worker_changes", DEV),
    )
    can_withhold(tabs, page)
    page.open_place(Place("worker_changes", DEV, record_id=change_id(DEV), part=part))
    return page


def test_an_answer_of_a_step_is_left_out(hands: Hands, tabs: Tabs, agency: Tabs) -> None:
    service = tabs.services.worker_changes
    step = service.workspace(change_id(DEV)).file.step(Step.GOODBYE)
    service.save_step(replace(step, answers={"plan": "Tea in the orchard"}))
    page = changes(tabs, "7").workspace
    form = page.card.form
    assert form is not None
    mark(form.editor("plan").focus_target(), "in the orchard")
    hands.press(page.card, "Not for everybody…")
    assert page.sheet._form.values()["words"] == "in the orchard"
    hands.withhold(page)
    seen = changes(agency, "7").workspace
    assert seen.card.form is not None
    assert seen.card.form.values()["plan"] == f"Tea {left_out()}"
    hands.reads(seen.card, f"Something here is not shown to you: {BECAUSE}")


def test_the_reason_for_a_change_is_left_out_in_its_first_step(hands: Hands, tabs: Tabs) -> None:
    page = changes(tabs, "1").workspace
    hands.press(page.card, "Not for everybody…")
    assert any("The reason, in plain words" in words for words in offered(page.sheet._form, "what"))


def test_a_line_stays_marked_when_the_button_is_pressed(hands: Hands, tabs: Tabs, qtbot: QtBot) -> None:
    person = tabs.services.people.network(DEV)[0]
    page = people(tabs, person.id)
    line = form_of(page).editor("who_they_are").focus_target()
    line.setFocus()
    line.setSelection(0, 5)
    found = marked_in(form_of(page))
    assert found is not None
    assert (found.field, found.words) == ("who_they_are", "Grand")
    hands.press(page.sheet, "Not for everybody…")
    assert page.sheet._form.values()["words"] == "Grand"


def test_a_new_entry_has_nothing_to_leave_out(tabs: Tabs) -> None:
    page = people(tabs)
    page.add(page.kinds[0])
    assert page.findChildren(WithheldPart) == []
