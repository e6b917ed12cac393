"""Reads the TOML files under resources/ that people may change, and says every mistake with file and line.

A file has keys at its top and lists of entries, `[[item]]`. What each key may hold is said by a Shape. An entry
with a mistake is left out, the others are there. What an entry means, and who is told of faults, is for others.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .paths import resource
from .text import N_, _


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake in one file: `file` as under resources/, `line` from 1 (0: the file as a whole), a sentence."""

    file: str
    line: int
    what: str

    @property
    def sentence(self) -> str:
        """All of it in one line: "frameworks/shanarri.toml, line 12: "stage" has to be before or during."."""
        if not self.line:
            return _("{file}: {what}").format(file=self.file, what=self.what)
        return _("{file}, line {line}: {what}").format(file=self.file, line=self.line, what=self.what)


@dataclass(frozen=True, slots=True)
class Key:
    """What one key holds: `kind` str, int or bool, one value or, with `many`, a list of them.

    `one_of` names the texts that are allowed, `least` and `most` bound a number (both included). A key with
    `needed` has to be there; a text that is there is never empty unless `may_be_empty`.
    """

    kind: type
    needed: bool = True
    many: bool = False
    one_of: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    may_be_empty: bool = False

    def fault_in(self, name: str, value: object) -> str:
        """Return what is wrong with a value in a sentence, or nothing."""
        if self.many:
            if not isinstance(value, list):
                return _('"{key}" has to be a list: {example}.').format(key=name, example=self._example())
            return next((said for said in (self._fault_in_one(name, one) for one in value) if said), "")
        return self._fault_in_one(name, value)

    def _fault_in_one(self, name: str, value: object) -> str:
        # True is a number to Python, and not to anybody who writes such a file.
        if not isinstance(value, self.kind) or (self.kind is int and isinstance(value, bool)):
            wrong = _('"{key}" has to hold {kind}.') if self.many else _('"{key}" has to be {kind}.')
            return wrong.format(key=name, kind=_(_KINDS[self.kind]))
        if isinstance(value, str):
            if self.one_of and value not in self.one_of:
                return _('"{key}" has to be {choices}.').format(key=name, choices=_either(self.one_of))
            if not value.strip() and not self.may_be_empty:
                return _('"{key}" is empty.').format(key=name)
        elif isinstance(value, int) and not self._within(value):
            return self._range_fault(name)
        return ""

    def _within(self, value: int) -> bool:
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)

    def _range_fault(self, name: str) -> str:
        if self.most is None:
            return _('"{key}" has to be {least} or more.').format(key=name, least=self.least)
        if self.least is None:
            return _('"{key}" has to be {most} or less.').format(key=name, most=self.most)
        return _('"{key}" has to be from {least} to {most}.').format(
            key=name, least=self.least, most=self.most
        )

    def _example(self) -> str:
        return {str: _('["one", "two"]'), int: _("[1, 2]")}.get(self.kind, "[true, false]")


_KINDS = {
    str: N_("a text in quotation marks"),
    int: N_("a whole number"),
    bool: N_("true or false"),
}


def _either(choices: tuple[str, ...]) -> str:
    if len(choices) == 1:
        return choices[0]
    return _("{first} or {last}").format(first=", ".join(choices[:-1]), last=choices[-1])


@dataclass(frozen=True, slots=True)
class Shape:
    """What a file holds: `head` its keys at the top, `lists` the keys of each kind of entry by its name.

    `no_two_alike` names, for a kind of entry, the key that no two entries share; `needs` the kinds of which there
    has to be at least one.
    """

    head: Mapping[str, Key] = field(default_factory=dict)
    lists: Mapping[str, Mapping[str, Key]] = field(default_factory=dict)
    no_two_alike: Mapping[str, str] = field(default_factory=dict)
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """The values of the head of a file or of one entry, and in which line each of them stands."""

    file: str
    line: int
    values: Mapping[str, Any]
    key_lines: Mapping[str, int]

    def __getitem__(self, name: str) -> Any:  # whatever the Shape says the key holds
        return self.values[name]

    def get(self, name: str, default: Any = None) -> Any:
        """Return a value, or `default` where the key is not there."""
        return self.values.get(name, default)

    def fault(self, name: str, what: str) -> Fault:
        """Return a fault in the line of a key, or of the entry where the key is not there."""
        return Fault(self.file, self.key_lines.get(name, self.line), what)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds. `head` is None where it has a mistake; `lists` has the entries that are right."""

    file: str
    head: Table | None
    lists: Mapping[str, tuple[Table, ...]]
    faults: tuple[Fault, ...]


def read_file(name: str, shape: Shape) -> Contents:
    """Read resources/`name`. Raises nothing: what is wrong, and a file that is not there, is among the faults."""
    text, fault = _text_of(name)
    raw: Mapping[str, Any] = {}
    if fault is None:
        raw, fault = _parsed(name, text)
    if fault is not None:
        return Contents(name, None, dict.fromkeys(shape.lists, ()), (fault,))
    lines = _Lines(text)
    faults: list[Fault] = []
    head = _read_head(name, raw, shape, lines, faults)
    lists = {kind: _read_list(name, kind, raw, shape, lines, faults) for kind in shape.lists}
    return Contents(name, head, lists, tuple(sorted(faults, key=lambda f: f.line)))


def read_folder(name: str, shape: Shape) -> tuple[Contents, ...]:
    """Read every TOML file in resources/`name` itself, by file name. Raises nothing, as read_file."""
    try:
        found = sorted(file.name for file in resource(name).glob("*.toml"))
    except OSError:
        found = []
    return tuple(read_file(f"{name}/{file}", shape) for file in found)


def _text_of(name: str) -> tuple[str, Fault | None]:
    try:
        data = resource(name).read_bytes()
    except OSError:
        return "", Fault(name, 0, _("The file cannot be opened."))
    try:
        text = data.decode("utf-8-sig")  # some editors on Windows put the mark in front
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return "", Fault(
            name, line, _("A letter here cannot be read. Save the file with the encoding UTF-8.")
        )
    return text.replace("\r\n", "\n"), None


_AT = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")
_SYNTAX = (
    ("unterminated string", N_("a text has no closing quotation mark.")),
    ("illegal character '\\n'", N_("a text has no closing quotation mark in its line.")),
    ("unclosed array", N_("a list has no closing bracket.")),
    ("expected ']", N_("a heading has no closing bracket.")),
    ("expected '='", N_("there is no = between a key and its value.")),
    (
        "invalid value",
        N_("the value is not written in a way that can be read. A text needs quotation marks."),
    ),
    ("unescaped '\\'", N_("a \\ in a text has to be written twice.")),
    ("cannot overwrite a value", N_("the same key is there twice.")),
    ("cannot declare", N_("the same heading is there twice.")),
    ("expected newline", N_("something is left over at the end of the line.")),
)
"""How tomllib's messages begin in small letters, and what each means to somebody who has changed a file."""


def _parsed(name: str, text: str) -> tuple[Mapping[str, Any], Fault | None]:
    try:
        return tomllib.loads(text), None
    except tomllib.TOMLDecodeError as error:
        said = str(error)
    except RecursionError:
        said = ""
    at = _AT.search(said)
    line = int(at[1]) if at and at[1] else text.rstrip("\n").count("\n") + 1
    known = (_(meant) for begins, meant in _SYNTAX if said.lower().startswith(begins))
    what = next(known, _("the line cannot be read."))
    return {}, Fault(name, line, _("None of the file is used, because {what}").format(what=what))


def _read_head(
    name: str, raw: Mapping[str, Any], shape: Shape, lines: "_Lines", faults: list[Fault]
) -> Table | None:
    values = {key: value for key, value in raw.items() if key not in shape.lists}
    for kind in shape.needs:
        if kind not in raw:
            faults.append(Fault(name, 0, _("There is no [[{kind}]] in it.").format(kind=kind)))
    headings = tuple(f"[[{kind}]]" for kind in shape.lists)
    for key in [key for key, value in values.items() if _is_heading(value)]:
        del values[key]
        faults.append(Fault(name, lines.head.get(key, 1), _not_known(f"[[{key}]]", headings)))
    return _checked(Table(name, 1, values, lines.head), shape.head, faults)


def _is_heading(value: object) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)
    )


def _read_list(
    name: str, kind: str, raw: Mapping[str, Any], shape: Shape, lines: "_Lines", faults: list[Fault]
) -> tuple[Table, ...]:
    entries = raw.get(kind, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        what = _("Each entry has to begin with [[{kind}]].").format(kind=kind)
        faults.append(Fault(name, lines.head.get(kind, 1), what))
        return ()
    good: list[Table] = []
    seen: dict[object, int] = {}
    alike = shape.no_two_alike.get(kind, "")
    for place, entry in enumerate(entries):
        line, key_lines = lines.of_entry(kind, place)
        table = _checked(Table(name, line, entry, key_lines), shape.lists[kind], faults)
        if table is None:
            continue
        if alike and table[alike] in seen:
            what = _('"{key}" {value} is there already, in line {line}.')
            told = what.format(key=alike, value=table[alike], line=seen[table[alike]])
            faults.append(table.fault(alike, told))
            continue
        if alike:
            seen[table[alike]] = key_lines.get(alike, line)
        good.append(table)
    return tuple(good)


def _checked(table: Table, keys: Mapping[str, Key], faults: list[Fault]) -> Table | None:
    """Return the table, or None where a value is missing or wrong. A key that is not known is told and passed over."""
    for name in table.values:
        if name not in keys:
            faults.append(table.fault(name, _not_known(name, tuple(keys))))
    wrong = [
        table.fault(name, _('"{key}" is missing.').format(key=name))
        for name, key in keys.items()
        if key.needed and name not in table.values
    ]
    for name, key in keys.items():
        said = key.fault_in(name, table.values[name]) if name in table.values else ""
        if said:
            wrong.append(table.fault(name, said))
    faults.extend(wrong)
    return None if wrong else table


def _not_known(name: str, known: tuple[str, ...]) -> str:
    from difflib import get_close_matches  # only where somebody has mistyped

    meant = get_close_matches(name, known, 1)
    if meant:
        return _("{key} is not known here. {meant} may be meant.").format(key=name, meant=meant[0])
    return _("{key} is not known here. Known are: {known}.").format(key=name, known=", ".join(known))


# -- in which line something stands, which tomllib does not tell ----------------------------------------------------

_NO_STRUCTURE = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}' r"|'''.*?'{3,5}" r'|"(?:\\.|[^"\\\n])*"' r"|'[^'\n]*'" r"|#[^\n]*",
    re.DOTALL,
)
"""Texts and remarks: what stands in them is no structure."""
_KEY = re.compile(r"""\s*(?:([A-Za-z0-9_-]+)|"([^"\n]*)"|'([^'\n]*)')\s*[.=]""")


class _Lines:
    """The lines of the headings and keys of a text that tomllib has read without complaint."""

    def __init__(self, text: str) -> None:
        self.head: dict[str, int] = {}
        self._entries: dict[str, list[tuple[int, dict[str, int]]]] = {}
        keys: dict[str, int] | None = self.head
        for line, statement in _statements(text):
            if statement.lstrip().startswith("["):
                keys = self._heading(line, statement)
            elif keys is not None and (found := _KEY.match(statement)):
                keys.setdefault(found[1] or found[2] or found[3] or "", line)

    def of_entry(self, kind: str, place: int) -> tuple[int, Mapping[str, int]]:
        """Return the line of an entry's heading, and of each of its keys."""
        entries = self._entries.get(kind, [])
        return entries[place] if place < len(entries) else (self.head.get(kind, 1), {})

    def _heading(self, line: int, statement: str) -> dict[str, int] | None:
        """Return where the keys that follow a heading belong: of `[[item]]` to it, of `[other]` to nothing."""
        name, value = next(iter(tomllib.loads(statement).items()))
        self.head.setdefault(name, line)
        if value != [{}]:
            return None
        keys: dict[str, int] = {}
        self._entries.setdefault(name, []).append((line, keys))
        return keys


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Yield each heading and each key with the line it begins in; a list or a text may go on over several lines."""
    bare = _NO_STRUCTURE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    depth = 0
    for line, (written, structure) in enumerate(zip(text.split("\n"), bare.split("\n"), strict=True), 1):
        if depth == 0 and structure.strip():
            yield line, written
        depth += sum(structure.count(mark) for mark in "[{") - sum(structure.count(mark) for mark in "]}")
