"""The running checklists of a young person."""
