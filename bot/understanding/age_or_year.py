"""Two digits that an elder may mean as an age as well as a year: "48", "ông 78"."""

from __future__ import annotations

from datetime import date

from bot.understanding.lexicon import Lexicon
from bot.understanding.sentence import POLITE, word_set, words

_OLDEST = 80  # years: who was born so long ago may still be asked here
_ALWAYS_A_YEAR = 60  # from here on a younger person means the year
_ELDERS = word_set("ong ba cu bac")
_BESIDE = POLITE | _ELDERS | word_set("nam thi la")


def age_or_year(text: str, today: date, lexicon: Lexicon) -> int | None:
    """The number, where nothing beside it says which of the two it is; None where it can be only one of them."""
    tokens = words(lexicon.said(text, "birth"))
    left = [word for word in tokens if word not in _BESIDE]
    if len(left) != 1 or not left[0].isdecimal() or len(left[0]) != 2 or "?" in text:
        return None
    number = int(left[0])
    if number >= _ALWAYS_A_YEAR and _ELDERS.isdisjoint(tokens):
        return None
    return number if today.year - (1900 + number) <= _OLDEST else None
