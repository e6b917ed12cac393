"""The frameworks that ship: what they hold, that nothing is invented, and what becomes of a file with a mistake."""

from pathlib import Path

import pytest

from securecare_desktop.core.errors import AppError
from securecare_desktop.domain.coverage import Checked, Framework
from securecare_desktop.domain.plans import Section
from securecare_desktop.domain.staff import Jurisdiction
from securecare_desktop.domain.young_people import Stage
from securecare_desktop.services import framework_files as files
from securecare_desktop.services import resource_faults, step_file
from tests.support.resource_root import own_resources

NOT_HELD = ["16", "19", "22", "25", "26", "28", "33", "34", "36"]


def shipped() -> dict[str, Framework]:
    return {one.key: one for one in files.framework_files().frameworks}


def test_the_files_that_ship_have_no_mistake() -> None:
    assert resource_faults.faults_in_resources() == ()


def test_every_regime_of_the_plan_has_its_framework_and_nation() -> None:
    nations = {key: {nation.value for nation in one.jurisdictions} for key, one in shipped().items()}
    assert nations == {
        "nine_steps": set(),
        "shanarri": {"scotland"},
        "secure_care_standards": {"scotland"},
        "scotland_personal_plan": {"scotland"},
        "scotland_looked_after": {"scotland"},
        "scotland_childs_plan": {"scotland"},
        "scotland_carm": {"scotland"},
        "england_placement_plan": {"england"},
        "england_not_looked_after": {"england"},
        "wales_personal_plan": {"wales"},
    }


def test_all_44_standards_are_there_in_their_stages() -> None:
    items = shipped()["secure_care_standards"].items
    assert [item.number for item in items] == [str(n) for n in range(1, 45)]
    stages = {stage: [i.number for i in items if i.stage is stage] for stage in Stage}
    assert (stages[Stage.BEFORE][-1], stages[Stage.DURING][0]) == ("14", "15")
    assert (stages[Stage.DURING][-1], stages[Stage.MOVING_ON][0]) == ("37", "38")


def test_a_standard_whose_wording_is_not_held_says_so_and_invents_nothing() -> None:
    items = {item.number: item for item in shipped()["secure_care_standards"].items}
    assert [number for number, item in items.items() if not item.held] == NOT_HELD
    for number in NOT_HELD:
        item = items[number]
        inferred = number in ("16", "19", "26")
        assert item.evidence is (Checked.INFERRED if inferred else Checked.NOT_HELD)
        assert bool(item.words) is inferred
        assert item.words.startswith("Perhaps") is inferred


def test_the_nine_steps_and_the_eight_indicators_are_named() -> None:
    assert [item.name for item in shipped()["nine_steps"].items] == [
        "Inform", "Knowledge", "Rights", "Expectations", "Connections", "Engagement", "Health", "Care",
        "Confidence",
    ]  # fmt: skip
    assert [item.name for item in shipped()["shanarri"].items] == [
        "Safe", "Healthy", "Achieving", "Nurtured", "Active", "Respected", "Responsible", "Included",
    ]  # fmt: skip


def test_every_item_has_a_source_and_every_one_with_words_a_section_that_answers_it() -> None:
    for framework in shipped().values():
        assert framework.source
        for item in framework.items:
            assert item.source, (framework.key, item.number)
            assert bool(item.words) is bool(item.sections), (framework.key, item.number)


def test_every_section_of_the_plan_answers_something_in_each_nation() -> None:
    for nation in Jurisdiction:
        mine = [f for f in shipped().values() if not f.jurisdictions or nation in f.jurisdictions]
        answered = {section for f in mine for item in f.items for section in item.sections}
        assert {s.value for s in Section} - answered <= {11}, nation


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of resources/frameworks that may be changed."""
    return own_resources(tmp_path, monkeypatch, "frameworks", "checklists") / "frameworks"


def change(file: Path, was: str, becomes: str) -> int:
    """Change a file once and return the line of the change."""
    text = file.read_text("utf-8")
    assert was in text
    file.write_text(text.replace(was, becomes, 1), "utf-8")
    return text[: text.index(was)].count("\n") + 1


def test_an_item_with_a_mistake_is_left_out_and_everything_else_is_there(folder: Path) -> None:
    line = change(folder / "secure_care_standards.toml", 'stage = "before"', 'stage = "later"')
    found = files.read_framework_files()
    assert [f.sentence for f in found.faults] == [
        f'frameworks/secure_care_standards.toml, line {line}: "stage" has to be before, during or moving_on.'
    ]
    sizes = {one.key: len(one.items) for one in found.frameworks}
    assert sizes["secure_care_standards"] == 43
    assert sizes["nine_steps"] == 9
    assert len(sizes) == 10


def test_a_file_that_cannot_be_read_leaves_the_others(folder: Path) -> None:
    (folder / "shanarri.toml").write_text("key = shanarri\n", "utf-8")
    found = files.read_framework_files()
    assert [(f.file, f.line) for f in found.faults] == [("frameworks/shanarri.toml", 1)]
    assert len(found.frameworks) == 9


def test_words_may_be_missing_only_where_the_wording_is_not_held(folder: Path) -> None:
    line = change(folder / "secure_care_standards.toml", "number = 22\nheld = false", "number = 22")
    [fault] = files.read_framework_files().faults
    assert fault.line == line - 1, "the line of the entry's heading"
    assert fault.what == '"words" is missing; without them write held = false.'


def test_two_files_with_one_key_are_told_apart_and_the_second_is_left_out(folder: Path) -> None:
    (folder / "zz_copy.toml").write_bytes((folder / "shanarri.toml").read_bytes())
    found = files.read_framework_files()
    assert [f.file for f in found.faults] == ["frameworks/zz_copy.toml"]
    assert "shanarri is there already, in frameworks/shanarri.toml" in found.faults[0].what
    assert [one.key for one in found.frameworks].count("shanarri") == 1


def test_a_key_that_could_not_be_referred_to_is_told(folder: Path) -> None:
    change(folder / "shanarri.toml", 'key = "shanarri"', 'key = "sha:narri"')
    [fault] = files.read_framework_files().faults
    assert "letters, digits and _" in fault.what


def test_an_empty_folder_holds_no_frameworks_and_is_no_fault(folder: Path) -> None:
    for file in folder.iterdir():
        file.unlink()
    assert files.read_framework_files() == files.FrameworkFiles((), ())


def test_a_folder_that_is_gone_is_told(folder: Path) -> None:
    folder.rename(folder.with_name("moved away"))
    found = files.read_framework_files()
    assert found.frameworks == ()
    assert [fault.sentence for fault in found.faults] == ["frameworks: The folder cannot be opened."]


def test_the_steps_of_a_change_with_a_mistake_are_refused_in_words(folder: Path) -> None:
    file = folder.parent / "checklists" / "change_of_worker.toml"
    line = change(file, "first = -28", 'first = "-28"')
    steps = step_file.read_step_file()
    assert [f.sentence for f in steps.faults] == [
        f'checklists/change_of_worker.toml, line {line}: "first" has to be a whole number.'
    ]
    with pytest.raises(AppError, match="first"):
        step_file.templates_in(steps)


def test_a_step_that_is_missing_is_told(folder: Path) -> None:
    file = folder.parent / "checklists" / "change_of_worker.toml"
    file.write_text(file.read_text("utf-8").rpartition("[[step]]")[0], "utf-8")
    steps = step_file.read_step_file()
    assert [f.sentence for f in steps.faults] == [
        "checklists/change_of_worker.toml: Step 10 is missing; there have to be ten."
    ]
    with pytest.raises(AppError, match="Step 10"):
        step_file.templates_in(steps)
