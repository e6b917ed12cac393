"""Files replaced in one step, settings that survive damage, a log that says nothing of a record."""

import json
import logging
from pathlib import Path

import pytest

from securecare_desktop.core import log
from securecare_desktop.core.identity import new_id
from securecare_desktop.core.paths import make_private_folder, replace_file, resource
from securecare_desktop.core.settings import PersonSettings, Settings, read_settings, write_settings


def test_a_replaced_file_leaves_nothing_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "keyring.json"
    replace_file(file, b"one")
    replace_file(file, b"two")
    assert file.read_bytes() == b"two"
    assert [p.name for p in tmp_path.iterdir()] == ["keyring.json"]


def test_a_replacement_that_fails_keeps_the_old_file_whole(tmp_path: Path) -> None:
    target = tmp_path / "taken"
    target.mkdir()
    (target / "inside").write_bytes(b"old")
    with pytest.raises(OSError):  # noqa: PT011 - the kind differs between systems
        replace_file(target, b"new")
    assert (target / "inside").read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["taken"]


def test_a_missing_folder_is_an_os_error_and_nothing_else(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        replace_file(tmp_path / "nowhere" / "file.pdf", b"x")
    assert list(tmp_path.iterdir()) == []


def test_settings_come_back_as_they_were_kept(tmp_path: Path) -> None:
    kept = Settings(store="somewhere", idle_minutes=7, recent={"denise": "2026-05-14"}).with_person(
        "denise", PersonSettings("dark", 150)
    )
    write_settings(tmp_path / "deep" / "settings.json", kept)
    assert read_settings(tmp_path / "deep" / "settings.json") == kept


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "null", '{"people": {"d": 3}}', '{"idle_minutes": 900, "recent": 4, "store": {}}'],
)
def test_damaged_settings_give_the_defaults(tmp_path: Path, content: str) -> None:
    file = tmp_path / "settings.json"
    file.write_text(content, "utf-8")
    assert read_settings(file) == Settings()


def test_an_impossible_choice_of_one_person_is_replaced_and_the_rest_kept(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    people = {"a": {"theme": "pink", "text_size": 5000, "new": 1}, "b": {"theme": "dark", "text_size": 125}}
    file.write_text(json.dumps({"people": people}), "utf-8")
    settings = read_settings(file)
    assert settings.person("a") == PersonSettings()
    assert settings.person("b") == PersonSettings("dark", 125)


def test_a_defect_is_logged_by_place_and_never_by_its_words(tmp_path: Path) -> None:
    secret = "she cried about her brother"
    root = logging.getLogger("securecare_desktop")
    before = list(root.handlers)
    log.start_log(tmp_path)
    try:
        try:
            raise ValueError(secret)
        except ValueError as error:
            reference = log.note_defect(error)
    finally:
        for handler in [h for h in root.handlers if h not in before]:
            handler.close()
            root.removeHandler(handler)
    written = (tmp_path / "securecare.log").read_text("utf-8")
    assert reference in written
    assert "ValueError" in written
    assert "test_files_and_settings.py" in written
    assert secret not in written


def test_a_log_that_cannot_be_written_does_not_stop_the_program(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", "utf-8")
    before = list(logging.getLogger("securecare_desktop").handlers)
    log.start_log(blocked / "logs")
    assert list(logging.getLogger("securecare_desktop").handlers) == before


def test_private_folders_are_made_with_their_parents(tmp_path: Path) -> None:
    make_private_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()


def test_ids_are_all_different_and_sort_by_time() -> None:
    ids = [new_id() for _ in range(1000)]
    assert len(set(ids)) == 1000
    assert all(len(i) == 32 for i in ids)
    assert [i[:12] for i in ids] == sorted(i[:12] for i in ids)


def test_shipped_files_are_found() -> None:
    assert resource("icons/check.svg").is_file()
