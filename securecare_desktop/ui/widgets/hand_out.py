"""A document leaves the program: to a file or to a printer, and never without standing in the register.

The order is always: what the person decides (file, password, printer), then the register and the audit log in
one transaction, then the bytes leave. So a copy that exists is registered, also when the computer stops half
way; a registered copy that never came to be is noted as not made. Cancelling comes before the register.
"""

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from ...core.errors import AppError
from ...core.paths import replace_file
from ...core.text import _
from .. import notify
from . import pages, save_file

AskPrinter = Callable[[QWidget, Callable[[QPrinter], object]], None]


def ask_file(parent: QWidget, name: str, on_chosen: Callable[[Path], object]) -> None:
    """Let the person choose where the PDF goes; nothing waits for the answer."""
    save_file.ask_file(parent, _("Save as PDF"), name, _("PDF files (*.pdf)"), on_chosen)


def ask_printer(parent: QWidget, on_chosen: Callable[[QPrinter], object], *, landscape: bool = False) -> None:
    """Show the system's print dialog; nothing waits for the answer."""
    if not QPrinterInfo.availablePrinterNames():
        notify.error(
            AppError(
                _("No printer is set up on this computer."),
                _("Save it as PDF, or set a printer up first."),
            )
        )
        return
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    pages.fit_to_paper(printer, landscape=landscape)
    # without a name: the title stands in the printer's queue, where everybody can read it
    printer.setDocName(_("SecureCare document"))
    dialog = QPrintDialog(printer, parent)
    # printing to a file would leave a copy without a password that "Save as PDF" asks about
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, False)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintCollateCopies, False)
    dialog.accepted.connect(lambda: on_chosen(one_copy(printer)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.show()  # its own open() wants a receiver in C++


def one_copy(printer: QPrinter) -> QPrinter:
    """Return the printer set to one copy: each copy has a number of its own in the register."""
    if printer.copyCount() > 1:
        printer.setCopyCount(1)
        notify.tell(
            _("One copy is printed."), "info", _("Each copy has its own number: print again for the next.")
        )
    return printer


def problem_with(target: Path) -> AppError | None:
    """Return why nothing can be written to `target`, None when it looks as if it can."""
    folder = target.parent
    if not folder.is_dir():
        return AppError(_("The folder is not there (any more)."), _("Choose another folder."))
    if target.is_dir():
        return AppError(_("This is a folder, not a file."), _("Choose a name for the file."))
    if not os.access(folder, os.W_OK):
        return _not_writable()
    return None


def write_copy(target: Path, pdf: bytes) -> None:
    """Write a copy in one step. Raises AppError with the one sentence where it cannot be written."""
    try:
        replace_file(target, pdf)
    except OSError as error:
        raise _not_writable() from error


def _not_writable() -> AppError:
    return AppError(
        _("The file could not be written to this folder."),
        _("Choose another folder, or look whether the disk is full. Nothing was saved."),
    )
