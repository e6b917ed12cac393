"""Reads resources/checklists/change_of_worker.toml: when each of the ten steps of a change of worker is due.

A team may change the days in it. With a mistake in it no change of worker can be planned, and who tries is told.
"""

from dataclasses import dataclass
from functools import cache

from ..core.errors import AppError
from ..core.resource_files import Fault, Key, Shape, read_file
from ..core.text import _
from ..domain.checklists import RestsOn
from ..domain.worker_changes import Step, StepTemplate

FILE = "checklists/change_of_worker.toml"
SHAPE = Shape(
    head={"title": Key(str), "source": Key(str)},
    lists={
        "step": {
            "number": Key(int, least=min(Step), most=max(Step)),
            "name": Key(str),
            "first": Key(int),
            "last": Key(int),
            "unplanned": Key(int),
            "second": Key(int, needed=False),
            "rests_on": Key(str, one_of=(RestsOn.LAW, RestsOn.GUIDANCE, RestsOn.TEAM)),
            "source": Key(str),
        }
    },
    no_two_alike={"step": "number"},
    needs=("step",),
)


@dataclass(frozen=True, slots=True)
class StepFile:
    """The steps that can be read, and what is wrong with the file; also that a step is missing."""

    steps: tuple[StepTemplate, ...]
    faults: tuple[Fault, ...]


@cache
def step_file() -> StepFile:
    """Return what the file holds; read at the first call. Raises nothing."""
    return read_step_file()


def read_step_file() -> StepFile:
    """Read the file anew. Raises nothing."""
    contents = read_file(FILE, SHAPE)
    steps = tuple(
        StepTemplate(
            number=step["number"],
            first_offset=step["first"],
            last_offset=step["last"],
            unplanned_offset=step["unplanned"],
            second_offset=step.get("second"),
            rests_on=step["rests_on"],
            source=step["source"],
        )
        for step in contents.lists["step"]
    )
    missing = {step.value for step in Step} - {step.number for step in steps}
    if contents.faults or not missing:
        return StepFile(steps, contents.faults)
    what = _("Step {number} is missing; there have to be ten.").format(number=min(missing))
    return StepFile(steps, (Fault(FILE, 0, what),))


def step_templates() -> tuple[StepTemplate, ...]:
    """Return the ten steps. Raises AppError when one of them cannot be read, because its days would be missing."""
    return templates_in(step_file())


def templates_in(file: StepFile) -> tuple[StepTemplate, ...]:
    """Return the steps of a file if all ten are there. Raises AppError with the first mistake."""
    if len(file.steps) < len(Step):
        raise AppError(
            _("The days of a change of worker cannot be read. {fault}").format(fault=file.faults[0].sentence),
            _("Whoever looks after this computer can put the file right. Everything else works."),
        )
    return file.steps
