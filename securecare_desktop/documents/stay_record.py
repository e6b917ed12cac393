"""The record of a stay as the law of each nation asks for it: head by head, each with the paragraph it answers.

SSI 2013/205 regulation 15 (Scotland), SI 1991/1505 regulation 17 (England), WSI 2015/1988 regulation 12 (Wales). What
stands under each head is stay_record_heads.py. A head with nothing says so, so that nobody has to guess.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ..core.text import N_, _
from ..domain.packs import PackContent
from ..domain.staff import Jurisdiction
from ..domain.stay_validation import stay_words
from ..domain.stays import StayFile
from . import stay_record_heads as heads
from .pack_handover import about_this_copy, left_out
from .pack_words import joined
from .tree import Heading, Manner, PageTitle, Paragraph, Part

Answer = Callable[[PackContent, StayFile], tuple[Part, ...]]


@dataclass(frozen=True, slots=True)
class Head:
    """One head of the record: the paragraph of the regulation, what it asks for, and what answers it."""

    paragraph: str
    title: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Law:
    """The regulation of one nation, with its heads in its own order; `beside` is kept though it does not ask for it."""

    regulation: str
    heads: tuple[Head, ...]
    beside: tuple[Head, ...] = ()


_ENGLAND = (
    Head("17(a)", N_("Name, date of birth and sex"), heads.who),
    Head("17(b)", N_("Care order or other provision, and the local authority"), heads.basis_and_authority),
    Head("17(c)", N_("Start of the placement, its reason, who authorised it, where the child lived before"), heads.placement),
    Head("17(d)", N_("Everybody who was informed"), heads.told),
    Head("17(e)", N_("Court orders"), heads.orders),
    Head("17(f)", N_("Reviews"), heads.reviews),
    Head("17(g)", N_("Every time locked alone, other than in the bedroom at usual bedtime"), heads.times_alone),
    Head("17(h)", N_("Discharge and address afterwards"), heads.left),
)  # fmt: skip
_WALES = (
    Head("12(a)", N_("Name, date of birth and sex"), heads.who),
    Head("12(b)", N_("Care order or other provision"), heads.basis),
    Head("12(c)", N_("Authority that placed the child, and the authorising officer"), heads.authority),
    Head("12(d)", N_("Start of the placement"), heads.start),
    Head("12(e)", N_("Reason for the placement"), heads.reason),
    Head("12(f)", N_("Address before the placement"), heads.address_before),
    Head("12(g)", N_("Everybody who was informed"), heads.told),
    Head("12(h)", N_("Court orders"), heads.orders),
    Head("12(i)", N_("Reviews"), heads.reviews),
    Head("12(j)", N_("Every time locked alone, other than in the bedroom at usual bedtime"), heads.times_alone),
    Head("12(k)", N_("Discharge and address afterwards"), heads.left),
)  # fmt: skip
_SCOTLAND = (
    Head("15(1)(a)", N_("Full name, sex and date of birth"), heads.who),
    Head("15(1)(b)", N_("Order, warrant or other provision"), heads.basis_and_orders),
    Head("15(1)(c)", N_("Start of the placement, its reasons, who authorised it, address before"), heads.placement),
    Head("15(1)(d)", N_("Each person to whom notice was given"), heads.told),
    Head("15(1)(e)", N_("Reviews"), heads.reviews),
    Head("15(1)(f)", N_("Removal, place of residence afterwards, who authorised it"), heads.left_by_whom),
)  # fmt: skip
_ALONE = Head(
    "", N_("Every time locked alone, other than in the bedroom at usual bedtime"), heads.times_alone
)
LAWS: Mapping[Jurisdiction, Law] = {
    Jurisdiction.SCOTLAND: Law(
        N_("Secure Accommodation (Scotland) Regulations 2013 (SSI 2013/205), regulation 15"),
        _SCOTLAND,
        (_ALONE,),
    ),
    Jurisdiction.ENGLAND: Law(
        N_("Children (Secure Accommodation) Regulations 1991 (SI 1991/1505), regulation 17"), _ENGLAND
    ),
    Jurisdiction.WALES: Law(
        N_("Children (Secure Accommodation) (Wales) Regulations 2015 (WSI 2015/1988), regulation 12"), _WALES
    ),
}
"""Read on legislation.gov.uk as made, November 2026."""


def stay_record_parts(content: PackContent) -> tuple[Part, ...]:
    """Return the record of one stay as parts, and at its end what is left out and what this copy is."""
    file = content.stay_file
    assert file is not None, "collected with its stay"
    assert file.stay is not None, "collected with its stay"
    law = LAWS[file.jurisdiction]
    title = PageTitle(content.young_person.name_used, joined(_("Record of the stay"), stay_words(file.stay)))
    said = _("Kept as these regulations ask: {law}. Beside each head stands the paragraph that it answers.")
    parts: list[Part] = [title, Paragraph(said.format(law=_(law.regulation)), Manner.SMALL)]
    for head in law.heads:
        parts += _head(head, content, file)
    for head in law.beside if file.times_alone else ():
        parts += _head(head, content, file)
        parts.append(
            Paragraph(_("The regulation does not ask for this; it is kept all the same."), Manner.QUIET)
        )
    if file.earlier:
        parts.append(Heading(_("Other stays")))
        words = "; ".join(stay_words(one) for one in file.earlier)
        parts.append(Paragraph(_("Each has a record of its own: {stays}.").format(stays=words)))
    return (*parts, *left_out(content), *about_this_copy(content, _("About this copy")))


def _head(head: Head, content: PackContent, file: StayFile) -> list[Part]:
    """Return a head with the paragraph that it answers, and its answer."""
    title = f"{head.paragraph}  {_(head.title)}" if head.paragraph else _(head.title)
    return [Heading(title), *head.answer(content, file)]
