"""The editions of a pack as trees of parts: for the incoming worker, for the young person, and the plan for each.

The order of the parts is that of the domain report, 5.3 and 3.2; page one is the young person on one page. What
goes in was decided by whoever collected the content: nothing is asked for or left out here.
"""

from ..core.labels import label
from ..core.text import _, day_full
from ..domain.packs import PackContent
from .own_page import own_page
from .pack_first_page import first_page
from .pack_handover import handover_pages
from .pack_rights import rights_pages
from .pack_sections import sections
from .pack_words import joined, made_line, sentences
from .people_map import map_parts
from .plan_own_copy import own_plan
from .plan_pages import plan_parts, version_title
from .stay_record import stay_record_parts
from .tree import Document, Furniture, Look, PageTitle, Words, bold


def incoming_worker_pack(content: PackContent) -> Document:
    """Return the pack for the incoming worker: nineteen parts, and DRAFT with a list where things are missing."""
    title = PageTitle(
        content.young_person.name_used, _("Handover pack, from the story so far to the read-back")
    )
    return Document(
        title=_("Handover pack"),
        furniture=_furniture(content),
        parts=(
            first_page(content),
            title,
            *sections(content),
            *rights_pages(content),
            *handover_pages(content),
        ),
        made_at=content.made_at,
    )


def young_persons_copy(content: PackContent) -> Document:
    """Return the young person's own copy: large plain words, no marking, no number, theirs to keep."""
    if content.change is None:
        title = _("What comes next")
    else:
        change = content.change.change
        title = _("Your {role} is changing").format(role=(change.role_text or label(change.role)).lower())
    return Document(
        title=title,
        furniture=Furniture(foot_left=_("This page is yours. You choose where it is kept and who reads it.")),
        parts=own_page(content, title),
        look=Look.OWN_PAGE,
        made_at=content.made_at,
    )


def whole_plan(content: PackContent) -> Document:
    """Return one version of the plan: page one, the fourteen sections; a draft and a replaced one say so."""
    return Document(
        title=_("Placement plan"),
        furniture=_furniture(content, version_title(content)),
        parts=plan_parts(content),
        made_at=content.made_at,
    )


def young_persons_plan(content: PackContent) -> Document:
    """Return the young person's copy of their plan: large plain words, no marking, no number, theirs to keep."""
    return Document(
        title=_("My plan"),
        furniture=Furniture(foot_left=_("This plan is yours. You choose where it is kept and who reads it.")),
        parts=own_plan(content),
        look=Look.OWN_PAGE,
        made_at=content.made_at,
    )


def map_of_people(content: PackContent) -> Document:
    """Return one map of people with the young person's words and a list, for whoever it is handed to."""
    return Document(
        title=_("Map of people"),
        furniture=_furniture(content),
        parts=map_parts(content, own=False),
        made_at=content.made_at,
    )


def young_persons_map(content: PackContent) -> Document:
    """Return the young person's own copy of their map: no marking, no number, no locks, theirs to keep."""
    return Document(
        title=_("The people around me"),
        furniture=Furniture(foot_left=_("This map is yours. You choose where it is kept and who sees it.")),
        parts=map_parts(content, own=True),
        look=Look.OWN_PAGE,
        made_at=content.made_at,
    )


def stay_record(content: PackContent) -> Document:
    """Return the record of one stay that the law of its nation asks for, head by head."""
    return Document(
        title=_("Record of the stay"),
        furniture=_furniture(content),
        parts=stay_record_parts(content),
        made_at=content.made_at,
    )


def _furniture(content: PackContent, holds: str = "") -> Furniture:
    copy = _("Copy {number}").format(number=content.copy_number)
    role = f", {content.recipient_role}" if content.recipient_role else ""
    head: Words = (bold(copy), " ", _("for"), " ", bold(content.recipient), role)
    destroy = _("Destroy by {day}").format(day=day_full(content.destroy_by)) if content.destroy_by else ""
    born = _("born {day}").format(day=day_full(content.young_person.date_of_birth))
    return Furniture(
        marking=content.unit.marking,
        head_left=head,
        head_right=sentences(destroy, content.unit.handling),
        foot_left=(bold(content.young_person.legal_name), joined(f", {born}", holds, by=". ")),
        foot_second=made_line(content),
    )
