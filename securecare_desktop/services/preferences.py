"""What this computer and each person at it chose (theme, text size, last store), kept apart from the records.

It needs nobody signed in. A settings file that cannot be written is no reason to stop: the choice then holds
until the program ends.
"""

import logging
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from ..core.settings import IDLE_MINUTES, PersonSettings, Settings, read_settings, write_settings

RECENT_DAYS = 7
"""How long a name stays under "used this computer" on the sign-in page."""

_log = logging.getLogger(__name__)


class PreferencesService:
    """The settings file of this computer, read once and written at each change."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.settings: Settings = read_settings(file)

    def person(self, staff_id: str) -> PersonSettings:
        """Return what one person chose for themselves, or the defaults."""
        return self.settings.person(staff_id)

    def choose(self, staff_id: str, chosen: PersonSettings) -> None:
        """Keep what one person chose."""
        self._keep(self.settings.with_person(staff_id, chosen))

    def lock_after(self, minutes: int) -> None:
        """Have this computer lock after so many minutes without use, 1 to 30, whoever is at it."""
        if minutes in IDLE_MINUTES:
            self._keep(replace(self.settings, idle_minutes=minutes))

    def note_store(self, folder: Path) -> None:
        """Open this folder next time."""
        if self.settings.store != str(folder):
            self._keep(replace(self.settings, store=str(folder)))

    def note_sign_in(self, staff_id: str, day: date) -> None:
        """Remember that somebody has used this computer on `day`; names of long ago are left out."""
        first = (day - timedelta(days=RECENT_DAYS)).isoformat()
        recent = {known: when for known, when in self.settings.recent.items() if when >= first}
        self._keep(replace(self.settings, recent={**recent, staff_id: day.isoformat()}))

    def recent(self, today: date) -> frozenset[str]:
        """Return the staff ids of those who have used this computer in the last days."""
        first = (today - timedelta(days=RECENT_DAYS)).isoformat()
        return frozenset(known for known, when in self.settings.recent.items() if when >= first)

    def _keep(self, changed: Settings) -> None:
        self.settings = changed
        try:
            write_settings(self._file, changed)
        except OSError as error:
            _log.warning("settings were not written: %s", type(error).__name__)
