"""Collects every text that people see from the sources into the catalogue that translators start from.

`python -m tools.collect_text FILE` writes it; a catalogue that differs in its date alone is left as it is.
"""

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "securecare_desktop"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
NOTES = ("Translators:",)


def collect() -> Catalog:
    """Return the catalogue of the sources as they are now, in the order of the files."""
    from securecare_desktop import __version__

    catalogue = Catalog(
        project="SecureCare Desktop",
        version=__version__,
        copyright_holder="The SecureCare Desktop authors",
        header_comment="# Every text of SecureCare Desktop that a person sees; made by `make translations`.",
        msgid_bugs_address="",
        charset="utf-8",
    )
    found = extract_from_dir(ROOT / PACKAGE, keywords=KEYWORDS, comment_tags=NOTES, strip_comment_tags=True)
    for file, _line, message, comments, context in sorted(found, key=lambda f: (Path(f[0]).as_posix(), f[1])):
        place = f"{PACKAGE}/{Path(file).as_posix()}"
        catalogue.add(message, None, [(place, None)], auto_comments=comments, context=context)
    return catalogue


def messages(catalogue: Catalog) -> set[object]:
    """Return what there is to translate, without places and dates."""
    return {message.id for message in catalogue if message.id}


def main(target: Path) -> None:
    """Write the catalogue to `target` unless the same messages stand there already."""
    new = collect()
    if target.exists():
        with target.open("rb") as stream:
            if messages(read_po(stream)) == messages(new):
                return
    content = io.BytesIO()
    write_po(content, new, width=110)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content.getvalue())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
