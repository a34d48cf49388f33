"""The options offered, made ready for finding them in what a person says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.understanding.ends import SHORTEST, ends_of, of_length
from bot.understanding.fold import fold, lowered
from bot.understanding.regex import regex
from bot.understanding.sentence import NEGATORS, POLITE, word_set

SHORTEST_INSIDE, LONGEST_INSIDE = SHORTEST, 16
"""Letters of the phrases that are known with a slip inside a sentence."""

# A label such as "A, B" names its option by either part, said alone.
_LABEL_PARTS = regex(r"[,;/(–]")
_WEIGHTLESS = POLITE | NEGATORS | word_set("co roi duoc")


@dataclass(frozen=True, slots=True)
class Words:
    """One option as it was offered: its id, its label, other words that mean it, and words that hint at it."""

    id: str
    label: str
    synonyms: tuple[str, ...]
    hints: tuple[str, ...] = ()

    def __hash__(self) -> int:
        # Looked up several times a text: the many synonyms need not be gone through.
        return hash((self.id, self.label))


@dataclass(frozen=True, slots=True)
class Offer:
    """Folded phrases → option id, None where two options share the phrase."""

    options: tuple[Words, ...]
    whole: dict[str, str | None]
    """What names an option when nothing else is said."""
    inside: dict[tuple[str, ...], str | None]
    """What names an option inside a sentence."""
    spelled: Mapping[str, str]
    """The one-word phrases as written → folded: a lone syllable without its marks is as often another word."""
    longest: Mapping[str, int]
    """First word → the words of the longest phrase it begins."""
    joined: dict[str, str]
    """Longer phrases without spaces: they stay themselves with one slip."""
    spoken: frozenset[str]
    """All that names or hints at an option inside a sentence."""
    hints: dict[str, tuple[str, str]]
    """Folded hint → its option, and how it is written: marks count where marks were typed."""
    hinting: frozenset[str]
    ends: frozenset[str]
    """Of the joined phrases: see `ends`."""
    whole_of: Callable[[int, int], Sequence[str]]
    joined_of: Callable[[int, int], Sequence[str]]
    """Those that name an option when nothing else is said, and the joined ones, by length: see `of_length`."""


@lru_cache(maxsize=256)
def make_offer(options: tuple[Words, ...]) -> Offer:
    """The phrases of all the options, looked up in one place."""
    whole: dict[str, str | None] = {}
    inside: dict[tuple[str, ...], str | None] = {}
    written = {lowered(phrase) for option in options for phrase in (option.label, *option.synonyms)}
    for option in options:
        full = {fold(phrase) for phrase in (option.label, *option.synonyms)} - {""}
        parts = {fold(part) for part in _LABEL_PARTS.split(option.label)} - {""}
        for phrase in full | parts:
            whole[phrase] = option.id if whole.get(phrase, option.id) == option.id else None
        for key in (tuple(phrase.split()) for phrase in full):
            if not _WEIGHTLESS.issuperset(key):
                inside[key] = option.id if inside.get(key, option.id) == option.id else None
    longest: dict[str, int] = {}
    for key in inside:
        longest[key[0]] = max(longest.get(key[0], 0), len(key))
    spelled = {phrase: fold(phrase) for phrase in written if " " not in phrase}
    joined = {
        "".join(key): option
        for key, option in inside.items()
        if option and SHORTEST_INSIDE <= len("".join(key)) <= LONGEST_INSIDE
    }
    hints = {fold(hint): (option.id, hint) for option in options for hint in option.hints}
    return Offer(
        options,
        whole,
        inside,
        spelled,
        longest,
        joined,
        frozenset((*map(" ".join, inside), *hints)),
        hints,
        frozenset(hints),
        ends_of(joined),
        of_length(whole),
        of_length(joined),
    )
