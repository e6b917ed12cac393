"""What is chosen for a copy of the plan beside who it is for: which version, and whether photos are printed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from ...core.labels import label as words_for
from ...core.text import _, ngettext
from ...domain.plans import PlanState, PlanVersion
from ...services.packs import PackOffer
from ..widgets.form import Field, Form


class PlanChoices(QWidget):
    """The version of the plan, newest first, the one that counts chosen; photos only where somebody says so.

    `changed` is sent when one of them was changed.
    """

    changed = Signal()

    def __init__(self, offer: PackOffer) -> None:
        super().__init__()
        self._versions = {version.id: version for version in offer.plan_versions}
        self._counting = offer.plan_version_id
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        choices = tuple((version.id, _words(version)) for version in offer.plan_versions)
        self.form = Form((Field("version", _("Version of the plan"), "choice", choices=choices),))
        self.form.set_values({"version": offer.plan_version_id})
        self.form.changed.connect(self.changed)
        column.addWidget(self.form)
        self.form.setVisible(bool(choices))  # once it has a parent: before, it would flash as a window
        said = ngettext(
            "Print the photo of a session with a communication aid",
            "Print the {n} photos of sessions with a communication aid",
            offer.photos,
        )
        self.photos = QCheckBox(said.format(n=offer.photos))
        self.photos.toggled.connect(lambda _on: self.changed.emit())
        column.addWidget(self.photos)
        self.photos.setVisible(offer.photos > 0)

    def choose(self, version_id: str) -> None:
        """Choose a version, where it is among them."""
        if version_id in self._versions:
            self.form.set_values({"version": version_id})

    def version_id(self) -> str:
        """Return the version that is chosen, the one that counts where none is; empty where there is none."""
        return str(self.form.values()["version"]) or self._counting

    def version(self) -> PlanVersion | None:
        """Return the version that is chosen, None where there is none."""
        return self._versions.get(self.version_id())

    def with_photos(self) -> bool:
        """Return whether photos are printed."""
        return self.photos.isChecked()


def _words(version: PlanVersion) -> str:
    state = (
        _("the one that counts") if version.state is PlanState.CURRENT else words_for(version.state).lower()
    )
    return _("Version {number}, {state}").format(number=version.number, state=state)
