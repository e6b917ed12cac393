"""The rows of the permissions table for checklists and the files beside records, and what they are called with."""

from securecare_desktop.domain.checklist_templates import Template
from securecare_desktop.domain.checklists import Checklist, ChecklistItem
from securecare_desktop.domain.permissions import Action
from securecare_desktop.services.attachments import AttachmentLine
from securecare_desktop.services.bundle import Services
from securecare_desktop.services.checklist_templates import stored_template, templates_of_unit
from tests.support.house import TODAY
from tests.unit.services.permission_calls import Row, item

R, W, M = Action.READ_RECORDS, Action.WRITE_ENTRIES, Action.MANAGE_UNIT
ROOM = "change_of_room_or_unit"
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


def started(services: Services, who: str) -> Checklist:
    """Start a list for a chosen day, which can be started again and again."""
    return services.checklists.start_from(who, ROOM, anchor_on=TODAY).record


def newer_list(services: Services, who: str) -> Checklist:
    """Return a running list of the shipped templates, made without a right, to try the right to bring it forward."""
    session = services.session
    with session._opened().work(session.actor_of(session.actor)) as work:
        unit_id = work.young_people.plain(who, "unit_id")
        template = stored_template(work, unit_id, ROOM)
        return work.checklists.add(
            Checklist(young_person_id=who, template_id=template.template.id, title="Room", anchor_on=TODAY)
        )


def edited(services: Services) -> Template:
    """Return the newest version of a template, read without a right, to try the right to change it."""
    with services.session._opened().reading() as work:
        found = templates_of_unit(work, services.session.actor.unit_id, all_of_them=True)
    return next(one for one in found if one.key == ROOM)


def new_version(services: Services, _who: str) -> object:
    template = edited(services)
    return services.checklist_templates.save_new_version(template.template, template.items, "A better order.")


def own_template(services: Services, _who: str) -> object:
    template = edited(services)
    return services.checklist_templates.make_own(template.template, template.items)


CHECKLISTS: dict[str, Row] = {
    "checklists.list_for": Row(R, lambda s, w: s.checklists.list_for(w)),
    "checklists.running": Row(R, lambda s, w: s.checklists.running(w)),
    "checklists.items": Row(R, lambda s, w: s.checklists.items(w)),
    "checklists.offered": Row(R, lambda s, w: s.checklists.offered(w)),
    "checklists.preview_newer": Row(R, lambda s, w: s.checklists.preview_newer(newer_list(s, w))),
    "checklists.start": Row(W, lambda s, w: s.checklists.start(w, "First days", TODAY)),
    "checklists.start_from": Row(W, started),
    "checklists.move_anchor": Row(
        W, lambda s, w: s.checklists.move_anchor(newer_list(s, w), TODAY, "The room is not ready.")
    ),
    "checklists.close": Row(W, lambda s, w: s.checklists.close(stored_list(s, w), "They have moved on.")),
    "checklists.open_again": Row(W, lambda s, w: s.checklists.open_again(stored_list(s, w))),
    "checklists.take_over_newer": Row(W, lambda s, w: s.checklists.take_over_newer(newer_list(s, w))),
    "checklists.save_item": Row(W, lambda s, w: s.checklists.save_item(item(w))),
    "checklists.add_item": Row(W, lambda s, w: s.checklists.add_item(item(w))),
    "checklists.tick": Row(W, lambda s, w: s.checklists.tick(item(w))),
    "checklists.untick": Row(W, lambda s, w: s.checklists.untick(item(w))),
    "checklists.not_applicable": Row(
        W, lambda s, w: s.checklists.not_applicable(item(w), "They have their own.")
    ),
    "checklists.late_because": Row(W, lambda s, w: s.checklists.late_because(item(w), "A burst pipe.")),
    "checklists.hand_over": Row(W, lambda s, w: s.checklists.hand_over(item(w), "Sam", "Femi is away.")),
    "checklist_templates.list": Row(M, lambda s, _w: s.checklist_templates.list(), about_one=False),
    "checklist_templates.versions": Row(
        M, lambda s, _w: s.checklist_templates.versions(ROOM), about_one=False
    ),
    "checklist_templates.save_new_version": Row(M, new_version, about_one=False),
    "checklist_templates.make_own": Row(M, own_template, about_one=False),
    "checklist_templates.offer": Row(
        M, lambda s, _w: s.checklist_templates.offer(ROOM, offered=True), about_one=False
    ),
    "attachments.add": Row(W, kept),
    "attachments.list_for_record": Row(
        R, lambda s, w: s.attachments.list_for_record(w, "checklist_items", stored_item(s, w).id)
    ),
    "evidence.choices": Row(R, lambda s, w: s.evidence.choices(w)),
    "attachments.read": Row(R, lambda s, w: s.attachments.read(w, stored_file(s, w))),
}
