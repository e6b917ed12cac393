"""What the file of a pack is called. How a copy leaves the program stands in widgets/hand_out."""

from ...core.text import _
from ...domain.editions import Edition


def file_name(edition: Edition, copy_number: int) -> str:
    """Return a file name that names nobody: it will stand in lists of recent files."""
    if edition.is_map:
        own = edition.is_theirs
        return _("my-map-of-people.pdf") if own else _("map-of-people-copy-{n}.pdf").format(n=copy_number)
    if edition.is_stay:
        return _("record-of-stay-copy-{n}.pdf").format(n=copy_number)
    if edition.is_shared:
        return _("family-time-copy-{n}.pdf").format(n=copy_number)
    if edition.is_theirs:
        return _("my-plan.pdf") if edition.is_plan else _("my-change-of-worker.pdf")
    if edition is Edition.PLAN:
        return _("plan-copy-{n}.pdf").format(n=copy_number)
    return _("handover-pack-copy-{n}.pdf").format(n=copy_number)
