"""The people around a young person, and who their key adults are."""
