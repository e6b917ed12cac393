"""The People tab: everybody in a young person's life, with who may know where they live, and the key adults.

What each list and form holds stands in network.py and key_adults.py.
"""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QWidget

from ...core.clock import Clock
from ...domain.permissions import Action
from ..widgets.records import Drafts, RecordsPage
from .key_adults import KeyAdults, Staff, key_adult_kind
from .network import Network, ended_kind, network_kind


class People(Network, KeyAdults, Protocol):
    """What this screen needs of the people service."""


class PeoplePage(RecordsPage):
    """The people around one young person."""

    def __init__(
        self,
        people: People,
        staff: Staff,
        drafts: Drafts,
        clock: Clock,
        may: Callable[[Action], bool],
        parent: QWidget | None = None,
    ) -> None:
        may_write = may(Action.EDIT_PROFILE)
        kinds = (
            network_kind(people, clock, may_write),
            key_adult_kind(people, staff, clock, may_write),
            ended_kind(people, clock, may_write),
        )
        super().__init__(kinds, drafts, clock, parent)
