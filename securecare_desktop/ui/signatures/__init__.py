"""Signing what one has written, one entry after the other."""
