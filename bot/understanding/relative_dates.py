"""Days named from today's point of view: yesterday, last month, early this year, March, first quarter."""

from __future__ import annotations

import re
from datetime import date

from bot.understanding.calendar_math import (
    Found,
    day_of,
    days_before,
    month_end,
    month_of,
    months_before,
    until_today,
)
from bot.understanding.regex import regex
from bot.understanding.span import Span
from bot.understanding.written_dates import MONTH_NEEDS, MONTH_WORD, NUMBER, START, YEAR, Form, number, year

_RECENT = r"(?P<when>nay|truoc nua|truoc|roi|vua roi|vua qua|qua)\b"
_YEAR_WORD = r"(?P<named>nay|truoc|roi|vua roi|vua qua|qua|ngoai|kia|[0-9]{2})\b"
_OF_YEAR = rf"(?:[ ,./-]*(?:nam )?(?P<y>{YEAR})|,? nam {_YEAR_WORD})"
_NEAR_YEAR = rf"(?: (?:nam )?(?P<y>{YEAR})| nam {_YEAR_WORD})"
_PART = r"(?P<part>dau|giua|cuoi)"
_MONTH = rf"{MONTH_WORD}(?P<m>{NUMBER})"
_DAY = r"(?P<called>(?:ngay|mung|mong|ng|hom|bua) ?)?(?P<d>[0-9]{1,2})"
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4}
# Generous edges: nobody agrees on the day where the beginning of a month ends.
_DAYS_OF_PART = {"dau": (1, 12), "giua": (8, 23), "cuoi": (18, 31)}
_MONTHS_OF_QUARTER = {"dau": (0, 1), "giua": (0, 2), "cuoi": (1, 2)}
_MONTHS_OF_PART = {"dau": (1, 4), "giua": (5, 8), "cuoi": (9, 12)}


def _named_year(match: re.Match[str], today: date) -> int | None:
    """The year the match names; None where it names none."""
    groups = match.groupdict()
    if groups.get("y"):
        return year(groups["y"], today)
    named = groups.get("named")
    if named is None:
        return None
    if named.isdigit():
        return year(named, today)
    return today.year - {"nay": 0, "kia": 2}.get(named, 1)


def _this_or_last(match: re.Match[str], begun: bool, today: date) -> int:
    """The named year, else the latest in which such a time has begun."""
    named = _named_year(match, today)
    return named if named is not None else today.year if begun else today.year - 1


def _recent_month(match: re.Match[str], today: date) -> date:
    return months_before(today.replace(day=1), {"nay": 0, "": 0, "truoc nua": 2}.get(match["when"], 1))


def _day_and_month(match: re.Match[str], today: date) -> Found | None:
    day, month = int(match["d"]), number(match["m"])
    if (
        match.groupdict().get("slash")
        and day <= 12
        and not match["called"]
        and _named_year(match, today) is None
    ):
        return None  # 3/5 is a day in May, or March of 2005
    begun = (month, day) <= (today.month, today.day)
    return day_of(_this_or_last(match, begun, today), month, day, today)


def _day_of_recent_month(match: re.Match[str], today: date) -> Found:
    month = _recent_month(match, today)
    return day_of(month.year, month.month, int(match["d"]), today)


def _recent_day(match: re.Match[str], today: date) -> Found:
    day = int(match["d"])
    month = months_before(today.replace(day=1), 0 if day <= today.day else 1)
    return day_of(month.year, month.month, day, today)


def _month(match: re.Match[str], today: date) -> Found | None:
    month = number(match["m"])
    if match["m"] == "sau" and _named_year(match, today) is None:
        return None  # folded, June is also next month
    return month_of(_this_or_last(match, month <= today.month, today), month, today)


def _months(match: re.Match[str], today: date) -> Found | None:
    first, last = number(match["m"]), number(match["to"])
    if not 1 <= first < last <= 12:
        return None
    in_year = _this_or_last(match, first <= today.month, today)
    return until_today(date(in_year, first, 1), month_end(in_year, last), today)


def _part_of_month(match: re.Match[str], today: date) -> Found:
    month, (first, _) = number(match["m"]), _DAYS_OF_PART[match["part"]]
    begun = (month, first) <= (today.month, today.day)
    return part_of_month(_this_or_last(match, begun, today), month, match["part"], today)


def _part_of_recent_month(match: re.Match[str], today: date) -> Found:
    month = _recent_month(match, today)
    return part_of_month(month.year, month.month, match["part"], today)


def part_of_month(year_: int, month: int, part: str, today: date) -> Found:
    """The days that the beginning, middle or end of a month may mean, those to come left out."""
    if not 1 <= month <= 12:
        return Found(None, "invalid_date")
    first, last = _DAYS_OF_PART[part]
    end = month_end(year_, month)
    return until_today(date(year_, month, first), end.replace(day=min(last, end.day)), today)


def _part_of_year(match: re.Match[str], today: date) -> Found | None:
    first, last = _MONTHS_OF_PART[match["part"]]
    begun = first <= today.month
    if begun and match["part"] == "cuoi" and _named_year(match, today) is None:
        return None  # the end of this year, or of the last one
    in_year = _this_or_last(match, begun, today)
    return until_today(date(in_year, first, 1), month_end(in_year, last), today)


def _quarter(match: re.Match[str], today: date) -> Found:
    if match["q"] > "4" and match["q"].isdigit():
        return Found(None, "invalid_date")
    first = 3 * (_QUARTERS.get(match["q"]) or int(match["q"])) - 2
    in_year = _this_or_last(match, first <= today.month, today)
    from_, to = _MONTHS_OF_QUARTER.get(match["part"], (0, 2))
    return until_today(date(in_year, first + from_, 1), month_end(in_year, first + to), today)


def _recent_quarter(match: re.Match[str], today: date) -> Found:
    first = date(today.year, today.month - (today.month - 1) % 3, 1)
    low = months_before(first, 0 if match["when"] == "nay" else 3)
    return until_today(low, days_before(months_before(low, -3), 1), today)


def _recent_month_whole(match: re.Match[str], today: date) -> Found:
    month = _recent_month(match, today)
    return month_of(month.year, month.month, today)


def _recent_week(match: re.Match[str], today: date) -> Found:
    monday = days_before(today, today.weekday() + (0 if match["when"] == "nay" else 7))
    return until_today(monday, days_before(monday, -6), today)


def _part_of_week(match: re.Match[str], today: date) -> Found:
    monday = days_before(today, today.weekday() + (0 if match["when"] in (None, "nay") else 7))
    first, last = {"dau": (0, 2), "giua": (1, 4), "cuoi": (4, 6)}[match["part"]]
    return until_today(days_before(monday, -first), days_before(monday, -last), today)


def _year(match: re.Match[str], today: date) -> Found | None:
    named = _named_year(match, today)
    if named is None:
        return None
    return until_today(date(named, 1, 1), date(named, 12, 31), today)


def _named_day(match: re.Match[str], today: date) -> Found:
    return Found(Span.day(days_before(today, {"nay": 0, "qua": 1, "kia": 2}[match["when"]])))


def _few(match: re.Match[str], today: date) -> Found:
    if match["unit"] == "thang":
        return Found(Span(months_before(today, 7), months_before(today, 2)))
    least, most = (14, 49) if match["unit"] == "tuan" else (2, 10)
    return Found(Span(days_before(today, most), days_before(today, least)))


def _today(_match: re.Match[str], today: date) -> Found:
    return Found(Span.day(today))


def _future(_match: re.Match[str], _today: date) -> Found:
    return Found(None, "date_in_future")


def _form(pattern: str) -> re.Pattern[str]:
    return regex(START + pattern)


_PARTS = ("dau", "giua", "cuoi")
CALENDAR_NAMES: tuple[Form, ...] = (
    Form(
        _form(
            rf"{_MONTH}(?: ?(?:-|,|den|toi|hoac|hay|hay la|va|voi|hoac la) ?{MONTH_WORD}| {MONTH_WORD}| ?- "
            rf"?)(?P<to>{NUMBER})(?! ?(?:ngay|tuan)\b){_OF_YEAR}?"
        ),
        _months,
        MONTH_NEEDS,
    ),
    Form(_form(rf"{_PART} {_MONTH}{_OF_YEAR}?"), _part_of_month, _PARTS),
    Form(_form(rf"{_PART} thang {_RECENT}"), _part_of_recent_month, _PARTS),
    Form(_form(rf"{_PART} thang(?P<when>)(?= ?$)"), _part_of_recent_month, _PARTS),
    Form(_form(rf"{_PART}{_NEAR_YEAR}"), _part_of_year, _PARTS),
    Form(_form(rf"{_PART} nam\b"), _part_of_year, _PARTS),
    Form(
        _form(rf"(?:{_PART} )?(?:quy|q) ?(?P<q>[1-9]|i{{1,3}}|iv|mot|hai|ba|tu|bon)\b{_OF_YEAR}?"),
        _quarter,
        ("quy", "q0", "q "),
    ),
    Form(
        _form(rf"(?:ngay|mung|mong) ?(?P<d>[0-9]{{1,2}}),? thang {_RECENT}"), _day_of_recent_month, ("thang",)
    ),
    Form(
        _form(r"(?:ngay|mung|mong|hom|bua) ?(?P<d>[0-9]{1,2}) (?:vua roi|vua qua)\b"), _recent_day, ("vua",)
    ),
    Form(_form(rf"{_DAY} {_MONTH}(?! ?(?:ngay|tuan|hom)\b){_OF_YEAR}?"), _day_and_month, ("0 t",)),
    Form(_form(rf"{_DAY}(?P<slash>/)(?P<m>[0-9]{{1,2}})(?![0-9/.-]){_OF_YEAR}?"), _day_and_month, ("0/0",)),
    Form(regex(rf"(?<!ngay ){START}{_MONTH}{_OF_YEAR}?"), _month, MONTH_NEEDS),
)
"""Read before durations: "tháng hai năm nay" holds what looks like "two years"."""

RECENT_NAMES: tuple[Form, ...] = (
    Form(
        _form(r"(?:may|vai|dam)(?: ba)? (?P<unit>ngay|hom|bua|tuan|thang) (?:nay|truoc|roi|qua|vua roi)\b"),
        _few,
        ("may", "vai", "dam"),
    ),
    Form(
        _form(r"(?<!thang )(?<!nam )(?<!tuan )(?<!quy )(?<!lan )nay(?= (?:luon|ne|nha|do|moi|vua)\b)"),
        _today,
        ("nay",),
    ),
    Form(
        _form(r"(?:ngay mai|tuan sau|tuan toi|thang toi|nam sau|nam toi|sang nam|quy toi)\b"),
        _future,
        ("mai", "sau", "toi", "sang nam"),
    ),
    Form(_form(r"(?:hom|bua|sang|trua|chieu|toi|dem|h) ?(?P<when>nay|qua)\b"), _named_day, ("nay", "qua")),
    Form(_form(r"(?:hom|bua) (?P<when>kia)\b"), _named_day, ("kia",)),
    Form(_form(rf"{_PART} tuan(?: {_RECENT})?"), _part_of_week, ("tuan",)),
    Form(_form(rf"tuan {_RECENT}"), _recent_week, ("tuan",)),
    Form(_form(rf"thang {_RECENT}"), _recent_month_whole, ("thang",)),
    Form(_form(rf"quy {_RECENT}"), _recent_quarter, ("quy",)),
    Form(_form(rf"(?<!may )(?<!vai )(?<!nhieu )nam {_YEAR_WORD}"), _year, ("nam ",)),
)
"""Read after durations: "2 tháng trước" ends in what looks like last month."""
