"""Bringing in lists of people and of family time from spreadsheets."""
