"""Which time limits a unit works with, and their figures, for its manager."""
