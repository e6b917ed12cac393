"""What the record of what was done says of plans: lists of small records, and words that older programs wrote."""

from dataclasses import replace

from securecare_desktop.domain.audit import AuditEvent, FieldChange, ToldChange
from securecare_desktop.domain.audit_words import Names, tell
from securecare_desktop.domain.communication_aids import AidSession, Placed
from securecare_desktop.domain.people import Answer
from securecare_desktop.domain.plan_reviews import Guest, PlanReview
from securecare_desktop.domain.staff import Role
from securecare_desktop.domain.withholding import FromWhom, Withholding
from securecare_desktop.services.bundle import Services
from tests.support.house import KAI, NOW, TODAY, House

NOBODY = Names({}, {})


def told_of(services: Services, kind: str, record_id: str) -> tuple[ToldChange, ...]:
    """Return what the newest event of a record tells."""
    return services.audit.of_record(KAI, kind, record_id)[0].told


def test_a_change_in_a_list_of_guests_can_be_told_from_its_words(house: House) -> None:
    services = house.signed_in()
    planned = PlanReview(
        young_person_id=KAI,
        due_on=TODAY,
        guests=(Guest(name="Nan", who="gran"), Guest(name="Joe", came=Answer.NO)),
    )
    stored = services.plan_reviews.save(planned).record
    nan, joe = stored.guests
    services.plan_reviews.save(
        replace(stored, guests=(replace(nan, asked_for=True, came=Answer.YES), replace(joe, came=Answer.YES)))
    )
    (change,) = told_of(services, "plan_reviews", stored.id)
    assert change.before == "Nan, gran; Joe, did not come"
    assert change.after == "Nan, gran, they asked for them, came; Joe, came"


def test_what_was_put_where_is_told_one_after_the_other(house: House) -> None:
    services = house.signed_in()
    session = AidSession(
        young_person_id=KAI,
        on=TODAY,
        topic="Food",
        placed=(Placed(option="Pasta", place="going well", said="Mm"), Placed(option="Soup")),
    )
    stored = services.communication_aids.save(session).record
    told = {change.field: change.after for change in told_of(services, "aid_sessions", stored.id)}
    assert told["What was put where"] == "Pasta, going well, Mm; Soup"


def what_they_say(*changes: FieldChange) -> str:
    event = AuditEvent(
        seq=1, at=NOW, actor_id="f", actor_name="Femi", computer="PC", action="changed", record_kind="plan_versions",
        record_id="v", young_person_id=KAI, changes=changes, previous_hash="", hash="",
    )  # fmt: skip
    return tell(event, NOBODY).told[0].field


def test_comments_that_an_older_program_wrote_are_not_put_into_the_mouth_of_the_young_person() -> None:
    words = FieldChange("comments", "", "Mum wants longer visits.")
    assert what_they_say(words) == "What was said about it"
    assert what_they_say(words, FieldChange("comments_how", "not_asked", "said")) == "What they say about it"


def test_a_passage_over_two_lines_is_kept_out_of_what_a_list_was_before(house: House) -> None:
    manager, worker = house.signed_in(Role.UNIT_MANAGER), house.signed_in(Role.RESIDENTIAL_WORKER)
    secret = 'The "blue"\nvan’s driver'
    review = PlanReview(young_person_id=KAI, due_on=TODAY, guests=(Guest(name=secret),))
    stored = manager.plan_reviews.save(review).record
    manager.plan_reviews.save(replace(stored, guests=()))
    note = PlanReview(young_person_id=KAI, due_on=TODAY, planned_at_place=secret)
    other = manager.plan_reviews.save(note).record
    withholding = Withholding(
        young_person_id=KAI, record_kind="plan_reviews", record_id=other.id, field="planned_at_place", words=secret,
        from_whom=FromWhom.STAFF, from_id=worker.session.actor.id, from_name="", because="The court says so",
    )  # fmt: skip
    manager.withholding.withhold(withholding)
    events = worker.audit.of_record(KAI, "plan_reviews", stored.id)
    assert len(events) == 2
    assert not any("van" in event.sentence + str(event.changes) + str(event.told) for event in events)
