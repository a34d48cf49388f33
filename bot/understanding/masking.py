"""A text that was not understood, as staff may see it: numbers, names and addresses blotted out."""

from __future__ import annotations

from bot.understanding.fold import clean, plain
from bot.understanding.lexicon import Lexicon
from bot.understanding.person_names import read_person_name
from bot.understanding.regex import regex
from bot.understanding.sentence import words

MOST_CHARS = 120

_ADDRESS = regex(r"\S*(?:@|://|www\.|\w\.\w)\S*")
_NUMBER = regex(r"\d")
_NAME = "X"


def masked(text: str, lexicon: Lexicon) -> str:
    """The first MOST_CHARS characters with digits as 0, and a name's words, capitals inside and addresses as X."""
    shown = _ADDRESS.sub(_NAME, clean(text)[:MOST_CHARS])
    named = frozenset(words(plain(read_person_name(text, lexicon) or "")))
    return _NUMBER.sub("0", " ".join(_blotted(word, at, named) for at, word in enumerate(shown.split())))


def _blotted(word: str, at: int, named: frozenset[str]) -> str:
    inside = at > 0 and word[:1].isupper()
    return _NAME if inside or not named.isdisjoint(words(plain(word))) else word
