"""The card of what is late and due: what cannot wait first, how much more there is, and one's own alone where wanted."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ...core.clock import local
from ...core.labels import label
from ...core.text import _, clock_time, day_and_time, day_short, ngettext
from ...domain.checklists import RestsOn
from ...domain.time_limits import Due
from ...domain.today import DueLine, Today, is_late
from ..tables.model import Column
from ..tables.view import Table
from ..widgets.buttons import LinkButton
from ..widgets.card import Card, EmptyState
from ..widgets.segmented import SegmentedControl

SHOWN = 10
"""How many stand there before somebody asks for all of them."""
IN_TIME = 4
"""How many of them can still be done in time, however much is late."""
EVERYBODY, MINE = "all", "mine"
_SOON = timedelta(hours=24)
_ICONS = {
    RestsOn.LAW: "scale",
    RestsOn.GUIDANCE: "book-open",
    RestsOn.TEAM: "users",
    RestsOn.PROMISE: "handshake",
}


class DueCard(Card):
    """Late and due. `opened(DueLine)`: somebody wants to do something about it."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__(
            _("Late and due"),
            icon="clock",
            second=_("next 7 days"),
            note=_("Dates are an aid, not legal advice"),
        )
        self._today: Today | None = None
        self._all = False
        self.whose = SegmentedControl(
            ((EVERYBODY, _("Everybody’s")), (MINE, _("Mine"))),
            EVERYBODY,
            small=True,
            says=_("Whose things are shown"),
        )
        self.whose.chosen.connect(lambda _key: self._fill())
        self.head_row.addWidget(self.whose)
        self.table = Table(due_columns(self._moment), says=_("Late and due"), key=_key)
        self.table.opened.connect(self.opened)
        self._empty = EmptyState(_("Nothing is late or due in the next 7 days."))
        self.more = LinkButton("", self._turn, small=True)
        self._below = QWidget()
        below = QHBoxLayout(self._below)
        below.setContentsMargins(16, 6, 16, 8)
        below.addWidget(self.more)
        below.addStretch(1)
        for part in (self.table, self._empty, self._below):
            self.body.addWidget(part)
        self._fill()

    def show_today(self, today: Today) -> None:
        """Show what is late and due on this day."""
        self._today = today
        own = sum(line.mine for line in today.due)
        self.whose.setVisible(0 < own < len(today.due))
        if not self.whose.isVisibleTo(self):
            self.whose.set_value(EVERYBODY)
        self._fill()

    def _moment(self) -> datetime:
        assert self._today is not None, "the table is empty until a day is shown"
        return moment_of(self._today)

    def _turn(self) -> None:
        self._all = not self._all
        self._fill()

    def _fill(self) -> None:
        if self._today is None:
            return
        moment = moment_of(self._today)
        wanted = tuple(d for d in self._today.due if d.mine or self.whose.value() != MINE)
        shown = wanted if self._all else first_ones(wanted, moment)
        self.table.set_rows(shown)
        self.table.setVisible(bool(wanted))
        self._empty.setVisible(not wanted)
        self._below.setVisible(len(wanted) > SHOWN)
        self.more.setText(self._more_words(tuple(d for d in wanted if d not in shown), len(wanted), moment))

    def _more_words(self, rest: tuple[DueLine, ...], count: int, moment: datetime) -> str:
        """Return how many more there are, with how many of them are late: none is left out in silence."""
        if not rest:
            return _("Show the first {n}").format(n=SHOWN)
        late = sum(is_late(line, moment) for line in rest)
        words = _("Show all {n}").format(n=count)
        if late:
            more = ngettext("{n} more is late", "{n} more are late", late).format(n=late)
            words += f" ({more})"
        return words


def first_ones(lines: tuple[DueLine, ...], now: datetime) -> tuple[DueLine, ...]:
    """Return the lines that stand there at first: what is late, with room left for what can still be done in time."""
    late = sum(is_late(line, now) for line in lines)
    in_time = lines[late:]
    room = SHOWN - min(len(in_time), IN_TIME)
    return (*lines[: min(late, room)], *in_time[: max(SHOWN - late, min(len(in_time), IN_TIME))])


def _key(line: DueLine) -> tuple[str, str, str]:
    return line.record_kind, line.record_id, line.what


def moment_of(today: Today) -> datetime:
    """Return the moment for which Today was put together; the beginning of its day where it says none."""
    return today.now or datetime.combine(today.day, datetime.min.time()).astimezone()


def due_columns(now: Callable[[], datetime]) -> tuple[Column, ...]:
    """Return the columns of what is late and due; `now` says for which moment it is shown."""

    def tone(line: DueLine) -> str:
        if is_late(line, now()):
            return "late"
        if line.due_at is not None:
            return "soon" if line.due_at - now() <= _SOON else ""
        return "soon" if (line.due_on - local(now()).date()).days <= 1 else ""

    def icon(line: DueLine) -> str:
        return {"late": "circle-alert", "soon": "clock", "": "calendar"}[tone(line)]

    return (
        Column("for", _("For"), lambda d: d.young_person_name, strong=True, width=84),
        Column("what", _("What"), what_words, tooltip=what_words, stretch=True, wraps=True),
        Column(
            "rests_on",
            _("Rests on"),
            lambda d: label(d.rests_on),
            icon=lambda d: _ICONS[d.rests_on],
            width=104,
        ),
        Column("who", _("Who does it"), lambda d: d.who, tooltip=lambda d: d.who, width=142),
        Column(
            "due",
            _("Due"),
            lambda d: due_words(d, now()),
            tooltip=lambda d: exact_words(d, now()),
            sort=lambda d: Due(d.due_on, d.due_at).last_moment,
            icon=icon,
            tone=tone,
            width=128,
        ),
    )


def what_words(line: DueLine) -> str:
    """Return what is to be done; what else is to be known of it stands in a line of its own."""
    more = [line.note] if line.note else []
    if line.unverified:
        more.append(_("check against the current text"))
    return "\n".join((line.what, "; ".join(more))) if more else line.what


def due_words(line: DueLine, now: datetime) -> str:
    """Return "Today", "Wed 20 May", or where hours count "in 5 hours" and "2 hours late"."""
    today = local(now).date()
    if line.due_at is None or abs(line.due_at - now) > _SOON:
        return _("Today") if line.due_on == today else day_short(line.due_on, today)
    minutes = int(abs(line.due_at - now).total_seconds() // 60)
    is_over, count = line.due_at < now, minutes // 60 or minutes
    if minutes >= 60:
        late, early = (
            ngettext("{n} hour late", "{n} hours late", count),
            ngettext("in {n} hour", "in {n} hours", count),
        )
    else:
        late, early = (
            ngettext("{n} minute late", "{n} minutes late", count),
            ngettext("in {n} minute", "in {n} minutes", count),
        )
    return (late if is_over else early).format(n=count)


def exact_words(line: DueLine, now: datetime) -> str:
    """Return the hour where hours count: "Thu 14 May, 16:30"."""
    if line.due_at is None:
        return ""
    today = local(now).date()
    if local(line.due_at).date() == today:
        return _("today at {time}").format(time=clock_time(line.due_at))
    return day_and_time(line.due_at, today)
