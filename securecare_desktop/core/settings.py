"""Settings of this computer and of each person at it: declared once, checked when read, never a record.

A value that makes no sense is replaced by its default. The file is replaced in one step.
"""

import json
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path

from .paths import make_private_folder, replace_file

THEMES = ("system", "light", "dark")
IDLE_MINUTES = range(1, 31)
"""After how many minutes without use a computer may be set to lock."""


@dataclass(frozen=True, slots=True)
class PersonSettings:
    """What one person chose for themselves. `text_size` is in percent.

    With `pin_at_sign_in` the sign-in page also asks for a PIN that undoes their own lock.
    """

    theme: str = "system"
    text_size: int = 100
    pin_at_sign_in: bool = False

    def checked(self) -> "PersonSettings":
        """Return the same settings with impossible values replaced by their defaults."""
        theme = self.theme if self.theme in THEMES else "system"
        size = self.text_size if isinstance(self.text_size, int) and 100 <= self.text_size <= 200 else 100
        return PersonSettings(theme, size, self.pin_at_sign_in is True)


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of this computer. `store` is the folder of the record store opened last."""

    store: str = ""
    idle_minutes: int = 5
    people: dict[str, PersonSettings] = field(default_factory=dict)
    recent: dict[str, str] = field(default_factory=dict)
    """Staff id -> ISO date of the last sign-in here, for the list on the sign-in page."""

    def person(self, staff_id: str) -> PersonSettings:
        """Return the settings of one person, or the defaults."""
        return self.people.get(staff_id, PersonSettings())

    def with_person(self, staff_id: str, chosen: PersonSettings) -> "Settings":
        """Return these settings with one person's choice replaced."""
        return replace(self, people={**self.people, staff_id: chosen.checked()})


def read_settings(file: Path) -> Settings:
    """Read the settings; a missing or damaged file gives the defaults."""
    try:
        raw = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(raw, dict):
        return Settings()
    known = {f.name for f in fields(PersonSettings)}
    people = {}
    for staff_id, values in (raw.get("people") or {}).items():
        if isinstance(values, dict):
            people[staff_id] = PersonSettings(**{k: v for k, v in values.items() if k in known}).checked()
    idle = raw.get("idle_minutes")
    recent = raw.get("recent")
    return Settings(
        store=raw["store"] if isinstance(raw.get("store"), str) else "",
        idle_minutes=idle if isinstance(idle, int) and idle in IDLE_MINUTES else 5,
        people=people,
        recent={k: v for k, v in recent.items() if isinstance(v, str)} if isinstance(recent, dict) else {},
    )


def write_settings(file: Path, settings: Settings) -> None:
    """Keep the settings. Raises OSError when the folder cannot be written."""
    make_private_folder(file.parent)
    replace_file(file, json.dumps(asdict(settings), ensure_ascii=False, indent=1).encode("utf-8"))
