"""Colours, style sheet and icons."""

import gc
import re

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetrics, QIcon, QRawFont
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from securecare_desktop.core.paths import resource
from securecare_desktop.ui import icons, theme
from securecare_desktop.ui.tables.model import Column
from securecare_desktop.ui.tables.view import Table
from securecare_desktop.ui.widgets.buttons import Button
from securecare_desktop.ui.widgets.labels import label


def luminance(colour_hex: str) -> float:
    parts = [int(colour_hex[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", ["light", "dark"])
def test_every_pair_of_colours_has_the_contrast_it_needs(name: str) -> None:
    colours = theme.tokens()[name]
    for pair in theme.tokens()["contrast"]:
        first, second = (luminance(colours[pair[side]]) for side in ("front", "behind"))
        ratio = (max(first, second) + 0.05) / (min(first, second) + 0.05)
        assert ratio >= pair["at_least"], (pair["front"], pair["behind"])


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("text_size", [100, 125, 200])
def test_the_style_sheet_has_every_colour_and_size_filled_in(name: str, text_size: int) -> None:
    sheet = theme.style_sheet(name, text_size)
    assert "$" not in sheet
    assert not re.search(r"\dsp\b", sheet)
    assert min(float(size) for size in re.findall(r"font-size:([\d.]+)pt", sheet)) >= 9 * text_size / 100


def test_every_image_the_style_sheet_names_is_there() -> None:
    for name in ("light", "dark"):
        for file in re.findall(r"url\(theme:([^)]+)\)", theme.style_sheet(name)):
            assert resource(f"theme/{file}").is_file(), file


def test_the_image_files_are_the_icons_in_the_colours_of_the_tokens() -> None:
    for file, text in theme.image_files().items():
        assert resource(f"theme/{file}").read_text("utf-8") == text, file


def test_text_grows_to_the_size_a_person_chose(dressed: QApplication) -> None:
    plain, small = label("Kai"), label("Kai", "caption")
    for one in (plain, small):
        one.ensurePolished()
    before = [QFontMetrics(one.font()).height() for one in (plain, small)]
    theme.use("light", 200)
    after = [QFontMetrics(one.font()).height() for one in (plain, small)]
    assert [round(b / a, 1) for a, b in zip(before, after, strict=True)] == [
        pytest.approx(2.0, abs=0.2),
        pytest.approx(2.0, abs=0.2),
    ]


def test_the_shipped_face_and_its_fallbacks_are_used(dressed: QApplication) -> None:
    assert QFontInfo(theme.font()).family() == "Atkinson Hyperlegible Next"
    assert QFontInfo(theme.font(weight=600)).weight() == QFont.Weight.DemiBold
    assert theme.font().families()[1:3] == ["Noto Sans", "Noto Naskh Arabic"]


def most_used_colour(icon: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal) -> str:
    image = icon.pixmap(QSize(32, 32), mode).toImage()
    seen: dict[str, int] = {}
    for y in range(image.height()):
        for x in range(image.width()):
            pixel = image.pixelColor(x, y)
            if pixel.alpha() > 250:
                seen[pixel.name()] = seen.get(pixel.name(), 0) + 1
    return max(seen, key=lambda name: seen[name])


def test_an_icon_follows_the_theme_without_being_made_anew(dressed: QApplication) -> None:
    icon = icons.icon("lock", "late")
    assert QColor(most_used_colour(icon)) == QColor(theme.tokens()["light"]["late"])
    theme.use("dark")
    assert QColor(most_used_colour(icon)) == QColor(theme.tokens()["dark"]["late"])
    assert most_used_colour(icon, QIcon.Mode.Disabled) == theme.tokens()["dark"]["disabled-text"].lower()


def test_an_icon_that_is_not_there_is_found_out_when_it_is_asked_for(dressed: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-icon")


def test_text_of_a_record_is_never_read_as_markup(dressed: QApplication) -> None:
    made = label("<b>Kai</b> & Tia")
    assert made.text() == "<b>Kai</b> & Tia"
    plain = QLabel("<b>Kai</b> & Tia")
    assert made.sizeHint().width() > plain.sizeHint().width()


def test_an_and_sign_in_a_button_stays_an_and_sign(dressed: QApplication) -> None:
    made = Button("Nan & Tyler")
    assert made.text() == "Nan && Tyler"
    assert made.accessibleName() == "Nan & Tyler"


def test_high_contrast_drops_the_style_sheet_and_keeps_the_systems_colours(
    dressed: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(theme, "system_wants_high_contrast", lambda: True)
    theme.use("light")
    try:
        assert dressed.styleSheet() == ""
        assert theme.colour("late") == theme.colour("text")
    finally:
        monkeypatch.undo()
        theme.use("light")
    assert dressed.styleSheet()


def test_a_change_of_look_survives_tables_that_are_gone(qtbot: QtBot) -> None:
    """Qt walks over every widget it has dressed; one that is gone among them would end the program."""
    for _round in range(12):
        window = QWidget()
        column = QVBoxLayout(window)
        for _table in range(4):
            table = Table(
                (Column("a", "A", str), Column("b", "B", str, stretch=True)), says="Rows", grows=False
            )
            table.set_rows([str(n) for n in range(60)])
            column.addWidget(table)
        window.resize(300, 400)
        window.show()
        qtbot.waitExposed(window)
        window.close()
        del window, column, table
        gc.collect()
    for size in (200, 100, 150):
        theme.use("dark", size)
        assert theme.current().text_size == size


def test_the_faces_of_other_languages_are_loaded_for_their_letters_alone(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    faces = [QRawFont(str(file), 12) for file in resource("fonts").glob("Atkinson*.ttf")]
    assert all(face.supportsCharacter(ord(letter)) for face in faces for letter in theme._OWN_LETTERS)
    loaded: list[str] = []
    monkeypatch.setattr(theme, "load_fonts", loaded.append)
    theme.load_scripts("Zoë Dvořák, Ioana Țepeș, Aoife O’Brien")
    assert not loaded
    theme.load_scripts("Олена")
    assert loaded == ["Noto"]
