"""A newer version of the template behind a running list: what it would change, and taking it over."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...core.text import _
from ...domain.checklist_templates import Newer
from ...domain.checklists import Checklist
from .. import notify, tasks
from ..widgets.buttons import Button
from ..widgets.card import Card
from ..widgets.labels import IconText, label
from .kinds import Checklists


class NewerCard(Card):
    """Says that there is a newer version; shows what it changes before anybody takes it over."""

    def __init__(self, checklist: Checklist, checklists: Checklists) -> None:
        super().__init__(
            _("There is a newer version of “{title}”").format(title=checklist.title), icon="info", inset=True
        )
        self._checklist, self._checklists = checklist, checklists
        self.look = Button(_("See what would change"), self.preview, size="small")
        self.body.addWidget(self.look)
        self._changes = QVBoxLayout()
        self._changes.setSpacing(4)
        self.body.addLayout(self._changes)
        self.take: Button | None = None

    def preview(self) -> None:
        """Fetch what the newer version would change and show it."""
        tasks.query(self, self._checklists.preview_newer, self._checklist).done(self._show).start()

    def _show(self, found: Newer) -> None:
        self.look.hide()
        if found.template.template.why:
            why = _("Why it changed: {why}").format(why=found.template.template.why)
            self._changes.addWidget(label(why, "second", wrap=True))
        for icon, words in _lines(found):
            self._changes.addWidget(IconText(icon, words))
        if found.does_nothing:
            self._changes.addWidget(label(_("Nothing in this list would change."), "second"))
        self._changes.addWidget(label(_("What is done stays as it is."), "caption"))
        self.take = Button(_("Take it over"), self._take_over, kind="primary", size="small")
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 4, 0, 0)
        row.addWidget(self.take)
        row.addStretch(1)
        self._changes.addWidget(holder)
        self.take.setFocus()

    def _take_over(self) -> None:
        task = tasks.command(self, self._checklists.take_over_newer, self._checklist)
        task.done(lambda _saved: notify.tell(_("The list is as the newer version has it."))).start()


def _lines(found: Newer) -> list[tuple[str, str]]:
    lines = [("plus", _("Added: {what}").format(what=item.what)) for item in found.added]
    lines += [("pencil", _("Changed: {what}").format(what=wanted.what)) for _item, wanted in found.changed]
    lines += [("minus", _("Taken away: {what}").format(what=item.what)) for item in found.taken_away]
    return lines
