"""How a checklist to start from and its items look as rows."""

from collections.abc import Callable, Iterable

from ...core.labels import label as words_for
from ...core.text import _, day_full, ngettext
from ...domain.checklist_dates import distance_words
from ...domain.checklist_templates import Template, as_running
from ...domain.checklists import ChecklistTemplateItem
from ...domain.limit_validation import source_words
from ..widgets.rows import ListRow, Note


def template_row(one: Template, is_open: bool, on_open: Callable[[], object]) -> ListRow:
    """Return the row of a list: its name, version, from what it counts, for whom, and how many items it has."""
    template = one.template
    nations = ", ".join(words_for(nation) for nation in template.jurisdictions)
    count = len(one.items)
    notes = [
        Note("calendar", _("counts from {anchor}").format(anchor=words_for(template.anchor))),
        Note("map-pin", nations or _("all nations")),
        Note("list-checks", ngettext("{n} item", "{n} items", count).format(n=count)),
    ]
    chip = ("eye", _("Open below"), "info") if is_open else None
    if template.ended_on is not None:
        chip = ("circle-slash", _("Not offered"), "quiet")
        notes.append(Note("circle-slash", _("since {day}").format(day=day_full(template.ended_on)), "quiet"))
    return ListRow(
        template.title,
        on_open,
        lead=_("Version {n}").format(n=template.number),
        second=tuple(notes),
        chip=chip,
        arrow=True,
    )


def item_row(
    item: ChecklistTemplateItem,
    items: Iterable[ChecklistTemplateItem],
    problems: tuple[str, ...],
    on_open: Callable[[], object],
) -> ListRow:
    """Return the row of an item: what, when and who, what it rests on; `problems` are read out with it."""
    said = [item.role]
    if before := next((one.what for one in items if item.after and one.key == item.after), ""):
        said.append(_("once this is done: {what}").format(what=before))
    elif item.anchor is not None:
        said.append(_("counts from {anchor}").format(anchor=words_for(item.anchor)))
    said += [_("asks the young person") if item.own else "", *(words_for(one) for one in item.jurisdictions)]
    said.append(words_for(item.rests_on))
    if item.source:
        said.append(source_words(item.source, item.mark).replace("/", "/\u200b"))
    made = ListRow(
        item.what or _("Nothing written yet"),
        on_open,
        lead=distance_words(as_running(item, "", "")) or _("no day"),
        lead_width=150,
        second="  ·  ".join(one for one in said if one),
    )
    if problems:
        made.setAccessibleName(", ".join((made.accessibleName(), *problems)))
    return made
