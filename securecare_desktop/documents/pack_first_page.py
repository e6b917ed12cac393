"""Page one of a handover pack: the young person on one page, before anything about procedures."""

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
from .pack_words import (
    about_me,
    about_me_lines,
    by_whom_when,
    how_given,
    joined,
    meta_of,
    no_words,
    run_together,
    sentences,
)
from .tree import (
    BoxCell,
    Bullets,
    Column,
    DatesList,
    DraftBanner,
    Heading,
    KeepTogether,
    Masthead,
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
_POINTS = 4
_PROMISES = 4
_DATES = 6
_DATES_IN_TWO_COLUMNS = 24
STATUS_ICONS = {
    StatusKind.SETTLED: "circle-check",
    StatusKind.NEEDS_WATCHING: "eye",
    StatusKind.FRAGILE: "triangle-alert",
}


def first_page(content: PackContent) -> tuple[Part, ...]:
    """Return the parts of page one, in the order of the design's picture p1."""
    return (
        *_draft(content),
        _masthead(content),
        _reason(content),
        _status(content),
        *own_words_for_new_worker(content),
        *_what_helps(content),
        Heading(_("Promises made and not yet kept"), "handshake"),
        *promises_table(content, _PROMISES),
        Heading(_("Next dates"), "calendar"),
        *next_dates_list(content, _DATES),
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
            BoxCell(_("Told"), told_in_order(file, content), 1.2),
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


def told_in_order(file: ChangeFile, content: PackContent) -> str:
    """Return who was told, first to last, and who was not told yet: "Kai first, 30 Apr, by Hannah. Nan 1 May."."""
    name = content.young_person.name_used
    told = sorted(
        (t for t in file.tellings if t.told_at is not None), key=lambda t: t.told_at or content.made_at
    )
    waiting = [t for t in file.tellings if t.told_at is None]
    said = [_told(telling, number == 0, name, content) for number, telling in enumerate(told)]
    said += [_("{who} not yet").format(who=_who(t, name)) for t in waiting]
    if not any(t.audience is Audience.YOUNG_PERSON for t in file.tellings):
        said.insert(0, _("{name} has not been told yet").format(name=name))
    return sentences(*said)


def _who(telling: Telling, name: str) -> str:
    return name if telling.audience is Audience.YOUNG_PERSON else telling.who


def _told(telling: Telling, earliest: bool, name: str, content: PackContent) -> str:
    day = day_plain(local(telling.told_at).date(), content.today) if telling.told_at else ""
    who = _who(telling, name)
    if telling.audience is not Audience.YOUNG_PERSON:
        return f"{who} {day}"
    first = telling.before_others is Answer.YES or (earliest and telling.before_others is Answer.NOT_KNOWN)
    start = _("{name} first, {day}").format(name=who, day=day) if first else f"{who} {day}"
    return joined(start, _("by {name}").format(name=given_name(telling.told_by)) if telling.told_by else "")


def _wish(file: ChangeFile, content: PackContent) -> str:
    wishes = [w for w in file.own_words if w.about is About.WISH]
    if not wishes:
        return _("{name} has not been asked yet.").format(name=content.young_person.name_used)
    wish = wishes[-1]
    if not wish.given_how.has_words or not wish.words.strip():
        return no_words(content.young_person.name_used, wish)
    day = day_plain(wish.given_on, content.today) if wish.given_on else ""
    step = file.step(Step.CHOOSE)
    followed = {"yes": _("The wish was followed"), "no": _("The wish was not followed")}.get(
        step.text("wish_followed"), ""
    )
    return sentences(
        f"{quoted(wish.words)} ({day})" if day else quoted(wish.words), followed, step.text("why_not")
    )


def _status(content: PackContent) -> Part:
    if content.status is None:
        return Paragraph((bold(_("How things are:")), " ", _("nothing written yet.")))
    kind = content.status.kind
    return StatusLine(
        STATUS_ICONS[kind], label(kind), content.status.sentence.strip() or _("Nothing written yet.")
    )


def own_words_for_new_worker(content: PackContent) -> tuple[Part, ...]:
    """Return what the young person wants the new worker to know, in their words, or why there are none."""
    name = content.young_person.name_used
    file = content.change
    coming = given_name(file.change.incoming_name) if file else ""
    title = (
        _("What I want {name} to know").format(name=coming)
        if coming
        else label(AboutMeKind.FOR_MY_NEW_WORKER)
    )
    part = about_me(content, AboutMeKind.FOR_MY_NEW_WORKER)
    said = [w for w in _words_for_change(content) if w.about is About.FOR_NEW_WORKER]
    items = list(lines(part.text)) if part is not None and part.given_how.has_words else []
    ways = [how_given(part.given_how, part.written_with, part.given_on)] if items and part is not None else []
    for words in said:
        if words.given_how.has_words and words.words.strip():
            items += [line for line in lines(words.words) if line not in items]
            ways.append(how_given(words.given_how, words.given_to, words.given_on))
    if items:
        columns = 2 if len(items) > 2 and max(len(item) for item in items) < 160 else 1
        return (Voice(title=title, items=tuple(items), meta=meta_of(name, ways), columns=columns),)
    if said:
        return (Heading(title, level=2), Paragraph(no_words(name, said[-1])))
    if part is not None:
        missing = OwnWords(
            young_person_id=part.young_person_id, given_how=part.given_how, given_on=part.given_on
        )
        return (Heading(title, level=2), Paragraph(no_words(name, missing)))
    return (Heading(title, level=2), Paragraph(_("{name} has not been asked yet.").format(name=name)))


def _words_for_change(content: PackContent) -> tuple[OwnWords, ...]:
    found = {w.id or str(index): w for index, w in enumerate(content.own_words)}
    if content.change is not None:
        found |= {w.id or f"change {index}": w for index, w in enumerate(content.change.own_words)}
        change_id = content.change.change.id
        return tuple(w for w in found.values() if not w.about_id or w.about_id == change_id)
    return tuple(found.values())


def _what_helps(content: PackContent) -> tuple[Part, ...]:
    columns = []
    for kind, icon, title in (
        (AboutMeKind.WHAT_HELPS, "thumbs-up", _("What helps")),
        (AboutMeKind.WHAT_DOES_NOT_HELP, "thumbs-down", _("What does not")),
    ):
        points = about_me_lines(content, kind)
        body: Part = Bullets(points[:_POINTS]) if points else Paragraph(_("Nothing written yet."))
        columns.append((Heading(title, icon), body))
    signs = run_together(about_me_lines(content, AboutMeKind.EARLY_SIGNS))
    comforts = run_together(about_me_lines(content, AboutMeKind.WHAT_COMFORTS))
    words: list[str | Run] = [bold(_("Early signs:")), " ", signs or _("nothing written yet.")]
    if comforts:
        words += [" ", bold(_("Then:")), " ", comforts]
    return (SideBySide(tuple(columns)), Paragraph(tuple(words)))


def promises_table(content: PackContent, most: int = 0) -> tuple[Part, ...]:
    """Return the open promises, the next due first; with `most` only so many, and how many more there are."""
    promises = sorted(
        content.promises,
        key=lambda p: (p.due_on is None, p.due_on or content.today, p.made_on or content.today),
    )
    if not promises:
        return (Paragraph(_("No promises are open.")),)
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
    note = ngettext("{n} more promise stands further on.", "{n} more promises stand further on.", more)
    return (Table(columns, tuple(rows)), *([Paragraph(note.format(n=more))] if more else []))


def next_dates_list(content: PackContent, most: int = 0) -> tuple[Part, ...]:
    """Return what lies ahead, with what each date rests on; with `most` only so many."""
    dates = content.next_dates[:most] if most else content.next_dates
    if not dates:
        return (Paragraph(_("No dates are fixed yet.")),)
    rows = []
    for date in dates:
        what = joined(date.what, clock_time(date.at) if date.at else "")
        if date.rests_on:
            what = f"{what} ({label(RestsOn(date.rests_on)).lower()})"
        rows.append((day_short(date.day, content.today), what))
    listed = DatesList(tuple(rows), columns=2 if len(rows) <= _DATES_IN_TWO_COLUMNS else 1)
    return (KeepTogether((listed,)) if listed.columns > 1 else listed,)
