"""The view Decisions: what was decided about a young person, in the order of the six acts that go with a decision.

Those that were made without their agreement stand first, in a group of their own. The acts are domain/decisions.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from ...core.clock import Clock
from ...core.labels import label as words_for
from ...core.text import _
from ...domain.decisions import Act, acts_missing
from ...domain.plan_validation import problems_in_decision
from ...domain.plans import Decision
from ...domain.voice import Voice
from ..widgets.fields import Field, Heading, Row
from ..widgets.form import Form
from ..widgets.records import RecordKind
from ..widgets.rows import Facts, Note
from ..widgets.signing import Signing, signature_note
from .needs import PlanTools
from .register import EntryPaper, Group, RegisterPage, day_of
from .said import answered, fit_voice, icon_line, said, said_in


class Decisions(Protocol):
    """What this view needs of the plans service."""

    def decisions(self, young_person_id: str, /) -> tuple[Decision, ...]:
        """Return the decisions, newest first."""
        ...

    def save_decision(self, decision: Decision, /) -> Any:
        """Save a decision."""
        ...


class DecisionsView(RegisterPage):
    """The decisions about one young person."""

    def __init__(self, tools: PlanTools, decisions: Decisions, parent: QWidget | None = None) -> None:
        kind = decision_kind(decisions, tools.clock, tools.may_write, tools.signing)
        super().__init__(tools, kind, parent)
        self._decisions = decisions

    def load(self, young_person_id: str) -> tuple[Decision, ...]:
        """Return the decisions."""
        return self._decisions.decisions(young_person_id)

    def groups(self, found: tuple[Decision, ...]) -> tuple[Group, ...]:
        """Return those without their agreement first, then the others."""
        without = tuple(one for one in found if not one.with_agreement)
        others = tuple(one for one in found if one.with_agreement)
        title = _("Decided without {name}’s agreement").format(name=self.name)
        return (
            Group("without", title, "scale", without),
            Group("agreed", _("Other decisions") if without else _("Decisions"), "scale", others, add=True,
                  empty=_("None. Each decision was made without their agreement.") if without else ""),
        )  # fmt: skip

    def paper(self, record: Decision, found: tuple[Decision, ...]) -> EntryPaper:
        """Return a decision with its acts in order, and which of them nobody has written down yet."""
        return EntryPaper(
            record.what,
            chip=self._chip(record),
            notes=self._notes(record),
            body=self._body(record),
            acts=(self.edit_button(record, record.what),),
        )

    @staticmethod
    def _chip(decision: Decision) -> tuple[str, str, str] | None:
        if decision.explained_on is None:
            return "message-circle-warning", _("not explained yet"), "late"
        if not decision.with_agreement:
            return "circle-slash", _("without agreement"), "quiet"
        return None

    def _notes(self, decision: Decision) -> tuple[Note, ...]:
        today = self.tools.clock.today()
        made = []
        if decision.decided_on is not None:
            made.append(Note("calendar", day_of(decision.decided_on, today), ""))
        if decision.decided_by:
            made.append(Note("user-round", decision.decided_by, ""))
        if not decision.with_agreement and decision.explained_on is None:
            made.append(Note("circle-slash", _("without agreement"), ""))
        signed = signature_note(decision)
        if signed:
            made.append(Note("signature", signed, ""))
        return tuple(made)

    def _body(self, decision: Decision) -> Iterator[QWidget]:
        today = self.tools.clock.today()
        asked = (
            (_("Asked on"), day_of(decision.asked_on, today)),
            (_("Asked by"), decision.asked_by),
            (_("What helped them to say it"), decision.helped_to_say),
        )
        if any(value for _name, value in asked):
            yield Facts(asked, label_width=176)
        yield from said_in(
            decision, self.name, today, _("What {name} wanted, in their words").format(name=self.name)
        )
        for facts in (_reasons(decision), _explained(decision, today)):
            if any(value for _name, value in facts):
                yield Facts(facts, label_width=176)
        answer = Voice(decision.what_they_said, decision.said_how, None, "", None)
        if answer.is_answer:
            yield from said(answer, self.name, today, _("What {name} said to it").format(name=self.name))
        missing = acts_missing(decision)
        if missing:
            acts = ", ".join(words_for(act) for act in missing)
            yield icon_line("circle", _("Not written down yet: {acts}").format(acts=acts), "caption")


def _reasons(decision: Decision) -> tuple[tuple[str, str], ...]:
    return (
        (_("What else was possible"), decision.options),
        (_("Why"), decision.why),
        (_("How that counted"), decision.how_it_counted),
        (_("What was not followed"), decision.not_followed),
        (_("Why it was not followed"), decision.not_followed_because),
    )


def _explained(decision: Decision, today: date) -> tuple[tuple[str, str], ...]:
    explained = ", ".join(
        part for part in (day_of(decision.explained_on, today), decision.explained_by) if part
    )
    return (
        (_("Explained"), explained),
        (_("How it was explained"), decision.explained_how),
        (_("Reminded of advocacy and complaints on"), day_of(decision.told_of_advocacy_on, today)),
    )


# -- the form -----------------------------------------------------------------------------------------------


def decision_kind(
    decisions: Decisions, clock: Clock, may_write: bool, signing: Signing | None = None
) -> RecordKind:
    """Return the form of a decision, in the order of the six acts."""

    def fit(form: Form) -> None:
        fit_voice(form, "what_they_wanted")
        values = form.values()
        wants_reason = values["with_agreement"] is False or bool(values["not_followed"])
        form.show_fields(wants_reason, "not_followed_because")

    return RecordKind(
        noun="plans",
        entry="decision",
        title=_("Decisions"),
        icon="scale",
        add=_("Add a decision"),
        empty=_("No decisions yet. Write here what was decided, and what the young person wanted."),
        name=lambda d: d.what,
        items=_items(),
        rows=(
            Row("asked_on", "asked_by"),
            Row("decided_on", "decided_by"),
            Row("explained_on", "explained_by"),
        ),
        voices=(("what_they_wanted", "wanted_how", "why_not_asked"), ("what_they_said", "said_how", "")),
        blank=lambda who: Decision(young_person_id=who, what="", decided_on=clock.today()),
        load=decisions.decisions,
        save=lambda decision: decisions.save_decision(answered(decision, clock.today())),
        check=lambda decision: problems_in_decision(decision, clock.today()),
        fit=fit,
        may_write=may_write,
        signing=signing,
    )


def _heading(number: int, act: Act) -> Heading:
    return Heading(_("{n}  {act}").format(n=number, act=words_for(act)))


def _items() -> tuple[Field | Heading, ...]:
    return (
        _heading(1, Act.ASKED),
        Field("asked_on", _("Asked on"), "date", optional=True),
        Field("asked_by", _("Asked by"), optional=True),
        Field("helped_to_say", _("What helped them to say it"), "text", rows=1, optional=True,
              hint=_("Time, pictures, somebody they trust, an interpreter.")),
        Field("what_they_wanted", _("What the young person wanted"), "own_words", optional=True,
              hint=_("In their words.")),
        Field("ask_again_on", _("Asked again on"), "date", optional=True),
        Heading(_("The decision")),
        Field("options", _("What else was possible"), "text", rows=2, optional=True),
        Field("what", _("What was decided")),
        Field("why", _("Why"), "text", rows=2, optional=True),
        Field("decided_on", _("When"), "date", optional=True),
        Field("decided_by", _("Who decided it"), optional=True),
        Field("with_agreement", _("Did they agree?"), "yes_no"),
        _heading(2, Act.WEIGHED),
        Field("how_it_counted", _("How that counted"), "text", rows=2, optional=True),
        _heading(3, Act.GAVE_REASONS),
        Field("not_followed", _("What was not followed"), "text", rows=2, may_wait=True,
              hint=_("Of what the young person wanted. Empty where all of it was followed.")),
        Field("not_followed_because", _("Why it was not followed"), "text", rows=2, may_wait=True),
        _heading(4, Act.EXPLAINED),
        Field("explained_on", _("When"), "date", optional=True),
        Field("explained_by", _("Who explained it"), optional=True),
        Field("explained_how", _("How it was explained"), "text", rows=2, optional=True),
        _heading(5, Act.HEARD),
        Field("what_they_said", _("What they said"), "own_words", optional=True),
        _heading(6, Act.REMINDED),
        Field("told_of_advocacy_on", _("Reminded of advocacy and complaints on"), "date", optional=True),
    )  # fmt: skip
