"""What stood on a stay and in checklists before is carried into revision 0005, and back."""

from datetime import date
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy.exc import IntegrityError

from securecare_desktop.core.clock import FixedClock
from securecare_desktop.db import upgrade
from securecare_desktop.db.store import Store
from securecare_desktop.domain.checklists import Anchor
from securecare_desktop.domain.people import Answer
from securecare_desktop.domain.source_marks import SourceMark
from securecare_desktop.domain.staff import Jurisdiction
from tests.db.test_legacy import NOW, PUBLIC_KEY, STORE_ID, copy_of

STAMPS = "'1', 1, 'anna', '2026-11-01T09:00:00.000000Z', ''"
BEFORE = (
    "INSERT INTO stay (id, version, written_by, written_at, changed_by, young_person_id, stage, legal_basis,"
    " order_details, order_made, order_ends, authorised_by, placing_authority, previous_address,"
    " reasons_for_young_person, appeal_by, moving_to, ended_where_to)"
    f" SELECT {STAMPS}, id, 'during', 'section_25', 'Three months, “the zebra order”', '2026-11-02', '2027-02-01',"
    " 'Family Court', '', '', '', '2026-11-23', '', '' FROM young_person",
    "INSERT INTO stay (id, version, written_by, written_at, changed_by, young_person_id, stage, legal_basis,"
    " order_details, authorised_by, placing_authority, previous_address, reasons_for_young_person, moving_to,"
    " ended_where_to) SELECT '2', 1, 'anna', '2026-11-01T09:00:00.000000Z', '', id, 'during', 'other', '', '', '',"
    " '', '', '', '' FROM young_person",
    "INSERT INTO checklist_template (id, version, written_by, written_at, changed_by, key, title, number, anchor,"
    f" jurisdiction) SELECT {STAMPS}, 'moving_on', 'Moving on', 2, 'the day of the move', 'wales'",
    "INSERT INTO checklist_template_item (id, version, written_by, written_at, changed_by, template_id, key, what,"
    f" role, \"offset\", offset_unit, rests_on, source, verified) SELECT {STAMPS}, '1', 'pace', 'The pace', '',"
    " -56, 'days', 'guidance', '', 0",
)
STAY = "SELECT order_details, order_made, order_ends, appeal_by FROM stay ORDER BY id"
TEMPLATE = "SELECT anchor, jurisdiction FROM checklist_template"
ITEM = 'SELECT "offset", verified FROM checklist_template_item'


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store with a stay, its order and a template that a program of revision 0004 wrote."""
    store = Store.open(copy_of("0004", tmp_path / "house"), PUBLIC_KEY, STORE_ID, FixedClock(NOW))
    assert store._engine is not None
    with store._engine.begin() as connection:
        config = upgrade.migration_config(connection)
        command.downgrade(config, "0004")
        for statement in BEFORE:
            connection.exec_driver_sql(statement)
        command.upgrade(config, "head")
    return store


def test_the_order_of_a_stay_stands_beside_it_and_can_be_found(store: Store) -> None:
    with store.reading() as work:
        (order,) = work.legal_orders.find()
        found = [hit.record_id for hit in work.search.find("zebra order")]
    assert (order.stay_id, order.details) == ("1", "Three months, “the zebra order”")
    assert (order.made_on, order.ends_on, order.appeal_by) == (
        date(2026, 11, 2),
        date(2027, 2, 1),
        date(2026, 11, 23),
    )
    assert (order.made_by, order.secure, order.written_by) == ("Family Court", Answer.NOT_KNOWN, "anna")
    assert found == [order.id]
    store.close()


def test_templates_keep_their_nation_and_how_sure_their_source_is(store: Store) -> None:
    with store.reading() as work:
        (template,), (item,) = work.checklist_templates.find(), work.checklist_template_items.find()
    assert (template.anchor, template.jurisdictions) == (Anchor.CHOSEN_DAY, (Jurisdiction.WALES,))
    assert (item.offset, item.mark, item.anchor) == (-56, SourceMark.FROM_MEMORY, None)
    store.close()


def test_all_of_it_goes_back_where_it_stood(store: Store) -> None:
    assert store._engine is not None
    with store._engine.begin() as connection:
        command.downgrade(upgrade.migration_config(connection), "0004")
        stays = [tuple(row) for row in connection.exec_driver_sql(STAY)]
        templates = [tuple(row) for row in connection.exec_driver_sql(TEMPLATE)]
        items = [tuple(row) for row in connection.exec_driver_sql(ITEM)]
    assert stays == [
        ("Three months, “the zebra order”", "2026-11-02", "2027-02-01", "2026-11-23"),
        ("", None, None, None),
    ]
    assert (templates, items) == ([("the day of the move", "wales")], [(-56, 0)])
    store.close()


def test_a_signed_time_alone_cannot_be_changed(store: Store) -> None:
    assert store._engine is not None
    with store._engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO time_alone (id, version, written_by, written_at, changed_by, young_person_id, stay_id,"
            " started_at, place, reason, authorised_by, tried_first, how_they_were, own_view, own_view_how,"
            " talked_after_by, signed_by, signed_name, signed_as, signed_at, signed_digest)"
            f" SELECT {STAMPS}, id, '1', '2026-11-02T09:00:00.000000Z', '', '', '', '', '', '', 'not_asked', '',"
            " 'anna', 'Anna', 'Lead', '2026-11-02T10:00:00.000000Z', 'x' FROM young_person"
        )
        with pytest.raises(IntegrityError):
            connection.exec_driver_sql("UPDATE time_alone SET reason = 'None'")
    store.close()
