"""What a sheet shows beside the form of an entry: what hangs on it, why it cannot be changed, acts that stay with it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from securecare_desktop.core.clock import FixedClock
from securecare_desktop.domain.messages import Changed
from securecare_desktop.domain.own_words import HowGiven
from securecare_desktop.domain.plans import Decision, Goal
from securecare_desktop.services.results import Saved
from securecare_desktop.ui import notify
from securecare_desktop.ui.widgets.fields import Field
from securecare_desktop.ui.widgets.picture import PictureView
from securecare_desktop.ui.widgets.record_kinds import PartLine, RecordAct, RecordKind, RecordPart
from securecare_desktop.ui.widgets.record_sheet import RecordSheet
from tests.ui.plan_steps import press, reads
from tests.ui.record_pages import buttons, save, type_into

pytestmark = pytest.mark.usefixtures("inline_tasks")
CLOCK = FixedClock(datetime(2026, 5, 14, 8, 42, tzinfo=UTC))
COURSE = Goal(
    id="g1", version=1, young_person_id="k", plan_version_id="v", lineage_id="l", title="The course"
)


class NoDrafts:
    """Keeps nothing."""

    def keep(self, form: str, young_person_id: str, values: Mapping[str, str]) -> None:
        """Forget it at once."""

    def load(self, form: str) -> None:
        """Find nothing."""

    def drop(self, form: str) -> None:
        """Have nothing to drop."""


class Notes:
    """Stands for a service: notes on a goal."""

    def __init__(self, *texts: str) -> None:
        self.texts = list(texts)

    def add(self, goal: Goal, values: Mapping[str, Any]) -> Saved[str]:
        """Keep a note."""
        self.texts.append(values["text"])
        return Saved(values["text"], Changed(frozenset({"plans"}), goal.young_person_id))

    def rename(self, goal: Goal, values: Mapping[str, Any]) -> Saved[Goal]:
        """Store the goal under another title."""
        return Saved(replace(goal, title=values["title"], version=2), Changed(frozenset({"plans"}), "k"))


def kind_of(notes: Notes, **more: Any) -> RecordKind:
    add = RecordAct(
        key="note",
        text="Add a note",
        icon="plus",
        run=notes.add,
        items=(Field("text", "How it is going"),),
        stays=True,
        allowed=more.pop("allowed", None),
    )
    part = RecordPart(
        title="How it is going",
        icon="message-circle",
        empty="No notes yet.",
        load=lambda _goal: tuple(notes.texts),
        line=more.pop("line", lambda text: PartLine(text, "Thu 14 May")),
        add=add,
        acts=more.pop("part_acts", lambda _text: ()),
    )
    return RecordKind(
        noun="plans",
        entry="goal",
        title="Goals",
        icon="milestone",
        empty="No goals yet.",
        name=lambda goal: goal.title,
        items=(Field("title", "The goal"),),
        load=lambda _who: (COURSE,),
        save=lambda goal: goal,
        parts=(part,),
        **more,
    )


@pytest.fixture
def opened(qtbot: QtBot) -> Callable[..., RecordSheet]:
    def make(kind: RecordKind, record: Any = COURSE) -> RecordSheet:
        sheet = RecordSheet(NoDrafts(), CLOCK)
        qtbot.addWidget(sheet)
        sheet.resize(400, 700)
        sheet.edit(kind, record, "k")
        return sheet

    return make


def test_what_hangs_on_an_entry_stands_under_its_form(opened: Callable[..., RecordSheet]) -> None:
    said = reads(opened(kind_of(Notes("First day went well.", "Missed one."))))
    assert said.index("The goal") < said.index("How it is going") < said.index("First day went well.")
    assert "Missed one.\nThu 14 May" in said


def test_where_nothing_hangs_on_it_the_list_says_so(opened: Callable[..., RecordSheet]) -> None:
    assert "No notes yet." in reads(opened(kind_of(Notes())))


def test_a_new_entry_has_nothing_under_its_form(opened: Callable[..., RecordSheet]) -> None:
    kind = kind_of(Notes(), blank=lambda who: replace(COURSE, id="", version=0))
    assert "No notes yet." not in reads(opened(kind, None))


def test_something_is_added_and_the_entry_is_shown_again_with_it(opened: Callable[..., RecordSheet]) -> None:
    notes = Notes()
    sheet = opened(kind_of(notes))
    press(sheet, "Add a note")
    assert sheet.form is not None
    type_into(sheet.form, "text", "She asked for a second day.")
    press(sheet, "Add a note")
    assert notes.texts == ["She asked for a second day."]
    assert sheet.title.text() == "The course"
    assert "She asked for a second day." in reads(sheet)


def test_who_may_not_change_an_entry_can_still_be_allowed_to_add_to_it(
    opened: Callable[..., RecordSheet],
) -> None:
    fixed = "This version is signed."
    more = {"may_write": False, "fixed": lambda _goal: fixed}
    with_it = opened(kind_of(Notes(), allowed=True, **more))
    assert "Add a note" in buttons(with_it)
    assert "Save" not in buttons(with_it)
    assert fixed in reads(with_it)
    assert "Add a note" not in buttons(opened(kind_of(Notes(), **more)))


def test_an_entry_that_can_be_changed_does_not_say_why_not(opened: Callable[..., RecordSheet]) -> None:
    assert "Signed." not in reads(opened(kind_of(Notes(), fixed=lambda _goal: "Signed.")))


def test_each_line_has_what_can_be_done_with_it_under_a_name_that_says_with_what(
    opened: Callable[..., RecordSheet],
) -> None:
    notes = Notes("Ring the college")

    def acts(text: str) -> tuple[RecordAct, ...]:
        return (RecordAct(key="done", text="Done", icon="check", run=lambda *_: notes.texts.remove(text)),)

    sheet = opened(kind_of(notes, part_acts=acts))
    press(sheet, "Done: Ring the college")
    assert notes.texts == []


def test_a_line_shows_own_words_in_honey_and_a_photo_with_a_name(opened: Callable[..., RecordSheet]) -> None:
    def line(text: str) -> PartLine:
        return PartLine(text, own_words="Not fair.", picture=b"no photo")

    sheet = opened(kind_of(Notes("The mat"), line=line))
    assert any(label.text() == "“Not fair.”" for label in sheet.findChildren(QLabel))
    view = sheet.findChild(PictureView)
    assert view is not None
    assert view.accessibleName() == "The mat"


def test_an_act_says_what_was_stored_and_shows_the_entry_as_it_is_now(
    opened: Callable[..., RecordSheet], notices: notify.Recorder
) -> None:
    notes = Notes()
    act = RecordAct(
        key="rename",
        text="Rename",
        icon="pencil",
        run=notes.rename,
        items=(Field("title", "The goal"),),
        said=lambda saved: f"It is {saved.record.title} now.",
        stays=True,
    )
    sheet = opened(kind_of(notes, acts=(act,)))
    press(sheet, "Rename")
    assert sheet.form is not None
    type_into(sheet.form, "title", "Bikes")
    press(sheet, "Rename")
    assert notices.told == [("done", "It is Bikes now.")]
    assert sheet.title.text() == "Bikes"
    assert sheet.form.values()["title"] == "Bikes"


def test_an_entry_can_hold_own_words_twice(opened: Callable[..., RecordSheet]) -> None:
    saved: list[Decision] = []
    kind = RecordKind(
        noun="plans",
        entry="decision",
        title="Decisions",
        icon="scale",
        empty="",
        name=lambda decision: decision.what,
        items=(
            Field("what_they_wanted", "What they wanted", "own_words"),
            Field("what_they_said", "What they said", "own_words", optional=True),
        ),
        voices=(("what_they_wanted", "wanted_how", "why_not_asked"), ("what_they_said", "said_how", "")),
        load=lambda _who: (),
        save=saved.append,
    )
    decision = Decision(
        id="d", version=1, young_person_id="k", what="School", what_they_said="OK.", said_how=HowGiven.WROTE
    )
    sheet = opened(kind, decision)
    form = sheet.form
    assert form is not None
    wanted, said = form.editor("what_they_wanted"), form.editor("what_they_said")
    assert not wanted.way(HowGiven.NOT_ASKED).isHidden()  # type: ignore[attr-defined]
    assert said.way(HowGiven.NOT_ASKED).isHidden()  # type: ignore[attr-defined]
    wanted.way(HowGiven.NOT_ASKED).click()  # type: ignore[attr-defined]
    wanted.why.setText("He was away.")  # type: ignore[attr-defined]
    save(sheet)
    assert [(d.wanted_how, d.why_not_asked, d.what_they_said, d.said_how) for d in saved] == [
        (HowGiven.NOT_ASKED, "He was away.", "OK.", HowGiven.WROTE)
    ]
