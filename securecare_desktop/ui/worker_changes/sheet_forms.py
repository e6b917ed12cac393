"""What is filled in at the side of the workspace: somebody told, a joint meeting, a question, own words.

Each function returns the fields, the values to begin with and the way back to a record.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from ...core.errors import Problem
from ...core.labels import choices, label
from ...core.text import _
from ...domain.own_words import About, OwnWords
from ...domain.people import Answer
from ...domain.record import Entry, Record
from ...domain.worker_changes import (
    Audience,
    ChangeFile,
    JointMeeting,
    MeetingState,
    Question,
    Step,
    Telling,
    problems_in_telling,
)
from ..widgets.fields import Field, Row

if TYPE_CHECKING:
    from ..widgets.own_words import OwnWordsEntry
from .wording import called

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SheetForm:
    """One form for the side sheet. `key` names its draft; `save` is the primary button's text."""

    key: str
    title: str
    fields: tuple[Field, ...]
    rows: tuple[Row, ...]
    values: dict[str, Any]
    record: Callable[[Values], Record]
    save: str
    check: Callable[[dict[str, Any]], tuple[Problem, ...]] | None = None


def sheet_form(
    kind: str, record: Any, file: ChangeFile, step: Step, now: datetime, today: date, me: str
) -> SheetForm:
    """Return the form for what the sheet is to show: telling, first_telling, meeting, meeting_time, question, words."""
    if kind in ("telling", "first_telling"):
        return telling_form(file, record, now, first=kind == "first_telling")
    if kind in ("meeting", "meeting_time"):
        return meeting_form(file, record)
    if kind == "question":
        return question_form(file, record, today, me)
    return words_form(file, step, today, me)


def record_in(file: ChangeFile, record_id: str) -> Telling | JointMeeting | Question | None:
    """Return what the sheet can show by its id, None where there is nothing (any more)."""
    every = (*file.tellings, *file.meetings, *file.questions)
    return next((one for one in every if one.id == record_id), None)


def entry_in(file: ChangeFile, record_id: str) -> Entry | None:
    """Return what can be signed in a change by its id, None where there is nothing (any more)."""
    every: tuple[Entry, ...] = (*file.tellings, *file.meetings, *file.own_words)
    return next((one for one in every if one.id == record_id), None)


def telling_form(file: ChangeFile, telling: Telling | None, now: datetime, first: bool = False) -> SheetForm:
    """Return the form for somebody who was told, or was tried to reach; `first` begins with the young person."""
    name = file.young_person_name
    before = telling or Telling(
        young_person_id=file.change.young_person_id,
        change_id=file.change.id,
        audience=Audience.YOUNG_PERSON if first else Audience.FAMILY,
        who=name if first else "",
    )
    young_person = before.audience is Audience.YOUNG_PERSON
    own: tuple[Field, ...] = ()
    if young_person:
        own = (
            Field(
                "before_others",
                _("Before anybody else heard it"),
                "segments",
                choices=choices(Answer),
                may_wait=True,
            ),
        )
    fields = (
        Field("audience", _("Who is it"), "choice", choices=choices(Audience)),
        Field("who", _("Name")),
        Field(
            "told_at", _("Told on"), "datetime", hint=_("Leave it empty until they were told."), may_wait=True
        ),
        Field("told_by", _("Told by"), may_wait=True),
        Field("where", _("Where"), optional=True),
        *own,
        Field("words_used", _("The words that were used"), "text", rows=2, optional=True, hints=False),
        Field("first_reaction", _("How they took it at first"), "text", rows=2, optional=True),
        Field("their_questions", _("Their questions"), "text", rows=2, optional=True, hints=False),
        Field("tries", _("What was tried"), optional=True, example=_("For example: two calls tried")),
        Field("next_try_on", _("Next try on"), "date", optional=True),
    )

    def record(values: Values) -> Telling:
        return replace(
            before,
            audience=Audience(values["audience"] or Audience.OTHER),
            who=values["who"],
            told_at=values["told_at"],
            told_by=values["told_by"],
            where=values["where"],
            words_used=values["words_used"],
            first_reaction=values["first_reaction"],
            before_others=Answer(values.get("before_others") or before.before_others),
            their_questions=values["their_questions"],
            tries=values["tries"],
            next_try_on=values["next_try_on"],
        )

    return SheetForm(
        key=f"telling:{file.change.id}:{before.id or ('first' if young_person else 'new')}",
        title=_("Telling {name}").format(name=before.who) if before.who else _("Somebody who is told"),
        fields=fields,
        rows=(Row("tries", "next_try_on"),),
        values=_values_of(before, fields),
        record=record,
        save=_("Save"),
        check=lambda values: problems_in_telling(record(values), now),
    )


def meeting_form(file: ChangeFile, meeting: JointMeeting | None) -> SheetForm:
    """Return the form for a meeting of the young person with the new worker."""
    name, incoming = file.young_person_name, called(file.change.incoming_name)
    before = meeting or JointMeeting(
        young_person_id=file.change.young_person_id, change_id=file.change.id, what=""
    )
    fields = (
        Field("what", _("What they do"), example=_("For example: tea and 20 minutes")),
        Field("who_is_there", _("Who else is there"), optional=True),
        Field("at", _("When"), "datetime", hint=_("Leave it empty until the time is chosen."), may_wait=True),
        Field("by_day", _("Or by which day"), "date", optional=True),
        Field("where", _("Where"), may_wait=True),
        Field("state", _("What became of it"), "segments", choices=choices(MeetingState)),
        Field("how_it_went", _("How it went"), "text", rows=3, optional=True),
    )

    def record(values: Values) -> JointMeeting:
        return replace(
            before,
            what=values["what"],
            who_is_there=values["who_is_there"],
            at=values["at"],
            by_day=values["by_day"],
            where=values["where"],
            state=MeetingState(values["state"] or MeetingState.PLANNED),
            how_it_went=values["how_it_went"],
        )

    return SheetForm(
        key=f"joint_meeting:{file.change.id}:{before.id or 'new'}",
        title=before.what or _("{name} meets {incoming}").format(name=name, incoming=incoming),
        fields=fields,
        rows=(),
        values=_values_of(before, fields),
        record=record,
        save=_("Save meeting"),
    )


def question_form(file: ChangeFile, question: Question | None, today: date, me: str) -> SheetForm:
    """Return the form for a question about the change and its true answer."""
    name = file.young_person_name
    before = question or Question(
        young_person_id=file.change.young_person_id,
        change_id=file.change.id,
        question="",
        asked_by=name,
        asked_on=today,
    )
    fields = (
        Field("question", _("The question, in the words it was asked in"), "text", rows=2, hints=False),
        Field("asked_by", _("Asked by")),
        Field("asked_on", _("Asked on"), "date", may_wait=True),
        Field(
            "answer",
            _("The answer that was given"),
            "text",
            hint=_("A true one, also where it is not the one that was hoped for. Empty while it waits."),
            rows=3,
            may_wait=True,
        ),
        Field("answered_by", _("Answered by"), optional=True),
    )

    def record(values: Values) -> Question:
        answered = bool(values["answer"].strip())
        return replace(
            before,
            question=values["question"],
            asked_by=values["asked_by"],
            asked_on=values["asked_on"],
            answer=values["answer"],
            answered_by=(values["answered_by"] or me) if answered else "",
            answered_on=(before.answered_on or today) if answered else None,
        )

    return SheetForm(
        key=f"question:{file.change.id}:{before.id or 'new'}",
        title=_("A question about the change"),
        fields=fields,
        rows=(Row("asked_by", "asked_on"),),
        values=_values_of(before, fields),
        record=record,
        save=_("Save question"),
    )


def words_form(file: ChangeFile, step: Step, today: date, me: str) -> SheetForm:
    """Return the form for something more that the young person said about the change."""
    name = file.young_person_name
    about = (
        About.WORKER_CHANGE, About.WISH, About.FOR_NEW_WORKER, About.TELLS_THEMSELF, About.GOODBYE,
        About.FEELING_AFTER,
    )  # fmt: skip
    fields = (
        Field("about", _("What it is about"), "choice", choices=tuple((a.value, label(a)) for a in about)),
        Field(
            "words",
            _("{name}'s words").format(name=name),
            "own_words",
            hint=_("Word for word."),
            rows=3,
            question=_("How {name} told us").format(name=name),
        ),
        Field("given_to", _("To whom"), may_wait=True),
        Field("given_on", _("When"), "date", may_wait=True),
    )

    def record(values: Values) -> OwnWords:
        entry: OwnWordsEntry = values["words"]
        assert entry.given_how is not None  # the form asks for it first
        return OwnWords(
            young_person_id=file.change.young_person_id,
            given_how=entry.given_how,
            words=entry.words,
            why_not_asked=entry.why_not_asked,
            given_to=values["given_to"],
            given_on=values["given_on"],
            about=About(values["about"]),
            about_id=file.change.id,
            step=int(step),
        )

    return SheetForm(
        key=f"change_words:{file.change.id}:new",
        title=_("{name}'s words").format(name=name),
        fields=fields,
        rows=(Row("given_to", "given_on"),),
        values={"about": About.WORKER_CHANGE.value, "given_to": me, "given_on": today},
        record=record,
        save=_("Save words"),
    )


def _values_of(record: Record, fields: tuple[Field, ...]) -> dict[str, Any]:
    return {one.name: getattr(record, one.name) for one in fields}
