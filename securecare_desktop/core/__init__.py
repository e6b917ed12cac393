"""Floor 2: errors, paths, settings, log, clock, text. Knows nothing of records, Qt or SQL."""
