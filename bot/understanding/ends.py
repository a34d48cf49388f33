"""Whether a text may be a known phrase but for one slip: the slip leaves its beginning or its end as it is."""

from __future__ import annotations

from collections.abc import Iterable

_HEAD, _TAIL = 4, 3
SHORTEST = _HEAD + _TAIL + 1
"""Letters of the shortest text that can be told so: two letters that are swapped lie in one half of it."""


def ends_of(phrases: Iterable[str]) -> frozenset[str]:
    """What the phrases begin and end with."""
    return frozenset(end for phrase in phrases for end in (phrase[:_HEAD], phrase[-_TAIL:]))


def may_be_near(typed: str, ends: frozenset[str]) -> bool:
    """False where a text of SHORTEST letters or more is more than one slip away from every phrase of those ends."""
    return typed[:_HEAD] in ends or typed[-_TAIL:] in ends
