"""How moments, choices, lists and ids stand in a column: each in one form, whatever the table."""

import json
from dataclasses import fields
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Dialect, Text, TypeDecorator


def moment_text(moment: datetime) -> str:
    """Return an aware moment as text. One without a time zone is a defect: nobody knows when it was."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone cannot be stored")
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


class UtcMoment(TypeDecorator[datetime]):
    """An aware moment, kept as text of one width in UTC, so that text order is time order."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Write the moment in UTC."""
        return None if value is None else moment_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Read the moment back, aware, in UTC."""
        return None if value is None else datetime.fromisoformat(value)


class Choice(TypeDecorator[StrEnum]):
    """One member of a StrEnum, kept as its text."""

    impl = Text
    cache_ok = True

    def __init__(self, members: type[StrEnum]) -> None:
        super().__init__()
        self.members = members

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        """Write the text of the member; a text that is no member is a defect."""
        return None if value is None else self.members(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        """Read the member back."""
        return None if value is None else self.members(value)


class TextList(TypeDecorator[tuple[str, ...]]):
    """Several texts (or members of a StrEnum) in their order, kept as a JSON list."""

    impl = Text
    cache_ok = True

    def __init__(self, members: type[str] = str) -> None:
        super().__init__()
        self.members = members

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        """Write the list."""
        return None if value is None else json.dumps([str(item) for item in value], ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...] | None:
        """Read the texts back as a tuple."""
        return None if value is None else tuple(self.members(item) for item in json.loads(value))


class TextMap(TypeDecorator[dict[str, str]]):
    """Texts (or whole numbers) by name, kept as a JSON object."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: dict[str, str] | None, dialect: Dialect) -> str | None:
        """Write the object."""
        return None if value is None else json.dumps(value, ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> dict[str, str] | None:
        """Read the object back."""
        return None if value is None else dict(json.loads(value))


class OptionalId(TypeDecorator[str]):
    """The id of another record, or the empty text where there is none (kept as NULL, for foreign keys)."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Write nothing for the empty text."""
        return value or None

    def process_result_value(self, value: str | None, dialect: Dialect) -> str:
        """Read nothing as the empty text."""
        return value or ""


class RowList(TypeDecorator[tuple[Any, ...]]):
    """Several small frozen records in their order, kept as a JSON list of objects; choices as their text."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[Any]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: tuple[Any, ...] | None, dialect: Dialect) -> str | None:
        """Write the list."""
        if value is None:
            return None
        names = [f.name for f in fields(self.kind)]
        return json.dumps([{n: getattr(one, n) for n in names} for one in value], ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[Any, ...] | None:
        """Read them back; a field that an older program did not know takes its default."""
        if value is None:
            return None
        defaults = {f.name: f.default for f in fields(self.kind)}
        return tuple(
            self.kind(**{n: _like(defaults[n], v) for n, v in one.items() if n in defaults})
            for one in json.loads(value)
        )


def _like(default: object, stored: Any) -> Any:
    """Return a stored value as a field holds it: a choice as its member, an unknown or empty one as it is usually."""
    if not isinstance(default, StrEnum):
        return stored
    kind = type(default)
    return kind(stored) if stored in set(kind) else default
