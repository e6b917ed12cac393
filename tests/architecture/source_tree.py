"""The sources as the house rules see them: every module parsed once, with its place for the message."""

import ast
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "securecare_desktop"
_MADE_HERE = {"build", "dist", "__pycache__", "node_modules"}
_LEVELS = {"debug", "info", "warning", "warn", "error", "exception", "critical", "fatal", "log"}
_LOGGERS = {"log", "_log", "logger", "_logger", "logging", "getLogger", "LOG", "LOGGER"}


@dataclass(frozen=True)
class Source:
    """One Python file: `path` from the root of the checkout with forward slashes, its text and its tree."""

    path: str
    text: str
    tree: ast.Module

    def at(self, node: ast.AST, what: str) -> str:
        """Return "file:line: what" for a fault."""
        return f"{self.path}:{getattr(node, 'lineno', 1)}: {what}"

    @property
    def floor(self) -> str:
        """Return "ui", "db", ... or "" for what is outside the package."""
        parts = self.path.removesuffix(".py").split("/")
        return parts[1] if parts[0] == PACKAGE and len(parts) > 1 else ""


def parse(text: str, path: str = f"{PACKAGE}/ui/sample.py") -> Source:
    """Return `text` as if it stood at `path`; for samples that a rule must catch."""
    return Source(path, text, ast.parse(text))


def files() -> Iterator[Path]:
    """Yield every file of the checkout that a person wrote."""
    waiting = [ROOT]
    while waiting:
        for entry in sorted(waiting.pop().iterdir()):
            if entry.is_dir():
                made_here = entry.name in _MADE_HERE or entry.name.endswith(".egg-info")
                hidden = entry.name.startswith(".") and entry.name != ".ci"
                if not made_here and not hidden and not (entry / "pyvenv.cfg").exists():
                    waiting.append(entry)
            elif entry.name == ".gitignore" or not entry.name.startswith("."):
                yield entry


@functools.cache
def _every_path() -> tuple[str, ...]:
    return tuple(file.relative_to(ROOT).as_posix() for file in files() if file.suffix == ".py")


@functools.cache
def _source(path: str) -> Source:
    text = (ROOT / path).read_text("utf-8")
    return Source(path, text, ast.parse(text))


def sources(*folders: str) -> tuple[Source, ...]:
    """Return the Python files in these folders of the checkout (all of it without any)."""
    inside = tuple(f"{folder}/" for folder in folders)
    found = tuple(_source(path) for path in _every_path() if not folders or path.startswith(inside))
    assert found, f"no Python file in {folders}"
    return found


def floors(*names: str) -> tuple[Source, ...]:
    """Return the modules of these floors of the package (all of it without any)."""
    return tuple(s for s in sources(PACKAGE) if not names or s.floor in names)


def dotted(node: ast.AST) -> str:
    """Return "a.b.c" for a name or attribute chain; a call or subscript in it counts as its own name."""
    match node:
        case ast.Name():
            return node.id
        case ast.Attribute():
            return f"{dotted(node.value)}.{node.attr}"
        case ast.Call():
            return dotted(node.func)
    return ""


def called(node: ast.Call) -> str:
    """Return the last part of what is called: "setText" for `self.label.setText(...)`."""
    return dotted(node.func).rpartition(".")[2]


def imported(source: Source) -> Iterator[tuple[ast.AST, str]]:
    """Yield every import with the full name of the module; `from . import x` is resolved."""
    for node in ast.walk(source.tree):
        yield from names_of_import(source, node)


def names_of_import(source: Source, node: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Yield the modules that one statement imports, and for `from a import b` both a and a.b."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield node, alias.name
    elif isinstance(node, ast.ImportFrom):
        base = node.module or ""
        if node.level:
            here = source.path.removesuffix(".py").removesuffix("/__init__").split("/")
            is_package = source.path.endswith("/__init__.py")
            stem = here[: len(here) - node.level + is_package]
            base = ".".join([*stem, base] if base else stem)
        yield node, base
        for alias in node.names:
            yield node, f"{base}.{alias.name}"


def is_log_call(node: ast.AST) -> bool:
    """Say whether a call writes to the program's log."""
    if (
        not isinstance(node, ast.Call)
        or not isinstance(node.func, ast.Attribute)
        or called(node) not in _LEVELS
    ):
        return False
    return dotted(node.func.value).rpartition(".")[2] in _LOGGERS


def literal_texts(node: ast.AST) -> Iterator[ast.Constant]:
    """Yield the fixed texts that an expression may come to; what other calls make is theirs to answer for."""
    match node:
        case ast.Constant(value=str()):
            yield node
        case ast.JoinedStr(values=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts):
            for part in parts:
                yield from literal_texts(part)
        case ast.BinOp(left=left, right=right):
            yield from literal_texts(left)
            yield from literal_texts(right)
        case ast.IfExp(body=body, orelse=orelse):
            yield from literal_texts(body)
            yield from literal_texts(orelse)
        case ast.BoolOp(values=values):
            for value in values:
                yield from literal_texts(value)
        case ast.Call(func=ast.Attribute(value=value, attr="format" | "join")):
            yield from literal_texts(value)
