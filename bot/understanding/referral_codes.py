"""Codes that people bring along ("#7K2Q9"): how they are written, and how they are found in what somebody writes."""

from __future__ import annotations

import unicodedata

from bot.understanding.regex import regex

# Of 0 O, 1 I L, 8 B, 5 S, 2 Z and U V, which look alike in print or by hand, at most one of each is in it.
ALPHABET = "2345679ACDEFGHJKMNPQRTVWXY"
LENGTH = 5

# Copied from a page, a code may bring a space or a letter that nobody sees; some keyboards type a wide number sign.
_GAP = r"[\s\u200b-\u200d\u2060\ufeff]*"
_WRITTEN = regex(rf"(?<![\w/&?=#.])[#＃﹟]{_GAP}(\w{{{LENGTH}}})(?![\w#])")
_SPACES = regex(r"[ \t]{2,}")


def as_code(text: str) -> str | None:
    """The code in capital letters without its number sign; None for what cannot be one.

    A code has a letter and a digit: no hashtag of five letters ("#thanh") and no number ("#23456") is one.
    """
    code = unicodedata.normalize("NFKC", text).strip().removeprefix("#").strip().upper()
    mixed = any(c.isdigit() for c in code) and any(c.isalpha() for c in code)
    return code if mixed and len(code) == LENGTH and set(code) <= set(ALPHABET) else None


def lone_code(text: str) -> str | None:
    """The code a text consists of, but for spaces and punctuation; None where there is more, or no code."""
    code, rest = read_code(text)
    return None if any(sign.isalnum() for sign in rest) else code


def read_code(text: str) -> tuple[str | None, str]:
    """The first code in a text and the text without it; without a code the text as it came."""
    for written in _WRITTEN.finditer(text):
        if (code := as_code(written[1])) is not None:
            rest = f"{text[: written.start()]} {text[written.end() :]}"
            return code, _SPACES.sub(" ", rest).strip(" \t\n\r\u200b\ufeff,;:.-–")
    return None, text
