"""Phrases of a list found in a text, as whole words: most texts hold none of their first words, and are done with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

_LISTS = 512


def inside(phrases: frozenset[str], tokens: Sequence[str]) -> bool:
    """True where one of the phrases stands in the tokens."""
    return stand(openings(phrases), tokens)


def stand(by_opening: Mapping[str, tuple[str, ...]], tokens: Sequence[str]) -> bool:
    """True where one of the phrases stands in the tokens; they come as `openings` gives them."""
    if by_opening.keys().isdisjoint(tokens):
        return False
    said = f" {' '.join(tokens)} "
    for token in tokens:
        for phrase in by_opening.get(token, ()):
            if phrase in said:
                return True
    return False


def phrases_in(phrases: frozenset[str], tokens: Sequence[str]) -> list[str]:
    """The phrases that stand in the tokens."""
    by_opening, said = openings(phrases), f" {' '.join(tokens)} "
    known = [token for token in dict.fromkeys(tokens) if token in by_opening]
    return [phrase[1:-1] for token in known for phrase in by_opening[token] if phrase in said]


@lru_cache(_LISTS)
def openings(phrases: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
    """The phrases by their first word, a space at either end of each."""
    found: dict[str, list[str]] = {}
    for phrase in phrases:
        found.setdefault(phrase.partition(" ")[0], []).append(f" {phrase} ")
    return {first: tuple(those) for first, those in found.items()}
