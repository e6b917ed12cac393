"""The Family time tab: what happened and is to come, limits in force with their ground, and what is arranged.

What each list and form holds stands in occasions.py, limits.py and arrangements.py.
"""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ...core.clock import Clock
from ...domain.permissions import Action
from ..widgets.records import Drafts, RecordsPage
from ..widgets.signing import Signing
from .arrangements import arrangement_kind
from .common import Arrangements, FamilyTime, Helpers, People, Staff
from .limits import limit_kind
from .occasions import occasion_kind, to_come_kind


class FamilyTimePage(RecordsPage):
    """Family time of one young person. `me()` is the name of whoever is signed in.

    The Place part "tell" of a cancelled occasion opens the form that records that the young person was told.
    """

    def __init__(
        self,
        family_time: FamilyTime,
        arrangements: Arrangements,
        people: People,
        staff: Staff,
        drafts: Drafts,
        clock: Clock,
        me: Callable[[], str],
        may: Callable[[Action], bool],
        signing: Signing | None = None,
        parent: QWidget | None = None,
    ) -> None:
        helpers = Helpers(people, staff, clock, me)
        made = (
            to_come_kind(family_time, helpers, may(Action.WRITE_ENTRIES), signing),
            occasion_kind(family_time, helpers, may(Action.WRITE_ENTRIES), signing),
            limit_kind(family_time, helpers, may(Action.SET_LIMIT)),
            arrangement_kind(arrangements, helpers, may(Action.EDIT_PLAN)),
        )
        super().__init__(made, drafts, clock, parent)
