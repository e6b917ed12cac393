"""Where somebody is within the Plan tab, as the part of a Place: "view|inside it|version|what is open in the sheet"."""

from collections.abc import Iterable
from dataclasses import dataclass

from .needs import View

SECTIONS, VERSIONS, NOT_SAID = "sections", "versions", "not_said"
WRITE = "write"
_BETWEEN = "|"


@dataclass(frozen=True, slots=True)
class PlanSpot:
    """A view, a place inside it, the version that is read there (empty: the one that counts), an act in the sheet."""

    view: str = ""
    inside: str = ""
    version_id: str = ""
    doing: str = ""

    def part(self) -> str:
        """Return it as the part of a Place."""
        return _BETWEEN.join((self.view, self.inside, self.version_id, self.doing)).rstrip(_BETWEEN)


def spot_of(part: str, views: Iterable[View]) -> PlanSpot:
    """Read the part of a Place: one that `PlanSpot.part` gave, a view, or "new:entry" of a kind that some view has."""
    known = {view.key: view for view in views}
    pieces = (*part.split(_BETWEEN), "", "", "")
    if pieces[0] in known:
        return PlanSpot(*pieces[:4])
    entry = part.removeprefix("new:")
    owner = next((view.key for view in known.values() if entry in view.entries), "")
    return PlanSpot(owner, part)
