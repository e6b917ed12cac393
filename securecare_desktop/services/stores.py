"""Making a new store: folder, key, recovery key, unit and first manager."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.errors import InputError, Problem, SignInRefused, StoreError
from ..core.identity import new_id
from ..core.paths import make_private_folder
from ..core.text import _, tidy
from ..domain.passwords import problems_in_password
from ..domain.permissions import Action
from ..domain.record import Actor
from ..domain.staff import Jurisdiction, Role, StaffMember, Unit
from .session import Session, holds_store
from .way_in import Entrance, let_in

if TYPE_CHECKING:
    from ..security.keyslots import KeyCost


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStore:
    """What the first-run assistant asks for."""

    unit_name: str
    house_name: str
    jurisdiction: Jurisdiction
    manager_name: str
    password: str
    manager_job_title: str = ""


@dataclass(frozen=True, slots=True)
class MadeStore:
    """A new store: who was made its manager, and the recovery key, which is shown this once."""

    manager: StaffMember
    unit: Unit
    recovery_key: str


def problems_in_new_store(wanted: NewStore) -> tuple[Problem, ...]:
    """Return what has to be put right before a store can be made, in the order of the form."""
    found = [
        Problem(field, sentence)
        for field, value, sentence in (
            ("unit_name", wanted.unit_name, _("Write the name of the unit.")),
            ("house_name", wanted.house_name, _("Write the name of the house.")),
            ("manager_name", wanted.manager_name, _("Write your first and last name.")),
        )
        if not value.strip()
    ]
    house = (wanted.unit_name, wanted.house_name)
    return (*found, *problems_in_password(wanted.password, wanted.manager_name, house=house))


class StoresService:
    """Makes stores. Needs nobody signed in: the folder is empty and the maker becomes its manager."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def exists(self, folder: Path) -> bool:
        """Say whether `folder` holds anything of a store, so that it is opened and not made anew."""
        return holds_store(folder)

    def create(self, folder: Path, wanted: NewStore, cost: "KeyCost | None" = None) -> MadeStore:
        """Make a store in `folder` and sign its manager in.

        Raises InputError for what has to be put right, StoreError when the folder is in use or cannot be
        written; nothing half-made is left behind then.
        """
        from ..db.store import Store
        from ..security.keyslots import House, Keyring, SlotPerson

        problems = problems_in_new_store(wanted)
        if problems:
            raise InputError(problems)
        if self.exists(folder):
            raise StoreError(
                _("There is a store in this folder already."), _("Open it, or choose an empty folder.")
            )
        key, store_id = os.urandom(32), new_id()
        unit = Unit(
            id=new_id(),
            name=tidy(wanted.unit_name).strip(),
            house_name=tidy(wanted.house_name).strip(),
            jurisdiction=wanted.jurisdiction,
        )
        manager = StaffMember(
            id=new_id(),
            name=tidy(wanted.manager_name).strip(),
            role=Role.UNIT_MANAGER,
            unit_id=unit.id,
            job_title=tidy(wanted.manager_job_title).strip(),
            starts=self._session.clock.today(),
        )
        house = House(unit.name, unit.house_name, unit.jurisdiction.value)
        person = SlotPerson(manager.id, manager.name, manager.role.value, manager.job_title)
        made = False
        try:
            make_private_folder(folder)
            ring = Keyring.create(store_id, house, key, cost=cost).with_slot(key, person, wanted.password)
            ring, recovery_key = ring.with_recovery_slot(key)
            store = Store.create(folder, key, store_id, self._session.clock)
            made = True
            try:
                actor = Actor(manager.id, manager.name, manager.role.value, self._session.computer)
                with store.work(actor) as work:
                    work.units.add(unit)
                    work.staff.add(manager)
                    work.note("store_made")
            finally:
                store.close()
            ring.write(folder, key)
        except (OSError, StoreError) as error:
            if made:  # else what lies there is not ours: another window may just have made a store
                clear_half_made(folder)
            if isinstance(error, StoreError):
                raise
            raise StoreError(
                _("The folder for the store cannot be written."),
                _("Choose another folder, or make room on the disk and try again."),
            ) from None
        session = self._session
        session.folder = folder
        member = let_in(session, manager.id, key, session.keys.ring(), Entrance())
        return MadeStore(member, unit, recovery_key)

    def recover(self, staff_id: str, recovery_key: str, password: str) -> str:
        """Give a unit manager a new password with the recovery key from the safe, and return the next recovery key.

        It opens the store for this alone: nobody is signed in afterwards, the pause of every name is lifted, and
        the key that was typed no longer opens anything. Raises SignInRefused where the key does not open the
        store or the name is no unit manager's, InputError for a password that will not do, StoreError.
        """
        from ..security.tries import Tries

        session = self._session
        ring = session.keys.ring()
        person = next((p for p in ring.people if p.staff_id == staff_id), None)
        if person is None or person.role != Role.UNIT_MANAGER.value:
            raise SignInRefused(
                _("The recovery key gives a unit manager a new password."), _("Choose a unit manager's name.")
            )
        problems = problems_in_password(password, person.name)
        if problems:
            raise InputError(problems)
        key = ring.unlock_with_recovery_key(recovery_key)
        member = let_in(session, staff_id, key, ring, Entrance(how="recovery_key"))
        try:
            with session.own_work() as work:
                work.note("recovery_key_used", record_kind="staff", record_id=member.id)
            with (
                session.own_work()
            ):  # by itself, with nothing to save: else a full disk could use the key up unseen
                session.keys.add_slot(member, password)
                next_key = session.keys.new_recovery_key()
        finally:
            session.lock("signed_out")
        Tries.read(session.require_folder()).lift_all()
        return next_key

    def note_recovery_page(self) -> None:
        """Have the trail say that the page with the recovery key was drawn, where somebody is signed in.

        Nobody is after a password was set with the recovery key; that the key was replaced stands there already.
        """
        if self._session.signed_in:
            with self._session.writing(Action.MANAGE_UNIT) as work:
                work.note("recovery_key_printed")

    def recovery_page(self, unit_name: str, recovery_key: str) -> bytes:
        """Return the page for the safe as PDF, with the recovery key on it. It is kept nowhere."""
        from ..documents.recovery_key import recovery_key_page
        from ..documents.renderer import render

        return render(recovery_key_page(unit_name, recovery_key, self._session.clock.now())).pdf


def clear_half_made(folder: Path) -> None:
    """Remove what there is of a store that could not be finished; a disk that refuses this too is let be."""
    for name in ("store.db", "store.db-wal", "store.db-shm", "keyring.json"):
        try:
            (folder / name).unlink(missing_ok=True)
        except OSError:
            continue  # the sentence about the disk is on its way; the others may still go
