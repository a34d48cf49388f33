"""The forms in which a birth date, birth year or age is written, each with what it means."""

from __future__ import annotations

import re
from datetime import date

from bot.understanding.calendar_math import Found, day_of, days_before, month_of, months_before, year_of
from bot.understanding.regex import regex
from bot.understanding.relative_dates import part_of_month
from bot.understanding.span import Span
from bot.understanding.written_dates import (
    FULL_DATES,
    MONTH_WORD,
    MONTHS,
    NUMBER,
    START,
    YEAR,
    YEAR_NEEDS,
    YEARS,
    Form,
    Forms,
    number,
    year,
)

YOUNGEST_AGE, OLDEST_AGE = 6, 120


def two_digits(digits: str, today: date) -> Found | None:
    """A lone two-digit number: a year with a leading zero or beyond 60, else an age."""
    if digits[0] == "0" or int(digits) >= 60:
        return year_of(year(digits, today), today)
    return age_of(int(digits), today)


def age_of(age: int, today: date) -> Found | None:
    """The births that an age covers; None for one that nobody has who types."""
    if not YOUNGEST_AGE <= age <= OLDEST_AGE:
        return None
    low = days_before(months_before(today, 12 * (age + 1)), -1)
    return Found(Span(low, min(date(today.year - age + 1, 12, 31), today)), count=age)


def _told_age(match: re.Match[str], today: date) -> Found | None:
    return age_of(int(match["age"]), today)


def _short_year(match: re.Match[str], today: date) -> Found:
    return year_of(year(match["y"], today), today)


def _year_month(match: re.Match[str], today: date) -> Found:
    return month_of(year(match["y"], today), number(match["m"]), today)


def _year_day(match: re.Match[str], today: date) -> Found:
    return day_of(year(match["y"], today), number(match["m"]), int(match["d"]), today)


def _quarter(match: re.Match[str], today: date) -> Found:
    first = 3 * int(match["q"]) - 2
    low, high = (
        month_of(year(match["y"], today), first, today).span,
        month_of(year(match["y"], today), first + 2, today).span,
    )
    return Found(Span(low.low, high.high)) if low and high else Found(None, "date_in_future")


def _part_of_year(match: re.Match[str], today: date) -> Found:
    first, last = {"dau": (1, 4), "giua": (5, 8), "cuoi": (9, 12)}[match["part"]]
    in_year = year(match["y"], today)
    low, high = month_of(in_year, first, today).span, month_of(in_year, last, today).span
    return Found(Span(low.low, high.high)) if low and high else year_of(in_year, today)


def _part_of_month(match: re.Match[str], today: date) -> Found:
    return part_of_month(year(match["y"], today), number(match["m"]), match["part"], today)


_THEN = r"(?: (?:nha|nhe|ne|a))?[ ,]+"
_Y = rf"(?P<y>{YEAR})"
_SHORT = r"(?P<y>0[0-9]|[6-9][0-9])"
_TWO = r"(?P<y>[0-9]{2})(?![0-9/.-])"
_PART = r"(?P<part>dau|giua|cuoi)"
_PARTS = ("dau", "giua", "cuoi")
BIRTH_FORMS = Forms(
    (
        *FULL_DATES,
        Form(
            regex(
                rf"{START}(?P<d>[0-9]{{1,2}})[ ,]*{MONTH_WORD}(?P<m>{NUMBER})[ ,]+{_TWO}(?! ?(?:tuoi|t)\b)"
            ),
            _year_day,
            ("th",),
        ),
        Form(
            regex(
                rf"{START}{_Y}{_THEN}(?:sinh )?(?:ngay )?(?P<d>[0-9]{{1,2}}) ?(?:/|-|thang) "
                r"?(?P<m>[0-9]{1,2})(?![0-9/])"
            ),
            _year_day,
            YEAR_NEEDS,
        ),
        Form(
            regex(
                rf"{MONTH_WORD}(?P<m>{NUMBER}) (?:nam )?{_Y}[ ,]+(?:con ngay|ngay)[^,.;]{{0,25}}? "
                r"(?P<d>[0-9]{1,2})(?![0-9/])"
            ),
            _year_day,
            YEAR_NEEDS,
        ),
        Form(regex(rf"{START}(?P<d>[0-9]{{1,2}}) ?[/-] ?(?P<m>[0-9]{{1,2}}) +{_Y}"), _year_day, YEAR_NEEDS),
        Form(regex(rf"(?:quy|q) ?(?P<q>[1-4])(?: nam|[ ,/-])* ?{_Y}"), _quarter, ("q",)),
        Form(
            regex(
                rf"{START}(?P<m>[0-9]{{1,2}})/(?P<y>(?:19|20)[0-9]{{2}})[ ,]+(?:sinh |con )?ngay "
                r"(?P<d>[0-9]{1,2})(?![0-9/])"
            ),
            _year_day,
            YEAR_NEEDS,
        ),
        Form(
            regex(r"\bngay (?P<d>[0-9]{1,2})[ ,]+(?:thang )?(?P<m>[0-9]{1,2})/(?P<y>(?:19|20)[0-9]{2})"),
            _year_day,
            YEAR_NEEDS,
        ),
        Form(regex(rf"{_PART} {MONTH_WORD}(?P<m>{NUMBER})[ ,./-]*(?:nam )?{_Y}"), _part_of_month, _PARTS),
        Form(regex(rf"{_PART} {MONTH_WORD}(?P<m>{NUMBER})(?:[ ,./-]*nam|/) ?{_TWO}"), _part_of_month, _PARTS),
        *MONTHS,
        Form(regex(rf"{START}{_Y}{_THEN}{MONTH_WORD}(?P<m>{NUMBER})"), _year_month, YEAR_NEEDS),
        Form(regex(rf"{_PART} (?:nam )?{_Y}"), _part_of_year, _PARTS),
        Form(regex(rf"{_PART} nam {_TWO}"), _part_of_year, _PARTS),
        *YEARS,
        Form(
            regex(
                rf"(?<![0-9] ){START}(?P<age>[0-9]{{1,3}}) ?(?:tuoi|t|(?:cai |mua )?xuan xanh)\b(?! "
                rf"?(?:[0-9](?! thang)|[+]))"
            ),
            _told_age,
            ("0t", "0 t", "xuan"),
        ),
        Form(
            regex(
                r"\btuoi (?:(?:that|ta|mu|cua (?:em|toi|minh)) )?(?:(?:la|thi) )?(?P<age>[1-9]\d)(?![0-9/])"
            ),
            _told_age,
            ("tuoi",),
        ),
        Form(
            regex(r"\b(?:(?<!hoc )sinh nam|nam sinh|doi|lua|sn|ns) ?:? ?'?(?P<y>[0-9]{2})(?![0-9/.-])"),
            _short_year,
            ("sinh", "doi", "lua", "sn", "ns"),
        ),
        Form(regex(rf"\b(?:(?<!hoc )sinh|nam) ?'?{_SHORT}(?![0-9/.-])"), _short_year, ("sinh", "nam")),
        Form(regex(rf"{START}(?P<y>2k[0-9]|[0-9]{{2}})er\b"), _short_year, ("0er",)),
        Form(
            regex(r"\b(?<!hoc )sinh ?'?(?P<y>[3-5][0-9])(?![0-9/.-])(?! (?:tuoi|t)\b)"),
            _short_year,
            ("sinh",),
        ),
        Form(
            regex(
                r"\bnam nay (?:\w+ ){0,2}(?P<age>[1-9][0-9])(?= (?:roi|day|do|a|ne|nha|nhe|thoi|chan)\b|[,;!]|$)"
            ),
            _told_age,
            ("nam nay",),
        ),
        Form(
            regex(
                r"\b(?:tron|du|vua tron|nam nay|em|toi|minh|duoc|t) (?:duoc |moi |vua |tron |du |co )*(?P<age>1[0-9]|"
                r"[2-5][0-9])(?= (?:lan|le|mat|roi|a|nha|ne|nhe|day|do|"
                r"thoi|hi|luon|xong|hom qua|hom nay|thang truoc|nam "
                r"nay)\b|[,;!]|$)"
            ),
            _told_age,
            (" 00",),
        ),
    )
)
"""How births are told, the surest first."""
