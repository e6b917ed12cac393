"""Stores as programs of every revision left them: each opens, keeps its data and is sound.

legacy/<revision>/ holds a store file and its key, which is public: it was made by `make_store` below when the
revision was new, and is never made again. A new revision adds a folder, and a row in REVISIONS.
"""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import inspect

from securecare_desktop.core.clock import FixedClock
from securecare_desktop.core.identity import new_id
from securecare_desktop.db import upgrade
from securecare_desktop.db.check import check
from securecare_desktop.db.store import STORE_FILE, Store
from securecare_desktop.db.unit_of_work import Work
from securecare_desktop.domain.checklists import (
    Anchor,
    Checklist,
    ChecklistItem,
    ChecklistTemplate,
    ChecklistTemplateItem,
    ItemState,
)
from securecare_desktop.domain.clocks import ClockRun, ClockSetting
from securecare_desktop.domain.communication_aids import AidSession, Picture, Placed
from securecare_desktop.domain.family_engagement import EngagementKind, FamilyEngagement
from securecare_desktop.domain.family_time import (
    FamilyTimeKind,
    Limit,
    LimitGround,
    LimitReview,
    Notified,
    NotifyWithin,
    Occasion,
    OccasionState,
    SchoolHoliday,
)
from securecare_desktop.domain.imports import ImportBatch, ImportedRecord, ImportKind, ImportMatching
from securecare_desktop.domain.legal_orders import LegalOrder, Notification, NotifiedOf, OrderKind, TimeAlone
from securecare_desktop.domain.open_anyway import OpenedAnyway
from securecare_desktop.domain.own_words import About, HowGiven, OwnWords
from securecare_desktop.domain.people import Answer, Circle, KeyRole, NetworkPerson
from securecare_desktop.domain.people_map import MapPlace, PeopleMap, Ring, Tie
from securecare_desktop.domain.plan_reviews import Guest, PlanReview
from securecare_desktop.domain.plans import Goal, GoalNote, PlanState, PlanVersion, ReviewOutcome
from securecare_desktop.domain.promises import Promise
from securecare_desktop.domain.record import Actor
from securecare_desktop.domain.shifts import Shift, ShiftNote
from securecare_desktop.domain.signatures import Addendum, stamps_of
from securecare_desktop.domain.staff import Jurisdiction, Role, StaffMember, Unit
from securecare_desktop.domain.time_limits import TimeUnit
from securecare_desktop.domain.withholding import FromWhom, Withholding
from securecare_desktop.domain.worker_changes import ChangeStep, WorkerChange
from securecare_desktop.domain.young_people import LegalBasis, Stage, Stay, YoungPerson

LEGACY = Path(__file__).parent / "legacy"
EVENTS = {"0001": 9, "0002": 13, "0003": 19, "0004": 26, "0005": 37}
"""How many events the store of each revision holds."""
REVISIONS = tuple(EVENTS)
PUBLIC_KEY = bytes(range(32))
STORE_ID = "1" * 32
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ANNA = Actor("anna", "Anna Kelly", "shift_lead", "OFFICE-2")


def make_store(folder: Path) -> None:
    """Write a store of the newest revision, to be kept beside this file; nothing in it is about anybody."""
    store = Store.create(folder, PUBLIC_KEY, STORE_ID, FixedClock(NOW))
    with store.work(ANNA) as work:
        unit = work.units.add(
            Unit(name="Rowan", house_name="Brackenfield House", jurisdiction=Jurisdiction.WALES)
        )
        work.staff.add(StaffMember(name="Hannah Whitlock", role=Role.RESIDENTIAL_WORKER, unit_id=unit.id))
        kai = work.young_people.add(
            YoungPerson(
                unit_id=unit.id, name_used="Kai", legal_name="Kai Renshaw", date_of_birth=date(2010, 9, 30)
            )
        )
        nan = work.network_people.add(
            NetworkPerson(
                young_person_id=kai.id,
                name="Łucja فاطمة",
                who_they_are="Nan",
                circle=Circle.OWN_PEOPLE,
            )
        )
        work.occasions.add(
            Occasion(
                young_person_id=kai.id,
                person_id=nan.id,
                with_whom="Nan",
                kind=FamilyTimeKind.PHONE,
                state=OccasionState.HAPPENED,
                planned_at=NOW,
                warm_moments="She sang the zebra song.",
            )
        )
        change = work.worker_changes.add(
            WorkerChange(
                young_person_id=kai.id,
                role=KeyRole.KEY_WORKER,
                outgoing_name="Hannah",
                incoming_name="Sam",
                day=date(2026, 12, 4),
            )
        )
        work.change_steps.add(
            ChangeStep(
                young_person_id=kai.id,
                change_id=change.id,
                number=7,
                starts_on=date(2026, 12, 1),
                due_on=date(2026, 12, 3),
                answers={"plan": "Tea with “the night team”"},
            )
        )
        work.own_words.add(
            OwnWords(
                young_person_id=kai.id,
                given_how=HowGiven.SAID,
                words="Straight. No build-up.",
                about=About.WORKER_CHANGE,
                about_id=change.id,
            )
        )
        work.promises.add(
            Promise(young_person_id=kai.id, what="A photo of the allotment", made_by="Hannah", id=new_id())
        )
        (told,) = work.own_words.find()
        work.own_words.sign(told.id, **stamps_of(told, "anna", "Anna Kelly", "Shift lead", NOW))
        beside = {"young_person_id": kai.id, "record_kind": "own_words", "record_id": told.id}
        work.addenda.add(Addendum(**beside, words="He said it twice.", signed_name="Anna Kelly"))
        mum = {"from_whom": FromWhom.OTHER, "from_name": "Mum"}
        work.withholdings.add(Withholding(**beside, **mum, words="No build-up.", because="He asked for it"))
        (hannah,) = work.staff.find()
        work.opened_anyway.add(
            OpenedAnyway(
                staff_id=hannah.id,
                staff_name=hannah.name,
                young_person_id=kai.id,
                reason="The night team rang",
                until=NOW,
            )
        )
        plan = work.plan_versions.add(
            PlanVersion(
                young_person_id=kai.id,
                number=1,
                state=PlanState.CURRENT,
                made_on=NOW.date(),
                author_name="Anna Kelly",
                author_signed_at=NOW,
            )
        )
        goal = work.goals.add(Goal(young_person_id=kai.id, plan_version_id=plan.id, title="Level two"))
        work.goal_notes.add(
            GoalNote(young_person_id=kai.id, lineage_id=goal.lineage_id, on=NOW.date(), text="Three of eight")
        )
        work.plan_reviews.add(
            PlanReview(young_person_id=kai.id, due_on=NOW.date(), guests=(Guest(name="Nan", asked_for=True),))
        )
        session = work.aid_sessions.add(
            AidSession(
                young_person_id=kai.id, on=NOW.date(), topic="Nights", placed=(Placed(option="Sleep"),)
            )
        )
        work.pictures.add(
            Picture(
                young_person_id=kai.id, aid_session_id=session.id, media_type="image/png", data=b"\x89PNG"
            )
        )
        _add_family(work, unit.id, nan)
        _add_stay(work, unit.id, kai.id)
    store.close()


def _add_family(work: Work, unit_id: str, nan: NetworkPerson) -> None:
    about, with_nan = nan.young_person_id, {"person_id": nan.id, "with_whom": "Nan"}
    limit = work.limits.add(
        Limit(
            young_person_id=about,
            **with_nan,
            what="An adult is in the room on calls",
            ground=LimitGround.COURT_ORDER,
            kinds=(FamilyTimeKind.PHONE,),
            notified=(Notified(who="Nan", within=NotifyWithin.DAY, told_at=NOW.isoformat(), how="by phone"),),
        )
    )
    work.limit_reviews.add(
        LimitReview(
            young_person_id=about,
            limit_id=limit.id,
            held_on=NOW.date(),
            outcome=ReviewOutcome.EASED,
            because="Two calls went well",
        )
    )
    work.family_engagements.add(
        FamilyEngagement(
            young_person_id=about, **with_nan, kind=EngagementKind.QUESTION, on=NOW.date(), what="Is he warm?"
        )
    )
    work.people_maps.add(
        PeopleMap(
            young_person_id=about,
            on=NOW.date(),
            places=(MapPlace(person_id=nan.id, name="Nan", ring=Ring.CLOSE, tie=Tie.STRONG, x=0.25, y=-0.5),),
        )
    )
    day = NOW.date()
    work.school_holidays.add(SchoolHoliday(unit_id=unit_id, name="October week", first_day=day, last_day=day))
    batch = work.import_batches.add(
        ImportBatch(unit_id=unit_id, kind=ImportKind.PEOPLE, file_name="people.csv", rows=1)
    )
    work.imported_records.add(
        ImportedRecord(batch_id=batch.id, record_kind="network_people", record_id=nan.id, row=2)
    )
    work.import_matchings.add(
        ImportMatching(
            unit_id=unit_id, kind=ImportKind.PEOPLE, headings="Name, Phone", columns={"Name": "name"}
        )
    )


def _add_stay(work: Work, unit_id: str, about: str) -> None:
    stay = work.stays.add(
        Stay(
            young_person_id=about,
            stage=Stage.DURING,
            legal_basis=LegalBasis.SECTION_25,
            arrived_at=NOW,
            reasons_for_young_person="So that you are safe",
        )
    )
    here = {"young_person_id": about, "stay_id": stay.id}
    work.legal_orders.add(
        LegalOrder(**here, kind=OrderKind.SECURE_ORDER, made_on=NOW.date(), secure=Answer.YES, from_at=NOW)
    )
    work.times_alone.add(TimeAlone(**here, started_at=NOW, ended_at=NOW, reason="The zinnia pot flew"))
    work.notifications.add(Notification(**here, about=NotifiedOf.ARRIVAL, who="Nan", told_at=NOW))
    work.clock_runs.add(ClockRun(**here, rule="E01", state=ItemState.DONE, done_at=NOW, evidence="The order"))
    work.clock_settings.add(ClockSetting(unit_id=unit_id, rule="E05", confirmed_steps=("28 days",)))
    work.shift_notes.add(
        ShiftNote(
            unit_id=unit_id,
            young_person_id=about,
            what="Tell him first",
            shift_on=NOW.date(),
            shift=Shift.LATE,
        )
    )
    template = work.checklist_templates.add(ChecklistTemplate(key="moving_on", title="Moving on"))
    work.checklist_template_items.add(
        ChecklistTemplateItem(template_id=template.id, key="F01", what="What I want", offset=None, own=True)
    )
    running = work.checklists.add(
        Checklist(
            young_person_id=about, template_id=template.id, title="Moving on", anchor=Anchor.PLANNED_MOVE
        )
    )
    work.checklist_items.add(
        ChecklistItem(
            young_person_id=about,
            checklist_id=running.id,
            key="F01",
            what="What I want",
            offset=-10,
            offset_unit=TimeUnit.WORKING_DAYS,
        )
    )


def copy_of(revision: str, folder: Path) -> Path:
    """Return a folder with a copy of the store that a program of this revision left."""
    kept = LEGACY / revision
    assert (kept / "public_key.txt").read_text("ascii").strip() == PUBLIC_KEY.hex()
    folder.mkdir()
    shutil.copy(kept / STORE_FILE, folder)
    return folder


def assert_its_data_is_there(store: Store, revision: str) -> None:
    with store.reading() as work:
        (kai,) = work.young_people.find()
        (step,) = work.change_steps.find()
        (words,) = work.own_words.find()
        (occasion,) = work.occasions.newest(kai.id, 5)
        (nan,) = work.network_people.find()
        assert (kai.name_used, kai.date_of_birth, kai.written_by) == ("Kai", date(2010, 9, 30), "anna")
        assert step.answers == {"plan": "Tea with “the night team”"}
        assert (words.given_how, words.words) == (HowGiven.SAID, "Straight. No build-up.")
        assert (occasion.planned_at, occasion.person_id) == (NOW, nan.id)
        assert nan.name == "Łucja فاطمة"
        assert [hit.record_id for hit in work.search.find("zebra")] == [occasion.id]
        assert work.audit.count() == EVENTS[revision]
        if revision == "0001":  # nobody could sign yet, so it is a draft now
            assert (words.signed_at, words.signed_digest) == (None, "")
            assert (work.addenda.find(), work.withholdings.find(), work.opened_anyway.find()) == ((), (), ())
        else:
            assert (words.signed_name, words.signed_at) == ("Anna Kelly", NOW)
            assert [a.words for a in work.addenda.find()] == ["He said it twice."]
            assert [w.words for w in work.withholdings.find()] == ["No build-up."]
            assert [o.reason for o in work.opened_anyway.find()] == ["The night team rang"]
        if revision >= "0003":
            (goal,), (note,), (review,) = work.goals.find(), work.goal_notes.find(), work.plan_reviews.find()
            assert (goal.lineage_id, note.lineage_id, note.text) == (goal.id, goal.id, "Three of eight")
            assert review.guests == (Guest(name="Nan", asked_for=True),)
            (session,), (picture,) = work.aid_sessions.find(), work.pictures.find()
            assert (session.placed, picture.data) == ((Placed(option="Sleep"),), b"\x89PNG")
        if revision >= "0004":
            (limit,), (looked,), (drawn,) = (
                work.limits.find(),
                work.limit_reviews.find(),
                work.people_maps.find(),
            )
            assert [(one.who, one.within) for one in limit.notified] == [("Nan", NotifyWithin.DAY)]
            assert (limit.kinds, looked.limit_id) == ((FamilyTimeKind.PHONE,), limit.id)
            assert [(p.person_id, p.tie, p.x, p.y) for p in drawn.places] == [
                (nan.id, Tie.STRONG, 0.25, -0.5)
            ]
            assert [one.what for one in work.family_engagements.find()] == ["Is he warm?"]
            assert [one.record_id for one in work.imported_records.find()] == [nan.id]
            assert [one.columns for one in work.import_matchings.find()] == [{"Name": "name"}]
        if revision >= "0005":
            (stay,), (order,), (item,) = (
                work.stays.find(),
                work.legal_orders.find(),
                work.checklist_items.find(),
            )
            assert (stay.arrived_at, order.stay_id, order.secure) == (NOW, stay.id, Answer.YES)
            assert (item.offset, item.offset_unit) == (-10, TimeUnit.WORKING_DAYS)
            assert [run.rule for run in work.clock_runs.find()] == ["E01"]
            assert [one.confirmed_steps for one in work.clock_settings.find()] == [("28 days",)]
            assert [hit.record_kind for hit in work.search.find("zinnia")] == ["times_alone"]
            assert [note.shift for note in work.shift_notes.find()] == [Shift.LATE]
    assert check(store).sound


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_store_of_every_revision_opens_with_its_data_and_can_be_written_to(
    revision: str, tmp_path: Path
) -> None:
    store = Store.open(copy_of(revision, tmp_path / "house"), PUBLIC_KEY, STORE_ID, FixedClock(NOW))
    assert_its_data_is_there(store, revision)
    with store.work(ANNA) as work:
        (promise,) = work.promises.find()
        work.promises.add(Promise(young_person_id=promise.young_person_id, what="A bike", made_by="Sam"))
        assert len(work.search.find("bike")) == 1
    assert check(store).sound
    store.close()


def test_every_revision_has_a_store_kept() -> None:
    assert upgrade.revisions() == REVISIONS
    assert sorted(f.name for f in LEGACY.iterdir()) == list(REVISIONS)


def test_what_came_before_stays_when_a_revision_is_taken_back(tmp_path: Path) -> None:
    store = Store.open(copy_of("0002", tmp_path / "house"), PUBLIC_KEY, STORE_ID, FixedClock(NOW))
    assert store._engine is not None
    with store._engine.begin() as connection:
        config = upgrade.migration_config(connection)
        command.downgrade(config, "0001")
        assert not inspect(connection).has_table("withholding")
        command.upgrade(config, "0002")
    with store.reading() as work:
        (words,) = work.own_words.find()
        assert (words.words, words.signed_at) == ("Straight. No build-up.", None)
        assert work.audit.verify().unbroken
    store.close()


def test_a_filled_store_goes_down_and_the_empty_one_up_again(tmp_path: Path) -> None:
    store = Store.open(copy_of("0001", tmp_path / "house"), PUBLIC_KEY, STORE_ID, FixedClock(NOW))
    assert store._engine is not None
    with store._engine.begin() as connection:
        config = upgrade.migration_config(connection)
        command.downgrade(config, "base")
        command.upgrade(config, "head")
    with store.work(ANNA) as work:
        assert work.young_people.find() == ()
        assert work.search.find("zebra") == ()
        work.units.add(Unit(name="Rowan", house_name="House", jurisdiction=Jurisdiction.ENGLAND))
        assert work.audit.head().seq == 1
    store.close()
