"""Dates written out in full: day, month and year in every order people here use, month and year, year."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple

from bot.understanding.calendar_math import Found, day_of, month_of, year_of
from bot.understanding.fold import TEXTS
from bot.understanding.regex import regex
from bot.understanding.sentence import word_set, words

Handler = Callable[[re.Match[str], date], Found | None]
"""Reads one match against today; None leaves the text where it stands."""
_ZEROS = str.maketrans("123456789", "0" * 9)


class Form(NamedTuple):
    """A way of writing days; it is tried only where one of what it needs is in the shape of the text."""

    pattern: re.Pattern[str]
    handler: Handler
    needs: tuple[str, ...]

    def may_stand(self, shape: str) -> bool:
        """True where a text of that shape may hold this form."""
        return any(map(shape.__contains__, self.needs))


class Forms(tuple[Form, ...]):
    """Forms in the order they are tried."""

    @cached_property
    def _by_need(self) -> Mapping[str, Sequence[int]]:
        needs = dict.fromkeys(need for form in self for need in form.needs)
        return {need: [at for at, form in enumerate(self) if need in form.needs] for need in needs}

    @cached_property
    def _in_words(self) -> Sequence[str]:
        return [need for need in self._by_need if "0" not in need]

    def likely(self, shape: str) -> list[Form]:
        """Those that may stand in a text of that shape."""
        needs = self._by_need if "0" in shape else self._in_words
        found = {at for need in needs if need in shape for at in self._by_need[need]}
        return [self[at] for at in sorted(found)]


@lru_cache(TEXTS)
def shape_of(said: str) -> str:
    """The plain text with every digit as 0: what forms of dates are told apart by at a glance."""
    return said.translate(_ZEROS)


NUMBER_WORDS = {
    "muoi hai": 12, "muoi mot": 11, "muoi": 10, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4,
    "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9,
}  # fmt: skip
NUMBER = rf"(?:[0-9]{{1,2}}(?![0-9])|(?:{'|'.join(NUMBER_WORDS)})\b)"
YEAR = r"(?:(?:19|20)[0-9]{2}(?![0-9])|2k ?[0-9]{0,2}(?![0-9a-z]))"
START = r"(?<![0-9a-z/])"
MONTH_WORD = r"(?:thang|thg|(?:th|t)(?= ?[.:]? ?[0-9])) ?[.:]? ?"
_DAY = r"(?:(?:ngay|mung|mong|ng) ?)?(?P<d>[0-9]{1,2})"
_DASH = r" ?[/.–—-] ?"

_LUNAR = regex(
    r"\b(?:am lich|lich am|lich ta|ngay ram|ram thang|tet(?! (?:1/6|tay|duong|doc lap))|"
    r"thang (?:gieng|chap)|nam con [a-z]+|"
    r"(?<![0-9] )tuoi (?:ty|suu|dan|mao|meo|thin|ngo|mui|than|dau|tuat|hoi)|"
    r"(?:giap|at|binh|dinh|mau|ky|canh|tan|nham|quy) (?:ty|suu|dan|mao|meo|thin|ngo|mui|than|dau|tuat|hoi))\b"
    r"|\(am\)|[0-9] am\b"
)
# One of these is in each.
_LUNAR_WORDS = word_set(
    "am lich ram tet gieng chap con hon ty suu dan mao meo thin ngo mui than dau tuat hoi"
)
# Phone, identity-card and tax numbers hold dates only by chance, and must not be mined for any.
_ID_NUMBER = regex(
    r"[0-9]{9,}|(?<![0-9])(?:\+ ?84|0)(?:[ .-]?[0-9]){9}|(?<![0-9])[0-9]{3}(?:[ .-][0-9]{3}){3}"
)
_LEAST_DIGITS = 9
_LETTER_O = regex(
    r"(?<=[0-9/])o(?=[0-9/])|(?<=[0-9/])o(?=[.-][0-9])|(?<=/)o[0-9](?=/)|(?<![a-z0-9])o[0-9](?![a-z0-9])|"
    r"(?<![a-z0-9])(?:[12][0-9o]{3}|2ko?[0-9])(?![a-z0-9])"
)
_STUCK = regex(
    r"(?<=[0-9])(?=(?:thang|nam|ngay|tuoi|thag)(?![a-z]))|\b(?<=thang)(?=[0-9])|(?<=nam)(?=[0-9])|"
    r"(?<=thang)(?=(?:nay|truoc|roi|vua)\b)|(?<=ngay)(?=[0-9])|(?:(?<=[a-z]sn)|(?<=\bsn)|(?<=\bns)|(?<=\bsinh))(?=[0-9])"
)
_TICK = regex(r"(?<=[a-z])'(?= )")
_O_IN_DIGITS = ("0o", "o0", "/o", "ko0")
_STUCK_TO = ("0t", "0n", "g0", "m0", "y0", "sn0", "ns0", "sinh0", "thangn", "thangt", "thangr", "thangv")
_SPACED_DIGITS = regex(r"(?<![0-9])[0-9](?:[ .][0-9]){3,7}(?![0-9])")


def prepared(said: str) -> str:
    """The plain text with the letter o read as zero inside years and spaced digits joined."""
    shape = shape_of(said)
    if "'" in said:
        said = _TICK.sub("", said)
    if any(map(shape.__contains__, _O_IN_DIGITS)):
        said = _LETTER_O.sub(lambda year: year[0].replace("o", "0"), said)
    if any(map(shape.__contains__, _STUCK_TO)):
        said = _STUCK.sub(" ", said)
    if "0 0" in shape or "0.0" in shape:
        said = _SPACED_DIGITS.sub(lambda digits: re.sub("[ .]", "", digits[0]), said)
    return said


def is_lunar(said: str) -> bool:
    """True where the plain text counts by the lunar calendar or the zodiac."""
    lunar = not _LUNAR_WORDS.isdisjoint(words(said)) and "duong lich" not in said
    return lunar and _LUNAR.search(said) is not None


_LUNAR_DAY = regex(
    r"\b(?:ngay ram|ram thang|co hon|ra gieng|thang (?:gieng|chap)|lich am|lich ta)\b|(?<!tet )(?<!nguyen "
    r"dan )\bam lich\b|(?:[0-9]|thang \w+) am\b|\(am\)"
)


def is_lunar_day(said: str) -> bool:
    """True where the plain text names a day or a month of the lunar calendar, other than by its feast."""
    lunar = not _LUNAR_WORDS.isdisjoint(words(said)) and "duong lich" not in said
    return lunar and _LUNAR_DAY.search(said) is not None


def holds_id_number(said: str) -> bool:
    """True where the plain text holds something shaped like a phone or identity number."""
    return shape_of(said).count("0") >= _LEAST_DIGITS and _ID_NUMBER.search(said) is not None


def without_id_numbers(said: str) -> str:
    """The plain text without what is shaped like a phone, identity or tax number."""
    return _ID_NUMBER.sub(" ", said) if holds_id_number(said) else said


def number(text: str) -> int:
    """The value of a NUMBER match."""
    return NUMBER_WORDS[text] if text in NUMBER_WORDS else int(text)


def year(text: str, today: date) -> int:
    """The value of a YEAR match or of a two-digit year: this century up to today's year, else the last."""
    if text.startswith("2k"):
        return 2000 + int(text[2:].strip() or 0)
    value = int(text)
    if value >= 100:
        return value
    return 2000 + value if value <= today.year % 100 else 1900 + value


def _day(match: re.Match[str], today: date) -> Found:
    return day_of(year(match["y"], today), number(match["m"]), int(match["d"]), today)


def _month(match: re.Match[str], today: date) -> Found:
    return month_of(year(match["y"], today), number(match["m"]), today)


def _six_digits(match: re.Match[str], today: date) -> Found:
    digits = match[0]
    if digits[2:4] in ("19", "20"):
        return month_of(int(digits[2:]), int(digits[:2]), today)
    return _day(match, today)


def _short_month(match: re.Match[str], today: date) -> Found | None:
    # 3/05 may be a day in May or a month of 2005: only a second number beyond 12 settles it.
    if int(match["y"]) <= 12 or not 1 <= int(match["m"]) <= 12:
        return None
    return month_of(year(match["y"], today), int(match["m"]), today)


def _year(match: re.Match[str], today: date) -> Found:
    return year_of(year(match["y"], today), today)


def _form(pattern: str) -> re.Pattern[str]:
    return regex(START + pattern)


_D = r"(?:(?:ngay|mung|mong|ng) ?)?(?P<d>[0-9]{1,2})"
_M = r"(?P<m>[0-9]{1,2})"
_MONTH = rf"{MONTH_WORD}(?P<m>{NUMBER})"
_Y = rf"(?P<y>{YEAR})"
_SHORT_Y = rf"(?P<y>{YEAR}|[0-9]{{2}}(?![0-9]))"
_DASHES = ("/", ".", "-", "–", "—")
MONTH_NEEDS = ("th", "t0", "t 0", "t.", "t:", "t .", "t :")
YEAR_NEEDS = ("0000", "0k")
FULL_DATES: tuple[Form, ...] = (
    Form(
        _form(rf"(?P<y>(?:19|20)[0-9]{{2}}){_DASH}{_M}{_DASH}(?P<d>[0-9]{{1,2}})(?![0-9])"),
        _day,
        tuple(f"0000{dash}" for dash in (*_DASHES, " ")),
    ),
    Form(_form(rf"{_D}{_DASH}{_M}{_DASH}{_SHORT_Y}"), _day, _DASHES),
    Form(_form(rf"{_D} {_M} {_Y}"), _day, ("0 0",)),
    Form(_form(rf"{_D}(?:{_DASH}|[ ,]*){_MONTH}[ ,./-]*nam {_SHORT_Y}"), _day, ("nam 0",)),
    Form(_form(rf"{_D}(?:{_DASH}|[ ,]*){_MONTH}[ ,./-]*{_Y}"), _day, MONTH_NEEDS),
    Form(_form(rf"{_D}{_DASH}{_M},? nam {_SHORT_Y}"), _day, ("nam 0",)),
    Form(
        _form(r"(?P<y>(?:19|20)[0-9]{2})(?P<m>0[1-9]|1[0-2])(?P<d>[0-3][0-9])(?![0-9])"), _day, ("00000000",)
    ),
    Form(_form(r"(?P<d>[0-9]{2})(?P<m>[0-9]{2})(?P<y>(?:19|20)[0-9]{2})(?![0-9])"), _day, ("00000000",)),
    Form(_form(r"(?P<d>[0-9]{2})(?P<m>[0-9]{2})(?P<y>[0-9]{2})(?![0-9])"), _six_digits, ("000000",)),
)
MONTHS: tuple[Form, ...] = (
    Form(_form(rf"(?:{MONTH_WORD})?{_M}{_DASH}{_Y}(?![0-9/])"), _month, _DASHES),
    Form(regex(rf"(?<!ngay ){START}{_MONTH}[ ,./-]*(?:nam )?{_Y}"), _month, YEAR_NEEDS),
    Form(regex(rf"(?<!ngay ){START}{_MONTH}[ ,./-]*nam (?P<y>[0-9]{{2}})(?![0-9])"), _month, ("nam 00",)),
    Form(_form(rf"{_M}/(?P<y>[0-9]{{2}})(?![0-9/.-])"), _short_month, ("0/00",)),
)
YEARS: tuple[Form, ...] = (Form(_form(_Y), _year, YEAR_NEEDS),)
