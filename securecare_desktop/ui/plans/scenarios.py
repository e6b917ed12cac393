"""The view If-then, the safety plan: what could happen, first signs, what helps and what is agreed. Words, never scores."""

from datetime import date
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from ...core.clock import Clock
from ...core.text import _
from ...domain.plan_validation import problems_in_scenario
from ...domain.plans import Scenario
from ..widgets.fields import Field, Heading, Row
from ..widgets.form import Form
from ..widgets.records import RecordKind
from ..widgets.rows import ListRow, Note
from .needs import PlanTools
from .register import EntryPaper, Group, RegisterPage, day_of, review_chip
from .said import answered, fit_voice, said_in


class Scenarios(Protocol):
    """What this view needs of the plans service."""

    def scenarios(self, young_person_id: str, /) -> tuple[Scenario, ...]:
        """Return what could happen."""
        ...

    def save_scenario(self, scenario: Scenario, /) -> Any:
        """Save an if-then plan."""
        ...


class ScenariosView(RegisterPage):
    """The if-then plans of one young person, those that hold and those that ended."""

    def __init__(self, tools: PlanTools, scenarios: Scenarios, parent: QWidget | None = None) -> None:
        super().__init__(tools, scenario_kind(scenarios, tools.clock, tools.may_write), parent)
        self._scenarios = scenarios

    def load(self, young_person_id: str) -> tuple[Scenario, ...]:
        """Return the if-then plans."""
        return self._scenarios.scenarios(young_person_id)

    def groups(self, found: tuple[Scenario, ...]) -> tuple[Group, ...]:
        """Return those that hold, the next to be looked at first, then those that ended, the newest first."""
        held = sorted(
            (one for one in found if one.ended_on is None), key=lambda one: one.review_on or date.max
        )
        ended = [one for one in found if one.ended_on is not None]
        ended.sort(key=lambda one: one.ended_on or date.min, reverse=True)
        return (
            Group("held", _("If something happens, then"), "git-branch", tuple(held), add=True),
            Group("ended", _("If-then plans that have ended"), "check", tuple(ended), short=True),
        )

    def paper(self, record: Scenario, found: tuple[Scenario, ...]) -> EntryPaper:
        """Return an if-then plan in the order somebody needs it: signs, what helps, what is agreed."""
        today = self.tools.clock.today()
        notes = []
        if record.owner:
            notes.append(Note("user-round", _("looked after by {who}").format(who=record.owner), ""))
        return EntryPaper(
            record.what,
            chip=review_chip(record.review_on, today),
            notes=notes,
            facts=(
                (_("Who might be hurt"), record.who_might_be_hurt),
                (_("When it is more likely"), record.more_likely_when),
                (_("When it is less likely"), record.less_likely_when),
                (_("First signs"), record.first_signs),
                (_("What helps"), record.what_helps),
                (_("What we have agreed to do"), record.agreed_response),
            ),
            body=said_in(record, self.name, today),
            acts=(self.edit_button(record, record.what),),
        )

    def row(self, record: Scenario, found: tuple[Scenario, ...]) -> ListRow:
        """Return one that has ended."""
        ended = day_of(record.ended_on, self.tools.clock.today())
        return ListRow(
            "",
            lambda: self.edit(record),
            strong=record.what,
            right=Note("check", _("ended {day}").format(day=ended), "quiet"),
        )


def scenario_kind(scenarios: Scenarios, clock: Clock, may_write: bool) -> RecordKind:
    """Return the form of an if-then plan."""

    def fit(form: Form) -> None:
        fit_voice(form, "own_view", "own_view_on")

    return RecordKind(
        noun="plans",
        entry="scenario",
        title=_("If something happens, then"),
        icon="git-branch",
        add=_("Add an if-then plan"),
        empty=_("Nothing yet. Write what could happen, its first signs and what helps."),
        name=lambda s: s.what,
        items=(
            Heading(_("If")),
            Field("what", _("What could happen"), "text", rows=2,
                  hint=_("What, how and when: seen, not guessed.")),
            Field("who_might_be_hurt", _("Who might be hurt"), optional=True),
            Field("more_likely_when", _("When it is more likely"), "text", rows=2, optional=True),
            Field("less_likely_when", _("When it is less likely"), "text", rows=2, optional=True),
            Field("first_signs", _("First signs"), "text", rows=2, optional=True),
            Heading(_("Then")),
            Field("what_helps", _("What helps"), "text", rows=2, optional=True),
            Field("agreed_response", _("What we have agreed to do"), "text", rows=2, may_wait=True),
            Field("own_view", _("What the young person says about it"), "own_words", optional=True),
            Field("own_view_on", _("When they said it"), "date", optional=True),
            Field("ask_again_on", _("Asked again on"), "date", optional=True),
            Heading(_("Who looks after it")),
            Field("owner", _("Who looks after this plan"), optional=True),
            Field("review_on", _("Looked at again on"), "date", optional=True),
            Field("ended_on", _("Ended on"), "date", optional=True),
        ),
        rows=(Row("review_on", "ended_on"),),
        voices=(("own_view", "own_view_how", "why_not_asked"),),
        blank=lambda who: Scenario(young_person_id=who, what=""),
        load=scenarios.scenarios,
        save=lambda scenario: scenarios.save_scenario(answered(scenario, clock.today())),
        check=lambda scenario: problems_in_scenario(scenario, clock.today()),
        fit=fit,
        may_write=may_write,
    )  # fmt: skip
