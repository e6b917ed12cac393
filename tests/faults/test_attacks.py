"""What somebody may try at the store's folder, at the clock and at a colleague's open session, and what is said then."""

import logging
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from securecare_desktop.core import log
from securecare_desktop.core.clock import FixedClock
from securecare_desktop.core.errors import (
    AppError,
    NotSignedIn,
    PermissionRefused,
    SignInRefused,
    StoreError,
)
from securecare_desktop.domain.editions import Edition, HandedOut
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.promises import Promise
from securecare_desktop.domain.staff import Jurisdiction, Role, StaffMember
from securecare_desktop.security.tries import TRIES_FILE
from securecare_desktop.services.bundle import Services, build_services
from securecare_desktop.services.packs import PackRequest
from securecare_desktop.services.session import Session
from securecare_desktop.services.step_file import step_templates
from securecare_desktop.services.stores import NewStore
from tests.support.house import CHEAP, KAI, NOW, PASSWORD, STAFF, TODAY, House
from tests.support.paper import printed_from

LEAD, WORKER, MANAGER = STAFF[Role.SHIFT_LEAD], STAFF[Role.RESIDENTIAL_WORKER], STAFF[Role.UNIT_MANAGER]
PLANTED = "zebrafinchsong"
KEYRING, STORE = "keyring.json", "store.db"


def promise(services: Services, what: str) -> Promise:
    return services.promises.save(Promise(young_person_id=KAI, what=what, made_by="Femi")).record


def said(services: Services) -> list[str]:
    """Return what was done, newest first, as the store has it."""
    with services.session._opened().reading() as work:
        return [event.action for event in work.audit.events(limit=500)]


def whose(services: Services, name: str) -> StaffMember:
    return next(m for m in services.staff.list() if m.name == name)


# -- the clock ----------------------------------------------------------------------------------------------


def test_a_clock_set_back_a_day_is_said_and_the_order_stays(house: House) -> None:
    house.clock.advance(timedelta(days=7))
    services = house.signed_in(Role.UNIT_MANAGER)
    first = promise(services, "Written on Thursday")
    house.clock.advance(timedelta(days=-1))
    second = promise(services, "Written after the clock was set back")
    house.clock.advance(timedelta(minutes=5))
    third = promise(services, "Written last")
    events = services.audit.log(limit=20)
    assert [e.action for e in events if e.record_kind == "promises" or e.action == "clock_went_back"] == [
        "added",
        "added",
        "clock_went_back",
        "added",
    ]
    assert [e.record_id for e in events if e.record_kind == "promises"] == [third.id, second.id, first.id]
    assert [e.seq for e in events] == sorted((e.seq for e in events), reverse=True)
    told = next(e for e in events if e.action == "clock_went_back")
    assert MANAGER in told.sentence
    assert services.audit.check().sound
    assert {p.what for p in services.promises.list_for(KAI)} == {first.what, second.what, third.what}


def test_ids_made_after_the_clock_was_set_back_still_come_later(house: House) -> None:
    house.clock.advance(timedelta(days=7))
    services = house.signed_in(Role.UNIT_MANAGER)
    made = [promise(services, "A photo").id]
    for _day in range(3):
        house.clock.advance(timedelta(days=-1))
        made.append(promise(services, "A photo").id)
    assert made == sorted(made)


def test_somebody_signs_in_on_a_clock_that_was_set_back_and_the_trail_says_so(house: House) -> None:
    house.clock.advance(timedelta(days=7))
    before = house.signed_in()
    promise(before, "A photo")
    before.session.lock()
    house.clock.advance(timedelta(days=-1))
    after = house.signed_in(Role.UNIT_MANAGER)
    assert said(after)[:2] == ["signed_in", "clock_went_back"]
    assert after.audit.check().sound


def test_a_clock_before_ones_first_day_is_said_and_not_called_an_account_that_ended(house: House) -> None:
    house.clock.advance(timedelta(days=-1))
    with pytest.raises(SignInRefused, match="begins on Thursday 14 May 2026") as told:
        house.signed_in(Role.UNIT_MANAGER)
    assert "Wednesday 13 May 2026" in told.value.hint


def test_a_clock_set_back_opens_no_account_that_has_ended(house: House) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    manager.staff.end(whose(manager, WORKER).id, TODAY)
    manager.session.lock()
    house.clock.advance(timedelta(days=-2))
    with pytest.raises(SignInRefused):
        house.services().session.sign_in_named(WORKER, PASSWORD)


def test_a_pin_does_not_live_longer_because_the_clock_was_set_back(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its time is counted on a clock that nobody can set."""
    session = house.signed_in().session
    session.set_pin("402917")
    session.lock()
    house.clock.advance(timedelta(days=-1))
    import time

    later = time.monotonic() + 61 * 60
    monkeypatch.setattr(time, "monotonic", lambda: later)
    with pytest.raises(SignInRefused):
        session.unlock_with_pin("402917")


# -- an older keyring put back ------------------------------------------------------------------------------


@pytest.fixture
def kept_keyring(house: House, tmp_path: Path) -> Callable[[], None]:
    """Keep a copy of the keyring as it is now, and return what puts it back."""
    shutil.copy(house.folder / KEYRING, tmp_path / "kept")
    return lambda: shutil.copy(tmp_path / "kept", house.folder / KEYRING) and None


def test_with_an_older_keyring_an_ended_account_still_opens_nothing(
    house: House, kept_keyring: Callable[[], None]
) -> None:
    """The slot is there again, but the store itself knows that the account has ended: the day before, here."""
    house.clock.advance(timedelta(days=1))
    manager = house.signed_in(Role.UNIT_MANAGER)
    manager.staff.end(whose(manager, WORKER).id, TODAY)
    manager.session.lock()
    kept_keyring()
    services = house.services()
    assert WORKER in {p.name for p in services.session.sign_in_page().people}
    with pytest.raises(SignInRefused, match="ended"):
        services.session.sign_in_named(WORKER, PASSWORD)
    assert not services.session.signed_in


def test_with_an_older_keyring_an_account_opens_up_to_the_end_of_its_last_day_and_the_trail_says_so(
    house: House, kept_keyring: Callable[[], None]
) -> None:
    """What docs/threat-model.md says is not protected: the store knows the last day and not the hour."""
    manager = house.signed_in(Role.UNIT_MANAGER)
    manager.staff.end(whose(manager, WORKER).id, TODAY)
    manager.session.lock()
    kept_keyring()
    worker = house.services()
    worker.session.sign_in_named(WORKER, PASSWORD)
    assert "keyring_older" in said(worker)
    worker.session.lock()
    house.clock.advance(timedelta(days=1))
    with pytest.raises(SignInRefused):
        house.services().session.sign_in_named(WORKER, PASSWORD)


def test_with_an_older_keyring_the_old_password_opens_and_the_trail_says_so(
    house: House, kept_keyring: Callable[[], None]
) -> None:
    """What docs/threat-model.md says is not protected until the store's key is changed; it is noticed, though."""
    manager = house.signed_in(Role.UNIT_MANAGER)
    manager.staff.set_password(whose(manager, WORKER).id, "three odd words here")
    manager.session.lock()
    kept_keyring()
    worker = house.services()
    worker.session.sign_in_named(WORKER, PASSWORD)
    assert said(worker)[:2] == ["signed_in", "keyring_older"]
    worker.session.lock()
    again = house.signed_in(Role.UNIT_MANAGER)
    assert said(again).count("keyring_older") == 1  # once for each time it was put back
    assert any("earlier copy" in e.sentence for e in again.audit.log(limit=20))


def test_an_older_keyring_gives_nobody_an_older_role(house: House, kept_keyring: Callable[[], None]) -> None:
    """The keyring only shows a role; the store says what somebody may do."""
    manager = house.signed_in(Role.UNIT_MANAGER)
    manager.staff.save(replace(whose(manager, LEAD), role=Role.AGENCY_WORKER))
    manager.session.lock()
    kept_keyring()
    lead = house.services()
    lead.session.sign_in_named(LEAD, PASSWORD)
    with pytest.raises(PermissionRefused):
        lead.young_people.get(KAI)


def test_an_ordinary_day_never_says_that_the_keyring_is_older(house: House) -> None:
    for role in (Role.UNIT_MANAGER, Role.SHIFT_LEAD, Role.RESIDENTIAL_WORKER):
        one, other = house.signed_in(role), house.signed_in(role)
        promise(one, "A photo")
        other.session.lock("locked_idle")
        promise(one, "Two photos")
        one.session.lock()
    manager = house.signed_in(Role.UNIT_MANAGER)
    manager.staff.set_password(whose(manager, WORKER).id, "three odd words here")
    manager.store_key.change_key(PASSWORD, lambda _done, _of: None)
    manager.session.lock()
    assert not {"keyring_older", "events_missing"} & set(said(house.signed_in(Role.UNIT_MANAGER)))


def test_after_the_key_was_changed_an_older_keyring_opens_nothing_for_anybody(
    house: House, kept_keyring: Callable[[], None]
) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    manager.store_key.change_key(PASSWORD, lambda _done, _of: None)
    manager.session.lock()
    kept_keyring()
    for role in STAFF:
        with pytest.raises(StoreError):
            house.signed_in(role)


# -- files of two stores ------------------------------------------------------------------------------------


@pytest.fixture
def other_folder(house: House, tmp_path: Path) -> Path:
    """A second store, of another house, whose manager has the same name and password."""
    folder = tmp_path / "other"
    services = build_services(FixedClock(NOW), folder)
    services.stores.create(
        folder,
        NewStore(
            unit_name="Willow",
            house_name="Another House",
            jurisdiction=Jurisdiction.ENGLAND,
            manager_name=MANAGER,
            password=PASSWORD,
        ),
        CHEAP,
    )
    services.session.lock()
    return folder


@pytest.mark.parametrize("swapped", [KEYRING, STORE])
def test_files_of_two_stores_that_changed_places_open_in_neither(
    house: House, other_folder: Path, swapped: str, tmp_path: Path
) -> None:
    before = {f: (f / STORE).read_bytes() for f in (house.folder, other_folder)}
    here, there = house.folder / swapped, other_folder / swapped
    here.rename(tmp_path / "aside")
    there.rename(here)
    (tmp_path / "aside").rename(there)
    for folder in (house.folder, other_folder):
        session = Session(FixedClock(NOW), folder)
        with pytest.raises(StoreError) as told:
            session.sign_in_named(MANAGER, PASSWORD)
        assert told.value.hint
        assert not session.signed_in
        assert not any(session.keys._key)
    here.rename(tmp_path / "aside")
    there.rename(here)
    (tmp_path / "aside").rename(there)
    assert {f: (f / STORE).read_bytes() for f in before} == before
    assert house.signed_in(Role.UNIT_MANAGER).audit.check().sound


# -- the count of wrong tries -----------------------------------------------------------------------------------


def guess(session: Session, clock: FixedClock, times: int, name: str = WORKER) -> None:
    for _try in range(times):
        clock.advance(timedelta(minutes=20))
        with pytest.raises(SignInRefused):
            session.sign_in_named(name, "not the password")


@pytest.mark.parametrize(
    "content", [None, b"", b"{", b"\xff" * 500, b'{"counts": {"x": 3}, "unreported": 5}']
)
def test_a_count_of_wrong_tries_that_was_tampered_with_keeps_nobody_out_and_lets_nobody_in(
    house: House, content: bytes | None
) -> None:
    clock = FixedClock(NOW)
    session = Session(clock, house.folder, pause=lambda _seconds: None)
    guess(session, clock, 3)
    file = house.folder / TRIES_FILE
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(SignInRefused):
        session.sign_in_named(WORKER, "not the password")
    session.sign_in_named(WORKER, PASSWORD)
    session.lock()
    guess(session, clock, 10)
    with pytest.raises(SignInRefused, match="paused"):
        session.sign_in_named(WORKER, PASSWORD)


def test_the_recovery_key_lifts_the_pause_of_everybody_and_signs_nobody_in(
    house: House, other_folder: Path
) -> None:
    clock = FixedClock(NOW)
    services = build_services(clock, other_folder)
    services.session.pause = lambda _seconds: None
    services.session.sign_in_named(MANAGER, PASSWORD)
    bo = StaffMember(name="Bo Lund", role=Role.SHIFT_LEAD, unit_id="")
    given = services.staff.add(bo).password
    key = services.session.keys.new_recovery_key()
    guess(services.session, clock, 10, "Bo Lund")
    clock.advance(timedelta(days=1))
    with pytest.raises(SignInRefused, match="paused"):
        services.session.sign_in_named("Bo Lund", given)
    manager = next(p for p in services.session.sign_in_page().people if p.name == MANAGER)
    next_key = services.stores.recover(manager.staff_id, key, "entirely my own phrase")
    assert not services.session.signed_in
    services.session.sign_in_named("Bo Lund", given)
    services.session.lock()
    with pytest.raises(SignInRefused):
        services.stores.recover(manager.staff_id, key, "another phrase of mine")
    services.stores.recover(manager.staff_id, next_key, "another phrase of mine")


# -- an open session ------------------------------------------------------------------------------------------


def test_whoever_is_ended_in_one_window_reads_and_writes_nothing_more_in_another(house: House) -> None:
    worker, manager = house.signed_in(Role.RESIDENTIAL_WORKER), house.signed_in(Role.UNIT_MANAGER)
    kept = promise(worker, "A photo")
    manager.staff.end(whose(manager, WORKER).id, TODAY)
    for way in (
        lambda: worker.young_people.get(KAI),
        lambda: worker.promises.keep(kept),
        lambda: worker.search.find("Kai"),
        worker.today.load,
        lambda: worker.drafts.keep("form", "", {"a": "b"}),
    ):
        with pytest.raises(NotSignedIn, match="ended"):
            way()
    assert manager.promises.list_for(KAI) == (kept,)


def test_a_folder_that_goes_away_under_an_open_session_is_said_and_the_lock_still_works(
    house: House, tmp_path: Path
) -> None:
    services = house.signed_in()
    kept = promise(services, "A photo")
    house.folder.rename(tmp_path / "unplugged")
    services.session.lock()
    assert not services.session.signed_in
    assert not any(services.session.keys._key)
    with pytest.raises(StoreError, match="not there"):
        services.session.sign_in_named(LEAD, PASSWORD)
    assert not house.folder.exists()
    (tmp_path / "unplugged").rename(house.folder)
    again = house.signed_in(Role.UNIT_MANAGER)
    assert again.promises.list_for(KAI) == (kept,)
    assert again.audit.check().sound


def test_a_store_file_replaced_under_an_open_session_is_not_mixed_with_it(
    house: House, tmp_path: Path
) -> None:
    """Somebody copies an older store file over the open one: what is read is whole, or a sentence."""
    early = house.signed_in()
    early.session.lock()
    shutil.copy(house.folder / STORE, tmp_path / "older")
    services = house.signed_in(Role.UNIT_MANAGER)
    for number in range(30):
        promise(services, f"Promise {number} " * 40)
    shutil.copy(tmp_path / "older", house.folder / STORE)
    try:
        found = services.promises.list_for(KAI)
    except AppError:
        found = ()
    assert all(p.what.startswith("Promise ") for p in found)
    services.session.lock()


# -- what is left lying about -----------------------------------------------------------------------------------


@pytest.fixture
def watched(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """A house whose log and temporary files lie beside the store."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    root = logging.getLogger("securecare_desktop")
    before = list(root.handlers)
    log.start_log(tmp_path / "log")
    yield house
    for handler in [h for h in root.handlers if h not in before]:
        handler.close()
        root.removeHandler(handler)


def files(folder: Path) -> set[str]:
    return {str(f.relative_to(folder)) for f in folder.rglob("*") if f.is_file()}


def with_planted(folder: Path) -> list[str]:
    forms = [PLANTED.encode(coding) for coding in ("utf-8", "utf-16-le", "utf-16-be")]
    return sorted(
        str(f.relative_to(folder))
        for f in folder.rglob("*")
        if f.is_file() and any(form in f.read_bytes() for form in forms)
    )


@pytest.mark.parametrize("edition", list(Edition))
def test_making_packs_leaves_no_page_and_no_part_of_one_anywhere(
    watched: House, tmp_path: Path, edition: Edition
) -> None:
    services = watched.signed_in()
    kai = services.young_people.get(KAI)
    services.young_people.save(replace(kai, name_used=PLANTED))
    printed = printed_from(services, edition, "Sam Adeyemi")
    before = files(tmp_path)
    request = PackRequest(
        young_person_id=KAI, edition=edition, recipient="Sam Adeyemi", purpose="Change", **printed
    )
    if edition is Edition.YOUNG_PERSON:
        services.packs.preview(request)
    else:
        services.packs.preview(request)
        services.packs.hand_out(request, HandedOut.SAVED)
        services.packs.hand_out(request, HandedOut.PRINTED)
        services.packs.hand_out(replace(request, password="open the gate"), HandedOut.SAVED)
    new = files(tmp_path) - before
    assert new <= {f"store/{STORE}-wal", f"store/{STORE}-shm"}
    services.session.lock()
    for file in (f for f in tmp_path.rglob("*") if f.is_file()):
        assert b"%PDF-1" not in file.read_bytes(), file  # shorter, it stands in encrypted pages by chance
    assert with_planted(tmp_path) == []


def defects() -> Iterator[tuple[str, Callable[[Services], object]]]:
    """Yield ways in which a mistake of ours could carry a record's words."""

    def in_a_save(services: Services) -> None:
        with services.session.writing(Action.WRITE_ENTRIES, KAI) as work:
            work.promises.add(Promise(young_person_id=KAI, what=PLANTED, made_by="Femi"))
            raise KeyError(PLANTED)

    def in_sql(services: Services) -> None:
        with services.session.writing(Action.WRITE_ENTRIES, KAI) as work:
            work.session.connection().exec_driver_sql(
                "INSERT INTO promise (id, what) VALUES (?, ?)", ("1", PLANTED)
            )

    def in_a_record(services: Services) -> None:
        services.promises.save(Promise(young_person_id=KAI, what=PLANTED, made_by=12))  # type: ignore[arg-type]

    def in_a_path(services: Services) -> None:
        services.young_people.get(f"{PLANTED}\0{PLANTED}").nothing  # noqa: B018

    yield "a save", in_a_save
    yield "SQL", in_sql
    yield "a record", in_a_record
    yield "an id", in_a_path


DEFECTS = dict(defects())


@pytest.mark.parametrize("where", DEFECTS)
def test_no_defect_carries_words_of_a_record_into_the_log(watched: House, tmp_path: Path, where: str) -> None:
    services = watched.signed_in()
    step_templates()  # read before, so that nothing else is new
    with pytest.raises(Exception) as told:  # noqa: PT011 - whatever it is
        DEFECTS[where](services)
    log.note_defect(told.value)
    assert not isinstance(told.value, AppError) or PLANTED not in told.value.sentence
    assert (tmp_path / "log" / "securecare.log").stat().st_size > 0
    assert with_planted(tmp_path) == []
    assert [p for p in services.promises.list_for(KAI) if PLANTED in p.what] == []
