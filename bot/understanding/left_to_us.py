"""Leaving a choice to whoever asks: "bên nào cũng được", "bạn chọn giùm đi"."""

from __future__ import annotations

from bot.understanding.fold import lowered
from bot.understanding.lexicon import Lexicon
from bot.understanding.only_said import says_only
from bot.understanding.sentence import POLITE, words

# Folded, the particle that asks is the polite one that closes an answer.
_ASKING = ("?", "à", "hả", "hở", "ha")


def is_left_to_us(text: str, lexicon: Lexicon) -> bool:
    """True where the whole text says that any will do, and does not ask whether it will."""
    if lowered(text).rstrip(" .!").endswith(_ASKING):
        return False
    beside = POLITE | lexicon.lists["beside_any"]
    return says_only(words(lexicon.said(text)), lexicon.lists["any_will_do"], beside)
