"""Where things live: the resources that ship with the program, and this person's own folders.

In a wheel `resources/` is inside the package; in a checkout it stands beside it.
"""

import os
from collections.abc import Iterable
from pathlib import Path

import platformdirs

APP_NAME = "SecureCare Desktop"
_PACKAGE = Path(__file__).resolve().parent.parent


def resource_root() -> Path:
    """Return the folder that holds fonts, icons, checklists and the other shipped files."""
    inside = _PACKAGE / "resources"
    return inside if inside.is_dir() else _PACKAGE.parent / "resources"


def resource(name: str) -> Path:
    """Return the path of a shipped file or folder, for example `resource("icons/check.svg")`."""
    return resource_root() / name


def default_store_folder() -> Path:
    """Return the folder where a store lives unless another one is named."""
    return Path(platformdirs.user_data_dir(APP_NAME, appauthor=False)) / "store"


def settings_file() -> Path:
    """Return the file that keeps this computer's settings (never any record)."""
    return Path(platformdirs.user_config_dir(APP_NAME, appauthor=False)) / "settings.json"


def log_folder() -> Path:
    """Return the folder of the program's log."""
    return Path(platformdirs.user_log_dir(APP_NAME, appauthor=False))


def make_private_folder(folder: Path) -> None:
    """Create `folder` and its parents, readable by this user alone where the system has such a mark.

    On Windows the profile folder's own access list does this; the mode bits are not used there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if os.name == "posix":
        folder.chmod(0o700)


def replace_file(target: Path, content: bytes | Iterable[bytes]) -> None:
    """Replace `target` by `content` in one step: write beside it, flush to disk, rename, flush the folder.

    What is too long for the memory comes in parts. A crash leaves either the old file or the new one. Raises
    OSError when the disk is full or the folder cannot be written, and whatever making a part raises; the old file
    is then untouched and the half-written one is removed.
    """
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with open(beside, "wb") as stream:  # needs the handle for fsync
            if os.name == "posix":
                os.fchmod(stream.fileno(), 0o600)
            for part in (content,) if isinstance(content, bytes) else content:
                stream.write(part)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(beside, target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    flush_folder(target.parent)


def flush_folder(folder: Path) -> None:
    """Make a rename in `folder` durable. Windows has no such call and does not need it."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
