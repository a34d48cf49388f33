"""Text as people send it, made comparable: `clean` keeps the spelling, `fold` is for matching only."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from bot.understanding.regex import regex
from bot.understanding.vni import from_vni

MAX_CHARS = 1000
"""No message is read beyond this many characters."""

# Eth and its kin are what some keyboards and PDF copies send for the Vietnamese D with stroke.
_STROKED = {0x00D0: 0x0110, 0x0189: 0x0110, 0x00F0: 0x0111, 0x0256: 0x0111}
# Printable by category, yet nothing is seen: joiners, Hangul fillers, variation selectors.
_UNSEEN = dict.fromkeys([0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, *range(0xFE00, 0xFE10)])
_TIDY = {**_STROKED, **_UNSEEN}
_UNTIDY = regex(f"[{''.join(map(chr, _TIDY))}]")

TEXTS, WORDS = 64, 4096
"""Texts held at once, as many readers look at each, and words, which come back all day: few, and soon displaced."""

# Our letters without their marks; decomposing does not split the stroke from the d, and is slow.
_BARE = {
    ord(letter): unicodedata.normalize("NFD", letter)[0]
    for letter in "áàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵ"
} | {ord("đ"): "d"}

_STRETCHED = regex(r"([^\W\d_])\1{2,}")
_RUN = regex(r"([a-z])\1\1")
_NOT_WORD = regex(r"[\W_]+")


def is_cut(text: str) -> bool:
    """True for a text that is too long to be read to its end, where the contrary of its beginning may stand."""
    return len(text.strip()) > MAX_CHARS


@lru_cache(TEXTS)
def clean(text: str) -> str:
    """The first MAX_CHARS characters in NFC, without controls and unseen characters, single-spaced, VNI decoded."""
    if text.isascii() and text.isprintable():
        return from_vni(_undotted(" ".join(text[:MAX_CHARS].split())))
    shown = text[:MAX_CHARS]
    shown = _printable(shown.translate(_TIDY) if _UNTIDY.search(shown) else shown)
    shown = _printable(unicodedata.normalize("NFKC", shown))
    return from_vni(_undotted(" ".join(shown[:MAX_CHARS].split())))


def _undotted(text: str) -> str:
    """The text as it would be without the dots that some put between all words: "CÓ . RỒI . CHÁU"."""
    if " . " not in text:
        return text
    words = text.split(" . ")
    alone = all(" " not in word and any(map(str.isalnum, word)) for word in words)
    return " ".join(words) if len(words) > 2 and alone else text


@lru_cache(TEXTS)
def lowered(text: str) -> str:
    """`clean`, in lower case."""
    return clean(text).lower()


@lru_cache(TEXTS)
def plain(text: str) -> str:
    """`clean`, lower case, without marks and stretched letters; punctuation stays, for dates and clauses."""
    return " ".join(map(bare, lowered(text).split(" ")))


@lru_cache(WORDS)
def bare(word: str) -> str:
    """A clean word in lower case without marks and stretched letters."""
    if not word.isascii():
        word = word.translate(_BARE)
    if not word.isascii():
        split = unicodedata.normalize("NFKD", word)
        word = "".join(char for char in split if not unicodedata.combining(char))
    if not word.isascii() or _RUN.search(word):
        return _STRETCHED.sub(_unstretched, word)
    return word


def fold(text: str) -> str:
    """`plain` with every run of punctuation as one space: two texts that fold alike are read alike."""
    return _NOT_WORD.sub(" ", plain(text)).strip()


def _printable(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else " " if char.isspace() else "" for char in text)


def _unstretched(run: re.Match[str]) -> str:
    return run[0] if run[0] == "www" else run[1]
