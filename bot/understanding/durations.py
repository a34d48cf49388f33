"""How long ago: "8 tháng", "hơn 1 năm", "gần 2 tuần" as spans as wide as what such words may mean."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.understanding.calendar_math import Found, days_before, months_before
from bot.understanding.regex import regex
from bot.understanding.sentence import word_set, words
from bot.understanding.span import Span
from bot.understanding.written_dates import NUMBER, START, Form, number

_MONTHS = {"thang": 1, "thg": 1, "nam": 12}
_WEEKS = 21  # days either side of a number of months
_DAYS = {"ngay": 1, "hom": 1, "bua": 1, "tuan": 7}


@dataclass(frozen=True, slots=True)
class _Ago:
    """`least` to `most` units of so many months or days, counted back from today."""

    least: int
    most: int
    months: int
    days: int
    today: date

    def back(self, units: int, months: int = 0) -> date:
        return days_before(months_before(self.today, units * self.months + months), units * self.days)

    def plainly(self) -> tuple[date, date]:
        """Three weeks either side of months, half a year of years: people round, and count calendar months too."""
        if self.days == 1:
            slack = max(1, self.most // 7)
            return days_before(self.today, self.most + slack), days_before(self.today, self.least - slack)
        if self.days:
            return days_before(self.back(self.most + 1), -1), days_before(self.back(self.least - 1), 1)
        if self.months == 12:
            return self.back(self.most, months=6), self.back(self.least, months=-6)
        return days_before(self.back(self.most), _WEEKS), days_before(self.back(self.least), -_WEEKS)

    def over(self) -> tuple[date, date]:
        step = 10 if self.most % 10 == 0 else 1
        if self.days == 1:
            return self.back(self.most + step), self.back(self.least)
        return days_before(self.back(self.most + step), -1), days_before(self.back(self.least), 1)

    def nearly(self) -> tuple[date, date]:
        high = self.back(self.least, months=-3) if self.months == 12 else self.back(self.least - 1)
        return days_before(self.back(self.most), -1), high

    def under(self) -> tuple[date, date]:
        return days_before(self.back(self.most), -1), self.today

    def exactly(self) -> tuple[date, date]:
        slack = 15 if self.months else 3 if self.days == 1 and self.most < 3 else 0
        return days_before(self.back(self.most), slack), days_before(self.back(self.least), -slack)

    def about(self) -> tuple[date, date]:
        months, days = self.most * self.months, self.most * self.days
        wide, slack = (max(1, months // 4), 0) if months else (0, max(2, days // 3))
        low = days_before(self.back(self.most, months=wide), slack)
        return low, days_before(self.back(self.least, months=-wide), -slack)

    def and_half(self) -> tuple[date, date]:
        if self.months == 12:
            return self.back(self.most, months=10), self.back(self.least, months=2)
        return days_before(self.back(self.most), 25), days_before(self.back(self.least), 5)


_WAYS = {
    "hon": _Ago.over, "ngoai": _Ago.over, "tren": _Ago.over, "gan": _Ago.nearly,
    "chua": _Ago.under, "duoi": _Ago.under,
    "tron": _Ago.exactly, "dung": _Ago.exactly, "du": _Ago.exactly,
    "khoang": _Ago.about, "tam": _Ago.about, "chung": _Ago.about,
}  # fmt: skip


def _way(match: re.Match[str]) -> Callable[[_Ago], tuple[date, date]]:
    if match["half"] and not match["how"]:
        return _Ago.and_half
    if match["tail"]:
        return _Ago.over
    if match["b"]:
        return _Ago.plainly
    return _WAYS.get((match["how"] or "").split(" ")[0], _Ago.plainly)


def _duration(match: re.Match[str], today: date) -> Found | None:
    least = number(match["a"])
    most = number(match["b"]) if match["b"] else least
    unit = match["unit"]
    ago = _Ago(least, most, _MONTHS.get(unit, 0), _DAYS.get(unit, 0), today)
    if least < 1 or most < least or (match["half"] and ago.days):
        return None
    if match["more"] is not None or (match["half"] and match["how"] and unit == "nam"):
        months = 12 * least + (number(match["more"]) if match["more"] else 6)
        ago = _Ago(months, months, 1, 0, today)
    way = _way(match)
    low, high = way(ago)
    # Who says "more than two years" may mean any number of them.
    open_ = way is _Ago.over
    return Found(Span(min(low, today), min(high, today)), open=open_)


def _years_over(match: re.Match[str], today: date) -> Found:
    years = 10 if "chuc" in match[0] else 1
    high = months_before(today, 12 * years + (6 if match["half"] else 0))
    return Found(Span(months_before(high, 12 * years), high), open=True)


def _months_and_days(match: re.Match[str], today: date) -> Found:
    day = days_before(months_before(today, number(match["m"])), number(match["d"]))
    return Found(Span(days_before(day, 7), days_before(day, -7)))


def _to_come(_match: re.Match[str], _today: date) -> Found:
    return Found(None, "date_in_future")


def _half_month(_match: re.Match[str], today: date) -> Found:
    return Found(Span(days_before(today, 22), days_before(today, 9)))


def _half_year(match: re.Match[str], today: date) -> Found:
    if match["under"]:
        return Found(Span(months_before(today, 6), today))
    return Found(Span(months_before(today, 7), months_before(today, 5)))


_HOW = r"hon|tren|gan|chua (?:toi|den|day|duoc|du|tron|bao)|ngoai|duoi|tron|dung|du|khoang|tam|chung"
EXACT_DURATIONS: tuple[Form, ...] = (
    Form(
        regex(rf"{START}(?P<m>{NUMBER}) thang (?P<d>[0-9]{{1,2}}) (?:ngay|hom|bua)\b"),
        _months_and_days,
        ("thang 0",),
    ),
    Form(
        regex(rf"{START}{NUMBER} ?(?:ngay|hom|bua|tuan|thang|nam) nua(?: (?:a|nha|nhe|co|lan))*$"),
        _to_come,
        ("nua",),
    ),
)
"""Read before calendar names: "8 tháng 10 ngày" holds what looks like October."""

DURATIONS: tuple[Form, ...] = (
    Form(
        regex(
            rf"{START}(?:(?:hon|ngoai|tren) (?:ca )?(?:chuc )?nam(?P<half> ruoi)?|chuc nam(?: hon)?)(?! "
            r"nam\b)(?: roi| nay| co le| le)*\b(?! [0-9])"
        ),
        _years_over,
        ("nam",),
    ),
    Form(
        regex(
            rf"{START}(?P<under>chua (?:toi |den |day |duoc |du |tron )?)?nua nam(?: truoc| nay| roi| qua)?\b"
        ),
        _half_year,
        ("nua nam",),
    ),
    Form(regex(rf"{START}nua thang(?: truoc| nay| roi| qua)?\b"), _half_month, ("nua thang",)),
    Form(
        regex(
            rf"(?<![0-9][.,]){START}(?:(?P<how>{_HOW}) )?(?!tu (?:nam|thang|tuan|ngay|hom|bua)\b)(?P<a>{NUMBER})"
            rf"(?:(?: ?[–-] ?|, | den | toi | hoac | )(?P<b>{NUMBER}))?"
            rf" ?(?P<unit>ngay|hom|bua|tuan|thang|thg|nam)\b"
            rf"(?P<half> ruoi\b)?(?:(?<=nam) (?P<more>{NUMBER}) thang\b)?(?P<tail> co le\b| le\b| hon\b)?"
            rf"(?: truoc| nay| roi| qua)?\b(?! ?[0-9])"
        ),
        _duration,
        (*_DAYS, *_MONTHS),
    ),
)


_PLAIN = rf"{NUMBER}(?: ?(?:-|den|toi) ?{NUMBER})? ?(?:ngay|hom|bua|tuan|thang|nam)\b"
_LONG = rf"(?:(?:{_HOW}) )?{_PLAIN}"
_LENGTH = regex(
    r"\b(?:mat|cho|doi|ton|trong|trong vong|thoi han|han|hieu luc|mien phi|thu viec|keo dai|phai du|"
    r"phai duoi|phai tren|phai it nhat|toi da|toi thieu|it nhat) (?:(?:het|khoang|tam|tan|toi|gan|co|"
    rf"den|vong|ca) )?{_LONG}(?! (?:roi|nay|truoc|20[0-9]{{2}}))"
    rf"|(?<!chua )(?<!chua duoc )(?<!chua toi )\b(?:con )?{_PLAIN} (?:nua(?: la| moi)? (?:tron|du|"
    rf"duoc)? ?(?:{_LONG})?|lam viec|dau tien|moi (?:duoc|xong|ra|lay)\b|la (?:xong|co)\b|thi (?:duoc|"
    r"sao|co)\b|co (?:duoc|con|bi)\b)"
)


# One of either is in each.
_UNITS = ("ngay", "hom", "bua", "tuan", "thang", "nam")
_LASTS = word_set(
    "mat cho doi ton trong han luc phi viec dai du duoi tren nhat da thieu nua lam dau moi la thi co con"
)


def without_lengths(said: str) -> str:
    """The plain text without lengths that are no time since: what something takes, or must not pass."""
    if _LASTS.isdisjoint(words(said)) or not any(map(said.__contains__, _UNITS)):
        return said
    return _LENGTH.sub(" ", said)
