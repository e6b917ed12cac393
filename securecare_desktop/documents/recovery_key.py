"""One page for the safe: the recovery key of a store, shown once when the store is made."""

from datetime import datetime

from ..core.clock import local
from ..core.text import _, clock_time, day_full
from .tree import (
    Bullets,
    Document,
    Fact,
    Facts,
    Furniture,
    Heading,
    Lines,
    PageTitle,
    Paragraph,
    Part,
    ReasonBox,
)


def recovery_key_page(unit_name: str, recovery_key: str, made_at: datetime) -> Document:
    """Return the page that goes into the safe. The key is printed as it is given, in its groups."""
    made = f"{day_full(local(made_at).date())}, {clock_time(made_at)}"
    parts: tuple[Part, ...] = (
        PageTitle(_("Recovery key"), _("for the safe of {unit}").format(unit=unit_name)),
        Paragraph(
            _(
                "This key opens the records when nobody who has a password is there, or when all passwords are "
                "forgotten. Without it and without a password, nobody can open them, also not the maker of the program."
            )
        ),
        ReasonBox(_("Recovery key"), recovery_key.strip()),
        Facts((Fact(_("Unit"), unit_name), Fact(_("Made on"), made))),
        Heading(_("How to keep it"), "key-round"),
        Bullets(
            (
                _("Put this page into the safe today. Keep no photo and no copy of it on a computer."),
                _("Whoever has this page and the computer can read every record."),
                _("After it was used, make a new key. The old one then opens nothing."),
            )
        ),
        Heading(_("How to use it"), "log-in"),
        Paragraph(
            _(
                "Type it where the sign-in page asks for the recovery key. Spaces, dashes and small letters do not matter."
            )
        ),
        Heading(_("Taken out of the safe by, when and why"), "scroll-text"),
        Lines(4),
    )
    return Document(
        title=_("Recovery key"),
        furniture=Furniture(
            head_left=_("For the safe. Not for a desk, not for a folder."), foot_left=unit_name
        ),
        parts=parts,
        made_at=made_at,
    )
