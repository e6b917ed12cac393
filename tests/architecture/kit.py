"""What the house's own widgets take: which argument is text for a person, which one names an icon."""

import ast
import functools
from collections.abc import Iterator

from tests.architecture.source_tree import called, floors

TEXT = {
    "action", "actions", "after", "caption", "description", "empty", "heading", "help", "help_text", "hint", "links",
    "message", "meta", "note", "placeholder", "prefix", "question", "rest", "says", "second", "sentence", "strong",
    "suffix", "summary", "text", "title", "tooltip", "word", "words",
}  # fmt: skip
ICON_MAKERS = {"icon", "pixmap", "paint", "IconLabel"}


@functools.cache
def signatures() -> dict[str, list[str]]:
    """Return the parameters, in order and without self, of every function and widget that screens share."""
    found: dict[str, list[str]] = {}
    for source in floors("ui"):
        parts = source.path.split("/")
        if len(parts) > 3 and parts[2] not in {"widgets", "tables"}:
            continue
        for node in source.tree.body:
            if isinstance(node, ast.FunctionDef):
                found[node.name] = [a.arg for a in (*node.args.posonlyargs, *node.args.args)]
            elif isinstance(node, ast.ClassDef):
                for method in node.body:
                    if isinstance(method, ast.FunctionDef) and method.name == "__init__":
                        found[node.name] = [a.arg for a in method.args.args[1:]]
    return found


def arguments(call: ast.Call) -> Iterator[tuple[str, ast.expr]]:
    """Yield (parameter, value) of a call to one of the house's own; keywords of any call."""
    yield from zip(signatures().get(called(call), []), call.args, strict=False)
    for keyword in call.keywords:
        if keyword.arg:
            yield keyword.arg, keyword.value


def shown_texts(call: ast.Call) -> Iterator[ast.expr]:
    """Yield the arguments that a person will read."""
    if called(call) in signatures():
        yield from (value for name, value in arguments(call) if name in TEXT)


def icon_names(call: ast.Call) -> Iterator[ast.expr]:
    """Yield the arguments that name an icon."""
    for name, value in arguments(call):
        own = name == "name" and called(call) in ICON_MAKERS
        if own or name == "icon" or (name.endswith("_icon") and called(call) in signatures()):
            yield value
