"""The forms of a checklist to start from: what it is called and for whom, one item of it, and why it changes."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...core.errors import Problem
from ...core.labels import choices
from ...core.text import _
from ...domain.checklists import Anchor, ChecklistTemplate, ChecklistTemplateItem, RestsOn
from ...domain.source_marks import SourceMark
from ...domain.staff import Jurisdiction
from ...domain.time_limits import TimeUnit
from ...domain.young_people import LegalBasis
from ..widgets.fields import Field, Row
from ..widgets.form import Form
from .working_copy import WorkingCopy

BEFORE, AFTER, NO_DAY = "before", "later", "none"
LIKE_THE_LIST = "list"
_SUGGESTED = (RestsOn.LAW, RestsOn.GUIDANCE, RestsOn.TEAM)
ITEM_ROWS = (Row("offset", "offset_unit"),)


def _bases() -> tuple[tuple[str, str], ...]:
    """Return the legal bases in words that fit beside a box of the sheet."""
    short = {
        LegalBasis.SCOTLAND_HEARING: _("Children's hearing (Scotland)"),
        LegalBasis.SECTION_25: _("Section 25 Children Act 1989"),
        LegalBasis.WALES_SECTION_119: _("Section 119 (Wales)"),
    }
    return tuple((key, short.get(LegalBasis(key), words)) for key, words in choices(LegalBasis))


def list_fields(copy: WorkingCopy) -> tuple[Field, ...]:
    """Return the fields of the list itself; what it counts from is chosen once."""
    anchor = (Field("anchor", _("Counts from"), "choice", choices=choices(Anchor)),) if copy.is_new else ()
    return (
        Field("title", _("What it is called")),
        *anchor,
        Field(
            "jurisdictions",
            _("Nations"),
            "choices",
            choices=choices(Jurisdiction),
            optional=True,
            hint=_("None ticked is for all."),
        ),
        Field(
            "legal_bases",
            _("Under what law"),
            "choices",
            choices=_bases(),
            optional=True,
            hint=_("None ticked is for all."),
        ),
        Field("source", _("Where it comes from"), optional=True),
    )


def list_values(template: ChecklistTemplate, *, is_new: bool) -> dict[str, Any]:
    """Return what stands in the form of the list."""
    values = {
        "title": template.title,
        "jurisdictions": tuple(one.value for one in template.jurisdictions),
        "legal_bases": tuple(one.value for one in template.legal_bases),
        "source": template.source,
    }
    return values | ({"anchor": template.anchor.value} if is_new else {})


def list_of(template: ChecklistTemplate, values: Mapping[str, Any]) -> ChecklistTemplate:
    """Return the list as the form says."""
    return replace(
        template,
        title=values["title"],
        anchor=Anchor(values["anchor"]) if values.get("anchor") else template.anchor,
        jurisdictions=tuple(map(Jurisdiction, values["jurisdictions"])),
        legal_bases=tuple(map(LegalBasis, values["legal_bases"])),
        source=values["source"],
    )


def item_fields(copy: WorkingCopy, item: ChecklistTemplateItem) -> tuple[Field, ...]:
    """Return the fields of an item; it can follow any other of the list."""
    others = tuple((one.key, one.what) for one in copy.items if one.key != item.key)
    groups = tuple(dict.fromkeys((one.group_title, "") for one in copy.items if one.group_title))
    roles = tuple(dict.fromkeys((one.role, "") for one in copy.items if one.role))
    return (
        Field("what", _("What is to be done"), "text", rows=2),
        Field("role", _("Role"), "suggest", choices=roles, optional=True),
        Field(
            "when",
            _("When it is due"),
            "segments",
            choices=((BEFORE, _("Before")), (AFTER, _("On the day or after")), (NO_DAY, _("No day"))),
            hint=_("0 days after is the day itself."),
        ),
        Field("offset", _("How long before or after"), "number"),
        Field("offset_unit", _("Counted in"), "choice", choices=choices(TimeUnit)),
        Field(
            "anchor",
            _("Counts from"),
            "choice",
            choices=((LIKE_THE_LIST, _("what the list counts from")), *choices(Anchor)),
        ),
        Field(
            "after",
            _("Follows"),
            "choice",
            choices=others,
            optional=True,
            hint=_("Then its days count from when that was done."),
        ),
        Field("group_title", _("Part of the list"), "suggest", choices=groups, optional=True),
        Field(
            "rests_on",
            _("What it rests on"),
            "segments",
            choices=tuple(one for one in choices(RestsOn) if one[0] in _SUGGESTED),
        ),
        Field("source", _("Where it comes from"), "text", rows=2, optional=True),
        Field("mark", _("How sure the source is"), "choice", choices=choices(SourceMark)),
        Field("own", _("Is it what the young person wants?"), "yes_no", optional=True),
        Field("jurisdictions", _("Nations"), "choices", choices=choices(Jurisdiction), optional=True),
        Field("legal_bases", _("Under what law"), "choices", choices=_bases(), optional=True),
    )


def item_values(item: ChecklistTemplateItem) -> dict[str, Any]:
    """Return what stands in the form of an item."""
    when = NO_DAY if item.offset is None else BEFORE if item.offset < 0 else AFTER
    return {
        "what": item.what,
        "role": item.role,
        "when": when,
        "offset": 0 if item.offset is None else abs(item.offset),
        "offset_unit": item.offset_unit.value,
        "anchor": item.anchor.value if item.anchor is not None else LIKE_THE_LIST,
        "after": item.after,
        "group_title": item.group_title,
        "rests_on": item.rests_on.value,
        "source": item.source,
        "mark": item.mark.value,
        "own": item.own,
        "jurisdictions": tuple(one.value for one in item.jurisdictions),
        "legal_bases": tuple(one.value for one in item.legal_bases),
    }


def item_of(item: ChecklistTemplateItem, values: Mapping[str, Any]) -> ChecklistTemplateItem:
    """Return the item as the form says."""
    count = values["offset"] or 0
    anchor = values["anchor"]
    return replace(
        item,
        what=values["what"],
        role=values["role"],
        offset={NO_DAY: None, BEFORE: -count}.get(values["when"], count),
        offset_unit=TimeUnit(values["offset_unit"] or TimeUnit.DAYS),
        anchor=None if anchor in ("", LIKE_THE_LIST) or values["after"] else Anchor(anchor),
        after=values["after"],
        group_title=values["group_title"].strip(),
        rests_on=RestsOn(values["rests_on"] or RestsOn.TEAM),
        source=values["source"],
        mark=SourceMark(values["mark"] or SourceMark.SUGGESTION),
        own=bool(values["own"]),
        jurisdictions=tuple(map(Jurisdiction, values["jurisdictions"])),
        legal_bases=tuple(map(LegalBasis, values["legal_bases"])),
    )


def item_problems(
    copy: WorkingCopy, item: ChecklistTemplateItem, values: Mapping[str, Any]
) -> tuple[Problem, ...]:
    """Return what is wrong with an item as the form says, at the field where it can be put right."""
    found = copy.problems_of(item_of(item, values))
    if values["when"] != NO_DAY:
        return found
    return tuple(Problem("when", p.sentence) if p.field == "offset" else p for p in found)


def fit_item(form: Form) -> None:
    """Show the fields that count for what was chosen."""
    values = form.values()
    form.show_fields(values["when"] != NO_DAY, "offset", "offset_unit")
    form.show_fields(values["when"] != NO_DAY and not values["after"], "anchor")
