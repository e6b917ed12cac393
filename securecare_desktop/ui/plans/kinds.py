"""The lists and forms of the Plan tab, in the words of the people who fill them in."""

from datetime import date
from typing import Protocol

from ...core.clock import Clock
from ...core.labels import choices, label
from ...core.text import _, day_plain, lines, quoted
from ...domain.plans import (
    Decision,
    Goal,
    GoalState,
    LiveRestriction,
    PlanPart,
    PlanState,
    PlanVersion,
    Scenario,
    Section,
)
from ...domain.plan_validation import (
    problems_in_decision,
    problems_in_goal,
    problems_in_restriction,
    problems_in_scenario,
)
from ..tables.model import Column
from ..widgets.fields import Field, Row
from ..widgets.records import RecordKind
from ..widgets.signing import Signing

STATE_MARKS = {
    PlanState.DRAFT: ("file-pen-line", "soon"),
    PlanState.SHARED: ("message-circle", "info"),
    PlanState.SIGNED: ("signature", "done"),
    PlanState.CURRENT: ("check", "done"),
    PlanState.SUPERSEDED: ("", "text-2"),
}


class Plans(Protocol):
    """What this screen needs of the plans service."""

    def versions(self, young_person_id: str, /) -> tuple[PlanVersion, ...]:
        """Return all versions, newest first."""
        ...

    def current(self, young_person_id: str, /) -> PlanVersion | None:
        """Return the version that counts."""
        ...

    def start_version(self, young_person_id: str, /) -> object:
        """Start a new version as a copy of the last one."""
        ...

    def share(self, version: PlanVersion, /) -> object:
        """Write down that a version was shared."""
        ...

    def parts(self, young_person_id: str, /) -> tuple[PlanPart, ...]:
        """Return the parts of the version that counts."""
        ...

    def save_part(self, part: PlanPart, /) -> object:
        """Save the text of a section."""
        ...

    def goals(self, young_person_id: str, /) -> tuple[Goal, ...]:
        """Return the goals."""
        ...

    def save_goal(self, goal: Goal, /) -> object:
        """Save a goal."""
        ...

    def scenarios(self, young_person_id: str, /) -> tuple[Scenario, ...]:
        """Return what could happen."""
        ...

    def save_scenario(self, scenario: Scenario, /) -> object:
        """Save an if-then plan."""
        ...

    def restrictions(self, young_person_id: str, /) -> tuple[LiveRestriction, ...]:
        """Return the limits that are not about family time."""
        ...

    def save_restriction(self, restriction: LiveRestriction, /) -> object:
        """Save such a limit."""
        ...

    def decisions(self, young_person_id: str, /) -> tuple[Decision, ...]:
        """Return the decisions."""
        ...

    def save_decision(self, decision: Decision, /) -> object:
        """Save a decision."""
        ...


def _day(day: date | None, clock: Clock) -> str:
    return day_plain(day, clock.today()) if day is not None else ""


def _first_line(text: str) -> str:
    found = lines(text)
    return found[0] if found else ""


def _day_column(key: str, title: str, clock: Clock, width: int = 120) -> Column:
    return Column(
        key,
        title,
        lambda r: _day(getattr(r, key), clock),
        sort=lambda r: getattr(r, key),
        width=width,
        gives_way=True,
    )


# -- versions and sections ----------------------------------------------------------------------------------


def section_title(part: PlanPart) -> str:
    """Return "4  How I am looked after day to day"."""
    return f"{part.section}  {label(Section(part.section))}"


def section_kind(plans: Plans, clock: Clock, may_write: bool) -> RecordKind:
    """Return the fourteen sections of the version that counts, those without text too."""

    def load(young_person_id: str) -> tuple[PlanPart, ...]:
        version = plans.current(young_person_id)
        if version is None:
            return ()
        written = {part.section: part for part in plans.parts(young_person_id)}
        return tuple(
            written.get(
                section,
                PlanPart(
                    young_person_id=young_person_id, plan_version_id=version.id, section=section, text=""
                ),
            )
            for section in Section
        )

    return RecordKind(
        noun="plans",
        entry="plan_part",
        title=_("The plan"),
        icon="file-text",
        add=_("Start the plan"),
        add_now=plans.start_version,
        add_once=True,
        empty=_("No plan yet. Start the first version, then write its sections together."),
        name=section_title,
        key=lambda part: f"{part.plan_version_id}:{part.section}",
        columns=(
            Column("section", _("Section"), section_title, sort=lambda p: p.section, strong=True, width=310),
            Column(
                "text",
                _("How it begins"),
                lambda p: _first_line(p.text) or _("Not written yet"),
                icon=lambda p: "" if p.text else "circle",
                tone=lambda p: "" if p.text else "text-2",
                width=320,
                stretch=True,
            ),
            Column(
                "words",
                _("Their words"),
                lambda p: quoted(_first_line(p.own_words)) if p.own_words else "",
                icon=lambda p: "quote" if p.own_words else "",
                width=240,
                gives_way=True,
            ),
        ),
        items=(
            Field(
                "text",
                _("The text"),
                "text",
                rows=10,
                hint=_("Short sentences, as you would say it to them."),
            ),
            Field("own_words", _("What they say about it"), "own_words", optional=True),
            Field("given_on", _("When they said it"), "date", optional=True),
        ),
        voices=(("own_words", "given_how", ""),),
        load=load,
        save=plans.save_part,
        may_write=may_write,
        second=lambda parts: (
            _("{n} of {all} sections written").format(n=sum(bool(p.text) for p in parts), all=len(parts))
            if parts
            else ""
        ),
    )


def version_kind(plans: Plans, clock: Clock, may_write: bool) -> RecordKind:
    """Return the versions of the plan: how far each has come, when it was shared and signed."""
    return RecordKind(
        noun="plans",
        entry="plan_version",
        title=_("Versions"),
        icon="scroll-text",
        add=_("Start a new version"),
        add_now=plans.start_version,
        add_asks=_(
            "The last version is copied into a new one and stays to be read. Then change what is new."
        ),
        empty=_("No version yet."),
        name=lambda v: _("Version {n}").format(n=v.number),
        columns=(
            Column(
                "number",
                _("Version"),
                lambda v: _("Version {n}").format(n=v.number),
                sort=lambda v: v.number,
                strong=True,
                width=120,
            ),
            Column(
                "state",
                _("State"),
                lambda v: label(v.state),
                icon=lambda v: STATE_MARKS[v.state][0],
                tone=lambda v: STATE_MARKS[v.state][1],
                width=230,
            ),
            _day_column("made_on", _("Made"), clock),
            _day_column("shared_on", _("Shared"), clock),
            Column("shared_how", _("How it was shared"), lambda v: v.shared_how, width=200, stretch=True),
        ),
        items=(
            Field("state", _("How far it has come"), "choice", choices=choices(PlanState)),
            Field("made_on", _("Made on"), "date"),
            Field("shared_on", _("Shared with them on"), "date", optional=True),
            Field("shared_how", _("How it was shared"), "text", rows=2, optional=True),
            Field(
                "comments",
                _("What they and others said about it"),
                "text",
                optional=True,
                hint=_("Also what was changed because of it."),
            ),
        ),
        load=plans.versions,
        save=plans.share,
        may_write=may_write,
    )


# -- goals, if-then plans -------------------------------------------------------------------------------------


def goal_kind(plans: Plans, clock: Clock, may_write: bool) -> RecordKind:
    """Return the goals of the version that counts."""
    return RecordKind(
        noun="plans",
        entry="goal",
        title=_("Goals"),
        icon="milestone",
        add=_("Add a goal"),
        empty=_("No goals yet. Begin with one that is this young person's own."),
        name=lambda g: g.title,
        columns=(
            Column("title", _("Goal"), lambda g: g.title, strong=True, width=260, stretch=True),
            Column("who", _("Who helps"), lambda g: g.who, width=170),
            _day_column("by", _("By"), clock),
            Column(
                "state",
                _("State"),
                lambda g: label(g.state),
                icon=lambda g: "check" if g.state is GoalState.MET else "",
                tone=lambda g: "done" if g.state is GoalState.MET else "",
                width=120,
            ),
        ),
        items=(
            Field("title", _("The goal, in a few words")),
            Field("own_words", _("In their own words"), "voice", rows=2, optional=True),
            Field("need", _("Why it matters"), "text", rows=2, optional=True),
            Field("what_we_do", _("What we will do"), "text", rows=2, optional=True),
            Field("what_better_looks_like", _("What better looks like"), "text", rows=2, optional=True),
            Field("how_we_know", _("How we will know"), "text", rows=2, optional=True),
            Field("who", _("Who helps"), optional=True),
            Field("by", _("By when"), "date", optional=True),
            Field("state", _("What became of it"), "choice", choices=choices(GoalState)),
            Field("state_reason", _("Why it changed or stopped"), "text", rows=2, optional=True),
        ),
        rows=(Row("who", "by"),),
        blank=lambda who: Goal(young_person_id=who, plan_version_id="", title=""),
        load=plans.goals,
        save=plans.save_goal,
        check=problems_in_goal,
        may_write=may_write,
    )


def scenario_kind(plans: Plans, clock: Clock, may_write: bool) -> RecordKind:
    """Return what could happen, and what helps then. Words, never scores."""
    return RecordKind(
        noun="plans",
        entry="scenario",
        title=_("If something happens, then"),
        icon="git-branch",
        add=_("Add an if-then plan"),
        empty=_("Nothing yet. Write what could happen, its first signs and what helps."),
        name=lambda s: s.what,
        columns=(
            Column("what", _("If"), lambda s: s.what, strong=True, width=260, stretch=True),
            Column(
                "first_signs",
                _("First signs"),
                lambda s: _first_line(s.first_signs),
                width=220,
                gives_way=True,
            ),
            Column(
                "then",
                _("Then"),
                lambda s: _first_line(s.agreed_response or s.what_helps),
                width=280,
            ),
            _day_column("review_on", _("Looked at again"), clock, 140),
        ),
        items=(
            Field(
                "what",
                _("What could happen"),
                "text",
                rows=2,
                hint=_("What, how and when: seen, not guessed."),
            ),
            Field("first_signs", _("First signs"), "text", rows=2, optional=True),
            Field("what_helps", _("What helps"), "text", rows=2, optional=True),
            Field("agreed_response", _("What we have agreed to do"), "text", rows=2, optional=True),
            Field("own_view", _("What the young person says about it"), "voice", rows=2, optional=True),
            Field("who_might_be_hurt", _("Who might be hurt"), optional=True),
            Field("more_likely_when", _("When it is more likely"), "text", rows=2, optional=True),
            Field("owner", _("Who looks after this plan"), optional=True),
            Field("review_on", _("Looked at again on"), "date", optional=True),
            Field("ended_on", _("Ended on"), "date", optional=True),
        ),
        rows=(Row("review_on", "ended_on"),),
        blank=lambda who: Scenario(young_person_id=who, what=""),
        load=plans.scenarios,
        save=plans.save_scenario,
        check=problems_in_scenario,
        may_write=may_write,
    )


# -- limits and decisions ---------------------------------------------------------------------------------------


def limit_kind(plans: Plans, clock: Clock, may_write: bool) -> RecordKind:
    """Return the limits on other things than family time, each with its ground and its review."""
    return RecordKind(
        noun="plans",
        entry="restriction",
        title=_("Limits in force"),
        icon="shield",
        add=_("Add a limit"),
        empty=_("No limits. Limits on family time stand under Family time."),
        name=lambda r: r.what,
        columns=(
            Column("what", _("What is limited"), lambda r: r.what, strong=True, width=260, stretch=True),
            Column("ground", _("Ground"), lambda r: _first_line(r.ground), width=220, gives_way=True),
            _day_column("starts", _("Since"), clock),
            Column(
                "told_on",
                _("Told"),
                lambda r: _told(r, clock),
                sort=lambda r: r.told_on,
                icon=lambda r: "check" if r.told_on else "message-circle-warning",
                tone=lambda r: "done" if r.told_on else "late",
                width=160,
            ),
            _day_column("review_on", _("Looked at again"), clock, 140),
            _day_column("ended_on", _("Ended"), clock, 110),
        ),
        items=(
            Field("what", _("What is limited, in plain words")),
            Field(
                "ground",
                _("Why, and what it rests on"),
                "text",
                rows=2,
                hint=_("The law, order or decision."),
            ),
            Field("authorised_by", _("Who decided it"), optional=True),
            Field("tried_first", _("What was tried first"), "text", rows=2, optional=True),
            Field("starts", _("From"), "date", optional=True),
            Field("planned_end", _("Until, as planned"), "date", optional=True),
            Field("review_on", _("Looked at again on"), "date", optional=True),
            Field("told_how", _("How the young person was told"), "text", rows=2, optional=True),
            Field("told_on", _("Told on"), "date", optional=True),
            Field("own_view", _("What they said"), "voice", rows=2, optional=True),
            Field("ended_on", _("Ended on"), "date", optional=True),
        ),
        rows=(Row("starts", "planned_end"), Row("review_on", "ended_on")),
        blank=lambda who: LiveRestriction(young_person_id=who, what="", ground="", starts=clock.today()),
        load=plans.restrictions,
        save=plans.save_restriction,
        check=problems_in_restriction,
        may_write=may_write,
        second=lambda found: (
            _("{n} in force").format(n=sum(r.ended_on is None for r in found)) if found else ""
        ),
    )


def _told(restriction: LiveRestriction, clock: Clock) -> str:
    return _day(restriction.told_on, clock) if restriction.told_on else _("not told yet")


def decision_kind(plans: Plans, clock: Clock, may_write: bool, signing: Signing | None = None) -> RecordKind:
    """Return decisions, with what the young person wanted and how it was explained."""
    return RecordKind(
        noun="plans",
        entry="decision",
        title=_("Decisions"),
        icon="scale",
        add=_("Add a decision"),
        empty=_("No decisions yet. Write here what was decided, and what the young person wanted."),
        name=lambda d: d.what,
        columns=(
            Column("what", _("What was decided"), lambda d: d.what, strong=True, width=280, stretch=True),
            Column(
                "agreed",
                _("Agreed"),
                lambda d: _("agreed") if d.with_agreement else _("without agreement"),
                width=160,
            ),
            _day_column("decided_on", _("Decided"), clock),
            Column(
                "explained_on",
                _("Explained"),
                lambda d: _day(d.explained_on, clock) or _("not explained yet"),
                sort=lambda d: d.explained_on,
                icon=lambda d: "check" if d.explained_on else "message-circle-warning",
                tone=lambda d: "done" if d.explained_on else "late",
                width=180,
            ),
        ),
        items=(
            Field("what", _("What was decided")),
            Field("why", _("Why"), "text", rows=2, optional=True),
            Field("decided_on", _("When"), "date", optional=True),
            Field("options", _("What else was possible"), "text", rows=2, optional=True),
            Field("what_they_wanted", _("What the young person wanted"), "text", rows=2, optional=True),
            Field("how_it_counted", _("How that counted"), "text", rows=2, optional=True),
            Field("with_agreement", _("Did they agree?"), "yes_no"),
            Field("explained_by", _("Who explained it"), optional=True),
            Field("explained_on", _("When"), "date", optional=True),
            Field("what_they_said", _("What they said"), "voice", rows=2, optional=True),
        ),
        rows=(Row("explained_by", "explained_on"),),
        blank=lambda who: Decision(young_person_id=who, what="", decided_on=clock.today()),
        load=plans.decisions,
        save=plans.save_decision,
        check=problems_in_decision,
        may_write=may_write,
        signing=signing,
    )
