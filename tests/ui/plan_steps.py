"""What a person does on the Plan tab, for its tests: write a section, share a version, sign it."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QPlainTextEdit, QWidget

from securecare_desktop.domain.own_words import HowGiven
from securecare_desktop.domain.plans import PlanPart, PlanVersion
from securecare_desktop.services.bundle import Services
from securecare_desktop.ui.plans.page import PlanPage
from securecare_desktop.ui.widgets.sign_dialog import SignDialog
from tests.support.house import KAI
from tests.ui.record_pages import type_into


def press(widget: QWidget, words: str) -> None:
    """Click the visible button with these words."""
    QCoreApplication.sendPostedEvents()  # what was put on the page just now is shown
    found = [
        b
        for b in widget.findChildren(QAbstractButton)
        if b.isVisibleTo(widget) and (b.text() == words or b.accessibleName() == words)
    ]
    assert found, f"no button “{words}”"
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)


def reads(widget: QWidget) -> str:
    """Return all that can be read in a widget."""
    QCoreApplication.sendPostedEvents()
    texts = [w.text() for w in widget.findChildren(QLabel) if w.isVisibleTo(widget)]
    texts += [w.toPlainText() for w in widget.findChildren(QPlainTextEdit) if w.isVisibleTo(widget)]
    return "\n".join(texts)


def write(page: PlanPage, section: int, text: str, said: str = "") -> None:
    """Write a section of the version that is shown, and save it."""
    page.write(section)
    form = page.editor.form
    assert form is not None
    type_into(form, "text", text)
    if said:
        type_into(form, "own_words", said)
        form.editor("own_words").way(HowGiven.SAID).click()  # type: ignore[attr-defined]
    press(page.editor, "Save")


def a_part(version: PlanVersion, section: int, text: str) -> PlanPart:
    """Return a section as somebody else would write it."""
    return PlanPart(young_person_id=KAI, plan_version_id=version.id, section=section, text=text)


def share(services: Services, version: PlanVersion) -> PlanVersion:
    """Write down that a version was shared."""
    told = replace(
        version,
        shared_on=date(2026, 5, 13),
        shared_how="Read together.",
        shared_by="Denise Okafor",
        comments="Put Nan first.",
        comments_how=HowGiven.SAID,
    )
    return services.plans.share(told).record


def a_signed_version(services: Services, manager: Services, *texts: str) -> PlanVersion:
    """Start, write, share and sign a version twice; return the one that counts now."""
    version = services.plans.start_version(KAI, "Something is new.").record
    parts = {part.section: part for part in services.plans.parts(KAI, version.id)}
    for section, text in enumerate(texts, 1):
        part = parts.get(section) or a_part(version, section, "")
        services.plans.save_part(replace(part, text=text))
    share(services, version)
    services.plans.sign(version.id)
    signed: PlanVersion = manager.plans.sign_as_manager(version.id).record
    return signed


def signing(page: QWidget) -> SignDialog:
    """Return the dialog in which somebody signs."""
    dialogs = [d for d in page.window().findChildren(QDialog) if isinstance(d, SignDialog) and d.isVisible()]
    assert dialogs
    return dialogs[0]
