"""The young person's own page: who is leaving and why, who is coming, what stays, my goodbye, my questions.

Plain words, said to the young person. Nothing of the team's own reasons is in it.
"""

from datetime import datetime

from ..core.clock import local
from ..core.labels import label
from ..core.text import (
    _,
    day_full,
    day_in_words,
    day_plain,
    given_name,
    lines,
    quoted,
)
from ..domain.expected import with_time
from ..domain.own_words import About, HowGiven, OwnWords
from ..domain.packs import PackContent
from ..domain.people import KeyAdult, KeyRole
from ..domain.worker_changes import Audience, ChangeFile, ChangeKind, MeetingState, Step
from .drawing import Drawing, overlap_bars
from .pack_rights import advocate
from .pack_words import (
    called,
    capital,
    in_running_text,
    joined,
    phone_text,
    sentences,
    time_in_words,
)
from .tree import (
    Bullets,
    Heading,
    KeepTogether,
    Lines,
    Manner,
    OnePage,
    PageTitle,
    Paragraph,
    Part,
    Picture,
    Voice,
    Words,
    bold,
)


def own_page(content: PackContent, title: str) -> tuple[Part, ...]:
    """Return the young person's own copy under a title: one page, or two with room to write."""
    full = _page(content, title, meetings=3, lines=3)
    shorter = [_page(content, title, meetings=m, lines=n) for m, n in ((3, 2), (2, 2), (1, 2), (1, 1))]
    return (OnePage((full, *shorter, full)),)


def _page(content: PackContent, title: str, *, meetings: int, lines: int) -> tuple[Part, ...]:
    name = content.young_person.name_used
    made = day_full(local(content.made_at).date())
    head = PageTitle(title, above_left=_("For {name}").format(name=name), above_right=made)
    file = content.change
    if file is None:
        change: tuple[Part, ...] = (Paragraph(_("Nobody who looks after you is changing just now.")),)
        goodbye: tuple[Part, ...] = ()
    else:
        change = (Picture(_bars(file, content)), *_leaving(file, content), *_coming(file, content, meetings))
        goodbye = _goodbye(file, content)
    return (
        head,
        *change,
        *_stays(content),
        *goodbye,
        *_questions(file, lines),
        *left_out(content),
        Paragraph(somebody_else(content), Manner.SMALL),
    )


def _bars(file: ChangeFile, content: PackContent) -> Drawing:
    change = file.change
    leaving = called(content, change.outgoing_name)
    coming = called(content, change.incoming_name) or _("not known yet")
    met = [
        local(m.at).date()
        for m in file.meetings
        if m.at is not None and m.state is not MeetingState.CANCELLED
    ]
    first = min([*met, file.step(Step.INTRODUCE).starts_on])
    overlaps = change.kind is ChangeKind.PLANNED and first < change.day
    start, end = day_plain(first, content.today), day_plain(change.day, content.today)
    if overlaps:
        says = _("{leaving} until {end}, {coming} from {start}, both of them in between.")
    else:
        says = _("{leaving} until {end}, {coming} from then on.")
    return overlap_bars(
        leaving,
        coming,
        start,
        end,
        both=_("both of them"),
        description=says.format(leaving=leaving, coming=coming, start=start, end=end),
        overlaps=overlaps,
    )


def _leaving(file: ChangeFile, content: PackContent) -> tuple[Part, ...]:
    change = file.change
    reason = change.reason_for_young_person.strip()
    if not reason:
        reason = _(
            "{name} will not be your {role} any more. Nobody has written down why in plain words yet. Ask {manager}."
        )
        reason = reason.format(
            name=called(content, change.outgoing_name),
            role=(change.role_text or label(change.role)).lower(),
            manager=given_name(content.manager_name) or _("the manager"),
        )
    told = next((t for t in file.tellings_of(Audience.YOUNG_PERSON) if t.told_at is not None), None)
    by = ""
    if told is not None and told.told_at is not None and told.told_by:
        by = _("{name} told you on {day}").format(
            name=called(content, told.told_by), day=day_in_words(local(told.told_at).date(), content.today)
        )
    return (Heading(_("Who is leaving, and why"), "footprints"), Paragraph(sentences(reason, by)))


def _coming(file: ChangeFile, content: PackContent, meetings: int) -> tuple[Part, ...]:
    change = file.change
    heading = Heading(_("Who is coming"), "handshake")
    coming = called(content, change.incoming_name)
    if not coming:
        return (heading, Paragraph(_("We do not know yet who is coming. You have a say in it.")))
    role = (change.role_text or label(change.role)).lower()
    day = day_in_words(change.day, content.today)
    if change.day > content.today:
        starts = _("{name} starts as your {role} on {day}")
    elif change.day == content.today:
        starts = _("{name} is your {role} from today, {day}")
    else:
        starts = _("{name} has been your {role} since {day}")
    said = [starts.format(name=coming, role=role, day=day)]
    said += _wish(file)
    planned = (m for m in file.meetings if m.state is MeetingState.PLANNED and m.at is not None)
    ahead = sorted(planned, key=lambda m: m.at or content.made_at)
    for meeting in ahead[:meetings]:
        if meeting.at is not None:
            what = (
                f"{meeting.what.strip()} ({meeting.where.strip()})" if meeting.where.strip() else meeting.what
            )
            plan = _("Next, on {moment}: {what}") if meeting is ahead[0] else _("Then, on {moment}: {what}")
            said.append(plan.format(moment=_moment(meeting.at, content), what=what))
    return (heading, Paragraph(sentences(*said)))


def _moment(at: datetime, content: PackContent) -> str:
    """Return "Tuesday 26 May at six o’clock"."""
    return _("{day} at {time}").format(
        day=day_in_words(local(at).date(), content.today), time=time_in_words(at)
    )


def _wish(file: ChangeFile) -> list[str]:
    wish = next((w for w in reversed(file.own_words) if w.about is About.WISH), None)
    if wish is None or not _has_words(wish):
        return []
    said = [_("You said: {words}").format(words=quoted(wish.words))]
    if file.step(Step.CHOOSE).text("wish_followed") == "no":
        said.append(_("This time it could not be so. You can ask why, and you will get an answer"))
    return said


def _has_words(words: OwnWords) -> bool:
    return words.given_how.has_words and bool(words.words.strip())


def _stays(content: PackContent) -> tuple[Part, ...]:
    file = content.change
    items: list[Words] = []
    for tie in content.key_adults:
        if tie.holds_on(content.today) and not _is_changing(tie, file) and tie.role is not KeyRole.ADVOCATE:
            items.append(_tie(tie, content))
    if file is not None:
        named = lines(file.step(Step.DECIDE).text("who_stays"))
        known = " ".join(tie.name for tie in content.key_adults)
        items += [line for line in named if not any(part in known for part in line.rstrip(".").split(", "))]
    for arrangement in content.arrangements:
        when = with_time(arrangement)
        items.append(
            f"{arrangement.with_whom}: {joined(label(arrangement.kind).lower(), in_running_text(when))}."
        )
    heading = Heading(_("What stays the same"), "anchor")
    if not items:
        return (heading, Paragraph(_("Your room and your school stay the same. Ask us about the rest.")))
    longest = max(len(item) if isinstance(item, str) else 0 for item in items)
    return (
        heading,
        Bullets(tuple(items), columns=2 if len(items) > 2 and longest < 80 else 1),
        *_promised(content),
    )


def _promised(content: PackContent) -> tuple[Part, ...]:
    if not content.promises:
        return ()
    said = []
    for promise in content.promises:
        keeper = called(content, promise.keeper)
        said.append(f"{promise.what.strip().rstrip('.')} ({keeper})" if keeper else promise.what)
    return (Paragraph((bold(_("Promised, and not forgotten:")), " ", sentences(*said)), Manner.SMALL),)


def _is_changing(tie: KeyAdult, file: ChangeFile | None) -> bool:
    return file is not None and tie.name in (file.change.outgoing_name, file.change.incoming_name)


def _tie(tie: KeyAdult, content: PackContent) -> str:
    role = (tie.role_text or label(tie.role)).lower()
    return _("{name} stays your {role}.").format(name=called(content, tie.name), role=role)


def _goodbye(file: ChangeFile, content: PackContent) -> tuple[Part, ...]:
    step = file.step(Step.GOODBYE)
    said = [w for w in file.own_words if w.about is About.GOODBYE]
    parts: list[Part] = []
    words = [w for w in said if _has_words(w)]
    if words:
        quotes = "\n".join(quoted(w.words) for w in words)
        parts.append(Voice(title=_("My goodbye"), quote=quotes))
    else:
        parts.append(Heading(_("My goodbye"), "hand-heart"))
    at = step.moment("at")
    facts = []
    if at is not None:
        facts.append(joined(_moment(at, content), step.text("where"), _with(step.text("with_whom"))))
    elif any(w.given_how is HowGiven.CHOSE_NOT_TO for w in said):
        facts.append(_("You chose not to say how yet. You can still say"))
    elif not words:
        facts.append(
            _("Nothing is fixed yet. You can say how you would like it, or that you do not want one")
        )
    until = file.change.later_goodbye_by
    if at is None and until is not None:
        facts.append(
            _("A goodbye can still happen. We keep it open until {day}").format(
                day=day_in_words(until, content.today)
            )
        )
    facts.append(step.text("stay_in_touch"))
    text = sentences(*facts)
    return (*parts, Paragraph(text)) if text else tuple(parts)


def _with(names: str) -> str:
    return _("with {names}").format(names=names) if names else ""


def _questions(file: ChangeFile | None, count: int) -> tuple[Part, ...]:
    asked = file.questions if file is not None else ()
    room = Lines(count)
    if not asked:
        return (KeepTogether((Heading(_("Questions I still have"), "circle-question-mark"), room)),)
    answers: list[Words] = []
    for question in asked:
        answers.append(
            (bold(capital(question.question)), " ", question.answer.strip() or _("We do not know yet."))
        )
    heading = Heading(_("My questions"), "circle-question-mark")
    return (KeepTogether((heading, Bullets(tuple(answers)), room)),)


def left_out(content: PackContent) -> tuple[Part, ...]:
    """Say that something is not on the page, and why: nobody finds out later that it was kept from them."""
    if not content.left_out:
        return ()
    reasons = (capital(part.why) for part in content.left_out)
    missing = (
        _("Something about this is not in this copy")
        if content.edition.is_plan
        else _("Something about this is not on this page")
    )
    said = sentences(missing, *reasons, _("You can ask us about it"))
    return (Paragraph(said, Manner.SMALL),)


def somebody_else(content: PackContent) -> Words:
    """Return whom the young person can talk to who does not work here."""
    lead = bold(_("Want to talk to someone who does not work here?"))
    name, phone = advocate(content)
    if name and phone:
        ring = _("Ring {name}, your advocate, on {phone}.")
        first = ring.format(name=given_name(name), phone=phone_text(phone))
    elif name:
        first = _("{name} is your advocate. Any adult here will ring for you.").format(name=given_name(name))
    else:
        first = _("You can have an advocate. Any adult here will ring for you.")
    rest = _("Any time, in private, free.")
    mind = ""
    if content.change is not None and content.change.change.incoming_name:
        mind = _("You can change your mind about your goodbye, or about {name}, and say so.").format(
            name=called(content, content.change.change.incoming_name)
        )
    return (lead, " ", " ".join(part for part in (first, rest, mind) if part))
