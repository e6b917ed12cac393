"""The roles that ship, what a form offers of them, and what is said of a file with a mistake."""

from dataclasses import replace
from pathlib import Path

import pytest

from securecare_desktop.core import resource_files
from securecare_desktop.core.paths import resource
from securecare_desktop.domain.people import Circle
from securecare_desktop.domain.staff import Jurisdiction, Role
from securecare_desktop.domain.young_people import LegalBasis
from securecare_desktop.services.people_roles import FILE, PersonRole, read_role_file
from tests.support.house import KAI, House

ENGLAND, SCOTLAND, WALES = Jurisdiction.ENGLAND, Jurisdiction.SCOTLAND, Jurisdiction.WALES


def names(roles: tuple[PersonRole, ...]) -> set[str]:
    return {role.name for role in roles}


def test_the_file_that_ships_has_no_mistake_and_no_role_twice_in_one_nation() -> None:
    file = read_role_file()
    assert file.faults == ()
    for nation in Jurisdiction:
        offered = [role.name for role in file.roles_in(nation)]
        assert len(offered) > 70
        assert len(set(offered)) == len(offered)
    assert {role.circle for role in file.roles} == set(Circle)


@pytest.mark.parametrize(
    ("nation", "here", "elsewhere"),
    [
        (SCOTLAND, {"Safeguarder", "Head of unit"}, {"Independent visitor", "Registered manager"}),
        (ENGLAND, {"Independent visitor", "Ofsted inspector"}, {"Safeguarder", "Estyn inspector"}),
        (WALES, {"Independent visitor", "Estyn inspector"}, {"Safeguarder", "Ofsted inspector"}),
    ],
)
def test_each_nation_has_its_own_roles_beside_those_of_all(
    nation: Jurisdiction, here: set[str], elsewhere: set[str]
) -> None:
    offered = names(read_role_file().roles_in(nation, None))
    assert here | {"Parent", "Teacher", "GP"} <= offered
    assert elsewhere.isdisjoint(offered)


def test_a_role_of_two_nations_is_offered_once_to_somebody_of_both() -> None:
    offered = [role.name for role in read_role_file().roles_in(ENGLAND, WALES)]
    assert offered.count("Independent visitor") == 1


def test_the_law_somebody_is_here_under_adds_its_roles(house: House) -> None:
    services = house.signed_in(Role.SHIFT_LEAD)
    assert "Safeguarder" not in names(services.people.roles(KAI))
    assert not services.people.has_relevant_persons(KAI)
    stay = services.stays.current(KAI)
    assert stay is not None
    services.stays.save(replace(stay, legal_basis=LegalBasis.SCOTLAND_COURT))
    assert {"Safeguarder", "Independent visitor"} <= names(services.people.roles(KAI))
    assert services.people.has_relevant_persons(KAI)


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ('circle = "house"', 'circle = "home"', '"circle" has to be own_people, house or professional.'),
        ('key = "house"', 'key = "own_people"', '"key" own_people is there already'),
        ('title = "where they live"', 'title = ""', '"title" is empty.'),
        ('scotland = ["Head of unit"]', 'scotland = "Head of unit"', '"scotland" has to be a list'),
    ],
)
def test_a_mistake_names_the_file_and_the_line_and_leaves_the_other_groups(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str, after: str, what: str
) -> None:
    text = resource(FILE).read_text(encoding="utf-8")
    assert before in text
    (tmp_path / FILE).parent.mkdir()
    (tmp_path / FILE).write_text(text.replace(before, after, 1), encoding="utf-8")
    monkeypatch.setattr(resource_files, "resource", lambda name: tmp_path / name)
    file = read_role_file()
    (fault,) = file.faults
    assert (fault.file, fault.line > 1, what in fault.what) == (FILE, True, True)
    assert "Night worker" not in names(file.roles)
    assert {"Parent", "Teacher"} <= names(file.roles)


def test_a_role_for_all_and_for_one_nation_is_told_and_offered_to_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = resource(FILE).read_text(encoding="utf-8")
    (tmp_path / FILE).parent.mkdir()
    changed = text.replace('scotland = ["Head of unit"]', 'scotland = ["Chef"]', 1)
    (tmp_path / FILE).write_text(changed, encoding="utf-8")
    monkeypatch.setattr(resource_files, "resource", lambda name: tmp_path / name)
    file = read_role_file()
    (fault,) = file.faults
    assert "Chef" in fault.what
    assert [role.nations for role in file.roles if role.name == "Chef"] == [()]
