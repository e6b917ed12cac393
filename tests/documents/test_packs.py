"""The two editions of a pack and the page for the safe, as somebody would read them."""

import io
from dataclasses import fields, replace
from datetime import UTC, date, datetime

import pytest
from pypdf import PdfReader

from securecare_desktop.core.text import clock_time, use_language
from securecare_desktop.documents.packs import incoming_worker_pack, young_persons_copy
from securecare_desktop.documents.recovery_key import recovery_key_page
from securecare_desktop.documents.renderer import render
from securecare_desktop.domain.family_engagement import CameTo, EngagementKind, FamilyEngagement
from securecare_desktop.domain.own_words import About, HowGiven, OwnWords
from securecare_desktop.domain.people import Answer, Circle, NetworkPerson, RelevantPerson
from securecare_desktop.domain.plans import Decision
from securecare_desktop.domain.promises import Promise
from securecare_desktop.domain.signatures import Addendum
from securecare_desktop.domain.worker_changes import Audience, ChangeKind
from securecare_desktop.domain.young_people import AboutMeKind, NextDate

from .example import CHAIN_HEAD, KAI, change_file, content, draft_content, signed

PARTS_IN_ORDER = (
    "Why the worker is changing, in the words Kai was given",
    "What I want Sam to know",
    "Needs watching",
    "The story so far",
    "What works, and what to leave",
    "Goals, and how far they have come",
    "Promises made and not yet kept, all of them",
    "To do",
    "Dates ahead",
    "If this happens, then this helps",
    "Family time",
    "Who is who",
    "Health and communication",
    "Legal basis and rights",
    "Limits in force",
    "Goodbye and introduction",
    "Read-back",
    "What was left out, and why",
    "About this pack",
)


def pages_of(document) -> list[str]:
    return [
        " ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(render(document).pdf)).pages
    ]


def empty_content():
    """Return a pack of a young person about whom nothing is written yet."""
    whole = content()
    nothing = {f.name: () for f in fields(whole) if isinstance(getattr(whole, f.name), tuple)}
    return replace(
        whole, **nothing, change=None, stay=None, status=None, plan=None, last_occasion=None, next_occasion=None,
        young_person=replace(whole.young_person, story_so_far="", health_essentials="", allergies=""),
    )  # fmt: skip


def test_the_pack_has_its_nineteen_parts_in_order():
    pages = pages_of(incoming_worker_pack(content()))
    text = " ".join(pages)
    places = [text.index(part) for part in PARTS_IN_ORDER if part != "Needs watching"]
    assert places == sorted(places)
    assert len(PARTS_IN_ORDER) == 19


def test_page_one_is_the_young_person_on_one_page():
    pages = pages_of(incoming_worker_pack(content()))
    for words in (
        "he/him, 15. Rowan, Brackenfield House.",
        "Here 77 days, since 6 March 2026.",
        "Hannah is leaving to train as a teacher on 1 June. It is not because of anything you did.",
        "From Hannah Whitlock To Sam Adeyemi On Wed 27 May 2026 Manager Graham Pell",
        "Kai first, 30 Apr, by Hannah. Nan 1 May. Mum 15 May.",
        "“I chose Sam. Femi stays as well.” (6 May).",
        "Needs watching Short sleep since he heard",
        "Why I’m here is mine to say.",
        "Early signs: Hood up, short answers",
        "Frame the photo of Nan’s garden Hannah, 7 May Tue 26 May Hannah",
        "Wed 27 May Sam becomes key worker",
        "The order ends on 8 June (law)",
    ):
        assert words in pages[0]
    assert "The story so far" in pages[1]


def test_page_one_names_at_most_three_points_four_promises_and_six_dates():
    about_me = tuple(
        replace(part, text="\n".join(f"{part.kind.value} {n}." for n in range(6)))
        for part in content().about_me
    )
    dates = tuple(NextDate(day=date(2026, 6, n), what=f"Date {n}") for n in range(1, 20))
    pages = pages_of(incoming_worker_pack(content(about_me=about_me, next_dates=dates)))
    assert [pages[0].count(f"what_helps {n}.") for n in range(6)] == [1, 1, 1, 0, 0, 0]
    assert "Date 6" in pages[0]
    assert "Date 7" not in pages[0]
    at = next(n for n, text in enumerate(pages, 1) if "Date 19" in text)
    assert f"13 more dates on page {at}." in pages[0] or f"13 more dates on page {at - 1}." in pages[0]
    assert all(f"what_helps {n}." in " ".join(pages[1:]) for n in range(6))


def test_page_one_says_less_before_it_runs_over():
    crowded = content(
        missing=draft_content().missing,
        next_dates=tuple(NextDate(day=date(2026, 6, n), what=f"Date {n} " * 12) for n in range(1, 20)),
        status=replace(content().status, sentence="He sleeps and eats and learns. " * 9),
    )
    pages = pages_of(incoming_worker_pack(crowded))
    assert "Date 2" in pages[0]
    assert "Date 6" not in pages[0]
    assert "more dates on page" in pages[0]
    assert (
        pages[1]
        .split("OFFICIAL-SENSITIVE")[-1]
        .strip()
        .startswith("Kai Handover pack, from the story so far")
    )


def test_many_words_for_the_new_worker_are_whole_further_on():
    about_me = tuple(
        replace(part, text="\n".join(f"Point {n} of mine." for n in range(30)))
        if part.kind is AboutMeKind.FOR_MY_NEW_WORKER
        else part
        for part in content().about_me
    )
    pages = pages_of(incoming_worker_pack(content(about_me=about_me)))
    assert "Point 7 of mine." in pages[0]
    assert "Point 8 of mine." not in pages[0]
    assert "22 more points; all of them on page 2." in pages[0]
    assert all(f"Point {n} of mine." in " ".join(pages[1:]) for n in range(30))


def test_on_page_one_only_the_young_person_and_the_family_are_named_as_told():
    file = change_file()
    teacher = replace(
        file.tellings[1], audience=Audience.SCHOOL, who="Mr Osei", told_at=datetime(2026, 4, 1, 9, tzinfo=UTC)
    )
    pages = pages_of(incoming_worker_pack(content(change=replace(file, tellings=(teacher, *file.tellings)))))
    assert "Kai first, 30 Apr, by Hannah. Nan 1 May. Mum 15 May." in pages[0]
    assert "Mr Osei" not in pages[0]
    text = " ".join(pages)
    log = text[text.index("Goodbye and introduction") :]
    assert log.index("Kai Thu 30 Apr") < log.index("Nan") < log.index("Mr Osei 1 Apr, by Hannah")


def test_the_plan_is_printed_once_and_whole():
    text = " ".join(pages_of(incoming_worker_pack(content())))
    for part in content().plan_parts:
        assert text.count(part.text) == 1
    assert "“Jo is all right.”" in text


def test_every_page_says_whose_who_for_and_what_it_rests_on():
    pages = pages_of(incoming_worker_pack(content()))
    for number, text in enumerate(pages, 1):
        assert text.count("OFFICIAL-SENSITIVE") >= 2
        assert "Copy 4 for Sam Adeyemi, incoming key worker" in text
        assert "Destroy by 10 June 2026. Keep locked away. Do not copy." in text
        assert f"Kai Renshaw, born 30 September 2010 Page {number} of {len(pages)}" in text
        assert "Pack 2, made by Denise Okafor, 22 May 2026" in text
        assert f"record {CHAIN_HEAD[:12]}" in text


def test_a_pack_with_things_missing_says_draft_and_where_they_are_listed():
    missing = draft_content()
    pages = pages_of(incoming_worker_pack(missing))
    at = next(n for n, text in enumerate(pages, 1) if "Why it matters" in text)
    assert f"DRAFT. {len(missing.missing)} things are missing. They are listed on page {at}." in pages[0]
    for finding in missing.missing:
        assert finding.title in " ".join(pages[at - 1 : at + 1])  # the list may run on over the page
    assert "in the words for Kai, who has not been told yet" in pages[0]


def test_a_complete_pack_does_not_say_draft():
    text = " ".join(pages_of(incoming_worker_pack(content())))
    assert "DRAFT" not in text
    assert "What is missing" not in text


@pytest.mark.parametrize(
    "sentence",
    [
        "No promises are open.",
        "The story so far is not written yet.",
        "No goals are written yet.",
        "Nothing is open.",
        "No dates are fixed yet.",
        "No plan for hard moments is written yet.",
        "No family time is arranged yet.",
        "Nobody is written down yet.",
        "No stay is written down yet.",
        "No other limits are in force.",
        "No change of worker is planned.",
        "Nothing was left out.",
        "Kai has not been asked yet.",
    ],
)
def test_an_empty_part_says_so_and_does_not_vanish(sentence):
    assert sentence in " ".join(pages_of(incoming_worker_pack(empty_content())))


def test_an_empty_pack_still_has_every_part():
    text = " ".join(pages_of(incoming_worker_pack(empty_content())))
    for part in PARTS_IN_ORDER[3:]:
        assert part in text


def test_who_must_not_be_told_stands_out():
    text = " ".join(pages_of(incoming_worker_pack(content())))
    assert "Not to be told where Kai lives: Mum (Kerry)." in text


def test_a_person_has_role_rights_ways_and_what_they_may_hear():
    nan = NetworkPerson(
        id="nan", young_person_id=KAI, name="Pauline", called="Nan", who_they_are="“She’s just Nan.”", role="Grandparent",
        circle=Circle.OWN_PEOPLE, phone="01632 960 118", email="nan@example.org", address="14 Quarry Row",
        other_ways="the neighbour’s bell", may_be_told="How school is", may_receive="Photos", language="Welsh",
        interpreter="Amal Said", emergency_order=1, parental_responsibility=Answer.YES,
        relevant_person=RelevantPerson.DEEMED,
    )  # fmt: skip
    text = " ".join(pages_of(incoming_worker_pack(content(people=(nan,)))))
    for said in (
        "Grandparent. Holds parental responsibility, deemed relevant person.",
        "in an emergency number 1",
        "May be told: How school is. May get: Photos.",
        "Speaks: Welsh. Interpreter: Amal Said.",
        "nan@example.org; the neighbour’s bell; by letter, the address is in the record",
        "ask first",
    ):
        assert said in text
    assert "Quarry Row" not in text


def test_what_waits_for_an_answer_stands_before_what_was_answered():
    def entry(kind: EngagementKind, what: str, **other: object) -> FamilyEngagement:
        return FamilyEngagement(
            young_person_id=KAI, person_id="nan", with_whom="Nan", kind=kind, on=date(2026, 5, 12), what=what, **other
        )  # fmt: skip

    found = (
        entry(EngagementKind.REVIEW_INVITATION, "The review", came=CameTo.SENT_WORD, young_person_knows="yes"),
        entry(EngagementKind.COMPLAINT, "Opened letters", answer="Graham said sorry", answered_on=date(2026, 5, 13), answered_by="Graham Pell"),
        entry(EngagementKind.QUESTION, "Is he warm?"),
    )  # fmt: skip
    text = " ".join(pages_of(incoming_worker_pack(content(engagements=found))))
    section = text.split("With the family, beside visits")[1].split("Who is who")[0]
    order = (
        "Is he warm?",
        "Waits for an answer",
        "The review. Sent word. Kai knows: yes.",
        "Graham said sorry (Graham,",
    )
    places = [section.index(said) for said in order]
    assert places == sorted(places)


def test_a_limit_is_printed_with_its_ground_and_the_young_persons_view():
    text = " ".join(pages_of(incoming_worker_pack(content())))
    assert (
        "An adult is in the room on calls. Court order, section 34 Children Act 1989, 9 March 2026." in text
    )
    assert "“Not fair, but I get it.”" in text
    assert "Family time is never a reward and never a sanction." in text


def test_what_was_said_back_is_printed_and_what_was_not_has_lines():
    assert "Straight talk, bikes, Nan on Thursdays." in " ".join(pages_of(incoming_worker_pack(content())))


def test_promises_that_are_late_say_so_and_those_further_on_are_counted():
    promises = tuple(
        Promise(
            young_person_id=KAI,
            what=f"Promise {n}",
            made_by="Hannah",
            due_on=date(2026, 5, 15 + n),
            keeper="Sam",
        )
        for n in range(7)
    )
    pages = pages_of(incoming_worker_pack(content(promises=promises)))
    assert "Fri 15 May, late" in pages[0]
    at = next(n for n, text in enumerate(pages, 1) if "Promise 6" in text)
    assert f"3 more promises on page {at}." in pages[0]
    assert all(f"Promise {n}" in " ".join(pages[1:]) for n in range(7))


def test_chosen_not_to_say_is_a_whole_answer():
    wish = OwnWords(
        young_person_id=KAI,
        given_how=HowGiven.CHOSE_NOT_TO,
        about=About.FOR_NEW_WORKER,
        given_on=date(2026, 5, 6),
    )
    file = change_file(own_words=signed((wish,)))
    pages = pages_of(incoming_worker_pack(content(about_me=(), change=file)))
    assert "Kai chose not to say, 6 May 2026." in pages[0]


def test_an_unplanned_change_is_said_plainly_and_keeps_the_goodbye_open():
    file = change_file()
    change = replace(file.change, kind=ChangeKind.UNPLANNED, later_goodbye_by=date(2026, 6, 30))
    unplanned = content(change=replace(file, change=change))
    assert "The goodbye stays open until 30 June 2026." in pages_of(incoming_worker_pack(unplanned))[0]


def test_a_very_long_note_is_in_the_pack_from_first_to_last_word():
    words = [f"word{n}" for n in range(2500)]
    young_person = replace(content().young_person, story_so_far=" ".join(words))
    text = " ".join(pages_of(incoming_worker_pack(content(young_person=young_person)))).split()
    assert [word for word in text if word.startswith("word") and word[4:].isdigit()] == words


def test_the_young_persons_copy_is_one_large_page_of_their_own():
    pages = pages_of(young_persons_copy(content()))
    text = " ".join(pages)
    for words in (
        "For Kai",
        "Your key worker is changing",
        "Who is leaving, and why",
        "It is not because of anything you did.",
        "Hannah told you on Thursday 30 April.",
        "Sam starts as your key worker on Wednesday 27 May.",
        "Femi stays your second key worker.",
        "Nan: visit, Thursdays 14:00.",
        "Frame the photo of Nan’s garden (Hannah).",
        "“Fish and chips. Just us. No speech.”",
        "Hannah can write to you until Christmas",
        "Will I hear from Hannah? Yes, letters until Christmas.",
        "Ring Jo, your advocate, on 01632 960 331.",
        "This page is yours. You choose where it is kept and who reads it.",
    ):
        assert words in text
    assert len(pages) == 1


def test_the_young_persons_copy_has_no_marking_number_surname_or_inner_reason():
    text = " ".join(pages_of(young_persons_copy(content())))
    for words in ("OFFICIAL", "Copy 4", "Renshaw", "Resignation", "Destroy by", "record", "DRAFT"):
        assert words not in text


def test_the_young_persons_copy_is_honest_where_nothing_is_known_yet():
    file = change_file(own_words=(), questions=(), meetings=())
    change = replace(file.change, incoming_name="", reason_for_young_person="")
    text = " ".join(
        pages_of(
            young_persons_copy(
                content(change=replace(file, change=change, steps=bare(file)), people=(), key_adults=())
            )
        )
    )
    assert "Nobody has written down why in plain words yet. Ask Graham." in text
    assert "We do not know yet who is coming. You have a say in it." in text
    assert "Nothing is fixed yet." in text
    assert "You can have an advocate." in text


def bare(file):
    return tuple(replace(step, answers={}) for step in file.steps)


def test_no_title_holds_a_name():
    for document in (incoming_worker_pack(content()), young_persons_copy(content())):
        assert "Kai" not in document.title


def test_the_page_for_the_safe_has_the_key_whole_and_no_young_person():
    key = "ABCDE-FGHJK-MNPQR-STVWX-YZ234-56789-ABCDE-FGHJK"
    (page,) = pages_of(recovery_key_page("Rowan", key, datetime(2026, 5, 22, 9, 58, tzinfo=UTC)))
    assert key in page
    assert "Rowan" in page


def test_the_own_page_says_names_as_the_young_person_does():
    people = (*content().people, replace(content().people[0], id="h", name="Hannah Whitlock", called="Han"))
    text = " ".join(pages_of(young_persons_copy(content(people=people))))
    assert "Han told you on Thursday 30 April." in text


def test_every_fixed_word_of_a_pack_can_be_translated():
    use_language("pseudo")
    try:
        pages = pages_of(incoming_worker_pack(draft_content()))
    finally:
        use_language("en_GB")
    for words in ("Handover pack", "Promises made and not yet kept", "Read-back", "Signature", "DRAFT."):
        assert f"U+27E6 {words} U+27E7" in " ".join(pages)  # the marks of the made-up language stand as boxes
    assert f"U+27E6 Page 1 of {len(pages)} U+27E7" in pages[0]


def unsigned(entries: tuple) -> tuple:
    return tuple(replace(entry, signed_at=None) for entry in entries)


def test_an_entry_that_nobody_signed_says_so_where_it_stands_and_signed_ones_say_nothing():
    whole = content()
    assert not any("not signed yet" in page for page in pages_of(incoming_worker_pack(whole)))
    file = change_file()
    drafts = replace(
        whole,
        unsigned=12,
        status=unsigned((whole.status,))[0],
        last_occasion=unsigned((whole.last_occasion,))[0],
        decisions=(
            Decision(young_person_id=KAI, what="He keeps his bike here", decided_on=date(2026, 5, 6)),
        ),
        change=replace(
            file,
            own_words=unsigned(file.own_words),
            tellings=unsigned(file.tellings),
            meetings=unsigned(file.meetings),
        ),
    )
    pages = pages_of(incoming_worker_pack(drafts))
    text = " ".join(pages)
    assert "mended the bike. Not signed yet." in pages[0]
    assert "(6 May, not signed yet)" in pages[0]
    assert "He keeps his bike here. 6 May. Not signed yet." in text
    assert "Said to Hannah, 30 April 2026, not signed yet." in text
    assert "Nan 1 May, by Hannah, not signed yet" in text
    assert "Kai explained the gears to Sam. Not signed yet." in text
    when = clock_time(whole.last_occasion.planned_at)
    assert f"Last: Nan, visit, Thu 21 May, {when}, not signed yet." in text
    assert "12 entries about Kai are not signed yet." in text
    assert "still to come Not signed" not in text


def test_an_addendum_stands_beside_the_entry_it_was_added_to():
    def beside(kind: str, record_id: str, words: str) -> Addendum:
        return Addendum(
            young_person_id=KAI, record_kind=kind, record_id=record_id, words=words, signed_name="Femi Oduya",
            signed_as="Residential worker", written_at=datetime(2026, 5, 21, 19, 30, tzinfo=UTC),
        )  # fmt: skip

    file = change_file()
    file = replace(
        file,
        tellings=tuple(replace(t, id=f"t{n}") for n, t in enumerate(file.tellings)),
        own_words=tuple(replace(w, id=f"w{n}") for n, w in enumerate(file.own_words)),
    )
    whole = content()
    addenda = (
        beside("statuses", "s", "He slept through."),
        beside("tellings", "t1", "She asked about Sam."),
        beside("own_words", "w1", "He asked it twice."),
    )
    pack = replace(whole, change=file, status=replace(whole.status, id="s"), addenda=addenda)
    pages = pages_of(incoming_worker_pack(pack))
    by = f"Added by Femi Oduya, residential worker, Thu 21 May 2026, {clock_time(addenda[0].written_at)}:"
    assert f"mended the bike. {by} He slept through." in pages[0]
    assert f"{by} She asked about Sam." in " ".join(pages)
    assert f"{by} He asked it twice." in " ".join(pages)


def test_the_young_persons_own_copy_holds_no_signatures():
    file = change_file()
    file = replace(file, own_words=unsigned(file.own_words), tellings=unsigned(file.tellings))
    whole = content()
    one = pages_of(young_persons_copy(content(change=file, unsigned=9, status=unsigned((whole.status,))[0])))
    assert one == pages_of(young_persons_copy(whole))
    assert "signed" not in " ".join(one)


def test_a_pack_without_a_signature_says_that_nothing_is_signed_yet():
    text = " ".join(pages_of(incoming_worker_pack(content(signed_up_to=None, unsigned=1))))
    assert "No entry about Kai is signed yet. 1 entry about Kai is not signed yet." in text
