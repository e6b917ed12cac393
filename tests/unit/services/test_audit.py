"""The record of what was done: what each event says, who may read which, the file, and the mark on paper."""

import csv
import os
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from securecare_desktop.core.errors import AppError, InputError
from securecare_desktop.domain.audit import EventGroup
from securecare_desktop.domain.editions import Edition, HandedOut
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.promises import Promise
from securecare_desktop.domain.staff import Role, StaffMember
from securecare_desktop.domain.withholding import FromWhom, Withholding
from securecare_desktop.services.bundle import Services
from securecare_desktop.services.packs import PackRequest
from tests.support.house import (
    DEV,
    KAI,
    MIA,
    PASSWORD,
    STAFF,
    TODAY,
    House,
    change_id,
    occasion_id,
    person_id,
)

MANAGER, WORKER = STAFF[Role.UNIT_MANAGER], STAFF[Role.RESIDENTIAL_WORKER]


def promised(services: Services, what: str = "A photo", who: str = KAI) -> Promise:
    return services.promises.save(Promise(young_person_id=who, what=what, made_by="Femi")).record


def sentences(services: Services, **wanted: object) -> list[str]:
    return [event.sentence for event in services.audit.log(**wanted)]  # type: ignore[arg-type]


# -- words --------------------------------------------------------------------------------------------------


def test_a_change_says_who_changed_which_field_from_what_to_what(house: House) -> None:
    services = house.signed_in(Role.RESIDENTIAL_WORKER)
    kept = promised(services)
    services.promises.save(replace(kept, what="Two photos"))
    changed, added = services.audit.of_record(KAI, "promises", kept.id)
    assert added.sentence == f"{WORKER} added a promise. What was promised: “A photo”."
    assert (
        changed.sentence == f"{WORKER} changed a promise. What was promised: from “A photo” to “Two photos”."
    )
    assert [(c.field, c.before, c.after) for c in changed.told] == [
        ("What was promised", "A photo", "Two photos")
    ]
    assert changed.about == "Kai"


def test_choices_days_and_empty_fields_have_the_words_of_the_forms(house: House) -> None:
    services = house.signed_in(Role.RESIDENTIAL_WORKER)
    kept = promised(services)
    services.promises.save(replace(kept, due_on=date(2026, 5, 20)))
    kept = services.promises.list_for(KAI)[0]
    services.promises.could_not_keep(kept, "The shop closed.")
    settled, dated, _added = services.audit.of_record(KAI, "promises", kept.id)
    assert dated.sentence.endswith("By when: “20 May 2026”.")
    words = {c.field: (c.before, c.after) for c in settled.told}
    assert words["What became of it"] == ("Open", "Could not be kept")
    assert words["How it was explained"] == ("", "The shop closed.")
    assert settled.sentence.startswith(f"{WORKER} changed a promise. What changed: ")


def test_each_answer_of_a_step_is_told_by_its_own_question(house: House) -> None:
    services = house.signed_in(Role.UNIT_MANAGER)
    step = services.worker_changes.workspace(change_id(KAI)).file.steps[0]
    answers = {"who_stays": "Femi and Denise", "agreed_on": "2026-05-01"}
    services.worker_changes.save_step(replace(step, answers=answers))
    event = services.audit.of_record(KAI, "change_steps", step.id)[0]
    told = {c.field: c.after for c in event.told}
    assert told["Who stays"] == "Femi and Denise"
    assert told["Agreed on"] == "1 May 2026"


def test_no_id_is_ever_shown(house: House) -> None:
    services = house.signed_in(Role.UNIT_MANAGER)
    ids = {KAI, DEV, change_id(KAI), person_id(KAI), occasion_id(KAI), services.session.actor.id}
    for event in services.audit.log(limit=5000):
        shown = event.sentence + event.about + "".join(c.field + c.before + c.after for c in event.told)
        assert not any(one in shown for one in ids), shown


def test_a_wrong_try_names_the_account_and_says_when_and_on_which_computer(house: House) -> None:
    stranger = house.services()
    with pytest.raises(AppError):
        stranger.session.sign_in_named(WORKER, "not the password at all")
    services = house.signed_in(Role.UNIT_MANAGER)
    (event,) = services.audit.log(group=EventGroup.WRONG_TRIES)
    assert event.sentence == (
        f"A wrong password or PIN was tried for {WORKER}. Noted when {MANAGER} signed in."
    )
    assert [c.field for c in event.told] == ["When it was tried", "On which computer"]
    assert event.told[0].after.startswith("14 May 2026, ")
    assert event.told[1].after == services.session.computer


# -- what is an event ---------------------------------------------------------------------------------------


def test_every_way_of_leaving_and_coming_in_is_an_event(house: House) -> None:
    for why in ("locked", "locked_idle", "os_locked", "user_switched", "suspended", "switched", "closed"):
        house.signed_in(Role.RESIDENTIAL_WORKER).session.lock(why)
    services = house.signed_in(Role.UNIT_MANAGER)
    seen = [e.action for e in services.audit.log(group=EventGroup.WAY_IN, limit=16)]
    assert seen[1::2][:7] == [
        "closed",
        "switched",
        "suspended",
        "user_switched",
        "os_locked",
        "locked_idle",
        "locked",
    ]
    assert set(seen[::2]) == {"signed_in"}


def test_previews_prints_and_copies_are_events(house: House) -> None:
    services = house.signed_in(Role.UNIT_MANAGER)
    asked = PackRequest(
        young_person_id=KAI, edition=Edition.INCOMING_WORKER, recipient="Sam", purpose="Change of worker"
    )
    services.packs.preview(asked)
    assert f"{MANAGER} looked at the preview of a pack." in sentences(services, young_person_id=KAI)
    printed = services.packs.hand_out(asked, HandedOut.PRINTED).copy
    services.packs.hand_out(asked, HandedOut.SAVED)
    said = sentences(services, group=EventGroup.PAPER)
    assert said == [f"{MANAGER} saved a pack as PDF.", f"{MANAGER} printed a pack."]
    history = services.audit.of_record(KAI, "pack_copies", printed.id)
    assert [e.action for e in history] == ["pack_printed", "added"]
    assert [(c.field, c.after) for c in history[0].told] == [
        ("For whom it is made", "Incoming worker"),
        ("Copy number", "1"),
    ]


def test_looking_for_words_and_accounts_are_events(house: House) -> None:
    services = house.signed_in(Role.UNIT_MANAGER)
    services.search.find("Nan")
    assert f"{MANAGER} looked at what Find had found." in sentences(services)
    worker = next(m for m in services.staff.list() if m.role is Role.RESIDENTIAL_WORKER)
    services.staff.save(replace(worker, job_title="Night worker"))
    assert sentences(services, record_kind="staff")[0] == (
        f"{MANAGER} changed the account of {WORKER}. What the house calls them: “Night worker”."
    )


def test_the_page_with_the_recovery_key_is_an_event(house: House) -> None:
    services = house.signed_in(Role.UNIT_MANAGER)
    services.stores.note_recovery_page()
    assert sentences(services)[0].endswith("had the page with the recovery key drawn for printing.")
    house.services().stores.note_recovery_page()  # with nobody signed in there is nowhere to write it, and no harm


# -- one record ---------------------------------------------------------------------------------------------


def test_what_happened_to_a_record_does_not_tell_who_looked_at_it(house: House) -> None:
    worker = house.signed_in(Role.RESIDENTIAL_WORKER)
    worker.family_time.occasion(KAI, occasion_id(KAI))
    worker.audit.of_record(KAI, "occasions", occasion_id(KAI))
    told = worker.audit.of_record(KAI, "occasions", occasion_id(KAI))
    assert {e.action for e in told} == {"added"}


def test_words_that_are_withheld_from_the_reader_are_not_in_the_history_either(house: House) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    kept = promised(manager, "Zebra stickers")
    worker = house.signed_in(Role.RESIDENTIAL_WORKER)
    with manager.session.writing(Action.MANAGE_UNIT) as work:
        work.withholdings.add(
            Withholding(
                young_person_id=KAI,
                record_kind="promises",
                record_id=kept.id,
                field="what",
                from_whom=FromWhom.STAFF,
                from_id=worker.session.actor.id,
                from_name=WORKER,
                because="It is a surprise.",
            )
        )
    (event,) = worker.audit.of_record(KAI, "promises", kept.id)
    assert "Zebra" not in event.sentence + str(event.changes) + str(event.told)
    assert "Zebra" in manager.audit.of_record(KAI, "promises", kept.id)[0].sentence


def test_who_looked_is_gathered_by_person_and_day_and_goes_back_thirty_days(house: House) -> None:
    worker = house.signed_in(Role.RESIDENTIAL_WORKER)
    worker.people.network(KAI)
    house.clock.advance(timedelta(days=31))
    worker.plans.goals(KAI)
    worker.promises.list_for(KAI)
    worker.promises.list_for(DEV)
    manager = house.signed_in(Role.UNIT_MANAGER)
    (seen,) = [one for one in manager.audit.who_looked(KAI) if one.name == WORKER]
    assert seen.day == house.clock.today()
    assert seen.places == ("the plan", "the promises")
    assert seen.computers == (manager.session.computer,)


# -- the file -----------------------------------------------------------------------------------------------


def rows(target: Path) -> list[list[str]]:
    return list(csv.reader(target.read_bytes().decode("utf-8-sig").splitlines()))


def test_the_file_holds_the_chosen_events_and_the_log_says_so(house: House, tmp_path: Path) -> None:
    services = house.signed_in(Role.INSPECTOR)
    target = tmp_path / "log.csv"
    count = services.audit.export_csv({"young_person_id": KAI, "since": TODAY}, target)
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    head, *lines = rows(target)
    assert head[:3] == ["Number", "Day", "Time"]
    assert len(lines) == count > 5
    assert {line[5] for line in lines} == {"Kai"}
    assert all(line[4] == services.session.computer for line in lines)
    (noted,) = services.audit.log(action="log_exported")
    assert (noted.about, {c.field: c.after for c in noted.told}) == ("Kai", {"From": "14 May 2026"})


def test_a_file_about_somebody_is_no_news_of_them_in_another_unit(house: House, tmp_path: Path) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    with manager.session.writing(Action.MANAGE_STAFF) as work:
        birch = next(u.id for u in work.units.find() if u.name == "Birch")
        bea = work.staff.add(StaffMember(name="Bea Lund", role=Role.INSPECTOR, unit_id=birch))
        manager.session.keys.add_slot(bea, PASSWORD)
    manager.audit.export_csv({"young_person_id": KAI}, tmp_path / "log.csv")
    elsewhere = house.services()
    elsewhere.session.sign_in_named("Bea Lund", PASSWORD)
    events = elsewhere.audit.log()
    assert events
    assert "Kai" not in str(events)


def test_no_cell_of_the_file_begins_a_formula(house: House, tmp_path: Path) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    worker = next(m for m in manager.staff.list() if m.role is Role.RESIDENTIAL_WORKER)
    with manager.session._opened().work(replace(manager.session.actor_of(worker), name="=1+1")) as work:
        work.note("signed_in")
    with manager.session._opened().work(replace(manager.session.actor_of(worker), computer="@pc")) as work:
        work.note("signed_in")
    target = tmp_path / "log.csv"
    manager.audit.export_csv({}, target)
    cells = [cell for line in rows(target) for cell in line]
    assert "'=1+1" in cells
    assert "'@pc" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_nothing_about_another_unit_is_in_the_file(house: House, tmp_path: Path) -> None:
    target = tmp_path / "log.csv"
    house.signed_in(Role.UNIT_MANAGER).audit.export_csv({}, target)
    assert {line[5] for line in rows(target)[1:]} == {"", "Kai", "Dev"}
    assert "Mia" not in target.read_text("utf-8-sig")


def test_a_full_disk_leaves_the_old_file_and_a_sentence(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    services = house.signed_in(Role.UNIT_MANAGER)
    target = tmp_path / "log.csv"
    target.write_text("before")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", lambda *_given: full(0))
        with pytest.raises(AppError, match="The file was not written"):
            services.audit.export_csv({}, target)
    assert target.read_text() == "before"
    assert [p.name for p in tmp_path.iterdir() if p.name != "store"] == ["log.csv"]
    assert services.audit.log()[0].action == "log_not_exported"


def test_a_file_that_is_being_written_stops_for_a_lock(house: House, tmp_path: Path) -> None:
    services = house.signed_in(Role.UNIT_MANAGER)
    target = tmp_path / "log.csv"
    asked = iter([False, False, True])
    with pytest.raises(AppError):
        services.audit.export_csv({}, target, lambda: next(asked))
    assert [p.name for p in tmp_path.iterdir() if p.name != "store"] == []


# -- the chain ----------------------------------------------------------------------------------------------


def test_the_mark_on_paper_is_found_in_short_and_in_full(house: House) -> None:
    services = house.signed_in(Role.UNIT_MANAGER)
    event = services.audit.log(limit=3)[-1]
    groups = " ".join(event.hash[at : at + 8] for at in range(0, 64, 8))
    for mark in (event.hash[:12], event.hash[:12].upper(), groups):
        found = services.audit.on_paper(mark)
        assert found is not None
        assert (found.seq, found.at) == (event.seq, event.at)
    assert services.audit.on_paper("0" * 12) is None
    for wrong in ("", "abc", "not a mark at all", "%" * 12):
        with pytest.raises(InputError):
            services.audit.on_paper(wrong)


def test_the_overview_holds_the_newest_event_and_whom_one_can_look_for(house: House) -> None:
    services = house.signed_in(Role.INSPECTOR)
    seen = services.audit.overview()
    assert seen.head.hash == services.audit.log(limit=1)[0].hash
    assert {name for _id, name in seen.young_people} == {"Kai", "Dev"}
    assert MIA not in {one for one, _name in seen.young_people}
    assert [name for _id, name in seen.staff] == sorted(STAFF.values())
    assert seen.computer == services.session.computer


def test_the_log_goes_on_where_it_stopped_and_keeps_its_filters(house: House) -> None:
    services = house.signed_in(Role.UNIT_MANAGER)
    whole = services.audit.log(limit=5000, group=EventGroup.WRITTEN)
    first = services.audit.log(limit=4, group=EventGroup.WRITTEN)
    then = services.audit.log(limit=4, before_seq=first[-1].seq, group=EventGroup.WRITTEN)
    assert [e.seq for e in (*first, *then)] == [e.seq for e in whole[:8]]
    assert {e.action for e in whole} <= {"added", "changed", "signed"}
    assert services.audit.log(since=TODAY + timedelta(days=1)) == ()
    assert services.audit.log(until=TODAY - timedelta(days=1)) == ()
    assert services.audit.log(until=TODAY, limit=1) != ()
    assert services.audit.log(computer="another one") == ()
