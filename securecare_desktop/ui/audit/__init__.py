"""What was done: the list of events, one of them, and the trail itself."""
