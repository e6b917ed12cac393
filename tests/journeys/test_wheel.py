"""The program as people install it: from a wheel, into an environment of its own, away from any checkout."""

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from pypdf import PdfReader

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ("securecare_desktop", "resources", "setup.cfg", "pyproject.toml", "README.md", "LICENSE", "NOTICE")


def run(*command: str | Path, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, with these variables besides the usual ones."""
    return subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **variables},
        capture_output=True,
        encoding="utf-8",
        timeout=100,
        check=False,
    )


def done(*command: str | Path, cwd: Path, **variables: str) -> str:
    """Run a command that must succeed, and return what it said."""
    ended = run(*command, cwd=cwd, **variables)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@dataclass(frozen=True)
class Installed:
    """The program in its own environment: its command, its Python, and an empty folder to work in."""

    command: Path
    python: Path
    folder: Path


@pytest.fixture(scope="module")
def source_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the source archive from a copy, so that nothing is left in the checkout."""
    copy = tmp_path_factory.mktemp("checkout with spaces")
    for name in SHIPPED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, copy / name)
    out = tmp_path_factory.mktemp("archive")
    script = "import sys; from setuptools import build_meta; build_meta.build_sdist(sys.argv[1])"
    done(sys.executable, "-c", script, out, cwd=copy)
    (archive,) = out.glob("*.tar.gz")
    return archive


@pytest.fixture(scope="module")
def wheel(source_archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from the source archive, without the network."""
    out = tmp_path_factory.mktemp("wheel")
    options = ("--no-deps", "--no-build-isolation", "--no-index", "--no-cache-dir", "--wheel-dir", out)
    done(sys.executable, "-m", "pip", "wheel", *options, source_archive, cwd=out)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Install the wheel into a new environment that borrows the libraries of this one."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, symlinks=os.name != "nt")
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    ending = ".exe" if os.name == "nt" else ""
    python = scripts / f"python{ending}"
    pip = (
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "--no-deps",
        "--no-index",
        "--no-cache-dir",
    )
    done(*pip, wheel, cwd=home)
    own = done(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=home).strip()
    libraries = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (Path(own) / "libraries.pth").write_text("\n".join(sorted(libraries)), "utf-8")
    return Installed(scripts / f"securecare-desktop{ending}", python, tmp_path_factory.mktemp("elsewhere"))


def shipped_resources() -> set[str]:
    return {file.relative_to(ROOT).as_posix() for file in (ROOT / "resources").rglob("*") if file.is_file()}


def test_the_source_archive_holds_every_resource(source_archive: Path) -> None:
    with tarfile.open(source_archive) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert shipped_resources() <= names
    assert {"LICENSE", "NOTICE", "README.md"} <= names


def test_the_wheel_holds_every_resource_inside_the_package(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {f"securecare_desktop/{name}" for name in shipped_resources()} <= names
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"securecare_desktop"}
    assert {Path(name).name for name in names if "/licenses/" in name} == {"LICENSE", "NOTICE"}


def test_the_wheel_holds_every_module_and_migration_template(wheel: Path) -> None:
    package = ROOT / "securecare_desktop"
    wanted = {f.relative_to(ROOT).as_posix() for kind in ("*.py", "*.mako") for f in package.rglob(kind)}
    with zipfile.ZipFile(wheel) as archive:
        assert wanted <= set(archive.namelist())


def test_the_installed_program_finds_its_own_resources(installed: Installed) -> None:
    script = "from securecare_desktop.core.paths import resource; print(resource('icons/check.svg').read_text('utf-8'))"
    assert "<svg" in done(installed.python, "-c", script, cwd=installed.folder)
    where = "import securecare_desktop; print(securecare_desktop.__file__)"
    assert not Path(done(installed.python, "-c", where, cwd=installed.folder).strip()).is_relative_to(ROOT)


def test_the_installed_command_explains_itself(installed: Installed) -> None:
    told = done(installed.command, "--help", cwd=installed.folder)
    for word in ("--store", "--user", "new-store", "demo", "pack", "check"):
        assert word in told


def test_the_installed_command_makes_the_demo_unit_and_exports_a_pack(installed: Installed) -> None:
    store = ("--store", installed.folder / "store")
    told = done(installed.command, *store, "demo", "--no-window", cwd=installed.folder).splitlines()
    (password,) = [line.removeprefix("Password: ") for line in told if line.startswith("Password: ")]
    accounts = [line.split("\t") for line in told if "\t" in line]
    manager = next(name for name, role in accounts if "manager" in role.casefold())
    reader = [*store, "--user", manager]
    out = installed.folder / "pack.pdf"
    wanted = (
        "--edition",
        "incoming-worker",
        "--to",
        "Sam Okafor",
        "--purpose",
        "Change of key worker",
        "--out",
        out,
    )
    done(
        installed.command, *reader, "pack", "Kai", *wanted, cwd=installed.folder, SECURECARE_PASSWORD=password
    )
    pages = PdfReader(out).pages
    assert len(pages) > 3
    assert "Kai" in pages[0].extract_text()
    assert "Sam Okafor" in pages[1].extract_text()
    assert {file.name for file in installed.folder.iterdir()} == {"store", "pack.pdf"}
    done(installed.command, *reader, "check", cwd=installed.folder, SECURECARE_PASSWORD=password)


def test_the_installed_command_refuses_with_one_sentence_and_writes_nothing(installed: Installed) -> None:
    out = installed.folder / "refused.pdf"
    store = ("--store", installed.folder / "nowhere", "--user", "Nobody")
    wanted = ("--edition", "incoming-worker", "--to", "A", "--purpose", "B", "--out", out)
    ended = run(
        installed.command, *store, "pack", "Kai", *wanted, cwd=installed.folder, SECURECARE_PASSWORD="x"
    )
    assert ended.returncode == 1
    assert len(ended.stderr.strip().splitlines()) == 1
    assert "Traceback" not in ended.stderr
    assert not out.exists()
    assert run(installed.command, "no-such-command", cwd=installed.folder).returncode == 2
