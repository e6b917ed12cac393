"""Promises made to a young person, what somebody will do, and what the young person said."""
