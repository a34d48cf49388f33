"""Slips of the thumb in the words of an answer, and the words that only stand beside it."""

from __future__ import annotations

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding.lexicon import Lexicon
from bot.understanding.sentence import word_set
from bot.understanding.syllables import SYLLABLES

ASIDE = word_set(
    "da e a ah ak oi nha nhe nhen nhi ne ni hen he do day nay vay hi hihi haha hehe kkk nghe nghen ha thua",
    "em minh toi anh chi chu bac chau con ban ad shop bot admin cung la thi ma ta lun b c oiii ei cu "
    "nhoa ui uii uoi",
)
"""What may stand beside an answer without changing it."""

_SHORTEST_SLIP, _SHORTEST_NEAR = 3, 4


def mended(word: str, lexicon: Lexicon) -> str:
    """A word that is no syllable as the word of an answer it was meant to be.

    Letters doubled or swapped, one wrong or left out, two words run together.
    """
    known = lexicon.answer_words
    if len(word) < _SHORTEST_SLIP or word in SYLLABLES or word in known or not word.isalpha():
        return word
    if word[-1] == word[-2] and word[:-1] in known:
        return word[:-1]
    if word.endswith("g") and f"{word[:-1]}ng" in SYLLABLES:
        return f"{word[:-1]}ng"
    swapped = {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)} & known
    if len(swapped) == 1:
        return swapped.pop()
    return _parted(word, known) or _near(word, lexicon)


def _parted(word: str, known: frozenset[str]) -> str | None:
    cuts = range(len(word) - 1, 1, -1)
    return next(
        (f"{word[:at]} {word[at:]}" for at in cuts if word[:at] in known and word[at:] in known | ASIDE), None
    )


def _near(word: str, lexicon: Lexicon) -> str:
    if len(word) < _SHORTEST_NEAR:
        return word
    near = process.extract(word, lexicon.long_answer_words, scorer=OSA.distance, score_cutoff=1, limit=2)
    return str(near[0][0]) if len(near) == 1 else word
