"""The way from a click to a service and back."""

import threading
from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from securecare_desktop.core.errors import InputError, PermissionRefused, Problem, Stopped
from securecare_desktop.domain.messages import Changed
from securecare_desktop.ui import notify, tasks
from securecare_desktop.ui.page import Page
from securecare_desktop.ui.widgets.buttons import Button


class Mail(QObject):
    """Says when a result has come."""

    came = Signal(object)


@pytest.fixture
def mail() -> Mail:
    return Mail()


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def fail_with(error: Exception) -> Callable[[], None]:
    def fail() -> None:
        raise error

    return fail


def test_a_query_runs_elsewhere_and_comes_back_on_the_gui_thread(
    qtbot: QtBot, page: QWidget, mail: Mail
) -> None:
    seen: list[object] = []

    def done(result: object) -> None:
        seen.append(threading.current_thread() is threading.main_thread())
        mail.came.emit(result)

    with qtbot.waitSignal(mail.came) as came:
        tasks.query(page, lambda: threading.current_thread().name).done(done).start()
    assert came.args is not None
    assert came.args[0].startswith("store")
    assert seen == [True]


def test_everything_on_the_store_runs_one_after_the_other(qtbot: QtBot, page: QWidget, mail: Mail) -> None:
    order: list[int] = []
    names: set[str] = set()

    def work(number: int) -> None:
        order.append(number)
        names.add(threading.current_thread().name)

    with qtbot.waitSignal(mail.came):
        for number in range(20):
            tasks.command(page, work, number).start()
        tasks.query(page, work, 20).done(mail.came.emit).start()
    assert order == list(range(21))
    assert len(names) == 1


def test_rendering_does_not_wait_for_the_store(qtbot: QtBot, page: QWidget, mail: Mail) -> None:
    go_on = threading.Event()
    tasks.query(page, go_on.wait, 60).start()
    try:
        with qtbot.waitSignal(mail.came) as came:
            tasks.render(page, lambda: "drawn").done(mail.came.emit).start()
        assert came.args == ["drawn"]
    finally:
        go_on.set()


def test_a_result_for_a_page_that_is_gone_is_dropped(qtbot: QtBot, mail: Mail) -> None:
    page, other, seen = QWidget(), QWidget(), []
    qtbot.addWidget(other)
    go_on = threading.Event()
    tasks.query(page, go_on.wait, 60).done(seen.append).start()
    shiboken6.delete(page)
    go_on.set()
    with qtbot.waitSignal(mail.came):
        tasks.query(other, lambda: None).done(mail.came.emit).start()
    assert seen == []


def test_after_the_lock_nothing_is_shown_but_what_was_written_is_written(
    qtbot: QtBot, page: QWidget, mail: Mail, notices: notify.Recorder
) -> None:
    go_on, written, shown = threading.Event(), [], []
    tasks.query(page, go_on.wait, 60).done(shown.append).start()
    tasks.query(page, lambda: written.append("read")).done(shown.append).start()
    tasks.command(page, lambda: written.append("saved")).done(shown.append).start()
    tasks.command(page, fail_with(PermissionRefused("You cannot do this."))).start()
    tasks.discard()
    go_on.set()
    with qtbot.waitSignal(mail.came):
        tasks.command(page, lambda: written.append("key wiped")).done(mail.came.emit).start()
    assert written == ["saved", "key wiped"]
    assert shown == []
    assert notices.told == []


def test_input_errors_go_to_the_form(inline_tasks: None, page: QWidget, notices: notify.Recorder) -> None:
    class Form:
        problems: tuple[Problem, ...] = ()

        def show_problems(self, problems: tuple[Problem, ...]) -> None:
            self.problems = problems

    form, problem = Form(), Problem("by", "Choose a day after 11 May.")
    tasks.command(page, fail_with(InputError((problem,)))).form(form).start()
    assert form.problems == (problem,)
    assert notices.told == []


def test_other_errors_are_told_with_what_to_do(
    inline_tasks: None, page: QWidget, notices: notify.Recorder
) -> None:
    tasks.query(page, fail_with(PermissionRefused("You cannot open this.", "Ask the shift lead."))).start()
    assert notices.told == [("late", "You cannot open this. Ask the shift lead.")]


def test_a_screen_may_take_an_error_or_leave_it(
    inline_tasks: None, page: QWidget, notices: notify.Recorder
) -> None:
    seen: list[str] = []
    refuse = fail_with(PermissionRefused("No."))
    tasks.query(page, refuse).failed(lambda error: seen.append(error.text)).start()
    assert (seen, notices.told) == (["No."], [])
    tasks.query(page, refuse).failed(lambda error: False).start()
    assert notices.told == [("late", "No.")]


def test_a_defect_is_told_by_reference_and_never_by_its_text(
    inline_tasks: None,
    qtbot: QtBot,
    page: QWidget,
    notices: notify.Recorder,
    caplog: pytest.LogCaptureFixture,
) -> None:
    page.show()
    seen: list[object] = []
    failing = tasks.query(page, fail_with(ValueError("Kai said that")))
    failing.failed(seen.append).always(lambda: seen.append("after")).start()
    assert len(notices.defects) == 1
    assert seen == ["after"]
    assert "Kai" not in caplog.text
    assert notices.defects[0] in caplog.text


def test_a_page_in_sight_reloads_at_once_and_a_hidden_one_when_it_is_shown(
    inline_tasks: None, qtbot: QtBot
) -> None:
    class Promises(Page):
        nouns = frozenset({"promises"})
        times = 0

        def reload(self) -> None:
            self.times += 1

    shown, hidden = Promises(), Promises()
    for one in (shown, hidden):
        qtbot.addWidget(one)
        tasks.hub().changed.connect(one.hear)
    shown.show()
    tasks.command(shown, lambda: Changed(frozenset({"people"}))).start()
    assert (shown.times, hidden.times) == (1, 0)
    tasks.command(shown, lambda: Changed(frozenset({"promises", "today"}))).start()
    assert (shown.times, hidden.times) == (2, 0)
    hidden.show()
    assert (shown.times, hidden.times) == (2, 1)


def test_a_result_that_carries_changes_is_announced_too(inline_tasks: None, page: QWidget) -> None:
    class Saved:
        changed = Changed(frozenset({"plans"}), "kai")

    seen: list[Changed] = []
    tasks.hub().changed.connect(seen.append)
    tasks.command(page, Saved).start()
    tasks.query(page, Saved).start()
    tasks.hub().changed.disconnect(seen.append)
    assert seen == [Saved.changed]


def test_a_button_takes_no_second_click_while_its_work_goes_on(
    qtbot: QtBot, page: QWidget, mail: Mail
) -> None:
    go_on, clicks = threading.Event(), []
    button = Button("Save", lambda: clicks.append(1), parent=page)
    page.show()
    tasks.command(page, go_on.wait, 60).busy(button).done(mail.came.emit).start()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert clicks == []
    with qtbot.waitSignal(mail.came):
        go_on.set()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert clicks == [1]


def test_work_that_takes_long_is_shown_and_short_work_is_not(
    qtbot: QtBot, page: QWidget, mail: Mail, monkeypatch: pytest.MonkeyPatch
) -> None:
    button = Button("Save", parent=page)
    page.show()
    with qtbot.waitSignal(mail.came):
        tasks.command(page, lambda: None).busy(button).done(mail.came.emit).start()
    assert not button.property("busy")
    monkeypatch.setattr(tasks, "BUSY_AFTER_MS", 1)
    go_on = threading.Event()
    tasks.command(page, go_on.wait, 60).busy(button).done(mail.came.emit).start()
    qtbot.waitUntil(lambda: bool(button.property("busy")))
    with qtbot.waitSignal(mail.came):
        go_on.set()
    assert not button.property("busy")


def test_work_reports_how_far_it_is_on_the_gui_thread_in_whole_per_cent(
    qtbot: QtBot, page: QWidget, mail: Mail
) -> None:
    seen: list[tuple[int, bool]] = []

    def show(percent: int) -> None:
        seen.append((percent, threading.current_thread() is threading.main_thread()))

    def work(word: str, report: Callable[[int, int], None]) -> str:
        for done in (0, 1, 2, 500, 501, 400, 1000, 1000):
            report(done, 1000)
        report(0, 0)
        return word

    with qtbot.waitSignal(mail.came) as came:
        tasks.command(page, work, "done").progress(show).done(mail.came.emit).start()
    assert came.args == ["done"]
    assert seen == [(0, True), (50, True), (100, True)]


class Slow:
    """Work that goes on reporting until it is stopped, and says whether it was."""

    def __init__(self) -> None:
        self.begun, self.was_stopped = threading.Event(), threading.Event()

    def __call__(self, report: Callable[[int, int], None]) -> None:
        try:
            while True:
                report(1, 100)
                self.begun.set()
        finally:
            self.was_stopped.set()


def test_stopped_work_ends_with_a_sentence_and_not_with_a_result(
    qtbot: QtBot, page: QWidget, mail: Mail
) -> None:
    slow = Slow()
    with qtbot.waitSignal(mail.came) as came:
        task = tasks.command(page, slow).progress(lambda _percent: None).failed(mail.came.emit).start()
        assert slow.begun.wait(60)
        task.stop()
    assert isinstance(came.args[0], Stopped)
    assert "as it was before" in came.args[0].text


def test_a_lock_stops_work_that_reports_and_what_comes_after_is_done(
    qtbot: QtBot, page: QWidget, mail: Mail, notices: notify.Recorder
) -> None:
    slow = Slow()
    shown: list[int] = []
    tasks.command(page, slow).progress(shown.append).done(mail.came.emit).start()
    assert slow.begun.wait(60)
    with qtbot.waitSignal(mail.came) as came:
        tasks.discard()
        tasks.command(page, lambda: "closed").done(mail.came.emit).start()
    assert came.args == ["closed"]
    assert slow.was_stopped.is_set()
    assert shown == []
    assert notices.told == []
