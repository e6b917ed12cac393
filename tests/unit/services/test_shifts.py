"""Shift notes on a real store: who sees them, who changes them, and what it takes to have them read."""

from dataclasses import replace
from datetime import timedelta

import pytest

from securecare_desktop.core.errors import EditConflict, Gone, InputError, PermissionRefused
from securecare_desktop.domain.shifts import Shift, ShiftNote
from securecare_desktop.domain.staff import Role
from securecare_desktop.domain.withholding import FromWhom, Withholding
from securecare_desktop.services.bundle import Services
from securecare_desktop.services.shifts import NoteLine, ShiftsView, TakingOver
from tests.support.house import DEV, KAI, MIA, TODAY, House, person_id

LEAD, WORKER, MANAGER, AGENCY = (
    Role.SHIFT_LEAD,
    Role.RESIDENTIAL_WORKER,
    Role.UNIT_MANAGER,
    Role.AGENCY_WORKER,
)


def note(what: str = "The lamp stays on", who: str = "", **other: object) -> ShiftNote:
    given = {"unit_id": "", "young_person_id": who, "what": what, "shift_on": TODAY, "shift": Shift.NIGHT}
    return ShiftNote(**{**given, **other})  # type: ignore[arg-type]


def write(services: Services, what: str, who: str = "") -> ShiftNote:
    return services.shifts.save(note(what, who)).record


def take_over(services: Services, view: ShiftsView | None = None, said: str = "All of it.") -> object:
    view = view or services.shifts.view()
    notes = tuple(line.note for line in view.notes)
    return services.shifts.take_over(
        TakingOver(unit_id=view.unit.id, time=view.to_take_over, notes=notes, said_back=said)
    )


def words(lines: tuple[NoteLine, ...]) -> set[str]:
    return {line.note.what for line in lines}


def test_a_new_note_belongs_to_the_shift_that_is_on_and_is_unread(house: House) -> None:
    worker = house.signed_in(WORKER)
    saved = write(worker, "Boiler man at nine")
    assert (saved.shift_on, saved.shift) == (TODAY, Shift.EARLY)
    (line,) = house.signed_in(LEAD).shifts.view().notes
    assert (line.unread, line.mine, line.writer, line.about) == (True, False, "Femi Oduya", "")
    assert worker.shifts.count_unread() == 1


def test_a_note_that_somebody_else_said_back_stands_no_longer(house: House) -> None:
    worker, lead = house.signed_in(WORKER), house.signed_in(LEAD)
    write(worker, "Boiler man at nine")
    worker.shifts.save(note("Window lock broken", until=TODAY + timedelta(days=2)))
    take_over(lead, said="Boiler, window.")
    view = lead.shifts.view()
    assert words(view.notes) == {"Window lock broken"}
    assert not view.unread
    (earlier,) = view.handovers
    assert earlier.handover.said_back == "Boiler, window."
    assert earlier.handover.taken_over_by == "Denise Okafor"
    assert words(earlier.notes) == {"Boiler man at nine", "Window lock broken"}
    house.clock.advance(timedelta(days=3))
    assert lead.shifts.view().notes == ()


def test_an_unread_note_stands_however_long_it_takes(house: House) -> None:
    write(house.signed_in(WORKER), "Boiler man at nine")
    house.clock.advance(timedelta(days=400))
    assert words(house.signed_in(LEAD).shifts.view().unread) == {"Boiler man at nine"}


def test_nobody_takes_over_from_themselves(house: House) -> None:
    lead = house.signed_in(LEAD)
    write(lead, "Boiler man at nine")
    with pytest.raises(InputError, match="You wrote all of these notes"):
        take_over(lead)
    assert lead.shifts.view().handovers == ()


def test_ones_own_note_among_others_stays_unread(house: House) -> None:
    worker, lead, manager = (house.signed_in(role) for role in (WORKER, LEAD, MANAGER))
    write(lead, "Hers")
    write(worker, "His")
    take_over(lead)
    assert words(lead.shifts.view().unread) == {"Hers"}
    take_over(manager)
    assert lead.shifts.view().unread == ()


def test_a_shift_without_notes_is_taken_over_all_the_same(house: House) -> None:
    lead = house.signed_in(LEAD)
    take_over(lead, said="Quiet morning.")
    assert lead.shifts.view().handovers[0].handover.note_ids == ()


def test_nothing_said_back_is_refused(house: House) -> None:
    with pytest.raises(InputError, match="Say back"):
        take_over(house.signed_in(LEAD), said="  ")


def test_a_shift_that_is_long_over_is_not_taken_over(house: House) -> None:
    lead = house.signed_in(LEAD)
    view = lead.shifts.view()
    house.clock.advance(timedelta(days=2))
    with pytest.raises(InputError, match="This shift is over"):
        take_over(lead, view)


def test_a_note_written_while_somebody_reads_stays_unread(house: House) -> None:
    worker, lead = house.signed_in(WORKER), house.signed_in(LEAD)
    write(worker, "First")
    view = lead.shifts.view()
    write(worker, "Second")
    take_over(lead, view)
    assert words(lead.shifts.view().unread) == {"Second"}


def test_a_note_changed_while_somebody_reads_is_read_again(house: House) -> None:
    worker, lead = house.signed_in(WORKER), house.signed_in(LEAD)
    first = write(worker, "At nine")
    view = lead.shifts.view()
    worker.shifts.save(replace(first, what="At ten"))
    with pytest.raises(EditConflict):
        take_over(lead, view)


def test_only_its_writer_changes_a_note_and_only_until_it_was_said_back(house: House) -> None:
    worker, lead = house.signed_in(WORKER), house.signed_in(LEAD)
    mine = write(worker, "At nine", KAI)
    with pytest.raises(InputError, match="Only whoever wrote"):
        lead.shifts.save(replace(mine, what="At ten"))
    changed = worker.shifts.save(replace(mine, what="At ten")).record
    assert changed.what == "At ten"
    assert changed.shift is Shift.EARLY
    take_over(lead)
    with pytest.raises(InputError, match="said back as it stands"):
        worker.shifts.save(replace(changed, what="At noon"))


def test_an_unread_note_is_settled_by_its_writer_alone(house: House) -> None:
    worker, lead = house.signed_in(WORKER), house.signed_in(LEAD)
    first, second = write(worker, "First"), write(worker, "Second")
    with pytest.raises(InputError, match="Until then it stands"):
        lead.shifts.settle(first)
    worker.shifts.settle(first)
    assert words(lead.shifts.view().notes) == {"Second"}
    lasting = worker.shifts.save(replace(second, until=TODAY + timedelta(days=4))).record
    take_over(lead)
    lead.shifts.settle(lasting)
    assert lead.shifts.view().notes == ()


def test_an_empty_note_is_refused_at_its_field(house: House) -> None:
    with pytest.raises(InputError) as refused:
        house.signed_in(WORKER).shifts.save(note("  "))
    assert [p.field for p in refused.value.problems] == ["what"]


def test_no_note_moves_from_one_young_person_to_another(house: House) -> None:
    worker = house.signed_in(WORKER)
    about_kai = write(worker, "Say it straight", KAI)
    for other in (DEV, ""):
        with pytest.raises(Gone):
            worker.shifts.save(replace(about_kai, young_person_id=other))
        with pytest.raises(Gone):
            worker.shifts.settle(replace(about_kai, young_person_id=other))


def test_an_agency_worker_reads_about_their_own_and_the_house(house: House) -> None:
    worker, lead, agency = (house.signed_in(role) for role in (WORKER, LEAD, AGENCY))
    for what, who in (("Boiler", ""), ("About Kai", KAI), ("About Dev", DEV)):
        write(worker, what, who)
    assert words(agency.shifts.view().notes) == {"Boiler", "About Dev"}
    assert dict(agency.shifts.view().people) == {DEV: "Dev"}
    with pytest.raises(PermissionRefused):
        write(agency, "Hm", KAI)
    write(agency, "Dev slept", DEV)
    take_over(lead, said="Kai is well.")
    (earlier,) = agency.shifts.view().handovers
    assert earlier.words_left_out
    assert not earlier.handover.said_back
    assert words(earlier.notes) == {"Boiler", "About Dev", "Dev slept"}


def test_another_unit_is_not_looked_into(house: House) -> None:
    worker = house.signed_in(WORKER)
    with worker.session._opened().reading() as work:
        birch = work.young_people.require(MIA).unit_id
    with pytest.raises(PermissionRefused):
        worker.shifts.view(birch)
    with pytest.raises(PermissionRefused):
        worker.shifts.save(note("Hm", unit_id=birch))
    with pytest.raises(PermissionRefused):
        worker.shifts.save(note("Hm", MIA))


@pytest.mark.parametrize("role", [WORKER, AGENCY, Role.INSPECTOR])
def test_who_leads_no_shift_takes_none_over(house: House, role: Role) -> None:
    with pytest.raises(PermissionRefused):
        take_over(house.signed_in(role))


def test_an_inspector_reads_and_changes_nothing(house: House) -> None:
    written = write(house.signed_in(WORKER), "Boiler", KAI)
    inspector = house.signed_in(Role.INSPECTOR)
    (line,) = inspector.shifts.view().notes
    assert not line.may_change
    assert not line.may_settle
    with pytest.raises(PermissionRefused):
        inspector.shifts.settle(written)


def withhold(services: Services, of: ShiftNote, field: str = "", words: str = "") -> None:
    services.withholding.withhold(
        Withholding(
            young_person_id=of.young_person_id, record_kind="shift_notes", record_id=of.id, field=field, words=words,
            from_whom=FromWhom.ROLE, from_id=WORKER.value, from_name="Residential worker", because="It is private.",
        )
    )  # fmt: skip


def test_a_withheld_note_is_not_there_for_whom_it_is_withheld_from(house: House) -> None:
    lead, worker, manager = (house.signed_in(role) for role in (LEAD, WORKER, MANAGER))
    secret = write(lead, "Her test result came", KAI)
    write(lead, "Boiler")
    withhold(manager, secret)
    assert words(worker.shifts.view().notes) == {"Boiler"}
    assert worker.shifts.count_unread() == 1
    take_over(manager, said="The result and the boiler.")
    (earlier,) = worker.shifts.view().handovers
    assert earlier.words_left_out
    assert words(earlier.notes) == {"Boiler"}
    assert not lead.shifts.view().handovers[0].words_left_out


def test_a_passage_that_is_withheld_takes_the_words_of_the_read_back_with_it(house: House) -> None:
    lead, worker, manager = (house.signed_in(role) for role in (LEAD, WORKER, MANAGER))
    written = write(lead, "Quiet. Her test result came.", KAI)
    withhold(manager, written, "what", "Her test result came")
    (line,) = worker.shifts.view().notes
    assert "test result" not in line.note.what
    assert "Quiet." in line.note.what
    take_over(manager, said="The test result.")
    assert worker.shifts.view().handovers[0].handover.said_back == ""


def test_looking_at_the_notes_stands_in_the_log(house: House) -> None:
    lead = house.signed_in(LEAD)
    lead.shifts.view()
    with lead.session._opened().reading() as work:
        events = [(e.action, e.record_kind) for e in work.audit.events()]
    assert ("read", "shifts") in events


def test_a_found_note_leads_to_itself(house: House) -> None:
    worker = house.signed_in(WORKER)
    written = write(worker, "Saxophone lesson moved", KAI)
    (found,) = worker.search.find("saxophone")
    assert (found.hit.record_kind, found.hit.record_id) == ("shift_notes", written.id)
    assert worker.shifts.note(KAI, written.id).what == "Saxophone lesson moved"
    with pytest.raises(Gone):
        worker.shifts.note(KAI, person_id(KAI))


def test_notes_are_written_about_whoever_lives_here_now(house: House) -> None:
    lead = house.signed_in(LEAD)
    with lead.session._opened().work(lead.session.actor_of(lead.session.actor)) as work:
        stay = work.stays.find(young_person_id=KAI)[0]
        work.stays.save(replace(stay, ended_at=house.clock.now() - timedelta(days=3)))
    assert dict(lead.shifts.view().people) == {DEV: "Dev"}
