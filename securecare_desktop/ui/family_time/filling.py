"""Fills a new occasion in: from what is expected today, as it was last time, and as a protected visit by somebody's role.

A person chooses each of these with one key; nothing is saved here.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from typing import Any

import shiboken6

from ...core.clock import Clock
from ...core.labels import label
from ...core.text import _, clock_time
from ...domain.expected import Expected
from ...domain.family_time import Arrangement, Occasion, OccasionState, ProtectedVisitor
from ...domain.occasion_start import CALLS, ON_THEIR_OWN, as_last_time, from_expected, last_with
from ...domain.occasion_validation import protected_by_role
from .. import tasks
from ..widgets.buttons import LinkButton
from ..widgets.flow import Flow
from ..widgets.form import Form
from ..widgets.labels import label as words_label
from ..widgets.records import Offer
from .common import Arrangements, FamilyTime, People, everybody

_TAKEN = (
    "kind", "state", "place", "level", "protected", "supervisor", "planned_at", "started_at", "ended_at",
    "arrangement_id", "expected_at",
)  # fmt: skip
"""What a new occasion takes over, after the person; a form without such a field leaves it out."""
_OF_LAST_TIME = ("kind", "place", "level", "protected", "supervisor", "planned_at", "started_at", "ended_at")


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a new occasion can be filled in from."""

    protected: dict[str, ProtectedVisitor]
    newest: tuple[Occasion, ...]
    arrangements: dict[str, Arrangement]
    expected: tuple[Expected, ...]


@dataclass(frozen=True, slots=True)
class Filling:
    """What fills new occasions in. A `light` form is for calls on their own and takes over what is expected by itself."""

    family_time: FamilyTime
    arrangements: Arrangements
    people: People
    clock: Clock
    light: bool = False

    def everybody(self, young_person_id: str) -> tuple[Offer, ...]:
        """Return everybody around a young person; whose tie has ended stands last, since occasions name them."""
        return everybody(self.people, self.clock.today(), young_person_id)

    def arranged(self, young_person_id: str) -> tuple[Offer, ...]:
        """Return the arrangements that an occasion can belong to."""
        found = self.arrangements.arrangements(young_person_id)
        return tuple(Offer(a.id, f"{a.with_whom}, {label(a.kind).lower()}, {a.how_often}") for a in found)

    def begin(self, form: Form, record: Occasion, young_person_id: str) -> None:
        """Offer what a form can be filled in from, as soon as the store has said what there is."""
        filled = _FilledForm(self, form, record)
        form.editor("person_id").changed.connect(partial(_FilledForm.person_chosen, filled))
        tasks.query(form, self._facts, young_person_id).done(filled.show).start()

    def _facts(self, young_person_id: str) -> _Facts:
        today = self.clock.today()
        answered = self.arrangements.expected(young_person_id, today, today)
        return _Facts(
            protected={p.id: protected_by_role(p) for p in self.people.network(young_person_id)},
            newest=self.family_time.occasions(young_person_id),
            arrangements={a.id: a for a in self.arrangements.arrangements(young_person_id)},
            expected=tuple(
                one.expected
                for one in answered
                if one.occasion is None and (not self.light or one.expected.arrangement.kind in CALLS)
            ),
        )


class _FilledForm:
    """One form and what it can be filled in from."""

    def __init__(self, filling: Filling, form: Form, record: Occasion) -> None:
        self._filling, self._form, self._record = filling, form, record
        self._facts: _Facts | None = None
        self._suggested = ProtectedVisitor.NO

    def show(self, facts: _Facts) -> None:
        """Offer what is expected today above a new occasion that answers to nothing yet."""
        if not shiboken6.isValid(self._form):
            return
        self._facts = facts
        if self._record.id:
            return
        if facts.expected and not self._record.arrangement_id:
            self._form.put_above(
                Flow([words_label(_("Expected today"), "label"), *self._links(facts)], gap=8)
            )
        if self._form.values()["person_id"]:
            self.person_chosen()

    def _links(self, facts: _Facts) -> list[LinkButton]:
        links = []
        for one in facts.expected:
            arranged = one.arrangement
            text = f"{arranged.with_whom}, {label(arranged.kind).lower()}, {clock_time(one.at)}"
            links.append(LinkButton(text, self._taking(one), small=True))
        return links

    def _taking(self, expected: Expected) -> Callable[[], object]:
        return lambda: self._take(expected)

    def _take(self, expected: Expected) -> None:
        made = from_expected(self._record, expected, self._filling.clock.now())
        self._put("person_id", made.person_id)
        self._put_all(made, _TAKEN)
        self._form.focus_first()

    def person_chosen(self) -> None:
        """Follow whom it is with: what was expected of somebody else, a protected visit, and the last time."""
        facts, form = self._facts, self._form
        if facts is None or not shiboken6.isValid(form):
            return
        person_id = form.values()["person_id"]
        arranged = facts.arrangements.get(form.values().get("arrangement_id") or "")
        if arranged is not None and arranged.person_id != person_id:
            self._put("arrangement_id", "")
            self._put("expected_at", None)
        suggested = facts.protected.get(person_id, ProtectedVisitor.NO)
        if form.values()["protected"] in ("", self._suggested) and not self._record.id:
            self._put("protected", suggested)
            self._suggested = suggested
        if not self._record.id:
            self._offer_last_time(facts, person_id)
            self._expected_of(facts, person_id)

    def _offer_last_time(self, facts: _Facts, person_id: str) -> None:
        row = self._form.row("person_id")
        last = last_with(person_id, facts.newest, calls_only=self._filling.light)
        row.offer(_("As last time"), self._as_last_time)
        if row.link is None:
            return
        row.link.setVisible(last is not None)
        if last is not None:
            said = _("As last time: {what}").format(what=_in_words(last))
            row.link.setText(said)
            row.link.setAccessibleName(said)

    def _as_last_time(self) -> None:
        facts, values = self._facts, self._form.values()
        if facts is None:
            return
        last = last_with(values["person_id"], facts.newest, calls_only=self._filling.light)
        if last is None:
            return
        state = OccasionState(values["state"]) if values.get("state") else self._record.state
        begun = replace(self._record, state=state, planned_at=values["planned_at"] or self._record.planned_at)
        self._put_all(as_last_time(begun, last, self._filling.clock.now()), _OF_LAST_TIME)

    def _expected_of(self, facts: _Facts, person_id: str) -> None:
        """In the light form, let a call answer to what is expected of this person today, where that is one thing."""
        if not self._filling.light:
            return
        row = self._form.row("person_id")
        found = [one for one in facts.expected if one.arrangement.person_id == person_id]
        if len(found) != 1:
            row.show_note("")
            return
        arranged, at = found[0].arrangement, found[0].at
        self._put("arrangement_id", arranged.id)
        self._put("expected_at", at)
        self._put("kind", arranged.kind)
        note = _("This answers to what is expected at {time}.").format(time=clock_time(at))
        if arranged.level not in ON_THEIR_OWN:
            level = label(arranged.level).lower()
            more = _("It is arranged as: {level}. What you saw then goes into the full form.")
            note = f"{note} {more.format(level=level)}"
        row.show_note(note)

    def _put_all(self, made: Occasion, names: tuple[str, ...]) -> None:
        for name in names:
            self._put(name, getattr(made, name))

    def _put(self, name: str, value: Any) -> None:
        """Put a value into a field as if it had been typed, so that the draft and the form follow it."""
        if name not in self._form.values():
            return
        editor = self._form.editor(name)
        editor.set_value(value.value if isinstance(value, Enum) else value)
        editor.changed.emit()


def _in_words(last: Occasion) -> str:
    parts = [label(last.kind).lower(), last.place]
    if last.started_at and last.ended_at:
        minutes = round((last.ended_at - last.started_at).total_seconds() / 60)
        parts.append(_("{n} minutes").format(n=minutes))
    return ", ".join(part for part in (*parts, last.supervisor) if part)
