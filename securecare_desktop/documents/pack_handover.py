"""The last pages of a handover pack, parts 16 to 19: goodbye, read-back and signatures, what is not in it."""

from datetime import date

from ..core.clock import local
from ..core.text import _, day_and_time, day_full, day_plain, day_short
from ..domain.own_words import About
from ..domain.packs import PackContent
from ..domain.worker_changes import ChangeFile, ChangeKind, ChangeStep, JointMeeting, MeetingState, Step
from .pack_first_page import MISSING_ANCHOR
from .pack_words import joined, or_dash, sentences, voice_of_words
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
    """Return parts 16 to 19, and the list of what is missing where anything is."""
    return (
        *_goodbye(content),
        PageBreak(),
        *_read_back(content),
        *_left_out(content),
        *_about_this_pack(content),
        *_missing(content),
    )


def _goodbye(content: PackContent) -> tuple[Part, ...]:
    heading = Heading(_("Goodbye and introduction"), "hand-heart")
    file = content.change
    if file is None:
        return (heading, Paragraph(_("No change of worker is planned.")))
    name = content.young_person.name_used
    said = [w for w in file.own_words if w.about is About.WORKER_CHANGE]
    goodbye = [w for w in file.own_words if w.about is About.GOODBYE]
    parts: list[Part] = [heading]
    parts += voice_of_words(content, said, _("What {name} said about the change").format(name=name))
    parts += voice_of_words(content, goodbye, _("My goodbye"))
    if not goodbye:
        parts.append(Paragraph(_("{name} has not chosen a goodbye yet.").format(name=name)))
    parts += _goodbye_plan(file)
    parts += [Heading(_("Meetings with both"), level=2), _meetings(file, content)]
    parts += [Heading(_("What {name} asked").format(name=name), level=2), _questions(file, content)]
    return tuple(parts)


def _goodbye_plan(file: ChangeFile) -> tuple[Part, ...]:
    step = file.step(Step.GOODBYE)
    if not any(answer.strip() for answer in step.answers.values()) and file.change.later_goodbye_by is None:
        return (
            Paragraph(_("No day is fixed for the goodbye, and nothing is agreed about staying in touch.")),
        )
    return (Facts(_goodbye_facts(file, step)),)


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
        (Column(_("When"), 26), Column(_("What, and who was there"), 37), Column(_("How it went"), 37)), rows
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
    return ((with_icon(_MEETING_ICONS[meeting.state], when or _("no day named")),), what, went)


def _questions(file: ChangeFile, content: PackContent) -> Part:
    if not file.questions:
        return Paragraph(_("No questions are written down."))
    items: list[Words] = []
    for question in file.questions:
        asked = joined(
            question.asked_by, day_plain(question.asked_on, content.today) if question.asked_on else ""
        )
        by = f" ({asked})" if asked else ""
        answer = question.answer.strip() or _("No answer yet.")
        items.append((bold(question.question), f"{by} ", answer))
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
    parts += _written_or_lines(step, "said_back", _("What was said back"), 5)
    parts += _written_or_lines(step, "questions", _("Questions of the new worker"), 4)
    parts += _written_or_lines(step, "question_answers", _("Answers"), 4)
    own_copy = _("{name}’s own copy: given on, or why not").format(name=content.young_person.name_used)
    parts.append(KeepTogether((Heading(own_copy, "heart-handshake", level=2), Lines(1))))
    parts.append(
        KeepTogether((Heading(_("Signed"), "signature"), Signatures(_signers(content)), *_signed_on(step)))
    )
    return tuple(parts)


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


def _left_out(content: PackContent) -> tuple[Part, ...]:
    heading = Heading(_("What was left out, and why"), "scissors")
    if not content.left_out:
        return (heading, Paragraph(_("Nothing was left out.")))
    text = sentences(*(f"{item.what} ({item.why})" for item in content.left_out))
    return (heading, Paragraph(text))


def _about_this_pack(content: PackContent) -> tuple[Part, ...]:
    made = local(content.made_at)
    recipient = joined(content.recipient, content.recipient_role)
    facts = [
        Fact(
            _("Pack and copy"),
            _("Pack {pack}, copy {copy}").format(pack=content.pack_number, copy=content.copy_number),
        ),
        Fact(_("For"), or_dash(recipient)),
        Fact(_("What for"), or_dash(content.purpose)),
        Fact(_("Made by"), joined(content.made_by, day_and_time(content.made_at, made.date()))),
        Fact(_("Marking"), or_dash(content.unit.marking)),
        Fact(_("Destroy by"), day_full(content.destroy_by) if content.destroy_by else _("no day named")),
        Fact(
            _("Rests on entries up to"),
            day_and_time(content.signed_up_to) if content.signed_up_to else or_dash(""),
        ),
        Fact(_("Plan"), _plan_line(content)),
    ]
    parts: list[Part] = [Heading(_("About this pack"), "scroll-text"), Facts(tuple(facts))]
    if content.chain_head:
        groups = [content.chain_head[start : start + 8] for start in range(0, len(content.chain_head), 8)]
        head = _("Head of the record’s chain when this was made: {mark}").format(mark=" ".join(groups))
        parts.append(Paragraph(head, Manner.QUIET))
    return (KeepTogether(tuple(parts)),)


def _plan_line(content: PackContent) -> str:
    if content.plan is None:
        return _("no plan in force")
    version = _("Version {number}, {day}").format(
        number=content.plan.number, day=day_full(content.plan.made_on)
    )
    review = content.plan.next_review
    return joined(version, _("next review {day}").format(day=day_full(review)) if review else "")


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
        Column(_("What is missing"), 30),
        Column(_("When"), 28),
        Column(_("Why it matters"), 38.6),
    )
    return (
        Heading(_("What is missing"), "file-pen-line", anchor=MISSING_ANCHOR),
        Table(columns, tuple(rows)),
    )
