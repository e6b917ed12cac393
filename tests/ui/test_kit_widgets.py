"""The smaller parts of the kit: by mouse, by keyboard, and as a screen reader hears them."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from securecare_desktop.core.errors import StoreError
from securecare_desktop.ui import actions, notify, theme
from securecare_desktop.ui.focus_ring import FocusRing
from securecare_desktop.ui.widgets import notice_bar
from securecare_desktop.ui.widgets.buttons import Button, LinkButton, PaintedButton, let_clicks_through
from securecare_desktop.ui.widgets.card import Card, Chip, EmptyState, VoiceBand
from securecare_desktop.ui.widgets.dialog import Dialog
from securecare_desktop.ui.widgets.form import Field, Form
from securecare_desktop.ui.widgets.labels import label
from securecare_desktop.ui.widgets.notice_bar import NoticeBar
from securecare_desktop.ui.widgets.notices import NoticeDialogs
from securecare_desktop.ui.widgets.page_scroll import PageScroll
from securecare_desktop.ui.widgets.rows import Facts, ListRow, Note
from securecare_desktop.ui.widgets.segmented import SegmentedControl
from securecare_desktop.ui.widgets.side_sheet import SideSheet


class Window(QWidget):
    """A window with a column to fill."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Callable[..., Window]]:
    windows: list[Window] = []

    def make(*widgets: QWidget, width: int = 800, height: int = 500) -> Window:
        window = Window()
        qtbot.addWidget(window)
        windows.append(window)
        for widget in widgets:
            window.column.addWidget(widget)
        window.resize(width, height)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield make
    windows.clear()


def texts(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.text() and not one.isHidden()]


def test_a_row_is_reached_by_tab_and_opened_by_enter_space_and_click(show: Callable[..., Window]) -> None:
    opened: list[int] = []
    before = QLineEdit()
    row = ListRow(
        ": Hannah to Sam",
        lambda: opened.append(1),
        strong="Kai",
        lead="Wed 27 May",
        second=(Note("circle-alert", "1 day late", "late"),),
        chip=("circle-alert", "Late", "late"),
    )
    show(before, row)
    before.setFocus()
    QTest.keyClick(before, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is row
    QTest.keyClick(row, Qt.Key.Key_Return)
    QTest.keyClick(row, Qt.Key.Key_Space)
    inside = next(
        one for one in row.findChildren(QLabel) if one.text() == "1 day late" or "Kai" in one.text()
    )
    QTest.mouseClick(
        inside.window().windowHandle(),
        Qt.MouseButton.LeftButton,
        pos=inside.mapTo(inside.window(), QPoint(3, 3)),
    )
    assert opened == [1, 1, 1]
    assert row.accessibleName() == "Wed 27 May, Kai: Hannah to Sam, 1 day late, Late"


def test_a_link_within_a_row_takes_its_own_click_and_the_rest_opens_the_row(
    show: Callable[..., Window],
) -> None:
    done: list[str] = []
    row = PaintedButton("row")
    row.clicked.connect(lambda: done.append("row"))
    line = QHBoxLayout(row)
    line.addWidget(label("15 May, tea"))
    holder = QWidget()
    inside = QHBoxLayout(holder)
    link = LinkButton("Choose a time", lambda: done.append("link"))
    inside.addWidget(link)
    line.addWidget(holder)
    let_clicks_through(row)
    row.resize(400, 60)
    window = show(row)
    for target in (link, row):
        spot = target.rect().center() if target is link else QPoint(20, 30)
        QTest.mouseClick(
            window.windowHandle(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            target.mapTo(window, spot),
        )
    assert done == ["link", "row"]


def test_a_row_without_anything_to_open_takes_no_focus(show: Callable[..., Window]) -> None:
    row = ListRow("only to read")
    show(row)
    assert row.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_a_row_shows_what_a_record_says_letter_by_letter(show: Callable[..., Window]) -> None:
    row = ListRow(" & <i>Tia</i>", strong="<b>Kai</b>")
    show(row)
    shown = row.findChildren(QLabel)[0]
    assert "&lt;b&gt;Kai&lt;/b&gt;" in shown.text()
    assert "&lt;i&gt;Tia&lt;/i&gt;" in shown.text()


def test_rows_of_a_card_come_and_go(show: Callable[..., Window]) -> None:
    card = Card("Promises due", icon="handshake", second="2")
    show(card)
    card.show_rows([ListRow("bike magazine"), ListRow("photo")])
    card.show_rows([ListRow("letter")])
    assert [text for text in texts(card) if text not in ("Promises due", "2")] == ["letter"]
    assert card.accessibleName() == "Promises due"


def test_own_words_stand_in_quotation_marks_and_lists_do_not(show: Callable[..., Window]) -> None:
    band = VoiceBand(("Can he come <too>?",), "Said 30 Apr to Hannah", title="Kai's words")
    written = VoiceBand(("My nan.", "Bikes."), quote=False)
    show(band, written)
    assert texts(band) == ["Kai's words", "“Can he come <too>?”", "Said 30 Apr to Hannah"]
    assert texts(written) == ["My nan.", "Bikes."]


def test_a_chip_says_its_word_to_a_screen_reader(show: Callable[..., Window]) -> None:
    chip = Chip("circle-alert", "2 days late", "late")
    show(chip)
    chip.show_state("check", "Done", "done")
    assert (chip.accessibleName(), chip.word.text(), chip.property("chip")) == ("Done", "Done", "done")


def test_facts_leave_out_what_is_empty(show: Callable[..., Window]) -> None:
    facts = Facts((("Key worker", "Hannah Whitlock"), ("Nurse", "")))
    show(facts)
    assert texts(facts) == ["Key worker", "Hannah Whitlock"]


def test_an_empty_state_begins_what_is_missing(show: Callable[..., Window]) -> None:
    begun: list[int] = []
    empty = EmptyState("No promises yet.", ("Write a promise", lambda: begun.append(1)))
    show(empty)
    assert empty.button is not None
    empty.button.click()
    assert begun == [1]


def test_segments_move_by_arrow_keys_and_are_one_stop_for_tab(show: Callable[..., Window]) -> None:
    after = QLineEdit()
    segments = SegmentedControl((("m", "Month"), ("w", "Week"), ("l", "List")), "m", says="Show as")
    show(segments, after)
    chosen: list[str] = []
    segments.chosen.connect(chosen.append)
    segments.button("m").setFocus()
    QTest.keyClick(segments.button("m"), Qt.Key.Key_Right)
    assert chosen == ["w"]
    assert QApplication.focusWidget() is segments.button("w")
    QTest.keyClick(segments.button("w"), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is after
    assert segments.button("w").accessibleDescription() == "Show as"


def test_segments_that_only_show_take_neither_click_nor_focus(show: Callable[..., Window]) -> None:
    segments = SegmentedControl((("b", "Before"), ("d", "During")), "d", read_only=True)
    window = show(segments)
    place = segments.button("b").mapTo(window, QPoint(5, 5))
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=place)
    assert segments.value() == "d"
    assert all(one.focusPolicy() == Qt.FocusPolicy.NoFocus for one in segments.buttons())


def test_a_sheet_takes_the_focus_into_its_first_field_and_gives_it_back(show: Callable[..., Window]) -> None:
    button, sheet = QPushButton("Open"), SideSheet()
    show(button, sheet)
    form = Form((Field("copy", "Copy number", read_only=True), Field("name", "Name used")))
    saved: list[int] = []
    primary = sheet.show_form("Kai", "Tue 12 May", form, ("Save and sign", lambda: saved.append(1)))
    button.setFocus()
    sheet.open_sheet()
    assert QApplication.focusWidget() is form.editor("name").focus_target()
    primary.click()
    assert saved == [1]
    QTest.keyClick(form.editor("name").focus_target(), Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert QApplication.focusWidget() is button


def test_a_page_follows_the_focus(show: Callable[..., Window], qtbot: QtBot) -> None:
    page = PageScroll()
    fields = [QLineEdit() for _number in range(40)]
    for field in fields:
        page.column.addWidget(field)
    show(page, height=200)
    assert page.verticalScrollBar().value() == 0
    fields[-1].setFocus()
    assert page.verticalScrollBar().value() > 0
    assert not fields[-1].visibleRegion().isEmpty()


def test_the_ring_goes_around_a_button_and_leaves_fields_alone(show: Callable[..., Window]) -> None:
    button, field = QPushButton("Save"), QLineEdit()
    window = show(button, field)
    ring = FocusRing(window)
    button.setFocus()
    assert ring.target() is button
    assert ring.geometry() == button.geometry().adjusted(-4, -4, 4, 4)
    field.setFocus()
    assert ring.target() is None


def test_the_ring_goes_along_when_the_layout_moves(show: Callable[..., Window], qtbot: QtBot) -> None:
    above, button = QLineEdit(), QPushButton("Save")
    window = show(above, button)
    ring = FocusRing(window)
    button.setFocus()
    above.setFixedHeight(120)
    qtbot.waitUntil(lambda: ring.geometry() == button.geometry().adjusted(-4, -4, 4, 4) and button.y() > 100)


def test_the_ring_lets_the_mouse_through(show: Callable[..., Window]) -> None:
    clicks: list[int] = []
    button = Button("Save", lambda: clicks.append(1))
    window = show(button)
    FocusRing(window)
    button.setFocus()
    place = button.mapTo(window, button.rect().center())
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=place)
    assert clicks == [1]


def test_a_question_about_something_dangerous_has_cancel_as_its_default(
    show: Callable[..., Window], qtbot: QtBot
) -> None:
    window, done = show(), []
    notify.confirm(
        window, "Leave the draft", "It is gone then.", "Leave it", lambda: done.append(1), danger=True
    )
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert done == []
    assert QApplication.activeModalWidget() is None
    notify.confirm(
        window, "Leave the draft", "It is gone then.", "Leave it", lambda: done.append(1), danger=True
    )
    dialog = QApplication.activeModalWidget()
    next(one for one in dialog.findChildren(Button) if one.text() == "Leave it").click()
    assert done == [1]


def test_the_first_question_of_a_program_that_has_shown_none_is_asked(
    show: Callable[..., Window], dressed: QApplication
) -> None:
    """As the program itself sets it up: what shows questions is made when there is one to show."""
    window, done = show(), []
    notify.use_dialogs_of(NoticeDialogs)
    notify.confirm(window, "Sign", "Sign this now?", "Sign", lambda: done.append(1))
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    next(one for one in dialog.findChildren(Button) if one.text() == "Sign").click()
    assert done == [1]
    notify.use_dialogs_of(NoticeDialogs)
    notify.defect("0123-4567")
    assert QApplication.activeModalWidget() is not None


def test_the_lock_closes_every_question_without_an_answer(show: Callable[..., Window]) -> None:
    window, done = show(), []
    notify.confirm(window, "Sign", "Sign this now?", "Sign", lambda: done.append(1))
    notify.close_all()
    assert QApplication.activeModalWidget() is None
    assert done == []


def test_a_dialog_gives_the_focus_back(show: Callable[..., Window]) -> None:
    field = QLineEdit()
    window = show(field)
    field.setFocus()
    notify.confirm(window, "Sign", "Sign this now?", "Sign", lambda: None)
    dialog = QApplication.activeModalWidget()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert field.hasFocus()


def test_the_bar_shows_two_messages_at_most_and_late_ones_stay(
    show: Callable[..., Window], qtbot: QtBot
) -> None:
    bar = NoticeBar()
    window = show(bar)
    notify.use_bar(bar)
    notify.tell("Saved.")
    notify.error(StoreError("The disk is full.", "Make room and save again; nothing is lost."))
    undone: list[int] = []
    notify.tell("Moved.", "info", action=("Move it back", lambda: undone.append(1)))
    assert [banner.accessibleName() for banner in bar.banners] == [
        "The disk is full. Make room and save again; nothing is lost.",
        "Moved.",
    ]
    bar.banners[1].links[0].click()
    assert undone == [1]
    bar.clear()
    assert not bar.isVisible()
    assert window.isVisible()


def test_what_goes_wrong_under_a_dialog_is_said_in_it_and_not_behind_it(show: Callable[..., Window]) -> None:
    bar = NoticeBar()
    window = show(bar)
    notify.use_bar(bar)
    dialog = Dialog(window, "Handover pack")
    dialog.open()
    notify.error(StoreError("No printer is set up on this computer.", "Save the pack as PDF."))
    assert dialog.notices.isVisible()
    told = "No printer is set up on this computer. Save the pack as PDF."
    assert [banner.accessibleName() for banner in dialog.notices.banners] == [told]
    assert not bar.isVisible()
    dialog.accept()
    notify.tell("Saved.")
    assert [banner.accessibleName() for banner in bar.banners] == ["Saved."]
    bar.clear()


def test_a_message_that_all_is_well_goes_by_itself(
    show: Callable[..., Window], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notice_bar, "STAYS_MS", 5)
    bar = NoticeBar()
    show(bar)
    notify.use_bar(bar)
    notify.tell("Saved.")
    notify.tell("Not saved.", "late")
    qtbot.waitUntil(lambda: [banner.accessibleName() for banner in bar.banners] == ["Not saved."])


def test_a_defect_gives_its_reference_to_copy(show: Callable[..., Window]) -> None:
    show()
    notify.defect("A1B2C3D4")
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert any("A1B2C3D4" in text for text in texts(dialog))
    next(one for one in dialog.findChildren(Button) if "Copy" in one.text()).click()
    assert QGuiApplication.clipboard().text() == "A1B2C3D4"


def test_every_shortcut_is_there_once() -> None:
    keys = [act.keys for act in actions.ACTS]
    assert len(set(keys)) == len(keys)
    assert actions.keys("young_person_3") == "Ctrl+3"
    assert actions.text("young_person_3") == "Young person 3 in the list at the left"


def test_a_bound_key_does_its_act(show: Callable[..., Window]) -> None:
    window, found = show(QLineEdit()), []
    actions.bind("find", window, lambda: found.append(1))
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert found == [1]


@pytest.mark.parametrize("text_size", [100, 200])
def test_nothing_is_cut_off_at_any_text_size(show: Callable[..., Window], text_size: int) -> None:
    theme.use("light", text_size)
    card = Card(
        "Changes of worker", icon="arrow-left-right", second="3 open", action=("All changes", lambda: None)
    )
    card.show_rows(
        [
            ListRow(
                ": Hannah Whitlock to Sam Adeyemi, key worker", lambda: None, strong="Kai", lead="Wed 27 May"
            )
        ]
    )
    button, chip = Button("Save and sign", icon="signature"), Chip("clock", "Today", "soon")
    window = show(
        card, button, chip, label("Words that wrap when there is no room for them", wrap=True), width=420
    )
    window.resize(420, window.heightForWidth(420))
    for one in window.findChildren(QLabel):
        if one.isVisible():
            assert one.height() >= one.heightForWidth(one.width()), one.text()
            assert one.wordWrap() or one.width() >= one.sizeHint().width(), one.text()
    assert button.width() >= button.sizeHint().width()


def test_a_long_text_is_as_high_as_it_needs_and_is_measured_once_for_a_width(
    show: Callable[..., Window], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Up at quarter to eight, toast, then talk. " * 200
    usual = QLabel(text)
    usual.setWordWrap(True)
    widths: list[int] = []
    measure = QLabel.heightForWidth
    monkeypatch.setattr(
        QLabel, "heightForWidth", lambda self, width: (widths.append(width), measure(self, width))[1]
    )
    words = label(text, wrap=True)
    show(PageScroll(words), width=500)
    assert words.height() == measure(usual, words.width())
    widths.clear()
    for width in (401, 402, 401, 402):
        assert words.heightForWidth(width) == measure(usual, width)
    assert widths == [401, 402]
    words.setText(text * 2)
    usual.setText(text * 2)
    assert words.heightForWidth(400) == measure(usual, 400)
