"""What one reader may see of a record: nothing of what is withheld from them, and all of the rest."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from securecare_desktop.core.errors import InputError
from securecare_desktop.domain.family_time import FamilyTimeKind, Occasion, OccasionState
from securecare_desktop.domain.passages import holds, left_out
from securecare_desktop.domain.people import Circle, KeyAdult, KeyRole, NetworkPerson
from securecare_desktop.domain.signatures import Addendum
from securecare_desktop.domain.staff import Role
from securecare_desktop.domain.withholding import (
    SEES_ALL,
    FromWhom,
    Reader,
    Withholding,
    applied,
    kept,
    problems_in_withholding,
    shown,
    withheld_from,
    words_of,
)
from securecare_desktop.domain.worker_changes import ChangeStep, WorkerChange

WHO, DAD, NAN = "w" * 32, "d" * 32, "n" * 32
TODAY = date(2026, 5, 14)
GAP = left_out()
TEXTS = tuple(
    f.name for f in fields(Occasion) if f.name in words_of(
        Occasion(
            young_person_id=WHO, person_id=NAN, with_whom="", kind=FamilyTimeKind.PHONE,
            state=OccasionState.PLANNED, planned_at=datetime(2026, 5, 14, tzinfo=UTC),
        )
    )
)  # fmt: skip


def withholding(kind: str = "occasions", record_id: str = "1" * 32, **more: object) -> Withholding:
    usual = {
        "young_person_id": WHO, "record_kind": kind, "record_id": record_id, "from_whom": FromWhom.ROLE,
        "from_id": "agency_worker", "from_name": "Agency worker", "because": "It is private.",
    }  # fmt: skip
    return Withholding(**{**usual, **more})


def occasion(**more: object) -> Occasion:
    usual = {
        "id": "1" * 32, "version": 1, "young_person_id": WHO, "person_id": NAN, "with_whom": "Nan",
        "kind": FamilyTimeKind.PHONE, "state": OccasionState.HAPPENED,
        "planned_at": datetime(2026, 5, 14, 16, tzinfo=UTC),
    }  # fmt: skip
    return Occasion(**{**usual, **more})


def test_texts_are_fields_of_words_and_no_ids_choices_or_stamps() -> None:
    assert {"with_whom", "what_was_said", "opinion", "place"} <= set(TEXTS)
    assert not {
        "id",
        "person_id",
        "young_person_id",
        "kind",
        "written_by",
        "planned_at",
        "signed_name",
    } & set(TEXTS)


WORDS = st.text(alphabet="ab cB.", min_size=1, max_size=4).filter(lambda words: bool(words.strip()))


@given(st.data())
def test_withheld_words_stand_in_no_field_they_are_withheld_of(data: st.DataObject) -> None:
    values = {
        name: data.draw(st.text(alphabet="ab cB.\n", max_size=20)) for name in ("before", "opinion", "why")
    }
    withheld = tuple(
        withholding(field=data.draw(st.sampled_from(sorted(values))), words=data.draw(WORDS))
        for _n in range(data.draw(st.integers(0, 3)))
    )
    record = occasion(**values)
    seen = shown(record, "occasions", withheld)
    assert seen is not None
    for one in withheld:
        assert not holds(getattr(seen, one.field).replace(GAP, "\0"), one.words)
    untouched = set(TEXTS) - {one.field for one in withheld}
    assert all(getattr(seen, name) == getattr(record, name) for name in untouched)
    assert kept(seen, record, "occasions", withheld) == record
    assert (seen == record) is (applied(record, "occasions", withheld) == ())


def test_a_whole_record_is_not_shown_and_neither_is_what_belongs_to_it() -> None:
    entry = occasion()
    beside = Addendum(id="a", young_person_id=WHO, record_kind="occasions", record_id=entry.id, words="More.")
    other = replace(beside, record_id="2" * 32)
    withheld = (withholding(),)
    assert shown(entry, "occasions", withheld) is None
    assert shown(beside, "addenda", withheld) is None
    assert shown(other, "addenda", withheld) == other


def test_somebody_of_the_network_goes_with_everything_about_them() -> None:
    withheld = (withholding("network_people", DAD),)
    dad = NetworkPerson(
        id=DAD, young_person_id=WHO, name="Marcus", who_they_are="Father", circle=Circle.OWN_PEOPLE
    )
    tie = KeyAdult(id="k", young_person_id=WHO, role=KeyRole.OTHER, name="Marcus", person_id=DAD)
    assert shown(dad, "network_people", withheld) is None
    assert shown(tie, "key_adults", withheld) is None
    assert shown(occasion(person_id=DAD), "occasions", withheld) is None
    assert shown(occasion(), "occasions", withheld) == occasion()


def test_who_is_withheld_has_no_name_in_a_change_of_worker() -> None:
    change = WorkerChange(
        id="c", version=2, young_person_id=WHO, role=KeyRole.ADVOCATE, outgoing_name="Marcus", incoming_name="Sam Hill",
        day=TODAY, outgoing_person_id=DAD,
    )  # fmt: skip
    withheld = (withholding("network_people", DAD),)
    seen = shown(change, "worker_changes", withheld)
    assert seen is not None
    assert (seen.outgoing_name, seen.incoming_name) == (GAP, "Sam Hill")
    written = kept(replace(seen, incoming_name="Sam Hall"), change, "worker_changes", withheld)
    assert (written.outgoing_name, written.incoming_name) == ("Marcus", "Sam Hall")
    with pytest.raises(InputError):
        kept(replace(seen, outgoing_name="Femi"), change, "worker_changes", withheld)


def test_only_answers_in_words_can_be_withheld() -> None:
    step = ChangeStep(
        id="s", young_person_id=WHO, change_id="c", number=7, starts_on=TODAY, due_on=TODAY,
        answers={"plan": "Tea at Nan's", "at": "2026-05-22T16:00:00+00:00", "happened_on": "2026-05-22", "said": "yes",
                 "where": "2026-05-22 in the hall"},
    )  # fmt: skip
    assert {name for name in words_of(step) if name.startswith("answers.")} == {
        "answers.plan",
        "answers.where",
    }
    withheld = (withholding("change_steps", "s", field="answers.plan", words="Nan's"),)
    seen = shown(step, "change_steps", withheld)
    assert seen is not None
    assert seen.answers["plan"] == f"Tea at {GAP}"
    assert kept(replace(seen, answers={**seen.answers, "said": "no"}), step, "change_steps", withheld).answers == {
        **step.answers, "said": "no",
    }  # fmt: skip
    with pytest.raises(InputError) as told:
        kept(replace(seen, answers={"said": "no"}), step, "change_steps", withheld)
    assert [p.field for p in told.value.problems] == ["plan"]


@pytest.mark.parametrize(
    ("more", "reader", "meant"),
    [
        ({}, Reader(role="agency_worker"), True),
        ({}, Reader(role="shift_lead"), False),
        ({"ended_on": TODAY}, Reader(role="agency_worker"), False),
        ({"from_whom": FromWhom.STAFF, "from_id": "s1"}, Reader(staff_id="s1", role="shift_lead"), True),
        ({"from_whom": FromWhom.STAFF, "from_id": "s1"}, Reader(staff_id="s2", role="shift_lead"), False),
        ({"from_whom": FromWhom.STAFF, "from_id": ""}, Reader(), False),
        ({"from_whom": FromWhom.PERSON, "from_id": NAN}, Reader(person_id=NAN), True),
        ({"from_whom": FromWhom.YOUNG_PERSON, "from_id": ""}, Reader(young_person=True), True),
        ({"from_whom": FromWhom.YOUNG_PERSON, "from_id": ""}, Reader(role="shift_lead"), False),
        (
            {"from_whom": FromWhom.OTHER, "from_id": "", "from_name": "Eleri Vaughan"},
            Reader(names=("Eleri",)),
            True,
        ),
        ({"from_whom": FromWhom.OTHER, "from_id": "", "from_name": "Eleri"}, Reader(names=("Sam",)), False),
    ],
)
def test_who_is_meant(more: dict[str, object], reader: Reader, meant: bool) -> None:
    assert withheld_from(withholding(**more), reader) is meant


@pytest.mark.parametrize("role", sorted(SEES_ALL))
def test_nothing_is_withheld_from_who_answers_for_the_house_or_looks_into_it(role: str) -> None:
    assert Role(role)
    assert not withheld_from(withholding(from_id=role), Reader(role=role))
    assert not withheld_from(
        withholding(from_whom=FromWhom.STAFF, from_id="m"), Reader(staff_id="m", role=role)
    )


def test_a_reason_is_needed_and_does_not_give_away_what_it_is_for() -> None:
    good = withholding(field="why", words="the zither")
    assert problems_in_withholding(good) == ()
    for because in ("", "   ", "About THE  zither."):
        assert [p.field for p in problems_in_withholding(replace(good, because=because))] == ["because"]
    assert [p.field for p in problems_in_withholding(good, secrets=("private",))] == ["because"]
    assert [p.field for p in problems_in_withholding(replace(good, from_name=" "))] == ["whom"]
