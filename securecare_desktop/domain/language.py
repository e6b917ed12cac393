"""Words that care: terms to question while writing, and the words that a young person uses for themself."""

from dataclasses import dataclass

from .record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptWord(Record):
    """A term that a young person uses themself, so that it is not questioned in what is written about them.

    `let_go` ends it: nothing is deleted.
    """

    young_person_id: str
    term: str
    let_go: bool = False
