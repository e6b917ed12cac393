"""The last pages of a handover pack, parts 16 to 19: goodbye, read-back and signatures, what is not in it."""

from datetime import date

from ..core.clock import local
from ..core.text import _, day_and_time, day_full, day_plain, day_short, given_name
from ..domain.own_words import About
from ..domain.packs import PackContent
from ..domain.worker_changes import (
    Audience,
    ChangeFile,
    ChangeKind,
    ChangeStep,
    JointMeeting,
    MeetingState,
    Step,
    Telling,
)
from .pack_first_page import MISSING_ANCHOR, tellings_in_order, told_first
from .pack_rights import plan_line
from .pack_signatures import added, beside, not_signed, rests_on
from .pack_words import capital, in_running_text, joined, or_dash, sentences, unbroken, voice_of_words
from .tree import (
    Bullets,
    Cell,
    Column,
    Fact,
    Facts,
    Heading,
    KeepTogether,
    Lines,
    Manner,
    PageBreak,
    Paragraph,
    Part,
    SideBySide,
    Signatures,
    Table,
    Words,
    bold,
    with_icon,
)

_MEETING_ICONS = {
    MeetingState.PLANNED: "calendar",
    MeetingState.HAPPENED: "check",
    MeetingState.CANCELLED: "circle-x",
}


def handover_pages(content: PackContent) -> tuple[Part, ...]:
    """Return parts 16 to 19, and before the read-back the list of what is missing where anything is."""
    return (
        *_goodbye(content),
        *_missing(content),
        PageBreak(),
        *_read_back(content),
        *left_out(content),
        *about_this_copy(content, _("About this pack")),
    )


def _goodbye(content: PackContent) -> tuple[Part, ...]:
    heading = Heading(_("Goodbye and introduction"), "hand-heart")
    file = content.change
    if file is None:
        return (heading, Paragraph(_("No change of worker is planned.")))
    name = content.young_person.name_used
    said = [w for w in file.own_words if w.about is About.WORKER_CHANGE]
    goodbye = [w for w in file.own_words if w.about is About.GOODBYE]
    parts: list[Part] = [heading, *_who_was_told(file, content)]
    parts += voice_of_words(content, said, _("What {name} said about the change").format(name=name))
    parts += voice_of_words(content, goodbye, _("My goodbye"))
    not_chosen = "" if goodbye else _("{name} has not chosen a goodbye yet").format(name=name)
    parts += _goodbye_plan(file, not_chosen)
    parts += [Heading(_("Meetings with both"), level=2), _meetings(file, content)]
    parts += [Heading(_("What {name} asked").format(name=name), level=2), _questions(file, content)]
    return tuple(parts)


def _who_was_told(file: ChangeFile, content: PackContent) -> tuple[Part, ...]:
    if not file.tellings:
        return (Paragraph(_("Nobody is written down as told yet.")),)
    tellings = [(telling, _heard(telling, file, content)) for telling in tellings_in_order(file)]
    rows = tuple(
        _telling_row(t, heard, content)
        for t, heard in tellings
        if heard or t.told_at is None or added(content, t)
    )
    columns = (
        Column(_("Who was told"), 15),
        Column(_("When, by whom"), 28),
        Column(_("How they took it"), 57),
    )
    others = [
        joined(
            f"{t.who} {unbroken(day_plain(local(t.told_at).date(), content.today))}", _by(t), not_signed(t)
        )
        for t, heard in tellings
        if t.told_at is not None and not heard and not added(content, t)
    ]
    told = _("Told: {others}.") if not rows else _("Also told: {others}.")
    return (
        *((Table(columns, rows),) if rows else ()),
        *((Paragraph(told.format(others="; ".join(others))),) if others else ()),
    )


def _by(telling: Telling) -> str:
    return _("by {name}").format(name=given_name(telling.told_by)) if telling.told_by else ""


def _heard(telling: Telling, file: ChangeFile, content: PackContent) -> str:
    """Return where and in which words somebody was told and how they took it, without what page one says."""
    own = telling.audience is Audience.YOUNG_PERSON
    first = _("before anybody else") if own and told_first(telling, file) else ""
    words = telling.words_used.strip()
    if words == file.change.reason_for_young_person.strip():
        words = _("In the words on page 1") if words else ""
    return sentences(joined(telling.where, first), words, telling.first_reaction, telling.their_questions)


def _telling_row(telling: Telling, heard: str, content: PackContent) -> tuple[Words | Cell, ...]:
    own = telling.audience is Audience.YOUNG_PERSON
    who = content.young_person.name_used if own else telling.who
    if telling.told_at is None:
        again = telling.next_try_on
        on = _("next on {day}").format(day=day_short(again, content.today)) if again else ""
        return ((bold(who),), _("not yet"), sentences(joined(telling.tries, on), heard) or or_dash(""))
    when = joined(day_and_time(telling.told_at, content.today), _by(telling))
    return ((bold(who),), when, (heard, *beside(content, telling)))


def _goodbye_plan(file: ChangeFile, not_chosen: str) -> tuple[Part, ...]:
    step = file.step(Step.GOODBYE)
    if not any(answer.strip() for answer in step.answers.values()) and file.change.later_goodbye_by is None:
        nothing = _("No day is fixed for the goodbye, and nothing is agreed about staying in touch")
        return (Paragraph(sentences(not_chosen, nothing)),)
    chosen = (Paragraph(sentences(not_chosen)),) if not_chosen else ()
    return (*chosen, Facts(_goodbye_facts(file, step)))


def _goodbye_facts(file: ChangeFile, step: ChangeStep) -> tuple[Fact, ...]:
    at = step.moment("at")
    when = joined(day_and_time(at) if at else "", step.text("where"))
    if not when and file.change.kind is ChangeKind.UNPLANNED and file.change.later_goodbye_by:
        when = _("open until {day}").format(day=day_full(file.change.later_goodbye_by))
    facts = [
        Fact(_("What the goodbye will be"), or_dash(step.text("plan"))),
        Fact(_("When and where"), when or _("no day fixed yet")),
        Fact(_("Who is there"), or_dash(step.text("with_whom"))),
        Fact(_("Staying in touch"), step.text("stay_in_touch") or _("nothing agreed yet")),
    ]
    happened = step.day("happened_on")
    if happened:
        facts.append(Fact(_("It happened"), sentences(day_full(happened), step.text("how_it_went"))))
    if step.text("memory_item"):
        facts.append(Fact(_("To keep"), step.text("memory_item")))
    return tuple(facts)


def _meetings(file: ChangeFile, content: PackContent) -> Part:
    if not file.meetings:
        return Paragraph(_("No meetings are planned yet."))
    meetings = sorted(file.meetings, key=_meeting_day)
    rows = tuple(_meeting_row(meeting, content) for meeting in meetings)
    return Table(
        (Column(_("When"), 25), Column(_("What, and who was there"), 45), Column(_("How it went"), 30)), rows
    )


def _meeting_day(meeting: JointMeeting) -> tuple[bool, date]:
    day = local(meeting.at).date() if meeting.at else meeting.by_day
    return (day is None, day or date.max)


def _meeting_row(meeting: JointMeeting, content: PackContent) -> tuple[Words | Cell, ...]:
    when = day_and_time(meeting.at, content.today) if meeting.at else ""
    if not when and meeting.by_day:
        when = _("by {day}").format(day=day_short(meeting.by_day, content.today))
    what = joined(meeting.what, meeting.who_is_there, meeting.where)
    went = meeting.how_it_went.strip()
    if not went:
        went = {
            MeetingState.PLANNED: _("still to come"),
            MeetingState.HAPPENED: _("it happened"),
            MeetingState.CANCELLED: _("cancelled"),
        }[meeting.state]
    icon = with_icon(_MEETING_ICONS[meeting.state], when or _("no day named"))
    return ((icon,), what, (went, *beside(content, meeting)))


def _questions(file: ChangeFile, content: PackContent) -> Part:
    if not file.questions:
        return Paragraph(_("No questions are written down."))
    items: list[Words] = []
    for question in file.questions:
        asked = joined(
            question.asked_by,
            unbroken(day_plain(question.asked_on, content.today)) if question.asked_on else "",
        )
        by = f" ({asked})" if asked else ""
        answer = question.answer.strip() or _("No answer yet.")
        items.append((bold(capital(question.question)), f"{by} ", answer))
    return Bullets(tuple(items))


def _read_back(content: PackContent) -> tuple[Part, ...]:
    file = content.change
    step = file.step(Step.HAND_OVER) if file else None
    coming = file.change.incoming_name if file else content.recipient
    parts: list[Part] = [Heading(_("Read-back"), "message-square-reply")]
    intro = _(
        "{name} says in their own words what matters, what comes next and what to do if things get hard. "
        "Saying it back shows what was heard."
    )
    parts.append(Paragraph(intro.format(name=coming or _("The new worker"))))
    at = step.moment("handed_over_at") if step else None
    facts = [Fact(_("Spoken handover"), day_and_time(at) if at else _("not held yet"))]
    if step is not None and step.text("face_to_face"):
        facts.append(Fact(_("Face to face"), _("yes") if step.text("face_to_face") == "yes" else _("no")))
    parts.append(Facts(tuple(facts)))
    parts += _written_or_lines(step, "said_back", _("What was said back"), 4)
    parts += _questions_and_answers(step)
    own_copy = _("{name}’s own copy: given on, or why not").format(name=content.young_person.name_used)
    parts.append(KeepTogether((Heading(own_copy, "heart-handshake", level=2), Lines(1))))
    parts.append(
        KeepTogether((Heading(_("Signed"), "signature"), Signatures(_signers(content)), *_signed_on(step)))
    )
    return tuple(parts)


def _questions_and_answers(step: ChangeStep | None) -> tuple[Part, ...]:
    asked = _written_or_lines(step, "questions", _("Questions of the new worker"), 3)
    answered = _written_or_lines(step, "question_answers", _("Answers"), 3)
    if step is not None and (step.text("questions") or step.text("question_answers")):
        return (*asked, *answered)
    return (SideBySide((asked, answered)),)


def _written_or_lines(step: ChangeStep | None, name: str, title: str, count: int) -> tuple[Part, ...]:
    written = step.text(name) if step is not None else ""
    if written:
        return (Heading(title, level=2), Paragraph(written))
    return (KeepTogether((Heading(title, level=2), Lines(count))),)


def _signers(content: PackContent) -> tuple[tuple[str, str], ...]:
    file = content.change
    leaving = file.change.outgoing_name if file else content.made_by
    coming = file.change.incoming_name if file else content.recipient
    return (
        (_("Leaving worker") if file else _("Made by"), leaving),
        (_("New worker") if file else _("Received by"), coming),
        (_("Manager"), content.manager_name),
    )


def _signed_on(step: ChangeStep | None) -> tuple[Part, ...]:
    if step is None:
        return ()
    signed = [
        _("{who} signed on {day}").format(who=who, day=day_full(day))
        for who, day in (
            (_("the leaving worker"), step.day("outgoing_signed_on")),
            (_("the new worker"), step.day("incoming_signed_on")),
            (_("the manager"), step.day("manager_signed_on")),
        )
        if day is not None
    ]
    return (Paragraph(_("In the record: {signed}.").format(signed=", ".join(signed))),) if signed else ()


def left_out(content: PackContent) -> tuple[Part, ...]:
    """Return what this copy does not hold and why, or that nothing was left out."""
    heading = Heading(_("What was left out, and why"), "scissors")
    if not content.left_out:
        return (heading, Paragraph(_("Nothing was left out.")))
    text = sentences(*(f"{item.what} ({item.why})" for item in content.left_out))
    return (heading, Paragraph(text))


def about_this_copy(content: PackContent, title: str) -> tuple[Part, ...]:
    """Return number, recipient, who made it, what it rests on and the mark of the record, under a title."""
    made = local(content.made_at)
    said = sentences(
        _("Pack {pack}, copy {copy}, for {recipient}").format(
            pack=content.pack_number, copy=content.copy_number,
            recipient=joined(content.recipient, content.recipient_role) or or_dash(""),
        ),
        capital(content.purpose),
        _("Made by {name}, {moment}").format(
            name=content.made_by, moment=day_and_time(content.made_at, made.date())
        ),
        joined(
            content.unit.marking,
            _("destroy by {day}").format(day=day_full(content.destroy_by))
            if content.destroy_by
            else _("no day to destroy it by"),
        ),
        *rests_on(content),
        "" if content.edition.is_stay else _("Plan: {version}").format(version=in_running_text(plan_line(content))),
    )  # fmt: skip
    parts: list[Part] = [Heading(title, "scroll-text"), Paragraph(said)]
    if content.chain_head:
        groups = [content.chain_head[start : start + 8] for start in range(0, len(content.chain_head), 8)]
        head = _("Head of the record’s chain when this was made: {mark}").format(mark=" ".join(groups))
        parts.append(Paragraph(head, Manner.QUIET))
    return (KeepTogether(tuple(parts)),)


def _missing(content: PackContent) -> tuple[Part, ...]:
    if not content.missing:
        return ()
    rows: list[tuple[Words | Cell, ...]] = []
    for finding in content.missing:
        detail: Words = finding.detail
        if finding.days_late > 0:
            detail = (with_icon("circle-alert", finding.detail, heavy=True),)
        rows.append((Cell(checkbox=True), (bold(finding.title),), detail, finding.why))
    columns = (
        Column("", 3.4),
        Column(_("What is missing"), 25),
        Column(_("When"), 24),
        Column(_("Why it matters"), 47.6),
    )
    return (
        Heading(_("What is missing"), "file-pen-line", anchor=MISSING_ANCHOR),
        Table(columns, tuple(rows), small=True),
    )
