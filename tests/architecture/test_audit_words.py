"""Whatever the program notes in the audit trail has words, and the fields have those of the forms."""

import ast
from collections.abc import Iterator

import pytest

from securecare_desktop.core.audit_labels import (
    ACTIONS,
    DETAILS,
    EARLIER_FIELDS,
    FIELDS,
    FIELDS_OF,
    KINDS,
    NOT_SHOWN,
    PLACES,
    SPECIAL,
)
from securecare_desktop.db import audit
from securecare_desktop.db.base import RecordRow
from securecare_desktop.db.plans import ACTS
from securecare_desktop.db.unit_of_work import _columns_of
from securecare_desktop.domain.audit_words import RECORDS, field_label
from securecare_desktop.domain.editions import HandedOut
from tests.architecture.source_tree import Source, called, floors, parse

KNOWN = {action for group in ACTIONS.values() for action in group}
CHANGES = {audit.ADDED, audit.CHANGED, audit.REMOVED, audit.SIGNED, *ACTS}


def audited(row: type[RecordRow] = RecordRow) -> Iterator[tuple[str, type[RecordRow]]]:
    """Yield the kind and the rows of every record whose changes are events; the samples of other tests are none."""
    for kind in row.__subclasses__():
        if "__record_kind__" in vars(kind) and kind.__audited__ and kind.__module__.startswith("securecare_"):
            yield kind.__record_kind__, kind
        yield from audited(kind)


AUDITED = dict(audited())


def texts(node: ast.AST | None) -> Iterator[str]:
    """Yield every text that an expression can be: both sides of a choice, every way a pack leaves."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp():
            yield from texts(node.body)
            yield from texts(node.orelse)
        case ast.JoinedStr(values=[ast.Constant(value="pack_"), ast.FormattedValue()]):
            yield from (f"pack_{how.value}" for how in HandedOut)


def is_note(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "note"
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "work"
    )


def noted(source: Source) -> Iterator[tuple[ast.AST, str]]:
    """Yield each action that a module notes, and each reason it locks for."""
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Call):
            continue
        locks = called(node) in ("lock", "_let_go", "_lock") and source.floor in ("services", "ui", "cli")
        if (is_note(node) or called(node) == "_note") and node.args and source.floor == "services":
            yield from ((node, text) for text in texts(node.args[0]))
        elif locks:
            reasons = [*node.args, *(k.value for k in node.keywords)]
            yield from ((node, text) for reason in reasons for text in texts(reason) if text)


def unread(source: Source) -> Iterator[str]:
    """Yield each note whose action stands neither there nor where a helper named `_note` or `lock` is called."""
    for function in ast.walk(source.tree):
        if isinstance(function, ast.FunctionDef) and function.name not in ("_note", "lock"):
            for node in ast.walk(function):
                if is_note(node) and not list(texts(node.args[0])):  # type: ignore[attr-defined]
                    yield source.at(node, ast.unparse(node))


def details(source: Source) -> Iterator[tuple[ast.AST, str]]:
    """Yield the name of each thing that is noted beside an event, where it is written down in the call."""
    for node in ast.walk(source.tree):
        if is_note(node):
            for given in node.keywords:  # type: ignore[attr-defined]
                if given.arg == "details" and isinstance(given.value, ast.Dict):
                    yield from ((node, text) for key in given.value.keys for text in texts(key))


def looked_at(source: Source) -> Iterator[tuple[ast.AST, str]]:
    """Yield each noun that a service says was looked at."""
    nouns = {
        target.id: text
        for node in source.tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
        for text in texts(node.value)
    }
    for node in ast.walk(source.tree):
        if isinstance(node, ast.keyword) and node.arg == "looked_at":
            if isinstance(node.value, ast.Name) and node.value.id in nouns:
                yield node.value, nouns[node.value.id]
            yield from ((node.value, text) for text in texts(node.value) if text)


def test_every_action_that_is_noted_has_words() -> None:
    found = [(source.at(node, action), action) for source in floors() for node, action in noted(source)]
    assert {action for _at, action in found} >= {"signed_in", "password_set", "locked_idle", "pack_printed"}
    assert [at for at, action in found if action not in KNOWN] == []
    assert CHANGES | {audit.CLOCK_WENT_BACK} <= KNOWN


def test_no_action_is_noted_that_the_rule_cannot_read() -> None:
    assert [fault for source in floors("services") for fault in unread(source)] == []
    assert list(unread(parse("def save(work, what):\n    work.note(what)")))


def test_no_words_stand_for_an_action_that_nobody_notes() -> None:
    found = {action for source in floors() for _node, action in noted(source)}
    found |= {text for source in floors("ui") for text in _reasons(source)}
    assert KNOWN - found - CHANGES - {audit.CLOCK_WENT_BACK, "locked"} == set()


def _reasons(source: Source) -> Iterator[str]:
    """Yield the reasons that the watch over the operating system gives."""
    if source.path.endswith("lock_reasons.py"):
        for node in ast.walk(source.tree):
            yield from texts(node)


def test_everything_that_is_noted_beside_an_event_has_words() -> None:
    found = [(source.at(node, name), name) for source in floors() for node, name in details(source)]
    assert found
    assert [at for at, name in found if name not in DETAILS] == []


def test_everything_that_can_be_looked_at_has_words() -> None:
    found = [
        (source.at(node, noun), noun) for source in floors("services") for node, noun in looked_at(source)
    ]
    assert {noun for _at, noun in found} >= {"plans", "today"}
    assert [at for at, noun in found if noun not in PLACES] == []


@pytest.mark.parametrize(
    "line",
    ["work.note('odd')", "work.note('a' if b else 'odd')", "self._let_go('odd')", "session.lock('odd')"],
)
def test_the_rule_sees_an_action(line: str) -> None:
    sample = parse(line, "securecare_desktop/services/sample.py")
    assert "odd" in {action for _node, action in noted(sample)}


def test_every_kind_of_record_has_words_and_is_known() -> None:
    assert set(AUDITED) == set(KINDS)
    assert {kind: row.__domain__ for kind, row in AUDITED.items()} == dict(RECORDS)
    assert {kind for _action, kind in SPECIAL} <= set(KINDS)


def test_every_field_that_is_not_an_id_has_words() -> None:
    missing = [
        f"{kind}.{name}"
        for kind, row in AUDITED.items()
        for name in _columns_of(row)
        if not (name.endswith("_id") or name in NOT_SHOWN or name == "answers")
        and name not in FIELDS_OF.get(kind, {})
        and name not in FIELDS
    ]
    assert missing == []


def test_no_words_stand_for_a_field_that_is_not_there() -> None:
    fields = {kind: set(_columns_of(row)) for kind, row in AUDITED.items()}
    assert [
        f"{kind}.{name}" for kind, own in FIELDS_OF.items() for name in own if name not in fields[kind]
    ] == []
    everywhere = set().union(*fields.values()) | {"signed_digest"}
    assert set(FIELDS) <= everywhere


def test_what_was_written_in_fields_that_are_gone_is_still_told() -> None:
    for kind, gone in EARLIER_FIELDS.items():
        assert set(gone).isdisjoint(_columns_of(AUDITED[kind]))
        assert all(field_label(kind, name) for name in gone)
    assert field_label("goals", "progress") == "What has happened so far"


def labels_of_forms() -> dict[str, set[str]]:
    """Return the labels that the forms give each field."""
    found: dict[str, set[str]] = {}
    for source in floors("ui"):
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and called(node) in ("Field", "whom_field"):
                strings = [text for arg in node.args[:2] for text in _translated(arg)]
                name = node.args[0].value if isinstance(node.args[0], ast.Constant) else "with_whom"
                found.setdefault(str(name), set()).update(strings)
    return found


def _translated(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call) and called(node) == "_":
        yield from texts(node.args[0])


WITHOUT_A_FIELD = {
    "about_me.kind", "about_me.text", "actions.done_by", "addenda.words", "attachments.data",
    "attachments.name", "change_steps.done_by", "change_steps.due_on", "checklist_items.done_by",
    "checklist_items.moved_because", "checklist_items.place",
    "checklist_template_items.place", "checklist_templates.ended_on", "pack_copies.made_by",
    "own_framework_items.ended", "plan_versions.made_on", "plan_versions.manager_name", "plan_versions.state",
    "withholdings.words", "worker_changes.decided_on",
}  # fmt: skip
"""Fields that are filled in otherwise than in a field of that name; others of the name mean something else."""


def test_fields_have_the_words_of_the_forms_that_fill_them_in() -> None:
    forms = labels_of_forms()
    assert len(forms) > 100
    differing = [
        f"{kind}.{name}: {words} (the forms say {forms[name]})"
        for kind, own in FIELDS_OF.items()
        for name, words in own.items()
        if forms.get(name) and words not in forms[name] and f"{kind}.{name}" not in WITHOUT_A_FIELD
    ]
    assert differing == []
