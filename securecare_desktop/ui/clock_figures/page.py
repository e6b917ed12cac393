"""The time limits of a unit: each rule with its figure and source, in use or not, confirmed against the current text."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...core.clock import Clock
from ...core.labels import label as words_for
from ...core.resource_files import Fault
from ...core.text import _, day_full
from ...domain.clocks import ClockKind, ClockSetting, figure_words, figures, typed_figures
from ...domain.limit_validation import source_words
from ...services.clocks import TO_CHECK, ClocksService, RuleFigure
from .. import tasks
from ..widgets.card import Card
from ..widgets.faults import FaultNotice
from ..widgets.fields import Field, Row
from ..widgets.form import Form
from ..widgets.labels import IconText, label
from ..widgets.records import Drafts, RecordAct, RecordKind, SheetPage
from ..widgets.rows import ListRow, Note
from ..widgets.segmented import SegmentedControl

RESTS_ON = {"law": "scale", "guidance": "book-open", "team": "users", "promise": "handshake"}


class ClockFiguresPage(SheetPage):
    """The page. `faults` finds the mistakes in the files, `me` is who confirms."""

    nouns = frozenset({"clocks", "units"})

    def __init__(
        self,
        clocks: ClocksService,
        drafts: Drafts,
        clock: Clock,
        me: Callable[[], str],
        faults: Callable[[], tuple[Fault, ...]] = tuple,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(drafts, clock, parent)
        self._clocks, self._clock, self._me, self._find_faults = clocks, clock, me, faults
        self._shown: tuple[RuleFigure, ...] = ()
        self.rows: list[tuple[RuleFigure, ListRow]] = []
        column = self.scroll.column
        column.addWidget(label(_("Time limits of the unit"), "page-title"))
        told = _(
            "What law, guidance and teams set a time for. A figure that was not found in its source says so until "
            "somebody here has looked it up. Dates are an aid, not legal advice."
        )
        column.addWidget(label(told, "second", wrap=True))
        self.faults = FaultNotice("clocks/")
        column.addWidget(self.faults)
        self.filter = SegmentedControl(
            (("check", _("To check")), ("used", _("In use")), ("all", _("All"))),
            "used",
            small=True,
            says=_("Which rules are shown"),
        )
        self.filter.chosen.connect(lambda _key: self._draw())
        column.addWidget(self.filter)
        self.card = Card(_("Rules"), icon="clock")
        column.addWidget(self.card)
        column.addStretch(1)

    def reload(self) -> None:
        """Fetch the rules anew."""
        tasks.query(self, self._load).done(self._show).start()

    def _load(self) -> tuple[tuple[RuleFigure, ...], tuple[Fault, ...]]:
        return self._clocks.figures(), self._find_faults()

    def _show(self, found: tuple[tuple[RuleFigure, ...], tuple[Fault, ...]]) -> None:
        self._shown, faults = found
        self.faults.show_faults(faults)
        self._draw()
        wanted = self.take_wanted()
        one = next((f for f in self._shown if wanted.record_id and f.rule.key == wanted.record_id), None)
        if one is not None:
            self._open(one, wanted.part)

    def _keeps(self, one: RuleFigure) -> bool:
        match self.filter.value():
            case "check":
                return one.in_use and not one.confirmed
            case "used":
                return one.in_use
        return True

    def _draw(self) -> None:
        self.rows = [(one, self._row(one)) for one in self._shown if self._keeps(one)]
        to_check = sum(one.in_use and not one.confirmed for one in self._shown)
        self.card.second.setText(_("{n} to check").format(n=to_check) if to_check else "")
        self.card.show_rows([row for _one, row in self.rows])

    def _row(self, one: RuleFigure) -> ListRow:
        rule = one.rule
        notes = [Note(RESTS_ON[rule.rests_on.value], words_for(rule.rests_on))]
        if rule.from_what:
            notes.append(Note("calendar", _("from: {what}").format(what=rule.from_what)))
        if one.setting.confirmed_on is not None:
            words = _("confirmed by {name}, {day}").format(
                name=one.setting.confirmed_by, day=day_full(one.setting.confirmed_on)
            )
            notes.append(Note("check", words, "done"))
        elif not one.confirmed:
            notes.append(Note("triangle-alert", _(TO_CHECK), "soon"))
        in_use = ("check", _("In use"), "done") if one.in_use else ("circle-slash", _("Not used"), "quiet")
        return ListRow(
            rule.title,
            lambda: self._open(one),
            lead=_figure(one) or words_for(rule.kind),
            lead_second=rule.key,
            lead_width=168,
            second=tuple(notes),
            chip=in_use,
        )

    def _open(self, one: RuleFigure, act: str = "") -> None:
        kind = _figure_kind(self._clocks, one, self._clock, self._me)
        setting = one.setting if one.setting.version else replace(one.setting, id=one.rule.key)
        found = next((a for a in kind.acts if a.key == act and a.applies(setting)), None)
        if found is not None:
            self.sheet.act(kind, setting, found, "")
        else:
            self.sheet.edit(kind, setting, "")


def _figure(one: RuleFigure) -> str:
    """Return the figure that counts in words: the one that was confirmed, else that of the file."""
    steps = figures(one.setting.confirmed_steps) or one.rule.steps
    said = [step.words if step.count else _("at once") for step in steps]
    if one.rule.kind is ClockKind.WINDOW and len(said) > 1:
        return _("{total} in any {window}").format(total=said[0], window=said[1])
    return _(", then ").join(said)


def _figure_kind(clocks: ClocksService, one: RuleFigure, clock: Clock, me: Callable[[], str]) -> RecordKind:
    """Return the sheet of one rule: where it stands, confirming its figure, and whether the unit works with it."""
    rule = one.rule

    def stored(setting: ClockSetting) -> ClockSetting:
        return setting if setting.version else replace(setting, id="")

    def begun(form: Form, _setting: ClockSetting, _who: str) -> None:
        form.put_above(_facts(one))

    def confirm(setting: ClockSetting, values: Mapping[str, Any]) -> object:
        return clocks.save_setting(
            replace(
                stored(setting),
                confirmed_steps=typed_figures(values["confirmed_steps"]),
                confirmed_on=values["confirmed_on"],
                confirmed_by=values["confirmed_by"],
                checked_against=values["checked_against"],
            )
        )

    def take_back(setting: ClockSetting, _values: Mapping[str, Any]) -> object:
        return clocks.save_setting(
            replace(setting, confirmed_steps=(), confirmed_on=None, confirmed_by="", checked_against="")
        )

    def use(on: bool) -> Callable[[ClockSetting, Mapping[str, Any]], object]:
        def switch(setting: ClockSetting, values: Mapping[str, Any]) -> object:
            wanted = replace(stored(setting), in_use=on)
            return clocks.save_setting(
                wanted if on else replace(wanted, checked_against=values["checked_against"] or "")
            )

        return switch

    steps = figures(one.setting.confirmed_steps) or rule.steps
    return RecordKind(
        noun="clocks",
        entry="clock_setting",
        title=_("Time limits of the unit"),
        icon="clock",
        empty="",
        name=lambda _setting: rule.title,
        items=(),
        load=lambda _who: (),
        save=lambda setting: clocks.save_setting(stored(setting)),
        key=lambda _setting: rule.key,
        begun=begun,
        acts=(
            RecordAct(
                key="confirm",
                text=_("I looked it up"),
                icon="check",
                applies=lambda _setting: bool(rule.steps),
                run=confirm,
                items=(
                    Field(
                        "confirmed_steps",
                        _("The figure, as confirmed"),
                        "text",
                        rows=2,
                        hint=_(
                            "As the current text says it, such as “72 hours”; one a line where there are several."
                        ),
                    ),
                    Field("checked_against", _("What it was checked against")),
                    Field("confirmed_on", _("Confirmed on"), "date"),
                    Field("confirmed_by", _("Confirmed by")),
                ),
                rows=(Row("confirmed_on", "confirmed_by"),),
                start=lambda setting: {
                    "confirmed_steps": "\n".join(figure_words(step).replace("_", " ") for step in steps),
                    "checked_against": setting.checked_against or rule.source,
                    "confirmed_on": clock.today(),
                    "confirmed_by": setting.confirmed_by or me(),
                },
                said=_("Confirmed. The figure counts from now on."),
            ),
            RecordAct(
                key="take_back",
                text=_("Take the confirmation back"),
                icon="rotate-ccw",
                applies=lambda setting: setting.confirmed_on is not None,
                run=take_back,
                said=_("The figure of the file counts again."),
            ),
            RecordAct(
                key="not_used",
                text=_("Do not use it here"),
                icon="circle-slash",
                applies=lambda setting: setting.in_use,
                run=use(False),
                items=(
                    Field(
                        "checked_against",
                        _("Why the unit does not work with it"),
                        "text",
                        rows=2,
                        optional=rule.rests_on.value != "law",
                    ),
                ),
                said=_("No longer counted here."),
            ),
            RecordAct(
                key="use",
                text=_("Use it here"),
                icon="plus",
                applies=lambda setting: not setting.in_use,
                run=use(True),
                said=_("Counted from now on."),
            ),
        ),
    )


def _facts(one: RuleFigure) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    rule = one.rule
    if figure := _figure(one):
        column.addWidget(label(figure, "strong", wrap=True))
    if rule.from_what:
        column.addWidget(label(_("Counts from: {what}").format(what=rule.from_what), wrap=True))
    said = (rule.note, words_for(rule.counting) if rule.steps else "", rule.shown_by)
    for words in (one_ for one_ in said if one_):
        column.addWidget(label(words, "second", wrap=True))
    column.addWidget(IconText(RESTS_ON[rule.rests_on.value], words_for(rule.rests_on)))
    column.addWidget(
        label(source_words(rule.source, rule.mark).replace("/", "/\u200b"), "caption", wrap=True)
    )
    if not one.confirmed:
        column.addWidget(IconText("triangle-alert", _(TO_CHECK), "soon"))
    return made
