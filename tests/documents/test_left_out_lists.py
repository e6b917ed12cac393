"""A list of which an entry is left out is never said to be empty: nobody reads "none" where there is one."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from securecare_desktop.documents.packs import incoming_worker_pack, whole_plan, young_persons_plan
from securecare_desktop.documents.renderer import render
from securecare_desktop.domain.packs import PackContent

from .example import content
from .plan_example import own_content, plan_content

LEFT_OUT = "Nothing of this stands in this copy."


def text_of(document) -> str:
    pages = PdfReader(io.BytesIO(render(document).pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def emptied(whole: PackContent, field: str, kind: str) -> tuple[PackContent, PackContent]:
    """Return a copy with nothing in a list, and one in which all of that list is left out."""
    nothing = replace(whole, **{field: ()}, plan_parts=())
    return nothing, replace(nothing, withheld=frozenset({kind}))


@pytest.mark.parametrize(
    ("field", "kind", "said"),
    [
        ("restrictions", "restrictions", "On the list of limits there is none in force."),
        ("decisions", "decisions", "No decisions are written down."),
        ("scenarios", "scenarios", "No plan for hard moments is written yet."),
        ("goals", "goals", "No goals are written yet."),
        ("plan_reviews", "plan_reviews", "No review is planned yet."),
    ],
)
def test_a_plan_says_that_there_is_none_only_where_nothing_is_left_out(
    field: str, kind: str, said: str
) -> None:
    empty, withheld = emptied(plan_content(), field, kind)
    assert said in text_of(whole_plan(empty))
    text = text_of(whole_plan(withheld))
    assert said not in text
    assert LEFT_OUT in text


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("restrictions", "No limits are in force."),
        ("decisions", "No decision is written down that was made without your agreement."),
    ],
)
def test_their_own_copy_says_that_there_is_none_only_where_nothing_is_left_out(field: str, said: str) -> None:
    empty, withheld = emptied(own_content(), field, field)
    assert said in text_of(young_persons_plan(empty))
    text = text_of(young_persons_plan(withheld))
    assert said not in text
    assert LEFT_OUT in text


def test_their_own_copy_does_not_say_that_no_day_is_fixed_where_a_review_is_left_out() -> None:
    said = "No day is fixed yet for looking at this plan together"
    empty = replace(own_content(), next_review=None)
    assert said in text_of(young_persons_plan(empty))
    assert said not in text_of(young_persons_plan(replace(empty, withheld=frozenset({"plan_reviews"}))))


def test_page_one_does_not_say_that_no_review_is_named_where_one_is_left_out() -> None:
    empty = replace(plan_content(), next_review=None)
    assert "Next review no day named" in text_of(whole_plan(empty))
    withheld = replace(empty, withheld=frozenset({"plan_reviews"}))
    assert "Next review no day named" not in text_of(whole_plan(withheld))


@pytest.mark.parametrize(
    ("field", "kind", "said"),
    [
        ("promises", "promises", "No promises are open."),
        ("restrictions", "restrictions", "No other limits are in force."),
        ("goals", "goals", "No goals are written yet."),
        ("actions", "actions", "Nothing is open."),
    ],
)
def test_a_pack_says_that_there_is_none_only_where_nothing_is_left_out(
    field: str, kind: str, said: str
) -> None:
    empty, withheld = emptied(content(), field, kind)
    assert said in text_of(incoming_worker_pack(empty))
    text = text_of(incoming_worker_pack(withheld))
    assert said not in text
    assert LEFT_OUT in text
