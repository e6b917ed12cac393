"""What a framework asks of a plan, and what the plan says of it: said, to look at, or not said yet. Never a score.

Whoever knows the plan confirms that a section says something; a section that is only written has to be looked at.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from .checklists import RestsOn
from .frameworks import FrameworkChoice, OwnFramework, OwnFrameworkItem
from .plans import PlanPart
from .staff import Jurisdiction
from .young_people import Stage


class Checked(StrEnum):
    """How far the words of an item were checked against its source (domain report, section 0)."""

    SEEN = "V"
    IN_PART = "V-part"
    FROM_MEMORY = "M"
    INFERRED = "inferred"
    NOT_HELD = "not held"
    OWN = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkItem:
    """One thing that a framework asks for. `number` is its number there, `name` its short name if it has one,
    `words` what it asks, in our own words.

    `stage` is None for what counts all the way through. `sections` are the sections of the plan that answer it.
    With `held` false the wording is not held: a unit may write it in from its printed set.
    """

    number: str
    words: str
    name: str = ""
    stage: Stage | None = None
    sections: tuple[int, ...] = ()
    evidence: Checked = Checked.OWN
    source: str = ""
    ref: str = ""
    held: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """Something that plans answer to. `jurisdictions` is empty for what is used everywhere; `own` is a unit's own."""

    key: str
    title: str
    rests_on: RestsOn
    items: tuple[FrameworkItem, ...]
    jurisdictions: tuple[Jurisdiction, ...] = ()
    source: str = ""
    note: str = ""
    own: bool = False

    def item(self, number: str) -> FrameworkItem | None:
        """Return the item of this number, or None."""
        return next((item for item in self.items if item.number == number), None)


class Said(StrEnum):
    """What a plan says of one item."""

    SAID = "said"
    TO_LOOK_AT = "to_look_at"
    NOT_SAID = "not_said"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCoverage:
    """One item against one plan. `said_in` are the sections of which somebody confirmed that they say it.

    `written` are the sections that answer it and are written; `wording` is the unit's own text, if it has one.
    """

    item: FrameworkItem
    state: Said
    said_in: tuple[int, ...] = ()
    written: tuple[int, ...] = ()
    wording: str = ""

    @property
    def words(self) -> str:
        """The unit's own wording, else ours; empty where neither is there."""
        return self.wording or self.item.words


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """One framework against one plan, in the order of the framework."""

    framework: Framework
    items: tuple[ItemCoverage, ...]

    def of_stage(self, stage: Stage | None) -> "Coverage":
        """Return what is asked in one stage alone; with None, what counts all the way through."""
        return replace(self, items=tuple(one for one in self.items if one.item.stage is stage))

    def count(self, state: Said) -> int:
        """Return how many items are in this state."""
        return sum(one.state is state for one in self.items)


STAGES: tuple[Stage | None, ...] = (Stage.BEFORE, Stage.DURING, Stage.MOVING_ON, None)
"""The order in which stages are read; None is what counts all the way through."""


def ref_of(framework_key: str, number: str) -> str:
    """Return how a section names an item that it says: "shanarri:3"."""
    return f"{framework_key}:{number}"


def coverage(
    framework: Framework,
    parts: Sequence[PlanPart],
    recorded: Collection[int] = (),
    wordings: Mapping[str, str] | None = None,
) -> Coverage:
    """Return what the `parts` of one version say of a framework.

    `recorded` are the sections that are lists (people, family time, goals ...) and have records, so that they
    count as written without a text; `wordings` the unit's own texts by number.
    """
    texts = wordings or {}
    written = {part.section for part in parts if part.text.strip()} | set(recorded)
    confirmed = {part.section: frozenset(part.covers) for part in parts if part.section in written}
    return Coverage(
        framework=framework,
        items=tuple(
            _of_item(item, ref_of(framework.key, item.number), written, confirmed, texts)
            for item in framework.items
        ),
    )


def _of_item(
    item: FrameworkItem,
    ref: str,
    written: Collection[int],
    confirmed: Mapping[int, Collection[str]],
    wordings: Mapping[str, str],
) -> ItemCoverage:
    # Also a section that the framework did not think of may say it.
    said_in = tuple(sorted(section for section, refs in confirmed.items() if ref in refs))
    answering = tuple(section for section in item.sections if section in written)
    state = Said.SAID if said_in else Said.TO_LOOK_AT if answering else Said.NOT_SAID
    return ItemCoverage(
        item=item,
        state=state,
        said_in=said_in,
        written=answering,
        wording=wordings.get(item.number, ""),
    )


def in_use(
    frameworks: Iterable[Framework], choices: Iterable[FrameworkChoice], *nations: Jurisdiction | None
) -> tuple[Framework, ...]:
    """Return the frameworks a unit uses: those it chose, else those of these nations and those of everybody."""
    chosen = {choice.framework_key: choice.in_use for choice in choices}
    return tuple(
        framework
        for framework in frameworks
        if chosen.get(framework.key, is_of(framework.jurisdictions, *nations))
    )


def is_of(jurisdictions: Collection[Jurisdiction], *nations: Jurisdiction | None) -> bool:
    """Say whether something for these jurisdictions, or for everybody where there are none, is for one of the nations."""
    return not jurisdictions or any(nation in jurisdictions for nation in nations)


def own_framework(own: OwnFramework, items: Iterable[OwnFrameworkItem]) -> Framework:
    """Return a framework that a unit wrote itself like one that ships; items that were ended are left out."""
    return Framework(
        key=own.id,
        title=own.title,
        source=own.source,
        rests_on=RestsOn.TEAM,
        own=True,
        items=tuple(
            FrameworkItem(
                number=item.number,
                words=item.words,
                stage=item.stage,
                sections=tuple(int(section) for section in item.sections),
            )
            for item in items
            if item.own_framework_id == own.id and not item.ended
        ),
    )
