"""Days told by today's date, written out, as in "ngày này năm ngoái"; lengths of time said without a number."""

from __future__ import annotations

from datetime import date

from bot.understanding.calendar_math import months_before
from bot.understanding.regex import regex
from bot.understanding.written_dates import NUMBER, number

_TODAY = (
    r"(?:(?:dung|ngay|vao|la|tinh den|den|cung)? ?(?:(?:cai )?ngay nay|hom nay|bua nay|ngay hom nay|"
    r"bang nay|y ngay nay))"
)
_LAST = regex(
    r"\b(?:dung |vao |y )*(?:ngay (?:nay|hom nay)|hom nay|bang nay|ngay nay thang nay) (?P<unit>nam|"
    r"thang) (?:ngoai|truoc|roi|vua roi)\b"
)
_ROUND = regex(
    rf"\b(?:vua |moi |vua moi )*(?:tron|dung|du|chan|y) (?:duoc )?(?P<n>{NUMBER}) (?P<unit>nam|"
    rf"thang)(?: truoc| roi| tron)?,? {_TODAY}\b"
    rf"|\b(?:hom nay|bua nay|nay) (?:la |vua |moi )*(?:tron|dung|chan) (?:duoc )?(?P<n2>{NUMBER}) "
    r"(?P<unit2>nam|thang)\b(?! ?[0-9])"
)
_HALF = regex(rf"\b(?:(?P<n>{NUMBER}) )?(?P<half>(?:nam|thang|tuan) ruoi\b)")


_WHOLE = regex(r"(?<![0-9/])([0-9]{1,2})/([0-9]{1,2})/(?:19|20)[0-9]{2}")

_SHORT = regex(r"(?<![0-9/])[0-9]{1,2}/[0-9]{1,2}(?![0-9/])")
_OVER_ONE = regex(r"\bhon (thang|tuan)\b(?! ?[0-9])")
_NOT_YET = regex(r"\bkhong (toi|day|den)\b(?= (?:1|nua|[0-9]|mot|hai|ba|bon|nam|sau|bay|tam|chin))")
_THIS = regex(rf"\b(thang {NUMBER}|quy (?:[1-4]|mot|hai|ba|tu)) nay\b")
_HOW = ("chua ", "gan ", "tron ", "du ", "ngot ")
_ONE = regex(
    r"\b(?P<how>chua (?:toi|duoc|day|den|du|tron|bang)|gan|tron|du|ngot) (?P<unit>(?:nam|thang|"
    rf"tuan)\b)(?! ?(?:{NUMBER}|nay|truoc|nam|sau))"
)


def dated(said: str, today: date) -> str:
    """The plain text with such days as "20/11/2025", and "năm rưỡi" as one year and a half."""
    if "nay" in said:
        said = _LAST.sub(lambda m: _day(today, 1, m["unit"]), said)
        said = _ROUND.sub(lambda m: _day(today, number(m["n"] or m["n2"]), m["unit"] or m["unit2"]), said)
    whole = {f"{day}/{month}" for day, month in _WHOLE.findall(said)} if "/" in said else ()
    said = _SHORT.sub(lambda m: " " if m[0] in whole else m[0], said) if whole else said
    if "khong " in said:
        said = _NOT_YET.sub(r"chua \1", said)
    if " nay" in said:
        said = _THIS.sub(r"\1 nam nay", said)
    if "hon " in said:
        said = _OVER_ONE.sub(r"hon 1 \1", said)
    if any(map(said.__contains__, _HOW)):
        said = _ONE.sub(r"\g<how> 1 \g<unit>", said)
    return _HALF.sub(lambda m: m[0] if m["n"] else f"1 {m['half']}", said) if "ruoi" in said else said


def _day(today: date, count: int, unit: str) -> str:
    day = months_before(today, count * (12 if unit == "nam" else 1))
    return f" {day.day}/{day.month}/{day.year} "
