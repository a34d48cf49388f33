"""A long text in parts that a channel takes, cut where a reader would pause."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from itertools import takewhile

from bot.messages.message import Capabilities, Message

# From the best place to cut to the worst; within one kind the last that still fits.
_PAUSES = (
    re.compile(r"\n\s*\n"),
    re.compile(r"\n"),
    re.compile(r"(?<=[.!?…:;])\s"),
    re.compile(r"\s"),
)
_JOINER = "\u200d"
_LONGEST_CLUSTER = 32  # characters that may belong to one sign


def in_parts(message: Message, can: Capabilities) -> tuple[str, ...]:
    """The texts in which a channel shows a fitted message, in order."""
    if not (can.card_apart and message.keep and message.question):
        return split_text(message.text, can.text_chars)
    card = replace(message, question="").text
    return (*split_text(card, can.text_chars), *split_text(message.question, can.text_chars))


def split_text(text: str, limit: int) -> tuple[str, ...]:
    """The text as NFC in parts of 1 to `limit` characters, cut at blank line, line, sentence, word, or hard.

    Only white space at the cuts and at both ends is lost; nothing comes of white space alone. The
    question and its numbers, as the last block of a message, stay together where they fit into one part.
    ValueError for a limit below 1.
    """
    if limit < 1:
        raise ValueError("a part has at least one character")
    rest, parts = unicodedata.normalize("NFC", text).strip(), []
    while len(rest) > limit:
        cut = _cut(rest, limit)
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return (*parts, rest) if rest else tuple(parts)


def _cut(text: str, limit: int) -> int:
    """Where the first part of a text that is too long ends."""
    for pause in _PAUSES:
        # What stands before the cut must fit; the white space behind it falls away.
        starts = [*takewhile(lambda at: at <= limit, (found.start() for found in pause.finditer(text)))]
        if starts:
            return starts[-1]
    return _between_signs(text, limit)


def _between_signs(text: str, limit: int) -> int:
    """The limit, or a little before it where it would part a letter from its marks."""
    for cut in range(limit, max(0, limit - _LONGEST_CLUSTER), -1):
        if not (_joins(text[cut]) or text[cut - 1] == _JOINER):
            return cut
    return limit


def _joins(sign: str) -> bool:
    """True for what only changes the sign before it."""
    return sign == _JOINER or unicodedata.category(sign) in ("Mn", "Me", "Mc") or "🏻" <= sign <= "🏿"
