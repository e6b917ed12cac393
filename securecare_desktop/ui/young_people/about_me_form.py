"""The form of "About me": every part in honey with how it was given, filled in together with the young person."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol

from ...core.errors import AppError, EditConflict, Problem
from ...core.labels import choices
from ...core.labels import label as words_for
from ...core.text import _
from ...domain.messages import Changed
from ...domain.own_words import HowGiven
from ...domain.young_people import AboutMeKind, AboutMePart
from .. import notify, tasks
from ..widgets.conflict import ConflictView
from ..widgets.fields import Field, Row
from ..widgets.form import Form
from ..widgets.own_words import OwnWordsEditor, OwnWordsEntry
from ..widgets.record_drafts import RecordDrafts
from ..widgets.records import Drafts, RecordSheet


class SavesAboutMe(Protocol):
    """What this form needs of the young-people service."""

    def save_about_me(self, part: AboutMePart, /) -> Any:
        """Save one part."""
        ...


@dataclass(frozen=True, slots=True)
class SavedParts:
    """What saving the parts has changed."""

    changed: Changed


def save_parts(service: SavesAboutMe, parts: tuple[AboutMePart, ...]) -> SavedParts:
    """Save the parts that differ, on the store worker. A part that was saved before a conflict stays saved."""
    nouns: frozenset[str] = frozenset()
    for part in parts:
        nouns |= service.save_about_me(part).changed.nouns
    return SavedParts(Changed(nouns, parts[0].young_person_id if parts else ""))


class AboutMeForm:
    """Shows the form in a sheet and saves what was changed in it. `stale` is called after a conflict."""

    def __init__(
        self, service: SavesAboutMe, drafts: Drafts, sheet: RecordSheet, stale: Callable[[], object]
    ) -> None:
        self._service, self._drafts, self._sheet, self._stale = service, drafts, sheet, stale
        self.form: Form | None = None

    def open(
        self, young_person_id: str, name: str, parts: tuple[AboutMePart, ...], me: str, today: date
    ) -> None:
        """Show the form with what stands there now."""
        by_kind = {part.kind: part for part in parts}
        self._before = tuple(
            by_kind.get(kind) or AboutMePart(young_person_id=young_person_id, kind=kind, text="")
            for kind in AboutMeKind
        )
        key = f"about_me:{young_person_id}"
        versions = tuple(part.version for part in self._before)
        self._typed = RecordDrafts(self._sheet, self._drafts, key, young_person_id, versions)
        asks = _("How {name} told us").format(name=name)
        fields = tuple(
            Field(kind, words, "own_words", rows=3, question=asks, optional=True)
            for kind, words in choices(AboutMeKind)
        )
        form = Form(
            (
                *fields,
                Field("written_with", _("Written together with")),
                Field("given_on", _("When"), "date"),
                Field("copy_given", _("Does {name} have a copy?").format(name=name), "yes_no"),
            ),
            rows=(Row("written_with", "given_on"),),
            draft=self._typed,
            clock=self._sheet.clock,
        )
        for kind in AboutMeKind:
            editor = form.editor(kind.value)
            assert isinstance(editor, OwnWordsEditor)
            editor.way(HowGiven.NOT_ASKED).hide()  # an empty part says it
        values: dict[str, Any] = {
            part.kind.value: OwnWordsEntry(
                part.text.strip(), part.given_how if part.version or part.text else None
            )
            for part in self._before
        }
        form.set_values({**values, "written_with": me, "given_on": today, "copy_given": False})
        self.form = form
        self._sheet.leave()
        self._button = self._sheet.show_form(
            _("Change with {name}").format(name=name),
            _("Each line is one point."),
            form,
            (_("Save"), self.save),
            primary_icon="check",
        )
        self._sheet.offer_history(young_person_id, *self._before)
        ids = {part.kind.value: part.id for part in self._before}
        self._sheet.say_withheld(
            form, *self._before, where=lambda kind: (ids.get(kind, ""), "text"), leave=self.leave
        )
        self._sheet.open_sheet()

    def leave(self) -> None:
        """Let go of the form, with its draft kept: another one takes the sheet."""
        if self.form is not None:
            self.form.keep_draft_now()
        self.form = None

    def save(self) -> None:
        """Save the parts that were changed."""
        if self.form is None or not self.form.is_ready():
            return
        values = self.form.values()
        changed = tuple(
            replace(
                part,
                text=values[part.kind.value].words,
                given_how=values[part.kind.value].given_how,
                written_with=values["written_with"],
                given_on=values["given_on"],
                copy_given=bool(values["copy_given"]),
                version=typed_on,
            )
            for part, typed_on in zip(self._before, self._typed.typed_on, strict=True)
            if self._differs(part, values[part.kind.value])
        )
        if not changed:
            self.form.show_problems((Problem("", _("Nothing was changed yet.")),))
            return
        self._store(changed)

    @staticmethod
    def _differs(part: AboutMePart, entry: OwnWordsEntry) -> bool:
        if entry.given_how is None:
            return False
        return (entry.words, entry.given_how) != (part.text.strip(), part.given_how) or not part.version

    def _store(self, parts: tuple[AboutMePart, ...]) -> None:
        form = self.form
        assert form is not None

        def done(_saved: SavedParts) -> None:
            form.saved()
            self.form = None
            self._sheet.close_sheet()
            notify.tell(_("Saved."))

        def failed(error: AppError) -> object:
            if isinstance(error, EditConflict):
                self._show_conflict(error, parts)
                return None
            return False

        task = tasks.command(self._sheet, save_parts, self._service, parts)
        task.busy(self._button).form(form).done(done).failed(failed).start()

    def _show_conflict(self, error: EditConflict, parts: tuple[AboutMePart, ...]) -> None:
        """Show both versions of the part that somebody else saved first; the others wait in the form."""
        form = self.form
        assert form is not None
        form.keep_draft_now()
        form.hide()
        form.setParent(self._sheet)
        mine: Any = error.mine
        at = next(i for i, part in enumerate(parts) if part.kind is mine.kind)
        rest = parts[at + 1 :]  # those before it are saved
        view = ConflictView(
            error,
            {"text": words_for(parts[at].kind), "given_how": _("How it was given"), "given_on": _("When")},
            lambda mine: self._store((mine, *rest)),
            lambda _theirs: self._go_on(rest),
        )
        self._sheet.show_body(_("Two versions"), "", view)
        self._button = view.keep_button
        self._stale()

    def _go_on(self, rest: tuple[AboutMePart, ...]) -> None:
        if rest:
            self._store(rest)
            return
        form, self.form = self.form, None
        if form is not None:
            form.saved()
        self._sheet.close_sheet()
