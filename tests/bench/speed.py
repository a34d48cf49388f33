"""How fast the core is right now: virtual ones run at full or at half speed from one second to the next."""

from __future__ import annotations

from statistics import median
from time import thread_time

# What the loop below takes on a 2.5 GHz core at full speed, in seconds.
FULL = 1.08e-3


def speed(times: int = 15) -> float:
    """The core's speed as a part of full speed, by a fixed piece of Python; 1.0 is full."""
    return min(1.0, FULL / median(_loop() for _ in range(times)))


def _loop() -> float:
    began, total = thread_time(), 0
    for number in range(20_000):
        total += number & 7
    return thread_time() - began
