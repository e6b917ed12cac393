"""Shift notes, taking over a shift, and the shift sheet."""
