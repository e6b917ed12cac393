"""How a module reads: short enough, and it says what it is for."""

import ast
import functools
from collections.abc import Iterator

from tests.architecture.source_tree import Source, dotted, floors, parse, sources

LONGEST = 500


@functools.cache
def promises() -> dict[str, tuple[set[str], set[str]]]:
    """Return for each class of the program the methods it documents and the names of its bases."""
    found: dict[str, tuple[set[str], set[str]]] = {}
    for source in floors():
        for node in ast.walk(source.tree):
            if isinstance(node, ast.ClassDef):
                methods = [m for m in node.body if isinstance(m, ast.FunctionDef | ast.AsyncFunctionDef)]
                bases = {dotted(b).rpartition(".")[2] for b in node.bases}
                found[node.name] = ({m.name for m in methods if ast.get_docstring(m)}, bases)
    return found


def promised(method: str, bases: set[str]) -> bool:
    """Say whether a base class already says what this method does; an override need not say it again."""
    known = [promises()[base] for base in bases if base in promises()]
    return any(method in documented or promised(method, above) for documented, above in known)


def undocumented(source: Source) -> Iterator[str]:
    """Yield every public function, method and class without a docstring; local ones are nobody's business."""

    def visit(body: list[ast.stmt], owner: ast.ClassDef | None) -> Iterator[str]:
        for node in body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                if not ast.get_docstring(node):
                    yield source.at(node, f"class {node.name} says nothing about itself")
                yield from visit(node.body, node)
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
                told = ast.get_docstring(node) or any("overload" in ast.dump(d) for d in node.decorator_list)
                if owner and not told:
                    told = promised(node.name, {dotted(b).rpartition(".")[2] for b in owner.bases})
                if not told:
                    name = f"{owner.name}.{node.name}" if owner else node.name
                    yield source.at(node, f"{name} says nothing about itself")

    yield from visit(source.tree.body, None)


def test_no_module_is_longer_than_500_lines() -> None:
    long = [f"{s.path}: {n} lines" for s in sources() if (n := len(s.text.splitlines())) > LONGEST]
    assert not long, "\n".join(long)


def test_every_module_says_what_it_is_for() -> None:
    speaking = [s for s in sources() if s.path != "main.py" and (s.text.strip() or s.floor)]
    silent = [s.path for s in speaking if not ast.get_docstring(s.tree)]
    assert not silent, "\n".join(silent)


def test_every_public_function_below_the_interface_has_a_docstring() -> None:
    below = floors("core", "domain", "db", "documents", "security", "services")
    silent = [fault for s in below if "/migrations/" not in s.path for fault in undocumented(s)]
    assert not silent, "\n".join(silent)


def test_the_rule_sees_a_method_of_a_public_class_but_not_a_private_one() -> None:
    sample = parse(
        'class A:\n    """A."""\n    def b(self): ...\n    def _c(self): ...\nclass _D:\n    def e(self): ...'
    )
    assert list(undocumented(sample)) == ["securecare_desktop/ui/sample.py:3: A.b says nothing about itself"]
