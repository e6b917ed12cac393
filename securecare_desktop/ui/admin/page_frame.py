"""What the pages of whoever runs a unit have in common: a column to scroll, a sheet at the right, a title and a button."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ..widgets.buttons import Button
from ..widgets.labels import label
from ..widgets.page_scroll import PageScroll
from ..widgets.side_sheet import SideSheet


class PageFrame(NamedTuple):
    """The parts of such a page."""

    scroll: PageScroll
    sheet: SideSheet
    add_button: Button


def page_frame(page: QWidget, title: str, add: str, on_add: Callable[[], object]) -> PageFrame:
    """Lay out a page: its title with the button that adds something stands on top of the column."""
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    scroll, sheet = PageScroll(), SideSheet()
    row.addWidget(scroll, 1)
    row.addWidget(sheet)
    head = QHBoxLayout()
    head.addWidget(label(title, "page-title"))
    head.addStretch(1)
    button = Button(add, on_add, icon="plus", kind="primary")
    head.addWidget(button)
    scroll.column.addLayout(head)
    return PageFrame(scroll, sheet, button)
