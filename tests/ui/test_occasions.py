"""The forms of an occasion: what fits what became of it, light calls by keyboard, protected visits, repeat last."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from securecare_desktop.core.clock import local
from securecare_desktop.domain.family_time import (
    Arrangement,
    FamilyTimeKind,
    Occasion,
    OccasionState,
    ProtectedVisitor,
    SupportLevel,
    WhoseDoing,
)
from securecare_desktop.domain.own_words import HowGiven
from securecare_desktop.domain.people import Circle, NetworkPerson
from securecare_desktop.ui.family_time.calls import call_kind
from securecare_desktop.ui.family_time.common import Helpers
from securecare_desktop.ui.family_time.filling import Filling
from securecare_desktop.ui.family_time.occasions import occasion_kind
from securecare_desktop.ui.page import Place
from securecare_desktop.ui.widgets.buttons import LinkButton
from securecare_desktop.ui.widgets.records import RecordsPage
from tests.support.house import KAI, NOW, TODAY, House, occasion_id, person_id
from tests.ui.reading import texts
from tests.ui.record_pages import Tabs, choose, form_of, offered, save, type_into

pytestmark = pytest.mark.usefixtures("inline_tasks")

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
S = OccasionState


class Forms:
    """The two forms of an occasion, over a real store."""

    def __init__(self, qtbot: QtBot, house: House) -> None:
        self.tabs = Tabs(qtbot, house)
        self.services = services = self.tabs.services
        clock = services.session.clock
        self.helpers = Helpers(services.people, services.staff, clock, self.tabs.me)
        self.full = Filling(services.family_time, services.arrangements, services.people, clock)
        self.light = replace(self.full, light=True)

    def person(self, name: str, role: str = "", **other: Any) -> str:
        made = NetworkPerson(
            young_person_id=KAI, name=name, who_they_are=other.pop("who", "Brother"), role=role,
            circle=Circle.OWN_PEOPLE, **other,
        )  # fmt: skip
        return self.services.people.save_person(made).record.id

    def arrange(self, **other: Any) -> Arrangement:
        values = {
            "young_person_id": KAI, "person_id": person_id(KAI), "with_whom": "", "kind": FamilyTimeKind.VIDEO,
            "how_often": "Daily", "rule": "FREQ=DAILY", "starts": TODAY - 7 * DAY, "at_time": "08:30",
            "place": "Quiet room", "level": SupportLevel.UNSUPPORTED,
        }  # fmt: skip
        return self.services.arrangements.save_arrangement(Arrangement(**{**values, **other})).record

    def occasion(self, **other: Any) -> Occasion:
        values = {
            "young_person_id": KAI, "person_id": person_id(KAI), "with_whom": "",
            "kind": FamilyTimeKind.VISIT_HERE, "state": S.HAPPENED, "planned_at": NOW - 7 * DAY,
        }  # fmt: skip
        return self.services.family_time.save_occasion(Occasion(**{**values, **other})).record

    def show(self, entry: str = "occasion", record: str = "") -> RecordsPage:
        kinds = (
            occasion_kind(self.services.family_time, self.helpers, True, self.tabs.signing(), self.full),
            call_kind(self.services.family_time, self.helpers, self.light, True),
        )
        page = RecordsPage(kinds, self.services.drafts, self.services.session.clock)
        part = "" if record else f"new:{entry}"
        return self.tabs.show(page, Place("young_person", KAI, "family_time", record, part))

    def newest(self) -> Occasion:
        found = self.services.family_time.occasions(KAI)
        return max(found, key=lambda o: o.written_at or NOW)

    def added(self) -> Occasion:
        return next(o for o in self.services.family_time.occasions(KAI) if o.id != occasion_id(KAI))


@pytest.fixture
def forms(qtbot: QtBot, house: House) -> Forms:
    return Forms(qtbot, house)


def shown(page: RecordsPage) -> set[str]:
    form = form_of(page)
    return {name for name in form.values() if not form.row(name).isHidden()}


COMMON = {"person_id", "kind", "state", "planned_at", "protected", "arrangement_id"}
SEEN = {"what_they_did", "warm_moments", "what_was_said", "worries", "opinion", "ending", "next_day"}


@pytest.mark.parametrize(
    ("state", "there", "not_there"),
    [
        ("Planned", {"place", "level"}, SEEN | {"own_view", "why", "started_at"}),
        ("Happened", SEEN | {"own_view", "started_at"}, {"why", "cancelled_by", "told_at", "instead_at"}),
        ("Cut short", SEEN | {"why", "whose_doing"}, {"cancelled_by", "instead_at"}),
        (
            "Cancelled",
            {"cancelled_by", "heard_at", "whose_doing", "why", "told_by", "told_at", "told_how", "instead_at", "own_view"},
            SEEN | {"level", "place", "started_at"},
        ),
        ("Did not come", {"heard_at", "why", "told_at", "instead_at"}, SEEN | {"cancelled_by"}),
        ("Offered, chose not to", {"own_view", "instead_at"}, SEEN | {"why", "told_at"}),
        ("Tried, not reached", {"why", "instead_at"}, SEEN | {"told_at", "cancelled_by"}),
    ],
)  # fmt: skip
def test_the_form_asks_only_what_fits_what_became_of_it(
    forms: Forms, state: str, there: set[str], not_there: set[str]
) -> None:
    page = forms.show()
    choose(form_of(page), "state", state)
    assert COMMON | there <= shown(page)
    assert not not_there & shown(page)
    assert ("Behaviour is never a ground to cancel." in texts(form_of(page))) is (
        state in ("Cancelled", "Did not come")
    )


def test_what_was_seen_stands_apart_from_what_is_made_of_it(forms: Forms) -> None:
    form = form_of(forms.show())
    said = texts(form)
    assert said.index("What we saw") < said.index("What worried anybody") < said.index("What we make of it")
    assert said.index("What we make of it") < said.index("What you make of it")


def test_words_that_no_longer_fit_stay_in_sight(forms: Forms) -> None:
    page = forms.show()
    type_into(form_of(page), "worries", "He was quiet.")
    choose(form_of(page), "state", "Cancelled")
    assert "worries" in shown(page)
    assert "warm_moments" not in shown(page)


def test_a_cancelled_visit_keeps_who_why_whose_doing_and_how_the_young_person_was_told(forms: Forms) -> None:
    page = forms.show()
    form = form_of(page)
    choose(form, "person_id", "Nan (Pauline)")
    choose(form, "state", "Cancelled")
    for name, text in (
        ("cancelled_by", "Nan"), ("heard_at", "today 08:00"), ("why", "Her bus was late."),
        ("told_by", "Femi Oduya"), ("told_at", "today 08:20"), ("told_how", "On the sofa, with tea"),
        ("instead_at", "tomorrow 14:00"),
    ):  # fmt: skip
        type_into(form, name, text)
    choose(form, "whose_doing", "nobody: weather, illness, travel")
    save(page.sheet)
    stored = forms.added()
    assert (stored.cancelled_by, stored.whose_doing) == ("Nan", WhoseDoing.NOBODY)
    assert (stored.told_how, stored.why) == ("On the sofa, with tea", "Her bus was late.")
    moments = (stored.heard_at, stored.told_at, stored.instead_at)
    assert None not in moments
    assert local(stored.instead_at).hour == 14


def test_another_visit_of_that_time_is_asked_about_and_nothing_is_lost(forms: Forms) -> None:
    forms.person("Tyler")
    forms.occasion(planned_at=NOW - DAY, ended_at=NOW - DAY + HOUR)
    page = forms.show()
    form = form_of(page)
    assert "together" not in shown(page)
    choose(form, "person_id", "Tyler")
    day = local(NOW - DAY + HOUR / 2)
    type_into(form, "planned_at", f"{day:%d/%m/%y %H:%M}")
    type_into(form, "what_they_did", "Cards, the three of them.")
    save(page.sheet)
    assert "together" in shown(page)
    assert "Nan, visit" in form.row("together").error
    choose(form, "together", "Yes")
    assert not form.row("together").error
    save(page.sheet)
    assert page.sheet.isHidden()
    assert {o.with_whom for o in forms.services.family_time.occasions(KAI)} == {"Nan", "Tyler"}
    assert any(
        o.what_they_did == "Cards, the three of them." for o in forms.services.family_time.occasions(KAI)
    )


def test_an_occasion_of_somebody_whose_tie_has_ended_keeps_them(forms: Forms) -> None:
    ended = forms.person("Tyler", until=TODAY - DAY, why_ended="He moved.")
    stored = forms.occasion(person_id=ended)
    page = forms.show(record=stored.id)
    assert form_of(page).values()["person_id"] == ended
    assert offered(form_of(page), "person_id")[-1].startswith("Tyler, until")
    type_into(form_of(page), "place", "Garden")
    save(page.sheet)
    assert forms.services.family_time.occasion(KAI, stored.id).with_whom == "Tyler"


# -- protected visits -----------------------------------------------------------------------------------------------


def test_a_lawyer_suggests_a_protected_visit_without_notes_or_an_adult(forms: Forms) -> None:
    forms.person("Bea Lindqvist", role="Solicitor", who="My lawyer")
    page = forms.show()
    form = form_of(page)
    choose(form, "person_id", "Bea Lindqvist")
    assert form.values()["protected"] == ProtectedVisitor.LAWYER
    assert not (SEEN | {"level", "supervisor", "own_view"}) & shown(page)
    assert {"started_at", "ended_at", "place"} <= shown(page)
    type_into(form, "place", "Room 2")
    save(page.sheet)
    stored = forms.added()
    assert (stored.protected, stored.level) == (ProtectedVisitor.LAWYER, SupportLevel.UNSUPPORTED)


def test_the_suggestion_goes_with_the_person_and_a_choice_of_ones_own_stays(forms: Forms) -> None:
    forms.person("Bea Lindqvist", role="Solicitor", who="My lawyer")
    page = forms.show()
    form = form_of(page)
    choose(form, "person_id", "Bea Lindqvist")
    choose(form, "person_id", "Nan (Pauline)")
    assert form.values()["protected"] == ProtectedVisitor.NO
    choose(form, "protected", "Inspector")
    choose(form, "person_id", "Bea Lindqvist")
    assert form.values()["protected"] == ProtectedVisitor.INSPECTOR


def test_notes_that_stood_there_already_are_named_and_not_taken_away(forms: Forms) -> None:
    page = forms.show()
    form = form_of(page)
    choose(form, "person_id", "Nan (Pauline)")
    type_into(form, "what_was_said", "Something private.")
    choose(form, "protected", "Advocate")
    save(page.sheet)
    assert "private" in form.row("what_was_said").error
    assert form.values()["what_was_said"] == "Something private."
    type_into(form, "what_was_said", "")
    save(page.sheet)
    assert forms.added().protected is ProtectedVisitor.ADVOCATE


# -- filled in ------------------------------------------------------------------------------------------------------


def links(page: RecordsPage) -> dict[str, LinkButton]:
    return {b.text(): b for b in form_of(page).findChildren(LinkButton) if b.isVisible()}


def test_what_is_expected_today_fills_the_form_in_and_is_answered(forms: Forms) -> None:
    arranged = forms.arrange()
    page = forms.show()
    expected = links(page)["Nan, video call, 08:30"]
    expected.setFocus()
    QTest.keyClick(expected, Qt.Key.Key_Space)
    values = form_of(page).values()
    assert (values["person_id"], values["kind"], values["place"]) == (person_id(KAI), "video", "Quiet room")
    assert "expected_at" in shown(page)
    save(page.sheet)
    stored = forms.added()
    assert (stored.arrangement_id, stored.expected_at) == (arranged.id, stored.planned_at)
    assert forms.services.arrangements.expected(KAI, TODAY, TODAY)[0].occasion == stored
    assert "Nan, video call, 08:30" not in links(forms.show())


def test_another_person_lets_go_of_what_was_expected(forms: Forms) -> None:
    forms.arrange()
    forms.person("Tyler")
    page = forms.show()
    links(page)["Nan, video call, 08:30"].click()
    choose(form_of(page), "person_id", "Tyler")
    assert form_of(page).values()["expected_at"] is None
    assert form_of(page).values()["arrangement_id"] == ""


def test_repeat_last_takes_kind_place_level_length_and_who_was_there(forms: Forms) -> None:
    began = NOW - 7 * DAY
    forms.occasion(
        planned_at=began, started_at=began, ended_at=began + HOUR, place="Family room",
        level=SupportLevel.SUPERVISED, supervisor="Femi Oduya", warm_moments="They sang.",
    )  # fmt: skip
    page = forms.show()
    form = form_of(page)
    choose(form, "person_id", "Nan (Pauline)")
    repeat = next(button for text, button in links(page).items() if text.startswith("As last time"))
    assert repeat.text() == "As last time: visit, Family room, 60 minutes, Femi Oduya"
    repeat.click()
    values = form.values()
    assert (values["kind"], values["place"], values["level"]) == ("visit_here", "Family room", "supervised")
    assert values["ended_at"] - values["started_at"] == HOUR
    assert values["ended_at"] <= NOW
    assert (values["supervisor"], values["warm_moments"]) == ("Femi Oduya", "")
    save(page.sheet)
    assert page.sheet.isHidden()


# -- the light form -------------------------------------------------------------------------------------------------


def press(text: str, *, more: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> int:
    """Type into whatever has the focus, one key after another; return how many keys were pressed."""
    for letter in text:
        QTest.keyClick(QApplication.focusWidget(), letter, more)
    return len(text)


def test_a_light_call_is_a_name_a_line_and_ctrl_enter(forms: Forms) -> None:
    forms.person("Tyler")
    page = forms.show("call")
    keys = press("t")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    while QApplication.focusWidget().accessibleName() != "How it was, in a line":
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        keys += 1
    keys += 1 + press("Laughed about the dog")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    keys += 1
    stored = forms.added()
    assert (stored.with_whom, stored.what_they_did) == ("Tyler", "Laughed about the dog")
    assert (stored.kind, stored.state) == (FamilyTimeKind.PHONE, S.HAPPENED)
    assert (stored.level, stored.own_view_how) == (SupportLevel.UNSUPPORTED, HowGiven.NOT_ASKED)
    assert NOW - stored.planned_at < timedelta(minutes=5)
    assert page.sheet.isHidden()
    assert keys <= len("Laughed about the dog") + 4


def test_what_they_said_on_a_call_is_kept_as_their_own_words(forms: Forms) -> None:
    page = forms.show("call")
    choose(form_of(page), "person_id", "Nan (Pauline)")
    type_into(form_of(page), "own_view", "She is coming Sunday!")
    save(page.sheet)
    stored = forms.added()
    assert (stored.own_view, stored.own_view_how) == ("She is coming Sunday!", HowGiven.SAID)


def test_a_light_call_asks_three_things_and_shows_when(forms: Forms) -> None:
    page = forms.show("call")
    assert shown(page) == {"person_id", "what_they_did", "own_view", "kind", "planned_at"}


def test_a_call_answers_by_itself_to_the_one_that_is_expected_of_them_today(forms: Forms) -> None:
    arranged = forms.arrange(level=SupportLevel.SUPERVISED)
    page = forms.show("call")
    choose(form_of(page), "person_id", "Nan (Pauline)")
    assert "This answers to what is expected at 08:30." in " ".join(texts(form_of(page)))
    assert "supervised" in " ".join(texts(form_of(page)))
    save(page.sheet)
    stored = forms.added()
    assert (stored.arrangement_id, stored.kind) == (arranged.id, FamilyTimeKind.VIDEO)
    assert stored.expected_at is not None


def test_a_call_is_repeated_from_the_last_call_and_never_from_a_visit(forms: Forms) -> None:
    forms.occasion(planned_at=NOW - DAY)
    page = forms.show("call")
    choose(form_of(page), "person_id", "Nan (Pauline)")
    assert not [text for text in links(page) if text.startswith("As last time")]
    forms.occasion(planned_at=NOW - 2 * DAY, kind=FamilyTimeKind.VIDEO)
    page = forms.show("call")
    choose(form_of(page), "person_id", "Nan (Pauline)")
    links(page)["As last time: video call"].click()
    assert form_of(page).values()["kind"] == "video"


def test_a_call_of_yesterday_does_not_answer_to_what_is_expected_today(forms: Forms) -> None:
    forms.arrange()
    page = forms.show("call")
    choose(form_of(page), "person_id", "Nan (Pauline)")
    type_into(form_of(page), "planned_at", "yesterday 08:30")
    save(page.sheet)
    assert forms.added().expected_at is None


def test_a_call_with_an_advocate_keeps_only_who_and_when(forms: Forms) -> None:
    forms.person("Bea", role="Advocate", who="My advocate")
    page = forms.show("call")
    choose(form_of(page), "person_id", "Bea")
    assert not {"what_they_did", "own_view"} & shown(page)
    save(page.sheet)
    assert forms.added().protected is ProtectedVisitor.ADVOCATE


def test_the_page_of_family_time_leads_to_a_call_and_stands_in_the_list(forms: Forms) -> None:
    page = forms.tabs.family_time(Place("young_person", KAI, "family_time", part="new:call"))
    assert shown(page) == {"person_id", "what_they_did", "own_view", "kind", "planned_at"}
    choose(form_of(page), "person_id", "Nan (Pauline)")
    save(page.sheet)
    page.show_view("list")
    assert "Phone call" in [page.cards["occasion"].list.proxy.index(0, c).data() for c in range(4)]
    assert page.head.call is not None
    page.head.call.click()
    assert "what_they_did" in shown(page)
