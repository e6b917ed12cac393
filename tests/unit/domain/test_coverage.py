"""What a plan says of a framework: said, to look at, or not said yet; counted, never scored."""

import pytest

from securecare_desktop.domain.checklists import RestsOn
from securecare_desktop.domain.coverage import (
    Checked,
    Coverage,
    Framework,
    FrameworkItem,
    Said,
    coverage,
    in_use,
    own_framework,
    ref_of,
)
from securecare_desktop.domain.frameworks import (
    FrameworkChoice,
    OwnFramework,
    OwnFrameworkItem,
    problems_in_own_framework,
    problems_in_own_item,
)
from securecare_desktop.domain.plans import PlanPart
from securecare_desktop.domain.staff import Jurisdiction
from securecare_desktop.domain.young_people import Stage

SCOTLAND, ENGLAND = Jurisdiction.SCOTLAND, Jurisdiction.ENGLAND


def item(number: str, *sections: int, stage: Stage | None = None) -> FrameworkItem:
    return FrameworkItem(number=number, words=f"Words {number}", sections=sections, stage=stage)


STEPS = Framework(
    key="steps",
    title="Steps",
    rests_on=RestsOn.GUIDANCE,
    items=(item("1", 5, stage=Stage.BEFORE), item("2", 5, 9, stage=Stage.DURING), item("3", 7), item("4")),
)


def part(section: int, text: str = "Written.", covers: tuple[str, ...] = ()) -> PlanPart:
    return PlanPart(young_person_id="kai", plan_version_id="v", section=section, text=text, covers=covers)


def states(found: Coverage) -> dict[str, Said]:
    return {one.item.number: one.state for one in found.items}


def test_without_a_plan_nothing_is_said() -> None:
    assert set(states(coverage(STEPS, ())).values()) == {Said.NOT_SAID}


def test_a_written_section_has_to_be_looked_at_before_it_counts() -> None:
    found = coverage(STEPS, [part(5)])
    assert states(found) == {
        "1": Said.TO_LOOK_AT,
        "2": Said.TO_LOOK_AT,
        "3": Said.NOT_SAID,
        "4": Said.NOT_SAID,
    }
    assert found.items[1].written == (5,)


def test_what_somebody_confirmed_is_said_and_says_where() -> None:
    found = coverage(STEPS, [part(5, covers=("steps:1",)), part(9, covers=("steps:2", "other:3"))])
    assert states(found)["1"] is Said.SAID
    assert found.items[1].said_in == (9,)
    assert states(found)["3"] is Said.NOT_SAID


def test_a_section_that_the_framework_did_not_think_of_may_say_it() -> None:
    found = coverage(STEPS, [part(13, covers=("steps:4",))])
    assert found.items[3].state is Said.SAID
    assert found.items[3].said_in == (13,)


@pytest.mark.parametrize("text", ["", "  \n "])
def test_a_section_that_was_emptied_says_nothing_any_more(text: str) -> None:
    assert states(coverage(STEPS, [part(5, text, covers=("steps:1",))]))["1"] is Said.NOT_SAID


def test_a_list_with_records_counts_as_written_without_a_text() -> None:
    assert states(coverage(STEPS, [], {7}))["3"] is Said.TO_LOOK_AT
    assert states(coverage(STEPS, [part(7, "", covers=("steps:3",))], {7}))["3"] is Said.SAID


def test_each_stage_is_counted_by_itself() -> None:
    found = coverage(STEPS, [part(5, covers=("steps:1",))])
    counted = {
        stage: (len(one.items), one.count(Said.SAID))
        for stage in (Stage.BEFORE, Stage.DURING, Stage.MOVING_ON, None)
        if (one := found.of_stage(stage))
    }
    assert counted == {Stage.BEFORE: (1, 1), Stage.DURING: (1, 0), Stage.MOVING_ON: (0, 0), None: (2, 0)}
    assert (found.count(Said.SAID), found.count(Said.TO_LOOK_AT), found.count(Said.NOT_SAID)) == (1, 1, 2)


def test_the_units_own_wording_comes_first() -> None:
    found = coverage(STEPS, (), wordings={"2": "As printed."})
    assert [one.words for one in found.items[:2]] == ["Words 1", "As printed."]


def framework(key: str, *nations: Jurisdiction) -> Framework:
    return Framework(key=key, title=key, rests_on=RestsOn.LAW, items=(), jurisdictions=nations)


ALL = (framework("all"), framework("scots", SCOTLAND), framework("english", ENGLAND))


def keys(found: tuple[Framework, ...]) -> list[str]:
    return [one.key for one in found]


def test_a_unit_uses_those_of_its_nation_and_those_of_everybody_unless_it_chose() -> None:
    assert keys(in_use(ALL, (), SCOTLAND)) == ["all", "scots"]
    choices = [
        FrameworkChoice(unit_id="rowan", framework_key="scots", in_use=False),
        FrameworkChoice(unit_id="rowan", framework_key="english", in_use=True),
    ]
    assert keys(in_use(ALL, choices, SCOTLAND)) == ["all", "english"]


def test_a_framework_of_a_units_own_is_one_like_the_others() -> None:
    own = OwnFramework(id="own-id", unit_id="rowan", title="Our promises", source="Team day")
    items = [
        OwnFrameworkItem(own_framework_id="own-id", number="1", words="A bike each", sections=("4", "12")),
        OwnFrameworkItem(own_framework_id="own-id", number="2", words="Old", ended=True),
        OwnFrameworkItem(own_framework_id="another", number="1", words="Theirs"),
    ]
    made = own_framework(own, items)
    assert (made.key, made.title, made.rests_on, made.own) == ("own-id", "Our promises", RestsOn.TEAM, True)
    assert [(i.number, i.words, i.sections, i.evidence) for i in made.items] == [
        ("1", "A bike each", (4, 12), Checked.OWN)
    ]
    assert ref_of(made.key, "1") == "own-id:1"


def test_an_own_framework_needs_a_title_and_its_items_words_and_sections_that_there_are() -> None:
    assert [p.field for p in problems_in_own_framework(OwnFramework(unit_id="r", title=" "))] == ["title"]
    wrong = OwnFrameworkItem(own_framework_id="o", number="1", words="", sections=("15",))
    assert [p.field for p in problems_in_own_item(wrong)] == ["words", "sections"]
    right = OwnFrameworkItem(own_framework_id="o", number="1", words="A bike", sections=("1", "14"))
    assert problems_in_own_item(right) == ()
