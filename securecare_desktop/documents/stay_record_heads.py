"""What stands under each head of the record of a stay; which nation asks for which is stay_record.py.

An answer always has one part at least: where nothing is written down it says so.
"""

from datetime import date, datetime

from ..core.clock import local
from ..core.labels import label
from ..core.text import _, clock_time, day_and_time, day_full, quoted
from ..domain.legal_orders import LegalOrder, Notification, TimeAlone
from ..domain.packs import PackContent
from ..domain.people import Answer
from ..domain.signatures import signed_words
from ..domain.stays import StayFile, how_long, length, total_words
from ..domain.young_people import Stay
from .pack_signatures import added
from .pack_words import joined, none_here, sentences
from .tree import Cell, Column, Fact, Facts, Manner, Paragraph, Part, Run, Table, Words

Parts = tuple[Part, ...]


def nothing() -> str:
    """Return what a head says where nothing is written down."""
    return _("Nothing written down")


def said(text: str) -> str:
    """Return a text, or that nothing is written down."""
    return text.strip() or nothing()


def _day(day: date | None) -> str:
    return day_full(day) if day is not None else nothing()


def _moment(moment: datetime | None) -> str:
    return day_and_time(moment) if moment is not None else nothing()


def _stay(file: StayFile) -> Stay:
    assert file.stay is not None, "collected with its stay"
    return file.stay


def who(content: PackContent, _file: StayFile) -> Parts:
    """Return full name, birth date and sex."""
    person = content.young_person
    facts = (
        Fact(_("Full name"), said(person.legal_name)),
        Fact(_("Born on"), day_full(person.date_of_birth)),
        Fact(_("Sex"), said(person.sex_recorded)),
    )
    return (Facts(facts, columns=3),)


def basis(_content: PackContent, file: StayFile) -> Parts:
    """Return the order or provision."""
    return (Paragraph(label(_stay(file).legal_basis)),)


def authority(_content: PackContent, file: StayFile) -> Parts:
    """Return the authority and who authorised it."""
    stay = _stay(file)
    facts = (
        Fact(_("Authority"), said(stay.placing_authority)),
        Fact(_("Authorised by"), said(stay.authorised_by)),
    )
    return (Facts(facts),)


def basis_and_authority(_content: PackContent, file: StayFile) -> Parts:
    """Return the order or provision, and the other authority."""
    stay = _stay(file)
    facts = (
        Fact(_("Order or provision"), label(stay.legal_basis)),
        Fact(_("Authority"), said(stay.placing_authority)),
    )
    return (Facts(facts),)


def basis_and_orders(content: PackContent, file: StayFile) -> Parts:
    """Return the provision and the orders, which one head asks for in Scotland."""
    stay = _stay(file)
    facts = Facts(
        (Fact(_("Provision"), label(stay.legal_basis)), Fact(_("Authority"), said(stay.placing_authority)))
    )
    return (facts, *orders(content, file))


def start(_content: PackContent, file: StayFile) -> Parts:
    """Return date and time of the start."""
    return (Paragraph(_moment(_stay(file).arrived_at)),)


def reason(_content: PackContent, file: StayFile) -> Parts:
    """Return the reasons as the law has them, and the words that the young person was given."""
    stay = _stay(file)
    facts = [Fact(_("Reasons"), said(stay.legal_reasons))]
    if stay.reasons_for_young_person.strip():
        facts.append(Fact(_("As it was said to the young person"), stay.reasons_for_young_person.strip()))
        told = joined(day_full(stay.reasons_told_on) if stay.reasons_told_on else "", stay.reasons_told_by)
        facts.append(Fact(_("Explained"), said(told)))
    return (Facts(tuple(facts), columns=1),)


def address_before(_content: PackContent, file: StayFile) -> Parts:
    """Return where the young person lived before."""
    return (Paragraph(said(_stay(file).previous_address)),)


def placement(content: PackContent, file: StayFile) -> Parts:
    """Return start, reasons, who authorised it and where they lived before."""
    stay = _stay(file)
    facts = (
        Fact(_("Date and time"), _moment(stay.arrived_at)),
        Fact(_("Authorised by"), said(stay.authorised_by)),
        Fact(_("Lived before"), said(stay.previous_address)),
    )
    return (Facts(facts, columns=3), *reason(content, file))


# -- who was informed ------------------------------------------------------------------------------------------


def told(content: PackContent, file: StayFile) -> Parts:
    """Return everybody who was told with name, address and time; whoever still is to be stands first and says so."""
    if not file.notifications:
        return (Paragraph(none_here(content, "notifications", nothing())),)
    columns = (
        Column(_("Who"), 26),
        Column(_("Address"), 24),
        Column(_("Told, and how"), 28),
        Column(_("Of what"), 22),
    )
    return (Table(columns, tuple(_told_row(one) for one in file.notifications), small=True),)


def _told_row(one: Notification) -> tuple[Words | Cell, ...]:
    when = day_and_time(one.told_at) if one.told_at is not None else _("Still to be told")
    how = joined(when, _("by {name}").format(name=one.told_by) if one.told_by.strip() else "")
    what = label(one.about)
    return (
        joined(one.who, one.organisation),
        said(one.address),
        sentences(how, one.how) if one.told_at is not None else when,
        sentences(what[:1].upper() + what[1:], one.what),
    )


# -- orders and reviews ----------------------------------------------------------------------------------------


def orders(_content: PackContent, file: StayFile) -> Parts:
    """Return the orders, newest first."""
    if not file.orders:
        return (Paragraph(nothing()),)
    columns = (
        Column(_("Order"), 38),
        Column(_("Made"), 24),
        Column(_("Secure care"), 16),
        Column(_("Ends"), 22),
    )
    return (Table(columns, tuple(_order_row(one) for one in file.orders), small=True),)


def _order_row(order: LegalOrder) -> tuple[Words | Cell, ...]:
    secure = {
        Answer.YES: _("allowed"),
        Answer.NO: _("not allowed"),
        Answer.NOT_KNOWN: nothing(),
    }[order.secure]
    since = _("from {moment}").format(moment=day_and_time(order.from_at)) if order.from_at is not None else ""
    ended = _("ended {day}").format(day=day_full(order.ended_on)) if order.ended_on is not None else ""
    name, details = label(order.kind), order.details.strip()
    return (
        details if details.startswith(name) else joined(name, details),
        joined(_day(order.made_on), order.made_by),
        joined(secure, since),
        sentences(_day(order.ends_on), ended, order.why_ended) if ended else _day(order.ends_on),
    )


def reviews(content: PackContent, file: StayFile) -> Parts:
    """Return the reviews that were held during the stay, oldest first."""
    if not file.reviews:
        return (Paragraph(none_here(content, "plan_reviews", nothing())),)
    columns = (
        Column(_("Held on"), 18), Column(_("What it was"), 28), Column(_("Led by"), 20), Column(_("What came of it"), 34),
    )  # fmt: skip
    rows = tuple((day_full(one.on), one.what, said(one.led_by), said(one.outcome)) for one in file.reviews)
    return (Table(columns, rows, small=True),)


# -- times alone -----------------------------------------------------------------------------------------------


def times_alone(content: PackContent, file: StayFile) -> Parts:
    """Return each time alone, oldest first: from when until when, why, who authorised it, and how far it is signed."""
    found = sorted(file.times_alone, key=lambda one: one.started_at.timestamp())
    if not found:
        return (Paragraph(none_here(content, "times_alone", nothing())),)
    columns = (
        Column(_("From and until"), 26),
        Column(_("Reason, and how it was"), 52),
        Column(_("Authorised by"), 22),
    )
    table = Table(columns, tuple(_alone_row(one, content) for one in found), small=True)
    return (table, Paragraph(_("{total}.").format(total=total_words(found)), Manner.SMALL))


def _alone_row(entry: TimeAlone, content: PackContent) -> tuple[Words | Cell, ...]:
    began, end, long = entry.started_at, entry.ended_at, length(entry)
    until = _("no end written down")
    if end is not None and long is not None:
        same = local(began).date() == local(end).date()
        at = clock_time(end) if same else day_and_time(end)
        until = _("until {end} ({long})").format(end=at, long=how_long(long))
    more = (
        _("Tried first: {what}").format(what=entry.tried_first) if entry.tried_first.strip() else "",
        _("How they were: {how}").format(how=entry.how_they_were) if entry.how_they_were.strip() else "",
        _talked(entry),
    )
    signed = _("Signed by {who}").format(who=signed_words(entry)) if entry.signed_at else _("Not signed yet")
    words = [Run(sentences(said(entry.reason))), *(Run(f"\n{sentences(one)}") for one in more if one)]
    words += [
        Run(f"\n{sentences(signed)}", quiet=True),
        *(Run(f"\n{text}") for text in added(content, entry)),
    ]
    voice = quoted(entry.own_view) if entry.own_view_how.has_words and entry.own_view.strip() else ""
    return (
        joined(day_and_time(began), until, entry.place),
        Cell(words=tuple(words), voice=voice),
        said(entry.authorised_by),
    )


def _talked(entry: TimeAlone) -> str:
    if entry.talked_after_on is None:
        return ""
    day = day_full(entry.talked_after_on)
    return joined(_("Talked about on {day}").format(day=day), entry.talked_after_by)


# -- the end ---------------------------------------------------------------------------------------------------


def left(_content: PackContent, file: StayFile) -> Parts:
    """Return date and time of the end, and where they went."""
    return _left(_stay(file), with_whom=False)


def left_by_whom(_content: PackContent, file: StayFile) -> Parts:
    """Return date and time of the end, where they went, and who authorised it."""
    return _left(_stay(file), with_whom=True)


def _left(stay: Stay, *, with_whom: bool) -> Parts:
    if stay.ended_at is None:
        return (Paragraph(_("The stay has not ended.")),)
    facts = [
        Fact(_("Date and time"), _moment(stay.ended_at)),
        Fact(_("Went to"), said(stay.ended_where_to)),
        Fact(_("New address"), said(stay.ended_address)),
    ]
    if with_whom or stay.ended_authorised_by.strip():
        facts.append(Fact(_("Authorised by"), said(stay.ended_authorised_by)))
    if stay.why_ended.strip():
        facts.append(Fact(_("Why"), stay.why_ended.strip()))
    return (Facts(tuple(facts)),)
