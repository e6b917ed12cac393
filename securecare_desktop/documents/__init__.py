"""Floor 4: paper. A tree of plain parts becomes a PDF. Knows no SQL, no Qt, and asks nothing while it draws."""
