"""The line that names what was changed in a version of the plan after the young person saw it."""

from collections.abc import Callable

from ...core.labels import label
from ...core.text import _, ngettext
from ...domain.plans import Section
from ..widgets.card import Banner


def changed_since(
    sections: tuple[int, ...], name: str, share_again: Callable[[], object] | None
) -> Banner | None:
    """Return the line, or None where they saw it as it is; `share_again` is offered where that is possible."""
    if not sections:
        return None
    strong = ngettext(
        "{n} section was changed after {name} saw this version:",
        "{n} sections were changed after {name} saw this version:",
        len(sections),
    ).format(n=len(sections), name=name)
    names = "; ".join(f"{section} {label(Section(section))}" for section in sections)
    links = ((_("Share it again"), share_again),) if share_again is not None else ()
    return Banner(strong, f"{names}.", "soon", icon="message-circle-warning", links=links)
