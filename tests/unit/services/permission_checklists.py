"""The rows of the permissions table for checklists and the files beside records, and what they are called with."""

from securecare_desktop.domain.checklists import Checklist, ChecklistItem
from securecare_desktop.domain.permissions import Action
from securecare_desktop.services.attachments import AttachmentLine
from securecare_desktop.services.bundle import Services
from tests.unit.services.permission_calls import Row

R, W, M = Action.READ_RECORDS, Action.WRITE_ENTRIES, Action.MANAGE_UNIT
PDF = b"%PDF-1.7 a letter"


def stored_item(services: Services, who: str) -> ChecklistItem:
    """Return an item of a young person, read without a right, to try the right to change it."""
    with services.session._opened().reading() as work:
        return work.checklist_items.find(young_person_id=who)[0]


def stored_list(services: Services, who: str) -> Checklist:
    """Return a running list of a young person, read without a right."""
    with services.session._opened().reading() as work:
        return work.checklists.find(young_person_id=who)[0]


def stored_file(services: Services, who: str) -> str:
    """Return the id of a file beside an item, kept without a right, to try the right to read it."""
    from securecare_desktop.domain.attachments import Attachment

    session = services.session
    item = stored_item(services, who)
    with session._opened().work(session.actor_of(session.actor)) as work:
        known = work.attachments.find(young_person_id=who)
        if known:
            return known[0].id
        return work.attachments.add(
            Attachment(
                young_person_id=who,
                record_kind="checklist_items",
                record_id=item.id,
                name="letter.pdf",
                media_type="application/pdf",
                data=PDF,
            )
        ).id


def kept(services: Services, who: str) -> AttachmentLine:
    """Keep a file beside an item."""
    item = stored_item(services, who)
    return services.attachments.add(who, "checklist_items", item.id, "letter.pdf", PDF).record


CHECKLISTS: dict[str, Row] = {
    "attachments.add": Row(W, kept),
    "attachments.list_for_record": Row(
        R, lambda s, w: s.attachments.list_for_record(w, "checklist_items", stored_item(s, w).id)
    ),
    "attachments.read": Row(R, lambda s, w: s.attachments.read(w, stored_file(s, w))),
}
