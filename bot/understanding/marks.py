"""Vietnamese marks as evidence: "nhưng" is no name, "Nhung" is one, "nhung" typed without marks may be either."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from bot.understanding.fold import WORDS, plain


@lru_cache(WORDS)
def spelled(word: str) -> str:
    """The word without case and without regard to which vowel carries its tone: "hoà" and "hòa" are one."""
    lowered = word.lower()
    if lowered.isascii():
        return lowered
    split = unicodedata.normalize("NFD", lowered)
    letters = "".join(char for char in split if not unicodedata.combining(char))
    return letters + "".join(sorted(char for char in split if unicodedata.combining(char)))


@lru_cache(maxsize=64)
def spellings(words: frozenset[str]) -> frozenset[str]:
    """The words of a list as `spelled` writes them."""
    return frozenset(map(spelled, words))


@lru_cache(maxsize=64)
def folds(words: frozenset[str]) -> frozenset[str]:
    """The words of a list without marks."""
    return frozenset(map(plain, words))


def is_marked(text: str) -> bool:
    """True where the text was typed with its marks, so that a word without any has none."""
    words = text.split()
    with_marks = [word for word in words if not word.isascii()]
    return 3 * len(with_marks) >= len(words) > 0
