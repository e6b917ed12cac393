"""A store that could not be finished is cleared away, as far as the disk lets it."""

from pathlib import Path

from securecare_desktop.services.stores import clear_half_made


def test_a_file_that_cannot_be_removed_keeps_no_other_one(tmp_path: Path) -> None:
    (tmp_path / "store.db").mkdir()  # a folder is no file that can be unlinked
    (tmp_path / "store.db-wal").touch()
    (tmp_path / "keyring.json").touch()
    clear_half_made(tmp_path)
    assert [left.name for left in tmp_path.iterdir()] == ["store.db"]
