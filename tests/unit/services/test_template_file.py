"""resources/checklists: what ships reads without a mistake and is whole, and a mistake is told by file and line."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from securecare_desktop.domain.checklists import Anchor
from securecare_desktop.domain.source_marks import SourceMark
from securecare_desktop.domain.staff import Jurisdiction
from securecare_desktop.domain.time_limits import TimeUnit
from securecare_desktop.services import template_file as files
from securecare_desktop.services.resource_faults import faults_in_resources
from tests.support.resource_root import all_resources, read_anew

HOW_MANY = {"A": 17, "B": 15, "C": 8, "D": 9, "K": 10, "F": 15, "G": 8, "H": 7}
KEYS = {f"{letter}{number:02}" for letter, most in HOW_MANY.items() for number in range(1, most + 1)}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the files that may be changed."""
    with read_anew():
        yield all_resources(tmp_path, monkeypatch) / "checklists"


def change(file: Path, was: str, becomes: str) -> int:
    """Change a file once and return the line of the change."""
    text = file.read_text("utf-8")
    assert was in text
    file.write_text(text.replace(was, becomes, 1), "utf-8")
    return text[: text.index(was)].count("\n") + 1


def test_what_ships_has_no_mistake_and_every_item_of_the_report() -> None:
    shipped = files.read_template_files()
    assert shipped.faults == ()
    keys = [item.key for one in shipped.templates for item in one.items]
    assert len(keys) == len(set(keys))
    assert set(keys) >= KEYS
    assert all(one.shipped for one in shipped.templates)


def test_every_item_says_what_it_rests_on_and_where_that_stands() -> None:
    for template in files.read_template_files().templates:
        for item in template.items:
            if item.mark in (SourceMark.SEEN, SourceMark.IN_PART):
                assert "://" in item.source, item.key
            else:
                assert item.source, item.key
            assert item.role or item.own, item.key


def test_what_holds_for_one_nation_alone_is_in_the_list_of_that_nation() -> None:
    templates = files.read_template_files().templates

    def keys(nation: Jurisdiction) -> set[str]:
        return {item.key for one in templates for item in one.items_for(nation, None)}

    assert {"D01", "G08", "H06", "K01", "A04"} <= keys(Jurisdiction.SCOTLAND)
    assert {"B13", "K02", "K03", "C07"} <= keys(Jurisdiction.ENGLAND)
    assert {"B10", "B14", "D09", "K02w"} <= keys(Jurisdiction.WALES)
    assert {"B13", "B10", "D09"}.isdisjoint(keys(Jurisdiction.SCOTLAND))
    assert {"B10", "D01", "D09"}.isdisjoint(keys(Jurisdiction.ENGLAND))


def test_the_lists_stand_in_the_order_of_the_journey() -> None:
    anchors = [one.template.anchor for one in files.read_template_files().templates]
    assert anchors == sorted(anchors, key=tuple(Anchor).index)
    assert files.read_template_files().templates[0].key == "before_arrival"


@pytest.mark.parametrize(
    ("key", "offset", "unit"),
    [
        ("A07", -3, TimeUnit.DAYS), ("B03", 4, TimeUnit.HOURS), ("C03", 72, TimeUnit.HOURS),
        ("C07", 1, TimeUnit.WORKING_DAYS), ("D03", 5, TimeUnit.WORKING_DAYS), ("D04", 10, TimeUnit.DAYS),
        ("K03", 20, TimeUnit.WORKING_DAYS), ("K07", 12, TimeUnit.WEEKS), ("K10", 3, TimeUnit.MONTHS),
        ("F01", -56, TimeUnit.DAYS), ("G04", 0, TimeUnit.DAYS), ("H05", 28, TimeUnit.DAYS),
        ("H07", 1, TimeUnit.WORKING_DAYS),
    ],
)  # fmt: skip
def test_days_are_those_of_the_report(key: str, offset: int, unit: TimeUnit) -> None:
    found = {item.key: item for one in files.read_template_files().templates for item in one.items}
    assert (found[key].offset, found[key].offset_unit) == (offset, unit)


@pytest.mark.parametrize(
    ("file", "was", "becomes", "words"),
    [
        ("on_the_day.toml", 'key = "G02"', 'key = "G01"', "G01"),
        ("on_the_day.toml", 'rests_on = "law"', 'rests_on = "habit"', '"rests_on" has to be law, guidance or team'),
        ("on_the_day.toml", "offset = 0", "offset = 5000", '"offset" has to be from -999 to 999'),
        ("on_the_day.toml", 'unit = "days"', 'unit = "moons"', '"unit" has to be'),
        ("by_28_days_and_during.toml", 'after = "K04a"', 'after = "K99"', "not in this list"),
        ("by_28_days_and_during.toml", 'after = "K04a"', 'after = "K04"', "waits for itself"),
        ("before_arrival.toml", 'anchor = "arrival"', 'anchor = "easter"', '"anchor" has to be'),
    ],
)  # fmt: skip
def test_a_mistake_is_told_by_file_and_line_and_the_rest_is_there(
    folder: Path, file: str, was: str, becomes: str, words: str
) -> None:
    line = change(folder / file, was, becomes)
    (fault,) = files.read_template_files().faults
    assert (fault.file, fault.line) == (f"checklists/{file}", line)
    assert words in fault.what
    assert fault in faults_in_resources()
    assert len(files.read_template_files().templates) >= 9
