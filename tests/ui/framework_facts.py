"""Two frameworks against a plan, as the frameworks service gives them, for the screen tests."""

from dataclasses import replace
from typing import Any

from securecare_desktop.domain.checklists import RestsOn
from securecare_desktop.domain.coverage import Checked, Framework, FrameworkItem, coverage, own_framework
from securecare_desktop.domain.frameworks import OwnFramework, OwnFrameworkItem
from securecare_desktop.domain.messages import Changed
from securecare_desktop.domain.plans import PlanPart, PlanState, PlanVersion
from securecare_desktop.domain.staff import Jurisdiction
from securecare_desktop.domain.young_people import Stage
from securecare_desktop.services.frameworks import PlanCoverage, UnitFramework
from securecare_desktop.services.results import Saved
from tests.ui.change_facts import TODAY

BEFORE, DURING = Stage.BEFORE, Stage.DURING


def item(number: str, words: str, *sections: int, **more: Any) -> FrameworkItem:
    return FrameworkItem(number=number, words=words, sections=sections, **{"evidence": Checked.SEEN, **more})


STEPS = Framework(
    key="steps",
    title="Nine steps",
    rests_on=RestsOn.GUIDANCE,
    source="A toolkit",
    items=(
        item("1", "They are told of decisions.", 2, name="Inform", stage=BEFORE),
        item("2", "They know their rights.", 9, name="Rights", stage=DURING),
        item("3", "They keep their friends.", 7, stage=DURING),
    ),
)
STANDARDS = Framework(
    key="standards",
    title="Standards",
    rests_on=RestsOn.LAW,
    source="A statute",
    note="Read in part.",
    jurisdictions=(Jurisdiction.SCOTLAND,),
    items=(
        item("22", "", evidence=Checked.NOT_HELD, held=False),
        item("23", "Perhaps: a visit.", 12, evidence=Checked.INFERRED, held=False),
        item("24", "Money.", 4, evidence=Checked.FROM_MEMORY, ref="Schedule 2"),
    ),
)
OWN = OwnFramework(id="own", version=1, unit_id="rowan", title="Our promises", source="Team day")
OWN_ITEM = OwnFrameworkItem(
    id="own-item", version=1, own_framework_id="own", number="1", words="A bike each", sections=("4",)
)
VERSION = PlanVersion(id="v3", young_person_id="kai", number=3, state=PlanState.DRAFT, made_on=TODAY)
PARTS = (
    PlanPart(
        young_person_id="kai", plan_version_id="v3", section=2, text="Told by Nan.", covers=("steps:1",)
    ),
    PlanPart(young_person_id="kai", plan_version_id="v3", section=9, text="Zara is the advocate."),
)


def plan_coverage(
    parts: tuple[PlanPart, ...] = PARTS, wordings: dict[str, str] | None = None, **more: Any
) -> PlanCoverage:
    found = (coverage(STEPS, parts), coverage(STANDARDS, parts, (), wordings or {}))
    values = {"stage": DURING, "written": (2, 9), "may_confirm": True} | more
    return PlanCoverage("kai", VERSION, found, **values)


class FakeFrameworks:
    """The frameworks service with these in it; remembers what was asked of it."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []
        self.parts = PARTS
        self.known: dict[str, UnitFramework] = {
            "steps": UnitFramework(STEPS, True, {}),
            "standards": UnitFramework(STANDARDS, False, {"23": "As printed."}),
            "own": UnitFramework(own_framework(OWN, (OWN_ITEM,)), True, {}, OWN, (OWN_ITEM,)),
        }

    def coverage(self, young_person_id: str, version_id: str = "") -> PlanCoverage:
        self.asked.append(("coverage", young_person_id, version_id))
        return plan_coverage(self.parts)

    def confirm(
        self, young_person_id: str, section: int, ref: str, *, says: bool = True, version_id: str = ""
    ) -> Saved[PlanPart]:
        self.asked.append(("confirm", young_person_id, section, ref, says, version_id))
        part = next(p for p in self.parts if p.section == section)
        saved = replace(part, covers=(*part.covers, ref) if says else ())
        self.parts = tuple(saved if p is part else p for p in self.parts)
        return Saved(saved, Changed(frozenset({"plans", "frameworks"}), young_person_id))

    def of_unit(self, unit_id: str = "") -> tuple[UnitFramework, ...]:
        self.asked.append(("of_unit", unit_id))
        return tuple(self.known.values())

    def switch(self, framework_key: str, on: bool, unit_id: str = "") -> Saved[Any]:
        self.asked.append(("switch", framework_key, on, unit_id))
        self.known[framework_key] = replace(self.known[framework_key], in_use=on)
        return Saved(None, Changed(frozenset({"frameworks"})))

    def say(self, framework_key: str, number: str, text: str, unit_id: str = "") -> Saved[Any]:
        self.asked.append(("say", framework_key, number, text, unit_id))
        return Saved(None, Changed(frozenset({"frameworks"})))

    def save_own(self, own: OwnFramework) -> Saved[OwnFramework]:
        self.asked.append(("save_own", own))
        return Saved(own, Changed(frozenset({"frameworks"})))

    def save_own_item(self, item: OwnFrameworkItem) -> Saved[OwnFrameworkItem]:
        self.asked.append(("save_own_item", item))
        return Saved(item, Changed(frozenset({"frameworks"})))
