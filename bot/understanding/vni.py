"""VNI left undecoded by a keyboard: "kho6ng", "na8m", "d9o62ng" as "không", "năm", "đồng"."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from bot.understanding.regex import regex
from bot.understanding.syllables import SYLLABLES

_INSIDE = regex(r"[a-z][1-9]{1,2}[a-z]", re.I)
_WORD = regex(r"(?<![^\W_])[a-z]+[1-9][a-z1-9]*(?![^\W_])", re.I)
_TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
# What each digit marks, and with what: circumflex, horn, breve.
_SHAPES = {"6": ("aeo", "\u0302"), "7": ("uo", "\u031b"), "8": ("a", "\u0306")}
_VOWELS = "aeiouy"
_SPECIAL = regex(r"[\u0302\u031b\u0306]")
_MOST_CACHED = 1024


def from_vni(text: str) -> str:
    """The text with such words decoded, where one of them shows that they are: digits inside a syllable.

    A number behind a word is a number where no word has one inside: "câu 1" typed as "cau1" stays.
    """
    if not _INSIDE.search(text):
        return text
    if not any(_INSIDE.search(word[0]) and _decoded(word[0]) for word in _WORD.finditer(text)):
        return text
    return _WORD.sub(lambda word: _decoded(word[0]) or word[0], text)


@lru_cache(_MOST_CACHED)
def _decoded(word: str) -> str:
    """The syllable that the word stands for; "" where it stands for none."""
    letters = "".join(char for char in word if not char.isdigit())
    if letters.lower() not in SYLLABLES:
        return ""
    built: list[str] = []
    tone = ""
    for char in word:
        if not char.isdigit():
            built.append(char)
        elif char == "9":
            at = next((n for n, letter in enumerate(built) if letter in "dD"), None)
            if at is None:
                return ""
            built[at] = "đ" if built[at] == "d" else "Đ"
        elif char in _TONES:
            tone = _TONES[char]
            if not any(letter[0].lower() in _VOWELS for letter in built):
                return ""
        else:
            shaped, mark = _SHAPES[char]
            ats = [n for n, letter in enumerate(built) if letter.lower() in shaped]
            if not ats:
                return ""
            both = char == "7" and len(ats) > 1 and "".join(built[-2:]).lower() == "uo"
            for at in ats[-2:] if both else ats[-1:]:
                built[at] += mark
    if tone:
        built[_carrier(built)] += tone
    return unicodedata.normalize("NFC", "".join(built))


def _carrier(built: list[str]) -> int:
    """Which letter carries the tone: the marked vowel, the last one before a consonant, else the one before it."""
    vowels = [n for n, letter in enumerate(built) if letter[0].lower() in _VOWELS]
    first = "".join(built[:2]).lower()
    if len(vowels) > 1 and first in ("qu", "gi"):
        vowels = vowels[1:]
    marked = [n for n in vowels if _SPECIAL.search(built[n])]
    if marked:
        return marked[-1]
    closed = vowels[-1] < len(built) - 1
    return vowels[-1] if closed or len(vowels) == 1 else vowels[-2]
