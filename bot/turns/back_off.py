"""How long to wait after something failed so often in a row."""

from __future__ import annotations

_DOUBLINGS = 16  # beyond that every wait is the longest; a float would overflow after a day of failures


def back_off(failures: int, longest: float) -> float:
    """1, 2, 4 … seconds after the first, second, third failure, never over `longest`."""
    return min(2.0 ** min(failures - 1, _DOUBLINGS), longest)
