"""Words as a label spells them: ASCII without marks, and a key that still tells "Huệ" from "Huế"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.understanding.fold import clean

_WORD = re.compile(r"[^\W_]+(?:['’‘`ʼ][^\W_]+)*")
_APOSTROPHES = re.compile(r"['’‘`ʼ]")

ValueT = TypeVar("ValueT")


def unmarked(text: str) -> str:
    """The text in lower case without marks, đ as d; letters of other scripts stay."""
    if text.isascii():
        return text.lower()
    split = unicodedata.normalize("NFKD", text.lower().replace("đ", "d"))
    return "".join(char for char in split if not unicodedata.combining(char))


def compact(text: str) -> str:
    """The ASCII letters and digits of a text, as one label without hyphens."""
    return "".join(char for char in unmarked(text) if char.isascii() and char.isalnum())


@dataclass(frozen=True, slots=True)
class Word:
    """A word: `plain` as a label spells it, `key` with marks in a fixed order, `prefix` the H of H'Hen."""

    plain: str
    key: str
    prefix: str = ""

    @property
    def marked(self) -> bool:
        """True where the word was written with marks or đ."""
        return self.key != self.plain


def read_words(text: str) -> tuple[Word, ...]:
    """The words and numbers of a cleaned text in order; words of other scripts are left out."""
    found = (_word(match[0]) for match in _WORD.finditer(clean(text)))
    return tuple(word for word in found if word.plain.isascii())


def _word(typed: str) -> Word:
    parts = _APOSTROPHES.split(typed.lower())
    letters = "".join(parts)
    plain = unmarked(letters)
    split = unicodedata.normalize("NFD", letters.replace("đ", "d~"))
    marks = "".join(sorted(char for char in split if char == "~" or unicodedata.combining(char)))
    return Word(plain, plain + marks, unmarked(parts[0]) if len(parts) > 1 else "")


def joined(words: Iterable[Word]) -> str:
    """The words as one label."""
    return "".join(word.plain for word in words)


@dataclass(frozen=True, slots=True)
class Phrases(Generic[ValueT]):
    """A table of phrases; unmarked words match a marked entry, a single one only where not `strict`."""

    by_key: Mapping[tuple[str, ...], ValueT]
    by_plain: Mapping[tuple[str, ...], ValueT]
    longest: int
    strict: bool

    @classmethod
    def of(cls, entries: Mapping[str, ValueT], strict: bool = False) -> Phrases[ValueT]:
        """The table of these phrases, as people write them."""
        read = {read_words(phrase): value for phrase, value in entries.items()}
        by_key = {tuple(word.key for word in words): value for words, value in read.items()}
        by_plain: dict[tuple[str, ...], ValueT] = {}
        for words, value in read.items():
            by_plain.setdefault(tuple(word.plain for word in words), value)
        return cls(by_key, by_plain, max(map(len, read), default=0), strict)

    def first(self, words: Sequence[Word]) -> tuple[int, ValueT] | None:
        """The longest phrase the words begin with: its number of words and its value."""
        return self._longest(words, from_start=True)

    def last(self, words: Sequence[Word]) -> tuple[int, ValueT] | None:
        """The longest phrase the words end with: its number of words and its value."""
        return self._longest(words, from_start=False)

    def __contains__(self, word: Word) -> bool:
        return self.first((word,)) is not None

    def _longest(self, words: Sequence[Word], from_start: bool) -> tuple[int, ValueT] | None:
        for size in range(min(self.longest, len(words)), 0, -1):
            value = self._exact(words[:size] if from_start else words[-size:])
            if value is not None:
                return size, value
        return None

    def _exact(self, window: Sequence[Word]) -> ValueT | None:
        value = self.by_key.get(tuple(word.key for word in window))
        loose = not (self.strict and len(window) == 1) and not any(word.marked for word in window)
        if value is None and loose:
            return self.by_plain.get(tuple(word.plain for word in window))
        return value
