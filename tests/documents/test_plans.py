"""The plan by itself and the young person's copy of it, as somebody would read them."""

import io
import struct
from dataclasses import fields, replace
from datetime import date
from functools import cache

import pytest
from PIL import Image
from pypdf import PdfReader

from securecare_desktop.core.labels import label
from securecare_desktop.documents.packs import incoming_worker_pack, whole_plan, young_persons_plan
from securecare_desktop.documents.photos import read_photo, without_notes
from securecare_desktop.documents.renderer import render
from securecare_desktop.domain.editions import Edition
from securecare_desktop.domain.own_words import About, HowGiven, OwnWords
from securecare_desktop.domain.packs import LeftOut, PackContent
from securecare_desktop.domain.plans import PlanState, Section

from .example import CHAIN_HEAD, KAI
from .plan_example import PLAN, own_content, parts, photo, plan_content, with_photo

LISTS_IN_ORDER = (
    "1. About me, in my words", "What matters to me",
    "2. Why I am here and by what authority", "Secure accommodation order",
    "3. People around me", "Rights; Kai may ring alone",
    "4. How I am looked after day to day", "Languages, interpreter:",
    "5. Health", "Asthma, blue inhaler", "What Kai showed: The evenings",
    "6. Education, interests, work",
    "7. Family time and friendships", "An adult is in the room on calls",
    "8. Safety plan", "A call is cancelled late", "Jokes, then silence",
    "9. Rights, advocacy, legal help, complaints", "Jo Tennant, 01632 960 331",
    "10. Goals and actions", "A place on the bike course", "Form is half done.", "Ring the college", "Ride round the yard",
    "11. Limits in force", "Phone in the office", "Ended:", "Eased.",
    "12. Moving on",
    "13. Decisions made without my agreement", "Decisions made without Kai’s agreement", "The phone stays in the office.",
    "Other decisions and how they were explained", "Sam becomes key worker.",
    "14. Sign-off and copies", "Author, signed", "Reviews of this plan", "Next review:", "Held on 2 May 2026.",
    "Who got a copy of this version", "Eleri Vaughan", "What was left out, and why", "About this copy",
)  # fmt: skip


def read(document) -> PdfReader:
    return PdfReader(io.BytesIO(render(document).pdf))


def pages_of(document) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in read(document).pages]


def text_of(document) -> str:
    return " ".join(pages_of(document))


def empty(whole: PackContent) -> PackContent:
    """Return a plan in which nothing is written."""
    nothing = {f.name: () for f in fields(whole) if isinstance(getattr(whole, f.name), tuple)}
    return replace(
        whole, **nothing, stay=None, status=None, plan=None, counting=None, next_review=None, last_occasion=None,
        next_occasion=None,
    )  # fmt: skip


@cache
def plan_pages() -> tuple[str, ...]:
    """Return the pages of the plan as it is."""
    return tuple(pages_of(whole_plan(plan_content())))


@cache
def own_text() -> str:
    """Return the young person's copy of the plan as it is."""
    return text_of(young_persons_plan(own_content()))


# -- the plan --------------------------------------------------------------------------------------------------


def test_all_fourteen_sections_and_their_lists_can_be_read_in_order():
    text = " ".join(plan_pages()[1:])
    at = 0
    for words in LISTS_IN_ORDER:
        assert words in text[at:], words
        at = text.index(words, at)


def test_page_one_is_about_the_person_and_the_version():
    first = plan_pages()[0]
    for words in (
        "Kai", "he/him, 15. Rowan, Brackenfield House.", "Placement plan", "Version 3",
        "Sam is coming and the phone is eased.", "Counts since 4 May 2026", "Next review 5 June 2026",
        "Hannah Whitlock (Residential worker), 4 May 2026", "Graham Pell (Registered manager), 4 May 2026",
        "3 May 2026, by Hannah Whitlock. Read together in the workshop.", "Signed on 4 May 2026",
        "What I say about this plan", "“Put Nan first.”", "Kai’s words, said, 3 May 2026.",
        "Nan asked for the visits to be in section 7.", "What helps",
    ):  # fmt: skip
        assert words in first, words
    assert "DRAFT" not in first


def test_page_one_says_on_which_page_each_section_stands():
    pages = plan_pages()
    for section in Section:
        title = f"{section.value}. {label(section)}"
        at = next(n for n, text in enumerate(pages[1:], 2) if title in text)
        assert f"{title} · {at}" in pages[0]


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (
            PlanState.DRAFT,
            "It is being written and was not shared with Kai yet. Until then version 2 counts.",
        ),
        (PlanState.SHARED, "It was shared with Kai and is not signed yet."),
        (PlanState.SIGNED, "Its author has signed it, a manager has not."),
    ],
)
def test_a_version_that_two_people_have_not_signed_says_draft(state: PlanState, said: str):
    plan = replace(PLAN, state=state, manager_signed_at=None, manager_name="")
    counting = replace(PLAN, id="plan2", number=2)
    pages = pages_of(whole_plan(plan_content(plan=plan, counting=counting)))
    assert f"DRAFT. {said}" in pages[0]
    assert all("Plan, version 3, draft" in page for page in pages)


def test_a_version_that_was_replaced_says_by_which_and_what_is_of_today():
    plan = replace(PLAN, id="plan2", number=2, state=PlanState.SUPERSEDED)
    pages = pages_of(whole_plan(plan_content(plan=plan, counting=PLAN)))
    assert "REPLACED. Version 3 has taken its place." in pages[0]
    assert "lists such as people and limits are as they are today" in pages[0]
    assert all("Plan, version 2, replaced" in page for page in pages)
    assert "DRAFT" not in " ".join(pages)


def test_while_a_new_version_is_written_the_one_that_counts_says_so_and_is_no_draft():
    newer = replace(PLAN, id="plan4", number=4, state=PlanState.DRAFT)
    first = pages_of(whole_plan(plan_content(being_written=newer)))[0]
    assert (
        "Version 4 is being written. This one counts until its author and a manager have signed the new one."
        in first
    )
    assert "DRAFT" not in first


def test_without_words_it_says_why_there_are_none_and_when_they_are_asked_again():
    text = " ".join(plan_pages())
    assert "Kai chose not to say, 3 May 2026." in text
    assert "Kai has not been asked yet. He was at the dentist. To be asked again on 29 May 2026." in text


def test_words_of_which_nobody_wrote_down_how_they_were_given_are_printed_without_a_way():
    about = replace(parts()[0], given_how=HowGiven.NOT_ASKED, given_on=None)
    text = text_of(whole_plan(plan_content(plan_parts=(about,))))
    assert "“Mine about 1.” Kai’s words." in text


def later(words: str, day: int, how: HowGiven = HowGiven.SAID) -> OwnWords:
    """Return what Kai said in May about a section after it was signed."""
    return OwnWords(
        young_person_id=KAI, given_how=how, words=words, given_to="Hannah Whitlock", given_on=date(2026, 5, day),
        about=About.PLAN, about_id="part5",
    )  # fmt: skip


SAID_LATER = {Section.HEALTH: (later("", 18, HowGiven.CHOSE_NOT_TO), later("I sleep when it is quiet.", 20))}


def test_what_was_said_later_stands_under_its_section_with_its_day_and_how_it_was_given():
    text = text_of(whole_plan(plan_content(said_later=SAID_LATER)))
    health = text[text.index("What is planned for HEALTH.") : text.index("What is planned for EDUCATION.")]
    assert "Kai chose not to say, 3 May 2026." in health, "the section stays as it was signed"
    said = "Kai said later “I sleep when it is quiet.” Said to Hannah Whitlock, 20 May 2026, not signed yet."
    assert said in health
    assert "Kai chose not to say, 18 May 2026, not signed yet." in health


def test_what_was_said_later_stands_in_the_plan_of_a_pack():
    content = plan_content(edition=Edition.INCOMING_WORKER, said_later=SAID_LATER)
    text = text_of(incoming_worker_pack(content))
    said = "Kai said later: “I sleep when it is quiet.” Said to Hannah Whitlock, 20 May 2026, not signed yet."
    assert said in text
    assert "Kai chose not to say, 18 May 2026" in text


def test_their_copy_says_to_them_what_they_said_later():
    text = text_of(young_persons_plan(replace(own_content(), said_later=SAID_LATER)))
    health = text[text.index("You chose not to say anything about this. You can still say it.") :]
    assert health.index("You said later, on Wednesday 20 May “I sleep when it is quiet.”") < health.index(
        "What is planned for HEALTH."
    )
    assert "On Monday 18 May you chose not to say anything about this." in health
    assert "Hannah Whitlock" not in health[: health.index("What is planned for HEALTH.")]


def test_a_decision_without_agreement_has_all_that_the_law_asks_for():
    text = " ".join(plan_pages())
    for words in (
        "Decided by Graham Pell, 15 March 2026", "Options looked at A new number; no internet",
        "What Kai wanted The phone in his room. Asked by Hannah, 14 March 2026. Jo was there.",
        "How that counted The new number was tried first.",
        "What was not followed, and why The phone in his room. They rang at night.",
        "Explained to Kai Graham Pell, 15 March 2026. On paper and in the workshop.",
        "Told of advocacy and complaints 16 March 2026", "“At least every day.”",
    ):  # fmt: skip
        assert words in text, words


def test_a_section_says_what_it_answers_to_and_what_nobody_confirmed():
    text = " ".join(plan_pages())
    assert (
        "Answers to: England: placement plan (Daily care). Asked here, not confirmed yet: Standards (23)."
        in text
    )


def test_who_got_a_copy_and_until_when_stands_at_the_end():
    text = " ".join(plan_pages())
    assert "Eleri Vaughan The plan, copy 2 5 May 2026 1 June 2026" in text
    assert "Kai Young person's copy of the plan 5 May 2026 theirs to keep" in text


def test_a_version_without_signatures_has_lines_to_sign_on():
    plan = replace(
        PLAN,
        state=PlanState.SHARED,
        author_signed_at=None,
        manager_signed_at=None,
        young_person_signed_on=None,
    )
    text = text_of(whole_plan(plan_content(plan=plan)))
    end = text[
        text.index("14. Sign-off and copies", text.index("13. Decisions made without my agreement") + 400) :
    ]
    assert "Author" in end
    assert "Manager" in end
    assert end.count("Signature") >= 3


def test_why_the_young_person_did_not_sign_is_printed():
    plan = replace(PLAN, young_person_signed_on=None, not_signed_because="He wants to think about it")
    text = text_of(whole_plan(plan_content(plan=plan)))
    assert "Not signed. He wants to think about it." in text


def test_an_empty_plan_says_so_in_every_section_and_says_draft():
    text = text_of(whole_plan(empty(plan_content())))
    assert "DRAFT. No version of the plan is written yet." in text
    for section in Section:
        assert label(section) in text
    for words in ("Nothing is written here yet.", "No goals are written yet.", "No review is planned yet."):
        assert words in text


def test_the_file_has_bookmarks_tags_and_a_title_without_a_name():
    reader = read(whole_plan(plan_content()))
    titles = []

    def walk(entries) -> None:
        for entry in entries:
            if isinstance(entry, list):
                walk(entry)
            else:
                titles.append(entry.title)

    walk(reader.outline)
    assert [t for t in titles if t[0].isdigit()] == [f"{s.value}. {label(s)}" for s in Section]
    assert reader.metadata.title == "Placement plan"
    assert "/StructTreeRoot" in reader.trailer["/Root"]


def test_head_and_foot_are_those_of_a_pack():
    pages = plan_pages()
    for page in pages:
        assert "OFFICIAL-SENSITIVE" in page
        assert "Copy 4 for Sam Adeyemi" in page
        assert "Destroy by 10 June 2026." in page
        assert "Kai Renshaw, born 30 September 2010. Plan, version 3" in page


# -- communication aids and photos -----------------------------------------------------------------------------


def test_a_session_with_a_communication_aid_is_a_table_of_places_with_what_was_said():
    text = " ".join(plan_pages())
    assert "What going well so-so not going well What Kai said" in text
    assert "Falling asleep here “I think too much.”" in text
    assert "“Write that down.”" in text


def test_a_photo_is_printed_only_where_it_was_chosen_and_says_what_it_shows():
    assert not any(page.images for page in read(whole_plan(plan_content())).pages)
    pdf = render(whole_plan(with_photo(plan_content()))).pdf
    images = [image for page in PdfReader(io.BytesIO(pdf)).pages for image in page.images]
    assert [image.image.size for image in images] == [(64, 48)]
    spoken = "Photo of what Kai showed: The evenings".encode("utf-16-be").hex()
    assert spoken.encode() in pdf


def test_a_photo_loses_what_the_camera_wrote_beside_it():
    plain = photo()
    secret = b"Exif\x00\x00 51.5N 0.1W"
    noted = plain[:2] + b"\xff\xe1" + struct.pack(">H", len(secret) + 2) + secret + plain[2:]
    assert b"51.5N" in noted
    assert b"51.5N" not in without_notes(noted)
    assert Image.open(io.BytesIO(without_notes(noted))).size == (64, 48)
    assert without_notes(b"\x89PNG as it is") == b"\x89PNG as it is"


def test_bytes_that_are_no_picture_become_a_sentence_and_the_plan_is_printed():
    broken = replace(with_photo(plan_content()).pictures[0], data=b"\xff\xd8\xff nothing")
    assert read_photo(broken.data) is None
    assert "The photo could not be read." in text_of(whole_plan(plan_content(pictures=(broken,))))


# -- the young person's copy -----------------------------------------------------------------------------------


def test_their_copy_has_no_marking_no_number_no_surname_and_is_theirs():
    text = own_text()
    for words in (
        "OFFICIAL",
        "Copy 4",
        "Destroy by",
        "Renshaw",
        "Pack 2",
        "Handover",
        CHAIN_HEAD[:12],
        "Eleri Vaughan The plan",
    ):
        assert words not in text
    assert "This plan is yours. You choose where it is kept and who reads it." in text


def test_their_words_come_first_in_their_copy_and_in_each_section():
    text = own_text()
    assert text.index("“Put Nan first.”") < text.index("About me, in my words")
    for section in (Section.ABOUT_ME, Section.PEOPLE, Section.MOVING_ON):
        at = text.index(f"“Mine about {section.value}.”")
        assert text.rindex(label(section), 0, at) < at < text.index(f"What is planned for {section.name}.")


def test_their_copy_has_the_sections_in_the_order_of_the_plan_and_then_whom_to_talk_to():
    text = own_text()
    places = [text.index(label(section)) for section in Section]
    assert places == sorted(places)
    assert text.index("What I want to change, or ask") > places[-1]
    assert text.index("Want to talk to someone who does not work here? Ring Jo, your advocate") > places[-1]


def test_their_copy_tells_limits_with_reasons_goals_and_decisions_made_without_them():
    text = own_text()
    for words in (
        "Phone in the office “I don’t agree.” Why: Adults who hurt him have the number. Who allowed it: Graham Pell."
        " What was tried before: A new number. It began on Sunday 15 March. You were told by Graham, Sunday 15 March.",
        "Looked at again on Saturday 2 May: Eased. No calls.",
        "Mum: An adult is in the room on calls",
        "A place on the bike course “I want level two.” Why it matters: Something to go to.",
        "The phone stays in the office. “At least every day.”",
        "What was not followed, and why: The phone in his room. They rang at night.",
        "Who told you, and how: Graham, Sunday 15 March. On paper and in the workshop.",
        "If: a call is cancelled late",
    ):
        assert words in text, words
    assert "Sam becomes key worker" not in text


def test_their_copy_says_until_when_a_limit_is_planned():
    whole = own_content()
    limit = replace(whole.restrictions[0], starts=date(2026, 5, 29), planned_end=date(2026, 6, 14))
    text = text_of(young_persons_plan(replace(whole, restrictions=(limit,))))
    assert "It begins on Friday 29 May. It is planned to end on Sunday 14 June." in text


def test_their_copy_says_to_them_why_there_are_no_words():
    text = own_text()
    assert "You chose not to say anything about this. You can still say it." in text
    assert "We have not asked you about this yet. He was at the dentist. We ask you on Friday 29 May." in text


def test_their_copy_of_a_draft_and_of_an_old_version_says_so_in_plain_words():
    draft = replace(PLAN, state=PlanState.SHARED, manager_signed_at=None)
    assert "This is a draft. It does not count yet" in text_of(young_persons_plan(own_content(plan=draft)))
    old = replace(PLAN, number=2, state=PlanState.SUPERSEDED)
    text = text_of(young_persons_plan(own_content(plan=old, counting=PLAN)))
    assert "This is an old version of your plan, number 2. Number 3 counts now." in text


def test_a_goal_that_is_closed_asks_for_no_words_any_more():
    for text in (" ".join(plan_pages()), own_text()):
        closed = text[text.index("Ride round the yard") :]
        assert "not been asked yet" not in closed
        assert "We have not asked you" not in closed


def test_their_copy_of_a_version_that_waits_for_the_manager_says_so():
    signed = replace(PLAN, state=PlanState.SIGNED, manager_signed_at=None)
    text = text_of(young_persons_plan(own_content(plan=signed)))
    assert "A manager still has to agree to it. It does not count yet." in text


def test_their_copy_says_that_something_is_not_in_it_and_why():
    left_out = (LeftOut(what="1 passage", why="it is about another person"),)
    text = text_of(young_persons_plan(own_content(left_out=left_out)))
    assert (
        "Something about this is not in this copy. It is about another person. You can ask us about it."
        in text
    )


def test_an_empty_copy_of_the_plan_says_that_nobody_has_written_it():
    text = text_of(young_persons_plan(empty(own_content())))
    assert "Nobody has written your plan yet." in text


def test_their_copy_is_the_same_bytes_each_time_and_so_is_the_plan():
    for document in (whole_plan(with_photo(plan_content())), young_persons_plan(own_content())):
        assert render(document).pdf == render(document).pdf


# -- in the pack for a new worker ------------------------------------------------------------------------------


def test_a_pack_names_who_signed_the_plan_the_last_look_at_a_limit_and_decisions_without_agreement():
    text = text_of(incoming_worker_pack(plan_content()))
    for words in (
        "Signed by Hannah Whitlock (Residential worker), 4 May 2026; Graham Pell (Registered manager), 4 May 2026.",
        "Looked at again 2 May: eased. No calls. “Better.”",
        "Decisions made without Kai’s agreement",
        "The new number was tried first. Not followed: The phone in his room. They rang at night.",
        "Less likely: He heard at breakfast",
        "Form is half done (12 May). “It is long.”",
    ):
        assert words in text, words
    assert text.index("Decisions made without Kai’s agreement") < text.index("The phone stays in the office.")
    assert text.index("Other decisions and how they were explained") < text.index("Sam becomes key worker.")


# -- long plans ------------------------------------------------------------------------------------------------


def test_a_plan_of_twenty_thousand_words_is_whole():
    words = " ".join(f"Sentence {n} of the plan has exactly ten words in it." for n in range(143))
    text = text_of(whole_plan(plan_content(plan_parts=parts(words))))
    assert text.count("Sentence 142 of the plan has exactly ten words in it.") == 14
