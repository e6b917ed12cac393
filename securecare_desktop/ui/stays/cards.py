"""What stands on the Stay tab to be read: why they are here, the law, who has to know, times alone, moving on.

Each card is built anew from a StayFile; what can be done with it is handed in as callbacks.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...core.clock import local
from ...core.labels import label as words_for
from ...core.text import _, day_and_time, day_full, day_plain
from ...domain.legal_orders import LegalOrder, Notification, TimeAlone, order_in_force
from ...domain.people import Answer
from ...domain.stay_validation import stay_words
from ...domain.stays import StayFile, how_long, length, total_words
from ...domain.young_people import Stay
from ..widgets.buttons import Button
from ..widgets.card import Card, EmptyState
from ..widgets.flow import Flow
from ..widgets.labels import IconText, label
from ..widgets.rows import Facts, ListRow, Note
from .common import Helpers, by_when, from_to
from .kinds import order_title

LABEL_WIDTH = 176
AT_FIRST = 6
"""How many times alone, and how many people who were told, are shown before somebody asks for all."""
Go = Callable[[], object]


class WhyCard(Card):
    """Why the young person is here, in words for them, and what was explained to them when and by whom."""

    def __init__(self, file: StayFile, stay: Stay, today: date, on_change: Go | None) -> None:
        here = _("Why {name} is here") if stay.ended_at is None else _("Why {name} was here")
        action = (_("Change"), on_change) if on_change is not None else None
        super().__init__(
            here.format(name=file.name_used),
            icon="message-circle",
            action=action,
            action_icon="pencil",
            inset=True,
        )
        if stay.reasons_for_young_person.strip():
            self.body.addWidget(label(stay.reasons_for_young_person.strip(), wrap=True, selectable=True))
        else:
            words = _("Nobody has written yet why, in words that {name} can follow.")
            self.body.addWidget(label(words.format(name=file.name_used), "second", wrap=True))
        missing = list(self._missing(file, stay))
        if missing:
            self.body.addWidget(Flow(missing))
        self.body.addWidget(
            Facts(
                (
                    (_("Explained"), by_when(stay.reasons_told_on, stay.reasons_told_by, today)),
                    (
                        _("Rights explained"),
                        by_when(stay.rights_explained_on, stay.rights_explained_by, today),
                    ),
                    (_("How they can appeal"), stay.how_to_appeal.strip()),
                    (
                        _("Advocate offered"),
                        day_plain(stay.advocate_offered, today) if stay.advocate_offered else "",
                    ),
                ),
                label_width=LABEL_WIDTH,
            )
        )

    @staticmethod
    def _missing(file: StayFile, stay: Stay) -> Iterator[QWidget]:
        if stay.ended_at is not None or stay.arrived_at is None:
            return
        wanted = (
            (stay.reasons_told_on, _("{name} has not been told yet why")),
            (stay.rights_explained_on, _("rights not explained yet")),
            (stay.advocate_offered, _("no advocate offered yet")),
        )
        for day, words in wanted:
            if day is None:
                yield IconText(
                    "message-circle-warning", words.format(name=file.name_used), "soon", strong=True
                )


class LawCard(Card):
    """The law and the orders; the one that carries the stay stands first, with its end."""

    def __init__(
        self,
        file: StayFile,
        stay: Stay,
        today: date,
        add: tuple[str, Go] | None,
        open_one: Callable[[Any], object],
    ) -> None:
        super().__init__(_("The law it rests on"), icon="scale", action=add, action_icon="plus")
        basis = QWidget()
        column = QVBoxLayout(basis)
        column.setContentsMargins(16, 8, 16, 8)
        column.addWidget(
            Facts(
                (
                    (_("Under what law"), words_for(stay.legal_basis)),
                    (_("Reasons in law"), stay.legal_reasons.strip()),
                    (_("Made or authorised by"), stay.authorised_by),
                    (_("Council or authority"), stay.placing_authority),
                ),
                label_width=LABEL_WIDTH,
            )
        )
        basis.setProperty("role", "row")
        rows: list[QWidget] = [basis]
        first = order_in_force(file.orders, _day_of(stay, today))
        ordered = sorted(file.orders, key=lambda one: one is not first)
        for order in ordered:
            rows.append(_order_row(order, order is first, stay, today, lambda one=order: open_one(one)))
        if not ordered:
            rows.append(EmptyState(_("No order is written down yet.")))
        self.show_rows(rows)


def _day_of(stay: Stay, today: date) -> date:
    """Return the day on which a stay is looked at: its last one once it has ended."""
    return local(stay.ended_at).date() if stay.ended_at is not None else today


def _order_row(order: LegalOrder, first: bool, stay: Stay, today: date, on_open: Go) -> ListRow:
    notes = []
    made = by_when(order.made_on, order.made_by, today)
    if made:
        notes.append(Note("calendar", _("made {when}").format(when=made)))
    if order.secure is not Answer.NOT_KNOWN:
        allows = _allows(order, today)
        notes.append(Note("lock" if order.secure is Answer.YES else "lock-open", allows))
    if order.appeal_by is not None and order.appeal_by >= today:
        notes.append(Note("clock", _("appeal until {day}").format(day=day_plain(order.appeal_by, today))))
    if order.told_on is not None:
        told = _("told {when}").format(when=by_when(order.told_on, order.told_by, today))
        notes.append(Note("check", told, "done"))
    elif order.carries_on(today) and stay.ended_at is None:
        notes.append(Note("message-circle-warning", _("not told yet"), "soon"))
    row = ListRow(order_title(order), on_open, second=notes, chip=order_chip(order, first, stay, today))
    names(row, order.id)
    return row


def _allows(order: LegalOrder, today: date) -> str:
    if order.secure is Answer.NO:
        return _("does not allow secure care")
    if order.from_at is None:
        return _("allows secure care")
    return _("allows secure care from {moment}").format(moment=day_and_time(order.from_at, today))


def order_chip(order: LegalOrder, first: bool, stay: Stay, today: date) -> tuple[str, str, str]:
    """Return icon, words and kind of chip that say whether an order carries the stay, and until when."""
    day = _day_of(stay, today)
    ends = min((d for d in (order.ends_on, order.ended_on) if d is not None), default=None)
    if order.carries_on(day):
        if stay.ended_at is not None:
            return "check", _("in force until they left"), "quiet"
        if ends is None:
            return "check", _("in force"), "done"
        soon = (ends - today).days <= 14
        words = _("in force until {day}").format(day=day_plain(ends, today))
        return ("clock", words, "soon") if soon else ("check", words, "done")
    if ends is None:
        return "calendar", _("not in force yet"), "quiet"
    words = _("ended {day}").format(day=day_plain(ends, today))
    if first and stay.ended_at is None:
        return "circle-alert", _("{ended}, nothing newer is written down").format(ended=words), "late"
    return "circle", words, "quiet"


class ToldCard(Card):
    """Who has to know of the stay: who is still to be told first, then who was told, when, by whom and how."""

    def __init__(
        self,
        file: StayFile,
        today: date,
        add: tuple[str, Go] | None,
        open_one: Callable[[Any], object],
        tell: Callable[[Any], object] | None,
        more: Go | None,
    ) -> None:
        waiting = sum(one.told_at is None for one in file.notifications)
        second = _("{n} still to be told").format(n=waiting) if waiting else ""
        super().__init__(
            _("Who has to know"), icon="message-circle", second=second, action=add, action_icon="plus"
        )
        found = file.notifications
        shown = found if more is None else found[: max(AT_FIRST, waiting)]
        rows: list[QWidget] = [_told_row(one, today, open_one, tell) for one in shown]
        if not found:
            none = _("Nobody is written down yet who was told of this stay.")
            rows.append(EmptyState(_none_here(file, "notifications", none)))
        elif more is not None and len(shown) < len(found):
            rows.append(more_row(len(found), more, "notifications"))
        self.show_rows(rows)


def _told_row(
    one: Notification, today: date, open_one: Callable[[Any], object], tell: Callable[[Any], object] | None
) -> ListRow:
    about = _("of {what}").format(what=words_for(one.about))
    who = ", ".join(part for part in (one.who, one.organisation.strip()) if part)
    if one.told_at is None:
        link = (_("They were told"), lambda: tell(one)) if tell is not None else None
        row = ListRow(
            f", {about}", lambda: open_one(one), strong=who, link=link,
            chip=("message-circle-warning", _("still to be told"), "soon"),
        )  # fmt: skip
        if row.link is not None:
            row.link.setAccessibleName(_("They were told: {who}").format(who=one.who))
            names(row.link, one.id, "tell")
    else:
        told = day_and_time(one.told_at, today)
        by = _("by {name}").format(name=one.told_by) if one.told_by.strip() else ""
        how = one.how.strip()[:1].lower() + one.how.strip()[1:]
        second = ", ".join(part for part in (told, by, how) if part)
        row = ListRow(
            f", {about}", lambda: open_one(one), strong=who, icon="check", icon_tone="done", second=second
        )
    names(row, one.id)
    return row


class MovesCard(Card):
    """Arrival and moving on, and how a stay ended."""

    def __init__(self, stay: Stay, helpers: Helpers, acts: tuple[Button, ...]) -> None:
        super().__init__(_("Arrival and moving on"), icon="footprints", inset=True)
        today = helpers.clock.today()
        planned = ", ".join(
            part
            for part in (day_full(stay.planned_move) if stay.planned_move else "", stay.moving_to.strip())
            if part
        )
        ended = stay.ended_at is not None
        facts = (
            (_("On their way"), words_for(stay.stage) if not ended else ""),
            (_("Came here"), helpers.moment(stay.arrived_at)),
            (_("Lived before"), stay.previous_address.strip()),
            (
                _("Looked after since"),
                day_plain(stay.looked_after_since, today) if stay.looked_after_since else "",
            ),
            (_("Room"), stay.room),
            (_("Moving on, as planned"), planned),
            (_("Left on"), helpers.moment(stay.ended_at)),
            (_("Went to"), stay.ended_where_to),
            (_("New address"), stay.ended_address.strip()),
            (_("Authorised by"), stay.ended_authorised_by),
            (_("Why"), stay.why_ended.strip()),
        )
        self.body.addWidget(Facts(facts, label_width=LABEL_WIDTH))
        if acts:
            self.body.addWidget(Flow(acts, gap=8))


class TimesAloneCard(Card):
    """The times for which a door was locked outside bedtime: quiet, in words, without a score."""

    def __init__(
        self,
        file: StayFile,
        today: date,
        add: tuple[str, Go] | None,
        open_one: Callable[[Any], object],
        more: Go | None,
    ) -> None:
        found = file.times_alone
        super().__init__(
            _("Times alone, door locked"),
            icon="lock",
            second=total_words(found),
            note=_("outside bedtime"),
            action=add,
            action_icon="plus",
        )
        shown = found if more is None else found[:AT_FIRST]
        rows: list[QWidget] = [_alone_row(one, today, open_one) for one in shown]
        if not found:
            rows.append(EmptyState(_none_here(file, "times_alone", _("None is written down."))))
        elif more is not None and len(shown) < len(found):
            rows.append(more_row(len(found), more, "times_alone"))
        self.show_rows(rows)


def _alone_row(entry: TimeAlone, today: date, open_one: Callable[[Any], object]) -> ListRow:
    long = length(entry)
    notes = [Note("clock", how_long(long))] if long is not None else []
    if entry.place.strip():
        notes.append(Note("map-pin", entry.place.strip()))
    if entry.signed_at is not None:
        notes.append(Note("signature", _("signed by {name}").format(name=entry.signed_name)))
    else:
        notes.append(Note("signature", _("not signed yet"), "soon"))
    words = from_to(entry.started_at, entry.ended_at, today)
    row = ListRow(words, lambda: open_one(entry), second=notes)
    names(row, entry.id)
    return row


class EarlierCard(Card):
    """The other stays, to be opened and read."""

    def __init__(self, file: StayFile, open_stay: Callable[[str], object]) -> None:
        super().__init__(_("Other stays"), icon="clock", second=str(len(file.earlier)))
        rows = []
        for one in file.earlier:
            row = ListRow(
                stay_words(one).capitalize() if one.arrived_at is None else stay_words(one),
                lambda one=one: open_stay(one.id),
                second=words_for(one.legal_basis),
                arrow=True,
            )
            names(row, one.id)
            rows.append(row)
        self.show_rows(rows)


def _none_here(file: StayFile, kind: str, sentence: str) -> str:
    """Return the sentence for an empty list; where entries are withheld from the reader, that none is shown."""
    return _("Nothing of this is shown to you.") if kind in file.withheld else sentence


def more_row(count: int, go: Go, key: str) -> QWidget:
    """Return the link that shows all of a list."""
    row = ListRow(_("Show all {n}").format(n=count), go)
    names(row, key, "more")
    return row


def names(widget: QWidget, record_id: str, does: str = "open") -> None:
    """Say of a button which record it is about and what it does, to find its like when the page was built anew."""
    widget.setProperty("about_record", record_id)
    widget.setProperty("does", does)
