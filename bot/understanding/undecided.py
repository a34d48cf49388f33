"""A message that decides nothing where something is to be chosen: a nod, a bare no, "don't know", "any will do"."""

from __future__ import annotations

from bot.understanding.left_to_us import is_left_to_us
from bot.understanding.lexicon import Lexicon
from bot.understanding.sentence import POLITE, core, words
from bot.understanding.yes_no import read_yes_no


def is_undecided(text: str, lexicon: Lexicon) -> bool:
    """True where the whole text is one of these, or mere politeness."""
    said = words(lexicon.said(text))
    spoken = {" ".join(said), " ".join(core(said))}
    answers = any(kind.whole & spoken for kind in lexicon.answers.values())
    bare = bool(said) and (answers or POLITE.issuperset(said))
    return bare or is_left_to_us(text, lexicon) or read_yes_no(text, lexicon) == "unsure"
