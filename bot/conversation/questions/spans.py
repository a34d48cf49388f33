"""Spans as they are stored: two ISO dates."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from bot.understanding.span import Span


def to_stored(span: Span) -> list[str]:
    """The span as plain JSON."""
    return [span.low.isoformat(), span.high.isoformat()]


def from_stored(value: Any) -> Span | None:
    """The span a stored value holds, None where it holds none."""
    try:
        low, high = value
        return _span(low, high)
    except (TypeError, ValueError):
        return None


@lru_cache(maxsize=256)
def _span(low: str, high: str) -> Span:
    return Span(date.fromisoformat(low), date.fromisoformat(high))
