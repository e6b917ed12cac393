"""What shows that something was done can be a record or a file: one about the same young person, and no other."""

from typing import TYPE_CHECKING

from ..core.errors import Gone
from ..core.text import _

if TYPE_CHECKING:
    from ..db.unit_of_work import Work


def require_evidence(work: "Work", kind: str, record_id: str, young_person_id: str) -> None:
    """Raise Gone unless a linked record is there and about this young person; nothing linked is fine."""
    if not record_id:
        return
    linked = work.withholdings.whole(kind, record_id)
    if linked is None or getattr(linked, "young_person_id", "") != young_person_id:
        raise Gone(_("What was linked as evidence is no longer there."), _("Choose it again."))
