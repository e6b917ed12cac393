"""What the Plan tab needs of the services, and what its parts share: who is signed in, what they may, when it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from ...core.clock import Clock
from ...domain.permissions import Action
from ...domain.plans import Goal, PlanOverview, PlanPart, PlanVersion
from ..page import Page
from ..widgets.records import Drafts
from ..widgets.signing import Signing
from .held import HeldList

if TYPE_CHECKING:
    from ...domain.comparing import Comparison
    from ...domain.drafts import UnfinishedPart
    from ...domain.own_words import OwnWords
    from ...services.frameworks import PlanCoverage


class PlanVersions(Protocol):
    """What the frame of the Plan tab needs of the plans service."""

    def overview(self, young_person_id: str, version_id: str = "", /) -> PlanOverview:
        """Return the version that counts, the one being written, and the sections of the one to show."""
        ...

    def versions(self, young_person_id: str, /) -> tuple[PlanVersion, ...]:
        """Return all versions, newest first."""
        ...

    def goals(self, young_person_id: str, version_id: str = "", /) -> tuple[Goal, ...]:
        """Return the goals of a version."""
        ...

    def copy_for_them(
        self, young_person_id: str, version_id: str = "", /
    ) -> tuple[PlanVersion | None, tuple[PlanPart, ...], tuple[Goal, ...]]:
        """Return a version with its sections and goals as the young person may read it."""
        ...

    def said_later(self, young_person_id: str, version_id: str = "", /) -> "dict[int, tuple[OwnWords, ...]]":
        """Return what was said later about signed sections, by section."""
        ...

    def start_version(self, young_person_id: str, why: str = "", /) -> Any:
        """Start a new version as a copy of the one that counts."""
        ...

    def save_part(self, part: PlanPart, /) -> Any:
        """Save the text of a section."""
        ...

    def share(self, version: PlanVersion, /, *, again: bool = False) -> Any:
        """Write down how a version was shared with the young person, perhaps `again`, and what they said."""
        ...

    def changed_since_shared(self, young_person_id: str, version_id: str, /) -> tuple[int, ...]:
        """Return the sections that are not as the young person saw them."""
        ...

    def mark(self, young_person_id: str, version_id: str, /) -> str:
        """Return a mark of all that is in a version now."""
        ...

    def sign(self, version_id: str, password: str = "", /, *, read: str = "") -> Any:
        """Sign a version as its author, as it was read."""
        ...

    def sign_as_manager(self, version_id: str, password: str = "", /, *, read: str = "") -> Any:
        """Sign a version as manager: it counts from now on."""
        ...

    def young_person_signed(self, version_id: str, on: date | None, because: str = "", /) -> Any:
        """Write down when the young person signed a version themself, or why they did not."""
        ...

    def take_back(self, version_id: str, because: str, /) -> Any:
        """Take the author's signature back, before the manager signed."""
        ...

    def compare(self, young_person_id: str, old_id: str, new_id: str, /) -> "Comparison":
        """Return what changed between two versions."""
        ...


class PlanDrafts(Drafts, Protocol):
    """What the Plan tab needs of the drafts service."""

    def unfinished(self, young_person_id: str, /) -> "tuple[UnfinishedPart, ...]":
        """Return the sections that the signed-in person has begun and not saved."""
        ...


class Frameworks(Protocol):
    """What the Plan tab needs of the frameworks service."""

    def coverage(self, young_person_id: str, version_id: str = "", /) -> "PlanCoverage":
        """Return what a version says of the frameworks in use."""
        ...

    def confirm(self, young_person_id: str, section: int, ref: str, /, *, says: bool = True) -> Any:
        """Write down that a section says an item, or that it does not."""
        ...


@dataclass(frozen=True, slots=True)
class PlanTools:
    """What the parts of the Plan tab share. `name_of(id)` is asked on the store worker.

    `held` gives, for the sections that are lists, what the program holds there. `prints` says whether this person
    may print the plan. `dress(widget)` gives the sheets in a widget what they need to show histories and what is
    not for everybody.
    """

    plans: PlanVersions
    frameworks: Frameworks
    drafts: PlanDrafts
    clock: Clock
    may: Callable[[Action], bool]
    signing: Signing
    name_of: Callable[[str], str]
    me: Callable[[], str]
    held: Mapping[int, HeldList] = field(default_factory=dict)
    prints: bool = False
    dress: Callable[[Any], object] = lambda _widget: None

    @property
    def may_write(self) -> bool:
        """Whether this person may change plans."""
        return self.may(Action.EDIT_PLAN)

    def may_approve_of(self, version: PlanVersion) -> bool:
        """Whether this person may sign a version as manager: somebody else than its author does."""
        return self.may(Action.APPROVE_PLAN) and version.author_id != self.signing.me


@dataclass(frozen=True, slots=True)
class View:
    """One view of the Plan tab: its key, its title, and what makes its page when it is first wanted.

    `entries` are the kinds of record that are entered and opened there (as in a Place: "new:goal").
    """

    key: str
    title: str
    factory: Callable[[], Page]
    entries: tuple[str, ...] = ()
