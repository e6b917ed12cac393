"""One renderer for every document: a tree of parts goes in, the bytes of a PDF come out, all in memory.

Preview, print and file are these same bytes. The same tree gives the same bytes.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.platypus.doctemplate import BaseDocTemplate, PageTemplate
from reportlab.platypus.flowables import PageBreak as NextPage
from reportlab.platypus.frames import Frame as PageFrame

from ..core.text import ngettext
from . import tree
from .blocks import Block, PageEnd
from .build import Builder
from .fonts import FAMILIES, Weight, face
from .furniture import PageFurniture
from .lines import Tally
from .paper import PaperCanvas
from .setting import settings_for


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document as a PDF. `boxed_characters` counts what no bundled font has and stands as a box.

    `page_of` says on which page, counted from 1, each heading with an anchor stands.
    """

    pdf: bytes
    pages: int
    boxed_characters: int
    page_of: Mapping[str, int]


def render(document: tree.Document) -> Rendered:
    """Draw a document. Nothing is written to disk."""
    page = landscape(A4) if document.landscape else A4
    settings = settings_for(document.look)
    width = page[0] - 2 * settings.margin
    tally = Tally()
    furniture = PageFurniture(document.furniture, document.look, settings, width, tally)
    text_height = page[1] - furniture.head_room - furniture.foot_room
    builder = Builder(settings, width, text_height, tally)
    blocks = builder.blocks(document.parts)
    if tally.boxed:
        blocks += builder.blocks([tree.Paragraph(_boxed_line(tally.boxed), tree.Manner.SMALL)])

    def draw_furniture(canvas: PaperCanvas, template: Any) -> None:
        furniture.draw(canvas, settings.margin, page[1])

    page_of: dict[str, int] = {}

    def new_canvas(filename: Any, **options: Any) -> PaperCanvas:
        return PaperCanvas(filename, made_at=document.made_at, page_of=page_of, **options)

    stream = io.BytesIO()
    template = BaseDocTemplate(
        stream, pagesize=page, invariant=1, pageCompression=1, title=document.title, author="", subject="",
        creator="SecureCare Desktop", producer="SecureCare Desktop", lang=document.language,
        initialFontName=face(FAMILIES[0], Weight.REGULAR).name,
    )  # fmt: skip
    frame = PageFrame(
        settings.margin, furniture.foot_room, width, text_height,
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )  # fmt: skip
    template.addPageTemplates(PageTemplate(frames=[frame], onPage=draw_furniture, pagesize=page))
    template.build(_flow(blocks, width, text_height), canvasmaker=new_canvas)
    return Rendered(stream.getvalue(), template.page, tally.boxed, page_of)


def _flow(blocks: list[Block], width: float, text_height: float) -> list[Any]:
    """Return the blocks as platypus wants them; nothing that leads stands alone at the foot of a page."""
    for index, block in enumerate(blocks):
        block.needed = min(_needed(blocks[index:], width), text_height) if block.leads or block.whole else 0.0
    return [NextPage() if isinstance(block, PageEnd) else block for block in blocks]


def _needed(blocks: list[Block], width: float) -> float:
    """Return the height that the first of these blocks needs with what must not be parted from it."""
    first, *rest = blocks
    if not first.leads or not rest:
        return first.height_at(width) if first.whole or first.leads else first.start_height(width)
    return first.height_at(width) + max(first.after, rest[0].before) + _needed(rest, width)


def _boxed_line(count: int) -> str:
    return ngettext(
        "{n} character could not be printed with the fonts of this program. It stands as a box with its code.",
        "{n} characters could not be printed with the fonts of this program. They stand as boxes with their codes.",
        count,
    ).format(n=count)
