"""Sections of the plan that somebody has begun to write and not saved: where they are read, shared and signed.

They are the reader's own drafts and nobody else's. Going on with one is the section editor's.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...core.clock import Clock, local
from ...core.text import _, clock_time, day_and_time, ngettext
from ...domain.drafts import UnfinishedPart
from ...domain.own_words import HowGiven
from ...domain.plans import PlanVersion
from ..widgets.buttons import Button
from ..widgets.card import Banner, Card, VoiceBand
from ..widgets.flow import Flow
from ..widgets.form import Form
from ..widgets.labels import label
from ..widgets.own_words import OwnWordsEntry
from . import wording

ICON = "file-pen-line"


def since(one: UnfinishedPart, clock: Clock) -> str:
    """Return when the last words were kept: "14:05", with the day where that is not today."""
    today = clock.today()
    is_today = local(one.kept_at).date() == today
    return clock_time(one.kept_at) if is_today else day_and_time(one.kept_at, today)


def own_words(values: Mapping[str, str]) -> OwnWordsEntry:
    """Return the young person's words in a draft of a section."""
    kept = values.get("own_words", "")
    words, how, why = json.loads(kept) if kept else ("", "", "")
    return OwnWordsEntry(words, HowGiven(how) if how else None, why)


def waits(one: UnfinishedPart, shown: PlanVersion, clock: Clock, go_on: Callable[[], object]) -> Banner:
    """Return the line that says that one's words wait, in this version or in another one, with the way to them."""
    said = _("Your words from {when} wait here. They are not saved yet.")
    if one.version.id != shown.id:
        said = _("Your words from {when} wait in {version}. They are not saved yet.")
    version = wording.version_title(one.version).lower()
    text = said.format(when=since(one, clock), version=version)
    return Banner(_("Not finished."), text, "soon", icon=ICON, links=((_("Go on writing"), go_on),))


def begun(found: Iterable[UnfinishedPart], version: PlanVersion) -> tuple[UnfinishedPart, ...]:
    """Return what was begun in this version."""
    return tuple(one for one in found if one.version.id == version.id)


def not_part_of_it(
    found: tuple[UnfinishedPart, ...], said: str, go_on: Callable[[int], object]
) -> Banner | None:
    """Return the line that names the sections with words that are not saved, or None; `said` is what that means."""
    if not found:
        return None
    strong = ngettext(
        "{n} section has words of yours that are not saved.",
        "{n} sections have words of yours that are not saved.",
        len(found),
    ).format(n=len(found))
    links = [
        (wording.section_title(one.section), lambda section=one.section: go_on(section)) for one in found
    ]
    return Banner(strong, said, "soon", icon=ICON, links=links)  # type: ignore[arg-type] - the default fills it


class LeftOver(Card):
    """Words that were not saved before their version was signed: to be read, carried on or thrown away."""

    def __init__(self, one: UnfinishedPart, clock: Clock, name: str, acts: Iterable[Button]) -> None:
        title = _("Not finished: your words from {when}").format(when=since(one, clock))
        super().__init__(title, icon=ICON, inset=True)
        version = wording.version_title(one.version)
        said = _("{version} was signed without them. Nobody but you sees them.")
        if one.version.may_be_written_in:  # by others, and no more by its writer
            version = version.lower()
            said = _("They are not saved in {version}. Nobody but you sees them.")
        self.body.addWidget(label(said.format(version=version), "second", wrap=True))
        text, words = one.values.get("text", "").strip(), own_words(one.values).words
        if text:
            self.body.addWidget(label(text, wrap=True, selectable=True))
        if words:
            self.body.addWidget(VoiceBand(words, title=_("{name}’s words").format(name=name)))
        self.buttons = tuple(acts)
        self.body.addWidget(Flow(self.buttons, gap=8))


# -- into another version ----------------------------------------------------------------------------------------


def put_into(form: Form, values: Mapping[str, str], then: Mapping[str, Any] | None) -> None:
    """Put the words of a draft into the form of the same section in another version; nothing of either is lost.

    `then` is what stood in the version it was typed in, where it was typed on that. A field that still says the same
    takes what was typed; one that says something else gets it under that.
    """
    now = form.values()
    for name, was in now.items():
        editor, typed = form.editor(name), values.get(name, "")
        if then is not None and _same(was, then.get(name)):
            editor.set_draft_text(typed)
        elif name == "own_words":
            editor.set_value(_both_words(was, own_words(values)))
        elif isinstance(was, tuple):
            editor.set_value(tuple(dict.fromkeys((*was, *(one for one in typed.split("\n") if one)))))
        elif isinstance(was, str):
            editor.set_value(_both(was, typed))
        elif was is None:
            editor.set_draft_text(typed)
        editor.changed.emit()


def _same(now: Any, then: Any) -> bool:
    return bool((now or None) == (then or None)) or (isinstance(now, str) and now == str(then).strip())


def _both(theirs: str, mine: str) -> str:
    """Return two texts under each other, or the one that has the other in it."""
    mine = mine.strip()
    if mine in theirs:
        return theirs
    return mine if theirs in mine else f"{theirs}\n\n{mine}"


def _both_words(theirs: OwnWordsEntry, mine: OwnWordsEntry) -> OwnWordsEntry:
    how = theirs.given_how or mine.given_how
    return OwnWordsEntry(_both(theirs.words, mine.words), how, theirs.why_not_asked or mine.why_not_asked)


def in_a_column(widgets: Iterable[QWidget | None]) -> QWidget:
    """Return these under each other."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    for one in widgets:
        if one is not None:
            column.addWidget(one)
    return made
