"""A year as the young write that of their birth."""

from __future__ import annotations

from bot.understanding.regex import regex

_BORN_SHORT = regex(r"\b2k\d\d?\b")


def tells_birth_year(said: str) -> bool:
    """True for a year as the young write theirs, which is nothing else."""
    return "2k" in said and _BORN_SHORT.search(said) is not None
