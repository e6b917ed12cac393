"""What a young person says later about a section that is signed: how it is asked for, and how it stands beside it.

The section stays as it was signed; their words are an entry of its own, dated (services/plan_voice).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...core.text import _
from ...domain.own_words import HowGiven, OwnWords
from ...domain.plans import PlanPart, PlanVersion
from ...domain.voice import AskAgain
from .. import tasks
from ..widgets.card import VoiceBand
from ..widgets.fields import Field, Row
from ..widgets.own_words import OwnWordsEntry
from ..widgets.record_kinds import RecordAct
from . import wording
from .needs import PlanTools
from .said import fit_voice, icon_line

ANSWER = "answer_later"
Answers = Callable[[PlanPart, OwnWords, date | None], Any]
"""Writes down what was said later about a section, and when they are asked again."""


def answer_act(
    one: AskAgain, answers: Answers, name: str, me: str, today: date, words: OwnWords | None = None
) -> RecordAct:
    """Return what asks for an answer about a signed section; `words` is one that is stored, to be put right."""
    base = words or OwnWords(young_person_id="", given_how=HowGiven.NOT_ASKED, given_on=today, given_to=me)

    def run(part: PlanPart, values: Mapping[str, Any]) -> Any:
        said = values["words"]
        answer = replace(
            base,
            young_person_id=part.young_person_id,
            words=said.words,
            given_how=said.given_how,
            given_to=values["given_to"],
            given_on=values["given_on"],
        )
        return answers(part, answer, values["ask_again_on"])

    return RecordAct(
        key=ANSWER if words is None else f"{ANSWER}:{words.id}",
        text=_("What they say now: {what}").format(what=one.about),
        icon="check",
        button=_("Save"),
        run=run,
        items=(
            Field("words", _("Their words"), "own_words", rows=3,
                  question=_("How {name} told us").format(name=name),
                  hint=_("The signed section stays as it is; this stands beside it, with its day.")),
            Field("given_to", _("Who it was said to"), optional=True),
            Field("given_on", _("When"), "date"),
            Field("ask_again_on", _("Asked again on"), "date", optional=True,
                  hint=_("Empty: they said all they want to, and are not asked again.")),
        ),
        rows=(Row("given_to", "given_on"),),
        start=lambda _part: {
            "words": OwnWordsEntry(base.words, base.given_how) if words is not None else OwnWordsEntry(),
            "given_to": base.given_to,
            "given_on": base.given_on,
            "ask_again_on": None,
        },
        fit=lambda form: fit_voice(form, "words"),
        said=_("Written down. It stands beside the section."),
        again=lambda stored: answer_act(one, answers, name, me, today, stored),
    )  # fmt: skip


class SaidLater(QWidget):
    """What was said later about a section of a version, asked for as it is shown; nothing where nothing was."""

    def __init__(self, tools: PlanTools, version: PlanVersion, section: int, name: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.hide()

        def show(found: Mapping[int, tuple[OwnWords, ...]]) -> None:
            for widget in said_after(found.get(section, ()), name, tools.clock.today()):
                column.addWidget(widget)
                self.show()

        tasks.query(self, tools.plans.said_later, version.young_person_id, version.id).done(show).start()


def said_after(answers: tuple[OwnWords, ...], name: str, today: date) -> Iterator[QWidget]:
    """Yield what was said later about a section, oldest first, each with its day."""
    for words in answers:
        if words.words.strip():
            meta = wording.how_given(words.given_how, words.given_on, name, today)
            yield VoiceBand(words.words, meta, title=_("{name} said later").format(name=name))
        else:
            day = wording.how_given(HowGiven.NOT_ASKED, words.given_on, name, today)
            chose = _("{day}: {name} chose not to say anything about this.").format(day=day, name=name)
            yield icon_line("circle-check", chose)
