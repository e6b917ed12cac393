"""The keyring: everybody opens the store with their own password, and whoever is shown, is shown truly."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from securecare_desktop.core.errors import SignInRefused, StoreError
from securecare_desktop.security import recovery
from securecare_desktop.security.keyslots import KEYRING_FILE, Anchor, KeyCost, Keyring
from securecare_desktop.security.slots import Slot
from tests.unit.security.rings import (
    ANCHOR,
    ANNA,
    HOUSE,
    KEY,
    OTHER_PASSWORD,
    PASSWORD,
    QUICK,
    STORE_ID,
    ŁUKASZ,
    read,
    shown_as,
    with_changed_slot,
)


def test_each_person_opens_the_store_with_their_own_password(written: Path) -> None:
    ring = read(written)
    assert ring.unlock("s-anna", PASSWORD) == KEY
    assert ring.unlock("s-lukasz", OTHER_PASSWORD) == KEY


def test_the_sign_in_page_sees_the_house_and_the_names_before_anybody_unlocks(written: Path) -> None:
    ring = read(written)
    assert ring.house == HOUSE
    assert ring.store_id == STORE_ID
    assert ring.people == (ANNA, ŁUKASZ)


@pytest.mark.parametrize(
    ("staff_id", "password"),
    [
        ("s-anna", "garden kettle Lantern"),
        ("s-anna", ""),
        ("s-anna", OTHER_PASSWORD),
        ("s-nobody", PASSWORD),
        ("", PASSWORD),
    ],
)
def test_a_refusal_never_says_which_half_was_wrong(ring: Keyring, staff_id: str, password: str) -> None:
    with pytest.raises(SignInRefused) as wrong:
        ring.unlock(staff_id, password)
    with pytest.raises(SignInRefused) as usual:
        ring.unlock("s-anna", "wrong")
    assert wrong.value.sentence == usual.value.sentence


def test_a_password_is_the_same_however_the_keyboard_composes_its_letters(ring: Keyring) -> None:
    assert ring.unlock("s-lukasz", "inne hasło z\u0307") == KEY


def test_a_new_password_replaces_the_old_one(ring: Keyring) -> None:
    changed = ring.with_slot(KEY, replace(ANNA, job_title="Deputy"), "new words for the door")
    assert changed.unlock("s-anna", "new words for the door") == KEY
    assert [p.job_title for p in changed.people] == ["Deputy", ""]
    with pytest.raises(SignInRefused):
        changed.unlock("s-anna", PASSWORD)


def test_somebody_whose_slot_is_gone_cannot_sign_in(ring: Keyring) -> None:
    fewer = ring.without_slot(KEY, "s-anna")
    assert fewer.people == (ŁUKASZ,)
    with pytest.raises(SignInRefused):
        fewer.unlock("s-anna", PASSWORD)
    assert fewer.unlock("s-lukasz", OTHER_PASSWORD) == KEY


def test_the_house_can_get_another_name(ring: Keyring, tmp_path: Path) -> None:
    ring.with_house(KEY, replace(HOUSE, house_name="Juniper House")).write(tmp_path, KEY)
    assert read(tmp_path).house.house_name == "Juniper House"
    assert read(tmp_path).unlock("s-anna", PASSWORD) == KEY


def test_the_recovery_key_opens_the_store_however_it_is_typed(ring: Keyring) -> None:
    with_recovery, text = ring.with_recovery_slot(KEY)
    assert [len(group) for group in text.split("-")] == [5] * 8
    for typed in (text, text.lower(), text.replace("-", " "), text.replace("0", "O").replace("1", "l")):
        assert with_recovery.unlock_with_recovery_key(typed) == KEY


def test_a_slip_in_the_recovery_key_is_told_from_another_stores_key(ring: Keyring) -> None:
    with_recovery, text = ring.with_recovery_slot(KEY)
    slip = text[:-1] + ("A" if text[-1] != "A" else "B")
    for typed in (slip, text[:-1], text + "A", ""):
        with pytest.raises(SignInRefused, match="not a whole recovery key"):
            with_recovery.unlock_with_recovery_key(typed)
    newer, _ = with_recovery.with_recovery_slot(KEY)
    for keyring in (newer, ring):
        with pytest.raises(SignInRefused, match="does not open this store"):
            keyring.unlock_with_recovery_key(text)


@given(st.binary(min_size=20, max_size=20))
def test_every_recovery_key_reads_back(secret: bytes) -> None:
    assert recovery.read(recovery.written(secret)) == secret


@given(
    st.binary(min_size=20, max_size=20),
    st.integers(0, 46),
    st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"),
)
def test_one_wrong_character_never_reads_as_a_recovery_key(secret: bytes, place: int, letter: str) -> None:
    text = recovery.written(secret)
    if text[place] not in ("-", letter):
        assert recovery.read(text[:place] + letter + text[place + 1 :]) is None


def test_neither_key_nor_password_nor_recovery_key_stands_in_the_file(ring: Keyring, tmp_path: Path) -> None:
    with_recovery, text = ring.with_recovery_slot(KEY)
    with_recovery.write(tmp_path, KEY)
    content = (tmp_path / KEYRING_FILE).read_text("utf-8").lower()
    secret = recovery.read(text)
    assert secret is not None
    for hidden in (KEY.hex(), PASSWORD, text.lower(), secret.hex(), PASSWORD.encode().hex()):
        assert hidden not in content


def test_the_same_password_twice_gives_two_different_slots(ring: Keyring) -> None:
    again = ring.with_slot(KEY, ŁUKASZ, PASSWORD)
    first, second = again.slots
    assert first.salt != second.salt
    assert first.door.public != second.door.public
    assert first.door.wrapped != second.door.wrapped


def test_a_one_time_password_is_marked_until_its_owner_chooses_another(ring: Keyring, tmp_path: Path) -> None:
    reset = ring.with_slot(KEY, ANNA, "three words for once", one_time=True)
    reset.write(tmp_path, KEY)
    assert read(tmp_path).people == (replace(ANNA, one_time=True), ŁUKASZ)
    assert read(tmp_path).unlock("s-anna", "three words for once") == KEY
    chosen = read(tmp_path).with_slot(KEY, shown_as(reset, "s-anna"), PASSWORD)
    assert chosen.people == (ANNA, ŁUKASZ)


def test_a_new_role_is_shown_without_anybodys_password(ring: Keyring, tmp_path: Path) -> None:
    promoted = replace(ANNA, name="Anna Kelly-Reed", role="unit_manager", job_title="Registered manager")
    ring.with_shown(KEY, promoted).write(tmp_path, KEY)
    assert read(tmp_path).people == (promoted, ŁUKASZ)
    assert read(tmp_path).unlock("s-anna", PASSWORD) == KEY
    assert read(tmp_path).unlock("s-lukasz", OTHER_PASSWORD) == KEY


def test_a_new_role_does_not_make_a_one_time_password_last(ring: Keyring) -> None:
    reset = ring.with_slot(KEY, ANNA, "three words for once", one_time=True)
    assert shown_as(reset.with_shown(KEY, ANNA), "s-anna").one_time


def test_showing_somebody_without_a_slot_gives_them_none(ring: Keyring) -> None:
    assert ring.with_shown(KEY, replace(ANNA, staff_id="s-gone")).people == ring.people


def test_the_keyring_remembers_where_the_audit_trail_ends(ring: Keyring, tmp_path: Path) -> None:
    assert ring.anchor is None
    ring.with_anchor(KEY, ANCHOR).write(tmp_path, KEY)
    assert read(tmp_path).anchor == ANCHOR
    later = Anchor(1042, "ab" * 32, "2026-11-22T22:16:00+00:00")
    read(tmp_path).with_anchor(KEY, later).write(tmp_path, KEY)
    assert read(tmp_path).anchor == later
    assert read(tmp_path).unlock("s-anna", PASSWORD) == KEY


def test_what_a_sign_in_asks_of_a_keyring_writes_each_slot_out_once(
    written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring, other = read(written), replace(read(written), slots=())
    times: list[str] = []
    as_json = Slot.as_json
    monkeypatch.setattr(Slot, "as_json", lambda slot: times.append(slot.person.staff_id) or as_json(slot))
    with pytest.raises(StoreError):
        other.verify(KEY)  # another keyring in between: nothing of it is taken for this one's
    ring.verify(KEY)
    ring.verify(KEY)
    ring.with_anchor(KEY, ANCHOR).write(tmp_path, KEY)
    assert sorted(times) == ["s-anna", "s-lukasz"]
    assert read(tmp_path).people == ring.people


def test_remembering_the_end_of_the_trail_takes_no_stretching(
    written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = costs_asked(monkeypatch)
    read(written).with_anchor(KEY, ANCHOR).write(written, KEY)
    assert asked == []


def costs_asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int, int, int]]:
    """Write down the work of every Argon2id run, which is done all the same."""
    from argon2 import low_level

    asked = []
    real = low_level.hash_secret_raw

    def watched(secret: bytes, salt: bytes, **work: int) -> bytes:
        asked.append((work["memory_cost"], work["time_cost"], work["parallelism"], len(salt)))
        return real(secret, salt, **work)

    monkeypatch.setattr(low_level, "hash_secret_raw", watched)
    return asked


@pytest.mark.parametrize("cost", [QUICK, KeyCost(128, 2, 2)])
def test_a_right_password_a_wrong_one_and_an_unknown_name_take_the_same_work(
    cost: KeyCost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Keyring.create(STORE_ID, HOUSE, KEY, cost).with_slot(KEY, ANNA, PASSWORD).write(tmp_path, KEY)
    ring = read(tmp_path)  # as the sign-in page does: the cost comes from the file
    asked = costs_asked(monkeypatch)
    ring.unlock("s-anna", PASSWORD)
    for staff_id, password in (("s-anna", "wrong"), ("s-nobody", PASSWORD), ("", "")):
        with pytest.raises(SignInRefused):
            ring.unlock(staff_id, password)
    assert asked == [(cost.memory_kib, cost.passes, cost.lanes, 16)] * 4


def test_a_folder_without_a_keyring_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no keyring in this folder") as error:
        Keyring.read(tmp_path)
    assert error.value.hint


def test_a_keyring_that_cannot_be_written_leaves_the_old_one(
    written: Path, ring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (written / KEYRING_FILE).read_bytes()

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("securecare_desktop.core.paths.os.fsync", full)
    with pytest.raises(StoreError, match="could not be saved"):
        ring.write(written, KEY)
    assert (written / KEYRING_FILE).read_bytes() == before
    assert [f.name for f in written.iterdir()] == [KEYRING_FILE]


def test_the_key_must_be_the_right_one_to_change_anything(ring: Keyring) -> None:
    with pytest.raises(StoreError):
        ring.with_slot(os.urandom(32), ANNA, PASSWORD)


def test_a_computer_without_memory_says_so(ring: Keyring) -> None:
    too_little = KeyCost(memory_kib=1, passes=1, lanes=1)  # less than Argon2 can work with
    starved = with_changed_slot(ring, "s-anna", lambda slot: replace(slot, cost=too_little))
    with pytest.raises(StoreError, match="memory"):
        starved.unlock("s-anna", PASSWORD)


def test_a_new_slot_costs_what_was_promised(tmp_path: Path) -> None:
    ring = Keyring.create(STORE_ID, HOUSE, KEY).with_slot(KEY, ANNA, PASSWORD)
    ring.write(tmp_path, KEY)
    (slot,) = Keyring.read(tmp_path).slots
    assert slot.cost.memory_kib >= 64 * 1024
    assert slot.cost.passes >= 3
    assert Keyring.read(tmp_path).unlock("s-anna", PASSWORD) == KEY
