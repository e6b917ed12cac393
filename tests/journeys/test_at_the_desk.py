"""At the desk: interrupted by the lock in the middle of a word, finding a record, and getting by without a mouse."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QPlainTextEdit, QWidget

from securecare_desktop.domain.staff import Role
from securecare_desktop.services.bundle import Services
from securecare_desktop.ui import notify
from tests.journeys.steps import Person, nameless, said
from tests.support.house import PASSWORD, STAFF

LEAD, MANAGER = STAFF[Role.SHIFT_LEAD], STAFF[Role.UNIT_MANAGER]
RAIL = ("Today", "Changes of worker", "Packs", "Staff", "Settings", "Help")
TABS = ("Overview", "Plan", "Family time", "People", "Checklists", "Changes of worker", "Promises", "Packs")


def text_in(field: QWidget) -> str:
    assert isinstance(field, QPlainTextEdit)
    return field.toPlainText()


def begin_a_promise(at: Person) -> None:
    at.press("Kai")
    at.tab("Promises")
    at.press("Add a promise")


def test_the_lock_keeps_what_is_being_typed_for_its_writer_and_for_nobody_else(
    at: Person, services: Services, notices: notify.Recorder
) -> None:
    at.sign_in(LEAD, PASSWORD)
    begin_a_promise(at)
    at.write("What was promised", "A bike mag")
    at.control(Qt.Key.Key_L)
    at.wait_for("Your draft is kept")
    assert "bike" not in at.reads()
    at.press("Switch")
    at.sign_in(MANAGER, PASSWORD)
    begin_a_promise(at)
    at.see(lambda: at.field("What was promised").hasFocus())
    assert text_in(at.field("What was promised")) == ""
    assert "bike" not in at.reads()
    at.press("Switch")
    at.sign_in(LEAD, PASSWORD)
    begin_a_promise(at)
    at.see(lambda: text_in(at.field("What was promised")) == "A bike mag")
    at.wait_for("This is your draft.")
    assert notices.defects == []


def test_the_same_person_comes_back_to_the_half_written_step(at: Person, services: Services) -> None:
    at.sign_in(LEAD, PASSWORD)
    at.press("Kai")
    at.tab("Changes of worker")
    at.press("Step 1, ", starts=True)
    at.write("Who stays", "Denise and")
    at.control(Qt.Key.Key_L)
    at.see(lambda: not services.session.signed_in)
    at.try_password(PASSWORD)
    at.press("Step 1, ", starts=True)
    at.see(lambda: text_in(at.field("Who stays")) == "Denise and")


def test_the_lock_closes_the_pack_and_its_password_dialog(at: Person, services: Services) -> None:
    at.sign_in(LEAD, PASSWORD)
    at.press("Kai")
    at.press("Handover pack")
    at.wait_for("Page 1 of ")
    at.press("Save as PDF")
    at.write("Password for this PDF", "open the")
    at.control(Qt.Key.Key_L)
    at.wait_for("Locked")
    at.see(lambda: not [d for d in at.window.findChildren(QDialog) if d.isVisible()])
    assert "Page 1 of" not in at.reads()
    at.see(lambda: not services.session.signed_in)
    at.try_password(PASSWORD)
    at.wait_for("Kai")
    assert not [d for d in at.window.findChildren(QDialog) if d.isVisible()]


def test_find_opens_the_record_that_a_word_stands_in(at: Person, notices: notify.Recorder) -> None:
    at.sign_in(LEAD, PASSWORD)
    begin_a_promise(at)
    at.write("What was promised", "A walk to the lighthouse")
    at.press("Save")
    at.wait_for("A walk to the lighthouse")
    at.press("Today")
    at.control(Qt.Key.Key_K)
    at.type("lightho")
    at.wait_for("A walk to the lighthouse")
    at.key(Qt.Key.Key_Return)
    at.wait_for("In the words it was promised in.")
    assert text_in(at.field("What was promised")) == "A walk to the lighthouse"
    at.control(Qt.Key.Key_K)
    at.type("phone is broken")  # why an occasion of family time fell away
    at.wait_for("Her phone is broken.")
    at.key(Qt.Key.Key_Return)
    at.wait_for("Record that they were told", "Who told the young person")
    assert notices.defects == []


def test_the_pack_is_reached_without_a_mouse(at: Person) -> None:
    at.see(lambda: at.all(QAbstractButton, LEAD, starts=True))
    at.type(LEAD.split()[0])
    at.key(Qt.Key.Key_Return)
    at.type(PASSWORD)
    at.key(Qt.Key.Key_Return)
    at.see(lambda: at.all(QAbstractButton, "Kai"))
    at.key(Qt.Key.Key_F6)
    at.go_to("Kai", Qt.Key.Key_Tab)
    at.key(Qt.Key.Key_Return)
    at.wait_for("15, born 30 Sep 2010")
    at.key(Qt.Key.Key_F6)
    at.go_to("Handover pack", Qt.Key.Key_Tab)
    at.key(Qt.Key.Key_Space)
    at.wait_for("Page 1 of ")
    at.go_to("Save as PDF", Qt.Key.Key_Tab)
    at.key(Qt.Key.Key_Space)
    at.wait_for("Password for this PDF")
    at.key(Qt.Key.Key_Escape)
    at.wait_for("Who is this pack for?")
    at.key(Qt.Key.Key_Escape)
    at.see(lambda: at.top() is at.window)


def test_a_key_that_leads_somewhere_leaves_the_focus_where_it_led(at: Person) -> None:
    def on(tab: str) -> bool:
        now = QApplication.focusWidget()
        return isinstance(now, QAbstractButton) and now.isVisible() and said(now).startswith(tab)

    at.sign_in(LEAD, PASSWORD)
    at.press("Kai")
    at.tab("Promises")
    at.press("Add a promise")
    at.write("What was promised", "A bike mag")
    at.control(Qt.Key.Key_1)
    at.see(lambda: on("Overview"))
    at.control(Qt.Key.Key_Tab)
    at.see(lambda: on("Plan"))
    at.key(Qt.Key.Key_Right)
    at.see(lambda: on("Family time"))


def test_every_input_and_button_on_every_screen_has_a_name(at: Person, notices: notify.Recorder) -> None:
    at.see(lambda: at.all(QAbstractButton, LEAD, starts=True))
    wrong = {"sign in": nameless(at.window)}
    at.sign_in(MANAGER, PASSWORD)
    for entry in RAIL:
        at.press(entry, starts=True)
        at.settle()
        wrong[entry] = nameless(at.window)
    at.press("Kai")
    for tab in TABS:
        at.tab(tab)
        at.settle()
        wrong[tab] = nameless(at.window)
    at.tab("Changes of worker")
    for step in range(1, 11):
        at.press(f"Step {step}, ", starts=True)
        wrong[f"step {step}"] = nameless(at.window)
    forms = {
        "Family time": ("Add family time", "Add a limit", "Add an arrangement"),
        "People": ("Add a person", "Add a key adult"),
        "Promises": ("Add a promise", "Add something to do", "Add what they said"),
    }
    for tab, buttons in forms.items():
        at.tab(tab)
        for button in buttons:
            at.press(button)
            wrong[button] = nameless(at.window)
    at.tab("Overview")
    at.press("Handover pack")
    at.wait_for("Page 1 of ")
    wrong["pack"] = nameless(at.top())
    at.press("Save as PDF")
    wrong["password"] = nameless(at.top())
    assert {where: found for where, found in wrong.items() if found} == {}
    assert notices.defects == []
