"""Saving a step with the young person's words as one piece of work on the store worker."""

from dataclasses import dataclass

from ...domain.messages import Changed
from ...domain.own_words import OwnWords
from ...domain.worker_changes import ChangeStep
from ...services.worker_changes import WorkerChangesService


@dataclass(frozen=True, slots=True)
class SavedStep:
    """What saving a step with its words has changed."""

    changed: Changed


def save_step(
    changes: WorkerChangesService, record: ChangeStep, words: tuple[OwnWords, ...], done: bool | None
) -> SavedStep:
    """Save the words, then the step; on the store worker. `done` marks the step as done or open again."""
    nouns: frozenset[str] = frozenset()
    for one in words:
        nouns |= changes.save_words(one).changed.nouns
    saved = changes.save_step(record) if done is None else changes.finish_step(record, done)
    return SavedStep(Changed(nouns | saved.changed.nouns, saved.changed.young_person_id))
