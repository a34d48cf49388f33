"""What a single word is in a name: a family name, a given name, or a word of everyday talk."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.understanding.fold import WORDS
from bot.understanding.lexicon import Lexicon
from bot.understanding.name_tokens import Word, among
from bot.understanding.syllables import SYLLABLES

# One slip away from these is still a family name, where it is no other syllable.
_COMMON = ("nguyen", "hoang", "huynh", "truong", "pham", "tran", "phan", "duong", "trinh", "vuong")


@lru_cache(WORDS)
def is_family(word: Word, lexicon: Lexicon) -> bool:
    """True for a family name; one that no everyday word is spelled like may miss its marks."""
    if among(word, "surnames", lexicon):
        return True
    if word.bare in lexicon.surnames:
        return word.bare not in lexicon.lists["everyday"]
    return word.bare not in SYLLABLES and any(
        OSA.distance(word.bare, name, score_cutoff=1) == 1 for name in _COMMON
    )


@lru_cache(WORDS)
def is_given(word: Word, lexicon: Lexicon) -> bool:
    """True for a given or middle name."""
    if among(word, "given_names", lexicon):
        return True
    if word.marked or not word.written.isascii():
        return False
    return word.bare in lexicon.lists["given_names"] and word.bare not in lexicon.lists["everyday"]


@lru_cache(WORDS)
def is_everyday(word: Word, lexicon: Lexicon) -> bool:
    """True for a lower-case word of everyday talk."""
    if not word.lower:
        return False
    if word.marked and word.written.isascii() and is_given(word, lexicon):
        return False
    return among(word, "everyday", lexicon) or (
        word.written.isascii() and word.said in lexicon.lists["everyday"]
    )


def is_run_together(word: Word, lexicon: Lexicon) -> bool:
    """True for a full name typed without spaces: "nguyenhoangphuc"."""
    written = word.bare
    families = (family for family in lexicon.surnames if len(family) > 1 and written.startswith(family))
    return len(written) >= _SHORTEST_RUN and any(
        _splits(written[len(f) :], lexicon, _MOST_GIVEN) for f in families
    )


_SHORTEST_RUN, _LONGEST_SYLLABLE, _MOST_GIVEN = 8, 7, 3


def _splits(written: str, lexicon: Lexicon, most: int) -> bool:
    if not written:
        return True
    heads = (
        (written[:size] for size in range(2, _LONGEST_SYLLABLE + 1) if size <= len(written)) if most else ()
    )
    return any(
        head in lexicon.lists["given_names"] and _splits(written[len(head) :], lexicon, most - 1)
        for head in heads
    )
