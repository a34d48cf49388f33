"""Where a label falls into Vietnamese syllables: "hoangsang" is hoang|sang, not hoang|sa|ng."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bot.understanding.syllables import SYLLABLES

_STRAY = 2  # a letter that fits no syllable costs more than a syllable, so that real ones win


class Cut(NamedTuple):
    """The cost of cutting a text (a syllable 1, a stray letter 2) and the number of ways at that cost."""

    cost: int
    ways: int


class Cuts:
    """The cheapest ways to cut one label into syllables, fixed words counting as one."""

    __slots__ = ("_left", "_right", "fixed", "label")

    def __init__(self, label: str, fixed: frozenset[str] = frozenset()) -> None:
        self.label, self.fixed = label, fixed
        size, pieces = len(label), list(_pieces(label, fixed))
        self._left = _cheapest(size, pieces)
        self._right = _cheapest(size, [(size - end, size - start) for start, end in pieces])[::-1]

    @property
    def all(self) -> Cut:
        """What the whole label costs, and in how many ways."""
        return self._left[-1]

    def fits(self, start: int, end: int, inside: Cut) -> bool:
        """True where label[start:end], cut like `inside`, is part of one of the cheapest cuts."""
        return self._left[start].cost + inside.cost + self._right[end].cost == self.all.cost

    def only_fits(self, start: int, end: int, inside: Cut) -> bool:
        """True where it is part of every one of the cheapest cuts: the label reads in no other way."""
        ways = self._left[start].ways * inside.ways * self._right[end].ways
        return self.fits(start, end, inside) and ways == self.all.ways


def _pieces(label: str, fixed: frozenset[str]) -> Iterator[tuple[int, int]]:
    longest = max([7, *map(len, fixed)])
    for start in range(len(label)):
        for end in range(start + 1, min(start + longest, len(label)) + 1):
            if label[start:end] in SYLLABLES or label[start:end] in fixed:
                yield start, end


def _cheapest(size: int, pieces: list[tuple[int, int]]) -> list[Cut]:
    """For each position the cheapest cut of everything before it."""
    ending: dict[int, list[int]] = {}
    for start, end in pieces:
        ending.setdefault(end, []).append(start)
    cuts = [Cut(0, 1)]
    for end in range(1, size + 1):
        last = [Cut(cuts[end - 1].cost + _STRAY, cuts[end - 1].ways)]
        last += [Cut(cuts[start].cost + 1, cuts[start].ways) for start in ending.get(end, ())]
        cost = min(cut.cost for cut in last)
        cuts.append(Cut(cost, sum(cut.ways for cut in last if cut.cost == cost)))
    return cuts
