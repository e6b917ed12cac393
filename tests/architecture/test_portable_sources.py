"""Windows is where most users are: what only POSIX has stands behind a look at the system."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.source_tree import Source, called, dotted, parse, sources

POSIX_ONLY_CALLS = {
    f"os.{name}"
    for name in (
        "fchmod", "fchown", "chown", "lchown", "umask", "geteuid", "getuid", "getegid", "getgid", "getgroups", "fork",
        "forkpty", "setsid", "setpgid", "getpgid", "killpg", "mkfifo", "mknod", "nice", "statvfs", "fstatvfs",
        "sync", "uname", "openpty", "wait", "wait3", "wait4", "sysconf", "getloadavg", "chroot", "lockf",
        "O_DIRECTORY", "O_NOFOLLOW", "O_CLOEXEC", "O_SYNC", "O_NONBLOCK", "posix_fallocate", "fdatasync",
    )
} | {
    f"signal.{name}"
    for name in ("SIGKILL", "SIGHUP", "SIGUSR1", "SIGUSR2", "SIGALRM", "SIGQUIT", "SIGCHLD", "SIGPIPE", "alarm", "pause",
                 "setitimer", "pthread_kill", "sigwait")
} | {"time.tzset", "socket.AF_UNIX"}  # fmt: skip
POSIX_ONLY_MODULES = {
    "fcntl",
    "pwd",
    "grp",
    "spwd",
    "resource",
    "termios",
    "tty",
    "pty",
    "syslog",
    "posix",
    "curses",
    "readline",
}
MACHINE_FOLDERS = tuple(
    f"/{name}" for name in ("tmp", "var", "etc", "usr", "home", "dev", "proc", "root", "opt", "Users")
)
PLACES = (
    "beside",
    "part",
    "source",
    "target",
    "folder",
    "path",
    "dir",
    "directory",
    "root",
    "home",
    "store",
    "file",
)


def looks_at_the_system(test: ast.expr) -> bool:
    names = {dotted(node) for node in ast.walk(test)}
    return bool(names & {"os.name", "sys.platform", "platform.system", "IS_WINDOWS", "WINDOWS", "POSIX"})


def unguarded(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield every node that runs on any system: not below a test of the system, nor after one that leaves."""
    if isinstance(tree, ast.If | ast.IfExp | ast.While) and looks_at_the_system(tree.test):
        return
    if isinstance(tree, ast.BoolOp) and looks_at_the_system(tree):
        return
    yield tree
    for _, value in ast.iter_fields(tree):
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST):
                continue
            yield from unguarded(child)
            leaves = isinstance(child, ast.If) and looks_at_the_system(child.test)
            if leaves and isinstance(child.body[-1], ast.Return | ast.Raise | ast.Continue):
                break


def is_place(node: ast.AST) -> bool:
    name = dotted(node).rpartition(".")[2].lower()
    return name.endswith(PLACES)


def text_of(node: ast.AST) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def unportable(source: Source) -> Iterator[str]:
    """Yield what would fail, or do something else, on Windows."""
    for node in unguarded(source.tree):
        match node:
            case ast.Attribute() if dotted(node) in POSIX_ONLY_CALLS:
                yield source.at(node, f"{dotted(node)} is not on Windows")
            case ast.Import(names=names):
                for alias in names:
                    if alias.name.split(".")[0] in POSIX_ONLY_MODULES:
                        yield source.at(node, f"{alias.name} is not on Windows")
            case ast.ImportFrom(module=module, level=0, names=names):
                if str(module).split(".")[0] in POSIX_ONLY_MODULES:
                    yield source.at(node, f"{module} is not on Windows")
                for alias in names:
                    if f"{module}.{alias.name}" in POSIX_ONLY_CALLS:
                        yield source.at(node, f"{module}.{alias.name} is not on Windows")
            case ast.BinOp(op=ast.Add(), left=left, right=right):
                if text_of(right).startswith("/") and is_place(left):
                    yield source.at(node, "a path joined with + and a slash; use Path")
                if text_of(left).endswith("/") and text_of(left) != "/" and is_place(right):
                    yield source.at(node, "a path joined with + and a slash; use Path")
            case ast.JoinedStr(values=[ast.FormattedValue(value=place), rest, *_]):
                if is_place(place) and text_of(rest).startswith("/"):
                    yield source.at(node, "a path joined in an f-string; use Path")
            case ast.Constant(value=str(text)) if text.startswith(tuple(f"{f}/" for f in MACHINE_FOLDERS)):
                yield source.at(node, f"{text!r} is a folder of one kind of machine")
            case ast.Constant(value=str(text)) if text in MACHINE_FOLDERS:
                yield source.at(node, f"{text!r} is a folder of one kind of machine")
            case ast.Call():
                yield from unportable_call(source, node)


def unportable_call(source: Source, node: ast.Call) -> Iterator[str]:
    """Yield calls that exist on Windows but do something else there."""
    name, full = called(node), dotted(node.func)
    given = {k.arg for k in node.keywords}
    if name in {"chmod", "lchmod"}:
        yield source.at(node, "chmod does next to nothing on Windows; say so in a branch")
    of_a_path = name == "rename" and isinstance(node.func, ast.Attribute) and is_place(node.func.value)
    if full == "os.rename" or of_a_path:
        yield source.at(node, "rename fails on Windows where the target is there; use replace")
    if name == "strftime" and any("%-" in text_of(a) for a in node.args):
        yield source.at(node, "%- in strftime is not on Windows")
    if full == "os.open" and not any("O_CREAT" in dotted(a) for a in ast.walk(node)):
        yield source.at(node, "os.open of a folder fails on Windows")
    if full == "os.kill":
        yield source.at(node, "os.kill ends the process outright on Windows")
    if full == "open" and "encoding" not in given:
        mode = next(
            (text_of(k.value) for k in node.keywords if k.arg == "mode"),
            text_of(node.args[1]) if node.args[1:] else "",
        )
        if "b" not in mode:
            yield source.at(node, "open without an encoding is not UTF-8 on Windows")
    if name == "read_text" and not node.args and "encoding" not in given:
        yield source.at(node, "read_text without an encoding is not UTF-8 on Windows")
    if name == "write_text" and len(node.args) < 2 and "encoding" not in given:
        yield source.at(node, "write_text without an encoding is not UTF-8 on Windows")
    text_mode = {"text", "universal_newlines"} & given
    if full.startswith("subprocess.") and text_mode and "encoding" not in given:
        yield source.at(node, "a child's text without an encoding is not UTF-8 on Windows")


def test_nothing_runs_that_only_posix_has() -> None:
    faults = [fault for source in sources("securecare_desktop") for fault in unportable(source)]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    "line",
    [
        "os.fchmod(3, 0o600)",
        "os.umask(0o77)",
        "import fcntl",
        "from os import fork",
        "os.kill(pid, 9)",
        "from signal import SIGKILL",
        "signal.signal(signal.SIGHUP, stop)",
        "path.chmod(0o600)",
        "store_folder + '/store.db'",
        "f'{folder}/store.db'",
        "open('/tmp/x', 'wb')",
        "os.rename(a, b)",
        "part.rename(target)",
        "day.strftime('%-d %B')",
        "os.open(folder, os.O_RDONLY)",
        "open(name)",
        "file.read_text()",
        "file.write_text(text)",
        "subprocess.run(a, text=True)",
        "if os.name != 'nt':\n    pass\nos.umask(0)",
    ],
)
def test_the_rule_sees_what_only_posix_has(line: str) -> None:
    assert list(unportable(parse(line)))


@pytest.mark.parametrize(
    "line",
    [
        "if os.name == 'posix':\n    os.umask(0o77)",
        "def flush(folder):\n    if os.name != 'posix':\n        return\n    os.open(folder, os.O_RDONLY)",
        "user = os.getuid() if sys.platform != 'win32' else 0",
        "os.replace(a, b)",
        "folder / 'store.db'",
        "f'page {page}/{total}'",
        "open(name, 'rb')",
        "file.read_text('utf-8')",
        "field.rename(_('Who takes over'))",
    ],
)
def test_the_rule_lets_a_branch_for_each_system_through(line: str) -> None:
    assert not list(unportable(parse(line)))
