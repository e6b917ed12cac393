"""What packs, the plan and the young person's own copy say of a limit on family time besides what it is."""

from ..core.labels import label
from ..core.text import _, day_in_words, day_plain, given_name, quoted
from ..domain.family_time import Limit, LimitReview
from ..domain.limit_grounds import still_to_hear
from ..domain.packs import PackContent
from .pack_words import ground_text, joined, sentences, unbroken


def about_kinds(limit: Limit) -> str:
    """Return what is limited with the kinds of family time it is about, where it is not about all."""
    kinds = ", ".join(label(kind).lower() for kind in limit.kinds)
    what = limit.what.strip().removesuffix(".")
    return _("{what} ({kinds})").format(what=what, kinds=kinds) if kinds else limit.what


def limit_facts(limit: Limit, content: PackContent) -> str:
    """Return ground, who decided, until when, who told the young person, who must still hear, and the last look at it."""
    today, name = content.today, content.young_person.name_used
    decided = joined(limit.authorised_by, limit.authorised_as)
    ends = unbroken(day_plain(limit.planned_end, today)) if limit.planned_end else ""
    told = ""
    if limit.told_by or limit.told_on:
        how = joined(
            given_name(limit.told_by),
            day_plain(limit.told_on, today) if limit.told_on else "",
            limit.told_how,
        )
        told = _("{name} told: {how}").format(name=name, how=how)
    elif limit.told_on is None:
        told = _("{name} was not told yet").format(name=name)
    waiting = ", ".join(f"{one.who} ({label(one.within)})" for one in still_to_hear(limit))
    return sentences(
        ground_text(label(limit.ground), limit.ground_details),
        _("Decided by {who}").format(who=decided) if decided else "",
        _("An emergency") if limit.emergency else "",
        _("Tried first: {text}").format(text=limit.tried_first.strip()) if limit.tried_first.strip() else "",
        _("Until {day}, as planned").format(day=ends) if ends else "",
        told,
        _("Must still hear of it: {who}").format(who=waiting) if waiting else "",
        _last_look(limit, content),
    )


def for_them(limit: Limit, content: PackContent) -> tuple[tuple[str, str], ...]:
    """Return what the young person's own copy says: a lead and a text for each line."""
    kinds = ", ".join(label(kind).lower() for kind in limit.kinds)
    newest = _newest(limit, content)
    looked = ""
    if newest is not None:
        day = day_in_words(newest.held_on, content.today)
        said = quoted(newest.own_view) if newest.own_view.strip() else ""
        looked = sentences(
            day,
            label(newest.outcome),
            newest.because,
            _("You said: {words}").format(words=said) if said else "",
        )
    lines = (
        (_("What it is about:"), sentences(kinds[:1].upper() + kinds[1:])),
        (_("How it was explained:"), sentences(limit.told_how)),
        (_("What helps you with it:"), sentences(limit.support_given)),
        (_("When it was looked at again:"), looked),
    )
    return tuple(line for line in lines if line[1])


def _newest(limit: Limit, content: PackContent) -> LimitReview | None:
    return next((review for review in content.limit_reviews if review.limit_id == limit.id), None)


def _last_look(limit: Limit, content: PackContent) -> str:
    newest = _newest(limit, content)
    if newest is None:
        return ""
    day = unbroken(day_plain(newest.held_on, content.today))
    looked = _("Looked at again {day}: {outcome}").format(day=day, outcome=label(newest.outcome).lower())
    return sentences(looked, newest.because)
