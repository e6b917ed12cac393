"""What a service gives back after a write: the record as stored, and what has become stale."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from ..domain.messages import Changed

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Saved(Generic[R]):
    """A stored record, and the flag that tells open pages what has changed."""

    record: R
    changed: Changed
