"""The dialog that saves dates as a calendar file: whose, from which day to which, and how much of each.

What stands in the file is the service's.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from ...core.clock import Clock
from ...core.text import _, ngettext
from ...services.calendar_file import CalendarOffer, CalendarRequest, Detail
from .. import notify, tasks
from .dialog import Dialog
from .fields import Field, Row
from .form import Form
from .labels import label
from .save_file import AskFile
from .save_file import ask_file as ask_system

WIDTH = 480


class CalendarFiles(Protocol):
    """What the dialog needs of the calendar file service."""

    def offer(self) -> CalendarOffer:
        """Return what the form starts from."""
        ...

    def save(self, request: CalendarRequest, target: Path, /) -> int:
        """Write the file."""
        ...


def ask_file(parent: QWidget, name: str, on_chosen: Callable[[Path], object]) -> None:
    """Let the person choose where the calendar file goes."""
    ask_system(parent, _("Save as calendar file"), name, _("Calendar files (*.ics)"), on_chosen)


class CalendarDialog(Dialog):
    """One calendar file. `ask` shows the system's dialog and calls back with the place."""

    def __init__(
        self,
        parent: QWidget,
        files: CalendarFiles,
        offer: CalendarOffer,
        clock: Clock,
        young_person_id: str = "",
        ask: AskFile = ask_file,
    ) -> None:
        super().__init__(parent, _("Save as calendar file"))
        self._files, self._ask = files, ask
        self.setMinimumWidth(WIDTH)
        self.form = Form(
            (
                Field("whom", _("Whose dates"), "choice", choices=offer.whom),
                Field("first", _("From"), "date"),
                Field("last", _("Until"), "date"),
                Field(
                    "detail",
                    _("How much it says"),
                    "choice",
                    choices=(
                        (Detail.LEAST, _("That there is something")),
                        (Detail.NAMES, _("What it is, and with whom")),
                    ),
                    hint=_(
                        "“Family time, Kai”, or “Video call with Nan, Kai”. What is due then stands there as it was written."
                    ),
                ),
            ),
            rows=(Row("first", "last"),),
            clock=clock,
        )
        known = young_person_id if any(key == young_person_id for key, _name in offer.whom) else ""
        self.form.set_values(
            {"whom": known, "first": offer.first, "last": offer.last, "detail": Detail.LEAST.value}
        )
        self.body.addWidget(self.form)
        warning = _(
            "The file is not encrypted and leaves the program. Whoever gets it can read it, and nothing here can take "
            "it back. Save it only where nobody else looks, and delete it when it is no longer needed."
        )
        self.warning = label(warning, "hint", wrap=True)
        self.body.addWidget(self.warning)
        self.add_button(_("Cancel"), self.reject)
        self.save = self.add_button(
            _("Choose where"), self._choose, icon="save", kind="primary", default=True
        )
        self.form.focus_first()

    def request(self) -> CalendarRequest:
        """Return what is chosen."""
        values = self.form.values()
        return CalendarRequest(
            first=values["first"],
            last=values["last"],
            young_person_id=values["whom"],
            detail=Detail(values["detail"]),
        )

    def _choose(self) -> None:
        if self.form.is_ready():
            self._ask(self, _("dates.ics"), self._write)

    def _write(self, target: Path) -> None:
        writing = tasks.command(self, self._files.save, self.request(), target)
        writing.busy(self.save).form(self.form).done(self._done).start()

    def _done(self, count: int) -> None:
        self.accept()
        notify.tell(
            ngettext("{n} date is saved.", "{n} dates are saved.", count).format(n=count),
            "done",
            _("It stands in the log of what was done."),
        )


def open_calendar_dialog(
    parent: QWidget, files: CalendarFiles, clock: Clock, young_person_id: str = "", ask: AskFile = ask_file
) -> None:
    """Fetch for whom a file can be saved, then open the dialog over `parent`."""
    asking = tasks.query(parent, files.offer)
    asking.done(
        lambda offer: CalendarDialog(parent, files, offer, clock, young_person_id, ask).open()
    ).start()
