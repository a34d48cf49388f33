"""Which known phrases a text may be but for a slip: it leaves the beginning or the end, and about the length."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

_HEAD, _TAIL = 4, 3
SHORTEST = _HEAD + _TAIL + 1
"""Letters of the shortest text that can be told so: two letters that are swapped lie in one half of it."""


def ends_of(phrases: Iterable[str]) -> frozenset[str]:
    """What the phrases begin and end with."""
    return frozenset(end for phrase in phrases for end in (phrase[:_HEAD], phrase[-_TAIL:]))


def may_be_near(typed: str, ends: frozenset[str]) -> bool:
    """False where a text of SHORTEST letters or more is more than one slip away from every phrase of those ends."""
    return typed[:_HEAD] in ends or typed[-_TAIL:] in ends


def of_length(phrases: Iterable[str]) -> Callable[[int, int], Sequence[str]]:
    """What gives the phrases of a length, and of up to so many letters more or fewer."""
    known = tuple(phrases)
    return lru_cache(lambda length, slips: [one for one in known if abs(len(one) - length) <= slips])
