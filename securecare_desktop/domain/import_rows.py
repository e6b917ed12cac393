"""How a row of a list becomes somebody in a young person's life, or an occasion of family time.

Pure: whose names there are and what is there already is asked of Around. What single cells mean is import_values,
which column is which import_columns; who may bring anything in is for the service.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from ..core.clock import local
from ..core.errors import Problem
from ..core.labels import label
from ..core.text import _, clock_time, day_short, quoted
from .family_time import FamilyTimeKind, Occasion, OccasionState, ProtectedVisitor, SupportLevel, WhoseDoing
from .import_names import found_person, found_young_person
from .import_report import Around, CellsOfRow, Key, Made, ReadRow, RowOutcome, key_of
from .import_values import (
    Cell,
    Wrong,
    answer_in,
    called_and_name,
    choice_at_start,
    choice_in,
    day_in,
    folded,
    in_words,
    minutes_in,
    moment_of,
    names_in,
    support_in,
    text_of,
    times_in,
)
from .imports import ImportKind
from .occasion_validation import (
    FELL_AWAY,
    TOOK_PLACE,
    at_the_same_time,
    problems_in_occasion,
    problems_with_person,
    protected_by_role,
)
from .own_words import HowGiven
from .people import Answer, Circle, NetworkPerson, RelevantPerson
from .people_validation import (
    problems_in_emergency_order,
    problems_in_network_person,
    problems_in_relevant_person,
)
from .young_people import YoungPerson

_NOON = time(12)
_SHORTEST_PHONE, _LOST_ZERO = 10, "1237"
_PROFESSIONAL = (
    "social worker", "solicitor", "lawyer", "advocate", "teacher", "tutor", "nurse", "doctor", "gp", "psychologist",
    "psychiatrist", "therapist", "counsellor", "camhs", "reviewing officer", "iro", "guardian", "police", "probation",
    "youth justice", "yot", "inspector", "independent visitor", "dentist", "optician", "consultant", "manager",
    "safeguarding", "officer", "health visitor", "mentor", "virtual school",
)  # fmt: skip
_OF_THE_HOUSE = (
    "key worker",
    "keyworker",
    "residential worker",
    "support worker",
    "shift lead",
    "care staff",
)


class RowReader:
    """Reads the rows of one list. `columns` has the key by heading; `young_person_id` is whose all of it is, if so.

    Remembers what it has read, so that a row that stands there twice is brought in once.
    """

    def __init__(
        self,
        kind: ImportKind,
        headings: Sequence[str],
        columns: Mapping[str, str],
        around: Around,
        now: datetime,
        young_person_id: str = "",
    ) -> None:
        self._kind, self._around, self._now = kind, around, now
        self._today = local(now).date()
        self._keys = [columns.get(heading, "") for heading in headings]
        self._headings = {key: heading for heading, key in columns.items() if key}
        self._young_person_id = young_person_id
        self._read: dict[str, dict[Key, int]] = {}
        self._added: dict[str, list[NetworkPerson]] = {}
        self._took_place: dict[tuple[str, date], list[Occasion]] = {}

    def read(self, number: int, cells: Sequence[Cell]) -> ReadRow:
        """Return what the row with this number will become."""
        by_key = {key: cell for key, cell in zip(self._keys, cells, strict=False) if key}
        row = CellsOfRow(by_key, self._headings)
        whose = self._whose(row)
        record = self._made(row, whose) if whose is not None else None
        what = _in_words(record) if record is not None else self._as_it_stands(row)
        name = whose.name_used if whose is not None else ""
        problems, notes = tuple(row.problems), tuple(row.notes)
        if problems or record is None or whose is None:
            return ReadRow(number, RowOutcome.WRONG, what, name, problems, notes)
        earlier = self._seen(whose.id).get(key_of(record))
        if earlier is not None:
            again = _("It is there already.") if not earlier else _("The same as row {n}.").format(n=earlier)
            return ReadRow(number, RowOutcome.ALREADY, what, name, (), (again,))
        self._seen(whose.id)[key_of(record)] = number
        if isinstance(record, NetworkPerson):
            self._added.setdefault(whose.id, []).append(record)
        else:
            notes += self._same_time(record, number)
        return ReadRow(number, RowOutcome.ADD, what, name, (), notes, record)

    def _same_time(self, occasion: Occasion, number: int) -> tuple[str, ...]:
        """Return that an earlier row took place at the same time. Two people may come together, so both come in."""
        on_that_day = self._took_place.setdefault((occasion.young_person_id, occasion.planned_at.date()), [])
        other = at_the_same_time(occasion, on_that_day)
        on_that_day.append(replace(occasion, id=str(number)))
        if other is None:
            return ()
        return (_("It took place at the same time as row {n}; both are brought in.").format(n=other.id),)

    def _seen(self, young_person_id: str) -> dict[Key, int]:
        if young_person_id not in self._read:
            self._read[young_person_id] = dict.fromkeys(self._around.there(young_person_id), 0)
        return self._read[young_person_id]

    def _whose(self, row: CellsOfRow) -> YoungPerson | None:
        known = self._around.young_people()
        if self._young_person_id:
            found: YoungPerson | Wrong | None = next(
                (p for p in known if p.id == self._young_person_id), None
            )
        elif row.has("young_person"):
            found = found_young_person(row.text("young_person"), known)
        else:
            found = Wrong(_("No young person stands here. Write the name."))
        if isinstance(found, YoungPerson) and self._around.may_write(found.id):
            return found
        sentence = (
            found.sentence if isinstance(found, Wrong) else _("You may not write for this young person.")
        )
        row.wrong("young_person", sentence)
        return None

    def _made(self, row: CellsOfRow, whose: YoungPerson) -> Made | None:
        if self._kind is ImportKind.PEOPLE:
            return self._person(row, whose)
        return self._occasion(row, whose)

    def _as_it_stands(self, row: CellsOfRow) -> str:
        """Return a row that was not understood by the cells that tell most."""
        told = [row.text(key) for key in ("name", "who_they_are", "day", "time", "who", "kind")]
        return ", ".join(text for text in told if text)

    # -- people ---------------------------------------------------------------------------------------------

    def _person(self, row: CellsOfRow, whose: YoungPerson) -> NetworkPerson | None:
        text = row.text("name")
        if not text:
            row.wrong("name", _("Nobody is named here. Write the name."))
            return None
        people = (*self._around.people(whose.id), *self._added.get(whose.id, ()))
        called, name = called_and_name(text)
        known = next((p for p in people if folded(p.name) in (folded(text), folded(name))), None)
        known = known or next((p for p in people if folded(p.shown_name) == folded(text)), None)
        if known is None and len(names_in(text)) > 1:
            row.wrong("name", _two_people(text))
            return None
        name = known.name if known is not None else name
        plain: dict[str, Any] = {key: row.text(key) for key in _PERSON_TEXTS}
        plain |= {"who_they_are": plain["who_they_are"] or plain["role"], "called": plain["called"] or called}
        plain["phone"] = self._phone(row, plain["phone"])
        person = NetworkPerson(
            young_person_id=whose.id,
            name=name,
            circle=row.read("circle", lambda c: choice_in(Circle, c), _circle(plain)),
            knows_where=row.read("knows_where", answer_in, Answer.NOT_KNOWN),
            parental_responsibility=row.read("parental_responsibility", answer_in, Answer.NOT_KNOWN),
            relevant_person=row.read(
                "relevant_person", lambda c: choice_in(RelevantPerson, c), RelevantPerson.NOT_KNOWN
            ),
            emergency_order=row.read("emergency_order", _number_in, None),
            since=row.read("since", self._day, None),
            until=row.read("until", self._day, None),
            **plain,
        )
        if person.until is not None and not person.why_ended:
            person = replace(person, why_ended=_not_said())
        if known is None:  # else nothing of it is added
            row.take(self._problems_in_person(person, people, whose), {})
        return person

    def _problems_in_person(
        self, person: NetworkPerson, people: Iterable[NetworkPerson], whose: YoungPerson
    ) -> tuple[Problem, ...]:
        return (
            *problems_in_network_person(person, self._today),
            *problems_in_emergency_order(replace(person, id="new"), people, self._today),
            *problems_in_relevant_person(
                person, RelevantPerson.NOT_KNOWN, in_scotland=self._around.in_scotland(whose.id)
            ),
        )

    def _phone(self, row: CellsOfRow, text: str) -> str:
        """Return a phone number with the 0 that a spreadsheet takes away when it counts with it."""
        if len(text) == _SHORTEST_PHONE and text.isdecimal() and text[0] in _LOST_ZERO:
            row.note(_("The phone number had lost its first 0 in the spreadsheet; it is put back."))
            return f"0{text}"
        return text

    def _day(self, cell: Cell) -> date | Wrong | None:
        found = day_in(cell, self._today)
        return found if isinstance(found, Wrong) else found[0]

    # -- occasions ------------------------------------------------------------------------------------------

    def _occasion(self, row: CellsOfRow, whose: YoungPerson) -> Occasion | None:
        person = self._with_whom(row, whose)
        planned, ended = self._when(row)
        kind = row.read("kind", lambda c: choice_in(FamilyTimeKind, c), None)
        if not row.has("kind"):
            row.wrong("kind", _("What kind it was is not said. Write one, such as “Phone call” or “Visit”."))
        if person is None or planned is None or kind is None:
            return None
        planned_for_later = OccasionState.PLANNED if planned > self._now else OccasionState.HAPPENED
        state, rest = row.read("state", lambda c: choice_at_start(OccasionState, c), (planned_for_later, ""))
        protected = row.read("protected", lambda c: _protected_in(c, person), protected_by_role(person))
        private = protected is not ProtectedVisitor.NO
        otherwise = SupportLevel.UNSUPPORTED if private else SupportLevel.SUPPORTED
        texts: dict[str, Any] = {key: row.text(key) for key in _OCCASION_TEXTS}
        occasion = Occasion(
            young_person_id=whose.id,
            person_id=person.id,
            with_whom=person.called or person.name,
            kind=kind,
            state=state,
            planned_at=planned,
            protected=protected,
            level=row.read("level", support_in, otherwise),
            whose_doing=row.read("whose_doing", lambda c: choice_in(WhoseDoing, c), WhoseDoing.NOT_SAID),
            heard_at=row.read("heard_at", self._moment, None),
            told_at=row.read("told_at", self._moment, None),
            instead_at=row.read("instead_at", self._moment, None),
            **texts,
        )
        occasion = self._completed(row, occasion, ended, rest)
        row.take(
            (*problems_in_occasion(occasion, self._now), *problems_with_person(occasion, person)), _COLUMN_OF
        )
        return occasion

    def _completed(self, row: CellsOfRow, occasion: Occasion, ended: datetime | None, rest: str) -> Occasion:
        """Return an occasion with what follows from its state, and with what a list never says."""
        more: dict[str, Any] = {}
        if occasion.state in TOOK_PLACE:
            more = {"started_at": occasion.planned_at, "ended_at": ended}
        if occasion.state in FELL_AWAY and rest and not occasion.why:
            more["why"] = rest
        if occasion.state is OccasionState.CANCELLED:
            if not occasion.cancelled_by:
                more["cancelled_by"] = _not_said()
            if not (occasion.why or rest):
                more["why"] = _not_said()
        elif rest and occasion.state not in FELL_AWAY and not occasion.what_they_did:
            more["what_they_did"] = rest
        if occasion.told_at is not None and not occasion.told_by:
            more["told_by"] = _not_said()
        if occasion.own_view and occasion.own_view_how is HowGiven.NOT_ASKED:
            more["own_view_how"] = HowGiven.SAID
        if _not_said() in more.values():
            row.note(_("What the list does not say stands there as “{words}”.").format(words=_not_said()))
        return replace(occasion, **more)

    def _with_whom(self, row: CellsOfRow, whose: YoungPerson) -> NetworkPerson | None:
        text = row.text("who")
        if not text:
            row.wrong("who", _("Nobody is named here. Write who it was with."))
            return None
        found = found_person(text, self._around.people(whose.id))
        if isinstance(found, NetworkPerson):
            return found
        if found is None and len(names_in(text)) > 1:
            found = Wrong(_two_people(text))
        if found is None:
            sentence = _(
                "{who} is not among {name}’s people. Add them under People first, or bring in that list."
            )
            found = Wrong(sentence.format(who=quoted(text), name=whose.name_used))
        row.wrong("who", found.sentence)
        return None

    def _when(self, row: CellsOfRow) -> tuple[datetime | None, datetime | None]:
        """Return when it was to begin, and when it ended as far as that is said."""
        if not row.has("day"):
            row.wrong("day", _("No day stands here. Write it as 12/03/2026."))
            return None, None
        found = day_in(row.cells["day"], self._today)
        if isinstance(found, Wrong):
            row.wrong("day", found.sentence)
            return None, None
        day, rest = found
        at = row.read("time", times_in, None)
        if at is None and rest != "":
            told = times_in(rest)
            if isinstance(told, Wrong):
                row.wrong("day", told.sentence)
            else:
                at = told
        if at is None and not row.has("time"):
            row.note(_("No time is said; 12:00 stands there."))
        begins, ends = at or (_NOON, None)
        last = row.read("end_time", times_in, None)
        ends = last[0] if last is not None else ends
        planned = moment_of(day, begins)
        if isinstance(planned, Wrong):
            row.wrong("time", planned.sentence)
            return None, None
        return planned, self._end(row, planned, day, ends) if at is not None else None

    def _end(self, row: CellsOfRow, planned: datetime, day: date, ends: time | None) -> datetime | None:
        hours = "hour" in folded(self._headings.get("minutes", "")) or "hrs" in folded(
            self._headings.get("minutes", "")
        )
        minutes = row.read("minutes", lambda c: minutes_in(c, hours=hours), None)
        if ends is None:
            return planned + timedelta(minutes=minutes) if minutes is not None else None
        ended = moment_of(day, ends)
        if isinstance(ended, Wrong):
            row.wrong("end_time", ended.sentence)
            return None
        overnight = row.read("kind", lambda c: choice_in(FamilyTimeKind, c), None) is FamilyTimeKind.OVERNIGHT
        if overnight and ended <= planned:
            next_day = moment_of(day + timedelta(days=1), ends)
            return ended if isinstance(next_day, Wrong) else next_day
        return ended

    def _moment(self, cell: Cell) -> datetime | Wrong | None:
        """Return a day with its time as an aware moment; noon where no time is said."""
        found = day_in(cell, self._today)
        if isinstance(found, Wrong):
            return found
        day, rest = found
        at = times_in(rest) if rest != "" else (_NOON, None)
        return at if isinstance(at, Wrong) else moment_of(day, at[0])


_PERSON_TEXTS = frozenset(
    {
        "who_they_are", "called", "role", "organisation", "ask_about", "phone", "email", "address", "other_ways",
        "contact_hours", "may_be_told", "may_receive", "parental_evidence", "language", "interpreter", "why_ended",
    }
)  # fmt: skip
_OCCASION_TEXTS = frozenset(
    {
        "place", "before", "arrival", "what_they_did", "warm_moments", "what_was_said", "worries", "what_was_done",
        "ending", "afterwards", "next_day", "own_view", "family_view", "opinion", "supervisor", "cancelled_by", "why",
        "told_by", "told_how",
    }
)  # fmt: skip
_COLUMN_OF = {"person_id": "who", "planned_at": "day", "started_at": "time", "ended_at": "end_time"}


def _in_words(record: Made) -> str:
    """Return a record in one line: "Phone call: Nan, Thu 14 May 2026, 15:00"."""
    if isinstance(record, NetworkPerson):
        return _("{name}, {who}").format(name=record.shown_name, who=record.who_they_are)
    when = f"{day_short(local(record.planned_at).date())}, {clock_time(record.planned_at)}"
    return _("{kind}: {who}, {when}").format(kind=label(record.kind), who=record.with_whom, when=when)


def _not_said() -> str:
    return _("not said in the list")


def _two_people(text: str) -> str:
    sentence = _("More than one person stands here: {names}. Give each a row.")
    return sentence.format(names=in_words(names_in(text)))


def _circle(texts: Mapping[str, str]) -> Circle:
    """Return how near somebody is, by what they are called in the list, where no column says it."""
    said = f" {folded(texts['who_they_are'])} {folded(texts['role'])} "
    if any(f" {words} " in said for words in _OF_THE_HOUSE):
        return Circle.HOUSE
    if any(f" {words} " in said for words in _PROFESSIONAL):
        return Circle.PROFESSIONAL
    return Circle.OWN_PEOPLE


def _number_in(cell: Cell) -> int | Wrong | None:
    text = text_of(cell).strip()
    answer = answer_in(text) if not text.isdecimal() else None
    if answer is Answer.NO:
        return None
    if text.isdecimal() and 1 <= int(text) <= 99:
        return int(text)
    return Wrong(_("{cell} is not a number. Write 1 for who is rung first.").format(cell=quoted(text)))


def _protected_in(cell: Cell, person: NetworkPerson) -> ProtectedVisitor | Wrong:
    if answer_in(cell) is Answer.NO:
        return ProtectedVisitor.NO
    if answer_in(cell) is Answer.YES and protected_by_role(person) is not ProtectedVisitor.NO:
        return protected_by_role(person)
    return choice_in(ProtectedVisitor, cell)
