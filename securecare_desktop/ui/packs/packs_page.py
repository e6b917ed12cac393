"""The pack register: which copies are out, with whom, why and until when. Opens the dialog that makes one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...core.clock import Clock
from ...core.labels import label as words_for
from ...core.text import _, day_and_time, day_short, ngettext
from ...domain.editions import Edition
from ...domain.packs import PackCopy
from ...services.packs import PackOffer, PacksService
from .. import tasks
from ..page import Page, Place
from ..tables.model import Column
from ..tables.view import Table
from ..widgets import hand_out
from ..widgets.buttons import Button
from ..widgets.card import Card, EmptyState
from ..widgets.labels import label
from ..widgets.page_scroll import PageScroll
from ..widgets.save_file import AskFile
from .pack_dialog import PackDialog

NEW, NEW_PLAN, NEW_MAP, NEW_SHARED, NEW_STAY = "new", "new:plan", "new:map", "new:shared", "new:stay"
"""Parts of a place that open the dialog: for a pack, for the plan by itself, for a map of people, for a version of
family time that somebody is given, and for the record of a stay."""
_BEGINS_WITH = {
    NEW_PLAN: Edition.PLAN,
    NEW_MAP: Edition.PEOPLE_MAP,
    NEW_SHARED: Edition.SHARED_OCCASION,
    NEW_STAY: Edition.STAY_RECORD,
}


@dataclass(frozen=True, slots=True)
class CopyLine:
    """A copy in the register with the name of the young person it is about."""

    copy: PackCopy
    name: str

    @property
    def id(self) -> str:
        """The id of the copy, which keeps the current row."""
        return self.copy.id


class PacksPage(Page):
    """The register of the unit, or of one young person; as a tab or as a screen of its own.

    `open_place` with a young person and `part` "new" opens the dialog, for the change in `record_id` if there is
    one. `names()` gives the names of young people by id; it is asked on the store worker. Without `may_issue` the
    register can be read and no pack made.
    """

    nouns = frozenset({"packs", "young_people"})

    def __init__(
        self,
        packs: PacksService,
        clock: Clock,
        names: Callable[[], Mapping[str, str]],
        *,
        may_issue: bool = True,
        ask_file: AskFile = hand_out.ask_file,
        ask_printer: hand_out.AskPrinter = hand_out.ask_printer,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._packs, self._clock, self._names = packs, clock, names
        self._ask_file, self._ask_printer = ask_file, ask_printer
        self._may_issue = may_issue
        self._young_person_id = ""
        self.dialog: PackDialog | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.scroll = PageScroll()
        outer.addWidget(self.scroll)
        self.scroll.column.addLayout(self._make_head())
        self.card = Card()
        self.table = Table(self._columns(), says=_("Copies of packs"))
        self._empty = EmptyState(_("No copies yet. Every pack that is printed or saved stands here."))
        self.card.body.addWidget(self.table)
        self.card.body.addWidget(self._empty)
        self._empty.hide()
        self.scroll.column.addWidget(self.card)
        self.scroll.column.addStretch(1)

    def _make_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(label(_("Packs"), "page-title"))
        self.second = label("", "second")
        head.addWidget(self.second)
        head.addStretch(1)
        self.new_button = Button(_("Handover pack"), self._new, icon="printer", kind="primary")
        self.new_button.hide()
        head.addWidget(self.new_button)
        return head

    def _columns(self) -> tuple[Column, ...]:
        today = self._clock.today
        return (
            Column("about", _("About"), lambda c: c.name, strong=True, width=84),
            Column("copy", _("Copy"), _number, sort=lambda c: c.copy.copy_number, width=56),
            Column("for", _("For"), lambda c: c.copy.recipient, tooltip=_edition, stretch=True),
            Column("why", _("Why"), lambda c: c.copy.purpose, tooltip=lambda c: c.copy.purpose, width=224),
            Column(
                "made",
                _("Made"),
                lambda c: day_and_time(c.copy.made_at, today()) if c.copy.made_at else "",
                sort=lambda c: c.copy.made_at.timestamp() if c.copy.made_at else None,
                tooltip=lambda c: c.copy.made_by,
                width=172,
            ),
            Column("how", _("How"), _how, icon=_how_icon, tone=_how_tone, tooltip=_how_tooltip, width=128),
            Column(
                "destroy",
                _("Destroy by"),
                lambda c: day_short(c.copy.destroy_by, today()) if c.copy.destroy_by else _("theirs to keep"),
                sort=lambda c: c.copy.destroy_by,
                icon=lambda c: "circle-alert" if _past(c.copy, today()) else "",
                tone=lambda c: "late" if _past(c.copy, today()) else "",
                width=152,
            ),
        )

    # the page

    def opens_over(self, place: Place) -> bool:
        """A pack is made over the page where it was wanted; closing the dialog leads back there."""
        return place.part == NEW or place.part in _BEGINS_WITH

    def open_place(self, place: Place) -> None:
        """Show the register of a young person, or of the unit without one; make a pack where `part` is "new".

        With `part` "new:plan" it is the plan by itself, and `record_id` its version; with "new:map" the map of
        people of the sitting `record_id`, with "new:shared" the version to share, with "new:stay" the record of the stay.
        """
        if self.opens_over(place):
            if place.young_person_id and self._may_issue:
                edition = _BEGINS_WITH.get(place.part, Edition.INCOMING_WORKER)
                self.make_pack(place.young_person_id, place.record_id, edition)
            return
        self._young_person_id = place.young_person_id
        self.new_button.setVisible(bool(self._young_person_id) and self._may_issue)
        self.mark_stale()

    def act(self, act_id: str) -> None:
        """Ctrl P makes a pack for the young person who is shown."""
        if act_id == "print_pack" and self._young_person_id and self._may_issue:
            self._new()

    def reload(self) -> None:
        """Fetch the register."""
        asked = self._young_person_id
        asking = tasks.query(self, self._load, asked).busy(self.scroll)
        asking.done(lambda found: self._show(asked, found)).start()

    def _load(self, young_person_id: str) -> tuple[CopyLine, ...]:
        names = self._names()
        found = self._packs.register(young_person_id)
        return tuple(CopyLine(copy, names.get(copy.young_person_id, "")) for copy in found)

    def _show(self, asked: str, found: tuple[CopyLine, ...]) -> None:
        if asked != self._young_person_id:
            return
        self.table.set_rows(found)
        self.table.setVisible(bool(found))
        self._empty.setVisible(not found)
        count = ngettext("{n} copy in the register", "{n} copies in the register", len(found))
        self.second.setText(count.format(n=len(found)) if found else "")

    # a new one

    def _new(self) -> None:
        self.make_pack(self._young_person_id, "")

    def make_pack(
        self, young_person_id: str, record_id: str, edition: Edition = Edition.INCOMING_WORKER
    ) -> None:
        """Open the dialog for a young person; `record_id` is a change, a version of the plan, a sitting or a stay."""
        change_id = "" if edition.is_plan or edition.is_map or edition.is_stay else record_id
        ask = self._packs.offer_shared if edition.is_shared else self._packs.offer
        asking = tasks.query(self, ask, young_person_id, change_id).busy(self.new_button)
        asking.done(lambda offer: self._open_dialog(young_person_id, offer, edition, record_id)).start()

    def _open_dialog(self, young_person_id: str, offer: PackOffer, edition: Edition, record_id: str) -> None:
        self.dialog = PackDialog(
            self,
            self._packs,
            offer,
            young_person_id,
            self._clock,
            self._ask_file,
            self._ask_printer,
            edition,
            record_id if edition.is_plan else "",
            record_id if edition.is_map or edition.is_stay else "",
        )
        self.dialog.finished.connect(self._forget_dialog)
        self.dialog.open()

    def _forget_dialog(self) -> None:
        self.dialog = None


def _number(line: CopyLine) -> str:
    return "" if line.copy.edition.is_theirs else str(line.copy.copy_number)


def _edition(line: CopyLine) -> str:
    return words_for(line.copy.edition)


def _how(line: CopyLine) -> str:
    return _("Not made") if line.copy.not_made_because else words_for(line.copy.handed_out)


def _how_icon(line: CopyLine) -> str:
    if line.copy.not_made_because:
        return "circle-slash"
    return "file-pen-line" if line.copy.draft else "file-check"


def _how_tone(line: CopyLine) -> str:
    return "quiet" if line.copy.not_made_because else ""


def _how_tooltip(line: CopyLine) -> str:
    if line.copy.not_made_because:
        return line.copy.not_made_because
    if line.copy.draft:
        if not line.copy.missing:
            return _("Draft")
        said = ngettext("Draft, {n} thing missing", "Draft, {n} things missing", line.copy.missing)
        return said.format(n=line.copy.missing)
    return ""


def _past(copy: PackCopy, today: date) -> bool:
    return copy.destroy_by is not None and copy.destroy_by < today and not copy.not_made_because
