"""Reads resources/checklists/change_of_worker.toml: when each of the ten steps of a change of worker is due.

A team may change the days in it. With a mistake in it no change of worker can be planned, and who tries is told.
"""

from functools import cache

from ..core.errors import AppError
from ..core.resource_files import Contents, Fault, Key, Shape, read_file
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


@cache
def step_file() -> tuple[Contents, tuple[Fault, ...]]:
    """Return what the file holds and what is wrong with it, also a step that is missing; read at the first call."""
    contents = read_file(FILE, SHAPE)
    there = {step["number"] for step in contents.lists["step"]}
    missing = [step.value for step in Step if step not in there]
    if contents.faults or not missing:
        return contents, contents.faults
    what = _("Step {number} is missing; there have to be ten.").format(number=missing[0])
    return contents, (Fault(FILE, 0, what),)


def step_templates() -> tuple[StepTemplate, ...]:
    """Return the ten steps. Raises AppError when the file has a mistake, because days would be wrong or missing."""
    contents, faults = step_file()
    if len(contents.lists["step"]) < len(Step):
        raise AppError(
            _("The days of a change of worker cannot be read. {fault}").format(fault=faults[0].sentence),
            _("Whoever looks after this computer can put the file right. Everything else works."),
        )
    return tuple(
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
