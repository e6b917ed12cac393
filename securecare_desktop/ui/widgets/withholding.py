"""What is not for everybody, on screen: the part above a form that says so, and the short form that leaves things out.

One place for every screen: it stands above the form of any record, in any sheet. What may be withheld, and from
whom, is the service's to say.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ...core.clock import Clock
from ...core.errors import AppError, Gone, Problem
from ...core.labels import label as words_for
from ...core.text import _, ngettext
from ...domain.record import Record
from ...domain.withholding import FromWhom, Whom, Withholding
from ...services.withholding import Elsewhere, OnRecord, Withheld
from .. import notify, tasks
from .buttons import Button, LinkButton
from .fields import Field
from .flow import Flow
from .form import Form
from .labels import IconLabel, label
from .side_sheet import SideSheet, Where

MOST_PLACES = 8
"""How many of the other texts are named in the list of them."""


class WithholdingService(Protocol):
    """What this needs of the withholding service."""

    def of(self, young_person_id: str, /) -> tuple[Withheld, ...]:
        """Return what is withheld about a young person."""
        ...

    def on(self, record: Record, /) -> OnRecord:
        """Return what is withheld of a record, and what can be."""
        ...

    def withhold(self, withholding: Withholding, /) -> Any:
        """Withhold something."""
        ...

    def end(self, withholding_id: str, /) -> Any:
        """Show it again."""
        ...

    def elsewhere(self, withholding_id: str, /) -> tuple[Elsewhere, ...]:
        """Return where else the same words stand."""
        ...

    def withhold_elsewhere(self, withholding_id: str, /) -> Any:
        """Withhold them there too."""
        ...


@dataclass(frozen=True, slots=True)
class Marked:
    """Words that are marked in a field of a form."""

    field: str
    words: str


@dataclass(frozen=True, slots=True)
class Withholder:
    """The service, and whether the signed-in person may withhold at all; screens hand it to their sheets."""

    service: WithholdingService
    may_withhold: bool
    clock: Clock

    def beside(
        self,
        form: Form,
        sheet: SideSheet,
        records: tuple[Record, ...],
        where: Where | None = None,
        leave: Callable[[], object] = lambda: None,
    ) -> None:
        """Say above a form what of its stored records is not for everybody, and offer to leave something out.

        `leave` is called before another form takes the place of this one in the sheet.
        """
        if not records:
            return
        place = where or (lambda name: (records[0].id, name))

        def show(found: tuple[OnRecord, ...]) -> None:
            part = WithheldPart(self, found, lambda: self._open(form, sheet, found, place, leave), ask_again)
            if not part.is_empty:
                form.put_above(part)
            else:
                part.deleteLater()

        def ask_again() -> None:
            tasks.query(form, self._on_all, records).done(show).start()

        ask_again()

    def missing(
        self, parent: QWidget, young_person_id: str, nouns: Iterable[str], place: QVBoxLayout
    ) -> None:
        """Say at `place`, in a line each, that whole entries of some features are not shown to the reader, and why."""
        wanted = frozenset(nouns)

        def show(found: tuple[Withheld, ...]) -> None:
            reasons = [w.because for w in found if w.from_you and not w.record_id and wanted & w.nouns]
            while (item := place.takeAt(0)) is not None:
                item.widget().deleteLater()
            for because in dict.fromkeys(reasons):
                place.addWidget(_not_shown(because))

        tasks.query(parent, self.service.of, young_person_id).done(show).start()

    def _on_all(self, records: tuple[Record, ...]) -> tuple[OnRecord, ...]:
        found = []
        for record in records:
            try:
                found.append(self.service.on(record))
            except Gone:
                continue  # taken away, or out of sight, since it was read
        return tuple(found)

    def _open(
        self,
        form: Form,
        sheet: SideSheet,
        found: tuple[OnRecord, ...],
        where: Where,
        leave: Callable[[], object],
    ) -> None:
        marked = marked_in(form)
        chosen = where(marked.field) if marked is not None else None
        leave()
        WithholdForm(self, sheet, found).open(chosen, marked.words if marked is not None else "")


def _meant(choices: tuple[Whom, ...], typed: str) -> tuple[Whom, ...]:
    """Return whom of the choices somebody means who typed a name or the beginning of its parts ("Aled" for Aled Rees).

    A name that is nobody's here is taken as it stands, and would keep nothing from a colleague whose name was cut short.
    """
    wanted = typed.casefold().strip()
    exact = tuple(one for one in choices if one.name.casefold() == wanted)
    if exact or not wanted:
        return exact[:1]
    return tuple(
        one
        for one in choices
        if all(any(part.startswith(w) for part in one.name.casefold().split()) for w in wanted.split())
    )


def marked_in(form: Form) -> Marked | None:
    """Return the words that are marked in one of the form's texts."""
    for name in form.values():
        for one in form.editor(name).inputs():
            words = ""
            if isinstance(one, QPlainTextEdit):
                words = one.textCursor().selectedText().replace("\N{PARAGRAPH SEPARATOR}", "\n")
            elif isinstance(one, QLineEdit):
                words = one.selectedText()
            if words.strip():
                return Marked(name, words.strip())
    return None


class WithheldPart(QWidget):
    """What of some records is not for everybody: to its reader only why; to the others what, for whom, and the way
    to show it again or to leave more out.
    """

    def __init__(
        self,
        withholder: Withholder,
        found: tuple[OnRecord, ...],
        ask: Callable[[], object],
        changed: Callable[[], object],
    ) -> None:
        super().__init__()
        self._withholder, self._changed = withholder, changed
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.button: Button | None = None
        self.again: list[LinkButton] = []
        lines = [line for on in found for line in on.withheld]
        for because in dict.fromkeys(line.because for line in lines if line.from_you):
            column.addWidget(_not_shown(because))
        for line in lines:
            if not line.from_you:
                column.addWidget(self._line(line))
        if withholder.may_withhold and any(on.choices and (on.whole or on.parts) for on in found):
            self.button = Button(_("Not for everybody…"), ask, icon="scissors", kind="quiet", size="small")
            self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves what is marked as it is
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.is_empty = not lines and self.button is None

    def _line(self, line: Withheld) -> QWidget:
        """Return "Not for Agency worker: Worries, “…”" with the way to show it again."""
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        said = _("Not for {name}: {what}").format(name=line.from_name, what=line.what)
        if line.words:
            said += f", “{line.words}”"
        row.addWidget(IconLabel("scissors", "text-2", 14), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(f"{said}. {line.because}", "caption", wrap=True), 1)
        if self._withholder.may_withhold:
            link = LinkButton(
                _("Show again"),
                lambda: self._end(line.id),
                small=True,
                says=_("Show again to {name}: {what}").format(name=line.from_name, what=line.what),
            )
            self.again.append(link)
            row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        return made

    def _end(self, withholding_id: str) -> None:
        ending = tasks.command(self, self._withholder.service.end, withholding_id).busy(self)
        ending.done(self._ended).start()

    def _ended(self, saved: Any) -> None:
        notify.tell(_("Shown again to {name}.").format(name=saved.record.from_name))
        self.hide()
        self.setParent(None)
        self.deleteLater()
        self._changed()


def _not_shown(because: str) -> QWidget:
    return _scissors(_("Something here is not shown to you: {because}").format(because=because), "caption")


def _scissors(said: str, role: str) -> QWidget:
    """Return a line with the mark of what is left out, as long as it needs to be."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(IconLabel("scissors", "text-2", 14), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(said, role, wrap=True), 1)
    return made


class WithholdForm:
    """The short form that leaves something out: what, which words, for whom, why; then where else they stand."""

    def __init__(self, withholder: Withholder, sheet: SideSheet, found: tuple[OnRecord, ...]) -> None:
        self._withholder, self._sheet, self._found = withholder, sheet, found
        self.form: Form | None = None
        self.primary: Button | None = None

    def open(self, chosen: tuple[str, str] | None, words: str) -> None:
        """Show the form; `chosen` is the record and field in which `words` were marked."""
        what = self._what()
        whom = tuple(
            dict.fromkeys((c.name, words_for(c.from_whom)) for on in self._found for c in on.choices)
        )
        keys = [key for key, _words in what]
        marked = f"{chosen[0]}:{chosen[1]}" if chosen is not None else ""
        form = Form(
            (
                Field("what", _("What is left out"), "choice", choices=what),
                Field(
                    "words",
                    _("Only these words of it"),
                    "text",
                    rows=2,
                    hint=_("Mark them in the entry before you come here, or copy them. Empty is all of it."),
                    optional=True,
                ),
                Field(
                    "whom",
                    _("Not for"),
                    "suggest",
                    hint=_(
                        "A colleague, everybody of one role, somebody around them, the young person, or a name."
                    ),
                    choices=whom,
                ),
                Field(
                    "because",
                    _("Because"),
                    "text",
                    rows=2,
                    hint=_(
                        "This sentence is printed in packs, and they read it. Write it so that it gives nothing away."
                    ),
                ),
            ),
            clock=self._withholder.clock,
        )
        start = marked if marked in keys else keys[0] if len(keys) == 1 else ""
        form.set_values({"what": start, "words": words if marked in keys else "", "whom": "", "because": ""})
        form.put_above(
            label(
                _(
                    "They then do not see it on screen, in Find or in a pack; the pack says that something was left out,"
                    " and why. Unit managers and inspectors see everything."
                ),
                "hint",
                wrap=True,
            )
        )
        self.form = form
        title = self._found[0].title if len(self._found) == 1 else ""
        self.primary = self._sheet.show_form(
            _("Not for everybody"), title, form, (_("Leave out"), self.save), primary_icon="scissors"
        )
        form.show()
        if self._sheet.isHidden():
            self._sheet.open_sheet()
        else:
            form.focus_first()

    def _what(self) -> tuple[tuple[str, str], ...]:
        found: list[tuple[str, str]] = []
        several = len(self._found) > 1
        for on in self._found:
            if on.whole:
                found.append((f"{on.record_id}:", _("All of this entry")))
            for part in on.parts:
                words = f"{on.title}: {part.label}" if several and on.title else part.label
                found.append((f"{on.record_id}:{part.field}", words))
        return tuple(found)

    def save(self) -> None:
        """Leave it out, or show what has to be put right first."""
        form = self.form
        if form is None or not form.is_ready():
            return
        values = form.values()
        record_id, _colon, field = values["what"].partition(":")
        on = next(one for one in self._found if one.record_id == record_id)
        meant = _meant(on.choices, values["whom"])
        if len(meant) > 1:
            words = _("More than one is called that. Choose the one you mean: {names}.")
            names = ", ".join(one.name for one in meant)
            form.show_problems((Problem("whom", words.format(names=names)),))
            return
        whom = meant[0] if meant else None
        wanted = Withholding(
            young_person_id=on.young_person_id,
            record_kind=on.record_kind,
            record_id=record_id,
            field=field,
            words=values["words"],
            from_whom=whom.from_whom if whom is not None else FromWhom.OTHER,
            from_id=whom.id if whom is not None else "",
            from_name=whom.name if whom is not None else values["whom"],
            because=values["because"],
        )
        storing = tasks.command(form, self._withholder.service.withhold, wanted).form(form)
        if self.primary is not None:
            storing.busy(self.primary)
        storing.done(self._stored).start()

    def _stored(self, saved: Any) -> None:
        form, record = self.form, saved.record
        if form is not None:
            form.saved()
        notify.tell(_("Left out for {name}.").format(name=record.from_name))
        asking = tasks.query(self._sheet, self._withholder.service.elsewhere, record.id)
        asking.done(lambda places: self._show_elsewhere(record, places)).failed(self._close).start()

    def _close(self, _error: AppError) -> bool:
        self._sheet.close_sheet()
        return False

    def _show_elsewhere(self, record: Withholding, places: tuple[Elsewhere, ...]) -> None:
        """Name the other texts in which the same words stand: nobody else would think of them."""
        if not places:
            self._sheet.close_sheet()
            return
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        said = ngettext(
            "{name} can still read the same words in {n} other text.",
            "{name} can still read the same words in {n} other texts.",
            len(places),
        )
        column.addWidget(label(said.format(name=record.from_name, n=len(places)), wrap=True))
        for place in places[:MOST_PLACES]:
            column.addWidget(_scissors(f"{place.place}, “{place.words}”", "second"))
        if len(places) > MOST_PLACES:
            more = _("and {n} more").format(n=len(places) - MOST_PLACES)
            column.addWidget(label(more, "second"))
        there = Button(_("Leave them out there too"), lambda: self._there_too(record, there), kind="primary")
        column.addWidget(Flow((there, Button(_("Close"), self._sheet.close_sheet)), gap=8))
        column.addStretch(1)
        self._sheet.show_body(_("Also in other texts"), "", body)
        there.setFocus(Qt.FocusReason.OtherFocusReason)

    def _there_too(self, record: Withholding, button: Button) -> None:
        storing = tasks.command(self._sheet, self._withholder.service.withhold_elsewhere, record.id).busy(
            button
        )
        said = _("Left out for {name} in the other texts too.").format(name=record.from_name)
        storing.done(lambda _saved: (self._sheet.close_sheet(), notify.tell(said))).start()
