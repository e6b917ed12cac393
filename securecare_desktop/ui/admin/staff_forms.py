"""The forms of the staff page as data: a new colleague, their details, a new password, the unit."""

from dataclasses import fields
from typing import Any

from ...core.errors import Problem
from ...core.labels import choices
from ...core.text import _
from ...domain.passwords import problems_in_password
from ...domain.staff import Jurisdiction, Role, StaffMember
from ..widgets.fields import Field, Heading


def new_member_fields() -> tuple[Field | Heading, ...]:
    """Return the form that adds somebody."""
    return (
        Field("name", _("First and last name"), hint=_("As it stands on the sign-in page.")),
        *details_fields(),
        Heading(_("First password"), _("Tell it to them in person.")),
        *password_fields(),
    )


def details_fields() -> tuple[Field, ...]:
    """Return the fields of an account that can change later."""
    return (
        Field("role", _("Role"), "choice", choices=choices(Role), hint=_("Decides what they may do here.")),
        Field("job_title", _("What the house calls them"), optional=True, example=_("Night worker")),
        Field("pronouns", _("Pronouns"), optional=True),
    )


def password_fields() -> tuple[Field, ...]:
    """Return a password and the same once more."""
    rule = _("At least 12 characters. Three words that do not belong together are easy to keep.")
    return (
        Field("password", _("Password"), "password", hint=rule),
        Field("again", _("Password once more"), "password"),
    )


def unit_fields() -> tuple[Field, ...]:
    """Return what can be said about the unit."""
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
        Field("marking", _("Protective marking"), hint=_("Stands on every page of a pack.")),
        Field("handling", _("How packs are handled"), "text", rows=2),
        Field("phone", _("Phone"), optional=True),
    )


def problems_in_two_passwords(values: dict[str, Any], name: str) -> tuple[Problem, ...]:
    """Return what is wrong with a password that somebody wrote twice for `name`."""
    found = problems_in_password(values["password"], name)
    if values["password"] and values["again"] and values["password"] != values["again"]:
        found = (*found, Problem("again", _("The two passwords differ. Write the same one twice.")))
    return found


def member_of(values: dict[str, Any]) -> StaffMember:
    """Return the account that a filled-in form asks for; which unit it is in, the service knows."""
    known = {f.name for f in fields(StaffMember)}
    taken = {name: value for name, value in values.items() if name in known}
    role = Role(values["role"]) if values["role"] else Role.RESIDENTIAL_WORKER
    return StaffMember(**{**taken, "role": role, "unit_id": ""})
