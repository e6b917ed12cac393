"""What a printed document is made of: plain frozen parts that say what stands where, not how it is drawn.

Whoever collects a document builds this tree; `renderer.py` draws it. All text in it is text: nothing in a
tree is markup, so `<b>` and `&` come out as they were typed. Measures are points (1/72 inch).
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from .drawing import Drawing


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one manner; `icon` names a picture in resources/icons that stands before it."""

    text: str
    bold: bool = False
    quiet: bool = False
    icon: str = ""


Words: TypeAlias = str | tuple[str | Run, ...]


def bold(text: str) -> Run:
    """Return text that leads in or stands out."""
    return Run(text, bold=True)


def with_icon(icon: str, text: str, *, heavy: bool = False) -> Run:
    """Return text with a picture before it."""
    return Run(text, bold=heavy, icon=icon)


def runs_of(words: Words) -> tuple[Run, ...]:
    """Return words as runs, whichever way they were given."""
    if isinstance(words, str):
        return (Run(words),)
    return tuple(Run(part) if isinstance(part, str) else part for part in words)


def plain_text(words: Words) -> str:
    """Return words without their manner."""
    return "".join(run.text for run in runs_of(words))


class Look(StrEnum):
    """Sets of sizes: pages for work, the large plain page that belongs to a young person, a sheet that holds much."""

    WORK = "work"
    OWN_PAGE = "own_page"
    SHEET = "sheet"


class Manner(StrEnum):
    """How a paragraph is set."""

    BODY = "body"
    SMALL = "small"
    QUIET = "quiet"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class Masthead:
    """The head of a first page: the name, large, what stands beside it, and what stands at the right."""

    name: str
    beside: tuple[str, ...] = ()
    right: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageTitle:
    """The head of a later page, or of a page of its own: title, a quiet note beside it, two notes above."""

    title: str
    note: str = ""
    above_left: str = ""
    above_right: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, also an entry in the document's outline; `anchor` lets other parts name its page."""

    text: str
    icon: str = ""
    level: int = 1
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; line ends in the text are kept. One that `leads` is not parted from what follows it."""

    words: Words
    manner: Manner = Manner.BODY
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One label and what is true of it."""

    label: str
    value: Words


@dataclass(frozen=True, slots=True)
class Facts:
    """A grid of labels and values."""

    facts: tuple[Fact, ...]
    columns: int = 2


@dataclass(frozen=True, slots=True)
class BoxCell:
    """One cell in the lower rows of a reason box; `share` is its part of the width."""

    label: str
    value: Words
    share: float = 1.0
    strong: bool = False


@dataclass(frozen=True, slots=True)
class ReasonBox:
    """The box that page one opens with: one sentence, large, and rows of facts under it."""

    label: str
    sentence: str
    rows: tuple[tuple[BoxCell, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class StatusLine:
    """How things are: a boxed icon and word, and the sentence that says why."""

    icon: str
    word: str
    words: Words


@dataclass(frozen=True, slots=True)
class Voice:
    """The honey band, for the young person's own words and for nothing else."""

    title: str = ""
    items: tuple[Words, ...] = ()
    quote: Words = ""
    meta: str = ""
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of points, in one column or more."""

    items: tuple[Words, ...]
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `share` is its part of the width."""

    title: str
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class CellLine:
    """One of several lines in a cell; `lead` stands before it in a column of its own, such as a time or a box to tick."""

    words: Words
    lead: str = ""
    checkbox: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is more than words: a box to tick, or the young person's own words in honey.

    `title` stands over everything else in it, `lines` below the words.
    """

    words: Words = ""
    checkbox: bool = False
    voice: Words = ""
    status: tuple[str, str] = ("", "")
    title: str = ""
    lines: tuple[CellLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its head is repeated on every page it runs over.

    `ruled` adds lines between columns, `small` sets the text as small as small print is.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Words | Cell, ...], ...]
    ruled: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True)
class NoticeBox:
    """A box that nobody overlooks: what leads in, what it says, and a quiet note at its right."""

    icon: str
    lead: str
    words: Words
    right: str = ""
    small: bool = False


@dataclass(frozen=True, slots=True)
class DatesList:
    """Dates and what happens on them, read down the left column first."""

    dates: tuple[tuple[str, Words], ...]
    columns: int = 2


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, as wide as the page's text unless the drawing is narrower."""

    drawing: Drawing


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo (the bytes of a JPEG or PNG), at most `width` points wide; `description` says in words what it shows."""

    data: bytes
    description: str
    width: float = 260.0


@dataclass(frozen=True, slots=True)
class Lines:
    """Empty lines to write on."""

    count: int = 3


@dataclass(frozen=True, slots=True)
class Signatures:
    """A row for each person who signs: who they are, and room for name, signature and date."""

    people: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DraftBanner:
    """The dashed box that says DRAFT. "{page}" in the sentence becomes the page of the heading `anchor`."""

    lead: str
    sentence: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class PageNote:
    """A quiet line; "{page}" in the sentence becomes the page of the heading `anchor`."""

    sentence: str
    anchor: str


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two or more stacks of parts beside one another."""

    columns: "tuple[tuple[Part, ...], ...]"


@dataclass(frozen=True, slots=True)
class KeepTogether:
    """Parts that stand on one page if a page can hold them."""

    parts: "tuple[Part, ...]"


@dataclass(frozen=True, slots=True)
class OnePage:
    """A page of its own: the first of these choices that one page holds, the fullest first.

    Where none fits, the last one runs on to the next page and what follows stands right below it.
    """

    choices: "tuple[tuple[Part, ...], ...]"


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


Part: TypeAlias = (
    Masthead | PageTitle | Heading | Paragraph | Facts | ReasonBox | StatusLine | Voice | Bullets | Table
    | NoticeBox | DatesList | Picture | Photo | Lines | Signatures | DraftBanner | PageNote | SideBySide | KeepTogether | OnePage
    | PageBreak
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Furniture:
    """Head and foot of every page. An empty marking leaves the marking out, top and bottom.

    `head_left` and `head_right` stand over a rule, `foot_left` and the page number under one, and
    `foot_second` is a quiet line below them.
    """

    marking: str = ""
    head_left: Words = ""
    head_right: Words = ""
    foot_left: Words = ""
    foot_second: str = ""

    @property
    def has_head(self) -> bool:
        """Whether anything stands over the page's text."""
        return bool(self.marking or self.head_left or self.head_right)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `title` goes into the file's properties and never holds a young person's name."""

    title: str
    furniture: Furniture
    parts: tuple[Part, ...]
    language: str = "en-GB"
    look: Look = Look.WORK
    landscape: bool = False
    made_at: datetime | None = None
