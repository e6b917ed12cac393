"""Every choice that the program offers has its word, and no word is left over."""

import enum
import importlib
import pkgutil
from collections.abc import Iterator

from securecare_desktop import domain
from securecare_desktop.core.labels import LABELS


def choices() -> Iterator[type[enum.Enum]]:
    for found in pkgutil.walk_packages(domain.__path__, f"{domain.__name__}."):
        module = importlib.import_module(found.name)
        for value in vars(module).values():
            if (
                isinstance(value, type)
                and issubclass(value, enum.Enum)
                and value.__module__ == module.__name__
            ):
                yield value


def test_every_choice_has_a_word_for_each_of_its_values() -> None:
    assert {choice.__name__: {str(member.value) for member in choice} for choice in choices()} == {
        name: set(words) for name, words in LABELS.items()
    }


def test_no_two_choices_share_a_name_and_so_their_words() -> None:
    names = [choice.__name__ for choice in choices()]
    assert sorted(names) == sorted(set(names))


def test_no_word_is_empty_and_none_is_the_bare_value() -> None:
    for name, words in LABELS.items():
        for value, word in words.items():
            assert word.strip(), (name, value)
            assert "_" not in word, (name, value)
