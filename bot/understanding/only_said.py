"""Whether a clause says one of some phrases and nothing else but words that weigh nothing beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def says_only(tokens: Sequence[str], phrases: Iterable[str], beside: frozenset[str]) -> bool:
    """True where a phrase stands in the tokens and every word around it is one of `beside`."""
    rest = joined = f" {' '.join(tokens)} "
    for phrase in sorted(phrases, key=len, reverse=True):
        rest = rest.replace(f" {phrase} ", "  ")
    return rest != joined and beside.issuperset(rest.split())
