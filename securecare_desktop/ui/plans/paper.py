"""A section, and a whole version, to be read as on paper: text, own words in honey, what was said where there are none."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ...core.labels import label as words_for
from ...core.text import _, day_and_time, day_short
from ...domain.own_words import HowGiven
from ...domain.plans import Goal, GoalState, PlanPart, PlanVersion, Section
from ..widgets.card import VoiceBand
from ..widgets.labels import IconText, label
from ..widgets.rows import Facts
from . import wording
from .said import icon_line


class PartWords(QWidget):
    """What one section says: its text, then the young person's words or why there are none."""

    def __init__(self, part: PlanPart | None, name: str, today: date) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        if part is None or not part.text.strip():
            column.addWidget(IconText("circle", _("Not written yet"), role="second"))
        else:
            column.addWidget(label(part.text.strip(), wrap=True, selectable=True))
        if part is not None:
            for widget in said_about(part, name, today):
                column.addWidget(widget)


def said_about(part: PlanPart, name: str, today: date) -> Iterable[QWidget]:
    """Yield the young person's words about a section in honey, or the line that says why there are none."""
    if part.own_words:
        meta = wording.how_given(part.given_how, part.given_on, name, today)
        yield VoiceBand(part.own_words, meta, title=_("{name}’s words").format(name=name))
        return
    why = wording.no_words(part, name, today)
    if why:
        icon = "circle-check" if part.given_how is HowGiven.CHOSE_NOT_TO else "message-circle-warning"
        yield icon_line(icon, why)


def signatures_of(version: PlanVersion, name: str, today: date) -> QWidget:
    """Return how a version was shared and signed, as labels and values."""

    def on(day: date | None) -> str:
        return day_short(day, today) if day is not None else ""

    shared = ", ".join(part for part in (on(version.shared_on), version.shared_by) if part)
    author = _at(version.author_name, version.author_as, version.author_signed_at, today)
    manager = _at(version.manager_name, version.manager_as, version.manager_signed_at, today)
    return Facts(
        (
            (_("Why a new version"), version.why),
            (_("Shared"), shared or _("not yet")),
            (_("How it was shared"), version.shared_how),
            (_("Signed by {name}").format(name=name), on(version.young_person_signed_on)),
            (_("Why they did not sign"), version.not_signed_because),
            (_("Signed by the author"), author or _("not yet")),
            (_("Signed by the manager"), manager or _("not yet")),
            (_("What others said, and what was changed"), version.other_comments),
        ),
        label_width=176,
    )


def _at(name: str, as_what: str, at: datetime | None, today: date) -> str:
    if at is None:
        return ""
    return ", ".join(part for part in (name, as_what.lower(), day_and_time(at, today)) if part)


def comments_on(version: PlanVersion, name: str, today: date) -> Iterable[QWidget]:
    """Yield what the young person said about a version when it was shared with them."""
    if version.comments:
        meta = wording.how_given(version.comments_how, version.shared_on, name, today)
        yield VoiceBand(
            version.comments, meta, title=_("What {name} said about this version").format(name=name)
        )
    elif version.comments_how is HowGiven.CHOSE_NOT_TO:
        said = _("{name} chose not to say anything about this version.").format(name=name)
        yield icon_line("circle-check", said)
    elif version.why_not_asked:
        yield label(
            _("Not asked what they think, because: {why}").format(why=version.why_not_asked),
            "second",
            wrap=True,
        )


def _marked_label(text: str) -> QLabel:
    """Return a text in large type with its long sentences underlined."""
    from .reading_hint import marked  # not for the first look at a plan

    made = label("", "plain", wrap=True, selectable=True)
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setText(marked(text))
    made.setAccessibleName(text)
    return made


class VersionPaper(QWidget):
    """A whole version: its sections in order, its goals under the section on goals, how it was shared and signed.

    `plain` is the layout of the young person's own copy: large type, their words, nothing that is for staff alone.
    """

    def __init__(
        self,
        version: PlanVersion,
        parts: Iterable[PlanPart],
        goals: Iterable[Goal],
        name: str,
        today: date,
        *,
        plain: bool = False,
    ) -> None:
        super().__init__()
        self._name, self._today, self._plain = name, today, plain
        self.sections: dict[int, QWidget] = {}
        written: Mapping[int, PlanPart] = {part.section: part for part in parts}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        for section in Section:
            part = written.get(int(section))
            listed = tuple(goals) if section is Section.GOALS else ()
            if part is None and not listed:
                continue
            self.sections[int(section)] = self._section(section, part, listed)
            column.addWidget(self.sections[int(section)])
        if column.count() == 0:
            column.addWidget(label(_("Nothing is written in this version yet."), "second"))
        if not plain:
            column.addWidget(label(_("Shared and signed"), "heading"))
            for widget in comments_on(version, name, today):
                column.addWidget(widget)
            column.addWidget(signatures_of(version, name, today))
        column.addStretch(1)

    def _section(self, section: Section, part: PlanPart | None, goals: tuple[Goal, ...]) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        title = words_for(section) if self._plain else wording.section_title(section)
        column.addWidget(label(title, "plain-heading" if self._plain else "heading", wrap=True))
        if part is not None and part.text.strip():
            text = part.text.strip()
            column.addWidget(_marked_label(text) if self._plain else label(text, wrap=True, selectable=True))
        if part is not None:
            for widget in said_about(part, self._name, self._today):
                column.addWidget(widget)
        for goal in goals:
            if not self._plain or goal.state is GoalState.OPEN:
                column.addWidget(self._goal(goal))
        return made

    def _goal(self, goal: Goal) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(goal.title, "plain-strong" if self._plain else "strong", wrap=True))
        facts = (
            (_("What we will do"), goal.what_we_do),
            (_("What better looks like"), goal.what_better_looks_like),
            (_("Who helps"), goal.who),
            (_("By when"), day_short(goal.by, self._today) if goal.by else ""),
            ("" if self._plain else _("What became of it"), "" if self._plain else words_for(goal.state)),
        )
        column.addWidget(Facts(facts))
        if goal.own_words:
            meta = wording.how_given(goal.given_how, goal.given_on, self._name, self._today)
            column.addWidget(VoiceBand(goal.own_words, meta))
        return made
