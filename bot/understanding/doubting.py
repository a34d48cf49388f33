"""How much the words of a text speak against its answering anything, however much it looks like an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import repeat
from math import fsum
from typing import Any

from bot.understanding.regex import regex
from bot.understanding.sentence import cut, words

_DATE = regex(r"(?<![0-9])[0-9]{1,2} ?[/.-] ?[0-9]{1,2} ?[/.-] ?[0-9]{2,4}(?![0-9])")
_PLACES = 6
_STEP, _FIRST = 3, 12  # words: what somebody says first decides, however long they talk on
_LENGTHS = [(str(length), "words") for length in range(_STEP, _FIRST + 1, _STEP)]
Feature = tuple[str, ...]
"""A word, two in a row, or how many there are."""


@dataclass(frozen=True, slots=True)
class Doubts:
    """What each word, and each two words in a row, speak against (or, below zero, for) an answer, in log-odds."""

    points: Mapping[Feature, float]
    start: float
    """What is held against a text before any of its words."""
    enough: float
    """From so much on it is asked again."""

    @classmethod
    def parse(cls, written: Mapping[str, Any]) -> Doubts:
        """The doubts of doubt.yaml; KeyError and ValueError where it is malformed."""
        points = {tuple(str(words).split()): float(weight) for words, weight in written["points"].items()}
        return cls(points, float(written["start"]), float(written["enough"]))

    def doubts(self, said: str) -> bool:
        """True where the words of the plain text are those of texts that answer nothing."""
        points = map(self.points.get, features(said), repeat(0.0))
        against = fsum((self.start, *points))  # in any order the same
        return round(against, _PLACES) >= self.enough


def features(said: str) -> set[Feature]:
    """What is weighed of the beginning of a plain text: its words, each two in a row, how many there are.

    Every date is "date" and every other number "0"; "<" stands before the first word and ">" after the last.
    """
    dated = _DATE.sub(" date ", said) if any(map(said.__contains__, "/.-")) else said
    spoken = (cut(dated.replace("?", " ? "), "?") if "?" in dated else words(dated))[:_FIRST]
    spoken = ["0" if word.isdigit() else word for word in spoken]
    lengths = _LENGTHS[: len(spoken) // _STEP]
    return {*zip(spoken, strict=True), *zip(["<", *spoken], [*spoken, ">"], strict=True), *lengths}
