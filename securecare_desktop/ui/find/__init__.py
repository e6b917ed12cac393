"""Find: one field for names, dates and words, and what it finds below it."""
