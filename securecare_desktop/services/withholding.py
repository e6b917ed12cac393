"""Withholding: "not for X, because Y", said of a passage, a field, an entry or somebody of the network.

Decides who may say it, of what and from whom; what it then does to screens, Find and packs is done below, where
records are handed out (db/withholding).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from ..core.audit_labels import KINDS
from ..core.clock import local
from ..core.errors import Gone, InputError, Problem
from ..core.labels import label
from ..core.text import _, given_name, ngettext, tidy
from ..domain.audit_words import field_label
from ..domain.messages import Changed
from ..domain.packs import LeftOut
from ..domain.passages import holds, holds_apart, left_out, same_name
from ..domain.people import NetworkPerson
from ..domain.permissions import Action
from ..domain.record import Record
from ..domain.staff import Role
from ..domain.withholding import (
    NEVER,
    PEOPLE,
    SAME_IN_VERSIONS,
    SEES_ALL,
    WHOLE,
    FromWhom,
    Reader,
    Whom,
    Withholding,
    problems_in_withholding,
    shown,
    words_of,
)
from .results import Saved
from .session import Session

if TYPE_CHECKING:
    from ..db.unit_of_work import Work

NOUN = "withholding"
STALE = frozenset(
    {
        NOUN, "young_people", "people", "plans", "family_time", "checklists", "promises", "actions", "own_words",
        "worker_changes", "packs", "stays", "shifts",
    }
)  # fmt: skip
"""Every page may show what is withheld from now on, or is shown again."""
NOUNS: Mapping[str, frozenset[str]] = {
    PEOPLE: frozenset({"people", "family_time"}),
    "key_adults": frozenset({"people"}),
    "goals": frozenset({"plans"}),
    "scenarios": frozenset({"plans"}),
    "restrictions": frozenset({"plans"}),
    "decisions": frozenset({"plans"}),
    "goal_notes": frozenset({"plans"}),
    "restriction_reviews": frozenset({"plans"}),
    "plan_reviews": frozenset({"plans"}),
    "aid_sessions": frozenset({"plans"}),
    "pictures": frozenset({"plans"}),
    "arrangements": frozenset({"family_time"}),
    "occasions": frozenset({"family_time"}),
    "limits": frozenset({"family_time"}),
    "limit_reviews": frozenset({"family_time"}),
    "family_engagements": frozenset({"family_time"}),
    "shift_notes": frozenset({"shifts"}),
    "shared_occasions": frozenset({"family_time"}),
    "promises": frozenset({"promises"}),
    "actions": frozenset({"actions"}),
    "checklist_items": frozenset({"checklists"}),
    "notifications": frozenset({"stays"}),
}
"""The features in whose lists an entry is missing that is withheld whole."""
_NO_READERS = (Role.SYSTEM_ADMINISTRATOR,)
_SHORTEST_NAME = 3
"""Letters of the shortest part of a name that is looked for in other texts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """One thing that is withheld, as the reader of this list may know it.

    Where it is withheld from the reader (`from_you`), there is only the kind of its record and the reason; the id
    of the record only where they see the rest of it.
    """

    record_kind: str
    place: str
    because: str
    from_you: bool
    id: str = ""
    record_id: str = ""
    field: str = ""
    what: str = ""
    words: str = ""
    from_name: str = ""
    since: date | None = None

    @property
    def nouns(self) -> frozenset[str]:
        """The features in whose lists something is missing for whom it is withheld from."""
        return NOUNS.get(self.record_kind, frozenset()) if not self.field else frozenset()


@dataclass(frozen=True, slots=True)
class Part:
    """A field of a record that can be withheld, and what stands in it."""

    field: str
    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OnRecord:
    """What can be withheld of one record, and what is. `whole` says whether all of it can be."""

    young_person_id: str
    record_kind: str
    record_id: str
    title: str
    whole: bool
    parts: tuple[Part, ...]
    withheld: tuple[Withheld, ...]
    choices: tuple[Whom, ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another text in which the same words stand."""

    record_kind: str
    record_id: str
    field: str
    words: str
    place: str


class WithholdingService:
    """What a signed-in person can do about what somebody is not to see."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # -- reading --------------------------------------------------------------------------------------

    def of(self, young_person_id: str) -> tuple[Withheld, ...]:
        """Return what is withheld about a young person, oldest first; of what is withheld from the reader only why."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            return self._lines(work, work.withholdings.active(young_person_id))

    def on(self, record: Record) -> OnRecord:
        """Return what is withheld of a record, and what of it can be. Raises Gone for a record not in the store."""
        young_person_id = str(getattr(record, "young_person_id", "") or record.id)
        with self._session.reading(
            Action.READ_RECORDS, young_person_id, looked_at=NOUN, record_id=record.id
        ) as work:
            kind = work.withholdings.kind_of(record)
            seen = _own(work, young_person_id, kind, record.id)
            found = [w for w in work.withholdings.active(young_person_id) if w.record_id == record.id]
            may = self._session.may(Action.WITHHOLD)
            return OnRecord(
                young_person_id=young_person_id,
                record_kind=kind,
                record_id=record.id,
                title=work.withholdings.title(kind, seen),
                whole=kind in WHOLE,
                parts=_parts(kind, seen),
                withheld=self._lines(work, found),
                choices=self._choices(work, young_person_id) if may else (),
            )

    def choices(self, young_person_id: str) -> tuple[Whom, ...]:
        """Return from whom something can be withheld: colleagues, roles, people around, the young person."""
        with self._session.reading(Action.WITHHOLD, young_person_id, looked_at=NOUN) as work:
            return self._choices(work, young_person_id)

    def elsewhere(self, withholding_id: str) -> tuple[Elsewhere, ...]:
        """Return where else about the young person the same words or the same name can still be read."""
        young_person_id = self._young_person_of(withholding_id)
        with self._session.reading(Action.WITHHOLD, young_person_id, looked_at=NOUN) as work:
            return tuple(_elsewhere(work, self._required(work, withholding_id)))

    # -- writing --------------------------------------------------------------------------------------

    def withhold(self, withholding: Withholding) -> Saved[Withholding]:
        """Withhold something from somebody, from now on.

        `from_name` alone is enough: whoever is known by that name is meant. Raises InputError for what cannot be
        withheld or from whom it cannot, Gone for a record that is not this young person's, PermissionRefused.
        """
        young_person_id = withholding.young_person_id
        with self._session.writing(Action.WITHHOLD, young_person_id) as work:
            record = _own(work, young_person_id, withholding.record_kind, withholding.record_id)
            wanted = replace(
                withholding,
                id="",
                version=0,
                ended_on=None,
                because=tidy(withholding.because).strip(),
                words=tidy(withholding.words).strip(),
                from_name=tidy(withholding.from_name).strip(),
            )
            wanted = self._known(work, wanted)
            problems = (
                *_problems_in_what(wanted, record),
                *self._problems_in_whom(work, wanted),
                *problems_in_withholding(wanted, _names_of(record) if not wanted.field else ()),
            )
            if problems:
                raise InputError(problems)
            stored = work.withholdings.add(wanted)
        return Saved(stored, Changed(STALE, young_person_id))

    def withhold_elsewhere(self, withholding_id: str) -> Saved[Withholding]:
        """Withhold the same words wherever else they stand, from the same person and for the same reason."""
        young_person_id = self._young_person_of(withholding_id)
        with self._session.writing(Action.WITHHOLD, young_person_id) as work:
            first = self._required(work, withholding_id)
            for found in tuple(_elsewhere(work, first)):
                work.withholdings.add(
                    replace(
                        first, id="", version=0, record_kind=found.record_kind, record_id=found.record_id,
                        field=found.field, words=found.words,
                    )
                )  # fmt: skip
        return Saved(first, Changed(STALE, young_person_id))

    def end(self, withholding_id: str) -> Saved[Withholding]:
        """Show again what was withheld; that it was stays in the record of what was done."""
        young_person_id = self._young_person_of(withholding_id)
        with self._session.writing(Action.WITHHOLD, young_person_id) as work:
            found = self._required(work, withholding_id)
            ended = found.ended_on or self._session.clock.today()
            stored = work.withholdings.save(replace(found, ended_on=ended))
        return Saved(stored, Changed(STALE, young_person_id))

    # -- inside ---------------------------------------------------------------------------------------

    def _young_person_of(self, withholding_id: str) -> str:
        with self._session.reading() as work:
            young_person_id = work.withholdings.plain(withholding_id, "young_person_id")
        if not young_person_id:
            raise _gone()
        return young_person_id

    def _required(self, work: "Work", withholding_id: str) -> Withholding:
        """Return a withholding; who may not know of it is told no more than of one that is not there."""
        found = work.withholdings.require(withholding_id)
        if not work.withholdings.tells(found):
            raise _gone()
        return found

    def _lines(self, work: "Work", found: Iterable[Withholding]) -> tuple[Withheld, ...]:
        """Return a line each. Where two are withheld of one passage, one reader's reason gives no other reader's words."""
        told = (w for w in found if _from_reader(work, w) or work.withholdings.tells(w))
        return tuple(self._line(work, w) for w in told)

    def _line(self, work: "Work", withholding: Withholding) -> Withheld:
        kind, place = withholding.record_kind, _(KINDS[withholding.record_kind])
        from_you = _from_reader(work, withholding)
        seen = work.withholdings.seen(kind, withholding.record_id)
        if from_you:
            return Withheld(
                record_kind=kind, place=place, because=withholding.because, from_you=True,
                record_id=withholding.record_id if seen is not None else "", field=withholding.field,
            )  # fmt: skip
        return Withheld(
            record_kind=kind,
            place=place,
            because=withholding.because,
            from_you=False,
            id=withholding.id,
            record_id=withholding.record_id if seen is not None else "",
            field=withholding.field,
            what=_what(work, withholding, seen),
            words=withholding.words,
            from_name=withholding.from_name,
            since=local(withholding.written_at).date() if withholding.written_at else None,
        )

    def _choices(self, work: "Work", young_person_id: str) -> tuple[Whom, ...]:
        """Return whom one can choose. Nobody can shut out themselves, who answers for the house or an inspector."""
        me, today = self._session.actor, self._session.clock.today()
        unit_id = work.young_people.plain(young_person_id, "unit_id")
        staff = [m for m in work.staff.of_units((unit_id,)) if m.works_on(today) and m.id != me.id]
        colleagues = [m for m in staff if m.role not in SEES_ALL and m.role not in _NO_READERS]
        roles = [r for r in Role if r not in SEES_ALL and r not in _NO_READERS and r is not me.role]
        network = work.network_people.find(young_person_id=young_person_id)
        people = [p for p in network if not p.has_ended(today)]
        person = work.young_people.require(young_person_id)
        return (
            *(Whom(FromWhom.ROLE, r.value, label(r)) for r in roles),
            *(Whom(FromWhom.STAFF, m.id, m.name) for m in colleagues),
            *(Whom(FromWhom.PERSON, p.id, p.shown_name) for p in people),
            Whom(FromWhom.YOUNG_PERSON, "", person.name_used),
        )

    def _known(self, work: "Work", wanted: Withholding) -> Withholding:
        """Return the withholding with whom it names as the record knows them, so that a name typed by hand counts."""
        known = list(self._choices(work, wanted.young_person_id))
        known += [Whom(FromWhom.STAFF, m.id, m.name) for m in work.staff.find()]
        known += [Whom(FromWhom.ROLE, r.value, label(r)) for r in Role]
        if wanted.from_whom is FromWhom.OTHER:
            name = wanted.from_name.casefold()
            found = next((k for k in known if k.name.casefold() == name), wanted.whom)
        else:
            key, nobody = (wanted.from_whom, wanted.from_id), Whom(wanted.from_whom, "", "")
            found = next((k for k in known if (k.from_whom, k.id) == key), nobody)
        return replace(wanted, from_whom=found.from_whom, from_id=found.id, from_name=found.name)

    def _problems_in_whom(self, work: "Work", wanted: Withholding) -> tuple[Problem, ...]:
        role = wanted.from_id if wanted.from_whom is FromWhom.ROLE else ""
        if wanted.from_whom is FromWhom.STAFF and wanted.from_id:
            role = work.staff.require(wanted.from_id).role
        if role in SEES_ALL:
            sentence = _(
                "Nothing can be withheld from a unit manager or an inspector: they see the whole record."
            )
            return (Problem("whom", sentence),)
        if _from_reader(work, wanted):
            return (Problem("whom", _("You would no longer see it yourself. Choose somebody else.")),)
        same = work.withholdings.find(
            record_kind=wanted.record_kind, record_id=wanted.record_id, field=wanted.field, words=wanted.words,
            from_whom=wanted.from_whom, from_id=wanted.from_id, from_name=wanted.from_name, ended_on=None,
        )  # fmt: skip
        return (Problem("whom", _("This is withheld from them already.")),) if same else ()


def readers_of_copy(
    work: "Work", young_person_id: str, recipient: str, own: bool, also_for: tuple[Whom, ...] | None
) -> tuple[tuple[Reader, ...], tuple[Whom, ...]]:
    """Return who reads a printed copy, and whom to ask about because nobody is known by the recipient's name.

    Until that question is answered (`also_for` is None), the copy is for everybody from whom something is
    withheld: what nobody decided stays out.
    """
    person = work.young_people.require(young_person_id)
    if own:
        return (Reader(young_person=True, names=(person.name_used, person.legal_name)),), ()
    names = (recipient,)
    known = [
        Reader(staff_id=m.id, role=m.role.value, names=names)
        for m in work.staff.find()
        if same_name(m.name, recipient)
    ]
    known += [
        Reader(person_id=p.id, names=names)
        for p in work.network_people.find(young_person_id=young_person_id)
        if same_name(p.name, recipient) or same_name(p.called, recipient)
    ]
    if recipient.casefold() in (person.name_used.casefold(), person.legal_name.casefold()):
        known.append(Reader(young_person=True, names=names))
    withheld = work.withholdings.active(young_person_id)
    asked = () if known else tuple(dict.fromkeys(w.whom for w in withheld))
    chosen = asked if also_for is None else also_for
    also = [_reader(work, whom) for whom in chosen]
    return (Reader(names=names), *known, *also), asked


def withheld_in_words(work: "Work") -> tuple[LeftOut, ...]:
    """Return how many passages, people and entries a work has left out of what it handed out, by reason."""
    found: dict[str, Counter[str]] = {}
    for withholding in sorted(
        work.view.applied.values() if work.view is not None else (), key=lambda w: w.because
    ):
        whole = "people" if withholding.record_kind == PEOPLE else "entries"
        what = "passages" if withholding.field else whole
        found.setdefault(withholding.because.rstrip("."), Counter())[what] += 1
    return tuple(LeftOut(what=_counted(counts), why=because) for because, counts in found.items())


def kinds_withheld(work: "Work") -> frozenset[str]:
    """Return the kinds of record of which a work has left out a whole entry."""
    return frozenset(
        # of other versions a goal is left out by what makes it the same goal
        "goals" if withholding.record_kind == "goal_lineages" else withholding.record_kind
        for withholding in (work.view.applied.values() if work.view is not None else ())
        if not withholding.field
    )


def _counted(counts: "Counter[str]") -> str:
    """Return "1 person, 2 passages"."""
    said = [
        ngettext("{n} person", "{n} people", n).format(n=n) if (n := counts["people"]) else "",
        ngettext("{n} entry", "{n} entries", n).format(n=n) if (n := counts["entries"]) else "",
        ngettext("{n} passage", "{n} passages", n).format(n=n) if (n := counts["passages"]) else "",
    ]
    return ", ".join(part for part in said if part)


def _reader(work: "Work", whom: Whom) -> Reader:
    member = work.staff.get(whom.id) if whom.from_whom is FromWhom.STAFF else None
    return whom.reader() if member is None else Reader(staff_id=member.id, role=member.role.value)


def _own(work: "Work", young_person_id: str, kind: str, record_id: str) -> Record:
    """Return a record as the signed-in person sees it. Raises Gone where it is not about this young person."""
    seen = None if kind in NEVER else work.withholdings.seen(kind, record_id)
    if seen is None or str(getattr(seen, "young_person_id", "") or seen.id) != young_person_id:
        raise _gone()
    return seen


def _from_reader(work: "Work", withholding: Withholding) -> bool:
    """Say whether it is withheld from whoever is signed in."""
    return work.view is not None and work.view.is_meant(withholding)


def _parts(kind: str, record: Record) -> tuple[Part, ...]:
    return tuple(
        Part(field, _field_words(kind, field), text)
        for field, text in words_of(record).items()
        if text.strip()
    )


def _field_words(kind: str, field: str) -> str:
    return field_label(kind, field.partition(".")[2] or field)


def _what(work: "Work", withholding: Withholding, seen: Record | None) -> str:
    """Return what is withheld in words: the entry, or the field of it."""
    if seen is None:
        return ""
    title = work.withholdings.title(withholding.record_kind, seen)
    if not withholding.field:
        return title
    field = _field_words(withholding.record_kind, withholding.field)
    return _("{title}: {field}").format(title=title, field=field) if title else field


def _names_of(record: Record) -> tuple[str, ...]:
    """Return what somebody of the network is called."""
    if not isinstance(record, NetworkPerson):
        return ()
    names = (record.name, record.called, given_name(record.name))
    return tuple(dict.fromkeys(name for name in names if len(name.strip()) >= _SHORTEST_NAME))


def _problems_in_what(wanted: Withholding, record: Record) -> Iterator[Problem]:
    if not wanted.field:
        if wanted.record_kind not in WHOLE:
            yield Problem("what", _("This cannot be left out as a whole. Choose a part of it."))
        return
    text = words_of(record).get(wanted.field, "")
    if not text.strip():
        yield Problem("what", _("Choose a part in which something is written."))
    elif left_out() in wanted.words:
        yield Problem("words", _("Part of this is not shown to you already. Mark other words."))
    elif wanted.words and not holds(text, wanted.words):
        yield Problem("words", _("These words do not stand there. Mark them in the entry, or copy them."))


def _elsewhere(work: "Work", first: Withholding) -> Iterator[Elsewhere]:
    """Yield the other texts in which the same words stand and are not yet withheld from the same person."""
    record = work.withholdings.whole(first.record_kind, first.record_id)
    if record is None:
        return
    if first.field:
        wanted: tuple[str, ...] = (first.words,) if first.words else ()
    else:
        wanted = _names_of(record)
    if not wanted:
        return
    whom = first.whom
    known = tuple(w for w in work.withholdings.active(first.young_person_id) if w.whom == whom)
    for kind, found in work.withholdings.about(first.young_person_id):
        if kind == first.record_kind and _is_the_same(kind, found, record):
            continue  # another version of the plan, in which it is withheld as well
        seen = shown(found, kind, known)
        if seen is None:
            continue
        for field, text in words_of(seen).items():
            for words in wanted:
                if holds_apart(text, words):
                    title = work.withholdings.title(kind, seen)
                    place = ": ".join(part for part in (title, _field_words(kind, field)) if part)
                    yield Elsewhere(kind, seen.id, field, words, place)


def _is_the_same(kind: str, one: Record, other: Record) -> bool:
    column = SAME_IN_VERSIONS.get(kind, "")
    return bool(column) and one.id != other.id and getattr(one, column) == getattr(other, column)


def _gone() -> Gone:
    return Gone(_("This record is no longer there."), _("Open it again from the list."))
