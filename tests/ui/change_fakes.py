"""Services for the screen tests that keep one change in memory: the same answers, no store behind them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from securecare_desktop.core.errors import InputError
from securecare_desktop.domain.messages import Changed
from securecare_desktop.domain.own_words import OwnWords
from securecare_desktop.domain.people import KeyRole
from securecare_desktop.domain.worker_changes import (
    ChangeFile,
    ChangeState,
    ChangeStep,
    ChangeSummary,
    JointMeeting,
    Question,
    Telling,
    WorkerChange,
    moved_steps,
    problems_in_plan,
)
from securecare_desktop.services.results import Saved
from securecare_desktop.services.worker_changes import Candidate, Candidates, Workspace
from tests.ui import change_facts


class KeptDrafts:
    """Drafts in a dictionary, as the draft service keeps them."""

    def __init__(self) -> None:
        self.kept: dict[str, dict[str, str]] = {}

    def keep(self, form: str, young_person_id: str, values: Mapping[str, str]) -> None:
        self.kept[form] = dict(values)

    def load(self, form: str) -> dict[str, str] | None:
        return self.kept.get(form)

    def drop(self, form: str) -> None:
        self.kept.pop(form, None)


class ChangesInMemory:
    """The change-of-worker service around one ChangeFile. `saved` holds what was saved, in order."""

    def __init__(self, file: ChangeFile | None = None, today: date = change_facts.TODAY) -> None:
        self.file = file or change_facts.kai_file()
        self.today = today
        self.saved: list[object] = []
        self.planned: list[WorkerChange] = []
        self.refusal: Exception | None = None

    def open_changes(self) -> tuple[ChangeSummary, ...]:
        return change_facts.summaries()

    def changes_of(self, young_person_id: str) -> tuple[ChangeSummary, ...]:
        return tuple(c for c in change_facts.summaries() if c.young_person_id == young_person_id)

    def workspace(self, change_id: str) -> Workspace:
        return change_facts.workspace(self.file, self.today)

    def candidates(self, young_person_id: str) -> Candidates:
        return Candidates(
            (
                Candidate("k1", "Hannah Whitlock", "key worker", KeyRole.KEY_WORKER, "hannah"),
                Candidate("k2", "Eleri Vaughan", "social worker", KeyRole.SOCIAL_WORKER, "", "eleri"),
            ),
            (
                Candidate("sam", "Sam Adeyemi", "residential worker", None, "sam"),
                Candidate("femi", "Femi Oduya", "senior worker", None, "femi"),
            ),
        )

    def plan(self, change: WorkerChange) -> Saved[WorkerChange]:
        return self._planned(replace(change, id="new-change", version=1), change)

    def change_plan(self, change: WorkerChange) -> Saved[WorkerChange]:
        steps = moved_steps(self.file.steps, self.file.change.day, change.day)
        saved = self._planned(replace(change, version=change.version + 1), change)
        self.file = replace(self.file, change=saved.record, steps=steps)
        return saved

    def _planned(self, stored: WorkerChange, asked: WorkerChange) -> Saved[WorkerChange]:
        problems = problems_in_plan(asked, self.today)
        if problems:
            raise InputError(problems)
        self.planned.append(stored)
        return Saved(stored, self._changed())

    def save_step(
        self, step: ChangeStep, words: tuple[OwnWords, ...] = (), done: bool | None = None
    ) -> Saved[ChangeStep]:
        if done is not None:
            step = replace(
                step, done_on=self.today if done else None, done_by="Denise Okafor" if done else ""
            )
        stored = replace(step, version=step.version + 1)
        steps = tuple(stored if s.number == step.number else s for s in self.file.steps)
        saved = self._keep(stored, steps=steps)
        for entry in words:
            self.save_words(entry)
        return saved

    def save_telling(self, telling: Telling) -> Saved[Telling]:
        stored = replace(telling, id=telling.id or "new", version=telling.version + 1)
        return self._keep(stored, tellings=self._put(self.file.tellings, stored))

    def save_meeting(self, meeting: JointMeeting) -> Saved[JointMeeting]:
        stored = replace(meeting, id=meeting.id or "new", version=meeting.version + 1)
        return self._keep(stored, meetings=self._put(self.file.meetings, stored))

    def save_question(self, question: Question) -> Saved[Question]:
        stored = replace(question, id=question.id or "new", version=question.version + 1)
        return self._keep(stored, questions=self._put(self.file.questions, stored))

    def save_words(self, words: OwnWords) -> Saved[OwnWords]:
        stored = replace(words, id=words.id or f"new-{words.about.value}", version=words.version + 1)
        return self._keep(stored, own_words=self._put(self.file.own_words, stored))

    def finish(self, change_id: str) -> Saved[WorkerChange]:
        return self._close(ChangeState.DONE)

    def call_off(self, change_id: str, why: str) -> Saved[WorkerChange]:
        return self._close(ChangeState.CALLED_OFF, internal_reason=why)

    def _close(self, state: ChangeState, **more: str) -> Saved[WorkerChange]:
        stored = replace(self.file.change, state=state, closed_on=self.today, **more)
        return self._keep(stored, change=stored)

    def _keep(self, stored: Any, **parts: object) -> Saved[Any]:
        if self.refusal is not None:
            refusal, self.refusal = self.refusal, None
            raise refusal
        self.file = replace(self.file, **parts)
        self.saved.append(stored)
        return Saved(stored, self._changed())

    @staticmethod
    def _put(records: tuple[Any, ...], stored: Any) -> tuple[Any, ...]:
        if any(r.id == stored.id for r in records):
            return tuple(stored if r.id == stored.id else r for r in records)
        return (*records, stored)

    def _changed(self) -> Changed:
        return Changed(frozenset({"worker_changes"}), self.file.change.young_person_id)
