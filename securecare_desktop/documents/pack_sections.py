"""The later pages of a handover pack, parts 4 to 12: what a new worker needs to know and to do.

Every part is there in every pack; one that has nothing to say says so in a sentence.
"""

from datetime import date

from ..core.clock import local
from ..core.labels import label
from ..core.text import _, clock_time, day_full, day_plain, day_short, quoted
from ..domain.checklists import RestsOn
from ..domain.expected import with_time
from ..domain.family_time import Arrangement, HolidayRule, Limit, Occasion, OccasionState
from ..domain.packs import PackContent
from ..domain.plans import Goal
from ..domain.young_people import AboutMeKind
from .limit_words import about_kinds, limit_facts
from .pack_engagement import family_engagement
from .pack_first_page import (
    ALL_PROMISES_ANCHOR,
    DATES_ANCHOR,
    all_promises,
    next_dates_list,
    own_words_for_new_worker,
)
from .pack_people import who_is_who
from .pack_signatures import added, not_signed
from .pack_words import (
    about_me,
    about_me_lines,
    about_me_without_words,
    capital,
    day_or,
    how_given,
    joined,
    meta_of,
    none_here,
    or_dash,
    paragraphs,
    run_together,
    sentences,
    unbroken,
)
from .plan_lists import if_then
from .tree import (
    Bullets,
    Cell,
    Column,
    Heading,
    Manner,
    Paragraph,
    Part,
    Run,
    SideBySide,
    Table,
    Voice,
    Words,
    bold,
    with_icon,
)

RESTS_ON_ICONS = {
    RestsOn.LAW: "scale",
    RestsOn.GUIDANCE: "book-open",
    RestsOn.TEAM: "users",
    RestsOn.PROMISE: "handshake",
}
_HALF_A_PAGE_WIDE = 600
_IN_MY_WORDS = (
    (AboutMeKind.WHAT_MATTERS, AboutMeKind.HOW_TO_TELL_ME), (AboutMeKind.GOOD_DAY, AboutMeKind.HOPES),
)  # fmt: skip
_FOR_THE_WORKER = (AboutMeKind.WHAT_HELPS, AboutMeKind.WHAT_DOES_NOT_HELP)
_IN_A_LINE = (AboutMeKind.EARLY_SIGNS, AboutMeKind.WHAT_COMFORTS)


def sections(content: PackContent) -> tuple[Part, ...]:
    """Return parts 4 to 12 in their order."""
    return (
        *_story(content),
        *_what_works(content),
        *_goals(content),
        Heading(_("Promises made and not yet kept, all of them"), "handshake", anchor=ALL_PROMISES_ANCHOR),
        *all_promises(content),
        *_to_do(content),
        Heading(_("Dates ahead"), "calendar-days", anchor=DATES_ANCHOR),
        *next_dates_list(content),
        Paragraph(_("Dates are an aid, not legal advice."), Manner.QUIET),
        Heading(_("If this happens, then this helps"), "git-branch"),
        *if_then(content),
        Heading(_("Family time"), "calendar-heart"),
        *family_time(content),
        *family_engagement(content),
        Heading(_("Who is who"), "contact-round"),
        *who_is_who(content),
    )


def _story(content: PackContent) -> tuple[Part, ...]:
    person = content.young_person
    parts: list[Part] = [Heading(_("The story so far"), "book-open")]
    story = paragraphs(person.story_so_far) or (_("The story so far is not written yet."),)
    parts += [Paragraph(text) for text in story]
    if person.story_so_far.strip() and person.story_so_far_on:
        parts.append(
            Paragraph(_("Written on {day}.").format(day=day_full(person.story_so_far_on)), Manner.QUIET)
        )
    return tuple(parts)


def _what_works(content: PackContent) -> tuple[Part, ...]:
    parts: list[Part] = [Heading(_("What works, and what to leave"), "heart")]
    columns: list[tuple[Part, ...]] = []
    for kind in _FOR_THE_WORKER:
        points = about_me_lines(content, kind)
        body: Part = Bullets(points) if points else Paragraph(about_me_without_words(content, kind))
        columns.append((Heading(label(kind), level=2), body))
    parts.append(SideBySide(tuple(columns)))
    for kind in _IN_A_LINE:
        line = run_together(about_me_lines(content, kind))
        parts.append(Paragraph((bold(f"{label(kind)}:"), " ", line or about_me_without_words(content, kind))))
    for pair in _IN_MY_WORDS:
        left, right = (in_my_words(content, kind) for kind in pair)
        longest = max(sum(map(len, about_me_lines(content, kind))) for kind in pair)
        parts += [SideBySide((left, right))] if longest <= _HALF_A_PAGE_WIDE else [*left, *right]
    return (*parts, *own_words_for_new_worker(content, whole=True))


def in_my_words(content: PackContent, kind: AboutMeKind) -> tuple[Part, ...]:
    """Return one part of "about me" as a honey band, or that there is none yet."""
    part = about_me(content, kind)
    points = about_me_lines(content, kind)
    if part is None or not points:
        return (Heading(label(kind), level=2), Paragraph(about_me_without_words(content, kind)))
    way = how_given(part.given_how, part.written_with)
    name = content.young_person.name_used
    return (Voice(title=label(kind), items=points, meta=meta_of(name, [(way, part.given_on)])),)


def _goals(content: PackContent) -> tuple[Part, ...]:
    heading = Heading(_("Goals, and how far they have come"), "milestone")
    if not content.goals:
        return (heading, Paragraph(none_here(content, "goals", _("No goals are written yet."))))
    columns = (
        Column(_("Goal"), 27), Column(_("What we do"), 33), Column(_("Who, by when"), 17), Column(_("How far"), 23),
    )  # fmt: skip
    return (heading, Table(columns, tuple(_goal_row(goal, content) for goal in content.goals)))


def _goal_row(goal: Goal, content: PackContent) -> tuple[Words | Cell, ...]:
    today = content.today
    need = f"\n{goal.need.strip()}" if goal.need.strip() else ""
    better = goal.what_better_looks_like.strip()
    doing = joined(
        goal.what_we_do, _("Better looks like: {text}").format(text=better) if better else "", by="\n"
    )
    note = next((n for n in content.goal_notes if n.lineage_id == goal.lineage_id), None)  # the newest first
    since = note.on if note is not None else goal.state_on
    written = f" ({unbroken(day_plain(since, today))})" if since else ""
    progress = note.text.strip().removesuffix(".") if note is not None else ""
    far = sentences(label(goal.state), f"{progress}{written}") if progress else label(goal.state) + written
    own = quoted(goal.own_words) if goal.own_words.strip() else ""
    who = joined(goal.who, unbroken(day_or(goal.by, "", today)))
    said = quoted(note.own_words) if note is not None and note.own_words.strip() else ""
    return (
        Cell(words=(bold(goal.title), need), voice=own), or_dash(doing), or_dash(who), Cell(words=sentences(far), voice=said),
    )  # fmt: skip


def _to_do(content: PackContent) -> tuple[Part, ...]:
    heading = Heading(_("To do"), "list-checks")
    if not content.actions:
        return (heading, Paragraph(none_here(content, "actions", _("Nothing is open."))))
    rows: list[tuple[Words | Cell, ...]] = []
    for action in content.actions:
        rests = with_icon(RESTS_ON_ICONS[action.rests_on], label(action.rests_on).lower())
        who = action.who.strip() or _("nobody yet")
        by = day_or(action.by, _("no day named"), content.today)
        rows.append((Cell(checkbox=True), action.what, who, by, (rests,)))
    columns = (
        Column("", 3.4), Column(_("What"), 45), Column(_("Who"), 21), Column(_("By when"), 15), Column(_("Rests on"), 15.6),
    )  # fmt: skip
    return (heading, Table(columns, tuple(rows)))


def family_time(content: PackContent) -> tuple[Part, ...]:
    """Return what is arranged with whom, the limits with their grounds, the last time and the next."""
    name = content.young_person.name_used
    parts: list[Part] = []
    limits = list(content.limits)
    rows: list[tuple[Words | Cell, ...]] = []
    for arrangement in content.arrangements:
        own = [limit for limit in limits if limit.person_id == arrangement.person_id]
        limits = [limit for limit in limits if limit not in own]
        rows.append(_arrangement_row(arrangement, own, content))
    for limit in limits:  # a limit on somebody with whom nothing is arranged
        review = _review(limit.review_on, limit.review_by, content)
        rows.append(
            ((bold(limit.with_whom),), _("Nothing is arranged"), _limit_words([limit], content), review)
        )
    if rows:
        columns = (
            Column(_("With"), 12),
            Column(_("Arrangement"), 37),
            Column(_("Limit, ground, what {name} was told").format(name=name), 39),
            Column(_("Review"), 12),
        )
        parts.append(Table(columns, tuple(rows)))
    else:
        parts.append(Paragraph(none_here(content, "arrangements", _("No family time is arranged yet."))))
    last = _occasion(content.last_occasion, content)
    following = _occasion(content.next_occasion, content)
    parts.append(
        Paragraph(
            sentences(
                _("Family time is never a reward and never a sanction"),
                _("Last: {occasion}").format(occasion=last or _("none yet")),
                _("Next: {occasion}").format(occasion=following or _("none fixed")),
            ),
            Manner.QUIET,
        )
    )
    return tuple(parts)


def _arrangement_row(
    arrangement: Arrangement, limits: list[Limit], content: PackContent
) -> tuple[Words | Cell, ...]:
    by = next((limit.review_by for limit in limits if limit.review_by), "")
    days = [d for d in (arrangement.review_on, *(limit.review_on for limit in limits)) if d is not None]
    return (
        (bold(arrangement.with_whom),),
        _arranged(arrangement),
        _limit_words(limits, content) if limits else _("None"),
        _review(min(days) if days else None, by, content),
    )


def _arranged(arrangement: Arrangement) -> Words:
    """Return what is arranged: first what a court or hearing directs, then rhythm, level, place, purpose, costs."""
    holidays = "" if arrangement.only_in is HolidayRule.ALWAYS else label(arrangement.only_in).lower()
    often = with_time(arrangement)
    what = sentences(
        joined(
            label(arrangement.kind),
            often,
            holidays if "holiday" not in often else "",
            label(arrangement.level).lower(),
            arrangement.place,
        ),
        arrangement.purpose,
        _("Help with costs: {text}").format(text=arrangement.cost_help.strip())
        if arrangement.cost_help.strip()
        else "",
    )
    if not arrangement.directed_by_court:
        return what
    directed = arrangement.direction.strip() or _("A court or hearing directs it")
    return (with_icon("scale", sentences(directed)), "\n", what)


def _limit_words(limits: list[Limit], content: PackContent) -> Words | Cell:
    words: list[str | Run] = []
    for limit in limits:
        words.append(with_icon("shield", sentences(capital(about_kinds(limit)), limit_facts(limit, content))))
        if limit is not limits[-1]:
            words.append("\n")
    views = " ".join(quoted(limit.own_view) for limit in limits if limit.own_view.strip())
    return Cell(words=tuple(words), voice=views) if views else tuple(words)


def _review(day: date | None, by: str, content: PackContent) -> Words:
    return joined(day_plain(day, content.today) if day else "", by.lower()) or _("no day named")


def _occasion(occasion: Occasion | None, content: PackContent) -> str:
    if occasion is None:
        return ""
    at = local(occasion.planned_at)
    moment = joined(day_short(at.date(), content.today), clock_time(occasion.planned_at))
    expected = (OccasionState.HAPPENED, OccasionState.PLANNED)
    became = "" if occasion.state in expected else label(occasion.state).lower()
    said = joined(occasion.with_whom, label(occasion.kind).lower(), moment, became, not_signed(occasion))
    return sentences(said, *added(content, occasion))
