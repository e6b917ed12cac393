"""resources/clocks/*.toml: what ships reads without a mistake, each rule as it is marked, and a mistake is told."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from securecare_desktop.domain.checklists import RestsOn
from securecare_desktop.domain.clock_state import WITHOUT_DATE
from securecare_desktop.domain.clocks import ClockKind, ClockRule
from securecare_desktop.domain.source_marks import SourceMark
from securecare_desktop.domain.staff import Jurisdiction
from securecare_desktop.domain.time_limits import Counting
from securecare_desktop.services.clock_file import clock_files, read_clock_files
from securecare_desktop.services.resource_faults import faults_in_resources
from securecare_desktop.services.rhythm_file import rhythm_file
from tests.support.resource_root import all_resources, read_anew

V, IN_PART, M = SourceMark.SEEN, SourceMark.IN_PART, SourceMark.FROM_MEMORY
NUMBERS = {"S": 31, "E": 35, "W": 16}
NATIONS = {"S": Jurisdiction.SCOTLAND, "E": Jurisdiction.ENGLAND, "W": Jurisdiction.WALES}
NOT_SEEN = {
    "S01": IN_PART, "S13": IN_PART, "S14": IN_PART, "S20": M, "S24": M, "S25": M, "E02": M, "E05": M, "E11": M,
    "E13": M, "E30": M, "W01": IN_PART, "W02": M, "W08": IN_PART, "W12": M, "W15": M,
}  # fmt: skip
"""The rules whose figures were not seen, or in part, as the report on rules and standards marks them."""
SEEN_OF_IT = {"W02c"}
"""Parts of such a rule whose figures were seen."""
NO_DATE = {"S02", "S03", "E06", "E07", "E16", "E35", "W06", "W07", "W11"}
LOCAL = {"E09", "E10", "E14"}


@pytest.fixture
def clocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of the files that may be changed."""
    with read_anew():
        yield all_resources(tmp_path, monkeypatch) / "clocks"


def rule(key: str) -> ClockRule:
    found = clock_files().get(key)
    assert found is not None
    return found


def change(file: Path, was: str, becomes: str) -> int:
    """Change the file once and return the line of the change."""
    text = file.read_text("utf-8")
    assert was in text
    file.write_text(text.replace(was, becomes, 1), "utf-8")
    return text[: text.index(was)].count("\n") + 1


def test_what_ships_has_no_mistake_and_holds_every_rule_of_the_report() -> None:
    files = read_clock_files()
    assert files.faults == ()
    expected = {f"{letter}{n:02d}" for letter, count in NUMBERS.items() for n in range(1, count + 1)}
    assert {one.key[:3] for one in files.rules} == expected
    assert all(one.jurisdictions == (NATIONS[one.key[0]],) for one in files.rules)


@pytest.mark.parametrize("one", clock_files().rules, ids=lambda one: one.key)
def test_a_rule_says_where_it_stands_how_sure_it_is_and_who_does_it(one: ClockRule) -> None:
    assert one.mark is (V if one.key in SEEN_OF_IT else NOT_SEEN.get(one.key[:3], V))
    assert all((one.source, one.title, one.from_what))
    dated = one.kind not in WITHOUT_DATE
    assert not dated or (one.who and one.shown_by)
    assert (one.kind is ClockKind.NO_DATE) >= (one.key in NO_DATE)
    assert (one.rests_on is RestsOn.TEAM) == one.usually_off == (one.key in LOCAL)


@pytest.mark.parametrize(
    ("key", "kind", "steps"),
    [
        ("S01", ClockKind.WINDOW, "72 hours, 28 days"),
        ("S04", ClockKind.DEADLINE, "72 hours"),
        ("S08", ClockKind.DEADLINE, "7 days"),
        ("S10", ClockKind.CHAIN, "1 month"),
        ("S12", ClockKind.CHAIN, "7 days, 3 months"),
        ("S13", ClockKind.DEADLINE, "0 hours"),
        ("S29", ClockKind.KEPT_UNTIL, "1200 months"),
        ("S31b", ClockKind.DEADLINE, "15 working days"),
        ("E08", ClockKind.CHAIN, "1 month, 3 months"),
        ("E12", ClockKind.DEADLINE, "5 working days"),
        ("E15", ClockKind.CHAIN, "1 week, 6 weeks"),
        ("E17", ClockKind.CHAIN, "20 working days, 3 months, 6 months"),
        ("E19", ClockKind.DEADLINE, "24 hours"),
        ("E20", ClockKind.DEADLINE, "48 hours"),
        ("E21", ClockKind.DEADLINE, "5 days"),
        ("E29", ClockKind.KEPT_UNTIL, "900 months"),
        ("W02c", ClockKind.DEADLINE, "28 days"),
        ("W03", ClockKind.DEADLINE, "12 hours"),
        ("W05", ClockKind.CHAIN, "15 working days, 3 months"),
        ("W09", ClockKind.INTERVAL, "3 months"),
    ],
)
def test_a_rule_has_the_kind_and_the_figures_of_the_report(key: str, kind: ClockKind, steps: str) -> None:
    assert rule(key).kind is kind
    assert ", ".join(step.words for step in rule(key).steps) == steps


def test_part_of_a_day_counts_as_a_day_in_the_rules_of_2013() -> None:
    assert rule("S12").counting is Counting.INCLUSIVE
    assert rule("S08").counting is Counting.EXCLUSIVE


def test_the_figures_of_a_rhythm_are_those_of_the_plan_reviews() -> None:
    of_rhythms = [one for one in clock_files().rules if one.rhythm and not one.usually_off]
    assert {one.key for one in of_rhythms} == {
        "S08", "S09", "S10", "S12", "S22", "S23", "S24", "E08", "E17", "W05", "W09",
    }  # fmt: skip
    for one in of_rhythms:
        rhythm = rhythm_file().get(one.rhythm)
        assert rhythm is not None
        assert rhythm.step(one.rhythm_step) == one.steps[0]
        assert rhythm.evidence == one.mark


def test_what_one_event_starts_begins_together() -> None:
    assert {one.key for one in clock_files().rules if one.event == "restraint"} == {"E19", "E20", "E21"}


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ('steps = ["7 days"]', 'steps = ["seven days"]', '"steps" has to be a list'),
        ('steps = ["72 hours", "28 days"]', 'steps = ["72 hours"]', "the total and the window"),
        ('steps = ["72 hours", "28 days"]', 'steps = ["72 hours", "1 months"]', "the total and the window"),
        (
            'kind = "chain"\nsteps = ["1 months"]',
            'kind = "chain"\nsteps = ["0 months"]',
            '"steps" has to be a list',
        ),
        ('kind = "window"', 'kind = "sometimes"', '"kind" has to be'),
        ('after = "S08"', 'after = "S10"', '"after" has to be the key'),
        ('after = "S08"', 'after = "X1"', '"after" has to be the key'),
        ('rhythm = "scotland_looked_after"', 'rhythm = "weekly"', "is not in the file of plan reviews"),
        ('evidence = "M"', 'evidence = "sure"', '"evidence" has to be'),
        ('kind = "window"', 'kind = "window"\nwarn = "soon"', '"warn" has to be'),
        ('kind = "window"', 'kind = "window"\nin_force_from = "spring"', '"in_force_from" has to be a day'),
    ],
)
def test_a_mistake_is_told_with_its_line_and_leaves_the_others(
    clocks: Path, was: str, becomes: str, said: str
) -> None:
    line = change(clocks / "scotland.toml", was, becomes)
    files = read_clock_files()
    (fault, *more) = [one for one in files.faults if said in one.what]
    assert fault.file == "clocks/scotland.toml"
    assert fault.line in (line, line + becomes.count("\n")) or more  # two rules that wait for each other
    assert len(files.rules) > 80
    assert fault in faults_in_resources()


def test_a_number_that_is_there_twice_is_told_also_across_files(clocks: Path) -> None:
    line = change(clocks / "wales.toml", 'key = "W03"', 'key = "E11"')
    (fault,) = read_clock_files().faults
    assert (fault.file, fault.line) == ("clocks/wales.toml", line)


def test_a_team_may_put_in_another_figure_and_a_day_of_the_law(clocks: Path) -> None:
    change(clocks / "england.toml", 'steps = ["72 hours"]\ntrigger', 'steps = ["24 hours"]\ntrigger')
    change(clocks / "england.toml", 'key = "E16"', 'key = "E16"\nin_force_from = "2024-08-28"')
    files = read_clock_files()
    assert files.faults == ()
    changed = files.get("E14")
    assert changed is not None
    assert [step.words for step in changed.steps] == ["24 hours"]
    dated = files.get("E16")
    assert dated is not None
    assert str(dated.in_force_from) == "2024-08-28"
