"""A message that decides nothing where something is to be chosen: a nod, a bare no, "don't know", "any will do"."""

from __future__ import annotations

from bot.understanding.left_to_us import is_left_to_us
from bot.understanding.lexicon import Lexicon
from bot.understanding.sentence import POLITE, words
from bot.understanding.yes_no import bare_answer, read_yes_no


def is_undecided(text: str, lexicon: Lexicon) -> bool:
    """True where the whole text is one of these, or mere politeness."""
    said = words(lexicon.said(text))
    polite = bool(said) and POLITE.issuperset(said)
    if polite or bare_answer(text, lexicon) or is_left_to_us(text, lexicon):
        return True
    return read_yes_no(text, lexicon) == "unsure"
