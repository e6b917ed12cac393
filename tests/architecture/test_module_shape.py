"""How a module reads: short enough, and it says what it is for."""

import ast
from collections.abc import Iterator

from tests.architecture.source_tree import Source, floors, parse, sources

LONGEST = 500
SPEAK_FOR_THEMSELVES = {"__init__", "__str__", "__repr__", "__enter__", "__exit__", "__len__", "__iter__"}


def undocumented(source: Source) -> Iterator[str]:
    """Yield every public function, method and class without a docstring; local ones are nobody's business."""

    def visit(body: list[ast.stmt], inside: str) -> Iterator[str]:
        for node in body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                if not ast.get_docstring(node):
                    yield source.at(node, f"class {node.name} says nothing about itself")
                yield from visit(node.body, f"{node.name}.")
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                told = ast.get_docstring(node) or any("overload" in ast.dump(d) for d in node.decorator_list)
                if not told and not node.name.startswith("_") and node.name not in SPEAK_FOR_THEMSELVES:
                    yield source.at(node, f"{inside}{node.name} says nothing about itself")

    yield from visit(source.tree.body, "")


def test_no_module_is_longer_than_500_lines() -> None:
    long = [f"{s.path}: {n} lines" for s in sources() if (n := len(s.text.splitlines())) > LONGEST]
    assert not long, "\n".join(long)


def test_every_module_says_what_it_is_for() -> None:
    silent = [s.path for s in sources() if s.path != "main.py" and not ast.get_docstring(s.tree)]
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
