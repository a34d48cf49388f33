"""Dates said in pieces or in English, in the usual order: "ngày thì 14/2, năm thì 2004", "3 Mar 2026"."""

from __future__ import annotations

import re
from datetime import date

from bot.understanding.persons import is_others
from bot.understanding.regex import regex
from bot.understanding.written_dates import MONTH_WORD, NUMBER, START, YEAR, shape_of

_ENGLISH = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_NAME = (
    r"(?P<m>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|"
    r"ember)?\b\.?"
)
_ENGLISH_DAY = (
    regex(rf"\b(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?(?: of)?[ ,/-]*{_NAME}[ ,/-]*(?P<y>[0-9]{{4}})\b"),
    regex(rf"\b{_NAME}[ ,/-]*(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?[ ,/-]*(?P<y>[0-9]{{4}})\b"),
)
_ENGLISH_MONTH = regex(rf"\b{_NAME}[ ,/-]*(?P<y>[0-9]{{4}})\b")

_FULL = regex(
    rf"[0-9]{{1,2}} ?[/.-] ?[0-9]{{1,2}} ?[/.-] ?[0-9]{{2,4}}|{MONTH_WORD}(?:{NUMBER})[ ,./-]*(?:nam "
    rf")?{YEAR}|(?<![0-9])[0-9]{{8}}(?![0-9])"
    rf"|{YEAR} ?[/.-] ?[0-9]|{START}[0-9]{{1,2}}[ /.-][0-9]{{1,2}},? (?:nam )?{YEAR}"
)
_DAY_WORD = r"(?:(?:ngay|mung|mong|hom|bua|sn) ?)?"
_DAY = regex(
    rf"{START}{_DAY_WORD}(?P<d>[0-9]{{1,2}}) ?(?:[/-] ?(?P<m>[0-9]{{1,2}})(?![0-9/.-])|{MONTH_WORD}(?P<w>{NUMBER}))"
)
_DAY_AFTER = regex(
    rf"{START}{MONTH_WORD}(?P<w>{NUMBER})[ ,]+(?:la |thi |ngay |hom )*(?:ngay|mung|mong) "
    r"?(?P<d>[0-9]{1,2})(?![0-9/])"
)
_MONTH = regex(
    rf"{START}(?P<said>{MONTH_WORD}(?:{NUMBER})(?:[ ,-]+(?:hoac |hay |den |toi "
    rf")?{MONTH_WORD}(?:{NUMBER}))?|quy (?:[1-4]|i{{1,3}}|iv|mot|hai|ba|tu|bon)\b)(?! (?:ngay|nam|"
    r"tuan)\b)"
)
_YEAR = regex(rf"(?:\bnam |{START})(?P<y>{YEAR}|0[0-9](?![0-9/]))|\bnam (?P<named>nay|ngoai|roi|truoc|kia)\b")
_YEAR_NEEDS = ("00", "0k", "nam n", "nam r", "nam t", "nam k")
_TODAY = regex(r"(?:hom|bua) nay(?: la| ngay| moi)* $")


def in_numbers(said: str) -> str:
    """The plain text with months called by their English names in numbers."""
    if not any(map(said.__contains__, _ENGLISH)):
        return said
    for pattern in _ENGLISH_DAY:
        said = pattern.sub(lambda m: f"{m['d']}/{_ENGLISH[m['m']]}/{m['y']}", said)
    return _ENGLISH_MONTH.sub(lambda m: f"thang {_ENGLISH[m['m']]} {m['y']}", said)


def gathered(said: str, today: date, known: int | None = None) -> str:
    """The plain text with a day and month, or a month, and the one year that stands elsewhere in one place.

    `known` is the year of a date that this text corrects.
    """
    if not (known or any(map(shape_of(said).__contains__, _YEAR_NEEDS))) or _FULL.search(said):
        return said
    years = list(_YEAR.finditer(said))
    if len(years) > 1 or (not years and known is None):
        return said
    piece = _piece(said)
    if piece is None:
        return said
    if years and is_others(said[min(piece.start(), years[0].start()) : max(piece.start(), years[0].start())]):
        return said
    year = _value(years[0], today) if years else str(known)
    written = _written(piece, year)
    rest = _without(said, years[0]) if years else said
    return rest.replace(piece[0], f" {written} ", 1)


def _piece(said: str) -> re.Match[str] | None:
    """The one day and month, or the one month."""
    for pattern in (_DAY_AFTER, _DAY, _MONTH):
        found = [one for one in pattern.finditer(said) if not _TODAY.search(said[: one.start()])]
        if found:
            return (
                found[0]
                if len({tuple(sorted(map(str, one.groupdict().items()))) for one in found}) == 1
                else None
            )
    return None


def _written(piece: re.Match[str], year: str) -> str:
    groups = piece.groupdict()
    if groups.get("said"):
        return f"{groups['said']} {year}"
    month = groups.get("m")
    return f"{groups['d']}/{month}/{year}" if month else f"{groups['d']} thang {groups['w']} {year}"


def _value(found: re.Match[str], today: date) -> str:
    if found["named"]:
        return str(today.year - {"nay": 0, "kia": 2}.get(found["named"], 1))
    return f"20{found['y']}" if len(found["y"]) == 2 and found["y"].isdigit() else found["y"]


def _without(said: str, found: re.Match[str]) -> str:
    return f"{said[: found.start()]} {said[found.end() :]}"
