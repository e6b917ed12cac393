"""A young person's own words, outside a change of worker too."""

from ..domain.own_words import OwnWords, problems_in_own_words
from ..domain.permissions import Action
from .results import Saved
from .saving import save
from .session import Session

NOUN = "own_words"


class OwnWordsService:
    """What a signed-in person can do with a young person's own words."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def list_for(self, young_person_id: str) -> tuple[OwnWords, ...]:
        """Return everything this young person said, newest first."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            return work.own_words.find(young_person_id=young_person_id)[::-1]

    def save(self, words: OwnWords) -> Saved[OwnWords]:
        """Save what a young person said, wrote, drew or chose not to say."""
        problems = problems_in_own_words(words)
        return save(self._session, Action.WRITE_ENTRIES, "own_words", words, problems, lambda w: w.own_words)
