"""What a screen says about its kinds of record, as data: how they are listed, entered and what else can be done.

Nothing here draws or saves anything; records.py lists them and record_sheet.py fills the forms.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from ...core.errors import Problem
from ...core.text import _
from .. import actions
from ..tables.model import Column
from .fields import Field, Heading, Row
from .form import Form
from .signing import Signing, signature_column

ADDENDUM = "addendum"
"""The key of the act that adds to a signed entry."""
Voice = tuple[str, str, str]
"""Fields of the record that one own-words field fills: words, how they were given, why not asked (or "")."""


class Drafts(Protocol):
    """What a form of records needs of the draft service."""

    def keep(self, form: str, young_person_id: str, values: Mapping[str, str]) -> object:
        """Keep what was typed."""
        ...

    def load(self, form: str) -> Any:
        """Return what was kept, or None."""
        ...

    def drop(self, form: str) -> object:
        """Forget it."""
        ...


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to choose in a field that is only known once the store was asked, such as a person.

    `id` is the value of a field of kind choice; a field of kind suggest takes the words themselves. `name` is
    what a record keeps as text beside the id (the words without it).
    """

    id: str
    words: str
    second: str = ""
    name: str = ""


Offered = Mapping[str, tuple[Offer, ...]]
"""What was offered, by the name of the field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAct:
    """Something to do with an entry besides changing it: tick it off, hand it over, say that somebody was told.

    `run(record, values)` calls the service; with `items` these are asked for first, of which `voices` names those
    that have a place for why nobody asked. `key` opens it from a Place, `said` is what the bar says afterwards,
    or what it says of what was stored, `button` what the button says that does it (`text` without it). `allowed` says whether this person may do it,
    where that is another question than whether they may change the entry. With `stays` the entry is shown again.
    `again(stored)` is the act that changes what was stored, where that is not the entry itself; what can be done
    `once` only takes no more typing while it is done. What only `leads` elsewhere, such as to a print, does that alone.
    """

    key: str
    text: str
    icon: str
    run: Callable[[Any, Mapping[str, Any]], Any]
    applies: Callable[[Any], bool] = lambda _record: True
    items: tuple[Field | Heading, ...] = ()
    rows: tuple[Row, ...] = ()
    start: Callable[[Any], Mapping[str, Any]] = lambda _record: {}
    offers: Mapping[str, Callable[[str], tuple[Offer, ...]]] | None = None
    said: str | Callable[[Any], str] = ""
    button: str = ""
    voices: tuple[Voice, ...] = ()
    fit: Callable[[Form], None] | None = None
    allowed: bool | None = None
    stays: bool = False
    again: "Callable[[Any], RecordAct] | None" = None
    once: bool = False
    leads: Callable[[Any], object] | None = None

    def on(self, record: Any, stored: Any) -> "tuple[RecordAct, Any] | None":
        """Return what does this with what is stored by now, and with which record; None where nothing would."""
        if self.again is not None and type(stored) is not type(record):
            return self.again(stored), record
        return (self, stored) if type(stored) is type(record) and not self.once else None


@dataclass(frozen=True, slots=True)
class PartLine:
    """One line of what hangs on an entry: words, a quiet second line, an icon with its tone, own words in honey.

    `picture` are the bytes of a photo.
    """

    words: str
    second: str = ""
    icon: str = ""
    tone: str = "text-2"
    own_words: str = ""
    picture: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPart:
    """What hangs on an entry and stands under its form, such as notes on a goal. `load(record)` asks the store.

    `add` is what adds one, `acts(item)` what can be done with one of them, with a key for each. It stands under the
    entries that it `applies` to.
    """

    title: str
    icon: str
    empty: str
    load: Callable[[Any], tuple[Any, ...]]
    line: Callable[[Any], PartLine]
    add: RecordAct | None = None
    acts: Callable[[Any], tuple[RecordAct, ...]] = lambda _item: ()
    applies: Callable[[Any], bool] = lambda _record: True


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordKind:
    """One kind of record: how it is listed, and the form that adds and changes it.

    `noun` is the feature whose changes make the list stale, `entry` names this kind in a Place ("new:promise")
    and in drafts. `blank(young_person_id)` gives a new record, `load(young_person_id)` the list, `save(record)`
    stores one. `items` have the names of the record's fields. `offers` gives choices that are not known before;
    `only_if` names fields that are asked for only about some young people, and asks whether about this one.
    `complete(record, offered)` fills in what follows from them. `check(record)` is the domain's rule. `fit(form)`
    shows and hides fields after each change. `add_now(young_person_id)` adds one without a form, after the question
    `add_asks` where there is one; with `add_once` only the empty list offers to add.
    `signing` is there for entries that are signed, and `says_signed` has the list say so.
    `beside` is asked in the form of a new entry and is no part of the record, such as its photo; what of it is shown
    is stored by `save_with(record, values)` together with the record, and never in a draft; with `beside_stored` it
    is asked of stored entries too. `begun(form, record, young_person_id)` hears of each form of an entry once it is made.
    `holds(record)` are the ids of what hangs on an entry: a Place that names one of them opens the entry.
    `parts` stand under the form of an entry that is stored; `fixed(record)` says why one cannot be changed.
    `at_first` is how many are shown before somebody asks for all of them (0: all). `may_write` is what the person's role allows, `may_add` whether the list takes new entries at all.
    """

    noun: str
    entry: str
    title: str
    icon: str
    empty: str
    name: Callable[[Any], str]
    items: tuple[Field | Heading, ...]
    load: Callable[[str], tuple[Any, ...]]
    save: Callable[[Any], Any]
    columns: tuple[Column, ...] = ()
    add: str = ""
    blank: Callable[[str], Any] | None = None
    rows: tuple[Row, ...] = ()
    voices: tuple[Voice, ...] = ()
    offers: Mapping[str, Callable[[str], tuple[Offer, ...]]] | None = None
    only_if: Mapping[str, Callable[[str], bool]] | None = None
    complete: Callable[[Any, Offered], Any] | None = None
    check: Callable[[Any], tuple[Problem, ...]] | None = None
    fit: Callable[[Form], None] | None = None
    acts: tuple[RecordAct, ...] = ()
    add_now: Callable[[str], Any] | None = None
    may_write: bool = True
    may_add: bool = True
    may_change: Callable[[Any], bool] = lambda _record: True
    key: Callable[[Any], str] = lambda record: str(record.id)
    when: Callable[[Any], str] = lambda _record: ""
    add_once: bool = False
    at_first: int = 0
    add_asks: str = ""
    second: Callable[[tuple[Any, ...]], str] | None = None
    note: str = ""
    signing: Signing | None = None
    says_signed: bool = True
    beside: tuple[Field, ...] = ()
    save_with: Callable[[Any, Mapping[str, Any]], Any] | None = None
    beside_stored: bool = False
    begun: Callable[[Form, Any, str], None] | None = None
    parts: tuple[RecordPart, ...] = ()
    fixed: Callable[[Any], str] = lambda _record: ""
    holds: Callable[[Any], tuple[str, ...]] = lambda _record: ()

    @property
    def shown_columns(self) -> tuple[Column, ...]:
        """The columns of the list, with the one on signatures where there are any."""
        if self.signing is None or not self.says_signed:
            return self.columns
        return (*self.columns, signature_column())

    @property
    def adds(self) -> bool:
        """Whether the signed-in person can add one here."""
        return self.may_write and self.may_add and (self.blank is not None or self.add_now is not None)

    def act(self, key: str, record: Any) -> RecordAct | None:
        """Return the act with this key, if it can be done with this record now."""
        acts = (*self.acts, *(part.add for part in self.parts if part.add is not None))
        if self.signing is not None:
            acts = (*acts, addendum_act())
        return next((act for act in acts if act.key == key and act.applies(record)), None)

    def may_do(self, act: RecordAct) -> bool:
        """Say whether the signed-in person may do this."""
        return self.may_write if act.allowed is None else act.allowed


def addendum_act() -> RecordAct:
    """Return what writes an addendum to a signed entry; the sheet stores it as it is signed."""
    return RecordAct(
        key=ADDENDUM,
        text=_("Add an addendum"),
        button=actions.text("sign"),
        icon="signature",
        run=lambda _record, _values: None,
        items=(
            Field(
                "words",
                _("What has to be added"),
                "text",
                rows=4,
                hint=_("The signed words stay as they are; this stands beside them."),
            ),
        ),
        applies=lambda entry: entry.signed_at is not None,
    )
