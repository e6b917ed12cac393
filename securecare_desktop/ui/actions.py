"""Every keyboard shortcut, once: for the shell, the menus and the help page."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ..core.text import N_, _


@dataclass(frozen=True, slots=True)
class Act:
    """One thing a key does. `keys` in Qt's portable writing; `owner` is who binds it: shell, form or sheet."""

    id: str
    text: str
    keys: str
    owner: str = "shell"
    icon: str = ""


ACTS = (
    Act("find", N_("Find a name, a date or a word"), "Ctrl+K", icon="search"),
    Act("new_entry", N_("New entry"), "Ctrl+N", icon="pencil"),
    Act("light_call", N_("A call, in three fields"), "Ctrl+Shift+N", icon="pencil"),
    Act("lock", N_("Lock"), "Ctrl+L", icon="lock"),
    Act("switch_person", N_("Switch person"), "Ctrl+Shift+L", icon="users-round"),
    Act("print_pack", N_("Pack or sheet"), "Ctrl+P", icon="printer"),
    Act("save_now", N_("Save now"), "Ctrl+S", icon="save"),
    Act("next_tab", N_("Next tab"), "Ctrl+Tab"),
    Act("previous_tab", N_("Tab before"), "Ctrl+Shift+Tab"),
    *(Act(f"young_person_{n}", N_("Young person {n} in the list at the left"), f"Ctrl+{n}") for n in range(1, 10)),
    Act("next_region", N_("Next part of the window"), "F6"),
    Act("previous_region", N_("Part of the window before"), "Shift+F6"),
    Act("sign", N_("Save and sign"), "Ctrl+Return", owner="form", icon="signature"),
    Act("next_problem", N_("Next thing to put right; next change between two versions"), "F8", owner="form"),
    Act("previous_change", N_("Change between two versions before"), "Shift+F8", owner="compare"),
    Act("next_hint", N_("Next word with a hint"), "F7", owner="form"),
    Act("hint_choices", N_("Words to choose for the word at the cursor"), "Ctrl+.", owner="form"),
    Act("open_calendar", N_("Open the calendar of a date field; move a row of a short list down"), "Alt+Down", owner="form"),
    Act("row_up", N_("Move a row of a short list up"), "Alt+Up", owner="form"),
    Act("close", N_("Close the sheet or dialog, keeping the draft"), "Esc", owner="sheet"),
    Act("help", N_("Help"), "F1", icon="circle-question-mark"),
)  # fmt: skip
_BY_ID = {act.id: act for act in ACTS}


def act(act_id: str) -> Act:
    """Return the act with this id."""
    return _BY_ID[act_id]


def text(act_id: str) -> str:
    """Return what the act is called, in the language in use."""
    number = act_id.removeprefix("young_person_")
    return _(_BY_ID[act_id].text).replace("{n}", number)


def keys(act_id: str) -> str:
    """Return the keys as they are written on this computer's keyboard, for example "Ctrl+K"."""
    return QKeySequence(_BY_ID[act_id].keys).toString(QKeySequence.SequenceFormat.NativeText)


def keys_in_words(act_id: str) -> str:
    """Return the keys as they stand on screen, with spaces: "Ctrl K"."""
    return keys(act_id).replace("+", " ")


def bind(
    act_id: str,
    widget: QWidget,
    on_key: Callable[[], object],
    context: Qt.ShortcutContext = Qt.ShortcutContext.WindowShortcut,
) -> QAction:
    """Make the act's keys work in `widget` (its window, or it and its children) and return the QAction."""
    made = QAction(text(act_id), widget)
    made.setObjectName(act_id)
    made.setShortcut(QKeySequence(_BY_ID[act_id].keys))
    made.setShortcutContext(context)
    made.triggered.connect(lambda _checked=False: on_key())
    widget.addAction(made)
    return made
