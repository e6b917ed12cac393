"""The form of one step: its own fields, then what the young person is asked in it; values to records and back.

What the fields are is the domain's (STEP_FIELDS); here they get their rows and are read and written as text.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from ...core.text import _
from ...domain.own_words import About, OwnWords
from ...domain.worker_changes import STEP_FIELDS, ChangeFile, ChangeStep, MeetingState, Step
from ..widgets.fields import Field, Row
from ..widgets.form import Form
from ..widgets.own_words import OwnWordsEntry
from ..widgets.side_sheet import SideSheet
from . import wording
from .shared_words import KIND

SHARED = "shared_words"
"""The one field that holds two things the young person is asked in one step."""
_ROWS: Mapping[Step, tuple[tuple[str, ...], ...]] = {
    Step.DECIDE: (("agreed_by", "agreed_on"),),
    Step.PREPARE: (("about_me_agreed_on", "promises_listed_on"),),
    Step.HAND_OVER: (
        ("handed_over_at", "face_to_face", "manager_there"),
        ("outgoing_signed_on", "incoming_signed_on", "manager_signed_on"),
    ),
    Step.GOODBYE: (("at", "where", "with_whom"), ("stay_in_touch_told_on", "memory_item", "happened_on")),
    Step.START: (("started_on", "young_person_knows", "first_plan_talk_on"),),
    Step.CHECK: (("first_asked_on", "second_asked_on", "family_asked_on"),),
}


def step_fields(file: ChangeFile, step: Step) -> tuple[tuple[Field, ...], tuple[Row, ...]]:
    """Return the fields of a step's form and which of them stand side by side."""
    own = tuple(
        Field(
            one.name,
            _(one.label),
            one.kind,
            hint=_(one.hint) if one.hint else "",
            rows=2,
            may_wait=True,
        )
        for one in STEP_FIELDS[step]
        if not _too_early(file, step, one.name)
    )
    asked = wording.prompts(step, file)
    question = _("How {name} told us").format(name=file.young_person_name)
    beside = tuple(Row(*names) for names in _ROWS.get(step, ()))
    if len(asked) > 1:
        both = tuple((one.about.value, one.label) for one in asked)
        shared = Field(SHARED, _("What {name} says").format(name=file.young_person_name), KIND, choices=both,
                       question=question, may_wait=True)  # fmt: skip
        return (*own, shared), beside
    words = tuple(
        Field(
            words_field(one.about), one.label, "own_words", one.hint, may_wait=True, rows=1, question=question
        )
        for one in asked
    )
    return own + words, beside


def _too_early(file: ChangeFile, step: Step, name: str) -> bool:
    """Leave out how the meetings go until there was one."""
    if step is not Step.INTRODUCE or name != "how_it_goes":
        return False
    met = any(m.state is MeetingState.HAPPENED for m in file.meetings)
    return not met and not file.step(step).text(name)


def words_field(about: About) -> str:
    """Return the name of the field that holds the words about something."""
    return f"words_{about.value}"


def newest_words(file: ChangeFile, about: About) -> OwnWords | None:
    """Return what the young person said last about this; earlier words stand in the list of all."""
    said = [w for w in file.own_words if w.about is about]
    return max(said, key=lambda w: (w.given_on or date.min, w.id), default=None)


def values_of(file: ChangeFile, step: Step) -> dict[str, Any]:
    """Return what a step's form shows."""
    record = file.step(step)
    fields, _rows = step_fields(file, step)
    shown: dict[str, Any] = {}
    for one in fields:
        if one.kind in ("own_words", KIND):
            continue
        shown[one.name] = _read(record, one.name, one.kind)
    entries = {one.about: _entry(newest_words(file, one.about)) for one in wording.prompts(step, file)}
    if len(entries) > 1:
        shown[SHARED] = {about.value: entry for about, entry in entries.items()}
    else:
        shown.update({words_field(about): entry for about, entry in entries.items()})
    return shown


def _entry(said: OwnWords | None) -> OwnWordsEntry:
    return OwnWordsEntry(said.words, said.given_how, said.why_not_asked) if said else OwnWordsEntry()


def _read(record: ChangeStep, name: str, kind: str) -> Any:
    if kind == "date":
        return record.day(name)
    if kind == "datetime":
        return record.moment(name)
    if kind == "yes_no":
        return {"yes": True, "no": False}.get(record.text(name))
    return record.text(name)


def step_from(record: ChangeStep, values: Mapping[str, Any]) -> ChangeStep:
    """Return the step with the values of its form as answers; answers the form does not show stay."""
    answers = dict(record.answers)
    for one in STEP_FIELDS[record.step]:
        if one.name in values:
            answers[one.name] = _write(values[one.name])
    return replace(record, answers={name: text for name, text in answers.items() if text})


def _write(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value or "")


def say_withheld(sheet: SideSheet, form: Form, file: ChangeFile, step: Step) -> None:
    """Say above a step's form what of it is not for everybody; in the first step, of the reasons too."""
    record = file.step(step)
    said = {words_field(one.about): newest_words(file, one.about) for one in wording.prompts(step, file)}
    reasons = (file.change,) if step is Step.DECIDE else ()

    def where(name: str) -> tuple[str, str]:
        words = said.get(name)
        return (words.id, "words") if words is not None else (record.id, f"answers.{name}")

    sheet.say_withheld(form, record, *filter(None, said.values()), *reasons, where=where)


def changed_words(
    file: ChangeFile, step: Step, values: Mapping[str, Any], today: date, given_to: str
) -> tuple[OwnWords, ...]:
    """Return the words to save: changed ones in place, new ones given today to whoever is signed in.

    Signed words stay as they are: what is written over them are new words.
    """
    found = []
    for asked in wording.prompts(step, file):
        shared: Mapping[str, OwnWordsEntry] = values.get(SHARED) or {}
        entry = shared.get(asked.about.value) or values.get(words_field(asked.about)) or OwnWordsEntry()
        if not entry.is_answer or entry.given_how is None:
            continue
        before = newest_words(file, asked.about)
        if before is not None and before.signed_at is not None and _entry(before) != entry:
            before = None
        if before is None:
            before = OwnWords(
                young_person_id=file.change.young_person_id,
                given_how=entry.given_how,
                given_to=given_to,
                given_on=today,
                about=asked.about,
                about_id=file.change.id,
                step=int(step),
            )
        after = replace(
            before, words=entry.words, given_how=entry.given_how, why_not_asked=entry.why_not_asked
        )
        if after != before or not before.id:
            found.append(after)
    return tuple(found)
