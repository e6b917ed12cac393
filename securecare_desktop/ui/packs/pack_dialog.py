"""The dialog that makes a pack: for whom, why, until when; the real pages beside it; then print or save.

What may be in an edition is the service's; how a copy leaves stands in widgets/hand_out.
"""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ...core.clock import Clock
from ...core.errors import AppError, Problem
from ...core.labels import label as label_of
from ...core.text import _, day_short, given_name, ngettext
from ...domain.editions import Edition, HandedOut
from ...domain.plans import PlanState
from ...services.packs import (
    Issued,
    PackOffer,
    PackRequest,
    PacksService,
    Preview,
    problems_in_request,
)
from .. import notify, tasks, theme
from ..widgets import hand_out, pages
from ..widgets.card import Banner, clear_layout
from ..widgets.dialog import Dialog
from ..widgets.fields import Field, SideBySide
from ..widgets.file_password import FilePasswordDialog
from ..widgets.form import Form, Row
from ..widgets.labels import IconLabel, IconText, label, strong_label
from ..widgets.preview import PackPreview
from ..widgets.save_file import AskFile
from ..widgets.tile import ChoiceTile
from .edition_tiles import edition_tiles, what_it_is
from .file_names import file_name
from .left_out import LeftOutList, MayBeFor
from .plan_choices import PlanChoices

PAUSE_MS = 400
LEFT_WIDTH = 544
NARROW = 900


class PackDialog(Dialog):
    """One pack for one young person. `packs` is asked for the offer, the preview and the copy.

    `ask_file` and `ask_printer` show the system's dialogs and call back with what was chosen. `edition` is what it
    begins with, `plan_version_id` the version of the plan, empty for the one that counts; `record_id` the
    sitting whose map is printed or the stay whose record is, empty for the newest.
    """

    def __init__(
        self,
        parent: QWidget,
        packs: PacksService,
        offer: PackOffer,
        young_person_id: str,
        clock: Clock,
        ask_file: AskFile = hand_out.ask_file,
        ask_printer: hand_out.AskPrinter = hand_out.ask_printer,
        edition: Edition = Edition.INCOMING_WORKER,
        plan_version_id: str = "",
        record_id: str = "",
    ) -> None:
        super().__init__(parent, _title(edition))
        self._packs, self._offer, self._young_person_id = packs, offer, young_person_id
        self._ask_file, self._ask_printer = ask_file, ask_printer
        self._asked: PackRequest | None = None
        self._showing_missing = self._showing_pages = False
        self._missing_page = 0
        self._not_told: tuple[str, ...] = ()
        self._begins_with, self._record_id = edition, record_id
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask_for_pages)
        self.body.setContentsMargins(0, 0, 0, 0)
        self._beside = QHBoxLayout()
        self._beside.setSpacing(0)
        self.preview = PackPreview()
        self._clock = clock
        self._left = self._make_left(clock)
        self._beside.addWidget(self._left)
        self._beside.addWidget(self.preview, 1)
        self.body.addLayout(self._beside, 1)
        self.plan.choose(plan_version_id)
        self._make_foot()
        self._fit_window()
        self._fit()
        self._show_edition()
        self._ask_for_pages()
        self.form.focus_first()

    # building

    def _make_left(self, clock: Clock) -> QScrollArea:
        inside = QWidget()
        inside.setProperty("role", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(label(_("Who is this pack for?"), "strong"))
        self.tiles = self._make_tiles()
        tiles = tuple(self.tiles.values())
        for at in range(0, len(tiles), 2):
            column.addWidget(SideBySide(tiles[at : at + 2]))
        self.plan = PlanChoices(self._offer)
        self.plan.changed.connect(self._plan_chosen)
        column.addWidget(self.plan)
        self.form = self._make_form(clock)
        column.addWidget(self.form)
        self._own_note = Banner(
            _("{name}'s to keep.").format(name=self._offer.young_person_name),
            _("No marking, no copy number and no day to destroy it. Large type and plain words."),
            icon="heart-handshake",
        )
        column.addWidget(self._own_note)
        self.may_be_for = MayBeFor()
        self.may_be_for.changed.connect(self._ask_for_pages)
        column.addWidget(self.may_be_for)
        self._left_out = LeftOutList()
        column.addWidget(self._left_out)
        self._banners = QVBoxLayout()
        self._banners.setSpacing(12)
        column.addLayout(self._banners)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        return scroll

    def _make_tiles(self) -> dict[Edition, ChoiceTile]:
        tiles = edition_tiles(self._offer)
        together = QButtonGroup(self)
        for tile in tiles.values():
            together.addButton(tile)
            tile.clicked.connect(lambda _checked=False: self._edition_chosen())
        tiles[self._begins_with].setChecked(True)
        return tiles

    def edition(self) -> Edition:
        """Return the chosen edition."""
        return next(edition for edition, tile in self.tiles.items() if tile.isChecked())

    def _make_form(self, clock: Clock) -> Form:
        offer = self._offer
        form = Form(
            (
                Field(
                    "recipient",
                    _("Recipient"),
                    "suggest",
                    choices=tuple((r.name, r.role) for r in offer.recipients),
                ),
                Field("purpose", _("Purpose"), "suggest", choices=tuple((p, "") for p in offer.purposes)),
                Field("copy", _("Copy number"), read_only=True),
                Field("destroy_by", _("Destroy by"), "date"),
            ),
            rows=(Row("recipient", "purpose"), Row("copy", "destroy_by")),
            check=self._problems,
            clock=clock,
        )
        copy = _("{n}, from {name}'s register").format(n=offer.copy_number, name=offer.young_person_name)
        form.set_values(
            {
                "recipient": offer.recipient,
                "purpose": offer.purposes[0] if offer.purposes else "",
                "copy": copy,
                "destroy_by": offer.destroy_by,
            }
        )
        form.changed.connect(self._pause.start)
        return form

    def _make_foot(self) -> None:
        goes = _("Goes into the pack register under your name. A saved PDF asks for a password.")
        note = IconText("scroll-text", goes, "text-2", role="second", size=16)
        note.words.setWordWrap(True)
        note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._register_note = note
        self.foot.insertWidget(0, note, 100)  # it takes the room before the stretch does
        self.show_pages = self.add_button(_("Show the pages"), self._turn_pages, icon="eye")
        self.cancel = self.add_button(_("Cancel"), self.reject)
        self.save = self.add_button(_("Save as PDF"), self._begin_saving, icon="file-down")
        self.print = self.add_button(_("Print"), self._begin_printing, icon="printer", kind="primary")

    def _fit_window(self) -> None:
        """Be nearly as large as the window behind, and leave its edges in sight."""
        behind = self.parentWidget()
        room = behind.size() if behind is not None else QSize(1366, 696)
        wide = min(1222, room.width() - (144 if room.width() > 1100 else 16))
        high = min(880, room.height() - (40 if room.height() > 600 else 8))
        self.setMinimumSize(min(wide, 320), min(high, 240))
        self.resize(wide, high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the form or the pages where both do not fit beside each other."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = theme.room(self) < NARROW
        self.show_pages.setVisible(narrow)
        self.show_pages.setText(_("Back to the choices") if self._showing_pages else _("Show the pages"))
        self._register_note.setVisible(not narrow)
        self._left.setVisible(not narrow or not self._showing_pages)
        self.preview.setVisible(not narrow or self._showing_pages)
        self._left.setMinimumWidth(0 if narrow else min(LEFT_WIDTH, self.width() // 2))
        self._left.setMaximumWidth(16777215 if narrow else max(LEFT_WIDTH, self.width() * 9 // 20))

    def _turn_pages(self) -> None:
        self._showing_pages = not self._showing_pages
        self._fit()

    # what was chosen

    def request(self, password: str = "") -> PackRequest:
        """Return the pack as it is chosen now."""
        values = self.form.values()
        edition, plan = self.edition(), self.edition().is_plan
        own = edition.is_theirs
        roles = {r.name: r.role for r in self._offer.recipients}
        return PackRequest(
            young_person_id=self._young_person_id,
            edition=edition,
            recipient="" if own else values["recipient"],
            recipient_role="" if own else roles.get(values["recipient"], ""),
            purpose="" if own else values["purpose"],
            destroy_by=None if own else values["destroy_by"],
            change_id="" if plan or edition.is_map or edition.is_stay else self._offer.change_id,
            plan_version_id=self.plan.version_id() if plan else "",
            with_photos=plan and self.plan.with_photos(),
            people_map_id=self._record_id if edition.is_map else "",
            stay_id=self._record_id if edition.is_stay else "",
            shared_occasion_id=self._offer.shared_occasion_id,
            password=password,
            also_for=None if own else self.may_be_for.answer(values["recipient"]),
        )

    def _problems(self, _values: dict[str, Any]) -> tuple[Problem, ...]:
        return problems_in_request(self.request(), self._clock.today())

    def _edition_chosen(self) -> None:
        self._show_edition()
        self._ask_for_pages()

    def _plan_chosen(self) -> None:
        self._show_banners(None)
        self._ask_for_pages()

    def _show_edition(self) -> None:
        edition = self.edition()
        self.form.setVisible(not edition.is_theirs)
        if edition.is_shared:
            self.form.set_read_only(True, "recipient")
            self.form.show_fields(False, "purpose", "copy", "destroy_by")
        self.plan.setVisible(edition.is_plan)
        self._own_note.setVisible(edition.is_theirs)
        self._not_told = ()
        self._let_out()
        self._fit_purpose()
        worker = edition is Edition.INCOMING_WORKER
        self._left_out.show_parts(self._offer.left_out if worker else ())  # until the pages say it themselves
        self.may_be_for.setVisible(False)
        self._show_banners(None)

    def _fit_purpose(self) -> None:
        """Begin with a purpose and a recipient that fit the edition, as long as nobody has chosen others."""
        offer, values, edition = self._offer, self.form.values(), self.edition()
        first = offer.purposes[0] if offer.purposes else ""
        wanted = offer.plan_purpose if edition.is_plan else offer.stay_purpose if edition.is_stay else first
        if wanted and values["purpose"] in (first, offer.plan_purpose, offer.stay_purpose):
            self.form.set_values({"purpose": wanted})
        if values["recipient"] in ("", offer.recipient):
            self.form.set_values({"recipient": "" if edition.is_stay else offer.recipient})

    def _let_out(self) -> None:
        """Let a copy leave, unless the young person would learn from it what nobody has told them."""
        untold = self.edition() is Edition.YOUNG_PERSON and not self._offer.young_person_told
        for button in (self.save, self.print):
            button.setEnabled(not untold and not self._not_told)

    # the pages

    def _ask_for_pages(self) -> None:
        self._pause.stop()
        wanted = self.request()
        if wanted == self._asked:
            return
        self._asked = wanted
        asking = tasks.query(self, self._packs.preview, wanted).busy(self.preview.scroll)
        asking.done(lambda preview: self._show_pages(wanted, preview)).start()

    def _show_pages(self, wanted: PackRequest, preview: Preview) -> None:
        if wanted != self._asked:
            return  # something else was chosen since
        self.preview.show_pdf(preview.pdf, preview.pages)
        said = ngettext("{n} page", "{n} pages", preview.pages).format(n=preview.pages)
        self.tiles[wanted.edition].show_second(what_it_is(wanted.edition, said))
        self._left_out.show_parts(preview.left_out)
        self.may_be_for.ask(wanted.recipient, preview.may_be_for)
        self._missing_page = preview.missing_page or self._missing_page
        self._not_told = preview.not_told
        self._let_out()
        self._show_banners(preview)

    def _show_banners(self, preview: Preview | None) -> None:
        clear_layout(self._banners)
        edition = self.edition()
        worker = edition is Edition.INCOMING_WORKER
        if edition is Edition.YOUNG_PERSON and not self._offer.young_person_told:
            self._banners.addWidget(self._untold_banner())
        if self._not_told:
            self._banners.addWidget(self._not_told_banner())
        if edition.is_plan:
            self._show_plan_banner()
        if self._offer.missing and worker:
            self._banners.addWidget(self._draft_banner())
            if self._showing_missing:
                self._banners.addWidget(self._missing_list())
        read_back = self._offer.read_back_on
        if read_back is not None and worker:
            said = _("{name} says it back on {day}. The pack has a page for questions.").format(
                name=given_name(self._offer.recipient), day=day_short(read_back, read_back)
            )
            self._banners.addWidget(Banner("", said, icon="message-square-reply"))
        boxed = preview.boxed_characters if preview is not None else 0
        if boxed:
            said = ngettext(
                "{n} character is not in the type of the page. It is shown as a box with its code.",
                "{n} characters are not in the type of the page. They are shown as boxes with their codes.",
                boxed,
            )
            self._banners.addWidget(Banner("", said.format(n=boxed)))

    def _untold_banner(self) -> Banner:
        """Say why this copy cannot leave yet: nobody learns of a change from a sheet of paper."""
        return Banner(
            _("{name} has not been told yet.").format(name=self._offer.young_person_name),
            _("Tell them first and write it down. Then this page can be printed and is theirs."),
            "late",
            icon="message-circle-warning",
        )

    def _not_told_banner(self) -> Banner:
        name = self._offer.young_person_name
        return Banner(
            _("{name} has not been told of this yet: {what}.").format(
                name=name, what="; ".join(self._not_told)
            ),
            _("Tell them first and write it down. Then this copy can be printed and is theirs."),
            "late",
            icon="message-circle-warning",
        )

    def _show_plan_banner(self) -> None:
        """Say what the pages say of a version that does not count: a draft, or one that was replaced."""
        version = self.plan.version()
        if version is None:
            said = _("No version of the plan is written yet. The pages will say so.")
        elif version.state is PlanState.CURRENT:
            return
        elif version.state is PlanState.SUPERSEDED:
            said = _("A newer version has taken its place. Page 1 will say REPLACED.")
            self._banners.addWidget(Banner(_("Replaced."), said, "soon", icon="file-pen-line"))
            return
        else:
            said = _("This version is not signed by two people yet. Page 1 will say DRAFT.")
        self._banners.addWidget(Banner(_("Draft."), said, "soon", icon="file-pen-line"))

    def _draft_banner(self) -> Banner:
        count, page = len(self._offer.missing), self._missing_page
        if page:
            said = ngettext(
                "{n} thing is missing. Page 1 will say DRAFT, page {page} will name it.",
                "{n} things are missing. Page 1 will say DRAFT, page {page} will list them.",
                count,
            )
        else:  # the pages are not drawn yet
            said = ngettext(
                "{n} thing is missing. The pages will say DRAFT and name it.",
                "{n} things are missing. The pages will say DRAFT and list them.",
                count,
            )
        show = _("Hide them") if self._showing_missing else _("See the {n}").format(n=count)
        return Banner(
            _("Draft."),
            said.format(n=count, page=page),
            "soon",
            icon="file-pen-line",
            links=((show, self._turn_missing),),
        )

    def _turn_missing(self) -> None:
        self._showing_missing = not self._showing_missing
        self._show_banners(None)

    def _missing_list(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for finding in self._offer.missing:
            late = finding.days_late > 0
            row = QHBoxLayout()
            row.setSpacing(8)
            mark = IconLabel("circle-alert" if late else "circle", "late" if late else "text-2")
            row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(strong_label(finding.title, f"\N{NO-BREAK SPACE} {finding.detail}", wrap=True), 1)
            column.addLayout(row)
        return made

    # out of the program

    def _ready(self) -> bool:
        return self.edition().is_theirs or self.form.is_ready()

    def _begin_saving(self) -> None:
        if self._ready():
            self._password_dialog = FilePasswordDialog(self, self._choose_file)
            self._password_dialog.open()

    def _choose_file(self, password: str) -> None:
        name = file_name(self.edition(), self._offer.copy_number)
        self._ask_file(self, name, lambda target: self._save(target, password))

    def _save(self, target: Path, password: str) -> None:
        problem = hand_out.problem_with(target)
        if problem is not None:
            notify.error(problem)
            return
        registering = tasks.command(self, self._packs.hand_out, self.request(password), HandedOut.SAVED)
        registering.busy(self.save).form(self.form).done(lambda issued: self._write(target, issued)).start()

    def _write(self, target: Path, issued: Issued) -> None:
        writing = tasks.render(self, hand_out.write_copy, target, issued.pdf).busy(self.save)
        writing.done(lambda _none: self._done(issued, _("saved"))).failed(
            lambda error: self._not_made(issued, error)
        ).start()

    def _begin_printing(self) -> None:
        if self._ready():
            self._ask_printer(self, self._print)

    def _print(self, printer: QPrinter) -> None:
        registering = tasks.command(self, self._packs.hand_out, self.request(), HandedOut.PRINTED)
        registering.busy(self.print).form(self.form).done(lambda issued: self._send(printer, issued)).start()

    def _send(self, printer: QPrinter, issued: Issued) -> None:
        printing = tasks.render(self, pages.print_pages, issued.pdf, printer).busy(self.print)
        printing.done(lambda _none: self._done(issued, _("printed"))).failed(
            lambda error: self._not_made(issued, error)
        ).start()

    def _done(self, issued: Issued, how: str) -> None:
        if issued.copy.edition.is_theirs:
            said = _("{name}'s own copy is {how}.").format(name=self._offer.young_person_name, how=how)
        else:
            said = _("Copy {n} for {who} is {how}.").format(
                n=issued.copy.copy_number, who=issued.copy.recipient, how=how
            )
        self.accept()
        notify.tell(said, "done", _("It stands in the pack register."))

    def _not_made(self, issued: Issued, error: AppError) -> bool:
        """Note the copy that never came to be, then have the error shown."""
        tasks.command(self, self._packs.not_made, issued.copy, error.text).start()
        return False


def _title(edition: Edition) -> str:
    if edition.is_shared:
        return label_of(edition)
    if edition.is_map:
        return _("Map of people on paper")
    if edition.is_stay:
        return label_of(edition)
    return _("Plan on paper") if edition.is_plan else _("Handover pack")
