"""Help: the shortcuts and the user guide."""
