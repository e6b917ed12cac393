"""How far an entry is signed, on screen: the line that says so, the addenda under it, and the way to the dialog.

Who may sign what is the service's to say; `Signing` only keeps from offering what would be refused.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...core.clock import local
from ...core.text import _, clock_time, day_short
from ...domain.record import Entry
from ...domain.signatures import (
    Addendum,
    addenda_to,
    can_be_signed,
    kind_of,
    signed_words,
    title_of,
    young_person_of,
)
from .. import tasks
from ..tables.model import Column
from .buttons import Button, LinkButton
from .card import clear_layout
from .entry_words import EntryWords
from .labels import IconLabel, label
from .sign_dialog import SignDialog


class Signatures(Protocol):
    """What signing needs of the service."""

    def asks_password(self, young_person_id: str, /) -> bool:
        """Say whether signing asks for one's password again."""
        ...

    def sign(self, entry: Any, password: str = "", /) -> Any:
        """Sign an entry as it was read."""
        ...

    def add_addendum(self, addendum: Addendum, password: str = "", /) -> Any:
        """Put an addendum beside a signed entry."""
        ...

    def addenda_of(self, young_person_id: str, /) -> tuple[Addendum, ...]:
        """Return the addenda to the entries about a young person."""
        ...


@dataclass(frozen=True, slots=True)
class Signing:
    """The service, whose entries may be signed here (a staff id), and whether their role signs at all."""

    signatures: Signatures
    me: str
    may_sign: bool = True

    def offers(self, entry: Entry, *, written_by_me: bool = False) -> bool:
        """Say whether this person can sign an entry now; `written_by_me` for one they are just writing."""
        mine = written_by_me or entry.author_id == self.me
        return self.may_sign and mine and can_be_signed(entry)

    def offers_addendum(self, entry: Entry) -> bool:
        """Say whether this person can put an addendum beside an entry."""
        return self.may_sign and entry.signed_at is not None

    def ask(
        self,
        parent: QWidget,
        entry: Entry,
        on_signed: Callable[[Any], object],
        on_back: Callable[[], object] | None = None,
    ) -> None:
        """Open the dialog in which `entry` is signed; call `on_signed` with the result, or `on_back` without."""

        def sign(password: str) -> Any:
            return self.signatures.sign(entry, password)

        who, words = young_person_of(entry), EntryWords(entry)
        self._open(parent, who, title_of(entry), words, sign, on_signed, on_back)

    def ask_addendum(self, parent: QWidget, addendum: Addendum, on_signed: Callable[[Any], object]) -> None:
        """Open the dialog in which an addendum is signed as it is written."""

        def sign(password: str) -> Any:
            return self.signatures.add_addendum(addendum, password)

        words = label(addendum.words, wrap=True, selectable=True)
        self._open(parent, addendum.young_person_id, _("Addendum"), words, sign, on_signed)

    def _open(
        self,
        parent: QWidget,
        young_person_id: str,
        title: str,
        words: QWidget,
        sign: Callable[[str], Any],
        on_signed: Callable[[Any], object],
        on_back: Callable[[], object] | None = None,
    ) -> None:
        def open_dialog(asks_password: bool) -> None:
            SignDialog(
                parent, title, words, sign, on_signed, on_back=on_back, asks_password=asks_password
            ).open()

        tasks.query(parent, self.signatures.asks_password, young_person_id).done(open_dialog).start()


def signature_note(entry: Entry) -> str:
    """Return "Signed by …" or "Not signed yet"; nothing for what cannot be signed yet."""
    if entry.signed_at is not None:
        return _("Signed by {who}").format(who=signed_words(entry))
    return _("Not signed yet") if can_be_signed(entry) else ""


def since(moment: datetime, today: date) -> str:
    """Return when an entry was written: "today 08:20", "yesterday 21:10" or "Tue 12 May"."""
    day = local(moment).date()
    words = {0: _("today {time}"), 1: _("yesterday {time}")}.get((today - day).days)
    return words.format(time=clock_time(moment)) if words else day_short(day, today)


def signature_column() -> Column:
    """Return the column that says of each entry of a list how far it is signed."""

    def text(entry: Entry) -> str:
        if entry.signed_at is not None:
            return _("Signed")
        return _("Not signed yet") if can_be_signed(entry) else ""

    return Column(
        "signed",
        _("Signature"),
        text,
        sort=lambda entry: entry.signed_at,
        tooltip=signature_note,
        icon=lambda entry: "signature" if text(entry) else "",
        tone=lambda entry: "text-2" if entry.signed_at is not None else "soon",
        width=132,
        gives_way=True,
    )


class SignatureLine(QWidget):
    """A quiet line: the pen, and who signed it or that nobody has yet. Hidden where there is nothing to say.

    `on_sign` is offered beside it to whoever can sign the entry here and now, `on_add` to whoever can add to it.
    """

    def __init__(
        self,
        entry: Entry,
        on_sign: Callable[[], object] | None = None,
        on_add: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        signed = entry.signed_at is not None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        tone = "text-2" if signed else "soon"
        row.addWidget(IconLabel("signature", tone, 14), 0, Qt.AlignmentFlag.AlignTop)
        self.words = label(signature_note(entry), "caption", "" if signed else "soon", wrap=True)
        row.addWidget(self.words, 1)
        self.add: LinkButton | None = None
        if on_add is not None:
            self.add = LinkButton(_("Add an addendum"), on_add, small=True)
            row.addWidget(self.add, 0, Qt.AlignmentFlag.AlignTop)
        self.sign: LinkButton | None = None
        if on_sign is not None:
            self.sign = LinkButton(
                _("Sign"), on_sign, small=True, says=_("Sign: {what}").format(what=title_of(entry))
            )
            row.addWidget(self.sign)
        if not self.words.text():
            self.hide()  # nothing is shown before it has a parent: it would flash as a window


class AddendaPart(QWidget):
    """The addenda to one signed entry, each dated and signed, and with `on_add` the button that adds one."""

    def __init__(self, signing: Signing, entry: Entry, on_add: Callable[[], object] | None = None) -> None:
        super().__init__()
        self._entry = entry
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        column.addLayout(self._list)
        self.button: Button | None = None
        if on_add is not None and signing.offers_addendum(entry):
            self.button = Button(_("Add an addendum"), on_add, icon="plus", size="small")
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self._asking = tasks.query(self, signing.signatures.addenda_of, young_person_of(entry))
        self._asking.done(self.show_addenda).start()

    def show_addenda(self, addenda: tuple[Addendum, ...]) -> None:
        """Show those of the addenda that stand beside this entry."""
        clear_layout(self._list)
        for addendum in addenda_to(self._entry, kind_of(self._entry), addenda):
            self._list.addWidget(addendum_block(addendum))


def addendum_block(addendum: Addendum) -> QWidget:
    """Return an addendum as it stands beside its entry."""
    block = QWidget()
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(label(_("Addendum"), "label"))
    column.addWidget(label(addendum.words, wrap=True, selectable=True))
    column.addWidget(label(_("Signed by {who}").format(who=signed_words(addendum)), "caption", wrap=True))
    return block
