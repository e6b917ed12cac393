"""A TOML file that people may change: every mistake is named with its line, and what is right is read."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from securecare_desktop.core.resource_files import Contents, Fault, Key, Shape, read_file, read_folder
from tests.support.resource_root import own_resources

SHAPE = Shape(
    head={"title": Key(str), "note": Key(str, needed=False, may_be_empty=True)},
    lists={
        "item": {
            "number": Key(int, least=1),
            "gist": Key(str),
            "stage": Key(str, one_of=("before", "during", "moving_on")),
            "sections": Key(int, many=True, needed=False, least=1, most=14),
            "held": Key(bool, needed=False),
        }
    },
    no_two_alike={"item": "number"},
    needs=("item",),
)

GOOD = '''# a remark with "half a quote and [ a bracket
title = "Indicators"   # not the [[item]]
note = """
[[item]]
number = 7 is text here
"""

[[item]]
number = 1
gist = 'Safe [from harm]'
stage = "before"
sections = [
    1,  # about me
    2,
]

[[item]]
number = 2
gist = "Heard"
stage = "during"
held = true
'''


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty resources/frameworks."""
    made = own_resources(tmp_path, monkeypatch) / "frameworks"
    made.mkdir()
    return made


def read(folder: Path, text: str | bytes) -> Contents:
    data = text.encode() if isinstance(text, str) else text
    (folder / "a.toml").write_bytes(data)
    return read_file("frameworks/a.toml", SHAPE)


def only_fault(folder: Path, text: str | bytes) -> tuple[int, str]:
    [fault] = read(folder, text).faults
    assert fault.file == "frameworks/a.toml"
    return fault.line, fault.what


def test_a_right_file_is_read_whole(folder: Path) -> None:
    contents = read(folder, GOOD)
    assert contents.faults == ()
    assert contents.head is not None
    assert contents.head["title"] == "Indicators"
    assert [item["number"] for item in contents.lists["item"]] == [1, 2]
    assert contents.lists["item"][0]["sections"] == [1, 2]


def test_headings_and_keys_are_found_in_their_lines(folder: Path) -> None:
    first, second = read(folder, GOOD).lists["item"]
    assert (first.line, first.key_lines["sections"]) == (8, 12)
    assert (second.line, dict(second.key_lines)) == (
        17,
        {"number": 18, "gist": 19, "stage": 20, "held": 21},
    )


@pytest.mark.parametrize(
    ("was", "becomes", "line", "what"),
    [
        ('stage = "during"', 'stage = "later"', 20, '"stage" has to be before, during or moving_on.'),
        ("number = 2", "number = 1", 18, '"number" 1 is there already, in line 9.'),
        ("number = 2", 'number = "2"', 18, '"number" has to be a whole number.'),
        ("number = 2", "number = true", 18, '"number" has to be a whole number.'),
        ("number = 2", "number = 0", 18, '"number" has to be 1 or more.'),
        ('gist = "Heard"', 'gist = " "', 19, '"gist" is empty.'),
        ('gist = "Heard"\n', "", 17, '"gist" is missing.'),
        ("held = true", 'held = "yes"', 21, '"held" has to be true or false.'),
        ("held = true", "sections = [3, 15]", 21, '"sections" has to be from 1 to 14.'),
        ("held = true", "sections = 3", 21, '"sections" has to be a list: [1, 2].'),
        ("held = true", 'sections = ["3"]', 21, '"sections" has to hold a whole number.'),
    ],
)
def test_a_mistake_in_one_entry_is_named_and_the_other_entry_is_there(
    folder: Path, was: str, becomes: str, line: int, what: str
) -> None:
    contents = read(folder, GOOD.replace(was, becomes, 1) if was != "number = 2" else _in_second(becomes))
    assert [(f.line, f.what) for f in contents.faults] == [(line, what)]
    assert [item["number"] for item in contents.lists["item"]] == [1]


def _in_second(becomes: str) -> str:
    before, after = GOOD.rsplit("number = 2", 1)
    return before + becomes + after


def test_a_key_that_is_not_known_is_told_and_the_entry_is_used(folder: Path) -> None:
    contents = read(folder, GOOD.replace("held = true", "hold = true\nheld = true"))
    assert [(f.line, f.what) for f in contents.faults] == [(21, "hold is not known here. held may be meant.")]
    assert contents.lists["item"][1]["held"] is True


def test_a_key_like_no_other_is_told_with_those_that_are_known(folder: Path) -> None:
    assert only_fault(folder, GOOD.replace("held = true", "zzz = 1")) == (
        21,
        "zzz is not known here. Known are: number, gist, stage, sections, held.",
    )


def test_a_wrong_heading_is_told_in_its_line(folder: Path) -> None:
    line, what = only_fault(folder, GOOD + '\n[[itme]]\nnumber = 3\ngist = "x"\n')
    assert (line, what) == (23, "[[itme]] is not known here. [[item]] may be meant.")


def test_single_brackets_are_told_to_be_double_ones(folder: Path) -> None:
    line, what = only_fault(folder, 'title = "T"\n[item]\nnumber = 1\n')
    assert (line, what) == (2, "Each entry has to begin with [[item]].")


def test_a_head_with_a_mistake_leaves_the_entries_to_be_read(folder: Path) -> None:
    contents = read(folder, GOOD.replace('title = "Indicators"', "title = 3"))
    assert contents.head is None
    assert len(contents.lists["item"]) == 2
    assert [f.sentence for f in contents.faults] == [
        'frameworks/a.toml, line 2: "title" has to be a text in quotation marks.'
    ]


def test_a_file_without_entries_says_so(folder: Path) -> None:
    assert only_fault(folder, 'title = "T"\n') == (0, "There is no [[item]] in it.")


@pytest.mark.parametrize(
    ("text", "line", "because"),
    [
        ('title = "T\n[[item]]\n', 1, "a text has no closing quotation mark in its line."),
        ('title = """T\n', 1, "a text has no closing quotation mark."),
        ('title = "T"\nnote "x"\n', 2, "there is no = between a key and its value."),
        (
            "title = T\n",
            1,
            "the value is not written in a way that can be read. A text needs quotation marks.",
        ),
        ('title = "T"\ntitle = "U"\n', 2, "the same key is there twice."),
        ('title = "T"\n\n[[item]\nnumber = 1\n', 3, "a heading has no closing bracket."),
        ('title = "C:\\q"\n', 1, "a \\ in a text has to be written twice."),
        ('title = "T" "U"\n', 1, "something is left over at the end of the line."),
        ("title = [1, 2\n", 1, "a list has no closing bracket."),
        ("%\n", 1, "the line cannot be read."),
        ("title = " + "[" * 5000 + "\n", 1, "the line cannot be read."),
    ],
)
def test_a_file_that_is_not_toml_names_the_line(folder: Path, text: str, line: int, because: str) -> None:
    contents = read(folder, text)
    assert [(f.line, f.what) for f in contents.faults] == [
        (line, f"None of the file is used, because {because}")
    ]
    assert contents.head is None
    assert contents.lists == {"item": ()}


def test_a_file_in_another_encoding_names_the_line_of_the_letter(folder: Path) -> None:
    line, what = only_fault(folder, GOOD.replace("Heard", "Heardé").encode("latin-1"))
    assert line == 19
    assert what == "A letter here cannot be read. Save the file with the encoding UTF-8."


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_what_an_editor_on_windows_saves_is_read_with_the_same_lines(
    folder: Path, line_end: str, mark: str
) -> None:
    text = mark + GOOD.replace('stage = "during"', 'stage = "x"').replace("\n", line_end)
    assert only_fault(folder, text)[0] == 20


def test_a_file_that_is_not_there_is_a_fault_and_no_error(folder: Path) -> None:
    contents = read_file("frameworks/none.toml", SHAPE)
    assert contents.faults == (Fault("frameworks/none.toml", 0, "The file cannot be opened."),)
    assert contents.faults[0].sentence == "frameworks/none.toml: The file cannot be opened."


def test_a_folder_is_read_by_file_name_and_one_bad_file_leaves_the_others(folder: Path) -> None:
    (folder / "b.toml").write_text("title = ", "utf-8")
    (folder / "c.toml").write_text(GOOD, "utf-8")
    (folder / "notes.txt").write_text("x", "utf-8")
    read(folder, GOOD)
    found = read_folder("frameworks", SHAPE)
    assert [(c.file, len(c.lists["item"])) for c in found] == [
        ("frameworks/a.toml", 2),
        ("frameworks/b.toml", 0),
        ("frameworks/c.toml", 2),
    ]


def test_a_folder_that_is_not_there_holds_no_files(folder: Path) -> None:
    assert read_folder("nothing", SHAPE) == ()


@given(at=st.integers(0, len(GOOD)), cut=st.integers(0, 40), put=st.text(max_size=12))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_written_over_it_a_file_never_stops_the_program(
    folder: Path, at: int, cut: int, put: str
) -> None:
    data = (GOOD[:at] + put + GOOD[at + cut :]).encode("utf-8", "surrogatepass")
    contents = read(folder, data)
    lines = data.count(b"\n") + 1
    assert all(0 <= fault.line <= lines and fault.what for fault in contents.faults)
    assert contents.faults or contents.head is not None
