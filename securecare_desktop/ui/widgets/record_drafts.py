"""The draft of a form of records: which versions it was typed on, and the line that says it was found.

A form that shows one knows nothing of versions; what is saved on which one is the sheet's.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from ...core.text import _
from .card import Banner
from .drafts import TaskDrafts
from .form import Form
from .record_kinds import Drafts

VERSION = "_version"
"""Name under which a draft says which versions it was typed on."""


class RecordDrafts(TaskDrafts):
    """The draft of one form. `typed_on` says which versions of its records it was typed on.

    A draft that is older than its record is saved on the version it was typed on, so that the store refuses
    it with both versions instead of writing over what somebody else has saved since.
    """

    def __init__(
        self, parent: QWidget, drafts: Drafts, form: str, young_person_id: str, versions: tuple[int, ...]
    ) -> None:
        super().__init__(parent, *_ways(drafts, form, young_person_id))
        self._service, self._young_person_id = drafts, young_person_id
        self.typed_on = versions
        self.kept_since: dict[str, str] | None = None

    def use(self, form: str, versions: tuple[int, ...]) -> None:
        """Keep it under this name from now on, as typed on these versions; what was kept before stays where it is."""
        self._keep, self._load, self._drop = _ways(self._service, form, self._young_person_id)
        self.typed_on = versions

    def keep(self, values: dict[str, str], kept: Callable[[], object]) -> None:
        """Keep these with the versions they were typed on; `kept_since` is for whoever waits for a save."""
        self.kept_since = values
        super().keep({**values, VERSION: " ".join(map(str, self.typed_on))}, kept)

    def load(self, found: Callable[[dict[str, str]], object]) -> None:
        """Call `found` with what was kept, and remember the versions it was typed on."""

        def take(kept: dict[str, str]) -> None:
            typed_on = tuple(int(one) for one in kept.pop(VERSION, "").split() if one.isdigit())
            if len(typed_on) == len(self.typed_on):
                self.typed_on = typed_on
            found(kept)

        super().load(take)


def _ways(
    drafts: Drafts, form: str, young_person_id: str
) -> tuple[Callable[[dict[str, str]], object], Callable[[], Any], Callable[[], object]]:
    """Return what keeps, loads and drops the draft of this name."""
    return (
        lambda values: drafts.keep(form, young_person_id, values),
        lambda: drafts.load(form),
        lambda: drafts.drop(form),
    )


def say_draft(form: Form, drafts: RecordDrafts, record: Callable[[], Any]) -> None:
    """Say once above a form that what stands there was typed before, with the way back to `record()`."""
    if form.property("draft_said"):
        return
    form.setProperty("draft_said", True)

    def leave() -> None:
        drafts.typed_on = (record().version,)
        form.leave_draft()
        banner.hide()

    banner = Banner(
        _("This is your draft."),
        _("It was kept when you left."),
        "info",
        icon="file-pen-line",
        links=((_("Go back to what is saved") if record().id else _("Empty the form"), leave),),
    )
    form.put_above(banner)
