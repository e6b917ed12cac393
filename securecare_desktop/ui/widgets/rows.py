"""Rows of cards and panels: list rows that open something, and facts (label and value)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ...core.text import _
from .. import theme
from .buttons import LinkButton, PaintedButton, let_clicks_through
from .card import Chip
from .flow import Flow
from .labels import IconLabel, IconText, label, strong_label


@dataclass(frozen=True, slots=True)
class Note:
    """A small fact in the second line of a row. `tone`: late, soon, done, quiet or "" for text-2."""

    icon: str
    text: str
    tone: str = ""


class ListRow(PaintedButton):
    """A quiet row: lead (a date) | words | chip or note at the right. Reached by Tab, opened by Enter or click.

    `strong` stands in 600 before `text` ("Kai" + ": Hannah Whitlock to Sam Adeyemi, key worker"). `second` is a
    tuple of notes, or one plain line. Without `on_open` it is a still row that takes no focus.
    """

    def __init__(
        self,
        text: str,
        on_open: Callable[[], object] | None = None,
        *,
        strong: str = "",
        lead: str = "",
        lead_second: str = "",
        lead_width: int = 104,
        icon: str = "",
        icon_tone: str = "text-2",
        second: str | Iterable[Note] = (),
        chip: tuple[str, str, str] | None = None,
        right: Note | str | None = None,
        link: tuple[str, Callable[[], object]] | None = None,
        arrow: bool = False,
        inset: int = 16,
    ) -> None:
        super().__init__("row")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)  # a button's own policy would cut wrapped words off
        self.setSizePolicy(policy)
        row = QHBoxLayout(self)
        notes = tuple(second) if not isinstance(second, str) else ()
        high = 8 if notes or second or lead_second else 6
        row.setContentsMargins(inset, high, inset, high)
        row.setSpacing(8)
        spoken = [lead, lead_second, f"{strong}{text}"]
        if lead:
            row.addLayout(_lead(lead, lead_second, lead_width))
        if icon:
            row.addWidget(IconLabel(icon, icon_tone), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(strong_label(strong, text, wrap=True) if strong else label(text, wrap=True))
        if notes:
            words.addWidget(Flow([_note(note) for note in notes]))
            spoken.extend(note.text for note in notes)
        elif second:
            words.addWidget(label(str(second), "caption", wrap=True))
            spoken.append(str(second))
        row.addLayout(words, 1)
        if chip is not None:
            row.addWidget(Chip(*chip), 0, Qt.AlignmentFlag.AlignTop)
            spoken.append(chip[1])
        if isinstance(right, Note):
            row.addWidget(_note(right))
            spoken.append(right.text)
        elif right:
            row.addWidget(label(right, "second"))
            spoken.append(right)
        self.link: LinkButton | None = None
        if link is not None:
            self.link = LinkButton(link[0], link[1], small=True)
            row.addWidget(self.link)
        if arrow:
            row.addWidget(IconLabel("chevron-right", "text-2"))
        let_clicks_through(self)
        self.setAccessibleName(", ".join(part for part in spoken if part))
        if on_open is None:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setEnabled(True)
            self.setAttribute(Qt.WidgetAttribute.WA_Hover, False)
            self.setProperty("still", True)
        else:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.clicked.connect(lambda _checked=False: on_open())


def _lead(lead: str, second: str, wide: int) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(2)
    first = label(lead, "strong")
    column.addWidget(first)
    under = label(second, "caption") if second else None
    if under is not None:
        column.addWidget(under)
    column.addStretch(1)
    first.setMinimumWidth(theme.px(wide))
    return column


def _note(note: Note) -> IconText:
    return IconText(
        note.icon, note.text, note.tone, strong=bool(note.tone) and note.tone not in ("done", "quiet")
    )


def rests_on(basis: str) -> IconText:
    """Return what a rule rests on as a plain fact: "law", "guidance", or "local" and "team" (shown as Team)."""
    icon, words = {
        "law": ("scale", _("Law")),
        "guidance": ("book-open", _("Guidance")),
    }.get(basis, ("users", _("Team")))
    return IconText(icon, words)


class Facts(QWidget):
    """Labels at the left, values at the right. Values wrap; an empty one is left out."""

    def __init__(self, pairs: Iterable[tuple[str, str]], label_width: int = 140) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, label_width)
        shown = [(name, value) for name, value in pairs if value]
        for at, (name, value) in enumerate(shown):
            grid.addWidget(label(name, "second", wrap=True), at, 0, Qt.AlignmentFlag.AlignTop)
            words = label(value, wrap=True, selectable=True)
            words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            words.setAccessibleName(f"{name}: {value}")
            grid.addWidget(words, at, 1)
