"""No change to the keyring's file goes unseen: damage before anybody signs in, a forgery when they do."""

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
from securecare_desktop.security import keyslots, wrapping
from securecare_desktop.security.keyslots import KEYRING_FILE, Keyring
from securecare_desktop.security.slots import Door, Slot
from tests.unit.security.rings import (
    ANCHOR,
    ANNA,
    HOUSE,
    KEY,
    OTHER_PASSWORD,
    PASSWORD,
    STORE_ID,
    forged,
    read,
    with_changed_slot,
    written_anew,
)


def test_every_changed_byte_of_the_file_is_noticed(written: Path) -> None:
    file = written / KEYRING_FILE
    whole = file.read_bytes()
    for place in range(len(whole)):
        for bit in {0x01, 0x20, 1 << place % 8}:
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
                    ["format", "store_id", "house", "origin", "slots", "recovery", "anchor", "seal", "x"]
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


def any_other(value: object) -> object:
    """Return something of another shape."""
    return st.sampled_from([None, 7, -1, True, 1.5, "", "é", "\ud800", "zz", [], {}, [[]], {"": 1}]).filter(
        lambda other: json.dumps(other) != json.dumps(value)
    )


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to every value in some JSON."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, part in inside for place in places(part, (*path, key)))]


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_value_of_the_wrong_shape_is_refused_wherever_it_stands(
    ring: Keyring, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    ring.with_recovery_slot(KEY)[0].with_anchor(KEY, ANCHOR).write(
        folder := tmp_path_factory.mktemp("ring"), KEY
    )
    raw = json.loads((folder / KEYRING_FILE).read_bytes())
    place = data.draw(st.sampled_from(places(raw)[1:]).filter(lambda way: way != ("checksum",)))
    part = raw
    for key in place[:-1]:
        part = part[key]
    part[place[-1]] = data.draw(any_other(part[place[-1]]))
    (folder / KEYRING_FILE).write_text(json.dumps(raw, separators=(",", ":")) + "\n", "utf-8")
    with pytest.raises(StoreError):
        read(folder)
    with pytest.raises((StoreError, SignInRefused)):  # with the checksum put right: no defect of ours either
        forged(folder, lambda _raw: None).unlock("s-anna", PASSWORD)


def test_a_huge_file_is_refused_before_it_is_taken_apart(
    written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_content: bytes) -> object:
        raise AssertionError("a huge file was taken apart")

    monkeypatch.setattr(json, "loads", refuse)
    file = written / KEYRING_FILE
    file.write_bytes(b'{"format": 2, "slots": [' + b"0," * 2_000_000 + b"0]}")
    with pytest.raises(StoreError, match="damaged"):
        read(written)


def test_json_that_is_too_deep_is_a_damaged_keyring(written: Path) -> None:
    (written / KEYRING_FILE).write_bytes(b"[" * 500_000)
    with pytest.raises(StoreError, match="damaged"):
        read(written)


def test_a_keyring_of_a_newer_program_is_refused(written: Path) -> None:
    file = written / KEYRING_FILE
    file.write_text(file.read_text("utf-8").replace('"format":2', '"format":3'), "utf-8")
    with pytest.raises(StoreError, match="newer version"):
        read(written)


def test_a_keyring_of_a_trial_version_is_refused_in_plain_words(tmp_path: Path) -> None:
    old = {"format": 1, "store_id": STORE_ID, "house": {}, "slots": [], "recovery": None, "seal": ""}
    (tmp_path / KEYRING_FILE).write_text(json.dumps(old), "utf-8")
    with pytest.raises(StoreError, match="trial version") as told:
        read(tmp_path)
    assert told.value.hint
    assert json.loads((tmp_path / KEYRING_FILE).read_bytes()) == old


# -- forgeries: the plain checksum is right, the key was not there ------------------------------------


def swapped(raw: Any, part: str) -> None:
    first, second = raw["slots"]
    first[part], second[part] = second[part], first[part]


TAMPERED: dict[str, Callable[[Any], object]] = {
    "house": lambda raw: raw["house"].update(house_name="Another house"),
    "removed": lambda raw: raw["slots"].pop(0),
    "order": lambda raw: raw["slots"].reverse(),
    "name": lambda raw: raw["slots"][1]["shown"].update(name="Somebody Else"),
    "role": lambda raw: raw["slots"][1]["shown"].update(role="unit_manager"),
    "title": lambda raw: raw["slots"][0]["shown"].update(job_title="Manager"),
    "one time": lambda raw: raw["slots"][1]["shown"].update(one_time=True),
    "anchor": lambda raw: raw["anchor"].update(seq=1040),
    "anchor's hash": lambda raw: raw["anchor"].update(hash="0" * 64),
    "anchor's time": lambda raw: raw["anchor"].update(at="2026-11-23T22:15:00+00:00"),
    "no anchor": lambda raw: raw.update(anchor=None),
    "no recovery": lambda raw: raw.update(recovery=None),
    "origin": lambda raw: raw["origin"].update(nonce="0" * 24),
    "public key": lambda raw: raw["slots"][1].update(public="5" * 64),
    "seal": lambda raw: raw.update(seal="0" * 64),
    "seal in other letters": lambda raw: raw.update(seal="ż" * 64),
    "store's key": lambda raw: swapped(raw, "sealed"),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_whatever_was_tampered_with_shows_when_somebody_signs_in(written: Path, what: str) -> None:
    with pytest.raises(StoreError, match="was changed"):
        forged(written, TAMPERED[what]).unlock("s-anna", PASSWORD)


@pytest.mark.parametrize("what", TAMPERED)
def test_what_was_tampered_with_is_never_sealed_anew(written: Path, what: str) -> None:
    def attempts(ring: Keyring) -> list[Callable[[], object]]:
        return [
            lambda: ring.with_slot(KEY, ANNA, PASSWORD),
            lambda: ring.with_shown(KEY, ANNA),
            lambda: ring.without_slot(KEY, "s-anna"),
            lambda: ring.with_house(KEY, HOUSE),
            lambda: ring.with_anchor(KEY, ring.anchor),
            lambda: ring.with_recovery_slot(KEY),
            lambda: ring.with_new_key(KEY, os.urandom(32), {"s-anna"}),
            lambda: ring.write(written, KEY),
        ]

    try:
        ring = forged(written, TAMPERED[what])
    except StoreError:
        return  # refused before that
    for attempt in attempts(ring):
        with pytest.raises(StoreError, match="was changed"):
            attempt()


MOVED: dict[str, Callable[[Any], object]] = {
    "store": lambda raw: raw.update(store_id="6" * 32),
    "somebody else's password": lambda raw: swapped(raw, "wrapped"),
    "whole slot under another name": lambda raw: swapped(raw, "shown"),
    "cheaper": lambda raw: raw["slots"][1]["stretch"].update(memory_kib=128),
}


@pytest.mark.parametrize("what", MOVED)
def test_a_slot_that_was_moved_opens_with_nobodys_password(written: Path, what: str) -> None:
    ring = forged(written, MOVED[what])
    for password in (PASSWORD, OTHER_PASSWORD):
        with pytest.raises(SignInRefused):
            ring.unlock("s-anna", password)


def test_two_slots_for_one_person_are_refused(written: Path) -> None:
    with pytest.raises(StoreError, match="damaged"):
        forged(written, lambda raw: raw["slots"].append(raw["slots"][0]))


def test_a_public_key_that_is_not_the_slots_own_is_refused(written: Path) -> None:
    """Else the store's next key would be sealed to whoever put their public key there."""
    theirs = wrapping.public_of(os.urandom(32))

    def intrude(slot: Slot) -> Slot:
        return replace(slot, door=replace(slot.door, public=theirs))

    ring = written_anew(written, with_changed_slot(read(written), "s-anna", intrude))
    sealed_by_a_thief_with_the_key = replace(ring, seal=keyslots._seal(ring, KEY))
    for refused in (ring, sealed_by_a_thief_with_the_key):
        with pytest.raises(StoreError, match="was changed"):
            refused.unlock("s-anna", PASSWORD)


def test_nobody_can_put_a_store_of_their_own_behind_the_staffs_passwords(written: Path) -> None:
    """The public keys stand in the open; sealing a key to them must not be enough."""
    ring, theirs = read(written), os.urandom(32)

    def behind(slot: Slot) -> Slot:
        return slot.for_key(STORE_ID, theirs, os.urandom(32))

    fake = with_changed_slot(ring, "s-anna", behind)
    fake = replace(fake, seal=keyslots._seal(fake, theirs))
    with pytest.raises(StoreError, match="was changed"):
        written_anew(written, fake).unlock("s-anna", PASSWORD)


@pytest.mark.parametrize("point", [bytes(32), (1).to_bytes(32, "little")])
def test_a_point_that_gives_everybody_the_same_secret_is_refused(written: Path, point: bytes) -> None:
    def weaken(slot: Slot) -> Slot:
        return replace(slot, door=replace(slot.door, sealed=replace(slot.door.sealed, ephemeral=point)))

    ring = written_anew(written, with_changed_slot(read(written), "s-anna", weaken))
    with pytest.raises(StoreError, match="was changed"):
        ring.unlock("s-anna", PASSWORD)
    with pytest.raises(ValueError, match="X25519"):
        wrapping.seal(point, KEY, KEY, b"")


def test_a_recovery_slot_that_was_tampered_with_does_not_open(ring: Keyring, tmp_path: Path) -> None:
    whole, paper = ring.with_recovery_slot(KEY)
    assert whole.recovery is not None
    forgery = Door.make(os.urandom(32), KEY, os.urandom(32), b"")
    taken = replace(whole, recovery=replace(whole.recovery, door=forgery))
    with pytest.raises(SignInRefused, match="does not open"):
        written_anew(tmp_path, taken).unlock_with_recovery_key(paper)
    kept = replace(whole.recovery, door=replace(whole.recovery.door, sealed=forgery.sealed))
    with pytest.raises(StoreError, match="was changed"):
        written_anew(tmp_path, replace(whole, recovery=kept)).unlock_with_recovery_key(paper)


@pytest.mark.parametrize(
    "cost",
    [{"memory_kib": 1 << 30}, {"passes": 10**9}, {"lanes": 0}, {"memory_kib": 65536.0}, {"passes": True}],
)
def test_a_file_cannot_ask_for_unreasonable_work(written: Path, cost: dict[str, Any]) -> None:
    with pytest.raises(StoreError, match="damaged"):
        forged(written, lambda raw: raw["slots"][0]["stretch"].update(cost))


def test_a_slot_that_is_cheap_to_guess_is_refused(written: Path) -> None:
    with pytest.raises(StoreError, match="damaged or was changed"):
        Keyring.read(written)
