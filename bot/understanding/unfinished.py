"""What is not done, however near it is said to be: "sắp xong", "phải mua gói web mới xong", "làm hoài không xong"."""

from __future__ import annotations

from bot.understanding.lexicon import Lexicon
from bot.understanding.regex import regex

_NOT_DONE = regex(
    r"\b(?:gan|sap|chua|khong|chang|cha)(?: \w+){0,3} xong\b|\b(?:phai|bat|doi|can)\b.* moi xong\b"
    r"|\bxong (?:dau|chua|khong)\b"
)


def is_unfinished(text: str, lexicon: Lexicon) -> bool:
    """True where the text says that something is not done yet; "mới làm xong" has just been."""
    return _NOT_DONE.search(lexicon.said(text)) is not None
