"""The versions of a plan: read, shared with the young person, signed by two people, taken back, compared."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.own_words import HowGiven
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.plans import PlanState, PlanVersion
from securecare_desktop.domain.staff import Role
from securecare_desktop.domain.withholding import FromWhom, Withholding
from securecare_desktop.services.bundle import Services
from securecare_desktop.ui import notify
from securecare_desktop.ui.page import Place
from securecare_desktop.ui.plans.page import PlanPage
from securecare_desktop.ui.plans.versions import VersionsView
from tests.support.house import KAI, PASSWORD, House
from tests.ui.plan_steps import a_signed_version, press, reads, share, signing, write
from tests.ui.record_pages import Tabs, buttons, form_of, save, type_into

pytestmark = pytest.mark.usefixtures("inline_tasks")


@pytest.fixture
def tabs(qtbot: QtBot, house: House) -> Tabs:
    return Tabs(qtbot, house)


@pytest.fixture
def manager(house: House) -> Services:
    return house.signed_in(Role.UNIT_MANAGER)


@pytest.fixture
def page(tabs: Tabs) -> PlanPage:
    """A plan whose first version is being written, with one section in it."""
    tabs.services.plans.start_version(KAI)
    page = tabs.plan()
    write(page, 1, "Nan first.")
    return page


def versions(page: PlanPage, part: str = "versions", record_id: str = "") -> VersionsView:
    page.open_place(Place("young_person", KAI, "plan", record_id, part))
    view = page.view("versions")
    assert isinstance(view, VersionsView)
    return view


def newest(tabs: Tabs) -> PlanVersion:
    return tabs.services.plans.versions(KAI)[0]


# -- sharing ---------------------------------------------------------------------------------------------------


def test_sharing_says_when_how_by_whom_and_what_they_say(page: PlanPage, tabs: Tabs) -> None:
    press(page.head, "Share with Kai")
    form = form_of(page)  # type: ignore[arg-type]
    assert form.values()["shared_by"] == "Denise Okafor"
    assert form.row("ask_again_on").isHidden()
    type_into(form, "shared_on", "13 May")
    type_into(form, "shared_how", "Read together on the yard.")
    type_into(form, "comments", "Put Tyler in too.")
    form.editor("comments").way(HowGiven.SAID).click()  # type: ignore[attr-defined]
    type_into(form, "other_comments", "Nan asked for the Sunday call.")
    save(page.sheet)
    version = newest(tabs)
    assert (version.state, version.shared_on, version.shared_by) == (
        PlanState.SHARED,
        date(2026, 5, 13),
        "Denise Okafor",
    )
    assert page.head.chip.word.text() == "Shared"
    page.sections.show_section(14)
    paper = reads(page.sections.paper)
    assert "“Put Tyler in too.”" in paper
    assert "Read together on the yard." in paper
    assert "Nan asked for the Sunday call." in paper


def test_sharing_with_nothing_said_names_what_is_missing(page: PlanPage, tabs: Tabs) -> None:
    press(page.head, "Share with Kai")
    form = form_of(page)  # type: ignore[arg-type]
    type_into(form, "shared_on", "13 May")
    save(page.sheet)
    assert "Write how: read together, as pictures, with an interpreter." in reads(page.sheet)
    assert newest(tabs).state is PlanState.DRAFT


def test_a_version_nobody_could_share_yet_can_be_signed_with_the_reason(page: PlanPage, tabs: Tabs) -> None:
    press(page.head, "Share with Kai")
    form = form_of(page)  # type: ignore[arg-type]
    form.editor("comments").way(HowGiven.NOT_ASKED).click()  # type: ignore[attr-defined]
    QTest.keyClicks(form.editor("comments").why, "He is in hospital")  # type: ignore[attr-defined]
    assert form.row("shared_how").isHidden()
    type_into(form, "ask_again_on", "20 May")
    save(page.sheet)
    assert newest(tabs).why_not_asked == "He is in hospital"
    assert newest(tabs).ask_again_on == date(2026, 5, 20)
    assert page.head.buttons["sign"].property("kind") == "primary"


def test_two_who_share_at_once_are_shown_both(page: PlanPage, tabs: Tabs) -> None:
    share(tabs.services, newest(tabs))
    page.mark_stale()
    press(page.head, "How it was shared")
    type_into(form_of(page), "shared_how", "With pictures.")  # type: ignore[arg-type]
    tabs.services.plans.share(replace(newest(tabs), shared_how="Read aloud."))
    save(page.sheet)
    assert "With pictures." in reads(page.sheet)
    assert "Read aloud." in reads(page.sheet)


# -- signing ---------------------------------------------------------------------------------------------------


def test_the_author_signs_what_they_read(page: PlanPage, tabs: Tabs, notices: notify.Recorder) -> None:
    share(tabs.services, newest(tabs))
    page.mark_stale()
    press(page.head, "Sign")
    dialog = signing(page)
    assert "Nan first." in reads(dialog)
    assert "The plan of Kai, version 1" in reads(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert newest(tabs).state is PlanState.SIGNED
    assert page.head.chip.word.text() == "Signed"
    assert ("done", "Signed.") in notices.told
    assert "Sign as manager" not in buttons(page.head)


def test_a_version_that_was_changed_while_it_was_read_is_not_signed(page: PlanPage, tabs: Tabs) -> None:
    share(tabs.services, newest(tabs))
    page.mark_stale()
    press(page.head, "Sign")
    dialog = signing(page)
    part = tabs.services.plans.parts(KAI, newest(tabs).id)[0]
    tabs.services.plans.save_part(replace(part, text="Something else."))
    press(dialog, "Sign")
    assert newest(tabs).state is PlanState.SHARED
    assert "This was changed while you were reading it." in reads(dialog)


@pytest.fixture
def changed(page: PlanPage, tabs: Tabs) -> PlanPage:
    """A version that was changed after it was shared."""
    share(tabs.services, newest(tabs))
    page.mark_stale()
    write(page, 4, "Up at quarter to eight.")
    return page


CHANGED = "1 section was changed after Kai saw this version:"


def test_whoever_signs_is_told_what_was_changed_since_they_saw_it_and_shares_it_again_first(
    changed: PlanPage, tabs: Tabs
) -> None:
    press(changed.head, "Sign")
    dialog = signing(changed)
    assert f"{CHANGED}</span> 4 How I am looked after day to day." in reads(dialog)
    press(dialog, "Share it again")
    assert dialog.isHidden()
    form = form_of(changed)  # type: ignore[arg-type]
    assert (form.values()["shared_on"], form.values()["shared_how"]) == (date(2026, 5, 14), "")
    type_into(form, "shared_how", "Read together.")
    save(changed.sheet)
    assert newest(tabs).shared_on == date(2026, 5, 14)
    press(changed.head, "Sign")
    assert "was changed after" not in reads(signing(changed))


def test_a_version_that_was_changed_since_they_saw_it_can_be_signed_all_the_same(
    changed: PlanPage, tabs: Tabs, qtbot: QtBot, house: House
) -> None:
    press(changed.head, "Sign")
    press(signing(changed), "Sign")
    assert newest(tabs).state is PlanState.SIGNED
    at_the_managers = Tabs(qtbot, house, Role.UNIT_MANAGER).plan()
    press(at_the_managers.head, "Sign as manager")
    assert CHANGED in reads(signing(at_the_managers))
    assert "Share it again" not in buttons(signing(at_the_managers))


def test_the_versions_say_what_was_changed_since_they_saw_it(changed: PlanPage, tabs: Tabs) -> None:
    view = versions(changed, record_id=newest(tabs).id)
    assert CHANGED in reads(view.paper)
    press(view.paper, "Share it again")
    form = form_of(changed)  # type: ignore[arg-type]
    type_into(form, "shared_how", "Read together once more.")
    save(changed.sheet)
    assert CHANGED not in reads(view.paper)


def test_the_password_is_asked_for_where_the_unit_wants_it(
    page: PlanPage, tabs: Tabs, manager: Services
) -> None:
    with manager.session.writing(Action.MANAGE_UNIT) as work:
        unit = work.units.require(manager.session.actor.unit_id)
        work.units.save(replace(unit, password_for_signing=True))
    share(tabs.services, newest(tabs))
    page.mark_stale()
    press(page.head, "Sign")
    dialog = signing(page)
    type_into(dialog.form, "password", "something wrong")
    press(dialog, "Sign")
    assert newest(tabs).state is PlanState.SHARED
    type_into(dialog.form, "password", PASSWORD)
    press(dialog, "Sign")
    assert newest(tabs).state is PlanState.SIGNED


def test_a_manager_signs_after_the_author_and_it_counts(
    qtbot: QtBot, house: House, page: PlanPage, tabs: Tabs
) -> None:
    share(tabs.services, newest(tabs))
    tabs.services.plans.sign(newest(tabs).id)
    at_the_managers = Tabs(qtbot, house, Role.UNIT_MANAGER).plan()
    assert at_the_managers.head.buttons["sign_as_manager"].property("kind") == "primary"
    press(at_the_managers.head, "Sign as manager")
    press(signing(at_the_managers), "Sign")
    assert newest(tabs).state is PlanState.CURRENT
    assert at_the_managers.head.facts.text().startswith("since 14 May")


def test_whoever_signed_as_author_is_not_offered_to_sign_as_manager(qtbot: QtBot, house: House) -> None:
    tabs = Tabs(qtbot, house, Role.UNIT_MANAGER)
    tabs.services.plans.start_version(KAI)
    page = tabs.plan()
    write(page, 1, "Nan first.")
    share(tabs.services, newest(tabs))
    tabs.services.plans.sign(newest(tabs).id)
    page.mark_stale()
    assert "sign_as_manager" not in page.head.buttons
    assert "take_back" in page.head.buttons


def test_a_signature_is_taken_back_with_a_reason(page: PlanPage, tabs: Tabs) -> None:
    share(tabs.services, newest(tabs))
    tabs.services.plans.sign(newest(tabs).id)
    page.mark_stale()
    press(page.head, "Take the signature back")
    save(page.sheet)
    assert newest(tabs).state is PlanState.SIGNED
    type_into(form_of(page), "because", "A date is wrong.")  # type: ignore[arg-type]
    save(page.sheet)
    assert newest(tabs).state is PlanState.SHARED
    assert "Nan first." in reads(page.sections)
    assert "Write here" in buttons(page.sections)


def test_when_they_signed_is_written_down_also_later(tabs: Tabs, manager: Services) -> None:
    a_signed_version(tabs.services, manager, "Nan first.")
    page = tabs.plan()
    view = versions(page)
    press(view.paper, "Signed by Kai")
    type_into(form_of(page), "young_person_signed_on", "14 May")  # type: ignore[arg-type]
    save(page.sheet)
    assert newest(tabs).young_person_signed_on == date(2026, 5, 14)


# -- reading and comparing -------------------------------------------------------------------------------------


@pytest.fixture
def three(tabs: Tabs, manager: Services) -> PlanPage:
    """Two versions that were signed, and a third being written."""
    a_signed_version(tabs.services, manager, "Nan first.")
    a_signed_version(tabs.services, manager, "Nan first and Tyler.")
    tabs.services.plans.start_version(KAI, "He moves on.")
    return tabs.plan()


def test_every_version_is_listed_with_its_state_and_can_be_read(three: PlanPage) -> None:
    view = versions(three)
    assert [row.accessibleName() for row in view.rows.values()] == [
        "Version 3, begun 14 May, Draft",
        "Version 2, since 14 May, signed by Denise Okafor, 14 May and Graham Pell, 14 May, Current",
        "Version 1, since 14 May, signed by Denise Okafor, 14 May and Graham Pell, 14 May, Replaced",
    ]
    assert view.paper.title.text() == "Version 2"
    QTest.mouseClick(list(view.rows.values())[2], Qt.MouseButton.LeftButton)
    assert view.paper.title.text() == "Version 1"
    assert "Nan first." in reads(view.paper)
    assert "“Put Nan first.”" in reads(view.paper)
    assert set(buttons(view.paper)) == {"Kai’s copy"}


def test_the_arrow_keys_open_one_version_after_the_other(three: PlanPage) -> None:
    view = versions(three)
    rows = list(view.rows.values())
    rows[1].setFocus()
    QTest.keyClick(rows[1], Qt.Key.Key_Down)
    assert view.paper.title.text() == "Version 1"
    assert rows[2].hasFocus()


def test_the_newest_is_compared_with_the_one_before_and_others_can_be_chosen(three: PlanPage) -> None:
    press(three.head, "Compare")
    view = versions(three, "versions|compare")
    assert view.comparing.old.currentText() == "Version 2, current"
    assert view.comparing.new.currentText() == "Version 3, draft"
    assert view.comparing.view.count.text() == "No words changed between these two versions."
    view.comparing.old.setCurrentIndex(2)
    view.comparing.old.activated.emit(2)
    assert "1 place changed in" in view.comparing.view.count.text()
    here = three.here(Place("young_person", KAI, "plan"))
    versions(three, "goals")
    three.open_place(here)
    assert view.comparing.old.currentText() == "Version 1, replaced"
    press(view, "Back to the versions")
    assert view.stack.currentIndex() == 0


def test_the_copy_has_their_words_and_a_hint_for_the_writer(three: PlanPage, tabs: Tabs) -> None:
    view = versions(three)
    press(view.paper, "Kai’s copy")
    copy = view.copy
    assert view.stack.currentWidget() is copy
    assert "Kai’s copy of version 2" in copy.title.text()
    shown = reads(copy.scroll)
    assert "Nan first and Tyler." in shown
    assert "Signed by the manager" not in shown


def test_the_copy_leaves_out_what_is_not_for_the_young_person(
    page: PlanPage, tabs: Tabs, manager: Services
) -> None:
    (part,) = tabs.services.plans.parts(KAI)
    manager.withholding.withhold(
        Withholding(
            young_person_id=KAI, record_kind="plan_parts", record_id=part.id, from_whom=FromWhom.YOUNG_PERSON,
            from_id="", from_name="", because="The court says so.", field="text", words="Nan",
        )
    )  # fmt: skip
    view = versions(page, "versions|copy")
    shown = reads(view.copy.scroll)
    assert "Nan" not in shown
    assert "[left out] first." in shown


def test_long_sentences_are_underlined_in_the_copy_and_the_hint_leads_to_them(
    page: PlanPage, tabs: Tabs
) -> None:
    write(page, 9, " ".join(["word"] * 30) + ".")
    view = versions(page, "versions|copy")
    assert "<u>word word" in "".join(w.text() for w in view.copy.findChildren(type(view.copy.title)))
    assert len(view.copy.hint.rows) == 1
    QTest.mouseClick(view.copy.hint.rows[0], Qt.MouseButton.LeftButton)


def test_in_little_room_the_list_or_one_version_is_shown(three: PlanPage) -> None:
    three.resize(480, 500)
    view = versions(three)
    assert view.left.isVisible()
    assert not view.scroll.isVisible()
    QTest.mouseClick(next(iter(view.rows.values())), Qt.MouseButton.LeftButton)
    assert not view.left.isVisible()
    press(view, "All versions")
    assert view.left.isVisible()


def test_without_a_version_the_view_says_so(tabs: Tabs) -> None:
    assert "No version yet." in reads(versions(tabs.plan()))
