"""Words that care at the desk: a hint while writing about Kai, his own word for it, and nothing of it after the lock."""

import gc
import weakref

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from securecare_desktop.domain.staff import Role
from securecare_desktop.services.bundle import Services
from securecare_desktop.ui import notify
from securecare_desktop.ui.widgets.growing_text import GrowingText
from tests.journeys.steps import Person
from tests.support.house import KAI, PASSWORD, STAFF

LEAD = STAFF[Role.SHIFT_LEAD]


def begin_something_to_do(at: Person) -> None:
    at.press("Kai")
    at.tab("Promises")
    at.press("Add something to do")


def text_in(at: Person) -> str:
    field = at.field("What will be done")
    assert isinstance(field, QPlainTextEdit)
    return field.toPlainText()


def is_marked(at: Person) -> bool:
    field = at.field("What will be done")
    assert isinstance(field, GrowingText)
    return field.marks is not None and field.marks.after(0) is not None


def test_a_word_is_questioned_exchanged_and_kept(
    at: Person, services: Services, notices: notify.Recorder
) -> None:
    at.sign_in(LEAD, PASSWORD)
    begin_something_to_do(at)
    at.write("What will be done", "Ring Hannah about contact with Nan. ")
    at.see(lambda: is_marked(at))
    at.key(Qt.Key.Key_F7)
    at.wait_for("“contact”", "It sounds like a procedure.", "It is only a hint.")
    at.key(Qt.Key.Key_Return)
    at.see(lambda: text_in(at) == "Ring Hannah about family time with Nan. ")
    at.field("What will be done").setFocus()
    at.type(" And contact")
    at.key(Qt.Key.Key_F7)
    at.press("It is Kai’s own word for it")
    at.settle()
    at.see(lambda: not is_marked(at))
    assert services.language.kept(KAI) == {"contact"}
    assert notices.defects == []


def test_the_lock_takes_the_panel_and_all_that_hints_know(
    at: Person, services: Services, notices: notify.Recorder
) -> None:
    at.sign_in(LEAD, PASSWORD)
    begin_something_to_do(at)
    at.write("What will be done", "He absconded ")
    at.see(lambda: is_marked(at))
    at.key(Qt.Key.Key_F7)
    at.wait_for("“absconded”")
    field = at.field("What will be done")
    assert isinstance(field, GrowingText)
    assert field.marks is not None
    source = weakref.ref(field.marks._source)
    del field
    at.control(Qt.Key.Key_L)
    at.see(lambda: not services.session.signed_in)
    at.wait_for("Locked")
    assert "absconded" not in at.reads()
    at.see(lambda: gc.collect() >= 0 and source() is None)
    assert notices.defects == []
