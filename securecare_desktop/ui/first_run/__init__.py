"""The assistant that makes the first store: house, manager, recovery key."""
