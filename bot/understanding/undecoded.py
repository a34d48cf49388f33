"""Telex left undecoded by a keyboard: "nguyeenx", "chuwa", "thasng" as the syllable without marks they stand for."""

from __future__ import annotations

from bot.understanding.regex import regex
from bot.understanding.syllables import SYLLABLES

_TONE = regex(r"(?<=.)[sfrxj]")
_DOUBLED = regex(r"aa|ee|oo|dd")
_MARKS = regex(r"[sfrxjw]|aa|ee|oo|dd")
_SHORTEST = 3
# Foreign words of everyday use that would turn into a syllable.
_WORDS = frozenset(
    [
        "reset",
        "test",
        "web",
        "wed",
        "chef",
        "post",
        "free",
        "bros",
        "sex",
        "fax",
        "box",
        "mix",
        "max",
        "mar",
        "march",
        "jun",
        "dec",
        "sep",
        "oct",
    ]
)


def decoded(word: str) -> str:
    """The syllable without marks that a lower-case word typed in Telex stands for; the word itself otherwise."""
    if len(word) < _SHORTEST or word in SYLLABLES or word in _WORDS or not _MARKS.search(word[1:]):
        return word
    bare = _DOUBLED.sub(lambda pair: pair[0][0], word).replace("w", "")
    if bare in SYLLABLES:
        return bare
    tones = list(_TONE.finditer(bare))
    once = {bare[: tone.start()] + bare[tone.end() :] for tone in tones}
    read = [one for one in once if one in SYLLABLES]
    return read[0] if len(set(read)) == 1 else word
