"""Two versions of a young person's plan side by side: sections by their number, goals by what they were copied from.

What became of a goal (met, changed, stopped) and the notes on it belong to no version and are not compared.
"""

from collections.abc import Sequence

from ..core.labels import label
from ..core.text import _, day_full
from .comparing import Comparison, PairedTexts, TextPair, compare
from .own_words import HowGiven
from .plans import Goal, PlanPart, Section


def compare_plans(
    old_parts: Sequence[PlanPart],
    new_parts: Sequence[PlanPart],
    old_goals: Sequence[Goal],
    new_goals: Sequence[Goal],
) -> Comparison:
    """Return what changed in the fourteen sections and in each goal of two versions of one plan.

    Goals stand in the order of the new version; those that were left out follow. The key of a section is its
    number, that of a goal "goal:" and its lineage.
    """
    return compare((*_sections(old_parts, new_parts), *_goals(old_goals, new_goals)))


def _sections(old: Sequence[PlanPart], new: Sequence[PlanPart]) -> list[PairedTexts]:
    before, after = ({part.section: part for part in parts} for parts in (old, new))
    return [
        PairedTexts(
            key=str(section.value),
            title=f"{section.value}  {label(section)}",
            texts=_part_texts(before.get(section), after.get(section)),
        )
        for section in Section
        if section in before or section in after
    ]


def _part_texts(old: PlanPart | None, new: PlanPart | None) -> tuple[TextPair, ...]:
    pairs = (
        TextPair(old=old.text if old else "", new=new.text if new else ""),
        *_voice(old, new),
    )
    return _with_words(pairs)


def _goals(old: Sequence[Goal], new: Sequence[Goal]) -> list[PairedTexts]:
    before, after = ({goal.lineage_id or goal.id: goal for goal in goals} for goals in (old, new))
    return [_goal(lineage, before.get(lineage), after.get(lineage)) for lineage in {**after, **before}]


def _goal(lineage: str, old: Goal | None, new: Goal | None) -> PairedTexts:
    either = new or old
    assert either is not None
    pairs = (
        _pair(_("The goal, in a few words"), old and old.title, new and new.title),
        *_voice(old, new),
        _pair(_("Why it matters"), old and old.need, new and new.need),
        _pair(_("What we will do"), old and old.what_we_do, new and new.what_we_do),
        _pair(
            _("What better looks like"),
            old and old.what_better_looks_like,
            new and new.what_better_looks_like,
        ),
        _pair(_("How we will know"), old and old.how_we_know, new and new.how_we_know),
        _pair(_("Who helps"), old and old.who, new and new.who),
        _pair(_("By when"), _day(old), _day(new)),
    )
    return PairedTexts(
        key=f"goal:{lineage}", title=_("Goal: {title}").format(title=either.title), texts=_with_words(pairs)
    )


def _pair(name: str, old: str | None, new: str | None) -> TextPair:
    return TextPair(label=name, old=old or "", new=new or "")


def _day(goal: Goal | None) -> str:
    return day_full(goal.by) if goal is not None and goal.by is not None else ""


def _voice(old: PlanPart | Goal | None, new: PlanPart | Goal | None) -> tuple[TextPair, TextPair]:
    """Return the young person's words, and why there are none; "chose not to" is an answer that may change too."""
    words = TextPair(
        label=_("In their own words"),
        old=old.own_words if old else "",
        new=new.own_words if new else "",
        own_words=True,
    )
    return words, _pair(_("Why there are no own words"), _why_none(old), _why_none(new))


def _why_none(record: PlanPart | Goal | None) -> str:
    if record is None or record.own_words or record.given_how.has_words:
        return ""
    if record.given_how is HowGiven.NOT_ASKED and not record.why_not_asked:
        return ""
    return "\n".join(filter(None, (label(record.given_how), record.why_not_asked)))


def _with_words(pairs: Sequence[TextPair]) -> tuple[TextPair, ...]:
    return tuple(pair for pair in pairs if pair.old.strip() or pair.new.strip())
