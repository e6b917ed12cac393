"""One bit flipped anywhere in the store file: every page in turn, in its text, its start value and its seal.

What is read is what was written, or a sentence; the check never calls such a store sound. SQLCipher alone does
not promise that: it gives the last page of a long text that does not fit its seal as zeros.
"""

from contextlib import ExitStack, closing, suppress
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from securecare_desktop.core.clock import FixedClock
from securecare_desktop.core.errors import AppError
from securecare_desktop.db.check import check
from securecare_desktop.db.store import STORE_FILE, Store
from securecare_desktop.domain.people import Circle, NetworkPerson
from securecare_desktop.domain.promises import Promise
from securecare_desktop.domain.record import Actor
from securecare_desktop.domain.staff import Jurisdiction, Unit
from securecare_desktop.domain.young_people import YoungPerson

KEY, STORE_ID = bytes(range(32)), "1" * 32
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ANNA = Actor("anna", "Anna Kelly", "shift_lead", "OFFICE-2")
PAGE = 4096
# A page holds its encrypted text, then 16 bytes that its encryption starts from and 64 of its seal. The very
# first page begins with the salt of the file in place of text.
PLACES = {"first byte": 0, "text": 1800, "start value": 4020, "seal": 4064}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a small store with all its tables and a few records."""
    folder = tmp_path_factory.mktemp("bits") / "store"
    store = Store.create(folder, KEY, STORE_ID, FixedClock(NOW))
    with store.work(ANNA) as work:
        unit = work.units.add(
            Unit(name="Rowan", house_name="Brackenfield House", jurisdiction=Jurisdiction.WALES)
        )
        kai = work.young_people.add(
            YoungPerson(
                unit_id=unit.id, name_used="Kai", legal_name="Kai Renshaw", date_of_birth=date(2010, 9, 30)
            )
        )
        for number in range(8):
            work.network_people.add(
                NetworkPerson(
                    young_person_id=kai.id,
                    name=f"Łucja {number}",
                    who_they_are="Nan",
                    circle=Circle.OWN_PEOPLE,
                )
            )
        work.promises.add(
            Promise(young_person_id=kai.id, what="A photo of the allotment, " * 300, made_by="Hannah")
        )
    store.close()
    return (folder / STORE_FILE).read_bytes()


def with_flipped_bit(whole: bytes, place: int, bit: int) -> bytes:
    damaged = bytearray(whole)
    damaged[place] ^= 1 << bit
    return bytes(damaged)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    folder.mkdir()
    return folder / STORE_FILE


def everything(store: Store) -> object:
    with store.reading() as work:
        return (
            work.young_people.find(),
            work.network_people.find(),
            work.promises.find(),
            work.audit.events(),
            work.search.find("allotment"),
        )


def opened(file: Path) -> closing[Store]:
    return closing(Store.open(file.parent, KEY, STORE_ID, FixedClock(NOW)))


def read(file: Path) -> tuple[object | None, bool]:
    """Return what the store says, or None when that is a sentence, and whether the check calls it sound.

    Any other error goes through. The check is asked where the store says something, as somebody at work asks it.
    """
    with ExitStack() as stack:
        said = None
        with suppress(AppError):
            store = stack.enter_context(opened(file))
            said = everything(store)
        return said, said is not None and check(store).sound


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_a_flipped_bit_in_any_page_is_a_sentence_and_never_other_data(
    whole: bytes, file: Path, place: int
) -> None:
    file.write_bytes(whole)
    as_written, sound = read(file)
    assert as_written is not None
    assert sound
    pages = len(whole) // PAGE
    assert pages > 100
    for page in range(pages):
        file.write_bytes(with_flipped_bit(whole, page * PAGE + place, (page + place) % 8))
        said, sound = read(file)
        assert said in (as_written, None), f"page {page + 1}"
        assert not sound, f"page {page + 1}"


def test_a_flipped_bit_gives_no_copy_with_other_data(whole: bytes, file: Path, tmp_path: Path) -> None:
    file.write_bytes(whole)
    as_written, _sound = read(file)
    pages = len(whole) // PAGE
    refused = 0
    for page in range(pages - 16, pages):
        file.write_bytes(with_flipped_bit(whole, page * PAGE + 1800, page % 8))
        copy = tmp_path / f"copy-{page}" / STORE_FILE
        copy.parent.mkdir()
        try:
            with opened(file) as store:
                store.copy_to(copy)
        except AppError:
            refused += 1
            assert not copy.exists()
            continue
        assert read(copy)[0] == as_written, f"page {page + 1}"
    assert refused
