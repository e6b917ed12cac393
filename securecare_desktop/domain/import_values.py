"""What people write into the cells of a list, read as days, times, lengths, choices and names.

Days are read day first, as in Britain. Whatever cannot be read comes back as Wrong, with the sentence that says so;
how the cells of a row belong together is import_rows.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from typing import TypeVar

from ..core.clock import local
from ..core.labels import label
from ..core.text import _, day_full, quoted
from .family_time import FamilyTimeKind, OccasionState, ProtectedVisitor, SupportLevel, WhoseDoing
from .people import Answer, Circle, RelevantPerson

Cell = str | date | datetime | time
E = TypeVar("E", bound=StrEnum)

_FIRST_SERIAL, _LAST_SERIAL = 14_000, 80_000
"""Days since 30 December 1899, as spreadsheets count them: from 1938 to 2119."""
_FIRST_YEAR, _LAST_YEAR = 1971, 2100
"""Computers know no time zone of moments that are further away, Windows none before 1970."""
_SPREADSHEET_ERRORS = frozenset(
    {"#n/a", "#ref!", "#value!", "#name?", "#div/0!", "#num!", "#null!", "#spill!"}
)


@dataclass(frozen=True, slots=True)
class Wrong:
    """A cell that cannot be read: `sentence` says why and what to write instead."""

    sentence: str


def folded(text: str) -> str:
    """Return a text by which two that mean the same are equal: small letters and digits, one blank between words."""
    return " ".join(re.sub(r"[^\w]+|_", " ", text.casefold().replace("’", "").replace("'", "")).split())


def text_of(cell: Cell) -> str:
    """Return a cell as a person would read it."""
    if isinstance(cell, datetime):
        return f"{day_full(cell.date())}, {cell:%H:%M}"
    if isinstance(cell, date):
        return day_full(cell)
    return f"{cell:%H:%M}" if isinstance(cell, time) else cell


def is_error(cell: Cell) -> bool:
    """Say whether the spreadsheet itself could not work a cell out."""
    return isinstance(cell, str) and cell.casefold() in _SPREADSHEET_ERRORS


# -- days and times -------------------------------------------------------------------------------------------

_MONTH_NAMES = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]?\s+", re.IGNORECASE)
_ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s,]+(.+))?$")
_NUMBERS = re.compile(r"^(\d{1,2})\s?[-/.\s]\s?(\d{1,2})\s?[-/.\s]\s?(\d{4}|\d{2})(?:[\s,]+(?:at\s+)?(.+))?$")
_NAMED = re.compile(
    r"^(\d{1,2})(?:st|nd|rd|th)?[-/.\s]*(?:of\s+)?([a-z]{3,9})\.?,?[-/.\s]*(\d{4}|\d{2})(?:[\s,]+(?:at\s+)?(.+))?$",
    re.IGNORECASE,
)
_NAME_FIRST = re.compile(
    r"^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4}|\d{2})(?:[\s,]+(?:at\s+)?(.+))?$", re.IGNORECASE
)
_NO_YEAR = re.compile(r"^\d{1,2}(?:st|nd|rd|th)?[-/.\s]+(?:\d{1,2}|[a-z]{3,9})$", re.IGNORECASE)


def day_in(cell: Cell, today: date) -> tuple[date, Cell] | Wrong:
    """Return the day in a cell and what of it says a time (an empty text where nothing does).

    `today` says which century a year of two digits is in: at most ten years ahead.
    """
    if isinstance(cell, datetime):
        return cell.date(), cell.time()
    if isinstance(cell, date):
        return cell, ""
    if isinstance(cell, time):
        return Wrong(_("This is a time of day. Write the day, such as 12/03/2026."))
    text = _WEEKDAY.sub("", " ".join(cell.split()))
    if (serial := _serial(text)) is not None:
        return serial
    for pattern, order in ((_ISO, "ymd"), (_NUMBERS, "dmy"), (_NAMED, "dny"), (_NAME_FIRST, "ndy")):
        if found := pattern.match(text):
            parts = dict(zip(order, found.groups(), strict=False))
            return _day(cell, parts, found[4] or "", today)
    if _NO_YEAR.match(text):
        return Wrong(_("{cell} has no year. Write it as 12/03/2026.").format(cell=quoted(cell)))
    return Wrong(_("{cell} is not a day. Write it as 12/03/2026.").format(cell=quoted(cell)))


def _serial(text: str) -> tuple[date, Cell] | None:
    """Return the day and time that a bare number of a spreadsheet stands for, None where it is none."""
    if not re.fullmatch(r"\d{5}(?:\.\d+)?", text):
        return None
    number = float(text)
    if not _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return None
    moment = datetime(1899, 12, 30) + timedelta(minutes=round(number * 24 * 60))
    return moment.date(), moment.time() if "." in text else ""


def _day(cell: str, parts: Mapping[str, str], rest: str, today: date) -> tuple[date, Cell] | Wrong:
    name = parts.get("n", "")[:3].casefold()
    if name and name not in _MONTH_NAMES:
        return Wrong(_("{cell} is not a day. Write it as 12/03/2026.").format(cell=quoted(cell)))
    month = _MONTH_NAMES.index(name) + 1 if name else int(parts["m"])
    year = int(parts["y"])
    if len(parts["y"]) == 2:
        year += 2000 if 2000 + year <= today.year + 10 else 1900
    try:
        return date(year, month, int(parts["d"])), rest
    except ValueError:
        words = _("There is no {cell}. The day comes first, then the month, as in 25/03/2026.")
        return Wrong(words.format(cell=quoted(cell)))


_CLOCK = re.compile(
    r"^(\d{1,2})(?:\s?[:.h]\s?(\d{2})(?:\s?[:.]\s?\d{2})?)?\s?(?:hrs|hours|h)?\s*([ap])?\.?(?:m\.?)?$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:[-–—]|\bto\b|\buntil\b)\s*", re.IGNORECASE)


def times_in(cell: Cell) -> tuple[time, time | None] | Wrong:
    """Return when it began, and when it ended where a cell says both: "14:00", "2.30pm", "1400", "2-3pm"."""
    if isinstance(cell, datetime):
        return cell.time(), None
    if isinstance(cell, time):
        return cell, None
    if isinstance(cell, date):
        return Wrong(_("This is a day. Write the time, such as 14:30."))
    text = cell.casefold().strip()
    if re.fullmatch(r"0?\.\d+", text):  # a part of a day, as spreadsheets count
        minutes = round(float(text) * 24 * 60) % (24 * 60)
        return time(minutes // 60, minutes % 60), None
    parts = [part for part in _BETWEEN.split(text) if part]
    if 0 < len(parts) <= 2:
        last = _one_time(parts[-1], "")
        first = _one_time(parts[0], _half_of(parts[-1])) if len(parts) == 2 else last
        if first and last and len(parts) == 2 and first > last and not _half_of(parts[0]):
            first = _one_time(parts[0], "") or first  # "11-1pm" begins in the morning
        if first and last:
            return first, last if len(parts) == 2 else None
    return Wrong(_("{cell} is not a time. Write it as 14:30.").format(cell=quoted(cell)))


def _half_of(text: str) -> str:
    found = re.search(r"([ap])\.?m?\.?$", text)
    return found[1] if found else ""


def _one_time(text: str, half: str) -> time | None:
    if text in ("noon", "midday", "12 noon"):
        return time(12)
    if re.fullmatch(r"\d{4}", text):
        text = f"{text[:2]}:{text[2:]}"
    found = _CLOCK.match(text)
    if not found:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3] or half
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def moment_of(day: date, at: time) -> datetime | Wrong:
    """Return a local day and time as an aware moment; an hour that a clock change leaves out is Wrong."""
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        return Wrong(_("{day} is too far away. Look at the year again.").format(day=day_full(day)))
    plain = datetime.combine(day, at)
    moment = plain.astimezone(UTC)
    if local(moment).replace(tzinfo=None) != plain:
        words = _("There was no {at} on {day}: the clocks went forward. Write the time they showed.")
        return Wrong(words.format(at=f"{at:%H:%M}", day=day_full(day)))
    return moment


_LENGTH = re.compile(
    r"^(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:h|hr|hrs|hour|hours)\b\.?)?\s*(?:and\s+)?"
    r"(?:(\d{1,4})\s*(?:m|min|mins|minute|minutes)?\.?)?$",
    re.IGNORECASE,
)


def minutes_in(cell: Cell, *, hours: bool = False) -> int | Wrong:
    """Return a length in minutes: "45", "1h 30", "1.5 hours", "1:30". With `hours` a bare number is hours."""
    if isinstance(cell, time):
        return cell.hour * 60 + cell.minute
    text = text_of(cell).strip().casefold()
    if re.fullmatch(r"\d{1,2}:\d{2}(:\d{2})?", text):
        parts = [int(part) for part in text.split(":")]
        return parts[0] * 60 + parts[1]
    if text in ("half an hour", "half hour", "½ hour", "1/2 hour"):
        return 30
    if text in ("an hour", "one hour"):
        return 60
    if hours and re.fullmatch(r"\d{1,2}([.,]\d+)?", text):
        return round(float(text.replace(",", ".")) * 60)
    found = _LENGTH.match(text)
    if text and found and (found[1] or found[2]):
        return round(float((found[1] or "0").replace(",", ".")) * 60) + int(found[2] or 0)
    return Wrong(
        _("{cell} is not a length. Write it in minutes, such as 45.").format(cell=quoted(text_of(cell)))
    )


# -- choices --------------------------------------------------------------------------------------------------

_YES = ["yes", "y", "true", "1", "✓", "✔"]
_NO = ["no", "n", "false", "0", "none"]

_WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    FamilyTimeKind: {
        FamilyTimeKind.VIDEO: "video|videocall|facetime|face time|skype|zoom|teams|whatsapp video|whatsapp call",
        FamilyTimeKind.PHONE: "phone|telephone|tel|tel call|call|phonecall|telephone contact|phone contact|rang|landline|mobile",
        FamilyTimeKind.OVERNIGHT: "overnight|overnight contact|sleepover|weekend stay|night at home|stay",
        FamilyTimeKind.HOME_VISIT: "home visit|visit home|home leave|visit to home|home contact|mobility home|at home",
        FamilyTimeKind.VISIT_OUTSIDE: "visit outside|outside|community|community contact|community visit|contact centre"
        "|off site|offsite|out|day out|trip out",
        FamilyTimeKind.LETTER: "letter|card|post|letter or card|letterbox|letterbox contact|postal|letters|birthday card",
        FamilyTimeKind.MESSAGE: "message|text|sms|text message|whatsapp|email|e mail|whatsapp message|messages",
        FamilyTimeKind.GIFT: "gift|present|parcel|photo|photos|recording|gifts",
        FamilyTimeKind.BROTHERS_AND_SISTERS: "sibling|siblings|sibling contact|sibling visit|brothers and sisters"
        "|sibling time|brother|sister",
        FamilyTimeKind.CELEBRATION: "celebration|birthday|party|christmas|eid|family day",
        FamilyTimeKind.ACTIVITY: "activity|shared activity|meal|shared meal|outing|cooking",
        FamilyTimeKind.MEETING: "meeting|review|lac review|cla review|cpa|meeting about the plan|professionals meeting",
        FamilyTimeKind.VISIT_HERE: "visit|visit here|in person|face to face|face to face visit|f2f|direct|direct contact"
        "|contact visit|on site|onsite|unit visit|family visit|supervised visit|supervised contact|visited",
    },
    SupportLevel: {
        SupportLevel.CLOSELY_SUPERVISED: "closely supervised|close supervision|highly supervised|2 1|line of sight",
        SupportLevel.UNSUPPORTED: "unsupported|unsupervised|on their own|alone|private|not supervised|none|unaccompanied",
        SupportLevel.SUPERVISED: "supervised|full supervision|fully supervised|1 1",
        SupportLevel.SUPPORTED: "supported|staff nearby|light touch|monitored|escorted|accompanied",
        SupportLevel.FACILITATED: "facilitated|transport only|travel|help with place or travel",
        SupportLevel.SUSPENDED: "suspended|paused|stopped|on hold",
    },
    OccasionState: {
        OccasionState.CUT_SHORT: "cut short|ended early|finished early|left early|terminated|terminated early|stopped early",
        OccasionState.DID_NOT_COME: "did not come|did not attend|dna|no show|noshow|didnt come|didnt attend|failed to attend"
        "|not attended|did not turn up|didnt turn up",
        OccasionState.OFFERED_AND_DECLINED: "declined|refused|offered and declined|chose not to|young person declined"
        "|yp declined|yp refused|offered chose not to|said no",
        OccasionState.NOT_REACHED: "not reached|no answer|not answered|voicemail|voice mail|missed|missed call"
        "|tried not reached|unable to reach|no reply|unanswered|attempted",
        OccasionState.CANCELLED: "cancelled|canceled|cancel|called off|postponed|rearranged|rescheduled|did not take place"
        "|did not happen|not taken place",
        OccasionState.PLANNED: "planned|booked|scheduled|arranged|to come|upcoming|confirmed|due",
        OccasionState.HAPPENED: "happened|took place|completed|complete|attended|went ahead|held|done|yes|ok|successful"
        "|answered",
    },
    ProtectedVisitor: {
        ProtectedVisitor.LAWYER: "lawyer|solicitor|barrister|legal|legal adviser|legal advisor|legal visit",
        ProtectedVisitor.ADVOCATE: "advocate|advocacy|childrens rights officer|rights worker",
        ProtectedVisitor.COURT_WELFARE_OFFICER: "court welfare officer|cafcass|cafcass officer|childrens guardian"
        "|guardian ad litem|safeguarder",
        ProtectedVisitor.SOCIAL_WORKER: "social worker|sw",
        ProtectedVisitor.INSPECTOR: "inspector|ofsted|care inspectorate|ciw|hmip",
        ProtectedVisitor.INDEPENDENT_VISITOR: "independent visitor|iv",
        ProtectedVisitor.INDEPENDENT_PERSON: "independent person|regulation 44|reg 44|regulation 44 visitor",
        ProtectedVisitor.COMPLAINTS: "complaints|complaint investigator|investigating officer",
        ProtectedVisitor.NO: "no|n",
    },
    WhoseDoing: {
        WhoseDoing.US: "us|house|home|staff|unit|the house|the unit|staffing|us the house",
        WhoseDoing.FAMILY: "family|the family|parent|mum|dad|nan|them",
        WhoseDoing.YOUNG_PERSON: "young person|yp|child|the young person|resident",
        WhoseDoing.AUTHORITY: "authority|local authority|la|court|social worker|social services|sw",
        WhoseDoing.NOBODY: "nobody|weather|illness|travel|traffic|train|sickness|nobody weather illness travel",
    },
    Circle: {
        Circle.PROFESSIONAL: "professional|professionals|work|agency",
        Circle.HOUSE: "house|this house|staff|unit|home staff",
        Circle.OWN_PEOPLE: "own people|family|friend|friends|relative|own|personal|family and friends",
    },
    RelevantPerson: {
        RelevantPerson.DEEMED: "deemed|deemed relevant person",
        RelevantPerson.RELEVANT: "relevant|relevant person|yes|y",
        RelevantPerson.NO: "no|n",
        RelevantPerson.NOT_KNOWN: "not known|unknown|tbc",
    },
}  # fmt: skip


def answer_in(cell: Cell) -> Answer | Wrong:
    """Return yes, no or not known."""
    text = folded(text_of(cell)) or text_of(cell).strip()
    if text in _YES:
        return Answer.YES
    if text in _NO:
        return Answer.NO
    if text in ("not known", "unknown", "tbc", "dont know", "?", "nk", "n k"):
        return Answer.NOT_KNOWN
    return Wrong(_("{cell} is neither yes nor no. Write one of them.").format(cell=quoted(text_of(cell))))


@cache
def _meanings(kind: type[StrEnum]) -> dict[str, StrEnum]:
    """Return the choice by each of the words that others have for it."""
    return {word: choice for choice, words in _WORDS[kind].items() for word in words.split("|")}


def choice_in(kind: type[E], cell: Cell) -> E | Wrong:
    """Return the choice that a cell means, by our own words for it or by one of many others; all of the cell counts."""
    text = folded(text_of(cell))
    meant = _meanings(kind).get(text)
    if meant is not None:
        return kind(meant)
    for choice in kind:
        if text in (folded(label(choice)), folded(choice.value)):
            return choice
    offered = ", ".join(quoted(label(choice)) for choice in kind)
    return Wrong(
        _("{cell} is none of the words known here. Write one of {choices}.").format(
            cell=quoted(text_of(cell)), choices=offered
        )
    )


def choice_at_start(kind: type[E], cell: Cell) -> tuple[E, str] | Wrong:
    """Return the choice that a cell means or begins with, and the words after it: "Cancelled - Mum ill"."""
    text = text_of(cell)
    read = choice_in(kind, text)
    if not isinstance(read, Wrong):
        return read, ""
    parts = re.split(
        r"\s*(?:[-–—:;,.(\n]|\bby\b|\bas\b|\bbecause\b|\bdue to\b)\s*", text, maxsplit=1, flags=re.IGNORECASE
    )
    if len(parts) == 2 and parts[1]:
        first = choice_in(kind, parts[0])
        if not isinstance(first, Wrong):
            return first, parts[1].removesuffix(")").strip()
    return read


def support_in(cell: Cell) -> SupportLevel | Wrong:
    """Return how much an adult is there; a plain yes or no answers "Supervised?"."""
    answer = answer_in(cell)
    if answer is Answer.YES:
        return SupportLevel.SUPERVISED
    if answer is Answer.NO:
        return SupportLevel.UNSUPPORTED
    return choice_in(SupportLevel, cell)


# -- names ----------------------------------------------------------------------------------------------------

_JOINED = re.compile(r"\s*(?:&|\+|/|;|\n|\band\b)\s*", re.IGNORECASE)
_CALLED = re.compile(r"^(.+?)\s*\((.+?)\)$")


def names_in(text: str) -> tuple[str, ...]:
    """Return the people that stand in one cell: "Mum (Sarah) & Tyler" is two."""
    return tuple(part.strip() for part in _JOINED.split(text) if part.strip())


def called_and_name(text: str) -> tuple[str, str]:
    """Return what a young person calls somebody, and the name: "Mum (Sarah)" is ("Mum", "Sarah")."""
    found = _CALLED.match(text.strip())
    return (found[1], found[2]) if found else ("", text.strip())


def in_words(parts: Iterable[str]) -> str:
    """Return names in quotation marks, one after another."""
    found: Sequence[str] = [quoted(part) for part in parts]
    return _("{first} and {last}").format(first=", ".join(found[:-1]), last=found[-1])
