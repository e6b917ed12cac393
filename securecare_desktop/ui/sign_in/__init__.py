"""What stands there before anybody is signed in: choosing a name, the lock, and a store that cannot be opened."""
