"""The dialog in which somebody signs: what is signed, who may read it one day, and one key."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ...core.errors import AppError
from ...core.text import _
from .. import tasks, theme
from .card import Banner
from .dialog import Dialog
from .fields import Field
from .form import Form
from .labels import label
from .page_scroll import PageScroll

WIDE, HIGH = 600, 300


def may_be_read() -> Banner:
    """Return the line that stands wherever somebody signs."""
    return Banner(
        _("The young person may read this one day."),
        _("Once signed, nobody changes it."),
        "info",
        icon="eye",
    )


def password_field() -> Field:
    """Return the field for one's own password, where the unit asks for it."""
    return Field(
        "password", _("Your password"), "password", hint=_("The unit asks for it at every signature.")
    )


class SignDialog(Dialog):
    """Shows `words` under `title`; Enter signs, Esc goes back.

    `sign(password)` runs on the store worker and `on_signed` gets its result; `on_back` hears that nothing was
    signed. The password is asked for with `asks_password`, and is empty otherwise.
    """

    def __init__(
        self,
        parent: QWidget,
        title: str,
        words: QWidget,
        sign: Callable[[str], Any],
        on_signed: Callable[[Any], object],
        *,
        on_back: Callable[[], object] | None = None,
        asks_password: bool = False,
    ) -> None:
        super().__init__(parent, _("Sign"))
        if on_back is not None:
            self.rejected.connect(on_back)
        self._sign, self._on_signed = sign, on_signed
        self.body.addWidget(label(title, "sheet-title", wrap=True))
        self.body.addWidget(may_be_read())
        self.scroll = PageScroll(words, margin=0)
        self.scroll.column.addStretch(1)
        self.body.addWidget(self.scroll)
        self.form = Form((password_field(),) if asks_password else (), signing=True)
        self.form.setVisible(asks_password)
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        self.back = self.add_button(_("Back"), self.reject)
        self.sign_button = self.add_button(
            _("Sign"), self.sign, icon="signature", kind="primary", default=True
        )
        QShortcut(QKeySequence("Ctrl+Return"), self, self.sign)
        self._fit(parent.window(), words)
        if asks_password:
            self.form.focus_first()
        else:
            self.sign_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def sign(self) -> None:
        """Sign, or show what has to be put right."""
        if not self.form.is_ready():
            return
        password = self.form.values().get("password", "")
        task = tasks.command(self, self._sign, password).busy(self.sign_button).form(self.form)
        task.done(self._signed).failed(self._show_form).start()

    def _show_form(self, _error: AppError) -> bool:
        """Make room for what has to be put right, also where no password was asked for; the form says what it is."""
        self.form.show()
        return False

    def _signed(self, result: Any) -> None:
        self.accept()
        self._on_signed(result)

    def _fit(self, window: QWidget, words: QWidget) -> None:
        """Be as wide and high as what is signed needs, within the window behind."""
        wide = min(theme.px(WIDE), window.width() - 32)
        high = words.heightForWidth(wide - 64)
        high = high if high > 0 else words.sizeHint().height()
        self.setFixedWidth(wide)
        self.scroll.setFixedHeight(min(high + 8, theme.px(HIGH), max(96, window.height() // 3)))
