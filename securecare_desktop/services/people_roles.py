"""Reads resources/people/roles.toml: what people around a young person are called, by group and nation.

A team may change the file. A group with a mistake is left out, the others are there; what is offered is never
asked for: anything may be written.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..core.resource_files import Fault, Key, Shape, Table, read_file
from ..core.text import _
from ..domain.coverage import is_of
from ..domain.people import Circle
from ..domain.staff import Jurisdiction

FILE = "people/roles.toml"

SHAPE = Shape(
    lists={
        "group": {
            "key": Key(str),
            "title": Key(str),
            "circle": Key(str, one_of=tuple(Circle)),
            "everywhere": Key(str, needed=False, many=True),
            **{nation.value: Key(str, needed=False, many=True) for nation in Jurisdiction},
        }
    },
    no_two_alike={"group": "key"},
    needs=("group",),
)
"""What the file holds."""


@dataclass(frozen=True, slots=True)
class PersonRole:
    """What somebody is called by others; `nations` are those it is used in, empty for all."""

    name: str
    group: str
    circle: Circle
    nations: tuple[Jurisdiction, ...] = ()


@dataclass(frozen=True, slots=True)
class RoleFile:
    """The roles in the order of the file, and what is wrong with it."""

    roles: tuple[PersonRole, ...]
    faults: tuple[Fault, ...]

    def roles_in(self, *nations: Jurisdiction | None) -> tuple[PersonRole, ...]:
        """Return the roles that there are in one of the nations, or everywhere."""
        return tuple(role for role in self.roles if is_of(role.nations, *nations))


@cache
def role_file() -> RoleFile:
    """Return what the file holds; read at the first call. Raises nothing."""
    return read_role_file()


def read_role_file() -> RoleFile:
    """Read the file anew. Raises nothing: a group with a mistake is left out."""
    contents = read_file(FILE, SHAPE)
    faults = list(contents.faults)
    roles = tuple(role for group in contents.lists["group"] for role in _roles_of(group, faults))
    return RoleFile(roles, tuple(sorted(faults, key=lambda fault: fault.line)))


def _roles_of(group: Table, faults: list[Fault]) -> Iterator[PersonRole]:
    """Yield the roles of one group; one that stands in the lists of several nations is one role of all of them."""
    nations: dict[str, list[Jurisdiction]] = {}
    for nation in Jurisdiction:
        for name in group.get(nation.value, ()):
            nations.setdefault(name, []).append(nation)
    everywhere = group.get("everywhere", ())
    for name in everywhere:
        if name in nations:
            what = _('"everywhere" has {role}, and so has the list of one nation: keep one of them.')
            faults.append(group.fault("everywhere", what.format(role=name)))
            del nations[name]
    if not everywhere and not nations:
        faults.append(group.fault("key", _("There is no role in this group.")))
    circle = Circle(group["circle"])
    for name in everywhere:
        yield PersonRole(name, group["title"], circle)
    for name, own in nations.items():
        yield PersonRole(name, group["title"], circle, tuple(own))
