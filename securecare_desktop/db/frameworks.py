"""Which frameworks a unit uses, its own wordings, and frameworks of its own."""

from sqlalchemy.orm import Mapped

from ..domain.frameworks import FrameworkChoice, FrameworkWording, OwnFramework, OwnFrameworkItem
from ..domain.young_people import Stage
from .base import RecordRow, Repository, reference


class FrameworkChoiceRow(RecordRow):
    """Rows of FrameworkChoice."""

    __tablename__ = "framework_choice"
    __record_kind__ = "framework_choices"
    __domain__ = FrameworkChoice
    __order__ = ("framework_key",)

    unit_id: Mapped[str] = reference("unit.id")
    framework_key: Mapped[str]
    in_use: Mapped[bool]


class FrameworkChoices(Repository[FrameworkChoice]):
    """Plain queries on framework choice rows."""

    row = FrameworkChoiceRow


class FrameworkWordingRow(RecordRow):
    """Rows of FrameworkWording."""

    __tablename__ = "framework_wording"
    __record_kind__ = "framework_wordings"
    __domain__ = FrameworkWording
    __order__ = ("framework_key", "number")

    unit_id: Mapped[str] = reference("unit.id")
    framework_key: Mapped[str]
    number: Mapped[str]
    text: Mapped[str]


class FrameworkWordings(Repository[FrameworkWording]):
    """Plain queries on framework wording rows."""

    row = FrameworkWordingRow


class OwnFrameworkRow(RecordRow):
    """Rows of OwnFramework."""

    __tablename__ = "own_framework"
    __record_kind__ = "own_frameworks"
    __domain__ = OwnFramework
    __order__ = ("title",)

    unit_id: Mapped[str] = reference("unit.id")
    title: Mapped[str]
    source: Mapped[str]
    in_use: Mapped[bool]


class OwnFrameworks(Repository[OwnFramework]):
    """Plain queries on own framework rows."""

    row = OwnFrameworkRow


class OwnFrameworkItemRow(RecordRow):
    """Rows of OwnFrameworkItem."""

    __tablename__ = "own_framework_item"
    __record_kind__ = "own_framework_items"
    __domain__ = OwnFrameworkItem
    __order__ = ("written_at",)

    own_framework_id: Mapped[str] = reference("own_framework.id")
    number: Mapped[str]
    words: Mapped[str]
    stage: Mapped[Stage | None]
    sections: Mapped[tuple[str, ...]]
    ended: Mapped[bool]


class OwnFrameworkItems(Repository[OwnFrameworkItem]):
    """Plain queries on own framework item rows."""

    row = OwnFrameworkItemRow
