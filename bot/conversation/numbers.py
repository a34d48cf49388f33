"""A bare number typed as an answer: "2", "2.", "số 2"."""

from __future__ import annotations

import re

from bot.understanding.fold import lowered

_NUMBER = re.compile(r"(?:(?:số|so|chọn|chon|câu|cau)\s*)?([1-9]\d?)\s*[.)]?")


def number_typed(text: str) -> int | None:
    """The option number (1 to 99) the whole text is, None where it says anything else."""
    found = _NUMBER.fullmatch(lowered(text))
    return int(found.group(1)) if found else None
