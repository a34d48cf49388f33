"""One line of the report: what was measured, the figure, and what it may be."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True)
class Line:
    """A figure with its unit; `limit` is the most it should be."""

    name: str
    value: float
    unit: str
    limit: float | None = None

    def __str__(self) -> str:
        verdict = "" if self.limit is None else f"  (limit {self.limit:g}: {self._verdict()})"
        return f"{self.name:<52}{self.value:>10,.1f} {self.unit}{verdict}"

    def _verdict(self) -> str:
        return "kept" if self.limit is not None and self.value <= self.limit else "MISSED"


def microseconds(work: Callable[[], object], times: int = 50) -> float:
    """The median duration of one call, in µs."""
    spans = []
    for _ in range(times):
        began = perf_counter()
        work()
        spans.append(perf_counter() - began)
    return median(spans) * 1e6


def show(lines: Iterable[Line]) -> None:
    """Print as they come."""
    for line in lines:
        print(line, flush=True)
