"""Rows about paper."""

import io
from pathlib import Path
from xml.sax.saxutils import escape

from pypdf import PdfReader
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate

from securecare_desktop.core.paths import resource
from securecare_desktop.documents.packs import incoming_worker_pack
from securecare_desktop.documents.renderer import render
from securecare_desktop.domain.editions import Edition
from securecare_desktop.services.packs import PackRequest

from .measure import Result, side_by_side
from .stores import demo


def pages_per_second(folder: Path) -> Result:
    """Lay out Kai's pack, against a bare platypus script that lays out the same text."""
    services = demo(folder / "demo")
    kai = next(p for p in services.young_people.list() if p.name_used == "Kai")
    offer = services.packs.offer(kai.id)
    content = services.packs._collect(
        PackRequest(
            young_person_id=kai.id,
            edition=Edition.INCOMING_WORKER,
            recipient=offer.recipient,
            purpose=offer.purposes[0],
        )
    )
    services.session.lock()
    document = incoming_worker_pack(content)
    pack = render(document)
    text = [page.extract_text() for page in PdfReader(io.BytesIO(pack.pdf)).pages]
    lines = [line for page in text for line in page.splitlines() if line.strip()]
    pdfmetrics.registerFont(TTFont("Bare", str(resource("fonts/AtkinsonHyperlegibleNext_400Regular.ttf"))))
    style = ParagraphStyle("bare", fontName="Bare", fontSize=10, leading=14, spaceAfter=4)

    def bare() -> bytes:
        out = io.BytesIO()
        SimpleDocTemplate(out, pagesize=A4).build([Paragraph(escape(line), style) for line in lines])
        return out.getvalue()

    loose = len(PdfReader(io.BytesIO(bare())).pages)
    first, second = side_by_side(lambda: render(incoming_worker_pack(content)), bare, 9)
    return Result(
        "pack.pages_per_second",
        # The bare script sets the same text loosely, on more sheets. Both are counted as the pages of the pack:
        # else a pack that says the same on fewer pages would look slower than one that wastes paper.
        f"Kai's pack, {pack.pages} pages, against bare platypus with the same text ({loose} loose sheets)",
        pack.pages / first,
        pack.pages / second,
        "pages/s",
        0.7,
        "at least this ratio",
    )
