"""From the parts of a document to blocks on a page: the look of each part, in one place."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..core.text import _
from . import strokes, tree
from .blocks import SLACK, Block, Frame, Ground, HeadingBlock, PageEnd, Stack, TextBlock
from .lines import IconMark, PageOf, Tally, TextLine, Token, break_lines, prepare, run_ink, text_width
from .photos import fitted, read_photo
from .rows import Columns, Row, TableBlock
from .setting import Setting, Settings, bolder
from .strokes import RULE
from .tree import Words, plain_text

if TYPE_CHECKING:
    from .paper import PaperCanvas

_WHOLE_FACTS = 120.0
_WIDEST_CHIP = 180.0
_WIDE = 600.0
_DAY_WIDTH = 64.0
_DATES_GAP = 12.0
_VOICE_UNDER_HEADING = 4.5


class Builder:
    """Makes blocks in one look. `page_width` and `page_height` are what one page has for text, in points."""

    def __init__(self, settings: Settings, page_width: float, page_height: float, tally: Tally) -> None:
        self.look = settings
        self.page_width = page_width
        self.page_height = page_height
        self.tally = tally
        self._headings = 0
        self._makers: dict[type, Callable[[Any], Block]] = {
            tree.Masthead: self._masthead,
            tree.PageTitle: self._page_title,
            tree.Heading: self._heading,
            tree.Paragraph: self._paragraph,
            tree.Facts: self._facts,
            tree.ReasonBox: self._reason_box,
            tree.StatusLine: self._status_line,
            tree.Voice: self._voice,
            tree.Bullets: self._bullets,
            tree.Table: self._table,
            tree.NoticeBox: self._notice_box,
            tree.DatesList: self._dates_list,
            tree.Picture: self._picture,
            tree.Photo: self._photo,
            tree.Lines: self._lines,
            tree.Signatures: self._signatures,
            tree.DraftBanner: self._draft_banner,
            tree.PageNote: self._page_note,
            tree.SideBySide: self._side_by_side,
            tree.KeepTogether: self._keep_together,
            tree.PageBreak: lambda part: PageEnd(),
        }

    def blocks(self, parts: Sequence[tree.Part]) -> list[Block]:
        """Return the blocks of the parts, in their order."""
        made: list[Block] = []
        previous: tree.Part | None = None
        for part in parts:
            new = self.one_page(part) if isinstance(part, tree.OnePage) else [self._makers[type(part)](part)]
            if isinstance(previous, tree.PageTitle) and new:
                new[0].set_space(self.look.title_after, new[0].after)
            elif isinstance(previous, tree.Heading) and isinstance(part, tree.Voice):
                new[0].set_space(_VOICE_UNDER_HEADING, new[0].after)
            made += new
            previous = part
        return made

    def one_page(self, part: tree.OnePage) -> list[Block]:
        """Return the blocks of the first choice that one page holds, and the page's end."""
        before = self.tally.boxed
        blocks: list[Block] = []
        for choice in part.choices:
            self.tally.boxed = before
            blocks = self.blocks(choice)
            if Stack(blocks).height_at(self.page_width) <= self.page_height + SLACK:
                return [*blocks, PageEnd()]
        return blocks

    def text(
        self, words: Words, setting: Setting, role: str = "P", before: float = 0.0, after: float = 0.0
    ) -> TextBlock:
        """Return words as a block."""
        return TextBlock(prepare(words, setting, self.tally), setting, role, before, after)

    # ---- heads

    def _masthead(self, part: tree.Masthead) -> Block:
        look = self.look
        name = self.text(part.name, look.name, "H1")
        width = max(line.width for line in _on_one_line(name)) if name.paragraphs else 0.0
        beside = Stack([self.text(line, look.beside_name) for line in part.beside])
        quiet = replace(look.quiet, align="right")
        right = Stack([self.text(line, quiet) for line in part.right])
        if width > 0.55 * 500:  # a long name has the line to itself
            below = Row([beside, right], [3, 2], gap=12)
            return Stack([name, below], after=10)
        low = -0.18 * look.name.size  # so that it stands on the last line beside it
        raised = Frame(name, (0, 0, low, 0), strokes.nothing)
        across = self.page_width > _WIDE
        shares = [-(width + 1), 3, 3 if across else 2]
        return Row([raised, beside, right], shares, gap=12, pad=(2.8, 0), after=5 if across else 11, low=True)

    def _page_title(self, part: tree.PageTitle) -> Block:
        look = self.look
        blocks: list[Block] = []
        if part.above_left or part.above_right:
            left = self.text(part.above_left, look.title_note)
            right = self.text(part.above_right, replace(look.title_note, align="right"))
            blocks.append(Row([left, right], [3, 2], gap=12))
        title = self.text(part.title, look.title, "H1")
        if part.note:
            width = max(line.width for line in _on_one_line(title))
            note: Block = self.text(part.note, look.title_note)
            if width < 250:
                raised = Frame(note, (0, 0, 1.3, 0), strokes.nothing)
                row = Row([title, raised], [-(width + 1), 1], gap=8, low=True)
                return Stack([*blocks, row], after=look.title_after)
            blocks += [title, note]
        else:
            blocks.append(title)
        return Stack(blocks, after=look.title_after)

    def _heading(self, part: tree.Heading) -> Block:
        look = self.look
        setting = look.heading if part.level == 1 else look.minor_heading
        self._headings += 1
        return HeadingBlock(
            prepare(part.text, setting, self.tally), setting, title=part.text, key=f"part-{self._headings}",
            level=part.level, anchor=part.anchor, icon=part.icon, icon_size=look.heading_icon,
            before=look.heading_before if part.level == 1 else look.heading_before * 0.6,
            after=look.heading_after if part.level == 1 else look.heading_after * 0.5,
        )  # fmt: skip

    # ---- text

    def _paragraph(self, part: tree.Paragraph) -> Block:
        setting = {
            tree.Manner.BODY: self.look.body,
            tree.Manner.SMALL: self.look.small,
            tree.Manner.QUIET: self.look.quiet,
            tree.Manner.LARGE: self.look.large,
        }[part.manner]
        text = self.text(part.words, setting, before=3.0, after=self.look.after)
        text.leads = part.leads
        return text

    def _facts(self, part: tree.Facts) -> Block:
        look = self.look
        columns: list[list[Block]] = [[] for column in range(part.columns)]
        for index, fact in enumerate(part.facts):
            label = self.text(fact.label, look.label)
            label.leads = True
            value = self.text(fact.value, look.body)
            columns[index % part.columns].append(Stack([label, value], after=5))
        rows = []
        for line in zip(*(_padded(column, len(columns[0])) for column in columns), strict=True):
            rows.append(Row(line, [1] * part.columns, gap=look.column_gap, after=5, whole_up_to=_WHOLE_FACTS))
        return Stack(rows, before=3, after=look.after)

    def _bullets(self, part: tree.Bullets) -> Block:
        return self._in_columns(
            [self._bullet(item, self.look.body, "ink") for item in part.items], part.columns
        )

    def _bullet(self, words: Words, setting: Setting, dot: str) -> Block:
        look = self.look
        radius = 0.16 * setting.size

        def draw(canvas: "PaperCanvas", width: float, height: float, starts: list[float]) -> None:
            canvas.rect_at(
                0.02 * setting.size, height - setting.leading / 2 + radius - 0.01 * setting.size,
                2 * radius, 2 * radius, radius=radius, fill=dot,
            )  # fmt: skip

        text = self.text(words, setting, "LBody")
        return Row(
            [Stack([]), text], [-look.bullet_indent, 1], decorate=draw, after=look.bullet_gap, role="LI"
        )

    def _in_columns(self, items: list[Block], columns: int, before: float = 0.0) -> Block:
        if columns < 2 or len(items) < 2:
            return Stack(items, before=before, after=self.look.after, role="L")
        return Columns(items, columns, gap=self.look.column_gap, before=before, after=self.look.after)

    # ---- boxes

    def _reason_box(self, part: tree.ReasonBox) -> Block:
        look = self.look
        label = self.text(part.label, bolder(look.label))
        sentence = self.text(part.sentence, look.reason)
        blocks: list[Block] = [Frame(Stack([label, sentence]), (7, 10.5, 7.1, 10.5), strokes.nothing)]
        for row in part.rows:
            cells = []
            for cell in row:
                value = bolder(look.body) if cell.strong else look.body
                stack = Stack([self.text(cell.label, look.label), self.text(cell.value, value)])
                cells.append(Frame(stack, (5.2, 6, 5.2, 10.5), strokes.nothing))
            blocks.append(Row(cells, [cell.share for cell in row], decorate=strokes.box_row_lines))
        return Frame(Stack(blocks), (0, 0, 0, 0), strokes.box_edge, after=10.5)

    def chip(self, icon: str, word: str) -> tuple[Block, float]:
        """Return the boxed icon and word that says a state, and its width."""
        setting = self.look.chip
        text = TextBlock(prepare(word, setting, self.tally), setting, "")
        width = _on_one_line(text)[0].width
        icon_size = setting.size * 1.2
        pads = (2.3, 6.5, 2.3, 6.5 + icon_size + 4.5)
        height = setting.leading + pads[0] + pads[2]

        def draw(canvas: "PaperCanvas", full: float, full_height: float) -> None:
            canvas.rect_at(0, full_height, full, full_height, radius=3, stroke="ink", line_width=RULE)
            canvas.draw_icon(
                icon, pads[3] - icon_size - 4.5, full_height - (height - icon_size) / 2, icon_size
            )

        return Frame(text, pads, draw, role="P"), min(width + pads[1] + pads[3] + 1, _WIDEST_CHIP)

    def _status_line(self, part: tree.StatusLine) -> Block:
        chip, width = self.chip(part.icon, part.word)
        text = Frame(self.text(part.words, self.look.body), (1.5, 0, 0, 0), strokes.nothing)
        return Row([Stack([chip]), text], [-width, 1], gap=9, before=2, after=8)

    def _voice(self, part: tree.Voice) -> Block:
        look = self.look
        blocks: list[Block] = []
        if part.title:
            title = prepare(part.title, look.heading, self.tally)
            mark = IconMark("quote", look.heading_icon)
            ink = run_ink(tree.Run(""), look.heading)
            title[0].tokens.insert(0, Token(0.0, look.heading_icon * 1.5, ink, mark))
            blocks.append(TextBlock(title, look.heading, "P", after=look.heading_after))
        if part.quote:
            blocks.append(self.text(part.quote, look.voice, after=2))
        if part.items:
            items = [self._bullet(item, look.voice, "voice-bar") for item in part.items]
            for item in items:
                item.set_space(0, look.bullet_gap + 0.5)
            blocks.append(self._in_columns(items, part.columns))
        if part.meta:
            blocks.append(self.text(part.meta, look.small, before=4))
        pads = (look.voice_pad, 12.75, look.voice_pad, look.voice_indent)
        return Frame(
            Stack(blocks),
            pads,
            strokes.honey,
            before=look.voice_before,
            after=8,
            role="BlockQuote",
            whole_up_to=_WHOLE_FACTS,
        )

    def _draft_banner(self, part: tree.DraftBanner) -> Block:
        look = self.look
        text = self._with_page((tree.bold(part.lead + " "),), part.sentence, part.anchor, look.small)
        return Frame(text, (3.2, 8, 3.2, 8), strokes.dashes, after=4)

    def _page_note(self, part: tree.PageNote) -> Block:
        text = self._with_page((), part.sentence, part.anchor, self.look.quiet)
        text.set_space(0, self.look.after)
        return text

    def _with_page(
        self, lead: tuple[tree.Run, ...], sentence: str, anchor: str, setting: Setting
    ) -> TextBlock:
        """Return a sentence that names the page of an anchor in the place of "{page}"."""
        start, mark, tail = sentence.partition("{page}")
        paragraphs = prepare((*lead, start), setting, self.tally)
        if mark:
            regular = run_ink(tree.Run(""), setting)
            width = text_width(f"88{tail}", setting)
            paragraphs[-1].tokens.append(Token(regular.space, width, regular, PageOf(anchor, tail)))
        return TextBlock(paragraphs, setting)

    # ---- rows

    def _table(self, part: tree.Table) -> Block:
        shares = [column.share for column in part.columns]
        gap = 14.0 if part.ruled else 8.0
        head = None
        if any(column.title for column in part.columns):
            cells = [
                Stack([self.text(c.title, self.look.table_head)] if c.title else [], role="TH")
                for c in part.columns
            ]
            head = Row(
                cells,
                shares,
                gap=gap,
                pad=(3.4, 4),
                role="TR",
                decorate=strokes.under_head(ruled=part.ruled),
                low=True,
            )
        rows = []
        pad = (2.0, 2.6) if part.small else (2.5, 3.0)
        for number, row in enumerate(part.rows):
            cells = [
                self._table_cell(cell, self.look.small if part.small else self.look.table) for cell in row
            ]
            line = strokes.under_row(ruled=part.ruled, last=number == len(part.rows) - 1)
            rows.append(Row(cells, shares, gap=gap, pad=pad, role="TR", decorate=line))
        return TableBlock(head, rows, whole_up_to=0.4 * self.page_height, after=self.look.after + 2)

    def _table_cell(self, cell: Words | tree.Cell, setting: Setting) -> Stack:
        if not isinstance(cell, tree.Cell):
            return Stack([self.text(cell, setting)], role="TD")
        blocks: list[Block] = []
        if cell.title:
            name = replace(bolder(setting), size=self.look.heading.size, leading=self.look.heading.leading)
            blocks.append(self.text(cell.title, name))
        if cell.checkbox and not plain_text(cell.words):
            blocks.append(Ground(setting.leading, strokes.tick_box))
        elif cell.checkbox:
            box = Ground(setting.leading, strokes.tick_box)
            blocks.append(Row([box, self.text(cell.words, setting)], [-18, 1]))
        if cell.status[1]:
            chip, width = self.chip(*cell.status)
            blocks.append(Row([chip, Stack([])], [-width, 1], after=2))
        if not cell.checkbox and plain_text(cell.words):
            blocks.append(self.text(cell.words, setting))
        if cell.voice:
            quote = self.text(cell.voice, setting)
            blocks.append(Frame(quote, (2, 4, 2, 9), strokes.honey, before=2, role="BlockQuote"))
        blocks += [self._cell_line(line, setting) for line in cell.lines]
        return Stack(blocks, role="TD")

    def _cell_line(self, line: tree.CellLine, setting: Setting) -> Block:
        words = self.text(line.words, setting)
        if line.checkbox:
            return Row([Ground(setting.leading, strokes.tick_box), words], [-16, 1])
        if line.lead:
            lead = self.text(line.lead, bolder(setting))
            return Row([lead, words], [-3.3 * setting.size, 1])
        return words

    def _notice_box(self, part: tree.NoticeBox) -> Block:
        setting = self.look.small if part.small else self.look.table
        lead = tree.with_icon(part.icon, part.lead, heavy=True)
        words = self.text((lead, " ", *tree.runs_of(part.words)), setting)
        cells: list[Block] = [words]
        shares = [1.0]
        if part.right:
            cells.append(self.text(part.right, replace(setting, colour="ink-2", align="right")))
            shares.append(-min(text_width(part.right, setting) + 1, 0.35 * self.page_width))
        pad = 3.0 if part.small else 5.5
        return Frame(Row(cells, shares, gap=14), (pad, 10, pad, 10), strokes.box_edge, after=5)

    def _dates_list(self, part: tree.DatesList) -> Block:
        look = self.look
        rows: list[Block] = []
        for day, what in part.dates:
            cells = [self.text(day, bolder(look.table)), self.text(what, look.table)]
            rows.append(Row(cells, [-_DAY_WIDTH, 1], pad=(2.5, 3), role="LI"))
        return Columns(rows, part.columns, gap=_DATES_GAP, lines=strokes.under_row, after=look.after + 2)

    def _signatures(self, part: tree.Signatures) -> Block:
        look = self.look
        rows: list[Block] = []
        for role, name in part.people:
            cells: list[Block] = [
                Stack([self.text(role, look.label), self.text(name, bolder(look.body))]),
                self.text(_("Signature"), look.label),
                self.text(_("Date"), look.label),
            ]
            rows.append(Row(cells, [5, 6, 3], gap=12, pad=(4, 10), decorate=strokes.signature_lines))
        return Stack(rows, before=3, after=look.after)

    # ---- drawings and groups

    def _lines(self, part: tree.Lines) -> Block:
        pitch = self.look.line_pitch

        def draw(canvas: "PaperCanvas", width: float, height: float) -> None:
            canvas.line_at(0, RULE, width, RULE, "ink-2", line_width=RULE)

        return Stack(
            [Ground(pitch, draw) for line in range(part.count)], before=3, after=self.look.lines_after
        )

    def _picture(self, part: tree.Picture) -> Block:
        drawing = part.drawing

        def draw(canvas: "PaperCanvas", width: float, height: float) -> None:
            canvas.draw_shapes(drawing, 0, height)

        for shape in drawing.shapes:
            if hasattr(shape, "text"):
                prepare(shape.text, self.look.body, self.tally)
        return Ground(drawing.height, draw, before=0, after=0, alternative=drawing.description)

    def _photo(self, part: tree.Photo) -> Block:
        reader = read_photo(part.data)
        if reader is None:
            return self.text(_("The photo could not be read."), self.look.quiet, after=self.look.after)
        wide, high = fitted(reader, min(part.width, self.page_width), 0.4 * self.page_height)

        def draw(canvas: "PaperCanvas", width: float, height: float) -> None:
            canvas.drawImage(reader, 0, 0, wide, high)

        return Ground(high, draw, before=4, after=self.look.after, alternative=part.description)

    def _side_by_side(self, part: tree.SideBySide) -> Block:
        stacks = [Stack(self.blocks(column)) for column in part.columns]
        before = max((stack.blocks[0].before for stack in stacks if stack.blocks), default=0.0)
        return Row(stacks, [1] * len(stacks), gap=self.look.column_gap, before=before, after=self.look.after)

    def _keep_together(self, part: tree.KeepTogether) -> Block:
        blocks = self.blocks(part.parts)
        stack = Stack(
            blocks, before=blocks[0].before if blocks else 0.0, after=blocks[-1].after if blocks else 0.0
        )
        stack.whole = True
        return stack


def _on_one_line(block: TextBlock) -> list[TextLine]:
    return break_lines(block.paragraphs, 100_000)


def _padded(blocks: list[Block], count: int) -> list[Block]:
    return [*blocks, *(Stack([]) for missing in range(count - len(blocks)))]
