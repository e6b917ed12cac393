"""Where hints on words come from: words that care, spelling, and what belongs to whom somebody writes about.

One object for everybody signed in, handed to each page (ui/screens.py). It remembers which words are known while
somebody is signed in, and nothing of it goes anywhere: no hint is counted, stored or logged.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from ...core.errors import AppError
from ...core.spelling import Speller
from ...domain.language import Hit, TermFinder, TermPair, Word, quoted_parts, words_in
from ...domain.messages import Changed
from ...services.language import WritingAbout
from .. import notify, tasks
from .looks import Looks
from .stretches import units

STALE_WITH = frozenset({"language", "young_people", "people", "staff", "units"})
MOST_TEXTS = 1000
"""How many paragraphs are remembered with their hints: enough for a plan of 20,000 words."""
MOST_WORDS = 50_000


class Language(Protocol):
    """What hints need of the language service."""

    def writing_about(self, young_person_id: str, /) -> WritingAbout:
        """Return whose words and names to leave alone."""
        ...

    def keep(self, young_person_id: str, term: str, /) -> Any:
        """Note that a term is the young person's own word."""
        ...


@dataclass(frozen=True, slots=True)
class Mark:
    """A word to say something about; without `hit` about its spelling.

    It stands from `start` to before `end` of its paragraph, as Qt counts letters.
    """

    start: int
    end: int
    word: str
    hit: Hit | None = None


class HintSource(QObject):
    """Finds what to underline. `changed` is sent when texts have to be looked through again.

    `pairs` reads the words that care. Without `language` nothing on record is asked for, for roles that read no records.
    """

    changed = Signal()

    def __init__(
        self,
        pairs: Callable[[], tuple[TermPair, ...]],
        language: Language | None = None,
        *,
        may_keep: bool = False,
        speller: Speller | None = None,
    ) -> None:
        super().__init__()
        self._read_pairs, self._language, self.may_keep = pairs, language, may_keep
        self._speller = speller or Speller()
        self._finder: TermFinder | None = None
        self._asked = False
        self._about: dict[str, WritingAbout] = {} if language is not None else {"": WritingAbout()}
        self._asked_about: set[str] = set()
        self._left: set[str] = set()
        self._known: dict[str, bool] = {}
        self._marks: OrderedDict[tuple[str, str, Looks], tuple[Mark, ...]] = OrderedDict()
        tasks.hub().changed.connect(self._hear)

    # -- getting ready ----------------------------------------------------------------------------------

    def wake(self, young_person_id: str) -> None:
        """Fetch what is needed to look through a text about this young person, once; `changed` follows."""
        if not self._asked:
            self._asked = True
            tasks.render(self, self._load).done(self._loaded).start()
        if self._language is not None and young_person_id not in self._asked_about:
            self._asked_about.add(young_person_id)
            task = tasks.query(self, self._language.writing_about, young_person_id)
            task.done(partial(self._heard_about, young_person_id))
            task.failed(lambda _error: self._heard_about(young_person_id, WritingAbout()))
            task.start()

    def _load(self) -> tuple[TermFinder, AppError | None]:
        """Off the GUI thread: read the words that care, and the dictionary."""
        trouble: AppError | None = None
        try:
            self._speller.load()
        except AppError as error:
            trouble = error
        return TermFinder(self._read_pairs()), trouble

    def _loaded(self, found: tuple[TermFinder, AppError | None]) -> None:
        self._finder, trouble = found
        if trouble is not None:
            notify.tell(trouble.text, "info", trouble.hint)
        self._start_anew()

    def _heard_about(self, young_person_id: str, about: WritingAbout) -> None:
        self._about[young_person_id] = about
        self._start_anew()

    def _hear(self, changed: Changed) -> None:
        """Ask again for names and kept words that may be others now; until they come the old ones hold."""
        if changed.nouns & STALE_WITH and self._asked_about:
            again, self._asked_about = self._asked_about, set()
            for young_person_id in again:
                self.wake(young_person_id)

    def _start_anew(self) -> None:
        self._marks.clear()
        self.changed.emit()

    # -- looking through texts --------------------------------------------------------------------------

    def marks(self, text: str, young_person_id: str, looks: Looks) -> tuple[Mark, ...]:
        """Return what there is to say about a paragraph, in its order; nothing until all that is needed is there."""
        about = self._of(young_person_id)
        if self._finder is None or about is None or not text:
            return ()
        key = (text, young_person_id, looks)
        found = self._marks.get(key)
        if found is None:
            found = self._marks[key] = self._look_through(text, about, looks)
            if len(self._marks) > MOST_TEXTS:
                self._marks.popitem(last=False)
        else:
            self._marks.move_to_end(key)
        return found

    def _of(self, young_person_id: str) -> WritingAbout | None:
        return self._about.get(young_person_id if self._language is not None else "")

    def _look_through(self, text: str, about: WritingAbout, looks: Looks) -> tuple[Mark, ...]:
        assert self._finder is not None
        words = words_in(text)
        hits = self._finder.find(text, about.kept, words) if looks.words else ()
        marks = [Mark(hit.start, hit.end, text[hit.start : hit.end], hit) for hit in hits]
        if looks.spelling and self._speller.is_loaded:
            wrong = [word for word in words if not self._knows(word.text)]
            taken = [*quoted_parts(text), *((hit.start, hit.end) for hit in hits)] if wrong else []
            marks += [
                mark for word in wrong if (mark := self._misspelt(text, word, taken, about)) is not None
            ]
            marks.sort(key=lambda mark: mark.start)
        if marks and units(text) != len(text):
            marks = [
                replace(mark, start=units(text[: mark.start]), end=units(text[: mark.end])) for mark in marks
            ]
        return tuple(marks)

    def _knows(self, word: str) -> bool:
        known = self._known.get(word)
        if known is None:
            if len(self._known) > MOST_WORDS:
                self._known.clear()
            known = self._known[word] = self._speller.knows(word)
        return known

    def _misspelt(
        self, text: str, word: Word, taken: list[tuple[int, int]], about: WritingAbout
    ) -> Mark | None:
        """Return the mark for a word that the dictionary lacks, unless it is a name, kept, left, or in quotes."""
        plain = word.text.lower().replace("’", "'")
        leave = (about.names, about.kept, self._left)
        if any(plain in words or plain.removesuffix("'s") in words for words in leave):
            return None
        if any(start <= word.start < end for start, end in taken):
            return None
        whole = _with_hyphens(text, word)
        if whole != word.text and self._knows(whole):
            return None  # "de-escalate" is known, "de" is not
        return Mark(word.start, word.end, word.text)

    # -- choosing ---------------------------------------------------------------------------------------

    def suggestions(self, word: str) -> tuple[str, ...]:
        """Return what may have been meant; takes a tenth of a second, so only for somebody who asks."""
        return self._speller.suggestions(word)

    def leave(self, word: str) -> None:
        """Leave the spelling of a word alone until the program locks."""
        self._left.add(word.lower().replace("’", "'"))
        self._start_anew()

    def name_of(self, young_person_id: str) -> str:
        """Return the name used of the young person, empty where none is written about or their words cannot be kept."""
        about = self._of(young_person_id)
        return about.name_used if about is not None and self.may_keep and young_person_id else ""

    def keep(self, young_person_id: str, term: str) -> None:
        """Store that a term is the young person's own word; the hints on it go when it is stored."""
        if self._language is not None:
            tasks.command(self, self._language.keep, young_person_id, term).start()


def _with_hyphens(text: str, word: Word) -> str:
    """Return the word with hyphens that a word is a part of, or the word itself."""
    inside, start, end = "'’-‐‑", word.start, word.end
    while start and (text[start - 1].isalnum() or text[start - 1] in inside):
        start -= 1
    while end < len(text) and (text[end].isalnum() or text[end] in inside):
        end += 1
    return text[start:end].strip(inside)
