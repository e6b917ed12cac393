"""What travels between floors: which nouns a write has changed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changed:
    """Tells open pages what is stale. `nouns` are feature names such as "worker_changes"."""

    nouns: frozenset[str]
    young_person_id: str = ""
