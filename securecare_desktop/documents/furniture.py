"""Head and foot of every page: marking, recipient, destroy-by; whose it is, page x of y, who made it.

Laid out once for the whole document, drawn on every page as decoration that is not read aloud.
"""

from dataclasses import replace

from ..core.text import _
from .lines import Tally, TextLine, break_lines, prepare, text_width
from .paper import PaperCanvas
from .setting import SMALL_PRINT, Setting, Settings
from .strokes import RULE
from .tree import Furniture, Look, Words, plain_text

_MARKING_HEIGHT = 14.2
_COUNT_WIDTH = 92.0
_MOST_LINES = 6
_GAP = 16.0


class PageFurniture:
    """The furniture of one document, and the room it leaves for text. Measures in points."""

    def __init__(
        self, furniture: Furniture, look: Look, settings: Settings, width: float, tally: Tally
    ) -> None:
        self._own_page = look is Look.OWN_PAGE
        self._marking = furniture.marking
        self._width = width
        self._has_head = furniture.has_head
        quiet = settings.quiet if self._own_page else replace(SMALL_PRINT, colour="ink-2")
        self._setting = quiet if self._own_page else SMALL_PRINT
        self._quiet = quiet
        right = replace(self._setting, align="right")
        self._right = right
        left_room, right_room = _shared(width - _GAP, furniture, self._setting)

        def lines(words: Words, setting: Setting, room: float) -> list[TextLine]:
            if not words:
                return []
            found = break_lines(prepare(words, setting, tally), room)
            if len(found) > _MOST_LINES:  # the text itself has such words whole
                found = [*found[: _MOST_LINES - 1], break_lines(prepare("…", setting, tally), room)[0]]
            return found

        self._head_left = lines(furniture.head_left, self._setting, left_room)
        self._head_right = lines(furniture.head_right, right, right_room)
        self._foot_left = lines(furniture.foot_left, self._setting, width - _COUNT_WIDTH)
        self._foot_second = lines(furniture.foot_second, quiet, width)
        head_lines = max(len(self._head_left), len(self._head_right))
        self._head_top = 21.5 + (_MARKING_HEIGHT if self._marking else 0.0)
        self._head_height = head_lines * self._setting.leading
        self._foot_height = (
            5.0
            + max(1, len(self._foot_left)) * self._setting.leading
            + len(self._foot_second) * (quiet.leading - 0.4)
        )
        self.head_room = self._head_top + self._head_height + 4.2 + RULE + 9.0 if self._has_head else 37.0
        self._foot_bottom = 29.0 if self._own_page else 35.0
        self.foot_room = self._foot_bottom + self._foot_height + RULE + (4.0 if self._own_page else 8.0)

    def draw(self, canvas: PaperCanvas, left: float, page_height: float) -> None:
        """Draw head and foot on the page that is open."""
        with canvas.silently():
            if self._has_head:
                self._draw_head(canvas, left, page_height)
            self._draw_foot(canvas, left)

    def _draw_head(self, canvas: PaperCanvas, left: float, page_height: float) -> None:
        top = page_height - self._head_top
        middle = left + self._width / 2
        if self._marking:
            canvas.draw_marking(self._marking, middle, page_height - 21.5)
        canvas.draw_lines(self._head_left, left, top, self._setting, self._width)
        canvas.draw_lines(self._head_right, left, top, self._right, self._width)
        rule = top - self._head_height - 4.2 - RULE / 2
        canvas.line_at(left, rule, left + self._width, rule, "rule", line_width=RULE)

    def _draw_foot(self, canvas: PaperCanvas, left: float) -> None:
        top = self._foot_bottom + self._foot_height
        if self._own_page:
            canvas.line_at(left, top + RULE / 2, left + self._width, top + RULE / 2, "edge", line_width=0.9)
        else:
            canvas.line_at(left, top + RULE / 2, left + self._width, top + RULE / 2, "rule", line_width=RULE)
        top -= 5.0
        count = self._setting if self._own_page else replace(self._setting, weight=self._setting.strong)
        canvas.draw_lines(self._foot_left, left, top, self._setting, self._width)
        canvas.draw_page_count(_("Page {page} of {pages}"), left + self._width, top, count)
        top -= max(1, len(self._foot_left)) * self._setting.leading
        canvas.draw_lines(self._foot_second, left, top + 0.4, self._quiet, self._width)
        if self._marking:
            canvas.draw_marking(self._marking, left + self._width / 2, 32.5)


def _shared(room: float, furniture: Furniture, setting: Setting) -> tuple[float, float]:
    """Return the widths of the head's two sides: what they need where both fit, else the shorter gets its own."""
    left, right = (
        text_width(plain_text(words), replace(setting, weight=setting.strong)) + 1
        for words in (furniture.head_left, furniture.head_right)
    )
    if left + right <= room:
        return room - right, right
    half = room / 2
    if left < half:
        return left, room - left
    return (room - right, right) if right < half else (half, half)
