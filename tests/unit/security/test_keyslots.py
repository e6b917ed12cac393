"""The keyring: everybody opens the store with their own password, and no change to the file goes unseen."""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from securecare_desktop.core.errors import SignInRefused, StoreError
from securecare_desktop.security import recovery, wrapping
from securecare_desktop.security.keyslots import KEYRING_FILE, House, KeyCost, Keyring, SlotPerson

QUICK = KeyCost(memory_kib=64, passes=1, lanes=1)
"""Not for the world."""
KEY = os.urandom(32)
STORE_ID = "5" * 32
HOUSE = House("Hartwell", "Rowan House", "england")
ANNA = SlotPerson("s-anna", "Anna Kelly", "shift_lead", "Senior practitioner")
ŁUKASZ = SlotPerson("s-lukasz", "Łukasz Wójcik", "residential_worker", "")
PASSWORD = "garden kettle lantern"  # noqa: S105


@pytest.fixture(scope="module")
def ring() -> Keyring:
    empty = Keyring.create(STORE_ID, HOUSE, KEY, QUICK)
    return empty.with_slot(KEY, ŁUKASZ, "inne hasło ż").with_slot(KEY, ANNA, PASSWORD)


@pytest.fixture
def written(ring: Keyring, tmp_path: Path) -> Path:
    ring.with_recovery_slot(KEY)[0].write(tmp_path, KEY)
    return tmp_path


def read(folder: Path) -> Keyring:
    return Keyring.read(folder, floor=QUICK)


def test_each_person_opens_the_store_with_their_own_password(written: Path) -> None:
    ring = read(written)
    assert ring.unlock("s-anna", PASSWORD) == KEY
    assert ring.unlock("s-lukasz", "inne hasło ż") == KEY


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
        ("s-anna", "inne hasło ż"),
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
    assert fewer.unlock("s-lukasz", "inne hasło ż") == KEY


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
    assert first.wrapped != second.wrapped


def test_every_changed_byte_of_the_file_is_noticed(written: Path) -> None:
    file = written / KEYRING_FILE
    whole = file.read_bytes()
    for place in range(len(whole)):
        for bit in (0x01, 0x20):
            file.write_bytes(whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :])
            with pytest.raises(StoreError):
                read(written)


def test_every_cut_of_the_file_is_noticed(written: Path) -> None:
    file = written / KEYRING_FILE
    whole = file.read_bytes()
    for length in (*range(0, len(whole), 37), len(whole) - 1):
        file.write_bytes(whole[:length])
        with pytest.raises(StoreError, match="damaged"):
            read(written)
    file.write_bytes(whole + b" ")
    with pytest.raises(StoreError, match="damaged"):
        read(written)


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=5),
        lambda v: (
            st.lists(v)
            | st.dictionaries(
                st.sampled_from(
                    ["format", "store_id", "house", "slots", "recovery", "seal", "checksum", "x"]
                ),
                v,
            )
        ),
    )
)
@settings(max_examples=60, deadline=None)
def test_any_other_json_is_a_damaged_keyring(tmp_path_factory: pytest.TempPathFactory, value: object) -> None:
    folder = tmp_path_factory.mktemp("ring")
    (folder / KEYRING_FILE).write_text(json.dumps(value), "utf-8")
    with pytest.raises(StoreError):
        read(folder)


def forged(folder: Path, change: Callable[[Any], object]) -> Keyring:
    """Change the keyring as somebody would who knows how the plain checksum is made, but not the key."""
    from securecare_desktop.security import keyslots

    file = folder / KEYRING_FILE
    raw = json.loads(file.read_bytes())
    change(raw)
    house = House(**raw["house"])
    slots = tuple(wrapping.Slot.from_json(slot) for slot in raw["slots"])
    ring = replace(read(folder), house=house, slots=slots, store_id=raw["store_id"])
    file.write_bytes(keyslots._encode(ring))
    return read(folder)


def test_a_forged_house_or_a_missing_slot_shows_after_unlocking(written: Path) -> None:
    def rename(raw: Any) -> None:
        raw["house"]["house_name"] = "Another house"

    ring = forged(written, rename)
    with pytest.raises(StoreError, match="was changed"):
        ring.unlock("s-anna", PASSWORD)
    with pytest.raises(StoreError, match="was changed"):
        forged(written, lambda raw: raw["slots"].pop(0)).unlock("s-anna", PASSWORD)


def test_a_forged_slot_does_not_open(written: Path) -> None:
    def promote(raw: Any) -> None:
        raw["slots"][1]["shown"]["role"] = "unit_manager"

    with pytest.raises(SignInRefused):
        forged(written, promote).unlock("s-anna", PASSWORD)


def test_a_slot_cannot_be_moved_to_another_store(written: Path) -> None:
    def move(raw: Any) -> None:
        raw["store_id"] = "6" * 32

    with pytest.raises(SignInRefused):
        forged(written, move).unlock("s-anna", PASSWORD)


def test_a_forged_keyring_is_never_sealed_anew(written: Path) -> None:
    def rename(raw: Any) -> None:
        raw["house"]["house_name"] = "Another house"

    ring = forged(written, rename)
    for attempt in (
        lambda: ring.with_slot(KEY, ANNA, PASSWORD),
        lambda: ring.without_slot(KEY, "s-anna"),
        lambda: ring.with_recovery_slot(KEY),
        lambda: ring.write(written, KEY),
    ):
        with pytest.raises(StoreError, match="was changed"):
            attempt()


@pytest.mark.parametrize(
    "cost",
    [{"memory_kib": 1 << 30}, {"passes": 10**9}, {"lanes": 0}, {"memory_kib": 65536.0}, {"passes": True}],
)
def test_a_file_cannot_ask_for_unreasonable_work(written: Path, cost: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="cost"):
        forged(written, lambda raw: raw["slots"][0]["stretch"].update(cost))


def test_a_slot_that_is_cheap_to_guess_is_refused(written: Path) -> None:
    with pytest.raises(StoreError, match="damaged or was changed"):
        Keyring.read(written)


def test_a_new_slot_costs_what_was_promised(tmp_path: Path) -> None:
    ring = Keyring.create(STORE_ID, HOUSE, KEY).with_slot(KEY, ANNA, PASSWORD)
    ring.write(tmp_path, KEY)
    (slot,) = Keyring.read(tmp_path).slots
    assert slot.cost is not None
    assert slot.cost.memory_kib >= 64 * 1024
    assert slot.cost.passes >= 3
    assert Keyring.read(tmp_path).unlock("s-anna", PASSWORD) == KEY


def test_a_folder_without_a_keyring_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no keyring in this folder") as error:
        Keyring.read(tmp_path)
    assert error.value.hint


def test_a_keyring_of_a_newer_program_is_refused(written: Path) -> None:
    file = written / KEYRING_FILE
    file.write_text(file.read_text("utf-8").replace('"format": 1', '"format": 2'), "utf-8")
    with pytest.raises(StoreError, match="newer version"):
        read(written)


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
    (slot, *_) = ring.slots
    greedy = replace(slot, cost=KeyCost(memory_kib=1, passes=1, lanes=1))  # less than Argon2 can work with
    with pytest.raises(StoreError, match="memory"):
        replace(ring, slots=(greedy,)).unlock(slot.shown["staff_id"], PASSWORD)
