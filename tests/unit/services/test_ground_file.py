"""resources/family_time/grounds.toml: what ships reads without a mistake, and a mistake is told by file and line."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from securecare_desktop.domain.family_time import LimitGround, NotifyWithin
from securecare_desktop.domain.source_marks import SourceMark
from securecare_desktop.domain.staff import Jurisdiction
from securecare_desktop.services import ground_file as files
from securecare_desktop.services.resource_faults import faults_in_resources
from tests.support.resource_root import all_resources, read_anew

G, J, M = LimitGround, Jurisdiction, SourceMark


@pytest.fixture
def grounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the file that may be changed."""
    with read_anew():
        yield all_resources(tmp_path, monkeypatch) / "family_time" / "grounds.toml"


def change(file: Path, was: str, becomes: str) -> int:
    """Change the file once and return the line of the change."""
    text = file.read_text("utf-8")
    assert was in text
    file.write_text(text.replace(was, becomes, 1), "utf-8")
    return text[: text.index(was)].count("\n") + 1


def test_what_ships_has_no_mistake_and_behaviour_is_no_ground() -> None:
    shipped = files.read_ground_file()
    assert shipped.faults == ()
    words = " ".join(f"{one.key} {one.words}" for one in shipped.grounds).lower()
    assert not any(word in words for word in ("behav", "sanction", "punish", "reward"))
    assert all(one.source for one in (*shipped.grounds, *shipped.never))


@pytest.mark.parametrize(
    ("nation", "key", "mark", "days"),
    [
        (J.ENGLAND, G.AUTHORITY_URGENT, M.SEEN, 7),
        (J.WALES, G.AUTHORITY_URGENT, M.FROM_MEMORY, 7),
        (J.ENGLAND, G.REGULATION_22, M.IN_PART, None),
        (J.SCOTLAND, G.HEAD_OF_UNIT, M.SEEN, None),
        (J.SCOTLAND, G.HEARING_DIRECTION, M.SEEN, None),
        (J.WALES, G.YOUNG_PERSONS_CHOICE, M.SUGGESTION, None),
    ],
)
def test_a_ground_says_how_sure_it_is_and_how_many_days_it_lasts(
    nation: Jurisdiction, key: LimitGround, mark: SourceMark, days: int | None
) -> None:
    ground = files.read_ground_file().rules_in(nation).get(key)
    assert ground is not None
    assert (ground.mark, ground.days) == (mark, days)


def test_an_emergency_under_regulation_22_is_told_within_24_hours() -> None:
    ground = files.read_ground_file().rules_in(J.ENGLAND).get(G.REGULATION_22)
    assert ground is not None
    assert ground.tell_of(emergency=False) == ()
    assert [one.within for one in ground.tell_of(emergency=True)] == [NotifyWithin.DAY]


@pytest.mark.parametrize("nation", list(Jurisdiction))
def test_each_nation_says_that_a_limit_is_no_sanction(nation: Jurisdiction) -> None:
    never = files.read_ground_file().rules_in(nation).never
    assert never is not None
    assert never.words.startswith(f"In {nation.value.title()}:")


def test_nothing_holds_where_no_nation_is_known() -> None:
    assert files.read_ground_file().rules_in(None).grounds == ()


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ('key = "head_of_unit"', 'key = "behaviour"', '"key" has to be court_order'),
        ("days = 7", "days = 0", '"days" has to be from 1 to'),
        ('"at_once: The reviewing officer"', '"soon: The officer"', "before the colon"),
        ('"at_once: The reviewing officer"', '"at_once:"', "before the colon"),
        ('evidence = "V-part"', 'evidence = "sure"', '"evidence" has to be V'),
        ('key = "authority_urgent"', 'key = "court_order"', "is there already for england, in line"),
        ('jurisdictions = ["wales"]', 'jurisdictions = ["france"]', '"jurisdictions" has to be scotland'),
    ],
)
def test_a_mistake_is_told_by_its_line_and_the_other_grounds_are_there(
    grounds: Path, was: str, becomes: str, said: str
) -> None:
    line = change(grounds, was, becomes)
    found = files.read_ground_file()
    [fault] = found.faults
    assert (fault.file, said in fault.what) == ("family_time/grounds.toml", True), fault.what
    assert 0 <= line - fault.line <= 3, "the key, also where its list goes on over several lines"
    assert len(found.grounds) == 8
    assert fault in faults_in_resources()


def test_a_file_that_is_gone_is_told_and_leaves_no_ground(grounds: Path) -> None:
    grounds.unlink()
    assert files.read_ground_file().grounds == ()
    assert [fault.file for fault in faults_in_resources()] == ["family_time/grounds.toml"]
