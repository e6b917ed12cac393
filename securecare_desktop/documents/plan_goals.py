"""The goals of a printed plan: each with why, what, who and by when, own words, how it is going, and its actions."""

from ..core.labels import label
from ..core.text import _, day_full, day_plain, ngettext, quoted
from ..domain.actions import PlannedAction
from ..domain.packs import PackContent
from ..domain.plans import Goal, GoalNote, GoalState
from ..domain.voice import voice_of
from .pack_words import day_or, joined, none_here, or_dash, sentences, unbroken
from .plan_lists import own_words_about, way_of
from .tree import Cell, Column, Fact, Facts, Heading, Manner, Paragraph, Part, Table, Words, bold, with_icon

NOTES = 6
"""How many notes of a goal are printed; the older ones stay in the program."""
STATE_ICONS = {
    GoalState.OPEN: "circle",
    GoalState.MET: "circle-check",
    GoalState.CHANGED: "git-branch",
    GoalState.STOPPED: "circle-slash",
}


def goals_and_actions(content: PackContent) -> tuple[Part, ...]:
    """Return the goals of the version that is printed, one below the other, and what else is to be done."""
    goals = [part for goal in content.goals for part in _goal(goal, content)]
    if not goals:
        goals = [Paragraph(none_here(content, "goals", _("No goals are written yet.")))]
    own = {goal.lineage_id for goal in content.goals}
    others = [action for action in content.actions if action.goal_lineage_id not in own]
    if others:
        goals += [Heading(_("Other things to do"), level=2), _actions_table(others, content)]
    return tuple(goals)


def _goal(goal: Goal, content: PackContent) -> tuple[Part, ...]:
    facts = [
        Fact(title, text.strip())
        for title, text in (
            (_("Why it matters"), goal.need),
            (_("What we will do"), goal.what_we_do),
            (_("What better looks like"), goal.what_better_looks_like),
            (_("How we will know"), goal.how_we_know),
        )
        if text.strip()
    ]
    return (
        Heading(goal.title.strip(), level=2),
        Paragraph(_state(goal, content), leads=True),
        *((Facts(tuple(facts)),) if facts else ()),
        *(own_words_about(goal, content) if asks_for_words(goal) else ()),
        *_notes(goal, content),
        *_actions(goal, content),
    )


def asks_for_words(goal: Goal) -> bool:
    """Say whether words are printed, or why there are none: of a goal that is closed only what was said."""
    return goal.state is GoalState.OPEN or voice_of(goal).is_answer


def _state(goal: Goal, content: PackContent) -> Words:
    if goal.state is GoalState.OPEN:
        by = _("by {day}").format(day=unbroken(day_full(goal.by))) if goal.by else _("no day named")
        return (bold(_("Who, by when:")), " ", f"{joined(goal.who.strip() or _('nobody named yet'), by)}.")
    day = unbroken(day_plain(goal.state_on, content.today)) if goal.state_on else ""
    mark = with_icon(STATE_ICONS[goal.state], sentences(joined(label(goal.state), day)), heavy=True)
    return (mark, " ", sentences(goal.state_reason, goal.who))


def notes_of(goal: Goal, content: PackContent) -> list[GoalNote]:
    """Return the notes on a goal, the newest first."""
    return [note for note in content.goal_notes if note.lineage_id == goal.lineage_id]


def _notes(goal: Goal, content: PackContent) -> tuple[Part, ...]:
    notes = notes_of(goal, content)
    if not notes:
        return ()
    rows = tuple((day_plain(note.on, content.today), _note(note)) for note in notes[:NOTES])
    more = len(notes) - len(rows)
    said = ngettext("{n} older note is in the program.", "{n} older notes are in the program.", more)
    older = (Paragraph(said.format(n=more), Manner.QUIET),) if more else ()
    return (Table((Column(_("On"), 14), Column(_("How it is going"), 86)), rows, small=True), *older)


def _note(note: GoalNote) -> Words | Cell:
    said = voice_of(note)
    if not said.has_words:
        return or_dash(note.text)
    way = way_of(said)
    return Cell(words=note.text.strip(), voice=f"{quoted(said.words)} ({way})" if way else quoted(said.words))


def _actions(goal: Goal, content: PackContent) -> tuple[Part, ...]:
    found = [action for action in content.goal_actions if action.goal_lineage_id == goal.lineage_id]
    return (_actions_table(found, content),) if found else ()


def _actions_table(actions: list[PlannedAction], content: PackContent) -> Table:
    columns = (Column("", 3.4), Column(_("Action"), 50), Column(_("Who"), 26), Column(_("By when"), 20.6))
    return Table(columns, tuple(_action_row(action, content) for action in actions), small=True)


def _action_row(action: PlannedAction, content: PackContent) -> tuple[Words | Cell, ...]:
    who = action.who.strip() or _("nobody yet")
    if action.done_on is None:
        return (Cell(checkbox=True), action.what, who, day_or(action.by, _("no day named"), content.today))
    done = _("done {day}").format(day=unbroken(day_plain(action.done_on, content.today)))
    return ((with_icon("check", " "),), joined(action.what, action.outcome, by="\n"), who, done)
