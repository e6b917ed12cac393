"""How a version of the plan is said: its name, since when it counts, who signed it, and how own words were given.

Plain functions from records to text; the widgets of this folder show what they return.
"""

from datetime import date, datetime

from ...core.clock import local
from ...core.labels import label
from ...core.text import _, day_plain, day_short
from ...domain.own_words import HowGiven
from ...domain.plans import PlanPart, PlanState, PlanVersion, Section

STATE_MARKS = {
    PlanState.DRAFT: ("file-pen-line", "soon"),
    PlanState.SHARED: ("message-circle", "info"),
    PlanState.SIGNED: ("signature", "info"),
    PlanState.CURRENT: ("check", "done"),
    PlanState.SUPERSEDED: ("circle-slash", "quiet"),
}
"""The icon and the kind of chip of each state."""


def version_title(version: PlanVersion) -> str:
    """Return "Version 3"."""
    return _("Version {n}").format(n=version.number)


def section_title(section: int) -> str:
    """Return "4  How I am looked after day to day"."""
    return f"{section}  {label(Section(section))}"


def short_state(version: PlanVersion) -> str:
    """Return the state in a word or two, as it has room on a chip."""
    short = {PlanState.SHARED: _("Shared"), PlanState.SUPERSEDED: _("Replaced")}
    return short.get(version.state) or label(version.state)


def signers(version: PlanVersion) -> str:
    """Return who signed it, without days: "signed by Hannah Whitlock and Graham Pell"; empty before that."""
    if version.author_signed_at is None:
        return ""
    if version.manager_signed_at is None:
        return _("signed by {who}").format(who=version.author_name)
    return _("signed by {who} and {manager}").format(who=version.author_name, manager=version.manager_name)


def signed_by(version: PlanVersion, today: date) -> str:
    """Return who signed it, or an empty text: "signed by Hannah Whitlock, 4 May, and Graham Pell, 5 May"."""
    if version.author_signed_at is None:
        return ""
    author = _signer(version.author_name, version.author_signed_at, today)
    if version.manager_signed_at is None:
        return _("signed by {who}").format(who=author)
    manager = _signer(version.manager_name, version.manager_signed_at, today)
    return _("signed by {who} and {manager}").format(who=author, manager=manager)


def _signer(name: str, at: datetime, today: date) -> str:
    return _("{name}, {day}").format(name=name, day=day_plain(local(at).date(), today))


def since(version: PlanVersion, today: date) -> str:
    """Return since when a version stands as it does: "since 4 May", "begun 12 May"."""
    if version.manager_signed_at is not None:
        return _("since {day}").format(day=day_plain(local(version.manager_signed_at).date(), today))
    return _("begun {day}").format(day=day_plain(version.made_on, today))


def being_written(version: PlanVersion, name: str, today: date) -> tuple[str, str]:
    """Return what the banner says of a version that does not count yet: first words, then how far it has come."""
    strong = _("{version} is being written.").format(version=version_title(version))
    begun = _("Begun on {day}, not shared with {name} yet.").format(
        day=day_short(version.made_on, today), name=name
    )
    if version.state is PlanState.SHARED and version.shared_on is not None:
        shared = _("Shared with {name} on {day}, not signed yet.")
        begun = shared.format(name=name, day=day_short(version.shared_on, today))
    if version.state is PlanState.SIGNED:
        strong = _("{version} is signed by its author.").format(version=version_title(version))
        begun = _("It counts once a manager has signed it.")
    return strong, begun


def how_given(how: HowGiven, on: date | None, name: str, today: date) -> str:
    """Return how and when own words were given: "Kai said it, Sun 3 May"; empty where nobody wrote it down."""
    ways = {
        HowGiven.SAID: _("{name} said it"),
        HowGiven.WROTE: _("{name} wrote it"),
        HowGiven.DREW: _("{name} drew it"),
        HowGiven.COMMUNICATION_AID: _("{name} said it with a communication aid"),
    }
    said = ways.get(how, "").format(name=name)
    return ", ".join(part for part in (said, day_short(on, today) if on is not None else "") if part)


def no_words(part: PlanPart, name: str, today: date) -> str:
    """Return why there are no own words in a section, and when they are asked again; empty where nothing is known."""
    again = (
        _(" Asked again on {day}.").format(day=day_short(part.ask_again_on, today))
        if part.ask_again_on
        else ""
    )
    if part.own_words:
        return ""
    if part.given_how is HowGiven.CHOSE_NOT_TO:
        return _("{name} chose not to say anything about this.").format(name=name) + again
    if part.why_not_asked:
        because = _("{name} was not asked, because: {why}")
        return _stop(because.format(name=name, why=part.why_not_asked)) + again
    return again.strip()


def _stop(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."


def has_words(part: PlanPart | None) -> bool:
    """Whether the young person's words stand in a section."""
    return part is not None and bool(part.own_words)


def is_written(part: PlanPart | None) -> bool:
    """Whether a section says anything."""
    return part is not None and bool(part.text.strip())
