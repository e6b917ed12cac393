"""Starting a new version of the plan, from its head and from a goal of a version that stays as it was signed."""

from collections.abc import Callable, Mapping
from typing import Any

from ...core.text import _
from ..widgets.fields import Field
from ..widgets.record_kinds import RecordAct


def start_act(
    key: str,
    run: Callable[[Any, Mapping[str, Any]], Any],
    text: str,
    icon: str,
    applies: Callable[[Any], bool] = lambda _record: True,
) -> RecordAct:
    """Return what asks why there is a new version and starts it; `text` and `icon` are those of its button."""
    return RecordAct(
        key=key,
        text=text,
        button=_("Start a new version"),
        icon=icon,
        run=run,
        applies=applies,
        items=(
            Field(
                "why",
                _("Why a new version"),
                "text",
                hint=_(
                    "The version that counts is copied, and goes on counting until the new one is signed."
                ),
            ),
        ),
        said=_("The new version can be written in now."),
        once=True,
    )
