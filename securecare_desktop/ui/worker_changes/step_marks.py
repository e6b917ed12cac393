"""The steps of a change as the stepper draws them."""

from ...core.labels import label as words_for
from ...domain.worker_changes import step_state
from ...services.worker_changes import Workspace
from ..widgets.stepper import Step as Mark
from . import wording


def step_marks(shown: Workspace) -> tuple[Mark, ...]:
    """Return the marks of all steps: name, days, how far from the day of the change, state."""
    return tuple(
        Mark(
            number=record.number,
            name=words_for(record.step),
            when=wording.step_days(record, shown.today),
            offset=wording.step_offset(record, shown.file.change.day),
            state=step_state(record, shown.now, shown.today).value,
            late_words=wording.late_words(wording.days_late(record, shown.today)),
        )
        for record in shown.file.steps
    )
