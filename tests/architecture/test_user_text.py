"""What a person reads goes through gettext, and the catalogue of it is whole."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.kit import shown_texts
from tests.architecture.source_tree import Source, called, dotted, floors, is_log_call, literal_texts, parse

MARKS = {"_", "N_", "ngettext"}
SHOWS_TEXT = {
    "QAction", "QCheckBox", "QCommandLinkButton", "QDockWidget", "QGroupBox", "QLabel", "QLineEdit", "QMenu",
    "QPlainTextEdit", "QPushButton", "QRadioButton", "QTextEdit", "QToolButton", "addAction", "addButton",
    "addItem", "addItems", "addMenu", "addRow", "addTab", "appendPlainText", "insertItem", "insertTab",
    "setAccessibleDescription", "setAccessibleName", "setHeaderLabels", "setHorizontalHeaderLabels", "setHtml",
    "setInformativeText", "setItemText", "setLabelText", "setPlaceholderText", "setPlainText", "setPrefix",
    "setSpecialValueText", "setStatusTip", "setSuffix", "setTabText", "setText", "setTitle", "setToolTip",
    "setWhatsThis", "setWindowTitle", "showMessage",
}  # fmt: skip
OWN_NAME = "SecureCare Desktop"  # the same in every language
FIRST_ONLY = {"addItem", "insertItem"}  # what follows the text is the item's value
WORD = re.compile(r"[^\W\d_]{3,}")
TAG = re.compile(r"^[^<]*>|<[^>]*>|<[^>]*$|&\w+;")  # a gap in an f-string may cut a tag in two
SENTENCE = re.compile(r"[A-Z][a-z’']*( [\w“”‘’'(),;:–-]+)*( [a-z“”‘’'(),;:–-]+)( |\.|$)")
DEFECTS = {
    "AssertionError", "AttributeError", "KeyError", "LookupError", "NotImplementedError", "RuntimeError", "TypeError",
    "ValueError", "argparse.Namespace", "TypeVar", "warnings.warn",
}  # fmt: skip


def untranslated(source: Source) -> Iterator[str]:
    """Yield fixed words handed straight to a widget."""
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Call):
            continue
        shown = list(shown_texts(node))
        if called(node) in SHOWS_TEXT:
            shown += node.args
        if called(node) in FIRST_ONLY:
            first_is_icon = (
                node.args and isinstance(node.args[0], ast.Call) and "icon" in called(node.args[0]).lower()
            )
            shown = node.args[1:2] if first_is_icon else node.args[:1]
        for argument in shown:
            for text in literal_texts(argument):
                if WORD.search(TAG.sub(" ", text.value.replace(OWN_NAME, ""))):
                    yield source.at(text, f"{text.value!r} without _()")


def unmarked_sentences(source: Source) -> Iterator[str]:
    """Yield texts that read like a sentence or a title and pass no mark for translation."""
    quiet: set[ast.AST] = set()
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            quiet.add(node.value)  # a docstring, or a note below a field
        elif isinstance(node, ast.Call) and (
            called(node) in MARKS or dotted(node.func) in DEFECTS or is_log_call(node)
        ):
            quiet.update(ast.walk(node))
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in quiet:
            reads_like_one = (
                SENTENCE.match(node.value.replace(OWN_NAME, "")) and "{" not in node.value.partition(" ")[0]
            )
            if reads_like_one:
                yield source.at(node, f"{node.value!r} without _()")


def test_no_widget_is_handed_fixed_words() -> None:
    faults = [fault for source in floors("ui", "app") for fault in untranslated(source)]
    assert not faults, "\n".join(faults)


def test_every_sentence_in_the_program_is_marked_for_translation() -> None:
    faults = [
        fault
        for source in floors()
        if "/migrations/" not in source.path
        for fault in unmarked_sentences(source)
    ]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    "line",
    [
        "QLabel('Family time')",
        "label.setText(f'{count} still to be told')",
        "self.setWindowTitle('Change' if one else _('Changes'))",
        "box.addItem('Mother')",
        "box.addItem(icon('check'), 'Mother')",
        "button.setToolTip('Save ' + name)",
        "label.setText('<b>Plan</b>')",
        "label.setText('{} days'.format(n))",
        "label('Family time', role='hint')",
        "Card(title='Plan', icon='map-pin')",
        "Card(_('Plan'), action=('Add', self.add))",
    ],
)
def test_the_rule_sees_words_without_gettext(line: str) -> None:
    assert list(untranslated(parse(line)))


@pytest.mark.parametrize(
    "line",
    [
        "QLabel(_('Family time'))",
        "box.addItem(_('Mother'), 'mother')",
        "label.setText(f'{a} · {b}')",
        "label.setText('<br/>&nbsp;')",
        "label.setText(f'<span style=\"color: {colour}; font-weight: 600\">{text}</span>')",
        "label.setObjectName('heading')",
        "label(_('Family time'), 'hint')",
        "Card(_('Plan'), icon='map-pin')",
    ],
)
def test_the_rule_lets_marked_words_and_signs_through(line: str) -> None:
    assert not list(untranslated(parse(line)))


@pytest.mark.parametrize("text", ["The day is in the past.", "Family time", "Who is leaving"])
def test_the_rule_sees_a_sentence_without_gettext(text: str) -> None:
    assert list(unmarked_sentences(parse(f"x = {text!r}")))
    assert not list(unmarked_sentences(parse(f"x = _({text!r})\ndef f():\n    {text!r}")))
