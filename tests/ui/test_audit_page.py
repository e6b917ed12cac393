"""What was done, on the screen: the list, its filters, one event, the file, the check and the mark on paper."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from securecare_desktop.core.errors import AppError
from securecare_desktop.domain.audit import EventGroup
from securecare_desktop.domain.promises import Promise
from securecare_desktop.domain.staff import Role
from securecare_desktop.services.bundle import Services
from securecare_desktop.ui import notify
from securecare_desktop.ui.audit import page as audit_page
from securecare_desktop.ui.audit.event import EventView
from securecare_desktop.ui.audit.page import AuditPage
from securecare_desktop.ui.page import Place
from securecare_desktop.ui.widgets.buttons import Button
from tests.support.house import KAI, STAFF, TODAY, House

pytestmark = pytest.mark.usefixtures("inline_tasks")

WORKER = STAFF[Role.RESIDENTIAL_WORKER]


class Chosen:
    """Answers the question where a file goes."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.name = ""

    def __call__(self, parent: QWidget, name: str, on_chosen: Callable[[Path], object]) -> None:
        self.name = name
        on_chosen(self.target)


@pytest.fixture
def services(house: House) -> Services:
    worker = house.signed_in(Role.RESIDENTIAL_WORKER)
    worker.promises.save(Promise(young_person_id=KAI, what="A photo", made_by="Femi"))
    return house.signed_in(Role.UNIT_MANAGER)


@pytest.fixture
def page(services: Services, qtbot: QtBot, tmp_path: Path) -> AuditPage:
    made = AuditPage(services.audit, services.session.clock, ask=Chosen(tmp_path / "log.csv"))
    qtbot.addWidget(made)
    made.resize(1174, 624)
    made.open_place(Place("audit"))
    made.show()
    return made


def sentences(page: AuditPage) -> list[str]:
    return [page.table.proxy.index(row, 0).data() for row in range(page.table.proxy.rowCount())]


def choose(page: AuditPage, **values: Any) -> None:
    """Choose in the filters as a person does."""
    for name, value in values.items():
        editor = page.filters.form.editor(name)
        editor.set_value(value)
        editor.changed.emit()


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_the_newest_event_is_on_top_with_who_what_and_about_whom(page: AuditPage) -> None:
    shown = sentences(page)
    assert shown[0] == f"{STAFF[Role.UNIT_MANAGER]} signed in."
    assert f"{WORKER} added a promise. What was promised: “A photo”." in shown
    row = shown.index(f"{WORKER} added a promise. What was promised: “A photo”.")
    assert page.table.proxy.index(row, 1).data() == "Kai"
    assert page.table.proxy.index(row, 2).data().startswith("14 May, ")


def test_each_filter_leaves_what_fits(page: AuditPage, services: Services) -> None:
    femi = next(m for m in services.staff.list() if m.name == WORKER)
    choose(page, actor_id=femi.id)
    assert {e.actor_name for e in page.events} == {WORKER}
    choose(page, group=EventGroup.WRITTEN.value)
    assert {e.action for e in page.events} == {"added"}
    choose(page, actor_id="all", group="all", young_person_id=KAI)
    assert {e.about for e in page.events} == {"Kai"}
    choose(page, young_person_id="all", computer="this")
    assert {e.computer for e in page.events} == {services.session.computer}
    choose(page, since=TODAY.replace(year=2027))
    assert page.events == ()
    assert page.empty.isVisible()
    choose(page, since=None, until=TODAY)
    assert page.events


def test_more_events_come_with_a_button_and_not_twice(
    page: AuditPage, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit_page, "AT_ONCE", 10)
    page.reload()
    assert len(page.events) == 10
    while not page.more.isHidden():
        page.more.click()
    found = [e.seq for e in page.events]
    assert found == sorted(set(found), reverse=True)
    assert found[-1] == 1


def test_an_event_opens_with_every_field_and_leads_to_its_record_and_its_young_person(
    page: AuditPage, qtbot: QtBot
) -> None:
    event = next(e for e in page.events if e.record_kind == "promises")
    page.table.opened.emit(event)
    view = page.sheet.findChild(EventView)
    assert page.sheet.isVisible()
    shown = words(page.sheet)
    for text in ("What was promised", "A photo", "Who promised it", "Femi", event.hash[:12], "Kai"):
        assert text in shown
    assert event.record_id not in shown
    buttons = {button.text(): button for button in view.findChildren(Button)}
    with qtbot.waitSignal(page.go) as went:
        buttons["Open Kai's page"].click()
    assert went.args == [Place("young_person", KAI)]
    buttons["Everything about this record"].click()
    assert {e.record_id for e in page.events} == {event.record_id}


def test_the_events_of_one_record_are_left_again(page: AuditPage) -> None:
    event = next(e for e in page.events if e.record_kind == "promises")
    page.open_place(Place("audit", record_id=event.record_id, part="promises"))
    assert [e.seq for e in page.events] == [event.seq]
    again = next(b for b in page.findChildren(Button) if b.text() == "Show everything again")
    again.click()
    assert len(page.events) > 10


def test_the_file_is_written_after_a_word_about_what_it_holds(
    page: AuditPage, notices: notify.Recorder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(notify, "confirm", lambda *given, **_more: given[4]())
    choose(page, young_person_id=KAI)
    count = len(page.events)
    page.csv_button.click()
    lines = (tmp_path / "log.csv").read_bytes().splitlines()
    assert (
        len(lines) == 1 + count + 1
    )  # the names of the columns, and the saving itself, noted before the file is
    assert notices.told == [("done", f"{count + 1} events were saved. The file is not encrypted.")]


def test_nothing_is_written_without_the_yes(
    page: AuditPage, notices: notify.Recorder, tmp_path: Path
) -> None:
    page.csv_button.click()
    assert "not encrypted" in notices.asked[0]
    assert not (tmp_path / "log.csv").exists()


def test_a_file_that_cannot_be_written_is_told_in_a_sentence(
    page: AuditPage, notices: notify.Recorder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(notify, "confirm", lambda *given, **_more: given[4]())
    (tmp_path / "log.csv").mkdir()
    page.csv_button.click()
    assert notices.told[0][0] == "late"
    assert "The file was not written." in notices.told[0][1]
    assert notices.defects == []


def test_the_check_says_unbroken_and_since_when(page: AuditPage) -> None:
    page.trail.check_button.click()
    assert page.trail.answer is not None
    said = page.trail.answer.accessibleName()
    assert "The audit trail is unbroken" in said
    assert "events since 14 May 2026." in said


def test_the_check_names_what_broke(page: AuditPage, services: Services) -> None:
    with services.session._opened().work(services.session.actor_of(services.session.actor)) as work:
        work.session.connection().exec_driver_sql("DROP TRIGGER audit_event_keeps_its_events")
        work.session.connection().exec_driver_sql("UPDATE audit_event SET computer = 'other' WHERE seq = 7")
    page.trail.check_button.click()
    assert page.trail.answer is not None
    assert "Event 7 of the audit trail does not fit" in page.trail.answer.accessibleName()
    assert page.trail.answer.property("banner") == "late"


def test_the_number_from_a_paper_copy_is_looked_up(page: AuditPage, qtbot: QtBot) -> None:
    event = page.events[-1]
    line = page.trail.mark.inputs()[0]
    qtbot.keyClicks(line, event.hash[:12])
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert page.trail.answer is not None
    assert page.trail.answer.accessibleName().startswith(
        "This number is in the trail. It is that of event 1, "
    )
    page.trail.mark.set_value("000000000000")
    page.trail.paper_button.click()
    assert page.trail.answer.accessibleName().startswith("No event in the trail has this number.")
    page.trail.mark.set_value("what is this")
    page.trail.paper_button.click()
    assert "at least the 12 signs" in page.trail.answer.accessibleName()


def test_the_newest_events_mark_stands_on_the_page(page: AuditPage, services: Services) -> None:
    newest = services.audit.overview().head
    page.reload()
    assert f"its mark {newest.hash[:12]}" in page.trail.newest.text()


def test_an_answer_that_is_no_longer_wanted_is_not_shown(page: AuditPage) -> None:
    before = page.events
    page._show(page._asked - 1, (), ())
    assert page.events == before


@pytest.mark.parametrize("width", [1174, 683, 500])
def test_the_page_fits_its_room_with_the_sheet_open(page: AuditPage, width: int) -> None:
    page.resize(width, 600)
    page.open_event(page.events[0])
    assert page.width() == width
    assert page.sheet.isVisible()
    assert page.scroll.isVisible() == (width > 760)


def test_a_refusal_is_told_and_nothing_is_shown(house: House, qtbot: QtBot, notices: notify.Recorder) -> None:
    services = house.signed_in(Role.RESIDENTIAL_WORKER)
    made = AuditPage(services.audit, services.session.clock)
    qtbot.addWidget(made)
    made.open_place(Place("audit"))
    made.show()
    assert made.events == ()
    assert all("does not allow this: read the log" in text for _kind, text in notices.told)
    with pytest.raises(AppError):
        services.audit.log()
