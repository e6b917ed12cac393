"""Checklists in a real store: started, dated, ticked, handed over, moved with the stay and the change of worker."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from securecare_desktop.core.errors import EditConflict, Gone, InputError
from securecare_desktop.domain.checklists import Anchor, Checklist, ChecklistItem, ItemState
from securecare_desktop.domain.staff import Role
from securecare_desktop.domain.withholding import FromWhom, Withholding
from securecare_desktop.domain.young_people import Stage, Stay
from securecare_desktop.services.bundle import Services
from tests.support.house import DEV, KAI, NOW, TODAY, House, change_id

ARRIVED = (NOW - timedelta(days=69)).astimezone().date()
MOVE = TODAY + timedelta(days=60)
WEEK = timedelta(days=7)


@pytest.fixture
def lead(house: House) -> Services:
    return house.signed_in(Role.SHIFT_LEAD)


@pytest.fixture
def manager(house: House) -> Services:
    return house.signed_in(Role.UNIT_MANAGER)


def stay_of(at: Services) -> Stay:
    stay = at.stays.current(KAI)
    assert stay is not None
    return stay


def move_on(at: Services, day: date | None) -> None:
    at.stays.save(replace(stay_of(at), planned_move=day))


def items_of(at: Services, checklist: Checklist) -> dict[str, ChecklistItem]:
    found = next(one for one in at.checklists.running(KAI) if one.checklist.id == checklist.id)
    return {item.key: item for item in found.items}


def notes_of(at: Services, checklist: Checklist) -> set[str]:
    found = next(one for one in at.checklists.running(KAI) if one.checklist.id == checklist.id)
    return set(found.notes.values())


def moving_on(at: Services) -> Checklist:
    """Start the list of the time before moving on, with its day in the stay."""
    move_on(at, MOVE)
    return at.checklists.start_from(KAI, "before_moving_on").record


# -- starting --------------------------------------------------------------------------------------------------


def test_a_list_of_the_stay_is_dated_from_the_arrival_with_hours_as_moments(lead: Services) -> None:
    started = lead.checklists.start_from(KAI, "first_24_hours").record
    assert (started.anchor_on, started.anchor_at) == (ARRIVED, stay_of(lead).arrived_at)
    items = items_of(lead, started)
    assert items["B02"].due_at == NOW - timedelta(days=69) + timedelta(hours=1)
    assert items["B13"].role == "Unit manager"
    assert "B10" not in items  # Wales alone


def test_lists_are_offered_by_nation(lead: Services) -> None:
    keys = {one.key for one in lead.checklists.offered(KAI)}
    assert {"before_arrival", "by_28_days_and_during", "before_moving_on", "change_of_worker_list"} <= keys
    assert "own" not in keys


@pytest.mark.parametrize(
    ("stage", "there", "not_there"),
    [
        (Stage.BEFORE, "before_arrival", "before_moving_on"),
        (Stage.MOVING_ON, "before_moving_on", "first_24_hours"),
    ],
)
def test_lists_are_offered_by_stage(lead: Services, stage: Stage, there: str, not_there: str) -> None:
    lead.stays.save(replace(stay_of(lead), stage=stage))
    keys = {one.key for one in lead.checklists.offered(KAI)}
    assert {there, "change_of_worker_list", "change_of_room_or_unit"} <= keys
    assert not_there not in keys


def test_after_they_have_left_the_last_list_still_belongs_to_their_stay(lead: Services) -> None:
    stay = stay_of(lead)
    left = replace(stay, ended_at=NOW - WEEK, ended_where_to="Nan", ended_authorised_by="X")
    lead.stays.end(left)
    started = lead.checklists.start_from(KAI, "after_moving_on").record
    assert started.stay_id == stay.id
    assert items_of(lead, started)["H02"].due_on == TODAY


def test_the_same_list_twice_for_one_stay_is_said(lead: Services) -> None:
    first = lead.checklists.start_from(KAI, "first_24_hours").record
    with pytest.raises(InputError, match="runs already"):
        lead.checklists.start_from(KAI, "first_24_hours")
    lead.checklists.close(first, "Started by mistake.")
    assert lead.checklists.start_from(KAI, "first_24_hours").record.id != first.id


@pytest.mark.parametrize(
    ("key", "words"),
    [("change_of_room_or_unit", "Choose the day"), ("change_of_worker_list", "Choose the change of worker")],
)
def test_a_list_without_what_it_counts_from_is_not_started(lead: Services, key: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        lead.checklists.start_from(KAI, key)


def test_a_list_that_is_not_there_or_a_change_of_somebody_else_is_gone(lead: Services) -> None:
    with pytest.raises(Gone):
        lead.checklists.start_from(KAI, "no_such_list")
    with pytest.raises(Gone):
        lead.checklists.start_from(KAI, "change_of_worker_list", change_id=change_id(DEV))


# -- anchors that move -----------------------------------------------------------------------------------------


def test_open_items_move_with_the_day_of_the_move_and_back(lead: Services) -> None:
    started = moving_on(lead)
    first = items_of(lead, started)
    done = lead.checklists.tick(first["F01"], "Written in the plan").record
    move_on(lead, MOVE + WEEK)
    moved = items_of(lead, started)
    assert moved["F14"].due_on == MOVE + WEEK - timedelta(days=10)
    assert moved["F14"].moved_from == first["F14"].due_on
    assert "The day of the move is" in moved["F14"].moved_because
    assert moved["F01"] == done
    move_on(lead, MOVE)
    back = items_of(lead, started)
    assert {k: i.due_on for k, i in back.items()} == {k: i.due_on for k, i in first.items()}


def test_a_move_that_is_called_off_leaves_every_item_and_says_so(lead: Services) -> None:
    started = moving_on(lead)
    first = items_of(lead, started)
    move_on(lead, None)
    cleared = items_of(lead, started)
    assert set(cleared) == set(first)
    assert all(item.due_on is None for item in cleared.values())
    assert "Counts from the day of the move, which is not known." in notes_of(lead, started)
    assert cleared["F14"].moved_from == first["F14"].due_on
    move_on(lead, MOVE)
    assert items_of(lead, started)["F14"].due_on == first["F14"].due_on


def test_once_they_have_left_the_day_they_left_counts(lead: Services) -> None:
    move_on(lead, TODAY + WEEK)
    started = lead.checklists.start_from(KAI, "after_moving_on").record
    lead.stays.end(
        replace(
            stay_of(lead), ended_at=NOW - timedelta(hours=1), ended_where_to="Nan", ended_authorised_by="X"
        )
    )
    assert items_of(lead, started)["H01"].due_on == TODAY + timedelta(days=1)


def test_a_list_beside_a_change_of_worker_moves_with_its_day(lead: Services) -> None:
    change = lead.worker_changes.workspace(change_id(KAI)).file.change
    started = lead.checklists.start_from(KAI, "change_of_worker_list", change_id=change.id).record
    assert items_of(lead, started)["W05"].due_on == change.day + 2 * WEEK
    lead.worker_changes.change_plan(replace(change, day=change.day + WEEK))
    assert items_of(lead, started)["W05"].due_on == change.day + 3 * WEEK


def test_a_chosen_day_moves_with_a_reason(lead: Services) -> None:
    started = lead.checklists.start_from(KAI, "change_of_room_or_unit", anchor_on=TODAY).record
    with pytest.raises(InputError, match="Write why it moves"):
        lead.checklists.move_anchor(started, TODAY + WEEK, " ")
    moved = lead.checklists.move_anchor(started, TODAY + WEEK, "The paint is wet.").record
    assert moved.anchor_on == TODAY + WEEK
    item = items_of(lead, started)["R06"]
    assert (item.due_on, item.moved_from, item.moved_because) == (TODAY + WEEK, TODAY, "The paint is wet.")
    with pytest.raises(InputError, match="follows the stay"):
        lead.checklists.move_anchor(moving_on(lead), TODAY, "No")


def test_items_withheld_from_whoever_moves_the_day_move_as_well(house: House, lead: Services) -> None:
    started = moving_on(lead)
    item = items_of(lead, started)["F14"]
    lead.withholding.withhold(
        Withholding(
            young_person_id=KAI, record_kind="checklist_items", record_id=item.id, from_whom=FromWhom.ROLE,
            from_id=Role.RESIDENTIAL_WORKER, from_name="Residential workers", because="A surprise.",
        )
    )  # fmt: skip
    worker = house.signed_in(Role.RESIDENTIAL_WORKER)
    assert "F14" not in items_of(worker, started)
    move_on(worker, MOVE + WEEK)
    manager = house.signed_in(Role.UNIT_MANAGER)
    assert items_of(manager, started)["F14"].due_on == MOVE + WEEK - timedelta(days=10)


def test_what_follows_is_dated_when_the_first_is_done_and_loses_its_day_again(manager: Services) -> None:
    template = manager.checklist_templates.list()[0]
    first, second = template.items[:2]
    own = manager.checklist_templates.make_own(
        replace(template.template, title="One after another", anchor=Anchor.CHOSEN_DAY),
        (replace(first, anchor=None), replace(second, anchor=None, after=first.key, offset=3)),
    ).record
    started = manager.checklists.start_from(KAI, own.key, anchor_on=TODAY).record
    assert items_of(manager, started)[second.key].due_on is None
    assert "Counts from the day on which what it follows is done." in notes_of(manager, started)
    done = manager.checklists.tick(items_of(manager, started)[first.key]).record
    follower = items_of(manager, started)[second.key]
    assert follower.due_on is not None
    manager.checklists.untick(done)
    assert items_of(manager, started)[second.key].due_on is None


# -- items -----------------------------------------------------------------------------------------------------


def test_done_says_by_whom_when_and_what_shows_it(lead: Services) -> None:
    started = moving_on(lead)
    done = lead.checklists.tick(items_of(lead, started)["F09"], "Card and passport seen").record
    assert (done.state, done.done_on, done.done_at) == (ItemState.DONE, TODAY, NOW)
    assert (done.done_by, done.evidence) == ("Denise Okafor", "Card and passport seen")
    again = lead.checklists.untick(done).record
    assert (again.state, again.done_on, again.done_at, again.done_by) == (ItemState.OPEN, None, None, "")


def test_not_applicable_late_and_handed_over_each_say_why(lead: Services) -> None:
    items = items_of(lead, moving_on(lead))
    not_needed = lead.checklists.not_applicable(items["F07"], "They are 18 and have work.").record
    assert (not_needed.state, not_needed.done_by) == (ItemState.NOT_APPLICABLE, "Denise Okafor")
    with pytest.raises(InputError, match="why it does not apply"):
        lead.checklists.not_applicable(items["F08"], " ")
    late = lead.checklists.late_because(items["F08"], "The surgery was closed.").record
    assert (late.state, late.late_reason) == (ItemState.OPEN, "The surgery was closed.")
    handed = lead.checklists.hand_over(items["F09"], "Femi Oduya", "I am away.").record
    assert (handed.who, handed.handed_over_from, handed.handed_over_because) == (
        "Femi Oduya", "Key worker", "I am away."
    )  # fmt: skip
    for to, because in (("", "I am away."), ("Sam", "")):
        with pytest.raises(InputError):
            lead.checklists.hand_over(handed, to, because)


def test_a_linked_record_has_to_be_theirs(lead: Services) -> None:
    item = items_of(lead, moving_on(lead))["F11"]
    of_dev = lead.checklists.items(DEV)[0]
    with pytest.raises(Gone):
        lead.checklists.tick(replace(item, evidence_kind="checklist_items", evidence_id=of_dev.id))
    beside = lead.checklists.items(KAI)[0]
    done = lead.checklists.tick(replace(item, evidence_kind="checklist_items", evidence_id=beside.id)).record
    assert done.evidence_id == beside.id


def test_what_the_young_person_wants_stands_among_the_others_and_on_today(lead: Services) -> None:
    started = moving_on(lead)
    wish = ChecklistItem(
        young_person_id=KAI,
        checklist_id=started.id,
        key="",
        what="Say bye to the cat",
        own=True,
        due_on=TODAY,
    )
    own = lead.checklists.add_item(wish).record
    assert own.own
    assert own.id in {item.id for item in lead.checklists.items(KAI)}
    assert own.id in {line.record_id for line in lead.today.load().due}
    move_on(lead, MOVE + WEEK)
    assert next(i for i in lead.checklists.items(KAI) if i.id == own.id).due_on == TODAY


def test_a_day_chosen_by_hand_moves_along_and_does_not_snap_back(lead: Services) -> None:
    started = moving_on(lead)
    chosen = MOVE - timedelta(days=3)
    saved = lead.checklists.save_item(replace(items_of(lead, started)["F14"], due_on=chosen)).record
    assert (saved.due_on, saved.offset) == (chosen, -3)
    lead.stays.save(replace(stay_of(lead), room="4"))
    assert items_of(lead, started)["F14"].due_on == chosen
    move_on(lead, MOVE + WEEK)
    assert items_of(lead, started)["F14"].due_on == chosen + WEEK


def test_of_two_who_tick_the_same_item_the_second_sees_both(house: House, lead: Services) -> None:
    item = items_of(lead, moving_on(lead))["F09"]
    worker = house.signed_in(Role.RESIDENTIAL_WORKER)
    worker.checklists.tick(item, "Passport seen")
    with pytest.raises(EditConflict) as met:
        lead.checklists.tick(item, "Card seen")
    assert isinstance(met.value.theirs, ChecklistItem)
    assert met.value.theirs.evidence == "Passport seen"


def test_a_day_done_that_is_still_to_come_is_refused(lead: Services) -> None:
    item = items_of(lead, moving_on(lead))["F09"]
    with pytest.raises(InputError, match="still to come"):
        lead.checklists.save_item(replace(item, state=ItemState.DONE, done_on=TODAY + WEEK))


def test_a_list_with_open_items_is_closed_with_a_reason_and_is_no_longer_due(lead: Services) -> None:
    started = moving_on(lead)
    with pytest.raises(InputError, match="Write why it is closed"):
        lead.checklists.close(started)
    closed = lead.checklists.close(started, "The move is off for good.").record
    assert started.id not in {item.checklist_id for item in lead.checklists.items(KAI)}
    move_on(lead, MOVE + WEEK)
    again = lead.checklists.open_again(closed).record
    assert again.closed_on is None
    assert items_of(lead, started)["F14"].due_on == MOVE + WEEK - timedelta(days=10)


def test_a_list_in_which_only_what_one_does_not_see_is_open_is_closed_with_a_reason_too(
    house: House, lead: Services
) -> None:
    started = lead.checklists.start(KAI, "Birthday", TODAY).record
    item = lead.checklists.add_item(
        ChecklistItem(young_person_id=KAI, checklist_id=started.id, key="own", what="A cake", due_on=TODAY)
    ).record
    lead.withholding.withhold(
        Withholding(
            young_person_id=KAI, record_kind="checklist_items", record_id=item.id, from_whom=FromWhom.ROLE,
            from_id=Role.RESIDENTIAL_WORKER, from_name="Residential workers", because="A surprise.",
        )
    )  # fmt: skip
    worker = house.signed_in(Role.RESIDENTIAL_WORKER)
    with pytest.raises(InputError, match="Write why it is closed") as refused:
        worker.checklists.close(started)
    assert "cake" not in str(refused.value)
    assert worker.checklists.close(started, "It is over.").record.closed_on == TODAY


def test_a_list_is_never_tied_to_the_stay_or_change_of_somebody_else(lead: Services) -> None:
    started = lead.checklists.start(KAI, "Birthday", TODAY).record
    stay = lead.stays.current(DEV)
    assert stay is not None
    for theirs in (replace(started, change_id=change_id(DEV)), replace(started, stay_id=stay.id)):
        with pytest.raises(Gone):
            lead.checklists.move_anchor(theirs, TODAY + WEEK, "Later")
        with pytest.raises(Gone):
            lead.checklists.close(theirs, "Over")
        with pytest.raises(Gone):
            lead.checklists.open_again(theirs)
        with pytest.raises(Gone):
            lead.checklists.take_over_newer(theirs)


def test_nothing_is_opened_in_a_list_that_somebody_closed_meanwhile(lead: Services) -> None:
    started = moving_on(lead)
    done = lead.checklists.tick(items_of(lead, started)["F02"], "Minutes").record
    lead.checklists.close(started, "The move is off for good.")
    fresh = ChecklistItem(young_person_id=KAI, checklist_id=started.id, key="own", what="Say goodbye to Rex")
    with pytest.raises(InputError, match="closed"):
        lead.checklists.add_item(fresh)
    with pytest.raises(InputError, match="closed"):
        lead.checklists.untick(done)
    assert lead.checklists.save_item(replace(done, evidence="Minutes and a letter")).record.evidence


# -- templates -------------------------------------------------------------------------------------------------


def test_a_running_list_keeps_its_version_until_somebody_takes_over_the_newer(
    lead: Services, manager: Services
) -> None:
    started = moving_on(lead)
    items = items_of(lead, started)
    lead.checklists.tick(items["F02"], "Minutes")
    template = next(one for one in manager.checklist_templates.list() if one.key == "before_moving_on")
    edited = tuple(
        replace(i, what="Two nights there first") if i.key == "F04" else i
        for i in template.items
        if i.key not in ("F03", "F02")
    )
    fresh = replace(edited[0], id="", version=0, key="X01", what="Choose the colour of the walls", offset=-5)
    saved = manager.checklist_templates.save_new_version(
        template.template, (*edited, fresh), "Nights first"
    ).record
    assert (saved.template.number, saved.template.why) == (2, "Nights first")
    assert items_of(lead, started).keys() == items.keys()
    assert next(r for r in lead.checklists.running(KAI) if r.checklist.id == started.id).has_newer

    preview = lead.checklists.preview_newer(started)
    assert [i.key for i in preview.added] == ["X01"]
    assert [before.key for before, _after in preview.changed] == ["F04"]
    assert [i.key for i in preview.taken_away] == ["F03"]

    taken = lead.checklists.take_over_newer(
        next(r.checklist for r in lead.checklists.running(KAI) if r.has_newer)
    )
    now = items_of(lead, started)
    assert taken.record.template_id == saved.template.id
    assert now["F04"].what == "Two nights there first"
    assert now["X01"].due_on == MOVE - timedelta(days=5)
    assert (now["F03"].state, now["F02"].state) == (ItemState.NOT_APPLICABLE, ItemState.DONE)
    assert "version 2" in now["F03"].not_applicable_because
    assert not any(r.has_newer for r in lead.checklists.running(KAI))


def test_a_newer_version_adds_nothing_twice_for_who_does_not_see_an_item(
    house: House, lead: Services, manager: Services
) -> None:
    started = moving_on(lead)
    lead.withholding.withhold(
        Withholding(
            young_person_id=KAI, record_kind="checklist_items", record_id=items_of(lead, started)["F14"].id,
            from_whom=FromWhom.ROLE, from_id=Role.RESIDENTIAL_WORKER, from_name="Residential workers",
            because="A surprise.",
        )
    )  # fmt: skip
    template = next(one for one in manager.checklist_templates.list() if one.key == "before_moving_on")
    manager.checklist_templates.save_new_version(template.template, template.items[:-1], "Shorter")
    worker = house.signed_in(Role.RESIDENTIAL_WORKER)
    assert worker.checklists.preview_newer(started).added == ()


def test_the_second_of_two_managers_hears_of_the_first(manager: Services) -> None:
    template = next(one for one in manager.checklist_templates.list() if one.key == "on_the_day")
    manager.checklist_templates.save_new_version(template.template, template.items, "First")
    with pytest.raises(EditConflict):
        manager.checklist_templates.save_new_version(template.template, template.items, "Second")


def test_a_list_of_the_units_own_is_offered_and_ended_and_offered_again(
    lead: Services, manager: Services
) -> None:
    template = manager.checklist_templates.list()[0]
    own = manager.checklist_templates.make_own(
        replace(template.template, title="Our quiet room"), template.items[:2]
    ).record
    assert own.key in {one.key for one in lead.checklists.offered(KAI)}
    manager.checklist_templates.offer(own.key, offered=False)
    assert own.key not in {one.key for one in lead.checklists.offered(KAI)}
    assert manager.checklist_templates.list()[-1].key == own.key
    manager.checklist_templates.offer(own.key, offered=True)
    assert own.key in {one.key for one in lead.checklists.offered(KAI)}


def test_a_template_that_cannot_be_is_refused_and_a_change_needs_its_reason(manager: Services) -> None:
    template = manager.checklist_templates.list()[0]
    first, second = template.items[:2]
    circle = (replace(first, after=second.key, offset=1), replace(second, after=first.key, offset=1))
    with pytest.raises(InputError, match="waits for itself"):
        manager.checklist_templates.save_new_version(template.template, circle, "A test")
    with pytest.raises(InputError, match="Write why it changes"):
        manager.checklist_templates.save_new_version(template.template, template.items, " ")
