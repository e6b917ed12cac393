"""Words on screen and paper: gettext, dates as people write them, and small helpers for whole text.

`_()` and `ngettext()` look the catalogue up when they are called, so they are called when text is needed
and never at import. `N_()` marks text that a table holds and translates later.
"""

import gettext as _gettext
import re
import unicodedata
from datetime import date, datetime

from .clock import local
from .paths import resource

_catalogue: _gettext.NullTranslations = _gettext.NullTranslations()


class _PseudoTranslations(_gettext.NullTranslations):
    """Wraps every translated text in marks, so that text which forgot gettext stands out."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


def use_language(code: str) -> None:
    """Switch to the catalogue `code` ("en_GB", or "pseudo" to find untranslated text)."""
    global _catalogue  # noqa: PLW0603 - one language for the whole program, set once at start
    if code == "pseudo":
        _catalogue = _PseudoTranslations()
    else:
        _catalogue = _gettext.translation(
            "securecare_desktop", resource("translations"), languages=[code], fallback=True
        )


def _(message: str) -> str:
    """Return `message` in the language in use."""
    return _catalogue.gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of the message that fits `count`; the caller fills the number in."""
    return _catalogue.ngettext(one, many, count)


def N_(message: str) -> str:
    """Mark `message` for translation and return it as it is."""
    return message


_DAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
_DAYS_IN_FULL = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip
_MONTHS = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip
_MONTHS_IN_FULL = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip


def day_short(day: date, today: date | None = None) -> str:
    """Return "Wed 13 May", with the year where it is not the year of `today` (or always without it)."""
    text = f"{_(_DAYS[day.weekday()])} {day.day} {_(_MONTHS[day.month - 1])}"
    return text if today is not None and day.year == today.year else f"{text} {day.year}"


def day_plain(day: date, today: date | None = None) -> str:
    """Return "13 May", with the year where it is not the year of `today` (or always without it)."""
    text = f"{day.day} {_(_MONTHS[day.month - 1])}"
    return text if today is not None and day.year == today.year else f"{text} {day.year}"


def day_full(day: date) -> str:
    """Return "13 May 2026" with the month in full."""
    return f"{day.day} {_(_MONTHS_IN_FULL[day.month - 1])} {day.year}"


def day_long(day: date) -> str:
    """Return "Wednesday 13 May 2026"."""
    return f"{_(_DAYS_IN_FULL[day.weekday()])} {day_full(day)}"


def day_in_words(day: date, today: date) -> str:
    """Return "Wednesday 13 May" with the month in full, with the year where it is not the year of `today`."""
    text = f"{_(_DAYS_IN_FULL[day.weekday()])} {day.day} {_(_MONTHS_IN_FULL[day.month - 1])}"
    return text if day.year == today.year else f"{text} {day.year}"


def weekday_in_full(day: date) -> str:
    """Return "Wednesday"."""
    return _(_DAYS_IN_FULL[day.weekday()])


def weekday_short(day: date) -> str:
    """Return "Wed"."""
    return _(_DAYS[day.weekday()])


def month_title(day: date) -> str:
    """Return "May 2026"."""
    return f"{_(_MONTHS_IN_FULL[day.month - 1])} {day.year}"


def clock_time(moment: datetime) -> str:
    """Return the local time of an aware moment as "09:58"."""
    return local(moment).strftime("%H:%M")


def day_and_time(moment: datetime, today: date | None = None) -> str:
    """Return "Wed 13 May, 09:58" in local time."""
    return f"{day_short(local(moment).date(), today)}, {clock_time(moment)}"


def when_word(day: date, today: date) -> str:
    """Return how far off a day is, as people say it: "today", "tomorrow", "in 13 days", "3 days ago"."""
    distance = (day - today).days
    if distance == 0:
        return _("today")
    if distance == 1:
        return _("tomorrow")
    if distance == -1:
        return _("yesterday")
    if distance > 0:
        return ngettext("in {n} day", "in {n} days", distance).format(n=distance)
    return ngettext("{n} day ago", "{n} days ago", -distance).format(n=-distance)


def lines(text: str) -> tuple[str, ...]:
    """Return the lines of a text that say something, without white space at their ends."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def quoted(words: str) -> str:
    """Return somebody's words in quotation marks."""
    return f"“{words.strip()}”"


_CONTROL = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f]")
"""Unicode's category Cc but for tab and newline."""


def tidy(text: str) -> str:
    """Return typed text in normal form: NFC, plain line ends, no control characters but tab and newline."""
    if text.isascii() and text.isprintable():
        return text  # most of what is typed, and most of what a save looks through
    plain = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", plain)


def given_name(name: str) -> str:
    """Return the first part of a name, as young people say it; the whole text when there is no part.

    The mark that stands in place of a name that is left out has no parts.
    """
    parts = name.split(maxsplit=1)
    return parts[0] if parts and not name.startswith("[") else name
