"""How a row becomes a record: whose it is, who is meant, which column is which; and no cell makes the program fall over."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from securecare_desktop.domain.import_columns import TARGETS, heading_row, missing, suggested, words_for
from securecare_desktop.domain.import_names import found_person, found_young_person
from securecare_desktop.domain.import_report import Key, RowOutcome
from securecare_desktop.domain.import_rows import RowReader
from securecare_desktop.domain.import_values import Wrong
from securecare_desktop.domain.imports import ImportKind
from securecare_desktop.domain.people import Circle, NetworkPerson
from securecare_desktop.domain.young_people import YoungPerson

NOW = datetime(2026, 5, 14, 8, 42, tzinfo=UTC)
KAI = YoungPerson(
    id="k", unit_id="u", name_used="Kai", legal_name="Kieran Renshaw", date_of_birth=date(2010, 9, 30)
)
KEZIA = YoungPerson(
    id="z", unit_id="u", name_used="Kezia", legal_name="Kezia Rowe", date_of_birth=date(2011, 1, 2)
)


def person(
    number: str, name: str, called: str = "", who: str = "", until: date | None = None
) -> NetworkPerson:
    return NetworkPerson(
        id=number, young_person_id="k", name=name, called=called, who_they_are=who, circle=Circle.OWN_PEOPLE, until=until
    )  # fmt: skip


NAN = person("n", "Pauline Renshaw", "Nan", "Grandmother")
MUM = person("m", "Sarah Renshaw", "Mum", "Mother")
DAWN = person("d", "Dawn Prior", "", "Social worker")
BEFORE = person("e", "Eve Cole", "", "Social worker", until=date(2025, 1, 1))
PEOPLE = (NAN, MUM, DAWN, BEFORE)


class House:
    """What stands around the lists of these tests."""

    def young_people(self) -> Sequence[YoungPerson]:
        return (KAI, KEZIA)

    def may_write(self, young_person_id: str) -> bool:
        return young_person_id == "k"

    def people(self, young_person_id: str) -> Sequence[NetworkPerson]:
        return PEOPLE

    def there(self, young_person_id: str) -> Sequence[Key]:
        return ()

    def in_scotland(self, young_person_id: str) -> bool:
        return False


@pytest.mark.parametrize("text", ["Kai", "kieran renshaw", "Renshaw, Kieran", "Kai Renshaw", "Kieran"])
def test_a_young_person_is_found_by_every_way_to_write_the_name(text: str) -> None:
    assert found_young_person(text, (KAI, KEZIA)) == KAI


def test_initials_that_two_young_people_have_are_told() -> None:
    found = found_young_person("KR", (KAI, KEZIA))
    assert isinstance(found, Wrong)
    assert "more than one young person" in found.sentence
    assert found_young_person("K.R.", (KAI,)) != KAI  # two letters apart are no initials


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("nan", NAN),
        ("Nan (Pauline)", NAN),
        ("Pauline", NAN),
        ("Grandma", NAN),
        ("Mother", MUM),
        ("Mum (Sarah)", MUM),
        ("Sarah Renshaw", MUM),
        ("SW", DAWN),  # the one whose tie goes on
        ("Eve Cole", BEFORE),
    ],
)
def test_who_is_meant_is_found_by_name_by_what_they_are_called_and_by_who_they_are(
    text: str, meant: NetworkPerson
) -> None:
    assert found_person(text, PEOPLE) == meant


def test_whom_nobody_knows_is_nobody_and_a_name_of_two_is_told() -> None:
    assert found_person("Uncle Bob", PEOPLE) is None
    twins = (person("a", "Sam Cole", "", "Brother"), person("b", "Sam Prior", "", "Friend"))
    assert isinstance(found_person("Sam", twins), Wrong)


def test_headings_are_matched_exactly_before_by_words_among_others() -> None:
    headings = (
        "Young Person's Name",
        "Name",
        "Date of contact (dd/mm/yyyy)",
        "Type of contact",
        "Any other staff notes",
    )
    assert suggested(ImportKind.OCCASIONS, headings) == {
        "Young Person's Name": "young_person",
        "Name": "who",
        "Date of contact (dd/mm/yyyy)": "day",
        "Type of contact": "kind",
        "Any other staff notes": "what_they_did",
    }


def test_no_two_columns_are_suggested_for_one_thing() -> None:
    found = suggested(ImportKind.PEOPLE, ("Name", "Full name", "Phone", "Mobile", "Phone number"))
    assert len(set(found.values())) == len(found)


def test_the_row_with_most_headings_is_the_one_with_the_headings() -> None:
    rows = (
        ("Contacts of Kai",),
        ("Date", "printed 1/2/26"),
        ("Date", "Time", "Who", "Type"),
        ("1/2/26", "9:00"),
    )
    assert heading_row(ImportKind.OCCASIONS, rows) == 2


def test_what_no_column_says_is_told_in_the_words_of_the_form() -> None:
    told = missing(ImportKind.PEOPLE, ("name",), of_one_young_person=True)
    assert told == ("Choose the column for “Who they are”.",)
    assert missing(ImportKind.PEOPLE, ("name", "role"), of_one_young_person=True) == ()


@pytest.mark.parametrize("kind", list(ImportKind))
def test_every_column_has_its_words(kind: ImportKind) -> None:
    words = [words_for(kind, target.key) for target in TARGETS[kind]]
    assert all(words)


PIECES = st.sampled_from(
    ["1", "12", "31", "2026", "26", "/", "-", ".", ":", " ", "am", "pm", "Mar", "st", "46093", "0.5", "h", "½", "٣", "²",
     "0000", "9999", "&", "(", ")", "Nan", "Mum", "and", "yes", "Cancelled", "by", "visit", "\n", "…", "99999", "1e5"]
)  # fmt: skip
CELLS = st.one_of(
    st.lists(PIECES, max_size=8).map("".join), st.text(max_size=12), st.dates(), st.datetimes(), st.times()
)


@settings(max_examples=300, deadline=None)
@given(kind=st.sampled_from(list(ImportKind)), data=st.data())
def test_no_cell_makes_the_program_fall_over(kind: ImportKind, data: st.DataObject) -> None:
    keys = [target.key for target in TARGETS[kind]]
    cells = [data.draw(CELLS) for _key in keys]
    for key, cell in (("day", "12/03/2026"), ("who", "Nan"), ("kind", "visit")):
        if key in keys and data.draw(st.booleans()):
            cells[keys.index(key)] = cell
    read = RowReader(kind, keys, {key: key for key in keys}, House(), NOW, "k").read(2, cells)
    assert (read.outcome is RowOutcome.WRONG) == bool(read.problems)
    assert all(problem.sentence for problem in read.problems)


def test_somebody_one_may_read_but_not_write_for_is_told() -> None:
    headings = ("yp", "name", "who_they_are")
    columns = dict(zip(headings, ("young_person", "name", "who_they_are"), strict=True))
    read = RowReader(ImportKind.PEOPLE, headings, columns, House(), NOW).read(2, ("Kezia", "Tom", "Father"))
    assert read.problems[0].sentence == "You may not write for this young person."
