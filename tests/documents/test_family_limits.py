"""What packs, the plan and the young person's own copy print of limits on family time."""

import io
from dataclasses import replace
from datetime import date
from typing import Any

from pypdf import PdfReader

from securecare_desktop.documents.packs import incoming_worker_pack, whole_plan, young_persons_plan
from securecare_desktop.documents.renderer import render
from securecare_desktop.domain.family_time import FamilyTimeKind, LimitReview, Notified, NotifyWithin
from securecare_desktop.domain.packs import PackContent
from securecare_desktop.domain.plans import ReviewOutcome

from .example import KAI, content
from .plan_example import own_content, plan_content


def text_of(document: Any) -> str:
    pages = PdfReader(io.BytesIO(render(document).pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def with_limit(whole: PackContent) -> PackContent:
    """Return the content with a limit of which everything is known, and a look again at it."""
    limit = replace(
        whole.limits[0], id="calls", kinds=(FamilyTimeKind.PHONE, FamilyTimeKind.VIDEO), authorised_by="Judge Amal",
        authorised_as="family court", emergency=True, tried_first="Agreed topics", planned_end=date(2026, 9, 9),
        told_how="Page by page", support_given="The adult knits",
        notified=(
            Notified(who="Mum", told_at="2026-03-09T15:30:00+00:00"),
            Notified(who="Wexcombe Council", within=NotifyWithin.DAY),
        ),
    )  # fmt: skip
    review = LimitReview(
        young_person_id=KAI, limit_id="calls", held_on=date(2026, 5, 2), outcome=ReviewOutcome.KEPT,
        because="Two calls were hard", held_by="Graham", own_view="Can it be Hannah?", next_on=date(2026, 6, 5),
    )  # fmt: skip
    return replace(whole, limits=(limit,), limit_reviews=(review,))


def test_a_pack_says_all_that_a_new_worker_needs_to_know_of_a_limit() -> None:
    text = text_of(incoming_worker_pack(with_limit(content())))
    for words in (
        "An adult is in the room on calls (phone call, video call). Court order, section 34 Children Act 1989, 9 March 2026.",
        "Decided by Judge Amal, family court. An emergency. Tried first: Agreed topics. Until 9 Sep, as planned.",
        "Kai told: Eleri, 10 Mar, Page by page. Must still hear of it: Wexcombe Council (within 24 hours).",
        "Looked at again 2 May: kept. Two calls were hard.",
        "“Not fair, but I get it.”",
    ):
        assert words in text, words


def test_a_pack_says_when_nobody_has_told_them_yet() -> None:
    whole = with_limit(content())
    untold = replace(whole.limits[0], told_by="", told_on=None)
    assert "Kai was not told yet." in text_of(incoming_worker_pack(replace(whole, limits=(untold,))))


def test_the_plan_says_it_too() -> None:
    assert "Must still hear of it: Wexcombe Council (within 24 hours)." in text_of(
        whole_plan(with_limit(plan_content()))
    )


def test_their_own_copy_says_it_to_them() -> None:
    text = text_of(young_persons_plan(with_limit(own_content())))
    for words in (
        "Who allowed it: Judge Amal, family court.",
        "What it is about: Phone call, video call.",
        "How it was explained: Page by page.",
        "What helps you with it: The adult knits.",
        "When it was looked at again: Saturday 2 May. Kept. Two calls were hard. You said: “Can it be Hannah?”",
        "A limit on family time is never a punishment.",
    ):
        assert words in text, words
    assert "Must still hear" not in text, "who has to hear is for the grown-ups"
