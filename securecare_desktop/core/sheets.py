"""Reads lists that people keep in spreadsheets and text files, a row at a time: XLSX by openpyxl, CSV by csv.

The only module that knows either. What a row means is for others; a cell that says what can be shown as it stands is
a text, a day a date, a moment a datetime without a zone and a time of day a time.
"""

import codecs
import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from .errors import AppError
from .text import _, tidy

if TYPE_CHECKING:
    from openpyxl import Workbook

Cell = str | date | datetime | time

MOST_ROWS = 50_000
"""More than any list of family time of one house; a file with more is something else."""
MOST_COLUMNS = 200
LARGEST = 50 * 1024 * 1024
"""Bytes of a file; the list of a year has well under one million."""
LARGEST_UNPACKED = 400 * 1024 * 1024
DELIMITERS = (",", ";", "\t")

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CHUNK = 64 * 1024
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
_TAIL = 200
"""Bytes that are looked at again with the next piece, so that none is cut in two."""


class SheetError(AppError):
    """A file cannot be read as a list; the sentence says why and what to do, never what stands in it."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row that says something: its number in the file (the first is 1), and its cells from the left."""

    number: int
    cells: tuple[Cell, ...]


def sheet_names(file: Path) -> tuple[str, ...]:
    """Return the names of the sheets that can be seen in a spreadsheet, none for a text file. Raises SheetError."""
    if not _is_workbook(file):
        return ()
    with _workbook(file) as book:
        return tuple(sheet.title for sheet in _visible(book))


def read_rows(file: Path, sheet: str = "") -> Iterator[SheetRow]:
    """Yield the rows of a list that are not blank, as the file has them; `sheet` is a name, the first one without.

    A value stands in every cell of those it was merged over. Only a few rows are in memory at a time. Raises
    SheetError, also in the middle of the file.
    """
    rows = _workbook_rows(file, sheet) if _is_workbook(file) else _text_rows(file)
    found = 0
    for number, cells in rows:
        while cells and cells[-1] == "":
            cells.pop()
        if cells:
            found += 1
            if found > MOST_ROWS:
                raise SheetError(
                    _("This list has more than {n} rows.").format(n=f"{MOST_ROWS:,}"),
                    _("Split it into several files, such as one for each year."),
                )
            yield SheetRow(number, tuple(cells))
    if not found:
        raise SheetError(
            _("There is nothing in this list."), _("Choose another file, or another sheet of it.")
        )


# -- what kind of file it is ----------------------------------------------------------------------------------


def _is_workbook(file: Path) -> bool:
    """Say whether a file is a spreadsheet that can be read, not a text file. Raises SheetError for anything else."""
    with _opened(file) as stream:
        start = stream.read(8)
        size = stream.seek(0, 2)
        if not size:
            raise SheetError(
                _("This file is empty."), _("Save the list again in its program, then choose it here.")
            )
        if size > LARGEST:
            raise SheetError(
                _("This file is too large for a list."), _("Copy the rows you need into a new spreadsheet.")
            )
        if start.startswith(_OLD_OFFICE):
            raise _old_or_locked(stream)
        return start.startswith(_ZIP)


def _old_or_locked(stream: IO[bytes]) -> SheetError:
    """Return the sentence for an old Excel file, or for one that a password protects: both begin the same."""
    wanted, before = "EncryptedPackage".encode("utf-16-le"), b""
    stream.seek(0)
    while piece := stream.read(_CHUNK):
        if wanted in before + piece:
            return SheetError(
                _("This spreadsheet is protected by a password."),
                _("Open it in its program, take the password off and save a copy; then choose the copy."),
            )
        before = piece[-_TAIL:]
    return SheetError(
        _("This is a file of an old Excel (.xls)."),
        _("Open it in Excel and save it as an Excel workbook (.xlsx); then choose that one."),
    )


@contextmanager
def _opened(file: Path) -> Iterator[IO[bytes]]:
    try:
        with file.open("rb") as stream:
            yield stream
    except PermissionError:
        raise SheetError(
            _("This file cannot be opened."), _("It may be open in another program. Close it there first.")
        ) from None
    except OSError:
        raise SheetError(_("This file cannot be read."), _("Look whether it is still there.")) from None


# -- spreadsheets ---------------------------------------------------------------------------------------------


@contextmanager
def _workbook(file: Path) -> "Iterator[Workbook]":
    with _opened(file) as stream:
        _look_inside(stream)
        from openpyxl import load_workbook

        try:
            with warnings.catch_warnings(action="ignore"):  # they name cells and what stands in them
                book = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        except Exception:
            raise _damaged() from None
        try:
            yield book
        finally:
            book.close()


def _look_inside(stream: IO[bytes]) -> None:
    """Raise SheetError unless a file is a spreadsheet of the kind that can be read, and not too large unpacked."""
    try:
        with zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
    except zipfile.BadZipFile:
        raise _damaged() from None
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise SheetError(
            _("This file is too large for a list."), _("Copy the rows you need into a new spreadsheet.")
        )
    if "xl/workbook.xml" not in names:
        raise SheetError(
            _("This is not a spreadsheet that can be read."),
            _("Save the list as an Excel workbook (.xlsx) or as CSV; then choose that file."),
        )
    stream.seek(0)


def _visible(book: "Workbook") -> list[Any]:
    """Return the sheets with cells that somebody can see, or all where none is shown."""
    return [s for s in book.worksheets if s.sheet_state == "visible"] or list(book.worksheets)


def _workbook_rows(file: Path, name: str) -> Iterator[tuple[int, list[Cell]]]:
    with _workbook(file) as book:
        sheets = _visible(book)
        sheet = next((s for s in sheets if s.title == name), None) if name else next(iter(sheets), None)
        if sheet is None:
            raise SheetError(_("This sheet is not in the file."), _("Choose another sheet."))
        try:
            merged = _merged_cells(sheet)
            sheet.reset_dimensions()  # programs write wrong ones, and rows would be filled up to them
            rows = sheet.iter_rows(values_only=True)
        except Exception:
            raise _damaged() from None
        number = 0
        while True:
            try:
                with warnings.catch_warnings(action="ignore"):  # as above
                    values = next(rows, None)
            except Exception:
                raise _damaged() from None
            if values is None:
                return
            number += 1
            cells = [_cell(value) for value in values[:MOST_COLUMNS]]
            own = any(cell != "" for cell in cells)
            merged.fill(number, cells)
            yield number, cells if own else []  # the second line of a merged row says nothing new


def _damaged() -> SheetError:
    return SheetError(
        _("This spreadsheet is damaged and cannot be read."),
        _("Open it in its program and save it again; then choose the new file."),
    )


class _Merged:
    """The cells of a sheet that were made one, as (first row, last row, first column, last column) from 1."""

    def __init__(self, areas: list[tuple[int, int, int, int]]) -> None:
        self._coming = sorted(areas, reverse=True)
        self._open: list[tuple[int, int, int, Cell]] = []

    def fill(self, number: int, cells: list[Cell]) -> None:
        """Put the value of each merged area into every cell of it in row `number`; rows come in their order."""
        self._open = [area for area in self._open if area[0] >= number]
        while self._coming and self._coming[-1][0] <= number:
            first, last, left, right = self._coming.pop()
            if first == number and left <= len(cells) and cells[left - 1] != "":
                self._open.append((last, left, min(right, MOST_COLUMNS), cells[left - 1]))
        for _last, left, right, value in self._open:
            cells.extend("" for _more in range(right - len(cells)))
            for column in range(left - 1, right):
                cells[column] = value


def _merged_cells(sheet: Any) -> _Merged:
    """Find what was merged. It stands at the end of a sheet, and openpyxl does not tell it of a sheet it streams."""
    areas, before = [], b""
    with sheet._get_source() as source:  # noqa: SLF001 - as above
        while piece := source.read(_CHUNK):
            text = before + piece
            end = 0
            for found in _MERGED.finditer(text):
                left, first, right, last = found.groups()
                areas.append((int(first), int(last), _column(left), _column(right)))
                end = found.end()
            before = text[max(end, len(text) - _TAIL) :]
    return _Merged(areas)


def _column(letters: bytes) -> int:
    """Return the number of a column from its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _cell(value: Any) -> Cell:
    """Return what openpyxl found in a cell as this module gives it on; what cannot be read is empty."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _plain(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value.replace(microsecond=0)
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    if isinstance(value, time):
        return value.replace(microsecond=0)
    return value if isinstance(value, date) else str(value)


# -- text files -----------------------------------------------------------------------------------------------


def _text_rows(file: Path) -> Iterator[tuple[int, list[Cell]]]:
    encoding = _encoding(file)
    delimiter, has_hint = _delimiter(file, encoding)
    csv.field_size_limit(128 * 1024)
    with _opened(file) as raw, _as_text(raw, encoding) as stream:
        if has_hint:
            stream.readline()
        reader = csv.reader(stream, delimiter=delimiter, strict=True)
        number = 1 if has_hint else 0
        while True:
            number += 1
            try:
                texts = next(reader, None)
            except csv.Error:
                raise SheetError(
                    _(
                        "A quotation mark in row {n} has no partner, so nobody can say where the row ends."
                    ).format(n=number),
                    _("Put it right in the file, or save the list as an Excel workbook (.xlsx)."),
                ) from None
            if texts is None:
                return
            yield number, [_plain(text) for text in texts[:MOST_COLUMNS]]


@contextmanager
def _as_text(raw: Any, encoding: str) -> Iterator[IO[str]]:
    reader = io.TextIOWrapper(raw, encoding, newline="")
    try:
        yield reader
    finally:
        reader.detach()  # who opened the file closes it


def _encoding(file: Path) -> str:
    """Return how the letters of a text file are written; it is read through once. Raises SheetError for no text."""
    with _opened(file) as stream:
        start = stream.read(2)
        stream.seek(0)
        guesses = ("utf-16",) if start in _UTF_16 else ("utf-8-sig", "cp1252")
        for encoding in guesses:
            stream.seek(0)
            if _is_written_in(stream, encoding):
                return encoding
    raise SheetError(
        _("This file is not a list."), _("Choose a spreadsheet (.xlsx) or a text file with columns (.csv).")
    )


def _is_written_in(stream: IO[bytes], encoding: str) -> bool:
    """Say whether all of a stream is text in this encoding: every byte is a letter, and none is NUL."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while piece := stream.read(_CHUNK):
            if "\0" in decoder.decode(piece):
                return False
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _delimiter(file: Path, encoding: str) -> tuple[str, bool]:
    """Return what stands between two cells, and whether a first line says so ("sep=;", as Excel writes it).

    It is the one that most of the first lines have, outside quotation marks, equally often.
    """
    with _opened(file) as raw, _as_text(raw, encoding) as stream:
        lines = [stream.readline(_CHUNK) for _line in range(30)]
    hint = re.fullmatch(r'"?sep=(.)"?', lines[0].strip("\r\n"), re.IGNORECASE)
    if hint:
        return hint[1], True
    bare = [re.sub(r'"(?:[^"]|"")*"', "", line) for line in lines if line.strip()]

    def weight(delimiter: str) -> tuple[int, int]:
        counts = [line.count(delimiter) for line in bare]
        usual = max(set(counts), key=lambda n: (counts.count(n), n), default=0)
        return (counts.count(usual) if usual else 0, sum(counts))

    return max(DELIMITERS, key=weight), False


def _plain(text: str) -> str:
    """Return the text of a cell without what nobody sees: blanks at its ends, hard spaces, control characters."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return tidy(text.replace("\xa0", " ")).replace("\ufeff", "").strip()
