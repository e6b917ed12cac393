"""Checklists to start from: what cannot be in one, whom they fit, what a newer version changes in a running list."""

from dataclasses import replace
from typing import Any

import pytest

from securecare_desktop.domain.checklist_templates import (
    Template,
    as_running,
    newer,
    problems_in_template,
    taken_over,
)
from securecare_desktop.domain.checklists import (
    Anchor,
    ChecklistItem,
    ChecklistTemplate,
    ChecklistTemplateItem,
    ItemState,
)
from securecare_desktop.domain.staff import Jurisdiction
from securecare_desktop.domain.time_limits import TimeUnit
from securecare_desktop.domain.young_people import LegalBasis

HEAD = ChecklistTemplate(key="first", title="First days", anchor=Anchor.ARRIVAL)
ENGLAND, WALES = Jurisdiction.ENGLAND, Jurisdiction.WALES


def one(key: str = "a", **more: Any) -> ChecklistTemplateItem:
    return ChecklistTemplateItem(**{"template_id": "", "key": key, "what": f"Do {key}", "offset": 1, **more})


@pytest.mark.parametrize(
    ("items", "field", "words"),
    [
        ((), "items", "at least one thing"),
        ((one(what=" "),), "items.0.what", "Write what is to be done."),
        ((one(), one()), "items.1.key", "the same mark"),
        ((one(offset=1000),), "items.0.offset", "No list reaches that far."),
        ((one(offset=-1000, offset_unit=TimeUnit.HOURS),), "items.0.offset", "No list reaches that far."),
        ((one(after="z"),), "items.0.after", "not in this list any more"),
        ((one(after="a"),), "items.0.after", "waits for itself"),
        ((one("a", after="b"), one("b", after="a")), "items.1.after", "Do a, Do b"),
        (
            (one("a", after="b"), one("b", after="c"), one("c", after="a")),
            "items.2.after",
            "Do a, Do b, Do c",
        ),
        ((one("a"), one("b", after="a", offset=-1)), "items.1.offset", "cannot be due before"),
        ((one("a"), one("b", after="a", offset=None)), "items.1.offset", "how long after"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(
    items: tuple[ChecklistTemplateItem, ...], field: str, words: str
) -> None:
    found = {problem.field: problem.sentence for problem in problems_in_template(HEAD, items)}
    assert field in found
    assert words in found[field]


def test_a_list_without_a_name_is_told() -> None:
    found = problems_in_template(replace(HEAD, title=" "), (one(),))
    assert [problem.field for problem in found] == ["title"]


@pytest.mark.parametrize(
    "items",
    [
        (one(offset=None),),
        (one(offset=999), one("b", offset=-999)),
        (one(offset=3, anchor=Anchor.PLANNED_MOVE),),
        (one(offset=12, offset_unit=TimeUnit.HOURS, anchor=Anchor.CHOSEN_DAY),),
        (one("a"), one("b", after="a"), one("c", after="b"), one("d", after="a", offset=0)),
    ],
)
def test_what_can_be_is_left_alone(items: tuple[ChecklistTemplateItem, ...]) -> None:
    assert problems_in_template(HEAD, items) == ()


def test_items_are_for_the_nations_and_the_law_they_name() -> None:
    template = Template(
        HEAD,
        (one("all"), one("wales", jurisdictions=(WALES,)), one("remand", legal_bases=(LegalBasis.REMAND,))),
    )
    assert [i.key for i in template.items_for(ENGLAND, LegalBasis.SECTION_25)] == ["all"]
    assert [i.key for i in template.items_for(WALES, LegalBasis.REMAND)] == ["all", "wales", "remand"]


# -- a newer version -------------------------------------------------------------------------------------------

OLD = (one("a"), one("b"), one("gone"), one("day"), one("words"))
NEW = Template(
    replace(HEAD, number=2),
    (one("a"), one("b", what="Do b well", role="Nurse"), one("day", what="Do day", offset=3), one("words", what="Anew"),
     one("new")),
)  # fmt: skip


def in_use(key: str, **more: Any) -> ChecklistItem:
    old = next(i for i in OLD if i.key == key)
    return replace(as_running(old, "kai", "list"), id=key, **more)


def test_a_newer_version_adds_changes_and_takes_away_and_leaves_what_is_done() -> None:
    items = (in_use("a"), in_use("b"), in_use("gone"), ChecklistItem(young_person_id="kai", checklist_id="list",
             key="", what="Feed the cat", own=True))  # fmt: skip
    found = newer(NEW, items, OLD, ENGLAND, None)
    assert [i.key for i in found.added] == ["day", "words", "new"]
    assert [before.key for before, _after in found.changed] == ["b"]
    assert [i.key for i in found.taken_away] == ["gone"]
    done = tuple(replace(i, state=ItemState.DONE) for i in items)
    after = newer(NEW, done, OLD, ENGLAND, None)
    assert (after.changed, after.taken_away) == ((), ())


def test_what_somebody_changed_in_the_list_stays_as_they_wrote_it() -> None:
    by_hand = in_use("day", offset=9)
    assert taken_over(by_hand, OLD[3], NEW.items[2]).offset == 9
    reworded = in_use("words", what="In our words", who="Femi")
    assert (taken_over(reworded, OLD[4], NEW.items[3]).what, reworded.who) == ("In our words", "Femi")
    assert taken_over(in_use("b"), OLD[1], NEW.items[1]).who == "Nurse"


def test_a_key_that_no_version_had_is_somebodys_own() -> None:
    own = ChecklistItem(young_person_id="kai", checklist_id="list", key="X1", what="Ask about the room")
    assert newer(NEW, (own,), OLD, ENGLAND, None).taken_away == ()


def test_the_same_version_changes_nothing() -> None:
    items = tuple(in_use(i.key) for i in OLD)
    assert newer(Template(HEAD, OLD), items, OLD, ENGLAND, None).does_nothing
