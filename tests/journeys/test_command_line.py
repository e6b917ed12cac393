"""The command line as people and scripts meet it: real key slots, a real store.

`run` starts a program of its own, for what only that can show: the door of the program, its output, its exit code and
an environment without a display. `here` runs the same commands in this process, which spares starting Python anew.
"""

import io
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from pypdf import PdfReader

from securecare_desktop import cli
from securecare_desktop.services.demo import DEMO_PASSWORD

ROOT = Path(__file__).parents[2]
SHIFT_LEAD = "Denise Okafor"


@pytest.fixture(autouse=True)
def no_log_left_open() -> Iterator[None]:
    """A program that ran here leaves its log as one that has ended."""
    logger = logging.getLogger("securecare_desktop")
    level, handlers = logger.level, list(logger.handlers)
    yield
    for handler in set(logger.handlers) - set(handlers):
        logger.removeHandler(handler)
        handler.close()
    logger.setLevel(level)


def here(
    *arguments: str, password: str | None = DEMO_PASSWORD, **more: str
) -> subprocess.CompletedProcess[str]:
    """Run a command in this process, and return what it said and how it ended as `run` does."""
    said, faults = io.StringIO(), io.StringIO()
    given = more if password is None else {"SECURECARE_PASSWORD": password, **more}
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(said), redirect_stderr(faults):
        for name in ("DISPLAY", "WAYLAND_DISPLAY"):
            patch.delenv(name, raising=False)
        for name, value in given.items():
            patch.setenv(name, value)
        try:
            code = cli.main(arguments)
        except SystemExit as end:
            code = int(end.code or 0)
    return subprocess.CompletedProcess(arguments, code, said.getvalue(), faults.getvalue())


def run(
    *arguments: str, password: str | None = DEMO_PASSWORD, **more: str
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", **more}
    environment.pop("DISPLAY", None)
    environment.pop("WAYLAND_DISPLAY", None)
    if password is not None:
        environment["SECURECARE_PASSWORD"] = password
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *arguments],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        stdin=subprocess.DEVNULL,
        timeout=110,
        check=False,
    )


Runs = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def demo_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Make the demo unit once, as `make demo` does where there is no display."""
    folder = tmp_path_factory.mktemp("demo")
    done = run("--store", str(folder / "store"), "demo", "--packs", str(folder / "out"), password=None)
    assert done.returncode == 0, done.stderr
    return folder, done.stdout


@pytest.fixture
def store(demo_once: tuple[Path, str], tmp_path: Path) -> Path:
    shutil.copytree(demo_once[0] / "store", tmp_path / "store")
    return tmp_path / "store"


def pack(
    store: Path, out: Path, *, by: Runs = here, who: str = "Kai", user: str = SHIFT_LEAD, **more: str
) -> subprocess.CompletedProcess[str]:
    return by(
        "--store", str(store), "--user", user, "pack", who, "--edition", "incoming-worker",
        "--to", "Sam Adeyemi", "--purpose", "Change of key worker", "--out", str(out), **more,
    )  # fmt: skip


def assert_one_sentence(done: subprocess.CompletedProcess[str], *words: str) -> None:
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    for word in words:
        assert word in done.stderr


def test_the_demo_prints_its_accounts_packs_and_password(demo_once: tuple[Path, str]) -> None:
    folder, said = demo_once
    lines = said.splitlines()
    assert f"Password: {DEMO_PASSWORD}" in lines
    assert f"{SHIFT_LEAD}\tShift lead" in lines
    assert sum("\t" in line for line in lines) == 14
    for name in ("handover-pack.pdf", "my-change-of-worker.pdf", "plan.pdf", "my-plan.pdf"):
        assert str(folder / "out" / name) in lines
        assert PdfReader(folder / "out" / name).pages
    assert any("no display" in line for line in lines)


def test_a_second_demo_keeps_the_store_that_is_there(store: Path) -> None:
    before = (store / "keyring.json").read_bytes()
    done = here("--store", str(store), "demo", "--no-window", password=None)
    assert done.returncode == 0
    assert "already" in done.stdout
    assert (store / "keyring.json").read_bytes() == before


def test_a_pack_is_saved_and_in_the_register(store: Path, tmp_path: Path) -> None:
    done = pack(store, tmp_path / "kai.pdf", by=run)
    assert done.returncode == 0, done.stderr
    assert "DRAFT" in done.stdout
    text = PdfReader(tmp_path / "kai.pdf").pages[0].extract_text()
    assert "OFFICIAL-SENSITIVE" in text
    assert "Kai" in text
    again = pack(store, tmp_path / "kai2.pdf")
    copies = [
        line
        for done_file in (tmp_path / "kai.pdf", tmp_path / "kai2.pdf")
        for line in PdfReader(done_file).pages[0].extract_text().splitlines()
        if line.startswith("Copy ")
    ]
    assert again.returncode == 0
    assert len(set(copies)) == 2


def test_a_pack_can_be_protected_by_a_password_from_the_environment(store: Path, tmp_path: Path) -> None:
    done = pack(store, tmp_path / "kai.pdf", SECURECARE_PDF_PASSWORD="open the gate")
    assert done.returncode == 0, done.stderr
    assert PdfReader(tmp_path / "kai.pdf").is_encrypted


def test_a_check_says_that_the_trail_is_unbroken(store: Path) -> None:
    done = run("--store", str(store), "--user", SHIFT_LEAD, "check")
    assert done.returncode == 0, done.stderr
    assert "unbroken" in done.stdout


OTHER_RESOURCES = """
import sys
from pathlib import Path
from securecare_desktop import cli
from securecare_desktop.core import paths
paths.resource_root = lambda: Path(sys.argv[1])
sys.exit(cli.main(sys.argv[2:]))
"""


def test_a_check_names_the_mistakes_in_files_that_may_be_changed(store: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "resources", tmp_path / "resources")
    file = tmp_path / "resources" / "frameworks" / "shanarri.toml"
    file.write_text(file.read_text("utf-8").replace('evidence = "V"', 'evidence = "yes"', 1), "utf-8")
    line = file.read_text("utf-8").split('evidence = "yes"')[0].count("\n") + 1
    done = subprocess.run(
        [sys.executable, "-c", OTHER_RESOURCES, str(tmp_path / "resources"), "--store", str(store),
         "--user", SHIFT_LEAD, "check"],
        cwd=ROOT, capture_output=True, encoding="utf-8", timeout=110, check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "SECURECARE_PASSWORD": DEMO_PASSWORD},
    )  # fmt: skip
    assert "unbroken" in done.stdout
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f'frameworks/shanarri.toml, line {line}: "evidence" has to be V, V-part, M, inferred or not held.'
    ]


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(store: Path, tmp_path: Path) -> None:
    wrong = run("--store", str(store), "--user", SHIFT_LEAD, "check", password="not the password")
    unknown = here("--store", str(store), "--user", "Nobody Here", "check")
    assert_one_sentence(wrong)
    assert wrong.stderr == unknown.stderr


def test_a_role_that_may_not_is_told_so(store: Path, tmp_path: Path) -> None:
    done = pack(store, tmp_path / "kai.pdf", user="Miriam Falk")
    assert_one_sentence(done, "inspector")
    assert not (tmp_path / "kai.pdf").exists()


def test_an_unknown_young_person_is_a_sentence(store: Path, tmp_path: Path) -> None:
    assert_one_sentence(pack(store, tmp_path / "x.pdf", who="Zebedee"), "no young person of that name")


def test_an_out_path_in_a_missing_folder_is_refused_before_anything_is_registered(
    store: Path, tmp_path: Path
) -> None:
    before = (store / "store.db").read_bytes()
    done = pack(store, tmp_path / "nowhere" / "kai.pdf")
    assert_one_sentence(done, "is not there")
    assert (store / "store.db").read_bytes() == before
    assert_one_sentence(pack(store, tmp_path), "is a folder")


def plan(store: Path, out: Path, who: str, edition: str, *more: str) -> subprocess.CompletedProcess[str]:
    return here(
        "--store",
        str(store),
        "--user",
        SHIFT_LEAD,
        "pack",
        who,
        "--edition",
        edition,
        "--out",
        str(out),
        *more,
    )


def test_the_plan_is_saved_by_itself_and_as_their_copy(store: Path, tmp_path: Path) -> None:
    for_whom = ("--to", "Femi Oduya", "--purpose", "Review meeting")
    done = plan(store, tmp_path / "plan.pdf", "Kai", "plan", *for_whom)
    assert (done.returncode, "DRAFT" in done.stdout) == (0, False), done.stderr
    assert "Placement plan" in PdfReader(tmp_path / "plan.pdf").pages[0].extract_text()
    done = plan(store, tmp_path / "my-plan.pdf", "Kai", "plan-young-person")
    assert done.returncode == 0, done.stderr
    assert "My plan" in PdfReader(tmp_path / "my-plan.pdf").pages[0].extract_text()


def test_a_version_of_the_plan_is_named_by_its_number(store: Path, tmp_path: Path) -> None:
    for_whom = ("--to", "Femi Oduya", "--purpose", "Review meeting")
    done = plan(store, tmp_path / "old.pdf", "Kai", "plan", *for_whom, "--plan-version", "1")
    assert done.returncode == 0, done.stderr
    assert "REPLACED." in PdfReader(tmp_path / "old.pdf").pages[0].extract_text()
    done = plan(store, tmp_path / "none.pdf", "Kai", "plan", *for_whom, "--plan-version", "99")
    assert_one_sentence(done, "There is no version 99 of this plan.")
    assert not (tmp_path / "none.pdf").exists()


def test_a_young_person_who_was_not_told_gets_no_page_yet(store: Path, tmp_path: Path) -> None:
    done = here(
        "--store", str(store), "--user", SHIFT_LEAD, "pack", "Robyn", "--edition", "young-person",
        "--out", str(tmp_path / "robyn.pdf"),
    )  # fmt: skip
    assert_one_sentence(done, "has not been told yet")
    assert not (tmp_path / "robyn.pdf").exists()


def broken(store: Path, how: str) -> None:
    if how == "no folder":
        shutil.rmtree(store)
    elif how == "keyring without store":
        (store / "store.db").unlink()
    elif how == "store without keyring":
        (store / "keyring.json").unlink()
    elif how == "cut store":
        content = (store / "store.db").read_bytes()
        (store / "store.db").write_bytes(content[: len(content) // 2 + 100])
    elif how == "cut keyring":
        content = (store / "keyring.json").read_bytes()
        (store / "keyring.json").write_bytes(content[:-200])
    elif how == "foreign folder":
        for file in store.iterdir():
            if file.is_file():
                file.unlink()
        (store / "holiday.txt").write_text("sun", "utf-8")


@pytest.mark.parametrize(
    "how",
    [
        "no folder",
        "keyring without store",
        "store without keyring",
        "cut store",
        "cut keyring",
        "foreign folder",
    ],
)
def test_a_store_that_is_not_whole_is_one_sentence_and_stays_as_it_is(store: Path, how: str) -> None:
    broken(store, how)
    by = run if how == "cut store" else here
    before = {f.name: f.read_bytes() for f in store.glob("*") if f.suffix in (".db", ".json", ".txt")}
    done = by("--store", str(store), "--user", SHIFT_LEAD, "check")
    assert_one_sentence(done)
    after = {f.name: f.read_bytes() for f in store.glob("*") if f.suffix in (".db", ".json", ".txt")}
    assert {n: c for n, c in after.items() if n in before} == before
    assert how != "no folder" or not store.exists()


def test_a_new_store_shows_its_recovery_key_once_and_opens(tmp_path: Path) -> None:
    arguments = ("--store", str(tmp_path / "new"), "--user", "Ada Byrne")
    made = run(
        *arguments, "new-store", "--unit", "Birch", "--house", "Hill House", "--nation", "scotland",
        password="lantern pickle orbit",
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    assert "shown this once" in made.stdout
    assert here(*arguments, "check", password="lantern pickle orbit").returncode == 0
    again = here(
        *arguments, "new-store", "--unit", "Birch", "--house", "Hill House", "--nation", "scotland",
        password="lantern pickle orbit",
    )  # fmt: skip
    assert_one_sentence(again, "already")


def test_a_weak_password_makes_no_store(tmp_path: Path) -> None:
    done = here(
        "--store", str(tmp_path / "new"), "--user", "Ada Byrne", "new-store", "--unit", "Birch", "--house", "Hill",
        "--nation", "wales", password="short",
    )  # fmt: skip
    assert_one_sentence(done, "12 characters")
    assert not (tmp_path / "new").exists()


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    done = here(
        "--store", str(tmp_path / "file" / "store"), "--user", "Ada Byrne", "new-store", "--unit", "Birch",
        "--house", "Hill", "--nation", "wales", password="lantern pickle orbit",
    )  # fmt: skip
    assert_one_sentence(done, "cannot be written")


def test_wrong_use_ends_with_2(tmp_path: Path) -> None:
    assert run("pack", "Kai", "--edition", "everything", "--out", "x.pdf").returncode == 2
    assert here("dance").returncode == 2


def test_without_a_name_it_says_how_to_give_one(store: Path) -> None:
    assert_one_sentence(here("--store", str(store), "check"), "--user NAME")


def test_help_says_where_the_password_comes_from() -> None:
    done = run("--help")
    assert done.returncode == 0
    assert "SECURECARE_PASSWORD" in done.stdout
    for command in ("new-store", "demo", "pack", "check"):
        assert command in done.stdout


def test_the_window_without_a_display_is_a_sentence(store: Path) -> None:
    environment = {"QT_QPA_PLATFORM": ""}
    if sys.platform == "linux":
        assert_one_sentence(run("--store", str(store), **environment), "no display")
