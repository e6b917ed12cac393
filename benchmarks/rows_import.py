"""Rows about lists from spreadsheets: how long 10,000 rows take to be brought in, and how much memory they need."""

import ctypes
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from openpyxl import Workbook, load_workbook

from securecare_desktop.core.clock import SystemClock
from securecare_desktop.domain.imports import ImportKind
from securecare_desktop.services.bundle import Services, build_services
from securecare_desktop.services.imports import ImportRequest

from .measure import Result, seconds
from .rows_store import _bare_table
from .stores import PASSWORD, TEXT, an_occasion, house_with

ROWS = 10_000
_OFTEN = 0.01
"""Seconds between two looks at the memory."""


def import_10k_rows(folder: Path) -> Result:
    """Bring 10,000 rows of a workbook in, audited and searchable, and so that they can be taken back.

    The baseline reads the same workbook and inserts as many bare rows in one transaction.
    """
    services, young_person, request = _house_and_list(folder)
    heard: list[int] = []
    bare = _bare_table(folder / "bare.db")
    example = an_occasion(young_person, "nan", datetime.now().astimezone())
    names = list(example.__dataclass_fields__)
    insert = f"INSERT INTO occasion ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"

    def baseline() -> None:
        book = load_workbook(request.file, read_only=True)
        bare.execute("BEGIN IMMEDIATE")
        for _row in book.worksheets[0].iter_rows(values_only=True):
            values = [str(getattr(example, name)) for name in names]
            values[names.index("id")] = os.urandom(16).hex()
            bare.execute(insert, values)
        bare.execute("COMMIT")
        book.close()

    ours = seconds(lambda: services.imports.bring_in(request, lambda done, _of: heard.append(done)))
    second = seconds(baseline)
    assert len(heard) > ROWS // 1000, "nobody heard how far it was"
    bare.close()
    services.session.lock()
    return Result(
        "import.10k_rows",
        "10,000 rows of a workbook brought in; baseline: read, and inserted bare",
        ours,
        second,
        "s",
        20.0,
        "ours at most",
    )


def import_memory(folder: Path) -> Result:
    """Say by how much the memory of a program grows at most while it looks through 10,000 rows and brings them in.

    Each list has a program of its own, since memory that was needed before would be used again. The baseline is a
    list of a tenth of the rows.
    """
    few, many = (_grown_in_a_program_of_its_own(folder / str(rows), rows) for rows in (ROWS // 10, ROWS))
    return Result(
        "import.10k_rows_memory",
        "most memory while 10,000 rows are looked through and brought in; baseline: 1,000 rows",
        many,
        few,
        "MB",
        200.0,
        "ours at most",
    )


def _grown_in_a_program_of_its_own(folder: Path, rows: int) -> float:
    services, young_person, request = _house_and_list(folder, rows)
    services.session.lock()
    command = (
        sys.executable,
        "-m",
        "benchmarks.rows_import",
        str(folder / "house"),
        str(request.file),
        young_person,
    )
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(told.stdout)


def _grow(house: str, file: str, young_person: str) -> float:
    """Sign in, look through a list and bring it in; return by how many megabytes the memory grew at most."""
    services = build_services(SystemClock(), Path(house))
    services.session.sign_in_named("Graham Pell", PASSWORD)
    services.young_people.list()

    def both() -> None:
        request = _request(services, Path(file), young_person)
        services.imports.dry_run(request)
        services.imports.bring_in(request)

    grown = _growth(both)
    services.session.lock()
    return grown


def _house_and_list(folder: Path, rows: int = ROWS) -> tuple[Services, str, ImportRequest]:
    """Make a house with one young person, and a workbook of their family time as a unit would keep it."""
    folder.mkdir(parents=True, exist_ok=True)
    services, young_person = house_with(folder / "house", 10)
    file = folder / "log.xlsx"
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["Date of contact", "Start", "Who", "Contact type", "Outcome", "Duration", "Notes", "Staff"])
    first = datetime(2018, 1, 1, 9)
    for number in range(rows):
        at = first + timedelta(hours=6 * number)
        kind = ("Phone call", "Visit", "Video call")[number % 3]
        sheet.append(
            [at.strftime("%d/%m/%Y"), at.strftime("%H:%M"), "Nan", kind, "Yes", "45", TEXT * 2, "Femi"]
        )
    book.save(file)
    return services, young_person, _request(services, file, young_person)


def _request(services: Services, file: Path, young_person: str) -> ImportRequest:
    look = services.imports.look(ImportKind.OCCASIONS, file)
    return ImportRequest(
        kind=ImportKind.OCCASIONS,
        file=file,
        sheet=look.sheet,
        heading_row=look.heading_row,
        headings=look.headings,
        columns=look.columns,
        young_person_id=young_person,
    )


def _growth(work: Callable[[], object]) -> float:
    """Return by how many megabytes the memory of this program was larger than before, at most, during `work`."""
    before = most = _resident()
    over = threading.Event()

    def watch() -> None:
        nonlocal most
        while not over.is_set():
            most = max(most, _resident())
            time.sleep(_OFTEN)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        work()
    finally:
        over.set()
        watcher.join()
    return (max(most, _resident()) - before) / 1024 / 1024


def _resident() -> int:
    """Return how many bytes of memory this program has now (on macOS: had at most)."""
    if sys.platform == "win32":
        return _resident_on_windows()
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _resident_on_windows() -> int:
    """Ask Windows: the third field of PROCESS_MEMORY_COUNTERS is the working set."""
    counters = (ctypes.c_size_t * 10)()
    library = ctypes.WinDLL("psapi")  # type: ignore[attr-defined,unused-ignore]
    handle = ctypes.c_void_p(-1)  # this program
    library.GetProcessMemoryInfo(handle, ctypes.byref(counters), ctypes.sizeof(counters))
    return counters[2]


if __name__ == "__main__":
    sys.stdout.write(f"{_grow(*sys.argv[1:])}\n")
