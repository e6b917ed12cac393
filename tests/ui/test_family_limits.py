"""Limits on family time on their tab: the grounds of the nation, the stop at a sanction, who has to hear, and reviews."""

from dataclasses import replace
from datetime import UTC, timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from securecare_desktop.core.labels import choices, label
from securecare_desktop.domain.family_time import FamilyTimeKind, LimitGround, Notified, NotifyWithin
from securecare_desktop.domain.own_words import HowGiven
from securecare_desktop.domain.people import Answer, Circle, NetworkPerson
from securecare_desktop.domain.staff import Jurisdiction, Role
from securecare_desktop.ui.page import Place
from securecare_desktop.ui.widgets.editors import ChoicesEditor
from securecare_desktop.ui.widgets.form import Form
from tests.support.house import KAI, NOW, TODAY, House, person_id
from tests.ui.reading import texts
from tests.ui.record_pages import Tabs, choose, form_of, offered, rows, save, type_into
from tests.unit.services.permission_calls import family_limit
from tests.unit.services.test_family_limits import of_nation

pytestmark = pytest.mark.usefixtures("inline_tasks")

WORDS = {
    LimitGround.COURT_ORDER: "Court order",
    LimitGround.REGULATION_22: "Regulation 22, agreed by the placing authority",
    LimitGround.AUTHORITY_URGENT: "Urgent decision of the local authority",
}


@pytest.fixture
def tabs(qtbot: QtBot, house: House) -> Tabs:
    return Tabs(qtbot, house)


def at(record_id: str = "", part: str = "") -> Place:
    return Place("young_person", KAI, "family_time", record_id, part)


def new_form(tabs: Tabs) -> tuple[Any, Form]:
    page = tabs.family_time(at(part="new:limit"))
    return page, form_of(page)


def answer(form: Form, name: str, key: str) -> None:
    """Press one of the answers that stand side by side."""
    editor: Any = form.editor(name)
    editor.segments._buttons[key].click()


def filled_in(tabs: Tabs) -> tuple[Any, Form]:
    page, form = new_form(tabs)
    choose(form, "person_id", "Nan (Pauline)")
    type_into(form, "what", "an adult is in the room on calls")
    choose(form, "ground", "Court order")
    type_into(form, "ground_details", "Section 34, 9 March 2026")
    answer(form, "linked_to_sanction", "no")
    return page, form


def cells(form: Form, column: str) -> list[str]:
    editor: Any = form.editor("notified")
    return [row.values()[column] for row in editor.rows]


@pytest.mark.parametrize(
    ("nation", "grounds"),
    [
        (Jurisdiction.ENGLAND, ["court_order", "authority_urgent", "regulation_22", "young_persons_choice"]),
        (Jurisdiction.SCOTLAND, ["court_order", "hearing_direction", "head_of_unit", "young_persons_choice"]),
        (Jurisdiction.WALES, ["court_order", "authority_urgent", "young_persons_choice"]),
    ],
)
def test_only_the_grounds_of_the_nation_are_offered_and_never_behaviour(
    qtbot: QtBot, house: House, nation: Jurisdiction, grounds: list[str]
) -> None:
    of_nation(house, nation)
    page, form = new_form(Tabs(qtbot, house))
    words = offered(form, "ground")
    assert words == [label(LimitGround(key)) for key in grounds]
    assert not any("behav" in one.lower() or "sanction" in one.lower() for one in words)
    assert "Never a reward, never a sanction" in texts(page.cards["limit"])


def test_a_limit_needs_what_it_rests_on(tabs: Tabs) -> None:
    page, form = filled_in(tabs)
    type_into(form, "ground_details", "")
    save(page.sheet)
    assert form.row("ground_details").error
    type_into(form, "ground_details", "Section 34, 9 March 2026")
    save(page.sheet)
    assert rows(page, "limit")[0][:4] == [
        "Nan", "an adult is in the room on calls", "Court order", "not told yet",
    ]  # fmt: skip
    assert page.cards["limit"].second.text() == "1 in force"


def test_the_ground_says_what_it_is_how_long_it_lasts_and_how_sure_that_is(tabs: Tabs) -> None:
    _page, form = new_form(tabs)
    assert form.row("ground").note is None
    choose(form, "ground", WORDS[LimitGround.REGULATION_22])
    note = form.row("ground").note
    assert note is not None
    said = note.words.text()
    assert "registered person" in said
    assert "regulation 22" in said
    assert "its source was seen in part; the rest is not checked" in said
    choose(form, "ground", "Court order")
    assert "Looked at again: the court." in form.row("ground").note.words.text()


def test_whether_it_is_a_sanction_has_to_be_answered(tabs: Tabs) -> None:
    page, form = filled_in(tabs)
    form.editor("linked_to_sanction").set_value("")
    save(page.sheet)
    assert form.row("linked_to_sanction").error
    assert tabs.services.limits.limits(KAI) == ()


def test_a_sanction_stops_the_form_at_once_with_the_rule_and_nothing_that_was_typed_is_lost(
    tabs: Tabs,
) -> None:
    page, form = filled_in(tabs)
    answer(form, "linked_to_sanction", "yes")
    said = form.row("linked_to_sanction").error
    assert "never limited as a sanction" in said
    assert "In England" in said
    assert "regulation 19(2)" in said
    assert "from memory, not checked" in said
    before = form.draft_values()
    save(page.sheet)
    assert not page.sheet.isHidden()
    assert form.draft_values() == before
    assert tabs.services.limits.limits(KAI) == ()
    answer(form, "linked_to_sanction", "no")
    assert form.row("linked_to_sanction").error == ""
    save(page.sheet)
    assert tabs.services.limits.limits(KAI)[0].linked_to_sanction is Answer.NO


def test_a_protected_visitor_stops_the_form(tabs: Tabs) -> None:
    tabs.services.people.save_person(
        NetworkPerson(
            young_person_id=KAI, name="Jo Tennant", who_they_are="Speaks for him", role="Advocate",
            circle=Circle.PROFESSIONAL,
        )
    )  # fmt: skip
    page, form = filled_in(tabs)
    choose(form, "person_id", "Jo Tennant")
    assert "Jo Tennant is a protected visitor (Advocate)" in form.row("person_id").error
    save(page.sheet)
    assert tabs.services.limits.limits(KAI) == ()
    choose(form, "person_id", "Nan (Pauline)")
    assert form.row("person_id").error == ""


def test_an_urgent_decision_says_when_it_runs_out_and_no_later_day_is_taken(tabs: Tabs) -> None:
    page, form = filled_in(tabs)
    choose(form, "ground", WORDS[LimitGround.AUTHORITY_URGENT])
    note = form.row("planned_end").note
    assert note is not None
    assert note.words.text() == "This ground runs out on 21 May 2026."
    type_into(form, "planned_end", "22 May 2026")
    save(page.sheet)
    said = form.row("planned_end").error
    assert "This ground runs out on 21 May 2026." in said
    assert "section 34(6)" in said
    assert "seen in its source" in said
    type_into(form, "planned_end", "21 May 2026")
    save(page.sheet)
    assert tabs.services.limits.limits(KAI)[0].planned_end == TODAY + timedelta(days=7)


def test_who_has_to_hear_is_offered_by_the_ground_and_an_emergency_adds_the_authority(tabs: Tabs) -> None:
    _page, form = filled_in(tabs)
    choose(form, "ground", WORDS[LimitGround.AUTHORITY_URGENT])
    assert cells(form, "within") == ["at_once"] * 4
    assert cells(form, "who")[:2] == ["The young person", "The parents"]
    choose(form, "ground", WORDS[LimitGround.REGULATION_22])
    assert cells(form, "within") == []
    answer(form, "emergency", "yes")
    assert list(zip(cells(form, "who"), cells(form, "within"), strict=True)) == [
        ("The placing authority", "day"),
    ]  # fmt: skip


def test_rows_in_which_somebody_has_written_stay_when_the_ground_changes(tabs: Tabs) -> None:
    _page, form = filled_in(tabs)
    editor: Any = form.editor("notified")
    editor.set_value((Notified(who="Mum"),))
    choose(form, "ground", WORDS[LimitGround.AUTHORITY_URGENT])
    assert cells(form, "who") == ["Mum"]


def test_when_somebody_heard_is_typed_as_people_write_it_and_kept_as_a_moment(tabs: Tabs) -> None:
    page, form = filled_in(tabs)
    editor: Any = form.editor("notified")
    editor.set_value((Notified(who="Wexcombe Council", within=NotifyWithin.DAY),))
    editor.cell(0, "told_at").setText("nonsense")
    save(page.sheet)
    assert "day and a time in row 1" in form.row("notified").error
    editor.cell(0, "told_at").setText("today 9:30")
    save(page.sheet)
    [told] = tabs.services.limits.limits(KAI)[0].notified
    assert (told.who, told.within) == ("Wexcombe Council", NotifyWithin.DAY)
    assert (
        told.told_at
        == NOW.replace(hour=9, minute=30).astimezone().replace(hour=9).astimezone(UTC).isoformat()
    )


def test_who_still_has_to_hear_stands_first_with_a_word_and_an_icon(tabs: Tabs) -> None:
    services = tabs.services
    heard = Notified(who="Mum", told_at=NOW.isoformat())
    late = Notified(who="Wexcombe Council", within=NotifyWithin.DAY)
    services.limits.save_limit(family_limit(KAI, what="short calls", told_on=TODAY, notified=(heard,)))
    services.limits.save_limit(
        family_limit(KAI, what="no calls", told_on=TODAY, starts=TODAY - timedelta(days=3), notified=(late,))
    )
    page = tabs.family_time()
    listed = rows(page, "limit")
    assert [row[1] for row in listed] == ["no calls", "short calls"]
    assert listed[0][4] == "Wexcombe Council should have heard by Tue 12 May, 00:00, within 24 hours"
    assert listed[1][4] == "all told"


def test_ended_limits_stand_apart(tabs: Tabs) -> None:
    services = tabs.services
    saved = services.limits.save_limit(family_limit(KAI)).record
    services.limits.save_limit(replace(saved, ended_on=TODAY, why_ended="It is quiet."))
    page = tabs.family_time()
    assert rows(page, "limit") == []
    assert rows(page, "ended_limit")[0][:3] == ["Nan", "An adult is in the room", "It is quiet."]


def test_looking_again_keeps_or_ends_a_limit(tabs: Tabs) -> None:
    services = tabs.services
    starts = TODAY - timedelta(days=7)
    limit = services.limits.save_limit(family_limit(KAI, starts=starts, review_on=TODAY)).record
    page = tabs.family_time(at(limit.id, "review"))
    form = form_of(page)
    type_into(form, "held_on", "13 May 2026")
    answer(form, "outcome", "kept")
    type_into(form, "because", "Two calls were hard.")
    save(page.sheet)
    assert form.row("considered").error
    type_into(form, "considered", "An adult next door.")
    type_into(form, "next_on", "14 June 2026")
    save(page.sheet)
    assert services.limits.limits(KAI)[0].review_on.isoformat() == "2026-06-14"

    page = tabs.family_time(at(limit.id, "review"))
    form = form_of(page)
    answer(form, "outcome", "ended")
    assert form.row("next_on").isHidden()
    type_into(form, "because", "The calls are good now.")
    save(page.sheet)
    ended = services.limits.limits(KAI)[0]
    assert (ended.ended_on, ended.why_ended) == (TODAY, "The calls are good now.")
    page = tabs.family_time(at(services.limits.reviews(KAI)[0].id))  # as Find names it
    assert {"Kept: Two calls were hard. What less was thought about: An adult next door."} <= set(
        texts(page.sheet)
    )


def test_the_view_of_the_young_person_is_kept_with_how_they_gave_it(tabs: Tabs) -> None:
    page, form = filled_in(tabs)
    view: Any = form.editor("own_view")
    view.text.insertPlainText("Not fair.")
    view.way(HowGiven.SAID).click()
    save(page.sheet)
    saved = tabs.services.limits.limits(KAI)[0]
    assert (saved.own_view, saved.own_view_how) == ("Not fair.", HowGiven.SAID)


def test_the_young_persons_own_choice_needs_no_paper(tabs: Tabs) -> None:
    page, form = filled_in(tabs)
    choose(form, "ground", "The young person's own choice")
    assert form.row("ground_details").isHidden()
    save(page.sheet)
    assert tabs.services.limits.limits(KAI)[0].ground is LimitGround.YOUNG_PERSONS_CHOICE


def test_whoever_sets_no_limit_reads_it(qtbot: QtBot, house: House) -> None:
    limit = house.signed_in().limits.save_limit(family_limit(KAI)).record
    page = Tabs(qtbot, house, Role.RESIDENTIAL_WORKER).family_time(at(limit.id))
    assert page.sheet.primary is None
    assert form_of(page).values()["person_id"] == person_id(KAI)


@pytest.mark.parametrize(("wide", "columns"), [(420, 2), (260, 1)])
def test_the_kinds_stand_side_by_side_where_there_is_room(qtbot: QtBot, wide: int, columns: int) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    editor = ChoicesEditor(choices(FamilyTimeKind))
    editor.setParent(around)
    editor.resize(wide, 400)
    around.show()
    qtbot.waitUntil(lambda: len({box.x() for box in editor.inputs()}) == columns)
    assert all(box.geometry().right() <= wide for box in editor.inputs())
    editor.set_value(("phone", "video"))
    assert editor.value() == ("phone", "video")


def test_an_ended_limit_opens_from_elsewhere_in_the_month_too(tabs: Tabs) -> None:
    saved = tabs.services.limits.save_limit(family_limit(KAI)).record
    tabs.services.limits.save_limit(replace(saved, ended_on=TODAY, why_ended="It is quiet."))
    page = tabs.family_time(at(saved.id))
    assert form_of(page).values()["why_ended"] == "It is quiet."


def test_the_month_says_who_must_hear_of_a_limit_in_force(tabs: Tabs) -> None:
    council = Notified(who="Wexcombe Council", within=NotifyWithin.AT_ONCE)
    tabs.services.limits.save_limit(family_limit(KAI, told_on=TODAY, notified=(council,)))
    page = tabs.family_time()
    page.resize(1174, 900)
    page.show_view("month")
    assert "Wexcombe Council must hear at once" in texts(page.limits)
