"""British spelling: whether a word is known, and what may have been meant. The only module that knows hunspell.

Names on record and what to say on screen are for others. Nothing that is asked here is kept.
"""

import threading
import unicodedata
from pathlib import Path
from typing import Any

from .errors import AppError
from .paths import resource
from .text import _

LANGUAGE = "en_GB"
SUGGESTIONS = 5
_LONGEST = 60
"""No word is longer: a line of letters without a gap is no word, and slow to look for."""
_PROOF = ("children", "because", "bedroom", "together")
"""Words that every whole dictionary has. Hunspell reads a broken one without complaint and then knows none."""


class SpellingMissing(AppError):
    """The dictionary is missing or broken; the program works on without hints about spelling."""


class Speller:
    """The dictionary in resources/spelling, with the words of the field beside it.

    Until `load` has worked every word is known. Asking for a word takes some microseconds; asking for what may
    have been meant takes a tenth of a second, so that is only for somebody who has asked.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._dictionary: Any = None
        self._lock = threading.Lock()

    @property
    def is_loaded(self) -> bool:
        """Whether words can be looked up."""
        return self._dictionary is not None

    def load(self) -> None:
        """Read the dictionary, once; it takes about 60 ms. Raises SpellingMissing."""
        with self._lock:
            if self._dictionary is None:
                self._dictionary = self._read()

    def knows(self, word: str) -> bool:
        """Say whether a word is spelt as the dictionary has it; figures and words in capitals are left alone."""
        if self._dictionary is None or len(word) > _LONGEST or not _is_word(word):
            return True
        plain = word.replace("’", "'")
        if self._dictionary.spell(plain):
            return True
        # "Kai's" is known where "Kai" is, and "café" where "cafe" is: the dictionary was made without accents
        stem = plain[:-2] if plain[-2:] in ("'s", "'S") else plain.rstrip("'")
        bare = _without_accents(stem)
        return any(other != plain and self._dictionary.spell(other) for other in (stem, bare) if other)

    def suggestions(self, word: str) -> tuple[str, ...]:
        """Return what may have been meant, the likeliest first. Takes about 100 ms."""
        if self._dictionary is None or len(word) > _LONGEST:
            return ()
        found = self._dictionary.suggest(word.replace("’", "'"))
        return tuple(one for one in dict.fromkeys(found) if one)[:SUGGESTIONS]

    def _read(self) -> Any:  # the library has no types
        folder = self._folder or resource("spelling")
        try:
            from hunspell import Hunspell

            # UTF-8 for the path: on Windows the library then opens it as Unicode, whatever the name of the user
            dictionary = Hunspell(LANGUAGE, hunspell_data_dir=str(folder), system_encoding="utf-8")
            for word in _own_words(folder / "words.txt"):
                dictionary.add(word)
            whole = all(dictionary.spell(word) for word in _PROOF)
        except (OSError, ImportError, ValueError):
            whole = False
        if not whole:
            raise SpellingMissing(
                _("The dictionary could not be read, so spelling is not looked at."),
                _("Everything else works. Setting the program up again brings it back."),
            )
        return dictionary


def _own_words(file: Path) -> tuple[str, ...]:
    """Return the words of our field that the dictionary does not have; none where the file is not there."""
    if not file.exists():
        return ()
    lines = file.read_text("utf-8-sig").splitlines()
    return tuple(word for line in lines if not line.startswith("#") for word in line.split())


def _is_word(word: str) -> bool:
    return len(word) > 1 and not word.isupper() and not any(letter.isdigit() for letter in word)


def _without_accents(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
