"""Setting up a checkout on a bare machine: the real script, with a machine around it that lacks things."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ("bash", "cat", "cksum", "dirname", "rm", "env")
LIBRARIES = "printf '\\tlibEGL.so.1 (libc6,x86-64) => here\\n'"


class Machine:
    """A folder of commands that stands for a computer, and a checkout on it whose path has spaces."""

    def __init__(self, folder: Path) -> None:
        self.commands = folder / "bin"
        self.checkout = folder / "my checkout"
        self.calls = folder / "calls"
        self.commands.mkdir()
        (self.checkout / "tools").mkdir(parents=True)
        for name in ("tools/set-up.sh", "setup.cfg", "pyproject.toml"):
            shutil.copy(ROOT / name, self.checkout / name)
        for name in TOOLS:
            found = shutil.which(name)
            assert found, name
            (self.commands / name).symlink_to(found)
        self.has("uname", "echo Linux")
        self.has("id", "echo 1000")
        self.has("ldconfig", LIBRARIES)

    def has(self, name: str, does: str, folder: Path | None = None) -> None:
        """Give the machine a command that notes how it was called and then `does` something."""
        command = (folder or self.commands) / name
        command.write_text(f'#!{shutil.which("bash")}\necho "{name} $*" >>"{self.calls}"\n{does}\n', "utf-8")
        command.chmod(0o755)

    def has_environment(self) -> None:
        """Give the checkout a .venv whose Python notes what it is asked to install."""
        scripts = self.checkout / ".venv" / "bin"
        scripts.mkdir(parents=True)
        self.has("python", "exit 0", scripts)

    def set_up(self, purpose: str = "run") -> subprocess.CompletedProcess[str]:
        """Run the script with nothing but this machine's commands."""
        self.calls.write_text("", "utf-8")
        bash = self.commands / "bash"
        command = [bash, self.checkout / "tools" / "set-up.sh", purpose]
        variables = {"PATH": os.fspath(self.commands)}
        return subprocess.run(
            command, env=variables, capture_output=True, encoding="utf-8", timeout=60, check=False
        )

    def called(self, start: str) -> list[str]:
        """Return the calls since the last run that begin so."""
        return [call for call in self.calls.read_text("utf-8").splitlines() if call.startswith(start)]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_without_apt_it_names_what_is_missing_and_goes_on(machine: Machine) -> None:
    machine.has_environment()
    ended = machine.set_up()
    assert ended.returncode == 0, ended.stderr
    assert "There is no apt here" in ended.stdout
    assert "libxcb-cursor0" in ended.stdout
    assert "libegl1" not in ended.stdout
    assert machine.called("python -m pip install")


def test_a_person_who_is_not_root_installs_missing_libraries_with_sudo(machine: Machine) -> None:
    machine.has_environment()
    machine.has("sudo", 'shift; "$@"')
    machine.has("apt-get", 'echo "frontend $DEBIAN_FRONTEND"')
    ended = machine.set_up()
    assert ended.returncode == 0, ended.stderr
    assert any("install" in call and "libglib2.0-0" in call for call in machine.called("sudo"))
    assert "frontend noninteractive" in ended.stderr


def test_root_needs_no_sudo(machine: Machine) -> None:
    machine.has_environment()
    machine.has("id", "echo 0")
    machine.has("apt-get", "exit 0")
    assert machine.set_up().returncode == 0
    assert machine.called("apt-get -q -y update")
    assert any("libgl1" in call for call in machine.called("apt-get -q -y install"))


def test_a_failing_apt_stops_nothing(machine: Machine) -> None:
    machine.has_environment()
    machine.has("id", "echo 0")
    machine.has("apt-get", "exit 100")
    ended = machine.set_up()
    assert ended.returncode == 0
    assert "apt could not install them" in ended.stdout


def test_the_second_run_installs_nothing_until_the_settings_change(machine: Machine) -> None:
    machine.has_environment()
    machine.set_up()
    assert machine.called("python -m pip install")
    machine.set_up()
    assert not machine.called("python -m pip install")
    with (machine.checkout / "setup.cfg").open("a", encoding="utf-8") as settings:
        settings.write("\n# one more line\n")
    machine.set_up()
    assert machine.called("python -m pip install")


def test_what_testing_needs_holds_what_running_needs_but_not_the_other_way(machine: Machine) -> None:
    machine.has_environment()
    machine.set_up("run")
    machine.set_up("work")
    assert any(call.endswith(".[work]") for call in machine.called("python -m pip install"))
    machine.set_up("run")
    assert not machine.called("python -m pip install")


def test_a_python_that_is_too_old_is_refused_with_a_sentence(machine: Machine) -> None:
    machine.has("python3", "exit 1")
    ended = machine.set_up()
    assert ended.returncode == 1
    assert ended.stderr.strip().startswith("Python 3.11 or newer with its venv module is needed")


def test_a_missing_venv_module_is_installed_first(machine: Machine) -> None:
    marker = machine.commands / "venv-is-here"
    machine.has("id", "echo 0")
    machine.has("python3", f'case "$*" in *ensurepip*) [ -e "{marker}" ] ;; *print*) echo python3.12 ;; esac')
    machine.has("apt-get", f'case "$*" in *python3.12-venv*) : >"{marker}" ;; esac')
    ended = machine.set_up()
    assert any("python3.12-venv" in call for call in machine.called("apt-get -q -y install"))
    assert machine.called("python3 -m venv .venv")
    assert "Making .venv" in ended.stdout
