"""SQL, markup, patterns and formulas typed as names: kept, found, shown and printed as typed, and never carried out.

Through every service that takes a name, in the whole window, on real PDF pages, in the record of what was done and in
the file that a spreadsheet opens.
"""

import ast
import csv
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as Gui
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QAbstractButton, QLabel, QTableView, QWidget
from pytestqt.qtbot import QtBot

from securecare_desktop.core.errors import InputError
from securecare_desktop.db.base import Base
from securecare_desktop.domain.editions import Edition, HandedOut
from securecare_desktop.domain.own_words import HowGiven, OwnWords
from securecare_desktop.domain.people import Circle, KeyAdult, KeyRole, NetworkPerson
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.promises import Promise
from securecare_desktop.domain.staff import Jurisdiction, Role, StaffMember, Unit
from securecare_desktop.domain.worker_changes import WorkerChange
from securecare_desktop.services.bundle import Services
from securecare_desktop.services.packs import PackRequest
from securecare_desktop.ui import notify
from securecare_desktop.ui.markup import tip
from tests.architecture.source_tree import Source, called, floors, parse
from tests.journeys.conftest import Opens, open_window  # noqa: F401 - the whole window
from tests.journeys.steps import Person
from tests.support.house import KAI, PASSWORD, STAFF, TODAY, House
from tests.support.paper import printed_from
from tests.ui.conftest import dressed, notices, plain_look  # noqa: F401 - and what it stands on

NAMES = {
    "SQL": "Robert'); DROP TABLE young_person;--",
    "SQL in double quotes": '"; DELETE FROM audit_event; --',
    "a script": "<b>Kai</b><script>alert(1)</script>",
    "a picture": '<img src="file:///etc/hostname">Kai',
    "a link": '<a href="https://example.org">Kai</a>',
    "patterns": "%s {0} {name} %(name)s $name",
    "an entity": "Kai &amp; Bo &lt;i&gt;",
    "an ampersand": "Kai & Co",
    "a formula": '=HYPERLINK("x";"Kai")',
    "words of a search": '"Kai" OR NEAR(a b) * -NOT ^',
    "wild cards": "K%i_",
    "a path": "../../etc/passwd",
    "a path of Windows": "C:\\Windows\\..\\nul",
    "500 characters": ("Kai Llewellyn Gwynedd " * 23).strip(),
    "no spaces": "Kai" * 100,
    "a composed letter": "Łucja O\u0301 Brien-Åse",
    "other scripts": "آمنة 李小龍",
}
# A name that turns the letters after it round. It cannot be told on paper, whose letters are set in reading order.
TURNED = "Kai\u202egpj.exe"
WINDOW = ("a script", "a picture", "an entity", "an ampersand")


def as_kept(typed: str) -> str:
    return unicodedata.normalize("NFC", typed)


def plain(text: str) -> str:
    """Return text without spaces and hyphens, as lines on paper break where they must."""
    return "".join(text.split()).replace("-", "").replace("\u00ad", "")


@pytest.fixture
def flashes() -> None:
    """All that comes up here comes up in other journeys too, which watch for windows that flash up."""


@pytest.fixture
def services(house: House) -> Services:
    return house.signed_in(Role.UNIT_MANAGER)


def call_kai(services: Services, typed: str) -> None:
    kai = services.young_people.get(KAI)
    services.young_people.save(replace(kai, name_used=typed, legal_name=typed))


def type_everywhere(services: Services, typed: str) -> list[str]:
    """Type a name wherever a service takes one, and return the names that came back."""
    call_kai(services, typed)
    nan = services.people.save_person(
        NetworkPerson(
            young_person_id=KAI, name=typed, called=typed, who_they_are="Nan", circle=Circle.OWN_PEOPLE
        )
    ).record
    adult = services.people.save_key_adult(
        KeyAdult(young_person_id=KAI, role=KeyRole.NURSE, name=typed)
    ).record
    promise = services.promises.save(Promise(young_person_id=KAI, what="A photo", made_by=typed)).record
    said = services.own_words.save(OwnWords(young_person_id=KAI, given_how=HowGiven.SAID, words=typed)).record
    change = services.worker_changes.plan(
        WorkerChange(
            young_person_id=KAI,
            role=KeyRole.TEACHER,
            outgoing_name=typed,
            incoming_name=f"{typed} x",
            day=TODAY,
            reason_for_young_person=typed,
        )
    ).record
    member = services.staff.add(
        StaffMember(name=typed, role=Role.AGENCY_WORKER, unit_id=""), "three odd words here"
    ).record
    unit = services.units.add(Unit(name=typed, house_name=typed, jurisdiction=Jurisdiction.ENGLAND)).record
    services.young_people.save(replace(services.young_people.get(KAI), pronouns=typed))
    kai = services.young_people.get(KAI)
    return [
        kai.name_used,
        kai.legal_name,
        kai.pronouns,
        nan.name,
        nan.called,
        adult.name,
        promise.made_by,
        said.words,
        change.outgoing_name,
        member.name,
        unit.name,
        unit.house_name,
    ]


def tables(services: Services) -> dict[str, int]:
    with services.session.reading(Action.MANAGE_UNIT) as work:
        connection = work.session.connection()
        return {
            name: connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar() or 0
            for name in Base.metadata.tables
        }


# -- kept, found and told -----------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", [*NAMES.values(), TURNED], ids=[*NAMES, "letters turned round"])
def test_a_name_comes_back_as_it_was_typed_and_nothing_it_says_is_done(
    services: Services, house: House, typed: str
) -> None:
    before = tables(services)
    came_back = type_everywhere(services, typed)
    assert {name.strip() for name in came_back} == {as_kept(typed).strip()}
    after = tables(services)
    assert all(after[name] >= count for name, count in before.items())
    assert services.audit.check().sound
    services.session.lock()
    again = house.signed_in(Role.UNIT_MANAGER)
    assert as_kept(typed) in {p.name_used for p in again.young_people.list()}
    assert as_kept(typed).strip() in {m.name for m in again.staff.list()}
    assert as_kept(typed).strip() in {p.name for p in again.session.sign_in_page().people}
    assert as_kept(typed).strip() in again.session.sign_in_page().unit_name


@pytest.mark.parametrize("typed", NAMES.values(), ids=NAMES)
def test_what_was_typed_as_a_name_can_be_looked_for(services: Services, typed: str) -> None:
    type_everywhere(services, typed)
    found = services.search.find(typed)
    assert found[0].hit.record_id == KAI
    assert found[0].young_person_name == as_kept(typed)


@pytest.mark.parametrize("typed", [*NAMES.values(), TURNED], ids=[*NAMES, "letters turned round"])
def test_the_record_of_what_was_done_tells_it_as_typed(services: Services, typed: str) -> None:
    call_kai(services, typed)
    event = services.audit.of_record(KAI, "young_people", KAI)[0]
    told = {c.after for c in event.told}
    assert told == {as_kept(typed)}
    assert event.about == as_kept(typed)


def cells(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t=", "\n=", " =", "'=", "＝"])
def test_no_name_becomes_a_formula_in_the_file_of_the_log(
    services: Services, tmp_path: Path, first: str
) -> None:
    typed = f'{first}HYPERLINK("x";"Kai")'
    type_everywhere(services, typed)
    bo = services.staff.set_password(
        next(m.id for m in services.staff.list() if m.name == typed.strip()), "four quite odd words"
    )
    services.session.lock()
    services.session.sign_in_named(bo.record.name, bo.password)
    services.session.lock()
    services.session.sign_in_named(STAFF[Role.UNIT_MANAGER], PASSWORD)
    services.audit.export_csv({}, tmp_path / "log.csv")
    found = cells(tmp_path / "log.csv")
    assert any("HYPERLINK" in cell for line in found for cell in line)
    assert len({len(line) for line in found}) == 1
    for line in found:
        for cell in line:
            assert not cell.lstrip().startswith(("=", "+", "-", "@")), cell


# -- on paper -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [t for n, t in NAMES.items() if n != "other scripts"],
    ids=[n for n in NAMES if n != "other scripts"],
)
@pytest.mark.parametrize("edition", list(Edition))
def test_a_pack_prints_it_as_typed(services: Services, typed: str, edition: Edition) -> None:
    call_kai(services, typed)
    request = PackRequest(
        young_person_id=KAI,
        edition=edition,
        recipient="" if edition.is_theirs else typed,
        purpose="" if edition.is_theirs else typed,
        **printed_from(services, edition, typed),
    )
    if edition.is_theirs:
        pdf = services.packs.preview(request).pdf
    else:
        request = replace(request, also_for=())
        pdf = services.packs.hand_out(request, HandedOut.SAVED).pdf
    reader = PdfReader(io.BytesIO(pdf))
    text = plain("".join(page.extract_text() for page in reader.pages))
    assert plain(as_kept(typed)) in text
    for page in reader.pages:
        assert all("/URI" not in str(note.get_object()) for note in page.get("/Annots") or ())
    assert as_kept(typed) not in str(reader.metadata)


# -- what no name can hold ------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b[31m", "\x7f", "\x9b"])
def test_signs_that_control_a_computer_are_left_out_of_a_name(services: Services, sign: str) -> None:
    came_back = type_everywhere(services, f"Ka{sign}i")
    wanted = "Kai" if sign != "\x1b[31m" else "Ka[31mi"
    assert set(came_back) == {wanted}
    assert wanted in {p.name_used for p in services.young_people.list()}
    services.search.find(f"Ka{sign}i")


def test_a_name_of_nothing_but_such_signs_is_no_name(services: Services) -> None:
    with pytest.raises(InputError):
        call_kai(services, "\x00\x07")
    with pytest.raises(InputError):
        services.staff.add(StaffMember(name="\x00", role=Role.AGENCY_WORKER, unit_id=""))


# -- in the window --------------------------------------------------------------------------------------------


def shown_as(text: str) -> str:
    """Return what a person reads where Qt was handed `text` and left to guess whether it is markup."""
    if not Gui.mightBeRichText(text):
        return text
    document = QTextDocument()
    document.setHtml(text)
    return document.toPlainText()


def read_on(label: QLabel) -> str:
    if label.textFormat() == Qt.TextFormat.PlainText:
        return label.text()
    if label.textFormat() == Qt.TextFormat.AutoText:
        return shown_as(label.text())
    document = QTextDocument()
    document.setHtml(label.text())
    return document.toPlainText()


def seen(window: QWidget) -> Iterator[tuple[str, str]]:
    """Yield what stands on every widget, cell and tooltip there is: what a person reads, and where."""
    for widget in window.findChildren(QWidget):
        where = type(widget).__name__
        yield shown_as(widget.toolTip()), f"tooltip of {where}"
        if isinstance(widget, QLabel):
            yield read_on(widget), where
        elif isinstance(widget, QAbstractButton):
            yield widget.text().replace("&&", "\0").replace("&", "").replace("\0", "&"), where
        elif isinstance(widget, QTableView):
            model = widget.model()
            for row in range(model.rowCount()):
                for column in range(model.columnCount()):
                    index = model.index(row, column)
                    yield str(index.data() or ""), f"cell of {where}"
                    yield shown_as(str(index.data(Qt.ItemDataRole.ToolTipRole) or "")), f"tip of {where}"


def remains(typed: str) -> tuple[str, ...]:
    """Return how a name looks once somebody has taken it for markup, a pattern or the key of a button."""
    document = QTextDocument()
    document.setHtml(typed)
    as_markup = document.toPlainText()
    spoilt = {as_markup, typed.replace("&", ""), typed.replace("{name}", ""), typed.replace("%s", "")}
    return tuple(one for one in spoilt if one and one != typed)


@pytest.mark.parametrize("name", WINDOW)
def test_the_window_shows_it_exactly_as_typed(
    house: House,
    open_window: Opens,  # noqa: F811
    qtbot: QtBot,
    notices: notify.Recorder,  # noqa: F811
    name: str,
) -> None:
    typed = NAMES[name]
    manager = house.signed_in(Role.UNIT_MANAGER)
    type_everywhere(manager, typed)
    manager.session.lock()
    at = Person(open_window(house.services(), house.folder), qtbot)
    read = set()

    def look() -> None:
        at.settle()
        for text, where in seen(at.window):
            if typed in text:
                read.add(where)
            else:
                assert not any(spoilt == text.strip() for spoilt in remains(typed)), f"{text!r} on {where}"

    look()
    at.sign_in(STAFF[Role.UNIT_MANAGER], PASSWORD)
    look()
    for entry in ("Changes of worker", "Packs", "Staff", typed):
        at.press(entry, starts=True)
        look()
    for tab in ("Plan", "Family time", "People", "Checklists", "Changes of worker", "Promises", "Packs"):
        at.tab(tab)
        look()
    at.control(Qt.Key.Key_K)
    at.type(typed[:30])
    at.see(lambda: any(typed in text for text, _where in seen(at.window)))
    look()
    assert {"_Words", "Button"} & read
    assert any("cell" in where for where in read)
    assert notices.defects == []
    assert typed not in at.window.windowTitle()


@pytest.mark.parametrize("typed", NAMES.values(), ids=NAMES)
def test_a_tooltip_says_what_was_typed(typed: str) -> None:
    assert shown_as(tip(typed)) == typed


def unguarded(source: Source) -> Iterator[str]:
    """Yield tooltips that could hold a record's text as markup, and labels that are left to guess."""
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Call):
            continue
        if called(node) == "setToolTip":
            told = node.args[0]
            safe = isinstance(told, ast.Call) and called(told) in ("tip", "_")
            in_house = "actions." in ast.unparse(told)
            choice = isinstance(told, ast.IfExp) and "_(" in ast.unparse(told.body)
            if not (safe or in_house or choice):
                yield source.at(node, "a tooltip that does not go through tip()")
        if called(node) == "QLabel" and node.args:
            told = node.args[0]
            if not (isinstance(told, ast.Call) and called(told) == "_"):
                yield source.at(node, "a label that guesses whether its text is markup: use labels.label()")


def test_no_tooltip_and_no_label_is_left_to_guess_what_is_markup() -> None:
    sources = [s for s in floors() if "/ui/" in s.path]
    assert len(sources) > 50
    faults = [fault for source in sources for fault in unguarded(source)]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    "line", ["w.setToolTip(person.name)", "w.setToolTip(f'{name}')", "QLabel(person.name)"]
)
def test_the_rule_sees_what_is_left_to_guess(line: str) -> None:
    assert list(unguarded(parse(line)))
