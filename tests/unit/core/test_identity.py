"""Ids sort by the moment they were made, whatever the clock does, and none is made twice."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from securecare_desktop.core import identity
from securecare_desktop.core.identity import new_id


def test_ids_of_one_millisecond_come_in_the_order_in_which_they_were_made() -> None:
    made = [new_id() for _one in range(2_000)]
    assert made == sorted(set(made))
    assert {len(one) for one in made} == {32}


def test_an_id_made_after_the_clock_of_the_computer_was_set_back_comes_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now, ids = time.time_ns(), identity.Ids()
    moments = iter((now, now - 7 * 86_400 * 10**9, now + 10**9))
    monkeypatch.setattr(identity.time, "time_ns", lambda: next(moments))
    first, after, later = ids.make(), ids.make(), ids.make()
    assert first < after < later
    assert int(later[:12], 16) == (now + 10**9) // 1_000_000


def test_ids_made_on_several_threads_are_all_different() -> None:
    with ThreadPoolExecutor(4) as pool:
        made = [
            one for found in pool.map(lambda _n: [new_id() for _ in range(500)], range(8)) for one in found
        ]
    assert len(set(made)) == 4_000
