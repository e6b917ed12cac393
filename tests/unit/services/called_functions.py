"""Every service function called once about a young person, and what it was called with, so that others can do it again."""

import shutil
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import pytest

from securecare_desktop.core.clock import FixedClock
from securecare_desktop.core.errors import AppError
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.staff import Role
from securecare_desktop.services.bundle import Services
from tests.support.house import NOW, PASSWORD, House, let_keys_be_cheap
from tests.unit.services.permission_calls import know_the_lists
from tests.unit.services.permission_rows import OUTSIDE, TABLE

MANAGER = Role.UNIT_MANAGER
LOCKS = frozenset({"store_key.change_key"})
"""They close the store for a while, and are tried by themselves."""


def birch(work: Any) -> str:
    return next(u.id for u in work.units.find() if u.name == "Birch")


def also_on_birch(house: House) -> None:
    """Have everybody work on Birch too, where Mia lives."""
    with house.signed_in(MANAGER).session.writing(Action.MANAGE_UNIT) as work:
        for member in work.staff.find():
            work.staff.save(replace(member, other_unit_ids=(birch(work),)))


class _Recorded:
    """A service whose calls are written down on their way through."""

    def __init__(self, name: str, service: Any, calls: list[tuple[str, tuple[Any, ...], dict[str, Any]]]):
        self._name, self._service, self._calls = name, service, calls

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._service, name)
        if not callable(found):
            return found

        def call(*args: Any, **kwargs: Any) -> Any:
            self._calls.append((f"{self._name}.{name}", args, kwargs))
            return found(*args, **kwargs)

        return call


class Listening:
    """Services that write down what is asked of them."""

    def __init__(self, services: Services) -> None:
        self.calls: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = []
        for field in fields(Services):
            service = getattr(services, field.name)
            outside = field.name in OUTSIDE
            setattr(self, field.name, service if outside else _Recorded(field.name, service, self.calls))


Given = dict[str, tuple[tuple[Any, ...], dict[str, Any]]]


def arguments(house: House, who: str) -> Given:
    """Return what every function is called with when a manager of both units does it about `who`."""
    services = house.signed_in(MANAGER)
    know_the_lists(house, services)
    listening = Listening(services)
    found = {"drafts.load": (("form",), {}), "drafts.unfinished": ((who,), {})}
    for name, row in TABLE.items():
        if name in LOCKS:
            found[name] = ((PASSWORD, lambda _done, _of: None), {})
            continue
        with suppress(AppError):
            row.call(listening, who)  # type: ignore[arg-type]
        found[name] = next((args, more) for called, args, more in reversed(listening.calls) if called == name)
    services.session.lock()
    return found


@dataclass(frozen=True)
class Asked:
    """A house in which a manager has called every function about one young person, and what each was given."""

    folder: Path
    given: Given

    def moved_into(self, house: House) -> Given:
        """Let a house be as this one is, and return what was given: the ids in it are those of its records."""
        shutil.rmtree(house.folder)
        shutil.copytree(self.folder, house.folder)
        return self.given


def asked_about(who: str, folder: Path, house_template: Path, *, on_birch: bool) -> Asked:
    shutil.copytree(house_template, folder)
    house = House(folder, FixedClock(NOW))
    with pytest.MonkeyPatch.context() as patch:
        let_keys_be_cheap(patch)
        if on_birch:
            also_on_birch(house)
        given = arguments(house, who)
        if on_birch:
            with house.signed_in(MANAGER).session.writing(Action.MANAGE_UNIT) as work:
                for member in work.staff.find():
                    work.staff.save(replace(member, other_unit_ids=()))
        for services in house.opened:
            services.session.lock()
    return Asked(folder, given)


def call(services: Services, name: str, given: tuple[tuple[Any, ...], dict[str, Any]]) -> Any:
    """Call a function by its name, such as "plans.save_part"."""
    noun, function = name.split(".")
    args, more = given
    return getattr(getattr(services, noun), function)(*args, **more)
