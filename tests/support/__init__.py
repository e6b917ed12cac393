"""What many tests stand on: a small house in a real encrypted store, and people signed in to it."""
