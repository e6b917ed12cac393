"""What shows that something was done, beside words: a record of the same young person, or a file kept with it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from ...core.errors import AppError, InputError, Problem
from ...core.text import _, day_short
from ...services.attachments import MOST_BYTES, AttachmentLine, AttachmentsService
from ...services.evidence import Shows
from .. import notify, tasks
from .fields import Field
from .hand_out import write_copy
from .record_kinds import Offer, PartLine, RecordAct, RecordPart
from .save_file import AskFile, ask_file

SHOWS = "shows"
"""The name of the field in which a record is chosen."""
OpenFile = Callable[[QWidget, Callable[[Path], object]], None]
"""Asks for a file; the second one hears which."""


class Evidence(Protocol):
    """What is needed of the evidence service."""

    def choices(self, young_person_id: str, /) -> tuple[Shows, ...]:
        """Return the newest records that can show something."""
        ...


def record_field() -> Field:
    """Return the field in which a record is chosen as evidence."""
    return Field(SHOWS, _("Record that shows it"), "choice", optional=True)


def record_offers(evidence: Evidence) -> Callable[[str], tuple[Offer, ...]]:
    """Return what asks which records there are to choose from."""

    def offers(young_person_id: str) -> tuple[Offer, ...]:
        found = evidence.choices(young_person_id)
        return tuple(
            Offer(one.key, f"{one.title}, {day_short(one.day)}" if one.day is not None else one.title)
            for one in found
        )

    return offers


def ask_for_file(parent: QWidget, on_chosen: Callable[[Path], object]) -> None:
    """Let the person choose a file to keep beside a record; nothing waits for it."""
    home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    kinds = _("PDF, pictures and letters") + " (*.pdf *.png *.jpg *.jpeg *.docx)"
    dialog = QFileDialog(parent, _("Choose a file"), home, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda chosen: on_chosen(Path(chosen)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


class Files:
    """The files beside records of one kind on one page. `shown_again` is called once one was added."""

    def __init__(
        self,
        files: AttachmentsService,
        kind: str,
        page: QWidget,
        shown_again: Callable[[], object],
        ask: OpenFile = ask_for_file,
        ask_where: AskFile | None = None,
    ) -> None:
        self._files, self._kind, self._page, self._again = files, kind, page, shown_again
        self._ask, self._ask_where = ask, ask_where or _ask_where

    def part(self) -> RecordPart:
        """Return what stands under the form of a stored record: its files, and how one is added or saved out."""
        return RecordPart(
            title=_("Files that show it"),
            icon="file-text",
            empty=_("No file yet. A PDF, a picture or a letter can be kept here, up to 10 MB."),
            load=lambda record: self._files.list_for_record(record.young_person_id, self._kind, record.id),
            line=lambda one: PartLine(words=one.name, second=_size(one.size), icon="file-text"),
            add=RecordAct(
                key="attach",
                text=_("Attach a file"),
                icon="plus",
                run=lambda record, _values: record,
                leads=self.attach,
            ),
            acts=lambda one: (
                RecordAct(
                    key=f"save:{one.id}",
                    text=_("Save a copy"),
                    icon="file-down",
                    run=lambda record, _values: record,
                    leads=lambda record: self.save(record, one),
                    allowed=True,
                ),
            ),
            applies=lambda record: bool(record.version),
        )

    def attach(self, record: Any) -> None:
        """Ask for a file and keep it beside a record."""

        def chosen(path: Path) -> None:
            tasks.command(self._page, self._add, record, path).done(lambda _saved: self._added()).start()

        self._ask(self._page, chosen)

    def _added(self) -> None:
        notify.tell(_("The file is kept here, encrypted with everything else."))
        self._again()

    def _add(self, record: Any, path: Path) -> object:
        try:
            too_large = path.stat().st_size > MOST_BYTES
            data = b"" if too_large else path.read_bytes()
        except OSError as error:
            hint = _("Look whether it is still there and not open elsewhere.")
            raise AppError(_("The file could not be read."), hint) from error
        if too_large:
            sentence = _(
                "The file is larger than {most} MB. Choose a smaller one, or save it with less detail."
            )
            raise InputError((Problem("data", sentence.format(most=MOST_BYTES // 1024 // 1024)),))
        return self._files.add(record.young_person_id, self._kind, record.id, path.name, data)

    def save(self, record: Any, one: AttachmentLine) -> None:
        """Ask where a copy of a file goes and write it there, whole or not at all."""

        def chosen(path: Path) -> None:
            def write() -> None:
                write_copy(path, self._files.read(record.young_person_id, one.id).data)

            tasks.command(self._page, write).done(
                lambda _none: notify.tell(_("Saved. The copy is not encrypted: it is yours to look after."))
            ).start()

        self._ask_where(self._page, one.name, chosen)


def _ask_where(parent: QWidget, name: str, on_chosen: Callable[[Path], object]) -> None:
    kinds = f"{Path(name).suffix.removeprefix('.').upper()} (*{Path(name).suffix})"
    ask_file(parent, _("Save a copy"), name, kinds, on_chosen)


def _size(size: int) -> str:
    kilobytes = max(1, round(size / 1024))
    if kilobytes < 1024:
        return _("{n} kB").format(n=kilobytes)
    return _("{n} MB").format(n=round(kilobytes / 1024, 1))
