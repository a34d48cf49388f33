"""How dates, stretches of days and sums of money are written in Vietnamese sentences."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from bot.understanding.span import Span

_ROUGH_MONTHS, _ROUGH_YEARS = 45, 500  # days from which single days, or months, only look exact


def dmy(day: date) -> str:
    """31/12/2026, the form on Vietnamese papers."""
    return f"{day:%d/%m/%Y}"


def my(day: date) -> str:
    """12/2026, where the month is enough."""
    return f"{day:%m/%Y}"


def vnd(amount: int) -> str:
    """60000 → "60.000 đ"."""
    return f"{amount:,} đ".replace(",", ".")


def span_words(span: Span) -> str:
    """A day as dd/mm/yyyy, a whole month as mm/yyyy, a whole year as yyyy, else from–to, as rough as it is."""
    low, high = span.low, span.high
    if span.is_day:
        return dmy(low)
    if (low.month, low.day, high.month, high.day) == (1, 1, 12, 31):
        return str(low.year) if low.year == high.year else _years(low, high)
    whole_month = low.day == 1 and high.day == monthrange(high.year, high.month)[1]
    if whole_month and (low.year, low.month) == (high.year, high.month):
        return my(low)
    days = (high - low).days
    if days > _ROUGH_YEARS:
        return _years(low, high)
    if days > _ROUGH_MONTHS:
        return f"khoảng {my(low)} đến {my(high)}"
    return f"khoảng {dmy(low)} đến {dmy(high)}"


def _years(low: date, high: date) -> str:
    return (
        f"{low.year} hoặc {high.year}" if high.year == low.year + 1 else f"khoảng {low.year} đến {high.year}"
    )


def sentence(text: str) -> str:
    """The text with its first letter a capital: "bạn" at the start of a sentence."""
    return text[:1].upper() + text[1:]


FILTERS: Mapping[str, Callable[..., Any]] = {
    "dmy": dmy,
    "my": my,
    "vnd": vnd,
    "span": span_words,
    "sentence": sentence,
    "join": lambda items, by: by.join(items),
}
