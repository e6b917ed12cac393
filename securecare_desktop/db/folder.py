"""The folder of a store before anybody opens it: whether there is a file at all. Needs no key and no library."""

from pathlib import Path

from securecare_desktop.core.errors import StoreError
from securecare_desktop.core.text import _

STORE_FILE = "store.db"


def require_store_folder(folder: Path) -> None:
    """Raise StoreError unless there is a store file in `folder`; what is in it only the key can tell."""
    try:
        size = (folder / STORE_FILE).stat().st_size
    except OSError:
        raise StoreError(
            _("There is no store in this folder."),
            _("Check the folder's name, or restore the last backup into it."),
        ) from None
    if size == 0:
        raise StoreError(
            _("The store file is empty."), _("Leave it as it is and restore the last good backup.")
        )
