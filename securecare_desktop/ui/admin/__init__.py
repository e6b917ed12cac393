"""Looking after the house: staff and accounts, the unit, and each person's own settings."""
