"""Shift notes on screen, over a real store: one after the other, read back, and none lost on the way."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.messages import Changed
from securecare_desktop.domain.shifts import Shift, ShiftNote
from securecare_desktop.domain.staff import Role
from securecare_desktop.services.bundle import Services
from securecare_desktop.services.shifts import TakingOver
from securecare_desktop.ui import notify
from securecare_desktop.ui.page import Place
from securecare_desktop.ui.shifts.page import ShiftsPage
from securecare_desktop.ui.widgets.buttons import Button
from securecare_desktop.ui.widgets.card import Chip
from tests.support.house import DEV, KAI, TODAY, House

LEAD, WORKER = Role.SHIFT_LEAD, Role.RESIDENTIAL_WORKER
pytestmark = pytest.mark.usefixtures("inline_tasks", "notices")


@dataclass
class Shown:
    """The page of somebody, and which sheets they asked for."""

    page: ShiftsPage
    services: Services
    asked: list[str] = field(default_factory=list)

    def reads(self) -> str:
        come_up()
        return "\n".join(w.text() for w in self.page.findChildren(QLabel) if w.isVisible())

    def chips(self) -> list[str]:
        come_up()
        return [c.accessibleName() for c in self.page.notes.findChildren(Chip) if c.isVisible()]

    def type(self, words: str) -> None:
        text = self.page.quick.form.editor("what").inputs()[0]
        text.setFocus()
        QTest.keyClicks(text, words)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.page.quick.form.editor("what").inputs()[0], key, modifier)


Opens = Callable[..., Shown]


def come_up() -> None:
    """Let Qt show what was just put on the page."""
    QCoreApplication.sendPostedEvents()


def called(one: Button) -> str:
    return one.accessibleName() or one.text()


@pytest.fixture
def show(house: House, qtbot: QtBot) -> Opens:
    def make(role: Role = LEAD, place: Place | None = None, width: int = 1174) -> Shown:
        services = house.signed_in(role)
        asked: list[str] = []
        page = ShiftsPage(
            services.shifts,
            services.drafts,
            services.session.clock,
            may=services.session.may,
            print_sheet=lambda _parent, unit: asked.append(unit),
        )
        qtbot.addWidget(page)
        page.resize(width, 624)
        page.open_place(place or Place("shifts"))
        page.show()
        qtbot.waitActive(page)
        return Shown(page, services, asked)

    return make


def write(services: Services, what: str, who: str = "", **other: Any) -> ShiftNote:
    given = {"unit_id": "", "young_person_id": who, "what": what, "shift_on": TODAY, "shift": Shift.EARLY}
    return services.shifts.save(ShiftNote(**{**given, **other})).record


def button(page: QWidget, name: str) -> Button:
    come_up()
    return next(b for b in page.findChildren(Button) if b.isVisible() and called(b) == name)


def test_an_empty_page_says_what_will_be_here(show: Opens) -> None:
    shown = show()
    assert "No shift notes. Write above what the next shift must know." in shown.reads()
    assert "Nobody has taken over a shift yet." in shown.reads()


def test_enter_saves_a_note_and_the_next_one_can_be_typed(show: Opens) -> None:
    shown = show()
    for words in ("Boiler man at nine", "Lamp stays on"):
        shown.type(words)
        shown.key(Qt.Key.Key_Return)
        assert shown.page.quick.form.values()["what"] == ""
        assert shown.page.quick.isAncestorOf(shown.page.focusWidget())
    assert {line.note.what for line in shown.services.shifts.view().notes} == {
        "Boiler man at nine",
        "Lamp stays on",
    }
    assert "Boiler man at nine" not in shown.reads()  # no hub between them here
    shown.page.hear(Changed(frozenset({"shifts"})))
    assert "Boiler man at nine" in shown.reads()


def test_shift_and_enter_begin_a_new_line(show: Opens) -> None:
    shown = show()
    shown.type("One")
    shown.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    shown.type("two")
    shown.page.save_now()
    (line,) = shown.services.shifts.view().notes
    assert line.note.what == "One\ntwo"


def test_an_empty_note_is_not_saved_and_the_field_says_why(show: Opens) -> None:
    shown = show()
    shown.key(Qt.Key.Key_Return)
    assert "Write what the next shift must know." in shown.page.quick.form.row("what").error
    shown.page.save_now()
    assert shown.services.shifts.view().notes == ()


def test_a_note_is_about_the_house_unless_somebody_is_chosen(show: Opens) -> None:
    shown = show()
    shown.type("For all")
    shown.key(Qt.Key.Key_Return)
    shown.page.quick.form.editor("whom").set_value(KAI)
    shown.type("For Kai")
    shown.key(Qt.Key.Key_Return)
    found = {line.note.what: line.about for line in shown.services.shifts.view().notes}
    assert found == {"For all": "", "For Kai": "Kai"}


def test_what_is_typed_is_kept_as_a_draft(show: Opens) -> None:
    shown = show()
    shown.type("Half a sen")
    shown.page.keep_drafts()
    again = show()
    assert again.page.quick.form.values()["what"] == "Half a sen"
    again.key(Qt.Key.Key_Return)
    assert show().page.quick.form.values()["what"] == ""


def test_unread_notes_are_marked_with_a_word_and_stand_first(show: Opens, house: House) -> None:
    worker = house.signed_in(WORKER)
    write(worker, "Known", until=TODAY + timedelta(days=2))
    view = house.signed_in(LEAD).shifts.view()
    house.signed_in(LEAD).shifts.take_over(
        TakingOver(
            unit_id=view.unit.id, time=view.now, notes=tuple(n.note for n in view.notes), said_back="x"
        )
    )
    write(worker, "New", KAI)
    shown = show()
    assert shown.chips() == ["Unread", "Read"]
    assert shown.page.notes.second.text() == "1 unread"


def test_taking_over_is_reading_saying_back_and_done(
    show: Opens, house: House, notices: notify.Recorder
) -> None:
    worker = house.signed_in(WORKER)
    write(worker, "Boiler man at nine")
    write(worker, "He slept badly", KAI)
    shown = show()
    button(shown.page, "Take over the shift").click()
    over = shown.page.taking_over
    assert over.isVisible()
    assert not shown.page.quick.isVisible()
    assert "He slept badly" in shown.reads()
    over.primary.click()
    assert "Say back in your own words" in over.form.row("said_back").error
    QTest.keyClicks(over.form.editor("said_back").inputs()[0], "Boiler at nine, Kai slept badly.")
    QTest.keyClicks(over.form.editor("questions").inputs()[0], "Who rang?")
    over.primary.click()
    come_up()
    assert not over.isVisible()
    assert shown.page.quick.isVisible()
    assert "Boiler at nine, Kai slept badly." in shown.reads()
    assert "Questions: Who rang?" in shown.reads()
    assert shown.chips() == []
    assert shown.services.shifts.count_unread() == 0
    assert notices.told[-1][1].startswith("You have taken over the shift.")


def test_whoever_takes_over_reads_note_by_note_with_the_keyboard_alone(show: Opens, house: House) -> None:
    worker = house.signed_in(WORKER)
    for words in ("First", "Second"):
        write(worker, words)
        house.clock.advance(timedelta(minutes=1))
    shown = show()
    shown.page.begin_taking_over()
    come_up()
    met = []
    for _press in range(3):
        now = shown.page.focusWidget()
        assert now is not None
        met.append(now.accessibleName())
        QTest.keyClick(now, Qt.Key.Key_Tab)
    assert met[:2] == ["The house: Second Unread", "The house: First Unread"]
    assert met[2] == "Shift"
    said_back = shown.page.focusWidget()
    assert said_back is not None
    assert said_back.accessibleName() == "What was said back"


def test_tab_goes_from_the_new_note_to_the_notes_that_stand(show: Opens, house: House) -> None:
    worker = house.signed_in(WORKER)
    write(worker, "First", KAI)
    shown = show()
    shown.page.reload()
    come_up()
    shown.page.quick.button.setFocus()
    QTest.keyClick(shown.page.quick.button, Qt.Key.Key_Tab)
    now = shown.page.focusWidget()
    assert now is not None
    assert now.accessibleName() == "Open the note about Kai"


def test_what_was_heard_is_kept_when_somebody_is_called_away(show: Opens, house: House) -> None:
    write(house.signed_in(WORKER), "Boiler man at nine")
    shown = show()
    shown.page.begin_taking_over()
    QTest.keyClicks(shown.page.taking_over.form.editor("said_back").inputs()[0], "The boil")
    button(shown.page, "Not now").click()
    again = show()
    again.page.begin_taking_over()
    assert again.page.taking_over.form.values()["said_back"] == "The boil"


def test_nobody_takes_over_from_themselves_and_the_page_says_why(show: Opens) -> None:
    shown = show()
    write(shown.services, "Mine")
    shown.page.reload()
    shown.page.begin_taking_over()
    assert not shown.page.taking_over.primary.isEnabled()
    assert any("You wrote all of these notes." in w.accessibleName() for w in shown.page.findChildren(QLabel))


def test_a_note_that_changed_meanwhile_is_shown_again_and_what_was_said_stays(
    show: Opens, house: House, notices: notify.Recorder
) -> None:
    worker = house.signed_in(WORKER)
    first = write(worker, "At nine")
    shown = show()
    shown.page.begin_taking_over()
    QTest.keyClicks(shown.page.taking_over.form.editor("said_back").inputs()[0], "At nine.")
    worker.shifts.save(ShiftNote(**{**_fields(first), "what": "At ten"}))
    shown.page.taking_over.primary.click()
    assert "A note was changed while you were reading." in notices.told[-1][1]
    assert "At ten" in shown.reads()
    assert shown.page.taking_over.form.values()["said_back"] == "At nine."


def _fields(note: ShiftNote) -> dict[str, Any]:
    return {name: getattr(note, name) for name in ShiftNote.__dataclass_fields__}


def test_ones_own_unread_note_is_changed_and_settled_in_the_sheet(show: Opens) -> None:
    shown = show()
    write(shown.services, "At nine", KAI)
    shown.page.reload()
    button(shown.page, "Open the note about Kai").click()
    sheet = shown.page.sheet
    assert sheet.form is not None
    assert sheet.primary is not None
    sheet.form.editor("what").set_draft_text("At ten")
    sheet.form.editor("what").changed.emit()
    sheet.primary.click()
    (line,) = shown.services.shifts.view().notes
    assert line.note.what == "At ten"
    shown.page.reload()
    button(shown.page, "Open the note about Kai").click()
    sheet.acts["settle"].click()
    assert shown.services.shifts.view().notes == ()


def test_somebody_elses_note_is_read_and_not_changed(show: Opens, house: House) -> None:
    written = write(house.signed_in(WORKER), "At nine", KAI)
    shown = show(place=Place("shifts", KAI, record_id=written.id))
    assert shown.page.sheet.isVisible()
    assert shown.page.sheet.primary is None
    assert shown.page.sheet.acts == {}


def test_find_leads_to_a_note_that_stands_no_longer(show: Opens, house: House) -> None:
    worker = house.signed_in(WORKER)
    settled = worker.shifts.settle(write(worker, "The saxophone lesson", KAI)).record
    shown = show(place=Place("shifts", KAI, record_id=settled.id))
    assert shown.page.sheet.isVisible()
    assert shown.page.sheet.form.values()["what"] == "The saxophone lesson"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("role", "names"),
    [
        (LEAD, {"Print shift sheet", "Take over the shift", "Save the note"}),
        (WORKER, {"Print shift sheet", "Save the note"}),
        (Role.AGENCY_WORKER, {"Save the note"}),
        (Role.INSPECTOR, set()),
    ],
)
def test_each_role_is_offered_what_it_may_do(show: Opens, role: Role, names: set[str]) -> None:
    page = show(role).page
    offered = {"Print shift sheet", "Take over the shift", "Save the note"}
    come_up()
    assert {called(b) for b in page.findChildren(Button) if b.isVisible()} & offered == names


def test_the_key_for_paper_asks_for_the_shift_sheet(show: Opens) -> None:
    shown = show()
    shown.page.act("print_pack")
    assert shown.asked == [shown.services.session.actor.unit_id]
    reader = show(Role.INSPECTOR)
    reader.page.act("print_pack")
    assert reader.asked == []


def test_an_agency_worker_chooses_among_their_own(show: Opens) -> None:
    shown = show(Role.AGENCY_WORKER)
    assert dict(shown.services.shifts.view().people) == {DEV: "Dev"}
    combo = shown.page.quick.form.editor("whom").combo  # type: ignore[attr-defined]
    assert [combo.itemText(n) for n in range(combo.count())][1:] == ["The house", "Dev"]


def test_at_twice_the_text_size_nothing_is_wider_than_the_page(show: Opens, house: House) -> None:
    from securecare_desktop.ui import theme

    write(house.signed_in(WORKER), "Rhabarberbarbarabarbarbarenbartbarbierbier at nine " * 3, KAI)
    theme.use("light", 200)
    shown = show(width=683)
    shown.page.resize(683, 384)
    shown.page.begin_taking_over()
    inside = shown.page.scroll.widget()
    assert inside.width() <= shown.page.scroll.viewport().width()
