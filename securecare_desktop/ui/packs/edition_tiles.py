"""The tiles that say who a pack is for, and what each says once its pages are there."""

from ...core.labels import label
from ...core.text import _
from ...domain.editions import Edition
from ...services.packs import PackOffer
from ..widgets.tile import ChoiceTile


def edition_tiles(offer: PackOffer) -> dict[Edition, ChoiceTile]:
    """Return one tile for each edition that can be made for this young person."""
    if offer.shared_occasion_id:
        said = _("For {whom}").format(whom=offer.recipient)
        return {Edition.SHARED_OCCASION: ChoiceTile(label(Edition.SHARED_OCCASION), said, "users")}
    name = offer.young_person_name
    tiles = {
        Edition.INCOMING_WORKER: ChoiceTile(_("Incoming worker"), _("All sections"), "user-round-check"),
        Edition.YOUNG_PERSON: ChoiceTile(
            _("{name}'s own copy").format(name=name), _("Plain words"), "heart-handshake"
        ),
        Edition.PLAN: ChoiceTile(_("The plan"), _("All fourteen sections"), "file-text"),
        Edition.PLAN_YOUNG_PERSON: ChoiceTile(
            _("{name}'s copy of the plan").format(name=name), _("Large type"), "heart-handshake"
        ),
    }
    if offer.has_map:
        tiles |= {
            Edition.PEOPLE_MAP: ChoiceTile(_("Map of people"), _("Drawing and list"), "contact-round"),
            Edition.PEOPLE_MAP_YOUNG_PERSON: ChoiceTile(
                _("{name}'s copy of the map").format(name=name), _("Large type"), "heart-handshake"
            ),
        }
    if offer.has_stay:
        said = _("What the law asks for")
        tiles[Edition.STAY_RECORD] = ChoiceTile(label(Edition.STAY_RECORD), said, "scale")
    return tiles


def what_it_is(edition: Edition, pages: str) -> str:
    """Return the second line of a tile: how many `pages` there are ("6 pages"), and of what."""
    about = {
        Edition.INCOMING_WORKER: _("{pages}, all sections"),
        Edition.YOUNG_PERSON: _("{pages}, plain words"),
        Edition.PLAN: _("{pages}, fourteen sections"),
        Edition.PLAN_YOUNG_PERSON: _("{pages}, large type"),
        Edition.PEOPLE_MAP: _("{pages}, drawing and list"),
        Edition.PEOPLE_MAP_YOUNG_PERSON: _("{pages}, large type"),
        Edition.SHARED_OCCASION: _("{pages}, theirs to keep"),
        Edition.STAY_RECORD: _("{pages}, what the law asks for"),
    }
    return about[edition].format(pages=pages)
