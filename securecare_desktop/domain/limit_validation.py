"""What has to be put right before a limit on family time, or a look again at one, can be saved.

Which grounds there are stands in limit_grounds.py. Behaviour is none, and a sanction stops the form (domain report, 4.2).
"""

from datetime import date

from ..core.errors import Problem
from ..core.labels import label
from ..core.text import _, day_full
from .family_time import Limit, LimitGround, LimitReview
from .limit_grounds import Ground, LimitRules, told_at
from .people import Answer, NetworkPerson
from .plans import ReviewOutcome
from .source_marks import SourceMark
from .validation import needs


def problems_in_limit(limit: Limit, today: date, rules: LimitRules | None = None) -> tuple[Problem, ...]:
    """Return what is missing or cannot be in a limit on family time.

    `rules` are those of the young person's nation; without them only what every nation asks is looked at.
    """
    found = [
        *needs("person_id", limit.person_id, _("Choose who it is about.")),
        *needs("what", limit.what, _("Write what is limited, in plain words.")),
        *_problems_in_ground(limit, rules),
        *_problems_in_sanction(limit, rules),
    ]
    if limit.starts is None:
        found.append(Problem("starts", _("Choose the day it starts.")))
    elif limit.planned_end and limit.planned_end < limit.starts:
        found.append(Problem("planned_end", _("This is before it starts. Choose a later day.")))
    elif rules is not None:
        found += _problems_in_planned_end(limit, rules.get(limit.ground))
    found += _problems_in_telling(limit, today)
    if limit.ended_on is not None:
        if limit.starts is not None and limit.ended_on < limit.starts:
            found.append(Problem("ended_on", _("This is before it starts. Choose a later day.")))
        found += _still_to_come("ended_on", limit.ended_on, today)
        found += needs("why_ended", limit.why_ended, _("Write why it ended."))
    return tuple(found)


def problems_in_limit_review(review: LimitReview, today: date) -> tuple[Problem, ...]:
    """Return what is missing where a limit on family time was looked at again."""
    found = [
        *_still_to_come("held_on", review.held_on, today),
        *needs("held_by", review.held_by, _("Write who looked at it.")),
        *needs("because", review.because, _("Write why.")),
    ]
    if review.outcome is ReviewOutcome.ENDED:
        return tuple(found)
    found += needs("considered", review.considered, _("Write what less was thought about."))
    if review.next_on is None:
        found.append(Problem("next_on", _("Choose the day it is looked at again.")))
    elif review.next_on <= review.held_on:
        found.append(Problem("next_on", _("Choose a day after this one.")))
    return tuple(found)


def never_a_sanction(rules: LimitRules | None) -> str:
    """Return why a limit that is linked to a sanction cannot be saved, with the rule of the nation and its mark."""
    stop = _("Family time is never limited as a sanction, so this cannot be saved as a limit.")
    if rules is None or rules.never is None:
        return stop
    return " ".join((stop, rules.never.words, source_words(rules.never.source, rules.never.mark)))


def source_words(source: str, mark: SourceMark) -> str:
    """Return where a rule stands and how sure it is, in one sentence."""
    return _("Source: {source}; {mark}.").format(source=source.rstrip("."), mark=label(mark))


def _problems_in_ground(limit: Limit, rules: LimitRules | None) -> tuple[Problem, ...]:
    if rules is not None and rules.grounds and rules.get(limit.ground) is None:
        nations = _(" or ").join(label(nation) for nation in rules.nations)
        sentence = _("This is no ground in {nation}. Choose one of those in the list.")
        return (Problem("ground", sentence.format(nation=nations)),)
    if limit.ground is LimitGround.YOUNG_PERSONS_CHOICE:
        return ()
    return needs(
        "ground_details", limit.ground_details, _("Write the order, agreement or decision it rests on.")
    )


def _problems_in_sanction(limit: Limit, rules: LimitRules | None) -> tuple[Problem, ...]:
    if limit.linked_to_sanction is Answer.NO:
        return ()
    if limit.linked_to_sanction is Answer.YES:
        return (Problem("linked_to_sanction", never_a_sanction(rules)),)
    return (Problem("linked_to_sanction", _("Choose yes or no.")),)


def _problems_in_planned_end(limit: Limit, ground: Ground | None) -> tuple[Problem, ...]:
    last = ground.runs_out(limit.starts) if ground is not None else None
    if ground is None or last is None or limit.planned_end is None or limit.planned_end <= last:
        return ()
    runs_out = _("This ground runs out on {day}.").format(day=day_full(last))
    sentence = " ".join((runs_out, ground.lasts, source_words(ground.source, ground.mark)))
    return (Problem("planned_end", sentence),)


def _problems_in_telling(limit: Limit, today: date) -> tuple[Problem, ...]:
    found = []
    for number, one in enumerate(limit.notified, 1):
        try:
            told = told_at(one)
        except ValueError:
            told = None
        if one.told_at and (told is None or told.tzinfo is None):
            found.append(_("The moment in row {n} cannot be read.").format(n=number))
        elif told is not None and told.astimezone().date() > today:
            found.append(_("The day in row {n} is still to come.").format(n=number))
    return (
        *(Problem("notified", sentence) for sentence in found[:1]),
        *_still_to_come("told_on", limit.told_on, today),
    )


def _still_to_come(field: str, day: date | None, today: date) -> tuple[Problem, ...]:
    if day is None or day <= today:
        return ()
    return (Problem(field, _("This day is still to come. Choose today or a day before it.")),)


# -- whom nobody can be kept from -------------------------------------------------------------------------------


def protected_words(person: NetworkPerson) -> str:
    """Return why time with a protected visitor cannot be limited."""
    sentence = _(
        "{name} is a protected visitor ({role}). Meetings and calls with lawyers, advocates, social workers, inspectors, "
        "independent visitors and those who look into complaints are private, and cannot be limited."
    )
    return sentence.format(name=person.shown_name, role=person.role or person.who_they_are)
