"""Page one of a handover pack: the young person on one page, before anything about procedures.

What is short here stands in full further on; where a page cannot hold it, it is shorter still.
"""

from dataclasses import dataclass
from datetime import date

from ..core.clock import local
from ..core.labels import label
from ..core.text import _, clock_time, day_full, day_plain, day_short, given_name, lines, ngettext, quoted
from ..domain.checklists import RestsOn
from ..domain.own_words import About, OwnWords
from ..domain.packs import PackContent
from ..domain.people import Answer
from ..domain.readiness import young_person_told
from ..domain.worker_changes import Audience, ChangeFile, ChangeKind, Step, Telling
from ..domain.young_people import AboutMeKind, StatusKind
from .pack_signatures import added, beside, not_signed, under
from .pack_words import (
    about_me,
    about_me_lines,
    about_me_without_words,
    by_whom_when,
    how_given,
    joined,
    meta_of,
    no_words,
    none_here,
    run_together,
    sentences,
    unbroken,
)
from .tree import (
    BoxCell,
    Bullets,
    Column,
    DatesList,
    DraftBanner,
    Heading,
    Masthead,
    OnePage,
    PageNote,
    Paragraph,
    Part,
    ReasonBox,
    Run,
    SideBySide,
    StatusLine,
    Table,
    Voice,
    Words,
    bold,
    with_icon,
)

MISSING_ANCHOR = "missing"
PROMISES_ANCHOR = "promises on page one"
ALL_PROMISES_ANCHOR = "all promises"
DATES_ANCHOR = "dates"
OWN_WORDS_ANCHOR = "own words"
_OWN_POINTS, _OWN_LETTERS = 8, 900
_LONGEST_POINT_IN_TWO_COLUMNS = 160
STATUS_ICONS = {
    StatusKind.SETTLED: "circle-check",
    StatusKind.NEEDS_WATCHING: "eye",
    StatusKind.FRAGILE: "triangle-alert",
}


@dataclass(frozen=True, slots=True)
class _Most:
    """How many points of each list and how many dates page one shows; promises do not give way."""

    points: int
    dates: int


_FULLEST_FIRST = (_Most(3, 6), _Most(3, 4), _Most(2, 4), _Most(2, 2), _Most(1, 2))
_PROMISES = 4


def first_page(content: PackContent) -> OnePage:
    """Return page one, in the order of the design's picture p1."""
    return OnePage(tuple(_page(content, most) for most in _FULLEST_FIRST))


def _page(content: PackContent, most: _Most) -> tuple[Part, ...]:
    return (
        *_draft(content),
        _masthead(content),
        _reason(content),
        _status(content),
        *own_words_for_new_worker(content),
        *what_helps(content, most.points),
        Heading(_("Promises made and not yet kept"), "handshake", anchor=PROMISES_ANCHOR),
        *_promises_table(content, _PROMISES),
        Heading(_("Next dates"), "calendar"),
        *next_dates_list(content, most.dates),
    )


def _draft(content: PackContent) -> tuple[Part, ...]:
    if not content.missing:
        return ()
    count = len(content.missing)
    sentence = ngettext(
        "{n} thing is missing. It is listed on page {page}.",
        "{n} things are missing. They are listed on page {page}.",
        count,
    ).format(n=count, page="{page}")
    return (DraftBanner(_("DRAFT."), sentence, MISSING_ANCHOR),)


def _masthead(content: PackContent) -> Masthead:
    person, stay = content.young_person, content.stay
    who = joined(person.pronouns, str(person.age_on(content.today)))
    beside = [f"{who}. {joined(content.unit.name, content.unit.house_name)}."]
    if stay is not None and stay.arrived_at is not None:
        arrived = local(stay.arrived_at).date()
        days = (content.today - arrived).days
        here = ngettext("Here {n} day, since {day}.", "Here {n} days, since {day}.", days)
        beside.append(here.format(n=days, day=day_full(arrived)))
    return Masthead(
        person.name_used, tuple(beside), (_("Handover pack"), _("Edition for the incoming worker"))
    )


def _reason(content: PackContent) -> ReasonBox:
    name, file = content.young_person.name_used, content.change
    if file is None:
        cells = (
            BoxCell(_("For"), content.recipient, strong=True),
            BoxCell(_("Manager"), content.manager_name or _("not named yet"), strong=True),
        )
        return ReasonBox(_("What this pack is for"), content.purpose or _("Not written yet"), (cells,))
    change = file.change
    if young_person_told(file):
        title = _("Why the worker is changing, in the words {name} was given").format(name=name)
    else:
        title = _("Why the worker is changing, in the words for {name}, who has not been told yet").format(
            name=name
        )
    reason = change.reason_for_young_person.strip() or _("No reason in plain words is written yet.")
    rows = [
        (
            BoxCell(_("From"), change.outgoing_name, strong=True),
            BoxCell(_("To"), change.incoming_name or _("not chosen yet"), strong=True),
            BoxCell(_("On"), day_short(change.day), strong=True),
            BoxCell(_("Manager"), content.manager_name or _("not named yet"), strong=True),
        ),
        (
            BoxCell(_("Told"), _told(file, content), 1.2),
            BoxCell(_("{name}’s wish").format(name=name), _wish(file, content), 1.0),
        ),
    ]
    if change.kind is ChangeKind.UNPLANNED:
        until = change.later_goodbye_by
        open_until = _("The goodbye stays open until {day}").format(day=day_full(until)) if until else ""
        rows.append(
            (BoxCell(_("Not planned"), sentences(_("This change came at short notice"), open_until)),)
        )
    return ReasonBox(title, reason, tuple(rows))


def tellings_in_order(file: ChangeFile) -> tuple[Telling, ...]:
    """Return who was told and who is still to be told: the young person first, then the family, then others."""
    audiences = list(Audience)
    return tuple(
        sorted(
            file.tellings,
            key=lambda t: (
                audiences.index(t.audience), t.told_at is None, t.told_at.timestamp() if t.told_at else 0.0,
            ),
        )
    )  # fmt: skip


def _told(file: ChangeFile, content: PackContent) -> str:
    """Return what became of telling the young person and the family: "Kai first, 30 Apr, by Hannah. Nan 1 May."."""
    name = content.young_person.name_used
    near = [t for t in tellings_in_order(file) if t.audience in (Audience.YOUNG_PERSON, Audience.FAMILY)]
    said = [_telling(telling, file, content) for telling in near]
    if not any(t.audience is Audience.YOUNG_PERSON for t in near):
        said.insert(0, _("{name} has not been told yet").format(name=name))
    return sentences(*said)


def _telling(telling: Telling, file: ChangeFile, content: PackContent) -> str:
    own = telling.audience is Audience.YOUNG_PERSON
    who = content.young_person.name_used if own else telling.who
    if telling.told_at is None:
        return _("{who} not yet").format(who=who)
    day = unbroken(day_plain(local(telling.told_at).date(), content.today))
    if not own:
        return f"{who} {day}"
    start = (
        _("{name} first, {day}").format(name=who, day=day) if told_first(telling, file) else f"{who} {day}"
    )
    return joined(start, _("by {name}").format(name=given_name(telling.told_by)) if telling.told_by else "")


def told_first(telling: Telling, file: ChangeFile) -> bool:
    """Say whether this one was told before everybody else."""
    if telling.before_others is not Answer.NOT_KNOWN or telling.told_at is None:
        return telling.before_others is Answer.YES
    return all(t.told_at is None or t.told_at >= telling.told_at for t in file.tellings)


def _wish(file: ChangeFile, content: PackContent) -> str:
    wishes = [w for w in file.own_words if w.about is About.WISH]
    if not wishes:
        return _("{name} has not been asked yet.").format(name=content.young_person.name_used)
    wish = wishes[-1]
    if not wish.given_how.has_words or not wish.words.strip():
        return no_words(content.young_person.name_used, wish, not_signed(wish))
    day = joined(unbroken(day_plain(wish.given_on, content.today)) if wish.given_on else "", not_signed(wish))
    step = file.step(Step.CHOOSE)
    followed = {"yes": _("The wish was followed"), "no": _("The wish was not followed")}.get(
        step.text("wish_followed"), ""
    )
    return sentences(
        f"{quoted(wish.words)} ({day})" if day else quoted(wish.words),
        *added(content, wish),
        followed,
        step.text("why_not"),
    )


def _status(content: PackContent) -> Part:
    if content.status is None:
        return Paragraph((bold(_("How things are:")), " ", _("nothing written yet.")))
    kind = content.status.kind
    sentence = content.status.sentence.strip() or _("Nothing written yet.")
    return StatusLine(STATUS_ICONS[kind], label(kind), (sentence, *beside(content, content.status)))


def own_words_for_new_worker(content: PackContent, *, whole: bool = False) -> tuple[Part, ...]:
    """Return what the young person wants the new worker to know, in their words, or why there are none.

    Very many words are cut after some of their points, with a note where all of them stand. With `whole` they
    are all there where page one has them cut, and nothing is returned where it has them all.
    """
    name = content.young_person.name_used
    title = _title_for_new_worker(content)
    items, ways = _for_new_worker(content)
    if not items:
        silent = Paragraph(_why_no_words(content, name))
        return () if whole else (Heading(title, level=2), silent)
    shown = items[: _OWN_POINTS if sum(map(len, items)) <= _OWN_LETTERS else _points_that_fit(items)]
    more = len(items) - len(shown)
    if whole:
        return (
            (Heading(title, level=2, anchor=OWN_WORDS_ANCHOR), Voice(items=items, meta=meta_of(name, ways)))
            if more
            else ()
        )
    columns = 2 if len(shown) > 2 and max(map(len, shown)) < _LONGEST_POINT_IN_TWO_COLUMNS else 1
    band = Voice(title=title, items=shown, meta=meta_of(name, ways), columns=columns)
    note = ngettext(
        "{n} more point; all of them on page {page}.", "{n} more points; all of them on page {page}.", more
    )
    said = [w for w in _words_for_change(content) if w.about is About.FOR_NEW_WORKER]
    return (band, *under(content, *said), *_more(note, more, OWN_WORDS_ANCHOR))


def _points_that_fit(items: tuple[str, ...]) -> int:
    """Return how many points page one has room for, at least one."""
    letters, count = 0, 0
    for item in items[:_OWN_POINTS]:
        letters += len(item)
        if letters > _OWN_LETTERS:
            break
        count += 1
    return max(count, 1)


def _title_for_new_worker(content: PackContent) -> str:
    coming = given_name(content.change.change.incoming_name) if content.change else ""
    return (
        _("What I want {name} to know").format(name=coming)
        if coming
        else label(AboutMeKind.FOR_MY_NEW_WORKER)
    )


def _for_new_worker(content: PackContent) -> tuple[tuple[str, ...], list[tuple[str, date | None]]]:
    part = about_me(content, AboutMeKind.FOR_MY_NEW_WORKER)
    items: list[str] = []
    ways: list[tuple[str, date | None]] = []
    if part is not None and part.given_how.has_words and part.text.strip():
        items += lines(part.text)
        ways.append((how_given(part.given_how, part.written_with), part.given_on))
    for words in _words_for_change(content):
        if words.about is About.FOR_NEW_WORKER and words.given_how.has_words and words.words.strip():
            items += [line for line in lines(words.words) if line not in items]
            way = joined(how_given(words.given_how, words.given_to), not_signed(words))
            ways.append((way, words.given_on))
    return tuple(items), ways


def _why_no_words(content: PackContent, name: str) -> str:
    said = [w for w in _words_for_change(content) if w.about is About.FOR_NEW_WORKER]
    if said:
        return no_words(name, said[-1], not_signed(said[-1]))
    part = about_me(content, AboutMeKind.FOR_MY_NEW_WORKER)
    if part is not None:
        silent = OwnWords(
            young_person_id=part.young_person_id, given_how=part.given_how, given_on=part.given_on
        )
        return no_words(name, silent)
    return _("{name} has not been asked yet.").format(name=name)


def _words_for_change(content: PackContent) -> tuple[OwnWords, ...]:
    found = {w.id or str(index): w for index, w in enumerate(content.own_words)}
    if content.change is not None:
        found |= {w.id or f"change {index}": w for index, w in enumerate(content.change.own_words)}
        change_id = content.change.change.id
        return tuple(w for w in found.values() if not w.about_id or w.about_id == change_id)
    return tuple(found.values())


def what_helps(content: PackContent, most: int) -> tuple[Part, ...]:
    """Return what helps and what does not, at most so many points of each, and the early signs."""
    columns = []
    for kind, icon, title in (
        (AboutMeKind.WHAT_HELPS, "thumbs-up", _("What helps")),
        (AboutMeKind.WHAT_DOES_NOT_HELP, "thumbs-down", _("What does not")),
    ):
        points = about_me_lines(content, kind)
        body: Part = Bullets(points[:most]) if points else Paragraph(about_me_without_words(content, kind))
        columns.append((Heading(title, icon), body))
    signs = run_together(about_me_lines(content, AboutMeKind.EARLY_SIGNS)[:most])
    comforts = run_together(about_me_lines(content, AboutMeKind.WHAT_COMFORTS)[:most])
    words: list[str | Run] = [
        bold(_("Early signs:")),
        " ",
        signs or about_me_without_words(content, AboutMeKind.EARLY_SIGNS),
    ]
    if comforts:
        words += [" ", bold(_("Then:")), " ", comforts]
    return (SideBySide(tuple(columns)), Paragraph(tuple(words)))


def all_promises(content: PackContent) -> tuple[Part, ...]:
    """Return the open promises where page one has only some of them, else the page where they all stand."""
    count = len(content.promises)
    if not count or count > _PROMISES:
        return _promises_table(content)
    note = ngettext("It stands on page {page}.", "All {n} stand on page {page}.", count)
    return (PageNote(note.format(n=count, page="{page}"), PROMISES_ANCHOR),)


def _promises_table(content: PackContent, most: int = 0) -> tuple[Part, ...]:
    """Return the open promises, the next due first; with `most` only so many, and how many more there are."""
    promises = sorted(
        content.promises,
        key=lambda p: (p.due_on is None, p.due_on or content.today, p.made_on or content.today),
    )
    if not promises:
        return (Paragraph(none_here(content, "promises", _("No promises are open."))),)
    today = content.today
    shown = promises[:most] if most else promises
    rows: list[tuple[Words, ...]] = []
    for promise in shown:
        due: Words = day_short(promise.due_on, today) if promise.due_on else _("no day named")
        if promise.late_on(today):
            due = (with_icon("circle-alert", _("{day}, late").format(day=due), heavy=True),)
        keeper = given_name(promise.keeper) or _("nobody yet")
        rows.append(
            (promise.what, by_whom_when(promise.made_by, promise.made_on, today), due, (bold(keeper),))
        )
    columns = (
        Column(_("What {name} was promised").format(name=content.young_person.name_used), 39),
        Column(_("By whom, when"), 21),
        Column(_("Due"), 21),
        Column(_("Who keeps it now"), 19),
    )
    more = len(promises) - len(shown)
    note = ngettext("{n} more promise on page {page}.", "{n} more promises on page {page}.", more)
    return (Table(columns, tuple(rows)), *_more(note, more, ALL_PROMISES_ANCHOR))


def _more(note: str, more: int, anchor: str) -> tuple[Part, ...]:
    return (PageNote(note.format(n=more, page="{page}"), anchor),) if more else ()


def next_dates_list(content: PackContent, most: int = 0) -> tuple[Part, ...]:
    """Return what lies ahead, with what each date rests on; with `most` only so many."""
    dates = content.next_dates[:most] if most else content.next_dates
    if not dates:
        return (Paragraph(_("No dates are fixed yet.")),)
    rows = []
    for ahead in dates:
        what = joined(ahead.what, clock_time(ahead.at) if ahead.at else "")
        if ahead.rests_on:
            what = f"{what} ({label(RestsOn(ahead.rests_on)).lower()})"
        rows.append((day_short(ahead.day, content.today), what))
    more = len(content.next_dates) - len(dates)
    note = ngettext("{n} more date on page {page}.", "{n} more dates on page {page}.", more)
    return (
        DatesList(tuple(rows)),
        *_more(note, more, DATES_ANCHOR),
    )
