"""The structure of a document inside its PDF: which text is a heading, a paragraph, a cell of a table.

Programs that read a page aloud follow it. Everything drawn is either content of an element or an artifact
(rules, grounds, head and foot).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from reportlab.pdfbase import pdfdoc


class Element:
    """One element of the structure; a block that runs over two pages has one element for both parts."""

    __slots__ = ("alternative", "children", "number", "parent", "role")

    def __init__(self, role: str, alternative: str = "") -> None:
        self.role = role
        self.alternative = alternative
        self.parent: Element | None = None
        self.number = -1
        self.children: list[Element | tuple[str, int]] = []


class _Written(pdfdoc.PDFObject):  # type: ignore[misc]
    """An object of the file that is already in the file's own words."""

    __RefOnly__ = True

    def __init__(self, text: str) -> None:
        self.text = text

    def format(self, document: Any) -> bytes:
        return self.text.encode("latin-1")


class Tags:
    """Collects the structure while pages are drawn and writes it into the file at the end."""

    def __init__(self) -> None:
        self.root = Element("Document")
        self.root.number = 0
        self._elements = [self.root]
        self._open = [self.root]
        self._pages: list[tuple[str, list[Element]]] = []

    def start_page(self, page_name: str) -> None:
        """Say that what follows is drawn on the page that the file calls `page_name`."""
        self._pages.append((page_name, []))

    def drop_pages_after(self, count: int) -> None:
        """Forget pages that were begun and never drawn."""
        del self._pages[count:]

    @contextmanager
    def inside(self, element: Element) -> Iterator[None]:
        """Everything drawn within belongs to `element`."""
        if element.parent is None:
            element.parent = self._open[-1]
            element.number = len(self._elements)
            self._elements.append(element)
            element.parent.children.append(element)
        self._open.append(element)
        try:
            yield
        finally:
            self._open.pop()

    def mark(self) -> str:
        """Return the operator that opens content of the element that is open now; EMC closes it."""
        element = self._open[-1]
        page_name, owners = self._pages[-1]
        owners.append(element)
        element.children.append((page_name, len(owners) - 1))
        return f"/{element.role} <</MCID {len(owners) - 1}>> BDC"

    def write(self, document: Any) -> None:
        """Add the structure to a file whose pages are all drawn; `document` is reportlab's file object."""
        written = [_Written("") for _ in self._elements]
        for element, entry in zip(self._elements, written, strict=True):
            document.Reference(entry, f"tag.{element.number}")
        root, tree = _Written(""), _Written("")
        document.Reference(tree, "tag.parents")
        document.Reference(root, "tag.root")
        for element, entry in zip(self._elements, written, strict=True):
            entry.text = _element_text(document, element)
        numbers = []
        for index, (page_name, owners) in enumerate(self._pages):
            page = document.idToObject[page_name]
            page.__NoDefault__ = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents = index
            page.Tabs = pdfdoc.PDFName("S")
            numbers.append(f"{index} [{' '.join(_ref(document, f'tag.{owner.number}') for owner in owners)}]")
        tree.text = f"<</Nums [{' '.join(numbers)}]>>"
        root.text = (
            f"<</Type /StructTreeRoot /K [{_ref(document, 'tag.0')}]"
            f" /ParentTree {_ref(document, 'tag.parents')} /ParentTreeNextKey {len(self._pages)}>>"
        )
        document.Catalog.StructTreeRoot = root
        document.Catalog.MarkInfo = _Written("<</Marked true>>")


def _element_text(document: Any, element: Element) -> str:
    kids = []
    for child in element.children:
        if isinstance(child, Element):
            kids.append(_ref(document, f"tag.{child.number}"))
        else:
            page, number = child
            kids.append(f"<</Type /MCR /Pg {_ref(document, page)} /MCID {number}>>")
    parent = f"tag.{element.parent.number}" if element.parent else "tag.root"
    spoken = ""
    if element.alternative:
        spoken = f" /Alt <{(chr(0xFEFF) + element.alternative).encode('utf-16-be').hex()}>"
    return (
        f"<</Type /StructElem /S /{element.role} /P {_ref(document, parent)}{spoken} /K [{' '.join(kids)}]>>"
    )


def _ref(document: Any, name: str) -> str:
    number, version = document.idToObjectNumberAndVersion[name]
    return f"{number} {version} R"
