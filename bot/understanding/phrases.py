"""Phrases of a list found in a text, as whole words: most texts hold none of their rarer words, and are done with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

_LISTS = 512
# What people say most, the most first: a phrase is looked for by a word that says more than these.
_COMMON = (
    "em co khong toi nam ten roi la a thi nha cho lam ma hoi o giay con nay do dau thang ban cai ho di gi ngay da "
    "thoi dang chi moi noi phai duoc ca cong lai chua ba dung chu sinh gio minh cung tu cua de vay nao quan nguoi"
)
_RANK = {word: rank for rank, word in enumerate(_COMMON.split())}


def inside(phrases: frozenset[str], tokens: Sequence[str]) -> bool:
    """True where one of the phrases stands in the tokens."""
    return stand(by_key(phrases), tokens)


def stand(keyed: Mapping[str, tuple[str, ...]], tokens: Sequence[str]) -> bool:
    """True where one of the phrases stands in the tokens; they come as `by_key` gives them."""
    if keyed.keys().isdisjoint(tokens):
        return False
    said = f" {' '.join(tokens)} "
    for token in tokens:
        for phrase in keyed.get(token, ()):
            if phrase in said:
                return True
    return False


def phrases_in(phrases: frozenset[str], tokens: Sequence[str]) -> list[str]:
    """The phrases that stand in the tokens."""
    keyed = by_key(phrases)
    if keyed.keys().isdisjoint(tokens):
        return []
    said = f" {' '.join(tokens)} "
    known = [token for token in dict.fromkeys(tokens) if token in keyed]
    return [phrase[1:-1] for token in known for phrase in keyed[token] if phrase in said]


@lru_cache(_LISTS)
def by_key(phrases: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
    """The phrases by the word of theirs that is said least, a space at either end of each."""
    found: dict[str, list[str]] = {}
    for phrase in phrases:
        found.setdefault(max(phrase.split() or [""], key=_rarity), []).append(f" {phrase} ")
    return {key: tuple(those) for key, those in found.items()}


def _rarity(word: str) -> tuple[int, int]:
    return _RANK.get(word, len(_RANK)), len(word)


@lru_cache(_LISTS)
def openings(phrases: frozenset[str]) -> frozenset[str]:
    """The words that the phrases begin with."""
    return frozenset(phrase.partition(" ")[0] for phrase in phrases)
