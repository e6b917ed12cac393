"""Small pieces of wording that several pages of a pack share: who said what to whom, dates, honest gaps."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from ..core.clock import local
from ..core.labels import label
from ..core.text import (
    N_,
    _,
    clock_time,
    day_full,
    day_plain,
    day_short,
    given_name,
    lines,
    quoted,
    weekday_in_full,
)
from ..domain.own_words import HowGiven, OwnWords
from ..domain.packs import PackContent
from ..domain.young_people import AboutMeKind, AboutMePart
from .pack_signatures import not_signed, under
from .tree import Paragraph, Part, Run, Voice

NOTHING_WRITTEN = "–"
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_HOURS = (
    N_("twelve"), N_("one"), N_("two"), N_("three"), N_("four"), N_("five"),
    N_("six"), N_("seven"), N_("eight"), N_("nine"), N_("ten"), N_("eleven"),
)  # fmt: skip
_HALF_PAST = 30
_EARLY, _LATE = 8, 20
_GIVEN_TO = {
    HowGiven.SAID: N_("said to {name}"),
    HowGiven.WROTE: N_("in writing, to {name}"),
    HowGiven.DREW: N_("drawn, for {name}"),
    HowGiven.COMMUNICATION_AID: N_("with a communication aid, to {name}"),
}
_GIVEN = {
    HowGiven.SAID: N_("said"),
    HowGiven.WROTE: N_("in writing"),
    HowGiven.DREW: N_("drawn"),
    HowGiven.COMMUNICATION_AID: N_("with a communication aid"),
}


def or_dash(text: str) -> str:
    """Return a text, or a dash where there is none: the place was looked at and is empty."""
    return text.strip() or NOTHING_WRITTEN


def none_here(content: PackContent, kind: str, sentence: str) -> str:
    """Return the sentence for a list that is empty; where entries of this kind are left out, that none stands here.

    Whoever reads a copy must not take from it that there is nothing, when there is something that it does not hold.
    """
    return _("Nothing of this stands in this copy.") if kind in content.withheld else sentence


def joined(*parts: str, by: str = ", ") -> str:
    """Return the parts that say something, in one line."""
    return by.join(part.strip() for part in parts if part.strip())


def sentences(*parts: str) -> str:
    """Return the parts that say something as sentences, each with its full stop."""
    return " ".join(p if p[-1] in ".?!”…" else f"{p}." for p in (part.strip() for part in parts) if p)


def day_or(day: date | None, otherwise: str = NOTHING_WRITTEN, today: date | None = None) -> str:
    """Return a day as "Wed 13 May", or what stands for none."""
    return otherwise if day is None else day_short(day, today)


def called(content: PackContent, name: str) -> str:
    """Return what the young person calls somebody; their first name where nothing else is known."""
    return next((p.called for p in content.people if p.called and p.name == name), given_name(name))


def run_together(points: Sequence[str]) -> str:
    """Return the points of a list as one running sentence: "hood up, short answers"."""
    text = ""
    for point in points:
        text += ("" if not text else " " if text[-1] in ".?!”…" else ", ") + point
    return sentences(text)


def phone_text(phone: str) -> str:
    """Return a phone number that no line break cuts; other words about the phone stay as they are."""
    phone = phone.strip()
    return phone.replace(" ", "\u00a0") if phone and all(c in "0123456789+() " for c in phone) else phone


def ground_text(ground: str, details: str) -> str:
    """Return the ground of a limit with its details, said once."""
    return (
        details.strip()
        if details.strip().lower().startswith(ground.split(",", maxsplit=1)[0].lower())
        else joined(ground, details)
    )


def capital(text: str) -> str:
    """Return a text that begins with a capital letter, as a sentence does."""
    text = text.strip()
    return text[:1].upper() + text[1:]


def in_running_text(text: str) -> str:
    """Return words that stood on their own as they stand inside a sentence: "every second Tuesday"."""
    week = [weekday_in_full(date(2024, 1, day)) for day in range(1, 8)]  # any whole week
    return text if text.startswith(tuple(week)) else text[:1].lower() + text[1:]


def unbroken(text: str) -> str:
    """Return a short text that no line break cuts, such as "8 Nov"."""
    return text.replace(" ", "\u00a0")


def by_whom_when(name: str, day: date | None, today: date) -> str:
    """Return "Hannah, 2 May"."""
    return joined(given_name(name), unbroken(day_plain(day, today)) if day else "")


def time_in_words(moment: datetime) -> str:
    """Return the time as people say it: "six o’clock", "half past two"; other times as "18:10"."""
    at = local(moment)
    hour = _(_HOURS[at.hour % 12])
    if at.minute == 0:
        said = _("{hour} o’clock").format(hour=hour)
    elif at.minute == _HALF_PAST:
        said = _("half past {hour}").format(hour=hour)
    else:
        return clock_time(moment)
    if at.hour < _EARLY:
        return _("{time} in the morning").format(time=said)
    return _("{time} in the evening").format(time=said) if at.hour >= _LATE else said


def paragraphs(text: str) -> tuple[str, ...]:
    """Return a long text as the paragraphs that blank lines make of it."""
    return tuple(part for part in _BLANK_LINES.split(text.strip()) if part.strip())


def how_given(how: HowGiven, to_whom: str) -> str:
    """Return how words were given: "said to Hannah"."""
    if to_whom.strip() and how in _GIVEN_TO:
        return _(_GIVEN_TO[how]).format(name=to_whom.strip())
    return _(_GIVEN[how]) if how in _GIVEN else label(how)


def meta_of(name: str, ways: Sequence[tuple[str, date | None]]) -> str:
    """Return the line under a honey band: whose words these are, how they were given and when."""
    days: dict[str, set[date]] = {}
    for way, day in ways:
        days.setdefault(way, set()).update({day} if day else ())
    told = [said for way, on in days.items() if (said := joined(way, _days(sorted(on))))]
    if not told:
        return _("{name}’s words.").format(name=name)
    return _("{name}’s words, {ways}.").format(name=name, ways="; ".join(told))


def _days(days: Sequence[date]) -> str:
    """Return "9 and 13 May 2026": the month once where it is the same."""
    if not days:
        return ""
    last = days[-1]
    same = all((day.year, day.month) == (last.year, last.month) for day in days)
    before = [str(day.day) if same else day_full(day) for day in days[:-1]]
    if not before:
        return day_full(last)
    return _("{days} and {last}").format(days=", ".join(before), last=day_full(last))


def said_with(words: str, way: str, day: date | None, signed: str = "") -> tuple[Run, ...]:
    """Return somebody's words in quotation marks, and small beside them how and when they were given.

    `signed` is what is to be said of the signature.
    """
    given = joined(way, unbroken(day_full(day)) if day else "", signed)
    return (Run(quoted(words)), Run(f" {capital(given)}." if given else "", quiet=True))


def about_me(content: PackContent, kind: AboutMeKind) -> AboutMePart | None:
    """Return one part of "about me", or None where it was not asked for yet."""
    return next((part for part in content.about_me if part.kind is kind), None)


def about_me_lines(content: PackContent, kind: AboutMeKind) -> tuple[str, ...]:
    """Return the points of one part of "about me"."""
    part = about_me(content, kind)
    return lines(part.text) if part is not None else ()


def about_me_without_words(content: PackContent, kind: AboutMeKind) -> str:
    """Return what stands for a part without points: not to say is an answer, and reads as one."""
    part = about_me(content, kind)
    chose = part is not None and part.given_how is HowGiven.CHOSE_NOT_TO
    return _("Chose not to say.") if chose else _("Nothing written yet.")


def voice_of_words(content: PackContent, words: Sequence[OwnWords], title: str) -> tuple[Part, ...]:
    """Return one honey band with all that was said, and a sentence for each time there were no words."""
    quotes: list[Run] = []
    silent: list[Part] = []
    for said in words:
        if said.given_how.has_words and said.words.strip():
            if quotes:
                quotes.append(Run("\n"))
            quotes += said_with(
                said.words, how_given(said.given_how, said.given_to), said.given_on, not_signed(said)
            )
        else:
            silent.append(Paragraph(no_words(content.young_person.name_used, said, not_signed(said))))
    band = [Voice(title=title, quote=tuple(quotes))] if quotes else []
    return (*band, *silent, *under(content, *words))


def said_later_title(name: str) -> str:
    """Return what stands over words that were given after the section they are about was signed."""
    return _("{name} said later").format(name=name)


def no_words(name: str, said: OwnWords, signed: str = "") -> str:
    """Return the sentence for words that were not given: chosen not to, or not asked and why.

    `signed` is what is to be said of the signature.
    """
    day = day_full(said.given_on) if said.given_on else ""
    if said.given_how is HowGiven.NOT_ASKED:
        return sentences(_("{name} has not been asked yet").format(name=name), said.why_not_asked)
    return joined(_("{name} chose not to say").format(name=name), day, signed) + "."


def made_line(content: PackContent) -> str:
    """Return the quiet line of the foot: number, who made it, when, from what, and the record's mark."""
    made = local(content.made_at)
    parts = [
        _("Pack {number}").format(number=content.pack_number),
        _("made by {name}").format(name=content.made_by),
        f"{day_full(made.date())} {clock_time(content.made_at)}",
    ]
    if content.signed_up_to is not None:
        signed = local(content.signed_up_to)
        parts.append(
            _("from entries signed up to {moment}").format(
                moment=f"{day_plain(signed.date(), made.date())} {clock_time(content.signed_up_to)}"
            )
        )
    if content.chain_head:
        parts.append(_("record {mark}").format(mark=content.chain_head[:12]))
    return ", ".join(parts)
