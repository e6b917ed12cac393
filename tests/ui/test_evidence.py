"""What shows that something was done: a record of the same young person, and files that are kept and saved out."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.checklists import ChecklistItem
from securecare_desktop.domain.legal_orders import LegalOrder, OrderKind
from securecare_desktop.domain.staff import Role
from securecare_desktop.ui import notify
from securecare_desktop.ui.checklists.page import ChecklistsPage
from securecare_desktop.ui.page import Place
from securecare_desktop.ui.widgets import evidence as widgets
from tests.support.house import DEV, KAI, TODAY, House
from tests.ui.reading import texts
from tests.ui.record_pages import Tabs, choose, form_of, save, type_into

pytestmark = pytest.mark.usefixtures("inline_tasks")

PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture
def tabs(qtbot: QtBot, house: House) -> Tabs:
    return Tabs(qtbot, house)


def the_item(tabs: Tabs) -> ChecklistItem:
    return tabs.services.checklists.items(KAI)[0]


def order(tabs: Tabs, young_person_id: str = KAI) -> LegalOrder:
    stay = tabs.services.stays.current(young_person_id)
    assert stay is not None
    made = LegalOrder(
        young_person_id=young_person_id, stay_id=stay.id, kind=OrderKind.SECURE_ORDER, made_on=TODAY, made_by="Court",
        details="Three months",
    )  # fmt: skip
    return tabs.services.stays.save_order(made).record


def open_item(tabs: Tabs, act: str = "") -> ChecklistsPage:
    return tabs.checklists(Place("young_person", KAI, "checklists", the_item(tabs).id, act))


def files_of(
    page: ChecklistsPage, ask: Callable[[QWidget, Callable[[Path], object]], None], out: Path
) -> widgets.Files:
    files = page._files
    assert files is not None
    files._ask = ask
    files._ask_where = lambda _parent, name, chosen: chosen(out / name)
    return files


def test_a_record_is_chosen_as_what_shows_it_and_leads_there(tabs: Tabs) -> None:
    made = order(tabs)
    page = open_item(tabs, "tick")
    choose(form_of(page), widgets.SHOWS, "Secure accommodation order, Thu 14 May 2026")
    save(page.sheet)
    item = the_item(tabs)
    assert (item.evidence_kind, item.evidence_id) == ("legal_orders", made.id)
    row = next(r for card in page.cards for r in card.rows if r.item.id == item.id)
    assert "Secure accommodation order" in texts(row)
    went: list[Place] = []
    page.go.connect(went.append)
    page._open(item)
    page.sheet.acts["open_evidence"].click()
    assert went == [Place("young_person", KAI, "legal_orders", made.id)]


def test_records_of_somebody_else_are_not_offered(tabs: Tabs) -> None:
    mine, theirs = order(tabs), tabs.services.evidence.choices(DEV)
    found = tabs.services.evidence.choices(KAI)
    assert mine.id in {one.id for one in found}
    assert not {one.id for one in found} & {one.id for one in theirs}


def test_a_file_is_kept_beside_an_item_and_a_copy_saved_out(
    tabs: Tabs, tmp_path: Path, notices: notify.Recorder
) -> None:
    letter, out = tmp_path / "letter.pdf", tmp_path / "out"
    letter.write_bytes(PDF)
    out.mkdir()
    page = open_item(tabs)
    files = files_of(page, lambda _parent, chosen: chosen(letter), out)
    item = the_item(tabs)
    files.attach(item)
    assert "letter.pdf" in texts(page.sheet)
    (line,) = tabs.services.attachments.list_for_record(KAI, "checklist_items", item.id)
    files.save(item, line)
    assert (out / "letter.pdf").read_bytes() == PDF
    assert [told[1] for told in notices.told] == [
        "The file is kept here, encrypted with everything else.",
        "Saved. The copy is not encrypted: it is yours to look after.",
    ]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("song.mp3", b"ID3", "Only PDF, PNG, JPEG and Word files (.docx) are kept."),
        ("empty.pdf", b"", "The file is empty."),
        ("gone.pdf", None, "The file could not be read."),
    ],
)
def test_a_file_that_cannot_be_kept_is_said_in_a_sentence(
    tabs: Tabs, tmp_path: Path, notices: notify.Recorder, name: str, content: bytes | None, said: str
) -> None:
    chosen_file = tmp_path / name
    if content is not None:
        chosen_file.write_bytes(content)
    page = open_item(tabs)
    files_of(page, lambda _parent, chosen: chosen(chosen_file), tmp_path).attach(the_item(tabs))
    assert any(said in told[1] for told in notices.told)
    assert tabs.services.attachments.list_for_record(KAI, "checklist_items", the_item(tabs).id) == ()


def test_a_limit_is_done_with_the_record_that_shows_it(tabs: Tabs) -> None:
    made = order(tabs)
    page = tabs.clocks(Place("young_person", KAI, "clocks", "E15", "done"))
    form = form_of(page)
    type_into(form, "done_by", "Eleri Vaughan")
    type_into(form, "evidence", "Her note")
    type_into(form, "late_reason", "She was ill.")
    choose(form, widgets.SHOWS, "Secure accommodation order, Thu 14 May 2026")
    save(page.sheet)
    past = next(c for c in tabs.services.clocks.board(KAI).past if c.rule.key == "E15")
    assert past.run is not None
    assert (past.run.evidence_kind, past.run.evidence_id) == ("legal_orders", made.id)


def test_an_inspector_may_save_a_copy_and_attach_nothing(qtbot: QtBot, house: House) -> None:
    page = open_item(Tabs(qtbot, house, Role.INSPECTOR))
    assert "Attach a file" not in texts(page.sheet)
    assert "Attach a file" not in [b.text() for b in page.sheet.findChildren(type(page.start_button))]
