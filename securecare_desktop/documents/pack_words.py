"""Small pieces of wording that several pages of a pack share: who said what to whom, dates, honest gaps."""

from collections.abc import Iterable, Sequence
from datetime import date

from ..core.clock import local
from ..core.labels import label
from ..core.text import (
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
from ..domain.plans import Section
from ..domain.young_people import AboutMeKind, AboutMePart
from .tree import Manner, Paragraph, Part, Voice, Words, bold

NOTHING_WRITTEN = "–"


def or_dash(text: str) -> str:
    """Return a text, or a dash where there is none: the place was looked at and is empty."""
    return text.strip() or NOTHING_WRITTEN


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


def how_often(text: str, at_time: str) -> str:
    """Return how often something is, with its time where the words do not have it yet."""
    return text.strip() if at_time.strip() in text else joined(text, at_time, by=" ")


def capital(text: str) -> str:
    """Return a text that begins with a capital letter, as a sentence does."""
    text = text.strip()
    return text[:1].upper() + text[1:]


def in_running_text(text: str) -> str:
    """Return words that stood on their own as they stand inside a sentence: "every second Tuesday"."""
    week = [weekday_in_full(date(2024, 1, day)) for day in range(1, 8)]  # any whole week
    return text if text.startswith(tuple(week)) else text[:1].lower() + text[1:]


def by_whom_when(name: str, day: date | None, today: date) -> str:
    """Return "Hannah, 2 May"."""
    return joined(given_name(name), day_plain(day, today) if day else "")


def how_given(how: HowGiven, to_whom: str, day: date | None) -> str:
    """Return how words were given: "said it, to Hannah, 9 May 2026"."""
    to = _("to {name}").format(name=to_whom) if to_whom.strip() else ""
    return joined(label(how), to, day_full(day) if day else "")


def meta_of(name: str, ways: Iterable[str]) -> str:
    """Return the line under a honey band: whose words these are and how they were given."""
    told = "; ".join(dict.fromkeys(way for way in ways if way))
    if not told:
        return _("{name}’s words.").format(name=name)
    return _("{name}’s words: {ways}.").format(name=name, ways=told)


def about_me(content: PackContent, kind: AboutMeKind) -> AboutMePart | None:
    """Return one part of "about me", or None where it was not asked for yet."""
    return next((part for part in content.about_me if part.kind is kind), None)


def about_me_lines(content: PackContent, kind: AboutMeKind) -> tuple[str, ...]:
    """Return the points of one part of "about me"."""
    part = about_me(content, kind)
    return lines(part.text) if part is not None else ()


def voice_of_words(content: PackContent, words: Sequence[OwnWords], title: str) -> tuple[Part, ...]:
    """Return a honey band for each thing that was said, or the sentence that says why there are no words."""
    name = content.young_person.name_used
    parts: list[Part] = []
    for said in words:
        if said.given_how.has_words and said.words.strip():
            meta = meta_of(name, [how_given(said.given_how, said.given_to, said.given_on)])
            parts.append(Voice(title=title if not parts else "", quote=quoted(said.words), meta=meta))
        else:
            parts.append(Paragraph(no_words(name, said), Manner.BODY))
    return tuple(parts)


def no_words(name: str, said: OwnWords) -> str:
    """Return the sentence for words that were not given: chosen not to, or not asked and why."""
    day = day_full(said.given_on) if said.given_on else ""
    if said.given_how is HowGiven.NOT_ASKED:
        return sentences(_("{name} has not been asked yet").format(name=name), said.why_not_asked)
    return joined(_("{name} chose not to say").format(name=name), day) + "."


def from_plan(content: PackContent, *sections: Section) -> tuple[Part, ...]:
    """Return what the plan in force says in these sections, with the young person's words about it."""
    parts: list[Part] = []
    for section in sections:
        for part in content.plan_parts:
            if part.section != section:
                continue
            if part.text.strip():
                words: Words = (
                    bold(_("{section}, from the plan:").format(section=label(section))),
                    " ",
                    part.text,
                )
                parts.append(Paragraph(words))
            if part.own_words.strip() and part.given_how.has_words:
                way = how_given(part.given_how, "", part.given_on)
                parts.append(
                    Voice(quote=quoted(part.own_words), meta=meta_of(content.young_person.name_used, [way]))
                )
    return tuple(parts)


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
