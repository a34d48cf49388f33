"""A stretch of days: what an answer such as "2004" or "tháng trước" really says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `low` to `high`, both included; one known day has `low == high`."""

    low: date
    high: date

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"a span must not end before it begins: {self.low} > {self.high}")

    @property
    def is_day(self) -> bool:
        """True where the span is one single day."""
        return self.low == self.high

    @classmethod
    def day(cls, day: date) -> Span:
        """The span of one day."""
        return cls(day, day)
