"""A photo of a session with a communication aid: chosen while the session is written, and kept together with it."""

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from securecare_desktop.ui import tasks
from securecare_desktop.ui.page import Place
from securecare_desktop.ui.plans.voice import VoiceView
from securecare_desktop.ui.widgets.form import Form
from securecare_desktop.ui.widgets.picture import PictureEditor, PictureView
from tests.support.house import KAI, House
from tests.ui.conftest import Inline
from tests.ui.record_pages import Later, Tabs, choose, form_of, meanwhile, save, type_into

pytestmark = pytest.mark.usefixtures("inline_tasks")


@pytest.fixture
def tabs(qtbot: QtBot, house: House) -> Tabs:
    return Tabs(qtbot, house)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A photo of a mat in a file."""
    image = QImage(80, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("green"))
    file = tmp_path / "mat.png"
    assert image.save(str(file))
    return file


@pytest.fixture
def view(tabs: Tabs) -> VoiceView:
    """The form of a new session with a topic."""
    found = tabs.plan(Place("young_person", KAI, "plan", part="new:aid_session")).view("voice")
    assert isinstance(found, VoiceView)
    type_into(form_of(found), "topic", "Food")
    return found


def picture_in(form: Form) -> PictureEditor:
    editor = form.editor("data")
    assert isinstance(editor, PictureEditor)
    return editor


def test_a_photo_that_was_agreed_to_is_kept_with_the_session(
    tabs: Tabs, view: VoiceView, photo: Path
) -> None:
    form = form_of(view)
    assert form.row("data").isHidden()  # nobody has said yet that there may be one
    choose(form, "agreed_photo", "Yes")
    assert not form.row("data").isHidden()
    picture_in(form).take_file(photo)
    save(view.sheet)
    (session,) = tabs.services.communication_aids.sessions(KAI)
    kept = tabs.services.communication_aids.picture(session.id)
    assert kept is not None
    assert kept.data.startswith(b"\xff\xd8\xff")
    view.edit(session)
    assert len(view.sheet.findChildren(PictureView)) == 1
    assert "data" not in form_of(view).values()  # a stored session has its photos under it


def test_a_session_needs_no_photo(tabs: Tabs, view: VoiceView) -> None:
    choose(form_of(view), "agreed_photo", "Yes")
    save(view.sheet)
    (session,) = tabs.services.communication_aids.sessions(KAI)
    assert tabs.services.communication_aids.picture(session.id) is None


def test_a_photo_to_which_they_did_not_agree_after_all_is_not_kept(
    tabs: Tabs, view: VoiceView, photo: Path
) -> None:
    form = form_of(view)
    choose(form, "agreed_photo", "Yes")
    picture_in(form).take_file(photo)
    choose(form, "agreed_photo", "No")
    save(view.sheet)
    (session,) = tabs.services.communication_aids.sessions(KAI)
    with tabs.services.session.reading() as work:
        assert work.pictures.find(aid_session_id=session.id) == ()


def test_a_photo_that_is_still_being_made_smaller_is_waited_for(
    tabs: Tabs, view: VoiceView, photo: Path
) -> None:
    form, slow = form_of(view), Later()
    choose(form, "agreed_photo", "Yes")
    tasks.use(Inline(), slow)
    picture_in(form).take_file(photo)
    save(view.sheet)
    assert form.row("data").error == "The photo is not ready yet. Save again when it is shown here."
    assert tabs.services.communication_aids.sessions(KAI) == ()
    slow.run()
    assert form.row("data").error == ""
    save(view.sheet)
    (session,) = tabs.services.communication_aids.sessions(KAI)
    assert tabs.services.communication_aids.picture(session.id) is not None


def test_a_photo_chosen_while_the_session_is_saved_is_kept_next_and_only_once(
    tabs: Tabs, view: VoiceView, photo: Path
) -> None:
    form = form_of(view)
    choose(form, "agreed_photo", "Yes")
    with meanwhile():
        save(view.sheet)
        picture_in(form).set_value(photo.read_bytes())
    assert not view.sheet.isHidden()
    type_into(form, "led_by", "Eleri")
    picture_in(form).take_file(photo)
    with meanwhile():
        save(view.sheet)
        type_into(form, "led_by", "Eleri and Femi")
    save(view.sheet)
    (session,) = tabs.services.communication_aids.sessions(KAI)
    assert session.led_by == "Eleri and Femi"
    with tabs.services.session.reading() as work:
        assert len(work.pictures.find(aid_session_id=session.id)) == 1
