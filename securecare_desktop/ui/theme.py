"""The look: colours, sizes and type from resources/theme, filled into the style sheet for light and dark.

One theme for the whole program. Icons and painted widgets ask here for colours and scaled sizes; where
Windows shows high contrast the style sheet is dropped and every colour comes from the system.
"""

import json
import re
import sys
from collections.abc import Callable
from functools import cache
from typing import Any

from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ..core.paths import resource
from .sweeping import nothing_swept_up

FAMILIES = ("Atkinson Hyperlegible Next", "Noto Sans", "Noto Naskh Arabic", "Segoe UI")
IMAGES = {
    "chevron-down": "text",
    "chevron-up": "text",
    "chevron-left": "text",
    "chevron-right": "text",
    "check": "on-accent",
    "minus": "on-accent",
    "dot": "accent",
}
"""Image -> colour token. The style sheet needs files for these: resources/theme/light and dark hold one each."""

_OWN_LETTERS = frozenset(
    "ĀāĂăĄąĆćĊċČčĎďĐđĒēĖėĘęĚěĞğĠġĢģĦħĪīĮįİıĲĳĶķĹĺĻļĽľŁł"
    "ŃńŅņŇňŐőŒœŔŕŘřŚśŞşŠšŢţŤťŪūŮůŰűŲųŴŵŶŷŸŹźŻżŽžƒȘșȚțȷ"
    "‘’“”–—…"
)
"""What the program's own faces hold beyond Latin 1: with most names of Europe, no other face has to be loaded."""

_DOT = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24">'
    '<circle cx="12" cy="12" r="7" fill="currentColor"/></svg>\n'
)

_HIGH_CONTRAST_ROLES = {
    "window": QPalette.ColorRole.Window,
    "rail": QPalette.ColorRole.Window,
    "surface": QPalette.ColorRole.Base,
    "sunken": QPalette.ColorRole.Base,
    "voice": QPalette.ColorRole.Base,
    "hover": QPalette.ColorRole.Base,
    "disabled-bg": QPalette.ColorRole.Base,
    "accent": QPalette.ColorRole.Highlight,
    "focus": QPalette.ColorRole.Highlight,
    "on-accent": QPalette.ColorRole.HighlightedText,
}


class Theme(QObject):
    """The theme in use. `changed` is sent after colours or text size have changed."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.wanted = "system"
        self.name = "light"
        self.text_size = 100
        self.high_contrast = False
        self._applied: tuple[str, int, bool] | None = None

    def use(self, wanted: str, text_size: int = 100) -> None:
        """Show the theme `wanted` ("system", "light" or "dark") with text at `text_size` percent."""
        self.wanted, self.text_size = wanted, max(100, min(200, text_size))
        hints = QApplication.styleHints()
        if wanted == "system":
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(Qt.ColorScheme.Dark if wanted == "dark" else Qt.ColorScheme.Light)
        dark = wanted == "dark" or (wanted == "system" and hints.colorScheme() == Qt.ColorScheme.Dark)
        self.name = "dark" if dark else "light"
        self.high_contrast = system_wants_high_contrast()
        self._apply()

    def follow_system(self) -> None:
        """Take over what the system changed, where the person left the choice to it."""
        now_dark = QApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        stale = now_dark != (self.name == "dark") or self.high_contrast != system_wants_high_contrast()
        if self.wanted == "system" and stale:
            self.use("system", self.text_size)

    def _apply(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        now = (self.name, self.text_size, self.high_contrast)
        if now == self._applied:
            return  # every widget would be dressed again for nothing, a tenth of a second at each sign-in
        self._applied = now
        with (
            nothing_swept_up()
        ):  # Qt walks over every widget there is; one that went meanwhile would end the program
            # Taken off first: Qt dresses again whatever it remembers to have dressed, and among that can be a scroll
            # bar that is gone; without a sheet it forgets them all. Only a change of look pays for it.
            app.setStyleSheet("")
            app.setFont(body_font(self.text_size))
            if self.high_contrast:
                app.setPalette(QPalette())
            else:
                app.setPalette(palette(self.name))
                app.setStyleSheet(style_sheet(self.name, self.text_size))
        self.changed.emit()


_theme: Theme | None = None


def current() -> Theme:
    """Return the theme of this program."""
    global _theme  # noqa: PLW0603 - one look for the whole program
    if _theme is None:
        _theme = Theme()
    return _theme


def use(wanted: str, text_size: int = 100) -> None:
    """Show the theme `wanted` ("system", "light" or "dark") with text at `text_size` percent."""
    current().use(wanted, text_size)


def watch(slot: Callable[[], None]) -> None:
    """Call `slot`, a method of a widget, whenever colours or text size change, for as long as it lives."""
    current().changed.connect(slot)


@cache
def tokens() -> dict[str, Any]:
    """Return the design's tokens: colours by theme, sizes in px and pt."""
    loaded = json.loads(resource("theme/tokens.json").read_text("utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def colour(token: str) -> QColor:
    """Return the colour of a token in the theme in use, for painted widgets and icons."""
    theme = current()
    if theme.high_contrast:
        role = _HIGH_CONTRAST_ROLES.get(token)
        if role is None:
            ground = token.endswith("-tint")
            role = QPalette.ColorRole.Base if ground else QPalette.ColorRole.WindowText
        return QApplication.palette().color(role)
    return QColor(tokens()[theme.name][token])


def px(size: float) -> int:
    """Return a size given in px at 100 % text size, grown with the text size in use."""
    return round(size * current().text_size / 100)


def pt(size: float) -> float:
    """Return a type size given in pt at 100 % text size, grown with the text size in use."""
    return size * current().text_size / 100


def height(name: str) -> int:
    """Return a height of the design ("table_row", "field" ...) in px, grown with the text size in use."""
    return px(tokens()["height_px"][name])


def width(name: str) -> int:
    """Return a width of the design ("rail", "side_sheet" ...) in px; widths do not grow with the text."""
    return int(tokens()["width_px"][name])


def room(widget: QWidget) -> int:
    """Return how wide a widget is in px at 100 % text size: what decides how many columns fit."""
    return widget.width() * 100 // current().text_size


def font(size: float = 10.5, weight: int = 400) -> QFont:
    """Return the program's type at `size` pt (at 100 %) and `weight` 400, 600 or 700, for painting."""
    made = body_font(current().text_size)
    made.setPointSizeF(pt(size))
    made.setWeight(QFont.Weight(weight))
    return made


def body_font(text_size: int = 100) -> QFont:
    """Return the type of running text at `text_size` percent."""
    made = QFont()
    made.setFamilies(list(FAMILIES))
    made.setPointSizeF(tokens()["type_pt"]["body"] * text_size / 100)
    return made


@cache
def load_fonts(faces: str) -> None:
    """Make the faces that ship with the program in files named so known to Qt, once."""
    for file in sorted(resource("fonts").glob(f"{faces}*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


def load_scripts(text: str = "") -> None:
    """Load the faces for the letters of other languages, if `text` has any; without a text, load them."""
    if not text or any(letter > "\xff" and letter not in _OWN_LETTERS for letter in text):
        load_fonts("Noto")


def start(*, every_script: bool = True) -> None:
    """Make fonts and image files known to the running QApplication and follow the system's colour scheme.

    Faces for the letters of other languages are large; without them, `load_scripts` has to follow.
    """
    load_fonts("Atkinson")
    if every_script:
        load_scripts()
    QDir.setSearchPaths("theme", [str(resource("theme"))])
    QApplication.styleHints().colorSchemeChanged.connect(current().follow_system)


def style_sheet(name: str, text_size: int = 100) -> str:
    """Return the style sheet for a theme: colours filled in, pt and sp sizes grown to `text_size` percent.

    "12sp" in style.qss stands for 12 px that grow with the text size, "12px" for 12 px that do not.
    """
    colours = tokens()[name]
    sheet = resource("theme/style.qss").read_text("utf-8")
    sheet = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    sheet = sheet.replace("$theme", name)
    sheet = re.sub(r"\$([a-z][a-z0-9-]*)", lambda found: colours[found[1]], sheet)
    sheet = re.sub(r"(\d+(?:\.\d+)?)pt\b", lambda found: f"{float(found[1]) * text_size / 100:g}pt", sheet)
    return re.sub(r"(\d+)sp\b", lambda found: f"{round(int(found[1]) * text_size / 100)}px", sheet)


def palette(name: str) -> QPalette:
    """Return Fusion's palette made of the tokens of a theme."""
    colours = {token: QColor(value) for token, value in tokens()[name].items()}
    role = QPalette.ColorRole
    filled = QPalette()
    pairs = {
        role.Window: "window", role.WindowText: "text", role.Base: "surface", role.AlternateBase: "surface",
        role.Text: "text", role.Button: "surface", role.ButtonText: "text", role.BrightText: "late",
        role.Highlight: "accent", role.HighlightedText: "on-accent", role.Link: "accent",
        role.LinkVisited: "accent", role.ToolTipBase: "text", role.ToolTipText: "surface",
        role.PlaceholderText: "text-3", role.Light: "surface", role.Midlight: "sunken", role.Mid: "line",
        role.Dark: "line-strong", role.Shadow: "line-strong", role.Accent: "accent",
    }  # fmt: skip
    for where, token in pairs.items():
        filled.setColor(where, colours[token])
    for where in (role.WindowText, role.Text, role.ButtonText):
        filled.setColor(QPalette.ColorGroup.Disabled, where, colours["disabled-text"])
    for where in (role.Base, role.Button):
        filled.setColor(QPalette.ColorGroup.Disabled, where, colours["disabled-bg"])
    return filled


def image_files() -> dict[str, str]:
    """Return name -> text of the image files in resources/theme, as they should be for icons and tokens."""
    made = {}
    for name in ("light", "dark"):
        for image, token in IMAGES.items():
            drawing = _DOT if image == "dot" else resource(f"icons/{image}.svg").read_text("utf-8")
            made[f"{name}/{image}.svg"] = drawing.replace("currentColor", tokens()[name][token])
    return made


def system_wants_high_contrast() -> bool:
    """Tell whether Windows shows its high-contrast colours. Other systems keep the program's own."""
    if sys.platform != "win32":
        return False
    import ctypes

    class HighContrast(ctypes.Structure):
        _fields_ = (
            ("size", ctypes.c_uint),
            ("flags", ctypes.c_uint),
            ("scheme", ctypes.c_wchar_p),
        )

    asked = HighContrast(size=ctypes.sizeof(HighContrast))
    get_high_contrast, is_on = 0x0042, 0x0001
    answered = ctypes.windll.user32.SystemParametersInfoW(
        get_high_contrast, asked.size, ctypes.byref(asked), 0
    )
    return bool(answered) and bool(asked.flags & is_on)


def mark(widget: QWidget, **properties: object) -> None:
    """Set dynamic properties that the style sheet looks at (role, kind, state ...) and show the effect."""
    same = all(widget.property(name) == value for name, value in properties.items())
    for name, value in properties.items():
        widget.setProperty(name, value)
    if not same and widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()
