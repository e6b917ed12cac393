"""Changing the store's key: everybody who stays goes on with their password, and no old slot works."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from securecare_desktop.core.errors import SignInRefused, StoreError
from securecare_desktop.security.keyslots import Keyring
from tests.unit.security.rings import (
    ANCHOR,
    ANNA,
    KEY,
    OTHER_PASSWORD,
    PASSWORD,
    QUICK,
    ŁUKASZ,
    read,
    written_anew,
)

NEW_KEY = os.urandom(32)


@pytest.fixture
def paper(ring: Keyring, tmp_path: Path) -> str:
    """The recovery key of the keyring in the folder."""
    whole, text = ring.with_recovery_slot(KEY)
    whole.with_anchor(KEY, ANCHOR).write(tmp_path, KEY)
    return text


def changed(folder: Path) -> Keyring:
    """Change the key when Łukasz has left, and read the keyring as the next sign-in does."""
    read(folder).with_new_key(KEY, NEW_KEY, {"s-anna", "s-long-gone"}).write(folder, NEW_KEY)
    return read(folder)


def test_whoever_stays_opens_the_store_as_before(paper: str, tmp_path: Path) -> None:
    ring = changed(tmp_path)
    assert ring.unlock("s-anna", PASSWORD) == NEW_KEY
    assert ring.unlock_with_recovery_key(paper) == NEW_KEY
    assert ring.people == (ANNA,)
    assert ring.anchor == ANCHOR


def test_whoever_left_has_no_way_in_with_what_they_know(paper: str, tmp_path: Path) -> None:
    ring = changed(tmp_path)
    with pytest.raises(SignInRefused):
        ring.unlock("s-lukasz", OTHER_PASSWORD)
    with pytest.raises(SignInRefused):
        ring.unlock("s-anna", OTHER_PASSWORD)


def test_a_copy_of_the_old_keyring_gives_the_old_key_only(paper: str, tmp_path: Path) -> None:
    copied = read(tmp_path)
    ring = changed(tmp_path)
    old = copied.unlock("s-lukasz", OTHER_PASSWORD)
    assert old != NEW_KEY
    with pytest.raises(StoreError, match="was changed"):
        ring.verify(old)
    for attempt in (
        lambda: ring.with_slot(old, ŁUKASZ, OTHER_PASSWORD),
        lambda: ring.with_new_key(old, os.urandom(32), {"s-anna"}),
        lambda: ring.write(tmp_path, old),
    ):
        with pytest.raises(StoreError, match="was changed"):
            attempt()


def test_an_old_slot_put_back_into_the_new_keyring_does_not_open_it(paper: str, tmp_path: Path) -> None:
    old = read(tmp_path).slots
    ring = changed(tmp_path)
    with pytest.raises(StoreError, match="was changed"):
        written_anew(tmp_path, replace(ring, slots=old)).unlock("s-lukasz", OTHER_PASSWORD)


def test_the_old_key_opens_nothing_in_the_new_file(paper: str, tmp_path: Path) -> None:
    """Somebody who kept the key itself, with the whole old keyring, learns nothing from the new one."""
    from securecare_desktop.security import wrapping

    copied = read(tmp_path)
    origin = copied._origin(KEY)
    ring = changed(tmp_path)
    (slot,) = ring.slots
    secrets = next(s for s in copied.slots if s.person.staff_id == "s-lukasz").secrets(
        ring.store_id, OTHER_PASSWORD
    )
    assert secrets is not None
    bound = slot._bound(ring.store_id)
    for known in (KEY, origin, secrets[:32]):
        assert wrapping.open_sealed(known, slot.door.sealed, origin, bound) is None
        assert wrapping.unwrap(known, slot.door.wrapped, bound) is None
        assert wrapping.unwrap(known, ring.origin, b"") is None


def test_accounts_are_kept_and_passwords_changed_under_the_new_key(paper: str, tmp_path: Path) -> None:
    ring = changed(tmp_path).with_slot(NEW_KEY, ŁUKASZ, "back with new words", one_time=True)
    ring = ring.with_slot(NEW_KEY, ANNA, "other words for Anna")
    ring, newer_paper = ring.with_recovery_slot(NEW_KEY)
    ring.write(tmp_path, NEW_KEY)
    ring = read(tmp_path)
    assert ring.unlock("s-lukasz", "back with new words") == NEW_KEY
    assert ring.unlock("s-anna", "other words for Anna") == NEW_KEY
    assert ring.unlock_with_recovery_key(newer_paper) == NEW_KEY
    with pytest.raises(SignInRefused, match="does not open"):
        ring.unlock_with_recovery_key(paper)


def test_the_key_can_be_changed_again(paper: str, tmp_path: Path) -> None:
    third = os.urandom(32)
    ring = changed(tmp_path).with_new_key(NEW_KEY, third, ["s-anna"])
    assert ring.unlock("s-anna", PASSWORD) == third
    assert ring.unlock_with_recovery_key(paper) == third


def test_it_takes_nobodys_password(paper: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_anything: object, **_work: object) -> bytes:
        raise AssertionError("a password was stretched")

    monkeypatch.setattr("argon2.low_level.hash_secret_raw", refuse)
    assert changed(tmp_path).people == (ANNA,)


def test_a_key_that_is_none_and_a_store_that_nobody_could_open_are_refused(ring: Keyring) -> None:
    with pytest.raises(ValueError, match="the old one"):
        ring.with_new_key(KEY, KEY, {"s-anna"})
    with pytest.raises(ValueError, match="256 bits"):
        ring.with_new_key(KEY, b"short", {"s-anna"})
    with pytest.raises(ValueError, match="nobody"):
        ring.with_new_key(KEY, NEW_KEY, ())
    alone, paper = ring.with_recovery_slot(KEY)
    assert alone.with_new_key(KEY, NEW_KEY, ()).unlock_with_recovery_key(paper) == NEW_KEY


def test_both_keyrings_can_lie_on_the_disk_while_the_store_is_written_anew(
    paper: str, tmp_path: Path
) -> None:
    aside = tmp_path / "new"
    aside.mkdir()
    read(tmp_path).with_new_key(KEY, NEW_KEY, {"s-anna"}).write(aside, NEW_KEY)
    assert read(tmp_path).unlock("s-anna", PASSWORD) == KEY
    assert read(aside).unlock("s-anna", PASSWORD) == NEW_KEY
    assert read(aside).cost != QUICK  # what is new is as strong as it should be, whatever the slots before
