"""The change of worker: the list of changes, planning one, and the workspace of one change."""
