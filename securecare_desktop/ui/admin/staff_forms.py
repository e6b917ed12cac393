"""The forms of the staff page as data: a new colleague, their details, a last day, a unit."""

from dataclasses import fields, replace
from typing import Any

from ...core.labels import choices
from ...core.text import _
from ...domain.staff import Jurisdiction, Role, StaffMember, Unit
from ...domain.validation import LONGEST_PIN_MINUTES
from ..widgets.binding import filled
from ..widgets.fields import Field, Heading

Units = tuple[Unit, ...]


def new_member_fields(units: Units) -> tuple[Field | Heading, ...]:
    """Return the form that adds somebody to one of these units, with a password that the program thinks up."""
    return (
        Field("name", _("First and last name"), hint=_("As it stands on the sign-in page.")),
        *details_fields(units),
        last_day_field(_("The account ends by itself after it. Agency workers usually have one.")),
    )


def details_fields(units: Units) -> tuple[Field, ...]:
    """Return the fields of an account that can change later; units only where there is more than one."""
    return (
        Field("role", _("Role"), "choice", choices=choices(Role), hint=_("Decides what they may do here.")),
        Field("job_title", _("What the house calls them"), optional=True, example=_("Night worker")),
        Field("pronouns", _("Pronouns"), optional=True),
        *(_unit_choices(units) if len(units) > 1 else ()),
    )


def _unit_choices(units: Units) -> tuple[Field, ...]:
    named = tuple((unit.id, unit.name) for unit in units)
    return (
        Field("unit_id", _("At home in"), "choice", choices=named),
        Field(
            "other_unit_ids",
            _("Works in as well"),
            "choices",
            choices=named,
            optional=True,
            hint=_("They reach the records of every unit that is ticked."),
        ),
    )


def last_day_field(hint: str) -> Field:
    """Return the field for the last day of an account."""
    return Field("ends", _("Last day"), "date", hint=hint, optional=True)


def unit_fields() -> tuple[Field | Heading, ...]:
    """Return what can be said about a unit, and what is set for it."""
    pin_hint = _("How long a PIN may undo its owner's own lock. 0 allows no PIN.")
    return (
        Field("name", _("Unit"), hint=_("The group that lives together.")),
        Field("house_name", _("House"), hint=_("The building.")),
        Field(
            "jurisdiction",
            _("Nation"),
            "segments",
            choices=choices(Jurisdiction),
            hint=_("Whose law the house works under."),
        ),
        Field("phone", _("Phone"), optional=True),
        Field(
            "shift_starts",
            _("When the shifts begin"),
            hint=_("Early, late and night, such as 07:00, 14:00, 21:30."),
        ),
        Heading(_("Packs")),
        Field("marking", _("Protective marking"), hint=_("Stands on every page of a pack.")),
        Field("handling", _("How packs are handled"), "text", rows=2),
        Heading(_("Signing in and signing")),
        Field(
            "pin_minutes",
            _("Minutes for a PIN"),
            "number",
            least=0,
            most=LONGEST_PIN_MINUTES,
            hint=pin_hint,
        ),
        Field(
            "password_for_signing",
            _("Ask for the password when an entry is signed"),
            "yes_no",
            hint=_("Safer where a screen is left open; slower on a busy shift."),
        ),
    )


def unit_of(unit: Unit, values: dict[str, Any]) -> Unit:
    """Return the unit as a filled-in form says; the times stand in one line there."""
    starts = tuple(
        part.strip() for part in values["shift_starts"].replace(";", ",").split(",") if part.strip()
    )
    return filled(unit, {**values, "shift_starts": starts})


def names_of(items: tuple[Field | Heading, ...]) -> tuple[str, ...]:
    """Return the names of the fields among these items."""
    return tuple(item.name for item in items if isinstance(item, Field))


def member_of(values: dict[str, Any]) -> StaffMember:
    """Return the new account that a filled-in form asks for; without a unit the service knows which."""
    known = {f.name for f in fields(StaffMember)}
    taken = {name: value for name, value in values.items() if name in known}
    role = Role(values["role"]) if values["role"] else Role.RESIDENTIAL_WORKER
    return StaffMember(**{"unit_id": "", **taken, "role": role})


def changed(member: StaffMember, values: dict[str, Any], units: Units) -> StaffMember:
    """Return the account with what the form says; units that are not offered in it stay as they are."""
    offered = {unit.id for unit in units}
    hidden = tuple(unit_id for unit_id in member.other_unit_ids if unit_id not in offered)
    after = filled(member, values)
    if "other_unit_ids" not in values:
        return after
    return replace(after, other_unit_ids=(*after.other_unit_ids, *hidden))
