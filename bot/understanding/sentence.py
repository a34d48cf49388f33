"""What every reader asks of a text first: is it a question, was it corrected, which words weigh nothing."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.understanding.fold import TEXTS
from bot.understanding.regex import regex

Tokens = tuple[str, ...]
"""The words of a plain text, in order."""


def word_set(*lines: str) -> frozenset[str]:
    """The words of all the lines."""
    return frozenset(word for line in lines for word in line.split())


def phrase_set(*lines: str) -> frozenset[str]:
    """The phrases of all the lines, between commas."""
    return frozenset(phrase.strip() for line in lines for phrase in line.split(","))


class Pairs(dict[str, frozenset[str]]):
    """Word → the words of which one must stand somewhere beside it."""

    @classmethod
    def of(cls, *pairs: tuple[frozenset[str], frozenset[str]]) -> Pairs:
        """Each word of a first set with all of its second."""
        found: dict[str, frozenset[str]] = {}
        for firsts, seconds in pairs:
            found.update((first, found.get(first, frozenset()) | seconds) for first in firsts)
        return cls(found)

    def stand(self, tokens: Tokens) -> bool:
        """True where one of the words stands in the tokens, and one that it needs."""
        if self.keys().isdisjoint(tokens):
            return False
        return any(not self[token].isdisjoint(tokens) for token in tokens if token in self)


PRONOUNS = word_set("em e minh mk toi tui tao to t m", "chau con c", "anh a chi co chu bac ong ba ban")
POLITE = PRONOUNS | word_set(
    "da vang u uh uhm um ok oke oki",
    "a ah ak oi nha nhe nhen nhi ne ni hen he ha do day thoi luon ma nay vay zay the",
    "hi hihi haha ad admin shop",
)
"""Words that may stand beside an answer without changing it."""

NEGATORS = word_set("khong ko kg kh k khg", "hong hok hem hk khum", "chua chang deo dau")

_NOT = r"(?:khong|ko|kg|k|hong|hok|hem|hk|khum|chua)"
_ASKED = regex(
    r"\?|\b(?:may tuoi|(?:(?:la|cai|lam) gi|gi (?:vay|the)|(?:the|cai|nhu the) nao|(?:tai|vi|la|lam|thi) sao|"
    rf"bao (?:nhieu|lau|gio|xa|lon)|la chi (?:rua|ri|hi|vay|the|ha)|khi nao|o dau|(?:phai|duoc|dung) {_NOT})\b"
    rf"|(?:co|mat|can)\b.{{1,80}}\b{_NOT}"
    r"(?: (?:a|ah|nhi|vay|the|ban|em|anh|chi|shop|ad|con|chau|bac|chu)){0,3}[ .!]*$)"
)
# Without one of these nothing is asked, and the pattern need not be tried.
_ASKING = word_set("may gi chi nao sao bao dau phai duoc dung khong ko kg k hong hok hem hk khum chua")
_CORRECTED = regex(
    r"\b(?:(?<!khong )(?<!ko )(?<!k )nham|(?:a|y|ay|ua|noi|ghi|go|bam|viet|danh) lon|lon (?:roi|lon)|la "
    r"lon(?=,)|dung la(?= (?:ngay |nam )?[0-9])|"
    r"y (?:em |minh |toi |tui )?la|a khong|[ay] quen|a thoi|(?:a|y|ay) khoan|khong khong(?=,)|ma la|"
    r"dung ra la|chinh xac la|sua lai(?: la| thanh)?|(?<=[.,!\u2026] )chet(?: cha| me| roi)?(?=[ ,.!]))\b"
    r"(?: roi\b)?"
)
# One of these is in all of them.
_CORRECTING = (
    "nham", "lon", "y la", "y em", "y minh", "y toi", "y tui", "a khong", "quen", "a thoi", "khoan", "khong khong",
    "ma la", "dung la", "dung ra la", "xac la", "sua lai", " chet",
)  # fmt: skip


_TWICE = 2


@lru_cache(TEXTS)
def is_question(said: str) -> bool:
    """True where the plain text asks rather than answers."""
    return ("?" in said or not _ASKING.isdisjoint(words(said))) and _ASKED.search(said) is not None


@lru_cache(TEXTS)
def corrections(said: str) -> tuple[str, ...]:
    """The plain text between its words of correction; what was corrected first."""
    if not any(map(said.__contains__, _CORRECTING)):
        return (said.strip(" ,.;:!-"),)
    parts = [part.strip(" ,.;:!-") for part in _CORRECTED.split(said)]
    if not parts[-1] and (len(parts) > _TWICE or " chu khong phai " in parts[0]):
        parts.pop()  # why it was set right, said last: "1977 à không 1979, bấm lộn"
    return tuple(parts)


def after_correction(said: str) -> str:
    """The plain text after the last correction word; all of it where there is none."""
    return corrections(said)[-1]


@lru_cache(TEXTS)  # a dozen readers cut the same clauses
def words(said: str) -> Tokens:
    """The words and numbers of a plain text, in order."""
    return tuple(cut(said))


def cut(said: str, kept: str = "") -> list[str]:
    """The runs of letters, digits and `kept` signs in a text, in order."""
    spaced, run = _cutters(kept)
    if said.isascii():
        return said.translate(spaced).split()
    return _WORD.findall(said) if not kept and "_" not in said else run.findall(said)


_WORD = regex(r"\w+")  # half as dear as without the low line


@lru_cache
def _cutters(kept: str) -> tuple[str, re.Pattern[str]]:
    """All else of ASCII as spaces, which is thrice as fast as a pattern; and the pattern, for other letters."""
    signs = map(chr, range(128))
    spaced = "".join(sign if sign.isalnum() or sign in kept else " " for sign in signs)
    return spaced, regex(rf"(?:[^\W_]|[{re.escape(kept)}])+" if kept else r"[^\W_]+")


def core(tokens: Tokens, fillers: frozenset[str] = POLITE) -> Tokens:
    """The tokens without the weightless ones at either end; nothing in between is dropped."""
    start, end = 0, len(tokens)
    while start < end and tokens[start] in fillers:
        start += 1
    while end > start and tokens[end - 1] in fillers:
        end -= 1
    return tokens[start:end]
