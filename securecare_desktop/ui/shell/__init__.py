"""The frame of the main window: app bar, rail, status bar and the page between them. Knows no screen."""
