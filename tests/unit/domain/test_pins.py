"""Which digits will do for a PIN."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from securecare_desktop.domain.pins import problems_in_pin


@pytest.mark.parametrize("pin", ["407193", "274091", "900713", "58204917", "402719385160"])
def test_six_to_twelve_digits_will_do(pin: str) -> None:
    assert problems_in_pin(pin) == ()


@pytest.mark.parametrize("pin", ["010190", "251283", "121098", "090909"[:4] + "87", "14052009", "20010911"])
def test_a_birthday_will_do(pin: str) -> None:
    assert problems_in_pin(pin) == ()


@pytest.mark.parametrize(
    "pin", ["", "40719", "4071938274610", "40719a", "407 193", "4071-93", "٤٠٧١٩٣", "40719²", "４０７１９３"]
)
def test_anything_but_six_to_twelve_digits_is_told_so(pin: str) -> None:
    (problem,) = problems_in_pin(pin)
    assert problem.field == "pin"
    assert "6 to 12 digits" in problem.sentence


@pytest.mark.parametrize(
    "pin",
    [
        "111111",
        "000000",
        "123456",
        "654321",
        "987654321",
        "112233",
        "998877",
        "111222",
        "123123",
        "121212",
        "123321",
        "123789",
        "121121",
        "112122",
        "100101",
        "1212121",
        "100000",
        "11223344",
        "123456789012",
    ],
)
def test_digits_that_repeat_or_count_are_tried_first_and_refused(pin: str) -> None:
    (problem,) = problems_in_pin(pin)
    assert "repeat or count" in problem.sentence


@given(st.text(max_size=20))
def test_whatever_is_typed_has_at_most_one_problem(pin: str) -> None:
    assert len(problems_in_pin(pin, "new_pin")) <= 1
    assert all(problem.field == "new_pin" for problem in problems_in_pin(pin, "new_pin"))


@given(st.text(alphabet="0123456789", min_size=6, max_size=12))
def test_backwards_it_is_as_good(pin: str) -> None:
    assert bool(problems_in_pin(pin)) == bool(problems_in_pin(pin[::-1]))
