"""What is not done, however near it is said to be: "sắp xong", "phải mua gói web mới xong", "xong rồi sao nữa"."""

from __future__ import annotations

from bot.understanding.lexicon import Lexicon
from bot.understanding.questions import is_asking
from bot.understanding.regex import regex

_NOT_DONE = regex(
    r"\b(?:gan|sap|chua|khong|chang|cha)(?: \w+){0,3} xong\b|\b(?:phai|bat|doi|can)\b.* moi xong\b"
    r"|\bxong (?:dau|chua|khong)\b|\blam s$|\b(?:cho|doi|dang) (?:nguoi ta |ho |trang |ben do )?duyet\b"
)


def is_unfinished(text: str, lexicon: Lexicon) -> bool:
    """True where the text says that something is not done yet, or asks; "mới làm xong" has just been."""
    said = lexicon.said(text).replace("cam on bao nhieu", "cam on")  # "nhiu" is "how much" elsewhere
    return is_asking(said) or _NOT_DONE.search(said) is not None
