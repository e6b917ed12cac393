"""What the tests of printed pages share: a way to render and to read back."""

import io
from collections.abc import Callable

import pytest
from pypdf import PdfReader

from securecare_desktop.documents.renderer import render
from securecare_desktop.documents.tree import Document, Furniture, Look, Part

FURNITURE = Furniture(
    marking="OFFICIAL-SENSITIVE",
    head_left="Copy 4 for Sam Adeyemi, incoming key worker",
    head_right="Destroy by 10 June 2026.",
    foot_left="Kai Renshaw, born 30 September 2010",
    foot_second="Pack 2, made by Denise Okafor, 22 May 2026 09:58",
)


class Pages:
    """A rendered document, read back with pypdf."""

    def __init__(self, document: Document) -> None:
        self.rendered = render(document)
        self.reader = PdfReader(io.BytesIO(self.rendered.pdf))
        self.texts = [page.extract_text() for page in self.reader.pages]

    @property
    def text(self) -> str:
        """All pages' text, with white space made single."""
        return " ".join(" ".join(self.texts).split())

    def body(self, furniture: Furniture = FURNITURE) -> str:
        """All pages' text without head and foot."""
        found = []
        for number, text in enumerate(self.texts, 1):
            lines = text.split("\n")
            count = f"Page {number} of {len(self.texts)}"
            at = next(i for i, line in enumerate(lines) if count in line)
            found += lines[at + 3 :]
        return " ".join(" ".join(found).split())


@pytest.fixture
def drawn() -> Callable[..., Pages]:
    """Return a function that renders parts with the furniture of a pack."""

    def draw(*parts: Part, furniture: Furniture = FURNITURE, look: Look = Look.WORK) -> Pages:
        return Pages(Document(title="Handover pack", furniture=furniture, parts=parts, look=look))

    return draw
