"""The checklists that a unit starts from, for its manager."""
