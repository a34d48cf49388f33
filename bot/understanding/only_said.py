"""Whether a clause says one of some phrases and nothing else but words that weigh nothing beside it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.phrases import phrases_in


def says_only(tokens: Sequence[str], phrases: frozenset[str], beside: frozenset[str]) -> bool:
    """True where a phrase stands in the tokens and every word around it is one of `beside`."""
    rest = f" {' '.join(tokens)} "
    found = sorted(phrases_in(phrases, tokens), key=len, reverse=True)
    for phrase in found:
        rest = rest.replace(f" {phrase} ", "  ")
    return bool(found) and beside.issuperset(rest.split())
