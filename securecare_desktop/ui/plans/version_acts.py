"""What is done with a version of the plan as a whole: started, shared, signed twice, taken back.

The forms stand in the sheet of the Plan tab; what may be done, and what is missing, is the service's to say.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ...core.errors import AppError, EditConflict
from ...core.text import _
from ...domain.drafts import UnfinishedPart
from ...domain.own_words import HowGiven
from ...domain.plan_signing import problems_in_sharing
from ...domain.plans import Goal, PlanOverview, PlanVersion
from .. import notify, tasks
from ..widgets.card import Banner
from ..widgets.fields import Field, Row
from ..widgets.form import Form
from ..widgets.record_kinds import RecordAct, RecordKind
from ..widgets.record_sheet import RecordSheet
from ..widgets.sign_dialog import SignDialog
from . import unfinished, wording
from .head import SHARE, SIGN, SIGN_AS_MANAGER, START, TAKE_BACK
from .needs import PlanTools
from .paper import VersionPaper
from .since_shared import changed_since
from .starting import start_act

SHARE_AGAIN = "share_again"
"""The act that writes down that the young person was shown a version once more, since it was changed."""
THEY_SIGNED = "they_signed"
"""The act that writes down when the young person signed, or why they did not; also once a version counts."""


ToSign = tuple[PlanOverview, tuple[Goal, ...], tuple[UnfinishedPart, ...], tuple[int, ...], str, bool]
"""What is shown in the dialog, with what the signer has begun to write and the sections that were changed since it was
shared, the mark of all that is in it, and whether it asks for the password."""


class VersionActs(QObject):
    """Does them. `started(version)` when there is a new version to be shown, `signed(version)` after a signature.

    `section_wanted(section, version id)` when somebody wants to go on writing first.
    """

    section_wanted = Signal(int, str)
    started = Signal(object)
    signed = Signal(object)

    def __init__(self, page: QWidget, sheet: RecordSheet, tools: PlanTools) -> None:
        super().__init__(page)
        self._page, self._sheet, self._tools = page, sheet, tools
        self._started_id = ""

    def take_started(self) -> str:
        """Return the id of the version that was started in the sheet, once."""
        started, self._started_id = self._started_id, ""
        return started

    def do(
        self, key: str, version: PlanVersion | None, young_person_id: str, name: str, part: QWidget
    ) -> bool:
        """Do one of the acts of the head; False for what is none of these. `part` shows that it is at work."""
        if key == START:
            self.start(version, young_person_id, part)
        elif key == SHARE and version is not None:
            begun = version if version.shared_by else replace(version, shared_by=self._tools.me())
            self._sheet.edit(self.share_kind(name), begun, young_person_id)
            self._say_unfinished(version)
        elif key == SHARE_AGAIN and version is not None:
            today, me = self._tools.clock.today(), self._tools.me()
            begun = replace(version, shared_on=today, shared_how="", shared_by=me)
            self._sheet.edit(self.share_kind(name, again=True), begun, young_person_id)
            self._say_unfinished(version)
        elif key in (SIGN, SIGN_AS_MANAGER) and version is not None:
            self.sign(version, name, as_manager=key == SIGN_AS_MANAGER)
        elif key == TAKE_BACK and version is not None:
            self._sheet.act(self.kind(), version, self._take_back_act(), young_person_id)
        elif key == THEY_SIGNED and version is not None:
            self._sheet.act(self.kind(), version, self._they_signed_act(name), young_person_id)
        else:
            return False
        return True

    # -- starting -------------------------------------------------------------------------------------

    def start(self, counting: PlanVersion | None, young_person_id: str, part: QWidget) -> None:
        """Start a new version: ask why in the sheet, or start the first one at once."""
        if counting is not None:
            self._sheet.act(self.kind(), counting, self._start_act(), young_person_id)
            return
        task = tasks.command(self._page, self._tools.plans.start_version, young_person_id)
        task.busy(part).done(lambda saved: self.started.emit(saved.record)).failed(self._was_second).start()

    def _was_second(self, error: AppError) -> bool:
        """Show the version that somebody else has started in the meantime, and say so."""
        if isinstance(error, EditConflict):
            self.started.emit(error.theirs)
        return False

    def kind(self) -> RecordKind:
        """Return a version as a kind of record, for the sheet in which something is done with it."""
        return RecordKind(
            noun="plans",
            entry="plan_version",
            title=_("Versions"),
            icon="scroll-text",
            empty=_("No version yet."),
            name=wording.version_title,
            items=(),
            load=self._tools.plans.versions,
            save=self._tools.plans.share,
            may_write=self._tools.may_write,
        )

    def _start_act(self) -> RecordAct:
        def run(version: PlanVersion, values: Mapping[str, Any]) -> Any:
            try:
                saved = self._tools.plans.start_version(version.young_person_id, values["why"])
            except EditConflict as error:
                theirs: Any = error.theirs
                self._started_id = theirs.id  # what was typed stays in the sheet
                raise
            self._started_id = saved.record.id  # the page asks for it as it hears that something changed
            return saved

        return start_act(START, run, _("Start a new version"), "plus")

    # -- sharing --------------------------------------------------------------------------------------

    def share_kind(self, name: str, *, again: bool = False) -> RecordKind:
        """Return the form that says how a version was shared, perhaps once more, and what was said about it."""

        def fit(form: Form) -> None:
            values = form.values()
            shared = values["shared_on"] is not None
            form.show_fields(
                shared, "shared_how", "shared_by", "young_person_signed_on", "not_signed_because"
            )
            how = values["comments"].given_how
            form.show_fields(how in (HowGiven.NOT_ASKED, HowGiven.CHOSE_NOT_TO), "ask_again_on")
            if shared:
                form.show_fields(values["young_person_signed_on"] is None, "not_signed_because")

        return RecordKind(
            noun="plans",
            entry="plan_share",
            title=_("Versions"),
            icon="message-circle",
            empty=_("No version yet."),
            name=lambda version: _("{version}, shared with {name}").format(
                version=wording.version_title(version), name=name
            ),
            items=(
                Field("shared_on", _("Shared with them on"), "date", may_wait=True,
                      hint=_("Empty while it was not possible; then say below why they were not asked.")),
                Field("shared_how", _("How it was shared"), "text", rows=2, may_wait=True,
                      hint=_("Read together, as pictures, with an interpreter, in parts.")),
                Field("shared_by", _("Who shared it with them"), may_wait=True),
                Field("comments", _("What they say about it"), "own_words", may_wait=True,
                      question=_("How {name} told us").format(name=name)),
                Field("ask_again_on", _("Asked again on"), "date", optional=True),
                Field("other_comments", _("What others said, and what was changed"), "text", rows=2, optional=True),
                Field("young_person_signed_on", _("Signed by them on"), "date", optional=True),
                Field("not_signed_because", _("Why they did not sign"), optional=True),
            ),
            rows=(Row("shared_on", "shared_by"),),
            voices=(("comments", "comments_how", "why_not_asked"),),
            load=self._tools.plans.versions,
            save=lambda version: self._tools.plans.share(version, again=again),
            check=lambda version: problems_in_sharing(version, self._tools.clock.today()),
            may_write=self._tools.may_write,
            may_change=lambda version: version.may_be_written_in,
            fit=fit,
        )  # fmt: skip

    def _say_unfinished(self, version: PlanVersion) -> None:
        """Say above the form of sharing which sections have words of one's own that are not saved."""
        form = self._sheet.form

        def show(found: tuple[UnfinishedPart, ...]) -> None:
            if form is not None and self._sheet.form is form:
                begun = unfinished.begun(found, version)
                banner = self._unfinished_banner(begun, _("They are no part of what is shared."))
                if banner is not None:
                    form.put_above(banner)

        if form is not None:
            tasks.query(form, self._tools.drafts.unfinished, version.young_person_id).done(show).start()

    def _unfinished_banner(
        self, begun: tuple[UnfinishedPart, ...], said: str, first: Callable[[], object] = lambda: None
    ) -> Banner | None:
        """Return the line that leads to what was begun, after `first` was done."""

        def go_on(section: int) -> None:
            first()
            self.section_wanted.emit(section, begun[0].version.id)

        return unfinished.not_part_of_it(begun, said, go_on)

    def _take_back_act(self) -> RecordAct:
        def run(version: PlanVersion, values: Mapping[str, Any]) -> Any:
            return self._tools.plans.take_back(version.id, values["because"])

        return RecordAct(
            key=TAKE_BACK,
            text=_("Take the signature back"),
            icon="rotate-ccw",
            run=run,
            items=(
                Field("because", _("Why"), "text", rows=2,
                      hint=_("The version can be changed again, and is signed again when it is right.")),
            ),
            said=_("The version can be changed again."),
            once=True,
        )  # fmt: skip

    def _they_signed_act(self, name: str) -> RecordAct:
        def run(version: PlanVersion, values: Mapping[str, Any]) -> Any:
            because = values["not_signed_because"]
            return self._tools.plans.young_person_signed(
                version.id, values["young_person_signed_on"], because
            )

        return RecordAct(
            key=THEY_SIGNED,
            text=_("Signed by {name}").format(name=name),
            icon="pencil",
            run=run,
            items=(
                Field("young_person_signed_on", _("Signed by them on"), "date", optional=True),
                Field("not_signed_because", _("Why they did not sign"), "text", rows=2, optional=True),
            ),
            start=lambda version: {
                "young_person_signed_on": version.young_person_signed_on,
                "not_signed_because": version.not_signed_because,
            },
            button=_("Save"),
        )

    # -- signing --------------------------------------------------------------------------------------

    def sign(self, version: PlanVersion, name: str, *, as_manager: bool) -> None:
        """Show the whole version in the dialog in which it is signed."""
        tools, who = self._tools, version.young_person_id

        def load() -> ToSign:
            mark = tools.plans.mark(who, version.id)  # first: what is changed after it is not signed
            overview, goals = tools.plans.overview(who, version.id), tools.plans.goals(who, version.id)
            begun = unfinished.begun(tools.drafts.unfinished(who), version)
            changed = tools.plans.changed_since_shared(who, version.id)
            return overview, goals, begun, changed, mark, tools.signing.signatures.asks_password(who)

        def open_dialog(found: ToSign) -> None:
            overview, goals, begun, changed, mark, asks_password = found
            shown = overview.shown
            if shown is None or shown.id != version.id:
                return

            def share_again() -> None:
                dialog.reject()
                self.do(SHARE_AGAIN, shown, who, name, self._page)

            again = share_again if shown.may_be_written_in and tools.may_write else None
            said = _("They are no part of what is signed.")
            banner = self._unfinished_banner(begun, said, lambda: dialog.reject())  # noqa: PLW0108 - made below
            paper = VersionPaper(shown, overview.parts, goals, name, tools.clock.today())
            words = unfinished.in_a_column((changed_since(changed, name, again), banner, paper))
            title = _("The plan of {name}, version {n}").format(name=name, n=shown.number)
            dialog = SignDialog(
                self._page, title, words, self._signs(version, mark, as_manager), self._on_signed(as_manager),
                asks_password=asks_password,
            )  # fmt: skip
            dialog.open()

        tasks.query(self._page, load).done(open_dialog).start()

    def _signs(self, version: PlanVersion, mark: str, as_manager: bool) -> Callable[[str], Any]:
        plans = self._tools.plans

        def sign(password: str) -> Any:
            return (plans.sign_as_manager if as_manager else plans.sign)(version.id, password, read=mark)

        return sign

    def _on_signed(self, as_manager: bool) -> Callable[[Any], object]:
        def done(saved: Any) -> None:
            notify.tell(_("Signed. This version counts from now on.") if as_manager else _("Signed."))
            self.signed.emit(saved.record)

        return done
