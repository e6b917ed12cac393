"""Today: what cannot wait."""
