"""The assistant for the first store: the house and its first manager, then the recovery key for the safe."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...core.clock import Clock
from ...core.errors import AppError, InputError, Problem
from ...core.labels import choices
from ...core.text import _
from ...domain.passwords import PASSWORD_RULE, problems_in_repeating
from ...domain.staff import Jurisdiction
from ...services.stores import MadeStore, NewStore, problems_in_new_store
from .. import notify, tasks, theme
from ..widgets.buttons import Button
from ..widgets.card import Banner, Card
from ..widgets.flow import Flow
from ..widgets.form import Field, Form, Heading, Row
from ..widgets.gate import Gate, in_the_middle
from ..widgets.labels import label
from ..widgets.recovery_key import RecoveryKey
from .folder_row import FolderRow

WIDTH = 720
Make = Callable[[Path, NewStore], MadeStore]
PrintKey = Callable[[QWidget, MadeStore], object]


class FirstRun(Gate):
    """The assistant. `make` makes the store; `print_key` prints the page for the safe.

    Signals: `finished(MadeStore)` when the recovery key is in the safe; `open_other()` to open a store that
    exists elsewhere.
    """

    finished = Signal(object)
    open_other = Signal()

    def __init__(
        self, clock: Clock, folder: Path, make: Make, print_key: PrintKey, parent: QWidget | None = None
    ) -> None:
        facts = (("lock", _("Everything is encrypted from the first entry")),)
        super().__init__(clock, facts, "", parent)
        self._make, self._print_key = make, print_key
        self.made: MadeStore | None = None
        self.trouble: Banner | None = None
        self.folder = FolderRow(folder)
        self._house = self._make_house_page(clock)
        self.body.addLayout(in_the_middle(self._house))
        self.body.addStretch(1)
        self.key_page: RecoveryKey | None = None

    def start(self) -> None:
        """Put the cursor into the first field."""
        self.form.focus_first()

    def _make_house_page(self, clock: Clock) -> QWidget:
        page = QWidget()
        page.setMaximumWidth(theme.px(WIDTH))
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(label(_("Set up the records of your house"), "page-title", wrap=True))
        words = _(
            "There is no store of records here yet. This makes one, with you as its first manager. "
            "Afterwards you add your colleagues and the young people."
        )
        column.addWidget(label(words, wrap=True))
        card = Card()
        card.body.setContentsMargins(24, 20, 24, 20)
        card.body.setSpacing(16)
        self.form = Form(_fields(), rows=(Row("unit_name", "house_name"),), check=_problems, clock=clock)
        self.form.editor("password").say_whose(lambda: self.form.values()["manager_name"])
        card.body.addWidget(self.form)
        card.body.addWidget(self.folder)
        column.addWidget(card)
        self._trouble_place = QVBoxLayout()
        column.addLayout(self._trouble_place)
        self.button = Button(_("Make the store"), self._try, icon="lock", kind="primary", size="large")
        self.other = Button(_("Open a store that is somewhere else"), self.open_other.emit, size="large")
        column.addWidget(Flow((self.button, self.other), gap=8))
        return page

    def _try(self) -> None:
        self._drop_trouble()
        if not self.form.is_ready():
            return
        task = tasks.command(self, self._make, self.folder.folder, _new_store(self.form.values()))
        task.busy(self.button).form(self.form).done(self._show_key).failed(self._show_trouble).start()

    def _drop_trouble(self) -> None:
        if self.trouble is not None:
            self.trouble.hide()
            self.trouble.deleteLater()
            self.trouble = None

    def _show_trouble(self, failure: AppError) -> bool:
        """Say beside the button why there is no store; what is wrong in a field is shown at the field."""
        if isinstance(failure, InputError):
            return False
        self.trouble = Banner(failure.text, failure.hint, "late")
        self._trouble_place.addWidget(self.trouble)
        self.scroll.ensureWidgetVisible(self.button)
        notify.announce(self, failure.sentence)
        return True

    def _show_key(self, made: MadeStore) -> None:
        self.made = made
        self.form.set_values({"password": "", "again": ""})
        self._house.hide()
        self._house.deleteLater()
        self.show_house(made.unit.name, made.unit.house_name)
        words = _(
            "When nobody can sign in any more, this key opens the records. It is shown this once and kept "
            "nowhere on this computer. Print it, or write it down, and put it into the safe of the house."
        )
        print_key = self._print_key
        self.key_page = RecoveryKey(
            made.recovery_key, words, _("Go on to Today"), lambda parent: print_key(parent, made)
        )
        self.key_page.go_on.connect(lambda: self.finished.emit(made))
        self.body.insertLayout(0, in_the_middle(self.key_page))
        self.scroll.verticalScrollBar().setValue(0)
        self.key_page.start(_("The store is made. This is the recovery key, for the safe."))


def _fields() -> tuple[Field | Heading, ...]:
    return (
        Heading(_("The house")),
        Field("unit_name", _("Unit"), hint=_("The group that lives together, for example Rowan.")),
        Field("house_name", _("House"), hint=_("The building, for example Brackenfield House.")),
        Field(
            "jurisdiction",
            _("Nation"),
            "segments",
            hint=_("Whose law the house works under."),
            choices=choices(Jurisdiction),
        ),
        Heading(_("You, the first manager")),
        Field("manager_name", _("Your first and last name")),
        Field("manager_job_title", _("What the house calls you"), optional=True),
        Field(
            "password",
            _("Your password"),
            "new_password",
            hint=_(PASSWORD_RULE),
        ),
        Field("again", _("Your password once more"), "password"),
    )


def _problems(values: dict[str, Any]) -> tuple[Problem, ...]:
    repeated = problems_in_repeating(values["password"], values["again"])
    return (*problems_in_new_store(_new_store(values)), *repeated)


def _new_store(values: dict[str, Any]) -> NewStore:
    return NewStore(
        unit_name=values["unit_name"],
        house_name=values["house_name"],
        jurisdiction=Jurisdiction(values["jurisdiction"] or Jurisdiction.ENGLAND),
        manager_name=values["manager_name"],
        manager_job_title=values["manager_job_title"],
        password=values["password"],
    )
