"""Records of many sorted to whom or what they belong, so that one question about all of them is enough."""

from collections.abc import Iterable
from typing import TypeVar

from ..domain.record import Record

R = TypeVar("R", bound=Record)


def grouped(records: Iterable[R], field: str) -> dict[str, tuple[R, ...]]:
    """Return records by one of their fields, in the order they have."""
    found: dict[str, list[R]] = {}
    for record in records:
        found.setdefault(str(getattr(record, field)), []).append(record)
    return {key: tuple(of_one) for key, of_one in found.items()}
