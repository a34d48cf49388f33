"""Numbers in words, as people say years, days and ages, written in digits: "hai nghìn không trăm linh năm"."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.understanding.regex import regex

_DIGIT = {
    "khong": 0, "mot": 1, "mott": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "nham": 5, "sau": 6,
    "bay": 7, "bayr": 7, "tam": 8, "chin": 9,
}  # fmt: skip
_D = "(?:khong|mot|hai|ba|bon|tu|nam|lam|nham|sau|bay|tam|chin)"
_FIRST = "(?:mot|hai|ba|bon|sau|bay|tam|chin)"  # "nam" first is the word for a year
_UNIT = "(?:mot|hai|ba|bon|tu|lam|nham|sau|bay|tam|chin)"
_TENS = (
    rf"(?:muoi(?: {_UNIT}\b(?! (?:muoi|tram|nghin|ngan)))?|(?:{_FIRST}|nam) muoi(?: {_UNIT})?|ham "
    rf"(?:{_UNIT}|nam)|tram)"
)
_SHORT = r"(?:hai|ba|bon|sau|bay|tam|chin) (?:mot|tu|lam|nham|hai|ba|bon|sau|bay|tam|chin)"


def _tens(text: str) -> int:
    words = text.split()
    if words[0] == "ham":
        return 20 + _DIGIT[words[1]]
    if words[0] == "muoi":
        return 10 + (_DIGIT[words[1]] if len(words) > 1 else 0)
    if "muoi" in words:
        return 10 * _DIGIT[words[0]] + (_DIGIT[words[2]] if len(words) > 2 else 0)
    return 10 * _DIGIT[words[0]] + _DIGIT[words[1]] if len(words) > 1 else _DIGIT[words[0]]


def _thousands(match: re.Match[str]) -> str:
    tail = match["tail"] or ""
    value = _tens(tail) if tail else 0
    hundreds = 100 * _DIGIT[match["h"]] if match["h"] else 0
    return str(1000 * _DIGIT[match["t"]] + hundreds + value)


def _digits(match: re.Match[str]) -> str:
    return "".join(str(_DIGIT[word]) for word in match[0].split())


def _pair(match: re.Match[str]) -> str:
    return str(_DIGIT[match["a"]]) + str(_DIGIT[match["b"]]) + f"{_tens(match['tail']):02}"


def _zero(match: re.Match[str]) -> str:
    return f"0{_DIGIT[match[0].split()[1]]}"


def _two(match: re.Match[str]) -> str:
    return str(_tens(match[0]))


_LINH = r"(?:(?:linh|le) )?"


def _dozens(match: re.Match[str]) -> str:
    return str(10 * (int(match["n"]) if match["n"].isdigit() else _DIGIT[match["n"]]))


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (regex(r"\bdoi muoi\b(?: tuoi)?"), lambda _match: "20 tuoi"),
    (regex(rf"\b(?P<n>[1-9]|{_FIRST}) chuc\b"), _dozens),
    (
        regex(
            rf"\b(?P<t>mot|hai) (?:nghin|ngan)(?: (?P<h>khong|chin) tram)? ?(?:khong )?{_LINH}"
            rf"(?P<tail>{_TENS}|{_SHORT}\b|{_D}\b)?(?! ?(?:nghin|ngan))\b"
        ),
        _thousands,
    ),
    (regex(r"\b(?P<a>hai|mot) (?P<b>khong|chin) (?P<tail>(?:mot|hai|bon|sau|bay|tam|chin|ba) muoi(?: "
        rf"{_UNIT})?)\b"), _pair),
    (regex(rf"\b(?:hai khong|mot chin) {_D} {_D}\b(?! muoi)"), _digits),
    (regex(rf"\bkhong (?:khong|mot|hai|ba|bon|tu|nam|sau|bay|tam|chin)\b(?! (?:nghin|ngan|tram|"
        rf"muoi|{_D}))"), _digits),
    (regex(rf"\b(?:(?:{_FIRST}|nam) muoi(?: {_UNIT})?|muoi(?: {_UNIT})?|ham (?:{_UNIT}|nam))\b"), _two),
    (regex(rf"(?<=ngay |mung |mong )(?:{_FIRST}|tu|nam)(?= thang)"), _two),
    (regex(r"(?<=nam )(?:linh|le) (?:mot|hai|ba|bon|tu|nam|sau|bay|tam|chin)\b"), _zero),
    (regex(r"\b(?:sau|bay|tam|chin) (?:mot|hai|ba|bon|tu|lam|nham|sau|bay|tam|chin)(?=(?: (?:a|ah|nha|nhe|ne|"
        r"roi|do|day))*(?:[ .!]*$|,))"), _two),
    (regex(r"(?<=nam )(?:hai|ba|bon|sau|bay|tam|chin) (?:mot|hai|ba|bon|tu|lam|nham|sau|bay|"
        r"tam|chin|khong)\b"), _two),
    (regex(r"\b(?:hai|ba|bon|nam|sau|bay|tam|chin) (?:mot|hai|ba|bon|tu|lam|nham|sau|bay|tam|chin)(?= "
        r"tuoi\b)|\b(?:hai|ba|bon|sau|bay|tam|chin) (?:mot|lam|nham|tu)\b(?= thang\b|(?: (?:a|ah|nha|nhe|"
        r"ne|roi|do|day|thoi|chu|ad|anh|chi|oi|luon))*[ .!]*$)|\b(?:hai|ba) (?:hai|ba|bon|sau|bay|tam|"
        r"chin)(?= (?:tuoi|thang(?! (?:nay|roi|truoc|gi|thoi|hon|qua)\b| ?$))\b|$)"), _two),
    (regex(r"(?<=sinh nam )nam (?:mot|hai|ba|bon|tu|sau|bay|tam|chin)\b"), _two),
    (regex(rf"\b(?:{_FIRST}|tu)(?= thang (?:{_D}|[0-9]{{1,2}})[ ,]+(?:nam )?(?:19|20)[0-9]{{2}}\b)"), _two),
)  # fmt: skip


# Without one of these nothing is told in more than one word, or as a day before its month.
_SPOKEN = regex(
    rf"\b(?:muoi|chuc|ham|nghin|ngan|linh|le|{_D} {_D}|{_D} thang {_D}|(?:ngay|mung|mong) {_D})\b"
)


def in_digits(said: str) -> str:
    """The plain text with numbers of more than one word, and tens, in digits; single small ones stay words."""
    if not _SPOKEN.search(said):
        return said
    for pattern, write in _FORMS:
        said = pattern.sub(write, said)
    return said
