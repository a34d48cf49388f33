"""A bare number typed as an answer: "2", "2.", "số 2"."""

from __future__ import annotations

import re

from bot.understanding.fold import fold

_NUMBER = re.compile(r"(?:so |chon |cau )?([1-9]\d?)")


def number_typed(text: str) -> int | None:
    """The option number (1 to 99) the whole text is, None where it says anything else."""
    found = _NUMBER.fullmatch(fold(text[:20]))
    return int(found.group(1)) if found and len(text) <= 20 else None
