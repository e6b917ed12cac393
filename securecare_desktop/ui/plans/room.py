"""What parts of the Plan tab have in common that are laid out otherwise where there is little room."""

from PySide6.QtCore import QSize

LEAST_WIDTH = 240


class GivesWay:
    """To be mixed into a widget: it keeps no window wide, since what does not fit beside each other is placed otherwise."""

    def minimumSizeHint(self) -> QSize:
        """Return the least size, with little width."""
        hint: QSize = super().minimumSizeHint()  # type: ignore[misc]
        return QSize(min(LEAST_WIDTH, hint.width()), hint.height())
