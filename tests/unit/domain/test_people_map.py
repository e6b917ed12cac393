"""The map of people: rings, where a new sitting starts from, what is refused, and what changed between two sittings."""

from dataclasses import replace
from datetime import date
from math import hypot, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from securecare_desktop.domain.own_words import HowGiven
from securecare_desktop.domain.people import Circle, NetworkPerson
from securecare_desktop.domain.people_map import (
    FURTHEST,
    MIDWAY,
    NEAREST,
    MapPlace,
    PeopleMap,
    Ring,
    Tie,
    changes_between,
    into_ring,
    moved,
    next_sitting,
    problems_in_people_map,
    put_into,
    ring_of,
)
from securecare_desktop.domain.people_map_layout import Box, ground_for, laid_out, ring_names, zigzag

WHO = "w" * 32
TODAY = date(2026, 5, 14)
places = st.floats(-1, 1, allow_nan=False)


def person(name: str, circle: Circle = Circle.OWN_PEOPLE, **more: object) -> NetworkPerson:
    usual = {"id": name.lower(), "young_person_id": WHO, "name": name, "who_they_are": "", "circle": circle}
    return NetworkPerson(**{**usual, **more})


def place(name: str, x: float = 0.3, y: float = 0.0, **more: object) -> MapPlace:
    return MapPlace(
        **{"person_id": name.lower(), "name": name, "x": x, "y": y, "ring": ring_of(x, y), **more}
    )


def sitting(*there: MapPlace, **more: object) -> PeopleMap:
    return PeopleMap(**{"young_person_id": WHO, "on": TODAY, "places": there, **more})


@given(places, places)
def test_somebody_who_is_moved_stands_off_the_middle_and_within_the_last_ring(x: float, y: float) -> None:
    one = moved(MapPlace(name="Nan"), x, y)
    assert NEAREST - 0.001 <= hypot(one.x, one.y) <= FURTHEST + 0.001
    assert one.ring is ring_of(one.x, one.y)


@pytest.mark.parametrize("ring", list(Ring))
def test_a_ring_that_is_chosen_moves_somebody_into_it_in_the_same_direction(ring: Ring) -> None:
    one = into_ring(place("Nan", 0.0, -0.9), ring)
    assert (one.ring, one.x) == (ring, pytest.approx(0))
    assert one.y == pytest.approx(-MIDWAY[ring], abs=0.001)


def test_two_in_one_ring_stand_across_from_each_other() -> None:
    first = put_into(Ring.CLOSE, MapPlace(name="Nan"), ())
    second = put_into(Ring.CLOSE, MapPlace(name="Mum"), (first,))
    assert (second.x, second.y) == (pytest.approx(-first.x, abs=0.001), pytest.approx(-first.y, abs=0.001))


def test_the_first_sitting_puts_everybody_into_the_ring_of_their_circle_and_draws_ended_ties_as_ended() -> (
    None
):
    network = (
        person("Nan"),
        person("Femi", Circle.HOUSE),
        person("Jo", Circle.PROFESSIONAL),
        person("Dawn", Circle.PROFESSIONAL, until=date(2026, 1, 1)),
    )
    start = next_sitting(WHO, TODAY, None, network)
    assert [(p.name, p.ring, p.tie) for p in start.places] == [
        ("Nan", Ring.CLOSE, Tie.ORDINARY),
        ("Femi", Ring.AROUND, Tie.ORDINARY),
        ("Jo", Ring.PROFESSIONAL, Tie.ORDINARY),
        ("Dawn", Ring.PROFESSIONAL, Tie.ENDED),
    ]
    assert (start.on, start.version, start.own_words) == (TODAY, 0, "")


def test_a_new_sitting_starts_from_the_last_one_with_who_came_since_and_who_ended_since() -> None:
    last = sitting(
        place("Nan", 0.1, 0.3, tie=Tie.STRONG),
        place("Tyler", 0.5, 0.2),
        MapPlace(name="The dog", x=0.3),
        on=date(2026, 3, 1),
        own_words="All mine.",
    )
    network = (
        person("Nan", called="Gran"),
        person("Tyler", until=date(2026, 5, 1)),
        person("Jo", Circle.PROFESSIONAL),
        person("Long gone", until=date(2025, 1, 1)),
    )
    start = next_sitting(WHO, TODAY, last, network)
    assert [(p.name, p.tie) for p in start.places] == [
        ("Gran", Tie.STRONG), ("Tyler", Tie.ENDED), ("The dog", Tie.ORDINARY), ("Jo", Tie.ORDINARY),
    ]  # fmt: skip
    assert (start.places[0].x, start.places[0].y, start.own_words) == (0.1, 0.3, "")


def test_of_a_very_long_list_only_so_many_are_put_on_the_first_map_as_can_be_told_apart() -> None:
    start = next_sitting(WHO, TODAY, None, [person(f"P{n}") for n in range(300)])
    assert len(start.places) == 40
    assert problems_in_people_map(start, TODAY) == ()


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"on": date(2026, 5, 15)}, "on", "This day is still to come. Write the day on which it was drawn."),
        ({"on": date(1986, 5, 14)}, "on", "This day is more than 20 years ago. Look at the year."),
        (
            {"places": tuple(place(f"P{n}") for n in range(61))},
            "places",
            "A map has room for 60 people. Take some of them off.",
        ),
        ({"places": ()}, "places", "Put at least one person on the map."),
        ({"places": (place("Nan", 1.01),)}, "places", "Nan stands outside the map. Move them into a ring."),
        (
            {"places": (place("Nan", 0.2, nan),)},
            "places",
            "Nan stands outside the map. Move them into a ring.",
        ),
        (
            {"places": (place("Nan"), place("Nan", -0.4))},
            "places",
            "Nan stands on the map twice. Take one of the two off.",
        ),
        (
            {"places": (MapPlace(name="The dog", x=0.3), MapPlace(name="the dog ", x=0.5))},
            "places",
            "the dog stands on the map twice. Take one of the two off.",
        ),
        (
            {"places": (MapPlace(name=" ", x=0.3),)},
            "places",
            "Somebody on the map has no name. Write one, or take them off.",
        ),
        ({"own_words": "Mine."}, "own_words", "Choose how these words were given."),
        (
            {"own_words_how": HowGiven.SAID},
            "own_words",
            "Write the words as they were given, or choose “chose not to”.",
        ),
    ],
)
def test_what_is_wrong_with_a_map_is_said_at_its_field(
    wrong: dict[str, object], field: str, sentence: str
) -> None:
    found = problems_in_people_map(replace(sitting(place("Nan")), **wrong), TODAY)
    assert [(p.field, p.sentence) for p in found] == [(field, sentence)]


def test_a_map_without_words_is_complete() -> None:
    assert problems_in_people_map(sitting(place("Nan")), TODAY) == ()
    assert problems_in_people_map(sitting(place("Nan"), own_words_how=HowGiven.CHOSE_NOT_TO), TODAY) == ()


def test_then_and_now_says_who_came_and_went_who_moved_and_whose_tie_changed() -> None:
    then = sitting(
        place("Nan", 0.3), place("Mum", 0.6, tie=Tie.STRAINED), place("Dawn", 0.9), place("Jo", 0.75),
        place("Tyler", 0.3), place("Femi", 0.5),
    )  # fmt: skip
    now = sitting(
        place("Nan", 0.0, 0.3), place("Mum", 0.35, tie=Tie.ORDINARY), place("Eleri", 0.9), place("Jo", 0.95),
        place("Tyler", 0.6, tie=Tie.ENDED), place("Femi", 0.55),
    )  # fmt: skip
    assert [change.in_words for change in changes_between(then, now)] == [
        "Eleri came onto the map: professionals, ordinary.",
        "Dawn is no longer on the map.",
        "Mum is nearer: around then, close now.",
        "The tie to Mum changed: strained then, ordinary now.",
        "Jo is a little further away.",
        "Tyler is further away: close then, around now.",
        "The tie to Tyler changed: ordinary then, ended now.",
    ]


def test_a_name_that_was_changed_is_still_the_same_person() -> None:
    then, now = sitting(place("Nan", person_id="1")), sitting(place("Gran", person_id="1"))
    assert changes_between(then, now) == ()


# -- where names are drawn -----------------------------------------------------------------------------------

SIZE = (120.0, 40.0)


@given(st.lists(st.tuples(places, places), min_size=1, max_size=14))
def test_no_name_is_ever_drawn_over_the_middle(where: list[tuple[float, float]]) -> None:
    people = [place(f"P{n}", x, y) for n, (x, y) in enumerate(where)]
    ground = ground_for(640, 420, (110, 44), [SIZE] * len(people))
    assert not any(box.meets(ground.middle) for box in laid_out(ground, people, [SIZE] * len(people)))


def test_names_in_one_place_are_drawn_beside_each_other_and_within_the_sheet() -> None:
    people = [place(f"P{n}", 0.8, 0.1) for n in range(6)]
    ground = ground_for(900, 500, (110, 44), [SIZE] * 6)
    boxes = laid_out(ground, people, [SIZE] * 6)
    assert not any(one.meets(two) for n, one in enumerate(boxes) for two in boxes[n + 1 :])
    assert all(box.width / 2 <= box.x <= 900 - box.width / 2 for box in boxes)


def test_where_there_is_little_room_no_name_covers_another_one() -> None:
    people = [place(f"P{n}", 0.02 * n - 0.1, -0.3) for n in range(12)]
    size = (200.0, 76.0)
    ground = ground_for(640, 1100, (110, 76), [size] * 12)
    boxes = laid_out(ground, people, [size] * 12)
    assert not any(one.meets(two) for n, one in enumerate(boxes) for two in (*boxes[n + 1 :], ground.middle))


def test_the_name_of_a_ring_gives_way_to_the_people_on_its_line() -> None:
    people = [place("Nan", 0.0, -1.0), place("Mum", 0.0, -0.46)]
    ground = ground_for(900, 500, (110, 44), [SIZE] * 2)
    boxes = laid_out(ground, people, [SIZE] * 2)
    spots = ring_names(ground, dict.fromkeys(Ring, (90.0, 14.0)), boxes)
    assert not any(spot.meets(box) for spot in spots.values() for box in boxes)
    assert (spots[Ring.AROUND].x, spots[Ring.AROUND].y) == pytest.approx(ground.at(0, -0.73))


def test_what_is_held_in_a_hand_stays_where_it_is_and_the_others_give_way() -> None:
    people = [place("Nan", 0.6, 0.0), place("Mum", 0.62, 0.0)]
    ground = ground_for(900, 500, (110, 44), [SIZE] * 2)
    held, other = laid_out(ground, people, [SIZE] * 2, held=0)
    assert (held.x, held.y) == pytest.approx(ground.at(0.6, 0.0))
    assert not held.meets(other)


def test_a_place_on_the_sheet_and_a_place_on_the_map_lead_to_each_other() -> None:
    ground = ground_for(900, 500, (110, 44), [SIZE])
    assert ground.place(*ground.at(0.4, -0.7)) == (pytest.approx(0.4), pytest.approx(-0.7))
    assert Box(*ground.at(0, 0), 1, 1) == Box(450, 250, 1, 1)


def test_a_strained_line_is_no_straight_line_and_ends_where_it_should() -> None:
    corners = zigzag(0, 0, 100, 0, 10)
    assert (corners[0], corners[-1], len(corners)) == ((0, 0), (100, 0), 11)
    assert {round(y, 3) for _x, y in corners[1:-1]} == {5.5, -5.5}
