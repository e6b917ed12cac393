"""A plan from the first word to the version that counts: written, shared, signed by two people, printed, replaced."""

import io

from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDialog, QPlainTextEdit

from securecare_desktop.domain.editions import Edition
from securecare_desktop.domain.plans import PlanState
from securecare_desktop.domain.staff import Role
from securecare_desktop.services.bundle import Services
from securecare_desktop.services.packs import PackRequest
from securecare_desktop.ui import notify
from securecare_desktop.ui.main_window import MainWindow
from securecare_desktop.ui.sign_in.locked import Locked
from tests.journeys.steps import Person
from tests.support.house import KAI, PASSWORD, STAFF

LEAD, MANAGER = STAFF[Role.SHIFT_LEAD], STAFF[Role.UNIT_MANAGER]
DAY_TO_DAY, MOVING_ON = "4, How I am looked after day to day", "12, Moving on"


def open_plan(at: Person) -> None:
    at.press("Kai")
    at.tab("Plan")


def write(at: Person, section: str, text: str, said: str = "") -> None:
    at.press(section, starts=True)
    at.press("Write here")
    at.write("The text", text)
    if said:
        at.write("What they say about it", said)
        at.tick("What they say about it", "said it")
    at.press("Save")
    at.wait_for(text, "Write here")


def share(at: Person) -> None:
    at.press("Share with Kai")
    at.write("Shared with them on", "13 May")
    at.write("How it was shared", "Read together on the yard.")
    at.write("What they say about it", "You left out Biscuit.")
    at.tick("What they say about it", "said it")
    at.press("Save")
    at.wait_for("Shared", "How it was shared")


def sign(at: Person, button: str, words: str) -> None:
    at.press(button)
    at.see(lambda: isinstance(at.top(), QDialog))
    at.wait_for("The young person may read this one day.", words, "“You left out Biscuit.”")
    at.key(Qt.Key.Key_Return)
    at.see(lambda: not isinstance(at.top(), QDialog))


def states(services: Services) -> list[tuple[int, PlanState]]:
    return [(version.number, version.state) for version in services.plans.versions(KAI)]


def on_paper(services: Services) -> str:
    request = PackRequest(young_person_id=KAI, edition=Edition.PLAN, recipient="Kai", purpose="His plan")
    pages = PdfReader(io.BytesIO(services.packs.preview(request).pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_plan_from_the_first_word_to_the_next_version(
    at: Person, services: Services, notices: notify.Recorder
) -> None:
    at.sign_in(LEAD, PASSWORD)
    open_plan(at)
    at.press("Start the plan")
    write(at, DAY_TO_DAY, "Up at quarter to eight, toast, then talk.", "Don't knock and open at once.")
    write(at, MOVING_ON, "Near Nan, as he has asked.")
    share(at)
    sign(at, "Sign", "Up at quarter to eight, toast, then talk.")
    at.wait_for("Signed", "begun 14 May")
    assert not at.all(QAbstractButton, "Sign as manager")
    at.press("Switch")

    at.sign_in(MANAGER, PASSWORD)
    open_plan(at)
    sign(at, "Sign as manager", "Near Nan, as he has asked.")
    at.wait_for("Current", f"since 14 May · signed by {LEAD} and {MANAGER}")
    assert states(services) == [(1, PlanState.CURRENT)]
    paper = on_paper(services)
    for words in ("Near Nan, as he has asked.", "Don't knock and open at once.", LEAD, MANAGER):
        assert words in paper, words
    at.press("Print")
    at.see(lambda: isinstance(at.top(), QDialog))
    at.wait_for("Page 1 of ")
    at.key(Qt.Key.Key_Escape)
    at.see(lambda: not isinstance(at.top(), QDialog))

    at.press("Start a new version")
    at.write("Why a new version", "The court has decided.")
    at.press("Start a new version", nth=len(at.all(QAbstractButton, "Start a new version")) - 1)
    at.wait_for("Version 2", "This is not the version that counts.")
    write(at, MOVING_ON, "Near Nan from the first of June.")
    assert states(services) == [(2, PlanState.DRAFT), (1, PlanState.CURRENT)]
    assert "Near Nan, as he has asked." in on_paper(services)
    at.press("Compare")
    at.wait_for("1 place changed in 1 section.", "Version 1", "Version 2")
    assert at.find(QComboBox, "Older version").currentText() == "Version 1, current"
    at.press("Back to the versions")
    at.press("Sections")
    at.press("Show version 1")
    at.wait_for("Version 2 is being written.", "Near Nan, as he has asked.")
    assert notices.defects == []


def test_a_section_is_gone_on_with_after_the_lock_in_the_middle_of_a_sentence(
    at: Person, services: Services, notices: notify.Recorder
) -> None:
    at.sign_in(LEAD, PASSWORD)
    open_plan(at)
    at.press("Start the plan")
    at.press(DAY_TO_DAY, starts=True)
    at.press("Write here")
    at.write("The text", "Up at quarter to")
    at.control(Qt.Key.Key_L)
    window = at.window
    assert isinstance(window, MainWindow)
    at.see(lambda: isinstance(window.face, Locked))
    assert "quarter" not in at.reads()
    at.try_password(PASSWORD)
    at.see(lambda: window.desk is not None)

    def field() -> QPlainTextEdit:
        found = at.field("The text")
        assert isinstance(found, QPlainTextEdit)
        return found

    at.see(lambda: field().hasFocus() and field().textCursor().position() == len("Up at quarter to"))
    at.type(" eight")
    at.control(Qt.Key.Key_S)
    at.wait_for("Up at quarter to eight", "Write here")
    assert [part.text for part in services.plans.parts(KAI)] == ["Up at quarter to eight"]
    assert notices.defects == []


def test_the_view_somebody_reads_is_there_again_after_the_lock(at: Person, services: Services) -> None:
    at.sign_in(LEAD, PASSWORD)
    open_plan(at)
    at.press("Start the plan")
    at.press("Versions")
    at.wait_for("Version 1, begun 14 May, Draft")
    at.control(Qt.Key.Key_L)
    at.see(lambda: not services.session.signed_in)
    at.try_password(PASSWORD)
    at.see(lambda: services.session.signed_in)
    at.see(lambda: any(b.isChecked() for b in at.all(QAbstractButton, "Versions")))
    at.wait_for("Version 1, begun 14 May, Draft")


def test_the_plan_is_gone_through_by_keyboard_alone(at: Person, notices: notify.Recorder) -> None:
    at.sign_in(LEAD, PASSWORD)
    open_plan(at)
    at.press("Start the plan")
    at.wait_for("Not written yet")
    at.go_to("1, About me, in my words, not yet", Qt.Key.Key_Tab)
    for _press in range(3):
        at.key(Qt.Key.Key_Down)
    at.go_to("Write here", Qt.Key.Key_Tab)
    at.key(Qt.Key.Key_Return)
    at.see(lambda: at.field("The text").hasFocus())
    at.type("Up at eight.")
    at.key(Qt.Key.Key_Escape)
    at.wait_for("Not written yet")
    at.key(Qt.Key.Key_Return)  # the focus is back on "Write here", and the draft was kept
    at.wait_for("Up at eight.", "This is your draft.")
    at.control(Qt.Key.Key_S)
    at.wait_for("4, How I am looked after day to day, written")
    assert notices.defects == []
