"""Lists as units keep them: every way to save one is read, and what cannot be read is said in a sentence."""

import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path

import pytest
from openpyxl import Workbook

from securecare_desktop.core import sheets
from securecare_desktop.core.sheets import SheetError, read_rows, sheet_names


def cells(file: Path, sheet: str = "") -> list[tuple[object, ...]]:
    return [row.cells for row in read_rows(file, sheet)]


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, bytes], Path]:
    def made(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return made


Made = Callable[[str, bytes], Path]


def workbook(path: Path, fill: Callable[[Workbook], object]) -> Path:
    book = Workbook()
    fill(book)
    book.save(path)
    return path


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_text_file_is_read_whatever_stands_between_its_cells(
    file: Made, delimiter: str, encoding: str
) -> None:
    lines = ("Date", "Who"), ("12/03/2026", "Zoë’s mum"), ("13/03/2026", "Nan")
    data = "\r\n".join(delimiter.join(line) for line in lines).encode(encoding)
    assert cells(file("log.csv", data)) == list(lines)


def test_a_comma_inside_cells_does_not_hide_that_semicolons_stand_between_them(file: Made) -> None:
    data = b'Date;Who;Notes\n1/2/26;Nan;"Tea, cake, cards; then home"\n2/2/26;Nan;Rain, so inside\n'
    assert cells(file("log.csv", data))[1] == ("1/2/26", "Nan", "Tea, cake, cards; then home")


def test_the_line_in_which_excel_says_what_stands_between_is_no_row(file: Made) -> None:
    rows = list(read_rows(file("log.csv", b"sep=;\r\nDate;Who\r\n1/2/26;Nan\r\n")))
    assert [(row.number, row.cells) for row in rows] == [(2, ("Date", "Who")), (3, ("1/2/26", "Nan"))]


def test_blank_rows_are_skipped_and_the_others_keep_their_numbers(file: Made) -> None:
    data = b"Date,Who\n\n,,\n \xc2\xa0 ,\n1/2/26,Nan\n"
    assert [row.number for row in read_rows(file("log.csv", data))] == [1, 5]


def test_a_cell_may_go_on_in_the_next_line(file: Made) -> None:
    assert cells(file("log.csv", b'Date,Notes\n1/2/26,"Tea\r\nand cake"\n'))[1] == ("1/2/26", "Tea\nand cake")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "This file is empty."),
        (b"\n \n,,\n", "There is nothing in this list."),
        (b"Date,Who\n1/2/26,\0Nan\n", "This file is not a list."),
        (b"%PDF-1.7\n\x81\x8d\x8f\x90", "This file is not a list."),
        (b'Date,Who\n1/2/26,"Nan\n2/2/26,Mum\n', "A quotation mark in row 2 has no partner"),
        (b'Date,Who\n1/2/26,"Nan" M\n', "A quotation mark in row 2 has no partner"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 900, "This is a file of an old Excel (.xls)."),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 70_000 + "EncryptedPackage".encode("utf-16-le"),
            "This spreadsheet is protected by a password.",
        ),
        (b"PK\x03\x04 and then nothing of a zip", "This spreadsheet is damaged and cannot be read."),
    ],
)
def test_a_file_that_is_no_list_is_said_in_a_sentence_with_what_to_do(
    file: Made, data: bytes, says: str
) -> None:
    with pytest.raises(SheetError) as caught:
        cells(file("list.xlsx", data))
    assert caught.value.text.startswith(says)
    assert caught.value.hint
    assert "Nan" not in caught.value.sentence


def test_a_file_that_is_gone_or_a_folder_is_said(tmp_path: Path) -> None:
    for path in (tmp_path / "gone.csv", tmp_path):
        with pytest.raises(SheetError):
            cells(path)


def test_another_kind_of_zip_is_no_spreadsheet(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "letter.docx", "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    with pytest.raises(SheetError, match="not a spreadsheet that can be read"):
        cells(tmp_path / "letter.docx")


def test_a_sheet_that_breaks_off_in_the_middle_is_said(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", lambda book: book.active.append(["Date", "Who"]))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data[: data.index(b"</sheetData>")] if name == sheet else data)
    with pytest.raises(SheetError, match="damaged"):
        cells(path)


def test_days_moments_times_lengths_and_numbers_keep_what_they_are(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        row = [
            date(2026, 3, 12), datetime(2026, 3, 12, 14, 30), time(9, 5), timedelta(minutes=75), 45.0, 1.5, True, " Nan ",
        ]  # fmt: skip
        book.active.append(row)

    assert cells(workbook(tmp_path / "a.xlsx", fill)) == [
        (date(2026, 3, 12), datetime(2026, 3, 12, 14, 30), time(9, 5), "1:15", "45", "1.5", "yes", "Nan")
    ]


def test_a_value_stands_in_every_cell_it_was_merged_over(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        for row in (["Log 2026", None, None], ["Date", "Who", "Kind"], ["1/2/26", "Nan", "Visit"]):
            book.active.append(row)
        book.active.append([None, "Mum", "Call"])
        book.active.append([None, "Tyler", None])
        book.active.append(["2/2/26", "Nan", "Visit"])
        for area in ("A1:C1", "A3:A5", "C4:C5"):
            book.active.merge_cells(area)

    assert cells(workbook(tmp_path / "a.xlsx", fill)) == [
        ("Log 2026", "Log 2026", "Log 2026"),
        ("Date", "Who", "Kind"),
        ("1/2/26", "Nan", "Visit"),
        ("1/2/26", "Mum", "Call"),
        ("1/2/26", "Tyler", "Call"),
        ("2/2/26", "Nan", "Visit"),
    ]


def test_a_blank_row_that_a_merged_cell_goes_over_says_nothing(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        book.active.append(["Date", "Who"])
        book.active.append(["1/2/26", "Nan"])
        book.active.merge_cells("A2:A40")

    assert len(cells(workbook(tmp_path / "a.xlsx", fill))) == 2


def test_the_first_sheet_somebody_can_see_is_read_unless_another_one_is_named(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        book.active.title, book.active.sheet_state = "Lists", "hidden"
        book.active.append(["not for anybody"])
        for name in ("Calls", "Visits"):
            book.create_sheet(name).append([name])

    path = workbook(tmp_path / "a.xlsx", fill)
    assert sheet_names(path) == ("Calls", "Visits")
    assert cells(path) == [("Calls",)]
    assert cells(path, "Visits") == [("Visits",)]
    with pytest.raises(SheetError, match="This sheet is not in the file"):
        cells(path, "Letters")


def test_a_sheet_that_says_it_is_wider_than_it_is_gives_short_rows(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", lambda book: book.active.append(["Date", "Who"]))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data.replace(b'ref="A1:B1"', b'ref="A1:XFD1048576"'))
    assert cells(path) == [("Date", "Who")]


def test_more_rows_than_any_list_has_are_refused(file: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 10)
    path = file("log.csv", b"a,b\n" * 11)
    rows = read_rows(path)
    assert len(list(islice(rows, 10))) == 10
    with pytest.raises(SheetError, match="more than 10 rows"):
        next(rows)
    rows.close()


def test_a_file_that_unpacks_to_far_more_than_a_list_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "LARGEST_UNPACKED", 1000)
    path = workbook(tmp_path / "a.xlsx", lambda book: book.active.append(["Date"]))
    with pytest.raises(SheetError, match="too large for a list"):
        cells(path)
