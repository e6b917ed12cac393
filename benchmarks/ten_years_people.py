"""Who lived and worked in the house of ten_years, and what stands in their files besides the daily entries."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from securecare_desktop.db.unit_of_work import Work
from securecare_desktop.domain.checklists import Checklist, ChecklistItem, ChecklistTemplate, ItemState
from securecare_desktop.domain.family_time import Arrangement, FamilyTimeKind, Limit, LimitGround
from securecare_desktop.domain.own_words import HowGiven
from securecare_desktop.domain.people import Circle, KeyAdult, KeyRole, NetworkPerson
from securecare_desktop.domain.plans import Goal, GoalState, PlanPart, PlanState, PlanVersion, Scenario
from securecare_desktop.domain.promises import Promise, PromiseState
from securecare_desktop.domain.staff import Role, StaffMember, Unit
from securecare_desktop.domain.worker_changes import ChangeState, ChangeStep, WorkerChange, step_dates
from securecare_desktop.domain.young_people import (
    AboutMeKind,
    AboutMePart,
    LegalBasis,
    Stage,
    Stay,
    YoungPerson,
)
from securecare_desktop.services.worker_changes import step_templates

from .ten_years_stay import what_the_law_wants

_FIRST = [
    "Ada",
    "Ben",
    "Cai",
    "Dev",
    "Ella",
    "Femi",
    "Gwen",
    "Hana",
    "Idris",
    "Jo",
    "Kai",
    "Lena",
    "Mia",
    "Noor",
    "Omar",
    "Pia",
    "Quin",
    "Ravi",
    "Sam",
    "Tess",
    "Uma",
    "Vic",
    "Wren",
    "Yan",
    "Zoe",
]
_LAST = [
    "Adeyemi",
    "Baker",
    "Clarke",
    "Douglas",
    "Evans",
    "Fraser",
    "Grant",
    "Hughes",
    "Iqbal",
    "Jones",
    "Kelly",
    "Lloyd",
    "Morgan",
    "Nowak",
    "Oduya",
    "Price",
]
_RELATIVES = (
    ("Nan", "Grandmother"),
    ("Mum", "Mother"),
    ("Dad", "Father"),
    ("Tyler", "Brother"),
    ("Aunt Bea", "Aunt"),
)
_PROFESSIONALS = ("Social worker", "Advocate", "Solicitor")
_WHO = [
    "Tyler",
    "Nan",
    "The night team",
    "Mum",
    "Her friend",
    "The teacher",
    "Uncle Joe",
    "The youth worker",
    "A neighbour",
    "Dad",
]
_DID = [
    "showed the dog and they laughed about its ears",
    "brought a photo of the allotment",
    "talked about bikes and college",
    "asked how the week had been",
    "sang the song from the car",
    "planned the birthday cake",
    "read the letter aloud",
    "wanted to know about the new room",
    "made tea and toast",
    "played two rounds of draughts",
    "listened for a long time",
    "said what had been hard",
    "remembered the summer at the lake",
    "promised to ring on Sunday",
    "helped with the drawing",
]
_THEN = [
    "It was quiet afterwards",
    "That mattered",
    "It took ten minutes to settle",
    "There were tears and then a joke",
    "Nobody was in a hurry",
    "It ended well",
    "The goodbye was short",
    "We agreed to try again",
    "It helped to walk first",
    "The radio was on",
    "It was raining",
    "The plan was followed",
    "Nothing else was wanted",
]


ASKED_LATER = 5
"""The section about which everybody chose to say nothing at first, and is asked again."""


class Texts:
    """Sentences put together by chance: short words in ever other orders, so that the search index is real."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice

    def some(self, sentences: int) -> str:
        """Return so many pairs of sentences, about 100 characters each."""
        pick = self.dice.choice
        return " ".join(f"{pick(_WHO)} {pick(_DID)}. {pick(_THEN)}." for _each in range(sentences))

    def name(self) -> str:
        """Return a given name and a family name."""
        return f"{self.dice.choice(_FIRST)} {self.dice.choice(_LAST)}"


@dataclass(frozen=True)
class Resident:
    """Somebody who lives in the house for a time, and their people."""

    young_person: YoungPerson
    people: tuple[NetworkPerson, ...]


def staff_names(count: int, wanted: Mapping[Role, str], roles: Sequence[Role]) -> list[str]:
    """Return that many names, no two alike; the first of each role in `wanted` is called as it says."""
    names = [f"{_FIRST[n % len(_FIRST)]} {_LAST[(n * 7 + n // 16) % len(_LAST)]}" for n in range(count)]
    for role, name in wanted.items():
        names[roles.index(role)] = name
    return names


def arrival(
    work: Work,
    unit: Unit,
    staff: Sequence[StaffMember],
    moment: datetime,
    leaves: datetime | None,
    texts: Texts,
    make_id: Callable[[datetime], str],
    *,
    worker_changes: bool,
) -> Resident:
    """Write somebody's file as it stands at the end of their stay, or today when `leaves` is None.

    `worker_changes` says whether a change of worker is open for whoever lives there today.
    """
    name = texts.name()
    young_person = work.young_people.add(
        YoungPerson(
            id=make_id(moment),
            unit_id=unit.id,
            name_used=name.split()[0],
            legal_name=name,
            date_of_birth=moment.date() - timedelta(days=365 * 15 + texts.dice.randrange(900)),
            languages="English",
            story_so_far=texts.some(4),
            story_so_far_on=moment.date(),
        )
    )
    people = _people(work, young_person.id, moment, texts, make_id)
    stay = _stay_and_plan(work, young_person.id, moment, leaves, texts, make_id)
    what_the_law_wants(work, stay, people[0], texts, make_id)
    _dates_to_keep(work, young_person.id, people[0], moment, leaves, texts, make_id)
    is_open = leaves is None and worker_changes
    _change_of_worker(work, young_person.id, staff, moment, texts, make_id, is_open=is_open)
    return Resident(young_person, people[: len(_RELATIVES)])


def _people(
    work: Work, about: str, moment: datetime, texts: Texts, make_id: Callable[[datetime], str]
) -> tuple[NetworkPerson, ...]:
    own = [
        NetworkPerson(
            id=make_id(moment),
            young_person_id=about,
            name=texts.name(),
            called=called,
            who_they_are=who,
            circle=Circle.OWN_PEOPLE,
            phone="01632 960123",
        )
        for called, who in _RELATIVES
    ]
    others = [
        NetworkPerson(
            id=make_id(moment),
            young_person_id=about,
            name=texts.name(),
            who_they_are=who,
            circle=Circle.PROFESSIONAL,
            ask_about=texts.some(1),
        )
        for who in _PROFESSIONALS
    ]
    return tuple(work.network_people.add(person) for person in (*own, *others))


def _stay_and_plan(
    work: Work,
    about: str,
    moment: datetime,
    leaves: datetime | None,
    texts: Texts,
    make_id: Callable[[datetime], str],
) -> Stay:
    stay = work.stays.add(
        Stay(
            id=make_id(moment),
            young_person_id=about,
            stage=Stage.DURING if leaves is None else Stage.MOVING_ON,
            legal_basis=LegalBasis.SECTION_25,
            arrived_at=moment,
            looked_after_since=moment.date() - timedelta(days=400),
            ended_at=leaves,
            ended_where_to="" if leaves is None else texts.some(1),
        )
    )
    for kind in AboutMeKind:
        part = AboutMePart(id=make_id(moment), young_person_id=about, kind=kind, text=texts.some(1))
        work.about_me.add(part)
    version = work.plan_versions.add(
        PlanVersion(
            id=make_id(moment),
            young_person_id=about,
            number=1,
            state=PlanState.CURRENT if leaves is None else PlanState.SUPERSEDED,
            made_on=moment.date(),
        )
    )
    asked_later = {"given_how": HowGiven.CHOSE_NOT_TO, "ask_again_on": moment.date() + timedelta(days=60)}
    for section in range(1, 15):
        work.plan_parts.add(
            PlanPart(
                id=make_id(moment),
                young_person_id=about,
                plan_version_id=version.id,
                section=section,
                text=texts.some(3),
                **(asked_later if section == ASKED_LATER else {}),
            )
        )
    for _goal in range(3):
        work.goals.add(
            Goal(
                id=make_id(moment),
                young_person_id=about,
                plan_version_id=version.id,
                title=texts.some(1),
                state=GoalState.OPEN if leaves is None else GoalState.MET,
            )
        )
    work.scenarios.add(
        Scenario(id=make_id(moment), young_person_id=about, what=texts.some(1), what_helps=texts.some(2))
    )
    return stay


def _dates_to_keep(
    work: Work,
    about: str,
    relative: NetworkPerson,
    moment: datetime,
    leaves: datetime | None,
    texts: Texts,
    make_id: Callable[[datetime], str],
) -> None:
    """Write what Today counts: promises, checklist items, arrangements and limits, done for those who left."""
    last = None if leaves is None else leaves.date()
    template = work.checklist_templates.find(key="arrival")
    if not template:
        new = ChecklistTemplate(id=make_id(moment), key="arrival", title="Arrival")
        template = (work.checklist_templates.add(new),)
    running = work.checklists.add(
        Checklist(
            id=make_id(moment),
            young_person_id=about,
            template_id=template[0].id,
            title="Arrival",
            closed_on=last,
        )
    )
    for number in range(12):
        # One that is late, some that are due soon, the others done: as it is in a house that keeps up.
        is_open = leaves is None and number % 4 == 0
        due = _soon(moment, number - 1) if is_open else moment.date() + timedelta(days=number)
        work.checklist_items.add(
            ChecklistItem(
                id=make_id(moment),
                young_person_id=about,
                checklist_id=running.id,
                key=f"A{number:02}",
                what=texts.some(1),
                due_on=due,
                state=ItemState.OPEN if is_open else ItemState.DONE,
                done_on=None if is_open else due,
            )
        )
    for number in range(4):
        work.promises.add(
            Promise(
                id=make_id(moment),
                young_person_id=about,
                what=texts.some(1),
                made_by="Femi",
                made_on=moment.date(),
                due_on=_soon(moment, number) if leaves is None else last,
                state=PromiseState.OPEN if leaves is None else PromiseState.KEPT,
                closed_on=last,
            )
        )
    work.arrangements.add(
        Arrangement(
            id=make_id(moment),
            young_person_id=about,
            person_id=relative.id,
            with_whom=relative.called,
            kind=FamilyTimeKind.PHONE,
            how_often="Every day",
            rule="FREQ=DAILY",
            at_time="17:30",
            starts=moment.date(),
            ended_on=last,
        )
    )
    work.limits.add(
        Limit(
            id=make_id(moment),
            young_person_id=about,
            person_id=relative.id,
            with_whom=relative.called,
            what=texts.some(1),
            ground=LimitGround.COURT_ORDER,
            starts=moment.date(),
            review_on=_soon(moment, 3) if leaves is None else last,
            ended_on=last,
        )
    )


def _soon(moment: datetime, days: int) -> date:
    """Return a day near today: whoever has not left arrived within the year before it."""
    return datetime.now(moment.tzinfo).date() + timedelta(days=days)


def _change_of_worker(
    work: Work,
    about: str,
    staff: Sequence[StaffMember],
    moment: datetime,
    texts: Texts,
    make_id: Callable[[datetime], str],
    *,
    is_open: bool,
) -> None:
    """Write their key worker and the change to the next one."""
    workers = [m for m in staff if m.role is Role.RESIDENTIAL_WORKER]
    leaving, coming = texts.dice.sample(workers, 2)
    day = _soon(moment, 13) if is_open else moment.date() + timedelta(days=90)
    work.key_adults.add(
        KeyAdult(
            id=make_id(moment),
            young_person_id=about,
            role=KeyRole.KEY_WORKER,
            name=leaving.name,
            staff_id=leaving.id,
            since=moment.date(),
        )
    )
    decided = day - timedelta(days=21)
    change = work.worker_changes.add(
        WorkerChange(
            id=make_id(moment),
            young_person_id=about,
            role=KeyRole.KEY_WORKER,
            outgoing_name=leaving.name,
            incoming_name=coming.name,
            outgoing_staff_id=leaving.id,
            incoming_staff_id=coming.id,
            day=day,
            reason_for_young_person=texts.some(1),
            decided_on=decided,
            state=ChangeState.OPEN if is_open else ChangeState.DONE,
            closed_on=None if is_open else day,
        )
    )
    for number, starts, due, second in step_dates(step_templates(), change.day, change.kind, decided):
        work.change_steps.add(
            ChangeStep(
                id=make_id(moment),
                young_person_id=about,
                change_id=change.id,
                number=number,
                starts_on=starts,
                due_on=due,
                second_due_on=second,
                done_on=None if is_open else due,
            )
        )
