"""A small store of notes, kinds of record that only tests have: real SQLCipher files, real migrations."""

import shutil
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from pathlib import Path

from sqlalchemy import MetaData
from sqlalchemy.orm import Mapped

from securecare_desktop.core.clock import FixedClock
from securecare_desktop.db import upgrade
from securecare_desktop.db.base import RecordRow, Repository, SearchText, optional_reference
from securecare_desktop.db.store import Store
from securecare_desktop.db.unit_of_work import Work
from securecare_desktop.domain.record import Actor, Record

KEY = bytes(range(32))
STORE_ID = "5" * 32
ANNA = Actor("anna", "Anna Kelly", "shift_lead", "OFFICE-2")
MORNING = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
WORDS = "Nan Pauline knows the zebra song"
"""Words that stand in a record and so nowhere else: not in a file, a message or a log."""


class Mood(StrEnum):
    """A choice."""

    GOOD = "good"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Record):
    """One field of every sort."""

    title: str
    young_person_id: str = ""
    text: str = ""
    mood: Mood = Mood.GOOD
    moods: tuple[Mood, ...] = ()
    lines: tuple[str, ...] = ()
    counts: dict[str, int] | None = None
    day: date | None = None
    hour: time | None = None
    seen: datetime | None = None
    answers_id: str = ""
    open: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Scrap(Record):
    """A draft."""

    text: str = ""


class SampleRow(RecordRow):
    """Keeps these tables apart from the program's own."""

    __abstract__ = True
    metadata = MetaData()


class NoteRow(SampleRow):
    __tablename__ = "note"
    __record_kind__ = "note"
    __domain__ = Note
    __order__ = ("-day", "title")
    __young_person_field__ = "young_person_id"

    title: Mapped[str]
    young_person_id: Mapped[str]
    text: Mapped[str]
    mood: Mapped[Mood]
    moods: Mapped[tuple[Mood, ...]]
    lines: Mapped[tuple[str, ...]]
    counts: Mapped[dict[str, int] | None]
    day: Mapped[date | None]
    hour: Mapped[time | None]
    seen: Mapped[datetime | None]
    answers_id: Mapped[str] = optional_reference("note.id")
    open: Mapped[bool]

    def __search__(self) -> SearchText | None:
        return SearchText(self.title, self.text, self.day) if self.open else None


class ScrapRow(SampleRow):
    __tablename__ = "scrap"
    __record_kind__ = "scrap"
    __domain__ = Scrap
    __removable__ = True
    __audited__ = False

    text: Mapped[str]


class Notes(Repository[Note]):
    """The notes of a store."""

    row = NoteRow


class Scraps(Repository[Scrap]):
    """The drafts of a store."""

    row = ScrapRow


def notes(work: Work) -> Notes:
    """Return the notes of an open work."""
    return Notes(work.session)


FIRST = """
from alembic import op
from securecare_desktop.db import audit, base, search
from tests.db.sample_store import SampleRow

revision, down_revision = "0001", None

def upgrade():
    for table in (base.store_info, audit.audit_event, search.search_entry):
        table.create(op.get_bind())
    SampleRow.metadata.create_all(op.get_bind())
    for ddl in audit.AUDIT_TRIGGERS + search.SEARCH_DDL:
        op.execute(ddl)
"""


def scripts_in(folder: Path, **more: str) -> Path:
    """Return a migrations folder with the first revision and `more` of them: name of the file -> upgrade."""
    scripts = folder / "migrations"
    (scripts / "versions").mkdir(parents=True)
    shutil.copy(upgrade.SCRIPTS / "env.py", scripts)
    shutil.copy(upgrade.SCRIPTS / "script.py.mako", scripts)
    (scripts / "versions" / "0001_first.py").write_text(FIRST, "utf-8")
    add_revisions(scripts, **more)
    return scripts


def add_revisions(scripts: Path, **more: str) -> None:
    """Add revisions, each following the one before: r0002_name="op.execute(...)"."""
    for name, body in more.items():
        before = upgrade.revisions(scripts)[-1]
        revision = name[1:5]
        (scripts / "versions" / f"{name[1:]}.py").write_text(
            "from alembic import op\nimport sqlalchemy as sa\n"
            f"revision, down_revision = {revision!r}, {before!r}\n"
            f"def upgrade():\n    {body}\n",
            "utf-8",
        )


def new_store(folder: Path, scripts: Path | None = None) -> Store:
    """Make and open a store of notes in `folder`/store."""
    scripts = scripts or scripts_in(folder)
    return Store.create(folder / "store", KEY, STORE_ID, FixedClock(MORNING), scripts=scripts)


def open_store(folder: Path, key: bytes = KEY, store_id: str = STORE_ID) -> Store:
    """Open the store that `new_store` made."""
    return Store.open(folder / "store", key, store_id, FixedClock(MORNING), scripts=folder / "migrations")
