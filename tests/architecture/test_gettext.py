"""Text that people see can be collected and translated, and keeps to the tone of the house."""

import ast
import functools
import re
import string
from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po

from tests.architecture.source_tree import ROOT, Source, called, floors, parse
from tools.collect_text import collect, messages

LOOK_UP = {"_", "ngettext"}
MARKS = LOOK_UP | {"N_"}
UNWANTED = re.compile(r"!|\bplease\b|\boops\b|\bsorry\b", re.IGNORECASE)


@functools.cache
def collected() -> list[tuple[str, ...]]:
    """Return every message, each as all its forms."""
    ids = [message.id for message in collect() if message.id]
    return [(i,) if isinstance(i, str) else tuple(i) for i in ids]


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def lost_to_translators(source: Source) -> Iterator[str]:
    """Yield marks that collecting cannot read, and look-ups that happen before a language is chosen."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and called(node) in MARKS:
            texts = node.args[:2] if called(node) == "ngettext" else node.args[:1]
            for text in texts:
                if isinstance(text, ast.JoinedStr | ast.BinOp | ast.Call):
                    yield source.at(node, f"{ast.unparse(text)} is put together before it is looked up")
                if called(node) == "N_" and not isinstance(text, ast.Constant):
                    yield source.at(node, "N_() marks a literal")
    for node in runs_at_import(source.tree):
        if isinstance(node, ast.Call) and called(node) in LOOK_UP:
            yield source.at(node, "looked up at import, before a language is chosen; mark it with N_()")


def runs_at_import(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what runs when a module is imported: all but the bodies of functions."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield child
            yield from runs_at_import(child)
        elif not isinstance(child, ast.Lambda):
            for default in (*child.args.defaults, *(d for d in child.args.kw_defaults if d)):
                yield from ast.walk(default)


def test_every_mark_can_be_collected_and_is_looked_up_when_it_is_needed() -> None:
    faults = [fault for source in floors() for fault in lost_to_translators(source)]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    "line",
    [
        "def f():\n    _(f'{n} days')",
        "def f():\n    _('a ' + name)",
        "def f():\n    _('{n}'.format(n=1))",
        "TITLE = _('Plan')",
        "class A:\n    title = _('Plan')",
        "def f(title=_('Plan')): ...",
        "N_(name)",
    ],
)
def test_the_rule_sees_text_that_is_lost(line: str) -> None:
    assert list(lost_to_translators(parse(line)))


@pytest.mark.parametrize("line", ["def f():\n    _('Plan')", "T = N_('Plan')", "f = lambda: _('Plan')"])
def test_the_rule_lets_text_through_that_is_not_lost(line: str) -> None:
    assert not list(lost_to_translators(parse(line)))


def test_gaps_in_a_text_have_names_so_that_a_translation_may_move_them() -> None:
    nameless = [forms for forms in collected() for text in forms if "" in fields(text) or "%s" in text]
    assert not nameless


def test_the_forms_for_one_and_many_have_the_same_gaps() -> None:
    pairs = [forms for forms in collected() if len(forms) == 2]
    assert pairs
    assert not [forms for forms in pairs if fields(forms[0]) - fields(forms[1])]


def test_no_text_shouts_begs_or_apologises() -> None:
    assert not [text for forms in collected() for text in forms if UNWANTED.search(text)]


def test_the_catalogue_for_translators_is_current() -> None:
    with (ROOT / "resources/translations/securecare_desktop.pot").open("rb") as stream:
        kept = messages(read_po(stream))
    assert kept == messages(collect()), "run `make translations` and commit what it writes"
