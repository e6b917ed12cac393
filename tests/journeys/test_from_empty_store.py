"""From an empty folder to a handover pack of real entries, by the window alone, with what people really type."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from securecare_desktop.core.clock import FixedClock
from securecare_desktop.services.bundle import Services, build_services
from securecare_desktop.ui import notify
from tests.journeys.conftest import Opens
from tests.journeys.steps import Person
from tests.support.house import let_keys_be_cheap

PASSWORD = "three red kites fly"
MARKS = 'Say <b>"bold"</b> & A < B &amp; C'
POLISH = "Zażółć gęślą jaźń"
ARABIC = "مرحبا بالعالم"
SMILE = "\N{GRINNING FACE}"
LINES = 420
LONG = "".join(f"Line{n:04} of the story so far, as it was told. " for n in range(LINES))
WELSH = "Llanfair-ym-Muallt, tŷ ac ŵyl"


@pytest.fixture
def services(monkeypatch: pytest.MonkeyPatch) -> Services:
    let_keys_be_cheap(monkeypatch)
    return build_services(FixedClock(datetime(2026, 5, 14, 8, 42, tzinfo=UTC)))


@pytest.fixture
def at(
    open_window: Opens, services: Services, tmp_path: Path, qtbot: QtBot, notices: notify.Recorder
) -> Person:
    """Somebody in front of a program that has never seen a store."""
    return Person(open_window(services, tmp_path / "records"), qtbot)


def make_the_store(at: Person) -> None:
    at.write("Unit", "Rowan")
    at.write("House", "Brackenfield House")
    at.answer("Nation", "Scotland")
    at.write("Your first and last name", "Graham Pell")
    at.write("Your password", PASSWORD)
    at.write("Your password once more", PASSWORD)
    at.press("Make the store")
    at.wait_for("The recovery key, for the safe")
    at.press("It is in the safe")
    at.press("Go on to Today")
    at.wait_for("Welcome", "There is nobody in this house yet.")


def add_colleague(at: Person, name: str, role: str) -> None:
    at.write("First and last name", name)
    at.choose("Role", role)
    at.press("Save")
    at.wait_for(f"One-time password for {name}")
    at.press("I have handed it over")


def add_young_person(at: Person) -> None:
    at.press("Add a young person")
    at.press("Add this young person")
    at.wait_for("Three things to put right before this can be saved.")
    at.write("Name they use", "Ash")
    at.write("Pronouns", "they/them")
    at.write("Full name", f"Ashley O'Brien-{POLISH.split()[0]}")
    at.write("Born on", "30 September 2010")
    at.write("Languages", f"English, {POLISH}, {ARABIC}")
    at.write("The story so far", LONG)
    at.press("Add this young person")
    at.wait_for("Ash is here now.", "Begin a stay")
    at.write("Came here", "6 March 2026, 14:00")
    at.write("Council or authority", "Highland & Islands")
    at.press("Save")
    at.wait_for("Saved.", "69 days here")
    at.tab("Overview")


def write_about_me(at: Person) -> None:
    at.press("Write it with Ash")
    at.write("What matters to me", f"My dog {SMILE}\n{WELSH}")
    at.tick("What matters to me", "said it")
    at.write("What helps", MARKS)
    at.tick("What helps", "wrote it")
    at.tick("What does not help", "chose not to")
    at.press("Save")
    at.wait_for("Change with Ash", "Chose not to say.", "My dog")


def add_people(at: Person) -> None:
    at.tab("People")
    at.press("Add a person")
    at.write("What they call them", "Nan")
    at.write("Name", "Pauline O'Brien")
    at.write("Who they are", "Grandmother")
    at.answer("Circle", "Own people")
    at.answer("May they know where this young person lives?", "Yes")
    at.answer("Do they hold parental responsibility or rights?", "No")
    at.answer("Stays in their life after they move on?", "Yes")
    at.press("Save")
    at.wait_for("Saved.", "Grandmother", "May know")
    at.press("Add a key adult")
    at.choose("Role", "Key worker")
    at.write("Name", "Hannah Whitlock")
    at.write("Since", "10 March")
    at.answer("Was the ending planned?", "Not known")
    at.press("Save")
    at.wait_for("Hannah Whitlock", "stays")


def write_plan(at: Person) -> None:
    at.tab("Plan")
    at.press("Start the plan")
    at.press("4, How I am looked after day to day", starts=True)
    at.press("Write here")
    at.wait_for("Short sentences, as you would say it to them.")
    at.write("The text", f"Breakfast at eight. {POLISH}.\n{MARKS}")
    at.press("Save")
    at.wait_for("Breakfast at eight.")


def add_family_time(at: Person) -> None:
    at.tab("Family time")
    at.press("Add an arrangement")
    at.choose("Who with", "Nan (Pauline O'Brien)")
    at.choose("Kind", "Phone call (indirect)")
    at.write("How often", "Sundays & holidays at 18:00")
    at.choose("How much an adult is there", "On their own")
    at.answer("Did a court or hearing direct it?", "No")
    at.press("Save")
    at.wait_for("Sundays & holidays")
    at.press("Add family time")
    at.choose("Who with", "Nan (Pauline O'Brien)")
    at.choose("Kind", "Phone call")
    at.choose("What happened", "Happened")
    at.write("When", "10 May, 18:00")
    at.write("What they did together", f"Laughed about the goat {SMILE}")
    at.press("Save")
    at.press("List")
    at.wait_for("Laughed about the goat")


def promise(at: Person) -> None:
    at.tab("Promises")
    at.press("Add a promise")
    at.write("What was promised", "A bike magazine <every> Friday")
    at.write("By when", "22 May")
    at.press("Save")
    at.wait_for("A bike magazine <every> Friday")


def plan_a_change(at: Person) -> None:
    at.tab("Changes of worker")
    at.press("Plan a change")
    at.wait_for("A change of worker for Ash")
    at.write("Who is leaving", "Hannah Whitlock")
    at.write("Who is coming", "Sam Adeyemi")
    at.choose("As", "Key worker")
    at.write("Day of the change", "12 June")
    at.write("The reason for Ash, in plain words", f"Hannah trains as a teacher. {ARABIC}")
    at.press("Plan the change")
    at.wait_for("Step 8, Start, 12 Jun", "Missing, 13")


def test_a_pack_of_real_entries_from_an_empty_folder(
    at: Person, notices: notify.Recorder, tmp_path: Path
) -> None:
    make_the_store(at)
    at.press("Add staff")
    add_colleague(at, "Denise Okafor", "Shift lead")
    at.press("Add staff")
    add_colleague(at, "Sam Adeyemi", "Residential worker")
    at.wait_for("Denise Okafor", "Sam Adeyemi")
    add_young_person(at)
    write_about_me(at)
    add_people(at)
    write_plan(at)
    add_family_time(at)
    promise(at)
    plan_a_change(at)

    at.press("Handover pack")
    at.wait_for("Page 1 of ", "13 things are missing.", "not in the type of the page.")
    pages = int(at.all(QLabel, "Page 1 of ", starts=True)[0].text().rpartition(" ")[2])
    at.press("Save as PDF")
    at.press("Save without a password")
    file = tmp_path / "pack.pdf"
    at.save_file(file)
    at.wait_for("Copy 1 for Sam Adeyemi is saved.")
    assert notices.defects == []

    read = PdfReader(file)
    assert len(read.pages) == pages
    text = " ".join("\n".join(page.extract_text() for page in read.pages).split())
    for words in (
        MARKS, POLISH, ARABIC, WELSH, "U+1F600", "Ashley O'Brien-Zażółć", "Highland & Islands", "Pauline O'Brien",
        "Sundays & holidays", "Last: Nan, phone call, Sun 10 May, 18:00, not signed yet.", "A bike magazine <every> Friday", "Hannah trains as a teacher.",
        "Breakfast at eight.", "Chose not to say.", "DRAFT",
    ):  # fmt: skip
        assert words in text, words
    lost = [n for n in range(LINES) if f"Line{n:04}" not in text]
    assert lost == []
