"""A young person and a change of worker as the design's pictures show them, all invented."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from securecare_desktop.domain.actions import PlannedAction
from securecare_desktop.domain.checklists import RestsOn
from securecare_desktop.domain.editions import Edition
from securecare_desktop.domain.family_time import (
    Arrangement,
    FamilyTimeKind,
    Limit,
    LimitGround,
    Occasion,
    OccasionState,
    SupportLevel,
)
from securecare_desktop.domain.legal_orders import LegalOrder, OrderKind
from securecare_desktop.domain.own_words import About, HowGiven, OwnWords
from securecare_desktop.domain.packs import LeftOut, PackContent
from securecare_desktop.domain.people import Answer, Circle, KeyAdult, KeyRole, NetworkPerson
from securecare_desktop.domain.plans import (
    Goal,
    GoalNote,
    PlanPart,
    PlanState,
    PlanVersion,
    Scenario,
    Section,
)
from securecare_desktop.domain.promises import Promise
from securecare_desktop.domain.readiness import readiness
from securecare_desktop.domain.staff import Jurisdiction, Unit
from securecare_desktop.domain.worker_changes import (
    Audience,
    ChangeFile,
    ChangeStep,
    JointMeeting,
    MeetingState,
    Question,
    Step,
    Telling,
    WorkerChange,
)
from securecare_desktop.domain.young_people import (
    AboutMeKind,
    AboutMePart,
    LegalBasis,
    NextDate,
    Stage,
    Status,
    StatusKind,
    Stay,
    YoungPerson,
)

KAI = "kai"
TODAY = date(2026, 5, 22)
DAY = date(2026, 5, 27)
MADE_AT = datetime(2026, 5, 22, 9, 58, tzinfo=UTC)
CHAIN_HEAD = "3f9a41c07b2e" + "0" * 52


def _at(month: int, day: int, hour: int = 12, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def change_file(**changes: object) -> ChangeFile:
    """Return Kai's change of key worker, from Hannah to Sam, nearly finished."""
    change = WorkerChange(
        id="change", young_person_id=KAI, role=KeyRole.KEY_WORKER, outgoing_name="Hannah Whitlock",
        incoming_name="Sam Adeyemi", day=DAY, manager_name="Graham Pell",
        reason_for_young_person="Hannah is leaving to train as a teacher on 1 June. It is not because of anything you did.",
        internal_reason="Resignation handed in on 20 April.",
    )  # fmt: skip
    answers = {
        Step.DECIDE: {"agreed_by": "Graham Pell", "agreed_on": "2026-04-29", "clash": "Court on 5 June.", "who_stays": "Femi\nEleri"},
        Step.CHOOSE: {"wish_followed": "yes"},
        Step.PREPARE: {"record_current_on": "2026-05-13"},
        Step.HAND_OVER: {"handed_over_at": "2026-05-22T09:00:00+00:00", "said_back": "Straight talk, bikes, Nan on Thursdays."},
        Step.GOODBYE: {
            "plan": "Fish and chips", "at": "2026-05-26T17:00:00+00:00", "with_whom": "Hannah",
            "stay_in_touch": "Hannah can write to you until Christmas, and Graham keeps the letters safe for you.",
        },
    }  # fmt: skip
    steps = tuple(
        ChangeStep(
            young_person_id=KAI, change_id="change", number=number, starts_on=DAY + timedelta(days=number - 12),
            due_on=DAY + timedelta(days=number - 10), answers=answers.get(Step(number), {}),
        )
        for number in range(1, 11)
    )  # fmt: skip
    words = (
        OwnWords(young_person_id=KAI, given_how=HowGiven.SAID, words="I chose Sam. Femi stays as well.", given_to="Hannah",
                 given_on=date(2026, 5, 6), about=About.WISH, about_id="change"),
        OwnWords(young_person_id=KAI, given_how=HowGiven.SAID, words="OK. Can I finish the bike with her?", given_to="Hannah",
                 given_on=date(2026, 4, 30), about=About.WORKER_CHANGE, about_id="change"),
        OwnWords(young_person_id=KAI, given_how=HowGiven.SAID, words="Fish and chips. Just us. No speech.", given_to="Hannah",
                 given_on=date(2026, 5, 13), about=About.GOODBYE, about_id="change"),
    )  # fmt: skip
    tellings = (
        Telling(young_person_id=KAI, change_id="change", audience=Audience.YOUNG_PERSON, who="Kai", told_by="Hannah Whitlock",
                told_at=_at(4, 30), before_others=Answer.YES),
        Telling(young_person_id=KAI, change_id="change", audience=Audience.FAMILY, who="Nan", told_by="Hannah Whitlock", told_at=_at(5, 1)),
        Telling(young_person_id=KAI, change_id="change", audience=Audience.FAMILY, who="Mum", told_by="Eleri Vaughan", told_at=_at(5, 15)),
    )  # fmt: skip
    meetings = (
        JointMeeting(young_person_id=KAI, change_id="change", what="Mending the bike", who_is_there="Kai, Hannah, Sam", at=_at(5, 15, 15),
                     state=MeetingState.HAPPENED, how_it_went="Two hours. Kai explained the gears to Sam."),
        JointMeeting(young_person_id=KAI, change_id="change", what="Tea, the three of us", at=_at(5, 23, 15)),
    )  # fmt: skip
    questions = (
        Question(young_person_id=KAI, change_id="change", question="Will I hear from Hannah?", asked_by="Kai",
                 asked_on=date(2026, 5, 2), answer="Yes, letters until Christmas."),
    )  # fmt: skip
    words, tellings, meetings = signed(words), signed(tellings), signed(meetings)
    file = ChangeFile(
        change=change, young_person_name="Kai", pronouns="he/him", steps=steps, tellings=tellings, meetings=meetings,
        questions=questions, own_words=words,
    )  # fmt: skip
    return replace(file, **changes) if changes else file


def signed(entries: tuple) -> tuple:
    """Return the entries with their authors' signatures, those that are only planned too: it shows nowhere."""
    stamps = {"signed_by": "hannah", "signed_name": "Hannah Whitlock", "signed_as": "Key worker"}
    return tuple(replace(entry, **stamps, signed_at=_at(5, 21, 20, 10)) for entry in entries)


def content(**changes: object) -> PackContent:
    """Return everything Kai's pack holds."""
    file = change_file()
    said = {"young_person_id": KAI, "written_with": "Hannah", "given_on": date(2026, 5, 9)}
    whole = PackContent(
        edition=Edition.INCOMING_WORKER,
        unit=Unit(name="Rowan", house_name="Brackenfield House", jurisdiction=Jurisdiction.ENGLAND),
        young_person=YoungPerson(
            id=KAI, unit_id="rowan", name_used="Kai", legal_name="Kai Renshaw", date_of_birth=date(2010, 9, 30),
            pronouns="he/him", languages="English", health_essentials="Asthma, blue inhaler with him.",
            allergies="Penicillin.", communication_needs="Straight, one thing at a time.",
            story_so_far="Kai mends things. He came in March after a hard winter and found the workshop first.\n"
            "He keeps his word and expects the same.",
            story_so_far_on=date(2026, 5, 13),
        ),
        today=TODAY,
        stay=Stay(
            young_person_id=KAI, stage=Stage.DURING, legal_basis=LegalBasis.SECTION_25, arrived_at=_at(3, 6),
            placing_authority="Harrow Vale Council",
            reasons_for_young_person="You ran away a lot and people were worried for you.",
        ),
        order=LegalOrder(
            young_person_id=KAI, stay_id="", kind=OrderKind.SECURE_ORDER, made_on=date(2026, 3, 9),
            ends_on=date(2026, 6, 8),
        ),
        recipient="Sam Adeyemi", recipient_role="incoming key worker", purpose="Change of key worker", pack_number=2,
        copy_number=4, destroy_by=date(2026, 6, 10), made_by="Denise Okafor", made_at=MADE_AT,
        signed_up_to=_at(5, 21, 20, 10), chain_head=CHAIN_HEAD, manager_name="Graham Pell", change=file,
        about_me=(
            AboutMePart(kind=AboutMeKind.FOR_MY_NEW_WORKER, text=(
                "Don’t ask about my dad. Ask about bikes.\nI’m not a morning person. Toast, then talk.\n"
                "If I go quiet I’m not being rude.\nNan’s visits are the best bit of my week.\n"
                "Tell me things straight. Don’t let me find out last.\nWhy I’m here is mine to say."), **said),
            AboutMePart(kind=AboutMeKind.WHAT_HELPS, text=(
                "Walking the yard with someone quiet.\nA job for his hands.\nThe plan for the day, at breakfast."), **said),
            AboutMePart(kind=AboutMeKind.WHAT_DOES_NOT_HELP, text=(
                "People standing in the doorway.\n“Calm down.”\nThe same question from three people."), **said),
            AboutMePart(kind=AboutMeKind.EARLY_SIGNS, text="Hood up, short answers, walks the corridor.", **said),
            AboutMePart(kind=AboutMeKind.WHAT_COMFORTS, text="Offer the yard, sit, ten minutes.", **said),
            AboutMePart(kind=AboutMeKind.WHAT_MATTERS, text="My nan.\nThe bike.", **said),
            AboutMePart(kind=AboutMeKind.HOPES, text="A place at the college in September.", **said),
        ),
        status=Status(young_person_id=KAI, kind=StatusKind.NEEDS_WATCHING, noted_at=_at(5, 21), sentence=(
            "Short sleep since he heard that Hannah is leaving. Better nights since he and Sam mended the bike.")),
        plan=PlanVersion(id="plan", young_person_id=KAI, number=3, state=PlanState.CURRENT, made_on=date(2026, 5, 4)),
        plan_parts=(
            PlanPart(young_person_id=KAI, plan_version_id="plan", section=Section.DAY_TO_DAY, text="Up at half past eight, toast first."),
            PlanPart(young_person_id=KAI, plan_version_id="plan", section=Section.RIGHTS, text="Jo Tennant visits every second Monday.",
                     own_words="Jo is all right.", given_how=HowGiven.SAID, given_on=date(2026, 5, 4)),
        ),
        goals=(
            Goal(young_person_id=KAI, plan_version_id="plan", title="A place on the bike course", need="Something to go to.",
                 what_we_do="Visit the college, help with the form.", who="Sam", by=date(2026, 7, 3), own_words="I want level two.",
                 lineage_id="course"),
        ),
        goal_notes=(GoalNote(young_person_id=KAI, lineage_id="course", on=date(2026, 5, 12), text="Form is half done."),),
        scenarios=(
            Scenario(young_person_id=KAI, what="A call is cancelled late", first_signs="Jokes, then silence",
                     what_helps="Tell him straight, on his own. Leave ten minutes. Offer to ring Nan."),
        ),
        promises=(
            Promise(young_person_id=KAI, what="Ring the college about the bike course", made_by="Hannah Whitlock",
                    made_on=date(2026, 5, 2), due_on=date(2026, 5, 29), keeper="Sam Adeyemi"),
            Promise(young_person_id=KAI, what="Frame the photo of Nan’s garden", made_by="Hannah Whitlock",
                    made_on=date(2026, 5, 7), due_on=date(2026, 5, 26), keeper="Hannah Whitlock"),
            Promise(young_person_id=KAI, what="Tell him what the court said, the same day", made_by="Eleri Vaughan",
                    made_on=date(2026, 5, 14), due_on=date(2026, 6, 5), keeper="Eleri Vaughan"),
        ),
        actions=(
            PlannedAction(young_person_id=KAI, what="Ring the college about the bike course", who="Sam Adeyemi",
                          by=date(2026, 5, 29), rests_on=RestsOn.PROMISE),
            PlannedAction(young_person_id=KAI, what="Sleep plan with Bea and Kai", who="Sam, Bea Lindqvist", by=date(2026, 6, 1)),
        ),
        next_dates=(
            NextDate(day=date(2026, 5, 24), what="Video call with Mum", at=_at(5, 24, 16)),
            NextDate(day=date(2026, 5, 26), what="Goodbye with Hannah"),
            NextDate(day=DAY, what="Sam becomes key worker"),
            NextDate(day=date(2026, 5, 28), what="Visit with Nan", at=_at(5, 28, 13)),
            NextDate(day=date(2026, 6, 3), what="Check-in: how does it feel?"),
            NextDate(day=date(2026, 6, 8), what="The order ends on 8 June", rests_on="law"),
        ),
        arrangements=(
            Arrangement(young_person_id=KAI, person_id="nan", with_whom="Nan", kind=FamilyTimeKind.VISIT_HERE,
                        how_often="Thursdays", at_time="14:00", review_on=date(2026, 5, 28)),
            Arrangement(young_person_id=KAI, person_id="mum", with_whom="Mum", kind=FamilyTimeKind.VIDEO, how_often="Sundays",
                        at_time="17:00", level=SupportLevel.SUPERVISED, review_on=date(2026, 6, 5)),
        ),
        limits=(
            Limit(young_person_id=KAI, person_id="mum", with_whom="Mum", what="An adult is in the room on calls",
                  ground=LimitGround.COURT_ORDER, ground_details="section 34 Children Act 1989, 9 March 2026", told_by="Eleri Vaughan",
                  told_on=date(2026, 3, 10), own_view="Not fair, but I get it.", review_on=date(2026, 6, 5), review_by="court"),
        ),
        last_occasion=Occasion(young_person_id=KAI, person_id="nan", with_whom="Nan", kind=FamilyTimeKind.VISIT_HERE,
                               state=OccasionState.HAPPENED, planned_at=_at(5, 21, 13)),
        people=(
            NetworkPerson(id="nan", young_person_id=KAI, name="Pauline", called="Nan", who_they_are="“She’s just Nan.”",
                          circle=Circle.OWN_PEOPLE, ask_about="Sleep, food, old stories", phone="01632 960 118", knows_where=Answer.YES),
            NetworkPerson(id="mum", young_person_id=KAI, name="Kerry", called="Mum", who_they_are="Mum", circle=Circle.OWN_PEOPLE,
                          ask_about="Call times", phone="through Eleri", knows_where=Answer.NO),
            NetworkPerson(id="jo", young_person_id=KAI, name="Jo Tennant", who_they_are="Advocate", circle=Circle.PROFESSIONAL,
                          ask_about="Rights; Kai may ring alone", phone="01632 960 331", knows_where=Answer.YES, stays_afterwards=True),
        ),
        key_adults=(
            KeyAdult(young_person_id=KAI, role=KeyRole.KEY_WORKER, name="Hannah Whitlock"),
            KeyAdult(young_person_id=KAI, role=KeyRole.SECOND_KEY_WORKER, name="Femi Oduya"),
            KeyAdult(young_person_id=KAI, role=KeyRole.SOCIAL_WORKER, name="Eleri Vaughan"),
            KeyAdult(young_person_id=KAI, role=KeyRole.ADVOCATE, name="Jo Tennant", person_id="jo"),
        ),
        left_out=(LeftOut(what="1 note from Kai", why="Kai wants to tell it in person"),),
    )  # fmt: skip
    whole = replace(
        whole,
        status=signed((whole.status,))[0],
        decisions=signed(whole.decisions),
        last_occasion=signed((whole.last_occasion,))[0],
        own_words=signed(whole.own_words),
    )
    return replace(whole, **changes) if changes else whole


def draft_content() -> PackContent:
    """Return the same pack two weeks earlier in spirit: things are missing."""
    file = change_file(meetings=(), questions=(), tellings=())
    return content(change=file, missing=readiness(file, TODAY).missing)
