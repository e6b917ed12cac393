"""A password on a PDF: AES-256, in memory."""

from io import BytesIO


def protect(pdf: bytes, password: str) -> bytes:
    """Return the same pages, readable only with `password` (PDF 2.0, revision 6, AES-256)."""
    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as document:
        out = BytesIO()
        document.save(out, encryption=pikepdf.Encryption(user=password, owner=password, R=6))
    return out.getvalue()
