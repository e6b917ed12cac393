"""The photo of a mat: made smaller, freed of what the camera wrote, shown, and never in a draft."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QImageReader
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from securecare_desktop.core.errors import InputError
from securecare_desktop.domain.communication_aids import MEDIA_TYPES, MOST_BYTES
from securecare_desktop.ui.widgets import picture
from securecare_desktop.ui.widgets.form import Field, Form
from securecare_desktop.ui.widgets.picture import PictureEditor, PictureView, smaller

pytestmark = pytest.mark.usefixtures("inline_tasks")
SECRET = b"51.4545N 2.5879W Kais phone"


def photo(path: Path, wide: int = 800, high: int = 600) -> Path:
    """Write a photo, red in its left half."""
    image = QImage(wide, high, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    for x in range(0, wide // 2, max(1, wide // 40)):
        for y in range(0, high, max(1, high // 40)):
            image.setPixelColor(x, y, QColor("red"))
    assert image.save(str(path))
    return path


def with_exif(path: Path, orientation: int = 1) -> Path:
    """Put an EXIF block with an orientation and a text into a JPEG."""
    tiff = b"MM\x00*\x00\x00\x00\x08\x00\x02"
    tiff += b"\x01\x12\x00\x03\x00\x00\x00\x01" + orientation.to_bytes(2, "big") + b"\x00\x00"
    tiff += b"\x01\x0e\x00\x02" + len(SECRET).to_bytes(4, "big") + (38).to_bytes(4, "big")
    tiff += b"\x00\x00\x00\x00" + SECRET
    block = b"Exif\x00\x00" + tiff
    whole = path.read_bytes()
    path.write_bytes(whole[:2] + b"\xff\xe1" + (len(block) + 2).to_bytes(2, "big") + block + whole[2:])
    return path


def size_of(data: bytes) -> tuple[int, int]:
    image = QImage.fromData(data)
    return image.width(), image.height()


def test_a_large_photo_is_made_smaller(tmp_path: Path) -> None:
    data = smaller(photo(tmp_path / "mat.png", 4000, 2000))
    assert size_of(data) == (1600, 800)
    assert data.startswith(MEDIA_TYPES["image/jpeg"])
    assert len(data) < MOST_BYTES


def test_a_small_photo_keeps_its_size(tmp_path: Path) -> None:
    assert size_of(smaller(photo(tmp_path / "mat.png", 300, 200))) == (300, 200)


def test_what_the_camera_wrote_is_gone(tmp_path: Path) -> None:
    path = with_exif(photo(tmp_path / "mat.jpg"))
    assert SECRET in path.read_bytes()
    data = smaller(path)
    assert SECRET not in data
    assert b"Exif" not in data


@pytest.mark.parametrize(("wide", "kept"), [(800, (600, 800)), (3200, (1200, 1600))])
def test_a_photo_taken_sideways_is_upright(tmp_path: Path, wide: int, kept: tuple[int, int]) -> None:
    path = with_exif(photo(tmp_path / "mat.jpg", wide, wide * 3 // 4), orientation=6)
    reader = QImageReader(str(path))
    assert reader.transformation()
    assert size_of(smaller(path)) == kept


def test_what_is_no_photo_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "mat.jpg"
    path.write_bytes(b"Dear Kai")
    with pytest.raises(InputError) as raised:
        smaller(path)
    assert str(raised.value) == "This file is no photo that can be read. Choose a JPEG or PNG file."


def test_a_file_that_is_not_there_any_more_says_the_same(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        smaller(tmp_path / "gone.jpg")


def test_a_file_that_is_too_large_has_a_sentence_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture, "MOST_FILE_BYTES", 10)
    with pytest.raises(InputError) as raised:
        smaller(photo(tmp_path / "mat.jpg"))
    assert "larger than 40 MB" in str(raised.value)


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form((Field("data", "The photo", "picture"),))
    qtbot.addWidget(made)
    made.resize(400, 500)
    made.show()
    return made


@pytest.fixture
def editor(form: Form) -> PictureEditor:
    found = form.editor("data")
    assert isinstance(found, PictureEditor)
    return found


def test_a_file_is_chosen_and_its_photo_shown(form: Form, editor: PictureEditor, tmp_path: Path) -> None:
    assert not form.is_ready()
    assert form.row("data").error == "Choose a file."
    editor.take_file(photo(tmp_path / "mat.png"))
    assert form.is_ready()
    assert size_of(form.values()["data"]) == (800, 600)
    view = editor.findChild(PictureView)
    assert view is not None
    assert view.accessibleName() == "The photo"
    assert editor.button.accessibleName() == "The photo: Choose another file"


def test_the_files_to_choose_from_are_photos(form: Form, editor: PictureEditor, tmp_path: Path) -> None:
    QTest.mouseClick(editor.button, Qt.MouseButton.LeftButton)
    dialog = form.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.nameFilters() == ["Photos (*.jpg *.jpeg *.png)"]
    dialog.fileSelected.emit(str(photo(tmp_path / "mat.png")))
    assert form.values()["data"]
    dialog.close()


def test_a_file_that_is_no_photo_is_told_at_the_field(
    form: Form, editor: PictureEditor, tmp_path: Path
) -> None:
    wrong = tmp_path / "mat.png"
    wrong.write_bytes(b"no photo")
    editor.take_file(wrong)
    assert form.values()["data"] is None
    assert "no photo that can be read" in form.row("data").error
    editor.take_file(photo(tmp_path / "right.png"))
    assert form.row("data").error == ""


def test_no_draft_holds_a_photo(form: Form, editor: PictureEditor, tmp_path: Path) -> None:
    editor.take_file(photo(tmp_path / "mat.png"))
    assert form.draft_values() == {"data": ""}


def test_the_button_says_what_it_is_for(editor: PictureEditor) -> None:
    assert editor.button.accessibleName() == "The photo: Choose a file"


def test_a_photo_is_as_wide_as_there_is_room_and_no_wider_than_it_is(qtbot: QtBot, tmp_path: Path) -> None:
    view = PictureView(smaller(photo(tmp_path / "mat.png")), "The mat")
    qtbot.addWidget(view)
    assert view.is_readable()
    assert (view.heightForWidth(400), view.heightForWidth(4000)) == (300, 600)
    assert not PictureView(b"nothing", "The mat").is_readable()
    view.resize(400, 300)
    shot = view.grab().toImage()
    assert shot.width() == 400
    assert any(shot.pixelColor(x, 1) != shot.pixelColor(399, 299) for x in range(200))
