"""How a change of worker is said: heading, dates of a step, who told it, what each step asks the young person.

Plain functions from records to text; the widgets of this folder show what they return.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ...core.clock import local
from ...core.labels import label
from ...core.text import _, clock_time, day_plain, day_short, given_name, ngettext
from ...domain.own_words import About, HowGiven, OwnWords
from ...domain.people import Answer, KeyRole
from ...domain.worker_changes import Audience, ChangeFile, ChangeStep, Step, StepState, WorkerChange

MINUS = "\N{MINUS SIGN}"
DASH = "\N{EN DASH}"
TITLES = {"mr", "mrs", "ms", "miss", "mx", "dr"}


@dataclass(frozen=True, slots=True)
class Pronouns:
    """The words to speak about a young person with: "him", "himself"."""

    them: str
    themself: str


def pronouns(text: str, name: str) -> Pronouns:
    """Return the words that fit "he/him", "she/her" or anything else, where the name stands instead."""
    first = text.strip().casefold().split("/")[0]
    if first == "he":
        return Pronouns(_("him"), _("himself"))
    if first == "she":
        return Pronouns(_("her"), _("herself"))
    return Pronouns(name, _("themself"))


def title(outgoing: str, incoming: str) -> str:
    """Return "Hannah Whitlock to Sam Adeyemi"."""
    return _("{outgoing} to {incoming}").format(outgoing=outgoing, incoming=incoming)


def role_words(role: KeyRole, role_text: str) -> str:
    """Return the tie that changes, as it stands within a sentence: "key worker"."""
    words = role_text.strip() or label(role)
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def person_role(change: WorkerChange) -> str:
    """Return the tie that this change is about."""
    return role_words(change.role, change.role_text)


def called(name: str) -> str:
    """Return what a worker is called in a short line: "Hannah"; with a title the whole name, "Mr Osei"."""
    first = given_name(name)
    return name.strip() if first.rstrip(".").casefold() in TITLES else first


# -- dates of a step ----------------------------------------------------------------------------------


def step_days(step: ChangeStep, today: date) -> str:
    """Return the days of a step: "29 Apr", "15–20 May", "3, 24 Jun"."""
    first, last = step.starts_on, step.due_on
    if step.second_due_on is not None:
        return _pair(last, step.second_due_on, ", ", today)
    if first == last:
        return day_plain(last, today)
    return _pair(first, last, DASH, today)


def _pair(first: date, second: date, between: str, today: date) -> str:
    said = day_plain(second, today)
    if (first.year, first.month) == (second.year, second.month):
        return f"{first.day}{between}{said}"
    spaced = between if between == ", " else f" {between} "
    return f"{day_plain(first, today)}{spaced}{said}"


def step_offset(step: ChangeStep, day: date) -> str:
    """Return how far a step is from the day of the change: "−28 days", "−12 to −7", "the day", "+7, +28"."""
    first, last = (step.starts_on - day).days, (step.due_on - day).days
    if step.second_due_on is not None:
        return f"{_signed(last)}, {_signed((step.second_due_on - day).days)}"
    if first != last:
        return _("{first} to {last}").format(first=_signed(first), last=_signed(last))
    if last == 0:
        return _("the day")
    return ngettext("{n} day", "{n} days", abs(last)).format(n=_signed(last))


def _signed(days: int) -> str:
    return f"+{days}" if days > 0 else f"{MINUS}{-days}" if days else "0"


def days_late(step: ChangeStep, today: date) -> int:
    """Return by how many days an open step is late; 0 when it is done or in time."""
    return 0 if step.done_on is not None else max(0, (today - step.due_on).days)


def late_words(days: int) -> str:
    """Return "1 day late"."""
    return ngettext("{n} day late", "{n} days late", days).format(n=days)


def state_words(step: ChangeStep, state: StepState, today: date) -> str:
    """Return the state of a step as a word beside its days: "done 29 Apr", "1 day late", "now"."""
    if state is StepState.DONE and step.done_on is not None:
        return _("done {day}").format(day=day_plain(step.done_on, today))
    if state is StepState.LATE:
        return late_words(days_late(step, today))
    return label(state)


# -- the step's card ----------------------------------------------------------------------------------


def step_title(step: Step, file: ChangeFile) -> str:
    """Return what a step is about, with the names of this change: "Introduce: Kai gets to know Sam"."""
    about = {
        Step.DECIDE: _("whether, when and why"),
        Step.TELL: _("{name} hears it first"),
        Step.CHOOSE: _("{name} has a say in who comes"),
        Step.PREPARE: _("the record is brought up to date"),
        Step.INTRODUCE: _("{name} gets to know {incoming}"),
        Step.HAND_OVER: _("{outgoing} tells, {incoming} says it back"),
        Step.GOODBYE: _("{name} and {outgoing} say goodbye"),
        Step.START: _("{incoming} begins"),
        Step.CHECK: _("how it feels to {name} now"),
        Step.LEARN: _("what we do better next time"),
    }[step]
    said = about.format(
        name=file.young_person_name,
        outgoing=called(file.change.outgoing_name),
        incoming=called(file.change.incoming_name),
    )
    return f"{label(step)}: {said}"


def step_note(step: Step, file: ChangeFile) -> str:
    """Return what to keep in mind in a step, empty where there is nothing to add."""
    notes = {
        Step.TELL: _("Before anybody else hears it"),
        Step.CHOOSE: _("{name} may also say nothing"),
        Step.INTRODUCE: _("{name} can change this plan at any point"),
        Step.GOODBYE: _("{name} chooses how"),
    }
    return notes.get(step, "").format(name=file.young_person_name)


# -- what was said ------------------------------------------------------------------------------------


def told_words(file: ChangeFile, today: date) -> str:
    """Return who told the young person and when; empty while they have not been told."""
    told = [t for t in file.tellings_of(Audience.YOUNG_PERSON) if t.told_at is not None]
    if not told:
        return ""
    first = min(told, key=lambda t: t.told_at.timestamp() if t.told_at else 0.0)
    assert first.told_at is not None
    day = day_short(local(first.told_at).date(), today)
    said = _("{who} told {them}, {day} at {time}").format(
        who=called(first.told_by) or _("Somebody"),
        them=pronouns(file.pronouns, file.young_person_name).them,
        day=day,
        time=clock_time(first.told_at),
    )
    if first.before_others is Answer.YES:
        return _("{said}, before others").format(said=said)
    if first.before_others is Answer.NO:
        return _("{said}, after others had heard").format(said=said)
    return said


def words_to_show(words: Sequence[OwnWords], most: int) -> tuple[OwnWords, ...]:
    """Return the first words about the change itself, then about the wish, then the rest: at most `most`."""
    order = {About.WORKER_CHANGE: 0, About.WISH: 1}
    kept = [w for w in words if w.given_how is not HowGiven.NOT_ASKED]
    kept.sort(key=lambda w: (order.get(w.about, 2), w.given_on or date.max))
    seen: set[About] = set()
    firsts = [w for w in kept if not (w.about in seen or seen.add(w.about))]
    rest = [w for w in kept if w not in firsts]
    return tuple((firsts + rest)[:most])


def how_words(words: OwnWords) -> str:
    """Return how something was given, as a sentence begins: "Said", "Wrote", "Chose not to"."""
    said = {
        HowGiven.SAID: _("Said"),
        HowGiven.WROTE: _("Wrote"),
        HowGiven.DREW: _("Drew"),
        HowGiven.COMMUNICATION_AID: _("With a communication aid"),
        HowGiven.CHOSE_NOT_TO: _("Chose not to say"),
        HowGiven.NOT_ASKED: _("Not asked yet"),
    }
    return said[words.given_how]


def given_words(words: OwnWords, today: date) -> str:
    """Return when and to whom something was said: "30 Apr to Hannah"."""
    day = day_plain(words.given_on, today) if words.given_on is not None else ""
    to = _("to {who}").format(who=called(words.given_to)) if words.given_to.strip() else ""
    return " ".join(part for part in (day, to) if part)


def provenance(words: Sequence[OwnWords], today: date) -> str:
    """Return how, when and to whom these were given: "Said 30 Apr to Hannah, 6 May to Femi"."""
    parts: list[str] = []
    how = ""
    for one in words:
        said = how_words(one)
        given = given_words(one, today)
        new = f"{said} {given}".strip() if said != how else given
        if new and new not in parts:
            parts.append(new if not parts or said == how else new[:1].lower() + new[1:])
        how = said
    return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Prompt:
    """One thing the young person is asked in a step."""

    about: About
    label: str
    hint: str = ""


def prompts(step: Step, file: ChangeFile) -> tuple[Prompt, ...]:
    """Return what the young person is asked in a step, in their house's words; most steps ask nothing."""
    name = file.young_person_name
    incoming = called(file.change.incoming_name)
    own = pronouns(file.pronouns, name)
    if step is Step.TELL:
        return (Prompt(About.WORKER_CHANGE, _("What {name} said to it").format(name=name)),)
    if step is Step.CHOOSE:
        return (Prompt(About.WISH, _("Who should be next, in {name}'s words").format(name=name)),)
    if step is Step.INTRODUCE:
        return (
            Prompt(About.FOR_NEW_WORKER, _("What {incoming} should know first").format(incoming=incoming)),
            Prompt(
                About.TELLS_THEMSELF,
                _("What {name} will tell {incoming} {themself}").format(
                    name=name, incoming=incoming, themself=own.themself
                ),
            ),
        )
    if step is Step.GOODBYE:
        return (Prompt(About.GOODBYE, _("The goodbye {name} would like").format(name=name)),)
    if step is Step.CHECK:
        return (Prompt(About.FEELING_AFTER, _("How it feels to {name} since the change").format(name=name)),)
    return ()


def day_moved(change: WorkerChange, steps: Sequence[ChangeStep], to: date) -> str:
    """Return what moving the day does to the steps, said before it is saved; empty when it stays."""
    by = to - change.day
    if not by:
        return ""
    still_open = [s for s in steps if s.done_on is None]
    done = len(steps) - len(still_open)
    far = ngettext("{n} day", "{n} days", abs(by.days)).format(n=abs(by.days))
    later = _("later") if by > timedelta() else _("earlier")
    said = ngettext(
        "{n} open step moves, {far} {later}.", "{n} open steps move, each {far} {later}.", len(still_open)
    ).format(n=len(still_open), far=far, later=later)
    if not done:
        return said
    return f"{said} {ngettext('{n} done step stays.', '{n} done steps stay.', done).format(n=done)}"
