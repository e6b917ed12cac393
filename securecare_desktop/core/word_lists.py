"""Lists of words that ship with the program, one or more on a line, with remarks after a #."""

from functools import cache

from .paths import resource


@cache
def shipped_words(name: str) -> tuple[str, ...]:
    """Return the words of resources/passwords/`name`.txt in the order of the file; read at the first call."""
    lines = resource(f"passwords/{name}.txt").read_text("utf-8").splitlines()
    return tuple(word for line in lines if not line.startswith("#") for word in line.split())
