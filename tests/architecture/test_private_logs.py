"""The log says what the program did, never what a record says."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.source_tree import Source, called, dotted, floors, is_log_call, parse

HARMLESS = {
    "id", "ids", "count", "counts", "number", "total", "pages", "rows", "bytes", "size", "seconds", "ms",
    "milliseconds", "reference", "revision", "version", "attempt", "attempts", "floor", "level", "places",
    "signal", "code", "errno", "__name__",
}  # fmt: skip


def is_harmless(value: ast.expr) -> bool:
    """Say whether a value can only be an id, a count, a class name or a fixed word."""
    match value:
        case ast.Constant():
            return True
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name in HARMLESS or name.rpartition("_")[2] in HARMLESS
        case ast.Call(func=ast.Name(id="len" | "round" | "int")):
            return True
        case ast.BoolOp(values=values):
            return all(is_harmless(v) for v in values)
        case ast.IfExp(body=body, orelse=orelse):
            return is_harmless(body) and is_harmless(orelse)
        case ast.BinOp(left=left, right=right):
            return is_harmless(left) and is_harmless(right)
    return False


def loose_talk(source: Source) -> Iterator[str]:
    """Yield log calls whose sentence is not fixed, or whose values could be words from a record."""
    for node in ast.walk(source.tree):
        if not is_log_call(node):
            continue
        if called(node) == "exception" or any(
            k.arg in {"exc_info", "stack_info", "extra"} for k in node.keywords
        ):
            yield source.at(
                node, "an error's own text may hold words from a record; use core.log.note_defect"
            )
        sentence, *values = node.args[1:] if called(node) == "log" else node.args
        if not (isinstance(sentence, ast.Constant) and isinstance(sentence.value, str)):
            yield source.at(node, "the sentence of a log call is fixed text")
        for value in values:
            if not is_harmless(value):
                yield source.at(node, f"{ast.unparse(value)!r} is not an id, a count or a fixed word")


def test_log_calls_hold_fixed_sentences_ids_and_counts() -> None:
    faults = [fault for source in floors() for fault in loose_talk(source)]
    assert not faults, "\n".join(faults)


def test_nothing_but_the_command_line_prints() -> None:
    prints = [
        source.at(node, "print")
        for source in floors()
        if source.floor not in {"cli", "app"}
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call)
        and dotted(node.func) in {"print", "sys.stdout.write", "sys.stderr.write"}
    ]
    assert not prints, "\n".join(prints)


@pytest.mark.parametrize(
    "line",
    [
        'log.info(f"saved {person.legal_name}")',
        'log.info("saved " + name)',
        'log.info("saved %s", person.legal_name)',
        'log.info("saved %s", person)',
        'log.warning("failed: %s", error)',
        'logging.getLogger("x").error("failed: %s", str(error))',
        'log.exception("failed")',
        'log.error("failed", exc_info=True)',
        "log.log(10, text)",
    ],
)
def test_the_rule_sees_each_way_to_talk_loosely(line: str) -> None:
    assert list(loose_talk(parse(line)))


def test_the_rule_lets_ids_counts_and_class_names_through() -> None:
    sample = 'log.info("saved %s, %d rows, %s", person.id, len(rows), type(error).__name__)'
    assert not list(loose_talk(parse(sample)))
