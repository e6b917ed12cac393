"""The order in which Tab goes from widget to widget, asked without harm: the only place that asks Qt for it."""

from PySide6.QtWidgets import QWidget


def next_in_chain(widget: QWidget) -> QWidget:
    """Return what comes after a widget in the order of Tab, also what Tab does not stop at; the last leads to the first."""
    return _given_back(widget.nextInFocusChain())


def previous_in_chain(widget: QWidget) -> QWidget:
    """Return what comes before a widget in the order of Tab, also what Tab does not stop at."""
    return _given_back(widget.previousInFocusChain())


def _given_back(found: QWidget) -> QWidget:
    """Return the widget as its parent's again.

    PySide6 6.12 takes the widget that is asked for the owner of its neighbour: when the one goes, the other is taken
    apart where it stands, its Python side first, and painted like that. For Qt a parent that stays is no change.
    """
    found.setParent(found.parentWidget())
    return found
